"""Rows with what belongs to them, many at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop_app.domain.fields import Entity, Field
from desktop_app.storage.tables import GONE, Row, quoted, read_row, select

__all__ = ["in_view", "parts_by_owner"]


def in_view(
    conn: sqlite3.Connection, entity: Entity, ids: Sequence[str] | None = None
) -> Iterator[Row]:
    """Go through the rows that are not deleted, by id: all of them, or of some."""
    some = "" if ids is None else " AND t.id IN (SELECT value FROM json_each(?))"
    sql = f"{select(entity)} WHERE t._state <> ?{some}"
    args = (GONE,) if ids is None else (GONE, json.dumps(ids))
    for cells in conn.execute(f"{sql} ORDER BY t.id", args):
        yield read_row(entity, cells)


def parts_by_owner(
    conn: sqlite3.Connection, part: Entity, link: Field, owners: Iterable[str] | None = None
) -> Mapping[str, Sequence[Row]]:
    """Return the parts in view by the row they belong to: of all rows, or of some."""
    column = f"t.{quoted(link.name)}"
    some = None if owners is None else json.dumps(list(owners))
    chosen = "IS NOT NULL" if some is None else "IN (SELECT value FROM json_each(?))"
    sql = f"{select(part)} WHERE {column} {chosen} AND t._state <> ?"
    args = (GONE,) if some is None else (some, GONE)
    found: dict[str, list[Row]] = {}
    for cells in conn.execute(f"{sql} ORDER BY t.id", args):
        row = read_row(part, cells)
        found.setdefault(str(row.values[link.name]), []).append(row)
    return found
