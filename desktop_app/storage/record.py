"""The only door for writing: one action is one transaction, one undo step, one line of history."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.deeds import Deed
from desktop_app.domain.edits import Edit, Json, Parents, Shown, make_edit, show
from desktop_app.domain.fields import Entity
from desktop_app.domain.merging import gathered
from desktop_app.domain.words import Words
from desktop_app.storage.connection import transaction
from desktop_app.storage.database import Database
from desktop_app.storage.derive import Deriver
from desktop_app.storage.log import arrived, note_deed
from desktop_app.storage.past import edit_cells, edits_of, write_action
from desktop_app.storage.redirects import Redirects

FLUSH_AT = 2000


@dataclass(frozen=True, slots=True)
class Author:
    """Who does something, where: what an action says of its author."""

    who: str | None
    office: str
    register_id: str


class Record:
    """The record of edits of one register.

    Attributes:
        db: The register's database.
        author: Whom new actions are written down for.
        is_copy: Whether the file is not the one that was last open there: what is written to a
            copy begins a stream of its own.
    """

    def __init__(
        self,
        db: Database,
        author: Author,
        clock: Callable[[], datetime],
        *,
        is_copy: bool = False,
    ) -> None:
        """Keep the database, the author and the clock."""
        self.db = db
        self.author = author
        self.is_copy = is_copy
        self._clock = clock

    @contextmanager
    def acting(
        self, kind: str, label: Words, *, undoes: str | None = None, source: str | None = None
    ) -> Iterator[Act]:
        """Do one action: what the block writes is kept as a whole, or not at all.

        An action in which nothing was written leaves no trace.
        """
        with transaction(self.db):
            act = Act(self.db.conn)
            yield act
            if act.finish():
                self._note(act, kind, label, undoes, source)
            if self.is_copy:
                renew_epoch(self.db.conn)
        self.is_copy = False

    def _note(
        self, act: Act, kind: str, label: Words, undoes: str | None, source: str | None
    ) -> None:
        by, at = self.author, self._clock().isoformat(timespec="seconds")
        deed = Deed(act.id, kind, label, by.who, by.office, by.register_id, at, undoes, source)
        write_action(self.db.conn, act.seq, deed)


class Act:
    """What one action writes.

    Edits are kept in memory until there are many; the rows they touch are then derived anew.

    Attributes:
        id: The action's id.
        seq: Its place in the history.
        written: How many edits it has written, those that arrived among them.
        own: How many of them are its own.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Begin an action; the transaction is already open."""
        self.id = str(uuid4())
        self.seq = _number(conn, "SELECT coalesce(max(seq), 0) + 1 FROM recorded_action")
        self.written = 0
        self.own = 0
        self._conn = conn
        self._lam = _number(conn, "SELECT lam FROM register") + 1
        self._pool: dict[str, list[Edit]] = {}
        self._pending: list[tuple[Edit, int]] = []
        self._redirects = Redirects(conn)
        self._deriver = Deriver(conn, self._redirects)

    @property
    def lam(self) -> int:
        """Return the `lam` of the next edit."""
        return self._lam

    def edits(self, row: str) -> list[Edit]:
        """Return all edits of a row, those of this action among them."""
        if row not in self._pool:
            self._pool.update(edits_of(self._conn, [row]))
        return self._pool[row]

    def load(self, rows: Iterable[str]) -> None:
        """Read the edits of many rows at once, before they are asked for one by one."""
        self._pool.update(edits_of(self._conn, [row for row in rows if row not in self._pool]))

    def showing(self, entity: Entity, row: str) -> list[Edit]:
        """Return the edits that show a row: its own, and what comes up of rows merged into it."""
        members = {member: self.edits(member) for member in self._redirects.members(row)}
        return gathered(entity, row, self.edits(row), members)

    def shown(self, entity: Entity, row: str) -> Shown:
        """Return what a row shows now."""
        return show(entity, self.showing(entity, row))

    def write(  # noqa: PLR0913 — an edit is what it is
        self,
        entity: str,
        row: str,
        fields: Mapping[str, Json],
        parents: Parents | None,
        *,
        seen: Sequence[str] = (),
        shared: bool = True,
        salt: str | None = None,
        lam: int | None = None,
    ) -> Edit:
        """Write one edit; a parent that is local is named together with what lies behind it."""
        if shared and parents is not None:
            known = self._known(row)
            if not all(edit.shared for edit in known):
                parents = {key: through(known, key, eids) for key, eids in parents.items()}
                seen = through_all(known, seen)
        edit = make_edit(
            entity,
            row,
            fields,
            parents,
            self._lam if lam is None else lam,
            salt or secrets.token_hex(DIGITS),
            seen=seen,
            shared=shared,
        )
        self.add(edit)
        return edit

    def _known(self, row: str) -> list[Edit]:
        """Return the edits of a row and of the rows merged into it."""
        members = self._redirects.members(row)
        return [*self.edits(row), *(edit for each in members for edit in self.edits(each))]

    def create(self, entity: str, row: str, fields: Mapping[str, Json], *, shared: bool) -> None:
        """Write the edit that creates a row nobody has heard of."""
        self._pool[row] = []
        self.write(entity, row, fields, None, shared=shared)

    def add(self, edit: Edit, action: int | None = None) -> bool:
        """Add an edit made here or elsewhere; tell whether it was not known already.

        Args:
            edit: The edit.
            action: The place of the action it belongs to, if that is another register's.
        """
        known = self.edits(edit.row)
        if any(other.eid == edit.eid for other in known):
            return False
        known.append(edit)
        self._pending.append((edit, self.seq if action is None else action))
        self.written += 1
        self.own += action is None
        if len(self._pending) >= FLUSH_AT:
            self._flush()
        return True

    def note(self, deeds: Iterable[Deed]) -> dict[str, int]:
        """Keep actions of other registers before this one; return their places by id.

        It must come before anything else: what is written here comes after them.
        """
        if self.written:
            raise RuntimeError(self.id)
        places: dict[str, int] = {}
        for deed in deeds:
            places[deed.id] = note_deed(self._conn, deed, self.seq)
            self.seq += places[deed.id] == self.seq
        return places

    def finish(self) -> bool:
        """Write what is left; tell whether anything was written."""
        self._flush()
        self._deriver.finish()
        if self.written:
            self._conn.execute("UPDATE register SET lam = max(lam, ?)", (self._lam,))
        if self._deriver.lifted:
            renew_epoch(self._conn)
        return bool(self.written)

    def _flush(self) -> None:
        if not self._pending:
            return
        edits = [edit for edit, _action in self._pending]
        self._conn.executemany(
            INSERT_EDIT,
            (
                (*edit_cells(edit, action), None if action == self.seq else self.seq)
                for edit, action in self._pending
            ),
        )
        self._lam = max(self._lam, *(edit.lam for edit in edits))
        touched = {e.row: CATALOGUE[e.entity] for e in edits if e.entity in CATALOGUE}
        foreign = {edit.row for edit, action in self._pending if action != self.seq}
        moved = self._redirects.heed(edits)
        if moved or self._redirects.survivor:
            touched |= self._ends(touched.keys() | moved)
        self._derive(touched, foreign, moved)
        if moved:
            pointing = self._deriver.pointing_to(moved)
            self._derive(pointing, foreign, pointing)
        self._pending.clear()
        self._pool.clear()

    def _ends(self, rows: Iterable[str]) -> dict[str, Entity]:
        """Return rows and what they lead to, as far as they are here."""
        wanted = {end for row in rows for end in (row, self._redirects.of(row))}
        self.load(wanted)
        found = {row: self.edits(row) for row in wanted}
        return {
            row: CATALOGUE[edits[0].entity]
            for row, edits in found.items()
            if edits and edits[0].entity in CATALOGUE
        }

    def _derive(
        self, touched: Mapping[str, Entity], foreign: Container[str], moved: Container[str]
    ) -> None:
        self.load(touched)
        edits = {row: (entity, self.showing(entity, row)) for row, entity in touched.items()}
        # What came once may still stand there beside what is written now.
        many = [row for row, (_entity, shown) in edits.items() if len(shown) > 1]
        of = {each: row for row in many for each in (row, *self._redirects.members(row))}
        mixed = {of[each] for each in arrived(self._conn, of)}
        self._deriver.derive(edits, {row for row in edits if row in foreign or row in mixed}, moved)


def through(known: Sequence[Edit], key: str, eids: Iterable[str]) -> tuple[str, ...]:
    """Return these edits and, behind local ones, the nearest shared edits of the key."""
    by_eid = {edit.eid: edit for edit in known}
    found: dict[str, None] = {}
    queue = list(eids)
    while queue:
        eid = queue.pop()
        if eid in found:
            continue
        found[eid] = None
        edit = by_eid.get(eid)
        if edit is not None and not edit.shared:
            queue.extend(edit.names(key))
    return tuple(sorted(found))


def through_all(known: Sequence[Edit], eids: Sequence[str]) -> tuple[str, ...]:
    """Return what `through` gives for every key."""
    keys = {key for edit in known for key in edit.fields}
    found = {eid for key in keys for eid in through(known, key, eids)}
    return tuple(sorted(found | set(eids)))


def renew_epoch(conn: sqlite3.Connection) -> None:
    """Begin a new stream: all that may leave is sent again to everyone."""
    conn.execute("UPDATE register SET epoch = ?", (str(uuid4()),))
    conn.execute("UPDATE peer SET acknowledged = 0")


DIGITS = 16
"""Bytes of salt: 32 hexadecimal digits."""

INSERT_EDIT = (
    'INSERT INTO edit (eid, entity, "row", fields, parents, seen, lam, salt, shared, digests, '
    "action, arrival) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _number(conn: sqlite3.Connection, sql: str) -> int:
    return int(conn.execute(sql).fetchone()[0])
