"""What was written for whom, each file openable as an e-mail where one was drafted."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services.mailing import Draft
from desktop_app.services.sending import Posted, SentAll
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.parts import Line, Scrolled, emptied
from desktop_app.ui.sending.sent import NO_PROGRAM, NO_PROGRAM_ADVICE
from desktop_app.ui.speech import grouped
from desktop_app.ui.taking.banner import Banner

__all__ = ["PostedList"]

WROTE = Words("{n} arbetsböcker är skrivna", "{n} workbooks are written")
WROTE_ONE = Words("Arbetsboken är skriven", "The workbook is written")
NOW = Words(
    "Skicka var och en till sin mottagare, med e-post eller där mottagaren når den. Vad som "
    "skickades till vem står kvar på sidan Utbyte.",
    "Send each to its recipient, by e-mail or where the recipient can reach it. What was sent to "
    "whom stays on the page Exchange.",
)
NOW_MAIL = Words(
    "Öppna e-postutkasten nedan, se igenom dem och skicka dem. Vad som skickades till vem står "
    "kvar på sidan Utbyte.",
    "Open the e-mail drafts below, look them through and send them. What was sent to whom stays on "
    "the page Exchange.",
)
FOLDER = Words("Mapp: {folder}", "Folder: {folder}")
ROWS = Words("{n} rader", "{n} rows")
OPEN_MAIL = Words("Öppna e-postutkastet", "Open the e-mail draft")
OPEN_FILE = Words("Öppna arbetsboken", "Open the workbook")
LEFT = Words("Inte skrivet för: {names}.", "Not written for: {names}.")


class PostedList(QWidget):
    """Says what was written and what comes next."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing written."""
        super().__init__()
        self._desk = desk
        self._told, self._where = plain_label("heading"), plain_label("muted")
        self._now = plain_label()
        self.warning = Banner(desk, "warning")
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._scrolled = Scrolled(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._told, self._now, self._where, self.warning):
            column.addWidget(widget)
        column.addWidget(self._scrolled, 1)

    def show_sent(self, sent: SentAll) -> None:
        """Show what was written for whom."""
        speech = self._desk.speech
        count = len(sent.posted)
        n = grouped(count, speech.language)
        self._told.setText(speech(WROTE_ONE if count == 1 else WROTE.fill(n=n)))
        self._scrolled.setAccessibleName(self._told.text())
        drafted = any(isinstance(each.mail, Draft) for each in sent.posted)
        self._now.setText(speech(NOW_MAIL if drafted else NOW))
        self._where.setText(speech(FOLDER, folder=str(sent.posted[0].path.parent)))
        self.warning.say(_warnings(sent))
        emptied(self._column)
        lines = [self._line(each) for each in sent.posted]
        for line in lines:
            self._column.addWidget(line)
        self._column.addStretch(1)
        self.setFocusProxy(lines[0])

    def _line(self, each: Posted) -> Line:
        speech = self._desk.speech
        rows = grouped(sum(each.counts.values()), speech.language)
        drafted = isinstance(each.mail, Draft)
        path = each.mail.path if isinstance(each.mail, Draft) else each.path
        further = f"{speech(ROWS, n=rows)} · {speech(OPEN_MAIL if drafted else OPEN_FILE)}"
        follow = partial(self._open, path)
        return Line(each.path.name, further, follow, "mail" if drafted else "table")

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.messages.tell(NO_PROGRAM, NO_PROGRAM_ADVICE)


def _warnings(sent: SentAll) -> list[Words]:
    said: list[Words] = []
    if sent.problem is not None:
        said += [sent.problem.sentence, *([sent.problem.advice] if sent.problem.advice else [])]
        said.append(LEFT.fill(names=[each.name for each in sent.left]))
    for each in sent.posted:
        if isinstance(each.mail, Refused):
            said.append(each.mail.sentence)
        elif each.mail is not None and each.mail.warning is not None:
            said.append(each.mail.warning)
    return said
