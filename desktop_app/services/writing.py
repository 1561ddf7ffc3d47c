"""Putting values into rows, deleting rows, resolving conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE, links, parts_of
from desktop_app.domain.edits import DELETED, Json, Shown, fields_of_new
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.gender import new_label
from desktop_app.domain.kinds import Context, Given, Link, Links, Value
from desktop_app.domain.life.evidence import stopping
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.rules import Finding, judge
from desktop_app.domain.words import Words
from desktop_app.services.differing import difference
from desktop_app.services.dossier import case_with
from desktop_app.services.register import Register, field_named
from desktop_app.services.restating import restate
from desktop_app.storage import past, queries, ties
from desktop_app.storage.record import Act
from desktop_app.storage.tables import GONE, Row

STATUS = "status"
SECRET = "secret"  # noqa: S105 — the name of a field
IS_DELETED = Words("Raden är borttagen.", "The row is deleted.")
IS_DELETED_ADVICE = Words(
    "Ångra borttagningen först, så finns raden kvar att ändra.",
    "Undo the deletion first; then the row is there to be changed.",
)
NEW = Words("{new}: {title}", "{new}: {title}")
CHANGED = Words("Ändrade {entity}: {title} ({fields})", "Changed {entity}: {title} ({fields})")
RESTORED = Words("Tog tillbaka {entity}: {title}", "Restored {entity}: {title}")
NOT_DELETED = Words("Raden är inte borttagen.", "The row is not deleted.")
OWNER_DELETED = Words(
    "{title} är en del av {owner}, som är borttagen.",
    "{title} is a part of {owner}, which is deleted.",
)
OWNER_DELETED_ADVICE = Words("Ta tillbaka {owner} först.", "Restore {owner} first.")
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


def put(
    register: Register,
    entity: Entity,
    id_: str | None,
    given: Mapping[str, Given],
    *,
    language: str = "sv",
) -> Saved:
    """Save a new row (`id_` None) or change one; only what differs is written.

    Texts are read as people write in `language`.

    Raises:
        Invalid: A value does not fit, or a rule forbids the row as it would be.
        Refused: An unknown field or id, an ambiguous prefix, a deleted row.
    """
    context = register.context(language)
    values = parse_values(register, entity, given, context)
    if id_ is None:
        return _create(register, entity, values, context)
    row = register.row(entity, id_)
    if row.state == GONE:
        raise Refused(IS_DELETED, IS_DELETED_ADVICE)
    after = {**row.values, **values}
    warnings = judged(register, entity, after, context, row)
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
    warnings = judged(register, entity, values, context)
    id_ = str(uuid4())
    title = _title(register, entity, values)
    with register.record.acting("edit", NEW.fill(new=new_label(entity), title=title)) as act:
        create(act, entity, id_, values)
    return Saved(id_, True, warnings)


def _title(register: Register, entity: Entity, values: Mapping[str, Value]) -> str:
    from desktop_app.domain.titles import title  # noqa: PLC0415 — one use

    return title(entity, values, register.titles())


def judged(
    register: Register,
    entity: Entity,
    values: Mapping[str, Value],
    context: Context,
    before: Row | None = None,
) -> tuple[Finding, ...]:
    """Return what is unusual in a row as it would be.

    Args:
        register: The register.
        entity: What the row is.
        values: The values it would have.
        context: The language of what is said of values.
        before: The row as it is, None for a new one.

    Raises:
        Invalid: Something keeps it from being saved so.
    """
    after = case_with(register, entity, before.id if before else None, values)
    was = None if before is None else replace(after, values=before.values)
    for finding in stopping(was, after):
        if finding.error:
            raise Invalid(finding.words, label_of(entity, finding))
    return tuple(judge(after, context))


def unsettled(row: Row, values: Mapping[str, Value]) -> Row:
    """Return a row as it is judged before some values of it are settled.

    What is settled counts as new, so that nobody settles on what cannot be; but its status is
    one that somebody gave it, and no step is taken by settling on it.
    """
    left = {name: value for name, value in row.values.items() if name not in values}
    return replace(row, values={**left, **{k: v for k, v in values.items() if k == STATUS}})


def label_of(entity: Entity, finding: Finding) -> Words:
    """Return what the field, or the parts, that a finding is about are called."""
    return CATALOGUE[finding.part].many if finding.part else entity.by_name[finding.field].label


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
    fields, parents = difference(entity, view, values, resolve=resolve)
    secret = bool(view.values.get(SECRET)) or bool(values.get(SECRET))
    local = {key: value for key, value in fields.items() if key in entity.local_keys or secret}
    for part, shared in ((local, False), (_without(fields, local), True)):
        if part:
            named = {key: parents[key] for key in part}
            act.write(entity.name, id_, part, named, shared=shared)
    if SECRET in fields:
        restate(act, entity, id_)


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


def restore(register: Register, entity: Entity, id_: str) -> str:
    """Bring a deleted row back, with the parts that went with it; return its id.

    Raises:
        Refused: The row is not deleted, or it is a part of one that is.
    """
    row = register.row(entity, id_)
    if row.state != GONE:
        raise Refused(NOT_DELETED)
    _refuse_without_owner(register, entity, row)
    label = RESTORED.fill(entity=entity.one, title=register.title(row))
    with register.record.acting("edit", label) as act:
        bring_back(register, act, entity, row.id)
    return row.id


def _refuse_without_owner(register: Register, entity: Entity, row: Row) -> None:
    for field, target in links(entity):
        owner = row.values.get(field.name) if field.name in entity.owners else None
        found = owner and queries.row(register.db.conn, CATALOGUE[target], str(owner))
        if found and found.state == GONE:
            name = register.title(found)
            sentence = OWNER_DELETED.fill(title=register.title(row), owner=name)
            raise Refused(sentence, OWNER_DELETED_ADVICE.fill(owner=name))


def bring_back(register: Register, act: Act, entity: Entity, id_: str) -> None:
    """Write that a row is no longer deleted, and its parts that the same action deleted."""
    conn, view = register.db.conn, act.shown(entity, id_)
    ends = _ends(view)
    actions = past.actions_of(conn, ends)
    local = bool(view.values.get(SECRET)) or not any(edit.shared for edit in act.edits(id_))
    act.write(entity.name, id_, {DELETED: False}, {DELETED: tuple(ends)}, shared=not local)
    for part, link in parts_of(entity):
        for part_id in ties.gone_parts(conn, part, link, id_):
            if past.actions_of(conn, _ends(act.shown(part, part_id))) & actions:
                bring_back(register, act, part, part_id)


def _ends(view: Shown) -> list[str]:
    """Return the edits that say a row is deleted."""
    return [head.eid for head in view.heads.get(DELETED, ())]


def resolve(
    register: Register,
    entity: Entity,
    id_: str,
    given: Mapping[str, Given],
    *,
    language: str = "sv",
) -> Saved:
    """Settle differing values of a row: the given ones take the place of all."""
    context = register.context(language)
    values = parse_values(register, entity, given, context)
    row = register.row(entity, id_)
    if row.state == GONE:
        raise Refused(IS_DELETED, IS_DELETED_ADVICE)
    for name in values:
        if entity.by_name[name].key not in row.conflicts:
            sentence = NO_CONFLICT.fill(field=entity.by_name[name].label)
            raise Refused(sentence, NO_CONFLICT_ADVICE)
    warnings = judged(register, entity, {**row.values, **values}, context, unsettled(row, values))
    fields = [entity.by_name[name].label for name in values]
    label = RESOLVED.fill(entity=entity.one, title=register.title(row), fields=fields)
    with register.record.acting("edit", label) as act:
        change(act, entity, row.id, values, resolve=True)
    return Saved(row.id, True, warnings)


def entity_of(row_entity: str) -> Entity:
    """Return the entity of a row."""
    return CATALOGUE[row_entity]
