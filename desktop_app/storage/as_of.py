"""A register as it was known here at the end of a day: what came later taken out of a copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Edit
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Link
from desktop_app.storage import search
from desktop_app.storage.connection import snapshot, transaction
from desktop_app.storage.database import Database
from desktop_app.storage.derive import Deriver
from desktop_app.storage.past import edits_of
from desktop_app.storage.redirects import Redirects
from desktop_app.storage.tables import fetch, quoted

__all__ = ["copy_as_of", "is_newest"]

CHUNK = 1000

LATER = "SELECT seq FROM recorded_action WHERE substr(at, 1, 10) > ?"
"""Actions of later days, by the calendar of who did them: imports, for what came with them."""
EDITS_LATER = f"coalesce(arrival, action) IN ({LATER})"

Rows = dict[str, Entity]


def is_newest(conn: sqlite3.Connection, day: date) -> bool:
    """Tell whether nothing became known after a day, so that the register is as it was then."""
    found = conn.execute(f"{LATER} LIMIT 1", (day.isoformat(),))
    return found.fetchone() is None


def copy_as_of(db: Database, day: date) -> Database:
    """Return a copy in memory, not to be written to, of what was known at the end of a day.

    An edit is known from the day it was written here, or from that of the import it came with.
    Only the rows that it matters for are derived anew, which gives what deriving all would.
    """
    copy = snapshot(db)
    try:
        with transaction(copy):
            _go_back(copy.conn, day.isoformat())
        copy.conn.execute("PRAGMA query_only = ON")
    except BaseException:
        copy.close()
        raise
    return copy


def _go_back(conn: sqlite3.Connection, day: str) -> None:
    touched = _touched(conn, day)
    if not touched:
        return
    conn.execute(f"DELETE FROM edit WHERE {EDITS_LATER}", (day,))  # noqa: S608
    unused = f"seq IN ({LATER}) AND seq NOT IN (SELECT action FROM edit)"  # noqa: S608
    conn.execute(f"DELETE FROM recorded_action WHERE {unused}", (day,))  # noqa: S608
    redirects = Redirects(conn)
    # What is written to a merged row shows in the row it leads to.
    moved = _moved(redirects)
    ends = {redirects.of(row) for row in touched}
    deriver = Deriver(conn, redirects)
    unknown = _unknown(conn, touched)
    around = deriver.pointing_to([*unknown, *moved]) | _owners(conn, unknown)
    _remove(conn, unknown)
    wanted = touched | _entities(conn, moved | ends) | around
    known = {row: entity for row, entity in wanted.items() if row not in unknown}
    _derive(conn, deriver, redirects, known)
    deriver.finish()


def _touched(conn: sqlite3.Connection, day: str) -> Rows:
    """Return the rows with edits that were not known yet."""
    sql = f'SELECT DISTINCT "row", entity FROM edit WHERE {EDITS_LATER}'  # noqa: S608
    found = conn.execute(sql, (day,)).fetchall()
    # Of what only a newer version knows there are no tables here, but there are edits.
    return {row: CATALOGUE[name] for row, name in found if name in CATALOGUE}


def _moved(redirects: Redirects) -> set[str]:
    """Return the rows that led elsewhere, and where they lead then and now."""
    before = dict(redirects.survivor)
    redirects.read_all()
    now = redirects.survivor
    changed = {row for row in before.keys() | now.keys() if before.get(row) != now.get(row)}
    return changed | {end.get(row, row) for row in changed for end in (before, now)}


def _entities(conn: sqlite3.Connection, rows: Iterable[str]) -> Rows:
    found = edits_of(conn, rows)
    return {
        row: CATALOGUE[edits[0].entity]
        for row, edits in found.items()
        if edits and edits[0].entity in CATALOGUE
    }


def _unknown(conn: sqlite3.Connection, rows: Rows) -> Rows:
    """Return the rows that nothing was known of."""
    known = _entities(conn, rows)
    return {row: entity for row, entity in rows.items() if row not in known}


def _owners(conn: sqlite3.Connection, rows: Rows) -> Rows:
    """Return the rows that parts belong to: they are found by their words, and kept by them."""
    found: Rows = {}
    by_entity: dict[str, list[str]] = {}
    for row, entity in rows.items():
        by_entity.setdefault(entity.name, []).append(row)
    for name, ids in by_entity.items():
        entity = CATALOGUE[name]
        for part in fetch(conn, entity, ids).values() if entity.owners else ():
            for link in entity.owners:
                kind, owner = entity.by_name[link].kind, part.values.get(link)
                if isinstance(kind, Link) and isinstance(owner, str):
                    found[owner] = CATALOGUE[kind.entity]
    return found


def _remove(conn: sqlite3.Connection, rows: Rows) -> None:
    for row, entity in rows.items():
        conn.execute(f"DELETE FROM {quoted(entity.name)} WHERE id = ?", (row,))  # noqa: S608
        conn.execute('DELETE FROM head WHERE "row" = ?', (row,))
        search.remove(conn, row)


def _derive(conn: sqlite3.Connection, deriver: Deriver, redirects: Redirects, rows: Rows) -> None:
    ids = list(rows)
    for start in range(0, len(ids), CHUNK):
        found = edits_of(conn, ids[start : start + CHUNK])
        edits: dict[str, tuple[Entity, list[Edit]]] = {
            row: (rows[row], redirects.edits(rows[row], row, own))
            for row, own in found.items()
            if own
        }
        deriver.derive(edits, foreign=edits, moved=edits)
