"""Which rows lead to which others since they were merged: derived, and small."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import MERGED, Edit
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Link, Links, Value
from desktop_app.domain.merging import FROM, gathered, redirection, survivors
from desktop_app.domain.undo import Past
from desktop_app.storage import past
from desktop_app.storage.past import edits_of

__all__ = ["Redirects", "pasts", "survivor_of"]


def survivor_of(conn: sqlite3.Connection, row: str) -> str:
    """Return the row that a row leads to: itself, unless it was merged."""
    found = conn.execute('SELECT survivor FROM redirect WHERE "row" = ?', (row,)).fetchone()
    return str(found[0]) if found else row


def pasts(conn: sqlite3.Connection, rows: Sequence[str]) -> dict[str, Past]:
    """Return the edits of rows with the actions they belong to, for an undo.

    What comes up of rows merged into one of them belongs to no action there.
    """
    found = past.pasts(conn, rows)
    redirects = Redirects(conn)
    for row in rows:
        if redirects.members(row) and found[row].edits:
            found[row] = _with_members(redirects, row, found[row])
    return found


def _with_members(redirects: Redirects, row: str, own: Past) -> Past:
    edits = list(own.edits.values())
    entity = CATALOGUE[edits[0].entity]
    late = [
        edit
        for edit in redirects.edits(entity, row, edits)[len(edits) :]
        if not any(key.startswith(FROM) for key in edit.fields) and edit.fields
    ]
    # The edit that created the row comes first.
    ordered = {edit.eid: edit for edit in (*edits[:1], *late, *edits[1:])}
    return Past(ordered, {**own.action, **{edit.eid: "" for edit in late}}, own.undoes)


class Redirects:
    """The redirections of a register, as its record has them.

    A row whose target is not here, or is a row of another kind, leads nowhere yet.

    Attributes:
        survivor: Where each merged row leads in the end.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Read what is known."""
        self._conn = conn
        self._targets: dict[str, tuple[str, str]] = {}
        self.survivor: dict[str, str] = {}
        for row, entity, target, survivor in conn.execute("SELECT * FROM redirect"):
            self._targets[row] = (entity, target)
            if survivor != row:
                self.survivor[row] = survivor
        self._members: dict[str, list[str]] = {}
        self._sort_members()

    def _sort_members(self) -> None:
        self._members = {}
        for row in sorted(self.survivor):
            self._members.setdefault(self.survivor[row], []).append(row)

    def members(self, row: str) -> Sequence[str]:
        """Return the rows that lead to a row."""
        return self._members.get(row, ())

    def of(self, row: str) -> str:
        """Return the row that a row leads to, itself if it was not merged."""
        return self.survivor.get(row, row)

    def edits(self, entity: Entity, row: str, own: Sequence[Edit]) -> list[Edit]:
        """Return the edits that show a row, with what comes up of rows merged into it."""
        if row not in self._members:
            return list(own)
        return gathered(entity, row, own, edits_of(self._conn, self._members[row]))

    def resolved(self, entity: Entity, values: dict[str, Value]) -> dict[str, Value]:
        """Return values with links to merged rows leading to their survivors."""
        if not self.survivor:
            return values
        values = dict(values)
        for field in entity:
            value = values.get(field.name)
            if isinstance(field.kind, Link) and isinstance(value, str):
                values[field.name] = self.of(value)
            elif isinstance(field.kind, Links) and isinstance(value, list):
                values[field.name] = sorted({self.of(item) for item in value})
        return values

    def heed(self, edits: Iterable[Edit]) -> set[str]:
        """Take new edits into account; return the rows whose way changed, and their ends.

        The edits are in the record already.
        """
        merged = {edit.row for edit in edits if MERGED in edit.fields}
        waiting = {row for row, (_entity, target) in self._targets.items() if row not in merged}
        arrived = {edit.row for edit in edits} if waiting else set()
        waited = {row for row in waiting if self._targets[row][1] in arrived}
        if not merged and not waited:
            return set()
        for row, found in edits_of(self._conn, merged).items():
            target, _heads = redirection(found)
            self._targets.pop(row, None)
            if target is not None:
                self._targets[row] = (found[0].entity, target)
        return self._settle(merged | waited)

    def foreseen(self, come: Mapping[str, Sequence[Edit]]) -> dict[str, str]:
        """Return where rows would lead if these edits, by row, were here too."""
        targets = dict(self._targets)
        merged = [row for row, edits in come.items() if any(MERGED in e.fields for e in edits)]
        for row, found in edits_of(self._conn, merged).items():
            target, _heads = redirection([*found, *come[row]])
            targets.pop(row, None)
            if target is not None:
                targets[row] = (come[row][0].entity, target)
        return survivors(
            {
                row: target
                for row, (kind, target) in targets.items()
                if any(edit.entity == kind for edit in come.get(target, ()))
                or self._is_here(kind, target)
            }
        )

    def read_all(self) -> None:
        """Find all redirections in the record again."""
        self._targets = {}
        sql = 'SELECT DISTINCT "row" FROM edit WHERE instr(fields, ?)'
        rows = [row for (row,) in self._conn.execute(sql, (f'"{MERGED}"',))]
        for row, found in edits_of(self._conn, rows).items():
            target, _heads = redirection(found)
            if target is not None:
                self._targets[row] = (found[0].entity, target)
        self._settle(set())

    def _settle(self, changed: set[str]) -> set[str]:
        """Find where all rows lead now; return what changed with the ends before and now."""
        before = dict(self.survivor)
        here = {row: end for row, (kind, end) in self._targets.items() if self._is_here(kind, end)}
        self.survivor = survivors(here)
        self._sort_members()
        self._store()
        for row in before.keys() | self.survivor.keys():
            if before.get(row) != self.survivor.get(row):
                changed.add(row)
        ends = {end.get(row, row) for row in changed for end in (before, self.survivor)}
        return changed | ends

    def _is_here(self, entity: str, target: str) -> bool:
        sql = 'SELECT 1 FROM edit WHERE "row" = ? AND entity = ? LIMIT 1'
        return self._conn.execute(sql, (target, entity)).fetchone() is not None

    def _store(self) -> None:
        self._conn.execute("DELETE FROM redirect")
        self._conn.executemany(
            "INSERT INTO redirect VALUES (?, ?, ?, ?)",
            (
                (row, entity, target, self.of(row))
                for row, (entity, target) in sorted(self._targets.items())
            ),
        )
