"""The yearly report in the window: asked for, read, opened, and taken out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.reports.year_values import figure_text
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.services.report_kinds import Asked
from desktop_app.services.viewing import PICKED
from desktop_app.services.writing import put
from desktop_app.services.year.report import yearly_report
from desktop_app.ui.files import Files
from desktop_app.ui.lists.page import ListPage
from desktop_app.ui.pages.parts import Tile
from desktop_app.ui.pages.year.page import YearPage
from desktop_app.ui.pages.year.rows import RowsView
from desktop_app.ui.paper.preview import PaperDialog
from tests.journeys.going import dialog
from tests.journeys.hands import Hands
from tests.ui.at_window import CONTROL, SHIFT, Key, elsewhere, ids, settle
from tests.ui.test_accessible import nameless
from tests.ui.test_filters import chips

TRIPS = 6
"""The question about trips."""


@pytest.fixture
def page(hands: Hands) -> YearPage:
    """Return the page with its report, gone to by the keys."""
    hands.key(Key.Key_Y, CONTROL | SHIFT)
    found = hands.place.page
    assert isinstance(found, YearPage)
    reckoned(hands, found)
    return found


def reckoned(hands: Hands, page: YearPage) -> None:
    """Wait until the report and its charts are there."""
    busy = hands.window.tasks
    hands.until(lambda: page.report is not None and not busy.busy, "the report")
    hands.until(lambda: not page.charting.busy, "the charts")


def change_a_network(register: Register) -> None:
    """Write something that the report is made of."""
    row = next(iter(list_rows(register, CATALOGUE["network"], Listing())))
    put(register, CATALOGUE["network"], row.id, {"purpose": "Något annat än förut."})


def go_to(hands: Hands, page: YearPage, number: int) -> None:
    """Choose a question with the keys."""
    page.questions.setFocus()
    hands.key(Key.Key_Home)
    hands.key(Key.Key_Down, times=number)
    reckoned(hands, page)


def days(hands: Hands, *texts: str) -> None:
    """Type days, and leave each."""
    for text in texts:
        hands.type(text)
        hands.key(Key.Key_Tab)


def tiles(page: YearPage) -> dict[str, Tile]:
    """Return the figures that are shown, by what is told of them."""
    found = [tile for tile in page.answer.findChildren(Tile) if tile.isVisible()]
    return {tile.accessibleName(): tile for tile in found}


def shown(hands: Hands) -> ListPage:
    """Return the list that is shown, with all its rows there."""
    page = hands.place.list_page
    assert page is not None
    settle(hands, page)
    return page


def test_a_figure_and_a_line_of_a_table_open_their_rows(hands: Hands, page: YearPage) -> None:
    report = page.report
    assert report is not None
    assert report == elsewhere(hands, lambda register: yearly_report(register, Asked(year=2026)))
    go_to(hands, page, TRIPS)
    answer = report.answers[TRIPS - 1]
    figure, table = answer.figures[0], answer.tables[0]
    (told,) = (name for name in tiles(page) if name.startswith(f"{figure.label.sv}: "))
    assert figure_text(figure, "sv") in told
    assert nameless(page) == []
    assert figure.rows.ids
    hands.click(tiles(page)[told])
    listed = shown(hands)
    assert set(ids(listed)) == set(figure.rows.ids)
    (chip,) = chips(listed)
    assert chip.text() == f"Rader bakom: {figure.label.sv}"
    hands.click(chip)
    assert len(ids(shown(hands))) > len(figure.rows.ids)
    hands.place.back()
    assert hands.place.page is page
    view = page.answer.findChild(RowsView)
    assert view is not None
    line = max(place for place, row in enumerate(table.rows) if row.rows.ids)
    view.setFocus()
    assert line > 0
    view.selectRow(line)
    hands.enter()
    listed = shown(hands)
    assert listed.filters.chosen == ((PICKED, table.rows[line].rows.ids),)
    assert set(ids(listed)) == set(table.rows[line].rows.ids)


def test_another_time_and_another_office(hands: Hands, page: YearPage) -> None:
    asking = page.asking
    asking.year.setFocus()
    hands.key(Key.Key_Down)
    reckoned(hands, page)
    assert page.report is not None
    assert page.report.period.first.year == 2025
    hands.key(Key.Key_End)
    days(hands, "2026-04-01", "2026-03-05")
    assert "före den första" in asking.error.text()
    asking.last.line.setFocus()
    asking.last.line.selectAll()
    days(hands, "30 juni 2026")
    reckoned(hands, page)
    assert asking.error.text() == ""
    period = page.report.period
    assert (str(period.first), str(period.last)) == ("2026-04-01", "2026-06-30")
    days(hands, "31 februari 2026")
    assert "finns inte" in asking.error.text()
    asking.office.setFocus()
    hands.key(Key.Key_Down)
    reckoned(hands, page)
    assert page.report.organisation_name == asking.office.currentText()
    before = page.report.fingerprint
    elsewhere(hands, change_a_network)
    hands.window._look()
    reckoned(hands, page)
    assert page.report.fingerprint != before


def test_paper_workbook_and_texts(
    hands: Hands, page: YearPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = [tmp_path / "rapport.xlsx", tmp_path / "rapport.pdf"]
    monkeypatch.setattr(Files, "save_file", lambda *_given: out.pop())
    hands.key(Key.Key_L, CONTROL | SHIFT)
    report = page.report
    assert report is not None
    hands.click(page.copy)
    pasted = QGuiApplication.clipboard().text()
    assert all(block.text.into("en") in pasted for block in report.text_blocks)
    page.report = replace(report, answers=report.answers[:1])  # all of it takes its time
    hands.click(page.pdf)
    preview = dialog(hands, PaperDialog)
    hands.until(preview.save_button.isEnabled, "the pages")
    hands.click(preview.save_button)
    preview.reject()
    text = "".join(each.extract_text() for each in PdfReader(tmp_path / "rapport.pdf").pages)
    assert report.answers[0].question.into("en") in " ".join(text.split())
    hands.click(page.workbook)
    hands.until(lambda: not hands.window.tasks.busy, "the workbook")
    book = load_workbook(tmp_path / "rapport.xlsx", read_only=True)
    assert len(book.sheetnames) > 3
