"""The time a yearly report is about, and the time before it that it is compared with."""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.domain.year.model import Span

__all__ = ["before", "is_of_whole_years", "year", "years"]

MONTHS = 12
A_DAY = timedelta(days=1)


def year(number: int) -> Span:
    """Return a year from its first to its last day."""
    return Span(date(number, 1, 1), date(number, MONTHS, 31))


def years(span: Span) -> range:
    """Return the years that a time touches."""
    return range(span.first.year, span.last.year + 1)


def is_of_whole_years(span: Span) -> bool:
    """Tell whether a time is one year or several, from first day to last."""
    return span == Span(year(span.first.year).first, year(span.last.year).last)


def before(span: Span) -> Span:
    """Return the time of the same length that ends the day before a time begins.

    The same number of months where it is whole months: they are not equally many days.
    """
    last = span.first - A_DAY
    if span.first.day == 1 and (span.last + A_DAY).day == 1:
        months = _months(span.last) - _months(span.first) + 1
        year_, month = divmod(_months(span.first) - months, MONTHS)
        return Span(date(year_, month + 1, 1), last)
    return Span(last - (span.last - span.first), last)


def _months(day: date) -> int:
    return day.year * MONTHS + day.month - 1
