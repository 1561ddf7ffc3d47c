"""The typed tables people see: how values stand in their columns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import canonical
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Flag, Value

SHOWN, GONE, FLAGGED = 0, 1, 2
"""States of a row: in view; deleted; deleted by one and still worked on by another."""

Cell = str | int | None
NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is shown.

    Attributes:
        entity: The name of its entity.
        id: Its id.
        values: Its filled fields.
        state: `SHOWN`, `GONE` or `FLAGGED`.
        conflicts: The keys whose heads have different values.
    """

    entity: str
    id: str
    values: Mapping[str, Value]
    state: int = SHOWN
    conflicts: tuple[str, ...] = field(default=())


def quoted(name: str) -> str:
    """Return a name of the catalogue as an SQL identifier."""
    return f'"{name}"'


@cache
def select(entity: Entity) -> str:
    """Return the SELECT of an entity's rows, without a condition."""
    names = ", ".join(f"t.{quoted(field.name)}" for field in entity)
    return f"SELECT t.id, t._state, t._conflicts, {names} FROM {quoted(entity.name)} t"  # noqa: S608


@cache
def _replace(entity: Entity) -> str:
    names = ", ".join(quoted(field.name) for field in entity)
    places = ", ".join("?" for _ in entity)
    return (
        f"INSERT OR REPLACE INTO {quoted(entity.name)} (id, _state, _conflicts, {names}) "  # noqa: S608
        f"VALUES (?, ?, ?, {places})"
    )


def encode(value: Value) -> Cell:
    """Return a value as it stands in its column."""
    if isinstance(value, list):
        return canonical(list(value))
    return int(value) if isinstance(value, bool) else value


def decode(field: Field, cell: Cell) -> Value:
    """Return the value that stands in a column."""
    if cell is None:
        return None
    if field.kind.many:
        found: list[str] = json.loads(str(cell))
        return found
    return bool(cell) if isinstance(field.kind, Flag) else cell


def read_row(entity: Entity, cells: Sequence[Cell]) -> Row:
    """Return the row that stands in the cells of `select`."""
    values = {
        field.name: decode(field, cell)
        for field, cell in zip(entity.fields, cells[3:], strict=True)
        if cell is not None
    }
    conflicts = tuple(json.loads(str(cells[2]))) if cells[2] else ()
    return Row(entity.name, str(cells[0]), values, int(cells[1] or 0), conflicts)


def write_rows(conn: sqlite3.Connection, entity: Entity, rows: Iterable[Row]) -> None:
    """Write rows of one entity, new or changed."""
    conn.executemany(_replace(entity), (_cells(entity, row) for row in rows))


def fitting(conn: sqlite3.Connection, row: Row) -> Row:
    """Return a row without the values that its table cannot hold: they stay in the record alone.

    Another program, or a newer version, may have written them.
    """
    entity = CATALOGUE[row.entity]
    names = [name for name, value in row.values.items() if _is_typed(entity.by_name[name], value)]
    if not names:
        return Row(row.entity, row.id, {}, row.state, row.conflicts)
    given = ", ".join(f"? AS {quoted(name)}" for name in names)
    tests = ", ".join(entity.by_name[n].kind.check(quoted(n)) or "1" for n in names)
    cells = [encode(row.values[name]) for name in names]
    held = conn.execute(f"SELECT {tests} FROM (SELECT {given})", cells).fetchone()  # noqa: S608
    values = {name: row.values[name] for name, holds in zip(names, held, strict=True) if holds}
    return Row(row.entity, row.id, values, row.state, row.conflicts)


LARGEST = 2**63 - 1


def _is_typed(field: Field, value: Value) -> bool:
    """Tell whether a value is of the type that its column has."""
    if field.kind.many:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if isinstance(field.kind, Flag):
        return value in {True, False}
    if field.kind.sql == "INTEGER":
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    return isinstance(value, str)


def _cells(entity: Entity, row: Row) -> list[Cell]:
    conflicts = json.dumps(row.conflicts) if row.conflicts else None
    get = row.values.get
    cells: list[Cell] = [row.id, row.state, conflicts]
    cells.extend([None if (v := get(name)) is None else encode(v) for name in entity.by_name])
    return cells


def fetch(conn: sqlite3.Connection, entity: Entity, ids: Sequence[str]) -> dict[str, Row]:
    """Return the rows of one entity with these ids, whatever their state."""
    found: dict[str, Row] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        places = ",".join("?" * len(some))
        for cells in conn.execute(f"{select(entity)} WHERE t.id IN ({places})", some):
            row = read_row(entity, cells)
            found[row.id] = row
    return found


def entity_of(conn: sqlite3.Connection, row: str) -> Entity | None:
    """Return the entity of a row by its edits, None if nothing is known of it."""
    found = conn.execute('SELECT entity FROM edit WHERE "row" = ? LIMIT 1', (row,)).fetchone()
    return CATALOGUE.get(found[0]) if found else None
