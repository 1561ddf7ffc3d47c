"""Deriving everything again from the record, checking it, and digesting what is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import groupby

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Edit, Json, canonical, verify
from desktop_app.storage import search
from desktop_app.storage.connection import snapshot, transaction
from desktop_app.storage.database import Database
from desktop_app.storage.derive import Deriver
from desktop_app.storage.past import COLUMNS, Cells, edits_of, read_edit
from desktop_app.storage.redirects import Redirects
from desktop_app.storage.tables import GONE, quoted, select

CHUNK = 1000


def rebuild(db: Database) -> int:
    """Derive all tables, heads and the search index from the record; return the number of rows."""
    with transaction(db):
        return derive_all(db.conn)


def derive_all(conn: sqlite3.Connection) -> int:
    """Empty what is derived and derive it again; the transaction is open."""
    for name in (*CATALOGUE, "head"):
        conn.execute(f"DELETE FROM {quoted(name)}")  # noqa: S608
    search.remove_all(conn)
    redirects = Redirects(conn)
    redirects.read_all()
    deriver, count = Deriver(conn, redirects), 0
    for chunk in _chunks(_rows(conn)):
        touched = {
            row: (entity := CATALOGUE[edits[0].entity], redirects.edits(entity, row, edits))
            for row, edits in chunk
        }
        deriver.derive(touched, foreign=touched)
        count += len(chunk)
    deriver.finish()
    return count


def derive_written_early(conn: sqlite3.Connection, columns: Mapping[str, Collection[str]]) -> int:
    """Derive the rows in which newer versions wrote what these columns had no place for.

    Called when a register has just been brought up to date, in the same transaction.

    Args:
        conn: The register's database.
        columns: What each table of an entity had before; a missing one had nothing.

    Returns:
        How many rows were derived again.
    """
    early: list[str] = []
    for name, entity in CATALOGUE.items():
        new: list[Json] = [f.key for f in entity if f.name not in columns.get(name, ())]
        if new:
            sql = (
                'SELECT DISTINCT e."row" FROM edit e, json_each(e.fields) f '
                "WHERE e.entity = ? AND f.key IN (SELECT value FROM json_each(?))"
            )
            early += [row for (row,) in conn.execute(sql, (name, canonical(new)))]
    redirects = Redirects(conn)
    redirects.read_all()
    deriver = Deriver(conn, redirects)
    edits = edits_of(conn, early)
    for chunk in _chunks(edits.items()):
        touched = {
            row: (entity := CATALOGUE[found[0].entity], redirects.edits(entity, row, found))
            for row, found in chunk
        }
        deriver.derive(touched, foreign=touched, moved=touched)
    deriver.finish()
    return len(early)


def _rows(conn: sqlite3.Connection) -> Iterator[tuple[str, list[Edit]]]:
    sql = f'SELECT {COLUMNS} FROM edit e ORDER BY e."row", e.idx'  # noqa: S608
    edits = (read_edit(cells) for cells in conn.execute(sql))
    for row, found in groupby(edits, key=lambda edit: edit.row):
        known = [edit for edit in found if edit.entity in CATALOGUE]
        if known:
            yield row, known


def _chunks(
    rows: Iterable[tuple[str, list[Edit]]],
) -> Iterator[list[tuple[str, list[Edit]]]]:
    chunk: list[tuple[str, list[Edit]]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def reindex(db: Database) -> None:
    """Make the search index anew, after the folding of this program changed."""
    rebuild(db)


def damaged_edits(conn: sqlite3.Connection) -> list[str]:
    """Return the ids of edits that do not follow from their content: somebody changed them."""
    sql = f"SELECT {COLUMNS} FROM edit e ORDER BY e.idx"  # noqa: S608
    return [str(cells[0]) for cells in conn.execute(sql) if not _follows(cells)]


def _follows(cells: Cells) -> bool:
    try:
        return verify(read_edit(cells))
    except (ValueError, AttributeError, TypeError):
        return False  # it cannot even be read


def integrity(conn: sqlite3.Connection) -> list[str]:
    """Return what SQLite itself finds wrong with the file, nothing if it is whole."""
    found = [str(line) for (line,) in conn.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found


def differences(db: Database) -> int:
    """Return how many derived lines differ from what the record gives; nothing is changed."""
    copy = snapshot(db)
    try:
        before, ways = {hash(line) for line in dump(copy.conn)}, Redirects(copy.conn).survivor
        unfound = _full_text_differs(copy.conn)
        rebuild(copy)
        differing = ways.items() ^ Redirects(copy.conn).survivor.items()
        after = {hash(line) for line in dump(copy.conn)}
        return len(before ^ after) + len(differing) + unfound
    finally:
        copy.close()


def _full_text_differs(conn: sqlite3.Connection) -> bool:
    """Tell whether the full-text index is not what was to be found."""
    try:
        conn.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return True
    return False


def dump(conn: sqlite3.Connection) -> Iterator[str]:
    """Go through all that is derived, a line each, in an order of its own."""
    for name, entity in CATALOGUE.items():
        for cells in conn.execute(f"{select(entity)} ORDER BY t.id"):
            yield canonical([name, *cells])
    for cells in conn.execute('SELECT * FROM head ORDER BY "row", key, eid'):
        yield canonical(list(cells))
    places = 'SELECT "row", sort, text, lag("row") OVER (ORDER BY rank) FROM search_row'
    for cells in conn.execute(f"{places} ORDER BY rank"):
        yield canonical(list(cells))


def shown_digest(conn: sqlite3.Connection) -> str:
    """Return a digest of all that registers of one exchange should show alike.

    Local fields and rows that are secret here are left out.
    """
    total = blake2b(digest_size=16)
    for name, entity in CATALOGUE.items():
        names = [f.name for f in entity if not f.local]
        secret = "AND coalesce(t.secret, 0) = 0" if "secret" in entity.by_name else ""
        columns = ", ".join(f"t.{quoted(field)}" for field in names)
        if not names:
            continue
        sql = (
            f"SELECT t.id, t._state, t._conflicts, {columns} FROM {quoted(name)} t "  # noqa: S608
            f"WHERE t._state <> ? {secret} ORDER BY t.id"
        )
        for cells in conn.execute(sql, (GONE,)):
            total.update(f"{name}\x1f{cells!r}\x1e".encode())
    return total.hexdigest()
