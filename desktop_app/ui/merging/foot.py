"""The buttons under two rows that may be one."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.icons import Role, icon
from desktop_app.ui.merging import words as say
from desktop_app.ui.often import CLOSE

__all__ = ["Foot"]


class Foot(QWidget):
    """What can be answered, by number, and what else can be done.

    Attributes:
        answers: The buttons that a number presses, counted from 1.
    """

    def __init__(self, desk: Desk, *, queue: bool) -> None:
        """Make the buttons; some are only for a queue of pairs."""
        super().__init__()
        self._desk = desk
        self._flow = Flow(self, desk.theme.metric(6))
        self.merge = self._button(say.MERGE, "merge", primary=True)
        self.distinct = self._button(say.DISTINCT, "unlink")
        self.skip = self._button(say.SKIP, "arrow-down")
        self.swap = self._button(say.SWAP, "arrow-left-right")
        self.undo = self._button(say.UNDO, "undo-2")
        self.open_row = self._button(say.OPEN_ROW, "external-link")
        self.again = self._button(say.AGAIN, "refresh-cw")
        self.close_button = self._button(CLOSE)
        self.answers = (self.merge, self.distinct, self.skip, self.swap)
        for button in (self.skip, self.again, self.undo):
            button.setVisible(queue)

    def _button(self, words: Words, picture: str = "", *, primary: bool = False) -> QPushButton:
        button = QPushButton(self._desk.speech(words), self)
        if picture:
            button.setIcon(icon(picture, Role.HighlightedText) if primary else icon(picture))
        button.setProperty("primary", primary)
        button.setAutoDefault(False)
        self._flow.addWidget(button)
        return button
