"""What every piece of a record can do, and the small widgets they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.rules import Finding
from desktop_app.domain.words import Words
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.session import Change

__all__ = [
    "Block",
    "Card",
    "bold",
    "breakable",
    "button",
    "column",
    "heading",
    "plain",
    "put_in_tab_order",
    "row_of",
    "tab_stops",
]

LONGEST_WORD = 24
BREAK = "\N{ZERO WIDTH SPACE}"


class Block(QWidget):
    """One piece of a record: a form, parts, links, files, history.

    Signals:
        part_wanted: A part that stands in the same tab is to be opened: its entity, its id ('' for
            the one to be seen to), and the field in it.
        turn: Another tab is to be shown, by its name.
    """

    part_wanted = Signal(str, str, str)
    turn = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(parent)
        self.desk = desk
        self.read_only = False

    def show_row(self, row: Row, *, read_only: bool) -> None:
        """Show what belongs to a row; the same row again keeps what is being typed."""
        raise NotImplementedError

    def concerns(self, change: Change, row: str) -> bool:
        """Tell whether a change can have altered what is shown of a row."""
        return change.touches(row)

    def judge(self, findings: Sequence[Finding]) -> None:
        """Show what the rules say, where it belongs here."""

    def has_field(self, name: str) -> bool:
        """Tell whether a field stands here."""
        return False

    def focus_field(self, name: str) -> None:
        """Give the focus to a field that stands here."""

    def focus_first(self) -> bool:
        """Give the focus to what comes first; False where there is nothing to focus."""
        return False

    def flush(self) -> bool:
        """Save what is being typed; False if something does not fit."""
        return True

    def say(self) -> None:
        """Say everything anew in the language that is spoken."""


class Card(QFrame):
    """A frame around something that belongs together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setProperty("card", True)
        self.column = QVBoxLayout(self)


def column(parent: QWidget, spacing: int, margins: tuple[int, int, int, int]) -> QVBoxLayout:
    """Return a column that fills a widget."""
    found = QVBoxLayout(parent)
    found.setSpacing(spacing)
    found.setContentsMargins(*margins)
    return found


def row_of(*widgets: QWidget, spacing: int) -> QHBoxLayout:
    """Return widgets side by side, from the left."""
    found = QHBoxLayout()
    found.setSpacing(spacing)
    found.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        found.addWidget(widget)
    found.addStretch(1)
    return found


def plain(role: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label of plain text that breaks its lines and never asks for room of its own."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    if role:
        label.setProperty("role", role)
    return label


def heading(parent: QWidget | None = None) -> QLabel:
    """Return the heading of a section."""
    return plain("heading", parent)


def bold(label: QLabel) -> QLabel:
    """Make a label's text heavier, whatever its size."""
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label


def button(name: str, on_click: Callable[[], object], parent: QWidget) -> QPushButton:
    """Return a flat button with an icon; its words are said by whoever made it."""
    found = QPushButton(parent)
    found.setFlat(True)
    found.setAutoDefault(True)  # Enter presses it, not only the space bar
    if name:
        found.setIcon(icon(name))
    found.clicked.connect(lambda _checked=False: on_click())
    return found


def breakable(text: str) -> str:
    """Return a text whose very long words can be broken at the end of a line."""
    return " ".join(_broken(word) for word in text.split(" "))


def _broken(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    pieces = (word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
    return BREAK.join(pieces)


def counted(words: Words, count: int, language: str) -> str:
    """Return what there is with how many: ”Resmål (3)”."""
    return f"{words.into(language)} ({count})" if count else words.into(language)


def tab_stops(widget: QWidget) -> list[QWidget]:
    """Return what can have the keyboard in a widget, in the order of the Tab key."""
    return [each for each in _back_from(widget) if widget.isAncestorOf(each)][::-1]


def put_in_tab_order(holder: QWidget, stops: Sequence[QWidget]) -> None:
    """Let Tab go through what lies in a widget where that stands: what is made last comes last."""
    last = next((each for each in _back_from(holder) if not holder.isAncestorOf(each)), None)
    for each in stops:
        if last is not None:
            QWidget.setTabOrder(last, each)
        last = each


def _back_from(widget: QWidget) -> Iterator[QWidget]:
    """Go back through what can have the keyboard, from before a widget round to it."""
    each = widget.previousInFocusChain()
    while each is not None and each is not widget:
        if each.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield each
        each = each.previousInFocusChain()
