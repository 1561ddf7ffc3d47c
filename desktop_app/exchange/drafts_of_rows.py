"""Reading one returned row: what differs from its base, what a new row says, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Context, Value
from desktop_app.domain.kinds.given import clean
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.exchange import plan_words as say
from desktop_app.exchange.base_rows import BaseRow, Sealer
from desktop_app.exchange.cells import SEPARATOR, as_read, to_cell
from desktop_app.exchange.file_lists import ListsOfBoth
from desktop_app.exchange.layout import ACTION, DELETE, is_link, link_id, target_of
from desktop_app.exchange.lines import Line, identified
from desktop_app.exchange.link_finder import Doubtful, LinkFinder
from desktop_app.exchange.planned import DoubtKind, Problem
from desktop_app.exchange.read_workbook import Returned
from desktop_app.exchange.sheet_writer import CUT

__all__ = ["Draft", "RowReader"]

NO_ANSWERS: Mapping[str, str] = MappingProxyType({})

BROKEN_AT = 16_367
"""LibreOffice breaks longer paragraphs after so many characters when it saves a workbook."""

_BROKEN = re.compile(f"([^\n]{{{BROKEN_AT}}})\n")
_DELETES = {DELETE.into(language).casefold() for language in LANGUAGES}


@dataclass(slots=True)
class Draft:
    """A row while it is judged.

    Attributes:
        line: The row of the file.
        entity: Whose row it is.
        id: Its id; that of a new row follows from its cells.
        base: What it showed when it left, None for a new row.
        touched: The digest of each cell that reads otherwise than it left, by key.
        values: New values by field; of a new row all that are not empty.
        deletes: Whether it is to be deleted.
        kind: What a person has to decide, '' if nothing; the first of it where there is more.
        asked: The key of the cell that this is about, '' for the whole row.
        answers: What a person may say of cells that raise a question, by key.
        refused: Whether it cannot be taken.
        problems: What is wrong, and with what.
    """

    line: Line
    entity: Entity
    id: str = ""
    base: BaseRow | None = None
    touched: dict[str, bytes] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    deletes: bool = False
    kind: DoubtKind | Literal[""] = ""
    asked: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def doubtful(self) -> bool:
        """Tell whether a person has to decide."""
        return bool(self.kind)

    @property
    def stands(self) -> bool:
        """Tell whether nothing yet keeps it from being taken."""
        return not (self.doubtful or self.refused)

    def say(self, key: str, reason: Words) -> None:
        """Note a problem with a cell, or with the whole row if `key` is ''."""
        sheet = self.line.source.sheet
        heading = sheet.headings.get(key, key)
        text = self.line.action if key == ACTION else self.line.text(key)
        self.problems.append(Problem(sheet.name, self.line.number, heading, text, reason))

    def refuse(self, key: str, reason: Words) -> None:
        """Refuse the row."""
        self.refused = True
        self.say(key, reason)

    def doubt(self, kind: DoubtKind, key: str, reason: Words) -> None:
        """Leave the row to a person."""
        if not self.kind:
            self.kind, self.asked = kind, key
        self.say(key, reason)


class RowReader:
    """Reads rows by the catalogue, in the words of the file."""

    def __init__(self, returned: Returned, context: Context, links: LinkFinder) -> None:
        """Take the workbook, how the register reads, and how names are found."""
        lists = ListsOfBoth(returned.lists, context.lists)
        self.context = replace(context, lists=lists, language=returned.language)
        self._sealer: Sealer = returned.sealer
        self._columns = returned.base.columns
        self._entities = returned.base.entities
        self._units = returned.units
        self._links = links

    def compare(self, draft: Draft, only: Container[str] | None = None) -> None:
        """Note which cells of a row that left read otherwise now, and their new values.

        Links are left to `settle_links`; `only` is what to look at, None for all columns.
        """
        assert draft.base is not None  # noqa: S101 - for the type checker
        line = draft.line
        for key, text, then in zip(line.source.keys, line.texts, draft.base.digests, strict=False):
            if key not in line.source.sheet.columns or not (only is None or key in only):
                continue
            now = self._sealer.digest(key, text)
            if now != then:
                draft.touched[key] = now
        for key in list(draft.touched):
            self._judge(draft, key)

    def _judge(self, draft: Draft, key: str) -> None:
        """Read a touched cell; take back the mark if its value is what it was."""
        found = draft.entity.by_name.get(key)
        if found is None:
            if "#" not in key and key not in draft.answers:
                draft.doubt("newer_column", key, say.UNKNOWN_COLUMN)
            return
        if self._is_lost(draft, key):
            draft.refuse(key, say.LOST)
        elif is_link(found):
            if self._reads_as_before(draft, key, clean(draft.line.text(key))):
                del draft.touched[key]
        else:
            self._judge_value(draft, found)

    def _judge_value(self, draft: Draft, found: Field) -> None:
        try:
            value = self.parse(draft.line, found)
        except Invalid as fault:
            draft.refuse(found.name, fault.reason)
            return
        if self._is_same(draft, found, value):
            del draft.touched[found.name]
        else:
            draft.values[found.name] = value

    def _is_same(self, draft: Draft, found: Field, value: Value) -> bool:
        if found.kind.many:
            assert draft.base is not None  # noqa: S101 - for the type checker
            return set(elements(value)) == set(draft.base.elements.get(found.name, ()))
        text = self.written(found, value)
        return self._reads_as_before(draft, found.name, text) or (
            len(text) > BROKEN_AT
            and self._reads_as_before(draft, found.name, _BROKEN.sub(r"\1", text))
        )

    def _reads_as_before(self, draft: Draft, key: str, text: str) -> bool:
        assert draft.base is not None  # noqa: S101 - for the type checker
        then = draft.base.digests[draft.line.source.keys.index(key)]
        return self._sealer.digest(key, text) == then

    def _is_lost(self, draft: Draft, key: str) -> bool:
        sheet = draft.line.source.sheet
        return not draft.line.text(key) and sheet.lost.may_be(sheet.address(key, draft.line.number))

    def parse(self, line: Line, found: Field) -> Value:
        """Return the value of a cell; raise `Invalid` for what is none."""
        cell = line.cell(found.name)
        if isinstance(cell, str) and cell.endswith(CUT):
            raise Invalid(say.TOO_LONG, value=cell)
        return found.kind.parse(cell, self.context)

    def written(self, found: Field, value: Value) -> str:
        """Return what a value would read as in the file."""
        return as_read(to_cell(found.kind, value, self.context))

    def read_new(self, draft: Draft) -> None:
        """Read all cells of a new row; links are left to `settle_links`."""
        line = draft.line
        for key in line.source.keys[: line.source.fields]:
            found = draft.entity.by_name.get(key)
            if found is None:
                if line.text(key):
                    draft.refuse(key, say.UNKNOWN_COLUMN)
            elif is_link(found):
                if clean(line.text(key)):
                    draft.touched[key] = b""
            else:
                self._read_new_value(draft, found)

    def _read_new_value(self, draft: Draft, found: Field) -> None:
        sheet, number = draft.line.source.sheet, draft.line.number
        if found.name in sheet.columns and sheet.address(found.name, number) in sheet.lost.cells:
            draft.refuse(found.name, say.LOST)
            return
        try:
            value = self.parse(draft.line, found)
        except Invalid as fault:
            draft.refuse(found.name, fault.reason)
            return
        if value is not None:
            draft.values[found.name] = value

    def settle_links(self, draft: Draft) -> None:
        """Find the rows that names in touched cells mean."""
        for name in [key for key in draft.touched if key in draft.entity.by_name]:
            found = draft.entity.by_name[name]
            if is_link(found):
                self._settle_link(draft, found)
        for key in [key for key in draft.touched if "#" in key]:
            self._settle_id(draft, key)

    def _settle_link(self, draft: Draft, found: Field) -> None:
        try:
            value = self.linked(draft.line, found, draft.answers.get(found.name, ""))
        except Invalid as fault:
            draft.refuse(found.name, fault.reason)
            return
        except Doubtful as doubt:
            draft.doubt("many_named", found.name, doubt.reason)
            return
        if draft.base is not None and self._links_as_before(draft, found, value):
            del draft.touched[found.name]
        else:
            draft.values[found.name] = value

    def _links_as_before(self, draft: Draft, found: Field, value: Value) -> bool:
        assert draft.base is not None  # noqa: S101 - for the type checker
        if found.kind.many:
            return set(elements(value)) == set(draft.base.elements.get(found.name, ()))
        key = link_id(found.name)
        return key in draft.line.source.keys and self._reads_as_before(draft, key, str(value or ""))

    def _settle_id(self, draft: Draft, key: str) -> None:
        """Doubt an id that was changed while the name beside it was not."""
        name = key.partition("#")[0]
        if name in draft.values or draft.base is None:
            return
        ids = SEPARATOR.join(_ids(draft.line.text(key)))
        if self._reads_as_before(draft, key, ids):
            return
        if key not in draft.answers:
            draft.doubt("only_id", key, say.ONLY_ID)
        else:
            self._take_ids(draft, draft.entity.by_name[name], _ids(draft.line.text(key)))

    def _take_ids(self, draft: Draft, found: Field, ids: list[str]) -> None:
        """Take the rows that the hidden ids mean, if they are in the file."""
        if any(self._entities.get(row) != target_of(found) for row in ids):
            draft.refuse(found.name, say.ONLY_ID)
        else:
            draft.values[found.name] = sorted(ids) if found.kind.many else next(iter(ids), None)

    def linked(self, line: Line, found: Field, answer: str = "") -> Value:
        """Return the id or ids that a link's text means; `answer` for what may be several."""
        text = clean(line.text(found.name), lines=True)
        hints = _ids(line.text(link_id(found.name)))
        if text.endswith(CUT):
            raise Invalid(say.TOO_LONG, value=text)

        def find(part: str) -> str:
            try:
                return self._links.find(target_of(found), part, hints)
            except Doubtful:
                if not answer:
                    raise
                return answer

        if not found.kind.many:
            return find(text) if text else None
        parts = text.replace("\n", ";").split(";")
        return sorted({find(clean(part)) for part in parts if clean(part)}) or None

    def value_now(self, draft: Draft, found: Field) -> Value:
        """Return what a field of a row shows now, touched or not."""
        if found.name in draft.values or draft.base is None:
            return draft.values.get(found.name)
        return (
            draft.line.text(link_id(found.name)) or None
            if is_link(found)
            else self.parse(draft.line, found)
        )

    def is_newer_unit(self, entity: Entity, name: str) -> bool:
        """Tell whether a field belongs with others in the file that are not known here."""
        ours = {member.name for member in entity.members(entity.by_name[name].key)}
        return any(
            name in members and not ours.issuperset(members)
            for members in self._units.get(entity.name, {}).values()
        )

    def read_action(self, draft: Draft) -> None:
        """Read whether the row is to be deleted."""
        text = clean(draft.line.action).casefold()
        if not text:
            return
        draft.deletes = text in _DELETES
        if not draft.deletes:
            draft.refuse(ACTION, say.BAD_ACTION.fill(delete=DELETE))
        elif draft.base is None:
            draft.refuse(ACTION, say.NEW_AND_DELETED)


def elements(value: Value) -> Sequence[str]:
    """Return the elements of a set's value, none when it is empty."""
    return value if isinstance(value, list) else ()


def _ids(text: str) -> list[str]:
    return [identified(part) for part in text.split(";") if part.strip()]
