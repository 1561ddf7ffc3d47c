"""What a sheet may be: its columns matched with the fields of an entity, and how well they fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Choice, Context
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import (
    How,
    fields_of,
    is_known,
    known_headings,
    match,
    our_remarks,
    plain,
    readings,
    without_field,
)
from desktop_app.exchange.lists.doubts import doubt_about
from desktop_app.exchange.lists.heads import IsKnown
from desktop_app.exchange.lists.layout import Layout, Row, lay_out
from desktop_app.exchange.lists.listed import required_fields
from desktop_app.exchange.lists.tables import Part
from desktop_app.exchange.lists.wishes import Wish, Wishes, column_of
from desktop_app.exchange.lists.witness import free_fields, placed_by_content
from desktop_app.exchange.reading.reader import Cell, Sheet

__all__ = ["GUESSED", "Draft", "cells_of", "draft", "knows"]

GUESSED = (
    *("contact", "organisation", "network", "trip"),
    *("request", "collaboration", "advocacy", "interaction"),
)
"""The entities that a list may be of when nobody says which."""

_VALUE, _TYPE = (
    re.compile(r"((Phone) [0-9]+) - Value"),
    re.compile(r"(Phone [0-9]+) - (?:Type|Label)"),
)

MANY_COLUMNS = 5
MOST_LOOKED_AT = 50
MOST_REMEMBERED = 2000


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet taken as a list of one entity.

    Attributes:
        wished: What the caller said of its columns, by their place.
        placed: The fields its columns go to, and how they were recognised.
    """

    part: Part
    layout: Layout
    entity: Entity
    wishes: Wishes
    wished: Mapping[int, Wish]
    placed: Mapping[int, tuple[str, How]]

    @property
    def sheet(self) -> Sheet:
        """Return the sheet it stands on."""
        return self.part.sheet

    def names(self) -> frozenset[str]:
        """Return the fields that headings, or the caller, give the rows."""
        targets = [target for target, how in self.placed.values() if how != "content"]
        return frozenset(name for t in (*targets, *self.wishes.fixed) for name in t.split("+"))

    def says_which(self) -> bool:
        """Tell whether the rows have of their title what it takes to know them."""
        need_all = all if not self.entity.one_of else any
        return need_all(name in self.names() for name in self.entity.title)

    def is_likely(self) -> bool:
        """Tell whether more than one of many columns, or the name of the sheet, is recognised."""
        recognised = sum(how != "content" for _, how in self.placed.values())
        many = sum(map(bool, self.layout.texts)) >= MANY_COLUMNS
        return not many or recognised > 1 or self._named_so()

    def fit(self, context: Context) -> float:
        """Return how well the sheet fits the entity: rare headings tell more than common ones."""
        placed = {index: place for index, place in self.placed.items() if place[1] != "content"}
        return (
            self._named_so()
            - self._lacks_much()
            + sum(
                (1.0 if how == "given" else _weight(self.layout.texts[index]))
                + self._choices(index, target, context)
                for index, (target, how) in placed.items()
            )
            + sum(
                _weight(text)
                for index, text in enumerate(self.layout.texts)
                if index not in placed and _belongs(text, self.entity.name)
            )
        )

    def _lacks_much(self) -> float:
        """Return what it tells that several fields have no column which every row must have."""
        given = {name for target, _ in self.placed.values() for name in target.split("+")}
        lacking = required_fields(self.entity)
        count = sum(field.name not in {*given, *self.wishes.fixed} for field in lacking)
        return max(0, count - 1) / 2

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
    part: Part, candidates: Mapping[str, Wishes], context: Context, sure: bool = False
) -> list[Draft]:
    """Return a table as a list of each candidate entity; `sure` as in ``lay_out``."""
    layout = lay_out(part.rows, knows(candidates), context, sure)
    return [_draft(part, layout, CATALOGUE[name], candidates[name], context) for name in candidates]


def knows(candidates: Mapping[str, Wishes]) -> IsKnown:
    """Return what tells whether a heading is known in lists of any candidate, or is wished for."""
    keys = frozenset(plain(key) for wishes in candidates.values() for key in wishes.columns)
    known = keys | our_remarks()
    return lambda text: plain(text) in known or any(is_known(text, name) for name in candidates)


def cells_of(rows: Sequence[Row], index: int) -> Iterator[Cell]:
    """Go through the cells of a column."""
    return (row[index] if index < len(row) else None for _, row in rows)


def _draft(part: Part, layout: Layout, entity: Entity, wishes: Wishes, context: Context) -> Draft:
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
    texts = ["" if index in ours else text for index, text in enumerate(_typed(layout, entity))]
    placed = match(
        texts,
        entity,
        given,
        lambda index, target: doubt_about(target, entity, cells_of(layout.rows, index), context),
    )
    fixed = {name for target in wishes.fixed for name in target.split("+")}
    placed = {i: (t, how) for i, (t, how) in placed.items() if not fixed.intersection(t.split("+"))}
    by_content = _by_content(
        layout, entity, {*given, *placed}, [*fixed, *_targets(placed)], context
    )
    return Draft(part, layout, entity, wishes, wished, {**placed, **by_content})


def _typed(layout: Layout, entity: Entity) -> Iterator[str]:
    """Go through the headings; that of ”Phone 2 - Value” as the type before it says: a mobile?"""
    before = ""
    for index, text in enumerate(layout.texts):
        named, typed = _VALUE.fullmatch(text), _TYPE.fullmatch(before)
        before = text
        if named and typed and named[1] == typed[1]:
            types = Counter(filter(None, cells_of(layout.rows[:MOST_LOOKED_AT], index - 1)))
            most = f"{named[2]} {max(types, key=types.__getitem__, default='')}"
            text = most if plain(most) in known_headings(entity.name) else text  # noqa: PLW2901
        yield text


def _targets(placed: Mapping[int, tuple[str, How]]) -> list[str]:
    return [target for target, _ in placed.values()]


def _by_content(
    layout: Layout, entity: Entity, settled: set[int], taken: list[str], context: Context
) -> dict[int, tuple[str, How]]:
    """Return the places that the cells of columns with unknown headings give them."""
    found: dict[int, tuple[str, How]] = {}
    for index, heading in enumerate(layout.texts):
        # A heading that is known means what it says, even where its field is taken.
        if index not in settled and not is_known(heading, entity.name):
            free = free_fields(entity, taken)
            cells = cells_of(layout.rows, index)
            field = placed_by_content(heading, cells, free, context)
            if field is not None:
                found[index] = (field.name, "content")
                taken.append(field.name)
    return found


def _spelled(words: Words) -> tuple[str, str]:
    return words.sv, words.en


@lru_cache(MOST_REMEMBERED)
def _weight(heading: str) -> float:
    """Return how much a heading tells of what is listed: less, the more lists have it."""
    return 1 / max(1, sum(is_known(heading, name) for name in GUESSED))


@lru_cache(MOST_REMEMBERED)
def _belongs(heading: str, name: str) -> bool:
    """Tell whether a heading without a field is one of lists of an entity alone."""
    return not without_field(name).isdisjoint(readings(heading)) and _weight(heading) == 1


def _parses(kind: Choice, cell: Cell, context: Context) -> bool:
    try:
        return kind.parse(cell, context) is not None
    except Invalid:
        return False
