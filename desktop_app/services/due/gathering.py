"""Going through a register for what asks for something, some milliseconds at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import nsmallest
from itertools import chain, islice

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.due import KINDS, WATCHED, found_in
from desktop_app.domain.due.memberships import USING
from desktop_app.domain.due.posts import appointments
from desktop_app.domain.due.together import AHEAD, together
from desktop_app.domain.due.upkeep import OUTDATED, confirm_by
from desktop_app.domain.fields import Entity
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.cycles import CYCLES
from desktop_app.services import drafting
from desktop_app.services.dossier import cases
from desktop_app.services.due.describing import Describer
from desktop_app.services.due.item import Item
from desktop_app.services.register import Register
from desktop_app.services.thresholds import thresholds
from desktop_app.storage import due, queries

__all__ = ["CONTACTS", "is_judged", "items", "of_row", "steps"]

AT_A_TIME = 20
"""Rows that are judged in one step."""
CONTACTS = 500
"""Contacts that are named one by one; of the others it is said how many there are."""
TOLD = 50
"""Rows of an entity with differing values that are named."""
CONTACT, APPOINTMENT, ORGANISATION, NETWORK, TRIP = (
    CATALOGUE[name] for name in ("contact", "appointment", "organisation", "network", "trip")
)
TRIP_STATUSES = (*CYCLES["trip"].main, *CYCLES["trip"].aside)
WORKED_THROUGH = ("action", "trip", "network", "request", "collaboration", "advocacy", "delivery")
CENTRAL = "central"


def items(register: Register, language: str = "sv", *, everybody: bool = False) -> Iterator[Item]:
    """Go through what asks for something, in no order.

    What is another administration's is left out, except at the central office, or for `everybody`.
    """
    for item in chain.from_iterable(steps(register, language)):
        if everybody or not item.foreign:
            yield item


def steps(register: Register, language: str = "sv") -> Iterator[Sequence[Item]]:
    """Go through everything, everybody's, in steps of some milliseconds.

    Nothing stays open in the file in between.
    """
    describer = Describer(register, language)
    describer.begin()
    yield ()
    yield list(_waiting(register, describer))
    for name in WORKED_THROUGH:
        entity = CATALOGUE[name]
        yield from _judged(
            register, entity, due.open_rows(register.db.conn, entity, WATCHED[name].over), describer
        )
    yield list(_together(register, describer))
    yield list(_appointments(register, describer))
    yield from _contacts(register, describer)


def is_judged(entity: str) -> bool:
    """Tell whether rows of an entity are judged one by one."""
    return entity in WATCHED


def of_row(register: Register, entity: str, id_: str, language: str = "sv") -> list[Item]:
    """Return what one row asks for, its parts with it."""
    if entity not in WATCHED:
        return []
    describer = Describer(register, language)
    found = _judged(register, CATALOGUE[entity], [id_], describer)
    return list(chain.from_iterable(found))


def _judged(
    register: Register, entity: Entity, ids: Sequence[str], describer: Describer
) -> Iterator[list[Item]]:
    parts = WATCHED[entity.name].parts
    for start in range(0, len(ids), AT_A_TIME):
        some = ids[start : start + AT_A_TIME]
        yield [
            describer.item(case, found)
            for case in _used(register, cases(register, entity, some, parts=parts))
            for found in found_in(case)
        ]


def _used(register: Register, found: Iterable[Case]) -> Iterator[Case]:
    """Put what was last done with networks, and is no part of them, beside them."""
    for case in found:
        if case.entity is not NETWORK:
            yield case
            continue
        parts, conn, until = dict(case.parts or {}), register.db.conn, case.today.isoformat()
        for name, day in USING.items():
            last = due.last_day(conn, CATALOGUE[name], (NETWORK.name, day), case.id, until)
            parts[name] = [Case(CATALOGUE[name], "", {day: last}, case.today)] if last else []
        yield replace(case, parts=parts)


def _contacts(register: Register, describer: Describer) -> Iterator[Sequence[Item]]:
    """Go through contacts to be confirmed: the longest unconfirmed first, then a number."""
    today = register.clock().date()
    before = confirm_by(today, thresholds(register)["unconfirmed_months"]).isoformat()
    oldest: list[tuple[str, str]] = []
    count = 0
    for found in due.unconfirmed(register.db.conn, before, OUTDATED):
        count += len(found)
        oldest = nsmallest(CONTACTS, [*oldest, *found])
        yield ()
    yield from _judged(register, CONTACT, [id_ for _day, id_ in oldest], describer)
    if count > len(oldest):
        yield [_without_row("contacts_more", CONTACT.name, n=count - len(oldest))]


def _without_row(kind: str, entity: str, title: str = "", **args: object) -> Item:
    found = KINDS[kind]
    what = found.what.fill(**args)
    return Item(found.group, kind, None, what, entity, "", title, deeds=found.deeds)


def _together(register: Register, describer: Describer) -> Iterator[Item]:
    """Go through the trips ahead that share days in a city."""
    over = tuple(status for status in TRIP_STATUSES if status not in AHEAD)
    ids = due.open_rows(register.db.conn, TRIP, over)
    for case, found in together(cases(register, TRIP, ids, parts=("stop",))):
        yield describer.item(case, found)


def _appointments(register: Register, describer: Describer) -> Iterator[Item]:
    """Go through what contact persons ask for; the central office looks to it that all have one."""
    held: dict[str, list[Case]] = {}
    for case in cases(register, APPOINTMENT):
        held.setdefault(str(case.values.get("organisation")), []).append(case)
    central = register.facts.role == CENTRAL
    limits, today = thresholds(register), register.clock().date()
    day = today.isoformat()
    for id_, row in queries.titles_of(register.db.conn, ORGANISATION).items():
        values = row.values
        runs = str(values.get("valid_to") or day) >= day >= str(values.get("valid_from") or day)
        needed = central and bool(values.get("own")) and runs
        if needed or id_ in held:
            parts = {APPOINTMENT.name: held.get(id_, [])}
            case = Case(ORGANISATION, id_, values, today, parts, thresholds=limits)
            yield from (describer.item(case, f) for f in appointments(case, needed=needed))


def _waiting(register: Register, describer: Describer) -> Iterator[Item]:
    """Go through what waits for a decision, and what was begun and not saved."""
    conn = register.db.conn
    for _entity, count, rows in due.differing(conn, TOLD):
        yield from (describer.conflict(row) for row in rows)
        if count > len(rows):
            yield _without_row("conflicts_more", "exchange", n=count - len(rows))
    for row in islice(queries.flagged(conn), TOLD):
        yield describer.conflict(row, "deletion")
    doubts = queries.open_doubts(conn)
    if doubts:
        yield _without_row("doubts", "exchange", n=doubts)
    for draft in drafting.drafts(register):
        yield describer.draft(draft)
