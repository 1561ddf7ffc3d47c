"""Painting the cells of a list: plain text, fast, and what is unusual about a row in words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.lists.columns import Column
from desktop_app.ui.lists.model import RowsModel
from desktop_app.ui.theme import Theme

__all__ = ["CellDelegate"]

PADDING = 8
HEIGHT = 31
GAP = 10


class CellDelegate(QStyledItemDelegate):
    """Draws a cell with the theme's colours."""

    def __init__(self, theme: Theme, model: RowsModel) -> None:
        """Paint rows of `model` in the colours of `theme`."""
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height every row has."""
        del option, index
        return QSize(self._theme.metric(HEIGHT), self._theme.metric(HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw background, text, and in the first cell what is unusual about the row."""
        rect: QRect = option.rect
        colours = self._theme.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, colours.accent)
        elif index.row() % 2:
            painter.fillRect(rect, colours.alternate)
        shown = self._model.shown(index.row())
        if shown is None:
            return
        pad = self._theme.metric(PADDING)
        inside = rect.adjusted(pad, 0, -pad, 0)
        metrics: QFontMetrics = option.fontMetrics
        if index.column() == 0 and shown.marks:
            inside = self._mark(painter, inside, metrics, shown.marks, chosen=chosen)
        painter.setPen(colours.on_accent if chosen else colours.text)
        text = shown.texts[index.column()]
        column: Column = self._model.columns[index.column()]
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, side | MIDDLE, one_line(text, metrics, inside.width()))

    def _mark(
        self, painter: QPainter, rect: QRect, metrics: QFontMetrics, marks: str, *, chosen: bool
    ) -> QRect:
        """Draw the marks at the right and return what is left of the cell."""
        width = min(metrics.horizontalAdvance(marks), rect.width() // 2)
        right = QRect(rect.right() - width, rect.top(), width + 1, rect.height())
        colours = self._theme.colours
        painter.setPen(colours.on_accent if chosen else colours.warning)
        painter.drawText(right, MIDDLE, one_line(marks, metrics, width))
        return rect.adjusted(0, 0, -width - self._theme.metric(GAP), 0)


MIDDLE = Qt.AlignmentFlag.AlignVCenter
LONGEST = 300
"""Characters of a text that can possibly be seen in a cell."""


def one_line(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return a text as it fits in one line of a width, cut with an ellipsis."""
    short = text[:LONGEST].replace("\n", " ")
    if metrics.horizontalAdvance(short) <= width and len(text) <= LONGEST:
        return short
    return metrics.elidedText(short, Qt.TextElideMode.ElideRight, width)
