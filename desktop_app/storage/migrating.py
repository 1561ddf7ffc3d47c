"""Bringing a register of an older schema up to date: nothing it held may be missing afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from desktop_app.storage import backup, upkeep
from desktop_app.storage.connection import (
    apply_schema,
    schema_of,
    schema_version,
    snapshot,
    transaction,
)
from desktop_app.storage.database import Database
from desktop_app.storage.tables import quoted

__all__ = ["is_older", "migrate", "migrated_copy"]

Held = tuple[tuple[str, ...], int, int]
"""A table's columns, the number of its rows and the sum of their hashes."""

Account = Mapping[str, Held]


def is_older(db: Database) -> bool:
    """Tell whether a register has an older schema than this program."""
    return schema_of(db) < schema_version()


def migrate(db: Database, path: Path, at: datetime) -> Path:
    """Bring a register up to date in one transaction; return the proven backup made before.

    Raises:
        Refused: There is no room for the backup, or the register is in use.
    """
    place = backup.place_for(path, at)
    backup.copy(db, place)
    with transaction(db):
        _apply(db)
    return place


def migrated_copy(db: Database) -> Database:
    """Return an up-to-date copy in memory of a register that may only be read."""
    copy = snapshot(db)
    try:
        with transaction(copy):
            _bring_up_to_date(copy)
        copy.conn.execute("PRAGMA query_only = ON")
    except BaseException:
        copy.close()
        raise
    return copy


def _apply(db: Database) -> None:
    before = _account(db.conn)
    apply_schema(db)
    after = _account(db.conn, before)
    changed = [name for name, found in before.items() if not _is_kept(found, after.get(name))]
    if changed:
        raise RuntimeError(changed)  # a fault of the migration: everything is rolled back
    upkeep.derive_written_early(db.conn, {name: held[0] for name, held in before.items()})


def _bring_up_to_date(db: Database) -> None:
    before = {name: held[0] for name, held in _account(db.conn).items()}
    apply_schema(db)
    upkeep.derive_written_early(db.conn, before)


def _is_kept(before: Held, after: Held | None) -> bool:
    """Tell whether a table holds what it held; one that held nothing may be laid out anew."""
    if after is None:
        return False
    _columns, rows, _sum = before
    return before == after or rows == after[1] == 0


def _account(conn: sqlite3.Connection, like: Account | None = None) -> Account:
    """Return an account of all tables, or of those of another account that are still there."""
    sql = (
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
    )
    found: dict[str, Held] = {}
    for (name,) in conn.execute(sql).fetchall():
        columns = tuple(
            column
            for (column,) in conn.execute("SELECT name FROM pragma_table_info(?)", (name,))
            if like is None or (name in like and column in like[name][0])
        )
        if columns:
            found[name] = (columns, *_sum(conn, name, columns))
    return found


def _sum(conn: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> tuple[int, int]:
    """Return the number of a table's rows and the sum of their hashes."""
    count, total = 0, 0
    selected = ", ".join(map(quoted, columns))
    for cells in conn.execute(f"SELECT {selected} FROM {quoted(name)}"):  # noqa: S608
        count += 1
        total += hash(cells)
    return count, total
