"""How the sheets look: one readable font, our blue, widths by what a column holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Country,
    Currency,
    Date,
    Email,
    Flag,
    Integer,
    Kind,
    Languages,
    Link,
    Links,
    Note,
    Phone,
    Reference,
    Tags,
    Text,
    Time,
    Website,
    Year,
)
from desktop_app.exchange.layout import Column, Role

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["AMBER", "BLUE", "FONT", "NAVY", "PALE", "TEXT", "Palette", "height", "width"]

FONT = "Calibri"
A4 = 9
BLUE, NAVY, PALE, AMBER = "14527A", "0B2F47", "EAF1F6", "FFE3B3"
LINE, INK, GREY = "D3DDE5", "1C2B36", "5F6B75"
TEXT = "@"
DAY = "yyyy-mm-dd"

LINE_HEIGHT, ROW_HEIGHT = 15.0, 18.0
MOST_LINES = 6
HEADING_HEIGHT = 33.0
FILTER_BUTTON, PADDING = 5, 3.5
ID_WIDTH = 38.0
DIFFERING_WIDTH, ACTION_WIDTH = (24.0, 48.0), 14.0

WIDTHS: Mapping[type[Kind], tuple[float, float]] = MappingProxyType(
    {
        Amount: (13, 20),
        Choice: (13, 32),
        Choices: (20, 40),
        Country: (13, 26),
        Currency: (10, 12),
        Date: (13.5, 16),
        Email: (22, 38),
        Flag: (10, 16),
        Integer: (10, 16),
        Languages: (16, 30),
        Link: (20, 42),
        Links: (24, 48),
        Note: (40, 60),
        Phone: (17, 26),
        Reference: (16, 26),
        Tags: (18, 36),
        Text: (14, 42),
        Time: (11, 14),
        Website: (22, 40),
        Year: (9, 12),
    }
)
"""The least and the greatest width of a column of each kind, in characters."""


def number_format(column: Column) -> str:
    """Return the number format of a column's cells; most are text."""
    kind = None if column.field is None or column.role is Role.LINK_ID else column.field.kind
    if isinstance(kind, Amount):
        return "#,##0.00" + "#" * (kind.decimals - 2)
    if isinstance(kind, Date):
        return DAY
    if isinstance(kind, (Integer, Year)):
        return "0"
    return TEXT


def is_number(column: Column) -> bool:
    """Tell whether a column's cells are numbers to be compared by size."""
    return number_format(column) not in (TEXT, DAY)


def wraps(column: Column) -> bool:
    """Tell whether a column's texts go over more lines."""
    return column.role is Role.DIFFERING or (
        column.role is Role.FIELD
        and column.field is not None
        and isinstance(column.field.kind, Note)
    )


def width(column: Column, heading: str, sample: Iterable[str]) -> float:
    """Return the width of a column for its heading, which takes two lines, and its content."""
    if column.hidden:
        return ID_WIDTH
    if column.role is Role.ACTION:
        return ACTION_WIDTH
    least, most = DIFFERING_WIDTH if column.field is None else WIDTHS[type(column.field.kind)]
    longest = max((len(line) for text in sample for line in text.split("\n")), default=0)
    words = [len(word) for word in heading.split()]
    for_heading = max(*words, ceil(len(heading) / 2)) + FILTER_BUTTON if words else 0
    return max(least, min(longest + PADDING, most), for_heading)


def height(texts: Iterable[tuple[str, float]]) -> float | None:
    """Return the height of a row with these wrapped texts and widths, None for one line."""
    lines = max((_lines(text, wide) for text, wide in texts), default=1)
    return None if lines <= 1 else min(lines, MOST_LINES) * LINE_HEIGHT + 3


def _lines(text: str, wide: float) -> int:
    if len(text) < wide - PADDING and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(line) / (wide - PADDING))) for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class Palette:
    """The parts styles are made of, made once for a workbook."""

    ink: Font
    white: Font
    grey: Font
    title: Font
    strong: Font
    bold: Font
    blue: PatternFill
    navy: PatternFill
    pale: PatternFill
    amber: PatternFill
    top: Alignment
    wrapped: Alignment
    middle: Alignment
    numbers: Alignment
    over_numbers: Alignment

    @classmethod
    def make(cls) -> Palette:
        """Make the palette."""
        from openpyxl.styles import Alignment, Font  # noqa: PLC0415

        return cls(
            ink=Font(name=FONT, size=11, color=INK),
            white=Font(name=FONT, size=11, bold=True, color="FFFFFF"),
            grey=Font(name=FONT, size=10, color=GREY),
            title=Font(name=FONT, size=20, bold=True, color=BLUE),
            strong=Font(name=FONT, size=12, bold=True, color=BLUE),
            bold=Font(name=FONT, size=11, bold=True, color=INK),
            blue=_fill(BLUE),
            navy=_fill(NAVY),
            pale=_fill(PALE),
            amber=_fill(AMBER),
            # Days stand to the left like texts, else they touch what follows them.
            top=Alignment(horizontal="left", vertical="top", indent=1),
            wrapped=Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1),
            middle=Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1),
            numbers=Alignment(horizontal="right", vertical="top", indent=1),
            over_numbers=Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1),
        )

    def heading(self, sheet: Worksheet, column: Column, text: str, *, required: bool) -> Cell:
        """Return the cell of a heading."""
        cell = new_cell(sheet, text)
        cell.font = self.white
        cell.alignment = self.over_numbers if is_number(column) else self.middle
        cell.fill = self.navy if required else self.blue
        return cell

    def alignment(self, column: Column) -> Alignment:
        """Return how the cells of a column stand."""
        if wraps(column):
            return self.wrapped
        return self.numbers if is_number(column) else self.top

    def data(self, sheet: Worksheet, column: Column, *, conflict: bool = False) -> Cell:
        """Return a cell in the style of a column, to be filled again and again."""
        cell = new_cell(sheet, None)
        cell.font = self.ink
        cell.alignment = self.alignment(column)
        cell.number_format = number_format(column)
        if conflict:
            cell.fill = self.amber
        return cell


def _fill(color: str) -> PatternFill:
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    return PatternFill("solid", fgColor=color)


def new_cell(sheet: Worksheet, text: str | None) -> Cell:
    """Return a new cell with a text that is never taken for a formula."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    cell: Cell = WriteOnlyCell(sheet, text)
    if text is not None:
        cell.data_type = "s"
    return cell
