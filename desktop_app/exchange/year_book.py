"""The yearly report as a workbook: what it is, texts to paste, and a sheet for each question."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.kinds.dates import in_words, interval
from desktop_app.domain.words import Language, Words
from desktop_app.domain.year.model import Answer, Span, YearlyReport
from desktop_app.domain.year.questions import SUBJECTS
from desktop_app.exchange.looks import Palette
from desktop_app.exchange.safely import replace_file
from desktop_app.exchange.streamed_book import StreamedBook, sheet_folder
from desktop_app.exchange.year_sheet import Page, write_answer

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["write_year_book"]

PROGRAM = "Kontaktnät"
FIRST = Words("Om rapporten", "About")
TEXTS = Words("Texter", "Texts")
TITLE = Words("Internationellt arbete: årsrapport", "International work: yearly report")
CITY = Words("Hela staden", "The whole City")
WHOSE = Words("Gäller", "Covers")
PERIOD = Words("Period", "Period")
COMPARED = Words("Jämförs med", "Compared with")
AS_OF = Words("Registret läst som det var", "The register read as of")
REGISTER = Words("Ur registret", "From the register")
REGISTER_OF = Words("{office} ({name})", "{office} ({name})")
FINGERPRINT = Words("Registrets fingeravtryck", "The register’s fingerprint")
SAME = Words(
    "Samma dag ger samma siffror, också senare: välj dagen igen. Är fingeravtrycket detsamma är "
    "det samma uppgifter. Varje siffra går att öppna i programmet.",
    "The same day gives the same figures, later too: choose the day again. If the fingerprint is "
    "the same, so is the information. Each figure can be opened in the program.",
)
CONTENT = Words("Innehåll", "Content")
TO_PASTE = Words("Texter att klistra in", "Texts to paste")
MOST_IN_NAME = 31
"""Characters in the name of a sheet."""


def write_year_book(out: Path, report: YearlyReport, file_name: str, language: Language) -> None:
    """Write the report to `out`, whole or not at all.

    Args:
        out: Where to.
        report: The report.
        file_name: What the file of its register is called.
        language: The language of the texts.

    Raises:
        Refused: It cannot be written there.
    """
    with replace_file(out) as part, sheet_folder(out) as folder:
        book = StreamedBook(folder)
        try:
            _fill(book, report, file_name, language)
            book.properties.creator = book.properties.lastModifiedBy = PROGRAM
            book.properties.title = TITLE.into(language)
            book.properties.language = language
            book.save(part)
        finally:
            _close(book)


def _close(book: Workbook) -> None:
    """Close what is still open when the writing was broken off."""
    for sheet in book.worksheets:
        # The reason it was broken off is what counts.
        with suppress(Exception):
            if not sheet.closed:
                sheet.close()


def _fill(book: Workbook, report: YearlyReport, file_name: str, language: Language) -> None:
    palette = Palette.make()
    names = [_name_of(answer, language) for answer in report.answers]
    first = Page(book.create_sheet(FIRST.into(language)), palette, language)
    _write_first(first, report, file_name, names)
    _write_texts(Page(book.create_sheet(TEXTS.into(language)), palette, language), report)
    for answer, name in zip(report.answers, names, strict=True):
        write_answer(Page(book.create_sheet(name), palette, language), answer)


def _name_of(answer: Answer, language: Language) -> str:
    name = f"{answer.number} {SUBJECTS[answer.number - 1].into(language)}"
    return name[:MOST_IN_NAME]


def _write_first(page: Page, report: YearlyReport, file_name: str, names: list[str]) -> None:
    page.begin((30.0, 88.0), one_page=True)
    page.title(TITLE)
    for label, text in (
        (WHOSE, report.organisation_name or CITY),
        (PERIOD, _days(report.period, page.language)),
        (COMPARED, _days(report.compared, page.language)),
        (AS_OF, in_words(report.as_of.isoformat(), page.language)),
        (REGISTER, REGISTER_OF.fill(office=report.register_name, name=file_name)),
        (FINGERPRINT, report.fingerprint),
    ):
        page.pair(label, text)
    page.gap()
    page.paragraph(SAME)
    for remark in report.remarks:
        page.paragraph(remark)
    page.section(CONTENT)
    page.pair(TEXTS, TO_PASTE, link=TEXTS.into(page.language))
    for answer, name in zip(report.answers, names, strict=True):
        page.pair(name, answer.question, link=name)
    page.end()


def _days(span: Span, language: str) -> str:
    return interval(span.first.isoformat(), span.last.isoformat(), language)


def _write_texts(page: Page, report: YearlyReport) -> None:
    page.begin((30.0, 88.0))
    page.title(TO_PASTE)
    for block in report.text_blocks:
        page.pair(block.heading, block.text)
    page.end()
