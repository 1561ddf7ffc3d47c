"""Choosing the columns of a list, their order, and what it is sorted by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.lists.columns import TITLE, Column, all_columns, first_columns
from desktop_app.ui.lists.page import ListPage

__all__ = ["ColumnsDialog"]

HEADING = Words("Kolumner och sortering", "Columns and sorting")
ABOUT = Words(
    "Kryssa för det som ska visas. Flytta en kolumn med knapparna eller Alt+↑ och Alt+↓.",
    "Tick what is to be shown. Move a column with the buttons or Alt+↑ and Alt+↓.",
)
UP, DOWN = Words("Flytta upp", "Move up"), Words("Flytta ned", "Move down")
USUAL = Words("Som från början", "As it was at first")
SORT = (Words("Sortera efter", "Sort by"), Words("och sedan efter", "and then by"))
USUAL_ORDER = Words("(den vanliga ordningen)", "(the usual order)")
DESCENDING = Words("Fallande", "Descending")
KEY = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 26


class ColumnsDialog(QDialog):
    """The columns of one list."""

    def __init__(self, desk: Desk, page: ListPage, parent: QWidget | None = None) -> None:
        """Show the columns that are chosen first, in their order, then the others."""
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.speech(HEADING))
        self.resize(desk.theme.room(460, 620))
        self.list = QListWidget()
        self.list.setAccessibleName(desk.speech(HEADING))
        self._fill([column.name for column in page.model.columns])
        self.sorts = [self._sort_row(words) for words in SORT]
        self._show_sort()
        self._lay_out()

    def accept(self) -> None:
        """Show the list as chosen."""
        names = [
            str(item.data(KEY))
            for item in map(self.list.item, range(self.list.count()))
            if item.checkState() == Qt.CheckState.Checked
        ]
        self._page.choose_columns(names or first_columns(self._page.entity))
        sort = [
            (str(box.currentData()), down.isChecked())
            for box, down in self.sorts
            if box.currentData()
        ]
        self._page.sort_by(list(dict(sort).items()))
        super().accept()

    def _fill(self, chosen: Sequence[str]) -> None:
        self.list.clear()
        entity = self._page.entity
        rest = [name for name in all_columns(entity) if name not in chosen]
        for name in [*chosen, *rest]:
            item = QListWidgetItem(self._desk.speech(Column(entity, name).label))
            item.setData(KEY, name)
            item.setSizeHint(QSize(0, self._desk.theme.metric(ROW_HEIGHT)))
            on = name in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)

    def _sort_row(self, words: Words) -> tuple[QComboBox, QCheckBox]:
        box = QComboBox()
        box.setAccessibleName(self._desk.speech(words))
        box.addItem(self._desk.speech(USUAL_ORDER), "")
        for name in all_columns(self._page.entity):
            if name != TITLE:
                box.addItem(self._desk.speech(Column(self._page.entity, name).label), name)
        return box, QCheckBox(self._desk.speech(DESCENDING))

    def _show_sort(self) -> None:
        for (box, down), (name, falling) in zip(self.sorts, self._page.sort, strict=False):
            box.setCurrentIndex(max(0, box.findData(name)))
            down.setChecked(falling)

    def _lay_out(self) -> None:
        speech = self._desk.speech
        about = QLabel(speech(ABOUT))
        about.setWordWrap(True)
        about.setProperty("role", "muted")
        up, down = (
            QPushButton(icon("arrow-up"), speech(UP)),
            QPushButton(icon("arrow-down"), speech(DOWN)),
        )
        up.setShortcut("Alt+Up")
        down.setShortcut("Alt+Down")
        up.clicked.connect(lambda: self._move(-1))
        down.clicked.connect(lambda: self._move(1))
        usual = QPushButton(speech(USUAL))
        usual.clicked.connect(lambda: self._fill(first_columns(self._page.entity)))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addWidget(self.list, 1)
        layout.addLayout(_row(up, down, usual))
        for words, (box, falling) in zip(SORT, self.sorts, strict=True):
            layout.addWidget(QLabel(speech(words)))
            layout.addLayout(_row(box, falling))
        layout.addWidget(buttons)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QComboBox) else 0)
    row.addStretch(0)
    return row
