"""Buttons with a sentence beside them, or above them where there is too little room for that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.labels import plain_label

__all__ = ["FootRow"]

LEAST_TEXT = 260


class FootRow(QWidget):
    """Says why something can be done or not, with the buttons that do it.

    Attributes:
        why: The sentence.
    """

    def __init__(self, desk: Desk, buttons: Sequence[QPushButton]) -> None:
        """Lay out buttons, with nothing said."""
        super().__init__()
        self._desk = desk
        self._buttons = buttons
        self.why = plain_label("muted")
        held = QWidget()
        flow = Flow(held, desk.theme.metric(6))
        for button in buttons:
            button.setAutoDefault(False)
            flow.addWidget(button)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.why, 1)
        self._box.addWidget(held)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sentence where it has room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Put the sentence where it has room, after buttons have changed."""
        gap, least = self._desk.theme.metric(6), self._desk.theme.metric(LEAST_TEXT)
        shown = [each.sizeHint().width() + gap for each in self._buttons if not each.isHidden()]
        narrow = self.width() < sum(shown) + least
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(way)
