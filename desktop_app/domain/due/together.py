"""Trips of which the city may make one: in the same city on the same days (DOMAIN §6, 13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from desktop_app.domain.city_names import city_key
from desktop_app.domain.due.kinds import Found, Kind, by_code
from desktop_app.domain.life.case import Case
from desktop_app.domain.words import Words

__all__ = ["AHEAD", "KINDS", "together"]

KINDS = by_code(
    Kind(
        "trip_together",
        "due",
        "trip",
        Words(
            "En annan resa är i {city} samma dagar", "Another trip is in {city} on the same days"
        ),
        Words("Resor till samma ort samma dagar", "Trips to one city on the same days"),
        "start_on",
        "stop",
    ),
)
AHEAD = ("", "draft", "planned", "decided")
"""The statuses of trips that can still be planned together."""


def together(trips: Iterable[Case]) -> Iterator[tuple[Case, Found]]:
    """Go through the trips ahead that share days in a city, each with the first such city.

    Args:
        trips: Trips with their stops.
    """
    there: dict[str, list[tuple[Case, str, date, date]]] = {}
    for trip in trips:
        for stop in trip.part("stop"):
            first = stop.day("from") or trip.day("start_on")
            last = stop.day("until") or trip.day("end_on") or first
            if trip.status in AHEAD and first and last and last >= trip.today:
                place = (trip, stop.text("city"), first, last)
                there.setdefault(city_key(stop.text("city")), []).append(place)
    found: dict[str, tuple[Case, Found]] = {}
    for places in there.values():
        for one, other in combinations(places, 2):
            if one[0].id != other[0].id and one[2] <= other[3] and other[2] <= one[3]:
                _note(found, one, max(one[2], other[2]))
                _note(found, other, max(one[2], other[2]))
    yield from found.values()


def _note(
    found: dict[str, tuple[Case, Found]], place: tuple[Case, str, date, date], day: date
) -> None:
    trip, city, _first, _last = place
    args: Mapping[str, object] = {"city": city}
    found.setdefault(trip.id, (trip, Found(KINDS["trip_together"], day, args)))
