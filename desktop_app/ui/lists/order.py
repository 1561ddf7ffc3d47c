"""The keys of a list's rows: the first at once, the rest between two paints."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.services import viewing
from desktop_app.services.register import Register
from desktop_app.services.viewing import Keys, View

__all__ = ["Order"]

AT_ONCE = 60
SLICE = 0.005
"""Seconds that are worked on between two paints."""
IDLE_MS = 700
DONE = object()
PAUSE_MS = 80
"""What is waited after a key press before the rest is read: another may follow."""


class Order(QObject):
    """Reads the keys of a view, a slice at a time.

    Signals:
        began: The keys of another view begin; `keys` holds the first of them.
        grew: Keys were added at the end; carries how many there were before.
        renewed: The keys of the same view were read again and are in place; carries the old ones.
        settled: All keys are there.
    """

    began = Signal()
    grew = Signal(int)
    renewed = Signal(object)
    settled = Signal()

    def __init__(self, register: Register) -> None:
        """Begin with nothing."""
        super().__init__()
        self.keys: Keys = array("q")
        self.view: View | None = None
        self.complete = True
        self._register = register
        self._wanted: View | None = None
        self._coming: Keys = array("q")
        self._steps: Iterator[Keys] = iter(())
        self._silent = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)
        self._preparing: Iterator[None] = iter(())
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._prepare)

    def show(self, view: View, *, soon: bool = False) -> None:
        """Read a view; `soon` waits a little with the rest, since another may follow."""
        self._start(view, silent=False)
        found = viewing.first(self._register, view, AT_ONCE)
        if found is not None:
            self._begin(found)
        if found is not None and len(found) < AT_ONCE:
            self._finish()
            return
        self._timer.start(PAUSE_MS if soon else 0)

    def show_nothing(self) -> None:
        """Show no rows: what is asked for cannot be found."""
        self.stop()
        self.keys, self.view, self._wanted = array("q"), None, None
        self.complete = True
        self.began.emit()
        self.settled.emit()

    def renew(self) -> None:
        """Read the same view again behind what is shown, and put it in place when it is whole."""
        if self._wanted is not None:
            self._start(self._wanted, silent=self.view is self._wanted)
            self._timer.start(0)

    def stop(self) -> None:
        """Read no more: the register is closed."""
        self._timer.stop()
        self._idle.stop()
        self._steps = iter(())

    def position(self, key: int) -> int:
        """Return where a key stands, -1 if it is not there (yet)."""
        if self.view is not None and not self.view.sort:
            place = bisect_left(self.keys, key)
            return place if place < len(self.keys) and self.keys[place] == key else -1
        try:
            return self.keys.index(key)
        except ValueError:
            return -1

    def move(self, place: int, key: int | None) -> bool:
        """Put the row at a place where its new key belongs, or take it out where it has none.

        False, and nothing is done, if its neighbours tell that other rows have new keys too.
        """
        if self.view is None or not self.complete:
            return False
        before = array("q", self.keys)
        del self.keys[place]
        if key is not None:
            at = bisect_left(self.keys, key)
            beside = tuple(self.keys[at - 1 : at] if at else ()), tuple(self.keys[at : at + 1])
            if viewing.beside(self._register, self.view, key) != beside:
                self.keys = before
                return False
            self.keys.insert(at, key)
        self.renewed.emit(before)
        self.settled.emit()
        return True

    def finish(self) -> None:
        """Read the rest now: somebody needs all of it."""
        while not self.complete:
            self._step()

    def _start(self, view: View, *, silent: bool) -> None:
        steps = viewing.chunks(self._register, view)
        self._timer.stop()
        self._idle.stop()
        self._wanted = view
        self._silent = silent
        self._coming = array("q")
        self._steps = steps
        self.complete = False

    def _begin(self, keys: Keys) -> None:
        self.keys = array("q", keys)
        self.view = self._wanted
        self.began.emit()

    def _work(self) -> None:
        self._timer.setInterval(0)
        until = perf_counter() + SLICE
        while not self.complete and perf_counter() < until:
            self._step()

    def _step(self) -> None:
        chunk = next(self._steps, None)
        if chunk is None:
            self._finish()
            return
        self._coming.extend(chunk)
        if not self._silent and self._coming:
            self._show_more()

    def _show_more(self) -> None:
        if self.view is not self._wanted:
            self._begin(self._coming)
            return
        before = len(self.keys)
        if len(self._coming) > before:
            self.keys.extend(self._coming[before:])
            self.grew.emit(before)

    def _finish(self) -> None:
        self._timer.stop()
        self._steps = iter(())
        self.complete = True
        if self._silent:
            before, self.keys = self.keys, self._coming
            self.renewed.emit(before)
        elif self.view is not self._wanted:
            self._begin(self._coming)
        self._coming = array("q")
        self.settled.emit()
        self._warm()

    def _warm(self) -> None:
        """Make ready for sorting once nobody has asked for anything for a while."""
        if self.view is not None and not self.view.sort:
            self._preparing = viewing.prepare(self._register, self.view.entity, gone=self.view.gone)
            self._idle.start(IDLE_MS)

    def _prepare(self) -> None:
        self._idle.setInterval(0)
        until = perf_counter() + SLICE
        while perf_counter() < until:
            if next(self._preparing, DONE) is DONE:
                self._idle.stop()
                return
