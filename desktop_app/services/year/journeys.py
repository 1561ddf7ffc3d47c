"""Which trips were made in a time, where to, and how each of them stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from desktop_app.domain.city_names import city_key
from desktop_app.domain.days import days_later
from desktop_app.domain.year.model import Span
from desktop_app.domain.year.states import (
    HOME,
    TRIP_FOLLOWED_UP,
    TRIP_MADE,
    TRIP_REPORTED,
    TRIP_UNDECIDED,
)
from desktop_app.services.year.frame import Frame, contains, once
from desktop_app.services.year.material import day_of, text_of
from desktop_app.storage.tables import Row

__all__ = [
    "City",
    "abroad",
    "by_place",
    "cities_of",
    "commonest",
    "countries_of",
    "due_on",
    "homecoming",
    "is_followed_up",
    "is_reported",
    "made",
    "people_on",
    "same_place",
    "stays",
    "undecided",
    "without_stops",
]

City = tuple[str, str]
"""A country's code and what somebody calls a city there."""


def _begun(frame: Frame, span: Span, statuses: frozenset[str]) -> list[Row]:
    passed = frame.so_far(span)
    return [
        row
        for row in frame.material.rows("trip")
        if text_of(row, "status") in statuses
        and contains(passed, day_of(row, "start_on"))
        and frame.ours(text_of(row, "organisation"))
    ]


@once
def made(frame: Frame, span: Span) -> list[Row]:
    """Return the trips that were made: decided, and begun in a time. None that was called off."""
    return _begun(frame, span, TRIP_MADE)


def undecided(frame: Frame, span: Span) -> list[Row]:
    """Return the trips whose day has come although nobody has written a decision."""
    return _begun(frame, span, TRIP_UNDECIDED)


@once
def abroad(frame: Frame, span: Span) -> list[Row]:
    """Return the trips made to at least one country that is not ours."""
    return [row for row in made(frame, span) if countries_of(frame, row)]


@once
def without_stops(frame: Frame, span: Span) -> list[Row]:
    """Return the trips made of which nobody wrote where to."""
    return [row for row in made(frame, span) if not _stops(frame, row)]


def _stops(frame: Frame, trip: Row) -> Sequence[Row]:
    return [stop for stop in frame.material.parts("stop", trip) if "country" in stop.values]


def countries_of(frame: Frame, trip: Row) -> list[str]:
    """Return the countries that a trip led to, in order, without our own."""
    codes = sorted({text_of(stop, "country") for stop in _stops(frame, trip)})
    return [code for code in codes if code != HOME]


def cities_of(frame: Frame, trip: Row) -> list[City]:
    """Return the cities abroad that a trip led to."""
    stops = [stop for stop in _stops(frame, trip) if text_of(stop, "country") != HOME]
    named = ((text_of(stop, "country"), text_of(stop, "city").strip()) for stop in stops)
    return sorted({same_place(city): city for city in named}.values())


def stays(frame: Frame, trip: Row) -> list[tuple[City, Span]]:
    """Return when a trip was in each city abroad; all the trip where nobody wrote when.

    Where nobody wrote which city, no two trips are known to have been in the same.
    """
    first, last = day_of(trip, "start_on"), homecoming(trip)
    if first is None or last is None:
        return []
    return [
        (
            (text_of(stop, "country"), text_of(stop, "city").strip()),
            Span(day_of(stop, "from") or first, day_of(stop, "until") or last),
        )
        for stop in _stops(frame, trip)
        if text_of(stop, "country") != HOME and text_of(stop, "city").strip()
    ]


@lru_cache(maxsize=65_536)
def same_place(one: City) -> tuple[str, str]:
    """Return what two spellings of one place share."""
    return one[0], city_key(one[1])


def commonest(names: Iterable[str]) -> str:
    """Return how a city is written most often; Köpenhamn where most write so."""
    counted = Counter(name.strip() for name in names)
    return min(counted, key=lambda name: (-counted[name], name))


def by_place(placed: Iterable[tuple[City, Row]]) -> list[tuple[City, list[Row]]]:
    """Return rows by city, those with most of them first; each row once in each."""
    found: dict[tuple[str, str], dict[str, Row]] = {}
    names: dict[tuple[str, str], list[str]] = {}
    for city, row in placed:
        key = same_place(city)
        found.setdefault(key, {})[row.id] = row
        names.setdefault(key, []).append(city[1])
    called = {key: (key[0], commonest(names[key])) for key in found}
    ordered = sorted(found, key=lambda key: (-len(found[key]), called[key][1], key))
    return [(called[key], list(found[key].values())) for key in ordered]


def homecoming(trip: Row) -> date | None:
    """Return the day a trip ended."""
    return day_of(trip, "end_on") or day_of(trip, "start_on")


def is_reported(trip: Row, day: date) -> bool:
    """Tell whether a trip was reported at the end of a day."""
    on = day_of(trip, "reported_on")
    return on <= day if on else text_of(trip, "status") in TRIP_REPORTED


def is_followed_up(trip: Row, day: date) -> bool:
    """Tell whether a trip was followed up at the end of a day."""
    on = day_of(trip, "followed_up_on")
    return on <= day if on else text_of(trip, "status") in TRIP_FOLLOWED_UP


def due_on(frame: Frame, trip: Row) -> date | None:
    """Return the last day to report a trip."""
    end = homecoming(trip)
    return None if end is None else days_later(end, frame.limits["report_days"])


def people_on(frame: Frame, trips: Iterable[Row]) -> list[Row]:
    """Return the participants of some trips."""
    return [person for trip in trips for person in frame.material.parts("participant", trip)]
