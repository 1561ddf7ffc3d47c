"""Everything that was done, newest first; anything of it can be taken back."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.words import Words
from desktop_app.services import reading
from desktop_app.services.imported import IMPORT
from desktop_app.storage.past import RecordedAction
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import SHOW_ROWS
from desktop_app.ui.session import Change
from desktop_app.ui.times import when
from desktop_app.ui.tips import as_tip

__all__ = ["HistoryPage"]

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
BATCH = 200
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
TITLE = Words("Historik", "History")
ABOUT = Words(
    "Allt som gjorts i registret, det senaste först. Det går att ångra vad som helst, också det "
    "som gjordes för länge sedan; det som ändrats efteråt lämnas som det är.",
    "Everything done in the register, the latest first. Anything can be undone, also what was done "
    "long ago; what was changed afterwards is left as it is.",
)
SHOW_TIP = Words(
    "Visa raderna som den valda inläsningen gällde (Enter)",
    "Show the rows that the selected import touched (Enter)",
)
UNDO_THIS = Words("Ångra den valda", "Undo the selected one")
HEADINGS = (
    Words("När", "When"),
    Words("Vem", "Who"),
    Words("Vad", "What"),
    Words("Från filen", "From the file"),
)
UNDONE = Words("{label} (ångrad)", "{label} (undone)")
WHAT = 2


class HistoryModel(QAbstractTableModel):
    """The actions of the record, read in batches as one scrolls."""

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._desk = desk
        self._actions: list[tuple[RecordedAction, bool]] = []

    def read(self) -> None:
        """Read anew from the newest."""
        found = self._next(0)  # before the reset begins: a locked file cannot be read
        self.beginResetModel()
        self._actions = found
        self.endResetModel()

    def forget(self) -> None:
        """Write all texts anew: in another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)
        if self._actions:
            last = self.index(len(self._actions) - 1, len(HEADINGS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def action(self, place: int) -> tuple[RecordedAction, bool] | None:
        """Return the action at a place and whether it is undone."""
        return self._actions[place] if 0 <= place < len(self._actions) else None

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there is more to read."""
        return not parent.isValid() and bool(self._actions) and len(self._actions) % BATCH == 0

    def fetchMore(self, parent: Index) -> None:
        """Read the next batch."""
        del parent
        before = len(self._actions)
        more = self._next(before)
        if more:
            self.beginInsertRows(NOWHERE, before, before + len(more) - 1)
            self._actions += more
            self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many actions are read."""
        return 0 if parent.isValid() else len(self._actions)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return when, who, what and from which file."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell."""
        found = self.action(index.row())
        if found is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        action, undone = found
        speech = self._desk.speech
        told = speech(UNDONE, label=action.label) if undone else speech(action.label)
        texts = (when(action.at), action.who or "", told, action.source or "")
        text = texts[index.column()]
        return as_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._desk.speech(HEADINGS[section])
        return None

    def _next(self, start: int) -> list[tuple[RecordedAction, bool]]:
        """Read the next batch; nothing stays open in between, since others may want to write."""
        return list(islice(reading.history(self._desk.session.register), start, start + BATCH))


class HistoryPage(QWidget):
    """The whole history."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it is filled when it is shown."""
        super().__init__()
        self._desk = desk
        self._stale = True
        self.model = HistoryModel(desk)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        modes, columns = QHeaderView.ResizeMode, self.table.horizontalHeader()
        columns.setSectionResizeMode(modes.ResizeToContents)
        columns.setSectionResizeMode(WHAT, modes.Stretch)
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(LEFT)
        self.table.selectionModel().currentRowChanged.connect(self._allow)
        self.undo = QPushButton(icon("undo-2"), "")
        self.undo.clicked.connect(self._undo)
        self.rows = QPushButton(icon("list"), "")
        self.rows.clicked.connect(self._show_rows)
        self.table.activated.connect(self._show_rows)
        self._title, self._about = plain_label("title"), plain_label("muted")
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.rows)
        top.addWidget(self.undo)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._about)
        layout.addWidget(self.table, 1)
        self.look()

    def heed(self, change: Change) -> None:
        """Show what was done, now or when the page is shown."""
        del change
        self._stale = True
        if self.isVisible():
            self.arrive()

    def arrive(self) -> None:
        """Show the page as things stand."""
        if self._stale:
            self.say()
            self.model.read()
            self._stale = False
            self._allow()

    def look(self) -> None:
        """Take sizes anew."""
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._desk.theme.metric(30))

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._desk.speech
        self._title.setText(speech(TITLE))
        self._about.setText(speech(ABOUT))
        self.undo.setText(speech(UNDO_THIS))
        self.rows.setText(speech(SHOW_ROWS))
        self.rows.setToolTip(speech(SHOW_TIP))
        self.table.setAccessibleName(speech(TITLE))
        self.model.forget()

    def _allow(self) -> None:
        found = self.model.action(self.table.currentIndex().row())
        able = found is not None and not found[1] and found[0].kind != "new"
        self.undo.setEnabled(able and self._desk.session.writable)
        self.rows.setEnabled(able and found is not None and found[0].kind == IMPORT)

    def _undo(self) -> None:
        found = self.model.action(self.table.currentIndex().row())
        if found is not None:
            self._desk.ways.undo.emit(found[0].id)

    def _show_rows(self) -> None:
        found = self.model.action(self.table.currentIndex().row())
        if found is not None and self.rows.isEnabled():
            self._desk.ways.imported.emit([found[0].id])
