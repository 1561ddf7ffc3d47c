"""What becomes of each row in the end: its outcome, its edits, and the cells of the preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Edit
from desktop_app.exchange.drafts_of_rows import Draft, RowReader
from desktop_app.exchange.layout import ACTION, ACTION_HEADING, DELETE, is_link
from desktop_app.exchange.lines import Line
from desktop_app.exchange.planned import CellChange, Outcome, RowPlan
from desktop_app.exchange.read_workbook import Returned
from desktop_app.exchange.row_edits import creation_of, deletion_of

__all__ = ["Before", "Endings", "texts_of", "title_of"]

Before = Callable[[str, str, str], str]
"""Gives what a field showed before, as text, by entity, row and field."""


class Endings:
    """Makes the plan of each row, once all are judged."""

    def __init__(
        self,
        returned: Returned,
        reader: RowReader,
        changes: Mapping[int, Edit | None],
        before: Before,
    ) -> None:
        """Take the workbook, the edits of changed rows, and what the register showed before."""
        self._meta = returned.meta
        self._language = returned.language
        self._reader = reader
        self._changes = changes
        self._before = before

    def of(self, line: Line, draft: Draft | None) -> RowPlan:
        """Return what becomes of a row; one that nobody had to judge is unchanged."""
        sheet = line.source.sheet
        if draft is None:
            return RowPlan("unchanged", sheet.entity, sheet.name, line.number, line.id)
        edits = self._edits(draft) if draft.stands else ()
        outcome = _ending(draft, edits)
        return RowPlan(
            outcome,
            sheet.entity,
            sheet.name,
            line.number,
            draft.id if draft.stands else line.id,
            title_of(line),
            edits,
            self._cells(draft) if edits else (),
            tuple(draft.problems),
            texts_of(line) if outcome in ("doubt", "refused") else (),
        )

    def _edits(self, draft: Draft) -> tuple[Edit, ...]:
        if draft.base is None:
            return (creation_of(draft, self._meta),)
        change = self._changes.get(id(draft))
        made = [] if change is None else [change]
        if draft.deletes:
            made.append(deletion_of(draft, self._meta, change))
        return tuple(made)

    def _cells(self, draft: Draft) -> tuple[CellChange, ...]:
        headings = draft.line.source.sheet.headings
        found = []
        for name in draft.line.source.keys:
            if name in draft.values:
                old = self._before(draft.entity.name, draft.id, name) if draft.base else ""
                found.append(CellChange(name, headings[name], old, self._new_text(draft, name)))
        if draft.deletes:
            language = self._language
            heading = headings.get(ACTION, ACTION_HEADING.into(language))
            found.append(CellChange(ACTION, heading, "", DELETE.into(language)))
        return tuple(found)

    def _new_text(self, draft: Draft, name: str) -> str:
        field = draft.entity.by_name[name]
        if is_link(field):
            return draft.line.text(name)
        return self._reader.written(field, draft.values[name])


def _ending(draft: Draft, edits: Sequence[Edit]) -> Outcome:
    if draft.doubtful:
        return "doubt"
    if draft.refused:
        return "refused"
    if draft.base is None:
        return "new"
    if edits:
        return "changed"
    return "refused" if draft.problems else "unchanged"


def title_of(line: Line) -> str:
    """Return what a row is called, as it reads in the file."""
    entity = CATALOGUE[line.source.sheet.entity]
    return " ".join(text for name in entity.title if (text := line.text(name).strip()))


def texts_of(line: Line) -> tuple[tuple[str, str], ...]:
    """Return the filled cells that a person sees, heading and text."""
    headings, source = line.source.sheet.headings, line.source
    shown = zip(source.keys[: source.fields], line.texts, strict=False)
    return tuple((headings.get(key, key), text) for key, text in shown if text)
