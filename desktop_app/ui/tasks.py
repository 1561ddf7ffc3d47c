"""Long work beside the window: one thread, one queued signal that brings the answer back."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.domain.progress import Progress, Stopped

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

__all__ = ["Task", "Tasks"]

T = TypeVar("T")
Work = Callable[[Progress], T]


class Task(QObject):
    """One piece of long work; its signals arrive in the thread of the window.

    Signals:
        progressed: How much is done of how much (0: not known).
        done: The answer.
        failed: What was raised.
        stopped: It was stopped on request, and nothing of it remains.
        ended: It is over, whatever became of it.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    ended = Signal()

    def __init__(self) -> None:
        """Begin unstopped."""
        super().__init__()
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ask the work to end; it does at its next sign of progress."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Return whether the work was asked to end."""
        return self._stop.is_set()

    def report(self, done: int, of: int) -> None:
        """Say how far the work is; called by the work. Raise `Stopped` if it is to end."""
        if self._stop.is_set():
            raise Stopped
        self.progressed.emit(done, of)


class Tasks(QObject):
    """Runs work one after another in a thread of its own."""

    _arrived = Signal(object, str, object)

    def __init__(self) -> None:
        """Make the thread when it is first needed."""
        super().__init__()
        self._pool: ThreadPoolExecutor | None = None
        self._running: set[Task] = set()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, work: Work[T]) -> Task:
        """Start work that is given how to report progress; return what tells of its end."""
        # The collector rests until the answer is here: it would hold up the window while it goes
        # through all rows, and widgets must not be collected in the thread of the work.
        gc.disable()
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 — when needed

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="work")
        task = Task()
        self._running.add(task)
        self._pool.submit(self._run, task, work)
        return task

    @property
    def busy(self) -> bool:
        """Return whether something is being worked on."""
        return bool(self._running)

    def tidy(self) -> None:
        """Collect what long work has left, when nobody waits: it takes some tenths of a second."""
        if not self._running:
            gc.unfreeze()
            gc.collect()

    def close(self) -> None:
        """Ask all work to end and wait for it."""
        for task in self._running:
            task.stop()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        gc.enable()

    def _run(self, task: Task, work: Work[T]) -> None:
        try:
            answer = work(task.report)
        except Stopped:
            self._arrived.emit(task, "stopped", None)
        except BaseException as error:
            self._arrived.emit(task, "failed", error)
        else:
            self._arrived.emit(task, "done", answer)

    def _deliver(self, task: Task, how: str, what: object) -> None:
        self._running.discard(task)
        if not self._running:
            gc.freeze()  # what the work made goes by the counting of references, or in `tidy`
            gc.enable()
        if how == "done":
            task.done.emit(what)
        elif how == "failed":
            task.failed.emit(what)
        else:
            task.stopped.emit()
        task.ended.emit()
