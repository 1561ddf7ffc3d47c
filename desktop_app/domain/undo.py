"""Taking an action back: new edits that give back what was there, as far as that is still so.

An edit that an undo wrote *stands for* what it gave back: after undoing the last of two changes
the first can be undone too, and a redo is the undo of an undo. What others have changed since
stays, and is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.edits import DELETED, Edit, Json, Shown, canonical, live_elements, show
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words

NOTHING = ""
"""Stands for the time before a key had a value."""

SECRET = "secret"  # noqa: S105 — the name of a field

CHANGED_SINCE = Words("har ändrats sedan dess", "has been changed since")
WORKED_ON = Words("har fått ändringar sedan dess", "has been worked on since")
DELETED_SINCE = Words("har tagits bort sedan dess", "has been deleted since")
POINTED_AT = Words("används nu av andra rader", "is used by other rows now")
NOT_HERE = Words("det tidigare värdet finns inte i registret", "the earlier value is not here")


@dataclass(frozen=True, slots=True)
class Past:
    """The edits of one row with the actions they belong to.

    Attributes:
        edits: The row's edits by eid, in the order in which they came here.
        action: The id of each edit's action, by eid.
        undoes: For each of those actions that is an undo, the action it takes back.
    """

    edits: Mapping[str, Edit]
    action: Mapping[str, str]
    undoes: Mapping[str, str]

    def of(self, action: str) -> list[Edit]:
        """Return the row's edits of an action."""
        return [edit for eid, edit in self.edits.items() if self.action[eid] == action]

    def around(self, own: Sequence[Edit]) -> tuple[list[Edit], list[Edit]]:
        """Return the edits that were here before an action, and those with it."""
        mine = {edit.eid for edit in own}
        edits = list(self.edits.values())
        places = [place for place, edit in enumerate(edits) if edit.eid in mine]
        return edits[: places[0]], edits[: places[-1] + 1]

    def creation(self, action: str) -> list[Edit]:
        """Return the edits with which an action created the row, or one that it did again."""
        own = self.of(action)
        if any(edit.parents is None for edit in own) and own[0].eid == next(iter(self.edits)):
            return own
        again = self.undoes.get(self.undoes.get(action, ""))
        return self.creation(again) if again is not None else []

    def target(self, eid: str) -> str | None:
        """Return the action that an edit's action takes back, None if it is no undo."""
        return self.undoes.get(self.action.get(eid, ""))

    def stands_for(self, eid: str, key: str, *, said_again: bool = True) -> set[str]:
        """Return the edits whose value of `key` an edit is or gave back; `NOTHING` for none.

        With `said_again`, also those whose value it only says again.
        """
        found: set[str] = set()
        queue = [eid]
        while queue:
            this = queue.pop()
            if this not in found:
                found.add(this)
                edit = self.edits.get(this)
                if edit is not None and (said_again or self.target(this) is not None):
                    queue.extend(self._repeated(edit, key))
        return found

    def _repeated(self, edit: Edit, key: str) -> list[str]:
        """Return the edits whose value an undo gave back or a restatement said again."""
        value = edit.fields.get(key)
        named = self._foremost(edit.names(key), key)
        same = [other.eid for other in named if other.fields.get(key) == value]
        target = self.target(edit.eid)
        if target is None:
            return same if len(same) == len(named) else []
        before = self.before(target, key)
        if not before and (value is None or value is False):
            return [NOTHING]
        return [*same, *(other.eid for other in before if other.fields.get(key) == value)]

    def before(self, action: str, key: str) -> list[Edit]:
        """Return the heads of `key` that an action replaced, as far as they are known."""
        own = {edit.eid: edit for edit in self.of(action) if key in edit.fields}
        names = {eid for edit in own.values() for eid in edit.names(key)} - set(own)
        return self._foremost(names, key)

    def _foremost(self, names: Iterable[str], key: str) -> list[Edit]:
        """Return named edits that are here, without what is named only for lying behind them."""
        found = [self.edits[eid] for eid in sorted(names) if eid in self.edits]
        behind = {eid for edit in found for eid in edit.names(key)}
        return [edit for edit in found if edit.eid not in behind]

    def replaced_beside(self, mine: set[str], others: Iterable[Edit], key: str) -> set[str]:
        """Return what others replaced too: what is named on the way to them, but not by `mine`."""
        names = {
            eid: set(edit.names(key)) for eid, edit in self.edits.items() if key in edit.fields
        }
        after, behind = set(mine), {edit.eid for edit in others}
        while more := {eid for eid, named in names.items() if named & after} - after:
            after |= more
        while more := {name for eid in behind for name in names.get(eid, ())} - behind:
            behind |= more
        return {name for eid in behind - after for name in names.get(eid, ())}

    def add_stands_for(self, eid: str, key: str, item: str) -> set[str]:
        """Return the adds of an element that an add is, gave back or said again."""
        found: set[str] = set()
        queue = [eid]
        while queue:
            this = queue.pop()
            if this in found or this not in self.edits:
                continue
            found.add(this)
            target = self.target(this)
            for edit in (self.edits[this], *(self.of(target) if target else ())):
                if item in edit.removes(key):
                    queue.extend(n for n in edit.names(key) if self._adds(n, key, item))
        return found

    def _adds(self, eid: str, key: str, item: str) -> bool:
        return eid in self.edits and item in self.edits[eid].adds(key)

    def out_stands_for(self, key: str, item: str) -> set[str]:
        """Return the removals that an element's absence is or gave back; `NOTHING` for none."""
        edits = list(self.edits.values())
        found: set[str] = set()
        end: int | None = len(edits)
        while end is not None:
            end = self._removal(edits, key, item, end)
            if end is None:
                return found | {NOTHING}
            found.add(edits[end].eid)
            own = {edit.eid for edit in self.of(self.target(edits[end].eid) or "")}
            end = next(
                (n for n, e in enumerate(edits) if e.eid in own and item in e.adds(key)), None
            )
        return found

    @staticmethod
    def _removal(edits: Sequence[Edit], key: str, item: str, end: int) -> int | None:
        """Return the place of the last edit before `end` that took an element out."""
        for place in reversed(range(end)):
            edit = edits[place]
            takes = item in edit.removes(key) and item not in edit.adds(key)
            if takes and item in live_elements(key, edits[:place]):
                return place
        return None


@dataclass(frozen=True, slots=True)
class Change:
    """An edit to be written: fields, and what they name."""

    fields: Mapping[str, Json]
    parents: Mapping[str, tuple[str, ...]]
    seen: tuple[str, ...] = ()


@dataclass(slots=True)
class RowPlan:
    """What taking an action back means for one row.

    Attributes:
        entity: The row's entity.
        row: Its id.
        created: Whether the action created it: then it goes whole or stays whole.
        known: Whether others may know the row.
        local: Whether nothing of the row leaves the register.
        changes: The edits to be written.
        kept: What stays as it is, by key ('' for the whole row), with the reason.
    """

    entity: Entity
    row: str
    created: bool
    known: bool = True
    local: bool = False
    changes: list[Change] = field(default_factory=list)
    kept: dict[str, Words] = field(default_factory=dict)


def plan_row(
    entity: Entity, row: str, past: Past, action: str, *, in_view: bool = False
) -> RowPlan:
    """Plan taking back what an action did to one row.

    Args:
        entity: The row's entity.
        row: Its id.
        past: Its edits with their actions.
        action: The action to be taken back.
        in_view: Whether the row is in view though it was deleted, because a part of it lives on.
    """
    own = past.of(action)
    view = show(entity, list(past.edits.values()))
    known = any(edit.shared for edit in past.edits.values())
    local = view.value(SECRET) is True or not known
    creation = past.creation(action)
    plan = RowPlan(entity, row, bool(creation), known, local)
    if plan.created:
        _plan_created(plan, view, past, creation)
        return plan
    for key in dict.fromkeys(key for edit in own for key in edit.fields):
        if _only_said_again(plan, key, own, past):
            continue
        if view.gone and not (view.unseen or in_view) and key != DELETED:
            plan.kept[key] = DELETED_SINCE
        elif key in entity.sets:
            _plan_set(plan, key, view, own, past)
        else:
            _plan_value(plan, key, view, own, past, action)
    plan.local |= any(change.fields.get(SECRET) is True for change in plan.changes)
    return plan


def _only_said_again(plan: RowPlan, key: str, own: Sequence[Edit], past: Past) -> bool:
    """Tell whether an action changed nothing of a key: it only shared it with others."""
    if any(edit.fields.get(DELETED) is True for edit in own):
        return False  # deleting again is more: it has seen more
    before, after = past.around(own)
    if key in plan.entity.sets:
        return live_elements(key, before).keys() == live_elements(key, after).keys()
    return list(_values(key, _heads(key, before))) == list(_values(key, _heads(key, after)))


def _heads(key: str, edits: Sequence[Edit]) -> list[Edit]:
    named = {eid for edit in edits for eid in edit.names(key)}
    return [edit for edit in edits if key in edit.fields and edit.eid not in named]


def _plan_created(plan: RowPlan, view: Shown, past: Past, own: Sequence[Edit]) -> None:
    """A created row goes back whole, if nobody has worked on it since."""
    if view.gone:
        return
    if not _untouched(view, past, own):
        plan.kept[""] = WORKED_ON
        return
    parents = {DELETED: tuple(head.eid for head in view.heads.get(DELETED, ()))}
    plan.changes.append(Change({DELETED: True}, parents, view.all_heads()))


def _untouched(view: Shown, past: Past, own: Sequence[Edit]) -> bool:
    eids = {edit.eid for edit in own} | {NOTHING}
    for key, heads in view.heads.items():
        if not all(past.stands_for(head.eid, key) & eids for head in heads):
            return False
    return all(
        _stands_for_any(view, past, key, item, eids)
        for key in view.entity.sets
        for item in {item for edit in past.edits.values() for item in edit.adds(key)}
    )


def _stands_for_any(view: Shown, past: Past, key: str, item: str, eids: set[str]) -> bool:
    """Tell whether an element is in, or out, as some edits left it."""
    adds = view.elements.get(key, {}).get(item)
    if adds is None:
        return bool(past.out_stands_for(key, item) & eids)
    return all(past.add_stands_for(add, key, item) & eids for add in adds)


def _plan_value(  # noqa: PLR0913, PLR0917 — one step of plan_row
    plan: RowPlan, key: str, view: Shown, own: Sequence[Edit], past: Past, action: str
) -> None:
    """Give a field or unit back what it showed without the action: one edit for each value.

    What stood beside the action's value, in a conflict, is given back with it.
    """
    mine = {edit.eid for edit in own if key in edit.fields}
    heads = view.heads.get(key, ())
    others = [head for head in heads if not past.stands_for(head.eid, key) & mine]
    named = past.before(action, key)
    if len(others) == len(heads):
        plan.kept[key] = CHANGED_SINCE
        return
    beside = past.replaced_beside(mine, others, key)
    former = [edit for edit in named if edit.eid not in beside]
    if not former and not others and _names_unknown(own, key, mine, past):
        plan.kept[key] = NOT_HERE
        return
    values = _values(key, [*former, *others])
    unchanged = list(values) == list(_values(key, heads)) and _seen(own) <= _seen(others)
    if unchanged and not former:
        plan.kept[key] = CHANGED_SINCE
        return
    parents = {key: tuple(sorted(head.eid for head in heads))}
    empty: Json = False if key == DELETED else None
    for value in values.values() or [empty]:
        deletes = key == DELETED and value is True
        seen = _seen_again(view, past, own, [*former, *others]) if deletes else ()
        plan.changes.append(Change({key: value}, parents, seen))


def _names_unknown(own: Sequence[Edit], key: str, mine: set[str], past: Past) -> bool:
    names = {eid for edit in own for eid in edit.names(key)} - mine
    return bool(names) and not any(eid in past.edits for eid in names)


def _values(key: str, edits: Iterable[Edit]) -> dict[str, Json]:
    """Return the different values of some edits, the one that is shown last."""
    said = (edit for edit in edits if key in edit.fields)
    ordered = sorted(said, key=lambda edit: (edit.lam, edit.eid))
    found: dict[str, Json] = {}
    for edit in ordered:
        found.pop(canonical(edit.fields[key]), None)
        found[canonical(edit.fields[key])] = edit.fields[key]
    return found


def _seen(edits: Iterable[Edit]) -> set[str]:
    return {eid for edit in edits for eid in edit.seen}


def _seen_again(
    view: Shown, past: Past, own: Sequence[Edit], deletions: Iterable[Edit]
) -> tuple[str, ...]:
    """Return what a deletion has seen that is given back: what it saw, and what gave that back."""
    seen = _seen(deletions)
    _before, after = past.around(own)
    later = past.edits.keys() - {edit.eid for edit in after}
    found = set(seen)
    for key, heads in view.heads.items():
        known = {h.eid: past.stands_for(h.eid, key, said_again=False) & seen for h in heads}
        found.update(eid for eid, stands in known.items() if stands and eid in later)
    for key, elements in view.elements.items():
        for item, adds in elements.items():
            known = {add: past.add_stands_for(add, key, item) & seen for add in adds}
            found.update(eid for eid, stands in known.items() if stands and eid in later)
    return tuple(sorted(found))


def _plan_set(plan: RowPlan, key: str, view: Shown, own: Sequence[Edit], past: Past) -> None:
    """Take out what was added, put back what was removed, where that is still as it was left."""
    mine = {edit.eid for edit in own}
    before, after = (live_elements(key, edits).keys() for edits in past.around(own))
    live = view.elements.get(key, {})
    changed = {item for item in before ^ after if (item in before) != (item in live)}
    ours = {item for item in changed if _stands_for_any(view, past, key, item, mine)}
    if changed - ours:
        plan.kept[key] = CHANGED_SINCE
    if ours:
        change: dict[str, Json] = {}
        if back := sorted(ours - live.keys()):
            change["add"] = list[Json](back)
        if out := sorted(ours & live.keys()):
            change["remove"] = list[Json](out)
        plan.changes.append(Change({key: change}, {key: view.removal(key, out)}))
