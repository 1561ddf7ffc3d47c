"""The names beside the dots, as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.domain.geography import Dot, label_boxes
from desktop_app.ui.map.dot import MarkDot
from desktop_app.ui.palettes import Colours

__all__ = ["Names"]

MOST, SURE = 300, 8
"""So many dots may have names; the first of them have theirs even over other dots."""

HALO = 3


class Names(QWidget):
    """Lies over the dots, lets the mouse through, and goes along with them."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without names."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._colours: Colours | None = None
        self._beside: list[tuple[MarkDot, str, QPointF]] = []
        self._framed = False

    def place(self, dots: Sequence[tuple[MarkDot, str]], colours: Colours) -> None:
        """Find a place for the names of the dots that are seen, the most important first."""
        self._colours = colours
        seen = [pair for pair in dots if self.rect().intersects(pair[0].geometry())]
        spots = [_spot(dot, text if n < MOST else "") for n, (dot, text) in enumerate(seen)]
        room = (0, 0, self.width(), self.height())
        boxes = label_boxes(spots, room, self._measure, SURE)
        self._beside = [
            (dot, text, QPointF(box[0] - spot.x, box[1] - spot.y))
            for (dot, text), spot, box in zip(seen, spots, boxes, strict=True)
            if box is not None
        ]
        self.raise_()
        self.update()

    def frame(self, *, framed: bool) -> None:
        """Show a frame around all while the map itself has the keyboard."""
        self._framed = framed
        self.update()

    def clear(self) -> None:
        """Show no names."""
        self._beside = []
        self.update()

    @property
    def shown(self) -> list[tuple[str, QRectF]]:
        """What is written, and where."""
        return [(text, self._rect(dot, text, offset)) for dot, text, offset in self._beside]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names where their dots are now."""
        del event
        if self._colours is None:
            return
        painter = QPainter(self)
        if self._framed:
            painter.setPen(QPen(self._colours.focus, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._colours.base, HALO)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for text, rect in self.shown:
            path = QPainterPath()
            path.addText(rect.left(), rect.top() + self.fontMetrics().ascent(), self.font(), text)
            painter.strokePath(path, pen)
            painter.setPen(self._colours.text)
            painter.drawText(rect, Qt.TextFlag.TextDontClip, text)
        painter.end()

    def _rect(self, dot: MarkDot, text: str, offset: QPointF) -> QRectF:
        middle = QPointF(dot.x() + dot.width() / 2, dot.y() + dot.height() / 2)
        return QRectF(middle + offset, QRectF(0, 0, *self._measure(text)).size())

    def _measure(self, text: str) -> tuple[float, float]:
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(text) + 1, metrics.height()


def _spot(dot: MarkDot, text: str) -> Dot:
    return Dot(dot.x() + dot.width() / 2, dot.y() + dot.height() / 2, dot.radius + 1, text)
