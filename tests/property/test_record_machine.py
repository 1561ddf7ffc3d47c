"""Random work on a real register file; after every step nothing is lost and all agrees.

The same machine runs longer as a campaign: ``python -m tests.campaigns record 2000``.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, Edit, make_edit, verify
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.shipped import NAMESPACE, shipped_rows
from desktop_app.domain.words import Words
from desktop_app.services import opening, undoing, writing
from desktop_app.services.register import Register
from desktop_app.storage import past, record, upkeep
from desktop_app.storage.tables import GONE
from tests.property.machine import OWNERS, Done, Model, Snapshot, Typed, text
from tests.property.reading import (
    Raw,
    Reading,
    check_heads,
    check_reading,
    check_search,
    snapshot,
    tell,
)

LABEL = Words("Prov", "Trial")
FULL_TEXT_CHECK = "INSERT INTO search(search, rank) VALUES ('integrity-check', 1)"
TEXTS = {t: t.strip() for t in ("Åsa", " Öberg ", "anna", "Łucja", "Ängla", "Zoë", "Anna", "Örjan")}
CITIES = {"  Malmö": "Malmö", "Łódź": "Łódź", "Αθήνα": "Αθήνα", "Göteborg": "Göteborg", "": None}
NOTES = {"två\nrader": "två\nrader", "ring först": "ring först", "=1+1": "=1+1", "": None}
TOPICS = {
    "klimat": ["klimat"],
    "skola; klimat": ["klimat", "skola"],
    "vatten; skola": None,
    "": None,
}
TOPICS["vatten; skola"] = ["skola", "vatten"]
LINES = {"Nämnden": "Nämnden", "två\nrader": "två rader", "=1+1": "=1+1", "": None}
DAYS = {"2025-03-04": "2025-03-04", "2025-04-30": "2025-04-30"}
SUMS = {"1 250,50": "1250.50", "7": "7.00", "100": "100.00", "": None}
SECRET: Mapping[str, Typed] = {"ja": True, "": None}
DECIDED: dict[str, Mapping[str, Typed]] = {
    "decided_by": LINES,
    "decided_on": {**DAYS, "": None},
    "decision_form": {"committee_decision": "committee_decision", "": None},
}
MAIN: dict[str, Mapping[str, Typed]] = {"note": NOTES, "private_note": NOTES, "secret": SECRET}
POOLS: dict[str, dict[str, Mapping[str, Typed]]] = {
    "contact": {
        "given_name": TEXTS,
        "family_name": {**TEXTS, "": None},
        "city": CITIES,
        "topics": TOPICS,
        "languages": {"sv; en": ["en", "sv"], "pl": ["pl"], "": None},
        **MAIN,
    },
    "organisation": {"name": TEXTS, "city": CITIES, **MAIN},
    "network": {"name": TEXTS, "topics": TOPICS, **DECIDED, **MAIN},
    "trip": {
        "title": TEXTS,
        "end_on": DAYS,
        "directions": {"profiling": ["profiling"], "": None},
        "co2_kg": SUMS,
        "co2_source": LINES,
        **DECIDED,
        **MAIN,
    },
    "stop": {"city": {"Lund": "Lund", "Kraków": "Kraków"}, "host": LINES},
    "fee": {
        "year": {"2025": 2025, "2026": 2026},
        "amount": SUMS,
        "currency": {"EUR": "EUR", "SEK": "SEK"},
        "rate_source": LINES,
        "basis": LINES,
    },
    "action": {"what": TEXTS, "who": TEXTS, "result": NOTES},
    "advocacy": {"title": TEXTS, "position": NOTES, "private_note": NOTES, "secret": SECRET},
}
POINTING = {
    "contact": {"organisation": "organisation"},
    "trip": {"organisation": "organisation", "responsible": "contact"},
    "network": {"responsible": "organisation"},
    "advocacy": {"responsible": "contact", "networks": "network", "contacts": "contact"},
    "stop": {"trip": "trip"},
    "fee": {"network": "network"},
    "action": {"trip": "trip", "network": "network", "advocacy": "advocacy"},
}
NEW: dict[str, dict[str, Typed]] = {
    "contact": {"given_name": "Åsa"},
    "organisation": {"name": "Bolaget", "kind": "company"},
    "network": {"name": "Nätet", "responsible": 0},
    "trip": {"title": "Resan", "organisation": 0, "start_on": "2025-03-01", "end_on": "2025-03-04"},
    "stop": {"trip": 0, "city": "Lund", "country": "SE"},
    "fee": {"network": 0, "year": "2025", "currency": "EUR"},
    "action": {"what": "Skriv"},
    "advocacy": {"title": "Frågan"},
}
NUMBER = st.integers(0, 60)
ENTITY = st.sampled_from(sorted(NEW))
CHOICES = st.lists(st.tuples(NUMBER, NUMBER), min_size=1, max_size=4)


@cache
def empty_file() -> bytes:
    """Return a new register file with the few shipped rows that the machine needs."""
    lists = {"organisation_kind", "decision_form", "direction"}
    rows = [row for row in shipped_rows() if row.values.get("list") in lists]
    rows += [row for row in shipped_rows() if row.values.get("name") == "Stadsledningskontoret"]
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(opening, "shipped_rows", lambda: rows),
    ):
        path = Path(folder) / "nytt.kontaktnat"
        opening.new_register(path, "Stadsledningskontoret", person="Test Testsson").close()
        return path.read_bytes()


class RecordMachine(RuleBasedStateMachine):
    """One office at work, with colleagues elsewhere who write at the same time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "prov.kontaktnat"
        self.path.write_bytes(empty_file())
        self.register = self.opened()
        self.model, self.reading = Model(), Reading()
        self.reading.read(self.register.db.conn)
        self.shown = snapshot(self.register)
        self.outbox: list[Edit] = []
        self.sound, self.steps, self.number = True, 0, 0
        self.dice = random.Random(0)
        self.patches = ExitStack()
        for place in (record, writing):
            self.patches.enter_context(patch.object(place, "uuid4", self.new_id))
        self.patches.enter_context(patch("secrets.token_hex", self.new_salt))

    @initialize(seed=st.integers(0, 2**32))
    def throw_dice(self, seed: int) -> None:
        """Make ids and salts by the seed: what is found can be found again."""
        self.dice.seed(seed)

    def new_id(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128), version=4)

    def new_salt(self, digits: int) -> str:
        return self.dice.randbytes(digits).hex()

    # What a person does ------------------------------------------------------------------------

    @rule(entity=ENTITY, choices=CHOICES, owner=NUMBER, back=st.booleans())
    def put_new(self, entity: str, choices: list[tuple[int, int]], owner: int, back: bool) -> None:
        if not (values := self.values_of_new(entity, choices, owner)):
            return
        with self.acting(back=back) as done, suppress(Invalid):
            saved = writing.put(self.register, CATALOGUE[entity], None, typed(values))
            self.model.create(done, entity, saved.id, stored(values))

    @rule(row=NUMBER, choices=CHOICES, back=st.booleans())
    def put(self, row: int, choices: list[tuple[int, int]], back: bool) -> None:
        """Change a row: fields, one member of a unit alone, sets."""
        if not (found := self.pick(row, gone=False)):
            return
        values = self.values(self.model.entity[found], choices)
        self.put_values(found, values, back=back)

    @rule(row=NUMBER, on=st.booleans(), choices=CHOICES, also=st.booleans(), back=st.booleans())
    def mark_or_lift(
        self, row: int, on: bool, choices: list[tuple[int, int]], also: bool, back: bool
    ) -> None:
        if not (found := self.pick(row, gone=False, having="secret")):
            return
        values = self.values(self.model.entity[found], choices) if also else {}
        values["secret"] = ("ja", True) if on else ("", None)
        self.put_values(found, values, back=back)

    @precondition(lambda self: self.in_conflict())
    @rule(row=NUMBER, choices=CHOICES, back=st.booleans())
    def put_into_a_conflict(self, row: int, choices: list[tuple[int, int]], back: bool) -> None:
        found, key = self.conflict(row)
        members = CATALOGUE[found.entity].members(key)
        pools = POOLS[found.entity]
        names = [member.name for member in members if member.name in pools]
        values = {name: draw(pools[name], n) for name, (n, _m) in zip(names, choices, strict=False)}
        heads = self.reading.told(found.id).heads[key]
        beside = {text(raw.fields[key]) for raw in heads} - {text(heads[0].fields[key])}
        self.put_values(found.id, values, back=back)
        self.take_in()
        left = self.reading.told(found.id).heads[key]
        assert beside <= {text(raw.fields[key]) for raw in left}, "a value nobody was shown is gone"

    @precondition(lambda self: self.in_conflict())
    @rule(row=NUMBER, which=NUMBER, back=st.booleans())
    def resolve(self, row: int, which: int, back: bool) -> None:
        found, key = self.conflict(row)
        entity = CATALOGUE[found.entity]
        heads = self.reading.told(found.id).heads[key]
        value = heads[which % len(heads)].fields[key]
        members = value if key in entity.units else {key: value}
        given = {name: "" if v is None else str(v) for name, v in (members or {}).items()}
        with self.acting(back=back) as done, suppress(Invalid):
            writing.resolve(self.register, entity, found.id, given)
            done.rows.add(found.id)

    @rule(row=NUMBER, number=NUMBER, back=st.booleans())
    def move_a_part(self, row: int, number: int, back: bool) -> None:
        """Give a part another owner."""
        found = self.pick(row, gone=False, having="host") or self.pick(row, gone=False)
        entity = self.model.entity.get(found, "")
        if entity not in OWNERS:
            return
        name = OWNERS[entity][0]
        if (target := self.target(entity, name, number)) is not None:
            self.put_values(found, {name: target}, back=back)

    @rule(row=NUMBER, back=st.booleans())
    def delete(self, row: int, back: bool) -> None:
        if not (found := self.pick(row, gone=False)):
            return
        with self.acting(back=back) as done:
            writing.delete(self.register, CATALOGUE[self.model.entity[found]], found)
            self.model.delete(done, found, self.shown)

    @rule(
        new=st.lists(st.tuples(ENTITY, CHOICES, NUMBER), max_size=4),
        changed=st.lists(st.tuples(NUMBER, CHOICES), max_size=4),
        back=st.booleans(),
    )
    def import_rows(
        self,
        new: list[tuple[str, list[tuple[int, int]], int]],
        changed: list[tuple[int, list[tuple[int, int]]]],
        back: bool,
    ) -> None:
        """Write many rows in one action, later ones pointing to earlier ones."""
        live = [row for row in self.model.entity if self.shown[row].state != GONE]
        with self.acting(back=back) as done, self.register.record.acting("import", LABEL) as act:
            for name, choices, owner in new:
                if not (values := stored(self.values_of_new(name, choices, owner))):
                    continue
                row = str(self.new_id())
                writing.create(act, CATALOGUE[name], row, values)
                self.model.create(done, name, row, values)
            found = {live[number % len(live)]: choices for number, choices in changed if live}
            for row, choices in found.items():
                entity = CATALOGUE[self.model.entity[row]]
                values = stored(self.values(entity.name, choices))
                writing.change(act, entity, row, values)
                self.expect_put(done, row, values)

    # Taking back -------------------------------------------------------------------------------

    @rule()
    def undo(self) -> None:
        self.take_back(self.model.last(), lambda: undoing.undo(self.register))

    @rule()
    def redo(self) -> None:
        self.take_back(self.model.last_undo(), lambda: undoing.redo(self.register))

    @precondition(lambda self: self.model.done)
    @rule(number=NUMBER)
    def undo_any(self, number: int) -> None:
        """Take back any action by its id, an undo too; what is undone already is refused."""
        self.take_back_by_id(chosen(self.model.done[::-1], number))

    @rule(row=NUMBER, number=NUMBER)
    def undo_what_was_done_to_a_row(self, row: int, number: int) -> None:
        """Take back what made a row, or changed it, whatever was done since."""
        found = self.pick(row, gone=None)
        done = [done for done in self.model.done if found in done.rows]
        if done:
            self.take_back_by_id(done[number // 2 % len(done)] if number % 2 else done[0])

    def take_back_by_id(self, target: Done) -> None:
        wanted = target if self.model.in_force(target) else None
        self.take_back(wanted, lambda: undoing.undo(self.register, target.id))

    # What colleagues do at the same time -------------------------------------------------------

    @rule(row=NUMBER, knows=NUMBER, what=NUMBER, number=NUMBER, later=st.integers(0, 2))
    def colleague_writes(self, row: int, knows: int, what: int, number: int, later: int) -> None:
        """Make an edit by somebody who has seen a part of a row's history."""
        found = self.pick(row, gone=None)
        raws = [raw for raw in self.reading.rows[found] if raw.shared] if found else []
        if not raws:
            return
        raws = raws[: 1 + knows % len(raws)] if knows % 3 else raws
        raws += [raw_of(edit) for edit in self.outbox if edit.row == found and knows % 2]
        self.number += 1
        lam = max(raw.lam for raw in raws) + later
        self.outbox.append(foreign_edit(raws, what, number, lam, f"salt {self.number}"))

    @rule(number=NUMBER)
    def colleague_adds(self, number: int) -> None:
        self.number += 1
        row = str(uuid5(NAMESPACE, f"{self.number}"))
        fields = {"given_name": stored({"n": draw(TEXTS, number)})["n"], "city": "Kiruna"}
        self.outbox.append(make_edit("contact", row, fields, None, 1 + number % 3, "salt"))

    @precondition(lambda self: self.outbox)
    @rule(
        order=st.randoms(use_true_random=False), many=NUMBER, keep=st.booleans(), back=st.booleans()
    )
    def arrive(self, order: random.Random, many: int, keep: bool, back: bool) -> None:
        """Take some of their edits in, in any order, some twice, some of them again later."""
        some = order.choices(self.outbox, k=1 + many % 4)
        self.outbox = self.outbox if keep else [edit for edit in self.outbox if edit not in some]
        self.deliver(some, back=back)

    @rule(row=NUMBER, what=NUMBER, number=NUMBER, back=st.booleans())
    def two_colleagues_clash(self, row: int, what: int, number: int, back: bool) -> None:
        """Take in what two have written at once, neither knowing of the other, nor of us."""
        found = self.pick(row, gone=None)
        raws = [raw for raw in self.reading.rows[found] if raw.shared] if found else []
        if not raws:
            return
        raws, self.number = raws[: 1 + row % len(raws)], self.number + 2
        lam = max(raw.lam for raw in raws) + 1
        salts = (f"salt {self.number - 1}", f"salt {self.number}")
        some = [foreign_edit(raws, what, number + n, lam, salt) for n, salt in enumerate(salts)]
        self.deliver(some, back=back)

    @rule(row=NUMBER, what=NUMBER, number=NUMBER, back=st.booleans())
    def colleague_works_on_in_what_is_gone(
        self, row: int, what: int, number: int, back: bool
    ) -> None:
        """Take in a change of a row that has been deleted here, made before it was known there."""
        found = self.pick(row, gone=True)
        raws = [raw for raw in self.reading.rows[found] if raw.shared] if found else []
        raws = [raw for raw in raws if DELETED not in raw.fields]
        if raws:
            self.number += 1
            lam, salt = max(raw.lam for raw in raws) + 1, f"salt {self.number}"
            self.deliver([foreign_edit(raws, what, number, lam, salt)], back=back)

    def deliver(self, some: Sequence[Edit], *, back: bool) -> None:
        here = [raw for row in {edit.row for edit in some} for raw in self.reading.rows[row]]
        named = {eid for raw in here for key in raw.fields for eid in raw.names(key)}
        known = {raw.eid for raw in here} | {edit.eid for edit in some}
        in_turn = all(set(names(edit)) <= known and edit.eid not in named for edit in some)
        state = [self.shown[edit.row].state for edit in some if edit.row in self.shown]
        with self.acting(back=back and in_turn and GONE not in state) as done:
            with self.register.record.acting("import", LABEL) as act:
                for edit in some:
                    act.add(edit)
            for edit in some:
                self.model.wild.add(edit.row)
                self.model.entity.setdefault(edit.row, edit.entity)
                done.rows.add(edit.row)
                self.journal(edit)

    def journal(self, edit: Edit) -> None:
        for key, value in edit.fields.items():
            if key in CATALOGUE[edit.entity].sets:
                self.model.typed |= {(edit.row, key, item) for item in edit.adds(key)}
            else:
                self.model.typed.add((edit.row, key, text(value)))

    # What the program does ---------------------------------------------------------------------

    @rule()
    def reopen(self) -> None:
        self.register.close()
        self.register = self.opened()

    @rule()
    def rebuild(self) -> None:
        """Derive everything again: nothing may change by it."""
        before = list(upkeep.dump(self.register.db.conn))
        upkeep.rebuild(self.register.db)
        assert list(upkeep.dump(self.register.db.conn)) == before

    # What must always hold ---------------------------------------------------------------------

    @invariant()
    def all_agrees(self) -> None:
        conn = self.register.db.conn
        self.sound, self.steps = False, self.steps + 1
        self.take_in()
        assert self.model.typed <= self.reading.held, self.model.typed - self.reading.held
        self.model.check(self.shown)
        check_reading(self.reading, self.shown)
        check_heads(self.reading, conn)
        check_search(self.shown, conn)
        if self.steps % 10 == 0:
            self.rebuild()
        self.sound = True

    def teardown(self) -> None:
        try:
            if self.sound:
                self.rebuild()
                assert upkeep.damaged_edits(self.register.db.conn) == []
                self.check_other_order()
                self.register.db.conn.execute(FULL_TEXT_CHECK)
        finally:
            self.patches.close()
            self.register.close()
            self.folder.cleanup()

    def check_other_order(self) -> None:
        """Give the same edits to another register in another order: it shows the same."""
        path = self.path.with_name("annan.kontaktnat")
        path.write_bytes(empty_file())
        other = self.opened(path)
        edits = list(past.all_edits(self.register.db.conn))
        random.Random(len(edits)).shuffle(edits)
        for start in range(0, len(edits), 1 + len(edits) // 3):
            with other.record.acting("import", LABEL) as act:
                for edit in edits[start : start + 1 + len(edits) // 3]:
                    act.add(edit)
        assert list(upkeep.dump(other.db.conn)) == list(upkeep.dump(self.register.db.conn))
        other.close()

    # Helpers -----------------------------------------------------------------------------------

    def opened(self, path: Path | None = None) -> Register:
        """Open the file; that the disk keeps what it was given is tested elsewhere."""
        register = opening.open_register(path or self.path)
        register.db.conn.execute("PRAGMA synchronous = OFF")
        return register

    def acting(self, *, back: bool) -> Acting:
        return Acting(self, back=back)

    def take_in(self) -> None:
        """Read what was written: it verifies, and nothing of a secret row can leave."""
        self.shown = snapshot(self.register)
        for edit in past.edits_of(self.register.db.conn, {r.row for r in self.new_raws()}).items():
            assert all(verify(found) for found in edit[1])

    def new_raws(self) -> list[Raw]:
        new = self.reading.read(self.register.db.conn)
        for raw in new:
            secret = raw.row in self.shown and self.shown[raw.row].values.get("secret")
            foreign = raw.row in self.model.wild
            assert foreign or not (secret and raw.shared) or raw.fields == {DELETED: True}, raw
        return new

    def newest(self) -> str:
        return next(past.actions(self.register.db.conn)).id

    def pick(self, number: int, *, gone: bool | None, having: str = "") -> str:
        """Return one of the rows of the machine, the newest ones first."""
        rows = [
            row
            for row, entity in reversed(self.model.entity.items())
            if row in self.shown
            and (gone is None or (self.shown[row].state == GONE) == gone)
            and (not having or having in POOLS[entity])
        ]
        return chosen(rows, number) if rows else ""

    def conflict(self, number: int) -> tuple[Typed, str]:
        rows = [row for row in self.shown.values() if row.conflicts and row.state != GONE]
        row = rows[number % len(rows)]
        return row, row.conflicts[number % len(row.conflicts)]

    def in_conflict(self) -> bool:
        return any(row.conflicts and row.state != GONE for row in self.shown.values())

    def values(self, entity: str, choices: Sequence[tuple[int, int]]) -> dict[str, Typed]:
        """Return what is typed into some fields, each with what is to be stored."""
        names = [*POOLS[entity], *POINTING.get(entity, ())]
        found: dict[str, Typed] = {}
        for which, number in choices:
            name = names[which % len(names)]
            if name in POOLS[entity]:
                found[name] = draw(POOLS[entity][name], number)
            else:
                found[name] = self.target(entity, name, number)
        return {name: value for name, value in found.items() if value is not None}

    def target(self, entity: str, name: str, number: int) -> Typed:
        """Return a row to point to: mostly one in view, rarely a deleted one."""
        kind = POINTING[entity][name]
        known = [*self.shown.keys() - self.model.entity.keys(), *self.model.entity]
        rows = [self.shown[id_] for id_ in reversed(known) if id_ in self.shown]
        gone = number % 13 == 12
        rows = [row for row in rows if row.entity == kind and (row.state != GONE or gone)]
        if not rows:
            return None
        row = chosen(rows, number).id
        return (row, [row] if name in CATALOGUE[entity].sets else row)

    def values_of_new(
        self, entity: str, choices: Sequence[tuple[int, int]], owner: int
    ) -> dict[str, Typed]:
        found = {**NEW[entity]}
        if entity in OWNERS:
            found[OWNERS[entity][owner % len(OWNERS[entity])]] = owner
        for name, value in found.items():
            pool = POOLS[entity].get(name, {})
            point = isinstance(value, int)
            found[name] = (
                self.target(entity, name, value) if point else (value, pool.get(value, value))
            )
        return {**found, **self.values(entity, choices)} if None not in found.values() else {}

    def put_values(self, row: str, values: dict[str, Typed], *, back: bool) -> None:
        with self.acting(back=back) as done, suppress(Invalid):
            writing.put(self.register, CATALOGUE[self.model.entity[row]], row, typed(values))
            self.expect_put(done, row, stored(values))

    def expect_put(self, done: Done, row: str, values: dict[str, Typed]) -> None:
        if not self.model.live(row):
            self.model.wild.add(row)
        if row in self.model.wild:
            self.model.put_wild(done, self.shown[row], values)
        else:
            self.model.put(done, row, values)

    def take_back(self, target: Done | None, call: Callable[[], undoing.Undone]) -> None:
        """Undo or redo, and expect what the model expects of it."""
        self.sound = False
        if target is None:
            with pytest.raises(Refused):
                call()
            return
        last, outcome = self.newest(), call()
        done, kept = self.model.take_back(target, self.shown)
        tame = not target.rows & self.model.wild
        assert (outcome.action is not None) == (self.newest() != last)
        if tame:
            assert {(k.row, k.key) for k in outcome.kept} == kept, (target, kept, outcome.kept)
            assert bool(done.moves) == (outcome.action is not None)
        if outcome.action is not None:
            done.id = outcome.action
            self.model.done.append(done)


class Acting:
    """One action: an undo brings back what was there before, a redo what was there after."""

    def __init__(self, machine: RecordMachine, *, back: bool) -> None:
        self.machine, self.back, self.done = machine, back, Done("")
        self.before = machine.newest()

    def __enter__(self) -> Done:
        self.machine.sound = False
        return self.done

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        machine = self.machine
        if kind is not None:
            return
        after = machine.newest()
        if not self.done.rows & machine.model.wild:
            assert bool(self.done.moves) == (after != self.before)
        if after == self.before:
            return
        self.done.id = after
        machine.model.done.append(self.done)
        if self.back:
            self._there_and_back()

    def _there_and_back(self) -> None:
        machine, before = self.machine, self.machine.shown
        machine.take_in()
        after = machine.shown
        machine.undo()
        machine.take_in()
        assert_same(before, machine.shown)
        machine.redo()
        machine.take_in()
        assert_same(after, machine.shown)


def assert_same(wanted: Snapshot, found: Snapshot) -> None:
    for row, shown in found.items():
        if row in wanted:
            assert shown == wanted[row], (shown, wanted[row])
        else:
            assert shown.state == GONE, shown


def chosen(found: Sequence[Any], number: int) -> Typed:
    """Return one of many: mostly one of the first four, so that work meets on the same rows."""
    return found[number % min(4, len(found)) if number % 3 else number % len(found)]


def draw(pool: Mapping[str, Typed], number: int) -> tuple[str, Typed]:
    return list(pool.items())[number % len(pool)]


def typed(values: Mapping[str, Typed]) -> dict[str, str]:
    return {name: value[0] for name, value in values.items()}


def stored(values: Mapping[str, Typed]) -> dict[str, Typed]:
    return {name: value[1] for name, value in values.items()}


def names(edit: Edit) -> list[str]:
    return [eid for eids in (edit.parents or {}).values() for eid in eids]


def raw_of(edit: Edit) -> Raw:
    parents = None if edit.parents is None else {k: list(v) for k, v in edit.parents.items()}
    fields, seen = dict(edit.fields), list(edit.seen)
    return Raw(edit.eid, edit.entity, edit.row, fields, parents, seen, edit.lam, 1, 0)


def foreign_edit(raws: Sequence[Raw], what: int, number: int, lam: int, salt: str) -> Edit:
    """Return the edit of somebody who knows these edits of a row, and names what they show."""
    name, row = raws[0].entity, raws[0].row
    entity, told = CATALOGUE[name], tell(raws, name)
    keys = list(dict.fromkeys(entity.by_name[n].key for n in POOLS[name]))
    keys = [DELETED, *(key for key in keys if key not in entity.local_keys), DELETED]
    key = keys[what % len(keys)]
    parents = {key: tuple(raw.eid for raw in told.heads.get(key, ()))}
    if key == DELETED:
        seen = {raw.eid for k, found in told.heads.items() if k != DELETED for raw in found}
        seen |= {eid for items in told.adds.values() for eids in items.values() for eid in eids}
        gone = not told.gone
        return make_edit(name, row, {DELETED: gone}, parents, lam, salt, seen=seen if gone else ())
    if key in entity.sets:
        items = sorted(i for i, eids in told.adds[key].items() if eids)
        if items and number % 2:
            item = items[number % len(items)]
            named = {key: tuple(sorted(told.adds[key][item]))}
            return make_edit(name, row, {key: {"remove": [item]}}, named, lam, salt)
        added = next(iter(POOLS[name][key].values()))
        return make_edit(name, row, {key: {"add": added}}, {key: ()}, lam, salt)
    members = [member.name for member in entity.members(key)]
    new = {m: told.values.get(m) for m in members}
    drawn = [m for m in members if m in POOLS[name]]
    new[drawn[number % len(drawn)]] = draw(POOLS[name][drawn[number % len(drawn)]], number)[1]
    value = new if key in entity.units else new[key]
    named = {key: parents[key][:1]} if number % 5 else parents
    again = None if number % 11 == 10 and any(raw.parents is None for raw in raws) else named
    return make_edit(name, row, {key: value}, again, lam, salt)


PROFILE = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
TestRecord = RecordMachine.TestCase
TestRecord.settings = PROFILE
