"""How the exchange stands: what would leave, what stays, who has sent what, and what waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.exporting import Leaving, Wish, leaving
from desktop_app.services.matters import count_matters
from desktop_app.services.neighbours import Neighbour, neighbours
from desktop_app.services.opening import SHIPPED_SALT
from desktop_app.services.persons import ContactPerson, persons_of
from desktop_app.services.register import Register
from desktop_app.storage import exported, log, news, queries
from desktop_app.storage.exported import Sent
from desktop_app.storage.news import News

__all__ = ["SILENT_DAYS", "ExchangeState", "Office", "exchange_state"]

SILENT_DAYS = 60
"""After how many days without a file somebody is worth a reminder."""
LATEST = 12


@dataclass(frozen=True, slots=True)
class Office:
    """An organisation that takes part in the exchange, or could.

    Attributes:
        name: What it is called.
        person: Its contact person, '' where nobody is known.
        neighbour: Its register, None where we have never met one.
        unconfirmed: How many changes of others it has not confirmed.
        silent: Whether nothing has come from it for a long time, or ever.
    """

    name: str
    person: str
    neighbour: Neighbour | None
    unconfirmed: int
    silent: bool

    @property
    def read_at(self) -> str:
        """Return when something last came from it, '' for never."""
        return (self.neighbour.read_at if self.neighbour else None) or ""

    @property
    def sent_at(self) -> str:
        """Return when something was last made for it, '' for never."""
        return (self.neighbour.sent_at if self.neighbour else None) or ""


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """What the page of the exchange tells.

    Attributes:
        central: Whether this is the central office's register.
        offices: The organisations that take part, those of the city at the central office.
        centre: The central office's register, None where it is this one or was never met.
        news: What has changed here that the centre has not confirmed, by entity.
        staying: What leaves with a whole workbook and what stays.
        conflicts: How many rows have differing values, or are deleted by one and used by another.
        questions: How many questions that files raised wait.
        sent: What left last.
    """

    central: bool
    offices: Sequence[Office]
    centre: Neighbour | None
    news: Sequence[News]
    staying: Leaving
    conflicts: int
    questions: int
    sent: Sequence[Sent]

    @property
    def met(self) -> list[Neighbour]:
        """Return the registers that we have met."""
        return [each.neighbour for each in self.offices if each.neighbour is not None]


def exchange_state(register: Register) -> ExchangeState:
    """Return how the exchange stands; it counts the record, so that large ones take a moment."""
    conn, facts = register.db.conn, register.facts
    hidden = log.withheld(conn)
    met = neighbours(register)
    centre = next((each for each in met if each.role == "central"), None)
    changed: list[News] = []
    if facts.role != "central":
        after = centre.acknowledged if centre else 0
        changed = news.news(conn, after, SHIPPED_SALT, hidden, own=True)
    matters = count_matters(register)
    return ExchangeState(
        facts.role == "central",
        list(_offices(register, met, hidden)),
        centre,
        changed,
        leaving(register, Wish()),
        matters["conflicts"] + matters["deletions"],
        matters["questions"],
        exported.latest(conn, LATEST),
    )


def _offices(register: Register, met: Sequence[Neighbour], hidden: set[str]) -> Iterator[Office]:
    """Go through the registers that were met and, at the centre, the city's other organisations."""
    facts = register.facts
    places = {each.acknowledged for each in met}
    made = news.authors(register.db.conn, places, SHIPPED_SALT, hidden)
    persons = persons_of(register)
    names = _own(register) if facts.role == "central" else {}
    found = [_met(register, each, names, persons, made[each.acknowledged]) for each in met]
    known = {each.office for each in met} | {facts.office}
    found += [
        Office(name, _name(persons.get(id_)), None, 0, silent=True)
        for id_, name in names.items()
        if id_ not in known
    ]
    yield from sorted(found, key=lambda each: each.name.casefold())


def _met(
    register: Register,
    each: Neighbour,
    names: Mapping[str, str],
    persons: Mapping[str, ContactPerson],
    made: Mapping[str, int],
) -> Office:
    others = sum(count for author, count in made.items() if author != each.register_id)
    person = _name(persons.get(each.office)) or each.person
    name = names.get(each.office, each.name)
    return Office(name, person, each, others, silent=_is_silent(register, each.read_at))


def _name(person: ContactPerson | None) -> str:
    return "" if person is None else person.name


def _own(register: Register) -> dict[str, str]:
    """Return the organisations of the city that there are today, by id."""
    today = register.clock().date().isoformat()
    rows = queries.titles_of(register.db.conn, CATALOGUE["organisation"])
    return {
        id_: str(row.values.get("name") or "")
        for id_, row in rows.items()
        if row.values.get("own") and str(row.values.get("valid_to") or "9999") >= today
    }


def _is_silent(register: Register, at: str | None) -> bool:
    if at is None:
        return True
    return register.clock() - datetime.fromisoformat(at) > timedelta(days=SILENT_DAYS)
