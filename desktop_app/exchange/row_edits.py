"""The edits that a returned row stands for, made from the file alone.

Whoever reads the same return makes the same edits, with the same identities: ids of new rows
follow from their cells, salts from the secrets of the export, parents from the base.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid5

from desktop_app.domain.edits import DELETED, Edit, Json, canonical, fields_of_new, make_edit
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.domain.kinds.given import clean
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words
from desktop_app.exchange import plan_words as say
from desktop_app.exchange.base_rows import BaseRow, derived
from desktop_app.exchange.drafts_of_rows import Draft, RowReader, elements
from desktop_app.exchange.layout import is_link
from desktop_app.exchange.outgoing import Meta

__all__ = ["change_of", "creation_of", "deletion_of", "new_id", "said_by"]

NAMESPACE = UUID("2d6f3e14-8a57-4b0c-9a43-6f1c7be0d9a2")
"""What the ids of new rows are made in; never changed, or the same return would mean two rows."""


def said_by(draft: Draft) -> str:
    """Return what a new row says: its values, and the names of linked rows as they are written."""
    said: dict[str, Json] = {name: json_of(value) for name, value in draft.values.items()}
    for name in draft.touched:
        if is_link(draft.entity.by_name[name]):
            said[name] = clean(draft.line.text(name))
    return canonical(said)


def new_id(meta: Meta, entity: str, said: str, occurrence: int) -> str:
    """Return the id of a new row; `occurrence` counts the rows before it that say the same."""
    return str(uuid5(NAMESPACE, f"{meta.export_id}\x1f{entity}\x1f{said}\x1f{occurrence}"))


def json_of(value: Value) -> Json:
    """Return a value as JSON."""
    return list(value) if isinstance(value, list) else value


def creation_of(draft: Draft, meta: Meta) -> Edit:
    """Return the edit that creates a new row."""
    known = draft.entity.by_name.keys()
    values = {name: value for name, value in draft.values.items() if name in known}
    fields = fields_of_new(draft.entity, values)
    salt = derived(meta.secret, draft.id)
    return make_edit(draft.entity.name, draft.id, fields, None, meta.lam + 1, salt)


def change_of(draft: Draft, reader: RowReader, meta: Meta) -> Edit | None:
    """Return the one edit of all changed keys, None where nothing changed.

    What is wrong with the other members of a unit, which is written whole, refuses the row.
    """
    base = _base(draft)
    fields: dict[str, Json] = {}
    parents: dict[str, tuple[str, ...]] = {}
    for key in dict.fromkeys(draft.entity.by_name[name].key for name in draft.values):
        if key in draft.entity.sets:
            fields[key], parents[key] = _set_change(draft.values[key], base.elements.get(key, {}))
            continue
        is_unit = key in draft.entity.units
        fields[key] = _unit(draft, reader, key) if is_unit else json_of(draft.values[key])
        parents[key] = base.heads.get(key, ())
    if not fields or not draft.stands:
        return None
    return make_edit(draft.entity.name, draft.id, fields, parents, meta.lam + 1, base.secret)


def _base(draft: Draft) -> BaseRow:
    assert draft.base is not None  # noqa: S101 - for the type checker
    return draft.base


def _set_change(
    value: Value, then: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Json], tuple[str, ...]]:
    """Return what was added and removed, and the adds that the removal names."""
    now = set(elements(value))
    change: dict[str, Json] = {}
    if now - then.keys():
        change["add"] = list[Json](sorted(now - then.keys()))
    removed = sorted(then.keys() - now)
    if removed:
        change["remove"] = list(removed)
    return change, tuple(dict.fromkeys(eid for item in removed for eid in then[item]))


def _unit(draft: Draft, reader: RowReader, key: str) -> Json:
    """Return a whole unit as the row now shows it."""
    found: dict[str, Json] = {}
    for member in draft.entity.units[key]:
        if member.name not in draft.line.source.sheet.columns:
            draft.refuse(member.name, say.NEEDS_COLUMN.fill(label=member.label))
            continue
        try:
            found[member.name] = json_of(reader.value_now(draft, member))
        except Invalid as fault:
            draft.refuse(member.name, fault.reason)
    return found


def deletion_of(draft: Draft, meta: Meta, change: Edit | None) -> Edit:
    """Return the edit that deletes a row; it has seen what was changed in the same row."""
    base = _base(draft)
    seen = (*base.all_heads, change.eid) if change else base.all_heads
    parents = {DELETED: base.delete_heads}
    fields: dict[str, Json] = {DELETED: True}
    lam = meta.lam + 1
    name, row = draft.entity.name, draft.id
    return make_edit(name, row, fields, parents, lam, base.secret, seen=seen)


def lacking(draft: Draft, reader: RowReader) -> None:
    """Refuse a row that lacks what it cannot be without, or of which only a part is known here.

    Of a row that left, only what was emptied now is held against it: it may have been incomplete.
    """
    for field in draft.entity:
        if field.required and _was_emptied(draft, (field.name,)):
            draft.refuse(field.name, say.REQUIRED.fill(label=field.label))
    for name in draft.values:
        if name in draft.entity.by_name and reader.is_newer_unit(draft.entity, name):
            label = draft.entity.by_name[name].label
            draft.refuse(name, say.NEWER_UNIT.fill(label=label))
    _lacks_one(draft, reader, draft.entity.one_of, say.ONE_REQUIRED)
    owners = [name for name in draft.entity.owners if not draft.entity.by_name[name].required]
    _lacks_one(draft, reader, tuple(owners), say.NO_OWNER)


def _was_emptied(draft: Draft, names: tuple[str, ...]) -> bool:
    if draft.base is None:
        return all(draft.values.get(name) is None for name in names)
    return any(name in draft.values for name in names) and all(
        draft.values.get(name) is None for name in names if name in draft.values
    )


def _lacks_one(draft: Draft, reader: RowReader, names: tuple[str, ...], reason: Words) -> None:
    if not names or not _was_emptied(draft, names):
        return
    entity: Entity = draft.entity
    try:
        left = [reader.value_now(draft, entity.by_name[name]) for name in names]
    except Invalid:
        return
    if not any(left):
        labels = [entity.by_name[name].label for name in names]
        draft.refuse("", reason.fill(labels=labels))
