"""Text with values between delimiters: which encoding, which delimiter, which records."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from desktop_app.exchange.reading import gate
from desktop_app.exchange.reading.encodings import likely_encoding
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.frames import Message, blocks

__all__ = ["Records", "decode", "read_bytes", "read_text"]

MAX_FIELD = 8 * 2**20
DELIMITERS = ";,\t|"
SAMPLE = 2**15
MOST_MENDED = 20
MIXED = " + "
# A delimiter that no text holds: every record is one field.
NO_DELIMITER = "\x1f"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(path: Path) -> Iterator[Message]:
    """Go through a text file as messages of one sheet; raise `Fault` where that cannot be."""
    yield from read_bytes(path.read_bytes(), path.stem)


def read_bytes(raw: bytes, name: str) -> Iterator[Message]:
    """Go through the bytes of a text file, as `read_text` does; the sheet is called `name`."""
    text, encoding, bad = decode(raw)
    if bad:
        code = "mixed" if MIXED in encoding else "bytes"
        yield ["remark", code, {"encoding": encoding, "rows": bad}]
    delimiter, text = _said_delimiter(text)
    delimiter = delimiter or _delimiter(text[: 2**20])
    yield ["text", encoding, None if delimiter == NO_DELIMITER else delimiter]
    yield ["sheet", name, False]
    records = Records(text, delimiter)
    width = max((len(row) for row in islice(Records(text[: 2**20], delimiter), 50)), default=1)
    ragged = _Ragged()
    yield from blocks(ragged.through(records), width, name, 0)
    if ragged.rows:
        yield ["remark", "ragged", {"width": ragged.width, "rows": _some(ragged.rows)}]
    for code, rows in records.noted():
        yield ["remark", code, {"rows": rows}]


def _some(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[: gate.SHOWN])) + (" …" if len(rows) > gate.SHOWN else "")


@dataclass(slots=True)
class _Ragged:
    """The rows that have fewer or more cells than the first one with several.

    Attributes:
        width: The cells of that one.
        rows: The numbers of these rows.
    """

    width: int = 0
    rows: list[int] = field(default_factory=list)

    def through(self, records: Iterable[list[str]]) -> Iterator[list[str]]:
        """Go through records and note the rows."""
        for number, row in enumerate(records, 1):
            if not self.width:
                self.width = len(row) if len(row) > 1 else 0
            elif len(row) != self.width and self._is_ragged(row):
                self.rows.append(number)
            yield row

    def _is_ragged(self, row: Sequence[str]) -> bool:
        # A delimiter too many at the end of a row begins no cell, and a blank row has none.
        return any(row[self.width :]) or (len(row) < self.width and any(row))


class _Lines:
    """The lines of a text from a place on, whatever they end with.

    Attributes:
        place: Where the next line begins.
    """

    def __init__(self, text: str, place: int) -> None:
        self.place = place
        self._lines = io.StringIO(text[place:], newline="")

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.place += len(line)
            yield line


class Records:
    """The records of a text.

    A quotation mark that is never closed takes all that follows into one cell. Where that is
    records, the mark is read as any other sign; where it may be a note, the row is told.

    Attributes:
        swallowed: The rows in which a mark seems to have taken others.
        mended: The rows in which a mark that is never closed was read as any other.
    """

    def __init__(self, text: str, delimiter: str) -> None:
        """Take the text."""
        self.swallowed: list[int] = []
        self.mended: list[int] = []
        self._text = text
        self._delimiter = delimiter
        self._number = self._width = 0

    def __iter__(self) -> Iterator[list[str]]:
        """Go through them."""
        csv.field_size_limit(MAX_FIELD)
        place = 0
        while place < len(self._text):
            place = yield from self._from(place)

    def noted(self) -> Iterator[tuple[str, str]]:
        """Go through what is to be said once all are read: its code, and of which rows."""
        for code, rows in (("mark", self.mended), ("swallowed", self.swallowed)):
            if rows:
                yield code, _some(rows)

    def _from(self, place: int) -> Generator[list[str], None, int]:
        """Go through records; return where to read on, the end if all is read."""
        lines = _Lines(self._text, place)
        reader = csv.reader(lines, delimiter=self._delimiter)
        before = 0
        while (begin := lines.place) < len(self._text):
            self._number += 1
            row = self._next(reader)
            several, before = reader.line_num - before > 1, reader.line_num
            if row is None or (several and self._never_closed(row, begin, lines.place)):
                row, end = self._with_marks(begin)
                yield row
                return end
            if several and (self._holds_records(row) or self._is_open(begin, lines.place)):
                self.swallowed.append(self._number)
            self._width = self._width or len(row)
            yield row
        return lines.place

    def _next(self, reader: Iterator[list[str]]) -> list[str] | None:
        """Return the next record, None where a mark takes more than any cell holds."""
        try:
            return next(reader)
        except csv.Error as error:
            if len(self.mended) == MOST_MENDED:
                raise Fault("long_field", row=self._number) from error
            return None

    def _never_closed(self, row: Sequence[str], begin: int, end: int) -> bool:
        fewer = len(self.mended) < MOST_MENDED
        return fewer and self._is_open(begin, end) and self._holds_records(row)

    def _is_open(self, begin: int, end: int) -> bool:
        return end == len(self._text) and self._text.count('"', begin) % 2 == 1

    def _holds_records(self, row: Sequence[str]) -> bool:
        most = max(1, (self._width or len(row)) - 1)
        lines = [line for cell in row for line in cell.splitlines()[1:]]
        return any(line.count(self._delimiter) >= most for line in lines)

    def _with_marks(self, begin: int) -> tuple[list[str], int]:
        """Return the line at a place, marks as any other signs, and where the next begins."""
        line = next(iter(_Lines(self._text, begin)))
        reader = csv.reader([line], delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        try:
            row = next(reader)
        except csv.Error as error:
            raise Fault("long_field", row=self._number) from error
        self.mended.append(self._number)
        return row, begin + len(line)


def _said_delimiter(text: str) -> tuple[str | None, str]:
    """Return the delimiter that Excel's first line `sep=;` names, and the text without it."""
    said = re.match(r'"?sep=([^\r\n"])"?(\r\n|\r|\n|$)', text, re.IGNORECASE)
    return (said[1], text[said.end() :]) if said else (None, text)


def _delimiter(text: str) -> str:
    """Return the delimiter with which most of the first records have the same width."""
    best, best_share = NO_DELIMITER, 0.0
    for delimiter in DELIMITERS:
        widths = [len(row) for row in islice(Records(text, delimiter), 50) if row]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        share = widths.count(usual) / len(widths) if usual > 1 else 0.0
        if share > best_share:
            best, best_share = delimiter, share
    return best


def decode(raw: bytes) -> tuple[str, str, str]:
    """Return the text, its encoding, and the rows in which bytes did not fit it."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode_as(raw, encoding)
    head = raw[: gate.PROLOG]
    if gate.is_wide(head):
        return _decode_as(raw, _wide(head))
    try:
        return raw.decode("utf-8"), "utf-8", ""
    except UnicodeDecodeError:
        return _decode_bytes(raw)


def _wide(head: bytes) -> str:
    """Return the encoding of text without a mark of which many bytes are zero."""
    # Of four bytes for a letter three are zero, and the one that is not says which end is first.
    if head.count(0) * 5 > len(head) * 3:
        return "utf-32-be" if head[::4].count(0) > head[3::4].count(0) else "utf-32-le"
    return "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le"


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
    return (
        text,
        f"utf-8{MIXED}{other}",
        _some([row for row, good in enumerate(plain, 1) if not good]),
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess(lines: Iterable[bytes]) -> str:
    # The letters in question only, since the whole of a big file takes seconds.
    found = b"".join(islice((line for line in lines if not line.isascii()), 500))
    return likely_encoding(found[:SAMPLE])
