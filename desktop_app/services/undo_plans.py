"""What can go back of each row an action touched, so that nothing that stays loses its ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Json
from desktop_app.domain.undo import (
    DELETED_SINCE,
    POINTED_AT,
    WORKED_ON,
    Past,
    RowPlan,
    plan_row,
)
from desktop_app.domain.words import Words
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.storage import queries, redirects
from desktop_app.storage.past import RecordedAction
from desktop_app.storage.tables import GONE, fetch

__all__ = ["CHUNK", "plan_all"]

CHUNK = 1000


def plan_all(
    register: Register, rows: list[tuple[str, str]], target: RecordedAction, steps: Steps
) -> list[RowPlan]:
    """Plan every row; what was created goes only if nothing that stays points to it."""
    plans: list[RowPlan] = []
    for start in range(0, len(rows), CHUNK):
        some = [(entity, row) for entity, row in rows[start : start + CHUNK] if entity in CATALOGUE]
        pasts = redirects.pasts(register.db.conn, [row for _entity, row in some])
        found = [
            plan_row(CATALOGUE[entity], row, pasts[row], target.id)
            for entity, row in steps.through(some)
        ]
        plans += [_in_view(register, plan, pasts[plan.row], target) for plan in found]
    _keep_what_is_used(register, plans)
    return plans


def _in_view(register: Register, plan: RowPlan, row_past: Past, target: RecordedAction) -> RowPlan:
    """Plan a deleted row anew if a part of it has kept it in view: it can still be changed."""
    if DELETED_SINCE not in plan.kept.values():
        return plan
    row = queries.row(register.db.conn, plan.entity, plan.row)
    if row is None or row.state == GONE:
        return plan
    return plan_row(plan.entity, plan.row, row_past, target.id, in_view=True)


def _keep_what_is_used(register: Register, plans: list[RowPlan]) -> None:
    """Find the created rows that must stay, until no more are found."""
    going = {plan.row: plan for plan in plans if plan.created and plan.changes}
    given_back = _given_back(plans)
    pointing = list(_pointing(register, going.values()))
    owners = _owners(register, going.values())
    found = True
    while found:
        found = False
        for target, entity, field, source in pointing:
            values = given_back.get((source, CATALOGUE[entity].by_name[field].key), [])
            if target in going and source not in going and not _lets_go(values, target):
                _keep(going.pop(target), POINTED_AT)
                found = True
        staying = {plan.row for plan in plans if plan.created and "" in plan.kept}
        for row in [row for row in going if owners.get(row, set()) & staying]:
            _keep(going.pop(row), WORKED_ON)
            found = True


def _given_back(plans: list[RowPlan]) -> dict[tuple[str, str], list[Json]]:
    """Return what changed rows get back, by row and key."""
    found: dict[tuple[str, str], list[Json]] = {}
    for plan in plans:
        for change in () if plan.created else plan.changes:
            for key, value in change.fields.items():
                found.setdefault((plan.row, key), []).append(value)
    return found


def _lets_go(values: list[Json], target: str) -> bool:
    """Tell whether a link does not point to a row any more when it is given these values back."""
    return bool(values) and all(
        target in _listed(value.get("remove")) if isinstance(value, dict) else value != target
        for value in values
    )


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _keep(plan: RowPlan, reason: Words) -> None:
    plan.changes.clear()
    plan.kept[""] = reason


def _pointing(register: Register, plans: Iterable[RowPlan]) -> Iterator[tuple[str, str, str, str]]:
    by_entity: dict[str, set[str]] = {}
    for plan in plans:
        by_entity.setdefault(plan.entity.name, set()).add(plan.row)
    for name, ids in by_entity.items():
        for target, other, field, source in queries.referring(
            register.db.conn, CATALOGUE[name], ids
        ):
            yield target, other.name, field, source


def _owners(register: Register, plans: Iterable[RowPlan]) -> dict[str, set[str]]:
    """Return the owners of the parts among the planned rows: they go, or stay, as one."""
    by_entity: dict[str, list[str]] = {}
    for plan in plans:
        if plan.entity.owners:
            by_entity.setdefault(plan.entity.name, []).append(plan.row)
    found: dict[str, set[str]] = {}
    for name, ids in by_entity.items():
        entity = CATALOGUE[name]
        for row in fetch(register.db.conn, entity, ids).values():
            found[row.id] = {str(row.values[n]) for n in entity.owners if n in row.values}
    return found
