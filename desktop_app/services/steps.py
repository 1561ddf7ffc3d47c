"""Telling how far long work is: in steps, now and then, in the thread that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from desktop_app.domain.progress import Progress

T = TypeVar("T")

EVERY = 100
"""Steps from one report to the next: a person who stops is heard within some milliseconds."""


class Steps:
    """Counts the steps of long work and reports them."""

    def __init__(self, progress: Progress | None, of: Callable[[], int] = lambda: 0) -> None:
        """Begin with none; `of` says how many there will be, asked only if somebody listens."""
        self._progress = progress
        self._done, self._elsewhere = 0, 0
        self._of = of() if progress else 0
        self.report()

    def one(self) -> None:
        """Count one step."""
        self._done += 1
        if self._done % EVERY == 0:
            self.report()

    def reach(self, count: int) -> None:
        """Say how many steps were done where they are counted on their own."""
        self._elsewhere = count
        self.report()

    def report(self) -> None:
        """Say how far the work is; what the listener raises ends the work."""
        if self._progress:
            done = self._done + self._elsewhere
            # What was counted before may have grown since: never more than all is done.
            self._progress(min(done, self._of) if self._of else done, self._of)

    def through(self, items: Iterable[T]) -> Iterator[T]:
        """Go through items, each of which is one step."""
        for item in items:
            yield item
            self.one()
