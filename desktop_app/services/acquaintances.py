"""Whom the city knows where a trip goes, and what else there is: requests, projects, networks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.city_names import city_key, names_of
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services.alike import alike
from desktop_app.services.errand import Errand
from desktop_app.services.register import Register
from desktop_app.storage import overlap as asked
from desktop_app.storage.tables import GONE, Row, fetch

__all__ = ["Known", "Tied", "known", "tied"]

CONTACT, ORGANISATION = CATALOGUE["contact"], CATALOGUE["organisation"]
REQUEST = CATALOGUE["request"]
ABROAD = ("network", "collaboration")
OWN = ("contact_person", "colleague", "elected")
OUTDATED = "outdated"
MOST, LOOKED_THROUGH, MOST_TIED, MOST_WORDS = 12, 200, 6, 12
NEAR = 0.3
"""So much of the topic a network or a project must share to be told of; its words are few."""

MET = Words("träffades på {trip}", "met on {trip}")
IN_CITY = Words("finns i {city}", "is in {city}")
WORKS_IN_CITY = Words("arbetar hos {organisation}", "works at {organisation}")
FROM_CITY = Words("från {city}", "from {city}")
OF_CITY = Words("nämner {city}", "mentions {city}")
ON_TOPIC = Words("liknande ämne: {words}", "similar topic: {words}")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the city knows.

    Attributes:
        row: The contact.
        reasons: Why.
    """

    row: Row
    reasons: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """A request, a collaboration or a network there or on the topic.

    Attributes:
        row: The row.
        reasons: Why it is shown.
    """

    row: Row
    reasons: tuple[Words, ...]


def known(
    register: Register, errand: Errand, there: Sequence[str], on_it: Sequence[str]
) -> tuple[tuple[Known, ...], bool]:
    """Return whom we know where an errand goes or on its topic, and whether there are more.

    Those whom the programmes of trips there name come first, then who is in the city, then whom
    trips on the topic met elsewhere. Who is in the errand's own programme is left out.

    Args:
        register: The register.
        errand: The errand.
        there: The trips to where it goes.
        on_it: The trips to elsewhere that touch it.
    """
    found: dict[str, Known] = {}
    for each in chain(_met(register, there), _there(register, errand), _met(register, on_it)):
        if each.row.id not in errand.met:
            found.setdefault(each.row.id, each)
        if len(found) > MOST:
            break
    return tuple(found.values())[:MOST], len(found) > MOST


def _met(register: Register, trips: Sequence[str]) -> Iterator[Known]:
    conn, titles = register.db.conn, register.titles()
    first: dict[str, str] = {}
    for contact, trip in asked.met(conn, trips):
        first.setdefault(contact, trip)
    rows = fetch(conn, CONTACT, list(first))
    for contact, trip in first.items():
        if contact in rows and _is_outside(rows[contact]):
            yield Known(rows[contact], (MET.fill(trip=titles.of("trip", trip)),))


def _there(register: Register, errand: Errand) -> Iterator[Known]:
    conn = register.db.conn
    here: set[str] = set()
    for key, city in errand.cities.items():
        ranks = asked.holding(conn, CONTACT, names_of(city), most=LOOKED_THROUGH)
        for row in _fetched(register, list(asked.ranked(conn, ranks).values())):
            if city_key(str(row.values.get("city") or "")) == key and _is_outside(row):
                here.add(row.id)
                yield Known(row, (IN_CITY.fill(city=city),))
    yield from _at_offices(register, errand, here)


def _fetched(register: Register, ids: Sequence[str]) -> Iterator[Row]:
    """Go through contacts, read a few at a time: mostly the first ones are enough."""
    for start in range(0, len(ids), 2 * MOST):
        rows = fetch(register.db.conn, CONTACT, ids[start : start + 2 * MOST])
        yield from rows.values()


def _at_offices(register: Register, errand: Errand, here: set[str]) -> Iterator[Known]:
    """Go through the contacts at organisations in the cities who say no city of their own."""
    titles = register.titles()
    offices = list(chain.from_iterable(_offices(register, errand).values()))
    ids = asked.pointing(register.db.conn, CONTACT, "organisation", offices)[:LOOKED_THROUGH]
    for row in _fetched(register, ids):
        if row.id not in here and not row.values.get("city") and _is_outside(row):
            office = titles.of("organisation", str(row.values["organisation"]))
            yield Known(row, (WORKS_IN_CITY.fill(organisation=office),))


def _offices(register: Register, errand: Errand) -> dict[str, list[str]]:
    """Return the organisations in each city that it goes to."""
    found: dict[str, list[str]] = {}
    for id_, city in asked.cities(register.db.conn, ORGANISATION) if errand.cities else ():
        if city_key(city) in errand.cities:
            found.setdefault(city_key(city), []).append(id_)
    return found


def _is_outside(row: Row) -> bool:
    values = row.values
    return row.state != GONE and values.get("kind") not in OWN and values.get("status") != OUTDATED


def tied(register: Register, errand: Errand) -> tuple[Tied, ...]:
    """Return requests, collaborations and networks there or on the topic, some of each."""
    return (
        *_requests(register, errand),
        *(each for name in ABROAD for each in _mentioning(register, CATALOGUE[name], errand)),
    )


def _requests(register: Register, errand: Errand) -> Iterator[Tied]:
    """Go through those who asked to come here, from where it goes or on its topic."""
    reasons = _on_topic(register, REQUEST, errand)
    for city, offices in _offices(register, errand).items():
        for id_ in asked.pointing(register.db.conn, REQUEST, "organisation", offices):
            from_there = FROM_CITY.fill(city=errand.cities[city])
            reasons[id_] = (from_there, *reasons.get(id_, ()))
    rows = fetch(register.db.conn, REQUEST, list(reasons))
    found = [
        Tied(row, reasons[row.id])
        for row in rows.values()
        if row.state != GONE and errand.since <= _day(row) <= errand.until
    ]
    yield from _first(found)


def _day(row: Row) -> str:
    return str(row.values.get("wished_from") or row.values.get("received_on") or "")


def _mentioning(register: Register, entity: Entity, errand: Errand) -> Iterator[Tied]:
    """Go through networks or collaborations that name a city it goes to, or are on its topic."""
    conn = register.db.conn
    reasons = _on_topic(register, entity, errand)
    for city in errand.cities.values():
        ranks = asked.holding(conn, entity, names_of(city), most=MOST_TIED * 2)
        for id_ in asked.ranked(conn, ranks).values():
            reasons[id_] = (OF_CITY.fill(city=city), *reasons.get(id_, ()))
    own = set(errand.links.values())
    rows = fetch(conn, entity, [id_ for id_ in reasons if id_ not in own])
    yield from _first([Tied(row, reasons[id_]) for id_, row in rows.items() if row.state != GONE])


def _on_topic(register: Register, entity: Entity, errand: Errand) -> dict[str, tuple[Words, ...]]:
    found = alike(register, entity, errand.words[:MOST_WORDS], NEAR)
    best = sorted(found.items(), key=lambda each: (-each[1].share, each[0]))[: MOST_TIED * 2]
    return {id_: (ON_TOPIC.fill(words=list(each.words)),) for id_, each in best}


def _first(found: Sequence[Tied]) -> Sequence[Tied]:
    """Return some, those with most reasons first; what was found first stays first."""
    return sorted(found, key=lambda each: -len(each.reasons))[:MOST_TIED]
