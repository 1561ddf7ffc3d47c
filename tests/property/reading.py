"""A second reading of the record: its raw table, read without the program's reasoning.

Nothing here uses the module of edits. What is current, in conflict, deleted or flagged is worked
out again from the cells, and the tables, the heads and the search index are held against that.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.folding import collation_key, fold, parse_query
from desktop_app.services.register import Register
from desktop_app.storage import queries, search
from desktop_app.storage.tables import FLAGGED, GONE, SHOWN
from tests.property.machine import DELETED, ORDER, Snapshot, text


@dataclass(frozen=True)
class Raw:
    """An edit as it stands in its table."""

    eid: str
    entity: str
    row: str
    fields: dict[str, Any]
    parents: dict[str, list[str]] | None
    seen: list[str]
    lam: int
    shared: int
    action: int

    def part(self, key: str, part: str) -> list[str]:
        return list((self.fields.get(key) or {}).get(part, []))

    def names(self, key: str) -> list[str]:
        return (self.parents or {}).get(key, [])


SQL = (
    'SELECT eid, entity, "row", fields, parents, seen, lam, shared, action FROM edit WHERE idx > ?'
)


class Reading:
    """The raw record, and what it tells without any of the program's reasoning."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Raw]] = defaultdict(list)
        self.held: set[tuple[str, str, str]] = set()
        self.known = 0
        self._told: dict[tuple[str, bool], tuple[int, Told]] = {}

    def read(self, conn: sqlite3.Connection) -> list[Raw]:
        """Take in what has been added; return it."""
        new = []
        for e, entity, row, fields, parents, seen, lam, shared, at in conn.execute(
            SQL, (self.known,)
        ):
            named = json.loads(parents) if parents else None
            saw = json.loads(seen) if seen else []
            new.append(Raw(e, entity, row, json.loads(fields), named, saw, lam, bool(shared), at))
        for raw in new:
            self.rows[raw.row].append(raw)
            for key, value in raw.fields.items():
                items = raw.part(key, "add") if key in CATALOGUE[raw.entity].sets else [text(value)]
                self.held.update((raw.row, key, item) for item in items)
        self.known = conn.execute("SELECT coalesce(max(idx), 0) FROM edit").fetchone()[0]
        return new

    def told(self, row: str, *, shared: bool = False) -> Told:
        """Return what a row's edits tell, or those that others may have."""
        raws = self.rows[row]
        if self._told.get((row, shared), (0, None))[0] != len(raws):
            seen = [raw for raw in raws if raw.shared or not shared]
            self._told[row, shared] = (len(raws), tell(seen, raws[0].entity))
        return self._told[row, shared][1]


@dataclass
class Told:
    """What a list of raw edits of one row tells."""

    heads: dict[str, list[Raw]]
    adds: dict[str, dict[str, set[str]]]
    values: dict[str, Any]
    conflicts: set[str]
    gone: bool
    unseen: bool


def tell(raws: Iterable[Raw], entity_name: str) -> Told:
    """Read a row's edits: what nobody names is current, the greatest of it is shown."""
    entity, raws = CATALOGUE[entity_name], list(raws)
    heads: dict[str, list[Raw]] = defaultdict(list)
    adds: dict[str, dict[str, set[str]]] = {key: defaultdict(set) for key in entity.sets}
    for raw in sorted(raws, key=lambda raw: (raw.lam, raw.eid), reverse=True):
        for key in raw.fields:
            if key not in entity.sets and not any(raw.eid in other.names(key) for other in raws):
                heads[key].append(raw)
        for key in entity.sets:
            for item in raw.part(key, "add"):
                over = (item in o.part(key, "remove") and raw.eid in o.names(key) for o in raws)
                if not any(over):
                    adds[key][item].add(raw.eid)
    values = {key: sorted(items) for key, items in adds.items()}
    for key, found in heads.items():
        value = found[0].fields[key]
        values.update(value if key in entity.units and value else {key: value})
    deleted = heads.get(DELETED, [])
    gone = bool(deleted) and all(raw.fields[DELETED] for raw in deleted)
    counted = {key: {raw.eid for raw in found} for key, found in heads.items() if key != DELETED}
    counted |= {key: set().union(*items.values()) for key, items in adds.items()}
    current = {eid for key, eids in counted.items() if key not in entity.local_keys for eid in eids}
    return Told(
        dict(heads),
        adds,
        {name: value for name, value in values.items() if value and name in entity.by_name},
        {k for k, found in heads.items() if len({text(r.fields[k]) for r in found}) > 1}
        - {DELETED},
        gone,
        gone and not current <= {eid for raw in deleted for eid in raw.seen},
    )


def snapshot(register: Register) -> Snapshot:
    """Return every row of the machine's entities as it is shown."""
    conn = register.db.conn
    return {row.id: row for name in ORDER for row in queries.all_rows(conn, CATALOGUE[name])}


def check_reading(reading: Reading, shown: Snapshot) -> None:
    """Hold the tables against the second reading of the record, here and as others read it."""
    for row, found in shown.items():
        told = reading.told(row)
        values = {name: value for name, value in found.values.items() if value}
        assert (values, set(found.conflicts)) == (told.values, told.conflicts), (found, told)
        if told.unseen or not told.gone:
            assert found.state == (FLAGGED if told.unseen else SHOWN), (found, told)
        if not found.values.get("secret"):
            away = reading.told(row, shared=True)
            local = CATALOGUE[found.entity].local_keys
            kept = {name: value for name, value in told.values.items() if name not in local}
            assert (away.values, away.conflicts - local) == (kept, told.conflicts - local), found
            assert (away.gone, away.unseen) == (told.gone, told.unseen), (found, away, told)


def check_heads(reading: Reading, conn: sqlite3.Connection) -> None:
    """Hold the table of heads against the second reading: all but what one creating edit says."""
    expected = set()
    for row, raws in reading.rows.items():
        told = reading.told(row)
        makers = {raw.eid for raw in raws if raw.parents is None}
        plain = makers if len(makers) == 1 else set()
        for key, heads in told.heads.items():
            if {raw.eid for raw in heads} != plain:
                expected |= {(row, key, raw.eid) for raw in heads}
        for key, items in told.adds.items():
            if any(key in raw.fields for raw in raws if raw.eid not in plain):
                adds = {eid for eids in items.values() for eid in eids}
                expected |= {(row, key, eid) for eid in adds or {""}}
    assert expected == set(conn.execute('SELECT "row", key, eid FROM head'))


def check_search(shown: Snapshot, conn: sqlite3.Connection) -> None:
    """Find each row by a word of its name, in order, and none that is gone among those in view."""
    for name, fields in ORDER.items():
        words: dict[str, set[str]] = defaultdict(set)
        places = []
        for row in (row for row in shown.values() if row.entity == name):
            title = " ".join(str(row.values[f]) for f in fields if row.values.get(f) is not None)
            if row.state != GONE:
                places.append((collation_key(title, "sv"), row.id))
                words[fold(title).split()[0]].add(row.id)
        assert list(search.hits(conn, parse_query(""), name)) == [
            row for _key, row in sorted(places)
        ]
        for word, rows in words.items():
            found = set(search.hits(conn, parse_query(word), name))
            assert rows <= found <= {row for _key, row in places}, (word, rows, found)
