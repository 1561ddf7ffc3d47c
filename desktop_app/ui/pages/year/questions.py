"""The questions at the left of the page, each in as many lines as it takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QListWidget

from desktop_app.ui.theme import Theme

__all__ = ["Questions"]

WIDTH, AROUND, APART = 250, 16, 6
"""Pixels: how wide the list is, what is beside a text in it, what is between two."""

NO_LIMIT = 10_000


class Questions(QListWidget):
    """The list of the questions."""

    def __init__(self, theme: Theme) -> None:
        """Begin empty."""
        super().__init__()
        self._theme = theme
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def offer(self, texts: Sequence[str], place: int) -> None:
        """Show these, with one of them chosen, without telling."""
        with QSignalBlocker(self):
            self.clear()
            self.addItems(texts)
            self.measure()
            self.setCurrentRow(place)

    def measure(self) -> None:
        """Give each question the height that all of it takes: left alone, Qt cuts some short."""
        metric = self._theme.metric
        self.setFixedWidth(metric(WIDTH))
        bar = self.verticalScrollBar().sizeHint().width()
        room = QRect(0, 0, metric(WIDTH - AROUND) - bar, NO_LIMIT)
        for row in range(self.count()):
            item = self.item(row)
            needed = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
            item.setSizeHint(QSize(room.width(), needed.height() + metric(APART)))
