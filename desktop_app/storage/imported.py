"""Which imports there are, and which rows each of them touched.

What an import touched are the rows of its own edits and of those that arrived with it. A row that
was merged since stands for the one it was merged into.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from desktop_app.storage import search
from desktop_app.storage.past import ACTION_COLUMNS, RecordedAction, read_action

__all__ = ["BY", "IMPORT", "imports_before", "is_touched", "numbers", "ranks_touched", "touched"]

IMPORT = "import"
"""The kind of these actions."""

BY = ("action", "arrival")
"""How an edit names the import that wrote it, and the one that brought it."""


def imports_before(conn: sqlite3.Connection, seq: int | None, limit: int) -> list[RecordedAction]:
    """Return the next imports before a place of the history, newest first; None for its end."""
    sql = (
        f"SELECT {ACTION_COLUMNS} FROM recorded_action a "  # noqa: S608
        "WHERE a.kind = ? AND (? IS NULL OR a.seq < ?) ORDER BY a.seq DESC LIMIT ?"
    )
    return [read_action(cells) for cells in conn.execute(sql, (IMPORT, seq, seq, limit))]


def ranks_touched(  # noqa: PLR0913 — where, what, and from which to which
    conn: sqlite3.Connection, by: str, seq: int, entity: str, *, gone: bool, after: int, limit: int
) -> tuple[list[int], int | None]:
    """Return the ranks of an entity's rows that an import's next edits are of.

    Args:
        conn: The register.
        by: One of `BY`.
        seq: The place of the import in the history.
        entity: The name of the entity.
        gone: Its deleted rows instead of those in view.
        after: The last edit that was read, 0 for the first.
        limit: How many edits are read.

    Returns:
        The ranks, ascending, and the last edit that was read, None if there was none.
    """
    sql = (
        'SELECT e.idx, s.rank FROM (SELECT idx, entity, "row" FROM edit '  # noqa: S608
        f"WHERE {by} = ? AND idx > ? ORDER BY idx LIMIT ?) e "
        'LEFT JOIN redirect r ON r."row" = e."row" LEFT JOIN search_row s '
        'ON s."row" = coalesce(r.survivor, e."row") AND e.entity = ?'
    )
    found = conn.execute(sql, (seq, after, limit, entity)).fetchall()
    start, end = search.block(entity, gone=gone)
    ranks = {rank for _idx, rank in found if rank is not None and start < rank < end}
    return sorted(ranks), max((idx for idx, _rank in found), default=None)


def is_touched(conn: sqlite3.Connection, id_: str, imports: Sequence[int]) -> bool:
    """Tell whether one of some imports touched a row, or one that was merged into it."""
    sql = (
        'SELECT 1 FROM edit WHERE "row" IN (SELECT ?1 UNION ALL '
        'SELECT "row" FROM redirect WHERE survivor = ?1) AND ('
        "action IN (SELECT value FROM json_each(?2)) OR "
        "arrival IN (SELECT value FROM json_each(?2))) LIMIT 1"
    )
    return conn.execute(sql, (id_, json.dumps(list(imports)))).fetchone() is not None


def touched(conn: sqlite3.Connection, entity: str, imports: Sequence[int]) -> set[str]:
    """Return the ids of an entity's rows that one of some imports touched, in view or not."""
    found: set[str] = set()
    for by in BY:
        sql = (
            'SELECT coalesce(r.survivor, e."row") FROM edit e '  # noqa: S608
            'LEFT JOIN redirect r ON r."row" = e."row" '
            f"WHERE e.{by} IN (SELECT value FROM json_each(?)) AND e.entity = ?"
        )
        found.update(row for (row,) in conn.execute(sql, (json.dumps(list(imports)), entity)))
    return found


def numbers(conn: sqlite3.Connection, imports: Sequence[int]) -> dict[str, int]:
    """Return of how many edits of each entity some imports are made."""
    found: dict[str, int] = {}
    for by in BY:
        sql = (
            "SELECT entity, count(*) FROM edit "  # noqa: S608
            f"WHERE {by} IN (SELECT value FROM json_each(?)) GROUP BY entity"
        )
        for entity, number in conn.execute(sql, (json.dumps(list(imports)),)):
            found[entity] = found.get(entity, 0) + number
    return found
