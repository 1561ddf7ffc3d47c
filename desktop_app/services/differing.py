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
