"""A dot on the map: a button, so that the keyboard and a screen reader come to it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.domain.geography import Mark
from desktop_app.ui.palettes import Colours
from desktop_app.ui.tips import as_tip

__all__ = ["MarkDot"]

RING, EDGE = 3, 1.5
"""Pixels: how far outside the dot its ring of focus is, and how thick lines are."""


class MarkDot(QAbstractButton):
    """A dot for a city, a ring for a country; the larger the more there is.

    Signals:
        focused: It has got the keyboard; carries the dot.
    """

    focused = Signal(object)

    def __init__(self, parent: QWidget, mark: Mark) -> None:
        """Make the dot of a mark, without size and colours yet."""
        super().__init__(parent)
        self.mark = mark
        self.radius = 0.0
        self._colours: Colours | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def name(self, text: str) -> None:
        """Tell what it stands for, to those who point at it and to a screen reader."""
        self.setAccessibleName(text)
        self.setToolTip(as_tip(text))

    def look(self, radius: float, colours: Colours) -> None:
        """Be of a size and in the colours of the window."""
        self.radius = radius
        self._colours = colours
        self.resize(self.sizeHint())
        self.setMask(QRegion(self.rect(), QRegion.RegionType.Ellipse))  # the mouse passes beside it
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the dot with its ring of focus."""
        side = round(2 * (self.radius + RING + EDGE)) + 1
        return QSize(side, side)

    def centre_on(self, point: QPointF) -> None:
        """Stand with the middle on a point."""
        half = self.width() / 2
        self.move(round(point.x() - half), round(point.y() - half))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dot, and a ring around it where it has the keyboard."""
        del event
        colours = self._colours
        if colours is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        is_city = self.mark.kind == "city"
        painter.setPen(QPen(colours.base if is_city else colours.link, EDGE))
        painter.setBrush(colours.link if is_city else colours.base)
        painter.drawEllipse(middle, self.radius, self.radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.text, 2 * EDGE))
            painter.drawEllipse(
                middle, self.radius + RING - EDGE / 2, self.radius + RING - EDGE / 2
            )
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter as with a click; all other keys are the map's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.click()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the map, which brings it to the front."""
        super().focusInEvent(event)
        self.focused.emit(self)
