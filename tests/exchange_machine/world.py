"""The state of a history, and how something of it is chosen."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.storage.tables import Row
from tests.exchange_machine.letters import Letter
from tests.exchange_machine.sites import BEGINNING, Kept, Site

T = TypeVar("T")
NOTHING = Words("Inget", "Nothing")
PICKED = ("contact", "contact", "contact", "network", "trip", "trip", "stop", "fee", "organisation")
"""The entities of the rows that somebody works on, the likelier more often."""


class World:
    """The registers, the files on their way, and the dice that decide.

    Attributes:
        seed: What the dice follow from, with the number of the step.
        sites: The registers, the centre first.
        pool: The files that may still be read, as often as anybody likes.
        letters: All files ever made.
        backups: Backups, each with its register.
        deletions: The rows that somebody has deleted.
        withheld: The rows that were secret where a file was made.
        public: The registers from which a word that had been secret there has left.
        told: What was done, a line for each step.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.step = 0
        self.words = 0
        self.dice = random.Random(seed)
        self.stack = ExitStack()
        self.sites: list[Site] = []
        self.pool: list[Letter] = []
        self.letters: list[Letter] = []
        self.backups: list[tuple[Site, Kept]] = []
        self.deletions: set[str] = set()
        self.told: list[str] = []
        self.twins = 0
        self.withheld: set[str] = set()
        self.public: dict[str, set[Site]] = {}

    def clock(self) -> datetime:
        return BEGINNING + timedelta(minutes=self.step)

    def new_id(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128), version=4)

    def new_salt(self, digits: int) -> str:
        return self.dice.randbytes(digits).hex()

    def word(self, kind: str) -> str:
        self.words += 1
        return f"{kind}{self.step:03d}x{self.words:04d}q"

    def say(self, *what: object) -> None:
        self.told[-1:] = [" ".join([*self.told[-1:], *map(str, what)])]

    def site(self) -> Site:
        return self.dice.choice(self.sites)

    def pick(self, site: Site, *, gone: bool = False, entity: str | None = None) -> Row | None:
        """Return a row, mostly one of the first: so that work meets on the same rows."""
        rows = site.rows(entity or self.dice.choice(PICKED), gone=gone)
        rows.sort(key=lambda row: row.id)
        if not rows:
            return None
        few = rows[:3] if self.dice.random() < 0.7 else rows
        return self.dice.choice(few)

    def among(self, find: Callable[[Site], Sequence[T]]) -> tuple[Site, T]:
        """Return a register in which there is something to choose, and what is chosen."""
        for site in self.dice.sample(self.sites, len(self.sites)):
            if found := find(site):
                return site, self.dice.choice(found)
        raise Refused(NOTHING)

    def office(self, site: Site) -> str:
        return min(row.id for row in site.rows("organisation"))
