"""Painting the lines: dense, one colour for what is late, headings across the whole width."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.lists.delegate import one_line
from desktop_app.ui.pages.follow_up.model import DAY, WHO, Heading, LinesModel
from desktop_app.ui.theme import Theme

__all__ = ["HEIGHT", "LineDelegate"]

HEIGHT, PADDING = 30, 8
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
LATE = "late"


class LineDelegate(QStyledItemDelegate):
    """Draws a cell in the colours of the theme."""

    def __init__(self, theme: Theme, model: LinesModel) -> None:
        """Paint lines of `model`."""
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height every line has."""
        del option, index
        return QSize(self._theme.metric(HEIGHT), self._theme.metric(HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw background and text."""
        line = self._model.line(index.row())
        if line is None:
            return
        colours, pad = self._theme.colours, self._theme.metric(PADDING)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        inside = option.rect.adjusted(pad, 0, -pad, 0)
        painter.save()
        if isinstance(line, Heading):
            painter.fillRect(option.rect, colours.hover)
            font = QFont(option.font)
            font.setBold(True)
            painter.setFont(font)
        elif chosen:
            painter.fillRect(option.rect, colours.accent)
        late = not isinstance(line, Heading) and line.group == LATE and index.column() == DAY
        muted = not isinstance(line, Heading) and index.column() == WHO
        plain = colours.error if late else colours.muted if muted else colours.text
        painter.setPen(colours.on_accent if chosen else plain)
        text = self._model.text(line, index.column())
        painter.drawText(inside, MIDDLE, one_line(text, painter.fontMetrics(), inside.width()))
        painter.restore()
