"""Undo and redo of any action, also after a restart; what cannot go back is listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, Json
from desktop_app.domain.kinds.given import shown
from desktop_app.domain.problems import Refused
from desktop_app.domain.undo import (
    DELETED_SINCE,
    POINTED_AT,
    WORKED_ON,
    Change,
    Past,
    RowPlan,
    plan_row,
)
from desktop_app.domain.words import Words
from desktop_app.services.register import (
    AMBIGUOUS_ADVICE,
    Register,
    may_be_id,
)
from desktop_app.services.writing import SECRET, restate
from desktop_app.storage import past, queries
from desktop_app.storage.past import RecordedAction
from desktop_app.storage.record import Act
from desktop_app.storage.tables import GONE, fetch

CHUNK = 1000

UNDID = Words("Ångrade: {label}", "Undid: {label}")
REDID = Words("Gjorde om: {label}", "Redid: {label}")
NOTHING_TO_UNDO = Words("Det finns inget att ångra.", "There is nothing to undo.")
NOTHING_TO_REDO = Words("Det finns inget att göra om.", "There is nothing to redo.")
REDO_ADVICE = Words(
    "Något annat har gjorts sedan dess; ångra ångringen med dess id i ”kontaktnat history”.",
    "Something else was done since; undo the undo by its id in “kontaktnat history”.",
)
NO_ACTION = Words(
    "Det finns ingen åtgärd i historiken med id {id}.", "The history has no action {id}."
)
NO_ACTION_ADVICE = Words("Id:n står i ”kontaktnat history”.", "“kontaktnat history” shows the ids.")
AMBIGUOUS = Words(
    "”{text}” stämmer på flera åtgärder ({names}).", "“{text}” fits several actions ({names})."
)
NOT_NEW = Words("Skapandet av registret kan inte ångras.", "Making the register cannot be undone.")
ALREADY = Words("”{label}” är redan ångrad.", "“{label}” has been undone already.")
ALREADY_ADVICE = Words("Gör om den med ”kontaktnat redo”.", "Redo it by “kontaktnat redo”.")


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that could not go back.

    Attributes:
        entity: The row's entity.
        row: Its id.
        title: What it is called.
        key: The field or unit, '' for the whole row.
        reason: Why it stays.
    """

    entity: str
    row: str
    title: str
    key: str
    reason: Words


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo came to.

    Attributes:
        action: The id of the undo, None if nothing could go back.
        label: What was undone.
        rows: How many rows went back.
        kept: What could not.
    """

    action: str | None
    label: Words
    rows: int
    kept: tuple[Kept, ...]


def undo(register: Register, action: str | None = None) -> Undone:
    """Take back an action, or the last own one that is not an undo.

    Raises:
        Refused: There is nothing to undo, no such action, or it has been undone already.
    """
    target = _last(register) if action is None else _named(register, action)
    return _take_back(register, target, UNDID)


def redo(register: Register) -> Undone:
    """Take back the last undo, if nothing else was done since."""
    target = _last_undo(register)
    return _take_back(register, target, REDID)


def _take_back(register: Register, target: RecordedAction, words: Words) -> Undone:
    own = target.label.into
    label = words.fill(label=Words(own("sv"), own("en")))
    if target.undoes is not None:
        label = _label_of_redo(register, target)
    conn = register.db.conn
    with register.record.acting("undo", label, undoes=target.id) as act:
        rows = past.rows_of_action(conn, target.seq)
        plans = _plans(register, rows, target)
        gone, kept = 0, list[Kept]()
        for start in range(0, len(plans), CHUNK):
            some = plans[start : start + CHUNK]
            act.load([plan.row for plan in some])
            for plan in some:
                gone += bool(plan.changes)
                _write(act, plan)
                kept.extend(_kept(register, plan))
        return Undone(act.id if act.written else None, target.label, gone, tuple(kept))


def _label_of_redo(register: Register, target: RecordedAction) -> Words:
    undone = past.find_actions(register.db.conn, target.undoes or "")
    label = undone[0].label if undone else target.label
    return REDID.fill(label=label)


def _plans(
    register: Register, rows: list[tuple[str, str]], target: RecordedAction
) -> list[RowPlan]:
    """Plan every row; what was created goes only if nothing that stays points to it."""
    plans: list[RowPlan] = []
    for start in range(0, len(rows), CHUNK):
        some = [(entity, row) for entity, row in rows[start : start + CHUNK] if entity in CATALOGUE]
        pasts = past.pasts(register.db.conn, [row for _entity, row in some])
        found = [plan_row(CATALOGUE[entity], row, pasts[row], target.id) for entity, row in some]
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


def _write(act: Act, plan: RowPlan) -> None:
    """Write a plan's changes: those that can stand in one edit do."""
    first = act.lam
    for place, (shared, change) in enumerate(_merged(plan)):
        act.write(
            plan.entity.name,
            plan.row,
            change.fields,
            change.parents,
            seen=change.seen,
            shared=shared,
            lam=first + place,
        )
    if any(SECRET in change.fields for change in plan.changes):
        restate(act, plan.entity, plan.row)


def _merged(plan: RowPlan) -> Iterator[tuple[bool, Change]]:
    """Go through a plan's changes: the first of each key together, further ones alone.

    They come in the order in which they are to be shown: the last of a key is the shown one.
    """
    first: dict[bool, tuple[dict[str, Json], dict[str, tuple[str, ...]], list[str]]] = {}
    further: list[tuple[bool, Change]] = []
    for change in plan.changes:
        for key, value in change.fields.items():
            shared = _is_shared(plan, key, value)
            fields, parents, seen = first.setdefault(shared, ({}, {}, []))
            if key in fields:
                further.append((shared, Change({key: value}, {key: change.parents[key]})))
                continue
            fields[key], parents[key] = value, change.parents.get(key, ())
            seen.extend(change.seen if key == DELETED else ())
    for shared, (fields, parents, seen) in first.items():
        yield shared, Change(fields, parents, tuple(seen))
    yield from further


def _is_shared(plan: RowPlan, key: str, value: Json) -> bool:
    """Tell whether what is given back leaves the register; the end of a known row always does."""
    if key == DELETED and value is True:
        return plan.known
    return not (plan.local or key in plan.entity.local_keys)


def _kept(register: Register, plan: RowPlan) -> Iterator[Kept]:
    if not plan.kept:
        return
    found = fetch(register.db.conn, plan.entity, [plan.row]).get(plan.row)
    name = register.title(found) if found else plan.row
    for key, reason in plan.kept.items():
        yield Kept(plan.entity.name, plan.row, name, key, reason)


def _last(register: Register) -> RecordedAction:
    """Return the last own action that is neither an undo nor undone."""
    undone: set[str] = set()
    for action in past.actions(register.db.conn):
        if action.id in undone:
            continue
        if action.undoes is not None:
            undone.add(action.undoes)
        elif action.register_id == register.facts.register_id and action.kind != "new":
            return action
    raise Refused(NOTHING_TO_UNDO)


def _last_undo(register: Register) -> RecordedAction:
    """Return the last own undo in force that is no redo, if nothing was done after it."""
    undone: set[str] = set()
    undos: set[str] = {a.id for a in past.actions(register.db.conn) if a.undoes is not None}
    for action in past.actions(register.db.conn):
        if action.id in undone:
            if action.undoes is not None:
                continue
            break
        if action.undoes is None:
            break
        undone.add(action.undoes)
        if action.undoes not in undos:
            return action
    raise Refused(NOTHING_TO_REDO, REDO_ADVICE)


def _named(register: Register, id_: str) -> RecordedAction:
    prefix = id_.strip().lower()
    found = past.find_actions(register.db.conn, prefix) if may_be_id(prefix) else []
    if len(found) > 1:
        names = [action.id for action in found]
        raise Refused(AMBIGUOUS.fill(text=id_, names=names), AMBIGUOUS_ADVICE)
    if not found:
        raise Refused(NO_ACTION.fill(id=shown(id_)), NO_ACTION_ADVICE)
    if found[0].kind == "new":
        raise Refused(NOT_NEW)
    if found[0].id in undone_actions(register):
        raise Refused(ALREADY.fill(label=found[0].label), ALREADY_ADVICE)
    return found[0]


def undone_actions(register: Register) -> set[str]:
    """Return the ids of the actions that are undone as things stand."""
    undone: set[str] = set()
    for action in past.actions(register.db.conn):
        if action.undoes is not None and action.id not in undone:
            undone.add(action.undoes)
    return undone
