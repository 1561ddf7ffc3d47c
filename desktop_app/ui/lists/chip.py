"""A filter that is chosen, as a button that takes it away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from desktop_app.ui.icons import icon

__all__ = ["Chip"]

LEAST = 6
"""How many letters stay at the least where several stand side by side."""
SPARE = 2
"""Pixels that are lost where parts of pixels are rounded."""


class Chip(QPushButton):
    """A button that shows the middle of a long text last: how it begins and ends is what tells."""

    def __init__(self, text: str) -> None:
        """Make it with what the filter is called."""
        super().__init__(icon("x"), "")
        self.setProperty("chip", True)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._whole = text
        self.setAccessibleName(text)
        self._write(text)

    def sizeHint(self) -> QSize:
        """Return the room that all of the text takes."""
        return self._sized(self.fontMetrics().horizontalAdvance(self._whole) + SPARE)

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters."""
        metrics = self.fontMetrics()
        few = LEAST * metrics.averageCharWidth()
        return self._sized(min(few, metrics.horizontalAdvance(self._whole)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        room = self.width() - self._sized(0).width()
        elided = Qt.TextElideMode.ElideMiddle
        self._write(self.fontMetrics().elidedText(self._whole, elided, room))

    def _sized(self, text: int) -> QSize:
        """Return the size of the button with a text of some width."""
        now = super().sizeHint()
        written = self.text().replace("&&", "&")
        around = now.width() - self.fontMetrics().horizontalAdvance(written)
        return QSize(around + text, now.height())

    def _write(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))
