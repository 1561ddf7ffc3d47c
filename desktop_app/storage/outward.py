"""Counting what may leave a register and what stays: without reading the rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Set

from desktop_app.domain.fields import Entity
from desktop_app.storage.tables import GONE, quoted


def count_hidden(conn: sqlite3.Connection, entity: Entity, hidden: Set[str]) -> int:
    """Return how many rows in view are hidden, or parts of hidden rows."""
    if not hidden:
        return 0
    columns = ", ".join(quoted(name) for name in ("id", *entity.owners))
    sql = f"SELECT {columns} FROM {quoted(entity.name)} WHERE _state <> ?"  # noqa: S608
    return sum(not hidden.isdisjoint(cells) for cells in conn.execute(sql, (GONE,)))


def rows_with(conn: sqlite3.Connection, entity: Entity, name: str) -> Iterator[str]:
    """Go through the ids of the rows in view in which a field is filled."""
    column = quoted(entity.by_name[name].name)
    sql = f"SELECT id FROM {quoted(entity.name)} WHERE {column} IS NOT NULL AND _state <> ?"  # noqa: S608
    return (row for (row,) in conn.execute(sql, (GONE,)))


def attached_to(conn: sqlite3.Connection) -> Iterator[str]:
    """Go through the ids of the rows that attachments in view belong to, once for each."""
    sql = 'SELECT "row" FROM attachment WHERE _state <> ?'
    return (row for (row,) in conn.execute(sql, (GONE,)))


def number_within(found: Iterable[str], chosen: Set[str] | None, hidden: Set[str]) -> int:
    """Return how many of the ids found are among those chosen (None: all) and not hidden."""
    return sum(row not in hidden and (chosen is None or row in chosen) for row in found)
