"""Days as lists have them: years of two digits, day numbers, days with a time, signs of no day.

A person who types a day is asked to write it out; a whole column tells more than one cell does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import reduce

from desktop_app.domain.kinds import Given, Value
from desktop_app.domain.kinds.dates import LONGEST, MONTHS, ORDERS, Order, parse_date, without_clock
from desktop_app.domain.kinds.given import clean, nearest_second, plain_digits, shown
from desktop_app.domain.mending.found import About, Mended, Parse
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

__all__ = ["is_early_cell", "order_of", "read_day"]

READ_AS = Words("”{text}” lästes som {date}.", "“{text}” was read as {date}.")
TIME_LEFT_OUT = Words(
    "Lästes som {date}; klockslaget {time} står kvar i anteckningen.",
    "Read as {date}; the time {time} is kept in the note.",
)
NO_DAY = Words(
    "”{text}” betyder att inget datum är angivet; fältet lämnades tomt.",
    "“{text}” means that no date is given; the field was left empty.",
)
SERIAL = Words(
    "{text} är kalkylbladets nummer för {date}, som det lästes som.",
    "{text} is the spreadsheet's number of {date}, as which it was read.",
)
SERIAL_UNSURE = Words(
    "{text} är ett tal, inget datum: som dagnummer är det {new} (eller {old} i filer från äldre "
    "Mac). Skriv datumet.",
    "{text} is a number, not a date: as the number of a day it is {new} (or {old} in files from "
    "older Macs). Write the date.",
)
EARLY = Words(
    "Kalkylblad räknar fel på dagar före den 1 mars 1900; skriv datumet som text.",
    "Spreadsheets count days wrong before 1 March 1900; write the date as text.",
)
EITHER_DAY = Words(
    "”{text}” kan vara {days}; skriv det så, med alla fyra siffror i året.",
    "“{text}” may be {days}; write it like that, with all four digits of the year.",
)
NO_CENTURY = Words(
    "Året i ”{text}” kan vara 19{year} eller 20{year}; skriv alla fyra siffror.",
    "The year in “{text}” may be 19{year} or 20{year}; write all four digits.",
)
OTHER_ORDER = Words(
    "”{text}” går inte att läsa som {order}, som resten av kolumnen; skriv det som 2026-03-05.",
    "“{text}” cannot be read as {order} like the rest of its column; write it like 2026-03-05.",
)

FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""Day numbers that are days of our time, 1954–2119; smaller numbers may be anything."""

_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_FIRST_RIGHT = date(1900, 3, 1)
_FIRST_OLD, _LAST_NEW = 50, 29
_NONE = r"00?:00(?::00)?|0{1,4}([-./ ])0{1,2}\1(?:0{1,4}|1900)|1900-01-00|1/0/1900|0?0?\.01\.1900"
_THREE = r"(?P<a>[0-9]{1,4})(?P<sep>[-/. ])(?P<b>[0-9]{1,2})(?P<end>[-/. ])(?P<c>[0-9]{2}|[0-9]{4})"
# As in 5.3.26, 5/3/26, 5-3-26, 5/3 26 and 5/3-26, the last of which only Swedes write.
DOTS = ".."
_DIVIDED = (DOTS, "//", "--", "/ ", "/-")
_SIX = r"(?P<a>[0-9]{2})(?P<b>[0-9]{2})(?P<c>[0-9]{2})"
_DAY_NAMED = (
    r"(?:den |the )?(?P<d>[0-9]{1,2})(?:\.|:[ae]|st|nd|rd|th)?[ -]?"
    r"(?P<name>[a-z]{3,9})\.?,?[ -]{0,2}[’']?(?P<y>[0-9]{2})"
)
_MONTH_NAMED = r"(?P<name>[a-z]{3,9})\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? [’']?(?P<y>[0-9]{2})"


def is_early_cell(cell: date) -> bool:
    """Tell whether a date cell is of the two months that spreadsheets get wrong."""
    day = cell.date() if isinstance(cell, datetime) else cell
    return date(1900, 1, 1) <= day < _FIRST_RIGHT


def read_day(parse: Parse, cell: Given, about: About) -> Value | Mended:
    """Return the day that a cell surely is, mended where it takes that."""
    if isinstance(cell, date):
        return _read_cell(parse, cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _read_serial(parse, cell, about)
    if not isinstance(cell, str) or len(cell) > LONGEST:
        return parse(cell)
    text = plain_digits(clean(cell))
    if re.fullmatch(_NONE, text):
        return Mended(None, NO_DAY.fill(text=text), often=True)
    if re.fullmatch("[2-7][0-9]{4}", text):
        raise Invalid(_unsure(int(text)), value=cell)
    try:
        return parse_date(text, about.order) if text else None
    except Invalid:
        found = _short(text, about.order) or _timed(text, about.order)
        if found is None:
            raise
        return found


def order_of(texts: Iterable[str]) -> tuple[Order | None, int]:
    """Return the order that dates like 25/3/2026 prove, and how many could be of either."""
    seen: list[frozenset[Order]] = [found for text in texts if (found := _orders(text))]
    either = sum(len(each) > 1 for each in seen)
    common = reduce(frozenset.__and__, seen) if seen else frozenset[Order]()
    return (next(iter(common)) if len(common) == 1 else None), either


def _orders(text: str) -> frozenset[Order]:
    """Return the orders in which a date may be meant, none where it says or needs none."""
    found = _parts(text.strip())
    # Days with dots are day first whatever the others are, and prove nothing of them.
    if found is None or found[3] == DOTS:
        return frozenset()
    days = dict(_days(*found))
    return frozenset(days) if len(set(days.values())) > 1 or len(days) == 1 else frozenset()


def _parts(text: str) -> tuple[str, str, str, str] | None:
    """Return the three numbers of a date whose order is not plain, and what divides them."""
    if found := re.fullmatch(_SIX, text):
        return found["a"], found["b"], found["c"], ""
    found = re.fullmatch(_THREE, text)
    # Dots are day first as in Europe, and four digits first are a year.
    if found is None or len(found["a"]) > 2 or (found["sep"] == "." and len(found["c"]) > 2):  # noqa: PLR2004
        return None
    divided = found["sep"] + found["end"]
    return (found["a"], found["b"], found["c"], divided) if divided in _DIVIDED else None


def _days(a: str, b: str, c: str, divided: str) -> Iterator[tuple[Order, date]]:
    """Go through the orders in which three numbers are a day; the century is the likelier."""
    shapes: list[tuple[Order, str, str, str]] = [("dmy", c, b, a)]
    if divided in ("//", "--", "/ "):
        shapes.append(("mdy", c, a, b))
    if divided in ("--", "") and {len(a), len(b), len(c)} == {2}:
        shapes.append(("ymd", a, b, c))
    for order, year, month, day in shapes:
        try:
            yield order, date(_likely(year), int(month), int(day))
        except ValueError:
            continue


def _likely(year: str) -> int:
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number < _FIRST_OLD else 1900)  # noqa: PLR2004


def _short(text: str, order: Order | None) -> Mended | None:
    """Return a day with a year of two digits; None for anything else."""
    plain = text.casefold()
    for shape in (_DAY_NAMED, _MONTH_NAMED):
        if (found := re.fullmatch(shape, plain)) and (month := MONTHS.get(found["name"])):
            return _mended(text, found["y"], parse_date(_iso(found["y"], month, found["d"]), None))
    parts = _parts(text)
    if parts is None or len(parts[2]) > 2:  # noqa: PLR2004
        return None
    days = dict(_days(*parts))
    order = order if parts[3] != DOTS else None
    if order is not None and days and order not in days:
        raise Invalid(OTHER_ORDER.fill(text=text, order=ORDERS[order]), value=text)
    if order is not None and order in days:
        days = {order: days[order]}
    if len(set(days.values())) > 1:
        raise Invalid(EITHER_DAY.fill(text=text, days=_either(days.values())), value=text)
    if not days:
        return None
    which, day = next(iter(days.items()))
    return _mended(text, parts[0] if which == "ymd" else parts[2], day.isoformat())


def _iso(year: str, month: int, day: str) -> str:
    return f"{_likely(year)}-{month:02}-{int(day):02}"


def _mended(text: str, year: str, day: str) -> Mended:
    if _LAST_NEW < int(year) < _FIRST_OLD:
        raise Invalid(NO_CENTURY.fill(text=shown(text), year=year), value=text)
    return Mended(day, READ_AS.fill(text=shown(text), date=day))


def _either(days: Iterable[date]) -> Words:
    *first, last = sorted({day.isoformat() for day in days})
    return Words("{first} eller {last}", "{first} or {last}").fill(first=first, last=last)


def _timed(text: str, order: Order | None) -> Mended | None:
    """Return the day of a text with a time, which the field has no room for."""
    day, clock = without_clock(text)
    if not clock:
        return None
    try:
        found = Mended(parse_date(day, order), READ_AS)
    except Invalid:
        short = _short(day, order)
        if short is None:
            return None
        found = short
    return Mended(found.value, TIME_LEFT_OUT.fill(date=found.value, time=clock), partly=True)


def _read_cell(parse: Parse, cell: date) -> Value | Mended:
    if is_early_cell(cell):
        raise Invalid(EARLY, value=cell)
    if isinstance(cell, datetime) and (moment := nearest_second(cell)).time() != time():
        day, clock = moment.date().isoformat(), moment.strftime("%H:%M")
        return Mended(day, TIME_LEFT_OUT.fill(date=day, time=clock), partly=True)
    return parse(cell)


def _read_serial(parse: Parse, cell: float, about: About) -> Value | Mended:
    if not FIRST_SERIAL <= cell <= LAST_SERIAL:
        return parse(cell)
    if about.epoch is None:
        raise Invalid(_unsure(cell), value=cell)
    day = (_EPOCHS[about.epoch] + timedelta(int(cell))).isoformat()
    return Mended(day, SERIAL.fill(text=cell, date=day), partly=cell != int(cell))


def _unsure(number: float) -> Words:
    """Return that a number may be a day of either calendar."""
    new, old = (_EPOCHS[year] + timedelta(int(number)) for year in (1900, 1904))
    return SERIAL_UNSURE.fill(text=number, new=new, old=old)
