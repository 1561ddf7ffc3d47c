"""The record of edits: what an edit is, how it is identified, and what a set of edits shows.

Everything here is a function of edits alone, never of a clock or of the order of arrival. An edit
speaks of a row by *keys*: a field, a unit (fields that only mean something together, its value an
object of its members) or a set (its value says what was added and removed). Two keys are not
fields: `DELETED` and `MERGED`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from types import MappingProxyType
from typing import TypeAlias

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value

Json: TypeAlias = str | int | float | bool | list["Json"] | dict[str, "Json"] | None
Parents: TypeAlias = Mapping[str, tuple[str, ...]]

DELETED = "_deleted"
MERGED = "_merged"
NO_PARENTS: Parents = MappingProxyType({})
DIGEST_BYTES = 16
LAST_LAM = 2**53 - 1
"""The greatest `lam`: what follows it has the same, since `lam` only breaks ties."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One row's change.

    Attributes:
        eid: Its identity: a digest of all that follows but `shared` and `digests`.
        entity: The entity of the row.
        row: The row's id.
        fields: New values by key.
        parents: For each key the edits it was shown; None where the edit creates the row.
        seen: All heads of the row that a deletion or merge was shown.
        lam: 1 + the highest known when it was made; it only breaks ties in display.
        salt: A secret that keeps digests from being guessed once the values are erased.
        shared: Whether it leaves the register.
        digests: Digests of keys whose values have been erased.
    """

    eid: str
    entity: str
    row: str
    fields: Mapping[str, Json]
    parents: Parents | None
    seen: tuple[str, ...]
    lam: int
    salt: str
    shared: bool = True
    digests: Mapping[str, str] = field(default_factory=dict)

    def names(self, key: str) -> tuple[str, ...]:
        """Return the edits that this one replaces for `key`."""
        return () if self.parents is None else self.parents.get(key, ())

    def adds(self, key: str) -> Sequence[str]:
        """Return what this edit adds to the set `key`."""
        return _part(self.fields.get(key), "add")

    def removes(self, key: str) -> Sequence[str]:
        """Return what this edit removes from the set `key`."""
        return _part(self.fields.get(key), "remove")


def _part(change: Json, part: str) -> Sequence[str]:
    if not isinstance(change, dict):
        return ()
    found = change.get(part)
    return [str(item) for item in found] if isinstance(found, list) else ()


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Json) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, Unicode as it is."""
    return _ENCODER.encode(value)


def digest(salt: str, key: str, value: Json) -> str:
    """Return the digest of one value: 32 hexadecimal digits of BLAKE2b over salt, key, value."""
    text = '"' + value if isinstance(value, str) else canonical(value)
    return blake2b(f"{salt}\x1f{key}\x1f{text}".encode(), digest_size=DIGEST_BYTES).hexdigest()


def identify(  # noqa: PLR0913, PLR0917 — an edit is what it is
    entity: str,
    row: str,
    digests: Mapping[str, str],
    parents: Parents | None,
    seen: Sequence[str],
    lam: int,
) -> str:
    """Return the eid of an edit: 32 hexadecimal digits; field values enter as digests only."""
    lines = [entity, row, str(lam), "new" if parents is None else "", *sorted(seen)]
    for key in sorted(digests):
        named = () if parents is None else parents.get(key, ())
        lines.append("\x1f".join((key, digests[key], *sorted(named))))
    return blake2b("\x1e".join(lines).encode(), digest_size=DIGEST_BYTES).hexdigest()


def make_edit(  # noqa: PLR0913, PLR0917 — an edit is what it is
    entity: str,
    row: str,
    fields: Mapping[str, Json],
    parents: Parents | None,
    lam: int,
    salt: str,
    *,
    seen: Iterable[str] = (),
    shared: bool = True,
) -> Edit:
    """Return a new edit with its eid."""
    seen = tuple(sorted(seen))
    lam = min(lam, LAST_LAM)
    digests = {key: digest(salt, key, value) for key, value in fields.items()}
    eid = identify(entity, row, digests, parents, seen, lam)
    return Edit(eid, entity, row, fields, parents, seen, lam, salt, shared)


def fields_of_new(entity: Entity, values: Mapping[str, Value]) -> dict[str, Json]:
    """Return what the edit that creates a row holds: by key, units whole, sets as adds."""
    fields: dict[str, Json] = {}
    for key in dict.fromkeys(entity.by_name[name].key for name in values):
        if key in entity.units:
            unit = {m.name: as_json(values.get(m.name)) for m in entity.units[key]}
            if any(value is not None for value in unit.values()):
                fields[key] = unit
        elif values[key] is not None:
            value = as_json(values[key])
            fields[key] = {"add": value} if key in entity.sets else value
    return fields


def as_json(value: Value) -> Json:
    """Return a value as edits hold it."""
    return list(value) if isinstance(value, list) else value


def verify(edit: Edit) -> bool:
    """Tell whether an edit's eid follows from its content; erased values count by their digests."""
    digests = {key: digest(edit.salt, key, value) for key, value in edit.fields.items()}
    digests.update(edit.digests)
    if edit.parents is not None and not edit.parents.keys() <= digests.keys():
        return False  # the eid says nothing of them
    found = identify(edit.entity, edit.row, digests, edit.parents, edit.seen, edit.lam)
    return found == edit.eid


@dataclass(frozen=True)
class Shown:
    """What a set of edits of one row shows.

    Attributes:
        entity: The row's entity.
        heads: For each key its current edits, the shown one first.
        elements: For each set its elements, each with the adds that keep it in.
        gone: Whether every head of the row's deletion says so.
        unseen: Whether a deletion did not know of something that is shown: gone, but flagged.
    """

    entity: Entity
    heads: Mapping[str, tuple[Edit, ...]]
    elements: Mapping[str, Mapping[str, tuple[str, ...]]]
    gone: bool
    unseen: bool

    def value(self, key: str) -> Json:
        """Return the shown value of a field or unit, None where it has none."""
        heads = self.heads.get(key)
        return heads[0].fields[key] if heads else None

    @cached_property
    def values(self) -> dict[str, Value]:
        """Return the shown value of every field of the catalogue that has one."""
        found: dict[str, Value] = {}
        for key in self.heads:
            if key in self.entity.units:
                found.update(self._unit(key))
            elif key in self.entity.by_name:
                found[key] = self.value(key)  # type: ignore[assignment]
        for key, elements in self.elements.items():
            found[key] = sorted(elements) or None
        return {name: value for name, value in found.items() if value is not None}

    def _unit(self, key: str) -> dict[str, Value]:
        value = self.value(key)
        if not isinstance(value, dict):
            return {}
        return {f.name: value.get(f.name) for f in self.entity.units[key]}  # type: ignore[misc]

    @cached_property
    def conflicts(self) -> dict[str, tuple[Edit, ...]]:
        """Return the keys whose heads have different values, with those heads, by name."""
        return {
            key: heads
            for key, heads in sorted(self.heads.items())
            if len(heads) > 1
            and not key.startswith("_")
            and len({canonical(head.fields[key]) for head in heads}) > 1
        }

    def parents(self, key: str, *, all_heads: bool = False) -> tuple[str, ...]:
        """Return what an edit of `key` names: the shown head, or all heads to resolve.

        Heads with the value that is shown are named with it: they are one to whoever looks.
        """
        heads = self.heads.get(key, ())
        if all_heads or key not in self.conflicts:
            return tuple(head.eid for head in heads)
        shown = canonical(heads[0].fields[key])
        return tuple(head.eid for head in heads if canonical(head.fields[key]) == shown)

    def all_heads(self) -> tuple[str, ...]:
        """Return every head of the row: what a deletion was shown."""
        found = [head.eid for key, heads in self.heads.items() if key != DELETED for head in heads]
        live = [eid for by in self.elements.values() for adds in by.values() for eid in adds]
        return tuple(dict.fromkeys(found + live))

    def removal(self, key: str, elements: Iterable[str]) -> tuple[str, ...]:
        """Return what an edit that removes `elements` from a set names: the adds it was shown."""
        adds = self.elements.get(key, {})
        return tuple(dict.fromkeys(eid for item in elements for eid in adds.get(item, ())))


def show(entity: Entity, edits: Sequence[Edit]) -> Shown:
    """Return what the edits of one row show, in whatever order they are given."""
    ordered = _heads(entity, edits)
    written = {key for edit in edits for key in edit.fields}
    elements = {key: live_elements(key, edits) if key in written else {} for key in entity.sets}
    deletions = ordered.get(DELETED, ())
    gone = bool(deletions) and all(edit.fields[DELETED] is True for edit in deletions)
    unseen = gone and _unseen(entity, ordered, elements, deletions)
    return Shown(entity, ordered, elements, gone, unseen)


def _heads(entity: Entity, edits: Sequence[Edit]) -> dict[str, tuple[Edit, ...]]:
    """Return the edits of each field and unit that no edit names, the shown one first."""
    if len(edits) == 1:  # as most rows are: nothing to name, nothing to put in order
        return {key: (edits[0],) for key in edits[0].fields if key not in entity.sets}
    heads: dict[str, list[Edit]] = {}
    named = _named(edits)
    for edit in edits:
        for key in edit.fields:
            if key not in entity.sets and edit.eid not in named.get(key, ()):
                heads.setdefault(key, []).append(edit)
    return {
        key: tuple(sorted(found, key=lambda edit: (edit.lam, edit.eid), reverse=True))
        for key, found in heads.items()
    }


def _named(edits: Sequence[Edit]) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for edit in edits:
        for key, eids in (edit.parents or {}).items():
            named.setdefault(key, set()).update(eids)
    return named


def live_elements(key: str, edits: Sequence[Edit]) -> dict[str, tuple[str, ...]]:
    """Return the elements of a set, each with its adds that no removal of it names."""
    removed = {
        (eid, item) for edit in edits for item in edit.removes(key) for eid in edit.names(key)
    }
    found: dict[str, list[str]] = {}
    for edit in edits:
        for item in edit.adds(key):
            if (edit.eid, item) not in removed:
                found.setdefault(item, []).append(edit.eid)
    return {item: tuple(sorted(eids)) for item, eids in found.items()}


def _unseen(
    entity: Entity,
    heads: Mapping[str, tuple[Edit, ...]],
    elements: Mapping[str, Mapping[str, tuple[str, ...]]],
    deletions: Sequence[Edit],
) -> bool:
    """Tell whether something is shown that no deleter had seen; local keys never count."""
    seen = {eid for edit in deletions for eid in edit.seen}
    skipped = entity.local_keys | {DELETED, MERGED}
    current = {head.eid for key, found in heads.items() if key not in skipped for head in found}
    for key, by in elements.items():
        if key not in skipped:
            current.update(eid for adds in by.values() for eid in adds)
    return not current <= seen
