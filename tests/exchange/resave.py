"""What crude programs do to a workbook they save: styles, validation, hidden states lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

CellOf = Callable[[Any], Any]


def resave(
    path: Path,
    *,
    reverse: bool = False,
    drop_keys: bool = False,
    without: Sequence[str] = (),
    cell: CellOf = lambda value: value,
) -> Path:
    """Save a copy with nothing but the cells: all sheets visible, no styles, tables, validation.

    Args:
        path: The workbook.
        reverse: Whether the columns of the sheets of rows come in the opposite order.
        drop_keys: Whether the hidden first row is removed from them.
        without: Names of sheets that are lost.
        cell: What becomes of each cell.
    """
    old = openpyxl.load_workbook(path)
    new = openpyxl.Workbook()
    new.remove(new.active)
    for sheet in reversed(old.worksheets):
        if sheet.title in without:
            continue
        copy = new.create_sheet(sheet.title)
        has_rows = str(sheet["A1"].value).startswith("id:")
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if has_rows and drop_keys and number == 0:
                continue
            cells = [cell(value) for value in (reversed(row) if has_rows and reverse else row)]
            copy.append([None if value is None else value for value in cells])
            for made in copy[copy.max_row]:
                if isinstance(made.value, str):
                    made.data_type = "s"
        # Far cells that are empty, as programs leave them behind.
        copy.cell(copy.max_row + 30, copy.max_column + 3).value = ""
    saved = path.with_name(f"resaved-{path.name}")
    new.save(saved)
    return saved


def edit(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """Save a copy after a person changed something in it."""
    book = openpyxl.load_workbook(path)
    change(book)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for made in row:
                if isinstance(made.value, str) and made.value.startswith("="):
                    made.data_type = "s"
    saved = path.with_name(f"edited-{path.name}")
    book.save(saved)
    return saved


def column(sheet: Worksheet, key: str) -> int:
    """Return the number of a column by its hidden key."""
    return next(made.column for made in sheet[1] if made.value == key)


def row_of(sheet: Worksheet, id_: str) -> int:
    """Return the number of a row by its hidden id."""
    return next(made.row for made in sheet["A"] if made.value == id_)


def put(sheet: Worksheet, row: int, key: str, value: object) -> None:
    """Type into a cell."""
    made = sheet.cell(row, column(sheet, key))
    made.value = value
    if isinstance(value, str):
        made.data_type = "s"
