"""What the rows of a sample link to, and the day on which they are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import Row, shipped_rows
from desktop_app.services.sample.chance import Chance
from desktop_app.services.sample.material import Country, Theme, countries, sentences, themes

if TYPE_CHECKING:
    from desktop_app.services.sample.journeys import Journey

MOST_COLLEAGUES = 500
MOST_OF_A_PLACE = 8


@dataclass(frozen=True, slots=True)
class Office:
    """One of the city's own organisations that is in force."""

    id: str
    name: str
    kind: str
    board: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the city."""

    id: str
    name: str
    kind: str
    office: Office


@dataclass(frozen=True, slots=True)
class Place:
    """An external organisation in its city, with some of its contacts."""

    id: str
    name: str
    country: str
    city: str
    slug: str
    weight: int
    land: Country
    contacts: list[str] = field(default_factory=list)


class World:
    """What is known so far: only what later rows may link to, so that memory stays flat.

    Attributes:
        contacts: How many contacts there will be.
        today: The day on which something is late, due or to come.
        chance: The one source of chance.
        offices: The city's own organisations in force, by name.
        networks: The shipped networks.
        places: External organisations.
        staff: Colleagues and contact persons.
        elected: Elected representatives.
        leads: Who is the contact person of an office, by the office's id.
        collaborations: Some collaborations: id and the id of their organisation.
        trips: The ids of some trips.
        journeys: The first trips, by their numbers.
    """

    def __init__(self, contacts: int, today: date, chance: Chance) -> None:
        """Begin with what is shipped."""
        self.contacts = contacts
        self.today = today
        self.chance = chance
        shipped = shipped_rows()
        self.offices = {office.name: office for office in map(_office, shipped) if office}
        self.networks = [row for row in shipped if row.entity == "network"]
        self.places: list[Place] = []
        self.staff: list[Person] = []
        self.elected: list[Person] = []
        self.leads: dict[str, Person] = {}
        self.collaborations: list[str] = []
        self.trips: list[str] = []
        self.journeys: dict[int, Journey] = {}
        self._ordinal = today.toordinal()
        self._ends: list[int] = []
        self._managers: dict[tuple[str, str], str] = {}

    @property
    def own_contacts(self) -> int:
        """Return how many of the contacts are the city's own people."""
        return max(1, min(self.contacts // 3, 120 + self.contacts // 100))

    def row(self, entity: str, **values: Value) -> Row:
        """Return a row with a new id and the values that are not empty."""
        return Row(entity, self.chance.row_id(), filled(values))

    def day(self, least: int, most: int) -> str:
        """Return a day from `least` to `most` days after today (before it when negative)."""
        return self.date(self.chance.between(least, most))

    def date(self, days: int) -> str:
        """Return the day `days` after today."""
        return date.fromordinal(self._ordinal + days).isoformat()

    def maybe(self, probability: float, value: str) -> str | None:
        """Return `value` with this probability."""
        return value if self.chance.happens(probability) else None

    def sentence(self, where: str, slots: Mapping[str, str] | None = None) -> str:
        """Return one of the sentences that stand there, its named places filled."""
        text: str = self.chance.pick(sentences()[where])
        return text.format_map(slots) if slots else text

    def theme(self) -> Theme:
        """Return what something is about."""
        return self.chance.pick(themes())

    def office(self, theme: Theme) -> Office:
        """Return an office that a theme concerns."""
        return self.offices[self.chance.pick(theme.organisations)]

    def place(self) -> Place:
        """Return an external organisation, a near one rather than a far one."""
        return self.chance.weighted(self.places, self._ends)

    def settle(self, place: Place) -> None:
        """Take in an external organisation."""
        self.places.append(place)
        self._ends.append(place.weight + (self._ends[-1] if self._ends else 0))

    def colleagues(self, count: int, theme: Theme | None = None) -> list[Person]:
        """Return some people of the city, those whom a theme concerns first."""
        near = [one for one in self.staff if theme and one.office.name in theme.organisations]
        found = self.chance.picks(near, max(1, count // 2))
        others = self.chance.picks(self.staff + self.elected, count)
        return list(dict.fromkeys((*found, *others)))[:count]

    def manager(self, office: Office) -> tuple[str, str]:
        """Return the name and the function of somebody who decides for an office."""
        head = "Verkställande direktör" if office.kind == "company" else "Förvaltningschef"
        function = head if self.chance.happens(0.6) else "Avdelningschef"
        key = office.id, function
        if key not in self._managers:
            self._managers[key] = self._manager_name()
        return self._managers[key], function

    def _manager_name(self) -> str:
        culture, gender = countries()["SE"].culture, self.chance.between(0, 1)
        names = self.chance.pick(culture.given[gender]), self.chance.pick(culture.family[gender])
        return " ".join(name for name, _ in names)

    def reference(self, day: str) -> str:
        """Return a case number of the year of `day`."""
        part = self.chance.pick(("106", "171", "322", "530", "006"))
        return f"{part}-{self.chance.between(1, 2400)}/{day[:4]}"


def filled(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values that are not empty."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def _office(row: Row) -> Office | None:
    values = row.values
    if row.entity != "organisation" or "valid_to" in values:
        return None
    name, kind, board = (str(values[field]) for field in ("name", "kind", "board"))
    return Office(row.id, name, kind, board)
