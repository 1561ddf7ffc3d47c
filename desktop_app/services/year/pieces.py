"""Figures and tables made of rows, so that each number opens what it was reckoned from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Amount, Date, Integer, Link
from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Cell, Column, ColumnUnit, Figure, Number, RowSet, Unit
from desktop_app.storage.tables import Row

__all__ = ["Total", "added", "amount", "column", "count", "derived", "owners_of", "rows_of", "sums"]


def rows_of(entity: str, rows: Iterable[Row]) -> RowSet:
    """Return the ids of rows, each once, in their order."""
    return RowSet(entity, tuple(dict.fromkeys([row.id for row in rows])))


def count(  # noqa: PLR0913 — what a figure is
    code: str,
    label: Words,
    entity: str,
    rows: Sequence[Row],
    before: Sequence[Row] | None = None,
    *,
    remark: Words | None = None,
) -> Figure:
    """Return how many rows there are; of parts, the rows they belong to are what opens."""
    then = None if before is None else len(before)
    own = rows_of(entity, rows)
    opened = owners_of(entity, rows)
    sources = None if opened == own else own
    return Figure(code, label, len(rows), "count", opened, sources, then, remark)


def owners_of(entity: str, rows: Iterable[Row]) -> RowSet:
    """Return the rows that open for some rows: for parts with one kind of owner, their owners."""
    owners = CATALOGUE[entity].owners
    if len(owners) != 1:
        return rows_of(entity, rows)
    kind = CATALOGUE[entity].by_name[owners[0]].kind
    if not isinstance(kind, Link):
        raise TypeError(entity)
    ids = (str(row.values[owners[0]]) for row in rows if owners[0] in row.values)
    return RowSet(kind.entity, tuple(dict.fromkeys(ids)))


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of what is known.

    Attributes:
        value: The sum; None if there was something, but nothing that is known.
        owners: The rows that open: those whose parts were added up.
        sources: The rows the numbers stand in.
        unknown: The rows whose number is not known.
    """

    value: Decimal | None = Decimal(0)
    owners: tuple[Row, ...] = ()
    sources: tuple[Row, ...] = ()
    unknown: tuple[Row, ...] = field(default=())

    @property
    def known(self) -> Decimal:
        """Return the sum, 0 if nothing is known."""
        return self.value or Decimal(0)


def added(parts: Iterable[tuple[Row, Row, Decimal | None]]) -> Total:
    """Add up numbers, each with its owner and the row it stands in; None is not known."""
    listed = list(parts)
    known = [part for part in listed if part[2] is not None]
    value = sum((number for _o, _s, number in known if number is not None), Decimal(0))
    return Total(
        value if known or not listed else None,
        tuple({owner.id: owner for owner, _source, _number in known}.values()),
        tuple(source for _owner, source, _number in known),
        tuple(source for _owner, source, number in listed if number is None),
    )


def amount(  # noqa: PLR0913, PLR0917 — what a figure is
    code: str,
    label: Words,
    entity: str,
    unit: Unit,
    total: Total,
    before: Total | None = None,
    *,
    remark: Words | None = None,
) -> Figure:
    """Return a sum."""
    then = None if before is None else before.value
    part = next((row.entity for row in total.sources), entity)
    sources = None if part == entity else rows_of(part, total.sources)
    return Figure(
        code, label, total.value, unit, rows_of(entity, total.owners), sources, then, remark
    )


def derived(  # noqa: PLR0913, PLR0917 — what a figure is
    code: str,
    label: Words,
    entity: str,
    unit: Unit,
    value: Number | None,
    rows: Sequence[Row],
    before: Number | None = None,
    remark: Words | None = None,
    sources: RowSet | None = None,
) -> Figure:
    """Return a number that follows from rows in some other way, such as a share."""
    return Figure(code, label, value, unit, rows_of(entity, rows), sources, before, remark)


def column(entity: str, name: str) -> Column:
    """Return a column for a field, with the label it has everywhere."""
    found = CATALOGUE[entity].by_name[name]
    unit: ColumnUnit = "text"
    if isinstance(found.kind, Date):
        unit = "date"
    elif isinstance(found.kind, Amount):
        unit = UNITS.get(name, "sek")
    elif isinstance(found.kind, Integer):
        unit = UNITS.get(name, "count")
    return Column(name, found.label, unit)


def sums(
    columns: Sequence[Column], lines: Sequence[Sequence[Cell]], *summed: str
) -> tuple[Cell, ...]:
    """Return the line of sums: the word for it, then the sums of the named columns."""
    if not lines:
        return ()
    found: list[Cell] = [SUM]
    for place, each in enumerate(columns[1:], 1):
        found.append(_sum([line[place] for line in lines]) if each.code in summed else None)
    return tuple(found)


def _sum(cells: Iterable[Cell]) -> Number | None:
    """Return the sum of what is known, None where nothing is."""
    numbers = [cell for cell in cells if isinstance(cell, (int, Decimal))]
    return sum(numbers) if numbers else None


SUM = Words("Summa", "Total")
UNITS: Mapping[str, ColumnUnit] = {"co2_kg": "kg", "hours": "hours"}
"""The units of numbers that are neither counted nor money."""
