"""Dates and times of day, read from exact formats only: a guess would move a meeting."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, TypeAlias

from desktop_app.domain.kinds.base import Context, Given, Kind, Value
from desktop_app.domain.kinds.given import as_text, nearest_second, plain_digits, shown
from desktop_app.domain.kinds.times import Time
from desktop_app.domain.kinds.weeks import (
    day_of_week,
    no_single_day,
    of_weekday,
    without_weekday,
)
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

__all__ = [
    "LONGEST",
    "MONTHS",
    "ORDERS",
    "Date",
    "Order",
    "Time",
    "in_words",
    "interval",
    "parse_date",
    "without_clock",
]

Order: TypeAlias = Literal["dmy", "mdy", "ymd"]

NO_DATE = Words(
    "”{text}” är inget datum som går att läsa; skriv det som 2026-03-05 eller 5 mars 2026.",
    "”{text}” is not a date that can be read; write it like 2026-03-05 or 5 March 2026.",
)
NO_SUCH_DATE = Words(
    "{text} finns inte: {month} {year} har {days} dagar.",
    "{text} does not exist: {month} {year} has {days} days.",
)
NO_SUCH_MONTH = Words(
    "{text} finns inte: månaden ska vara 1–12; skriv år-månad-dag, som 2026-03-05.",
    "{text} does not exist: the month should be 1–12; write year-month-day, like 2026-03-05.",
)
NO_SUCH_YEAR = Words(
    "{text} finns inte: året ska vara 1–9999.",
    "{text} does not exist: the year should be 1–9999.",
)
EITHER_DATE = Words(
    "”{text}” kan vara {dmy} eller {mdy}; skriv det så, med året först.",
    "”{text}” may be {dmy} or {mdy}; write it like that, with the year first.",
)
OTHER_ORDER = Words(
    "”{text}” går inte att läsa som {order}; skriv det som 2026-03-05.",
    "”{text}” cannot be read as {order}; write it like 2026-03-05.",
)
DECEMBER = 12
LONGEST = 100
"""Characters that a text of a date has at most: weekday, day, month, year and time."""

ORDERS: dict[Order, Words] = {
    "dmy": Words("dag, månad, år", "day, month, year"),
    "mdy": Words("månad, dag, år", "month, day, year"),
    "ymd": Words("år, månad, dag", "year, month, day"),
}
SHORT_YEAR = Words(
    "”{text}” har ett årtal med två siffror; skriv alla fyra, som 2026-03-05.",
    "”{text}” has a year of two digits; write all four, like 2026-03-05.",
)
WITH_TIME = Words(
    "”{text}” har ett klockslag; här ska bara datumet stå, {date}.",
    "”{text}” has a time of day; only the date goes here, {date}.",
)
BARE_NUMBER = Words(
    "{text} är ett tal, inget datum; formatera cellen som datum eller skriv det som 2026-03-05.",
    "{text} is a number, not a date; format the cell as a date or write it like 2026-03-05.",
)
FAR_YEAR = Words(
    "Året {year} är ovanligt; kontrollera det.", "The year {year} is unusual; check it."
)

MONTHS_SV = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = {
    spelling: number
    for names in (MONTHS_SV, MONTHS_EN)
    for number, name in enumerate(names, 1)
    for spelling in (name.lower(), name[:3].lower(), name[:4].lower())
}
_DASHES = str.maketrans("‐‑‒–—−／．", "------/.")
_CLOCK = (
    r"(?P<day>.*[0-9])(?:,? (?:kl\.? ?|at )?|T)"
    r"(?P<clock>[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9.]+)?(?: ?[AaPp]\.?[Mm]\.?)?)"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_MIDNIGHT = r"0{1,2}[.:]00(?:[.:][0.]+)?|12[.:]00(?:[.:]00)? ?[Aa]\.?[Mm]\.?"
_YEAR_FIRST = r"(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})"
_TOGETHER = r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"
_DOTTED = r"(?P<d>[0-9]{1,2})\. ?(?P<m>[0-9]{1,2})\. ?(?P<y>[0-9]{4})"
_DAY_NAMED = (
    r"(?:den |the )?(?P<d>[0-9]{1,2})(?:\.|:[ae]|st|nd|rd|th)?[ -]?(?:of )?"
    r"(?P<name>[a-z]{3,9})\.?,?[ -]?(?P<y>[0-9]{4})"
)
_MONTH_NAMED = r"(?P<name>[a-z]{3,9})\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})"
_YEAR_NAMED = r"(?P<y>[0-9]{4})[ -](?P<name>[a-z]{3,9})\.?[ -](?P<d>[0-9]{1,2})"
_EITHER_ORDER = r"(?P<a>[0-9]{1,2})(?P<sep>[/-])(?P<b>[0-9]{1,2})(?:(?P=sep)| )(?P<y>[0-9]{4})"
_SHORT_YEAR = (
    r"[0-9]{1,2}([-/.])[0-9]{1,2}(\1| )[0-9]{2}|[0-9]{6}"
    r"|(?:den |the )?[0-9]{1,2}\.? ?[a-z]{3,9}\.?,? [’']?[0-9]{2}"
    r"|[a-z]{3,9}\.? [0-9]{1,2},? [’']?[0-9]{2}"
)


@dataclass(frozen=True, slots=True)
class Date(Kind):
    """A day, without time or zone, kept as YYYY-MM-DD (years 1–9999)."""

    def parse(self, given: Given, context: Context) -> Value:
        """Return the day in its one written form; raise `Invalid` for what is not surely one.

        A date cell may have the time midnight; any other time would be lost and is refused.
        Text in the order 5/3/2026 is refused: `parse_date` reads it when the order is known.
        """
        if isinstance(given, datetime):
            return _day_of(given)
        if isinstance(given, date):
            return given.isoformat()
        if isinstance(given, (bool, time, list)):
            raise Invalid(NO_DATE.fill(text=shown(given)), value=given)
        text = as_text(given, context)
        if not isinstance(given, str) and text and re.fullmatch(_TOGETHER, text) is None:
            raise Invalid(BARE_NUMBER.fill(text=shown(text)), value=given)
        return parse_date(text, None) if text else None

    def doubts(self, value: Value, context: Context) -> tuple[Words, ...]:
        """Doubt a year outside 1900–2200."""
        if not isinstance(value, str) or "1900" <= value[:4] <= "2200":
            return ()
        return (FAR_YEAR.fill(year=value[:4]),)

    def check(self, column: str) -> str:
        """Return the condition of a day that exists."""
        # Only a modifier makes SQLite work the day out: 30 February would else pass.
        return f"{column} IS date({column}, '+0 days')"


def _day_of(moment: datetime) -> str:
    moment = nearest_second(moment)
    if moment.time() != time():
        fault = WITH_TIME.fill(text=moment.isoformat(" "), date=moment.date())
        raise Invalid(fault, value=moment)
    return moment.date().isoformat()


def parse_date(text: str, order: Order | None) -> str:
    """Return the day that `text` spells as YYYY-MM-DD.

    Args:
        text: Year first (2026-03-05, 20260305), dotted (5.3.2026, day first as in Europe), with
            the month in Swedish or English words, or 5/3/2026, 5/3 2026, 5-3-2026.
        order: Of day and month in the last three; None refuses them where both could be meant.

    Raises:
        Invalid: What is wrong with it and how to write it.
    """
    if len(text) > LONGEST:
        raise Invalid(NO_DATE.fill(text=shown(text)), value=text)
    text = plain_digits(text.strip()).translate(_DASHES)
    if timed := re.fullmatch(_CLOCK, text):
        return _at_midnight(text, parse_date(timed["day"], order), timed["clock"])
    plain, weekday = without_weekday(text.casefold())
    day = _numbered(text, plain, order) or _named(text, plain) or day_of_week(plain)
    if day is None:
        raise Invalid(_why_no_date(plain).fill(text=shown(text)), value=text)
    return of_weekday(text, day, weekday)


def without_clock(text: str) -> tuple[str, str]:
    """Return a date without the local time of day after it, and that time; '' where none is."""
    found = re.fullmatch(_CLOCK, plain_digits(text.strip()).translate(_DASHES))
    if found is None or found["zone"]:
        return text, ""
    return found["day"], found["clock"]


def _numbered(text: str, plain: str, order: Order | None) -> str | None:
    for shape in (_YEAR_FIRST, _TOGETHER, _DOTTED):
        if found := re.fullmatch(shape, plain):
            return _day(text, int(found["y"]), int(found["m"]), int(found["d"]))
    if found := re.fullmatch(_EITHER_ORDER, plain):
        return _ordered(text, int(found["a"]), int(found["b"]), int(found["y"]), order)
    return None


def _named(text: str, plain: str) -> str | None:
    for shape in (_DAY_NAMED, _MONTH_NAMED, _YEAR_NAMED):
        if (found := re.fullmatch(shape, plain)) and (month := MONTHS.get(found["name"])):
            return _day(text, int(found["y"]), month, int(found["d"]))
    return None


def _at_midnight(text: str, day: str, clock: str) -> str:
    if re.fullmatch(_MIDNIGHT, clock) is None:
        raise Invalid(WITH_TIME.fill(text=shown(text), date=day), value=text)
    return day


def _ordered(text: str, first: int, second: int, year: int, order: Order | None) -> str:
    """Return the day where the order of day and month is known, or plain from the numbers."""
    if order not in ("dmy", "mdy"):  # with the year last
        if max(first, second) <= DECEMBER and first != second:
            dmy, mdy = f"{year:04}-{second:02}-{first:02}", f"{year:04}-{first:02}-{second:02}"
            raise Invalid(EITHER_DATE.fill(text=text, dmy=dmy, mdy=mdy), value=text)
        order = "mdy" if second > DECEMBER >= first else "dmy"
    elif (second if order == "dmy" else first) > DECEMBER:
        raise Invalid(OTHER_ORDER.fill(text=text, order=ORDERS[order]), value=text)
    day, month = (first, second) if order == "dmy" else (second, first)
    return _day(text, year, month, day)


def _day(text: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Invalid(_why_no_day(year, month).fill(text=shown(text)), value=text) from None


def _why_no_day(year: int, month: int) -> Words:
    if not 1 <= month <= DECEMBER:
        return NO_SUCH_MONTH
    if year < 1:
        return NO_SUCH_YEAR
    days = monthrange(year, month)[1]
    month_name = Words(MONTHS_SV[month - 1], MONTHS_EN[month - 1])
    return NO_SUCH_DATE.fill(month=month_name, year=year, days=days)


def _why_no_date(plain: str) -> Words:
    if re.fullmatch(_SHORT_YEAR, plain):
        return SHORT_YEAR
    return no_single_day(plain, MONTHS) or NO_DATE


def in_words(value: str, language: str) -> str:
    """Return a day as in running text: ”5 mars 2026”, ”5 March 2026”."""
    day = date.fromisoformat(value)
    return f"{_day_and_month(day, language)} {day.year}"


def interval(start: str, end: str, language: str) -> str:
    """Return two days as in running text: ”5–9 mars 2026”, ”28 March – 2 April 2026”."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return in_words(start, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{in_words(end, language)}"
    # Swedish puts no spaces around the dash of an interval, English does between words.
    dash = " – " if language == "en" else "–"
    same_year = first.year == last.year
    begin = _day_and_month(first, language) if same_year else in_words(start, language)
    return f"{begin}{dash}{in_words(end, language)}"


def _day_and_month(day: date, language: str) -> str:
    months = MONTHS_EN if language == "en" else MONTHS_SV
    return f"{day.day} {months[day.month - 1]}"
