"""The table of files that are taken in at once: whose each is, and what becomes of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableWidget,
    QTableWidgetItem,
)

from desktop_app.domain.words import Words
from desktop_app.services.batch import FilePlan, State
from desktop_app.services.import_plan import CATEGORIES
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import marked
from desktop_app.ui.rows_table import set_up_rows
from desktop_app.ui.speech import grouped
from desktop_app.ui.taking.words import KINDS
from desktop_app.ui.times import when
from desktop_app.ui.tips import as_tip

__all__ = ["ManyFiles", "state_of"]

TABLE = Words("Filerna", "The files")
FILE, STATE = Words("Fil", "File"), Words("Läge", "State")
FROM, MADE = Words("Från", "From"), Words("Gjord", "Made")
ROWS = Words("Rader", "Rows")
WAITS = Words("I kö", "Queued")
READING = Words("Läses …", "Being read …")
READ = Words("Läst", "Read")
LOCKED = Words("Låst: lösenord behövs", "Locked: needs a password")
UNREADABLE = Words("Kan inte läsas in", "Cannot be taken in")
NOTHING_NEW = Words("Inget nytt", "Nothing new")
CHECK = Words("Se efter först", "Check first")
DECIDE = Words("Klar; {n} att avgöra", "Ready; {n} to decide")
GAP = Words("Klar; något tidigare saknas", "Ready; something earlier is missing")
DAMAGED = Words("Klar; {n} skadade rader i loggen", "Ready; {n} damaged lines in the log")
READY = Words("Klar", "Ready")
LIST = Words("Lista", "List")
PROGRESS: Mapping[State, Words] = {
    State.READING: READING,
    State.READ: READ,
    State.PLANNED: READY,
    State.REFUSED: UNREADABLE,
}
WAITING = ("conflicts", "doubts", "refused")
WIDTHS = (210, 190, 190, 125)
NUMBER_WIDTH = 92


def state_of(each: FilePlan) -> tuple[Words, bool]:
    """Return what is to be said of a file, and whether somebody should heed it."""
    plan = each.plan
    if plan is None:
        return (LOCKED if each.locked else UNREADABLE), True
    if each.nothing_new:
        return NOTHING_NEW, False
    if plan.warnings:
        return CHECK, True
    if each.damaged:
        return DAMAGED.fill(n=each.damaged), True
    if each.gap:
        return GAP, True
    count = sum(each.account()[name] for name in WAITING)
    count += sum(outcome.category in WAITING for outcome in plan.beyond)
    return (DECIDE.fill(n=count), True) if count else (READY, False)


class ManyFiles(QTableWidget):
    """One line for each file.

    Signals:
        chosen: Another file is looked at; carries its place.
        entered: Enter was pressed on a file.
    """

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        """Make it without files."""
        super().__init__()
        self._desk = desk
        self._places: dict[Path, int] = {}
        speech, metric = desk.speech, desk.theme.metric
        heads = [FILE, STATE, FROM, MADE, ROWS, *(KINDS[name] for name in CATEGORIES)]
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels([speech(words) for words in heads])
        self.setAccessibleName(speech(TABLE))
        widths = (*WIDTHS, *[NUMBER_WIDTH] * (len(heads) - len(WIDTHS)))
        set_up_rows(self, metric, widths)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.currentCellChanged.connect(lambda row, *_others: self.chosen.emit(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter; the rest as any table."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def begin(self, paths: Sequence[Path]) -> None:
        """Show files that nothing is known of yet."""
        self._places = {path: place for place, path in enumerate(dict.fromkeys(paths))}
        self.setRowCount(len(self._places))
        for path, place in self._places.items():
            self._write(place, [path.name, self._desk.speech(WAITS)])

    def hear(self, path: Path, state: State) -> None:
        """Show how far a file has come."""
        item = self.item(self._places.get(path, -1), 1)
        if item is not None:
            item.setText(self._desk.speech(PROGRESS[state]))

    def show_files(self, files: Sequence[FilePlan]) -> None:
        """Show what becomes of files."""
        self._places = {each.path: place for place, each in enumerate(files)}
        self.setRowCount(len(files))
        for place, each in enumerate(files):
            self._show(place, each)
        first = next((place for place, each in enumerate(files) if each.locked), 0)
        self.setCurrentCell(first, 0)
        self.chosen.emit(first)

    def _show(self, place: int, each: FilePlan) -> None:
        speech, account = self._desk.speech, each.account()
        words, heeded = state_of(each)
        origin = each.plan.origin if each.plan else None
        office = origin.office if origin else speech(LIST) if each.plan else ""
        made = when(origin.made_at) if origin else ""
        names = ("rows", *CATEGORIES) if account else ()
        counts = [grouped(account[name], speech.language) for name in names]
        self._write(place, [each.path.name, speech(words), office, made, *counts])
        colours = self._desk.theme.colours
        name, colour = ("triangle-alert", colours.warning) if heeded else ("check", colours.success)
        state = self.item(place, 1)
        assert state is not None  # noqa: S101 — just written
        length = self._desk.theme.metric(16)
        state.setIcon(marked(name, length, colour, colours.on_accent))
        if heeded:
            state.setBackground(QBrush(colours.warning_back))
            state.setForeground(QBrush(colours.text))

    def _write(self, place: int, texts: Sequence[str]) -> None:
        for column in range(self.columnCount()):
            text = texts[column] if column < len(texts) else ""
            item = QTableWidgetItem(text)
            item.setToolTip(as_tip(text))
            if column >= len(WIDTHS):
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                item.setTextAlignment(right)
            self.setItem(place, column, item)
