"""Making a register and opening one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import fields_of_new
from desktop_app.domain.kinds import Context, Text, Value
from desktop_app.domain.problems import Invalid
from desktop_app.domain.rules import REQUIRED
from desktop_app.domain.shipped import NAMESPACE, Lists, shipped_rows
from desktop_app.domain.titles import FOLDING_VERSION
from desktop_app.domain.words import Words
from desktop_app.services.register import Clock, Register, now
from desktop_app.storage import migrating, queries
from desktop_app.storage.connection import (
    Database,
    connect,
    create,
    making,
    memory,
    transaction,
)
from desktop_app.storage.record import Author, Record
from desktop_app.storage.upkeep import reindex

if TYPE_CHECKING:
    from desktop_app.services.joining import Joined

FORMAT = 1
SHIPPED_SALT = NAMESPACE.hex
NEW_REGISTER = Words("Nytt register", "New register")
OWN_KIND = "company"


def new_register(  # noqa: PLR0913 — what it is made from
    path: Path | None,
    organisation: str,
    *,
    person: str | None = None,
    central: bool = False,
    join: Path | None = None,
    password: str = "",
    clock: Clock = now,
) -> Register:
    """Make a register for an organisation of the city; None for `path` keeps it in memory.

    An organisation that is not among the shipped ones is added as one of the city's.

    Args:
        path: Where to.
        organisation: The name of the organisation.
        person: Who keeps it.
        central: Whether it is the central office's.
        join: A workbook or a register of the exchange that it becomes a part of; None for one of
            its own.
        password: What opens that workbook.
        clock: What tells the time.

    Raises:
        Invalid: There is no name of the organisation.
        Refused: The file exists, or cannot be written there; or there is nothing to join.
    """
    office = _plain(organisation)
    if office is None:
        raise Invalid(REQUIRED, CATALOGUE["contact"].by_name["organisation"].label)
    names = office, _plain(person), "central" if central else "office"
    joined = None if join is None else _read_joined(join, password, clock)
    if path is None:
        register = Register(Path("register"), memory(), clock)
        _fill(register, *names, joined)
        return Register(register.path, register.db, clock)
    with making(path) as part, Register(part, create(part), clock) as register:
        _fill(register, *names, joined)
    made = open_register(path, clock=clock)
    made.begin_own_stream()
    return made


def _read_joined(source: Path, password: str, clock: Clock) -> Joined:
    from desktop_app.services.joining import read_joined  # noqa: PLC0415 — loads the exchange

    return read_joined(source, password, clock)


def _plain(text: str | None) -> str | None:
    found = Text().parse(text, Context(Lists(())))
    return None if found is None else str(found)


def _fill(
    register: Register, organisation: str, person: str | None, role: str, joined: Joined | None
) -> None:
    conn = register.db.conn
    facts = queries.RegisterFacts(
        exchange_id=str(uuid4()) if joined is None else joined.exchange_id,
        register_id=str(uuid4()),
        office=organisation,
        person=person,
        role=role,
        epoch=str(uuid4()),
        format=FORMAT,
        made_at=register.clock().isoformat(timespec="seconds"),
        lam=0,
        folding=FOLDING_VERSION,
        backup_at=None,
        backup_name=None,
    )
    with transaction(register.db):
        queries.store_facts(conn, facts)
    record = Record(register.db, Author(person, organisation, facts.register_id), register.clock)
    with record.acting("new", NEW_REGISTER) as act:
        for row in shipped_rows():
            fields = fields_of_new(CATALOGUE[row.entity], row.values)
            act.write(row.entity, row.id, fields, None, salt=SHIPPED_SALT, lam=1)
    if joined is not None:
        joined.take_in(register)
    office = _office(register, organisation)
    with transaction(register.db):
        queries.store_facts(conn, replace(facts, office=office, lam=register.facts.lam))


def _office(register: Register, organisation: str) -> str:
    """Return the id of the register's organisation, added where it is not known."""
    entity = CATALOGUE["organisation"]
    found = register.named(entity, organisation)
    if len(found) == 1:
        return found[0]
    id_ = str(uuid4())
    values: dict[str, Value] = {"name": organisation, "kind": OWN_KIND, "own": True}
    with register.record.acting("new", NEW_REGISTER) as act:
        act.create("organisation", id_, fields_of_new(entity, values), shared=True)
    return id_


def open_register(path: Path, *, writing: bool = True, clock: Clock = now) -> Register:
    """Open a register file; raise `Refused` if it is none or cannot be opened.

    One of an older schema is backed up and brought up to date; to be read only, a copy of it is.
    """
    db = connect(path, writing=writing)
    if migrating.is_older(db):
        db = _up_to_date(db, path, clock, writing=writing)
    register = Register(path, db, clock)
    if writing and register.facts.folding != FOLDING_VERSION:
        reindex(register.db)
        with transaction(register.db):
            queries.store_facts(register.db.conn, replace(register.facts, folding=FOLDING_VERSION))
    return register


def _up_to_date(db: Database, path: Path, clock: Clock, *, writing: bool) -> Database:
    try:
        if writing:
            migrating.migrate(db, path, clock())
            return db
        copy = migrating.migrated_copy(db)
    except BaseException:
        db.close()
        raise
    db.close()
    return copy
