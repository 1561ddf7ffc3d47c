"""Long work, with a calm dialog once it takes a while: what is done, how far it is, and *Cancel*.

The work has a register of its own, in its own thread; the window goes on being painted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.often import CANCEL
from desktop_app.ui.session import READ_ONLY, READ_ONLY_ADVICE
from desktop_app.ui.speech import grouped
from desktop_app.ui.tasks import Task

__all__ = ["CANCELLED", "ProgressBar", "ProgressDialog", "run_long"]

T = TypeVar("T")
SHOWN_AFTER_MS = 300
WIDTH = 420
STEPS = 1000
"""Parts of the bar: Qt counts in 32 bits, and nobody sees less than a thousandth."""

CANCELLING = Words("Avbryter …", "Cancelling …")
CANCELLED = Words("Avbrutet. Ingenting har ändrats.", "Cancelled. Nothing was changed.")
WORKING = Words("Arbetar …", "Working …")
SO_FAR = Words("{done} av {of}", "{done} of {of}")
SO_FAR_UNKNOWN = Words("{done} hittills", "{done} so far")


class ProgressBar(QWidget):
    """A bar and, under it, how far the work is in numbers."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Begin where nothing is known of the work."""
        super().__init__(parent)
        self._desk = desk
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(desk.speech(WORKING))
        self._text = QLabel(desk.speech(WORKING))
        self._text.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._bar)
        column.addWidget(self._text)

    def show_progress(self, done: int, of: int) -> None:
        """Show how much is done of how much (0: not known)."""
        language = self._desk.speech.language
        if of:
            self._bar.setRange(0, STEPS)
            self._bar.setValue(STEPS * min(done, of) // of)
            words = SO_FAR.fill(done=grouped(done, language), of=grouped(of, language))
        else:
            self._bar.setRange(0, 0)
            words = SO_FAR_UNKNOWN.fill(done=grouped(done, language)) if done else WORKING
        self._text.setText(words.into(language))

    def show_stopping(self) -> None:
        """Show that the work was asked to end."""
        self._bar.setRange(0, 0)
        self._text.setText(self._desk.speech(CANCELLING))


class ProgressDialog(QDialog):
    """What is seen of a task; closing it asks the task to end, and it goes when that is over."""

    def __init__(self, desk: Desk, title: Words, task: Task, parent: QWidget | None) -> None:
        """Make it for a task; it shows itself once the task has taken a while."""
        super().__init__(parent)
        self._task = task
        self.setModal(True)
        self.setWindowTitle(desk.speech(title))
        self.setMinimumWidth(desk.theme.metric(WIDTH))
        heading = QLabel(desk.speech(title))
        heading.setProperty("role", "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.bar = ProgressBar(desk)
        self.cancel = QPushButton(desk.speech(CANCEL))
        self.cancel.clicked.connect(self.reject)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._timer.timeout.connect(self.open)
        self._timer.start()
        self._lay_out(heading, desk.theme.metric(16))
        task.progressed.connect(self._show_progress)
        for over in (task.done, task.failed, task.stopped):
            over.connect(self._end)

    def reject(self) -> None:
        """Ask the work to end; the dialog stays until it has."""
        self._task.stop()
        self.cancel.setEnabled(False)
        self.bar.show_stopping()

    def _lay_out(self, heading: QLabel, gap: int) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap // 2)
        column.addWidget(heading)
        column.addWidget(self.bar)
        column.addLayout(foot)

    def _show_progress(self, done: int, of: int) -> None:
        if not self._task.stopping:
            self.bar.show_progress(done, of)

    def _end(self, *_answer: object) -> None:
        self._timer.stop()
        self.done(0)
        self.deleteLater()


def run_long(  # noqa: PLR0913 - what is done, what it is called, and what then
    desk: Desk,
    title: Words,
    work: Callable[[Register, Progress], T],
    done: Callable[[T], object],
    *,
    writes: bool = False,
    parent: QWidget | None = None,
    refused: Callable[[Refused | Invalid], object] | None = None,
) -> Task:
    """Do long work in the thread for it, on a register of its own, behind a calm dialog.

    Args:
        desk: The open register, and how to tell people.
        title: What is being done.
        work: The work; given the register and how to tell how far it is.
        done: Given the answer, once everybody was told what the work wrote.
        writes: Whether the work needs a register that can be written.
        parent: What the dialog belongs to.
        refused: Given what was refused, instead of a box that tells it.
    """

    def on_register(progress: Progress) -> T:
        if writes and not desk.session.writable:
            raise Refused(READ_ONLY, READ_ONLY_ADVICE)
        with desk.session.elsewhere() as register:
            return work(register, progress)

    desk.session.resting = writes
    task = desk.tasks.start(on_register)
    _Watch(desk, task, ProgressDialog(desk, title, task, parent), done, refused)
    return task


class _Watch(QObject):
    """Brings what becomes of a task to people, and keeps its dialog; it belongs to the task."""

    def __init__(
        self,
        desk: Desk,
        task: Task,
        dialog: ProgressDialog,
        done: Callable[[Any], object],
        refused: Callable[[Refused | Invalid], object] | None,
    ) -> None:
        super().__init__(task)
        self._desk = desk
        self._dialog = dialog
        self._done = done
        self._refused = refused
        task.done.connect(self._succeeded)
        task.failed.connect(self._failed)
        task.stopped.connect(self._stopped)

    def _look(self) -> bool:
        """Read the register here again and tell everybody what was written; False if it is left."""
        if self._desk.session.closed:
            return False
        self._desk.session.resting = False
        self._desk.messages.attempt(self._desk.session.look)
        return True

    def _succeeded(self, answer: object) -> None:
        if self._look():
            self._done(answer)

    def _failed(self, error: object) -> None:
        here = self._look()
        if here and self._refused is not None and isinstance(error, (Refused, Invalid)):
            self._refused(error)
        else:
            self._desk.messages.failed(error)

    def _stopped(self) -> None:
        if self._look():
            self._desk.messages.done(CANCELLED)
