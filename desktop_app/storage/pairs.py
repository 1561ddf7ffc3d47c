"""What finding duplicates reads: the rows in view, few columns of each, and who is not whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.storage import search
from desktop_app.storage.tables import GONE, decode, quoted

__all__ = ["compared", "count", "distinct_pairs", "near"]


def count(conn: sqlite3.Connection, entity: Entity) -> int:
    """Return how many rows of an entity are in view."""
    sql = f"SELECT count(*) FROM {quoted(entity.name)} WHERE _state <> ?"  # noqa: S608
    return int(conn.execute(sql, (GONE,)).fetchone()[0])


def compared(
    conn: sqlite3.Connection, entity: Entity, names: Sequence[str]
) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Go through the rows in view: id, and the values of the fields `names`."""
    fields = [entity.by_name[name] for name in names]
    columns = ", ".join(quoted(field.name) for field in fields)
    table = quoted(entity.name)
    sql = f"SELECT id, {columns} FROM {table} WHERE _state <> ? ORDER BY id"  # noqa: S608
    for id_, *cells in conn.execute(sql, (GONE,)):
        values = zip(fields, cells, strict=True)
        yield id_, {field.name: decode(field, cell) for field, cell in values if cell is not None}


def distinct_pairs(conn: sqlite3.Connection, entity: Entity) -> Iterator[tuple[str, str]]:
    """Go through the pairs that a person has said are two: their ids, the smaller first.

    Where one of them was merged since, its survivor is meant.
    """
    sql = (
        'SELECT coalesce(a.survivor, d.first), coalesce(b.survivor, d.second) FROM "distinct" d '
        'LEFT JOIN redirect a ON a."row" = d.first LEFT JOIN redirect b ON b."row" = d.second '
        "WHERE d.entity = ? AND d._state <> ?"
    )
    for one, other in conn.execute(sql, (entity.name, GONE)):
        if one and other:
            yield min(one, other), max(one, other)


def near(
    conn: sqlite3.Connection, entity: Entity, expressions: Sequence[str], limit: int
) -> list[str]:
    """Return the ids of the first rows in view that each full-text expression finds."""
    lo, hi = search.block(entity.name)
    sql = (
        'SELECT s."row" FROM search f JOIN search_row s ON s.rank = f.rowid '
        "WHERE search MATCH ? AND f.rowid >= ? AND f.rowid < ? LIMIT ?"
    )
    found: dict[str, None] = {}
    for expression in expressions:
        found.update((row, None) for (row,) in conn.execute(sql, (expression, lo, hi, limit)))
    return list(found)
