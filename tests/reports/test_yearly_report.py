"""The yearly report on paper: everything in it, for the archive and for a screen reader."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pikepdf
import pytest
from pypdf import PdfReader

from desktop_app.domain.words import LANGUAGES, Language, Words
from desktop_app.domain.year.marks import marks_of
from desktop_app.domain.year.model import Column, RowSet, Table, TableRow, TextBlock
from desktop_app.reports.record import Source
from desktop_app.reports.year_pictures import picture_alt
from desktop_app.reports.year_values import (
    before_text,
    change,
    column_texts,
    figure_text,
    sums,
    written,
)
from desktop_app.reports.yearly_report import LONG, yearly_paper
from tests.reports.years import COSTS, COUNTRIES, MAP, SPREAD, answer, report, table

SOURCE = Source(
    "Stadsledningskontoret", "Anna Prov", "prov.knreg", datetime(2026, 11, 21, tzinfo=UTC)
)
LONG_WORD = "Internationaliseringssamordningsfunktionens" * 3


def wide(lines: int) -> Table:
    """Return a table with more columns than a standing page has room for."""
    texts = ("Ansvarig förvaltning", "Syfte", "Nytta", "Beslut", "Kommentar")
    columns = (
        Column("name", Words("Nätverk", "Network")),
        *(Column(f"t{n}", Words(text, f"{text} (en)")) for n, text in enumerate(texts)),
        Column("on", Words("Omprövas", "Review"), "date"),
        Column("cost", Words("Kostnad", "Cost"), "sek"),
    )
    rows = [
        TableRow(
            (
                f"Nätverk {number} {LONG_WORD if number == 1 else ''}",
                *(f"{text} för rad {number} med en del att läsa" for text in texts),
                date(2026, 3, 5),
                Decimal(12500 * number) + Decimal("0.5"),
            ),
            RowSet("network", (str(number),)),
        )
        for number in range(lines)
    ]
    total = (None,) * 7 + (Decimal(123456),)
    return Table("wide", Words("Alla nätverk", "All networks"), columns, tuple(rows), total)


TABLES = (COUNTRIES, SPREAD, COSTS, MAP, wide(40), table([], "bars"))
REPORT = report(
    [answer(number, *TABLES[number - 1 : number]) for number in range(1, 15)],
    [TextBlock(Words("Nätverk", "Networks"), Words("Staden är med.\nDet kostar.", "We are.\nIt."))],
)


@dataclass(frozen=True)
class Made:
    """The document in a language, and the text of each page without spaces."""

    language: Language
    pdf: bytes
    pages: list[str]

    def has(self, text: str, page: int | None = None) -> bool:
        """Tell whether a text stands in the document, or on a page."""
        where = "".join(self.pages) if page is None else self.pages[page]
        return squeezed(text) in where


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request: pytest.FixtureRequest) -> Made:
    """The document, in a language."""
    pdf = yearly_paper(REPORT, SOURCE, request.param).pdf
    return Made(request.param, pdf, read(pdf))


def read(pdf: bytes) -> list[str]:
    """Return the text of each page without spaces, which the reader puts where it likes."""
    reader = PdfReader(io.BytesIO(pdf))
    return [squeezed(page.extract_text()) for page in reader.pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def told(language: Language) -> Iterator[str]:
    """Go through all that the report holds."""
    for one in REPORT.answers:
        yield one.question.into(language)
        yield from (words.into(language) for words in one.sentences)
        for figure in one.figures:
            yield figure.label.into(language) + figure_text(figure, language)
            yield before_text(figure, language) + change(figure, language)
            yield figure.remark.into(language) if figure.remark else ""
        for each in one.tables:
            yield each.heading.into(language)
            yield from (column.label.into(language) for column in each.columns if each.rows)
            for place in range(len(each.columns)):
                yield from column_texts(each, place, language)
            yield from sums(each, language)
    for block in REPORT.text_blocks:
        yield block.heading.into(language)
        yield from block.text.into(language).split("\n")


def test_every_figure_and_every_line_is_on_paper(made: Made) -> None:
    assert [each for each in told(made.language) if not made.has(each)] == []


def test_whose_it_is_and_when_stands_at_the_top(made: Made) -> None:
    for words in (
        Words("Hela staden", "The whole city"),
        Words("1 januari – 31 december 2026", "1 January – 31 December 2026"),
        Words("21 november 2026", "21 November 2026"),
        REPORT.remarks[0],
    ):
        assert made.has(words.into(made.language), 0)
    assert made.has(REPORT.fingerprint, 0)


def test_heads_are_repeated_and_pages_are_numbered(made: Made) -> None:
    head = "".join(column.label.into(made.language) for column in wide(1).columns[-2:])
    places = range(len(made.pages))
    assert sum(made.has(head, place) for place in places) > 1
    for place in places:
        number, of = place + 1, len(made.pages)
        words = Words(f"Sida {number} av {of}", f"Page {number} of {of}")
        assert made.has(words.into(made.language), place)


def test_a_long_report_has_a_contents_list_and_a_short_one_has_none(made: Made) -> None:
    contents = Words("Innehåll", "Contents").into(made.language)
    one = report([answer(1)])
    short = read(yearly_paper(one, SOURCE, made.language).pdf)
    assert len(short) <= LONG < len(made.pages)
    assert contents not in short[0]
    assert made.has(contents, 0)


def test_archive_and_screen_reader_have_what_they_need(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        meta = opened.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"
        tags = list(walk(opened.Root.StructTreeRoot))
        alts = [str(tag.Alt) for tag in tags if "/Alt" in tag]
        kinds = [str(tag.S) for tag in tags if "/S" in tag]
        boxes = [page.mediabox for page in opened.pages]
    assert [picture_alt(each, made.language) for each in TABLES[:4]] == alts
    assert kinds.count("/Figure") == len(alts)
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TOC"} <= set(kinds)
    assert any(box[2] > box[3] for box in boxes), "the wide table stands on lying pages"


def walk(tag: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Go through the tags of a document."""
    if isinstance(tag, pikepdf.Array):
        for each in tag:
            yield from walk(each)
    elif isinstance(tag, pikepdf.Dictionary):
        yield tag
        if "/K" in tag:
            yield from walk(tag.K)


def test_the_same_report_gives_the_same_bytes() -> None:
    one = report([answer(1, SPREAD)])
    first, again = (yearly_paper(one, SOURCE, "sv").pdf for _each in range(2))
    assert first == again


def test_one_administration_is_named() -> None:
    one = replace(report([answer(1)]), organisation_name="Miljöförvaltningen", organisation="x")
    assert "Miljöförvaltningen" in read(yearly_paper(one, SOURCE, "sv").pdf)[0]


def test_places_of_a_table_are_dots() -> None:
    hamburg, reykjavik, finland = marks_of(MAP)
    assert (hamburg.name, hamburg.number, hamburg.kind) == ("Hamburg", 4, "city")
    assert (reykjavik.country, reykjavik.number) == ("IS", 2)
    assert (finland.country, finland.kind, finland.rows) == ("FI", "country", ("one", "two"))


@pytest.mark.parametrize(
    ("value", "unit", "sv", "en"),
    [
        (Decimal("1234567.5"), "sek", "1 234 567,50 kr", "SEK 1,234,567.50"),
        (12500, "count", "12 500", "12,500"),
        (Decimal("12.5"), "percent", "12,5 %", "12.5%"),
        (Decimal(40), "hours", "40 tim", "40 h"),
        (Decimal(-3), "kg", "−3 kg", "−3 kg"),
        (date(2026, 3, 5), "date", "2026-03-05", "2026-03-05"),
        (None, "sek", "", ""),
    ],
)
def test_values_are_written_as_people_read_them(value: object, unit: str, sv: str, en: str) -> None:
    found = [written(value, unit, language) for language in LANGUAGES]  # type: ignore[arg-type]
    assert [re.sub(r"\s", " ", text) for text in found] == [sv, en]
