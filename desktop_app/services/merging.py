"""Bringing two rows of one thing together, and taking them apart again, at any time later.

The merged row leads to its survivor for ever; nothing of it is lost: what is not taken over stays
in its history, and what somebody else writes in it later comes up at the survivor.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Literal, TypeAlias

from desktop_app.domain.edits import MERGED
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Note, Value
from desktop_app.domain.merging import redirection
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import writing
from desktop_app.services.register import Register
from desktop_app.services.undoing import Undone, undo
from desktop_app.storage import past, queries, redirects
from desktop_app.storage.record import Act
from desktop_app.storage.tables import GONE, Row

__all__ = ["Choice", "merge", "mergeable", "merged_into", "together", "unmerge"]

Choice: TypeAlias = Literal["keep", "drop"]
MERGED_ROWS = Words("Slog ihop {drop} med {keep}", "Merged {drop} into {keep}")
APART = Words("Tog isär {title}", "Took {title} apart")
SAME_ROW = Words("Det är en och samma rad.", "It is one and the same row.")
NOT_MERGED = Words("Raden är inte sammanslagen med någon.", "The row was not merged into any.")
NOT_MERGED_ADVICE = Words(
    "”kontaktnat history” visar sammanslagningarna.", "“kontaktnat history” shows the merges."
)
NO_MERGE = Words("{entities} slås inte ihop.", "{entities} are not merged.")
NO_MERGE_ADVICE = Words("Ta bort den ena raden i stället.", "Delete one of the two rows instead.")
HOUSEHOLD = frozenset({"setting", "distinct", "list_item", "attachment", "delivery"})


def mergeable(entity: Entity) -> bool:
    """Tell whether rows of a kind can be merged."""
    return entity.name not in HOUSEHOLD


def merge(
    register: Register,
    entity: Entity,
    keep: str,
    drop: str,
    choices: Mapping[str, Choice] | None = None,
) -> str:
    """Merge the row `drop` into `keep`, as one action; return the id of the survivor.

    Fields that only one of them has filled are taken over; sets are united; notes are joined.
    Where both say something else, `keep` decides unless `choices` says ``drop`` for the field.

    Raises:
        Refused: The rows are the same, one is deleted, or rows of this kind are not merged.
        Invalid: A rule forbids the row as it would be.
    """
    if not mergeable(entity):
        raise Refused(NO_MERGE.fill(entities=entity.many), NO_MERGE_ADVICE)
    kept, dropped = register.row(entity, keep), register.row(entity, drop)
    if kept.id == dropped.id:
        raise Refused(SAME_ROW)
    if GONE in {kept.state, dropped.state}:
        raise Refused(writing.IS_DELETED, writing.IS_DELETED_ADVICE)
    values = together(entity, kept, dropped, choices or {})
    context = register.context()
    writing.judged(register, entity, {**kept.values, **values}, context, kept)
    label = MERGED_ROWS.fill(drop=register.title(dropped), keep=register.title(kept))
    with register.record.acting("merge", label) as act:
        writing.change(act, entity, kept.id, values)
        _redirect(act, entity, dropped.id, kept.id)
    return kept.id


def together(
    entity: Entity, kept: Row, dropped: Row, choices: Mapping[str, Choice]
) -> dict[str, Value]:
    """Return what the survivor gets: by field, only what differs from what it has."""
    found: dict[str, Value] = {}
    for key, members in entity.by_key.items():
        names = [member.name for member in members]
        ours = {name: kept.values.get(name) for name in names}
        theirs = {name: dropped.values.get(name) for name in names}
        chosen = next((choices[name] for name in (*names, key) if name in choices), None)
        if ours == theirs or not any(value is not None for value in theirs.values()):
            continue
        if key in entity.sets and chosen is None:
            found[key] = sorted({*_items(ours[key]), *_items(theirs[key])})
        elif chosen == "drop" or not any(value is not None for value in ours.values()):
            found.update(theirs)
        elif chosen is None and isinstance(entity.by_name[names[0]].kind, Note):
            found[key] = f"{ours[key]}\n\n{theirs[key]}"
    return {name: value for name, value in found.items() if kept.values.get(name) != value}


def _items(value: Value) -> list[str]:
    return value if isinstance(value, list) else []


def _redirect(act: Act, entity: Entity, row: str, target: str | None) -> None:
    """Write where a row leads: all that is shown of it has been seen."""
    view = act.shown(entity, row)
    heads = tuple(head.eid for head in view.heads.get(MERGED, ()))
    seen = view.all_heads() if target is not None else ()
    shared = any(edit.shared for edit in act.edits(row))
    act.write(entity.name, row, {MERGED: target}, {MERGED: heads}, seen=seen, shared=shared)


def merged_into(register: Register, row: str) -> list[str]:
    """Return the rows that were merged into a row."""
    return list(redirects.Redirects(register.db.conn).members(row))


def unmerge(register: Register, entity: Entity, id_: str) -> Undone:
    """Take a merged row apart from its survivor again; what the merge wrote there goes back.

    What was changed in the survivor since stays there, and is listed.

    Raises:
        Refused: The row was not merged.
    """
    conn = register.db.conn
    ids = queries.ids_from(conn, entity, id_.strip().lower())
    edits = past.edits_of(conn, ids[:1])[ids[0]] if len(ids) == 1 else []
    target, heads = redirection(edits)
    if target is None:
        raise Refused(NOT_MERGED, NOT_MERGED_ADVICE)
    undone = _undo_merge(register, heads[0].eid)
    if undone is not None and redirection(past.edits_of(conn, [ids[0]])[ids[0]])[0] is None:
        return undone
    row = queries.row(conn, entity, ids[0])
    title = register.title(row) if row else ids[0]
    with register.record.acting("merge", APART.fill(title=title)) as act:
        _redirect(act, entity, ids[0], None)
    return Undone(act.id, APART.fill(title=title), 1, ())


def _undo_merge(register: Register, eid: str) -> Undone | None:
    """Take back the action that merged, None if that cannot be."""
    conn = register.db.conn
    for seq in past.actions_of(conn, [eid]):
        action = past.action_at(conn, seq)
        if action.kind == "merge":
            with suppress(Refused):  # it was taken back already, and merged again elsewhere
                return undo(register, action.id)
    return None
