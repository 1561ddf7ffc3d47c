"""Where a row stands: what is stored, and where its dates have led it meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from desktop_app.domain.life.case import Case

__all__ = ["by_dates", "status_today"]

VISIT = "visit"


def _trip(case: Case) -> str | None:
    end = case.day("end_on")
    over = end is not None and end < case.today
    return "completed" if over and case.status in {"planned", "decided"} else None


def _network(case: Case) -> str | None:
    left, review = case.day("left_on"), case.day("next_review_on")
    if case.status not in {"active", "under_review", "dormant"}:
        return None
    if left is not None and left < case.today:
        return "ended"
    due = review is not None and review < case.today
    return "under_review" if due and case.status == "active" else None


def _request(case: Case) -> str | None:
    last = case.day("wished_until") or case.day("wished_from")
    over = last is not None and last < case.today
    taken = case.status == "accepted" and case.text("kind") == VISIT
    return "completed" if over and taken else None


def _collaboration(case: Case) -> str | None:
    end = case.day("end_on")
    over = end is not None and end < case.today
    return "ended" if over and case.status == "active" else None


MOVED: Mapping[str, Callable[[Case], str | None]] = MappingProxyType(
    {
        "trip": _trip,
        "network": _network,
        "request": _request,
        "collaboration": _collaboration,
    }
)


def by_dates(case: Case) -> str | None:
    """Return the status that the dates of a row have led to, None where the stored one holds.

    Nothing is written for it: a person takes the step, or goes on from there.
    """
    moved = MOVED.get(case.entity.name)
    return None if moved is None else moved(case)


def status_today(case: Case) -> str:
    """Return the status of a row on the day, '' where it has none."""
    return by_dates(case) or case.status
