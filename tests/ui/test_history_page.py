"""The whole history: newest first, read as one scrolls, anything of it taken back."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.reading import history
from desktop_app.services.writing import put
from desktop_app.ui.pages import history as module
from desktop_app.ui.pages.history import HistoryPage
from tests.journeys.hands import Hands
from tests.ui.at_window import (
    CONTROL,
    SHIFT,
    Key,
    elsewhere,
    ids,
    notice,
    register_of,
    row_of,
    to_list,
    told,
)

CONTACT = CATALOGUE["contact"]


def shown(hands: Hands) -> HistoryPage:
    """Go to the history with its keys."""
    hands.key(Key.Key_H, CONTROL | SHIFT)
    page = hands.place.page
    assert isinstance(page, HistoryPage)
    return page


def told_there(page: HistoryPage, column: int = 2) -> list[str]:
    """Return what stands in a column."""
    model = page.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def change(hands: Hands, row: str, **given: str) -> None:
    """Change a contact."""
    hands.place._desk.session.do(lambda r: put(r, CONTACT, row, given))


def test_the_newest_is_first_and_batches_follow(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 4)
    row = ids(to_list(hands))[0]
    for number in range(9):
        change(hands, row, city=f"Ort {number}")
    wanted = [
        f"{action.label.into('sv')} (ångrad)" if undone else action.label.into("sv")
        for action, undone in history(register_of(hands))
    ]
    page = shown(hands)
    page.model.read()
    assert told_there(page) == wanted[:4]
    while page.model.canFetchMore(module.NOWHERE):
        page.model.fetchMore(module.NOWHERE)
    assert told_there(page) == wanted
    assert told_there(page, 1)[0] == "Alva Exempelsson"
    assert told_there(page, 0) == sorted(told_there(page, 0), reverse=True)


def test_any_action_is_taken_back_and_says_so(hands: Hands) -> None:
    first, second = ids(to_list(hands))[:2]
    was = row_of(hands, "contact", first).values.get("city")
    change(hands, first, city="Prövköping")
    change(hands, second, city="Annanstans")
    page = shown(hands)
    assert not page.undo.isEnabled()
    page.table.setFocus()
    page.table.selectRow(1)
    assert page.undo.isEnabled()
    hands.click(page.undo)
    assert row_of(hands, "contact", first).values.get("city") == was
    assert row_of(hands, "contact", second).values["city"] == "Annanstans"
    assert told_there(page)[2].endswith(" (ångrad)")
    assert hands.window.strip.text.text().startswith("Ångrade: ")
    page.table.selectRow(2)
    assert not page.undo.isEnabled()


def test_how_the_register_began_cannot_be_taken_back(hands: Hands) -> None:
    page = shown(hands)
    page.table.selectRow(page.model.rowCount() - 1)
    assert page.model.action(page.model.rowCount() - 1)[0].kind == "new"  # type: ignore[index]
    assert not page.undo.isEnabled()


def test_what_was_changed_afterwards_stays_and_is_told(hands: Hands) -> None:
    row = ids(to_list(hands))[0]
    change(hands, row, city="Första")
    change(hands, row, city="Andra")
    page = shown(hands)
    page.table.selectRow(1)
    hands.click(page.undo)
    said = told(hands)
    assert "kunde inte gå tillbaka" in said or "Ingenting av" in said
    assert row_of(hands, "contact", row).values["city"] == "Andra"


def test_the_page_follows_what_others_write(hands: Hands) -> None:
    page = shown(hands)
    before = page.model.rowCount()
    elsewhere(hands, lambda r: put(r, CONTACT, None, {"family_name": "Utifrån"}))
    notice(hands)
    assert page.model.rowCount() == before + 1
    assert "Utifrån" in told_there(page)[0]


def test_headings_and_lines_are_painted_anew_in_another_language(hands: Hands) -> None:
    row = ids(to_list(hands))[0]
    change(hands, row, city="Ort")
    page = shown(hands)
    hands.rest()
    before = page.table.grab().toImage()
    hands.key(Key.Key_L, CONTROL | SHIFT)
    hands.rest()
    QApplication.processEvents()
    assert page.table.grab().toImage() != before
    assert told_there(page)[0].startswith("Changed contact")


def test_the_keys_reach_the_button(hands: Hands) -> None:
    row = ids(to_list(hands))[0]
    was = row_of(hands, "contact", row).values.get("city")
    change(hands, row, city="Ort")
    page = shown(hands)
    page.table.setFocus()
    page.table.selectRow(0)
    for _ in range(60):
        if QApplication.focusWidget() is page.undo:
            break
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert QApplication.focusWidget() is page.undo
    hands.key(Key.Key_Space)
    assert row_of(hands, "contact", row).values.get("city") == was
