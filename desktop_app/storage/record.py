"""The only door for writing: one action is one transaction, one undo step, one line of history."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Edit, Json, Parents, Shown, make_edit, show
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.storage.connection import transaction
from desktop_app.storage.database import Database
from desktop_app.storage.derive import Deriver
from desktop_app.storage.past import edit_cells, edits_of

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
    """

    def __init__(self, db: Database, author: Author, clock: Callable[[], datetime]) -> None:
        """Keep the database, the author and the clock."""
        self.db = db
        self.author = author
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

    def _note(
        self, act: Act, kind: str, label: Words, undoes: str | None, source: str | None
    ) -> None:
        texts = {"sv": label.into("sv"), "en": label.into("en")}
        self.db.conn.execute(
            "INSERT INTO recorded_action VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                act.seq,
                act.id,
                kind,
                json.dumps(texts, ensure_ascii=False),
                self.author.who,
                self.author.office,
                self.author.register_id,
                self._clock().isoformat(timespec="seconds"),
                undoes,
                source,
            ),
        )


class Act:
    """What one action writes.

    Edits are kept in memory until there are many; the rows they touch are then derived anew.

    Attributes:
        id: The action's id.
        seq: Its place in the history.
        written: How many edits it has written.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Begin an action; the transaction is already open."""
        self.id = str(uuid4())
        self.seq = _number(conn, "SELECT coalesce(max(seq), 0) + 1 FROM recorded_action")
        self.written = 0
        self._conn = conn
        self._lam = _number(conn, "SELECT lam FROM register") + 1
        self._pool: dict[str, list[Edit]] = {}
        self._pending: list[Edit] = []
        self._deriver = Deriver(conn)

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

    def shown(self, entity: Entity, row: str) -> Shown:
        """Return what a row shows now."""
        return show(entity, self.edits(row))

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
        if shared and parents is not None and not all(e.shared for e in self.edits(row)):
            parents = {key: self._through(row, key, eids) for key, eids in parents.items()}
            seen = self._through_all(row, seen)
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

    def create(self, entity: str, row: str, fields: Mapping[str, Json], *, shared: bool) -> None:
        """Write the edit that creates a row nobody has heard of."""
        self._pool[row] = []
        self.write(entity, row, fields, None, shared=shared)

    def add(self, edit: Edit) -> None:
        """Add an edit made here or elsewhere; one that is known already changes nothing."""
        known = self.edits(edit.row)
        if any(other.eid == edit.eid for other in known):
            return
        known.append(edit)
        self._pending.append(edit)
        self.written += 1
        if len(self._pending) >= FLUSH_AT:
            self._flush()

    def finish(self) -> bool:
        """Write what is left; tell whether anything was written."""
        self._flush()
        self._deriver.finish()
        if self.written:
            self._conn.execute("UPDATE register SET lam = max(lam, ?)", (self._lam,))
        return bool(self.written)

    def _flush(self) -> None:
        if not self._pending:
            return
        self._conn.executemany(INSERT_EDIT, (edit_cells(e, self.seq) for e in self._pending))
        touched = {edit.row: edit.entity for edit in self._pending}
        self._lam = max(self._lam, *(edit.lam for edit in self._pending))
        self._deriver.derive(
            {
                row: (CATALOGUE[entity], self._pool[row])
                for row, entity in touched.items()
                if entity in CATALOGUE
            }
        )
        self._pending.clear()
        self._pool.clear()

    def _through(self, row: str, key: str, eids: Sequence[str]) -> tuple[str, ...]:
        """Return these edits and, behind local ones, the nearest shared edits of the key."""
        by_eid = {edit.eid: edit for edit in self.edits(row)}
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

    def _through_all(self, row: str, eids: Sequence[str]) -> tuple[str, ...]:
        keys = {key for edit in self.edits(row) for key in edit.fields}
        found = {eid for key in keys for eid in self._through(row, key, eids)}
        return tuple(sorted(found | set(eids)))


DIGITS = 16
"""Bytes of salt: 32 hexadecimal digits."""

INSERT_EDIT = (
    'INSERT INTO edit (eid, entity, "row", fields, parents, seen, lam, salt, shared, digests, '
    "action) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _number(conn: sqlite3.Connection, sql: str) -> int:
    return int(conn.execute(sql).fetchone()[0])
