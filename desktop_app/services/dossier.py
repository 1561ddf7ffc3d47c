"""Rows with what belongs to them, as rules and steps judge them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.rules import PARTS, SIBLINGS
from desktop_app.domain.thresholds import Thresholds
from desktop_app.services.register import Register
from desktop_app.services.thresholds import thresholds
from desktop_app.storage import dossiers
from desktop_app.storage.tables import Row

__all__ = ["case_of", "case_with", "cases"]


def cases(
    register: Register,
    entity: Entity,
    ids: Sequence[str] | None = None,
    *,
    parts: Sequence[str] | None = None,
) -> Iterator[Case]:
    """Go through the rows in view with their parts: a few queries, however many rows there are.

    Args:
        register: The register.
        entity: What the rows are.
        ids: Which ones, None for all.
        parts: Which entities of parts to read; None for those that rules and steps look at.
    """
    conn = register.db.conn
    wanted = PARTS.get(entity.name, ()) if parts is None else parts
    today, held = register.clock().date(), thresholds(register)
    belongs = {
        part.name: dossiers.parts_by_owner(conn, part, link, ids)
        for part, link in parts_of(entity)
        if part.name in wanted
    }
    for row in dossiers.in_view(conn, entity, ids):
        found = {
            name: [_alone(part, today, held) for part in by_owner.get(row.id, ())]
            for name, by_owner in belongs.items()
        }
        yield Case(entity, row.id, row.values, today, found, thresholds=held)


def _alone(row: Row, today: date, held: Thresholds) -> Case:
    return Case(CATALOGUE[row.entity], row.id, row.values, today, thresholds=held)


def case_of(register: Register, row: Row, *, parts: Sequence[str] | None = None) -> Case:
    """Return one row with its parts, whatever its state; `parts` as for `cases`."""
    return case_with(register, CATALOGUE[row.entity], row.id, row.values, parts=parts)


def case_with(
    register: Register,
    entity: Entity,
    id_: str | None,
    values: Mapping[str, Value],
    *,
    parts: Sequence[str] | None = None,
) -> Case:
    """Return a row as it would be with some values, with the parts it has; None for a new one."""
    filled = {name: value for name, value in values.items() if value is not None}
    today, held = register.clock().date(), thresholds(register)
    wanted = PARTS.get(entity.name, ()) if parts is None else parts
    return Case(
        entity,
        id_ or "",
        filled,
        today,
        {
            part.name: _parts(register, part, link.name, id_, today, held)
            for part, link in parts_of(entity)
            if part.name in wanted
        },
        _siblings(register, entity, id_, filled, today, held),
        held,
    )


def _parts(  # noqa: PLR0913, PLR0917 — what a part is judged by
    register: Register, part: Entity, link: str, id_: str | None, today: date, held: Thresholds
) -> Sequence[Case]:
    if not id_:
        return ()
    found = dossiers.parts_by_owner(register.db.conn, part, part.by_name[link], [id_])
    return [_alone(row, today, held) for row in found.get(id_, ())]


def _siblings(  # noqa: PLR0913, PLR0917 — as above
    register: Register,
    entity: Entity,
    id_: str | None,
    values: Mapping[str, Value],
    today: date,
    held: Thresholds,
) -> Sequence[Case] | None:
    if entity.name not in SIBLINGS:
        return None
    owners = ((name, values.get(name)) for name in entity.owners)
    return [
        each
        for name, owner in owners
        if owner
        for each in _parts(register, entity, name, str(owner), today, held)
        if each.id != id_
    ]
