"""Days that rules of what is due compare."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.days import days_later
from desktop_app.domain.life.case import Case

__all__ = ["SOON_DAYS", "near"]

SOON_DAYS = 30
"""How long before its day something is told that has no threshold of its own."""


def near(case: Case, day: date | None, days: int = SOON_DAYS) -> bool:
    """Tell whether a day is today or ahead, by no more than so many days."""
    return day is not None and case.today <= day <= days_later(case.today, days)
