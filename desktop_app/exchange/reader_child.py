"""The child that reads a file from outside, with limits on memory and time.

It writes its answer to standard output as frames: four bytes of length and one JSON list. Nothing
in an answer is run by the parent. Cells go by column in blocks, which costs a third of what JSON
by row does: most columns hold one type, and many hold few different values.
"""

from __future__ import annotations

import codecs
import csv
import gc
import io
import json
import math
import os
import re
import struct
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count, islice, zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, TypeGuard

from desktop_app.exchange import gate
from desktop_app.exchange.gate import Fault, Noted, letters

Message = list[Any]
Raw = str | int | float | bool | date | datetime | time | timedelta

BLOCK_CELLS = 100_000
MAX_FRAME = 8 * 2**20
MAX_FIELD = 8 * 2**20
EXACT = 2**53
DELIMITERS = ";,\t|"
# A delimiter that no text holds: every record is one field.
NO_DELIMITER = "\x1f"
# Left to itself, charset-normalizer takes Swedish cp1252 for cp1250, and Mac Roman for Greek.
ENCODINGS = ["utf_8", "cp1252", "utf_16", "mac_roman", "cp850"]
BYTE_ENCODINGS = frozenset(ENCODINGS) - {"utf_8", "utf_16"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMED = {
    "xlsx": (".xlsx", ".xlsm"),
    "xlsb": (".xlsb",),
    "xls": (".xls",),
    "ods": (".ods",),
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FEW_VALUES = frozenset({str, date, datetime, time, timedelta})


def main(path: str, seconds: str, memory_mb: str, only: str) -> None:
    """Read `path` and write the answer; `only` is a JSON list of sheet names, or null."""
    names = json.loads(only)
    serve(seconds, memory_mb, _answer(Path(path), None if names is None else frozenset(names)))


def serve(seconds: str, memory_mb: str, messages: Iterable[Message]) -> None:
    """Limit this process and write messages as they are made, or why they could not be."""
    _limit(int(memory_mb), float(seconds))
    # Millions of cells and no cycles: collecting garbage would cost a fifth of the time.
    gc.disable()
    # A stray print of a library must not get in between the frames.
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        try:
            for message in messages:
                _write(out, message)
        except BaseException as error:  # calamine's PanicException is no Exception
            _write(out, _refused(error))


def _limit(memory_mb: int, seconds: float) -> None:
    # Windows has no such limits: there the parent's clock is the only guard. macOS does not keep
    # RLIMIT_AS, and setting it may fail.
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows does not have it

    # Past the lower limit of time comes a signal that says so, past the upper one a plain kill.
    cpu = math.ceil(seconds) + 1
    limits = [(resource.RLIMIT_CPU, cpu, cpu + 1), (resource.RLIMIT_CORE, 0, 0)]
    if sys.platform != "darwin":
        limits.append((resource.RLIMIT_AS, memory_mb * 2**20, memory_mb * 2**20))
    for limit, soft, hard in limits:
        _, most = resource.getrlimit(limit)
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)  # noqa: PLW2901
        resource.setrlimit(limit, (soft, hard))


def _answer(path: Path, only: frozenset[str] | None) -> Iterator[Message]:
    kind = gate.examine(path)
    yield ["head", kind]
    yield from (["remark", code, {}] for code in gate.unseen(path, kind))
    yield from _csv(path) if kind == "csv" else _workbook(path, kind, only)
    yield ["end"]


def _refused(error: BaseException) -> Message:
    if isinstance(error, Fault):
        return ["refused", error.code, error.args_of_words, ""]
    if isinstance(error, MemoryError):
        return ["refused", "memory", {}, ""]
    # Only the place and the type: a message may quote what the file holds.
    place = traceback.extract_tb(error.__traceback__)[-1]
    trace = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
    return ["refused", "unreadable", {}, trace]


def _write(out: BinaryIO, message: Message) -> None:
    frame = json.dumps(message, separators=(",", ":"), check_circular=False).encode("ascii")
    out.write(struct.pack(">I", len(frame)))
    out.write(frame)


# Workbooks


def _workbook(path: Path, kind: str, only: frozenset[str] | None) -> Iterator[Message]:
    import python_calamine  # noqa: PLC0415 - not needed for text

    for code, sheet, noted in gate.scan(path, kind, only):
        yield _remark(code, sheet, noted)
    opened = python_calamine.CalamineWorkbook
    try:
        # By path calamine goes by the name, which may lie; but only so it tells of passwords.
        if path.suffix.lower() in _NAMED[kind]:
            book = opened.from_path(path)
        else:
            book = opened.from_filelike(io.BytesIO(path.read_bytes()))
    except python_calamine.PasswordError as error:
        raise Fault("locked_otherwise") from error
    except python_calamine.CalamineError as error:
        raise Fault("unreadable") from error
    if not book.sheets_metadata:
        raise Fault("no_sheets")
    for place, about in enumerate(book.sheets_metadata):
        if only is None or about.name in only:
            yield from _sheet(book, place, about)


def _sheet(book: Any, place: int, about: Any) -> Iterator[Message]:  # noqa: ANN401
    kind = str(about.typ).rpartition(".")[2]
    if kind not in {"WorkSheet", "MacroSheet"}:
        yield ["remark", "no_cells", {"sheet": about.name}]
        return
    try:
        sheet = book.get_sheet_by_index(place)
    except Exception as error:
        raise Fault("sheet", sheet=about.name) from error
    yield ["sheet", about.name, not str(about.visible).endswith(".Visible")]
    # Rows come from the first row of the sheet, columns only from the first one in use.
    _, column = sheet.start or (0, 0)
    yield from _blocks(sheet.iter_rows(), column + sheet.width, about.name, column)


# Cells


def _blocks(
    rows: Iterable[Sequence[Raw]], width: int, sheet: str, offset: int
) -> Iterator[Message]:
    lost = Noted()
    source, first = iter(rows), 0
    while block := list(islice(source, max(1, BLOCK_CELLS // max(1, width)))):
        yield from _frames(block, _Place(first, offset, lost))
        first += len(block)
    if lost.count:
        yield _remark("controls", sheet, lost)


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


def _remark(code: str, sheet: str, noted: Noted) -> Message:
    cells = ", ".join(noted.cells) + (" …" if noted.count > len(noted.cells) else "")
    return ["remark", code, {"sheet": sheet, "count": noted.count, "cells": cells}]


# Text


def _csv(path: Path) -> Iterator[Message]:
    text, encoding, bad = _decode(path.read_bytes())
    if bad:
        yield ["remark", "bytes", {"encoding": encoding, "rows": bad}]
    delimiter, text = _said_delimiter(text)
    delimiter = delimiter or _delimiter(text[: 2**20])
    yield ["text", encoding, None if delimiter == NO_DELIMITER else delimiter]
    yield ["sheet", path.stem, False]
    records = _Records(text, delimiter)
    width = max((len(row) for row in islice(_Records(text[: 2**20], delimiter), 50)), default=1)
    yield from _blocks(records, width, path.stem, 0)
    if records.swallowed:
        yield ["remark", "swallowed", {"rows": _some(records.swallowed)}]


def _some(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[: gate.SHOWN])) + (" …" if len(rows) > gate.SHOWN else "")


class _Records:
    """The records of a text, and the rows in which an unclosed quote seems to swallow others."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.swallowed: list[int] = []
        self._text = text
        self._delimiter = delimiter
        self._unpaired = text.count('"') % 2 == 1

    def __iter__(self) -> Iterator[list[str]]:
        csv.field_size_limit(MAX_FIELD)
        reader = csv.reader(io.StringIO(self._text, newline=""), delimiter=self._delimiter)
        line, number, last = 0, 0, False
        width = 0
        while True:
            try:
                row = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                raise Fault("long_field", row=number + 1) from error
            number += 1
            width = width or len(row)
            last = reader.line_num - line > 1
            if last and self._holds_records(row, width):
                self.swallowed.append(number)
            line = reader.line_num
            yield row
        if last and self._unpaired and number not in self.swallowed:
            self.swallowed.append(number)

    def _holds_records(self, row: Sequence[str], width: int) -> bool:
        lines = [line for cell in row for line in cell.splitlines()[1:]]
        return any(line.count(self._delimiter) >= max(1, width - 1) for line in lines)


def _said_delimiter(text: str) -> tuple[str | None, str]:
    """Return the delimiter that Excel's first line `sep=;` names, and the text without it."""
    said = re.match(r'"?sep=([^\r\n"])"?(\r\n|\r|\n|$)', text, re.IGNORECASE)
    return (said[1], text[said.end() :]) if said else (None, text)


def _delimiter(text: str) -> str:
    """Return the delimiter with which most of the first records have the same width."""
    best, best_share = NO_DELIMITER, 0.0
    for delimiter in DELIMITERS:
        widths = [len(row) for row in islice(_Records(text, delimiter), 50) if row]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        share = widths.count(usual) / len(widths) if usual > 1 else 0.0
        if share > best_share:
            best, best_share = delimiter, share
    return best


def _decode(raw: bytes) -> tuple[str, str, str]:
    """Return the text, its encoding, and the rows in which bytes did not fit it."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode_as(raw, encoding)
    head = raw[: gate.PROLOG]
    if gate.is_wide(head):
        big = head[::2].count(0) > head[1::2].count(0)
        return _decode_as(raw, "utf-16-be" if big else "utf-16-le")
    try:
        return raw.decode("utf-8"), "utf-8", ""
    except UnicodeDecodeError:
        return _decode_bytes(raw)


def _decode_as(raw: bytes, encoding: str) -> tuple[str, str, str]:
    text = raw.decode(encoding, "replace")
    bad = [number for number, line in enumerate(text.splitlines(), 1) if "\ufffd" in line]
    return text, encoding, _some(bad)


def _decode_bytes(raw: bytes) -> tuple[str, str, str]:
    lines = raw.splitlines(keepends=True)
    plain = [_is_utf8(line) for line in lines]
    if not any(good and not line.isascii() for good, line in zip(plain, lines, strict=True)):
        return _decode_as(raw, _guess(lines))
    # Files pasted together: each line is read as what it is.
    other = _guess([line for good, line in zip(plain, lines, strict=True) if not good])
    codecs_of = ["utf-8" if good else other for good in plain]
    text = "".join(map(lambda line, name: line.decode(name, "replace"), lines, codecs_of))
    return text, "utf-8", _some([row for row, good in enumerate(plain, 1) if not good])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess(lines: Iterable[bytes]) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 30 ms that few files need

    # The letters in question only, since the whole of a big file takes seconds.
    sample = b"".join(islice((line for line in lines if not line.isascii()), 500))[: 2**15]
    best = from_bytes(sample, cp_isolation=ENCODINGS).best()
    return best.encoding if best and best.encoding in BYTE_ENCODINGS else "cp1252"


if __name__ == "__main__":
    main(*sys.argv[1:])
