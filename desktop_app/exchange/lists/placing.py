"""How the cells of a column become values of a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Context, Date, Kind, Value
from desktop_app.domain.kinds.dates import Order, parse_date
from desktop_app.domain.kinds.given import clean
from desktop_app.domain.problems import Invalid
from desktop_app.exchange.lists.columns import Column
from desktop_app.exchange.lists.person_names import divide
from desktop_app.exchange.lists.witness import cell_text
from desktop_app.exchange.reading.reader import Cell

__all__ = ["Parse", "Place", "sorted_out", "text_place", "value_place"]

MOST_REMEMBERED = 20_000

_BETWEEN = re.compile(r"[;,|/]|\s+(?:och|and|&)\s+|\s+")

Parse = Callable[[Cell], Value]

TEXTS = frozenset((str, type(None)))


class _Known(dict[Cell, Value | Invalid]):
    """What texts parse to, a value or the fault of it, each parsed once."""

    def __init__(self, parse: Parse) -> None:
        super().__init__()
        self.has_faults = False
        self._parse = parse

    def __missing__(self, cell: Cell) -> Value | Invalid:
        found = self[cell] = self.of(cell)
        return found

    def of(self, cell: Cell) -> Value | Invalid:
        """Return what a cell parses to, without remembering it."""
        try:
            return self._parse(cell)
        except Invalid as fault:
            self.has_faults = True
            return fault.with_traceback(None)


class Place:
    """A column on its way to one field: how its cells become values."""

    def __init__(self, column: Column, name: str, parse: Parse, many: bool = False) -> None:
        """Take the column, the field's name, how a cell is parsed and whether to a set."""
        self.column = column
        self.name = name
        self.parse = parse
        self._many = many
        self._known = _Known(parse)

    def values(self, cells: Sequence[Cell], faults: list[tuple[int, Invalid]]) -> list[Value]:
        """Return the values of the cells; put aside the place and fault of those that have none."""
        known = self._known
        # Of other cells than texts 1, 1.0 and True would be taken for one another.
        alike = TEXTS.issuperset(map(type, cells))
        found = list(map(known.__getitem__ if alike else known.of, cells))
        if len(known) > MOST_REMEMBERED:
            known.clear()
        if known.has_faults:
            faults.extend((i, fault) for i, fault in enumerate(found) if isinstance(fault, Invalid))
        elif not self._many:
            return cast("list[Value]", found)
        return [_own(value) for value in found]


def _own(value: Value | Invalid) -> Value:
    """Return a value that the row does not share with others; None for a fault."""
    if isinstance(value, list):
        return value.copy()
    return None if isinstance(value, Invalid) else value


def value_place(column: Column, target: Field, part: int | None, context: Context) -> Place:
    """Return the way of a column to a field, or of a `part` of its names."""
    kind = target.kind
    parse: Parse = partial(kind.parse, context=context)
    if part is not None:
        parse = partial(_part_of_name, kind, context, part)
    elif column.order is not None and isinstance(kind, Date):
        parse = partial(_ordered_day, kind, context, column.order)
    return Place(column, target.name, parse, kind.many)


def text_place(column: Column, context: Context, name: str | None = None) -> Place:
    """Return the way of a column whose cells stay texts: of links, or without a field."""
    return Place(column, name or column.heading, partial(_text, context))


def sorted_out(text: str, parse: Parse) -> tuple[list[Value], list[str]]:
    """Return the values that several texts in one cell give, and the texts that give none."""
    valid: list[Value] = []
    wrong: list[str] = []
    for each in filter(None, _BETWEEN.split(text)):
        try:
            valid.append(parse(each))
        except Invalid:
            wrong.append(each)
    return valid, wrong


def _text(context: Context, cell: Cell) -> Value:
    return cell_text(cell, context) or None


def _part_of_name(kind: Kind, context: Context, part: int, cell: Cell) -> Value:
    return kind.parse(divide(" ".join(cell_text(cell, context).split()))[part], context)


def _ordered_day(kind: Kind, context: Context, order: Order, cell: Cell) -> Value:
    if not isinstance(cell, str):
        return kind.parse(cell, context)
    text = clean(cell)
    return parse_date(text, order) if text else None
