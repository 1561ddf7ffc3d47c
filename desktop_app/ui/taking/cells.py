"""Paints what changes in a row: what was there struck out, what comes on a coloured ground."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.ui.taking.rows import PIECES, Index, Piece
from desktop_app.ui.theme import Theme

__all__ = ["CellsDelegate"]


class CellsDelegate(QStyledItemDelegate):
    """Paints the pieces of the column that tells what changes."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Take the colours of `theme` as they are at each painting."""
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as any cell's, then the pieces as far as they go."""
        pieces = index.data(PIECES)
        if not pieces:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_pieces(painter, option, pieces)
        painter.restore()

    def _paint_pieces(
        self, painter: QPainter, option: QStyleOptionViewItem, pieces: list[Piece]
    ) -> None:
        gap = self._theme.metric(6)
        left, right = option.rect.left() + gap, option.rect.right() - gap
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        for part, text in pieces:
            font = QFont(option.font)
            font.setStrikeOut(part == "old")
            metrics = QFontMetrics(font)
            said = " ".join(text.split("\n"))
            # What was there must not push out what comes.
            room = max(1, (right - left) // 2) if part in {"old", "here"} else right - left
            shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(shown)
            area = QRect(QPoint(left, option.rect.top()), option.rect.bottomRight())
            area.setWidth(width)
            painter.setFont(font)
            if not chosen and part in {"new", "added"}:
                self._paint_ground(painter, area, metrics, part)
            painter.setPen(self._pen(part, option.palette, chosen=chosen))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(area, flags, shown)
            left += width
            if left >= right or (shown != said and part not in {"old", "here"}):
                return

    def _paint_ground(
        self, painter: QPainter, area: QRect, metrics: QFontMetrics, part: str
    ) -> None:
        colours = self._theme.colours
        back = colours.new_back if part == "added" else colours.changed_back
        ground = area.adjusted(-2, 0, 2, 0)
        ground.setHeight(metrics.height() + 2)
        ground.moveCenter(area.center())
        painter.setBrush(back)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(ground, 3, 3)

    def _pen(self, part: str, palette: QPalette, *, chosen: bool) -> QColor:
        colours = self._theme.colours
        if chosen:
            return palette.color(QPalette.ColorRole.HighlightedText)
        if part == "reason":
            return colours.error
        return colours.text if part in {"new", "added"} else colours.muted
