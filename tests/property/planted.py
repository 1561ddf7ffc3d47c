"""Faults to be planted in the program, one at a time: the machine has to find each."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias
from unittest.mock import patch

from hypothesis import Phase

from desktop_app.domain import edits, undo
from desktop_app.domain.edits import Edit, Shown
from desktop_app.domain.fields import Entity
from desktop_app.services import differing, undo_plans, undoing, writing
from desktop_app.storage import derive, search, upkeep
from desktop_app.storage.record import Act, Record
from tests.property.running import run_machine
from tests.property.test_record_machine import RecordMachine

Loose: TypeAlias = Any
"""Arguments that are only handed on."""

Fault: TypeAlias = Callable[[], Loose]


def last_writer_wins() -> Loose:
    """A head is whatever was written last, whoever it names."""

    def show(entity: Entity, found: Sequence[Edit]) -> Shown:
        view = REAL_SHOW(entity, found)
        return dataclasses.replace(view, heads={k: v[:1] for k, v in view.heads.items()})

    return patch.multiple(derive, show=show)


def heads_ignore_parents() -> Loose:
    return patch.object(edits, "_named", lambda _edits: {})


def undo_names_nothing() -> Loose:
    def changed(act: Loose, plan: undo.RowPlan) -> None:
        plan.changes[:] = [
            dataclasses.replace(change, parents=dict.fromkeys(change.parents, ()))
            for change in plan.changes
        ]
        REAL_WRITE(act, plan)

    return patch.object(undoing, "_write", changed)


def undo_restores_the_action_before() -> Loose:
    """Give back what the action before wrote, and not what was named."""

    def before(self: undo.Past, action: str, key: str) -> list[Edit]:
        found = REAL_BEFORE(self, action, key)
        own = {edit.eid for edit in self.of(action)}
        earlier = [e for e in self.edits.values() if key in e.fields and e.eid not in own]
        return earlier[:1] if found else found

    return patch.object(undo.Past, "before", before)


def removal_beats_an_unseen_add() -> Loose:
    def live(key: str, found: Sequence[Edit]) -> dict[str, tuple[str, ...]]:
        removed = {item for edit in found if not edit.adds(key) for item in edit.removes(key)}
        return {i: eids for i, eids in REAL_LIVE(key, found).items() if i not in removed}

    return patch.object(edits, "live_elements", live)


def half_a_unit_written() -> Loose:
    """Only the members that were typed are written, the others lost."""

    def difference(
        entity: Entity, view: Shown, key: str, values: Mapping[str, Loose], *, resolve: bool
    ) -> Loose:
        found = REAL_DIFFERENCE(entity, view, key, values, resolve=resolve)
        if found is None or key not in entity.units:
            return found
        whole: Loose = found[0]
        return {name: whole[name] if name in values else None for name in whole}, found[1]

    return patch.object(differing, "_value_difference", difference)


def delete_ignores_unseen_edits() -> Loose:
    return patch.object(edits, "_unseen", lambda *_args: False)


def delete_flags_nothing_for_its_parts() -> Loose:
    return patch.object(derive.Deriver, "_part_lives", lambda *_args: False)


def undo_takes_a_row_worked_on() -> Loose:
    return patch.object(undo, "_untouched", lambda *_args: True)


def undo_takes_a_row_pointed_at() -> Loose:
    return patch.object(undo_plans, "_keep_what_is_used", lambda *_args: None)


def heads_not_updated_at_rebuild() -> Loose:
    def derive_all(conn: sqlite3.Connection) -> int:
        with patch.object(derive.Deriver, "_write_heads", lambda *_args: None):
            return REAL_DERIVE_ALL(conn)

    return patch.object(upkeep, "derive_all", derive_all)


def search_not_updated_on_rename() -> Loose:
    def put_one(conn: sqlite3.Connection, entry: search.Entry) -> None:
        known = conn.execute('SELECT 1 FROM search_row WHERE "row" = ?', (entry.row,)).fetchone()
        if known is None:
            REAL_PUT_ONE(conn, entry)

    return patch.object(search, "_put_one", put_one)


def links_not_found_by_a_new_name() -> Loose:
    return patch.object(derive.Deriver, "_index_links_to", lambda *_args: None)


def value_dropped_when_secret_is_set() -> Loose:
    def change(
        act: Loose, entity: Entity, row: str, values: Mapping[str, Loose], **more: Loose
    ) -> None:
        kept = {writing.SECRET: values[writing.SECRET]} if values.get(writing.SECRET) else values
        REAL_CHANGE(act, entity, row, kept, **more)

    return patch.object(writing, "change", change)


def secret_value_leaves() -> Loose:
    def write(self: Loose, *args: Loose, shared: bool = True, **more: Loose) -> Loose:
        return REAL_ACT_WRITE(self, *args, shared=True, **more)

    return patch.object(Act, "write", write)


def lifting_shares_nothing() -> Loose:
    return patch.multiple(writing, restate=lambda *_args: None)


def tie_broken_by_arrival() -> Loose:
    """Edits with the same lam are shown in the order in which they came."""

    def show(entity: Entity, found: Sequence[Edit]) -> Shown:
        view = REAL_SHOW(entity, found)
        place = {edit.eid: number for number, edit in enumerate(found)}
        heads = {
            key: tuple(sorted(many, key=lambda e: (e.lam, place[e.eid]), reverse=True))
            for key, many in view.heads.items()
        }
        return dataclasses.replace(view, heads=heads)

    return patch.object(derive, "show", show)


def order_of_equal_names_by_arrival() -> Loose:
    def place(conn: sqlite3.Connection, lo: int, hi: int, at: tuple[str, str]) -> int:
        return REAL_PLACE(conn, lo, hi, (at[0], "~"))

    return patch.object(search, "_place", place)


def put_names_all_heads() -> Loose:
    """A save while a conflict is shown names what its author was not shown."""

    def parents(self: Shown, key: str, *, all_heads: bool = False) -> tuple[str, ...]:
        return REAL_PARENTS(self, key, all_heads=True)

    return patch.object(Shown, "parents", parents)


def redone_deletion_has_seen_nothing() -> Loose:
    return patch.object(undo, "_seen_again", lambda *_args: ())


def owner_is_left_as_it_was() -> Loose:
    def settle(self: Loose, shown: Loose, _left: Iterable[Loose]) -> None:
        REAL_SETTLE(self, shown, ())

    return patch.object(derive.Deriver, "_settle", settle)


def action_in_two_steps() -> Loose:
    """An import is two actions, so that an undo takes back half of it."""

    def note(self: Loose, act: Loose, kind: str, *rest: Loose) -> None:
        if kind == "import" and act.written > 1:
            half = "UPDATE edit SET action = action - 1 WHERE idx = (SELECT max(idx) FROM edit)"
            self.db.conn.execute(half)
        REAL_NOTE(self, act, kind, *rest)

    return patch.object(Record, "_note", note)


FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        last_writer_wins,
        heads_ignore_parents,
        undo_names_nothing,
        undo_restores_the_action_before,
        removal_beats_an_unseen_add,
        half_a_unit_written,
        delete_ignores_unseen_edits,
        delete_flags_nothing_for_its_parts,
        undo_takes_a_row_worked_on,
        undo_takes_a_row_pointed_at,
        heads_not_updated_at_rebuild,
        search_not_updated_on_rename,
        links_not_found_by_a_new_name,
        value_dropped_when_secret_is_set,
        secret_value_leaves,
        lifting_shares_nothing,
        tie_broken_by_arrival,
        order_of_equal_names_by_arrival,
        put_names_all_heads,
        redone_deletion_has_seen_nothing,
        owner_is_left_as_it_was,
        action_in_two_steps,
    )
}


def histories_until_found(name: str, number: int, seed: int, steps: int = 40) -> int:
    """Plant a fault and run the machine; return how many histories it took, 0 if it was missed."""
    begun = 0

    class Counted(RecordMachine):
        def __init__(self) -> None:
            nonlocal begun
            begun += 0 if found else 1
            super().__init__()

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                found.extend([1] if not self.sound else [])

    found: list[int] = []
    with FAULTS[name]():
        try:
            run_machine(number, seed, steps=steps, phases=(Phase.generate,), machine=Counted)
        except (AssertionError, LookupError, sqlite3.Error):
            return begun
    return 0


REAL_SHOW = edits.show
REAL_LIVE = edits.live_elements
REAL_WRITE = undoing._write
REAL_BEFORE = undo.Past.before
REAL_DIFFERENCE = differing._value_difference
REAL_DERIVE_ALL = upkeep.derive_all
REAL_PUT_ONE = search._put_one
REAL_CHANGE = writing.change
REAL_PLACE = search._place
REAL_PARENTS = Shown.parents
REAL_SETTLE = derive.Deriver._settle
REAL_ACT_WRITE = Act.write
REAL_NOTE = Record._note
