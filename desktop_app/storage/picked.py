"""Rows named by their ids, as a view of a list: those behind a figure, for example.

A row that was merged since stands for the one it was merged into.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from desktop_app.storage import search

__all__ = ["PICKED", "is_picked", "ranks_picked"]

PICKED = "picked"
"""Stands among the fields of a view's filters for rows by their ids."""


def ranks_picked(
    conn: sqlite3.Connection, entity: str, ids: Sequence[str], *, gone: bool
) -> list[int]:
    """Return the ranks of an entity's rows with these ids, ascending."""
    sql = (
        "SELECT DISTINCT s.rank FROM json_each(?) picked "
        'LEFT JOIN redirect r ON r."row" = picked.value '
        'JOIN search_row s ON s."row" = coalesce(r.survivor, picked.value) '
        "WHERE s.rank > ? AND s.rank < ? ORDER BY s.rank"
    )
    block = search.block(entity, gone=gone)
    return [rank for (rank,) in conn.execute(sql, (json.dumps(list(ids)), *block))]


def is_picked(conn: sqlite3.Connection, id_: str, ids: Sequence[str]) -> bool:
    """Tell whether a row is among these, or one that was merged into it."""
    sql = (
        "SELECT 1 FROM json_each(?2) picked WHERE picked.value = ?1 OR picked.value IN "
        '(SELECT "row" FROM redirect WHERE survivor = ?1) LIMIT 1'
    )
    return conn.execute(sql, (id_, json.dumps(list(ids)))).fetchone() is not None
