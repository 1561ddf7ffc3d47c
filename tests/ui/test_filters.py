"""Filters: chosen in a menu that counts, shown as chips, taken away again."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.imported import LABEL
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.writing import put
from desktop_app.ui.lists.filters import Filters
from desktop_app.ui.lists.page import ListPage
from tests.journeys.hands import Hands
from tests.services.viewed import expected
from tests.ui.at_window import (
    CONTROL,
    LISTS,
    SHIFT,
    Key,
    complaints,
    elsewhere,
    ids,
    items,
    notice,
    register_of,
    settle,
    to_list,
)


def open_field(hands: Hands, filters: Filters, label: str) -> QMenu:
    """Open the menu of a field with the keys and wait until its values are counted."""
    menu = filters.menu
    menu.popup(filters.button.mapToGlobal(QPoint(0, 20)))
    for _ in range(len(menu.actions())):
        QTest.keyClick(menu, Key.Key_Down)
        if menu.activeAction().text() == label:
            break
    sub = menu.activeAction().menu()
    assert isinstance(sub, QMenu)
    assert sub.title() == label
    QTest.keyClick(menu, Key.Key_Right)
    assert sub.isVisible()
    hands.until(lambda: not filters._timer.isActive(), "the values")
    return sub


def take(hands: Hands, page: ListPage, menu: QMenu, text: str) -> QAction:
    """Choose what begins with a text in a menu, as Enter does."""
    action = next(each for each in menu.actions() if each.text().startswith(text))
    menu.setActiveAction(action)
    QTest.keyClick(menu, Key.Key_Return)
    settle(hands, page)
    return action


def chips(page: ListPage) -> list[QPushButton]:
    """Return the chips that are shown."""
    return [each for each in page.filters.findChildren(QPushButton) if each.isVisible()]


def test_values_are_counted_and_chosen_with_the_keys(hands: Hands) -> None:
    page = to_list(hands)
    rows = list(list_rows(register_of(hands), page.entity, Listing()))
    counts = Counter(str(row.values.get("country") or "") for row in rows)
    writer = hands.place._desk.session.writer
    field = page.entity.by_name["country"]
    menu = open_field(hands, page.filters, "Land")
    told = [action.text() for action in menu.actions()]
    assert told == [
        f"{writer.text(field, code) if code else '(tomt)'}  ({number})"
        for code, number in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]
    (first, number), (second, further) = sorted(counts.items(), key=lambda e: (-e[1], e[0]))[:2]
    take(hands, page, menu, writer.text(field, first))
    assert ids(page) == expected(register_of(hands), page.view)
    assert page.model.rowCount() == number
    assert page.number.text() == str(number)
    (chip,) = chips(page)
    assert chip.text() == f"Land: {writer.text(field, first)}"
    menu = open_field(hands, page.filters, "Land")
    assert menu.actions()[0].isChecked()
    take(hands, page, menu, writer.text(field, second))
    assert page.model.rowCount() == number + further
    menu = open_field(hands, page.filters, "Land")
    take(hands, page, menu, writer.text(field, first))
    assert page.model.rowCount() == further
    hands.click(chips(page)[0])
    settle(hands, page)
    assert chips(page) == []
    assert page.model.rowCount() == 40
    assert page.filters.isHidden()


def test_filters_search_and_sorting_hold_together(hands: Hands) -> None:
    page = to_list(hands)
    page.filters.choose("kind", ("external",))
    page.filters.choose("country", tuple(str(c) for c in ("DE", "FR", "AT", "")))
    page.sort_by([("city", True)])
    page.search.setText("a")
    settle(hands, page)
    assert ids(page) == expected(register_of(hands), page.view)
    assert len(chips(page)) == 2
    page.search.setText("finns inte")
    settle(hands, page)
    assert page.empty.text().startswith("Inget hittades.")
    page.show_all()
    settle(hands, page)
    assert page.model.rowCount() == 40
    assert chips(page) == []


def test_a_row_that_fits_no_longer_leaves_the_filtered_list(hands: Hands) -> None:
    page = to_list(hands)
    page.filters.choose("kind", ("external",))
    settle(hands, page)
    before = ids(page)
    session = hands.place._desk.session
    session.do(lambda r: put(r, page.entity, before[0], {"kind": "colleague"}))
    settle(hands, page)
    assert ids(page) == before[1:]
    elsewhere(hands, lambda r: put(r, page.entity, before[0], {"kind": "external"}))
    notice(hands)
    settle(hands, page)
    assert ids(page) == before


def test_every_field_of_every_list_can_be_opened_in_both_languages(hands: Hands) -> None:
    for name in LISTS:
        page = to_list(hands, name)
        filters = page.filters
        filters._fill()
        labels = [*(field.label for field in filters._fields()), LABEL]
        for label, menu in zip(labels, list(filters._menus), strict=True):
            assert menu.title() == label.sv
            menu.aboutToShow.emit()
            assert list(items(menu)) == ["Räknar …"]
            while filters._timer.isActive():
                filters._count()
            assert all(items(menu))
            assert list(items(menu)) != ["Räknar …"]
    assert complaints(hands) == []


def test_chips_are_said_in_the_language_that_is_spoken(hands: Hands) -> None:
    page = to_list(hands, "trip")
    page.filters.choose("status", ("planned",))
    (chip,) = chips(page)
    assert (chip.text(), chip.toolTip()) == (
        "Status: Planerad",
        "Ta bort filtret Status: Planerad",
    )
    hands.key(Key.Key_L, CONTROL | SHIFT)
    settle(hands, page)
    (chip,) = chips(page)
    assert (chip.text(), chip.toolTip()) == (
        "Status: Planned",
        "Remove the filter Status: Planned",
    )
    assert CATALOGUE["trip"].by_name["status"].label.en == "Status"
