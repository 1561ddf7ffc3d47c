"""The stream of a register: what of its record may leave, and what arrives of others'."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.deeds import Deed
from desktop_app.domain.edits import DELETED, Edit
from desktop_app.storage.past import COLUMNS, read_edit, write_action
from desktop_app.storage.tables import quoted

__all__ = [
    "arrived",
    "entities_of",
    "known_eids",
    "note_deed",
    "shared_after",
    "stream",
    "withheld",
]

CHUNK = 500
SECRET = "secret"  # noqa: S105 — the name of a field


def withheld(conn: sqlite3.Connection) -> set[str]:
    """Return the rows of which nothing leaves: the secret ones and their parts."""
    found: set[str] = set()
    for entity in CATALOGUE.values():
        if SECRET in entity.by_name:
            sql = f"SELECT id FROM {quoted(entity.name)} WHERE secret = 1"  # noqa: S608
            found.update(row for (row,) in conn.execute(sql))
    if not found:
        return found
    secret = json.dumps(sorted(found))
    for entity in CATALOGUE.values():
        for name in entity.owners:
            sql = (
                f"SELECT id FROM {quoted(entity.name)} "  # noqa: S608
                f"WHERE {quoted(name)} IN (SELECT value FROM json_each(?))"
            )
            found.update(row for (row,) in conn.execute(sql, (secret,)))
    return found


def stream(
    conn: sqlite3.Connection, after: int, hidden: Collection[str]
) -> Iterator[tuple[int, int, Edit]]:
    """Go through the shared edits after a place: place, place of the action, edit.

    Of hidden rows only deletions leave: they hold nothing but names of edits.
    """
    sql = (
        f"SELECT {COLUMNS}, e.idx, e.action FROM edit e "  # noqa: S608
        "WHERE e.idx > ? AND e.shared = 1 ORDER BY e.idx"
    )
    for cells in conn.execute(sql, (after,)):
        edit = read_edit(cells[:10])
        if edit.row not in hidden or edit.fields.keys() == {DELETED}:
            yield cells[10], cells[11], edit


def shared_after(conn: sqlite3.Connection, place: int) -> int:
    """Return how many shared edits came after a place."""
    sql = "SELECT count(*) FROM edit WHERE idx > ? AND shared = 1"
    return int(conn.execute(sql, (place,)).fetchone()[0])


def note_deed(conn: sqlite3.Connection, deed: Deed, seq: int) -> int:
    """Keep an action of another register at a place of the history; return where it stands."""
    found = conn.execute("SELECT seq FROM recorded_action WHERE id = ?", (deed.id,)).fetchone()
    if found is not None:
        return int(found[0])
    write_action(conn, seq, deed)
    return seq


def entities_of(conn: sqlite3.Connection, rows: Iterable[str]) -> dict[str, str]:
    """Return the entity of each of some rows that something is known of."""
    wanted, found = list(rows), dict[str, str]()
    for start in range(0, len(wanted), CHUNK):
        some = json.dumps(wanted[start : start + CHUNK])
        sql = (
            'SELECT "row", min(entity) FROM edit '
            'WHERE "row" IN (SELECT value FROM json_each(?)) GROUP BY "row"'
        )
        found.update(conn.execute(sql, (some,)).fetchall())
    return found


def arrived(conn: sqlite3.Connection, rows: Iterable[str]) -> set[str]:
    """Return those of some rows of which edits came from other registers."""
    sql = (
        'SELECT DISTINCT "row" FROM edit '
        'WHERE "row" IN (SELECT value FROM json_each(?)) AND arrival IS NOT NULL'
    )
    return {row for (row,) in conn.execute(sql, (json.dumps(list(rows)),))}


def known_eids(conn: sqlite3.Connection, eids: Iterable[str]) -> set[str]:
    """Return those of some edits that are here."""
    wanted, found = list(eids), set[str]()
    for start in range(0, len(wanted), CHUNK):
        some = json.dumps(wanted[start : start + CHUNK])
        sql = "SELECT eid FROM edit WHERE eid IN (SELECT value FROM json_each(?))"
        found.update(eid for (eid,) in conn.execute(sql, (some,)))
    return found
