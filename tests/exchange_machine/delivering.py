"""Taking files in, and what must hold of each."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.progress import Stopped
from desktop_app.services import importing
from desktop_app.services.import_plan import CATEGORIES, How, ImportPlan
from desktop_app.services.import_return import plan_workbook
from desktop_app.storage import queries
from tests.exchange_machine import checks
from tests.exchange_machine.letters import FIRST, Letter, as_text
from tests.exchange_machine.sites import OWNER, Entry, Site
from tests.exchange_machine.world import World

TAKEN = ("new", "changed", "conflicts")


def plain(text: str) -> str:
    """Return a value as it is compared: a unit without anything in it is nothing."""
    value = json.loads(text)
    if isinstance(value, dict) and all(each is None for each in value.values()):
        return as_text(None)
    return text


class Delivering(World):
    """The part of the machine that takes files in."""

    def plan(self, letter: Letter, to: Site) -> ImportPlan:
        return plan_workbook(How(to.register, Path("bok.xlsx")), letter.returned())

    def deliver(self, letter: Letter, to: Site) -> None:
        """Take a file in by the program's own preview; look at what became of it."""
        plan = self.plan(letter, to)
        self.check_account(letter, plan)
        before = {t: self.shown(to, t) for t in letter.typed if t.values}
        held = {t: self.is_held(to, t.mark, t.key, t.values) for t in before}
        number = queries.newest_edit(to.conn)
        count = queries.number_of_edits(to.conn)
        importing.accept(to.register, plan, shown=plan.hash)
        grown = queries.number_of_edits(to.conn) - count
        assert grown == plan.steps, ("more or less than was shown", grown, plan.steps)
        self.check_again(letter, to, plan)
        fresh = self.rows_of_log(to, number, plan)
        for typed, was in before.items():
            self.check_typed(letter, to, plan, typed, was, known=held[typed] or typed.mark in fresh)
        if not letter.harmed:
            to.held.shared |= letter.entries()
        self.deletions |= letter.deleted
        self.deletions |= {
            row
            for row, values in letter.values.items()
            if letter.deleted & {values.get(owner) for owner in OWNER.values()}
        }

    def check_account(self, letter: Letter, plan: ImportPlan) -> None:
        account = plan.account()
        rows = sum(any(cell is not None for cell in r) for rs in letter.sheets.values() for r in rs)
        assert sum(account[c] for c in CATEGORIES) == account["rows"] == rows, account
        known = {str(row[0]) for rows in letter.sheets.values() for row in rows}
        assert account["missing"] == len(letter.base.entities.keys() - known), account

    def check_again(self, letter: Letter, to: Site, plan: ImportPlan) -> None:
        """Hold that a file read twice means nothing the second time."""
        taken = {(o.sheet, o.number) for o in plan.outcomes if o.category in TAKEN}
        again = taken & letter.taken.get(to, set())
        assert not again, ("the same return gives other edits", again)
        if not letter.harmed:
            letter.taken.setdefault(to, set()).update(taken)

    def rows_of_log(self, to: Site, number: int, plan: ImportPlan) -> set[str]:
        if plan.arrival is None:
            return set()
        return {item.edit.row for item in plan.arrival.fresh}

    def shown(self, to: Site, typed: Any) -> str:
        """Return what a register shows of what was typed elsewhere, '' for nothing."""
        row = queries.row(to.conn, CATALOGUE[typed.entity], typed.mark)
        entity = CATALOGUE[typed.entity]
        if row is None or typed.key in entity.sets:
            return ""
        if not checks.told_of(to, row.id).heads.get(typed.key):
            return ""  # nothing was ever said of it here
        members = {m.name: row.values.get(m.name) for m in entity.members(typed.key)}
        return as_text(members if typed.key in entity.units else members[typed.key])

    @staticmethod
    def is_held(to: Site, row: str, key: str, values: tuple[str, ...]) -> bool:
        held = checks.raws_of(to.conn).held
        return all((row, key, value) in held for value in values)

    def check_typed(
        self, letter: Letter, to: Site, plan: ImportPlan, typed: Any, was: str, *, known: bool
    ) -> None:
        """Find what was typed in a row that was taken; nothing unseen may have gone for it."""
        place = letter.places[f"{typed.entity}.{typed.field}"]
        numbers = [
            number
            for number, row in enumerate(letter.sheets[typed.entity], FIRST)
            if typed.mark in {row[0], row[place]}
        ]
        at = {(o.sheet, o.number): o for o in plan.outcomes if o.entity == typed.entity}
        outcomes = [o for (_sheet, number), o in at.items() if number in numbers]
        if not outcomes or any(o.category not in (*TAKEN, "unchanged") for o in outcomes):
            return
        if any(
            p.column for o in outcomes for p in plan.problems_by_row.get((o.sheet, o.number), ())
        ):
            return
        row = outcomes[0].id
        entries: set[Entry] = {(row, typed.key, value) for value in typed.values}
        assert self.is_held(to, row, typed.key, typed.values), ("typed in vain", typed, outcomes)
        to.held.shared |= entries
        if (
            was
            and not known
            and was not in {typed.was, *typed.values}
            and row not in to.redirects()
        ):
            heads = checks.told_of(to, row).heads[typed.key]
            left = {plain(as_text(head.fields[typed.key])) for head in heads}
            assert plain(was) in left, ("a value nobody was shown is gone", typed, was, left)

    def break_off(self, letter: Letter, to: Site) -> None:
        """End the program in the middle of taking a file in: nothing is changed."""
        plan = self.plan(letter, to)
        before = to.conn.serialize()
        stop_at = self.dice.randrange(3)
        calls = 0

        def progress(_done: int, _of: int) -> None:
            nonlocal calls
            calls += 1
            if calls > stop_at:
                raise Stopped

        try:
            importing.accept(to.register, plan, progress, shown=plan.hash)
        except Stopped:
            assert to.conn.serialize() == before, "half of a file was taken in"
        else:
            to.held.shared |= letter.entries() if not letter.harmed else set()

    def harm(self, letter: Letter) -> Letter:
        """Return a copy in whose log a line is damaged, or lacks."""
        log = list(letter.log)
        place = self.dice.randrange(len(log))
        if self.dice.random() < 0.5:
            del log[place]
        else:
            line = log[place]
            spot = self.dice.randrange(len(line) // 2, len(line) - 1)
            log[place] = line[:spot] + ("7" if line[spot] != "7" else "8") + line[spot + 1 :]
        harmed = letter.copy()
        return replace(harmed, log=tuple(log), harmed=True)
