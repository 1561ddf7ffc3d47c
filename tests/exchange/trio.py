"""A central office and two offices that exchange real workbooks, and what goes wrong on the way."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

import openpyxl

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Given
from desktop_app.services import exporting, importing, reading_files, writing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.facts import info
from desktop_app.services.import_plan import ImportPlan
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register, now
from desktop_app.services.upkeep import check
from desktop_app.storage import queries, remembered
from tests.exchange.here import read_here
from tests.exchange.resave import edit, put, row_of

CONTACT = CATALOGUE["contact"]
NEW = "new"
NAMES = ("c", "a", "b")


@dataclass
class Clock:
    """A clock that a test sets forward."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        """Return the time."""
        return now() + self.ahead


@cache
def folder_of_originals() -> Path:
    """Return where the registers are made that every trio begins with."""
    return Path(mkdtemp(prefix="kontaktnat-trio-"))


def place_of(name: str) -> Path:
    """Return one of the originals."""
    return folder_of_originals() / f"{name}.knreg"


@cache
def made_once() -> tuple[str, str]:
    """Make the originals: the offices join from the central office's file; return two contacts."""
    people = (
        {"given_name": "Åsa", "family_name": "Öberg", "phone": "08-465 004 01"},
        {"given_name": "Bo", "family_name": "Ek", "city": "Oslo"},
    )
    with original("c", "Stadsledningskontoret", None) as centre:
        row, other = (writing.put(centre, CONTACT, None, values).id for values in people)
    original("a", "Miljöförvaltningen", place_of("c")).close()
    original("b", "Kulturförvaltningen", place_of("c")).close()
    return row, other


def original(name: str, office: str, join: Path | None) -> Register:
    """Make a register."""
    person = f"Person {name}"
    return new_register(place_of(name), office, central=join is None, join=join, person=person)


@dataclass
class Trio:
    """A central office and two offices.

    Attributes:
        folder: Where their files lie.
        clock: What tells them the time.
        row: A contact that all have.
        other: Another one.
    """

    folder: Path
    clock: Clock = field(default_factory=Clock)
    made: int = 0

    def __post_init__(self) -> None:
        """Bring the registers from where they were made once: making them takes a second."""
        self.row, self.other = made_once()
        self.centre, self.a, self.b = (self._brought(name) for name in NAMES)

    def _brought(self, name: str) -> Register:
        """Copy a register; it is known on this machine as the original is, and is no copy."""
        path = Path(copyfile(place_of(name), self.folder / f"{name}.knreg"))
        conn = sqlite3.connect(path)
        remembered.remember(path, conn)
        conn.close()
        return open_register(path, clock=self.clock)

    @property
    def all(self) -> tuple[Register, Register, Register]:
        """Return all three."""
        return self.centre, self.a, self.b

    def close(self) -> None:
        """Close them."""
        for register in self.all:
            register.close()

    def again(self, name: str) -> Register:
        """Close and open one of them."""
        register: Register = getattr(self, name)
        register.close()
        setattr(self, name, open_register(register.path, clock=self.clock))
        return getattr(self, name)  # type: ignore[no-any-return]

    def put(self, register: Register, row: str | None, **values: Given) -> str:
        """Save a contact."""
        return writing.put(register, CONTACT, row, values).id

    def send(self, source: Register, target: Register, wish: Wish | None = None) -> Path:
        """Write a workbook."""
        self.made += 1
        path = self.folder / f"{self.made}.xlsx"
        export(source, path, wish or Wish(to=target.facts.register_id))
        return path

    def plan(self, register: Register, path: Path) -> ImportPlan:
        """Plan taking in a file; its account adds up."""
        plan = plan_file(register, path, None, {})
        account = plan.account()
        assert sum(account[name] for name in importing.CATEGORIES) == account["rows"]
        return plan

    def take(self, register: Register, path: Path) -> ImportPlan:
        """Take in a file as it was shown."""
        plan = self.plan(register, path)
        importing.accept(register, plan, shown=plan.hash)
        return plan

    def exchange(self, source: Register, target: Register) -> ImportPlan:
        """Send from one to another."""
        return self.take(target, self.send(source, target))

    def meet(self) -> None:
        """Let all know of each other, and the offices what the centre has of them."""
        self.round()

    def round(self) -> None:
        """Make one full round: each office to the centre, the centre to each office.

        Sheets that nobody touches say nothing, and take most of the time with the children that
        read them: they go to one office alone, the others get the hidden lines.
        """
        self._round(self.exchange)

    def _round(self, last: Callable[[Register, Register], object]) -> None:
        for office in (self.a, self.b):
            self._hand_over(office, self.centre)
        self._hand_over(self.centre, self.b)
        last(self.centre, self.a)

    def _hand_over(self, source: Register, target: Register) -> None:
        """Send the hidden lines alone, and read them without a child."""
        with (
            patch.object(exporting, "SHEETS", ()),
            patch.object(reading_files, "read_file", read_here),
        ):
            self.exchange(source, target)

    def value(self, register: Register, row: str, name: str) -> object:
        """Return what a contact shows in a field."""
        return register.row(CONTACT, row).values.get(name)

    def conflicts(self, register: Register, row: str | None = None) -> tuple[str, ...]:
        """Return the fields of a contact in which values differ."""
        return register.row(CONTACT, row or self.row).conflicts

    def agree(self) -> bool:
        """Tell whether all show the same after at most two rounds, and are whole."""
        self.round()
        if not self._same():
            self._round(self._hand_over)
        return self._same() and all(check(register).whole for register in self.all)

    def _same(self) -> bool:
        told = [info(register) for register in self.all]
        return len({(each["digest"], each["conflicts"]) for each in told}) == 1


def filled(path: Path, row: str, **cells: object) -> Path:
    """Save a copy after a person typed into a contact."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Kontakter"]
        for key, value in cells.items():
            put(sheet, row_of(sheet, row), key, value)

    return edit(path, change)


def changed(path: Path, change: Callable[[Any], None], sheet: str = "Kontakter") -> Path:
    """Save a copy after a person changed one sheet."""
    return edit(path, lambda book: change(book[sheet]))


def edits(register: Register, row: str | None = None) -> int:
    """Return how many edits there are, of one row or of all."""
    if row is None:
        return queries.number_of_edits(register.db.conn)
    sql = 'SELECT count(*) FROM edit WHERE "row" = ?'
    return int(register.db.conn.execute(sql, (row,)).fetchone()[0])


def said(plan: ImportPlan) -> str:
    """Return all that a plan says to a person, in Swedish."""
    words = [*plan.remarks, *(problem.reason for problem in plan.problems)]
    return "\n".join(each.into("sv") for each in words)


def sums(plan: ImportPlan) -> Counter[str]:
    """Return how many rows ended how, without those of which there are none."""
    account = plan.account()
    return Counter({name: account[name] for name in importing.CATEGORIES if account[name]})
