"""The table of those who take part: when something came, when something went, and what waits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop_app.domain.folding import fold
from desktop_app.domain.words import Words
from desktop_app.services.exchange_state import SILENT_DAYS, ExchangeState, Office
from desktop_app.services.neighbours import Neighbour
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.icons import marked
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.parts import Card
from desktop_app.ui.rows_table import ROW_HEIGHT, set_up_rows
from desktop_app.ui.speech import grouped
from desktop_app.ui.times import when
from desktop_app.ui.tips import as_tip

__all__ = ["Offices"]

OFFICES = Words("Förvaltningar och bolag", "Administrations and companies")
PARTNERS = Words("Vi utbyter med", "We exchange with")
NONE = Words(
    "Ingen än. Den som skickar en arbetsbok ur sitt register hit står sedan här, med när något "
    "kom och vad som väntar.",
    "Nobody yet. Whoever sends a workbook from their register stands here then, with when "
    "something came and what waits.",
)
NONE_FOUND = Words("Ingen stämmer med det.", "Nobody fits that.")
SEARCH = Words("Sök organisation eller person", "Search organisation or person")
SILENT_ONLY = Words("Inte hörts av ({n})", "Not heard from ({n})")
SILENT_TIP = Words(
    "Visa bara dem som inget har kommit från på {days} dagar.",
    "Show only those from whom nothing has come for {days} days.",
)
SEND = Words("Skicka till markerade …", "Send to the selected …")
HEADINGS = (
    Words("Organisation", "Organisation"),
    Words("Kontaktperson", "Contact person"),
    Words("Läge", "State"),
    Words("Senast läst in", "Last taken in"),
    Words("Senast skickat", "Last sent"),
    Words("Bekräftat", "Confirmed"),
)
NEVER = Words("aldrig", "never")
HEARD = Words("Hörs av", "Heard from")
SILENT_SINCE = Words("Inte hörts av sedan {date}", "Not heard from since {date}")
SILENT = Words("Har inte hörts av", "Not heard from yet")
ALL_CONFIRMED = Words("Allt", "All")
UNCONFIRMED = Words("{n} ändringar väntar", "{n} changes wait")
NOTHING_YET = Words("–", "–")
WIDTHS = (210, 140, 240, 130, 130, 130)
LEAST_ROWS, MOST_ROWS = 3, 12
STATE = 2


class Offices(Card):
    """Shows who takes part, and sends to those that are selected.

    Signals:
        wanted: Workbooks are to be written for registers; carries them.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Make it while nothing is known."""
        super().__init__()
        self._desk = desk
        self._state: ExchangeState | None = None
        self._shown: Sequence[Office] = ()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.silent = QCheckBox()
        self.send_button = QPushButton()
        self._none = plain_label("muted")
        self.table = QTableWidget()
        self._set_up_table()
        self._tools = QWidget()
        flow = Flow(self._tools, desk.theme.metric(8))
        for widget in (self.search, self.silent, self.send_button):
            flow.addWidget(widget)
        self.search.textChanged.connect(self._fill)
        self.silent.toggled.connect(self._fill)
        self.table.itemSelectionChanged.connect(self._choose)
        self.send_button.clicked.connect(self._send)
        self.table.installEventFilter(self)
        self.fill(self._tools, self._none, self.table)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter on a row for sending to it."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # type: ignore[attr-defined]
            if not self.table.selectedIndexes():
                self.table.selectRow(max(0, self.table.currentRow()))
            self.send_button.click()
            return True
        return super().eventFilter(watched, event)

    def show_state(self, state: ExchangeState | None) -> None:
        """Show who takes part."""
        self._state = state
        speech = self._desk.speech
        self.heading.setText(speech(OFFICES if state and state.central else PARTNERS))
        self.search.setPlaceholderText(speech(SEARCH))
        self.search.setAccessibleName(speech(SEARCH))
        self.search.setMinimumWidth(self._desk.theme.metric(220))
        self.table.setHorizontalHeaderLabels([speech(words) for words in HEADINGS])
        self.table.setAccessibleName(self.heading.text())
        count = sum(office.silent for office in state.offices) if state else 0
        self.silent.setText(speech(SILENT_ONLY, n=grouped(count, speech.language)))
        self.silent.setToolTip(speech(SILENT_TIP, days=SILENT_DAYS))
        self.send_button.setText(speech(SEND))
        self._fill()

    @property
    def selected(self) -> list[Neighbour]:
        """Return the registers of the rows that are selected."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        found = (self._shown[row].neighbour for row in rows if row < len(self._shown))
        return [each for each in found if each is not None]

    def _set_up_table(self) -> None:
        table, metric = self.table, self._desk.theme.metric
        table.setColumnCount(len(HEADINGS))
        set_up_rows(table, metric, WIDTHS)
        table.horizontalHeader().setStretchLastSection(True)

    def _fill(self) -> None:
        """Show those that the filter leaves."""
        state, speech = self._state, self._desk.speech
        everybody = state.offices if state else ()
        wanted = fold(self.search.text())
        self._shown = [each for each in everybody if self._fits(each, wanted)]
        self._tools.setVisible(bool(everybody))
        self.table.setVisible(bool(self._shown))
        self._none.setVisible(state is not None and not self._shown)
        self._none.setText(speech(NONE_FOUND if everybody else NONE))
        self.table.setRowCount(len(self._shown))
        for row, office in enumerate(self._shown):
            for column, text in enumerate(self._cells(office)):
                self.table.setItem(row, column, self._item(office, column, text))
        self._fit_height()
        self._choose()

    def _fits(self, office: Office, wanted: str) -> bool:
        if self.silent.isChecked() and not office.silent:
            return False
        return wanted in fold(f"{office.name} {office.person}")

    def _cells(self, office: Office) -> Sequence[str]:
        speech = self._desk.speech
        never = speech(NEVER)
        silent = SILENT_SINCE.fill(date=office.read_at[:10]) if office.read_at else SILENT
        waits = UNCONFIRMED.fill(n=grouped(office.unconfirmed, speech.language))
        confirmed = waits if office.unconfirmed else ALL_CONFIRMED
        return (
            office.name,
            office.person,
            speech(silent if office.silent else HEARD),
            when(office.read_at) if office.read_at else never,
            when(office.sent_at) if office.sent_at else never,
            speech(confirmed if office.neighbour else NOTHING_YET),
        )

    def _item(self, office: Office, column: int, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(as_tip(text))
        if column == STATE:
            colours, length = self._desk.theme.colours, self._desk.theme.metric(16)
            name, colour = (
                ("clock", colours.warning) if office.silent else ("check", colours.success)
            )
            item.setIcon(marked(name, length, colour, colours.on_accent))
            if office.silent:
                item.setBackground(QBrush(colours.warning_back))
                item.setForeground(QBrush(colours.text))
        return item

    def _fit_height(self) -> None:
        rows = min(MOST_ROWS, max(LEAST_ROWS, len(self._shown))) + 2
        self.table.setFixedHeight(rows * self._desk.theme.metric(ROW_HEIGHT))

    def _choose(self) -> None:
        self.send_button.setEnabled(bool(self.selected))

    def _send(self) -> None:
        if self.selected:
            self.wanted.emit(self.selected)
