"""Looking for duplicates beside the window: how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.progress import Progress
from desktop_app.services.duplicates import Pair, find_all, titles_of
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import plain_label
from desktop_app.ui.merging.words import LOOKING, STOP
from desktop_app.ui.progress import ProgressBar
from desktop_app.ui.tasks import Task

__all__ = ["Answer", "Looking"]

Answer = tuple[list[Pair], dict[str, str]]
"""The pairs, the likeliest of each kind first, and what their rows are called."""


class Looking(QWidget):
    """Looks for duplicates.

    Signals:
        found: They are found; carries an `Answer`.
        failed: It could not be done; carries what was raised.
        stopped: Somebody stopped it.
    """

    found = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin at rest."""
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self.bar = ProgressBar(desk)
        self.stop_button = QPushButton(desk.speech(STOP))
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self._stop)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(plain_label("heading", desk.speech(LOOKING)))
        column.addWidget(self.bar)
        column.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)

    @property
    def busy(self) -> bool:
        """Return whether it is looking."""
        return self._task is not None

    def start(self) -> None:
        """Look, on a register of its own."""
        self.end()
        session, language = self._desk.session, self._desk.speech.language

        def work(progress: Progress) -> Answer:
            with session.elsewhere() as register:
                found = find_all(register, progress)
                return found, titles_of(register, found, language)

        self.bar.show_progress(0, 0)
        self._task = self._desk.tasks.start(work)
        for signal, heard in self._ways(self._task):
            signal.connect(heard)  # type: ignore[attr-defined]

    def end(self) -> None:
        """Ask the search to end, and hear no more of it."""
        if self._task is not None:
            self._task.stop()
            for signal, heard in self._ways(self._task):
                signal.disconnect(heard)  # type: ignore[attr-defined]
            self._task = None

    def _ways(self, task: Task) -> tuple[tuple[object, object], ...]:
        return (
            (task.progressed, self.bar.show_progress),
            (task.done, self._done),
            (task.failed, self._failed),
            (task.stopped, self._stopped),
        )

    def _stop(self) -> None:
        if self._task is not None:
            self._task.stop()
            self.bar.show_stopping()

    def _done(self, answer: object) -> None:
        self._task = None
        self.found.emit(answer)

    def _failed(self, error: object) -> None:
        self._task = None
        self.failed.emit(error)

    def _stopped(self) -> None:
        self._task = None
        self.stopped.emit()
