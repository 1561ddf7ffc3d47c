"""What a person does to a workbook in a spreadsheet program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

FIRST = 3


def edited(source: Path, target: Path, sheet: str, change: Callable[[Worksheet], None]) -> Path:
    """Save a copy of a workbook with one sheet changed."""
    book = load_workbook(source)
    change(book[sheet])
    book.save(target)
    return target


def column(sheet: Worksheet, key: str) -> int:
    """Return the column of a field by the hidden keys."""
    return next(cell.column for cell in sheet[1] if cell.value == key)


def last_row(sheet: Worksheet) -> int:
    """Return the last row that has an id."""
    return max(cell.row for cell in sheet["A"] if cell.value)


def cells(sheet: Worksheet, row: int) -> list[object]:
    """Return the values of a row."""
    return [cell.value for cell in sheet[row]]


def write(sheet: Worksheet, row: int, values: list[object]) -> None:
    """Write the values of a row."""
    for number, value in enumerate(values, start=1):
        sheet.cell(row, number).value = value
