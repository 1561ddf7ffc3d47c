"""The first sheet: who sent this, and what to do with it, for someone who has only Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.domain.kinds.dates import in_words
from desktop_app.domain.words import Words
from desktop_app.exchange.contract import RECEIPT, SheetContract
from desktop_app.exchange.layout import ACTION_HEADING, DELETE, DIFFERING_HEADING
from desktop_app.exchange.looks import A4, BLUE, FONT, Palette, new_cell
from desktop_app.exchange.outgoing import Meta

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["write_readme"]

WIDTHS = {"A": 3.0, "B": 34.0, "C": 78.0}
IN_A_LINE = 90
LINE = 15.5

TITLE = Words("Internationella kontakter", "International contacts")
FROM = Words("från {office}", "from {office}")
SENT_BY = Words("Sammanställt av", "Put together by")
SENT_ON = Words("Datum", "Date")
FOR = Words("Till", "For")
HELLO = Words(
    "Hej! Det här är uppgifter om kontakter, nätverk och studieresor ur vårt register. Du kan "
    "läsa, rätta och lägga till här i kalkylarket och skicka tillbaka filen. Något särskilt "
    "program behövs inte.",
    "Hello! This is information on contacts, networks and study trips from our register. You can "
    "read, correct and add here in the spreadsheet and send the file back. No special program is "
    "needed.",
)
SELECTION = Words(
    "Filen är ett urval; registret innehåller mer än det som står här.",
    "The file is a selection; the register holds more than what stands here.",
)
HOW = Words("Så gör du", "How to do it")
STEPS: tuple[tuple[Words, Words], ...] = (
    (
        Words("Ändra", "Change"),
        Words(
            "Skriv direkt i cellen. Pilen i kanten på en cell visar vad du kan välja.",
            "Type straight into the cell. The arrow at the edge of a cell shows what to choose.",
        ),
    ),
    (
        Words("Lägga till", "Add"),
        Words(
            "Skriv på första tomma raden under tabellen. Kolumner med * i rubriken ska vara "
            "ifyllda. Andra rader namnger du som på deras blad, också dem du just har lagt till.",
            "Type in the first empty row below the table. Columns with * in the heading are to be "
            "filled in. Name other rows as on their sheet, those you have just added too.",
        ),
    ),
    (
        Words("Ta bort", "Delete"),
        Words(
            "Välj ”{delete}” i kolumnen {action}, längst till höger. Att radera rader i "
            "kalkylarket tar inte bort något: de finns kvar i registret.",
            "Choose ”{delete}” in the column {action}, on the far right. Removing rows from the "
            "spreadsheet deletes nothing: they stay in the register.",
        ).fill(delete=DELETE, action=ACTION_HEADING),
    ),
    (
        Words("Tömma en uppgift", "Empty a value"),
        Words(
            "Töm cellen. Det som var tomt från början och fortfarande är tomt betyder ingenting.",
            "Empty the cell. What was empty from the start and still is means nothing.",
        ),
    ),
    (
        Words("Flera värden", "Several values"),
        Words(
            "I till exempel Ämnen och Språk går flera värden bra, med semikolon emellan.",
            "In Topics and Languages, for example, several values are fine, with semicolons "
            "between them.",
        ),
    ),
    (
        Words("Sortera och filtrera", "Sort and filter"),
        Words(
            "Använd pilarna i rubrikerna, så följer hela raden med. Sortera aldrig en kolumn för "
            "sig.",
            "Use the arrows in the headings, so that the whole row comes along. Never sort one "
            "column by itself.",
        ),
    ),
    (
        Words("Skicka tillbaka", "Send back"),
        Words(
            "Spara som Excel-arbetsbok (.xlsx) och skicka filen till den du fick den av. Dolda "
            "kolumner och blad är till för programmet; låt dem vara. Inget ändras i registret "
            "förrän mottagaren har sett och godkänt varje ändring.",
            "Save as an Excel workbook (.xlsx) and send the file to whom you had it from. Hidden "
            "columns and sheets are for the program; leave them be. Nothing changes in the "
            "register until the recipient has seen and accepted each change.",
        ),
    ),
)
COLOURS = Words("Färgerna", "The colours")
BLUE_MEANS = Words("Rubrik", "Heading")
NAVY_MEANS = Words("Rubrik *", "Heading *")
AMBER_MEANS = Words("Olika uppgifter", "Differing values")
FREE = Words("Kolumnen får lämnas tom.", "The column may be left empty.")
REQUIRED = Words("Ska vara ifyllt på varje rad.", "To be filled in on each row.")
DIFFER = Words(
    "Två har skrivit olika. Det andra värdet står i kolumnen {heading}. Skriv det rätta i den "
    "färgade cellen, eller låt det vara om du inte vet.",
    "Two people have written different things. The other value stands in the column {heading}. "
    "Write the right one in the coloured cell, or leave it if you do not know.",
).fill(heading=DIFFERING_HEADING)
CONTENT = Words("Innehåll", "Content")
ROWS = Words("{count} rader", "{count} rows")
ONE_ROW = Words("1 rad", "1 row")
YOUR_ROWS = Words("vad det blev av det ni skickade", "what became of what you sent")
NO_ROWS = Words("inga rader ännu", "no rows yet")
CARE = Words("Var rädd om uppgifterna", "Take care of the information")
PERSONAL = Words(
    "Filen innehåller personuppgifter. Spara den bara så länge du behöver den, och lämna den "
    "inte vidare.",
    "The file holds personal data. Keep it only as long as you need it, and do not pass it on.",
)


@dataclass(slots=True)
class _Page:
    """The sheet as it grows, row by row."""

    sheet: Worksheet
    palette: Palette
    language: str
    row: int = field(default=0)

    def add(self, cells: Sequence[Cell | None], lines: float = 1.0) -> None:
        self.row += 1
        self.sheet.row_dimensions[self.row].height = LINE * lines + 3
        self.sheet.append([None, *cells])

    def text(self, words: Words | str, font: Font | None = None) -> Cell:
        text = words if isinstance(words, str) else words.into(self.language)
        cell = new_cell(self.sheet, text)
        cell.font, cell.alignment = font or self.palette.ink, self.palette.wrapped
        return cell

    def pair(self, label: Cell, words: Words | str) -> None:
        cell = self.text(words)
        self.add([label, cell], lines_of(str(cell.value)))

    def section(self, words: Words) -> None:
        self.add([], 0.6)
        self.add([self.text(words, self.palette.strong)], 1.2)

    def paragraph(self, words: Words) -> None:
        """Write over both columns: the text stands in merged cells."""
        cell = self.text(words)
        self.add([cell], lines_of(str(cell.value), IN_A_LINE + 40))
        self.sheet.merged_cells.add(f"B{self.row}:C{self.row}")


def lines_of(text: str, most: int = IN_A_LINE) -> float:
    """Return how many lines a text takes."""
    return float(-(-len(text) // most) or 1)


def write_readme(  # noqa: PLR0913, PLR0917 — what stands on the sheet
    sheet: Worksheet,
    palette: Palette,
    meta: Meta,
    language: str,
    counts: Sequence[tuple[SheetContract, int]],
    receipt: int | None = None,
) -> None:
    """Write the sheet.

    Args:
        sheet: The sheet.
        palette: How it looks.
        meta: What the workbook says of itself.
        language: The language of the texts.
        counts: The rows of each sheet.
        receipt: How many rows the receipt tells of, None if there is none.
    """
    page = _Page(sheet, palette, language)
    for letter, wide in WIDTHS.items():
        sheet.column_dimensions[letter].width = wide
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = A4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    _opening(page, meta)
    page.section(HOW)
    for what, how in STEPS:
        page.pair(page.text(what, palette.bold), how)
    _colours(page)
    page.section(CARE)
    page.paragraph(PERSONAL)
    _content(page, counts, receipt)


def _opening(page: _Page, meta: Meta) -> None:
    page.add([], 0.5)
    title = page.text(TITLE, page.palette.title)
    office = page.text(FROM.fill(office=meta.from_office), page.palette.strong)
    for cell, lines in ((title, 1.8), (office, 1.2)):
        cell.alignment = page.palette.top
        page.add([cell], lines)
    page.add([], 0.3)
    page.paragraph(HELLO)
    if meta.filtered:
        page.paragraph(SELECTION)
    page.add([], 0.3)
    for words, text in ((SENT_BY, meta.from_person), (FOR, meta.to)):
        if text:
            page.pair(page.text(words, page.palette.grey), text)
    page.pair(page.text(SENT_ON, page.palette.grey), _day(meta.made_at, page.language))


def _day(made_at: str, language: str) -> str:
    try:
        return in_words(date.fromisoformat(made_at[:10]).isoformat(), language)
    except ValueError:
        return made_at


def _colours(page: _Page) -> None:
    palette = page.palette
    page.section(COLOURS)
    for words, fill, meaning in (
        (BLUE_MEANS, palette.blue, FREE),
        (NAVY_MEANS, palette.navy, REQUIRED),
        (AMBER_MEANS, palette.amber, DIFFER),
    ):
        sample = page.text(words, palette.ink if fill is palette.amber else palette.white)
        sample.fill, sample.alignment = fill, palette.middle
        page.pair(sample, meaning)


def _content(page: _Page, counts: Sequence[tuple[SheetContract, int]], receipt: int | None) -> None:
    page.section(CONTENT)
    if receipt is not None:
        _listed(page, RECEIPT.into(page.language), "A2", YOUR_ROWS)
    for contract, count in counts:
        _listed(page, contract.title.into(page.language), "C3", _rows(count))


def _listed(page: _Page, title: str, place: str, words: Words) -> None:
    cell = page.text(title)
    _link(cell, title, place)
    page.pair(cell, words)


def _rows(count: int) -> Words:
    if count <= 1:
        return ONE_ROW if count else NO_ROWS
    return ROWS.fill(count=f"{count:,}".replace(",", "\xa0"))


def _link(cell: Cell, title: str, place: str) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

    # Only a place in this file: no address that a program would fetch.
    cell.hyperlink = Hyperlink(ref="", location=f"'{title}'!{place}", display=title)
    cell.font = Font(name=FONT, size=11, underline="single", color=BLUE)
