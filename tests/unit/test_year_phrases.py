"""Numbers in sentences, in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Span
from desktop_app.services.year import phrases
from desktop_app.services.year.phrases import Noun

NETWORK = Noun(Words("nätverk", "network"), Words("nätverk", "networks"), "ett")
TRIP = Noun(Words("resa", "trip"), Words("resor", "trips"))
BEFORE = Words("året före", "the year before")


def both(words: Words) -> tuple[str, str]:
    """Return a text in both languages, with plain spaces."""
    sv, en = (words.into(language).replace("\N{NO-BREAK SPACE}", " ") for language in ("sv", "en"))
    return sv, en


@pytest.mark.parametrize(
    ("value", "noun", "sv", "en"),
    [
        (0, NETWORK, "inget nätverk", "no networks"),
        (1, NETWORK, "ett nätverk", "one network"),
        (1, TRIP, "en resa", "one trip"),
        (2, TRIP, "två resor", "two trips"),
        (12, TRIP, "tolv resor", "twelve trips"),
        (13, TRIP, "13 resor", "13 trips"),
        (1300, TRIP, "1 300 resor", "1,300 trips"),
    ],
)
def test_told(value: int, noun: Noun, sv: str, en: str) -> None:
    """Small numbers stand in letters, one has its gender, none is a word of its own."""
    assert both(phrases.told(value, noun)) == (sv, en)


def test_nothing_in_swedish_is_singular() -> None:
    """”Ingen resa”, never ”ingen resor”."""
    assert both(phrases.told(0, TRIP)) == ("ingen resa", "no trips")


@pytest.mark.parametrize(
    ("now", "then", "sv", "en"),
    [
        (95, 85, "tio fler än året före", "ten more than the year before"),
        (3, 4, "ett färre än året före", "one fewer than the year before"),
        (4, 4, "lika många som året före", "as many as the year before"),
        (0, 0, "liksom året före", "as in the year before"),
        (200, 100, "100 fler än året före", "100 more than the year before"),
    ],
)
def test_change(now: int, then: int, sv: str, en: str) -> None:
    """More, fewer, or as many."""
    assert both(phrases.change(now, then, NETWORK, BEFORE)) == (sv, en)


def test_money_and_shares() -> None:
    """Amounts are exact, with öre where there are any; shares are rounded half up."""
    assert both(phrases.sek(Decimal("12500.00"))) == ("12 500 kr", "SEK 12,500")
    assert both(phrases.sek(Decimal("12500.50"))) == ("12 500,50 kr", "SEK 12,500.50")
    assert phrases.percent_of(1, 3) == Decimal("33.3")
    assert phrases.percent_of(1, 0) is None
    assert both(phrases.share(1, 8)) == ("13 procent", "13 per cent")


@pytest.mark.parametrize(
    ("first", "last", "sv", "en"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "2026", "2026"),
        (date(2024, 1, 1), date(2026, 12, 31), "2024–2026", "2024–2026"),
        (date(2026, 3, 1), date(2026, 3, 31), "1–31 mars 2026", "1–31 March 2026"),
    ],
)
def test_when(first: date, last: date, sv: str, en: str) -> None:
    """A year is a number, anything else has its days."""
    assert both(phrases.when(Span(first, last))) == (sv, en)
