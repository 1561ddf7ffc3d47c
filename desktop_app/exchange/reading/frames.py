"""The cells of a file as the child sends them: by column, in blocks, as JSON."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count, islice, zip_longest
from types import MappingProxyType
from typing import Any, TypeGuard

from desktop_app.exchange.reading.noted import Noted, letters

__all__ = ["Message", "Raw", "blocks", "remark"]

Message = list[Any]
Raw = str | int | float | bool | date | datetime | time | timedelta

BLOCK_CELLS = 100_000
MAX_FRAME = 8 * 2**20
EXACT = 2**53
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FEW_VALUES = frozenset({str, date, datetime, time, timedelta})


def blocks(rows: Iterable[Sequence[Raw]], width: int, sheet: str, offset: int) -> Iterator[Message]:
    """Go through rows of a sheet as messages; the first cell of each stands at `offset`."""
    lost = Noted()
    source, first = iter(rows), 0
    while block := list(islice(source, max(1, BLOCK_CELLS // max(1, width)))):
        yield from _frames(block, _Place(first, offset, lost))
        first += len(block)
    if lost.count:
        yield remark("controls", sheet, lost)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block starts in its sheet, and where to note the cells that lose characters."""

    row: int
    column: int
    lost: Noted = field(default_factory=Noted)


def _frames(block: list[Sequence[Raw]], at: _Place) -> Iterator[Message]:
    """Yield the block as messages that fit into a frame, as far as every 16th row can tell."""
    size = 16 * sum(len(cell) for row in block[::16] for cell in row if type(cell) is str)
    if size > MAX_FRAME and len(block) > 1:
        half = len(block) // 2
        yield from _frames(block[:half], at)
        yield from _frames(block[half:], _Place(at.row + half, at.column, at.lost))
        return
    columns = [
        _column(cells, _Place(at.row, at.column + number, at.lost))
        for number, cells in enumerate(zip_longest(*block, fillvalue=""))
    ]
    while columns and columns[-1] is None:
        columns.pop()
    yield ["rows", len(block), at.column if columns else 0, columns]


def _column(cells: Sequence[Raw], at: _Place) -> list[Any] | dict[str, list[Any]] | None:
    """Return the cells as JSON: none, each one, or the different ones and the place of each."""
    kinds = set(map(type, cells))
    if not kinds <= _FEW_VALUES:
        return _send(_without_controls(cells, at) if str in kinds else cells)
    different = dict.fromkeys(cells)
    if str in kinds and _CONTROL.search("".join(filter(_is_text, different))):
        return _send(_without_controls(cells, at))
    if len(different) == 1 and "" in different:
        return None
    if len(different) * 2 > len(cells):
        return _send(cells)
    places = dict(zip(different, count(), strict=False))
    return {"of": _send([*different]), "at": list(map(places.__getitem__, cells))}


def _without_controls(cells: Sequence[Raw], at: _Place) -> list[Raw]:
    clean: list[Raw] = []
    for row, cell in enumerate(cells, at.row + 1):
        if isinstance(cell, str) and _CONTROL.search(cell):
            at.lost.add(f"{letters(at.column)}{row}")
            clean.append(_CONTROL.sub("", cell))
        else:
            clean.append(cell)
    return clean


def _number(value: float) -> float | str:
    if value.is_integer() and -EXACT < value < EXACT:
        return int(value)
    return value if math.isfinite(value) else str(value)


def _clock(value: time) -> str:
    return value.isoformat("minutes" if not value.second else "seconds")


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    text = f"{'-' if seconds < 0 else ''}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text


def _same(value: Raw) -> Raw:
    return value


def _is_text(value: Raw) -> TypeGuard[str]:
    return type(value) is str


def _send(cells: Sequence[Raw]) -> list[Any]:
    if set(map(type, cells)) == {str}:
        return list(cells)
    return [_SEND[type(cell)](cell) for cell in cells]


_SEND: Mapping[type, Callable[[Any], Any]] = MappingProxyType(
    {
        str: _same,
        bool: _same,
        int: _same,
        float: _number,
        date: lambda value: ["d", value.isoformat()],
        datetime: lambda value: ["t", value.isoformat()],
        time: _clock,
        timedelta: _duration,
    }
)


def remark(code: str, sheet: str, noted: Noted) -> Message:
    """Return what is to be said of cells that were noted."""
    cells = ", ".join(noted.cells) + (" …" if noted.count > len(noted.cells) else "")
    return ["remark", code, {"sheet": sheet, "count": noted.count, "cells": cells}]
