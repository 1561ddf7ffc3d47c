"""Reading a register: rows, counts, links, who it belongs to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE, links_to
from desktop_app.domain.fields import Entity
from desktop_app.domain.folding import Query, collation_key
from desktop_app.domain.kinds import Link, Links, Value
from desktop_app.domain.titles import Titles, order_title
from desktop_app.storage import doubts, search
from desktop_app.storage.tables import FLAGGED, GONE, Row, fetch, quoted, read_row, select

PAGE, FIRST_PAGE = 500, 50


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """Who a register belongs to.

    Attributes:
        exchange_id: What it shares with the registers it exchanges with.
        register_id: Its own.
        office: The id of its organisation.
        person: Who keeps it.
        role: office or central.
        epoch: The stream its edits leave in.
        format: The version of the exchange format it was made with.
        made_at: When it was made.
        lam: The highest known.
        folding: The version of the folding its search index was made with.
        backup_at: When the newest proven backup was made here, None if there is none.
        backup_name: That backup's file name.
    """

    exchange_id: str
    register_id: str
    office: str
    person: str | None
    role: str
    epoch: str
    format: int
    made_at: str
    lam: int
    folding: int
    backup_at: str | None
    backup_name: str | None


def facts(conn: sqlite3.Connection) -> RegisterFacts | None:
    """Return who the register belongs to, None while it is being made."""
    names = ", ".join(RegisterFacts.__slots__)
    cells = conn.execute(f"SELECT {names} FROM register").fetchone()  # noqa: S608
    return RegisterFacts(*cells) if cells else None


def store_facts(conn: sqlite3.Connection, found: RegisterFacts) -> None:
    """Write who the register belongs to."""
    names = RegisterFacts.__slots__
    columns, places = ", ".join(names), ", ".join("?" for _ in names)
    conn.execute(
        f"INSERT OR REPLACE INTO register (one, {columns}) VALUES (1, {places})",  # noqa: S608
        [getattr(found, name) for name in names],
    )


def rows(
    conn: sqlite3.Connection, entity: Entity, query: Query, language: str = "sv"
) -> Iterator[Row]:
    """Go through the rows that a query finds, in the language's order, page by page."""
    if language != "sv":
        yield from _in_order_of(conn, entity, query, language)
        return
    page: list[str] = []
    size = FIRST_PAGE
    for row in search.hits(conn, query, entity.name):
        page.append(row)
        if len(page) == size:
            yield from _page(conn, entity, page)
            page, size = [], PAGE
    yield from _page(conn, entity, page)


def _page(conn: sqlite3.Connection, entity: Entity, ids: Sequence[str]) -> Iterator[Row]:
    found = fetch(conn, entity, ids)
    return (found[row] for row in ids if row in found)


def _in_order_of(
    conn: sqlite3.Connection, entity: Entity, query: Query, language: str
) -> Iterator[Row]:
    names = entity.order or entity.title
    if any(isinstance(entity.by_name[name].kind, Link) for name in names):
        yield from _in_order_of_titles(conn, entity, query, language)
        return
    text = " || ' ' || ".join(f"coalesce(t.{quoted(name)}, '')" for name in names)
    condition, args = search.condition(query, entity.name)
    sql = f"{select(entity)} WHERE t.id IN ({condition}) ORDER BY sort_key({text}, ?), t.id"
    for cells in conn.execute(sql, (*args, language)):
        yield read_row(entity, cells)


def _in_order_of_titles(
    conn: sqlite3.Connection, entity: Entity, query: Query, language: str
) -> Iterator[Row]:
    """Go through rows whose names are those of other rows, in the language's order."""

    def values(name: str, id_: str) -> Mapping[str, Value] | None:
        found = row(conn, CATALOGUE[name], id_)
        return None if found is None else found.values

    titles = Titles(values)
    ids = list(search.hits(conn, query, entity.name))
    found = fetch(conn, entity, ids).values()

    def place(each: Row) -> tuple[str, str]:
        return collation_key(order_title(entity, each.values, titles), language), each.id

    yield from sorted(found, key=place)


def all_rows(conn: sqlite3.Connection, entity: Entity) -> Iterator[Row]:
    """Go through all rows of an entity by id, deleted ones too."""
    for cells in conn.execute(f"{select(entity)} ORDER BY t.id"):
        yield read_row(entity, cells)


def row(conn: sqlite3.Connection, entity: Entity, id_: str) -> Row | None:
    """Return one row, whatever its state."""
    return fetch(conn, entity, [id_]).get(id_)


def ids_from(conn: sqlite3.Connection, entity: Entity, prefix: str) -> list[str]:
    """Return the ids that begin with a prefix, two at most."""
    sql = f"SELECT id FROM {quoted(entity.name)} WHERE id >= ? AND id < ? LIMIT 2"  # noqa: S608
    return [found for (found,) in conn.execute(sql, (prefix, prefix + "g"))]


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows of each entity are in view."""
    return {
        name: int(
            conn.execute(
                f"SELECT count(*) FROM {quoted(name)} WHERE _state <> ?",  # noqa: S608
                (GONE,),
            ).fetchone()[0]
        )
        for name in CATALOGUE
    }


def in_conflict(conn: sqlite3.Connection) -> Iterator[Row]:
    """Go through the rows in view of which a field has different values."""
    for entity in CATALOGUE.values():
        sql = f"{select(entity)} WHERE t._conflicts IS NOT NULL AND t._state <> ? ORDER BY t.id"
        for cells in conn.execute(sql, (GONE,)):
            yield read_row(entity, cells)


def referring(
    conn: sqlite3.Connection, entity: Entity, ids: Iterable[str]
) -> Iterator[tuple[str, Entity, str, str]]:
    """Go through the live rows that point to some rows: target, entity, field and id of each."""
    wanted = set(ids)
    for other, field in links_to(entity):
        column = quoted(field.name)
        table = quoted(other.name)
        if isinstance(field.kind, Link):
            sql = f"SELECT {column}, id FROM {table} WHERE {column} IS NOT NULL AND _state <> ?"  # noqa: S608
        elif isinstance(field.kind, Links):
            sql = f"SELECT j.value, t.id FROM {table} t, json_each(t.{column}) j WHERE _state <> ?"  # noqa: S608
        if len(wanted) == 1 and isinstance(field.kind, Link):
            sql, args = f"{sql} AND {column} = ?", (GONE, *wanted)
        else:
            args = (GONE,)
        for target, row_id in conn.execute(sql, args):
            if target in wanted:
                yield target, other, field.name, row_id


def by_text(conn: sqlite3.Connection, entity: Entity, text: str) -> list[str]:
    """Return the rows in view whose readable name is `text` to the letter, two at most.

    For entities whose names are their own fields; short names count too where there are any.
    """
    names = [name for name in entity.title if not isinstance(entity.by_name[name].kind, Link)]
    full = " || ' ' || ".join(f"coalesce({quoted(name)}, '')" for name in names)
    tests = [f"trim({full}) = ?"]
    tests += [f"{quoted(name)} = ?" for name in ("short_name", "name_en") if name in entity.by_name]
    sql = (
        f"SELECT id FROM {quoted(entity.name)} "  # noqa: S608
        f"WHERE ({' OR '.join(tests)}) AND _state <> ? LIMIT 2"
    )
    return [found for (found,) in conn.execute(sql, (*[text] * len(tests), GONE))]


def titles_of(conn: sqlite3.Connection, entity: Entity) -> Mapping[str, Row]:
    """Return all rows in view of an entity by id: for drop-downs of short lists."""
    sql = f"{select(entity)} WHERE t._state <> ?"
    return {str(cells[0]): read_row(entity, cells) for cells in conn.execute(sql, (GONE,))}


def flagged(conn: sqlite3.Connection) -> Iterator[Row]:
    """Go through the rows that one deleted and another went on working on."""
    for entity in CATALOGUE.values():
        sql = f"{select(entity)} WHERE t._state = {FLAGGED} ORDER BY t.id"
        for cells in conn.execute(sql):
            yield read_row(entity, cells)


def _count(conn: sqlite3.Connection, sql: str) -> int:
    return int(conn.execute(sql).fetchone()[0])


def newest_row(conn: sqlite3.Connection, entity: Entity) -> int:
    """Return a number that grows with every row of an entity that is written."""
    return _count(conn, f"SELECT coalesce(max(rowid), 0) FROM {quoted(entity.name)}")  # noqa: S608


def number_of_edits(conn: sqlite3.Connection) -> int:
    """Return how many edits the record holds."""
    return _count(conn, "SELECT count(*) FROM edit")


def number_of_actions(conn: sqlite3.Connection) -> int:
    """Return how many actions the record holds."""
    return _count(conn, "SELECT count(*) FROM recorded_action")


def open_doubts(conn: sqlite3.Connection) -> int:
    """Return how many doubts wait for a decision."""
    return doubts.count(conn)


def last_export(conn: sqlite3.Connection) -> str | None:
    """Return when a workbook last left the register, None if none ever did."""
    sql = "SELECT max(at) FROM exported WHERE secret <> ''"
    found: str | None = conn.execute(sql).fetchone()[0]
    return found


def newest_edit(conn: sqlite3.Connection) -> int:
    """Return the place of the newest edit, 0 if there is none."""
    return _count(conn, "SELECT coalesce(max(idx), 0) FROM edit")


def state(conn: sqlite3.Connection) -> tuple[str, str, int, str]:
    """Return a register's id, its epoch, the place of its newest edit and that edit's id."""
    sql = (
        "SELECT r.register_id, r.epoch, coalesce(e.idx, 0), coalesce(e.eid, '') FROM register r "
        "LEFT JOIN (SELECT idx, eid FROM edit ORDER BY idx DESC LIMIT 1) e"
    )
    found: tuple[str, str, int, str] = conn.execute(sql).fetchone()
    return found


def eid_at(conn: sqlite3.Connection, idx: int) -> str | None:
    """Return the id of the edit at a place, None if there is none."""
    found = conn.execute("SELECT eid FROM edit WHERE idx = ?", (idx,)).fetchone()
    return str(found[0]) if found else None


def secret_rows(conn: sqlite3.Connection) -> Iterator[str]:
    """Go through the ids of the rows that are secret here."""
    for entity in CATALOGUE.values():
        if "secret" in entity.by_name:
            sql = f"SELECT id FROM {quoted(entity.name)} WHERE secret = 1"  # noqa: S608
            for (found,) in conn.execute(sql):
                yield found


def data_version(conn: sqlite3.Connection) -> int:
    """Return a number that changes when another connection has written."""
    return _count(conn, "PRAGMA data_version")


def newest_action(conn: sqlite3.Connection) -> int:
    """Return the place of the newest action, 0 if there is none."""
    return _count(conn, "SELECT coalesce(max(seq), 0) FROM recorded_action")


def touched_after(conn: sqlite3.Connection, action: int, limit: int) -> set[tuple[str, str]]:
    """Return entity and id of the rows that later actions wrote, `limit` of them at most."""
    sql = 'SELECT DISTINCT entity, "row" FROM edit WHERE action > ? LIMIT ?'
    return set(conn.execute(sql, (action, limit)))
