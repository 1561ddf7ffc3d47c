"""Sending out and taking in, who has sent what, and what waits for a decision after that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.exchange_state import ExchangeState, exchange_state
from desktop_app.services.neighbours import Neighbour
from desktop_app.storage.exported import Sent
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.exchange.offices import Offices
from desktop_app.ui.pages.exchange.outgoing import Outgoing
from desktop_app.ui.pages.exchange.receipts import Receipts
from desktop_app.ui.pages.exchange.told import Told, latest_told
from desktop_app.ui.pages.exchange.waits import Waits
from desktop_app.ui.pages.parts import Card, Scrolled
from desktop_app.ui.session import Change
from desktop_app.ui.speech import grouped
from desktop_app.ui.tasks import Task
from desktop_app.ui.times import when

__all__ = ["ExchangePage"]

TITLE = Words("Utbyte", "Exchange")
TAKE = Words("Ta in", "Take in")
TAKE_ABOUT = Words(
    "Arbetsböcker som kommit, hur många som helst på en gång, eller vilken lista som helst från "
    "Excel. Du ser vad som ändras innan något händer. Det går också att släppa filerna här.",
    "Workbooks that came, any number at once, or any list from Excel. You see what changes before "
    "anything happens. The files can also be dropped here.",
)
TAKE_BUTTON = Words("Ta in filer …", "Take in files …")
SENT = Words("Skickat", "Sent")
NONE_SENT = Words("Inget har skickats härifrån än.", "Nothing has been sent from here yet.")
SENT_LINE = Words("{rows} rader", "{rows} rows")
SIDE_BY_SIDE = 900
"""The width from which cards stand beside each other."""


class ExchangePage(QWidget):
    """The page of sending and taking in.

    Signals:
        send_wanted: A workbook is to go out to someone without the program.
        take_wanted: Files are to be taken in.
    """

    send_wanted = Signal()
    take_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Make the page; it is filled when it is shown."""
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self._again = False
        self.state: ExchangeState | None = None
        self._told: Sequence[Told] | None = None
        self._title = plain_label("title")
        self.outgoing, self.waits, self.offices = Outgoing(desk), Waits(desk), Offices(desk)
        self.receipts = Receipts(desk)
        self.take, self.sent = Card(), Card()
        self.take_button = QPushButton(icon("file-up"), "")
        self._take_about = plain_label("muted")
        held = QWidget()
        Flow(held, 0).addWidget(self.take_button)
        self.take.fill(self._take_about, held)
        self._connect()
        self._lay_out()

    @property
    def send_button(self) -> QPushButton:
        """Return the button that sends to the central office, or from it to all."""
        return self.outgoing.send_button

    def heed(self, change: Change) -> None:
        """Show what changed, now or when the page is shown."""
        del change
        if self.isVisible():
            self.load()

    def arrive(self) -> None:
        """Show the page as things stand."""
        self.say()
        self.load()

    def look(self) -> None:
        """Take colours and sizes anew."""
        self.offices.show_state(self.state)
        self.receipts.show_told(self._told)

    def load(self) -> None:
        """Count in the background; what was shown stays until that is done."""
        if self._task is not None:
            self._again = True
            return
        session = self._desk.session

        def work(_progress: Progress) -> tuple[ExchangeState, list[Told]]:
            with session.elsewhere() as register:
                return exchange_state(register), latest_told(register)

        self._task = self._desk.tasks.start(work)
        self._task.done.connect(self._loaded)
        self._task.failed.connect(self._failed)
        self._task.ended.connect(self._ended)

    def say(self) -> None:
        """Say everything in the language that is spoken, as things stand."""
        speech = self._desk.speech
        self._title.setText(speech(TITLE))
        self._scrolled.setAccessibleName(speech(TITLE))
        self.take.heading.setText(speech(TAKE))
        self.sent.heading.setText(speech(SENT))
        self._take_about.setText(speech(TAKE_ABOUT))
        self.take_button.setText(speech(TAKE_BUTTON))
        self.take_button.setEnabled(self._desk.session.writable)
        self.outgoing.say()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put cards beside each other where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= self._desk.theme.metric(SIDE_BY_SIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._first.setDirection(way)

    def decide(self) -> None:
        """Open what waits for a decision, side by side."""
        from desktop_app.ui.deciding.dialog import open_deciding  # noqa: PLC0415 — when wanted

        open_deciding(self._desk, self.window())

    def look_for_duplicates(self) -> None:
        """Open the duplicates."""
        from desktop_app.ui.merging.dialog import open_duplicates  # noqa: PLC0415 — when wanted

        open_duplicates(self._desk, self.window())

    def send_to(self, neighbours: Sequence[Neighbour]) -> None:
        """Ask how workbooks are to leave for registers."""
        from desktop_app.ui.sending.post import PostDialog  # noqa: PLC0415 — when it is wanted

        PostDialog(self._desk, neighbours, self.window()).open()

    def show_receipt(self, told: Told) -> None:
        """Open a receipt in full."""
        from desktop_app.ui.pages.exchange.receipt_dialog import (  # noqa: PLC0415 — when wanted
            ReceiptDialog,
        )

        ReceiptDialog(self._desk, told, self.window()).open()

    def _connect(self) -> None:
        self.take_button.clicked.connect(self.take_wanted)
        self.outgoing.wanted.connect(self.send_to)
        self.outgoing.anyone_wanted.connect(self.send_wanted)
        self.offices.wanted.connect(self.send_to)
        self.receipts.wanted.connect(self.show_receipt)
        self.waits.decide_wanted.connect(self.decide)
        self.waits.duplicates_wanted.connect(self.look_for_duplicates)

    def _lay_out(self) -> None:
        content = QWidget()
        self._first = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._first.addWidget(self.outgoing, 3)
        self._first.addWidget(self.take, 2)
        layout = QVBoxLayout(content)
        layout.setSpacing(self._desk.theme.metric(14))
        layout.addWidget(self._title)
        layout.addLayout(self._first)
        for card in (self.waits, self.offices, self.receipts, self.sent):
            layout.addWidget(card)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scrolled = Scrolled(content)
        outer.addWidget(self._scrolled)

    def _loaded(self, found: tuple[ExchangeState, Sequence[Told]]) -> None:
        self.state, self._told = found
        self._show()

    def _failed(self, error: object) -> None:
        if not self._desk.session.closed:
            self._desk.messages.failed(error)

    def _ended(self) -> None:
        self._task = None
        if self._again and not self._desk.session.closed:
            self._again = False
            self.load()

    def _show(self) -> None:
        self.outgoing.show_state(self.state)
        self.waits.show_state(self.state)
        self.offices.show_state(self.state)
        self.receipts.show_told(self._told)
        self._show_sent(self.state.sent if self.state else ())

    def _show_sent(self, sent: Sequence[Sent]) -> None:
        speech = self._desk.speech
        lines = []
        for each in sent:
            rows = speech(SENT_LINE, rows=grouped(each.rows, speech.language))
            known = filter(None, (when(each.at), each.name, each.to, rows))
            lines.append(plain_label(text=" · ".join(known)))
        self.sent.fill(*(lines or [plain_label("muted", speech(NONE_SENT))]))
