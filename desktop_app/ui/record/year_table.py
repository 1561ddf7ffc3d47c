"""A small table with a column for each year; what a figure is made of opens from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop_app.ui.desk import Desk
from desktop_app.ui.rows_table import ROW_HEIGHT

__all__ = ["Cell", "Line", "YearTable"]

OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
EDGES = 2
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEADS = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a year.

    Attributes:
        text: What it says.
        entity: What it is made of, '' for nothing.
        ids: The rows it is made of.
    """

    text: str
    entity: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What is told of each year: its label, and a figure for every year."""

    label: str
    cells: tuple[Cell, ...]


class YearTable(QTableWidget):
    """Years beside each other, the newest to the right; the oldest go where there is no room.

    Signals:
        wanted: A figure was opened: its cell, and what it is called.
    """

    wanted = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._desk = desk
        self._lines: list[str] = []
        self._years: list[str] = []
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(off)
        self.setHorizontalScrollBarPolicy(off)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(RIGHT)
        self.cellClicked.connect(self._open)
        desk.theme.changed.connect(self._draw)

    def show_lines(self, years: Sequence[str], lines: Sequence[Line]) -> None:
        """Show what is told of these years, the newest last."""
        at = self.currentRow(), self.columnCount() - self.currentColumn()
        self._lines, self._years = [line.label for line in lines], list(years)
        self.setRowCount(len(lines))
        self.setColumnCount(len(years))
        self.setHorizontalHeaderLabels(self._years)
        self.setVerticalHeaderLabels(self._lines)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line.cells):
                item = QTableWidgetItem(cell.text)
                item.setTextAlignment(RIGHT)
                item.setData(LEADS, cell)
                self.setItem(row, column, item)
        row = max(0, min(at[0], len(lines) - 1))
        column = len(years) - at[1] if 0 < at[1] <= len(years) else len(years) - 1
        self.setCurrentCell(row, column)
        if not self.hasFocus():
            self.clearSelection()
        self._draw()

    def text(self, line: str, year: str) -> str:
        """Return what is told of a year under a label, '' where nothing is."""
        if line not in self._lines or year not in self._years:
            return ""
        return self._cell(self._lines.index(line), self._years.index(year)).text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what a figure is made of."""
        if event.key() in OPENING:
            self._open(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.setCurrentCell(self.currentRow(), self.currentColumn())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no choice while the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.clearSelection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many years as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _cell(self, row: int, column: int) -> Cell:
        item = self.item(row, column)
        found = None if item is None else item.data(LEADS)
        return found if isinstance(found, Cell) else Cell("")

    def _draw(self) -> None:
        """Take the colours and the size of now."""
        height = self._desk.theme.metric(ROW_HEIGHT)
        for row in range(self.rowCount()):
            self.setRowHeight(row, height)
            for column in range(self.columnCount()):
                item = self.item(row, column)
                if item is not None and self._cell(row, column).ids:
                    item.setForeground(self._desk.theme.colours.link)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(self.rowCount() * height + head + EDGES * self.frameWidth())
        self._fit()

    def _fit(self) -> None:
        """Hide the oldest years where there is no room, never the newest; share out the rest."""
        labels = self.verticalHeader().sizeHint().width()
        room = self.width() - labels - EDGES * self.frameWidth()
        widths = [self._width(column) for column in range(self.columnCount())]
        shown: list[int] = []
        for column in reversed(range(len(widths))):
            fits = not shown or (column + 1 in shown and widths[column] <= room)
            self.setColumnHidden(column, not fits)
            if fits:
                shown.append(column)
                room -= widths[column]
        for column in shown:
            self.setColumnWidth(column, widths[column] + max(0, room) // len(shown))

    def _width(self, column: int) -> int:
        """Return the width that the figures of a year and the year itself need."""
        self.setColumnHidden(column, False)  # the heading of a hidden one has no width
        heading = self.horizontalHeader().sectionSizeHint(column)
        return max(self.sizeHintForColumn(column), heading) + 1

    def _open(self, row: int, column: int) -> None:
        cell = self._cell(row, column)
        if cell.ids:
            self.wanted.emit(cell, f"{self._lines[row]} {self._years[column]}")
