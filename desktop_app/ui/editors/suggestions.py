"""What is suggested while somebody types: a list over the window that never takes the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

__all__ = ["Suggestion", "Suggestions"]

MOST_SEEN = 9
SPACE = 8
_SECOND = int(Qt.ItemDataRole.UserRole)
_CHOICE = _SECOND + 1


@dataclass(frozen=True)
class Suggestion:
    """One thing that may be meant.

    Attributes:
        key: Its code or id, '' for something to be made.
        title: What it is called.
        second: What tells it from others, muted.
        make: What makes it where it is not there yet.
    """

    key: str
    title: str
    second: str = ""
    make: Callable[[], object] | None = None


class Suggestions(QListWidget):
    """The list; the line it belongs to keeps the focus and steers it.

    Signals:
        chosen: A `Suggestion` was chosen with the mouse.
    """

    chosen = Signal(object)

    def __init__(self, line: QWidget) -> None:
        """Lie over the window of `line`, hidden."""
        super().__init__(line.window())
        self._line = line
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(_CHOICE)))
        self.hide()
        self._follow()

    def offer(self, found: Sequence[Suggestion]) -> None:
        """Show what may be meant, the first of it ready to be chosen; nothing hides the list."""
        self.clear()
        for each in found:
            item = QListWidgetItem(each.title)
            item.setData(_SECOND, each.second)
            item.setData(_CHOICE, each)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.title} {each.second}".strip())
            self.addItem(item)
        self.setVisible(bool(found))
        if found:
            self.setCurrentRow(0)
            self._place()
            self.raise_()

    def current(self) -> Suggestion | None:
        """Return what Enter would choose, None while nothing is shown."""
        item = self.currentItem()
        if not self.isVisible() or item is None:
            return None
        found: Suggestion = item.data(_CHOICE)
        return found

    def step(self, rows: int) -> None:
        """Go down or up, round the ends."""
        if self.count():
            self.setCurrentRow((self.currentRow() + rows) % self.count())

    def _place(self) -> None:
        """Lie under the line, or above it where there is more room, within the window."""
        window = self._line.window()
        rows = min(self.count(), MOST_SEEN)
        high = rows * self.sizeHintForRow(0) + 2 * self.frameWidth() + 2
        top = self._line.mapTo(window, QPoint(0, self._line.height()))
        over = self._line.mapTo(window, QPoint(0, 0)).y()
        room = window.height() - top.y()
        width = min(max(self._line.width(), 320), window.width())
        left = max(0, min(top.x(), window.width() - width))
        if high > room and over > room:
            high = min(high, over)
            self.setGeometry(left, over - high, width, high)
        else:
            self.setGeometry(left, top.y(), width, min(high, room))

    def _follow(self) -> None:
        """Hide when what the line lies in is scrolled."""
        around = self._line.parentWidget()
        while around is not None:
            if isinstance(around, QAbstractScrollArea):
                around.verticalScrollBar().valueChanged.connect(self.hide)
            around = around.parentWidget()


class _Delegate(QStyledItemDelegate):
    """Draws the title, and the second text muted beside it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        title, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole
        rect = option.rect.adjusted(SPACE, 0, -SPACE, 0)
        ink = option.palette.color(role.HighlightedText if selected else role.Text)
        used = self._draw(painter, option, rect, title, ink)
        rect.setLeft(rect.left() + used + 2 * SPACE)
        muted = ink if selected else QApplication.palette().color(role.PlaceholderText)
        self._draw(painter, option, rect, str(index.data(_SECOND) or ""), muted)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, option.fontMetrics.height() + SPACE + 2)

    def _draw(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, text: str, ink: QColor
    ) -> int:
        metrics = option.fontMetrics
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(ink)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), fitting)
        return metrics.horizontalAdvance(fitting)
