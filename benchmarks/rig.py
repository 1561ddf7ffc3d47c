"""The program's window in this process, worked by keys and mouse, with a heartbeat."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, thread_time

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.material import folder
from benchmarks.painting import Painted
from desktop_app.ui.desk import Desk, Ways
from desktop_app.ui.lists.page import ListPage
from desktop_app.ui.places import HOME, places
from desktop_app.ui.program import Program, application
from desktop_app.ui.workplace import Workplace

BEAT_MS = 5
PATIENCE = 120
REST = 0.15


class Rig:
    """A window to measure at.

    Attributes:
        app: The application.
        program: The program.
        longest: The longest time between two turns of the event loop that is watched.
        work: The processor time of this thread in that turn; the rest was waiting for disk, other
            threads and other programs.
    """

    def __init__(self) -> None:
        """Show the window with no register."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        home = folder() / "home"
        home.mkdir(exist_ok=True)
        os.environ[HOME] = str(home)
        self.app: QApplication = application()
        self.program = Program(self.app, places(), "sv")
        self.program.begin(None)
        self._begin()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT_MS)
        self._timer.timeout.connect(self._turn)
        self._timer.start()
        self.rest()

    def open(self, path: Path) -> None:
        """Open a register and wait until its first page was painted."""
        with path.open("rb+") as file:
            os.fsync(file.fileno())  # a copy that is still being written is no part of the measure
        watch = Painted(self.program.window)
        began = perf_counter()
        self.program.open(path)
        self.until(lambda: self.program.opened is not None)
        self.until(lambda: watch.last > began)

    @property
    def place(self) -> Workplace:
        """Return what shows the open register."""
        place = self.program.window.place
        assert place is not None
        return place

    @property
    def desk(self) -> Desk:
        """Return a desk of the open register, for work of one's own."""
        program = self.program
        assert program.opened is not None
        return Desk(
            program.opened.session,
            program.speech,
            program.theme,
            program.messages,
            program.tasks,
            program.settings,
            Ways(),
        )

    def contacts(self) -> ListPage:
        """Go to the list of contacts and wait until all of it is there."""
        self.place.go("contact")
        page = self.place.list_page
        assert page is not None
        self.until(lambda: page.model.order.complete)
        self.rest()
        return page

    def until(self, ready: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        last = perf_counter() + PATIENCE
        while not ready():
            assert perf_counter() < last, "the window did not come to rest"
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self, seconds: float = REST) -> None:
        """Let the window work for a while, as when nobody touches it."""
        last = perf_counter() + seconds
        self.until(lambda: perf_counter() >= last)

    def pause(self, seconds: float) -> float:
        """Wait as a person does between two keys; return when the next one was due."""
        due = perf_counter() + seconds
        self.until(lambda: perf_counter() >= due - 2 * BEAT_MS / 1000)
        while perf_counter() < due:
            self.app.processEvents()
        return due

    def key(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.app.focusWidget() or self.program.window, key)

    def type(self, text: str) -> None:
        """Type where the focus is; `QTest` has no keys for letters beyond ASCII."""
        target = self.app.focusWidget() or self.program.window
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                self.app.sendEvent(target, event)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Note in `longest` the longest turn of the event loop meanwhile."""
        self.rest()
        self._begin()
        yield
        beats = self._beats
        self.until(lambda: self._beats > beats)

    def close(self) -> None:
        """Close the window and the register."""
        self._timer.stop()
        self.program.window.close()
        self.program.close()
        self.program.window.deleteLater()
        self.app.processEvents()

    def _begin(self) -> None:
        self.longest = self.work = 0.0
        self._beat, self._worked, self._beats = perf_counter(), thread_time(), 0

    def _turn(self) -> None:
        now, worked = perf_counter(), thread_time()
        if now - self._beat > self.longest:
            self.longest, self.work = now - self._beat, worked - self._worked
        self._beat, self._worked = now, worked
        self._beats += 1


@contextmanager
def rig_of(path: Path) -> Iterator[Rig]:
    """Give a window in which a register is open."""
    rig = Rig()
    try:
        rig.open(path)
        yield rig
    finally:
        rig.close()
