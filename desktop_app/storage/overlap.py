"""Who was or will be where, and about what: questions that many trips are asked at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from desktop_app.domain.fields import Entity
from desktop_app.storage.search import block
from desktop_app.storage.tables import GONE, quoted

__all__ = [
    "between",
    "cities",
    "count",
    "holding",
    "met",
    "open_actions",
    "pointing",
    "ranked",
    "stops",
]

AMONG = "(SELECT value FROM json_each(?))"


def stops(conn: sqlite3.Connection) -> list[tuple[str, str, str, str, str]]:
    """Return all stops in view: trip, city, country, from and until, '' where that is not said."""
    sql = (
        "SELECT trip, coalesce(city, ''), coalesce(country, ''), coalesce(\"from\", ''), "
        "coalesce(until, '') FROM stop WHERE trip IS NOT NULL AND _state <> ?"
    )
    return conn.execute(sql, (GONE,)).fetchall()


def between(
    conn: sqlite3.Connection, ids: Iterable[str], first: str, last: str, over: Sequence[str]
) -> dict[str, tuple[str, str]]:
    """Return start and end of those trips in view that touch a time and did not come to nothing.

    Args:
        conn: The register.
        ids: The trips that are asked about.
        first: The first day of the time.
        last: Its last day.
        over: The statuses of trips that come to nothing.
    """
    sql = (
        f"SELECT id, start_on, coalesce(end_on, start_on) FROM trip WHERE id IN {AMONG} "  # noqa: S608
        f"AND start_on <= ? AND coalesce(end_on, start_on) >= ? AND _state <> ? "
        f"AND coalesce(status, '') NOT IN {AMONG}"
    )
    args = (json.dumps(list(ids)), last, first, GONE, json.dumps(list(over)))
    return {id_: (start, end) for id_, start, end in conn.execute(sql, args)}


def pointing(conn: sqlite3.Connection, entity: Entity, field: str, ids: Sequence[str]) -> list[str]:
    """Return the ids of the rows in view of an entity that point to one of some rows."""
    sql = (
        f"SELECT id FROM {quoted(entity.name)} "  # noqa: S608
        f"WHERE {quoted(entity.by_name[field].name)} IN {AMONG} AND _state <> ?"
    )
    return [id_ for (id_,) in conn.execute(sql, (json.dumps(list(ids)), GONE))]


def met(conn: sqlite3.Connection, trips: Sequence[str]) -> list[tuple[str, str]]:
    """Return whom the programmes of some trips name: contact and trip of each item in view."""
    sql = (
        f"SELECT contact, trip FROM programme WHERE trip IN {AMONG} "  # noqa: S608
        "AND contact IS NOT NULL AND _state <> ? ORDER BY date, time"
    )
    return conn.execute(sql, (json.dumps(list(trips)), GONE)).fetchall()


def open_actions(
    conn: sqlite3.Connection, trips: Sequence[str], done: Sequence[str]
) -> list[tuple[str, str]]:
    """Return the actions of some trips that are not done: action and trip, the next due first."""
    sql = (
        f"SELECT id, trip FROM action WHERE trip IN {AMONG} AND _state <> ? "  # noqa: S608
        f"AND coalesce(status, '') NOT IN {AMONG} ORDER BY due_on IS NULL, due_on"
    )
    args = (json.dumps(list(trips)), GONE, json.dumps(list(done)))
    return conn.execute(sql, args).fetchall()


def cities(conn: sqlite3.Connection, entity: Entity) -> list[tuple[str, str]]:
    """Return id and city of the rows in view of an entity that say in which city they are."""
    sql = (
        f"SELECT id, city FROM {quoted(entity.name)} "  # noqa: S608
        "WHERE city IS NOT NULL AND _state <> ?"
    )
    return conn.execute(sql, (GONE,)).fetchall()


def count(conn: sqlite3.Connection, entity: Entity) -> int:
    """Return how many rows of an entity there are."""
    return int(conn.execute(f"SELECT count(*) FROM {quoted(entity.name)}").fetchone()[0])  # noqa: S608


def holding(
    conn: sqlite3.Connection,
    entity: Entity,
    texts: Sequence[str],
    *,
    prefix: bool = False,
    most: int = -1,
) -> list[int]:
    """Return the places of the rows in view whose text holds one of some folded texts.

    Args:
        conn: The register.
        entity: The entity of the rows.
        texts: What is sought: whole words that stand together.
        prefix: Whether the last word may go on.
        most: How many at the most, -1 for all.
    """
    lo, hi = block(entity.name)
    star = "*" if prefix else ""
    expression = " OR ".join(f'"{text}"{star}' for text in texts)
    sql = (
        "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ? "
        "ORDER BY rowid LIMIT ?"
    )
    return [rank for (rank,) in conn.execute(sql, (expression, lo, hi, most))]


def ranked(conn: sqlite3.Connection, ranks: Iterable[int]) -> dict[int, str]:
    """Return the ids of the rows at some places, by place, in display order."""
    sql = f'SELECT rank, "row" FROM search_row WHERE rank IN {AMONG} ORDER BY rank'  # noqa: S608
    return dict(conn.execute(sql, (json.dumps(list(ranks)),)))
