"""What tests of the whole window look at and take hold of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.opening import open_register
from desktop_app.services.register import Register
from desktop_app.storage.tables import Row
from desktop_app.ui.lists.page import ListPage
from desktop_app.ui.sidebar import PLACES
from tests.journeys.hands import Hands

Key = Qt.Key
T = TypeVar("T")
HARMLESS = "This plugin does not support"
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
KEYS = [place.key for place in PLACES if place.key != "more"]
LISTS = [key for key in KEYS if key in CATALOGUE]


def boxes() -> list[QMessageBox]:
    """Return the message boxes that are open."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
    return [each for each in found if each.isVisible()]


def complaints(hands: Hands) -> list[str]:
    """Return what is in the log of a program, and what was there."""
    log = hands.program.faults.log
    text = log.read_text("utf-8") if log.exists() else ""
    return [line for line in text.splitlines() if line and HARMLESS not in line]


def told(hands: Hands) -> str:
    """Close the one box that is open and return what it said."""
    hands.until(boxes, "a box")
    hands.rest()  # until the window knows that a box lies over it
    (box,) = boxes()
    text = f"{box.text()} {box.informativeText()}"
    box.reject()
    hands.rest(20)
    return text


def to_list(hands: Hands, entity: str = "contact") -> ListPage:
    """Go to a list and into its search field; return its page with all its rows there."""
    hands.place.go(entity)
    hands.window.activateWindow()
    page = hands.place.list_page
    assert page is not None
    page.search.setFocus()
    settle(hands, page)
    return page


def settle(hands: Hands, page: ListPage) -> None:
    """Wait until a list has all its rows."""
    hands.rest(20)
    hands.until(lambda: page.model.order.complete, "the list")


def ids(page: ListPage) -> list[str]:
    """Return the ids of the rows a list shows, in order."""
    return [page.model.id_at(place) for place in range(page.model.rowCount())]


def register_of(hands: Hands) -> Register:
    """Return the open register."""
    return hands.place._desk.session.register


def row_of(hands: Hands, entity: str, id_: str) -> Row:
    """Return a row as the register has it."""
    return register_of(hands).row(CATALOGUE[entity], id_)


def choose(hands: Hands, page: ListPage, place: int) -> str:
    """Click on a row of a list and wait for its record; return its id."""
    table = page.table
    table.scrollTo(page.model.index(place, 0))
    spot = table.visualRect(page.model.index(place, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    id_ = page.model.id_at(place)
    hands.until(lambda: hands.place.record.current() == (page.entity.name, id_), "the record")
    return id_


def click_heading(
    page: ListPage,
    name: str,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Click on the heading of a column."""
    head = page.table.horizontalHeader()
    column = [each.name for each in page.model.columns].index(name)
    page.table.scrollTo(page.model.index(0, column))
    spot = QPoint(head.sectionViewportPosition(column) + 12, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, modifier, spot)


def elsewhere(hands: Hands, work: Callable[[Register], T]) -> T:
    """Do something in the register as another program does: on a connection of its own."""
    with open_register(hands.place._desk.session.path) as register:
        return work(register)


def notice(hands: Hands) -> None:
    """Let the window see what other programs wrote, as it does now and then."""
    hands.until(lambda: not hands.window.tasks.busy, "the work beside it")
    hands.window._look()


def items(menu: QMenu) -> Iterator[str]:
    """Return the texts of a menu."""
    yield from (action.text() for action in menu.actions() if not action.isSeparator())


def home(hands: Hands) -> Path:
    """Return the folder where a program keeps what it remembers."""
    return hands.program.faults.log.parent
