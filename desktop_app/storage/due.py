"""Reading what may ask for something: few rows of many, found by their status and their days."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.storage.tables import GONE, Row, quoted, read_row, select

__all__ = ["between", "differing", "last_day", "open_rows", "unconfirmed"]

CHUNK = 4000
"""Contacts that are looked through at a time: some milliseconds."""


def open_rows(conn: sqlite3.Connection, entity: Entity, over: Sequence[str]) -> list[str]:
    """Return the ids of the rows in view whose status is none of `over`."""
    sql = (
        f"SELECT id FROM {quoted(entity.name)} WHERE _state <> ? "  # noqa: S608
        "AND coalesce(status, '') NOT IN (SELECT value FROM json_each(?))"
    )
    return [found for (found,) in conn.execute(sql, (GONE, json.dumps(list(over))))]


def unconfirmed(
    conn: sqlite3.Connection, before: str, outdated: str
) -> Iterator[list[tuple[str, str]]]:
    """Go through contacts that were last confirmed before a day, and are not outdated.

    So many are looked at in each step: day and id of those of them that are meant.
    """
    last = int(conn.execute('SELECT coalesce(max(rowid), 0) FROM "contact"').fetchone()[0])
    sql = (
        'SELECT confirmed_on, id FROM "contact" WHERE rowid > ? AND rowid <= ? AND _state <> ? '
        "AND confirmed_on < ? AND coalesce(status, '') <> ?"
    )
    for start in range(0, last, CHUNK):
        yield conn.execute(sql, (start, start + CHUNK, GONE, before, outdated)).fetchall()


def differing(conn: sqlite3.Connection, limit: int) -> Iterator[tuple[str, int, list[Row]]]:
    """Go through the entities with rows in view of which a field has different values.

    Of each, how many such rows there are, and the first of them.
    """
    for entity in CATALOGUE.values():
        where = "_conflicts IS NOT NULL AND _state <> ?"
        sql = f"SELECT count(*) FROM {quoted(entity.name)} WHERE {where}"  # noqa: S608
        count = int(conn.execute(sql, (GONE,)).fetchone()[0])
        if count:
            sql = f"{select(entity)} WHERE t.{where} ORDER BY t.id LIMIT ?"
            rows = [read_row(entity, cells) for cells in conn.execute(sql, (GONE, limit))]
            yield entity.name, count, rows


def between(
    conn: sqlite3.Connection,
    entity: Entity,
    fields: tuple[str, str],
    days: tuple[str | int, str | int],
) -> list[str]:
    """Return the ids of the rows in view whose time, by two fields, touches some days.

    A row with one of the two has that one day.
    """
    first, last = (quoted(entity.by_name[name].name) for name in fields)
    sql = (
        f"SELECT id FROM {quoted(entity.name)} WHERE _state <> ? "  # noqa: S608
        f"AND coalesce({first}, {last}) <= ? AND coalesce({last}, {first}) >= ? "
        f"ORDER BY coalesce({first}, {last})"
    )
    return [found for (found,) in conn.execute(sql, (GONE, days[1], days[0]))]


def last_day(
    conn: sqlite3.Connection, entity: Entity, fields: tuple[str, str], row: str, until: str
) -> str | None:
    """Return the last day, until one, on which rows in view that name a row are dated.

    `fields` are the link and the day.
    """
    link, day = (quoted(entity.by_name[name].name) for name in fields)
    sql = (
        f"SELECT max({day}) FROM {quoted(entity.name)} "  # noqa: S608
        f"WHERE {link} = ? AND {day} <= ? AND _state <> ?"
    )
    found: str | None = conn.execute(sql, (row, until, GONE)).fetchone()[0]
    return found
