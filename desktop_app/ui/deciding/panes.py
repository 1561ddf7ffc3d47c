"""What every pane of the deciding can do, and the cards that values stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.services.register import Register
from desktop_app.services.resolving import Authored
from desktop_app.storage.tables import Row
from desktop_app.ui.deciding.words import (
    CAME_WITH,
    DIFFERS,
    ELSEWHERE,
    READ_FROM,
    SOMEBODY,
    WRITTEN_HERE,
    WRITTEN_THERE,
)
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.parts import emptied
from desktop_app.ui.record.block import BREAK, bold, breakable
from desktop_app.ui.times import when

__all__ = ["Beside", "Pane", "ValueCard", "Work", "about", "belongs_to"]

Work: TypeAlias = Callable[[Register], object]
LEAST_CARD = 150
LONG_WORD, PIECE = re.compile(r"\S{19,}"), re.compile(r"\S{8}")


class Pane(QWidget):
    """Shows one matter and what can be decided.

    Signals:
        decided: Something is to be done: the work, and what to tell of it then.
    """

    decided = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing shown."""
        super().__init__()
        self.desk = desk
        self.buttons: list[QPushButton] = []
        self.column = QVBoxLayout(self)
        self.column.setSpacing(desk.theme.metric(8))
        self.column.setContentsMargins(desk.theme.metric(12), 0, desk.theme.metric(8), 0)

    def clear(self) -> None:
        """Take away what is shown."""
        self.buttons = []
        emptied(self.column)

    def answer(self, number: int) -> bool:
        """Press the button of a number, counted from 1; tell whether there is one."""
        if not 1 <= number <= len(self.buttons) or not self.buttons[number - 1].isEnabled():
            return False
        self.buttons[number - 1].click()
        return True

    def button(self, text: str, does: Callable[[], object]) -> QPushButton:
        """Return a button that decides, and number it."""
        made = QPushButton(breakable(text))
        made.setAutoDefault(False)
        made.setEnabled(self.desk.session.writable)
        made.clicked.connect(lambda _checked=False: does())
        self.buttons.append(made)
        return made

    def label(self, words: Words, role: str = "", **args: object) -> QWidget:
        """Return a label with words."""
        return plain_label(role, self.desk.speech(words, **args))


class ValueCard(QFrame):
    """One of several values: a heading, the values, who wrote them, and a button."""

    def __init__(self, desk: Desk, heading: str, *, shown: bool = False) -> None:
        """Begin with a heading; what is shown now has another colour."""
        super().__init__()
        self._desk = desk
        if shown:
            self.setProperty("role", "banner")
            self.setProperty("tone", "info")
        else:
            self.setProperty("card", True)
        self.texts = [heading]
        self.column = QVBoxLayout(self)
        margin = desk.theme.metric(10)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.addWidget(plain_label("heading", heading))
        self.setMinimumWidth(desk.theme.metric(LEAST_CARD) // 2)
        self.setAccessibleName(heading)

    def add(self, text: str, role: str = "", *, strong: bool = False) -> None:
        """Add a text."""
        made = plain_label(role, narrow(text))
        self.column.addWidget(bold(made) if strong else made)
        self.texts.append(text)
        self.setAccessibleName(" · ".join(self.texts))

    def add_field(self, label: str, text: str, *, differs: bool) -> None:
        """Add a labelled value; that it differs from the others is said in words too."""
        mark = f"{label} – {self._desk.speech(DIFFERS)}" if differs else label
        self.add(mark, "label")
        self.add(text, strong=differs)

    def finish(self, by: Authored | None = None, button: QPushButton | None = None) -> None:
        """Add who wrote it, and the button at the foot."""
        for text in about(self._desk, by) if by is not None else ():
            self.add(text, "muted")
        self.column.addStretch(1)
        if button is not None:
            self.column.addWidget(button)


def about(desk: Desk, by: Authored) -> list[str]:
    """Return who wrote something, where, when, and from which file it came, line by line."""
    speech = desk.speech
    lines = [" · ".join(text for text in (by.who or speech(SOMEBODY), _when(by)) if text)]
    if by.own:
        return [*lines, speech(READ_FROM, file=by.source) if by.source else speech(WRITTEN_HERE)]
    where = speech(WRITTEN_THERE, office=by.office) if by.office else speech(ELSEWHERE)
    came = [speech(CAME_WITH, file=by.source)] if by.source else []
    return [*lines, where, *came]


def _when(by: Authored) -> str:
    return when(by.at) if by.at else ""


def belongs_to(desk: Desk, row: Row) -> str:
    """Return what kind of row it is, and what it is a part of."""
    entity = CATALOGUE[row.entity]
    owners = (
        desk.session.writer.text(entity.by_name[name], row.values.get(name))
        for name in entity.owners
    )
    return " · ".join([desk.speech(entity.one), *filter(None, owners)])


def narrow(text: str) -> str:
    """Return a text that can be broken within words, since cards may be narrow."""
    return LONG_WORD.sub(lambda found: PIECE.sub(rf"\g<0>{BREAK}", found[0]), text)


class Beside(QWidget):
    """Cards side by side, or one under another where there is no room for that."""

    def __init__(self, desk: Desk, cards: Sequence[QWidget]) -> None:
        """Lay cards out."""
        super().__init__()
        self._desk = desk
        self._count = len(cards)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(desk.theme.metric(8))
        for card in cards:
            self._box.addWidget(card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards beside or under each other."""
        super().resizeEvent(event)
        narrow = event.size().width() < self._count * self._desk.theme.metric(LEAST_CARD)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if narrow else right)
