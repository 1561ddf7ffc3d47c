"""Without seeing, and without a mouse: everything has a name, and Tab reaches it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from shiboken6 import isValid

from tests.journeys.hands import Hands
from tests.ui.at_window import KEYS, Key, choose, to_list

LONGEST = 400
PAGES = ["overview", "contact", "trip", "exchange", "history"]
DIALOGS = ("settings", "help", "shortcuts", "about", "columns", "find", "export")


def walk(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Go through what a screen reader can come to; rows of lists are theirs to tell."""
    for number in range(top.childCount()):
        child = top.child(number)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        yield child
        if not isinstance(child.object(), QAbstractItemView):
            yield from walk(child)


def nameless(widget: QWidget) -> list[str]:
    """Return what can have the keyboard and has no name."""
    top = QAccessible.queryAccessibleInterface(widget)
    assert top is not None
    return [
        f"{type(each.object()).__name__} in {type(each.object().parent()).__name__}"
        for each in walk(top)
        if each.state().focusable
        and each.object() is not None
        and not each.text(QAccessible.Text.Name).strip()
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_all_that_can_have_the_keyboard_has_a_name(language: str, hands: Hands) -> None:
    hands.window.resize(1500, 1000)
    hands.program.speech.use(language)
    for key in KEYS:
        hands.place.go(key)
        hands.rest(5)
        assert nameless(hands.window) == [], key
        page = hands.place.list_page
        if page is None or not page.model.rowCount():
            continue
        choose(hands, page, 0)
        for tab in range(len(hands.place.record._pages(key).pages)):
            hands.place.record.turn(1)
            assert nameless(hands.place.record) == [], (key, tab)
        if language == "sv":
            hands.place.new_row(key, {})
            assert nameless(hands.place.record) == [], key
            hands.place.record.clear()


@pytest.mark.parametrize("name", DIALOGS)
def test_all_in_a_dialog_has_a_name_and_is_reached_with_tab(name: str, hands: Hands) -> None:
    to_list(hands)
    hands.window.actions_.by_name[name].trigger()
    hands.rest()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    missing, reached = nameless(dialog), unreached(dialog)
    dialog.reject()
    hands.rest(20)
    assert missing == []
    assert reached == []


# --- the way around with Tab ---


def stops(top: QWidget) -> list[QWidget]:
    """Return what Tab should stop at."""
    return [
        each
        for each in top.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisibleTo(top)
        and each.isEnabled()
        and each.focusProxy() is None
        and each.window() is top.window()
    ]


def ring(top: QWidget) -> list[QWidget]:
    """Press Tab until the keyboard is where it was before, and return where it came."""
    found: list[QWidget] = []
    for _ in range(LONGEST):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        QApplication.processEvents()
        now = QApplication.focusWidget()
        assert now is not None, found[-1:]
        assert top.isAncestorOf(now)
        if now in found:
            return found
        found.append(now)
    raise AssertionError("Tab never comes back")


def unreached(top: QWidget) -> list[str]:
    """Return what Tab does not reach; of buttons that exclude each other one is enough."""
    if QApplication.focusWidget() is None:
        stops(top)[0].setFocus()
    found = ring(top)
    groups = {each.parentWidget() for each in found if isinstance(each, QRadioButton)}
    return [
        f"{type(each).__name__} {each.accessibleName() or getattr(each, 'text', str)()}"
        for each in stops(top)
        if each not in found
        and not (isinstance(each, QRadioButton) and each.parentWidget() in groups)
    ]


@pytest.mark.parametrize("key", PAGES)
def test_tab_reaches_all_of_a_page_and_comes_back(key: str, hands: Hands) -> None:
    hands.window.resize(1500, 1000)
    hands.place.go(key)
    page = hands.place.list_page
    if page is not None:
        choose(hands, page, 0)
    hands.rest()
    hands.place.sidebar.setFocus()
    assert unreached(hands.window) == []


def test_shift_tab_goes_the_same_way_back(hands: Hands) -> None:
    page = to_list(hands)
    choose(hands, page, 0)
    start = hands.focus
    for _ in range(12):
        hands.key(Key.Key_Tab)
    for _ in range(12):
        hands.key(Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert hands.focus is start


# --- what is said in colour is also said in words ---


def test_a_row_is_read_with_its_texts_and_what_is_unusual(hands: Hands) -> None:
    page = to_list(hands)
    place = choose(hands, page, 0)
    assert place
    top = QAccessible.queryAccessibleInterface(page.table)
    assert top is not None
    assert top.text(QAccessible.Text.Name) == "Kontakter"
    texts = {
        cell.text(QAccessible.Text.Name)
        for cell in (top.child(number) for number in range(min(60, top.childCount())))
        if cell is not None
    }
    assert str(page.model.index(0, 0).data()) in texts


def test_the_walk_finds_a_button_without_a_name_or_out_of_reach(hands: Hands) -> None:
    hands.place.go("exchange")
    hands.place.page.take_button.setText("")  # type: ignore[attr-defined]
    assert nameless(hands.window) == ["QPushButton in QWidget"]
    button = QPushButton("X", hands.window.centralWidget())
    button.show()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    hands.place.sidebar.setFocus()
    found = ring(hands.window)
    assert button in found
    assert isValid(button)
    edits = [each for each in stops(hands.window) if isinstance(each, (QLineEdit, QPlainTextEdit))]
    assert edits == []
