"""Deciding at the window: by keys, both sides in view, undone again; asked of the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.matters import count_matters
from desktop_app.services.register import Register
from desktop_app.services.writing import put
from desktop_app.storage.tables import GONE, Row
from desktop_app.ui.deciding.dialog import DecidingDialog, open_deciding
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.exchange.page import ExchangePage
from desktop_app.ui.record.panel import RecordPanel
from tests.journeys.hands import ask as asked
from tests.ui import disputed

CONTACT = CATALOGUE["contact"]
Key = Qt.Key
Opened = Callable[..., DecidingDialog]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Opened:
    """Return what opens the dialog."""

    def opened(*place: str) -> DecidingDialog:
        dialog = DecidingDialog(desk, None, place)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.open()
        QTest.qWaitForWindowActive(dialog, 2000)
        return dialog

    return opened


def register_of(desk: Desk) -> Register:
    return desk.session.register


def contact(desk: Desk, id_: str) -> Row:
    return register_of(desk).row(CONTACT, id_)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def write(text: str) -> None:
    """Type letters, also those that Qt's test keys do not know."""
    focus = QApplication.focusWidget()
    assert focus is not None
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(focus, event)


def texts(dialog: DecidingDialog) -> str:
    """Return all that is shown of the matter."""
    pane = dialog.pane()
    assert pane is not None
    found = [label.text() for label in pane.findChildren(QLabel) if not label.isHidden()]
    return " | ".join(found).replace("\N{ZERO WIDTH SPACE}", "")


def waiting(dialog: DecidingDialog) -> list[tuple[str, ...]]:
    return [matter.place for matter in dialog.list._matters]


def fresh(desk: Desk, command: str) -> Any:
    """Return what the command line says of the register, in a process of its own."""
    return asked(command, register_of(desk).path)


def test_both_sides_stand_side_by_side_with_what_they_started_from(
    desk: Desk, opened: Opened
) -> None:
    (row,) = disputed.disagree(register_of(desk), 1)
    before = register_of(desk).record.author.who
    dialog = opened()
    said = texts(dialog)
    for text in ("Från början", "Visas nu", "Här 0", "Där 0", "Läst in här från första.xlsx"):
        assert text in said, text
    assert str(before) in said
    assert "Skrivet här" in said
    (found,) = fresh(desk, "conflicts")
    base = found["conflicts"][0]["base"]
    assert base["known"]
    assert str(base["values"]["city"]) in said
    assert found["id"] == row


def test_numbers_choose_and_the_next_one_comes(desk: Desk, opened: Opened) -> None:
    rows = disputed.disagree(register_of(desk), 3)
    dialog = opened()
    order = [place[1] for place in waiting(dialog)]
    assert sorted(order) == sorted(rows)
    press(Key.Key_2)
    assert [place[1] for place in waiting(dialog)] == order[1:]
    assert dialog.list.current is not None
    assert dialog.list.current.place[1] == order[1]
    press(Key.Key_1)
    assert str(contact(desk, order[0]).values["city"]).startswith("Här")
    assert str(contact(desk, order[1]).values["city"]).startswith("Där")
    assert {item["id"] for item in fresh(desk, "conflicts")} == {order[2]}


def test_arrows_and_enter_go_on_without_choosing(desk: Desk, opened: Opened) -> None:
    disputed.disagree(register_of(desk), 3)
    dialog = opened()
    places = waiting(dialog)
    seen = []
    for key in (Key.Key_Down, Key.Key_Return, Key.Key_Return, Key.Key_Up):
        press(key)
        assert dialog.list.current is not None
        seen.append(places.index(dialog.list.current.place))
    assert seen == [1, 2, 0, 0]
    assert waiting(dialog) == places


def test_what_was_chosen_is_taken_back_by_a_key(desk: Desk, opened: Opened) -> None:
    disputed.disagree(register_of(desk), 2)
    dialog = opened()
    places = waiting(dialog)
    assert not dialog.undo_button.isEnabled()
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert waiting(dialog) == places
    press(Key.Key_2)
    assert dialog.undo_button.isEnabled()
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert waiting(dialog) == places
    assert not dialog.undo_button.isEnabled()
    assert len(fresh(desk, "conflicts")) == 2


def test_an_own_value_is_typed(desk: Desk, opened: Opened) -> None:
    (row,) = disputed.disagree(register_of(desk), 1)
    dialog = opened()
    editor = dialog.conflict.editors["city"]
    assert not dialog.conflict.use_own.isEnabled()
    editor.main.setFocus()
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("Östersund 1")
    assert dialog.conflict.use_own.isEnabled()
    assert waiting(dialog)
    dialog.conflict.use_own.setFocus()
    press(Key.Key_Return)
    assert waiting(dialog) == []
    found = asked("show", register_of(desk).path, "contact", row)
    assert found["values"]["city"] == "Östersund 1"
    assert found["conflicts"] == {}


def test_what_is_typed_stays_while_others_write_elsewhere(desk: Desk, opened: Opened) -> None:
    disputed.disagree(register_of(desk), 2)
    dialog = opened()
    dialog.conflict.editors["city"].main.setFocus()
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("Kiruna")
    desk.session.do(lambda r: put(r, CONTACT, None, {"family_name": "Ny"}))
    assert dialog.conflict.editors["city"].given() == "Kiruna"
    press(Key.Key_Escape)
    assert dialog.isVisible()


def test_a_unit_is_shown_and_chosen_whole(desk: Desk, opened: Opened) -> None:
    fee = disputed.disagree_on_a_unit(register_of(desk))
    dialog = opened("fee", fee, "sum")
    said = texts(dialog)
    assert "Belopp – skiljer sig" in said
    assert "Belopp i kronor – skiljer sig" not in said
    assert "År" in said
    press(Key.Key_1)
    values = register_of(desk).row(CATALOGUE["fee"], fee).values
    assert (values["amount"], values["currency"]) == ("999.00", "EUR")


def test_a_row_deleted_and_changed_is_kept_or_deleted(desk: Desk, opened: Opened) -> None:
    trip = disputed.delete_beside(register_of(desk))
    dialog = opened()
    said = texts(dialog)
    assert "Borttagen" in said
    assert "Ny titel" in said
    press(Key.Key_2)
    assert register_of(desk).row(CATALOGUE["trip"], trip).state == GONE
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(waiting(dialog)) == 1
    press(Key.Key_1)
    found = asked("show", register_of(desk).path, "trip", trip)
    assert (found["deleted"], found["values"]["title"]) == (False, "Ny titel")


def test_questions_are_answered_by_keys(desk: Desk, opened: Opened, tmp_path: Path) -> None:
    disputed.ask(register_of(desk), tmp_path)
    kinds = {found["kind"]: found["id"] for found in fresh(desk, "doubts")}
    dialog = opened(kinds["twins"])
    assert "Titel – skiljer sig" in texts(dialog)
    press(Key.Key_2)
    assert [found["kind"] for found in fresh(desk, "doubts")] == ["unknown_id"]
    assert "Nyfika" in texts(dialog)
    press(Key.Key_1)
    assert fresh(desk, "doubts") == []
    found = asked("find", register_of(desk).path, "Nyfika")
    assert len(found["contact"]) == 1
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [found["kind"] for found in fresh(desk, "doubts")] == ["unknown_id"]


def test_a_row_is_chosen_for_a_question(desk: Desk, opened: Opened, tmp_path: Path) -> None:
    disputed.ask(register_of(desk), tmp_path)
    kinds = {found["kind"]: found["id"] for found in fresh(desk, "doubts")}
    dialog = opened(kinds["unknown_id"])
    pane = dialog.question
    assert pane.search is not None
    pane.search.setText("zzzz")
    assert not pane.buttons[1].isEnabled()
    pane.search.setText("")
    assert pane.found.count() > 1
    pane.found.setFocus()
    press(Key.Key_Down)
    target = pane.chosen_row()
    assert pane.buttons[1].isEnabled()
    press(Key.Key_2)
    assert contact(desk, target).values["given_name"] == "Nyfika"


def menu(dialog: DecidingDialog) -> dict[str, Any]:
    dialog.conflict.all_button.click()
    found = next(m for m in dialog.findChildren(QMenu) if m.isVisible())
    return {a.text(): a for a in found.actions() if a.isEnabled() and a.text()}


def test_the_same_for_all_that_came_with_a_file(desk: Desk, opened: Opened) -> None:
    rows = disputed.disagree(register_of(desk), 5)
    disputed.disagree_on_a_unit(register_of(desk))
    dialog = opened("contact", rows[1], "city")
    actions = menu(dialog)
    assert "Ta det som kom med andra.xlsx (2)" in actions
    assert "Ta det som skrevs här (6)" in actions
    assert "Ta det som skrevs här (5)" in actions
    actions["Ta det som kom med andra.xlsx (2)"].trigger()
    assert len(waiting(dialog)) == 4
    assert [contact(desk, row).values["city"] for row in rows[1::2]] == ["Där 1", "Där 3"]
    assert "2 olika uppgifter" in dialog.told.text()
    dialog.undo_button.click()
    assert len(waiting(dialog)) == 6


def test_nothing_can_be_decided_where_nothing_can_be_written(desk: Desk, opened: Opened) -> None:
    disputed.disagree(register_of(desk), 1)
    desk.session.writable = False
    dialog = opened()
    assert not any(button.isEnabled() for button in dialog.conflict.buttons)
    press(Key.Key_2)
    assert len(waiting(dialog)) == 1
    assert "läsning" in dialog.told.text()


def test_when_all_is_decided_it_says_so(desk: Desk, opened: Opened) -> None:
    disputed.disagree(register_of(desk), 1)
    dialog = opened()
    press(Key.Key_1)
    assert dialog.pane() is None
    press(Key.Key_1)
    press(Key.Key_Return)
    assert waiting(dialog) == []


def test_all_is_counted_and_the_exchange_page_opens_it(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    disputed.disagree(register_of(desk), 3)
    disputed.delete_beside(register_of(desk))
    assert count_matters(register_of(desk)) == {"conflicts": 3, "deletions": 1, "questions": 0}
    page = ExchangePage(desk)
    qtbot.addWidget(page)
    found: list[DecidingDialog] = []
    target = "desktop_app.ui.deciding.dialog.open_deciding"
    monkeypatch.setattr(target, lambda *args: found.append(open_deciding(*args)))
    page.waits.decide_wanted.emit()
    assert found[0].isVisible()
    assert len(waiting(found[0])) == 4
    found[0].reject()


def test_the_banner_of_a_record_opens_it_at_that_row(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = disputed.disagree(register_of(desk), 3)
    panel = RecordPanel(desk)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_row("contact", rows[1])
    assert panel.header.conflict.button.isVisible()
    found: list[DecidingDialog] = []
    target = "desktop_app.ui.deciding.dialog.open_deciding"
    monkeypatch.setattr(target, lambda *args: found.append(open_deciding(*args)))
    panel.header.conflict.button.click()
    assert found[0].list.current is not None
    assert found[0].list.current.place == ("contact", rows[1], "city")
    found[0].reject()


def test_it_speaks_english_too(desk: Desk, opened: Opened) -> None:
    desk.speech.use("en")
    disputed.disagree(register_of(desk), 1)
    said = texts(opened())
    assert "At first" in said
    assert "Shown now" in said
