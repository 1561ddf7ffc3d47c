"""The lines of a table as dots on a map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop_app.domain.geography import Mark, country_centre, place
from desktop_app.domain.year.model import Table, TableRow

__all__ = ["marks_of"]


def marks_of(table: Table) -> list[Mark]:
    """Return a dot for each place that the lines of a table tell of.

    A city that is not known on the map stands in the middle of its country.
    """
    together: dict[tuple[str, str, str], Mark] = {}
    for row in table.rows:
        mark = _mark(row, _number(table, row))
        if mark is not None:
            where = (mark.name, mark.country, mark.kind)
            together[where] = _both(together.get(where), mark)
    return list(together.values())


def _mark(row: TableRow, number: int) -> Mark | None:
    if row.place is None or number <= 0:
        return None
    country, city = row.place.country, row.place.city
    found = place(city, country or None) if city else None
    if found is not None:
        return Mark(city, found.country, found.lat, found.lon, number, "city", row.rows.ids)
    centre = country_centre(country)
    if centre is None:
        return None
    return Mark(country, country, *centre, number, "country", row.rows.ids)


def _both(one: Mark | None, other: Mark) -> Mark:
    if one is None:
        return other
    rows = tuple(dict.fromkeys((*one.rows, *other.rows)))
    return Mark(one.name, one.country, one.lat, one.lon, one.number + other.number, one.kind, rows)


def _number(table: Table, row: TableRow) -> int:
    """Return how many there are at a place: what is drawn of its line, else its rows."""
    return next((int(cell) for cell in _drawn(table, row)), len(row.rows))


def _drawn(table: Table, row: TableRow) -> Iterator[int | Decimal]:
    codes: Sequence[str] = [column.code for column in table.columns]
    for code in table.charted:
        cell = row.cells[codes.index(code)]
        if isinstance(cell, (int, Decimal)):
            yield cell
