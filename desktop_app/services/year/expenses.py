"""What trips cost, and who else than the city paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.domain.words import Words
from desktop_app.domain.year.states import OWN_MONEY
from desktop_app.services.year.frame import Frame
from desktop_app.services.year.material import text_of
from desktop_app.services.year.money import number, parts_total
from desktop_app.services.year.pieces import Total, added
from desktop_app.storage.tables import Row

__all__ = [
    "BUDGET",
    "OUTCOME",
    "cost_of",
    "is_others",
    "known_of",
    "paid_by_others",
    "without_cost",
]

OUTCOME = Words("Kostnad i kronor", "Cost in SEK")
BUDGET = Words("Budget i kronor", "Budget in SEK")


def cost_of(frame: Frame, rows: Iterable[Row]) -> Total:
    """Return what trips cost: not known where it is stated of none of them."""
    listed = list(rows)
    return known_of(listed, parts_total(frame, listed, "cost", "outcome"))


def known_of(rows: Sequence[Row], total: Total) -> Total:
    """Return a total as not known where there are rows, but none of them tells anything."""
    return replace(total, value=None) if rows and not total.sources else total


def without_cost(frame: Frame, rows: Iterable[Row]) -> list[Row]:
    """Return the trips of which nobody wrote what they cost."""
    return [
        row
        for row in rows
        if not any("outcome" in cost.values for cost in frame.material.parts("cost", row))
    ]


def is_others(funding: Row) -> bool:
    """Tell whether it is somebody else than the city who pays."""
    return text_of(funding, "kind") not in OWN_MONEY


def paid_by_others(frame: Frame, rows: Iterable[Row], kinds: frozenset[str] | None = None) -> Total:
    """Return what somebody else than the city paid of trips: all of it, or of some kinds."""
    return added(
        (row, part, number(part, "amount"))
        for row in rows
        for part in frame.material.parts("funding", row)
        if is_others(part) and (kinds is None or text_of(part, "kind") in kinds)
    )
