"""What the window's lists are made of: places in display order, and cells a page at a time.

A row is named by its rank (its place in display order, `search.py`) or by the rowid of its table.
No statement is left open between two pages, so whoever reads may write in between.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Generator, Sequence
from typing import TypeAlias

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.folding import Query
from desktop_app.domain.kinds import Flag
from desktop_app.storage import search
from desktop_app.storage.tables import GONE, Cell, Row, quoted, read_row, select

Keys: TypeAlias = "array[int]"
Steps: TypeAlias = Generator[None, None, "Order"]
Filters: TypeAlias = Sequence[tuple[Field, Sequence[str]]]
Cells: TypeAlias = Sequence[Cell]

YES, EMPTY = "true", ""
PAGE = 2000
AMONG = "(SELECT value FROM json_each(?))"


class Order:
    """Rows in display order.

    Attributes:
        ranks: Their ranks, ascending.
        rowids: Their rowids in the entity's table.
        highest: The highest of these, 0 without rows.
    """

    def __init__(self) -> None:
        """Begin without rows."""
        self.ranks: Keys = array("q")
        self.rowids: Keys = array("q")
        self.highest = 0

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.ranks)

    def extend(self, found: Sequence[tuple[int, int]]) -> None:
        """Add rows at the end: rank and rowid of each."""
        if found:
            ranks, rowids = zip(*found, strict=True)
            self.ranks.extend(ranks)
            self.rowids.extend(rowids)
            self.highest = max(self.highest, *rowids)


class Orders:
    """All rows of entities in display order, kept until something is written."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Begin with nothing known."""
        self._conn = conn
        self._known: dict[tuple[str, bool], Order] = {}
        self._state = self._now()

    def steps(self, entity: Entity, *, gone: bool) -> Steps:
        """Return all rows; step by step where they are not known yet."""
        if self._state != self._now():
            self._known.clear()
            self._state = self._now()
        place, state = (entity.name, gone), self._state
        if place not in self._known:
            order = yield from _read_order(self._conn, entity, gone=gone)
            if state != self._now():
                return order
            self._known[place] = order
        return self._known[place]

    def _now(self) -> tuple[int, int]:
        """Return what changes whenever this connection or another one writes."""
        version: int = self._conn.execute("PRAGMA data_version").fetchone()[0]
        return version, self._conn.total_changes


def _read_order(conn: sqlite3.Connection, entity: Entity, *, gone: bool) -> Steps:
    sql = (
        f"SELECT s.rank, t.rowid FROM search_row s CROSS JOIN {quoted(entity.name)} t "  # noqa: S608
        'ON t.id = s."row" WHERE s.rank > ? AND s.rank < ? ORDER BY s.rank LIMIT ?'
    )
    after, end = search.block(entity.name, gone=gone)
    order = Order()
    while found := conn.execute(sql, (after, end, PAGE)).fetchall():
        order.extend(found)
        after = found[-1][0]
        yield
    return order


def ranks_after(  # noqa: PLR0913 — where, what, and from which to which
    conn: sqlite3.Connection, query: Query, entity: str, *, gone: bool, after: int, limit: int
) -> Keys:
    """Return the next ranks that the words of a query find, in order; `after` 0 for the first."""
    start, end = search.block(entity, gone=gone)
    found = search.match(query)
    sql = "SELECT rank FROM search_row WHERE rank > ? AND rank < ? ORDER BY rank LIMIT ?"
    args: tuple[object, ...] = (max(after, start), end, limit)
    if found:
        sql = (
            "SELECT rowid FROM search WHERE search MATCH ? AND rowid > ? AND rowid < ? "
            "ORDER BY rowid LIMIT ?"
        )
        args = (found, *args)
    return array("q", [rank for (rank,) in conn.execute(sql, args)])


def rank_found(
    conn: sqlite3.Connection, query: Query, entity: str, id_: str, *, gone: bool
) -> int | None:
    """Return the rank of a row if the words of a query find it, None otherwise."""
    row = conn.execute('SELECT rank FROM search_row WHERE "row" = ?', (id_,)).fetchone()
    if row is None:
        return None
    found = ranks_after(conn, query, entity, gone=gone, after=row[0] - 1, limit=1)
    return row[0] if list(found) == [row[0]] else None


def in_conditions(filters: Filters) -> tuple[str, list[object]]:
    """Return the SQL conditions of filters, each beginning with AND, and their arguments."""
    texts: list[str] = []
    args: list[object] = []
    for field, values in filters:
        text, needed = _condition(field, values)
        texts.append(f" AND {text}")
        args.extend(needed)
    return "".join(texts), args


def _condition(field: Field, values: Sequence[str]) -> tuple[str, list[object]]:
    column = f"t.{quoted(field.name)}"
    if isinstance(field.kind, Flag):
        said = [int(value == YES) for value in values if value in {YES, EMPTY}]
        return f"coalesce({column}, 0) IN {AMONG}", [json.dumps(said)]
    test = f"CAST({column} AS TEXT) IN {AMONG}"
    if field.kind.many:
        test = f"EXISTS (SELECT 1 FROM json_each({column}) e WHERE e.value IN {AMONG})"  # noqa: S608
    if EMPTY in values:
        test = f"({test} OR {column} IS NULL)"
    return test, [json.dumps([value for value in values if value != EMPTY])]


def cells_of_ranks(
    conn: sqlite3.Connection,
    entity: Entity,
    names: Sequence[str],
    filters: Filters,
    ranks: Sequence[int],
) -> list[Cells]:
    """Return rank, rowid and cells of those of some rows that fit, in the order asked for."""
    conditions, args = in_conditions(filters)
    sql = (
        f"SELECT s.rank, t.rowid{_columns(names)} FROM json_each(?) j "  # noqa: S608
        "CROSS JOIN search_row s ON s.rank = j.value "
        f'CROSS JOIN {quoted(entity.name)} t ON t.id = s."row" '
        f"WHERE TRUE{conditions} ORDER BY j.key"
    )
    return conn.execute(sql, (json.dumps(list(ranks)), *args)).fetchall()


def cells_of_rowids(
    conn: sqlite3.Connection,
    entity: Entity,
    names: Sequence[str],
    filters: Filters,
    rowids: Sequence[int],
) -> list[Cells]:
    """Return rowid and cells of those of some rows that fit, in any order."""
    conditions, args = in_conditions(filters)
    sql = (
        f"SELECT t.rowid{_columns(names)} FROM json_each(?) j "  # noqa: S608
        f"CROSS JOIN {quoted(entity.name)} t ON t.rowid = j.value WHERE TRUE{conditions}"
    )
    return conn.execute(sql, (json.dumps(list(rowids)), *args)).fetchall()


def cells_between(
    conn: sqlite3.Connection,
    entity: Entity,
    names: Sequence[str],
    filters: Filters,
    rowids: range,
) -> list[Cells]:
    """Return rowid and cells of the rows with rowids of a range that fit, in any order."""
    conditions, args = in_conditions(filters)
    sql = (
        f"SELECT t.rowid{_columns(names)} FROM {quoted(entity.name)} t "  # noqa: S608
        f"WHERE t.rowid >= ? AND t.rowid < ?{conditions}"
    )
    return conn.execute(sql, (rowids.start, rowids.stop, *args)).fetchall()


def _columns(names: Sequence[str]) -> str:
    return "".join(f", t.{quoted(name)}" for name in names)


def last_rowid(conn: sqlite3.Connection, entity: Entity) -> int:
    """Return the highest rowid of an entity's table, 0 if it is empty."""
    sql = f"SELECT coalesce(max(rowid), 0) FROM {quoted(entity.name)}"  # noqa: S608
    return int(conn.execute(sql).fetchone()[0])


def rows_of_ranks(
    conn: sqlite3.Connection, entity: Entity, ranks: Sequence[int]
) -> list[Row | None]:
    """Return the rows at some ranks, in the order asked for; None where there is none."""
    joined = _with("s.rank", entity)
    sql = f'{joined} JOIN search_row s ON s."row" = t.id WHERE s.rank IN {AMONG}'
    found = {
        rank: read_row(entity, cells)
        for rank, *cells in conn.execute(sql, (json.dumps(list(ranks)),))
    }
    return [found.get(rank) for rank in ranks]


def rows_of_rowids(
    conn: sqlite3.Connection, entity: Entity, rowids: Sequence[int], *, gone: bool
) -> list[Row | None]:
    """Return rows in the order asked for; None where one is not there, or not (yet) deleted."""
    sql = f"{_with('t.rowid', entity)} WHERE t.rowid IN {AMONG} AND (t._state = ?) = ?"
    args = (json.dumps(list(rowids)), GONE, gone)
    found = {rowid: read_row(entity, cells) for rowid, *cells in conn.execute(sql, args)}
    return [found.get(rowid) for rowid in rowids]


def _with(column: str, entity: Entity) -> str:
    """Return the SELECT of an entity's rows with a column before theirs."""
    return select(entity).replace("SELECT ", f"SELECT {column}, ", 1)


def places_of(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return the sort keys of rows, those that are here."""
    sql = 'SELECT "row", sort FROM search_row WHERE "row" IN ' + AMONG  # noqa: S608
    return dict(conn.execute(sql, (json.dumps(list(ids)),)))


def ids_of(
    conn: sqlite3.Connection, entity: Entity, keys: Sequence[int], *, ranks: bool
) -> list[str]:
    """Return the ids of rows by their ranks, else their rowids, in the order asked for."""
    of_ranks = 'SELECT t."row" FROM json_each(?) j CROSS JOIN search_row t ON t.rank = j.value'
    of_rowids = (
        f"SELECT t.id FROM json_each(?) j CROSS JOIN {quoted(entity.name)} t ON t.rowid = j.value"  # noqa: S608
    )
    sql = f"{of_ranks if ranks else of_rowids} ORDER BY j.key"
    return [id_ for (id_,) in conn.execute(sql, (json.dumps(list(keys)),))]
