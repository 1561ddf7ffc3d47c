"""How the cells of a column become values of a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias, cast

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Context, Date, Kind, Note, Value
from desktop_app.domain.kinds.dates import Order, parse_date
from desktop_app.domain.kinds.given import clean
from desktop_app.domain.mending import About, Mended, is_suspect, may_hold_damage, needs_row, read
from desktop_app.domain.problems import Invalid
from desktop_app.exchange.lists.columns import Column
from desktop_app.exchange.lists.person_names import divide
from desktop_app.exchange.lists.witness import cell_text
from desktop_app.exchange.reading.reader import Cell

__all__ = ["Later", "Odd", "Parse", "Place", "sorted_out", "text_place", "value_place"]

MOST_REMEMBERED = 20_000

_BETWEEN = re.compile(r"[;|\n]|:::|[,/](?=\s)|(?<=\s)[,/]|\s(?:och|and|&)\s")
_PERHAPS_BETWEEN = re.compile(r"[\s,/]+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>@]*>")

Parse = Callable[[Cell], Value]

TEXTS = frozenset((str, type(None)))


class Later:
    """What stands for a cell that takes the rest of its row to be read."""


LATER = Later()
Odd: TypeAlias = Mended | Invalid | Later
"""What is found in place of a value where a cell is not simply that."""


class _Known(dict[Cell, Value | Odd]):
    """What texts parse to, or what is odd about them, each read once."""

    def __init__(self, kind: Kind, parse: Parse, about: About) -> None:
        super().__init__()
        self.has_odd = False
        self.wary = True
        self._kind = kind
        self._parse = parse
        self._about = about

    def __missing__(self, cell: Cell) -> Value | Odd:
        found = self[cell] = self.of(cell)
        return found

    def of(self, cell: Cell) -> Value | Odd:
        """Return what a cell is read as, without remembering it."""
        if not (self.wary and self._is_wary_of(cell)):
            try:
                return self._parse(cell)
            except Invalid:
                pass  # perhaps it can be mended
        self.has_odd = True
        return LATER if needs_row(self._kind, cell) else self.mended(cell, self._about)

    def _is_wary_of(self, cell: Cell) -> bool:
        return is_suspect(self._kind, cell) or needs_row(self._kind, cell)

    def mended(self, cell: Cell, about: About) -> Value | Mended | Invalid:
        """Return what a cell is read as, or the fault of it, however it was damaged."""
        try:
            return read(self._kind, self._parse, cell, about)
        except Invalid as fault:
            return fault.with_traceback(None)


class Place:
    """A column on its way to one field: how its cells become values."""

    def __init__(self, column: Column, name: str, kind: Kind, parse: Parse, about: About) -> None:
        """Take the column, the name and kind of the field, how a cell is parsed, what is known."""
        self.column = column
        self.name = name
        self.parse = parse
        self.about = about
        self._kind = kind
        self._many = kind.many
        self._known = _Known(kind, parse, about)

    def values(self, cells: Sequence[Cell], odd: list[tuple[int, Odd]]) -> list[Value]:
        """Return the values of the cells; put aside the place and oddity of those that have one."""
        known = self._known
        # Of other cells than texts 1, 1.0 and True would be taken for one another.
        alike = TEXTS.issuperset(map(type, cells))
        texts = cast("set[str]", set(cells) - {None, ""}) if alike else set()
        known.wary = not alike or may_hold_damage(self._kind, texts)
        found = list(map(known.__getitem__ if alike else known.of, cells))
        if len(known) > MOST_REMEMBERED:
            known.clear()
        if known.has_odd:
            odd.extend((i, each) for i, each in enumerate(found) if isinstance(each, ODD))
        elif not self._many:
            return cast("list[Value]", found)
        return [_own(value) for value in found]

    def read(self, cell: Cell, about: About) -> Value | Mended | Invalid:
        """Return what a cell is read as once its row is known."""
        return self._known.mended(cell, about)


ODD = (Mended, Invalid, Later)


def _own(value: Value | Odd) -> Value:
    """Return a value that the row does not share with others; None where there is none yet."""
    if isinstance(value, Mended):
        value = value.value
    if isinstance(value, list):
        return value.copy()
    return None if isinstance(value, (Invalid, Later)) else value


def value_place(column: Column, target: Field, part: int | None, about: About) -> Place:
    """Return the way of a column to a field, or of a `part` of its names."""
    kind, context = target.kind, about.context
    parse: Parse = partial(kind.parse, context=context)
    if part is not None:
        parse = partial(_part_of_name, kind, context, part)
    elif column.order is not None and isinstance(kind, Date):
        parse = partial(_ordered_day, kind, context, column.order)
    return Place(column, target.name, kind, parse, about)


def text_place(column: Column, about: About, target: Field | None = None) -> Place:
    """Return the way of a column whose cells stay texts: of links, or without a field."""
    name = target.name if target else column.heading
    kind = target.kind if target else Note()
    parse: Parse = partial(_text, about.context)
    if column.defaults:
        parse = partial(_text_but, about.context, column.defaults)
    return Place(column, name, kind, parse, about)


def sorted_out(text: str, parse: Parse) -> tuple[list[Value], list[str]]:
    """Return the values that several texts in one cell surely are, and the texts that are none."""
    valid: list[Value] = []
    wrong: list[str] = []
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        try:
            valid.append(parse(part))
        except Invalid:
            values = _all_of(_ASIDE.sub(" ", part), parse)
            valid.extend(values)
            wrong.extend(_ASIDE.findall(part) if values else [part])
    return valid, wrong


def _all_of(text: str, parse: Parse) -> list[Value]:
    """Return what texts with only blanks between them give, if each gives something.

    A blank, or a comma without one, may stand within an address by mistake: what follows it is
    then an address that nobody wrote.
    """
    try:
        return [parse(each) for each in _PERHAPS_BETWEEN.split(text) if each]
    except Invalid:
        return []


def _text(context: Context, cell: Cell) -> Value:
    return cell_text(cell, context) or None


def _text_but(context: Context, left_out: frozenset[str], cell: Cell) -> Value:
    text = cell_text(cell, context)
    return None if text in left_out else text or None


def _part_of_name(kind: Kind, context: Context, part: int, cell: Cell) -> Value:
    return kind.parse(divide(" ".join(cell_text(cell, context).split()))[part], context)


def _ordered_day(kind: Kind, context: Context, order: Order, cell: Cell) -> Value:
    if not isinstance(cell, str):
        return kind.parse(cell, context)
    text = clean(cell)
    return parse_date(text, order) if text else None
