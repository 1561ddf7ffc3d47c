"""A workbook of one sheet, its rows written as they come.

The library makes the workbook around the rows (styles, table, print set-up) and we the XML of the
rows: cell by cell through the library they would take four times as long.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from desktop_app.domain.kinds import Context, Kind, Value
from desktop_app.domain.kinds.base import Given
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.reading.gate import letters
from desktop_app.exchange.sheet_cells import (
    FORMATS,
    LOOKS,
    TooLongError,
    Written,
    column_writer,
    shown_cell,
)

__all__ = ["Sheet", "write_sheet"]

MOST_ROWS = 1_048_575
LOOKED_AT_FOR_WIDTH = 200
NARROWEST, WIDEST = 8, 60
LINE, HIGHEST = 15, 409
"""The height of a line, and of the highest row there can be, in points."""

BLOCK = 500

TOO_LONG = Words(
    "Texten på rad {row} i kolumnen ”{column}” är längre än en Excelcell rymmer.",
    "The text in row {row}, column ”{column}”, is longer than an Excel cell holds.",
)
TOO_MANY = Words(
    "Det är fler rader än ett Excelblad rymmer (1 048 575).",
    "There are more rows than an Excel sheet holds (1,048,575).",
)
AS_CSV = Words("Exportera till CSV i stället.", "Export to CSV instead.")

PLACE = "1:{last}2"
_DIMENSION = re.compile("<dimension[^>]*>")
_UNFIT_FOR_TABLE = re.compile("[\x00-\x1f]|_x|^$")
_MARKS_OF_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet is called and what its columns are."""

    title: str
    headings: tuple[str, ...]
    kinds: tuple[Kind, ...]


def write_sheet(
    path: Path, sheet: Sheet, rows: Iterable[Sequence[Value | Given]], context: Context
) -> int:
    """Write a workbook of one sheet to `path` and return how many rows it has.

    Raises:
        Refused: A text or the number of rows is more than Excel holds.
    """
    source = iter(rows)
    first = list(islice(source, LOOKED_AT_FOR_WIDTH))
    widths = [_width(sheet, index, first, context) for index in range(len(sheet.headings))]
    parts, styles = _around(sheet, widths)
    columns = [column_writer(kind, styles, context) for kind in sheet.kinds]
    head, end, tail = parts.pop("xl/worksheets/sheet1.xml").partition("</sheetData>")
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", parts.pop("[Content_Types].xml"))
        with book.open("xl/worksheets/sheet1.xml", "w") as file:
            file.write(_DIMENSION.sub("", head).encode())
            tall = [(at, widths[at]) for at, kind in enumerate(sheet.kinds) if _wraps(kind)]
            count = _write_rows(file, chain(first, source), columns, sheet, tall)
            file.write(_resized(end + tail, sheet, count).encode())
        for name, part in parts.items():
            book.writestr(name, _resized(part, sheet, count))
    return count


def _write_rows(
    file: IO[bytes],
    rows: Iterable[Sequence[Value | Given]],
    columns: Sequence[Written],
    sheet: Sheet,
    tall: Sequence[tuple[int, int]],
) -> int:
    names = [f'<c r="{letters(index)}' for index in range(len(columns))]
    numbered, number = enumerate(rows, 2), 1
    while block := list(islice(numbered, BLOCK)):
        xml: list[str] = []
        for number, row in block:
            if number > MOST_ROWS + 1:
                raise Refused(TOO_MANY, AS_CSV)
            try:
                cells = [
                    f'{name}{number}" {written(value)}'
                    for name, written, value in zip(names, columns, row, strict=True)
                    if value is not None and value != ""
                ]
            except TooLongError as error:
                raise _refusal(sheet, number, row, columns) from error
            xml.append(f'<row r="{number}"{_height(row, tall)}>{"".join(cells)}</row>')
        file.write("".join(xml).encode())
    return number - 1


def _wraps(kind: Kind) -> bool:
    return LOOKS.get(type(kind)) == "lines"


def _height(row: Sequence[Value | Given], tall: Sequence[tuple[int, int]]) -> str:
    """Return how high a row is where its texts are of several lines: not all programs see it."""
    lines = max((_lines(row[index], width) for index, width in tall), default=1)
    return f' ht="{min(lines * LINE, HIGHEST)}"' if lines > 1 else ""


def _lines(value: Value | Given, width: int) -> int:
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-len(line) // width)) for line in value.split("\n"))


def _refusal(
    sheet: Sheet, number: int, row: Sequence[Value | Given], columns: Sequence[Written]
) -> Refused:
    for heading, written, value in zip(sheet.headings, columns, row, strict=True):
        try:
            written(value)
        except TooLongError:
            return Refused(TOO_LONG.fill(row=number, column=heading), AS_CSV)
    raise AssertionError


def _around(sheet: Sheet, widths: Sequence[int]) -> tuple[dict[str, str], dict[str, int]]:
    """Return the parts of a workbook without rows, and the numbers of its styles."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import

    book = Workbook()
    page = book.active
    assert page is not None  # noqa: S101 - for the type checker
    page.title = _sheet_name(sheet.title)
    book.properties.creator = "Kontaktnät"
    styles = _styles(page)
    _head(page, sheet, widths)
    _print_setup(page)
    file = io.BytesIO()
    book.save(file)
    with ZipFile(file) as made:
        return {name: made.read(name).decode() for name in made.namelist()}, styles


def _sheet_name(title: str) -> str:
    return _MARKS_OF_NAMES.sub(" ", title)[:31].strip(" '") or "1"


def _styles(page: Any) -> dict[str, int]:  # noqa: ANN401 - the library's sheet
    """Return the number that each style has in the workbook."""
    from openpyxl.styles import Alignment  # noqa: PLC0415

    numbers: dict[str, int] = {}
    for place, (look, style) in enumerate(FORMATS.items(), 1):
        cell = page.cell(2, place)
        cell.number_format = style
        cell.alignment = Alignment(vertical="top", wrap_text=look == "lines")
        numbers[look] = cell.style_id
    page.delete_rows(2)
    return numbers


def _head(page: Any, sheet: Sheet, widths: Sequence[int]) -> None:  # noqa: ANN401
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    for place, heading in enumerate(sheet.headings):
        cell = page.cell(1, place + 1, heading)
        cell.data_type = "s"
        cell.font = Font(name="Calibri", bold=True)
        cell.fill = PatternFill("solid", fgColor="FFDCE6F1")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        column = page.column_dimensions[letters(place)]
        column.width = widths[place]
        column.number_format = FORMATS[LOOKS.get(type(sheet.kinds[place]), "text")]
    page.freeze_panes = "A2"
    if _can_be_table(sheet.headings):
        _make_table(page, sheet)
    elif sheet.headings:
        page.auto_filter.ref = f"A{PLACE.format(last=letters(len(sheet.headings) - 1))}"


def _can_be_table(headings: Sequence[str]) -> bool:
    different = {heading.casefold() for heading in headings}
    unfit = any(_UNFIT_FOR_TABLE.search(heading) or len(heading) > 255 for heading in headings)  # noqa: PLR2004
    return bool(headings) and len(different) == len(headings) and not unfit


def _make_table(page: Any, sheet: Sheet) -> None:  # noqa: ANN401
    from openpyxl.worksheet.table import Table, TableStyleInfo  # noqa: PLC0415

    place = f"A{PLACE.format(last=letters(len(sheet.headings) - 1))}"
    table = Table(displayName="Tabell1", ref=place)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    page.add_table(table)


def _print_setup(page: Any) -> None:  # noqa: ANN401
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "&P / &N"


def _resized(part: str, sheet: Sheet, count: int) -> str:
    """Return a part with the last row in the ranges that were made before it was known."""
    if not sheet.headings:
        return part
    last, end = letters(len(sheet.headings) - 1), max(count, 1) + 1
    for made, wanted in (
        (f'"A1:{last}2"', f'"A1:{last}{end}"'),
        (f"$A$1:${last}$2", f"$A$1:${last}${end}"),
    ):
        part = part.replace(made, wanted)
    return part


def _width(
    sheet: Sheet, index: int, rows: Iterable[Sequence[Value | Given]], context: Context
) -> int:
    """Return how wide a column is, by its heading and its first rows."""
    texts: Iterator[str] = (
        str(shown_cell(sheet.kinds[index], row[index], context))
        for row in rows
        if row[index] is not None
    )
    longest = max(map(_longest_line, texts), default=0)
    return min(max(longest, len(sheet.headings[index]), NARROWEST) + 2, WIDEST)


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")))
