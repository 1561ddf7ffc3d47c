"""What a return leaves to a person: each question with the edits that its answers would write.

The edits are made from the file alone, as those of the other rows are: whoever answers the same
question in the same way writes the same edits.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TypeAlias

from desktop_app.domain.edits import Edit, Json
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.exchange.drafts_of_rows import NO_ANSWERS, Draft, RowReader
from desktop_app.exchange.layout import is_link, link_id
from desktop_app.exchange.planned import CHOSEN, Raised
from desktop_app.exchange.read_workbook import Returned
from desktop_app.exchange.row_edits import (
    change_of,
    creation_of,
    deletion_of,
    json_of,
    lacking,
    new_id,
    said_by,
)
from desktop_app.exchange.row_plans import texts_of, title_of
from desktop_app.exchange.sorted_alone import Torn

__all__ = ["Asking", "dangling"]

Answers: TypeAlias = Mapping[str, Draft]


class Asking:
    """Makes questions of the rows that wait for a person."""

    def __init__(
        self, returned: Returned, reader: RowReader, fallen: AbstractSet[str] = frozenset()
    ) -> None:
        """Take the workbook, what reads its rows, and the new rows of it that are refused."""
        self._meta = returned.meta
        self._base = returned.base
        self._reader = reader
        self._fallen = fallen

    def about(self, drafts: Iterable[Draft]) -> Iterator[Raised]:
        """Go through the questions; the copies of one row are one question."""
        twins: dict[str, list[Draft]] = {}
        for draft in drafts:
            if draft.kind == "twins":
                twins.setdefault(draft.line.id, []).append(draft)
            elif draft.kind:
                yield self._about_row(draft)
        for copies in twins.values():
            yield self._about_twins(copies)

    def about_columns(self, torn: Iterable[Torn]) -> Iterator[Raised]:
        """Go through the columns that were sorted by themselves, each one question."""
        for column in torn:
            first = column.drafts[0]
            answers = [self._column_again(draft, column.key) for draft in column.drafts]
            standing = [draft for draft in answers if draft.stands]
            yield Raised(
                "sorted",
                {
                    "sheet": first.line.source.sheet.name,
                    "row": first.line.number,
                    "rows": [draft.line.number for draft in column.drafts],
                    "entity": first.entity.name,
                    "id": "",
                    "field": column.key,
                    "reason": _spoken(column.reason),
                    "values": {
                        title_of(draft.line): draft.line.text(column.key) for draft in column.drafts
                    },
                    "edits": _choices({"take": [e for d in standing for e in self._edits(d)]}),
                },
            )

    # --- one row

    def _about_row(self, draft: Draft) -> Raised:
        new = self._if_new(draft)
        answers = {name: self._edits(found) for name, found in self._answers(draft, new)}
        assert draft.kind  # noqa: S101 - for the type checker
        about = {**_told(draft), "edits": _choices(answers)}
        if new.stands or new.values:
            about["parsed"] = _parsed(new)
        if draft.asked:
            about["field"] = draft.asked.partition("#")[0]
        return Raised(draft.kind, about)

    def _answers(self, draft: Draft, new: Draft) -> Iterator[tuple[str, Draft]]:
        """Go through what can be done with a row, and the row as it would be then."""
        if draft.kind in ("unknown_id", "other_sheet", "other_export"):
            yield "new", new
        elif draft.kind == "cleared":
            yield "delete", self._judged(draft, self._delete)
        elif draft.kind == "many_named":
            yield "row", self._answered(draft, {draft.asked: CHOSEN})
        elif draft.kind in ("only_id", "newer_column"):
            yield "take", self._answered(draft, {draft.asked: "taken"})

    def _about_twins(self, copies: Sequence[Draft]) -> Raised:
        answers = [self._answered(draft, NO_ANSWERS) for draft in copies]
        told: list[Json] = [
            {**_told(draft), "why_not": _reasons(answer)}
            for draft, answer in zip(copies, answers, strict=True)
        ]
        edits = {str(place): self._edits(answer) for place, answer in enumerate(answers, 1)}
        about = {**_told(copies[0]), "copies": told, "edits": _choices(edits)}
        return Raised("twins", {**about, "rows": [draft.line.number for draft in copies]})

    # --- as it would be

    def _if_new(self, draft: Draft) -> Draft:
        """Return a row as it would be if it were new."""
        return self._judged(draft, self._reader.read_new)

    def _answered(self, draft: Draft, answers: Mapping[str, str]) -> Draft:
        """Return a row as it would be if a person had answered what it asks."""
        if self._base.entities.get(draft.line.id) != draft.entity.name:
            return self._judged(draft, self._reader.read_new, answers)
        return self._judged(draft, self._compare, answers)

    def _column_again(self, draft: Draft, key: str) -> Draft:
        """Return a row as it would be if nothing but one column of it were changed."""
        field = draft.entity.by_name[key]
        kept = {member.name for member in draft.entity.members(field.key)}
        kept.update(link_id(name) for name in list(kept))

        return self._judged(draft, partial(self._compare, only=kept))

    def _compare(self, draft: Draft, only: Container[str] | None = None) -> None:
        draft.base = self._base.row(draft.line.id)
        self._reader.compare(draft, only)

    def _delete(self, draft: Draft) -> None:
        draft.base = self._base.row(draft.line.id)
        draft.deletes = True

    def _judged(
        self, draft: Draft, read: Callable[[Draft], None], answers: Mapping[str, str] = NO_ANSWERS
    ) -> Draft:
        """Judge a row anew as far as it is asked about."""
        found = Draft(draft.line, draft.entity, draft.line.id, answers=answers)
        read(found)
        self._reader.read_action(found)
        if found.stands:
            self._reader.settle_links(found)
        if found.stands:
            lacking(found, self._reader)
        if found.base is None:
            self._name(found, draft)
        name = dangling(found, self._fallen)
        if name is not None:
            found.refused = True
        return found

    def _name(self, found: Draft, draft: Draft) -> None:
        """Give a row its id as a new one: another than a new row that says the same has."""
        said = f"{said_by(found)}\x1f{draft.line.id or draft.line.number}"
        found.id = new_id(self._meta, found.entity.name, said, 0)

    def _edits(self, draft: Draft) -> list[Json]:
        """Return the edits of a row that a person has taken; none if it cannot be taken."""
        if not draft.stands:
            return []
        if draft.base is None:
            return [_template(creation_of(draft, self._meta))]
        change = change_of(draft, self._reader, self._meta)
        made = [] if change is None else [change]
        if draft.deletes and not draft.refused:
            made.append(deletion_of(draft, self._meta, change))
        return [_template(edit) for edit in made]


def dangling(draft: Draft, fallen: AbstractSet[str]) -> str | None:
    """Return the field by which a row is linked to one of the new rows that are refused."""
    for name, value in draft.values.items():
        if is_link(draft.entity.by_name[name]):
            ids = value if isinstance(value, list) else [value]
            if any(str(item) in fallen for item in ids):
                return name
    return None


def _told(draft: Draft) -> dict[str, Json]:
    """Return where a row is and what stands in it, as it reads and by the keys of its columns."""
    line = draft.line
    shown = zip(line.source.keys, line.texts, strict=False)
    reasons = list(dict.fromkeys(problem.reason for problem in draft.problems))
    return {
        "sheet": line.source.sheet.name,
        "row": line.number,
        "entity": draft.entity.name,
        "id": line.id,
        "title": title_of(line),
        "reason": {lang: "; ".join(r.into(lang) for r in reasons) for lang in LANGUAGES},
        "values": dict(texts_of(line)),
        "cells": {key: text for key, text in shown if text},
        "action": line.action,
    }


def _choices(answers: Mapping[str, Sequence[Json]]) -> Json:
    return {name: list(edits) for name, edits in answers.items() if edits}


def _parsed(draft: Draft) -> Json:
    known = draft.entity.by_name.keys() & draft.values.keys()
    return {name: json_of(draft.values[name]) for name in sorted(known)}


def _reasons(draft: Draft) -> Json:
    if draft.stands:
        return None
    return _spoken(*(problem.reason for problem in draft.problems))


def _spoken(*reasons: Words) -> Json:
    return {lang: "; ".join(reason.into(lang) for reason in reasons) for lang in LANGUAGES}


def _template(edit: Edit) -> Json:
    """Return an edit as JSON, without its eid: a person may still choose a row for it."""
    parents: Json = None
    if edit.parents is not None:
        parents = {key: list(eids) for key, eids in edit.parents.items()}
    return {
        "entity": edit.entity,
        "row": edit.row,
        "fields": dict(edit.fields),
        "parents": parents,
        "seen": list(edit.seen),
        "lam": edit.lam,
        "salt": edit.salt,
    }
