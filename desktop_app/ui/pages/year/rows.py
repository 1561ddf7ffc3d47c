"""A table of the report on the page; each line opens the rows that it tells of."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop_app.domain.year.model import RowSet, Table
from desktop_app.reports.year_values import LEFT, column_texts, sums
from desktop_app.ui.desk import Desk
from desktop_app.ui.rows_table import ROW_HEIGHT, set_up_rows
from desktop_app.ui.tips import as_tip

__all__ = ["RowsView"]

MOST_LINES, WIDEST = 14, 280
MEASURED = 40
"""Lines that the widths of columns follow: to measure all of a long table takes too long."""

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
SIDES = {True: Qt.AlignmentFlag.AlignLeft, False: Qt.AlignmentFlag.AlignRight}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowsModel(QAbstractTableModel):
    """The texts of a table, its sums last."""

    def __init__(self, desk: Desk, table: Table) -> None:
        """Write all texts in the language that is spoken."""
        super().__init__()
        self._desk = desk
        self._table = table
        language = desk.speech.language
        columns = [column_texts(table, place, language) for place in range(len(table.columns))]
        self._texts = [list(line) for line in zip(*columns, strict=True)]
        self._sums = sums(table, language) if table.rows else []

    def behind(self, line: int) -> RowSet | None:
        """Return the rows that a line tells of, None for the sums."""
        return self._table.rows[line].rows if 0 <= line < len(self._table.rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many lines there are, with the sums."""
        return 0 if parent.isValid() else len(self._texts) + bool(self._sums)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, and how it looks."""
        roles = Qt.ItemDataRole
        if role in {roles.DisplayRole, roles.ToolTipRole}:
            text = self._line(index.row())[index.column()]
            return as_tip(text) if role == roles.ToolTipRole else text
        if role == roles.TextAlignmentRole:
            return self._side(index.column())
        if role == roles.FontRole and index.row() >= len(self._texts):
            font = QFont()
            font.setBold(True)
            return font
        if role == roles.ForegroundRole and index.column() == 0 and self.behind(index.row()):
            return self._desk.theme.colours.link
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._desk.speech(self._table.columns[section].label)
        return None

    def _line(self, place: int) -> list[str]:
        return self._texts[place] if place < len(self._texts) else self._sums

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = SIDES[self._table.columns[column].unit in LEFT]
        return side | Qt.AlignmentFlag.AlignVCenter


class RowsView(QTableView):
    """Shows a table; as high as its lines, up to so many.

    Signals:
        wanted: The rows of a line are to be opened; carries them and what the line is called.
    """

    wanted = Signal(object, str)

    def __init__(self, desk: Desk, table: Table) -> None:
        """Show a table."""
        super().__init__()
        self._desk = desk
        self._model = RowsModel(desk, table)
        self.setModel(self._model)
        set_up_rows(self, desk.theme.metric, ())
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setAccessibleName(desk.speech(table.heading))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.clicked.connect(self._open)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a line by Enter."""
        if event.key() in ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        rows = self._model.behind(index.row())
        if rows is not None:
            self.wanted.emit(rows, str(self._model.index(index.row(), 0).data()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for a scroll bar only where there is one."""
        super().resizeEvent(event)
        self._grow()

    def _fit(self) -> None:
        metric = self._desk.theme.metric
        self.resizeColumnsToContents()
        for column in range(self._model.columnCount()):
            wide = self.columnWidth(column) + metric(12)
            self.setColumnWidth(column, min(wide, metric(WIDEST)))
        self._grow()

    def _grow(self) -> None:
        head = self.horizontalHeader()
        lines = min(self._model.rowCount(), MOST_LINES)
        high = head.sizeHint().height() + lines * self._desk.theme.metric(ROW_HEIGHT)
        if head.length() > self.viewport().width():
            high += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(high + 2 * self.frameWidth() + 2)
