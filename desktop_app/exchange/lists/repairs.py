"""What is told of mended cells: each real repair; of what is often so, the first and how many."""

from __future__ import annotations

from collections import Counter

from desktop_app.domain.mending import Mended
from desktop_app.domain.words import Words
from desktop_app.exchange.problem import Problem

__all__ = ["MOST_TOLD", "Repairs"]

MOST_TOLD = 20
"""Cells of a column of which one that often is so is told by itself."""

AND_MORE = Words("I {count} celler till: {reason}", "In {count} more cells: {reason}")


class Repairs:
    """The mended cells of a sheet, as they come."""

    def __init__(self, sheet: str) -> None:
        """Take the name of the sheet."""
        self._sheet = sheet
        self._often: Counter[tuple[str, str]] = Counter()
        self._last: dict[tuple[str, str], Words] = {}

    def told(self, number: int, column: str, text: str, mended: Mended) -> Problem | None:
        """Return what is told of a cell, None where it is only counted."""
        if mended.often:
            about = (column, mended.reason.sv)
            self._often[about] += 1
            self._last[about] = mended.reason
            if self._often[about] > MOST_TOLD:
                return None
        return Problem(self._sheet, number, column, text, mended.reason, mended=True)

    def rest(self) -> tuple[Problem, ...]:
        """Return how many cells were only counted, by column; they stand in no single row."""
        return tuple(
            Problem(
                self._sheet,
                0,
                column,
                "",
                AND_MORE.fill(count=count - MOST_TOLD, reason=self._last[column, reason]),
                mended=True,
            )
            for (column, reason), count in self._often.items()
            if count > MOST_TOLD
        )
