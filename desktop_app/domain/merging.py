"""Rows that were merged into others: where they lead, and what of them comes up there.

A merged row is redirected to its survivor for ever. What whoever merged it had seen of it stays
with it; what was written later, or elsewhere at the same time, comes up at the survivor.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from desktop_app.domain.edits import DELETED, MERGED, Edit, Json
from desktop_app.domain.fields import Entity

__all__ = ["FROM", "gathered", "redirection", "survivors"]

FROM = "_from:"
"""Before the id of a merged row: the key under which its merging counts among the heads."""


def redirection(edits: Iterable[Edit]) -> tuple[str | None, tuple[Edit, ...]]:
    """Return the row that a row is merged into, None for none, and the current edits saying so.

    Of edits that differ the one with the greatest (`lam`, eid) decides.
    """
    said = [edit for edit in edits if MERGED in edit.fields]
    named = {eid for edit in said for eid in edit.names(MERGED)}
    heads = [edit for edit in said if edit.eid not in named]
    heads.sort(key=lambda edit: (edit.lam, edit.eid), reverse=True)
    target = heads[0].fields[MERGED] if heads else None
    if not isinstance(target, str) or target == heads[0].row:
        return None, ()
    return target, tuple(edit for edit in heads if edit.fields[MERGED] == target)


def survivors(targets: Mapping[str, str]) -> dict[str, str]:
    """Return where each redirected row leads in the end; a cycle ends at its smallest id."""
    found: dict[str, str] = {}
    for start in targets:
        way: dict[str, None] = {}
        row = start
        while row in targets and row not in way:
            way[row] = None
            row = targets[row]
        if row in way:
            steps = list(way)
            row = min(steps[steps.index(row) :])
        found[start] = row
    return {row: survivor for row, survivor in found.items() if survivor != row}


def gathered(
    entity: Entity, row: str, own: Sequence[Edit], members: Mapping[str, Sequence[Edit]]
) -> list[Edit]:
    """Return the edits that show a survivor: its own, and what comes up of rows merged into it.

    Args:
        entity: Their entity.
        row: The survivor.
        own: Its edits.
        members: The edits of each row that leads to it.
    """
    if not members:
        return list(own)
    others = [edit for edits in members.values() for edit in edits]
    named = _named([*own, *others])
    removed = _removed(entity, [*own, *others])
    merges = {member: redirection(edits)[1] for member, edits in members.items()}
    retired = {eid for heads in merges.values() for head in heads for eid in head.seen}
    found = list(own)
    for edit in others:
        fields = {} if edit.eid in retired else _late(entity, edit, named, removed)
        if fields:
            found.append(_at(row, edit, fields))
    found.extend(_taken_out(entity, row, {edit.eid for edit in own}, others))
    for member, heads in merges.items():
        found.extend(_at(row, head, {FROM + member: True}) for head in heads)
    naming = {key: tuple(sorted(eids)) for key, eids in _named(others).items()}
    found.append(Edit("", entity.name, row, {}, naming, (), 0, ""))
    return found


def _taken_out(
    entity: Entity, row: str, own: Container[str], others: Iterable[Edit]
) -> Iterator[Edit]:
    """Go through what was taken out of the survivor's sets where it was a merged row itself."""
    for edit in others:
        for key in sorted(entity.sets & edit.fields.keys()):
            named = tuple(eid for eid in edit.names(key) if eid in own)
            if named and edit.removes(key):
                taken: Json = {"remove": list[Json](edit.removes(key))}
                eid = f"{edit.eid}:{key}"
                yield Edit(eid, entity.name, row, {key: taken}, {key: named}, (), 0, "")


def _at(row: str, edit: Edit, fields: Mapping[str, Json]) -> Edit:
    return Edit(edit.eid, edit.entity, row, fields, {}, (), edit.lam, edit.salt, edit.shared)


def _named(edits: Iterable[Edit]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for edit in edits:
        for key, eids in (edit.parents or {}).items():
            found.setdefault(key, set()).update(eids)
    return found


def _removed(entity: Entity, edits: Iterable[Edit]) -> set[tuple[str, str, str]]:
    return {
        (key, eid, item)
        for edit in edits
        for key in entity.sets & edit.fields.keys()
        for item in edit.removes(key)
        for eid in edit.names(key)
    }


def _late(
    entity: Entity,
    edit: Edit,
    named: Mapping[str, set[str]],
    removed: set[tuple[str, str, str]],
) -> dict[str, Json]:
    """Return what of an edit of a merged row is current and comes up at the survivor."""
    found: dict[str, Json] = {}
    for key, value in edit.fields.items():
        if key in entity.sets:
            items = [item for item in edit.adds(key) if (key, edit.eid, item) not in removed]
            if items:
                found[key] = {"add": list[Json](items)}
        elif key not in {DELETED, MERGED} and edit.eid not in named.get(key, ()):
            found[key] = value
    return found
