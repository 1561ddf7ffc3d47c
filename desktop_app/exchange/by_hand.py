"""What a person without the program does to a workbook: fill in, add, leave the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_app.exchange.contract import SHEETS
from desktop_app.exchange.safely import replace_file

KEYS = 1
"""The hidden row that says which column is which."""
FIRST = 3


def fill_in(
    source: Path,
    target: Path,
    changes: Mapping[str, Mapping[int, Mapping[str, str]]],
    additions: Mapping[str, Sequence[Mapping[str, str]]],
) -> None:
    """Write a workbook of ours as someone fills it in with a spreadsheet.

    Args:
        source: The workbook that was sent out.
        target: The filled-in one.
        changes: By entity and place of the row (0 is the first): texts by field.
        additions: By entity: new rows below the others, texts by field.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 — slow to load

    book = load_workbook(source)
    for entity in {*changes, *additions}:
        title = next(sheet.title for sheet in SHEETS if sheet.entity == entity)
        name = title.sv if title.sv in book.sheetnames else title.en
        sheet = book[name]
        columns = {cell.value: cell.column or 0 for cell in sheet[KEYS]}
        for place, texts in changes.get(entity, {}).items():
            for field, text in texts.items():
                sheet.cell(FIRST + place, columns[field]).value = text
        used = max(cell.row for cell in sheet["A"] if cell.value)
        for place, texts in enumerate(additions.get(entity, ()), start=1):
            for field, text in texts.items():
                sheet.cell(used + place, columns[field]).value = text
    with replace_file(target) as part:
        book.save(part)
