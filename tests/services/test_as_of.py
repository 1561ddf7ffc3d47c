"""A register as it was on a day: the same then, later, and after whatever was done since."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.year.model import YearlyReport
from desktop_app.services import merging, undoing, writing
from desktop_app.services.as_of import open_as_of
from desktop_app.services.exporting import Wish, export
from desktop_app.services.importing import accept
from desktop_app.services.opening import new_register
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register
from desktop_app.services.report_kinds import Asked
from desktop_app.services.year.report import yearly_report
from desktop_app.storage import queries, upkeep

OFFICE = "Miljöförvaltningen"
FIRST_DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAYS = 14
DEEDS_A_DAY = 5
NETWORK, TRIP, STOP, COST = (CATALOGUE[name] for name in ("network", "trip", "stop", "cost"))
CONTACT, ACTION = CATALOGUE["contact"], CATALOGUE["action"]


@dataclass
class Clock:
    """A clock that is put on by hand."""

    now: datetime = FIRST_DAY

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


@dataclass
class Worker:
    """Does this and that in a register."""

    register: Register
    chance: random.Random
    ids: dict[str, list[str]] = field(default_factory=dict)

    def work(self) -> None:
        """Do something that is possible now."""
        adding = (self.add_row, self.add_row, self.add_part)
        deeds = (*adding, self.change, self.delete, self.undo, self.merge)
        with suppress(Refused, Invalid, LookupError, ValueError):
            self.chance.choice(deeds)()

    def _put(self, name: str, /, **values: str) -> None:
        made = writing.put(self.register, CATALOGUE[name], None, values)
        self.ids.setdefault(name, []).append(made.id)

    def add_row(self) -> None:
        """Add a trip, or a contact, or a network."""
        n = self.chance.randrange(10**6)
        start = f"2026-0{self.chance.randint(1, 9)}-10"
        added: tuple[tuple[str, dict[str, str]], ...] = (
            (
                "trip",
                {
                    "title": f"Resa {n}",
                    "organisation": self.register.facts.office,
                    "start_on": start,
                    "end_on": start,
                    "status": "decided",
                    "purpose": "Lära av hur andra gör.",
                    "decided_by": "Chefen",
                    "decided_on": "2026-01-01",
                },
            ),
            ("contact", {"family_name": f"Prov {n}", "country": "FI", "city": "Åbo"}),
            ("network", {"name": f"Nät {n}", "responsible": OFFICE, "joined_on": start}),
        )
        name, values = self.chance.choice(added)
        self._put(name, **values)

    def add_part(self) -> None:
        """Add a part of a trip."""
        trip = self.chance.choice(self.ids["trip"])
        if self.chance.random() < 0.5:
            self._put("stop", trip=trip, city="Oslo", country="NO")
        else:
            amount = str(self.chance.randrange(1000))
            self._put("cost", trip=trip, item="travel", outcome=amount, currency="SEK")

    def change(self) -> None:
        """Change a trip or a network."""
        name, key = self.chance.choice((("trip", "title"), ("network", "left_on")))
        value = f"Ny {self.chance.random()}" if key == "title" else "2026-11-20"
        id_ = self.chance.choice(self.ids[name])
        writing.put(self.register, CATALOGUE[name], id_, {key: value})

    def delete(self) -> None:
        """Delete a row, or bring one back."""
        name = self.chance.choice(("trip", "network", "contact", "cost"))
        id_ = self.chance.choice(self.ids[name])
        act = writing.restore if self.chance.random() < 0.3 else writing.delete
        act(self.register, CATALOGUE[name], id_)

    def undo(self) -> None:
        """Undo or redo the last thing."""
        act = undoing.undo if self.chance.random() < 0.7 else undoing.redo
        act(self.register)

    def merge(self) -> None:
        """Merge two contacts or networks."""
        name = self.chance.choice(("contact", "network"))
        keep, drop = self.chance.sample(self.ids[name], 2)
        merging.merge(self.register, CATALOGUE[name], keep, drop, {})


def shown(register: Register) -> list[str]:
    """Return all that is derived: tables, heads, search."""
    return list(upkeep.dump(register.db.conn))


def report_of(register: Register, day: date | None = None) -> YearlyReport:
    """Return the report of the year."""
    return yearly_report(register, Asked(year=2026, as_of=day))


@dataclass
class Told:
    """What a day showed at its end."""

    rows: list[str]
    digest: str
    report: YearlyReport


@pytest.fixture(scope="module", params=(1, 2))
def worked(request: pytest.FixtureRequest) -> Iterator[tuple[Register, dict[date, Told]]]:
    """Return a register after days of random work, and what each day showed."""
    clock = Clock()
    with new_register(None, OFFICE, clock=clock) as register:
        worker = Worker(register, random.Random(request.param))
        told = {}
        for _day in range(DAYS):
            for _deed in range(DEEDS_A_DAY):
                clock.now += timedelta(minutes=7)
                worker.work()
            digest = upkeep.shown_digest(register.db.conn)
            told[clock.now.date()] = Told(shown(register), digest, report_of(register))
            clock.now = clock.now.replace(hour=9, minute=0) + timedelta(days=1)
        yield register, told


def test_every_day_can_be_read_again(worked: tuple[Register, dict[date, Told]]) -> None:
    """All that is derived is as it was, whatever was undone, merged and deleted since."""
    register, told = worked
    assert len({each.digest for each in told.values()}) > DAYS / 2, "the days must differ"
    before = shown(register)
    for day, then in told.items():
        with open_as_of(register, day) as read:
            assert shown(read) == then.rows, day
            assert upkeep.integrity(read.db.conn) == []
            assert read.clock().date() == day
    assert shown(register) == before, "the register itself is untouched"


def test_every_day_gives_its_report_again(worked: tuple[Register, dict[date, Told]]) -> None:
    """Figures, tables, sentences and fingerprint of a day are the same later."""
    register, told = worked
    assert len({each.report.fingerprint for each in told.values()}) > DAYS / 2
    for day, then in told.items():
        assert report_of(register, day) == then.report, day


def test_what_arrives_is_known_from_that_day(tmp_path: Path) -> None:
    """What another wrote earlier is not known here before it is taken in."""
    clock = Clock()
    with (
        new_register(tmp_path / "a.knreg", OFFICE, clock=clock) as ours,
        new_register(
            tmp_path / "b.knreg", "Kulturförvaltningen", join=ours.path, clock=clock
        ) as theirs,
    ):
        clock.now += timedelta(days=1)
        added = writing.put(
            theirs, NETWORK, None, {"name": "Nordiska provnätet", "responsible": OFFICE}
        )
        clock.now += timedelta(days=3)
        file = tmp_path / "file.xlsx"
        export(theirs, file, Wish(to=ours.facts.register_id))
        accept(ours, plan_file(ours, file, None, {}))
        arrived = clock.now.date()
        for day, is_here in ((arrived - timedelta(days=1), False), (arrived, True)):
            with open_as_of(ours, day) as read:
                found = queries.row(read.db.conn, NETWORK, added.id)
                assert (found is not None) == is_here, day


def test_it_is_for_reading(worked: tuple[Register, dict[date, Told]]) -> None:
    """Nothing can be written to a day that has passed."""
    register, told = worked
    with open_as_of(register, min(told)) as read, pytest.raises(Exception, match="readonly"):
        read.db.conn.execute("DELETE FROM edit")


def test_days_that_cannot_be_read(worked: tuple[Register, dict[date, Told]]) -> None:
    """Tomorrow, and the day before the register was made, are refused with a reason."""
    register, _told = worked
    for day in (register.clock().date() + timedelta(days=1), FIRST_DAY.date() - timedelta(days=1)):
        with pytest.raises(Refused), open_as_of(register, day):
            pass
