"""Reports and lists: all documents in one place, to paper and to files."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.listings.kinds import LISTS
from desktop_app.ui.files import Files
from desktop_app.ui.pages.year.page import YearPage
from desktop_app.ui.paper.preview import PaperDialog
from desktop_app.ui.paper.reports_dialog import ReportsDialog
from tests.journeys.going import dialog
from tests.journeys.hands import Hands
from tests.reports.lists import bare, told
from tests.ui.at_window import choose, ids, settle, to_list

Key = Qt.Key


def opened(hands: Hands) -> ReportsDialog:
    hands.control(Key.Key_R)
    return dialog(hands, ReportsDialog)


def printed(hands: Hands) -> tuple[PaperDialog, str]:
    """Wait for the preview and return it with all its text."""
    preview = dialog(hands, PaperDialog)
    hands.until(preview.print_button.isEnabled, "the pages")
    assert preview._made is not None
    return preview, told(preview._made.paper.pdf)


def test_every_document_is_offered_and_shown_by_keyboard(hands: Hands) -> None:
    to_list(hands)
    shown = opened(hands)
    assert shown.list.count() == len(LISTS) + 1
    shown.list.setFocus()
    hands.key(Key.Key_Home)
    hands.key(Key.Key_Down, times=2)
    assert shown._heading.text() == "Kontaktlista"
    assert shown.choices.by.isVisibleTo(shown)
    assert not shown.choices.year.isVisibleTo(shown)
    hands.enter()
    preview, text = printed(hands)
    assert "Kontakterperland" in text
    assert shown.findChildren(PaperDialog) == [preview]
    preview.reject()
    hands.rest()
    shown.list.setFocus()
    hands.key(Key.Key_Home)
    hands.enter()
    hands.until(lambda: isinstance(hands.place.page, YearPage), "the page of the yearly report")


def test_the_choices_reach_the_paper(hands: Hands) -> None:
    page = to_list(hands)
    first = choose(hands, page, 0)
    name = bare(hands.place.title("contact", first))
    shown = opened(hands)
    shown.choose("labels")
    choices = shown.choices
    assert [choices.rows.itemText(n) for n in range(3)] == [
        "Alla",
        f"De {len(ids(page))} som listan visar",
        "Den markerade",
    ]
    choices.rows.setFocus()
    hands.key(Key.Key_End)
    choices.language.setFocus()
    hands.key(Key.Key_End)
    QTest.mouseClick(shown.show_button, Qt.MouseButton.LeftButton)
    preview, text = printed(hands)
    assert text.startswith(name)
    assert preview.tools.button_of("en").isChecked()
    assert preview.sheets.count == 1
    preview.reject()
    shown.reject()


def test_a_list_becomes_a_sheet(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = to_list(hands, "network")
    settle(hands, page)
    out = tmp_path / "natverk.xlsx"
    monkeypatch.setattr(Files, "save_file", lambda *_given: out)
    shown = opened(hands)
    shown.choose("networks")
    shown.choices.year.setFocus()
    shown.choices.year.selectAll()
    hands.type("2025")
    QTest.mouseClick(shown.sheet_button, Qt.MouseButton.LeftButton)
    hands.until(lambda: "natverk.xlsx" in hands.said, "the file")
    (sheet,) = load_workbook(out).worksheets
    lines = list(sheet.iter_rows(values_only=True))
    assert "Avgift 2025 i kronor" in lines[0]
    assert len(lines) == len(ids(page)) + 1
    shown.reject()
