"""A sheet of the yearly report: texts, figures and tables, one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from desktop_app.domain.words import Language, Words
from desktop_app.domain.year.model import Answer, Cell, Column, ColumnUnit, Figure, Table
from desktop_app.exchange.cells import FIRST_DAY, escaped
from desktop_app.exchange.looks import A4, BLUE, DAY, FONT, LINE_HEIGHT, Palette, new_cell

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Page", "write_answer"]

FIGURE = Words("Uppgift", "Figure")
NOW = Words("Perioden", "Period")
BEFORE = Words("Perioden före", "Period before")
CHANGE = Words("Förändring", "Change")
REMARK = Words("Att tänka på", "To bear in mind")
FIGURES: tuple[tuple[Words, ColumnUnit], ...] = (
    (FIGURE, "text"),
    (NOW, "count"),
    (BEFORE, "count"),
    (CHANGE, "count"),
    (REMARK, "text"),
)
PAGE = Words("Sida &P av &N", "Page &P of &N")

UNKNOWN = "–"
LEFT_TO = ("text", "date")
FORMATS = {"percent": '0.0" %"', "date": DAY, "text": "@"}
WHOLE, WITH_ORE = "#,##0", "#,##0.00"
NARROWEST, WIDEST, FIRST_WIDEST, TEXT_WIDEST = 13.0, 18.0, 52.0, 44.0
PADDING = 3.0
MOST_LINES = 25
AIR = 4.0
ONE_LINE = LINE_HEIGHT + AIR
FROZEN = "B3"


@dataclass(slots=True)
class Page:
    """A sheet as it grows, row by row."""

    sheet: Any
    palette: Palette
    language: Language
    widths: tuple[float, ...] = ()
    row: int = field(default=0)

    def begin(
        self, widths: Sequence[float], frozen: str | None = None, *, one_page: bool = False
    ) -> None:
        """Set up the sheet; the widths stand before the first row."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 — loads openpyxl

        self.widths = tuple(widths)
        sheet: Worksheet = self.sheet
        for number, wide in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = wide
        sheet.sheet_view.showGridLines = False
        sheet.freeze_panes = frozen
        sheet.page_setup.paperSize = A4
        sheet.page_setup.orientation = "landscape" if sum(widths) > FIRST_WIDEST * 2 else "portrait"
        sheet.page_setup.fitToHeight = int(one_page)
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
        sheet.oddFooter.center.text = PAGE.into(self.language)  # type: ignore[union-attr]

    def add(self, cells: Sequence[SheetCell | None], height: float | None = None) -> None:
        """Add a row."""
        self.row += 1
        if height is not None:
            self.sheet.row_dimensions[self.row].height = height
        self.sheet.append(cells)

    def gap(self) -> None:
        """Add an empty row."""
        self.add([])

    def text(
        self, words: Words | str, font: Font | None = None, alignment: Alignment | None = None
    ) -> SheetCell:
        """Return a cell with a text, which is never taken for a formula."""
        cell = new_cell(self.sheet, escaped(self.into(words)))
        cell.font = font or self.palette.ink
        cell.alignment = alignment or self.palette.wrapped
        return cell

    def into(self, words: Words | str) -> str:
        """Return a text in the language of the sheet."""
        return words.into(self.language) if isinstance(words, Words) else words

    def title(self, words: Words) -> None:
        """Add the heading of the sheet, and a line of air below it."""
        self.add([self.text(words, self.palette.title, self.palette.top)], 30.0)
        self.gap()

    def section(self, words: Words | str) -> None:
        """Add a heading within the sheet."""
        self.gap()
        self.add([self.text(words, self.palette.strong, self.palette.top)], 20.0)

    def paragraph(self, words: Words) -> None:
        """Add a text over all columns."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 — loads openpyxl

        over = self.widths[:5]
        last = get_column_letter(len(over))
        self.add([self.text(words)], self._height([(self.into(words), sum(over))]))
        if len(over) > 1:
            self.sheet.merged_cells.add(f"A{self.row}:{last}{self.row}")

    def pair(self, label: Words | str, words: Words | str, link: str = "") -> None:
        """Add a label with its text; the label may lead to another sheet."""
        first = self.text(label, self.palette.bold)
        if link:
            _link(first, link)
        text = self.into(words)
        self.add([first, self.text(words)], self._height([(text, self.widths[1])]))

    def _height(self, texts: Iterable[tuple[str, float]]) -> float:
        lines = max((_lines(text, wide) for text, wide in texts), default=1)
        return min(lines, MOST_LINES) * LINE_HEIGHT + AIR

    def heading(self, columns: Sequence[tuple[Words, ColumnUnit]]) -> None:
        """Add the headings of a table."""
        cells = []
        for label, unit in columns:
            to_left = unit in LEFT_TO
            alignment = self.palette.middle if to_left else self.palette.over_numbers
            cell = self.text(label, self.palette.white, alignment)
            cell.fill = self.palette.blue
            cells.append(cell)
        texts = [
            (self.into(label), w) for (label, _unit), w in zip(columns, self.widths, strict=False)
        ]
        self.add(cells, self._height(texts) + AIR)

    def line(self, values: Sequence[Cell], formats: Sequence[str], *, bold: bool = False) -> None:
        """Add a line of a table."""
        texts = [
            (self.into(value), wide)
            for value, wide in zip(values, self.widths, strict=False)
            if isinstance(value, (str, Words))
        ]
        height = self._height(texts)
        cells = [self._cell(*each) for each in zip(values, formats, strict=True)]
        for cell in cells:
            if height <= ONE_LINE:
                numbers = cell.alignment.horizontal == self.palette.numbers.horizontal
                cell.alignment = self.palette.over_numbers if numbers else self.palette.middle
            if bold:
                cell.font, cell.fill = self.palette.bold, self.palette.pale
        self.add(cells, height)

    def _cell(self, value: Cell, number_format: str) -> SheetCell:
        if value is None or isinstance(value, (str, Words)):
            return self.text(value or "")
        if isinstance(value, date):
            return self._day(value)
        cell = new_cell(self.sheet, None)
        cell.value = value
        cell.font, cell.alignment = self.palette.ink, self.palette.numbers
        cell.number_format = number_format
        return cell

    def _day(self, value: date) -> SheetCell:
        if value < FIRST_DAY:
            return self.text(value.isoformat(), None, self.palette.top)
        cell = new_cell(self.sheet, None)
        cell.value = value
        cell.font, cell.alignment, cell.number_format = self.palette.ink, self.palette.top, DAY
        return cell

    def end(self) -> None:
        """Finish the sheet."""
        self.sheet.close()


def _lines(text: str, wide: float) -> int:
    return sum(max(1, ceil(len(line) / max(wide - PADDING, 1))) for line in text.split("\n"))


def _link(cell: SheetCell, sheet: str) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 — loads openpyxl
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415 — loads openpyxl

    # Only a place in this file: no address that a program would fetch.
    cell.hyperlink = Hyperlink(ref="", location=f"'{sheet}'!A1", display=str(cell.value))
    cell.font = Font(name=FONT, size=11, underline="single", color=BLUE)


def format_of(unit: ColumnUnit, values: Iterable[Cell]) -> str:
    """Return the number format of a column: öre where any amount in it has some."""
    if unit in FORMATS:
        return FORMATS[unit]
    numbers = [value for value in values if isinstance(value, Decimal)]
    whole = all(value == value.to_integral_value() for value in numbers)
    return WHOLE if whole else WITH_ORE


def write_answer(page: Page, answer: Answer) -> None:
    """Write the answer to a question."""
    page.begin(_widths(page, answer), FROZEN)
    page.title(answer.question)
    for sentence in answer.sentences:
        page.paragraph(sentence)
    if answer.figures:
        page.gap()
        page.heading(FIGURES)
        for figure in answer.figures:
            _write_figure(page, figure)
    for table in answer.tables:
        _write_table(page, table)
    page.end()


def _write_figure(page: Page, figure: Figure) -> None:
    values: list[Cell] = [figure.label, figure.value, figure.before, _change(figure), figure.remark]
    if figure.value is None:
        values[1] = UNKNOWN
    numbers = format_of(figure.unit, values)
    page.line(values, ["@", *(numbers,) * 3, "@"])


def _change(figure: Figure) -> Cell:
    if figure.value is None or figure.before is None:
        return None
    return figure.value - figure.before


def _write_table(page: Page, table: Table) -> None:
    page.section(table.heading)
    if table.remark is not None:
        page.paragraph(table.remark)
    if not table.rows:
        page.paragraph(NOTHING)
        return
    page.heading([(column.label, column.unit) for column in table.columns])
    units = [column.unit for column in table.columns]
    formats = [
        format_of(unit, [row.cells[place] for row in table.rows])
        for place, unit in enumerate(units)
    ]
    for row in table.rows:
        page.line(row.cells, formats)
    if table.sums:
        page.line(table.sums, formats, bold=True)


NOTHING = Words("Inget att redovisa.", "Nothing to tell.")


def _widths(page: Page, answer: Answer) -> list[float]:
    """Return widths that suit the figures and all tables of a sheet."""
    found: list[float] = [FIRST_WIDEST, NARROWEST, NARROWEST, NARROWEST, TEXT_WIDEST]
    for table in answer.tables:
        for place, column in enumerate(table.columns):
            wide = _width(page, column, [row.cells[place] for row in table.rows])
            if place < len(found):
                found[place] = max(found[place], wide)
            else:
                found.append(wide)
    return found


def _width(page: Page, column: Column, cells: Sequence[Cell]) -> float:
    most = TEXT_WIDEST if column.unit == "text" else WIDEST
    words = [len(word) for word in page.into(column.label).split()]
    texts = [len(page.into(c)) if isinstance(c, (str, Words)) else 10 for c in cells]
    return max(NARROWEST, min(max([*texts, *words], default=0) + PADDING, most))
