"""Cities and airports on the globe, found by any of their names, and distances between them."""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt

from desktop_app.domain.city_names import city_of
from desktop_app.domain.folding import fold
from desktop_app.domain.geography.outlines import MAP, shapes

__all__ = ["Place", "country_centre", "distance_km", "leg_km", "place"]

EARTH_RADIUS_KM = 6371.0088
DOMINANT = 10
"""A name means the largest city that has it if the next is at most a tenth as large."""

NEAR_KM = 50
"""Places this near each other need not be told apart: a town and the parish around it."""

OWN = 10
"""How much more a city's own name counts than one it has in some language."""

_PARTS = {
    "CN": ("HK", "MO"),
    "DK": ("FO", "GL"),
    "FI": ("AX",),
    "FR": ("GF", "GP", "MQ", "NC", "PF", "PM", "RE", "YT"),
    "GB": ("GG", "GI", "IM", "JE"),
    "NL": ("AW", "BQ", "CW", "SX"),
    "NO": ("SJ",),
    "US": ("GU", "PR", "VI"),
}
"""Countries and what has a code of its own but may be written as a part of them."""

_STATIONS = (
    "c|central|centralen|centralstation|station|hbf|hauptbahnhof|"
    "airport|flygplats|flughafen|flyplass|lufthavn|lentoasema|international airport"
)
_AT_STATION = re.compile(rf"(.+) (?:{_STATIONS})")
_MORE_SAID = re.compile("[,(/]")

_Found = dict[str, dict["Place", int]]


@dataclass(frozen=True, slots=True)
class Place:
    """A city or an airport.

    Attributes:
        name: What it is called in the list.
        country: The code of its country.
        lat: Latitude in degrees.
        lon: Longitude in degrees.
        thousands: How many thousands of people live there, 0 where that is not known.
    """

    name: str
    country: str
    lat: float
    lon: float
    thousands: int = 0


@lru_cache(maxsize=65_536)
def place(city: str, country: str | None = None) -> Place | None:
    """Return where a city or an airport is, None if that is not known or several are meant.

    Args:
        city: Its name as somebody wrote it, in any language: Köpenhamn, København, Copenhagen.
        country: The code of the country it is in, None if nobody said.
    """
    for text in _readings(city):
        if found := _city(text, country) or _airport(fold(text), country):
            return found
    return None


def distance_km(one: Place, other: Place) -> int:
    """Return how far it is along the globe between two places, in whole kilometres."""
    lat, other_lat = radians(one.lat), radians(other.lat)
    apart = radians(other.lon - one.lon)
    across = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin(apart / 2) ** 2
    return round(2 * EARTH_RADIUS_KM * asin(sqrt(across)))


def leg_km(from_: str, to: str) -> int | None:
    """Return how far it is between two places as somebody wrote them, None if one is not known."""
    one, other = place(from_), place(to)
    return distance_km(one, other) if one and other else None


@lru_cache(maxsize=512)
def country_centre(code: str) -> tuple[float, float] | None:
    """Return latitude and longitude of the middle of a country's largest part.

    Of what is too small to be drawn it is its largest city; None where there is none either.
    """
    if code and code in shapes():
        return shapes()[code].centre
    largest = next(iter(_lines().get(code, ())), None)
    return (float(largest[2]), float(largest[3])) if largest else None


def _readings(text: str) -> Iterator[str]:
    """Go through what of a text may be the name: all, not the station, not what it adds."""
    yield text
    if at_station := _AT_STATION.fullmatch(fold(text)):
        yield at_station[1]
    first = _MORE_SAID.split(text, maxsplit=1)[0].strip()
    if first != text:
        yield first


def _city(text: str, country: str | None) -> Place | None:
    """Return the city that a text names; the largest of its name where the list of names has it."""
    known = city_of(text)
    if known and country in {None, known.country}:
        return _first(_largest(one) for one in _called(fold(known.name), known.country))
    return _first(_clear(one) for one in _called(fold(text), country))


def _called(key: str, country: str | None) -> Iterator[Mapping[Place, int]]:
    """Go through what is called something in a country and in its parts, or anywhere."""
    if country is None:
        yield _everywhere().get(key, {})
        return
    for code in (country, *_PARTS.get(country, ())):
        yield _of(code).get(key, {})


def _first(found: Iterable[Place | None]) -> Place | None:
    return next(filter(None, found), None)


def _clear(found: Mapping[Place, int]) -> Place | None:
    """Return the place that a name means, None where it may as well be another far from it."""
    first = max(found, key=lambda each: found[each], default=None)
    if first is None:
        return None
    others = (one for one in found if found[one] * DOMINANT > found[first])
    return first if all(distance_km(first, one) <= NEAR_KM for one in others) else None


def _largest(found: Iterable[Place]) -> Place | None:
    return max(found, key=lambda each: each.thousands, default=None)


@cache
def _lines() -> Mapping[str, list[list[str]]]:
    """Return the lines of the list of cities by country, the largest first."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    with gzip.open(MAP / "cities.csv.gz", "rt", encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        for line in lines:
            found[line[1]].append(line)
    return dict(found)


@cache
def _of(country: str) -> _Found:
    """Return the cities of a country by their folded names, each with what its name is worth."""
    return _found(_lines().get(country, ()))


@cache
def _everywhere() -> _Found:
    return _found(line for lines in _lines().values() for line in lines)


def _found(lines: Iterable[list[str]]) -> _Found:
    found: _Found = defaultdict(dict)
    for name, country, lat, lon, thousands, names in lines:
        one = Place(name, country, float(lat), float(lon), int(thousands))
        for other in filter(None, names.split("|")):
            found[fold(other)][one] = one.thousands + 1
        found[fold(name)][one] = (one.thousands + 1) * OWN
    return dict(found)


def _airport(key: str, country: str | None) -> Place | None:
    found = [one for one in _airports().get(key, ()) if country in {None, one.country}]
    return found[0] if len(found) == 1 else None


@cache
def _airports() -> Mapping[str, set[Place]]:
    """Return the airports by their codes and names: ARN, Arlanda, Stockholm-Arlanda."""
    found: dict[str, set[Place]] = defaultdict(set)
    with (MAP / "airports.csv").open(encoding="utf-8", newline="") as file:
        for code, country, lat, lon, names in list(csv.reader(file))[1:]:
            first, *others = names.split("|")
            one = Place(first, country, float(lat), float(lon))
            both = (f"{left} {right}" for left in others for right in (first, code))
            for name in (code, first, *others, *both, f"{first} {code}"):
                found[fold(name)].add(one)
    return dict(found)
