"""What ties to a row: attachments, what points to it, parts that were deleted, what is newest."""

from __future__ import annotations

import sqlite3

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Link
from desktop_app.storage.tables import GONE, quoted

__all__ = ["attachments_of", "gone_parts", "newest", "pointing"]


def attachments_of(conn: sqlite3.Connection, row: str) -> list[str]:
    """Return the ids of the attachments of a row that are in view."""
    sql = 'SELECT id FROM attachment WHERE "row" = ? AND _state <> ?'
    return [found for (found,) in conn.execute(sql, (row, GONE))]


def gone_parts(conn: sqlite3.Connection, part: Entity, link: Field, owner: str) -> list[str]:
    """Return the ids of the deleted parts of a row, of one kind."""
    sql = (
        f"SELECT id FROM {quoted(part.name)} "  # noqa: S608
        f"WHERE {quoted(link.name)} = ? AND _state = ? ORDER BY rowid"
    )
    return [found for (found,) in conn.execute(sql, (owner, GONE))]


def newest(conn: sqlite3.Connection, entity: Entity, limit: int) -> list[str]:
    """Return the ids of the rows in view that were written last, the newest first.

    A row gets a new rowid each time it is written; deriving all rows again gives them others.
    """
    sql = (
        f"SELECT id FROM {quoted(entity.name)} "  # noqa: S608
        "WHERE _state <> ? ORDER BY rowid DESC LIMIT ?"
    )
    return [found for (found,) in conn.execute(sql, (GONE, limit))]


def pointing(
    conn: sqlite3.Connection, other: Entity, field: Field, row: str, limit: int
) -> tuple[int, list[str]]:
    """Return how many rows in view point to a row by a field, and the first in display order."""
    column = f"t.{quoted(field.name)}"
    one = isinstance(field.kind, Link)
    test = f"{column} = ?" if one else f"instr({column}, ?)"
    args = (row if one else f'"{row}"', GONE)
    sql = (
        f"SELECT t.id, count(*) OVER () FROM {quoted(other.name)} t "  # noqa: S608
        f'JOIN search_row s ON s."row" = t.id WHERE {test} AND t._state <> ? '
        "ORDER BY s.rank LIMIT ?"
    )
    found = conn.execute(sql, (*args, limit)).fetchall()
    return (found[0][1] if found else 0), [id_ for id_, _count in found]
