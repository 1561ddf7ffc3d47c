"""Noticing that one column was sorted by itself, which tears its values from their rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.domain.words import Words
from desktop_app.exchange import plan_words as say
from desktop_app.exchange.base_rows import EMPTY
from desktop_app.exchange.drafts_of_rows import Draft
from desktop_app.exchange.read_workbook import Base

__all__ = ["Torn", "refuse_sorted"]

LEAST = 3
NAMED = 12


@dataclass(frozen=True, slots=True)
class Torn:
    """A column whose values stand in the wrong rows.

    Attributes:
        key: Its key.
        reason: What is said of it.
        drafts: The rows whose cells have changed.
    """

    key: str
    reason: Words
    drafts: Sequence[Draft]


def refuse_sorted(drafts: Iterable[Draft], base: Base) -> list[Torn]:
    """Refuse the changes of columns in which values have moved from row to row; return these."""
    torn: list[Torn] = []
    by_column: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        for key in draft.touched:
            if draft.base is not None and "#" not in key:
                by_column[draft.entity.name, key].append(draft)
    for (entity, key), touched in by_column.items():
        if len(touched) >= LEAST and _has_moved(touched, key, entity, base):
            torn.append(Torn(key, _refuse(touched, key), touched))
    return torn


def _has_moved(touched: Sequence[Draft], key: str, entity: str, base: Base) -> bool:
    """Tell whether at least three cells now hold what only another changed cell held.

    A filled cell that took its value from another row: filling an empty one is no sorting.
    """
    place = base.columns[entity].index(key)
    then = {id(draft): _digests(draft)[place] for draft in touched}
    held = set(then.values()) - {EMPTY}
    moved = [
        draft.touched[key]
        for draft in touched
        if then[id(draft)] != EMPTY and draft.touched[key] in held
    ]
    if len(set(moved)) < LEAST:
        return False
    column = Counter(base.row(row).digests[place] for row in base.of(entity))
    return sum(column[value] == 1 for value in set(moved)) >= LEAST


def _digests(draft: Draft) -> Sequence[bytes]:
    return draft.base.digests if draft.base is not None else ()


def _refuse(touched: Sequence[Draft], key: str) -> Words:
    """Take the column's changes away; of a unit nothing is left, since it is written whole."""
    rows = [draft.line.number for draft in touched]
    named = [*rows[:NAMED], *(["…"] if len(rows) > NAMED else [])]
    heading = touched[0].line.source.sheet.headings.get(key, key)
    reason = say.SORTED.fill(heading=heading, rows=named)
    for draft in touched:
        draft.say(key, reason)
        field = draft.entity.by_name.get(key)
        members = draft.entity.members(field.key) if field else ()
        for name in (key, *(member.name for member in members)):
            draft.touched.pop(name, None)
            draft.values.pop(name, None)
    return reason
