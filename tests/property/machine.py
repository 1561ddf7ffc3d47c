"""What a person expects of a register: an oracle that journals what is typed and taken back.

It keeps plain lists of its own and knows nothing of edits. Rows that somebody else has written to
at the same time are *wild*: of them it only journals what was typed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.storage.tables import FLAGGED, GONE, SHOWN, Row

LIVE, DELETED = "_live", "_deleted"
OWNERS = {
    "fee": ("network",),
    "stop": ("trip",),
    "action": ("trip", "network", "advocacy"),
}
ORDER = {
    "contact": ("family_name", "given_name"),
    "organisation": ("name",),
    "network": ("name",),
    "trip": ("title",),
    "advocacy": ("title",),
    "stop": ("city",),
    "action": ("what",),
    "fee": ("year", "amount", "currency"),
}
"""The entities of the machine with the fields they are sorted and called by."""

LINKS = {
    "contact": ("organisation",),
    "trip": ("organisation", "responsible"),
    "network": ("responsible",),
    "advocacy": ("responsible", "networks", "contacts"),
    **OWNERS,
}
Typed: TypeAlias = Any
Slot: TypeAlias = tuple[str, str, str]
"""A row, a key of it, and an element where the key is a set."""

Snapshot: TypeAlias = dict[str, Row]


@dataclass(eq=False)
class Node:
    """A value as somebody left it; two equal values are two nodes."""

    value: Any


@dataclass
class Done:
    """An action as a person sees it: what it moved, from which node to which."""

    id: str
    undoes: str | None = None
    moves: dict[Slot, tuple[Node | None, Node | None]] = field(default_factory=dict)
    created: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)


class Model:
    """What a person expects of rows that only this register has written."""

    def __init__(self) -> None:
        self.entity: dict[str, str] = {}
        self.now: dict[Slot, Node] = {}
        self.done: list[Done] = []
        self.born: dict[str, Done] = {}
        self.wild: set[str] = set()
        self.seen: dict[Node, dict[Slot, Node]] = {}
        self.typed: set[tuple[str, str, str]] = set()

    def value(self, row: str, key: str, item: str = "") -> Typed:
        node = self.now.get((row, key, item))
        return None if node is None else node.value

    def live(self, row: str) -> bool:
        return bool(self.value(row, LIVE))

    def elements(self, row: str, key: str) -> set[str]:
        slots = self.now.items()
        return {i for (r, k, i), node in slots if (r, k) == (row, key) and i and node.value}

    def put(self, done: Done, row: str, values: Mapping[str, Any]) -> None:
        """Expect typed values; what is equal to what is shown moves nothing."""
        entity = CATALOGUE[self.entity[row]]
        done.rows.add(row)
        for key in dict.fromkeys(entity.by_name[name].key for name in values):
            if key in entity.sets:
                self._put_set(done, row, key, set(values[key] or ()))
                continue
            old, new = self.value(row, key), values.get(key)
            if key in entity.units:
                names = [member.name for member in entity.units[key]]
                new = {name: values.get(name, (old or {}).get(name)) for name in names}
                new = new if old or any(new.values()) else None
            if new != old:
                self.move(done, (row, key, ""), Node(new))

    def _put_set(self, done: Done, row: str, key: str, wanted: set[str]) -> None:
        old = self.elements(row, key)
        for item in old ^ wanted:
            self.move(done, (row, key, item), Node(item in wanted))

    def move(self, done: Done, slot: Slot, to: Node | None) -> None:
        done.moves[slot] = (self.now.get(slot), to)
        self._set(slot, to)
        row, key, item = slot
        if key != LIVE and to is not None and to.value is not None:
            self.typed.add((row, key, item if item else text(to.value)))

    def _set(self, slot: Slot, node: Node | None) -> None:
        if node is None:
            self.now.pop(slot, None)
        else:
            self.now[slot] = node

    def put_wild(self, done: Done, row: Row, values: Mapping[str, Any]) -> None:
        """Journal what is typed into a row that others write to as well."""
        entity = CATALOGUE[row.entity]
        done.rows.add(row.id)
        for key in dict.fromkeys(entity.by_name[name].key for name in values):
            members = [member.name for member in entity.members(key)]
            old = {name: row.values.get(name) for name in members}
            new = {name: values.get(name, old[name]) for name in members}
            if key in entity.sets:
                added = set(new[key] or ()) - set(old[key] or ())  # type: ignore[arg-type]
                self.typed |= {(row.id, key, item) for item in added}
            elif new != old:
                self.typed.add((row.id, key, text(new if key in entity.units else new[key])))

    def delete(self, done: Done, row: str, shown: Snapshot) -> None:
        """Expect a row to go, and its parts with it."""
        for found in shown.values():
            names = OWNERS.get(found.entity, ())
            part = found.state != GONE and row in [found.values.get(name) for name in names]
            if part or found.id == row:
                done.rows.add(found.id)
                if found.id not in self.wild:
                    node = Node(value=False)
                    self.seen[node] = self._shared(found.id)
                    self.move(done, (found.id, LIVE, ""), node)

    def create(self, done: Done, entity: str, row: str, values: Mapping[str, Any]) -> None:
        self.entity[row] = entity
        done.created.add(row)
        self.born[row] = done
        self.move(done, (row, LIVE, ""), Node(True))
        self.put(done, row, values)

    def in_force(self, done: Done) -> bool:
        return not any(d.undoes == done.id and self.in_force(d) for d in self.done)

    def last(self) -> Done | None:
        """Return what plain undo takes back."""
        return next((d for d in reversed(self.done) if not d.undoes and self.in_force(d)), None)

    def last_undo(self) -> Done | None:
        """Return what redo takes back."""
        plain = {d.id for d in self.done if not d.undoes}
        for done in reversed(self.done):
            if done.undoes is None:
                return None
            if done.undoes in plain and self.in_force(done):
                return done
        return None

    def take_back(self, target: Done, shown: Snapshot) -> tuple[Done, set[tuple[str, str]]]:
        """Move back what still is as the action left it; return that, and what stays."""
        done, kept = Done("", target.id, rows=set(target.rows)), set[tuple[str, str]]()
        for row in target.rows & self.entity.keys():
            if not self.live(row) and shown[row].state == FLAGGED:
                self.wild.add(row)  # deleted, but still there to be changed
        if target.created and target.rows & self.wild:
            self.wild |= target.created
        self._take_back_changes(target, done, kept)
        going = self._going(target, shown)
        for row in target.created - self.wild:
            if row in going:
                self.move(done, (row, LIVE, ""), None)
            elif self.live(row):
                kept.add((row, ""))
        moved = {slot[0]: ends for slot, ends in done.moves.items() if slot[1] == LIVE}
        done.created = {row for row, ends in moved.items() if ends[0] is None}
        return done, kept

    def _take_back_changes(self, target: Done, done: Done, kept: set[tuple[str, str]]) -> None:
        wild = target.created | self.wild
        for slot, (start, end) in target.moves.items():
            row, key, item = slot
            gone = not self.live(row) and key != LIVE
            if row in wild:
                continue
            if self.now.get(slot) is end and not gone:
                self.move(done, slot, start)
                if start in self.seen and self.seen[start] != self._shared(row):
                    self.wild.add(row)  # deleted again, and flagged for what came between
            elif gone or not item or bool(start and start.value) != bool(self.value(*slot)):
                kept.add((row, DELETED if key == LIVE else key))

    def _shared(self, row: str) -> dict[Slot, Node]:
        """Return how a row was left, but for what is local."""
        local = {LIVE, "private_note", "secret"}
        return {s: node for s, node in self.now.items() if s[0] == row and s[1] not in local}

    def _going(self, target: Done, shown: Snapshot) -> set[str]:
        """Return the created rows that nobody has worked on and nothing that stays points to."""
        going = {row for row in target.created - self.wild if self._untouched(row)}
        while True:
            used = {end for row in self.entity if row not in going for end in self.ends(row, shown)}
            stay = target.created - going
            used |= {row for row in going if stay & self.owners(row) & self.alive()}
            if not used & going:
                return going
            going -= used

    def alive(self) -> set[str]:
        return {row for row in self.entity if self.live(row)}

    def _untouched(self, row: str) -> bool:
        done = self.born[row]
        slots = {slot for slot in self.now if slot[0] == row} | {(row, LIVE, "")}
        slots |= {slot for slot in done.moves if slot[0] == row}
        return all(self.now.get(slot) is done.moves.get(slot, (0, None))[1] for slot in slots)

    def owners(self, row: str) -> set[str]:
        names = OWNERS.get(self.entity[row], ())
        return {self.value(row, name) for name in names} - {None}

    def ends(self, row: str, shown: Snapshot) -> set[str]:
        """Return what a row in view points to; of wild rows as it is shown."""
        if row in self.wild:
            found = shown.get(row)
            if found is None or found.state == GONE:
                return set()
            values: list[Typed] = [
                found.values.get(name) for name in LINKS.get(self.entity[row], ())
            ]
            return {e for v in values for e in (v if isinstance(v, list) else [v])}
        if not self.live(row):
            return set()
        ends = {self.value(row, name) for name in LINKS.get(self.entity[row], ())}
        return ends.union(*(self.elements(row, name) for name in ("networks", "contacts")))

    def expected(self, row: str) -> dict[str, Any]:
        entity, found = CATALOGUE[self.entity[row]], {}
        for key in entity.keys:
            if key in entity.sets:
                found[key] = sorted(self.elements(row, key)) or None
            elif key in entity.units:
                found.update(self.value(row, key) or {})
            else:
                found[key] = self.value(row, key)
        return {name: value for name, value in found.items() if value is not None}

    def check(self, shown: Snapshot) -> None:
        """Hold what is shown against what is expected."""
        with_parts: set[str] = set()
        for row in self.entity:
            found = shown.get(row)
            if found is not None and found.state != GONE:
                for name in OWNERS.get(found.entity, ()):
                    with_parts.add(str(found.values.get(name)))
        for row in self.entity.keys() - self.wild:
            state = SHOWN if self.live(row) else FLAGGED if row in with_parts else GONE
            assert (shown[row].state, shown[row].conflicts) == (state, ()), shown[row]
            assert shown[row].values == self.expected(row), (shown[row], self.expected(row))


def text(value: Typed) -> str:
    return json.dumps(value, sort_keys=True)
