"""The middle of the preview: numbers, search, the table of rows, and one row in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QByteArray, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.words import Words
from desktop_app.services.import_plan import Category, ImportPlan, Outcome, problems_of
from desktop_app.services.list_choices import Treatment
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.pages.parts import Scrolled
from desktop_app.ui.rows_table import set_up_rows
from desktop_app.ui.taking.account import Account
from desktop_app.ui.taking.cells import CellsDelegate
from desktop_app.ui.taking.columns import Columns
from desktop_app.ui.taking.details import Details
from desktop_app.ui.taking.planning import Asked
from desktop_app.ui.taking.rows import CHANGES, Filter, Rows
from desktop_app.ui.taking.treating import KEYS, Treating
from desktop_app.ui.taking.words import KINDS

__all__ = ["Panes"]

SEARCH = Words("Sök bland raderna", "Search the rows")
ALL_SHEETS = Words("Alla blad", "All sheets")
SHEETS = Words("Blad", "Sheet")
TABLE = Words("Rader i filen", "Rows of the file")
ROW, COLUMNS = Words("Raden", "The row"), Words("Kolumner", "Columns")
NONE_FOUND = Words("Inga rader stämmer med det.", "No rows fit that.")
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEAST_SHOWN = 8  # letters
LEAST_DETAILS = 120
WIDTHS = (115, 120, 160)
"""Of all columns but the last, which takes what is left: at least two fifths."""

MOST = 0.6


class Table(QTableView):
    """The table of rows; Enter goes to the row in full, letters decide what it becomes.

    Signals:
        entered: Enter was pressed on a row.
        treated: What a row becomes was chosen by its key; with Shift, for all of its kind.
    """

    entered, treated = Signal(), Signal(str, bool)
    widths: Sequence[int] = ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for what changes."""
        super().resizeEvent(event)
        fit = min(1.0, MOST * self.viewport().width() / max(1, sum(self.widths)))
        for column, width in enumerate(self.widths):
            self.setColumnWidth(column, int(width * fit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter; the rest as any table."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.key() in KEYS and event.modifiers() in {PLAIN, SHIFT}:
            self.treated.emit(KEYS[event.key()], event.modifiers() == SHIFT)
        else:
            super().keyPressEvent(event)


class Panes(QWidget):
    """Shows a plan."""

    def __init__(self, desk: Desk) -> None:
        """Make all, without a plan."""
        super().__init__()
        self._desk = desk
        self._plan: ImportPlan | None = None
        self._stands: Counter[str | None] = Counter()
        self._back: tuple[Outcome, int] | None = None
        self.account = Account(desk)
        self.search = QLineEdit()
        self.sheets = QComboBox()
        self.rows = Rows(desk.speech, desk.session.register.titles().of, self)
        self.table = Table()
        self.details = Details(desk)
        self.treating = Treating(desk)
        self.columns = Columns(desk)
        self._tabs = QTabWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._nothing = QLabel(desk.speech(NONE_FOUND))
        self._set_up_table()
        self._set_up_search()
        self._lay_out()
        self._wire()

    def show_plan(self, plan: ImportPlan, asked: Asked) -> None:
        """Show a plan, all its rows, the first of them in full."""
        self._take(plan)
        self.account.show_all()
        self._fill_sheets(plan)
        with QSignalBlocker(self.search):
            self.search.clear()
        self.rows.show_plan(plan)
        kinds = list(dict.fromkeys(outcome.entity for outcome in plan.outcomes))
        is_list = plan.kind == "list"
        self._tabs.setTabVisible(1, is_list)
        if is_list:
            kinds = [asked.entity] if asked.entity else kinds
            self.columns.show_columns(plan.columns, kinds, asked.entity, asked.mapping)

    def show_decided(self, plan: ImportPlan) -> None:
        """Show the same file as it is after a decision, where it was looked at."""
        place = self.table.currentIndex().row()
        outcome = self.rows.outcome(place)
        self._back = None if outcome is None else (outcome, place)
        self._take(plan)
        self.rows.show_plan(plan, as_before=True)

    def _take(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._stands = Counter(outcome.match for outcome in plan.outcomes)
        beyond = Counter(outcome.category for outcome in plan.beyond)
        self.account.show_account(plan.account(), beyond)

    def keep(self) -> QByteArray:
        """Return how the panes are divided."""
        return self.splitter.saveState()

    def show_columns(self) -> None:
        """Bring the columns to the front."""
        self._tabs.setCurrentIndex(1)

    # --- making

    def _set_up_table(self) -> None:
        metric, table = self._desk.theme.metric, self.table
        table.setModel(self.rows)
        table.setAccessibleName(self._desk.speech(TABLE))
        table.setItemDelegateForColumn(CHANGES, CellsDelegate(self._desk.theme, table))
        # One height for all rows: the table asks nothing of rows that are not in view.
        set_up_rows(table, metric, ())
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setStretchLastSection(True)
        table.widths = [metric(width) for width in WIDTHS]

    def _set_up_search(self) -> None:
        said = self._desk.speech(SEARCH)
        self.search.setPlaceholderText(said)
        self.search.setAccessibleName(said)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.sheets.setAccessibleName(self._desk.speech(SHEETS))
        self.sheets.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.sheets.setMinimumContentsLength(LEAST_SHOWN)
        self._nothing.setProperty("role", "muted")
        self._nothing.hide()

    def _lay_out(self) -> None:
        gap = self._desk.theme.metric(8)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.sheets)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, gap, 0)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self._nothing)
        self._tabs.setAccessibleName(self._desk.speech(ROW))
        self._tabs.addTab(self._row(), self._desk.speech(ROW))
        self._tabs.addTab(self.columns, self._desk.speech(COLUMNS))
        self.splitter.addWidget(left)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(gap, 0, 0, 0)
        beside.addWidget(self._tabs)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setChildrenCollapsible(False)
        self._tabs.setMinimumWidth(self._desk.theme.metric(260))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.account)
        whole.addWidget(self.splitter, 1)

    def _row(self) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.treating)
        column.addWidget(self.details, 1)
        self.details.setMinimumHeight(self._desk.theme.metric(LEAST_DETAILS))
        scrolled = Scrolled(row)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies in it is reached
        return scrolled

    def _wire(self) -> None:
        self.account.chosen.connect(self._look)
        self.sheets.activated.connect(self._look)
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self.table.setFocus)
        self.rows.rowsInserted.connect(self._choose_first)
        self.rows.modelReset.connect(self._show_row)
        self.rows.settled.connect(self._settled)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.table.entered.connect(self._show_in_full)
        self.table.treated.connect(self._treat)

    # --- showing

    def _fill_sheets(self, plan: ImportPlan) -> None:
        names = list(dict.fromkeys(outcome.sheet for outcome in plan.outcomes))
        self.sheets.clear()
        self.sheets.addItem(self._desk.speech(ALL_SHEETS), "")
        for name in names:
            self.sheets.addItem(name, name)
        self.sheets.setVisible(len(names) > 1)

    def _look(self, *_changed: object) -> None:
        chosen = (category for category in KINDS if self.account.chip(category).isChecked())
        category: Category | Literal[""] = next(chosen, "")
        sheet = self.sheets.currentData() or ""
        self.rows.look_for(Filter(category, sheet, self.search.text()))

    def _choose_first(self, _parent: QModelIndex, first: int) -> None:
        if first == 0 and self._back is None:
            self.table.setCurrentIndex(self.rows.index(0, 0))

    def _settled(self) -> None:
        """Say if there is no row; go back to the one that was decided, or to the next."""
        self._nothing.setVisible(self.rows.rowCount() == 0)
        if self._back is not None:
            outcome, place = self._back
            found = self.rows.place(outcome)
            self._back = None
            row = found if found >= 0 else min(place, self.rows.rowCount() - 1)
            self.table.setCurrentIndex(self.rows.index(row, 0))

    def _show_row(self, *_changed: object) -> None:
        outcome = self.rows.outcome(self.table.currentIndex().row())
        self.treating.show_row(outcome, self._stands[outcome.match] if outcome else 0)
        if outcome is None or self._plan is None:
            self.details.show_outcome(None)
        else:
            title = self.rows.title(outcome)
            self.details.show_outcome(outcome, title, problems_of(self._plan, outcome))

    def _treat(self, treatment: Treatment, for_all: bool) -> None:
        self.treating.decide(treatment, for_all=for_all)

    def _show_in_full(self) -> None:
        self._tabs.setCurrentIndex(0)
        self.details.setFocus()
