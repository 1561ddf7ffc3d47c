"""The registers of one exchange, in memory: a centre, its offices, their backups and copies."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.shipped import shipped_rows
from desktop_app.services import exporting, opening, writing
from desktop_app.services.register import Clock, Register
from desktop_app.storage import connection, queries, record, remembered
from desktop_app.storage.database import Database
from desktop_app.storage.tables import GONE, Row

MOST_OFFICES = 5
BEGINNING = datetime(2025, 3, 1, 8, tzinfo=UTC)
ENTITIES = ("organisation", "contact", "network", "trip", "stop", "fee")
"""What the machine writes rows of."""

CODES = ("company", "specialist_department")
OWNER = {"stop": "trip", "fee": "network"}
Entry = tuple[str, str, str]
"""A value that was typed: a row, a key of it, and the value, or an element of a set, as JSON."""


@cache
def images() -> tuple[bytes, ...]:
    """Return new registers as bytes, the centre's first, with the few shipped rows it takes."""
    names = ["Stadsledningskontoret", *(f"Kontor {n}" for n in range(MOST_OFFICES))]
    rows = [
        row
        for row in shipped_rows()
        if row.values.get("name") == names[0]
        or (row.values.get("list") == "organisation_kind" and row.values["code"] in CODES)
    ]
    found = []
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(opening, "shipped_rows", lambda: rows),
        memory_of_machines(),
        numbered(random.Random(0)),
    ):
        centre = Path(folder) / "centralen.knreg"
        for number, name in enumerate(names):
            path = Path(folder) / f"{number}.knreg" if number else centre
            join = centre if number else None
            register = opening.new_register(
                path,
                name,
                person=f"Test {number}",
                central=not number,
                join=join,
                clock=lambda: BEGINNING,
            )
            if not number:
                _fill(register)
            found.append(register.db.conn.serialize())
            register.close()
    return tuple(found)


@contextmanager
def numbered(dice: random.Random) -> Iterator[None]:
    """Let ids and salts follow from dice: what is found can be found again."""

    def id_() -> UUID:
        return UUID(int=dice.getrandbits(128), version=4)

    with ExitStack() as stack:
        for place in (exporting, opening, record, writing):
            stack.enter_context(patch.object(place, "uuid4", id_))
        stack.enter_context(patch("secrets.token_hex", lambda digits: dice.randbytes(digits).hex()))
        yield


def _fill(register: Register) -> None:
    """Put a few rows in the centre's register before the offices join."""
    office = queries.all_rows(register.db.conn, CATALOGUE["organisation"])
    own = next(iter(office)).id

    def new(entity: str, **values: str) -> str:
        return writing.put(register, CATALOGUE[entity], None, values).id

    for given in ("Anna", "Bo", "Cia"):
        new("contact", given_name=given, topics="klimat; skola")
    network = new("network", name="Nätet", responsible=own)
    new("fee", network=network, year="2025", currency="EUR")
    dates = {"start_on": "2025-03-01", "end_on": "2025-03-04"}
    trip = new("trip", title="Resan", organisation=own, **dates)
    for city in ("Lund", "Oslo"):
        new("stop", trip=trip, city=city, country="SE")


@contextmanager
def memory_of_machines() -> Iterator[sqlite3.Connection]:
    """Let what machines remember of registers lie in memory."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.execute(remembered.TABLE)

    @contextmanager
    def opened() -> Iterator[sqlite3.Connection]:
        yield conn

    with ExitStack() as stack:
        stack.enter_context(patch.object(remembered, "_opened", opened))
        stack.enter_context(patch.object(remembered, "_is_file", lambda _conn: True))
        try:
            yield conn
        finally:
            conn.close()


def loaded(image: bytes) -> Database:
    """Return a register in memory from its bytes."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.deserialize(image)
    return connection._prepare(conn)


@dataclass
class Held:
    """What a register must still hold of what was typed.

    Attributes:
        shared: What was typed where it may leave, or came in a file.
        local: What was typed here in a row that was secret then, or in a field that stays.
    """

    shared: set[Entry] = field(default_factory=set)
    local: set[Entry] = field(default_factory=set)

    def copy(self) -> Held:
        return Held(set(self.shared), set(self.local))


@dataclass(frozen=True)
class Kept:
    """A register file as it was at some time: a backup, or a copy."""

    image: bytes
    held: Held
    words: dict[str, str]
    path: Path


@dataclass(eq=False)
class Site:
    """A register at work.

    Attributes:
        number: The office it belongs to, 0 for the centre.
        path: Where its file lies.
        register: The register as it is open.
        held: What it must hold.
        words: Words typed in rows while they were secret here, with the row of each.
        last: The id of the newest action that the machine knows of.
    """

    number: int
    path: Path
    register: Register
    held: Held = field(default_factory=Held)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def conn(self) -> sqlite3.Connection:
        return self.register.db.conn

    @property
    def id(self) -> str:
        return self.register.facts.register_id

    def kept(self) -> Kept:
        return Kept(self.conn.serialize(), self.held.copy(), dict(self.words), self.path)

    def bring_back(self, kept: Kept, clock: Clock) -> None:
        """Put a file over this one's, and open it as the program does."""
        self.register.db.close()
        self.register = opened(self.path, kept.image, clock)
        self.held, self.words = kept.held.copy(), dict(kept.words)

    def rows(self, entity: str | None = None, *, gone: bool = False) -> list[Row]:
        """Return the rows of the machine's entities that are in view, or those deleted."""
        names = [entity] if entity else list(ENTITIES)
        return [
            row
            for name in names
            for row in queries.all_rows(self.conn, CATALOGUE[name])
            if (row.state == GONE) == gone
        ]

    def row(self, entity: str, id_: str) -> Row | None:
        return queries.row(self.conn, CATALOGUE[entity], id_)

    def redirects(self) -> dict[str, tuple[str, str]]:
        """Return where merged rows were merged into, and where they lead in the end."""
        sql = 'SELECT "row", target, survivor FROM redirect'
        return {row: (target, end) for row, target, end in self.conn.execute(sql)}


def opened(path: Path, image: bytes, clock: Clock) -> Register:
    """Open a register that lies in memory as if it were the file there."""
    return Register(path, loaded(image), clock)


def secret_here(site: Site) -> set[str]:
    """Return the rows that are secret in a register, with their parts."""
    found: set[str] = set()
    for entity in ENTITIES:
        if "secret" in CATALOGUE[entity].by_name:
            sql = f'SELECT id FROM "{entity}" WHERE secret = 1'  # noqa: S608
            found.update(row for (row,) in site.conn.execute(sql))
    for part, owner in OWNER.items():
        sql = f'SELECT id, "{owner}" FROM "{part}"'  # noqa: S608
        found.update([row for row, end in site.conn.execute(sql) if end in found])
    return found


def hidden_rows(sites: list[Site]) -> set[str]:
    """Return the rows that are secret somewhere, with their parts and what was merged with them."""
    found = set().union(*(secret_here(site) for site in sites))
    before = -1
    while found and len(found) != before:
        before = len(found)
        for site in sites:
            for part, owner in OWNER.items():
                sql = f'SELECT id, "{owner}" FROM "{part}"'  # noqa: S608
                found.update([row for row, end in site.conn.execute(sql) if end in found])
            for row, (target, end) in site.redirects().items():
                if found & {row, target, end}:
                    found.update((row, target, end))
    return found
