"""Dots on the map: what stands at a place, and how many; and what has no place on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from desktop_app.domain import territories
from desktop_app.domain.geography.places import Place, country_centre, place

__all__ = ["Located", "Mark", "MarkKind", "Placed", "Unplaced", "mark_name", "placed"]

MarkKind: TypeAlias = Literal["city", "country"]

Located: TypeAlias = tuple[str, str, Sequence[str]]
"""City, country (its code) and the ids of the rows there; city and country may be empty."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map with what there is of something.

    Attributes:
        name: The city as most rows write it; the code of the country where a country is meant.
        country: The code of the country.
        lat: Latitude in degrees.
        lon: Longitude in degrees.
        number: How many rows there are.
        kind: Whether a city or a whole country is meant.
        rows: The ids of the rows, so that they can be opened.
    """

    name: str
    country: str
    lat: float
    lon: float
    number: int
    kind: MarkKind = "city"
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Rows that have no place on the map, with what is said of where they are."""

    city: str
    country: str
    rows: tuple[str, ...]


class Placed(NamedTuple):
    """What stands on the map and what does not: together all the rows.

    A row that is in several places (a trip with several stops) is counted at each of them.
    """

    marks: tuple[Mark, ...]
    unplaced: tuple[Unplaced, ...]


def mark_name(mark: Mark, language: str) -> str:
    """Return what a mark's place is called in ``sv`` or ``en``."""
    return territories.name(mark.country, language) if mark.kind == "country" else mark.name


def placed(located: Iterable[Located], by: MarkKind = "city") -> Placed:
    """Return the marks of rows by city or by country, those with most rows first."""
    spots: dict[Place | str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    unplaced: dict[tuple[str, str], set[str]] = defaultdict(set)
    for city, country, rows in located:
        found = place(city, country or None)
        spot = found if by == "city" else _country(country, found)
        if spot:
            spots[spot][city].update(rows)
        else:
            unplaced[city, country].update(rows)
    marks = (_mark(spot, spelled) for spot, spelled in spots.items())
    return Placed(
        tuple(sorted(marks, key=lambda mark: (-mark.number, mark.name, mark.country))),
        tuple(Unplaced(*where, tuple(sorted(rows))) for where, rows in sorted(unplaced.items())),
    )


def _country(code: str, found: Place | None) -> str | None:
    """Return the country that rows are in, None where it is not known or not on the map."""
    code = code or (found.country if found else "")
    return code if country_centre(code) else None


def _mark(spot: Place | str, spelled: Mapping[str, set[str]]) -> Mark:
    rows = tuple(sorted(set().union(*spelled.values())))
    if isinstance(spot, Place):
        name = _usual(spelled)
        return Mark(name, spot.country, spot.lat, spot.lon, len(rows), "city", rows)
    lat, lon = country_centre(spot) or (0.0, 0.0)
    return Mark(spot, spot, lat, lon, len(rows), "country", rows)


def _usual(spelled: Mapping[str, set[str]]) -> str:
    """Return how most rows write the name of a city."""
    return min(spelled, key=lambda name: (-len(spelled[name]), name))
