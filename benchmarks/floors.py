"""The floor for writing workbooks: openpyxl write-only, the same visible cells, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.exchange.contract import SHEETS
from desktop_app.services.reading import Listing, Writer, list_rows
from desktop_app.services.register import Register

FONT = Font(name="Calibri", size=11)
TOP = Alignment(vertical="top")


def write_register(register: Register, path: Path) -> None:
    """Write every sheet of the contract."""
    book = Workbook(write_only=True)
    for sheet in SHEETS:
        _sheet(book, register, CATALOGUE[sheet.entity], sheet.columns)
    book.save(path)


def write_entity(register: Register, entity: Entity, path: Path) -> None:
    """Write one entity's rows."""
    book = Workbook(write_only=True)
    _sheet(book, register, entity, tuple(field.name for field in entity if not field.local))
    book.save(path)


def _sheet(book: Workbook, register: Register, entity: Entity, names: tuple[str, ...]) -> None:
    writer = Writer(register, "sv")
    sheet = book.create_sheet(entity.name)
    sheet.append([entity.by_name[name].label.sv for name in names])
    fields = [entity.by_name[name] for name in names]
    for row in list_rows(register, entity, Listing()):
        cells: list[Any] = []
        for field in fields:
            text = writer.text(field, row.values.get(field.name))
            if not text:
                cells.append(None)
                continue
            cell = WriteOnlyCell(sheet, text)
            cell.font, cell.alignment, cell.number_format = FONT, TOP, "@"
            cells.append(cell)
        sheet.append(cells)
