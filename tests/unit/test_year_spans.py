"""The time before a time: of the same length, ending the day before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.year import spans
from desktop_app.domain.year.model import Span


def span(first: str, last: str) -> Span:
    """Return a time."""
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (span("2025-01-01", "2025-12-31"), span("2024-01-01", "2024-12-31")),
        (span("2024-01-01", "2025-12-31"), span("2022-01-01", "2023-12-31")),
        (span("2026-03-01", "2026-03-31"), span("2026-02-01", "2026-02-28")),
        (span("2026-01-01", "2026-04-30"), span("2025-09-01", "2025-12-31")),
        (span("2026-03-02", "2026-03-08"), span("2026-02-23", "2026-03-01")),
        (span("2026-03-05", "2026-03-05"), span("2026-03-04", "2026-03-04")),
    ],
)
def test_before(period: Span, before: Span) -> None:
    """Years are compared with years, months with months, days with as many days."""
    assert spans.before(period) == before


@given(st.dates(date(1910, 1, 1), date(2190, 1, 1)), st.integers(0, 1500))
def test_before_ends_the_day_before(first: date, days: int) -> None:
    """It always ends the day before, and its length differs by the length of months alone."""
    period = Span(first, first + timedelta(days))
    before = spans.before(period)
    assert before.last == first - timedelta(days=1)
    assert abs((before.last - before.first).days - days) <= 3


def test_whole_years() -> None:
    """A year is one only from its first day to its last."""
    assert spans.is_of_whole_years(spans.year(2026))
    assert spans.is_of_whole_years(span("2024-01-01", "2026-12-31"))
    assert not spans.is_of_whole_years(span("2026-01-01", "2026-12-30"))
    assert list(spans.years(span("2024-06-01", "2026-01-01"))) == [2024, 2025, 2026]
