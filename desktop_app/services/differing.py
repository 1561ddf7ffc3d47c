"""What an edit must say so that a row shows other values than it does now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.edits import Json, Shown, as_json, canonical
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value

__all__ = ["difference"]


def difference(
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
    new = _whole(entity, view, key, values) if key in entity.units else as_json(values[key])
    if not resolve and _filled(new) == _filled(shown):
        return None
    return new, view.parents(key, all_heads=resolve)


def _whole(entity: Entity, view: Shown, key: str, values: Mapping[str, Value]) -> Json:
    """Return a whole unit with new values; members that are not known here stay as they are.

    A newer version wrote those. They are of the head that says the same, else of the shown one.
    """
    heads = [head.fields[key] for head in view.heads.get(key, ())]
    units = [unit for unit in heads if isinstance(unit, dict)]
    old = units[0] if units and units[0] is heads[0] else {}
    new: dict[str, Json] = {
        member.name: as_json(values[member.name]) if member.name in values else old.get(member.name)
        for member in entity.units[key]
    }
    same = (unit for unit in units if all(unit.get(name) == new[name] for name in new))
    return {**next(same, old), **new}


def _filled(value: Json) -> str:
    """Return a value as a text to compare by; an empty member of a unit is none."""
    if isinstance(value, dict):
        value = {name: part for name, part in value.items() if part is not None} or None
    return canonical(value)
