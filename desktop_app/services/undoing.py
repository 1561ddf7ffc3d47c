"""Undo and redo of any action, also after a restart; what cannot go back is listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.edits import DELETED, MERGED, Json
from desktop_app.domain.kinds.given import shown
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.undo import SECRET, Change, RowPlan
from desktop_app.domain.words import Words
from desktop_app.services.register import (
    AMBIGUOUS_ADVICE,
    Register,
    may_be_id,
)
from desktop_app.services.restating import restate
from desktop_app.services.steps import Steps
from desktop_app.services.undo_plans import CHUNK, plan_all
from desktop_app.storage import past
from desktop_app.storage.past import RecordedAction
from desktop_app.storage.record import Act
from desktop_app.storage.tables import fetch

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
FACTS = Words(
    "{n} ändringar som andra har gjort i sina register står kvar: det de skrev kan inte bli "
    "oskrivet här. Ändra det som är fel, så får de veta det med nästa fil.",
    "{n} changes that others made in their registers stay: what they wrote cannot be unwritten "
    "here. Change what is wrong, and they are told by the next file.",
)
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
        facts: How many changes of others came in with the action: they stay.
    """

    action: str | None
    label: Words
    rows: int
    kept: tuple[Kept, ...]
    facts: int = 0


def undo(register: Register, action: str | None = None, progress: Progress | None = None) -> Undone:
    """Take back an action, or the last own one that is not an undo.

    Raises:
        Refused: There is nothing to undo, no such action, or it has been undone already.
        Stopped: A person stopped it through `progress`; nothing was changed.
    """
    target = next_undo(register) if action is None else _named(register, action)
    if target is None:
        raise Refused(NOTHING_TO_UNDO)
    return _take_back(register, target, UNDID, progress)


def redo(register: Register, progress: Progress | None = None) -> Undone:
    """Take back the last undo, if nothing else was done since.

    Raises:
        Refused: There is nothing to redo.
        Stopped: A person stopped it through `progress`; nothing was changed.
    """
    target = next_redo(register)
    if target is None:
        raise Refused(NOTHING_TO_REDO, REDO_ADVICE)
    return _take_back(register, target, REDID, progress)


def _take_back(
    register: Register, target: RecordedAction, words: Words, progress: Progress | None
) -> Undone:
    own = target.label.into
    label = words.fill(label=Words(own("sv"), own("en")))
    if target.undoes is not None:
        label = _label_of_redo(register, target)
    with register.record.acting("undo", label, undoes=target.id) as act:
        rows = past.rows_of_action(register.db.conn, target.seq)
        steps = Steps(progress, lambda: 2 * len(rows))  # each row is planned, then written
        plans = plan_all(register, rows, target, steps)
        gone, kept = 0, list[Kept]()
        for start in range(0, len(plans), CHUNK):
            some = plans[start : start + CHUNK]
            act.load([plan.row for plan in some])
            for plan in steps.through(some):
                gone += bool(plan.changes)
                _write(act, plan)
                kept.extend(_kept(register, plan))
        facts = past.arrived_in(register.db.conn, target.seq)
        return Undone(act.id if act.written else None, target.label, gone, tuple(kept), facts)


def _label_of_redo(register: Register, target: RecordedAction) -> Words:
    undone = past.find_actions(register.db.conn, target.undoes or "")
    label = undone[0].label if undone else target.label
    return REDID.fill(label=label)


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
    """Tell whether what is given back leaves the register.

    The end of a known row always does, and where it leads: both name ids alone.
    """
    if key == MERGED or (key == DELETED and value is True):
        return plan.known
    return not (plan.local or key in plan.entity.local_keys)


def _kept(register: Register, plan: RowPlan) -> Iterator[Kept]:
    if not plan.kept:
        return
    found = fetch(register.db.conn, plan.entity, [plan.row]).get(plan.row)
    name = register.title(found) if found else plan.row
    for key, reason in plan.kept.items():
        yield Kept(plan.entity.name, plan.row, name, key, reason)


def next_undo(register: Register) -> RecordedAction | None:
    """Return what undo would take back: the last own action that is neither an undo nor undone."""
    conn, own = register.db.conn, register.facts.register_id
    undone: set[str] = set()
    for step in past.steps(conn):
        if step.id in undone:
            continue
        if step.undoes is not None:
            undone.add(step.undoes)
        elif step.register_id == own and step.kind != "new" and step.wrote:
            return past.find_actions(conn, step.id)[0]
    return None


def next_redo(register: Register) -> RecordedAction | None:
    """Return what redo would take back: the last undo in force, if nothing was done after it."""
    conn = register.db.conn
    undone: set[str] = set()
    for step in past.steps(conn):
        if step.undoes is None:
            return None
        if step.id in undone:
            continue
        if not past.is_undo(conn, step.undoes):
            return past.find_actions(conn, step.id)[0]
        undone.add(step.undoes)
    return None


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
    return past.undone_actions(register.db.conn)
