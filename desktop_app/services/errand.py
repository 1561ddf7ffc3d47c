"""What a trip is on: where it goes, when, on what, and with whom; of one that is begun too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.city_names import city_key, city_of
from desktop_app.domain.folding import fold
from desktop_app.domain.kinds import Value
from desktop_app.domain.themes import Sought, sought
from desktop_app.services.register import Register
from desktop_app.storage import overlap as asked
from desktop_app.storage import queries
from desktop_app.storage.tables import Row, fetch

__all__ = ["Errand", "errand_of"]

TRIP, STOP, PROGRAMME = CATALOGUE["trip"], CATALOGUE["stop"], CATALOGUE["programme"]
THEME = (("title", 3), ("purpose", 2), ("questions", 1), ("expected_result", 1))
"""What tells what a trip is about, and how much its words say."""
TOPIC = 2
LINKS = ("collaboration", "network")
LONGEST_NAME = 3
MONTHS = 12
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9999, 1, 1)


@dataclass(frozen=True, slots=True)
class Errand:
    """What others are held against.

    Attributes:
        id: The id of the trip, '' of one that is being begun.
        cities: The cities it goes to as they were written, by what tells a city.
        days: The days it is in each city.
        countries: The codes of the countries it goes to.
        links: The ids of its network and its collaboration, by field.
        words: The words that tell what it is about.
        met: The contacts in its own programme.
        dates: Its first and its last day.
        since: The first day that others are looked for.
        until: The last one.
    """

    id: str
    cities: Mapping[str, str]
    days: Mapping[str, tuple[str, str]]
    countries: frozenset[str]
    links: Mapping[str, str]
    words: tuple[Sought, ...]
    met: frozenset[str]
    dates: tuple[str, str]
    since: str
    until: str

    @property
    def says_something(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.cities or self.countries or self.links or self.words)

    def common_days(self, city: str, first: str, last: str) -> tuple[str, str] | None:
        """Return the days that both are in a city, None where there are none."""
        mine = self.days.get(city, self.dates)
        begins, ends = max(first, mine[0]), min(last, mine[1])
        return (begins, ends) if begins <= ends else None

    def days_to(self, day: str) -> int:
        """Return how many days lie between its beginning and a day."""
        return (date.fromisoformat(day) - date.fromisoformat(self.dates[0])).days


def errand_of(
    register: Register,
    trip: str | Mapping[str, Value],
    stops: Sequence[tuple[str, str]],
    months: int,
) -> Errand:
    """Return what a trip is on.

    Args:
        register: The register.
        trip: Its id, or what is known so far of one that is being begun.
        stops: City and country of each place that such a one goes to.
        months: How far others are looked for before it and after.
    """
    values, places, items = _read(register, trip, stops)
    first = str(values.get("start_on") or register.clock().date().isoformat())
    dates = first, max(first, str(values.get("end_on") or first))
    named = {city_key(str(each["city"])): each for each in places if each.get("city")}
    cities = {key: str(each["city"]) for key, each in named.items()}
    cities = cities or {city_key(city): city for city in _cities_in(str(values.get("title")))}
    texts = [(str(values.get(name) or ""), weight) for name, weight in THEME]
    texts += [(str(item.get("topic") or ""), TOPIC) for item in items]
    return Errand(
        id=trip if isinstance(trip, str) else "",
        cities=cities,
        days={key: _days(each, dates) for key, each in named.items()},
        countries=frozenset(_countries(places, cities)),
        links={name: str(values[name]) for name in LINKS if values.get(name)},
        words=sought(texts, set(_where(places, cities))),
        met=frozenset(str(item["contact"]) for item in items if item.get("contact")),
        dates=dates,
        since=_shifted(dates[0], -months),
        until=_shifted(dates[1], months),
    )


Parts = list[Mapping[str, Value]]


def _read(
    register: Register, trip: str | Mapping[str, Value], stops: Sequence[tuple[str, str]]
) -> tuple[Mapping[str, Value], Parts, Parts]:
    """Return the values of a trip, its stops and its programme."""
    if not isinstance(trip, str):
        return trip, [{"city": city, "country": country} for city, country in stops], []
    conn = register.db.conn
    row = queries.row(conn, TRIP, trip)
    return (
        {} if row is None else row.values,
        [each.values for each in _parts(register, "stop", trip)],
        [each.values for each in _parts(register, "programme", trip)],
    )


def _parts(register: Register, part: str, trip: str) -> Iterator[Row]:
    conn, entity = register.db.conn, CATALOGUE[part]
    ids = asked.pointing(conn, entity, "trip", [trip])
    yield from fetch(conn, entity, ids).values()


def _days(stop: Mapping[str, Value], dates: tuple[str, str]) -> tuple[str, str]:
    return str(stop.get("from") or dates[0]), str(stop.get("until") or dates[1])


def _countries(stops: Parts, cities: Mapping[str, str]) -> Iterator[str]:
    """Go through the countries that stops name, or else those of cities that are known."""
    said = [str(each["country"]) for each in stops if each.get("country")]
    if said:
        yield from said
        return
    for name in cities.values():
        city = city_of(name)
        if city is not None:
            yield city.country


def _where(stops: Parts, cities: Mapping[str, str]) -> Iterator[str]:
    """Go through the words that say where it goes and who receives it there."""
    for text in (*cities.values(), *(str(each.get("host") or "") for each in stops)):
        yield from fold(text).split()


def _cities_in(title: str) -> Iterator[str]:
    """Go through the cities that a title names: so much is known before the first stop is."""
    words = [word.strip(".,:;!?()”“\"'") for word in title.split()]
    for size in range(LONGEST_NAME, 0, -1):
        for start in range(1, len(words) - size + 1):  # any first word has a capital letter
            name = " ".join(words[start : start + size])
            if name[:1].isupper() and city_of(name):
                yield name


def _shifted(day: str, months: int) -> str:
    """Return the day so many months later, or earlier; the last of a month where it is shorter."""
    there = date.fromisoformat(day)
    year, month = divmod(there.year * MONTHS + there.month - 1 + months, MONTHS)
    if not FIRST_DAY.year <= year < LAST_DAY.year:
        return (FIRST_DAY if year < FIRST_DAY.year else LAST_DAY).isoformat()
    first = date(year, month + 1, 1)
    end = date(year + (month + 1) // MONTHS, (month + 1) % MONTHS + 1, 1) - timedelta(days=1)
    return min(first + timedelta(days=there.day - 1), end).isoformat()
