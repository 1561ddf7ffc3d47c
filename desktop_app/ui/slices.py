"""Reading in steps of some milliseconds between two paints, until all is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.problems import Refused
from desktop_app.services.slices import guarded
from desktop_app.ui.session import Session

__all__ = ["Slices"]

SLICE = 0.006
"""Seconds that are worked on between two paints."""


class Slices(QObject):
    """Goes through steps and collects what they give.

    Signals:
        done: All steps were gone through; carries what they gave, as one list.
    """

    done = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        """Read in a session as long as it is open and at work here."""
        super().__init__(parent)
        self._session = session
        self._steps: Iterator[Sequence[object]] = iter(())
        self._found: list[object] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)

    @property
    def busy(self) -> bool:
        """Return whether there are steps to go."""
        return self._timer.isActive()

    def start(self, steps: Iterator[Sequence[object]], pause: int = 0) -> None:
        """Begin steps in so many milliseconds, in place of those that were gone through."""
        self._steps, self._found = guarded(self._session.register, steps), []
        self._timer.start(pause)

    def stop(self) -> None:
        """Go no further."""
        self._timer.stop()
        self._steps = iter(())

    def _work(self) -> None:
        if self._session.closed or self._session.resting:
            self.stop()  # what is written meanwhile is told afterwards
            return
        self._timer.setInterval(0)
        try:
            self._go_on(perf_counter() + SLICE)
        except Refused:
            self.stop()  # the file is locked or away: the window tells when it looks for it
        except Exception:
            self.stop()
            raise

    def _go_on(self, until: float) -> None:
        while perf_counter() < until:
            found = next(self._steps, None)
            if found is None:
                self.stop()
                self.done.emit(self._found)
                return
            self._found.extend(found)
