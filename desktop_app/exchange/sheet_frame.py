"""What stands around the rows of a sheet: widths, panes, print set-up, validation, the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from desktop_app.domain.kinds import Context
from desktop_app.domain.words import Words
from desktop_app.exchange.base_rows import Sealer
from desktop_app.exchange.contract import SheetContract
from desktop_app.exchange.layout import DELETE, Column, Role
from desktop_app.exchange.lists_sheet import Lists
from desktop_app.exchange.looks import (
    A4,
    BLUE,
    GREY,
    HEADING_HEIGHT,
    LINE,
    ROW_HEIGHT,
    Palette,
    number_format,
)
from desktop_app.exchange.outgoing import Meta
from desktop_app.exchange.validation import validation

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Frame", "Shared", "close_frame", "dress"]

HIDDEN_COLUMNS = 2
FIRST_ROW = 3
ROOM = 500
"""Rows below the last one in which what is typed is still checked."""

PAGE_WIDTH = 190
"""Characters across an A4 page lying down that can still be read."""

TABLE_STYLE = "TableStyleLight1"
PAGE = Words("Sida &P av &N", "Page &P of &N")


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook are written with."""

    context: Context
    sealer: Sealer
    lists: Lists
    palette: Palette
    meta: Meta
    remember: Callable[[Sequence[str]], None]


@dataclass(frozen=True, slots=True)
class Frame:
    """The measures of a sheet."""

    contract: SheetContract
    columns: Sequence[Column]
    headings: Sequence[str]
    widths: Sequence[float]
    differs: bool

    def hides(self, column: Column) -> bool:
        """Tell whether a column is not shown."""
        return column.hidden or (column.role is Role.DIFFERING and not self.differs)


def dress(sheet: Worksheet, frame: Frame, shared: Shared) -> None:
    """Set what has to stand before the first row."""
    _set_columns(sheet, frame, shared.palette)
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = HEADING_HEIGHT
    sheet.freeze_panes = f"{_letter(HIDDEN_COLUMNS + frame.contract.frozen + 1)}{FIRST_ROW}"
    sheet.sheet_properties.tabColor = BLUE
    sheet.sheet_format.defaultRowHeight = ROW_HEIGHT
    sheet.sheet_format.customHeight = True
    _set_print(sheet, frame, shared)


def _set_columns(sheet: Worksheet, frame: Frame, palette: Palette) -> None:
    for number, (column, wide) in enumerate(zip(frame.columns, frame.widths, strict=True), 1):
        dimension = sheet.column_dimensions[_letter(number)]
        dimension.width = wide
        dimension.hidden = frame.hides(column)
        # The style of a column is that of cells nobody has filled yet: text stays text.
        dimension.number_format = number_format(column)
        dimension.font = palette.ink
        dimension.alignment = palette.alignment(column)


def _set_print(sheet: Worksheet, frame: Frame, shared: Shared) -> None:
    shown = [
        wide
        for column, wide in zip(frame.columns, frame.widths, strict=True)
        if not frame.hides(column)
    ]
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = max(1, ceil(sum(shown) / PAGE_WIDTH))
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.8
    sheet.print_title_rows = "2:2"
    first, last = _letter(HIDDEN_COLUMNS + 1), _letter(HIDDEN_COLUMNS + frame.contract.frozen)
    sheet.print_title_cols = f"{first}:{last}"
    title = frame.contract.title.into(shared.context.language)
    left = f"{shared.meta.from_office} – {title}".replace("&", "&&")  # & begins a code there
    page = PAGE.into(shared.context.language)
    sheet.oddFooter.left.text = left  # type: ignore[union-attr]
    sheet.oddFooter.center.text = shared.meta.made_at[:10]  # type: ignore[union-attr]
    sheet.oddFooter.right.text = page  # type: ignore[union-attr]


def close_frame(sheet: Worksheet, frame: Frame, count: int, shared: Shared) -> None:
    """Add what stands after the last row: validation, the table, the look of deleted rows."""
    _add_validations(sheet, frame, FIRST_ROW + count + ROOM, shared)
    _add_table(sheet, frame, max(count, 1) + FIRST_ROW - 1)
    _add_looks(sheet, frame, FIRST_ROW + count + ROOM, shared.context.language)


def _add_validations(sheet: Worksheet, frame: Frame, last: int, shared: Shared) -> None:
    language = shared.context.language
    for number, column in enumerate(frame.columns, 1):
        labels = "; ".join(shared.lists.labels_of(column.field.kind) if column.field else ())
        found = validation(column, language, shared.lists.range_for(column), labels)
        if found is not None:
            letter = _letter(number)
            found.add(f"{letter}{FIRST_ROW}:{letter}{last}")
            sheet.data_validations.append(found)


def _add_table(sheet: Worksheet, frame: Frame, last: int) -> None:
    from openpyxl.worksheet.filters import AutoFilter  # noqa: PLC0415
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo  # noqa: PLC0415

    area = f"A2:{_letter(len(frame.columns))}{last}"
    table = Table(displayName=f"T_{frame.contract.entity}", ref=area)
    table.tableColumns = [
        TableColumn(id=number, name=heading) for number, heading in enumerate(frame.headings, 1)
    ]
    table.autoFilter = AutoFilter(ref=area)
    table.tableStyleInfo = TableStyleInfo(name=TABLE_STYLE, showRowStripes=True)
    sheet.tables.add(table)


def _add_looks(sheet: Worksheet, frame: Frame, last: int, language: str) -> None:
    """Strike through rows that are to be deleted, and draw a line below each row.

    By rule, so that it holds for cells that are empty now and for rows that are added.
    """
    from openpyxl.formatting.rule import Rule  # noqa: PLC0415
    from openpyxl.styles import Border, Font, Side  # noqa: PLC0415
    from openpyxl.styles.differential import DifferentialStyle  # noqa: PLC0415

    action = _letter(1 + [column.role for column in frame.columns].index(Role.ACTION))
    first = _letter(HIDDEN_COLUMNS + 1)
    area = f"{first}{FIRST_ROW}:{action}{last}"
    deleted = DifferentialStyle(font=Font(strike=True, color=GREY))
    lined = DifferentialStyle(border=Border(bottom=Side(style="thin", color=LINE)))
    for formula, style in (
        (f'${action}{FIRST_ROW}="{DELETE.into(language)}"', deleted),
        (f"COUNTA(${first}{FIRST_ROW}:${action}{FIRST_ROW})>0", lined),
    ):
        sheet.conditional_formatting.add(
            area, Rule(type="expression", dxf=style, formula=[formula])
        )


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return get_column_letter(number)
