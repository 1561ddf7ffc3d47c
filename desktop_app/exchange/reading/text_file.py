"""Text with values between delimiters: which encoding, which delimiter, which records."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from desktop_app.exchange.reading import gate
from desktop_app.exchange.reading.frames import Message, blocks
from desktop_app.exchange.reading.gate import Fault

__all__ = ["decode", "read_text"]

MAX_FIELD = 8 * 2**20
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


def read_text(path: Path) -> Iterator[Message]:
    """Go through a text file as messages of one sheet; raise `Fault` where that cannot be."""
    text, encoding, bad = decode(path.read_bytes())
    if bad:
        yield ["remark", "bytes", {"encoding": encoding, "rows": bad}]
    delimiter, text = _said_delimiter(text)
    delimiter = delimiter or _delimiter(text[: 2**20])
    yield ["text", encoding, None if delimiter == NO_DELIMITER else delimiter]
    yield ["sheet", path.stem, False]
    records = _Records(text, delimiter)
    width = max((len(row) for row in islice(_Records(text[: 2**20], delimiter), 50)), default=1)
    yield from blocks(records, width, path.stem, 0)
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


def decode(raw: bytes) -> tuple[str, str, str]:
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
