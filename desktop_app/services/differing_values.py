"""Differing values side by side: who wrote what, where, and what both sides started from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.edits import DELETED, MERGED, Edit, Json, Shown, canonical, show
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Value
from desktop_app.services.register import Register
from desktop_app.storage import past, queries
from desktop_app.storage.past import RecordedAction
from desktop_app.storage.redirects import Redirects
from desktop_app.storage.sources import sources_of
from desktop_app.storage.tables import FLAGGED, Row

__all__ = [
    "Authored",
    "Base",
    "Conflict",
    "Deleted",
    "Side",
    "Written",
    "base_of",
    "open_conflicts",
    "open_deletions",
    "values_of",
]


@dataclass(frozen=True, slots=True)
class Authored:
    """Who wrote something, where and when, and how it came here.

    Attributes:
        who: The person, '' if not known.
        office: The name of the office, '' if it is not known here.
        at: When, ISO 8601.
        source: The file it came with, '' if it was written here.
        own: Whether it was written in this register.
    """

    who: str
    office: str
    at: str
    source: str
    own: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of several values.

    Attributes:
        eid: The edit that says so, the newest if several do.
        values: The values of the fields, which go together.
        by: Who wrote it.
    """

    eid: str
    values: Mapping[str, Value]
    by: Authored


@dataclass(frozen=True, slots=True)
class Base:
    """What all sides started from.

    Attributes:
        known: Whether it is known here.
        values: The values of the fields; none where it was empty.
    """

    known: bool
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field, or a unit, of a row for which people wrote different values.

    Attributes:
        entity: The row's entity.
        row: The row.
        key: The field or unit.
        sides: The different values, the shown one first.
        base: What they started from.
    """

    entity: Entity
    row: Row
    key: str
    sides: Sequence[Side]
    base: Base

    @property
    def place(self) -> tuple[str, str, str]:
        """Return what tells it from all others."""
        return self.entity.name, self.row.id, self.key

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the field, or the members of the unit."""
        return self.entity.members(self.key)


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote that whoever deleted the row had not seen.

    Attributes:
        values: The values by field.
        by: Who wrote it.
    """

    values: Mapping[str, Value]
    by: Authored


@dataclass(frozen=True, slots=True)
class Deleted:
    """A row that one deleted and another went on working on.

    Attributes:
        entity: Its entity.
        row: The row.
        by: Who deleted it.
        unseen: What was written beside that.
        parts: The parts of it that live on.
    """

    entity: Entity
    row: Row
    by: Sequence[Authored]
    unseen: Sequence[Written]
    parts: Sequence[Row]

    @property
    def place(self) -> tuple[str, str, str]:
        """Return what tells it from all others."""
        return self.entity.name, self.row.id, DELETED


def open_conflicts(register: Register, only: Iterable[Row] | None = None) -> Iterator[Conflict]:
    """Go through the differing values that wait to be settled, row by row.

    Args:
        register: The register.
        only: The rows to look at, None for all.
    """
    rows = queries.in_conflict(register.db.conn) if only is None else only
    for row in [row for row in rows if row.conflicts]:
        past_of = _Past(register, row)
        for key, heads in past_of.view.conflicts.items():
            if past_of.entity.members(key):
                yield Conflict(
                    past_of.entity, row, key, past_of.sides(key, heads), past_of.base(key, heads)
                )


def open_deletions(register: Register) -> Iterator[Deleted]:
    """Go through the rows that one deleted and another went on working on."""
    for row in queries.flagged(register.db.conn):
        if row.state == FLAGGED:
            yield _Past(register, row).deletion()


class _Past:
    """What was ever written of one row."""

    def __init__(self, register: Register, row: Row) -> None:
        """Read it."""
        conn = register.db.conn
        ways = Redirects(conn)
        rows = [row.id, *ways.members(row.id)]
        entries = past.edits_with_actions(conn, rows)
        self.entity = CATALOGUE[row.entity]
        self._register = register
        self._row = row
        self._edits = {edit.eid: edit for edit, _action in entries}
        self._actions = {edit.eid: action for edit, action in entries}
        self._sources = sources_of(conn, rows)
        own = [edit for edit, _action in entries if edit.row == row.id]
        self.view: Shown = show(self.entity, ways.edits(self.entity, row.id, own))

    def sides(self, key: str, heads: Sequence[Edit]) -> tuple[Side, ...]:
        """Return the different values of some heads; who says the same is one side."""
        found: dict[str, Side] = {}
        for head in heads:
            value = head.fields[key]
            side = Side(head.eid, values_of(self.entity, key, value), self._by(head.eid))
            found.setdefault(canonical(value), side)
        return tuple(found.values())

    def base(self, key: str, heads: Sequence[Edit]) -> Base:
        """Return what some heads started from."""
        known, value = base_of(self._edits, [head.eid for head in heads], key)
        return Base(known, values_of(self.entity, key, value))

    def deletion(self) -> Deleted:
        """Return who deleted the row, and what they had not seen."""
        deletions = self.view.heads.get(DELETED, ())
        seen = {eid for edit in deletions for eid in edit.seen}
        written: dict[str, dict[str, Value]] = {}
        for key, heads in self.view.heads.items():
            for head in heads:
                if head.eid not in seen and key not in self.entity.local_keys | {DELETED, MERGED}:
                    values = values_of(self.entity, key, head.fields[key])
                    written.setdefault(head.eid, {}).update(values)
        for key, elements in self.view.elements.items():
            for item, adds in elements.items():
                if not seen.issuperset(adds):
                    added = written.setdefault(adds[-1], {}).setdefault(key, [])
                    if isinstance(added, list):
                        added.append(item)
        unseen = [Written(values, self._by(eid)) for eid, values in written.items() if values]
        by = [self._by(edit.eid) for edit in deletions]
        return Deleted(self.entity, self._row, by, unseen, list(self._parts()))

    def _parts(self) -> Iterator[Row]:
        conn = self._register.db.conn
        owned = {(part.name, link.name) for part, link in parts_of(self.entity)}
        for _target, other, field, id_ in queries.referring(conn, self.entity, [self._row.id]):
            found = queries.row(conn, other, id_) if (other.name, field) in owned else None
            if found is not None:
                yield found

    def _by(self, eid: str) -> Authored:
        action: RecordedAction | None = self._actions.get(eid)
        if action is None:
            return Authored("", "", "", "", own=False)
        return Authored(
            action.who or "",
            self._register.titles().of("organisation", action.office) or "",
            action.at,
            self._sources.get(eid, ""),
            action.register_id == self._register.facts.register_id,
        )


def values_of(entity: Entity, key: str, value: Json) -> dict[str, Value]:
    """Return the value of a key by field: of each member of a unit."""
    if key in entity.units:
        unit = value if isinstance(value, dict) else {}
        return {member.name: unit.get(member.name) for member in entity.units[key]}  # type: ignore[misc]
    return {key: value} if key in entity.by_name else {}  # type: ignore[dict-item]


def base_of(edits: Mapping[str, Edit], heads: Sequence[str], key: str) -> tuple[bool, Json]:
    """Return whether it is known what some edits of a key started from, and that value.

    It is the nearest edit that lies behind all of them; the greatest, where there are several.
    """
    behind = [_behind(edits, eid, key) for eid in heads]
    common = set.intersection(*behind) if behind else set()
    farther = {name for eid in common if eid in edits for name in edits[eid].names(key)}
    nearest = common - farther
    here = [edits[eid] for eid in nearest if eid in edits]
    if here:
        return True, max(here, key=lambda edit: (edit.lam, edit.eid)).fields.get(key)
    return not nearest and all(eid in edits for found in behind for eid in found), None


def _behind(edits: Mapping[str, Edit], eid: str, key: str) -> set[str]:
    """Return an edit of a key, and all that lies behind it."""
    found: set[str] = set()
    queue = [eid]
    while queue:
        this = queue.pop()
        if this not in found:
            found.add(this)
            edit = edits.get(this)
            queue.extend(edit.names(key) if edit is not None else ())
    return found
