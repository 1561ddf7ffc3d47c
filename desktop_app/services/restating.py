"""Telling others what they have not seen: a row that is no longer secret, shared once more."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.edits import DELETED, Edit, Json, Shown, canonical
from desktop_app.domain.fields import Entity
from desktop_app.domain.undo import SECRET
from desktop_app.storage.record import Act

__all__ = ["restate"]


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
            fields[key] = {"add": shown, "remove": _told_elements(act, id_, key, shown)}
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


def _told_elements(act: Act, id_: str, key: str, shown: Sequence[Json]) -> list[Json]:
    """Return the elements that others know or are told now; what came and went in secret is not.

    Those told now are removed in the same breath, so that they are in by the new edit alone: others
    cannot remove them by naming edits that they never saw.
    """
    known = {item for edit in act.edits(id_) if edit.shared for item in edit.adds(key)}
    return list[Json](sorted(known | {str(item) for item in shown}))
