"""A list of documents, each with a line below its name that says what it is for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.ui.theme import Theme

__all__ = ["DocumentList"]

ABOUT = Qt.ItemDataRole.UserRole + 1
PADDING = 8
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
Index = QModelIndex | QPersistentModelIndex


class DocumentList(QListWidget):
    """Names with what they are for; the texts wrap where there is little room."""

    def __init__(self, theme: Theme, documents: Iterable[tuple[str, str]]) -> None:
        """Show documents: what each is called, and what it is for."""
        super().__init__()
        self._delegate = _Painter(theme)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name, about in documents:
            item = QListWidgetItem(name)
            item.setData(ABOUT, about)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}. {about}")
            self.addItem(item)


class _Painter(QStyledItemDelegate):
    """Draws the name and, below it, what the document is for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that both texts take at the width of the list."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        name, about = self._places(option, index, QRect(0, 0, width, 0))
        return QSize(0, name.height() + about.height() + 2 * self._theme.metric(PADDING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw both texts in the colours of the theme."""
        colours, rect = self._theme.colours, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, colours.accent)
        name, about = self._places(option, index, rect)
        painter.save()
        painter.setFont(_strong(option.font))
        painter.setPen(colours.on_accent if chosen else colours.text)
        painter.drawText(name, WRAPPED, str(index.data()))
        painter.setFont(option.font)
        painter.setPen(colours.on_accent if chosen else colours.muted)
        painter.drawText(about, WRAPPED, str(index.data(ABOUT)))
        painter.restore()

    def _places(
        self, option: QStyleOptionViewItem, index: Index, rect: QRect
    ) -> tuple[QRect, QRect]:
        """Return where name and line stand in a rectangle of that width."""
        pad = self._theme.metric(PADDING)
        room = QRect(rect.left() + pad, rect.top() + pad, rect.width() - 2 * pad, 1 << 14)
        strong = QFontMetrics(_strong(option.font))
        name = strong.boundingRect(room, WRAPPED, str(index.data()))
        below = room.adjusted(0, name.height(), 0, 0)
        about = option.fontMetrics.boundingRect(below, WRAPPED, str(index.data(ABOUT)))
        return (
            QRect(room.left(), room.top(), room.width(), name.height()),
            QRect(room.left(), below.top(), room.width(), about.height()),
        )


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong
