"""Times of day: one, or from one to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from desktop_app.domain.kinds.base import Context, Given, Kind, Value
from desktop_app.domain.kinds.given import as_text, nearest_second, plain_digits, shown
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

HOURS, MINUTES, NOON = 24, 60, 12

NO_TIME = Words(
    "”{text}” är inget klockslag; skriv det som 9.00 eller 9.00–15.30.",
    "”{text}” is not a time of day; write it like 9:00 or 9:00–15:30.",
)
NO_SUCH_TIME = Words(
    "”{text}” finns inte: timmen ska vara 0–23 och minuten 0–59, som 9.00–15.30.",
    "”{text}” does not exist: the hour should be 0–23 and the minute 0–59, like 9:00–15:30.",
)
WITH_DATE = Words(
    "”{text}” har ett datum; här ska bara klockslaget stå, som 9.00.",
    "”{text}” has a date; only the time of day goes here, like 9:00.",
)
WITH_SECONDS = Words(
    "”{text}” har sekunder; skriv bara timme och minut, som 9.00.",
    "”{text}” has seconds; write only hour and minute, like 9:00.",
)
HALF_DAY = Words(
    "”{text}” säger bara om den ena tiden är före middag; skriv båda, eller 14.00–16.00.",
    "”{text}” says am or pm for one time only; write it for both, or write 14:00–16:00.",
)
ENDS_FIRST = Words(
    "Tiden slutar innan den börjar, eller nästa dag; kontrollera den.",
    "The time ends before it begins, or on the next day; check it.",
)

_LAST_EMPTY_DAY = date(1904, 1, 1)  # a time alone carries the first day of the workbook's calendar
_DASH = r"[-‐‑‒–—−]|\s(?:till|to|until)\s"
_CLOCK = r"(?:kl\.?|klockan|at)?\s*([0-9].*)"
_TIME = (
    r"(?:(?P<h>[0-9]{1,2})(?:[.:](?P<m>[0-9]{2})(?P<s>[.:][0-9]{2})?)?"
    r"|(?P<hh>[0-9]{1,2})(?P<mm>[0-9]{2}))\s*(?P<half>[ap]\.?m\.?)?"
)


@dataclass(frozen=True, slots=True)
class Time(Kind):
    """A time of day, kept as HH:MM, or from one to another, as HH:MM–HH:MM."""

    def parse(self, given: Given, context: Context) -> Value:
        """Return the time or the two times; raise `Invalid` for what is not surely one.

        A number cell below 1 is a part of the day (0.375 is 09:00), a whole number an hour (9) or
        hours and minutes (900). 24:00 may end a range. A date beside the time is refused.
        """
        if isinstance(given, (time, datetime)):
            return _of_cell(given)
        if isinstance(given, float) and 0 < given < 1:
            return _of_part(given)
        if isinstance(given, (bool, date, list)):
            raise Invalid(NO_TIME.fill(text=shown(given)), value=given)
        text = as_text(given, context)
        if isinstance(given, (float, Decimal)) and not text.isdecimal():
            raise Invalid(NO_TIME.fill(text=shown(text)), value=given)
        return _of_text(text) if text else None

    def write(self, value: Value, context: Context) -> str:
        """Return ”9.00–15.30” in Swedish, ”9:00–15:30” in English."""
        if not isinstance(value, str):
            return ""
        mark = ":" if context.language == "en" else "."
        return "–".join(f"{int(part[:2])}{mark}{part[3:]}" for part in value.split("–"))

    def doubts(self, value: Value, context: Context) -> tuple[Words, ...]:
        """Doubt a range that does not end after it begins."""
        if not isinstance(value, str):
            return ()
        start, dash, end = value.partition("–")
        return (ENDS_FIRST,) if dash and end <= start else ()

    def check(self, column: str) -> str:
        """Return the condition of HH:MM or HH:MM–HH:MM."""
        clock = "[0-2][0-9]:[0-5][0-9]"
        return f"({column} GLOB '{clock}' OR {column} GLOB '{clock}–{clock}')"


def _of_cell(given: time | datetime) -> str:
    if isinstance(given, time):
        given = datetime.combine(_LAST_EMPTY_DAY, given)
    if given.date() > _LAST_EMPTY_DAY:
        raise Invalid(WITH_DATE.fill(text=shown(given)), value=given)
    moment = nearest_second(given)
    if moment.second:
        raise Invalid(WITH_SECONDS.fill(text=moment.time()), value=given)
    return moment.strftime("%H:%M")


def _of_part(given: float) -> str:
    """Return the time that a part of a day stands for, to the second."""
    minutes, seconds = divmod(round(given * 86_400), 60)
    if seconds:
        raise Invalid(WITH_SECONDS.fill(text=given), value=given)
    return _clock(minutes // MINUTES % HOURS, minutes % MINUTES)


def _of_text(text: str) -> str:
    found = re.fullmatch(_CLOCK, plain_digits(text).casefold())
    parts = re.split(_DASH, found[1].strip()) if found else []
    times = [re.fullmatch(_TIME, part.strip().removeprefix("kl").strip(". ")) for part in parts]
    known = [one for one in times if one is not None]
    if len(known) < len(times) or len(known) not in (1, 2):
        raise Invalid(NO_TIME.fill(text=shown(text)), value=text)
    if len({one["half"] is None for one in known}) > 1:
        raise Invalid(HALF_DAY.fill(text=shown(text)), value=text)
    return "–".join(_read(one, text, last=index == 1) for index, one in enumerate(known))


def _read(found: re.Match[str], text: str, last: bool) -> str:
    """Return HH:MM of what was found; `last` tells that it ends a range."""
    hour, minute = int(found["h"] or found["hh"]), int(found["m"] or found["mm"] or 0)
    if found["half"]:
        hour = _of_half_day(hour, found["half"])
    if (hour >= HOURS or minute >= MINUTES) and not (last and (hour, minute) == (HOURS, 0)):
        raise Invalid(NO_SUCH_TIME.fill(text=shown(text)), value=text)
    if found["s"] and int(found["s"][1:]):
        raise Invalid(WITH_SECONDS.fill(text=shown(text)), value=text)
    return _clock(hour, minute)


def _of_half_day(hour: int, half: str) -> int:
    """Return an hour of am or pm as one of 24, too many where there is no such hour."""
    if not 1 <= hour <= NOON:
        return HOURS + 1
    return hour % NOON + (NOON if half.startswith("p") else 0)


def _clock(hour: int, minute: int) -> str:
    return f"{hour:02}:{minute:02}"
