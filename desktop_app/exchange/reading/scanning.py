"""The sheets' XML of a workbook, looked through before a library reads it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.exchange.reading.container import careful, head_of, usual_names
from desktop_app.exchange.reading.fault import DAMAGE, Fault
from desktop_app.exchange.reading.noted import Noted, letters
from desktop_app.exchange.reading.tags import tags

__all__ = ["epoch", "scan"]

MAX_BOX = 5_000_000
MAX_AREA = 20_000_000
"""Cells from the first to the last, filled or not: the library takes 24 bytes for each."""
CHUNK = 2**17

_SHEET_PART = re.compile(r"(^|/)worksheets/[^/]+\.xml$")
_ROW = re.compile(rb"""row [^>]{0,200}?\br=["'](\d{1,9})""")
_WIDE_COLUMN = re.compile(rb"""c r=["']([A-Z]{2,9})\d""")
_FILLED = re.compile(rb"""c r=["']([A-Z]{1,9})(\d{1,9})["'][^>]{0,200}(?<!/)><(?!/)""")
_REFERENCE = re.compile(rb"""c r=["'](\w+)["']""")
_DIGITS = rb"""-?[\d.]{0,30}(?:[eE](?:-\d{1,3}|\+?(?:\d{1,2}|[12]\d\d)))?</v>"""
_SIGNS = (
    (
        "errors",
        re.compile(rb't="e"'),
        re.compile(rb"""c r="(\w+)"[^>]{0,200}? t="e\""""),
    ),
    (
        "uncalculated",
        re.compile(rb"</f></c>"),
        re.compile(rb"""c r="(\w+)"[^>]{0,200}><f[^<]*</f></c>"""),
    ),
    (
        "no_numbers",
        re.compile(rb'"><v>(?!' + _DIGITS + rb")"),
        re.compile(rb"""c r="(\w+)"(?: s="\d{1,5}")?(?: t="n")?><v>(?!""" + _DIGITS + rb")"),
    ),
)
"""What is told of a sheet: a sign that is soon looked for, and then the cells."""
_ODS_SIGNS = {
    "errors": b'calc-ext:value-type="error"',
    "booleans": b'office:value-type="boolean"',
}


def scan(
    source: Path | io.BytesIO, kind: str, only: frozenset[str] | None
) -> Iterator[tuple[str, str, Noted]]:
    """Look through the sheets' XML, unpacked piece by piece, before a library reads it.

    Calamine gives error cells as empty and aborts the process when two cells lie far apart, so
    both are looked for here. What this misses (binary formats, references written in an unusual
    way) meets the child's memory limit.

    Yields:
        What was found (a code of `sentences.REMARKS`), in which sheet, and in which cells.
    """
    if kind not in {"xlsx", "ods"}:
        return
    try:
        with careful(source) as package:
            if kind == "ods":
                yield from _scan_ods(package)
                return
            for part, sheet in _sheet_parts(package).items():
                if only is None or sheet in only:
                    yield from _scan_sheet(package, part, sheet)
    except DAMAGE as error:
        raise Fault("damaged") from error


def epoch(source: Path | io.BytesIO, kind: str) -> int | None:
    """Return the year from which a workbook counts days, None where that is not looked for."""
    if kind != "xlsx":
        return None
    try:
        with careful(source) as package:
            book = usual_names(package).get("xl/workbook.xml")
            found = list(_tags(package, book, "workbookPr")) if book else []
    except DAMAGE as error:
        raise Fault("damaged") from error
    return 1904 if any(tag.get("date1904") in {"1", "true"} for tag in found) else 1900


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each sheet by the part it is in; parts that none names keep theirs."""
    names = usual_names(package)
    parts = {part: part for name, part in names.items() if _SHEET_PART.search(name)}
    book, links = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return parts
    targets = {
        tag.get("Id"): tag.get("Target", "") for tag in _tags(package, links, "Relationship")
    }
    for tag in _tags(package, book, "sheet"):
        target = targets.get(tag.get("id"), "").removeprefix("/xl/")
        if part := names.get(f"xl/{target}".lower()):
            parts[part] = tag.get("name", part)
    return parts


def _tags(package: zipfile.ZipFile, part: str, name: str) -> Iterator[dict[str, str]]:
    text = head_of(package, part, 2**24).decode("utf-8", "replace")
    return (attributes for _, attributes in tags(text, name))


def _scan_sheet(
    package: zipfile.ZipFile, part: str, sheet: str
) -> Iterator[tuple[str, str, Noted]]:
    box, twins = _Box(), _Twins()
    found = {code: Noted() for code in ("errors", "uncalculated", "no_numbers", "doubled")}
    for piece in _pieces(package, part):
        box.stretch(piece)
        for code, sign, cells in _SIGNS:
            if sign.search(piece):
                for match in cells.finditer(piece):
                    found[code].add(match[1].decode())
        for cell in twins.among(piece):
            found["doubled"].add(cell)
    if box.is_much():
        _check_filled(_filled(package, part), sheet)
    yield from ((code, sheet, noted) for code, noted in found.items() if noted.count)


@dataclass(slots=True)
class _Twins:
    """The cells that stand twice near each other, of which the library gives the last."""

    before: frozenset[bytes] = frozenset()

    def among(self, piece: bytes) -> Iterator[str]:
        cells = _REFERENCE.findall(piece)
        different = frozenset(cells)
        if len(different) < len(cells) or different & self.before:
            twice = (cell for cell, times in Counter(cells).items() if times > 1)
            yield from sorted(cell.decode() for cell in {*twice, *(different & self.before)})
        self.before = different


def _check_filled(box: _Box, sheet: str) -> None:
    if box.is_sparse():
        raise Fault("far", sheet=sheet, cell=f"{letters(box.column)}{box.row}")
    if box.area() > MAX_AREA:
        raise Fault("memory")


def _filled(package: zipfile.ZipFile, part: str) -> _Box:
    """Return the box of the cells that hold something: styled empty ones weigh nothing."""
    box = _Box(column=0)
    for piece in _pieces(package, part):
        box.size += len(piece)
        for name, row in _FILLED.findall(piece):
            box.row = max(box.row, int(row))
            box.column = max(box.column, _number(name))
    return box


@dataclass(slots=True)
class _Box:
    """The area from A1 to the last row and column of a sheet, and the size of its XML."""

    row: int = 1
    column: int = 25
    size: int = 0

    def stretch(self, piece: bytes) -> None:
        # Rows stand in order, so each piece's last is enough; but a small sheet, or the beginning
        # of a big one, is looked at cell by cell.
        small = self.size < CHUNK
        rows = [int(row) for _, row in _FILLED.findall(piece)] if small else []
        start = 0 if small else max(piece.rfind(b"row "), 0)
        self.row = max([self.row, *rows, *map(int, _ROW.findall(piece, start))])
        self.size += len(piece)
        # Columns A to Z stretch nothing, and looking for the others only is three times faster.
        for name in set(_WIDE_COLUMN.findall(piece)):
            self.column = max(self.column, _number(name))

    def area(self) -> int:
        return self.row * (self.column + 1)

    def is_sparse(self) -> bool:
        # A cell takes 10 to 50 bytes of XML: below one byte, nine in ten are not there.
        return self.area() > max(MAX_BOX, self.size)

    def is_much(self) -> bool:
        return self.is_sparse() or self.area() > MAX_AREA


def _number(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number - 1


def _pieces(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the unpacked part in pieces that end before a row's last cell, never inside a tag."""
    rest = b""
    with package.open(part) as file:
        while chunk := file.read(CHUNK):
            piece = rest + chunk
            # A cell is cut off whole, so that its formula and its value stay together.
            cut = max(piece.rfind(b"<c "), piece.rfind(b":c "), 0)
            if len(piece) - cut > CHUNK:
                cut = len(piece)
            rest = piece[cut:]
            yield piece[:cut]
    yield rest


def _scan_ods(package: zipfile.ZipFile) -> Iterator[tuple[str, str, Noted]]:
    counts = dict.fromkeys(_ODS_SIGNS, 0)
    for piece in _pieces(package, "content.xml"):
        for code, sign in _ODS_SIGNS.items():
            counts[code] += piece.count(sign)
    yield from ((f"ods_{code}", "", Noted(count)) for code, count in counts.items() if count)
