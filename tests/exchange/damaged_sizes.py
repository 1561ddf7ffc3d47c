"""F94–F101: what a workbook's XML says of the size of a sheet, and how much of it is read."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from desktop_app.exchange.reading import frames, workbook_file
from desktop_app.exchange.reading.frames import blocks
from tests.exchange.damages import AS_THEY_COME, NAMES, READING, ROWS, damage, filled, read, refusal

FAR = "A1:XFD1048576"

_WHATEVER = re.compile(rb"""r?(?:ef)?=["'](?:[A-Z0-9]+:)?([A-Z]{1,9})(\d{1,9})""")
ANY_REFERENCE: dict[str, object] = {
    f"{READING}.scanning._Box.is_much": lambda _self: True,
    f"{READING}.scanning._FILLED": _WHATEVER,
}


def only_first(book: Any, place: int, about: Any) -> Iterator[Any]:
    """Send as many rows as a declared size says."""
    sheet = book.get_sheet_by_index(place)
    yield ["sheet", about.name, False]
    yield from blocks(islice(sheet.iter_rows(), 1), sheet.width, about.name, 0)


def last_first(rows: Any, *rest: Any) -> Iterator[Any]:
    """Send rows as they stand in the XML of one who wrote the last first."""
    yield from blocks(reversed(list(rows)), *rest)


@damage(94, {"far cells are refused": {f"{READING}.scanning._check_filled": lambda *_: None}})
def cells_in_the_corners(folder: Path) -> None:
    assert "orimligt långt" in refusal(lambda: _scanned(folder, "XFD1048576"))


@damage(
    95,
    {
        "far cells are refused": {f"{READING}.scanning._check_filled": lambda *_: None},
        "what the library refuses is refused": AS_THEY_COME,
    },
)
def rows_and_columns_that_are_none(folder: Path) -> None:
    for cell in ("A99999999", "ZZZZZZ1"):
        assert "orimligt långt" in refusal(lambda cell=cell: _scanned(folder, cell))
    for number in (0, -5):
        row = f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>'
        assert "går inte att läsa" in refusal(lambda row=row: read(folder, row))


def _scanned(folder: Path, cell: str) -> None:
    """Look through a sheet with a cell far off, which no library is to see."""
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="{cell}"><v>1</v></c></row>'
    old = workbook_file._opened
    workbook_file._opened = _none  # type: ignore[assignment]
    try:
        read(folder, rows)
    finally:
        workbook_file._opened = old


def _none(*_: object) -> Any:
    """Stand in for a workbook without sheets."""
    return type("Book", (), {"sheets_metadata": [type("About", (), {"name": "x", "typ": ""})]})


@damage(
    96,
    {
        "what is declared is not filled": ANY_REFERENCE,
        "rows are read to the last": {f"{READING}.workbook_file._sheet": only_first},
    },
)
def declared_sizes(folder: Path) -> None:
    for size in (FAR, "A1", "B9:A1", "A1:A1"):
        assert filled(read(folder, ROWS, f'<dimension ref="{size}"/>')) == NAMES
    assert "går inte att läsa" in refusal(lambda: read(folder, ROWS, '<dimension ref="sju"/>'))


@damage(97, {"rows come by their numbers": {f"{READING}.workbook_file.blocks": last_first}})
def rows_out_of_order(folder: Path) -> None:
    first, second = ROWS.split("</row>")[:2]
    assert filled(read(folder, f"{second}</row>{first}</row>")) == NAMES
    bare = re.sub(r' r="\w+"', "", ROWS)
    assert filled(read(folder, bare)) == NAMES


@damage(98, {"empty cells weigh nothing": ANY_REFERENCE})
def styled_empty_rows(folder: Path) -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(3, 60_003))
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    began = time.process_time()
    assert filled(read(folder, ROWS + empty + far)) == NAMES
    assert time.process_time() - began < 3


@damage(99, {"wide is not far": {f"{READING}.scanning._Box.is_sparse": lambda _: True}})
def all_columns(folder: Path) -> None:
    cells = "".join(f'<c r="{frames.letters(n)}1"><v>{n}</v></c>' for n in range(16_384))
    began = time.process_time()
    assert filled(read(folder, f'<row r="1">{cells}</row>')) == [list(range(16_384))]
    assert time.process_time() - began < 3


@damage(
    100,
    {
        "merged cells are not filled": ANY_REFERENCE,
        "what the library refuses is refused": AS_THEY_COME,
    },
)
def merges(folder: Path) -> None:
    many = "".join(f'<mergeCell ref="B{n}:C{n}"/>' for n in range(5, 5005))
    for merged in (f'<mergeCell ref="{FAR}"/>', '<mergeCell ref="A6:J100000"/>', many):
        began = time.process_time()
        assert filled(read(folder, ROWS, after=f"<mergeCells>{merged}</mergeCells>")) == NAMES
        assert time.process_time() - began < 2
    bad = '<mergeCells><mergeCell ref="sju"/></mergeCells>'
    assert "går inte att läsa" in refusal(lambda: read(folder, ROWS, after=bad))


@damage(101, {"formats are not cells": ANY_REFERENCE})
def conditional_formats(folder: Path) -> None:
    formats = "".join(
        f'<conditionalFormatting sqref="{FAR}"><cfRule type="expression" priority="{n}">'
        "<formula>$A1=1</formula></cfRule></conditionalFormatting>"
        for n in range(2000)
    )
    assert filled(read(folder, ROWS, after=formats)) == NAMES
