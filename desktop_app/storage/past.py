"""Reading the record of edits: edits of rows and actions, as they were written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.domain.deeds import Deed
from desktop_app.domain.edits import Edit, Parents, canonical
from desktop_app.domain.undo import Past
from desktop_app.domain.words import Words

COLUMNS = (
    'e.eid, e.entity, e."row", e.fields, e.parents, e.seen, e.lam, e.salt, e.shared, e.digests'
)
Cells = Sequence[str | int | None]


@dataclass(frozen=True, slots=True)
class RecordedAction(Deed):
    """One thing a person did, with its place in this register's history.

    Attributes:
        seq: That place.
    """

    seq: int


class Step(NamedTuple):
    """An action as far as undoing must know it.

    Its id, what it undoes, where, what kind, and whether it wrote anything itself: an import may
    only have brought what others wrote.
    """

    id: str
    undoes: str | None
    register_id: str
    kind: str
    wrote: int


def read_edit(cells: Cells) -> Edit:
    """Return the edit that stands in the cells of `COLUMNS`."""
    eid, entity, row, fields, parents, seen, lam, salt, shared, digests = cells
    return Edit(
        str(eid),
        str(entity),
        str(row),
        json.loads(str(fields)),
        _parents(parents),
        tuple(json.loads(str(seen))) if seen else (),
        int(lam or 0),
        str(salt),
        bool(shared),
        json.loads(str(digests)) if digests else {},
    )


def _parents(cell: str | int | None) -> Parents | None:
    if cell is None:
        return None
    return {key: tuple(eids) for key, eids in json.loads(str(cell)).items()}


def edit_cells(edit: Edit, action: int) -> tuple[str | int | None, ...]:
    """Return an edit as it stands in its table, but for its place."""
    return (
        edit.eid,
        edit.entity,
        edit.row,
        canonical(dict(edit.fields)),
        None
        if edit.parents is None
        else canonical({key: list(eids) for key, eids in edit.parents.items()}),
        canonical(list(edit.seen)) if edit.seen else None,
        edit.lam,
        edit.salt,
        int(edit.shared),
        canonical(dict(edit.digests)) if edit.digests else None,
        action,
    )


def edits_of(conn: sqlite3.Connection, rows: Iterable[str]) -> dict[str, list[Edit]]:
    """Return all edits of each of these rows."""
    ids = list(rows)
    found: dict[str, list[Edit]] = {row: [] for row in ids}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        places = ",".join("?" * len(some))
        sql = f'SELECT {COLUMNS} FROM edit e WHERE e."row" IN ({places})'  # noqa: S608
        for cells in conn.execute(sql, some):
            edit = read_edit(cells)
            found[edit.row].append(edit)
    return found


def all_edits(conn: sqlite3.Connection) -> Iterator[Edit]:
    """Go through every edit in order of arrival."""
    for cells in conn.execute(f"SELECT {COLUMNS} FROM edit e ORDER BY e.idx"):  # noqa: S608
        yield read_edit(cells)


def edits_with_actions(
    conn: sqlite3.Connection, rows: Iterable[str]
) -> list[tuple[Edit, RecordedAction]]:
    """Return the edits of some rows with the actions they belong to, oldest first."""
    sql = (
        f"SELECT {COLUMNS}, {ACTION_COLUMNS} FROM edit e "  # noqa: S608
        "JOIN recorded_action a ON a.seq = e.action "
        'WHERE e."row" IN (SELECT value FROM json_each(?)) ORDER BY e.idx'
    )
    found = conn.execute(sql, (json.dumps(list(rows)),))
    return [(read_edit(cells[:10]), read_action(cells[10:])) for cells in found]


ACTION_COLUMNS = (
    "a.seq, a.id, a.kind, a.label, a.who, a.office, a.register_id, a.at, a.undoes, a.source"
)


def read_action(cells: Cells) -> RecordedAction:
    """Return the action that stands in the cells of `ACTION_COLUMNS`."""
    seq, id_, kind, label, who, office, register_id, at, undoes, source = cells
    texts = json.loads(str(label))
    return RecordedAction(
        str(id_),
        str(kind),
        Words(texts["sv"], texts["en"]),
        None if who is None else str(who),
        str(office),
        str(register_id),
        str(at),
        None if undoes is None else str(undoes),
        None if source is None else str(source),
        int(seq or 0),
    )


def write_action(conn: sqlite3.Connection, seq: int, deed: Deed) -> None:
    """Give an action its line at a place of the history."""
    label = {"sv": deed.label.into("sv"), "en": deed.label.into("en")}
    cells = (deed.who, deed.office, deed.register_id, deed.at, deed.undoes, deed.source)
    conn.execute(
        "INSERT INTO recorded_action VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (seq, deed.id, deed.kind, json.dumps(label, ensure_ascii=False), *cells),
    )


def actions(conn: sqlite3.Connection, *, newest_first: bool = True) -> Iterator[RecordedAction]:
    """Go through the actions."""
    order = "DESC" if newest_first else "ASC"
    sql = f"SELECT {ACTION_COLUMNS} FROM recorded_action a ORDER BY a.seq {order}"  # noqa: S608
    for cells in conn.execute(sql):
        yield read_action(cells)


def steps(conn: sqlite3.Connection) -> Iterator[Step]:
    """Go through the actions, newest first, by what tells whether they can be undone."""
    sql = (
        "SELECT id, undoes, register_id, kind, "
        "EXISTS (SELECT 1 FROM edit WHERE action = seq) "
        "FROM recorded_action ORDER BY seq DESC"
    )
    for cells in conn.execute(sql):
        yield Step(*cells)


def undos(conn: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Go through the undos, newest first: the id of each and of what it undoes."""
    sql = "SELECT id, undoes FROM recorded_action WHERE undoes IS NOT NULL ORDER BY seq DESC"
    yield from conn.execute(sql)


def undone_actions(conn: sqlite3.Connection) -> set[str]:
    """Return the ids of the actions that are undone as things stand."""
    undone: set[str] = set()
    for id_, undoes in undos(conn):
        if id_ not in undone:
            undone.add(undoes)
    return undone


def is_undo(conn: sqlite3.Connection, id_: str) -> bool:
    """Tell whether an action is an undo."""
    sql = "SELECT 1 FROM recorded_action WHERE id = ? AND undoes IS NOT NULL"
    return conn.execute(sql, (id_,)).fetchone() is not None


def find_actions(conn: sqlite3.Connection, prefix: str) -> list[RecordedAction]:
    """Return the actions whose ids begin with `prefix`, two at most."""
    sql = (
        f"SELECT {ACTION_COLUMNS} FROM recorded_action a "  # noqa: S608
        "WHERE a.id >= ? AND a.id < ? LIMIT 2"
    )
    return [read_action(cells) for cells in conn.execute(sql, (prefix, prefix + "g"))]


def action_at(conn: sqlite3.Connection, seq: int) -> RecordedAction:
    """Return the action at a place of the history."""
    sql = f"SELECT {ACTION_COLUMNS} FROM recorded_action a WHERE a.seq = ?"  # noqa: S608
    return read_action(conn.execute(sql, (seq,)).fetchone())


def rows_of_action(conn: sqlite3.Connection, seq: int) -> list[tuple[str, str]]:
    """Return entity and id of each row an action touched, in order of its edits."""
    sql = 'SELECT entity, "row" FROM edit WHERE action = ? GROUP BY "row" ORDER BY min(idx)'
    return [(entity, row) for entity, row in conn.execute(sql, (seq,))]


def actions_of(conn: sqlite3.Connection, eids: Iterable[str]) -> set[int]:
    """Return the places of the actions that some edits belong to."""
    sql = "SELECT action FROM edit WHERE eid IN (SELECT value FROM json_each(?))"
    return {seq for (seq,) in conn.execute(sql, (json.dumps(list(eids)),))}


def pasts(conn: sqlite3.Connection, rows: Sequence[str]) -> dict[str, Past]:
    """Return the edits of these rows with the actions they belong to."""
    edits: dict[str, dict[str, Edit]] = {row: {} for row in rows}
    action: dict[str, str] = {}
    undoes: dict[str, str] = {}
    for start in range(0, len(rows), 500):
        some = rows[start : start + 500]
        places = ",".join("?" * len(some))
        sql = (
            f"SELECT {COLUMNS}, a.id, a.undoes FROM edit e "  # noqa: S608
            f'LEFT JOIN recorded_action a ON a.seq = e.action WHERE e."row" IN ({places}) '
            "ORDER BY e.idx"
        )
        for cells in conn.execute(sql, some):
            edit = read_edit(cells[:10])
            edits[edit.row][edit.eid] = edit
            action[edit.eid] = str(cells[10])
            if cells[11] is not None:
                undoes[str(cells[10])] = str(cells[11])
    return {row: Past(found, action, undoes) for row, found in edits.items()}


def only_edit_of(conn: sqlite3.Connection, rows: Sequence[str]) -> dict[str, str]:
    """Return, for the rows that a single edit made and nobody changed, the id of that edit."""
    found: dict[str, str] = {}
    for start in range(0, len(rows), 500):
        some = rows[start : start + 500]
        places = ",".join("?" * len(some))
        sql = (
            f'SELECT "row", min(eid) FROM edit WHERE "row" IN ({places}) '  # noqa: S608
            'GROUP BY "row" HAVING count(*) = 1'
        )
        found.update(conn.execute(sql, some).fetchall())
    return found


def arrived_in(conn: sqlite3.Connection, action: int) -> int:
    """Return how many edits of other registers came here in an import."""
    sql = "SELECT count(*) FROM edit WHERE arrival = ?"
    return int(conn.execute(sql, (action,)).fetchone()[0])


def edits_in(conn: sqlite3.Connection, action: int) -> int:
    """Return how many edits an action wrote."""
    sql = "SELECT count(*) FROM edit WHERE action = ?"
    return int(conn.execute(sql, (action,)).fetchone()[0])
