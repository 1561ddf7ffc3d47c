"""From edits to what people see: tables, heads and the search index, in the same transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TypeAlias

from desktop_app.domain.catalogue import CATALOGUE, links_to, parts_of
from desktop_app.domain.edits import Edit, Shown, show
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Link, Links, Value
from desktop_app.domain.titles import Titles, findable, sort_key
from desktop_app.storage import search
from desktop_app.storage.past import edits_of
from desktop_app.storage.redirects import Redirects
from desktop_app.storage.tables import (
    FLAGGED,
    GONE,
    SHOWN,
    Row,
    fetch,
    fitting,
    quoted,
    write_rows,
)

SECRET = "secret"  # noqa: S105 — the name of a field

NO_HEAD = ""
"""Stands for the head of a set that has been changed and is empty now."""

Touched: TypeAlias = Mapping[str, tuple[Entity, list[Edit]]]


class Deriver:
    """Derives the rows that an action touches; what is found of them is indexed at the end.

    Attributes:
        lifted: Whether something that was withheld may leave now: it is no longer secret.
    """

    def __init__(self, conn: sqlite3.Connection, redirects: Redirects) -> None:
        """Begin with nothing touched."""
        self._conn = conn
        self._redirects = redirects
        self._titles = Titles(self._values)
        self._to_index: dict[str, Row] = {}
        self.lifted = False

    def derive(
        self, touched: Touched, foreign: Container[str] = (), moved: Container[str] = ()
    ) -> None:
        """Write tables and heads of these rows from all the edits that show them.

        The values of `foreign` rows need not be what their columns can hold. Rows that one edit
        shows are new, but for those that `moved`: one was merged into them, or taken out again.
        """
        shown = {row: show(entity, edits) for row, (entity, edits) in touched.items()}
        known = {row for row, (_e, edits) in touched.items() if len(edits) > 1 or row in moved}
        self._write_heads(touched, shown, known)
        left: list[tuple[Entity, str]] = []
        for name, found in self._by_entity(shown).items():
            entity = CATALOGUE[name]
            rows = [fitting(self._conn, row) if row.id in foreign else row for row in found]
            old = fetch(self._conn, entity, [row.id for row in rows if row.id in known])
            write_rows(self._conn, entity, rows)
            self._notice_lifting(entity, rows, old)
            self._to_index.update((row.id, row) for row in rows)
            left.extend(owner for row in old.values() for owner in self._owners(row))
            self._index_links_to(
                entity,
                [
                    row.id
                    for row in rows
                    if row.id not in old or self._renamed(entity, old[row.id], row)
                ],
            )
        self._settle(shown, left)

    def finish(self) -> None:
        """Index what was touched; called once, when all is written."""
        for row in list(self._to_index.values()):
            self._index_owners(row)
        merged = self._to_index.keys() & self._redirects.survivor.keys()
        for row_id in merged:
            search.remove(self._conn, row_id)
            del self._to_index[row_id]
        entries = [self._entry(row) for row in self._to_index.values()]
        self._to_index.clear()
        search.put(self._conn, entries)

    def pointing_to(self, rows: Iterable[str]) -> dict[str, Entity]:
        """Return the rows whose links lead to some rows as the tables have them."""
        wanted = json.dumps(list(rows))
        found: dict[str, Entity] = {}
        for entity in CATALOGUE.values():
            for field in entity:
                if isinstance(field.kind, Link):
                    test = f"t.{quoted(field.name)} IN (SELECT value FROM json_each(?))"  # noqa: S608
                elif isinstance(field.kind, Links):
                    test = (
                        f"EXISTS (SELECT 1 FROM json_each(t.{quoted(field.name)}) j "  # noqa: S608
                        "WHERE j.value IN (SELECT value FROM json_each(?)))"
                    )
                else:
                    continue
                sql = f"SELECT t.id FROM {quoted(entity.name)} t WHERE {test}"  # noqa: S608
                found.update((row, entity) for (row,) in self._conn.execute(sql, (wanted,)))
        return found

    def _notice_lifting(self, entity: Entity, rows: Iterable[Row], old: Mapping[str, Row]) -> None:
        """Notice a row that is no longer secret, or a part that leaves an owner that is."""
        for row in rows:
            before = old.get(row.id)
            if before is None:
                continue
            if before.values.get(SECRET) and not row.values.get(SECRET):
                self.lifted = True
            elif entity.owners and any(
                before.values.get(name) != row.values.get(name) for name in entity.owners
            ):
                self.lifted |= any(
                    bool((self._values(owner.name, id_) or {}).get(SECRET))
                    for owner, id_ in self._owners(before)
                )

    def _by_entity(self, shown: Mapping[str, Shown]) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row, view in shown.items():
            state = SHOWN if not view.gone else FLAGGED if view.unseen else GONE
            if row in self._redirects.survivor:
                state = GONE
            name = view.entity.name
            values = self._redirects.resolved(view.entity, view.values)
            # Of fields that a newer version has nobody could say here which value is to hold.
            conflicts = tuple(key for key in view.conflicts if key in view.entity.by_key)
            found[name].append(Row(name, row, values, state, conflicts))
        return found

    def _write_heads(
        self, touched: Touched, shown: Mapping[str, Shown], changed: Iterable[str]
    ) -> None:
        self._conn.executemany('DELETE FROM head WHERE "row" = ?', ((row,) for row in changed))
        self._conn.executemany(
            "INSERT OR IGNORE INTO head VALUES (?, ?, ?)",
            (
                (row, key, eid)
                for row in changed
                for key, eid in _heads_to_keep(touched[row][1], shown[row])
            ),
        )

    def _settle(self, shown: Mapping[str, Shown], left: Iterable[tuple[Entity, str]]) -> None:
        """Find the state of deleted rows: one of which a part lives on stays, flagged.

        Owners that a part has left lose its words, and perhaps what kept them in view.
        """
        for row, view in shown.items():
            if row in self._redirects.survivor:
                continue
            if view.gone and not view.unseen and self._part_lives(view.entity, row):
                self._set_state(view.entity, row, FLAGGED)
        owners = {owner: entity for entity, owner in left}
        for row in shown:
            owners.update((owner, entity) for entity, owner in self._owners(self._to_index[row]))
        for owner, entity in owners.items():
            if owner not in shown:
                self._settle_owner(entity, owner)

    def _settle_owner(self, entity: Entity, owner: str) -> None:
        found = fetch(self._conn, entity, [owner]).get(owner)
        if found is None:
            return
        self._to_index.setdefault(owner, found)
        if found.state == SHOWN or owner in self._redirects.survivor:
            return
        own = edits_of(self._conn, [owner])[owner]
        view = show(entity, self._redirects.edits(entity, owner, own))
        flagged = view.unseen or self._part_lives(entity, owner)
        self._set_state(entity, owner, FLAGGED if flagged else GONE)

    def _set_state(self, entity: Entity, row: str, state: int) -> None:
        sql = f"UPDATE {quoted(entity.name)} SET _state = ? WHERE id = ?"  # noqa: S608
        self._conn.execute(sql, (state, row))
        old = self._to_index[row]
        self._to_index[row] = Row(old.entity, row, old.values, state, old.conflicts)

    def _part_lives(self, entity: Entity, row: str) -> bool:
        return any(
            self._conn.execute(
                f"SELECT 1 FROM {quoted(part.name)} "  # noqa: S608
                f"WHERE {quoted(link.name)} = ? AND _state <> ? LIMIT 1",
                (row, GONE),
            ).fetchone()
            for part, link in parts_of(entity)
        )

    def _owners(self, row: Row) -> Iterable[tuple[Entity, str]]:
        entity = CATALOGUE[row.entity]
        for name in entity.owners:
            kind, owner = entity.by_name[name].kind, row.values.get(name)
            if isinstance(kind, Link) and isinstance(owner, str):
                yield CATALOGUE[kind.entity], owner

    def _renamed(self, entity: Entity, old: Row, new: Row) -> bool:
        self._titles.forget(new.id)
        names = (*entity.title, *entity.order)
        return any(old.values.get(name) != new.values.get(name) for name in names)

    def _index_links_to(self, entity: Entity, rows: Sequence[str]) -> None:
        """Index rows again that are found by the title of a renamed row, or one come late."""
        if not rows:
            return
        wanted = json.dumps(rows)
        for other, link in links_to(entity):
            if isinstance(link.kind, Link):
                sql = (
                    f"SELECT id FROM {quoted(other.name)} "  # noqa: S608
                    f"WHERE {quoted(link.name)} IN (SELECT value FROM json_each(?))"
                )
                ids = [found for (found,) in self._conn.execute(sql, (wanted,))]
                for found in fetch(self._conn, other, ids).values():
                    self._to_index.setdefault(found.id, found)

    def _index_owners(self, row: Row) -> None:
        """Index the row that a part belongs to: it is found by its parts' words too."""
        for entity, owner in self._owners(row):
            if owner not in self._to_index:
                self._to_index.update(fetch(self._conn, entity, [owner]))

    def _entry(self, row: Row) -> search.Entry:
        entity = CATALOGUE[row.entity]
        texts = [findable(entity, row.values, self._titles)]
        for part, link in parts_of(entity):
            texts.extend(
                findable(part, found.values, self._titles)
                for found in self._live_parts(part, link.name, row.id)
            )
        return search.Entry(
            row.id,
            row.entity,
            row.state == GONE,
            sort_key(entity, row.values, self._titles),
            " ".join(text for text in texts if text),
        )

    def _live_parts(self, part: Entity, link: str, row: str) -> Iterable[Row]:
        sql = (
            f"SELECT id FROM {quoted(part.name)} "  # noqa: S608
            f"WHERE {quoted(link)} = ? AND _state <> ?"
        )
        ids = [found for (found,) in self._conn.execute(sql, (row, GONE))]
        return fetch(self._conn, part, ids).values()

    def _values(self, entity: str, row: str) -> Mapping[str, Value] | None:
        if row in self._to_index:
            return self._to_index[row].values
        found = fetch(self._conn, CATALOGUE[entity], [row]).get(row)
        return None if found is None else found.values


def _heads_to_keep(edits: list[Edit], view: Shown) -> Iterable[tuple[str, str]]:
    """Go through the heads that are not simply the one edit that there is, or that created it."""
    if len(edits) == 1:
        return
    creating = {edit.eid for edit in edits if edit.parents is None}
    plain = creating if len(creating) == 1 else set()
    for key, heads in view.heads.items():
        if not (len(heads) == 1 and heads[0].eid in plain):
            yield from ((key, head.eid) for head in heads)
    changed_sets = {
        key
        for edit in edits
        if edit.eid not in plain
        for key in edit.fields
        if key in view.elements
    }
    for key in changed_sets:
        adds = {eid for eids in view.elements[key].values() for eid in eids}
        yield from ((key, eid) for eid in adds or {NO_HEAD})
