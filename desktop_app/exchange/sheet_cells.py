"""The XML of cells, as a workbook has it: typed, and never a formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from desktop_app.domain.kinds import Amount, Context, Date, Integer, Kind, Note, Value, Year
from desktop_app.domain.kinds.base import Given
from desktop_app.domain.kinds.given import MOST_UNITS
from desktop_app.exchange.cells import FIRST_DAY, escaped, to_cell

__all__ = ["FORMATS", "LOOKS", "TooLongError", "Written", "column_writer", "shown_cell"]

MOST_REMEMBERED = 20_000

FORMATS: Mapping[str, str] = {
    "text": "@",
    "lines": "@",
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "amount": "#,##0.00####",
    "whole": "0",
    "plain": "General",
}
LOOKS: Mapping[type[Kind], str] = {
    Amount: "amount",
    Date: "day",
    Integer: "whole",
    Note: "lines",
    Year: "whole",
}
"""How columns look, where they are not simply text."""

_EPOCH = date(1899, 12, 30)
_SECONDS = 86_400
_AWKWARD = re.compile("[&<>\x00-\x1f\ufffe\uffff]|^ | $|_x|\x7f")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

Written = Callable[[Any], str]


class TooLongError(Exception):
    """A text is longer than a cell holds."""


def column_writer(kind: Kind, styles: Mapping[str, int], context: Context) -> Written:
    """Return what writes the cells of a column, texts met before at hand."""
    look = LOOKS.get(type(kind), "text")
    known: dict[str, str] = {}

    def written(value: Value | Given) -> str:
        if type(value) is not str:
            return _typed(shown_cell(kind, value, context), look, styles)
        found = known.get(value)
        if found is None:
            found = _typed(shown_cell(kind, value, context), look, styles)
            if len(known) < MOST_REMEMBERED:
                known[value] = found
        return found

    return written


def shown_cell(kind: Kind, value: Value | Given, context: Context) -> Given:
    """Return what stands in a cell: a value as its kind writes it, anything else as it is."""
    whole = isinstance(value, int) and kind.sql != "INTEGER"
    if whole or isinstance(value, (float, Decimal, date, time)):
        return value
    try:
        return to_cell(kind, value, context)
    except (ValueError, KeyError):
        return str(value)


def _typed(cell: Given, look: str, styles: Mapping[str, int]) -> str:
    """Return the end of a cell's XML."""
    if isinstance(cell, str):
        style = styles["lines" if look == "lines" else "text"]
        return f's="{style}" t="inlineStr"><is>{_text(cell)}</is></c>'
    if isinstance(cell, bool):
        return f's="{styles["plain"]}" t="b"><v>{cell:d}</v></c>'
    if isinstance(cell, (int, float, Decimal)):
        style = styles[look if look in ("amount", "whole") else "plain"]
        return f's="{style}"><v>{cell}</v></c>'
    if isinstance(cell, date) and _day(cell) >= FIRST_DAY:
        look = "moment" if isinstance(cell, datetime) else "day"
        return f's="{styles[look]}"><v>{_serial(cell)!r}</v></c>'
    return f's="{styles["text"]}" t="inlineStr"><is>{_text(str(cell))}</is></c>'


def _text(text: str) -> str:
    if len(text) > MOST_UNITS // 2 and len(text.encode("utf-16-le")) // 2 > MOST_UNITS:
        raise TooLongError
    if not _AWKWARD.search(text):
        return f"<t>{text}</t>"
    text = escaped(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return f'<t xml:space="preserve">{text}</t>'


def _day(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _serial(cell: date) -> int | float:
    days = (_day(cell) - _EPOCH).days
    if not isinstance(cell, datetime):
        return days
    return days + (cell.hour * 3600 + cell.minute * 60 + cell.second) / _SECONDS
