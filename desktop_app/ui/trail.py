"""Where somebody has been in the window, to go back and forward."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Spot", "Trail"]

REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody was: a page, and a row of it."""

    key: str
    row: str = ""


class Trail:
    """The places one came from, the one where one is, and those one came back from.

    Attributes:
        here: Where one is; empty before the first page.
    """

    def __init__(self) -> None:
        """Begin nowhere."""
        self.here = Spot("")
        self._behind: list[Spot] = []
        self._ahead: list[Spot] = []

    def leave_for(self, spot: Spot) -> None:
        """Remember where one is before one goes to another place."""
        if self.here.key and spot != self.here:
            self._behind = [*self._behind, self.here][-REMEMBERED:]
            self._ahead.clear()

    def back(self) -> Spot | None:
        """Return where one was before, None if there is no such place."""
        return _step(self._behind, self._ahead, self.here)

    def forward(self) -> Spot | None:
        """Return where one came back from, None if there is no such place."""
        return _step(self._ahead, self._behind, self.here)


def _step(source: list[Spot], target: list[Spot], here: Spot) -> Spot | None:
    if not source:
        return None
    target.append(here)
    return source.pop()
