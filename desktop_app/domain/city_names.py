"""Cities: what each is called in several languages, and names of their administrations.

The cities are those of ``resources/lists/city_names.csv``, read when the first is asked for. A
city stays as it was typed: this only tells which one is meant.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from desktop_app.data import RESOURCES
from desktop_app.domain.folding import fold

__all__ = [
    "CITY",
    "City",
    "Office",
    "are_one_office",
    "city_key",
    "city_of",
    "names_of",
    "office_of",
    "same_city",
]

CITY = "city"
"""The field that says in which city somebody or something is, wherever there is one."""


@dataclass(frozen=True, slots=True)
class City:
    """A city.

    Attributes:
        name: What it calls itself, in Latin letters.
        country: The code of its country.
    """

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Office:
    """The administration of a city, as a name tells it.

    Attributes:
        city: The city.
        words: The words of its name that say what it is, such as ``stad``.
    """

    city: City
    words: frozenset[str]


_SPELLED = str.maketrans({"å": "aa", "ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue"})

# What stands before the name of a city where its administration is meant, and after it.
_BEFORE = (
    "city of|town of|municipality of|municipality|stad|stadt|stadtverwaltung|landeshauptstadt|"
    "hansestadt|bundesstadt|bundeshauptstadt|universitatsstadt|gemeinde|stadtgemeinde|gemeente|"
    "ville de|ville d|mairie de|mairie d|commune de|municipalite de|ayuntamiento de|ajuntament de|"
    "concello de|concello da|municipalidad de|municipalidad metropolitana de|alcaldia de|"
    "alcaldia mayor de|municipio de|municipio do|camara municipal de|camara municipal do|"
    "camara municipal da|prefeitura de|prefeitura do|prefeitura municipal de|comune di|citta di|"
    "miasto|miasto stoleczne|urzad miasta|urzad miejski|gmina miejska|mesto|hlavni mesto|"
    "statutarni mesto|hlavne mesto|hlavne mesto sr|grad|glavni grad|mestna obcina|obshtina|"
    "primaria municipiului|primaria|municipiul|bashkia|komuna e|dimos"
)
_AFTER = (
    "stad|kommun|kommune|kommuna|kaupunki|linn|linnavalitsus|pasvaldiba|"
    "valstspilsetas pasvaldiba|miesto savivaldybe|savivaldybe|belediyesi|buyuksehir belediyesi|"
    "fovaros onkormanyzata|megyei jogu varos|municipality|metropolitan municipality|"
    "city administration|city government|metropolitan government|municipal corporation"
)
_COUNCIL = "city council|council"
_COUNCILS = frozenset(("AU", "BW", "GB", "IE", "KE", "MW", "NZ", "TZ", "ZM", "ZW"))
"""Where a city's council is its administration; elsewhere it is the assembly."""

_FEW = "the of der des freie freien und magistrat capital de d do da di e sr"
_SMALL = frozenset(_FEW.split())
_TWO = frozenset(
    frozenset(pair.split())
    for pair in ("stad kommun", "city municipality", "stadt gemeinde", "ville commune")
)
"""What nobody calls one thing by in one language, where a register has both."""

_LONGEST_NAME = 10
"""A name of more words is not only that of a city and what it is."""


@lru_cache(maxsize=65_536)
def city_of(text: str) -> City | None:
    """Return the city that a text names in any language, None if none or several are meant."""
    return _cities().get(fold(text))


def same_city(one: str, other: str) -> bool:
    """Tell whether two texts name one city: Wien and Vienna; of unknown ones, by their letters."""
    return bool(one and other) and city_key(one) == city_key(other)


@lru_cache(maxsize=65_536)
def city_key(text: str) -> str:
    """Return what texts that name one city share: its own name, folded."""
    city = city_of(text)
    return fold(city.name if city else text)


def names_of(text: str) -> tuple[str, ...]:
    """Return all folded names of the city that a text names; of an unknown one, its own."""
    city = city_of(text)
    return (fold(text),) if city is None else _names().get(city, (fold(city.name),))


@lru_cache(maxsize=65_536)
def office_of(name: str) -> Office | None:
    """Return the city administration that a name says, None where it says more, or less.

    It says both what it is and of which city, and nothing besides: ”Magistrat der Stadt Wien”.
    """
    words = fold(name).split()
    if len(words) > _LONGEST_NAME:
        return None
    if city := _administrations().get(" ".join(words)):
        return Office(city, frozenset())
    return next(filter(None, (_office(*parts) for parts in _parts(words))), None)


def are_one_office(one: Office | None, other: Office | None) -> bool:
    """Tell whether two names say the administration of one city."""
    if one is None or other is None or one.city != other.city:
        return False
    pairs = {frozenset((mine, theirs)) for mine in one.words for theirs in other.words}
    return bool(one.words & other.words) or pairs.isdisjoint(_TWO)


def _parts(words: list[str]) -> Iterator[tuple[list[str], str, list[str]]]:
    """Go through the ways to take a part of the words for the city, the longest parts first."""
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            end = start + size
            yield words[:start], " ".join(words[start:end]), words[end:]


def _office(before: list[str], name: str, after: list[str]) -> Office | None:
    city = _cities().get(name)
    if city is None and after and name.endswith("s"):
        city = _cities().get(name[:-1])  # Göteborgs stad
    if city is None:
        return None
    council = f"|{_COUNCIL}" if city.country in _COUNCILS else ""
    told = (*_told(_BEFORE, " ".join(before)), *_told(_AFTER + council, " ".join(after)))
    left = {word for word in (*before, *after) if word not in " ".join(told).split()}
    return Office(city, _kinds(told)) if told and left <= _SMALL else None


def _told(phrases: str, text: str) -> list[str]:
    """Return the phrases that a text has, each the longest there."""
    return _phrases(phrases).findall(text) if text else []


@cache
def _phrases(phrases: str) -> re.Pattern[str]:
    longest_first = sorted(phrases.split("|"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def _kinds(told: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in told for word in phrase.split() if word not in _SMALL)


@cache
def _rows() -> tuple[tuple[City, tuple[str, ...], tuple[str, ...]], ...]:
    """Return the cities, each with its names and those of its administration."""
    with (RESOURCES / "lists" / "city_names.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (
                City(row["city"], row["country"]),
                (row["city"], *filter(None, row["names"].split("|"))),
                tuple(filter(None, row["administration"].split("|"))),
            )
            for row in csv.DictReader(file)
        )


@cache
def _cities() -> dict[str, City | None]:
    """Return the cities by the spellings of their names; None where a name is several cities'."""
    found: dict[str, City | None] = {}
    for city, names, _administration in _rows():
        for key in {spelled for name in names for spelled in _spellings(name)}:
            found[key] = city if found.get(key, city) == city else None
    return found


@cache
def _names() -> dict[City, tuple[str, ...]]:
    """Return the names of each city that are no other city's."""
    found: dict[City, tuple[str, ...]] = {}
    for name, city in _cities().items():
        if city is not None:
            found[city] = (*found.get(city, ()), name)
    return found


@cache
def _administrations() -> dict[str, City]:
    """Return the cities by the names that only their administrations have."""
    return {fold(name): city for city, _names, offices in _rows() for name in offices}


def _spellings(name: str) -> tuple[str, str]:
    return fold(name), fold(name.lower().translate(_SPELLED))
