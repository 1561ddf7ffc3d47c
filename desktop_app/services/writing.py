"""Putting values into rows, deleting rows, resolving conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.edits import (
    DELETED,
    Edit,
    Json,
    Shown,
    as_json,
    canonical,
    fields_of_new,
)
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Context, Given, Link, Links, Value
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.rules import Finding, judge
from desktop_app.domain.words import Words
from desktop_app.services.register import Register, field_named
from desktop_app.storage import queries
from desktop_app.storage.record import Act
from desktop_app.storage.tables import GONE

SECRET = "secret"  # noqa: S105 — the name of a field
IS_DELETED = Words("Raden är borttagen.", "The row is deleted.")
IS_DELETED_ADVICE = Words(
    "Ångra borttagningen först, så finns raden kvar att ändra.",
    "Undo the deletion first; then the row is there to be changed.",
)
NEW = Words("Ny {entity}: {title}", "New {entity}: {title}")
CHANGED = Words("Ändrade {entity}: {title} ({fields})", "Changed {entity}: {title} ({fields})")
REMOVED = Words("Tog bort {entity}: {title}", "Deleted {entity}: {title}")
RESOLVED = Words("Avgjorde {entity}: {title} ({fields})", "Resolved {entity}: {title} ({fields})")
NO_CONFLICT = Words(
    "{field} har inga olika uppgifter att avgöra.", "{field} has no differing values to resolve."
)
NO_CONFLICT_ADVICE = Words(
    "Ändra värdet med ”put” i stället.", "Change the value by “put” instead."
)


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving a row came to.

    Attributes:
        id: The row's id.
        changed: Whether anything was written.
        warnings: What is unusual about it.
    """

    id: str
    changed: bool
    warnings: tuple[Finding, ...]


def parse_values(
    register: Register, entity: Entity, given: Mapping[str, Given], context: Context
) -> dict[str, Value]:
    """Return normalised values by field; raise `Invalid` with field and reason, `Refused`."""
    return {
        name: parse_value(register, field_named(entity, name), value, context)
        for name, value in given.items()
    }


def parse_value(register: Register, field: Field, given: Given, context: Context) -> Value:
    """Return one normalised value; names of linked rows are looked up."""
    try:
        if isinstance(given, str) and given.strip():
            if isinstance(field.kind, Link):
                return register.link(field, given)
            if isinstance(field.kind, Links):
                return _links(register, field, given)
        return field.kind.parse(given, context)
    except Invalid as problem:
        raise Invalid(problem.reason, field.label, given) from None


def _links(register: Register, field: Field, given: str) -> Value:
    single = Field(field.name, Link(field.kind.entity), field.label)  # type: ignore[attr-defined]
    return (
        sorted({register.link(single, text) for text in given.split(";") if text.strip()}) or None
    )


def put(register: Register, entity: Entity, id_: str | None, given: Mapping[str, Given]) -> Saved:
    """Save a new row (`id_` None) or change one; only what differs is written.

    Raises:
        Invalid: A value does not fit, or a rule forbids the row as it would be.
        Refused: An unknown field or id, an ambiguous prefix, a deleted row.
    """
    context = register.context()
    values = parse_values(register, entity, given, context)
    if id_ is None:
        return _create(register, entity, values, context)
    row = register.row(entity, id_)
    if row.state == GONE:
        raise Refused(IS_DELETED, IS_DELETED_ADVICE)
    after = {**row.values, **values}
    warnings = _judged(register, entity, after, context)
    label = CHANGED.fill(
        entity=entity.one,
        title=register.title(row),
        fields=[entity.by_name[name].label for name in values],
    )
    with register.record.acting("edit", label) as act:
        change(act, entity, row.id, values)
        return Saved(row.id, bool(act.written), warnings)


def _create(
    register: Register, entity: Entity, values: Mapping[str, Value], context: Context
) -> Saved:
    warnings = _judged(register, entity, values, context)
    id_ = str(uuid4())
    title = _title(register, entity, values)
    with register.record.acting("edit", NEW.fill(entity=entity.one, title=title)) as act:
        create(act, entity, id_, values)
    return Saved(id_, True, warnings)


def _title(register: Register, entity: Entity, values: Mapping[str, Value]) -> str:
    from desktop_app.domain.titles import title  # noqa: PLC0415 — one use

    return title(entity, values, register.titles())


def _judged(
    register: Register, entity: Entity, values: Mapping[str, Value], context: Context
) -> tuple[Finding, ...]:
    """Return the warnings; raise `Invalid` for the first error."""
    filled = {name: value for name, value in values.items() if value is not None}
    findings = judge(entity, filled, context, register.clock().date())
    for finding in findings:
        if finding.error:
            raise Invalid(finding.words, entity.by_name[finding.field].label)
    return tuple(findings)


def create(act: Act, entity: Entity, id_: str, values: Mapping[str, Value]) -> None:
    """Write a new row: one edit, and a second one for what is local."""
    fields = fields_of_new(entity, values)
    local = {key: value for key, value in fields.items() if key in entity.local_keys}
    shared = {key: value for key, value in fields.items() if key not in local}
    if values.get(SECRET) or not shared:
        act.create(entity.name, id_, fields, shared=False)
        return
    act.create(entity.name, id_, shared, shared=True)
    if local:
        act.write(entity.name, id_, local, dict.fromkeys(local, ()), shared=False)


def change(
    act: Act, entity: Entity, id_: str, values: Mapping[str, Value], *, resolve: bool = False
) -> None:
    """Write what differs from what is shown; `resolve` names all heads, not only the shown one."""
    view = act.shown(entity, id_)
    fields, parents = _difference(entity, view, values, resolve=resolve)
    secret = bool(view.values.get(SECRET)) or bool(values.get(SECRET))
    local = {key: value for key, value in fields.items() if key in entity.local_keys or secret}
    for part, shared in ((local, False), (_without(fields, local), True)):
        if part:
            named = {key: parents[key] for key in part}
            act.write(entity.name, id_, part, named, shared=shared)
    if SECRET in fields:
        restate(act, entity, id_)


def restate(act: Act, entity: Entity, id_: str) -> None:
    """Share what is shown of a row that is no longer secret here and what others have not seen.

    Values that differ are shared one by one, so that others see the same conflict.
    """
    view = act.shown(entity, id_)
    if view.values.get(SECRET):
        return
    layers = [_sets_again(act, entity, id_, view)]
    for key, heads in view.heads.items():
        if key in entity.local_keys or all(head.shared for head in heads):
            continue
        for place, (value, named) in enumerate(_by_value(key, heads)):
            if place == len(layers):
                layers.append(({}, {}))
            layers[place][0][key], layers[place][1][key] = value, named
    seen = [eid for head in view.heads.get(DELETED, ()) for eid in head.seen]
    first = act.lam
    for place, (fields, parents) in enumerate(layers):
        if fields:
            saw = seen if fields.get(DELETED) else ()
            lam = first + place
            act.write(entity.name, id_, fields, parents, seen=saw, shared=True, lam=lam)


def _sets_again(
    act: Act, entity: Entity, id_: str, view: Shown
) -> tuple[dict[str, Json], dict[str, tuple[str, ...]]]:
    """Return the sets that were changed where others do not see it, whole."""
    fields: dict[str, Json] = {}
    parents: dict[str, tuple[str, ...]] = {}
    for key in entity.sets - entity.local_keys:
        if any(not edit.shared and key in edit.fields for edit in act.edits(id_)):
            shown = list[Json](sorted(view.elements.get(key, ())))
            fields[key] = {"add": shown, "remove": _every_element(act, id_, key)}
            parents[key] = _every_add(act, id_, key)
    return fields, parents


def _by_value(key: str, heads: Sequence[Edit]) -> list[tuple[Json, tuple[str, ...]]]:
    """Return the different values of some heads, each with the edits that say so, shown last."""
    found: dict[str, tuple[Json, tuple[str, ...]]] = {}
    for head in heads:
        text = canonical(head.fields[key])
        _value, named = found.get(text, (None, ()))
        found[text] = (head.fields[key], (*named, head.eid))
    return list(reversed(found.values()))


def _every_add(act: Act, id_: str, key: str) -> tuple[str, ...]:
    return tuple(sorted(edit.eid for edit in act.edits(id_) if edit.adds(key)))


def _every_element(act: Act, id_: str, key: str) -> list[Json]:
    return list[Json](sorted({item for edit in act.edits(id_) for item in edit.adds(key)}))


def _difference(
    entity: Entity, view: Shown, values: Mapping[str, Value], *, resolve: bool
) -> tuple[dict[str, Json], dict[str, tuple[str, ...]]]:
    """Return the new values by key and what each names."""
    fields: dict[str, Json] = {}
    parents: dict[str, tuple[str, ...]] = {}
    for key in dict.fromkeys(entity.by_name[name].key for name in values):
        if key in entity.sets:
            wanted = values[key]
            found = _set_difference(view, key, wanted if isinstance(wanted, list) else [])
        else:
            found = _value_difference(entity, view, key, values, resolve=resolve)
        if found is not None:
            fields[key], parents[key] = found
    return fields, parents


def _set_difference(
    view: Shown, key: str, wanted: Iterable[str]
) -> tuple[Json, tuple[str, ...]] | None:
    now, then = set(wanted), set(view.elements.get(key, ()))
    if now == then:
        return None
    change: dict[str, Json] = {}
    if now - then:
        change["add"] = list[Json](sorted(now - then))
    if then - now:
        change["remove"] = list[Json](sorted(then - now))
    return change, view.removal(key, then - now)


def _value_difference(
    entity: Entity, view: Shown, key: str, values: Mapping[str, Value], *, resolve: bool
) -> tuple[Json, tuple[str, ...]] | None:
    shown = view.value(key)
    if key in entity.units:
        old = shown if isinstance(shown, dict) else {}
        new: Json = {
            m.name: values[m.name] if m.name in values else old.get(m.name)  # type: ignore[misc]
            for m in entity.units[key]
        }
        if not old and not any(new.values()):  # type: ignore[union-attr]
            return None
    else:
        new = as_json(values[key])
    if not resolve and canonical(new) == canonical(shown):
        return None
    return new, view.parents(key, all_heads=resolve)


def _without(fields: Mapping[str, Json], others: Mapping[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in fields.items() if key not in others}


def delete(register: Register, entity: Entity, id_: str) -> str:
    """Delete a row and its parts; return its id. It can be undone at any time."""
    row = register.row(entity, id_)
    if row.state == GONE:
        raise Refused(IS_DELETED, IS_DELETED_ADVICE)
    label = REMOVED.fill(entity=entity.one, title=register.title(row))
    with register.record.acting("edit", label) as act:
        remove(register, act, entity, row.id)
    return row.id


def remove(register: Register, act: Act, entity: Entity, id_: str) -> None:
    """Write the deletion of a row, its parts first."""
    for part, link in parts_of(entity):
        for _target, other, field, part_id in queries.referring(register.db.conn, entity, [id_]):
            if other is part and field == link.name:
                remove(register, act, part, part_id)
    view = act.shown(entity, id_)
    ever_shared = any(edit.shared for edit in act.edits(id_))
    parents = {DELETED: tuple(head.eid for head in view.heads.get(DELETED, ()))}
    act.write(entity.name, id_, {DELETED: True}, parents, seen=view.all_heads(), shared=ever_shared)


def resolve(register: Register, entity: Entity, id_: str, given: Mapping[str, Given]) -> Saved:
    """Settle differing values of a row: the given ones take the place of all."""
    context = register.context()
    values = parse_values(register, entity, given, context)
    row = register.row(entity, id_)
    if row.state == GONE:
        raise Refused(IS_DELETED, IS_DELETED_ADVICE)
    for name in values:
        if entity.by_name[name].key not in row.conflicts:
            sentence = NO_CONFLICT.fill(field=entity.by_name[name].label)
            raise Refused(sentence, NO_CONFLICT_ADVICE)
    warnings = _judged(register, entity, {**row.values, **values}, context)
    fields = [entity.by_name[name].label for name in values]
    label = RESOLVED.fill(entity=entity.one, title=register.title(row), fields=fields)
    with register.record.acting("edit", label) as act:
        change(act, entity, row.id, values, resolve=True)
    return Saved(row.id, True, warnings)


def entity_of(row_entity: str) -> Entity:
    """Return the entity of a row."""
    return CATALOGUE[row_entity]
