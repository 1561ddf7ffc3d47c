"""Values as cells of a workbook, and cells as the texts that are compared.

A cell is compared by what a reader gives back for it: `as_read` of the cell written and of the
cell returned are equal unless somebody, or a program that saved the file, changed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, TypeAlias

from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Context,
    Country,
    Currency,
    Date,
    Email,
    Flag,
    Integer,
    Kind,
    Languages,
    Link,
    Links,
    Note,
    Phone,
    Reference,
    Tags,
    Text,
    Time,
    Value,
    Website,
    Year,
)

__all__ = ["CELLS", "SEPARATOR", "Cell", "as_read", "escaped", "texts", "to_cell"]

Cell: TypeAlias = str | int | float | bool | date | datetime | time | None

SEPARATOR = "; "
FIRST_DAY = date(1900, 3, 1)
"""Readers disagree on the days before it, since Excel has a 29 February 1900."""

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MIDNIGHT = time()


def to_cell(kind: Kind, value: Value, context: Context) -> Cell:
    """Return what stands in the cell for a value: a text, a number, a day, None when empty."""
    return None if value is None else CELLS[type(kind)](kind, value, context)


def _written(kind: Kind, value: Value, context: Context) -> Cell:
    return kind.write(value, context)


def _plain(_kind: Kind, value: Value, _context: Context) -> Cell:
    return str(value)


def _several(kind: Kind, value: Value, context: Context) -> Cell:
    """Return the elements with one separator between them, whichever the kind itself writes."""
    elements = value if isinstance(value, list) else []
    return SEPARATOR.join(kind.write([element], context) for element in elements)


def _number(_kind: Kind, value: Value, _context: Context) -> Cell:
    return value if isinstance(value, int) else str(value)


def _amount(kind: Kind, value: Value, context: Context) -> Cell:
    number = float(str(value))
    return number if kind.parse(number, context) == value else str(value)


def _day(_kind: Kind, value: Value, _context: Context) -> Cell:
    day = date.fromisoformat(str(value))
    return day if day >= FIRST_DAY else str(value)


CELLS: Mapping[type[Kind], Callable[[Kind, Value, Context], Cell]] = MappingProxyType(
    {
        Amount: _amount,
        Choice: _written,
        Choices: _several,
        Country: _written,
        Currency: _written,
        Date: _day,
        Email: _plain,
        Flag: _written,
        Integer: _number,
        Languages: _several,
        # The titles of linked rows are put by who can look them up; alone, an id is its text.
        Link: _plain,
        Links: _several,
        Note: _plain,
        Phone: _plain,
        Reference: _plain,
        Tags: _several,
        Text: _plain,
        Time: _written,
        Website: _plain,
        Year: _number,
    }
)
"""How each kind of value stands in a cell."""


def escaped(text: str) -> str:
    """Return a text so that a reader, which decodes ``_x0041_`` as A, gives back the same."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def as_read(cell: Cell) -> str:
    """Return the text by which a cell is compared."""
    return cell if type(cell) is str else _AS_READ[type(cell)](cell)


def texts(cells: Sequence[Cell]) -> list[str]:
    """Return the texts of many cells."""
    return [cell if type(cell) is str else _AS_READ[type(cell)](cell) for cell in cells]


def _as_number(cell: float) -> str:
    return str(int(cell)) if cell.is_integer() else repr(cell)


def _as_moment(cell: datetime) -> str:
    return str(cell.date()) if cell.time() == _MIDNIGHT else cell.isoformat(" ")


_AS_READ: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _cell: "",
    str: str,
    bool: lambda cell: "TRUE" if cell else "FALSE",
    int: str,
    float: _as_number,
    date: str,
    datetime: _as_moment,
    time: str,
}
