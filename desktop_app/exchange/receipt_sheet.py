"""The sheet that tells people without the program what became of the rows they sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.domain.kinds.dates import in_words
from desktop_app.domain.receipts import DECLINED, WAITING, Line, Receipt, in_order, sentence
from desktop_app.domain.words import Words
from desktop_app.exchange.cells import escaped
from desktop_app.exchange.looks import A4, LINE_HEIGHT, Palette, height, new_cell
from desktop_app.exchange.reading.reader import Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["MARK", "is_receipt", "write_receipts"]

MARK = "kontaktnat:receipt"
"""Stands in the hidden first cell, whatever the sheet is called by then."""

TITLE = Words("Kvitto: vad det blev av det ni skickade", "Receipt: what became of what you sent")
ABOUT = Words(
    "Här står det som det är i dag, rad för rad. Bladet är bara till för att läsas; det som "
    "skrivs här läses inte in.",
    "This is how things stand today, row by row. The sheet is only for reading; what is written "
    "here is not taken in.",
)
HEADINGS = (
    (Words("Blad", "Sheet"), 24.0),
    (Words("Rad", "Row"), 8.0),
    (Words("Vad raden gäller", "What the row is about"), 40.0),
    (Words("Utfall", "Outcome"), 34.0),
    (Words("Anledning", "Reason"), 60.0),
)
FILE = Words("”{file}”, inläst {day} av {office}", "“{file}”, taken in {day} by {office}")
HEADING_ROW = 4


def write_receipts(
    sheet: Worksheet, palette: Palette, receipts: Sequence[Receipt], language: str
) -> None:
    """Write the sheet: what waits and what was not taken in stands first, coloured and in words."""
    _set_up(sheet)
    page = _Page(sheet, palette, language)
    sheet.append([new_cell(sheet, MARK)])
    page.line(TITLE.into(language), "title", 28.0)
    page.line(ABOUT.into(language), "grey")
    page.headings()
    for receipt in receipts:
        page.receipt(receipt)


def _set_up(sheet: Worksheet) -> None:
    for letter, (_heading, wide) in zip("ABCDE", HEADINGS, strict=True):
        sheet.column_dimensions[letter].width = wide
    sheet.row_dimensions[1].hidden = True
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{HEADING_ROW + 1}"
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


class _Page:
    """The sheet as it grows."""

    def __init__(self, sheet: Worksheet, palette: Palette, language: str) -> None:
        self._sheet = sheet
        self._palette = palette
        self._language = language
        self._row = 1

    def line(self, text: str, font: str, high: float = LINE_HEIGHT + 3) -> None:
        """Write a text over the whole width."""
        self._row += 1
        cell = new_cell(self._sheet, escaped(text))
        cell.font = getattr(self._palette, font)
        cell.alignment = self._palette.wrapped
        lines = 1 + len(text) // LINE
        self._sheet.row_dimensions[self._row].height = max(high, lines * (LINE_HEIGHT + 3))
        self._sheet.append([cell])
        self._sheet.merged_cells.add(f"A{self._row}:E{self._row}")

    def headings(self) -> None:
        """Write the headings, which printed pages repeat."""
        self._row += 1
        cells = []
        for words, _wide in HEADINGS:
            cell = new_cell(self._sheet, words.into(self._language))
            cell.font, cell.fill = self._palette.white, self._palette.blue
            cell.alignment = self._palette.middle
            cells.append(cell)
        self._sheet.row_dimensions[self._row].height = LINE_HEIGHT + 6
        self._sheet.append(cells)

    def receipt(self, receipt: Receipt) -> None:
        """Write what became of the rows of one file."""
        told = {"file": receipt.file, "office": receipt.office}
        heading = FILE.fill(**told, day=_day(receipt.at, self._language))
        self.line(heading.into(self._language), "strong", 26.0)
        self.line(sentence(receipt).into(self._language), "ink")
        for line in in_order(receipt.lines):
            self._add(line)

    def _add(self, line: Line) -> None:
        self._row += 1
        reason = line.reason.into(self._language) if line.reason else ""
        shown = [line.sheet, str(line.number), line.title, line.words.into(self._language), reason]
        cells = []
        for text in shown:
            cell = new_cell(self._sheet, escaped(text) or None)
            cell.font, cell.alignment = self._palette.ink, self._palette.wrapped
            cells.append(cell)
        if line.ending in WAITING | DECLINED:
            cells[3].fill, cells[3].font = self._palette.amber, self._palette.bold
        wide = [width for _heading, width in HEADINGS]
        self._sheet.row_dimensions[self._row].height = height(zip(shown, wide, strict=True))
        self._sheet.append(cells)


LINE = 140
"""Characters of a line over the whole width."""


def _day(at: str, language: str) -> str:
    try:
        return in_words(date.fromisoformat(at[:10]).isoformat(), language)
    except ValueError:
        return at


def is_receipt(sheet: Sheet) -> bool:
    """Tell whether a sheet that came back is such a one: it holds no rows to take in."""
    return any(row[:1] == [MARK] for row in sheet.rows[:SEARCHED])


SEARCHED = 3
