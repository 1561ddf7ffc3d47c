"""Weeks, weekdays, months and spans in dates: what of them is a day, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from desktop_app.domain.kinds.given import shown
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

__all__ = ["WEEKDAYS", "day_of_week", "no_single_day", "of_weekday", "without_weekday"]

WEEK = Words(
    "”{text}” är en hel vecka, {first} till {last}; skriv en av dagarna.",
    "“{text}” is a whole week, {first} to {last}; write one of its days.",
)
NO_YEAR = Words(
    "”{text}” är en vecka utan år; skriv dagen, som 2026-03-05.",
    "“{text}” is a week without a year; write the day, like 2026-03-05.",
)
NO_WEEK = Words(
    "”{text}” finns inte: året {year} har inte så många veckor.",
    "“{text}” does not exist: the year {year} does not have that many weeks.",
)
MONTH = Words(
    "”{text}” säger ingen dag; skriv den också, som 5 mars 2026.",
    "“{text}” does not say the day; write that too, like 5 March 2026.",
)
SPAN = Words(
    "”{text}” är flera dagar; skriv en av dem, som 2026-03-05.",
    "“{text}” is several days; write one of them, like 2026-03-05.",
)
OTHER_WEEKDAY = Words(
    "{date} är en {weekday}, men i ”{text}” står en annan veckodag; kontrollera datumet.",
    "{date} is a {weekday}, but “{text}” says another weekday; check the date.",
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
_WEEKDAYS: Mapping[str, int] = {
    spelled: place
    for place, day in enumerate(WEEKDAYS)
    for name in (day.sv, day.en.lower())
    for spelled in (name, name[:3], name[:4], name[:5])
}
_AFTER_WEEKDAY = r"(?P<name>[a-zåäö]{3,9})\.?,? (?P<rest>(?:den |the )?.*[0-9].*)"
_WEEK = (
    r"(?P<y>[0-9]{4})[ -]?[wv]\.? ?(?P<w>[0-9]{1,2})(?:-?(?P<d>[1-7]))?",
    r"(?:v|w|vecka|week)\.? ?(?P<w>[0-9]{1,2})(?:[ ,/-]+(?P<y>[0-9]{4}))?(?P<d>)",
)
_MONTH = r"[a-zåäö]{3,9}\.?,? ?-?[0-9]{2,4}|[0-9]{4}[-/.][0-9]{1,2}|[0-9]{4}|q[1-4] ?[0-9]{4}"
_SPAN = (
    r"[0-9]{1,2}\.?(?:[-/][0-9]{1,2})? ?- ?[0-9]{1,2}\.? .*[0-9]{4}"
    r"|.*[0-9].* (?:-|till|to) .*[0-9]{4}.*"
)


def without_weekday(text: str) -> tuple[str, int | None]:
    """Return a date in small letters without the weekday before it, and which that is."""
    found = re.fullmatch(_AFTER_WEEKDAY, text)
    if found is None or found["name"] not in _WEEKDAYS:
        return text, None
    return found["rest"], _WEEKDAYS[found["name"]]


def of_weekday(text: str, day: str, weekday: int | None) -> str:
    """Return a day that is the weekday it is said to be; raise `Invalid` otherwise."""
    real = date.fromisoformat(day).weekday()
    if weekday not in (None, real):
        fault = OTHER_WEEKDAY.fill(date=day, weekday=WEEKDAYS[real], text=shown(text))
        raise Invalid(fault, value=text)
    return day


def day_of_week(text: str) -> str | None:
    """Return the day of 2026-W10-4, None where there is no week; raise `Invalid` for others."""
    found = next(filter(None, (re.fullmatch(shape, text) for shape in _WEEK)), None)
    if found is None:
        return None
    if found["y"] is None:
        raise Invalid(NO_YEAR.fill(text=shown(text)), value=text)
    try:
        day = date.fromisocalendar(int(found["y"]), int(found["w"]), int(found["d"] or 1))
    except ValueError:
        raise Invalid(NO_WEEK.fill(text=shown(text), year=found["y"]), value=text) from None
    if found["d"]:
        return day.isoformat()
    fault = WEEK.fill(text=shown(text), first=day, last=day + timedelta(6))
    raise Invalid(fault, value=text)


def no_single_day(text: str, months: Mapping[str, int]) -> Words | None:
    """Return why a text of a month, a year or several days is no day; None for other texts."""
    if re.fullmatch(_MONTH, text) and _names_month(text, months):
        return MONTH
    return SPAN if re.fullmatch(_SPAN, text) else None


def _names_month(text: str, months: Mapping[str, int]) -> bool:
    word = re.match("[a-zåäö]*", text)
    return word is None or word[0] in ("", "q") or word[0] in months
