"""What can become of a row of a list, and what a person chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from desktop_app.domain.words import Words

__all__ = ["ALLOWED", "UNASKED", "Candidate", "Choice", "Choices", "Match", "Treatment"]

Treatment: TypeAlias = Literal["create", "update", "fill", "skip"]
"""What becomes of a row of a list: a new row; its values for the old ones; its values where there
are none; nothing."""
Match: TypeAlias = Literal["new", "known", "alike", "several", "repeated", "refused"]
"""How a row of a list stands to the register: it is not there; it is one of its rows; it looks
like some; it may be any of several; it stands above in the list; it cannot be taken in."""
ALLOWED: Mapping[Match, tuple[Treatment, ...]] = {
    "new": ("create", "skip"),
    "known": ("update", "fill", "create", "skip"),
    "alike": ("fill", "update", "create", "skip"),
    "several": ("fill", "update", "create", "skip"),
    "repeated": ("fill", "update", "create", "skip"),
    "refused": (),
}
"""What can be chosen; the first is done unless a person says otherwise, or is asked."""
UNASKED: Mapping[Match, Treatment] = {"new": "create", "known": "update"}
"""What is done where nobody said anything; rows of other kinds wait for a decision."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the register that a row of a list may be.

    Attributes:
        id: Its id.
        title: What it is called.
        score: How likely it is, in points; 0 where it is one of several that fit alike.
        reasons: What speaks for it, and what against.
    """

    id: str
    title: str
    score: int = 0
    reasons: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided of a row of a list.

    Attributes:
        treatment: What becomes of it.
        row: The row of the register that it is, '' for the likeliest.
    """

    treatment: Treatment
    row: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided of a list.

    Attributes:
        rows: Of single rows, by sheet and number.
        kinds: Of all other rows of a kind.
    """

    rows: Mapping[tuple[str, int], Choice] = field(default_factory=dict)
    kinds: Mapping[Match, Treatment] = field(default_factory=dict)

    def of(self, sheet: str, number: int, match: Match) -> Choice | None:
        """Return what is done with a row, None where that waits for a decision."""
        found = self.rows.get((sheet, number))
        treatment = self.kinds.get(match) or UNASKED.get(match)
        return found or (Choice(treatment) if treatment else None)
