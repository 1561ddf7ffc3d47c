"""The dates of a year: trips and visits from day to day, and the days by which things are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.calendar_dates import OCCASIONS, Occasion
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.days import days_later, months_later
from desktop_app.domain.kinds import Year
from desktop_app.domain.thresholds import Thresholds
from desktop_app.domain.words import Words, same
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.thresholds import thresholds
from desktop_app.storage import due
from desktop_app.storage.tables import Row, fetch

__all__ = ["Dated", "steps"]

AT_A_TIME = 40
"""Rows that are read in one step."""
LONGEST_NOTICE = 120
"""Months; the most that a membership can ask for."""
SPANS = ("trip", "wished")
"""What lasts from one day to another; the rest are days by which something is due."""
SETTLED: Mapping[str, tuple[str, ...]] = {
    "due_on": ("done",),
    "report": ("reported", "followed_up"),
    "follow_up": ("followed_up",),
    "year": ("sent", "received", "approved"),
}
"""The statuses in which a date does not matter any more, by what it is."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something on a day, or from one day to another.

    Attributes:
        first: The first day.
        last: The last day.
        what: What happens.
        entity: The name of the row's entity.
        id: The row.
        field: The field of the date.
        span: Whether it lasts; else it is a day by which something is due.
    """

    first: date
    last: date
    what: Words
    entity: str
    id: str
    field: str
    span: bool


def steps(register: Register, first: date, last: date, language: str) -> Iterator[Sequence[Dated]]:
    """Go through what lies between two days, some milliseconds at a time, in no order."""
    writer, limits = Writer(register, language), thresholds(register)
    for occasion in OCCASIONS:
        entity, conn = CATALOGUE[occasion.entity], register.db.conn
        fields = (occasion.first, occasion.last or occasion.first)
        since, until = _reach(occasion, first, last, limits)
        ids = due.between(conn, entity, fields, (since, until))
        for start in range(0, len(ids), AT_A_TIME):
            some = ids[start : start + AT_A_TIME]
            rows = fetch(conn, entity, some).values()
            found = (_dated(occasion, row, writer, limits) for row in rows)
            yield [each for each in found if each and each.first <= last and each.last >= first]


def _reach(
    occasion: Occasion, first: date, last: date, limits: Thresholds
) -> tuple[str | int, str | int]:
    """Return between which values of its field an occasion can fall between two days."""
    if isinstance(CATALOGUE[occasion.entity].by_name[occasion.first].kind, Year):
        return first.year, last.year
    if occasion.before:
        last = months_later(last, LONGEST_NOTICE)
    if occasion.after:
        days = -limits[occasion.after]
        first, last = days_later(first, days), days_later(last, days)
    return first.isoformat(), last.isoformat()


def _dated(occasion: Occasion, row: Row, writer: Writer, limits: Thresholds) -> Dated | None:
    status = str(row.values.get("status"))
    if status in occasion.off or status in SETTLED.get(occasion.name, ()):
        return None
    days = occasion.days(row.values, limits)
    if days is None:
        return None
    told = occasion.summary(" ".join(writer.title(row).split()))
    what = same(told) if isinstance(told, str) else told
    field, span = occasion.last or occasion.first, occasion.name in SPANS
    return Dated(*days, what, row.entity, row.id, field, span)
