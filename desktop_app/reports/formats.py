"""Dates and numbers as a document writes them, in Swedish and in English.

Short lists instead of a library of the world's formats: two languages, and nothing to load.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from desktop_app.domain.words import Language, Words

MONTHS = (
    Words("januari", "January"),
    Words("februari", "February"),
    Words("mars", "March"),
    Words("april", "April"),
    Words("maj", "May"),
    Words("juni", "June"),
    Words("juli", "July"),
    Words("augusti", "August"),
    Words("september", "September"),
    Words("oktober", "October"),
    Words("november", "November"),
    Words("december", "December"),
)
WEEKDAYS = (
    Words("måndag", "Monday"),
    Words("tisdag", "Tuesday"),
    Words("onsdag", "Wednesday"),
    Words("torsdag", "Thursday"),
    Words("fredag", "Friday"),
    Words("lördag", "Saturday"),
    Words("söndag", "Sunday"),
)
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SEK = "SEK"


def day(text: str, language: Language) -> str:
    """Return an ISO date as ``5 mars 2026``; anything else as it is."""
    found = _date(text)
    return text if found is None else _long(found, language)


def weekday(text: str, language: Language) -> str:
    """Return an ISO date as ``Torsdag 5 mars 2026``, for a heading; anything else as it is."""
    found = _date(text)
    if found is None:
        return text
    named = WEEKDAYS[found.weekday()].into(language).capitalize()
    return f"{named} {_long(found, language)}"


def days(start: str, end: str, language: Language) -> str:
    """Return the days from `start` to `end` as ``5–9 mars 2026``."""
    first, last = _date(start), _date(end)
    if first is None or last is None or first == last:
        both = dict.fromkeys(day(text, language) for text in (start, end) if text)
        return " – ".join(both)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_long(last, language)}"
    if first.year == last.year:
        return f"{_month(first, language)} – {_long(last, language)}"
    return f"{_long(first, language)} – {_long(last, language)}"


def moment(when: datetime, language: Language) -> str:
    """Return a date with the time of day as ``5 mars 2026 kl. 9.05``."""
    if language == "en":
        return f"{_long(when, language)}, {when:%H:%M}"
    return f"{_long(when, language)} kl.{NBSP}{when.hour}.{when:%M}"


def number(text: str) -> Decimal | None:
    """Return a kept amount as a number, None for an empty or foreign one."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def decimal(value: Decimal, language: Language, places: int | None = None) -> str:
    """Return ``12 500,50``, or ``12,500.50`` in English.

    With as many decimals as told, else as it has, and none where it is whole.
    """
    if places is None and value == value.to_integral_value():
        places = 0
    shown = f"{value:,f}" if places is None else f"{value:,.{places}f}"
    shown = shown.replace("-", MINUS)
    if language == "en":
        return shown
    return shown.replace(",", NBSP).replace(".", ",")


def money(value: Decimal, currency: str, language: Language, places: int = 2) -> str:
    """Return ``12 500,50 kr``, or ``SEK 12,500.50`` in English."""
    shown = decimal(value, language, places)
    if language == "en":
        return f"{currency}{NBSP}{shown}"
    return f"{shown}{NBSP}{'kr' if currency == SEK else currency}"


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _month(value: date, language: Language) -> str:
    return f"{value.day}{NBSP}{MONTHS[value.month - 1].into(language)}"


def _long(value: date, language: Language) -> str:
    return f"{_month(value, language)} {value.year}"
