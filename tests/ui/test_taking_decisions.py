"""What becomes of the rows of a list is decided in the preview, by keys and by choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import writing
from desktop_app.services.import_plan import Outcome
from desktop_app.ui.desk import Desk
from desktop_app.ui.taking.preview import ImportDialog

CONTACT = CATALOGUE["contact"]
SHIFT = Qt.KeyboardModifier.ShiftModifier
LIST = (
    "Förnamn;Efternamn;Titel;E-post;Telefon;Organisation;Bekräftad\n"
    "Ana;Prov;Direktör;ana@example.org;;;5/3/2026\n"
    "Bo;Prövning;;;08-465 004 01;Stad Ett;6/3/2026\n"
    "Cy;Prövning;;;08-465 004 02;Stad Ett;\n"
    "Ny;Person;;ny@example.org;;;\n"
)


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    """Return a desk whose register has three people; its work is over when the test is."""
    people = (
        {"given_name": "Ana", "family_name": "Prov", "email": "ana@example.org", "title": "Chef"},
        {"given_name": "Bo", "family_name": "Prövning", "phone": "08-465 004 01"},
        {"given_name": "Cy", "family_name": "Prövning", "phone": "08-465 004 02"},
    )
    for said in people:
        writing.put(desk.session.register, CONTACT, None, said)
    yield desk
    desk.tasks.close()


@pytest.fixture
def preview(qtbot: QtBot, desk: Desk, tmp_path: Path) -> ImportDialog:
    """Return the preview of a list, read."""
    path = tmp_path / "lista.csv"
    path.write_text(LIST, "utf-8")
    dialog = ImportDialog(desk, path)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.panes.rows.rowCount() == 4, timeout=20_000)
    return dialog


@pytest.fixture
def settle(qtbot: QtBot, preview: ImportDialog) -> Callable[[], None]:
    """Return what waits until the last decision is in the plan."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not preview.decisions.waits, timeout=20_000)
        qtbot.waitUntil(lambda: not preview.panes.rows._timer.isActive(), timeout=20_000)

    return wait


def at(preview: ImportDialog, number: int) -> Outcome:
    """Go to a row of the file, and return what becomes of it."""
    rows = preview.panes.rows
    places = range(rows.rowCount())
    place = next(n for n in places if (each := rows.outcome(n)) and each.number == number)
    preview.panes.table.setCurrentIndex(rows.index(place, 0))
    found = rows.outcome(place)
    assert found is not None
    return found


def press(preview: ImportDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press a key in the table."""
    QTest.keyClick(preview.panes.table, key, modifiers or Qt.KeyboardModifier.NoModifier)


def test_keys_decide_of_the_row_and_with_shift_of_its_kind(
    preview: ImportDialog, settle: Callable[[], None]
) -> None:
    assert at(preview, 2).treatment == "update"
    press(preview, Qt.Key.Key_F)
    assert not preview.foot.take.isEnabled(), "what is shown is not yet what was chosen"
    settle()
    assert preview.foot.take.isEnabled()
    assert at(preview, 2).treatment == "fill"
    assert "Titel" not in {cell.label.sv for cell in at(preview, 2).cells}
    assert [at(preview, n).category for n in (3, 4)] == ["doubts", "doubts"]
    press(preview, Qt.Key.Key_U, SHIFT)
    settle()
    assert [at(preview, n).category for n in (3, 4)] == ["changed", "changed"]
    press(preview, Qt.Key.Key_N)
    settle()
    assert [at(preview, n).category for n in (3, 4)] == ["changed", "new"]
    at(preview, 5)
    press(preview, Qt.Key.Key_F)
    assert not preview.decisions.waits, "there is nothing to fill in"
    press(preview, Qt.Key.Key_H)
    settle()
    assert at(preview, 5).category == "unchanged"


def test_choices_say_how_a_row_stands_and_what_can_be_done(
    preview: ImportDialog, settle: Callable[[], None], desk: Desk
) -> None:
    treating = preview.panes.treating
    at(preview, 3)
    assert treating.what.currentText() == "Avgör senare"
    assert treating.all_button.text() == "För alla 2 som liknar någon"
    assert "samma telefonnummer" in preview.panes.details.toPlainText()
    place = treating.what.findText("Uppdatera den som finns")
    treating.what.setFocus()
    while treating.what.currentIndex() < place:
        QTest.keyClick(treating.what, Qt.Key.Key_Down)
    settle()
    assert at(preview, 3).treatment == "update"
    (action,) = (a for a in treating.all_menu.actions() if a.text() == "Skapa en ny rad")
    action.trigger()
    settle()
    assert [at(preview, n).category for n in (3, 4)] == ["new", "new"]
    at(preview, 5)
    assert treating.all_button.isHidden()
    assert desk.speech.language == "sv"


def test_what_is_decided_is_what_is_taken_in(
    qtbot: QtBot, preview: ImportDialog, settle: Callable[[], None], desk: Desk
) -> None:
    at(preview, 3)
    press(preview, Qt.Key.Key_F, SHIFT)
    settle()
    at(preview, 5)
    press(preview, Qt.Key.Key_H)
    settle()
    QTest.mouseClick(preview.foot.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(preview.isHidden, timeout=20_000)
    sql = (
        "SELECT given_name, organisation IS NOT NULL FROM contact "
        "WHERE family_name IN ('Prov', 'Prövning', 'Person') ORDER BY given_name"
    )
    rows = desk.session.register.db.conn.execute(sql).fetchall()
    assert rows == [("Ana", 0), ("Bo", 1), ("Cy", 1)]


def test_after_a_decision_the_next_row_is_at_hand(
    preview: ImportDialog, settle: Callable[[], None], qtbot: QtBot
) -> None:
    preview.panes.account.chip("doubts").click()
    qtbot.waitUntil(lambda: preview.panes.rows.rowCount() == 2)
    preview.panes.table.setFocus()
    at(preview, 3)
    press(preview, Qt.Key.Key_F)
    settle()
    current = preview.panes.rows.outcome(preview.panes.table.currentIndex().row())
    assert current is not None
    assert current.number == 4
    assert preview.panes.account.chip("doubts").isChecked()


def test_the_order_of_day_and_month_is_asked_once(
    preview: ImportDialog, qtbot: QtBot, desk: Desk
) -> None:
    (banner,) = preview.orders.banners
    assert "5/3/2026" in banner._text.text()
    month = next(b for b in banner.findChildren(QPushButton) if b.text() == "Månaden")
    QTest.mouseClick(month, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: preview._task is None, timeout=20_000)
    assert preview.orders.banners == []
    told = [(c.label.sv, c.new) for c in at(preview, 2).cells]
    assert ("Senast bekräftad", "2026-05-03") in told
    assert desk.speech.language == "sv"
