"""Read the rows of a listing: each value by its kind, and nothing of a row lost.

A cell that does not fit its field leaves the field empty, is reported, and stays readable as a
line ”Heading: value” of the row's note; so do the cells of columns for which there is no field.
A cell that was damaged on its way is mended where that is certain, and reported as mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Context, Link, Links, Value
from desktop_app.domain.kinds.given import clean
from desktop_app.domain.mending import About, are_at_home
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import Column, Listing, fields_of
from desktop_app.exchange.lists.odd_cells import MadeRow, OddCells
from desktop_app.exchange.lists.person_names import divide
from desktop_app.exchange.lists.placing import Odd, Place, text_place, value_place
from desktop_app.exchange.lists.repairs import Repairs
from desktop_app.exchange.problem import Problem
from desktop_app.exchange.reading.reader import Cell

__all__ = ["NOTES", "ListedRow", "note_field", "read_rows", "required_fields"]

NOTES = ("note", "private_note")
"""Where text without a field is kept: the first of these that an entity has."""

BLOCK = 2000

MISSING = Words("{label} saknas.", "{label} is missing.")
ONE_MISSING = Words(
    "Minst ett av fälten {labels} behövs.", "At least one of the fields {labels} is needed."
)
NOTE_FULL = Words(
    "Det som inte passade i något fält får inte plats i anteckningen: {reason}",
    "What fitted no field does not fit in the note: {reason}",
)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a list, read.

    Attributes:
        row_number: Its number in the file.
        values: Its values by field, normalised; the note with what is kept there.
        links: Of link fields, the text that a service has to find the row of.
        kept: By heading, the text that fits no field; it is part of the note as well.
        problems: What is wrong with it.
        refused: It cannot be taken in.
    """

    row_number: int
    values: dict[str, Value]
    links: dict[str, str]
    kept: dict[str, str]
    problems: tuple[Problem, ...]
    refused: bool


def read_rows(listing: Listing, context: Context) -> Iterator[ListedRow]:
    """Go through the rows of a listing, each read by the kinds of its fields.

    Problems of the last one, with row number 0, count what was mended in too many rows to be told
    of each.
    """
    reader = _Reader(listing, context)
    last: ListedRow | None = None
    for start in range(0, len(listing.rows), BLOCK):
        for row in reader.block(listing.rows[start : start + BLOCK]):
            if last is not None:
                yield last
            last = row
    if last is not None:
        rest = reader.repairs.rest()
        yield replace(last, problems=(*last.problems, *rest)) if rest else last


def note_field(entity: Entity) -> str | None:
    """Return the field that keeps text for which there is no field, None where there is none."""
    return next((name for name in NOTES if name in entity.by_name), None)


def required_fields(entity: Entity) -> tuple[Field, ...]:
    """Return what a row of a list must have; links are for a service to judge."""
    return tuple(f for f in entity if f.required and not isinstance(f.kind, (Link, Links)))


class _Reader:
    """The columns of a listing by what becomes of their cells."""

    def __init__(self, listing: Listing, context: Context) -> None:
        self.repairs = Repairs(listing.sheet)
        self._sheet = listing.sheet
        self._odd_cells = OddCells(listing, context, self.repairs, note_field(listing.entity))
        self._entity = listing.entity
        self._context = context
        self._note = note_field(listing.entity)
        self._required = required_fields(listing.entity)
        self._must = frozenset(field.name for field in self._required)
        self._width = max((column.index for column in listing.columns), default=-1) + 1
        self._values, self._links = self._places(listing)
        plain = About(context)
        self._kept = [text_place(column, plain) for column in listing.columns if column.kept]
        self._headings = {place.name: place.column.heading for place in self._values}
        self._fixed, self._fixed_links = self._same_for_all(listing.fixed)

    def block(self, rows: Sequence[tuple[int, list[Cell]]]) -> Iterator[ListedRow]:
        """Go through some rows, read column by column."""
        columns = list(zip(*(self._of_width(row) for _, row in rows), strict=True))
        odd: dict[int, list[tuple[Place, Cell, Odd]]] = {}
        values, links, kept = (
            self._across(places, columns, len(rows), odd)
            for places in (self._values, self._links, self._kept)
        )
        for place, (number, _) in enumerate(rows):
            row = MadeRow(number, values[place], _texts(links[place]), _texts(kept[place]))
            row.values.update(self._fixed)
            row.links.update(self._fixed_links)
            yield self._finished(row, odd.get(place, ()))

    def _of_width(self, row: list[Cell]) -> list[Cell]:
        return row if len(row) == self._width else [*row, *[None] * self._width][: self._width]

    def _across(
        self,
        places: Sequence[Place],
        columns: Sequence[Sequence[Cell]],
        count: int,
        odd: dict[int, list[tuple[Place, Cell, Odd]]],
    ) -> list[dict[str, Value]]:
        """Return what the places make of each row, the empty left out."""
        names = [place.name for place in places]
        found: list[list[Value]] = []
        for place in places:
            strange: list[tuple[int, Odd]] = []
            cells = columns[place.column.index]
            found.append(place.values(cells, strange))
            for row, each in strange:
                odd.setdefault(row, []).append((place, cells[row], each))
        across: Iterable[tuple[Value, ...]] = (
            zip(*found, strict=True) if found else repeat((), count)
        )
        return [
            {name: value for name, value in zip(names, row, strict=True) if value is not None}
            for row in across
        ]

    def _finished(self, row: MadeRow, odd: Iterable[tuple[Place, Cell, Odd]]) -> ListedRow:
        for place, cell, found in odd:
            self._odd_cells.settle(row, place, cell, found)
        if row.kept:
            self._keep(row)
        if not self._must <= row.values.keys() or self._entity.one_of:
            self._ask_for_required(row)
        return ListedRow(
            row.number, row.values, row.links, row.kept, tuple(row.problems), row.refused
        )

    def _keep(self, row: MadeRow) -> None:
        """Add to the note what fits no field."""
        if self._note is None:
            return
        lines = [f"{heading}: {text}" for heading, text in row.kept.items()]
        if note := row.values.get(self._note):
            lines.insert(0, str(note))
        try:
            kind = self._entity.by_name[self._note].kind
            row.values[self._note] = kind.parse("\n".join(lines), self._context)
        except Invalid as fault:
            row.refused = True
            self._report(row, "", "\n".join(lines), NOTE_FULL.fill(reason=fault.reason))

    def _ask_for_required(self, row: MadeRow) -> None:
        for wanted in self._required:
            if row.values.get(wanted.name) is None:
                row.refused = True
                column = self._headings.get(wanted.name) or wanted.label.into(
                    self._context.language
                )
                self._report(row, column, "", MISSING.fill(label=wanted.label))
        one_of = self._entity.one_of
        if one_of and not any(row.values.get(name) for name in one_of):
            row.refused = True
            labels = [self._entity.by_name[name].label for name in one_of]
            column = next((self._headings[name] for name in one_of if name in self._headings), "")
            self._report(row, column, "", ONE_MISSING.fill(labels=labels))

    def _report(self, row: MadeRow, column: str, value: str, reason: Words) -> None:
        row.problems.append(Problem(self._sheet, row.number, column, value, reason))

    def _places(self, listing: Listing) -> tuple[list[Place], list[Place]]:
        values: list[Place] = []
        links: list[Place] = []
        for column in listing.columns:
            about = self._about(listing, column)
            targets = fields_of(column.field, listing.entity) if column.field else ()
            for number, target in enumerate(targets):
                if isinstance(target.kind, (Link, Links)):
                    links.append(text_place(column, about, target))
                else:
                    part = number if len(targets) > 1 else None
                    values.append(value_place(column, target, part, about))
        return values, links

    def _about(self, listing: Listing, column: Column) -> About:
        """Return what is known of a column; of its phone numbers when that is asked for."""

        @cache
        def at_home() -> bool:
            cells = (row[column.index] for _, row in listing.rows if column.index < len(row))
            return are_at_home(cells, self._context.region)

        return About(self._context, column.order, listing.epoch, at_home)

    def _same_for_all(self, fixed: Mapping[str, str]) -> tuple[dict[str, Value], dict[str, str]]:
        values: dict[str, Value] = {}
        links: dict[str, str] = {}
        for target, text in fixed.items():
            for number, wanted in enumerate(fields_of(target, self._entity)):
                if isinstance(wanted.kind, (Link, Links)):
                    links[wanted.name] = text
                else:
                    part = divide(clean(text))[number] if "+" in target else text
                    values[wanted.name] = wanted.kind.parse(part, self._context)
        return values, links


def _texts(values: Mapping[str, Value]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()} if values else {}
