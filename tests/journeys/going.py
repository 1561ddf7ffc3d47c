"""How a person goes about the page of the exchange, by keys."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.ui.pages.exchange.page import ExchangePage
from tests.journeys.hands import Hands, around

LONGEST = 60
D = TypeVar("D", bound=QDialog)


def to_exchange(hands: Hands) -> ExchangePage:
    """Go to the page by typing its name in the places, and wait until it has counted."""
    hands.type("utb")
    page = hands.place.page
    assert isinstance(page, ExchangePage)
    hands.until(lambda: page.state is not None and page._task is None, "the counts")
    return page


def walk(hands: Hands, to: QWidget) -> None:
    """Press Tab until a widget has the keyboard."""
    for _ in range(LONGEST):
        if around(hands.focus, type(to)) is to:
            return
        hands.key(Qt.Key.Key_Tab)
    raise AssertionError(f"{to} cannot be reached")


def press(hands: Hands, button: QWidget) -> None:
    """Press Tab until a button has the keyboard, and press it."""
    walk(hands, button)
    hands.key(Qt.Key.Key_Space)


def dialog(hands: Hands, kind: type[D]) -> D:
    """Return the dialog that is open."""
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), kind), kind.__name__)
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def closed(hands: Hands) -> None:
    """Wait until no dialog is open."""
    hands.until(lambda: QApplication.activeModalWidget() is None, "the window")
