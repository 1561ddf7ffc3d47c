"""A few columns of all rows in view, for what reckons with many rows at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.storage.tables import GONE, decode, quoted

__all__ = ["columns", "made_by"]


def columns(
    conn: sqlite3.Connection, entity: Entity, names: Sequence[str]
) -> Iterator[tuple[str, dict[str, Value]]]:
    """Go through the rows in view by id, each with what is filled of these fields."""
    fields = [entity.by_name[name] for name in names]
    listed = "".join(f", {quoted(field.name)}" for field in fields)
    sql = f"SELECT id{listed} FROM {quoted(entity.name)} WHERE _state <> ? ORDER BY id"  # noqa: S608
    for id_, *cells in conn.execute(sql, (GONE,)):
        pairs = zip(fields, cells, strict=True)
        yield (
            str(id_),
            {field.name: decode(field, cell) for field, cell in pairs if cell is not None},
        )


def made_by(conn: sqlite3.Connection, entity: Entity) -> dict[str, str]:
    """Return the id of the office that each row of an entity was first written by."""
    sql = (
        'SELECT e."row", a.office FROM edit e JOIN recorded_action a ON a.seq = e.action '
        "WHERE e.entity = ? AND e.parents IS NULL ORDER BY e.idx DESC"
    )
    return dict(conn.execute(sql, (entity.name,)).fetchall())
