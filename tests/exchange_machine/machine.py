"""Random histories of an exchange: a centre and its offices at work, told again by their seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.services import exporting, writing
from desktop_app.storage import record
from tests.exchange_machine import checks, letters
from tests.exchange_machine.sites import (
    OWNER,
    Site,
    hidden_rows,
    images,
    memory_of_machines,
    opened,
)
from tests.exchange_machine.working import Working

Self = TypeVar("Self", bound="Machine")
STEPS = 40
ROUNDS = 2


class Machine(Working):
    """One history."""

    def __enter__(self: Self) -> Self:
        for place in (record, writing, exporting):
            self.stack.enter_context(patch.object(place, "uuid4", self.new_id))
        self.stack.enter_context(patch("secrets.token_hex", self.new_salt))
        self.stack.enter_context(memory_of_machines())
        self.stack.enter_context(letters.quick())
        for number in range(1 + self.dice.choice((3, 3, 3, 4, 5))):
            path = Path(f"/register/{number}.knreg")
            self.sites.append(Site(number, path, opened(path, images()[number], self.clock)))
        return self

    def __exit__(self, *_error: object) -> None:
        for site in self.sites:
            site.register.db.close()
        self.stack.close()

    def run(self, steps: int = STEPS, leave_out: Collection[int] = ()) -> None:
        """Do the steps but those left out, then let all agree, and look at everything."""
        for step in range(steps):
            if step not in leave_out:
                self.do(step)
        self.step = steps
        self.dice = random.Random(f"{self.seed}-end")
        self.agree()
        self.look()

    def do(self, step: int) -> None:
        self.step, self.words = step, 0
        self.dice = random.Random(f"{self.seed}-{step}")
        doing = self.dice.choice(DOINGS)
        self.told.append(f"{step} {doing.__name__}")
        with suppress(Refused, Invalid):
            doing(self)

    def agree(self) -> None:
        """Exchange in full rounds until all show the same, two at the most."""
        for number in range(1, ROUNDS + 1):
            self.told.append(f"round {number}")
            self.round()
            hidden = hidden_rows(self.sites)
            differing = checks.shown_alike(self.sites, hidden)
            if not differing and checks.known_alike(self.sites, hidden):
                return
        assert not differing, ("not agreed", differing[:4])

    def round(self) -> None:
        centre, *offices = self.sites
        for office in offices:
            self.hand_over(office, centre)
        for office in offices:
            if sum(other.number == office.number for other in offices) > 1:
                # Two copies of one register: each is answered what it said last itself.
                self.hand_over(office, centre)
            self.hand_over(centre, office)

    def hand_over(self, sender: Site, to: Site) -> None:
        """Exchange a file that nobody touches: mostly the hidden lines of it will do."""
        with ExitStack() as stack:
            if self.dice.random() < 0.8:
                stack.enter_context(patch.object(exporting, "SHEETS", ()))
            letter = self.send(sender, to)
        self.deliver(letter, to)

    def look(self) -> None:
        hidden = hidden_rows(self.sites)
        checks.check_held(self.sites, hidden)
        checks.check_received(self.sites, self.letters, hidden | self.withheld)
        for site in self.sites:
            self.check_gone(site)
            checks.check_site(site)
        for site in self.dice.sample(self.sites, 2):
            checks.check_derived(site)

    def check_gone(self, site: Site) -> None:
        """Hold that nothing is gone that nobody has deleted."""
        merged = site.redirects()
        for row in site.rows(gone=True):
            owner = str(row.values.get(OWNER.get(row.entity, ""), ""))
            known = {row.id, owner} & self.deletions or not row.values
            assert known or row.id in merged, ("gone without a deletion", row)


WEIGHTS: Mapping[Callable[[Machine], None], int] = {
    Machine.new: 14,
    Machine.change: 24,
    Machine.mark: 3,
    Machine.lift: 4,
    Machine.change_secret: 3,
    Machine.secret_errand: 3,
    Machine.delete: 5,
    Machine.restore: 3,
    Machine.merge: 4,
    Machine.merge_crosswise: 1,
    Machine.unmerge: 2,
    Machine.undo: 5,
    Machine.redo: 2,
    Machine.undo_any: 4,
    Machine.resolve: 5,
    Machine.make_file: 8,
    Machine.exchange: 12,
    Machine.take_file: 10,
    Machine.take_half: 1,
    Machine.take_harmed: 4,
    Machine.fill_in: 3,
    Machine.fill_in_and_take: 8,
    Machine.back_up: 4,
    Machine.go_back: 4,
    Machine.move: 1,
    Machine.twin: 1,
}
DOINGS = [doing for doing, weight in WEIGHTS.items() for _ in range(weight)]
