"""Faults of the exchange to be planted, one at a time: the machine has to find each."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from hashlib import blake2b
from typing import Any, TypeAlias
from unittest.mock import patch

from desktop_app.domain import merging, undo
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, MERGED, Edit, make_edit, show
from desktop_app.exchange import log_lines, row_edits
from desktop_app.exchange.log_lines import LogReading
from desktop_app.exchange.plan import plan_return
from desktop_app.exchange.planned import ReturnPlan, RowPlan
from desktop_app.exchange.read_workbook import Returned
from desktop_app.services import exporting, import_return, parcels, undoing
from desktop_app.services.register import Register
from desktop_app.storage import past, peers, queries, record, redirects, remembered, upkeep
from desktop_app.storage.record import Act
from tests.exchange_machine.running import first_failure, history
from tests.exchange_machine.sites import images
from tests.property import planted

Loose: TypeAlias = Any
Fault: TypeAlias = Callable[[], Loose]


@contextmanager
def sent_is_acknowledged() -> Iterator[None]:
    """What was sent counts as received; what the others say of it is not heard."""

    def workbook(register: Register, *args: Loose) -> Loose:
        found = REAL_WORKBOOK(register, *args)
        if (to := parcels.peer_named(register, args[1].to)) is not None:
            newest = queries.newest_edit(register.db.conn)
            peers.store_peer(register.db.conn, replace(to, acknowledged=newest))
        return found

    with (
        patch.object(exporting, "_workbook", workbook),
        _confirmed(lambda before, _told: before),
    ):
        yield


def _confirmed(choose: Callable[[int, int], int]) -> Loose:
    """Let what a peer has confirmed be chosen from what was known before and what it tells."""

    def note(register: Register, arrival: parcels.Arrival) -> None:
        conn, epoch = register.db.conn, register.facts.epoch
        before = peers.peer(conn, arrival.sender.register_id)
        REAL_NOTE(register, arrival)
        after = peers.peer(conn, arrival.sender.register_id)
        if before and after and register.facts.epoch == epoch:
            chosen = choose(before.acknowledged, after.acknowledged)
            peers.store_peer(conn, replace(after, acknowledged=chosen))

    return patch.object(parcels, "note_streams", note)


@contextmanager
def ids_are_counted() -> Iterator[None]:
    """An edit is called after its register and its number there."""

    def init(self: Loose, conn: Loose) -> None:
        REAL_INIT(self, conn)
        here.append((conn.execute("SELECT register_id FROM register").fetchone()[0], conn, self))

    def made(*args: Loose, **more: Loose) -> Edit:
        register, conn, act = here[-1]
        number = queries.newest_edit(conn) + len(act._pending)
        eid = counted_id(f"{register} {number}")
        return replace(make_edit(*args, **more), eid=eid)

    here: list[Loose] = []
    with ExitStack() as stack:
        stack.enter_context(patch.object(Act, "__init__", init))
        stack.enter_context(patch.object(record, "make_edit", made))
        stack.enter_context(patch("desktop_app.exchange.log_lines.verify", lambda _edit: True))
        stack.enter_context(patch.object(upkeep, "verify", lambda _edit: True))
        yield


def counted_id(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def missing_row_is_deleted() -> Loose:
    def plan(returned: Returned, *args: Loose) -> ReturnPlan:
        found = plan_return(returned, *args)
        free = (row for row in found.outcomes if row.outcome == "unchanged" and row.id)
        more = {
            id(row): _deletion(returned, m) for m, row in zip(found.missing, free, strict=False)
        }
        outcomes = [replace(r, edits=more.get(id(r), r.edits)) for r in found.outcomes]
        return replace(found, outcomes=tuple(outcomes))

    return patch.object(import_return, "plan_return", plan)


def _deletion(returned: Returned, missing: Loose) -> tuple[Edit, ...]:
    base, lam = returned.base.row(missing.id), returned.meta.lam + 1
    named = {DELETED: base.delete_heads}
    fields: Loose = {DELETED: True}
    secret, seen = base.secret, base.all_heads
    return (make_edit(missing.entity, missing.id, fields, named, lam, secret, seen=seen),)


def parents_are_present_heads() -> Loose:
    """What stands in a workbook replaces what is here now, seen or not."""

    def judge(work: Loose, rows: Sequence[RowPlan]) -> None:
        REAL_JUDGE(work, [replace(r, edits=tuple(here(work, e) for e in r.edits)) for r in rows])

    def here(work: Loose, edit: Edit) -> Edit:
        if edit.parents is None or not edit.parents:
            return edit
        known = past.edits_of(work.register.db.conn, [edit.row])[edit.row]
        if not known or any(other.eid == edit.eid for other in known):
            return edit
        entity = CATALOGUE[edit.entity]
        view = show(entity, known)
        named = {
            key: eids if key in entity.sets else tuple(h.eid for h in view.heads.get(key, ()))
            for key, eids in edit.parents.items()
        }
        return make_edit(
            edit.entity, edit.row, edit.fields, named, edit.lam, edit.salt, seen=edit.seen
        )

    return patch.object(import_return, "_judge", judge)


def acknowledged_only_upwards() -> Loose:
    return _confirmed(max)


def gap_ignored() -> Loose:
    def reached(self: parcels.Arrival, have: int) -> int:
        return REAL_REACHED(replace(self, begins=min(self.begins, have)), have)

    return patch.object(parcels.Arrival, "reached", reached)


def random_salt_for_returns() -> Loose:
    numbers = itertools.count()

    def made(*args: Loose, **more: Loose) -> Edit:
        entity, row, fields, parents, lam, _salt = args
        return make_edit(entity, row, fields, parents, lam, f"{next(numbers):032x}", **more)

    return patch.object(row_edits, "make_edit", made)


def damaged_line_received() -> Loose:
    def read(*args: Loose) -> LogReading:
        return replace(REAL_READ_LOG(*args), whole_to=None)

    return patch.object(parcels, "read_log", read)


def copy_keeps_its_epoch() -> Loose:
    return patch.object(remembered, "is_remembered", lambda _path, _conn: True)


def no_new_epoch_when_lifted() -> Loose:
    return patch.object(record, "renew_epoch", lambda _conn: None)


@contextmanager
def lifting_restates_nothing() -> Iterator[None]:
    with (
        patch("desktop_app.services.writing.restate", lambda *_args: None),
        patch.object(undoing, "restate", lambda *_args: None),
    ):
        yield


@contextmanager
def only_local_heads_named() -> Iterator[None]:
    with (
        patch.object(record, "through", lambda _known, _key, eids: tuple(sorted(eids))),
        patch.object(record, "through_all", lambda _known, seen: tuple(sorted(seen))),
    ):
        yield


def half_a_unit_in_a_return() -> Loose:
    """Of a unit only the cells that were changed are written."""

    def unit(draft: Loose, reader: Loose, key: str) -> Loose:
        whole: Loose = REAL_UNIT(draft, reader, key)
        return {name: value if name in draft.values else None for name, value in whole.items()}

    return patch.object(row_edits, "_unit", unit)


def undo_takes_a_row_worked_on() -> Loose:
    return patch.object(undo, "_untouched", lambda *_args: True)


def late_edit_of_a_merged_row_lost() -> Loose:
    return patch.object(merging, "_late", lambda *_args: {})


def cycle_ends_where_it_began() -> Loose:
    """A cycle of merges does not end at its smallest id."""

    def survivors(targets: Mapping[str, str]) -> dict[str, str]:
        found = {}
        for start in targets:
            way = [start]
            while way[-1] in targets and targets[way[-1]] not in way:
                way.append(targets[way[-1]])
            found[start] = way[-1]
        return found

    return patch.object(redirects, "survivors", survivors)


def unmerge_does_not_travel() -> Loose:
    def write(self: Act, entity: str, row: str, fields: Loose, *args: Loose, **more: Loose) -> Edit:
        if MERGED in fields and fields[MERGED] is None:
            more["shared"] = False
        return REAL_WRITE(self, entity, row, fields, *args, **more)

    return patch.object(Act, "write", write)


REAL_WORKBOOK = exporting._workbook
REAL_INIT = Act.__init__
REAL_WRITE = Act.write
REAL_JUDGE = import_return._judge
REAL_NOTE = parcels.note_streams
REAL_REACHED = parcels.Arrival.reached
REAL_READ_LOG = log_lines.read_log
REAL_UNIT = row_edits._unit

FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        planted.last_writer_wins,
        sent_is_acknowledged,
        ids_are_counted,
        missing_row_is_deleted,
        parents_are_present_heads,
        planted.delete_ignores_unseen_edits,
        acknowledged_only_upwards,
        gap_ignored,
        random_salt_for_returns,
        planted.tie_broken_by_arrival,
        damaged_line_received,
        copy_keeps_its_epoch,
        no_new_epoch_when_lifted,
        lifting_restates_nothing,
        planted.half_a_unit_written,
        half_a_unit_in_a_return,
        only_local_heads_named,
        planted.removal_beats_an_unseen_add,
        undo_takes_a_row_worked_on,
        late_edit_of_a_merged_row_lost,
        cycle_ends_where_it_began,
        unmerge_does_not_travel,
    )
}


def histories_until_found(name: str, number: int, seed: int) -> int:
    """Plant a fault and run histories; return how many it took, 0 if it was missed."""
    images()  # made without the fault
    with FAULTS[name]():
        failure, run, _seconds = first_failure(range(seed, seed + number))
    if failure is None:
        return 0
    assert history(failure.seed, failure.steps) is None, "it fails without the fault as well"
    return run
