"""Find anything: on each key press, with the keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.reading import Listing, find_anywhere, list_rows
from desktop_app.ui.find import EACH, FOUND, KEYS, FindDialog
from tests.journeys.hands import Hands
from tests.ui.at_window import Key, register_of, to_list


def opened(hands: Hands) -> FindDialog:
    """Open the dialog with its keys."""
    hands.control(Key.Key_K)
    found = QApplication.activeModalWidget()
    assert isinstance(found, FindDialog)
    return found


def rows(dialog: FindDialog) -> list[tuple[str, str]]:
    """Return what a dialog shows: entity and id."""
    items = map(dialog.list.item, range(dialog.list.count()))
    return [tuple(item.data(FOUND)) for item in items if item.data(FOUND)]


def headings(dialog: FindDialog) -> list[str]:
    """Return the headings of a dialog."""
    items = map(dialog.list.item, range(dialog.list.count()))
    return [item.text() for item in items if not item.data(FOUND)]


def test_each_key_press_finds_by_kind(hands: Hands) -> None:
    contact = next(iter(list_rows(register_of(hands), CATALOGUE["contact"], Listing())))
    dialog = opened(hands)
    assert dialog.field.hasFocus()
    for letter in str(contact.values["given_name"])[:3]:
        hands.type(letter)
        text = dialog.field.text()
        found = list(find_anywhere(register_of(hands), text, EACH))
        assert rows(dialog) == [(entity.name, row.id) for entity, some in found for row in some]
        assert headings(dialog) == [entity.many.sv for entity, _rows in found]
        assert ("contact", contact.id) in rows(dialog) or len(rows(dialog)) >= EACH
    assert dialog.list.currentItem().data(FOUND) == rows(dialog)[0]
    hands.key(Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_arrows_pass_over_headings_and_stay_in_the_list(hands: Hands) -> None:
    dialog = opened(hands)
    hands.type("a")
    wanted = rows(dialog)
    assert len(headings(dialog)) > 1
    hands.key(Key.Key_Up)
    assert dialog.list.currentItem().data(FOUND) == wanted[0]
    for row in wanted[1:]:
        QTest.keyClick(dialog.field, Key.Key_Down)
        assert dialog.list.currentItem().data(FOUND) == row
    hands.key(Key.Key_Down)
    assert dialog.list.currentItem().data(FOUND) == wanted[-1]
    assert dialog.field.hasFocus()


def test_what_is_not_found_is_said(hands: Hands) -> None:
    dialog = opened(hands)
    hands.type("qqqq")
    assert dialog._foot.text() == "Inget hittades för ”qqqq”."
    hands.key(Key.Key_Return)
    assert dialog.isVisible()
    dialog.field.clear()
    assert rows(dialog) == []
    assert dialog._foot.text() == KEYS.sv


def test_enter_and_click_open_a_row_of_another_list(hands: Hands) -> None:
    page = to_list(hands)
    page.search.setText("finns inte")
    contact = next(iter(list_rows(register_of(hands), CATALOGUE["contact"], Listing())))
    dialog = opened(hands)
    dialog.field.setText(f'"{contact.values["given_name"]} {contact.values["family_name"]}"')
    hands.key(Key.Key_Return)
    hands.until(lambda: hands.place.record.current() == ("contact", contact.id), "the record")
    trip = next(iter(list_rows(register_of(hands), CATALOGUE["trip"], Listing())))
    dialog = opened(hands)
    dialog.field.setText(f'"{trip.values["title"]}"')
    place = next(
        at
        for at in range(dialog.list.count())
        if dialog.list.item(at).data(FOUND) == ("trip", trip.id)
    )
    spot = dialog.list.visualItemRect(dialog.list.item(place)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    hands.until(lambda: hands.place.record.current() == ("trip", trip.id), "the record")
    assert hands.place.list_page is not None
    assert hands.place.list_page.entity.name == "trip"
    hands.window.activateWindow()
    hands.rest()
    hands.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.place.record.current() == ("contact", contact.id)
