"""Question 13: where several administrations do the same thing, and could ask each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from desktop_app.domain.city_names import city_key
from desktop_app.domain.folding import fold
from desktop_app.domain.words import Words
from desktop_app.domain.year.model import (
    Answer,
    Column,
    Figure,
    Place,
    Span,
    Table,
    TableRow,
)
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.domain.year.states import HOME, OUTDATED
from desktop_app.services.year import journeys, phrases
from desktop_app.services.year.frame import Frame, in_order, named, sorted_by_name
from desktop_app.services.year.journeys import City
from desktop_app.services.year.material import text_of
from desktop_app.services.year.members import members, offices_at_end
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import column, count, rows_of
from desktop_app.services.year.q10_money import running
from desktop_app.services.year.tables import country, grouped
from desktop_app.storage.tables import Row

__all__ = ["overlaps"]

SEVERAL = 2
SHARED_CITIES = Words(
    "Orter utomlands där flera förvaltningar har kontakter",
    "Cities abroad where several administrations have contacts",
)
SHARED_NETWORKS = Words("Nätverk med flera förvaltningar", "Networks with several administrations")
SAME_TIME = Words(
    "Resor till samma ort samtidigt, av olika förvaltningar",
    "Trips to a city at the same time, by different administrations",
)
JOINT = Words("Resor med deltagare från flera förvaltningar", "Trips with several administrations")
SAME_PROGRAMME = Words(
    "Samarbeten i samma program, hos olika förvaltningar",
    "Collaborations in one programme, of different administrations",
)
OFFICES = Words("Förvaltningar och bolag", "Administrations and companies")
HOW_MANY = Words("Antal", "Number")
CONTACTS = Words("Kontakter", "Contacts")
TRIP, OTHER_TRIP = Words("Resa", "Trip"), Words("Annan resa", "Other trip")
FROM, UNTIL = Words("Samtidigt från", "Both there from"), Words("Till", "Until")
RESPONSIBLE = Words("Räknas efter vem som är kontaktansvarig.", "By who is responsible for each.")
CITY = Noun(Words("ort", "city"), Words("orter", "cities"))
TRIPS = Noun(Words("resa", "trip"), Words("resor", "trips"))
KNOWN = Words(
    "I {cities} utomlands har flera förvaltningar egna kontakter.",
    "Several administrations have contacts of their own in {cities} abroad.",
)
MET = Words(
    "{trips} gick till en ort där en annan förvaltning var samtidigt.",
    "Another administration was in the city at the same time in the case of {trips}.",
)


@dataclass(frozen=True)
class _Meeting:
    """Two trips of different administrations that were in one city at the same time."""

    city: City
    one: Row
    other: Row
    days: Span


def overlaps(frame: Frame) -> Answer:
    """Return the answer."""
    found = _Found(frame)
    tables = (found.of_cities(), found.of_networks(), found.of_meetings(), found.of_programmes())
    return Answer(13, QUESTIONS[12], tuple(found.figures()), tables, tuple(found.sentences()))


@dataclass(frozen=True)
class _Found:
    """What several administrations share."""

    frame: Frame

    def _shared(self, offices: Iterable[str]) -> bool:
        """Tell whether several offices are named, one of those told of among them."""
        known = {office for office in offices if office}
        return len(known) >= SEVERAL and self.frame.any_of_ours(known)

    @cached_property
    def cities(self) -> Mapping[tuple[str, str], list[tuple[str, Row]]]:
        """Return the contacts in each shared city, each with the office that knows it."""
        known: dict[tuple[str, str], list[tuple[str, Row]]] = {}
        for contact in self.frame.material.rows("contact"):
            city, code = contact.values.get("city"), contact.values.get("country")
            if city and code != HOME and (office := self._knows(contact)):
                key = journeys.same_place((str(code or ""), str(city)))
                known.setdefault(key, []).append((office, contact))
        return {
            key: some
            for key, some in known.items()
            if self._shared(office for office, _row in some)
        }

    def _knows(self, contact: Row) -> str:
        """Return the office of who is responsible for a contact that is not one of us."""
        told = contact.values
        if told.get("organisation") in self.frame.own or told.get("status") == OUTDATED:
            return ""
        person = self.frame.material.row("contact", text_of(contact, "responsible"))
        office = text_of(person, "organisation") if person else ""
        return office if office in self.frame.own else ""

    @cached_property
    def networks(self) -> Sequence[Row]:
        """Return the networks that several offices are in."""
        frame = self.frame
        rows = members(frame, frame.period)
        return [row for row in rows if self._shared(offices_at_end(frame, row))]

    @cached_property
    def meetings(self) -> Sequence[_Meeting]:
        """Return the pairs of trips that were in a city at the same time."""
        everybody = self.frame.of_everybody
        stays: dict[City, list[tuple[Span, Row]]] = {}
        for trip in journeys.abroad(everybody, self.frame.period):
            for city, days in journeys.stays(everybody, trip):
                stays.setdefault(journeys.same_place(city), []).append((days, trip))
        return [
            meeting
            for city, some in sorted(stays.items())
            for meeting in self._meetings(city, some)
        ]

    def _meetings(self, city: City, stays: list[tuple[Span, Row]]) -> Iterable[_Meeting]:
        seen: set[tuple[str, str]] = set()
        ordered = sorted(stays, key=lambda stay: (stay[0].first, stay[1].id))
        for (days, one), (others, other) in combinations(ordered, 2):
            both = Span(max(days.first, others.first), min(days.last, others.last))
            offices = {text_of(row, "organisation") for row in (one, other)}
            pair = (one.id, other.id)
            if both.first <= both.last and self._shared(offices) and pair not in seen:
                seen.add(pair)
                yield _Meeting(city, one, other, both)

    @cached_property
    def joint(self) -> Sequence[Row]:
        """Return the trips that people of several offices took part in."""
        return [
            trip
            for trip in journeys.made(self.frame, self.frame.period)
            if len(self._travelling(trip)) >= SEVERAL
        ]

    def _travelling(self, trip: Row) -> set[str]:
        people = self.frame.material.parts("participant", trip)
        offices = {text_of(person, "organisation") for person in people}
        return {text_of(trip, "organisation"), *offices} & self.frame.own

    @cached_property
    def programmes(self) -> Mapping[str, list[Row]]:
        """Return the collaborations of each programme that several offices are in."""
        everybody = self.frame.of_everybody
        rows = (r for r in running(everybody, self.frame.period) if "programme" in r.values)
        groups = grouped(rows, lambda row: [fold(text_of(row, "programme"))])
        return {
            key: some for key, some in groups.items() if self._shared(map(self.frame.keeper, some))
        }

    def figures(self) -> Iterable[Figure]:
        """Go through the figures."""
        contacts = [contact for some in self.cities.values() for _office, contact in some]
        yield Figure(
            *("overlaps.cities", SHARED_CITIES, len(self.cities), "count"),
            rows_of("contact", contacts),
        )
        yield count("overlaps.networks", SHARED_NETWORKS, "network", self.networks)
        trips = {row.id: row for each in self.meetings for row in (each.one, each.other)}
        yield count("overlaps.trips", SAME_TIME, "trip", list(trips.values()))
        yield count("overlaps.joint", JOINT, "trip", self.joint)
        projects = [row for some in self.programmes.values() for row in some]
        yield count("overlaps.programmes", SAME_PROGRAMME, "collaboration", projects)

    def of_cities(self) -> Table:
        """Return the shared cities."""
        columns = (
            column("contact", "city"),
            column("contact", "country"),
            Column("count", HOW_MANY, "count"),
            Column("contacts", CONTACTS, "count"),
            Column("offices", OFFICES),
        )
        lines = []
        for (code, _key), some in self.cities.items():
            offices = {office for office, _contact in some}
            name = journeys.commonest(text_of(contact, "city") for _office, contact in some)
            cells = (name, country(code), len(offices), len(some), self._names(offices))
            opened = rows_of("contact", (contact for _office, contact in some))
            lines.append(TableRow(cells, opened, Place(code, name)))
        lines.sort(key=lambda line: (-len(line.rows), str(line.cells[0])))
        return Table(
            *("overlaps.cities", SHARED_CITIES, columns, tuple(lines), (), "map", ("contacts",)),
            remark=RESPONSIBLE,
        )

    def _names(self, offices: Iterable[str]) -> Words:
        return named(self.frame.office_name(office) for office in offices if office)

    def of_networks(self) -> Table:
        """Return the networks that several offices are in."""
        columns = (
            column("network", "name"),
            Column("count", HOW_MANY, "count"),
            Column("offices", OFFICES),
        )
        lines = []
        for row in in_order(self.frame, self.networks):
            offices = {o for o in offices_at_end(self.frame, row) if o}
            cells = (self.frame.material.called(row), len(offices), self._names(offices))
            lines.append(TableRow(cells, rows_of("network", [row])))
        return Table("overlaps.networks", SHARED_NETWORKS, columns, tuple(lines))

    def of_meetings(self) -> Table:
        """Return the trips that were in a city at the same time."""
        columns = (
            Column("city", CITY_LABEL),
            Column("trip", TRIP),
            column("trip", "organisation"),
            Column("other", OTHER_TRIP),
            Column("other_organisation", column("trip", "organisation").label),
            Column("from", FROM, "date"),
            Column("until", UNTIL, "date"),
        )
        lines = []
        for each in self.meetings:
            trips = (each.one, each.other)
            told = [
                cell
                for trip in trips
                for cell in (
                    self.frame.material.called(trip),
                    self.frame.office_name(text_of(trip, "organisation")),
                )
            ]
            city = self._city(each)
            cells = (city, *told, each.days.first, each.days.last)
            lines.append(TableRow(cells, rows_of("trip", trips)))
        return Table("overlaps.trips", SAME_TIME, columns, tuple(lines))

    def _city(self, meeting: _Meeting) -> str:
        cities = journeys.cities_of(self.frame, meeting.one)
        return next(name for code, name in cities if (code, city_key(name)) == meeting.city)

    def of_programmes(self) -> Table:
        """Return the programmes that several offices are in."""
        columns = (
            column("collaboration", "programme"),
            Column("count", HOW_MANY, "count"),
            Column("offices", OFFICES),
        )
        names = {key: text_of(some[0], "programme") for key, some in self.programmes.items()}
        lines = [
            TableRow(
                (
                    names[key],
                    len(self.programmes[key]),
                    self._names(set(map(self.frame.keeper, self.programmes[key]))),
                ),
                rows_of("collaboration", self.programmes[key]),
            )
            for key in sorted_by_name(names)
        ]
        return Table("overlaps.programmes", SAME_PROGRAMME, columns, tuple(lines))

    def sentences(self) -> Iterable[Words]:
        """Go through the sentences."""
        if self.cities:
            yield KNOWN.fill(cities=phrases.told(len(self.cities), CITY))
        trips: set[str] = {row.id for each in self.meetings for row in (each.one, each.other)}
        if trips:
            yield phrases.capital(MET.fill(trips=phrases.told(len(trips), TRIPS)))


CITY_LABEL = column("stop", "city").label
