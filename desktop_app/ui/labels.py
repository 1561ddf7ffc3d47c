"""Labels that show text as it is: nothing that stands in a register is taken for markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from desktop_app.ui.tips import as_tip

__all__ = ["OneLine", "plain_label"]


def plain_label(role: str = "", text: str = "", *, wrap: bool = True) -> QLabel:
    """Return a label of plain text, in the look of `role`."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


class OneLine(QLabel):
    """A line of plain text that is as wide as there is room; the whole is in its tip."""

    def __init__(self, role: str, text: str) -> None:
        """Make it in the look of `role`."""
        super().__init__()
        self._whole = " ".join(text.split())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setToolTip(as_tip(self._whole))
        self.setAccessibleName(self._whole)

    def minimumSizeHint(self) -> QSize:
        """Return no width: it takes what is left."""
        return QSize(0, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        """Return the room that all of it would take."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        elided = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, elided, self.width()))
