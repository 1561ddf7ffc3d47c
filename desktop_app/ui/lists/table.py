"""The table of a list: keys, columns, sorting, and copying to Excel."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QMimeData,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.services.viewing import Keys
from desktop_app.ui.desk import Desk
from desktop_app.ui.lists.delegate import HEIGHT, CellDelegate
from desktop_app.ui.lists.model import RowsModel

__all__ = ["RowsTable"]

NARROWEST = 48
COPIED_AT_MOST = 10_000
AS_TEXT = r'mso-number-format:"\@"'


class RowsTable(QTableView):
    """A table of rows.

    Signals:
        chosen: Another row is the current one; carries its id, '' for none.
        entered: Enter was pressed, or a row double-clicked.
        pasted: The keys for pasting were pressed.
        typed: A letter was typed that should go to the search field.
        sort_wanted: A heading was clicked; the column, and whether to keep the other columns.
        menu_wanted: The menu of a row, or of the headings (then the column, else -1).
        left: Arrow up on the first row.
    """

    chosen = Signal(str)
    entered = Signal()
    pasted = Signal()
    typed = Signal(str)
    sort_wanted = Signal(int, bool)
    menu_wanted = Signal(QPoint, int)
    left = Signal()

    def __init__(self, desk: Desk, model: RowsModel) -> None:
        """Show `model`."""
        super().__init__()
        self.rows = model
        self._desk = desk
        self._silent = False
        self._kept: set[int] = set()
        self._scrolled = (0, 0)
        self._in_sight = False
        self.setItemDelegate(self._keep(CellDelegate(desk.theme, model)))
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._head()
        self.fit()
        model.replacing.connect(self._note)
        self.selectionModel().currentRowChanged.connect(self._changed)
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.viewport().mapToGlobal(place), -1)
        )

    def fit(self) -> None:
        """Take heights from the size of text."""
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self._desk.theme.metric(HEIGHT))

    def go_to(self, place: int) -> None:
        """Make a row the current one, without telling."""
        self._silent = True
        try:
            # not selectRow: while somebody holds Ctrl, it would take the selection away
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                self.rows.index(place, 0), flags.ClearAndSelect | flags.Rows
            )
            if place >= 0:
                self.scrollTo(self.rows.index(place, 0))
        finally:
            self._silent = False

    def come_back(self, place: int) -> None:
        """Select and show what was selected and shown before the rows got other places.

        The current row, at `place` now, is followed if it was in sight.
        """
        self.go_to(place)
        if len(self._kept) > 1:
            self._select(at for at, key in enumerate(self.rows.order.keys) if key in self._kept)
        self.horizontalScrollBar().setValue(self._scrolled[0])
        self.verticalScrollBar().setValue(self._scrolled[1])
        if self._in_sight and place >= 0:
            self.scrollTo(self.rows.index(place, max(0, self.columnAt(0))))

    def chosen_ids(self) -> list[str]:
        """Return the ids of the selected rows, in order."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [id_ for id_ in map(self.rows.id_at, places) if id_]

    def beside_chosen(self) -> str:
        """Return the row after the selected ones, else the one before them, '' if there is none."""
        places = [index.row() for index in self.selectionModel().selectedRows()]
        if not places:
            return ""
        return self.rows.id_at(max(places) + 1) or self.rows.id_at(min(places) - 1)

    def copy(self) -> int:
        """Copy the selected rows with their headings as Excel pastes them; return how many."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        texts = [self.rows.shown(place) for place in places[:COPIED_AT_MOST]]
        lines = [[self._desk.speech(column.label) for column in self.rows.columns]]
        lines += [list(shown.texts) for shown in texts if shown is not None]
        if len(lines) > 1:
            QGuiApplication.clipboard().setMimeData(_as_pasted(lines))
        return len(lines) - 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; letters go to the search field."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif _is_letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _note(self, keys: Keys) -> None:
        """Remember which rows are selected, by their keys so far, and what is in sight."""
        self._kept = {
            keys[place]
            for part in self.selectionModel().selection().toList()
            for place in range(part.top(), min(part.bottom() + 1, len(keys)))
        }
        self._scrolled = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        current = self.visualRect(self.currentIndex())
        self._in_sight = current.isValid() and self.viewport().rect().intersects(current)

    def _select(self, places: Iterable[int]) -> None:
        chosen = QItemSelection()
        last = self.rows.columnCount() - 1
        for _gap, run in groupby(enumerate(places), key=lambda each: each[1] - each[0]):
            together = [place for _number, place in run]
            first, end = self.rows.index(together[0], 0), self.rows.index(together[-1], last)
            chosen.append(QItemSelectionRange(first, end))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _keep(self, delegate: CellDelegate) -> CellDelegate:
        self._delegate = delegate  # a view does not own its delegate
        return delegate

    def _head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(NARROWEST)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self._heading_clicked)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(head.mapToGlobal(place), head.logicalIndexAt(place))
        )

    def _heading_clicked(self, column: int) -> None:
        shift = Qt.KeyboardModifier.ShiftModifier
        self.sort_wanted.emit(column, bool(QGuiApplication.keyboardModifiers() & shift))

    def _changed(self) -> None:
        if not self._silent:
            index = self.currentIndex()
            self.chosen.emit(self.rows.id_at(index.row()) if index.isValid() else "")


def _is_letter(event: QKeyEvent) -> bool:
    text = event.text()
    plain = event.modifiers() in {
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
    }
    return plain and len(text) == 1 and text.isalnum()


def _as_pasted(lines: list[list[str]]) -> QMimeData:
    """Return lines as text and as a table whose cells Excel takes as text, never as formulas."""
    from html import escape  # noqa: PLC0415 — slow to load, and for copying alone

    data = QMimeData()
    data.setText("\n".join("\t".join(map(_cell, line)) for line in lines))
    rows = (
        "".join(f"<td style='{AS_TEXT}'>{escape(cell)}</td>" for cell in line) for line in lines
    )
    data.setHtml(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return data


def _cell(text: str) -> str:
    """Return a text as one cell of what is pasted: tabs and line breaks would divide it."""
    return " ".join(text.split("\t")).replace("\r", "").replace("\n", " ")
