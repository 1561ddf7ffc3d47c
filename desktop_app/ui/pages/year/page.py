"""The page of the yearly report: what is asked for, the questions, and the answer to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.domain.year.model import RowSet, YearlyReport
from desktop_app.services.report_kinds import Asked
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.parts import Scrolled
from desktop_app.ui.pages.year import taking_out
from desktop_app.ui.pages.year.answer import AnswerView, Part
from desktop_app.ui.pages.year.asking import Asking
from desktop_app.ui.pages.year.charting import Charting
from desktop_app.ui.pages.year.questions import Questions
from desktop_app.ui.pages.year.told import about, parts
from desktop_app.ui.session import Change
from desktop_app.ui.tasks import Task

__all__ = ["YearPage"]

TITLE = Words("Årsrapport", "Yearly report")
QUESTIONS = Words("Frågorna", "The questions")
COUNTING = Words("Räknar …", "Counting …")
PDF = Words("Spara som PDF …", "Save as PDF …")
WORKBOOK = Words("Spara som Excel …", "Save as Excel …")
COPY = Words("Kopiera texterna", "Copy the texts")
BESIDE, HIGH = 760, 460
"""How wide and high the page has to be to show all questions beside the answer."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the work beside the window brings: the report, and whose reports there can be."""

    report: YearlyReport
    offices: Sequence[tuple[str, str]]


class YearPage(QWidget):
    """The page.

    Attributes:
        report: What is shown, None before it is reckoned.
        asking: What is asked for.
        questions: The questions to choose among.
        chooser: The same in one line, where there is no room for all of them.
        answer: What is shown of the chosen one.
    """

    def __init__(self, desk: Desk) -> None:
        """Make the page; it is filled when it is shown."""
        super().__init__()
        self._desk = desk
        self.report: YearlyReport | None = None
        self._shown: Asked | None = None
        self._parts: list[Part] = []
        self._task: Task | None = None
        self._stale = True
        self._title, self._about = plain_label("title", wrap=False), plain_label("muted")
        self.asking = Asking(desk, desk.session.register.clock().date())
        self.questions = Questions(desk.theme)
        self.chooser = QComboBox()
        self.chooser.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.answer = AnswerView(desk)
        self.charting = Charting(desk, self.answer)
        self.pdf = QPushButton(icon("printer"), "")
        self.workbook = QPushButton(icon("table"), "")
        self.copy = QPushButton(icon("copy"), "")
        self._lay_out()
        self._connect()
        self.say()

    # --- what every page does

    def heed(self, change: Change) -> None:
        """Reckon anew what changed, now or when the page is shown."""
        del change
        self._stale = True
        if self.isVisible():
            self._reckon()

    def arrive(self) -> None:
        """Show the report as things stand."""
        if self._stale:
            self._reckon()

    def look(self) -> None:
        """Take colours and sizes anew."""
        self.asking.look()
        self._place_list()
        self._show_part()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._desk.speech
        self._title.setText(speech(TITLE))
        for box in (self.questions, self.chooser):
            box.setAccessibleName(speech(QUESTIONS))
        self._scrolled.setAccessibleName(speech(TITLE))
        for button, words in ((self.pdf, PDF), (self.workbook, WORKBOOK), (self.copy, COPY)):
            button.setText(speech(words))
        self.asking.say()
        self._show_report()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the questions above the answer where they have no room beside it."""
        super().resizeEvent(event)
        self._place_list()

    # --- the report

    def _reckon(self) -> None:
        """Reckon what is asked for in the thread for it; what is shown stays until then."""
        asked = self.asking.wish()
        if asked is None:
            return
        if self._task is not None:
            self._stale = True
            return
        self._stale = False
        session = self._desk.session

        def work(_progress: Progress) -> tuple[Asked, Told]:
            from desktop_app.services.year.offices import own_offices  # noqa: PLC0415 — when shown
            from desktop_app.services.year.report import yearly_report  # noqa: PLC0415 — as above

            with session.elsewhere() as register:
                return asked, Told(yearly_report(register, asked), own_offices(register))

        self._about.setText(self._desk.speech(COUNTING))
        self._task = self._desk.tasks.start(work)
        self._task.done.connect(self._reckoned)
        self._task.failed.connect(self._failed)
        self._task.ended.connect(self._ended)

    def _reckoned(self, found: tuple[Asked, Told]) -> None:
        self._shown, told = found
        self.report = told.report
        self.asking.offer(told.offices)
        self._show_report()

    def _failed(self, error: object) -> None:
        if not self._desk.session.closed:
            self._about.clear()
            self._show_report()
            self._desk.messages.failed(error)

    def _ended(self) -> None:
        self._task = None
        if self._stale and self.isVisible() and not self._desk.session.closed:
            self._reckon()

    def _show_report(self) -> None:
        """Show the report, at the question that was chosen before."""
        for button in (self.pdf, self.workbook, self.copy):
            button.setEnabled(self.report is not None)
        if self.report is None:
            return
        speech, report = self._desk.speech, self.report
        self._about.setText("\n".join(map(speech, about(report))))
        self._parts = list(parts(report))
        at = max(0, self.questions.currentRow())
        at = min(at, len(self._parts) - 1)
        texts = [speech(part.heading) for part in self._parts]
        self.questions.offer(texts, at)
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            self.chooser.addItems(texts)
            self.chooser.setCurrentIndex(at)
        self._show_part()

    def _show_part(self) -> None:
        at = self.questions.currentRow()
        if 0 <= at < len(self._parts):
            part = self._parts[at]
            self.answer.show_part(part)
            self.charting.draw(part.tables, self._scrolled.viewport().width())

    def _turn(self, place: int) -> None:
        self.chooser.setCurrentIndex(place)
        self._scrolled.verticalScrollBar().setValue(0)
        self._show_part()

    def _open(self, rows: RowSet, what: Words) -> None:
        self._desk.ways.behind.emit(rows.entity, rows.ids, what)

    def _show_paper(self) -> None:
        if self.report is not None:
            taking_out.show_paper(self._desk, self.report, self.window())

    def _save_workbook(self) -> None:
        if self.report is not None and self._shown is not None:
            asked = replace(self._shown, language=self._desk.speech.language)
            taking_out.save_workbook(self._desk, self.report, asked, self.window())

    def _copy_texts(self) -> None:
        if self.report is not None:
            taking_out.copy_texts(self._desk, self.report)

    # --- how it is laid out

    def _connect(self) -> None:
        self.asking.changed.connect(self._reckon)
        self.questions.currentRowChanged.connect(self._turn)
        self.chooser.activated.connect(self.questions.setCurrentRow)
        self.answer.wanted.connect(self._open)
        self.pdf.clicked.connect(self._show_paper)
        self.workbook.clicked.connect(self._save_workbook)
        self.copy.clicked.connect(self._copy_texts)

    def _lay_out(self) -> None:
        metric = self._desk.theme.metric
        top = QWidget()
        flow = Flow(top, metric(10))
        flow.addWidget(self._title)
        for button in (self.pdf, self.workbook, self.copy):
            flow.addWidget(button)
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        for widget in (top, self.asking, self._about, self.chooser):
            head.addWidget(widget)
        content = QWidget()
        self._below = QVBoxLayout(content)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.addWidget(self.answer, 1)
        self._scrolled = Scrolled(content)
        beside = QHBoxLayout()
        beside.setSpacing(metric(12))
        beside.addWidget(self.questions)
        beside.addWidget(self._scrolled, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(metric(8))
        self._column.addWidget(self._head)
        self._column.addLayout(beside, 1)

    def _place_list(self) -> None:
        """Show the questions beside the answer; where there is no room, all below each other."""
        metric = self._desk.theme.metric
        beside = self.width() >= metric(BESIDE) and self.height() >= metric(HIGH)
        self.questions.setVisible(beside)
        self.chooser.setVisible(not beside)
        self.setFocusProxy(self.questions if beside else self.chooser)
        self.questions.measure()
        column = self._column if beside else self._below
        if column.indexOf(self._head) < 0:
            column.insertWidget(0, self._head)
