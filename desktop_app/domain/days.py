"""Counting days and months."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

__all__ = ["days_later", "months_later", "read_day"]

MONTHS = 12


def read_day(value: object) -> date | None:
    """Return the day that a value of a date field means, None where there is none."""
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def days_later(day: date, days: int) -> date:
    """Return the day so many days later; the last there is where that is beyond it."""
    return date.max if (date.max - day).days < days else day + timedelta(days)


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, the last of a shorter month."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
