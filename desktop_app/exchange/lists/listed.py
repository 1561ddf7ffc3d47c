"""Read the rows of a listing: each value by its kind, and nothing of a row lost.

A cell that does not fit its field leaves the field empty, is reported, and stays readable as a
line ”Heading: value” of the row's note; so do the cells of columns for which there is no field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Context, Link, Links, Value
from desktop_app.domain.kinds.given import clean
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import OVERFLOW, Listing, fields_of
from desktop_app.exchange.lists.person_names import divide
from desktop_app.exchange.lists.placing import Place, sorted_out, text_place, value_place
from desktop_app.exchange.lists.witness import cell_text
from desktop_app.exchange.problem import Problem
from desktop_app.exchange.reading.reader import Cell

__all__ = ["ListedRow", "note_field", "read_rows", "required_fields"]

NOTES = ("note", "private_note")
"""Where text without a field is kept: the first of these that an entity has."""

BLOCK = 2000

MISSING = Words("{label} saknas.", "{label} is missing.")
ONE_MISSING = Words(
    "Minst ett av fälten {labels} behövs.", "At least one of the fields {labels} is needed."
)
NO_ROOM = Words(
    "Texten passar inte i fältet, och raden har ingen anteckning att spara den i.",
    "The text does not fit the field, and the row has no note to keep it in.",
)
AND_REFUSED = Words("{reason} {refused}", "{reason} {refused}")
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
    """Go through the rows of a listing, each read by the kinds of its fields."""
    reader = _Reader(listing, context)
    for start in range(0, len(listing.rows), BLOCK):
        yield from reader.block(listing.rows[start : start + BLOCK])


def note_field(entity: Entity) -> str | None:
    """Return the field that keeps text for which there is no field, None where there is none."""
    return next((name for name in NOTES if name in entity.by_name), None)


def required_fields(entity: Entity) -> tuple[Field, ...]:
    """Return what a row of a list must have; links are for a service to judge."""
    return tuple(f for f in entity if f.required and not isinstance(f.kind, (Link, Links)))


@dataclass(slots=True)
class _Row:
    """A row in the making."""

    number: int
    values: dict[str, Value]
    links: dict[str, str]
    kept: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    refused: bool = False


class _Reader:
    """The columns of a listing by what becomes of their cells."""

    def __init__(self, listing: Listing, context: Context) -> None:
        self._sheet = listing.sheet
        self._entity = listing.entity
        self._context = context
        self._note = note_field(listing.entity)
        self._required = required_fields(listing.entity)
        self._must = frozenset(field.name for field in self._required)
        self._width = max((column.index for column in listing.columns), default=-1) + 1
        self._values, self._links = self._places(listing)
        self._kept = [text_place(column, context) for column in listing.columns if column.kept]
        self._headings = {place.name: place.column.heading for place in self._values}
        self._fixed, self._fixed_links = self._same_for_all(listing.fixed)

    def block(self, rows: Sequence[tuple[int, list[Cell]]]) -> Iterator[ListedRow]:
        """Go through some rows, read column by column."""
        columns = list(zip(*(self._of_width(row) for _, row in rows), strict=True))
        faults: dict[int, list[tuple[Place, Cell, Invalid]]] = {}
        values, links, kept = (
            self._across(places, columns, len(rows), faults)
            for places in (self._values, self._links, self._kept)
        )
        for place, (number, _) in enumerate(rows):
            row = _Row(number, values[place], _texts(links[place]), _texts(kept[place]))
            row.values.update(self._fixed)
            row.links.update(self._fixed_links)
            yield self._finished(row, faults.get(place, ()))

    def _of_width(self, row: list[Cell]) -> list[Cell]:
        return row if len(row) == self._width else [*row, *[None] * self._width][: self._width]

    def _across(
        self,
        places: Sequence[Place],
        columns: Sequence[Sequence[Cell]],
        count: int,
        faults: dict[int, list[tuple[Place, Cell, Invalid]]],
    ) -> list[dict[str, Value]]:
        """Return what the places make of each row, the empty left out."""
        names = [place.name for place in places]
        found: list[list[Value]] = []
        for place in places:
            wrong: list[tuple[int, Invalid]] = []
            cells = columns[place.column.index]
            found.append(place.values(cells, wrong))
            for row, fault in wrong:
                faults.setdefault(row, []).append((place, cells[row], fault))
        across: Iterable[tuple[Value, ...]] = (
            zip(*found, strict=True) if found else repeat((), count)
        )
        return [
            {name: value for name, value in zip(names, row, strict=True) if value is not None}
            for row in across
        ]

    def _finished(self, row: _Row, faults: Iterable[tuple[Place, Cell, Invalid]]) -> ListedRow:
        for place, cell, fault in faults:
            self._put_aside(row, place, cell, fault)
        if row.kept:
            self._keep(row)
        if not self._must <= row.values.keys() or self._entity.one_of:
            self._ask_for_required(row)
        return ListedRow(
            row.number, row.values, row.links, row.kept, tuple(row.problems), row.refused
        )

    def _put_aside(self, row: _Row, place: Place, cell: Cell, fault: Invalid) -> None:
        """Keep a cell that does not fit: several values in their fields, the rest in the note."""
        text = cell_text(cell, self._context)
        rest = self._divided(row, place, text)
        if rest is None:
            return
        row.kept[place.column.heading] = text
        reason = fault.reason
        if self._note is None:
            row.refused = True
            reason = AND_REFUSED.fill(reason=reason, refused=NO_ROOM)
        if rest or row.refused:
            self._report(row, place.column.heading, text, reason)

    def _divided(self, row: _Row, place: Place, text: str) -> list[str] | None:
        """Divide several values in one cell; return what is wrong, None when nothing is left."""
        second = OVERFLOW.get(place.name)
        if second is None or second not in self._entity.by_name:
            return [text]
        valid, wrong = sorted_out(text, place.parse)
        free = [name for name in (place.name, second) if row.values.get(name) is None]
        for name, value in zip(free, valid, strict=False):
            row.values[name] = value
        return wrong if wrong or len(valid) > len(free) else None

    def _keep(self, row: _Row) -> None:
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

    def _ask_for_required(self, row: _Row) -> None:
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

    def _report(self, row: _Row, column: str, value: str, reason: Words) -> None:
        row.problems.append(Problem(self._sheet, row.number, column, value, reason))

    def _places(self, listing: Listing) -> tuple[list[Place], list[Place]]:
        values: list[Place] = []
        links: list[Place] = []
        for column in listing.columns:
            targets = fields_of(column.field, listing.entity) if column.field else ()
            for number, target in enumerate(targets):
                if isinstance(target.kind, (Link, Links)):
                    links.append(text_place(column, self._context, target.name))
                else:
                    part = number if len(targets) > 1 else None
                    values.append(value_place(column, target, part, self._context))
        return values, links

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
