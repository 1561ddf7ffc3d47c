"""Short ways with the parts of a row: what a line's tools do, and what a new part begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services.homecoming import action_suggestion
from desktop_app.services.membership_offers import fee_suggestion, review_suggestion
from desktop_app.services.register import Register
from desktop_app.services.trip_money import outcome_as_budget
from desktop_app.storage.tables import Row
from desktop_app.ui.record.lines import Tool

__all__ = ["SUGGESTED", "WAYS", "Way"]

AS_BUDGETED = Words("Utfallet blev som budgeten (=)", "Outcome as budgeted (=)")


@dataclass(frozen=True, slots=True)
class Way:
    """Something that is done with one part, by a button on its line or a key.

    Attributes:
        tool: The button.
        key: What is typed for it while the line has the keyboard.
        fits: Whether there is something to do with a part.
        do: Does it: the register, the row the parts belong to, and the ids of the parts.
    """

    tool: Tool
    key: str
    fits: Callable[[Row], bool]
    do: Callable[[Register, str, Sequence[str]], object]


def _has_only_budget(cost: Row) -> bool:
    return cost.values.get("budget") is not None and cost.values.get("outcome") is None


WAYS: Mapping[str, tuple[Way, ...]] = {
    "cost": (
        Way(
            Tool("as_budgeted", "check", AS_BUDGETED, writes=True),
            "=",
            _has_only_budget,
            outcome_as_budget,
        ),
    )
}
SUGGESTED: Mapping[str, Callable[[Register, Entity, str], Mapping[str, str]]] = {
    "action": action_suggestion,
    "fee": fee_suggestion,
    "review": review_suggestion,
}
"""What a new part is begun with, where something can be suggested."""
