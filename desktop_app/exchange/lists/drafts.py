"""What a sheet may be: its columns matched with the fields of an entity, and how well they fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Choice, Context
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import (
    How,
    fields_of,
    known_headings,
    match,
    our_remarks,
    plain,
)
from desktop_app.exchange.lists.layout import Layout, Row, lay_out
from desktop_app.exchange.lists.wishes import Wish, Wishes, column_of
from desktop_app.exchange.lists.witness import free_fields, placed_by_content
from desktop_app.exchange.reading.reader import Cell, Sheet

__all__ = ["GUESSED", "Draft", "cells_of", "draft"]

GUESSED = (
    *("contact", "organisation", "network", "trip"),
    *("request", "collaboration", "advocacy", "interaction"),
)
"""The entities that a list may be of when nobody says which."""

MOST_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet taken as a list of one entity.

    Attributes:
        wished: What the caller said of its columns, by their place.
        placed: The fields its columns go to, and how they were recognised.
    """

    sheet: Sheet
    layout: Layout
    entity: Entity
    wishes: Wishes
    wished: Mapping[int, Wish]
    placed: Mapping[int, tuple[str, How]]

    def names(self) -> frozenset[str]:
        """Return the fields that headings, or the caller, give the rows."""
        targets = [target for target, how in self.placed.values() if how != "content"]
        return frozenset(name for t in (*targets, *self.wishes.fixed) for name in t.split("+"))

    def says_which(self) -> bool:
        """Tell whether the rows have of their title what it takes to know them."""
        need_all = all if not self.entity.one_of else any
        return need_all(name in self.names() for name in self.entity.title)

    def fit(self, context: Context) -> float:
        """Return how well the sheet fits the entity: rare headings tell more than common ones."""
        return self._named_so() + sum(
            (1.0 if how == "given" else 1 / _entities_with(plain(self.layout.headings[index])))
            + self._choices(index, target, context)
            for index, (target, how) in self.placed.items()
            if how != "content"
        )

    def _named_so(self) -> bool:
        """Tell whether the sheet, or the file, is called as the rows are."""
        called = (self.entity.name, *_spelled(self.entity.one), *_spelled(self.entity.many))
        return plain(self.sheet.name) in map(plain, called)

    def _choices(self, index: int, target: str, context: Context) -> int:
        """Return 1 if a column of choices holds what the list has, −1 if other things."""
        kind = fields_of(target, self.entity)[0].kind
        cells = [c for c in islice(cells_of(self.layout.rows, index), MOST_LOOKED_AT) if c]
        if not isinstance(kind, Choice) or not cells:
            return 0
        return 1 if 2 * sum(_parses(kind, cell, context) for cell in cells) >= len(cells) else -1


def draft(
    sheet: Sheet, filled: list[Row], candidates: Mapping[str, Wishes], context: Context
) -> list[Draft]:
    """Return the sheet as a list of each candidate entity."""
    keys = frozenset(plain(key) for wishes in candidates.values() for key in wishes.columns)
    known = keys.union(*(known_headings(name) for name in candidates), our_remarks())
    layout = lay_out(filled, lambda text: plain(text) in known, context)
    return [
        _draft(sheet, layout, CATALOGUE[name], candidates[name], context) for name in candidates
    ]


def cells_of(rows: Sequence[Row], index: int) -> Iterator[Cell]:
    """Go through the cells of a column."""
    return (row[index] if index < len(row) else None for _, row in rows)


def _draft(sheet: Sheet, layout: Layout, entity: Entity, wishes: Wishes, context: Context) -> Draft:
    wished = {
        place: wish
        for key, wish in wishes.columns.items()
        if (place := column_of(key, layout.headings)) is not None
    }
    ours = {i for i, heading in enumerate(layout.headings) if plain(heading) in our_remarks()}
    given = {
        **dict.fromkeys(ours),
        # What all rows are to have, no column gives: their cells are kept aside.
        **{place: wish.field for place, wish in wished.items()},
    }
    headings = ["" if index in ours else heading for index, heading in enumerate(layout.headings)]
    placed = match(headings, entity, given)
    fixed = {name for target in wishes.fixed for name in target.split("+")}
    placed = {i: (t, how) for i, (t, how) in placed.items() if not fixed.intersection(t.split("+"))}
    by_content = _by_content(
        layout, entity, {*given, *placed}, [*fixed, *_targets(placed)], context
    )
    return Draft(sheet, layout, entity, wishes, wished, {**placed, **by_content})


def _targets(placed: Mapping[int, tuple[str, How]]) -> list[str]:
    return [target for target, _ in placed.values()]


def _by_content(
    layout: Layout, entity: Entity, settled: set[int], taken: list[str], context: Context
) -> dict[int, tuple[str, How]]:
    """Return the places that the cells of columns with unknown headings give them."""
    found: dict[int, tuple[str, How]] = {}
    known = known_headings(entity.name)
    for index, heading in enumerate(layout.headings):
        # A heading that is known means what it says, even where its field is taken.
        if index not in settled and plain(heading) not in known:
            free = free_fields(entity, taken)
            cells = cells_of(layout.rows, index)
            field = placed_by_content(
                "" if _is_unnamed(index, layout) else heading, cells, free, context
            )
            if field is not None:
                found[index] = (field.name, "content")
                taken.append(field.name)
    return found


def _is_unnamed(index: int, layout: Layout) -> bool:
    return layout.headings[index] in layout.unnamed


def _spelled(words: Words) -> tuple[str, str]:
    return words.sv, words.en


@cache
def _entities_with(heading: str) -> int:
    return max(1, sum(heading in known_headings(name) for name in GUESSED))


def _parses(kind: Choice, cell: Cell, context: Context) -> bool:
    try:
        return kind.parse(cell, context) is not None
    except Invalid:
        return False
