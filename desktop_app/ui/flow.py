"""Widgets one after another in lines, as words in a text: what has no room goes to the next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

__all__ = ["Flow"]


class Flow(QLayout):
    """Lays widgets out in lines, as many as the width asks for."""

    def __init__(self, parent: QWidget | None, gap: int, rest: int = 0) -> None:
        """Begin empty.

        Args:
            parent: The widget to lay out.
            gap: The room between widgets and between lines, in pixels.
            rest: Where it is not 0, the last widget takes the rest of its line, and at least this.
        """
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._rest = gap, rest
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def insert(self, place: int, widget: QWidget) -> None:
        """Add a widget before the others."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow layout is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that all lines have in a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Return the size of all widgets in one line; with a rest, as little as is needed."""
        if self._rest:
            return self.minimumSize()
        sizes = [item.sizeHint() for item in self._seen()]
        width = sum(size.width() + self._gap for size in sizes)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest widget; with a rest, the others are cut to fit."""
        found = QSize()
        for item in self._seen():
            found = found.expandedTo(item.minimumSize())
        return QSize(self._rest, found.height()) if self._rest else found

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Go through the lines; return their height."""
        top, seen = rect.top(), self._seen()
        for line in self._lines(seen, rect.width()):
            high = max(item.sizeHint().height() for item in line)
            left = rect.left()
            for item in line:
                rest = self._rest and item is seen[-1]
                wide = rect.right() + 1 - left if rest else self._wide(item, rect.width())
                if move:
                    item.setGeometry(QRect(QPoint(left, top), QSize(wide, high)))
                left += wide + self._gap
            top += high + self._gap
        return max(0, top - self._gap - rect.top())

    def _lines(self, seen: list[QLayoutItem], width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = width
        for item in seen:
            rest = self._rest and item is seen[-1]
            wide = self._rest if rest else self._wide(item, width)
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self._gap
        return lines

    def _wide(self, item: QLayoutItem, width: int) -> int:
        wide = item.sizeHint().width()
        return min(wide, width) if self._rest else wide
