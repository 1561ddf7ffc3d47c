"""Sending out and taking in, and what waits for a decision after that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.services.waiting import Question, waiting
from desktop_app.storage.exported import Sent
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.parts import Card, Line, Scrolled
from desktop_app.ui.session import Change
from desktop_app.ui.speech import grouped
from desktop_app.ui.times import when

__all__ = ["ExchangePage"]

TITLE = Words("Utbyte", "Exchange")
SEND = Words("Skicka ut", "Send out")
SEND_ABOUT = Words(
    "En arbetsbok i Excel med hela registret eller ett urval. Den som får den kan fylla i och "
    "skicka tillbaka; bara det som ändrats läses in.",
    "An Excel workbook with the whole register or a selection. Whoever gets it can fill it in and "
    "send it back; only what was changed is taken in.",
)
SEND_BUTTON = Words("Skicka ut arbetsbok …", "Send out a workbook …")
TAKE = Words("Läs in", "Take in")
TAKE_ABOUT = Words(
    "En arbetsbok som kommit tillbaka, eller vilken lista som helst från Excel. Du ser varje cell "
    "som ändras innan något händer. Det går också att släppa filen här.",
    "A workbook that came back, or any list from Excel. You see every cell that changes before "
    "anything happens. The file can also be dropped here.",
)
TAKE_BUTTON = Words("Läs in fil …", "Take in a file …")
CONFLICTS = Words("Olika uppgifter att avgöra", "Differing values to resolve")
NO_CONFLICTS = Words(
    "Inga. Skriver två personer olika i samma fält står båda värdena här tills någon väljer.",
    "None. If two people write differently in one field, both values stand here until someone "
    "chooses.",
)
QUESTIONS = Words("Frågor från inlästa filer", "Questions from files taken in")
NO_QUESTIONS = Words("Inga frågor väntar.", "No questions are waiting.")
SENT = Words("Skickat", "Sent")
NONE_SENT = Words("Inget har skickats härifrån än.", "Nothing has been sent from here yet.")
SENT_LINE = Words("{rows} rader", "{rows} rows")


class ExchangePage(QWidget):
    """The page of sending and taking in.

    Signals:
        send_wanted: A workbook is to go out.
        take_wanted: A file is to be taken in.
    """

    send_wanted = Signal()
    take_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Make the page; it is filled when it is shown."""
        super().__init__()
        self._desk = desk
        self._stale = True
        self._title = plain_label("title")
        self.send, self.take = Card(), Card()
        self.send_button = QPushButton(icon("file-down", QPalette.ColorRole.HighlightedText), "")
        self.take_button = QPushButton(icon("file-up"), "")
        self.send_button.setProperty("primary", True)
        self._send_about, self._take_about = plain_label("muted"), plain_label("muted")
        self.send.fill(self._send_about, self.send_button)
        self.take.fill(self._take_about, self.take_button)
        self.conflicts, self.questions, self.sent = Card(), Card(), Card()
        self.send_button.clicked.connect(self.send_wanted)
        self.take_button.clicked.connect(self.take_wanted)
        self._lay_out()

    def heed(self, change: Change) -> None:
        """Show what changed, now or when the page is shown."""
        del change
        self._stale = True
        if self.isVisible():
            self.say()

    def arrive(self) -> None:
        """Show the page as things stand."""
        self.say()

    def look(self) -> None:
        """Take colours and sizes anew."""

    def say(self) -> None:
        """Say everything in the language that is spoken, as things stand."""
        speech = self._desk.speech
        self._title.setText(speech(TITLE))
        self._scrolled.setAccessibleName(speech(TITLE))
        for card, heading in (
            (self.send, SEND),
            (self.take, TAKE),
            (self.conflicts, CONFLICTS),
            (self.questions, QUESTIONS),
            (self.sent, SENT),
        ):
            card.heading.setText(speech(heading))
        self._send_about.setText(speech(SEND_ABOUT))
        self._take_about.setText(speech(TAKE_ABOUT))
        self.send_button.setText(speech(SEND_BUTTON))
        self.take_button.setText(speech(TAKE_BUTTON))
        self.take_button.setEnabled(self._desk.session.writable)
        found = waiting(self._desk.session.register)
        self._show_conflicts(found.conflicts)
        self._show_questions(found.questions)
        self._show_sent(found.sent)
        self._stale = False

    def _lay_out(self) -> None:
        content = QWidget()
        grid = QGridLayout()
        grid.addWidget(self.send, 0, 0)
        grid.addWidget(self.take, 0, 1)
        layout = QVBoxLayout(content)
        layout.setSpacing(self._desk.theme.metric(14))
        layout.addWidget(self._title)
        layout.addLayout(grid)
        for card in (self.conflicts, self.questions, self.sent):
            layout.addWidget(card)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scrolled = Scrolled(content)
        outer.addWidget(self._scrolled)

    def _show_conflicts(self, rows: Sequence[Row]) -> None:
        speech, writer = self._desk.speech, self._desk.session.writer
        lines: list[QWidget] = []
        for row in rows:
            entity = CATALOGUE[row.entity]
            keys = [entity.members(key)[0].label for key in row.conflicts if entity.members(key)]
            further = f"{speech(entity.one)} · {', '.join(speech(each) for each in keys)}"
            lines.append(
                Line(
                    writer.title(row),
                    further,
                    partial(self._desk.ways.row.emit, row.entity, row.id),
                    "triangle-alert",
                )
            )
        self.conflicts.fill(*(lines or [plain_label("muted", speech(NO_CONFLICTS))]))

    def _show_questions(self, questions: Sequence[Question]) -> None:
        speech = self._desk.speech
        lines = [
            plain_label(text=f"{each.source} · {each.place}: {speech(each.reason)}")
            for each in questions
        ]
        self.questions.fill(*(lines or [plain_label("muted", speech(NO_QUESTIONS))]))

    def _show_sent(self, sent: Sequence[Sent]) -> None:
        speech = self._desk.speech
        lines = []
        for each in sent:
            rows = speech(SENT_LINE, rows=grouped(each.rows, speech.language))
            known = filter(None, (when(each.at), each.name, each.to, rows))
            lines.append(plain_label(text=" · ".join(known)))
        self.sent.fill(*(lines or [plain_label("muted", speech(NONE_SENT))]))
