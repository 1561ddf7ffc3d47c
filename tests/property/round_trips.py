"""Registers drawn at random, sent out as lists or cards and taken into an empty one."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from desktop_app.domain.card_fields import CARD_FIELDS, CARDED
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Email, Link, Links, Note, Phone, Reference, Tags, Text, Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.evidence import stopping
from desktop_app.domain.rules import Finding
from desktop_app.domain.rules.rows import SPANS
from desktop_app.exchange.reading.reader import Table
from desktop_app.services import reading_files, writing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.import_plan import ImportPlan, problems_of
from desktop_app.services.importing import carry_out
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.reading import Listing, Writer, list_rows
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from tests.exchange.drawn import drawn, parsed
from tests.exchange.here import read_here
from tests.exchange.losses import unsaid

__all__ = ["Home", "Trip", "round_trip", "run_trips"]

ENDINGS = (".csv", ".xlsx", ".vcf")
ENTITIES = ("organisation", "contact", "network", "trip")
OWNED: Mapping[str, str] = {
    "contact": "organisation",
    "network": "responsible",
    "trip": "organisation",
}
"""The link that a row has here, to one of the organisations."""
EMAILS_OF_CARDS = ("email", "email_2")
TODAY = date(2026, 11, 21)
Reader = Callable[..., Table]
ORGANISATION = CATALOGUE["organisation"]


@dataclass(frozen=True)
class Trip:
    """Rows that go out and come back.

    Attributes:
        ending: The ending of the file.
        name: What they are rows of.
        rows: Their values.
        homes: The organisations that they belong to.
        known: Whether those are known where the rows are taken in.
    """

    ending: str
    name: str
    rows: list[dict[str, Value]]
    homes: list[dict[str, Value]]
    known: bool


LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
ANY_TEXT = st.text(LETTERS, max_size=20)
ANY_NOTE = st.lists(ANY_TEXT, max_size=3).map("\n".join)
ANY_TAGS = st.lists(st.text(LETTERS, max_size=8), max_size=3)
PHONES = st.from_regex(r"(\+46 70|070-|08-465 )[0-9]{3} [0-9]{2}( [0-9]{2})?", fullmatch=True)
EMAILS = st.from_regex(r"[a-zåäö0-9_]{1,8}\.[a-z]{1,8}@example\.org", fullmatch=True)


def _values(field: Field) -> st.SearchStrategy[Value]:
    """Return values of a field as the register keeps them, None among them."""
    kinds: dict[type, st.SearchStrategy[Any]] = {
        Text: ANY_TEXT,
        Reference: ANY_TEXT,
        Note: ANY_NOTE,
        Tags: ANY_TAGS,
        Phone: PHONES,
        Email: EMAILS,
    }
    made = kinds.get(type(field.kind))
    if made is None:
        return drawn(field)
    values = made.map(lambda value: parsed(field.kind, value))
    return values.filter(bool) if field.required else st.one_of(st.none(), values)


def _row(entity: Entity) -> st.SearchStrategy[dict[str, Value]]:
    fields = {
        field.name: _values(field)
        for field in entity
        if not field.local and not isinstance(field.kind, (Link, Links))
    }
    for name in entity.one_of[-1:]:
        fields[name] = fields[name].filter(bool)
    return st.fixed_dictionaries(fields).map(_fitting)


def _fitting(values: dict[str, Value]) -> dict[str, Value]:
    """Return values without the empty ones, and no end before its beginning."""
    for start, end in SPANS:
        if values.get(start) and values.get(end):
            values[start], values[end] = sorted((str(values[start]), str(values[end])))
    return {name: value for name, value in values.items() if value is not None}


HOMES = st.lists(_row(ORGANISATION), min_size=1, max_size=2)


@st.composite
def trips(draw: st.DrawFn) -> Trip:
    """Draw what is to go out and come back."""
    ending = draw(st.sampled_from(ENDINGS))
    name = CARDED if ending == ".vcf" else draw(st.sampled_from((*ENTITIES, CARDED, CARDED)))
    rows = draw(st.lists(_row(CATALOGUE[name]), min_size=1, max_size=3))
    # An organisation that is known would keep what the row that comes has not filled.
    known = draw(st.booleans()) and name != ORGANISATION.name
    return Trip(ending, name, rows, draw(HOMES), known)


@dataclass(frozen=True)
class Home:
    """Where registers are: an empty one to copy, and the folder."""

    folder: Path

    def empty(self, name: str) -> Register:
        """Return an empty register."""
        template = self.folder / "empty.knreg"
        if not template.exists():
            new_register(template, "Stadsledningskontoret", person="Prov Person").close()
        return open_register(Path(shutil.copy(template, self.folder / f"{name}.knreg")))


def _wrong(entity: Entity, values: Mapping[str, Value]) -> list[Finding]:
    """Return what keeps a new row from being saved so."""
    found = stopping(None, Case(entity, "", values, TODAY, {}))
    return [each for each in found if each.error]


def save(register: Register, entity: Entity, drawn_values: Mapping[str, Value]) -> str:
    """Save a row, but for the values that do not fit together; return its id."""
    values = dict(drawn_values)
    while wrong := _wrong(entity, values):
        # What lacks something that its status asks for has none.
        step = any(each.rule.startswith("step.") for each in wrong)
        for name in {"status"} if step else {each.field for each in wrong}:
            del values[name]
    return writing.put(register, entity, None, values).id


def round_trip(home: Home, trip: Trip, read: Reader = read_here) -> None:
    """Send rows out and take them in; raise `AssertionError` if one is lost without a word."""
    entity, out = CATALOGUE[trip.name], home.folder / f"ut{trip.ending}"
    before, reading_files.read_file = reading_files.read_file, read
    try:
        with closing(home.empty("from")) as source, closing(home.empty("to")) as target:
            homes = [save(source, ORGANISATION, each) for each in trip.homes]
            for number, row in enumerate(trip.rows):
                link = OWNED.get(trip.name)
                linked = {link: homes[number % len(homes)]} if link else {}
                save(source, entity, {**row, **linked})
            for each in trip.homes if trip.known else ():
                save(target, ORGANISATION, each)
            export(source, out, Wish(only=entity, plain=True))
            plan = plan_file(target, out, trip.name, {})
            carry_out(target, plan, Steps(None))
            _compare(source, target, entity, plan, trip.ending)
    finally:
        reading_files.read_file = before


def _compare(
    source: Register, target: Register, entity: Entity, plan: ImportPlan, ending: str
) -> None:
    outcomes = {outcome.number: outcome for outcome in plan.outcomes}
    said = "\n".join(remark.into("sv") for remark in plan.remarks)
    earlier: list[dict[str, Value]] = []
    for number, row in enumerate(list_rows(source, entity, Listing()), 2):
        outcome, wanted = outcomes.get(number), _texts(source, entity, row.values, ending)
        if outcome is None:
            assert re.search(rf"\b{number}\b", said), (number, row, said)
        elif outcome.category in {"refused", "doubts"}:
            assert problems_of(plan, outcome) or plan.doubts, (row, outcome)
        elif not outcome.id:
            assert outcome.match == "repeated", outcome
            assert wanted in earlier, (wanted, earlier)
        else:
            found = _texts(target, entity, target.row(entity, outcome.id).values, ending)
            problems = problems_of(plan, outcome)
            lost = unsaid(entity, wanted, found, problems, plan.remarks, aside=_aside(plan))
            assert not lost, (lost, said, [(p.column, p.reason.into("sv")) for p in problems])
        earlier.append(wanted)


def _aside(plan: ImportPlan) -> Iterable[str]:
    return [column.heading for column in plan.columns if column.field is None]


def _texts(
    register: Register, entity: Entity, values: Mapping[str, Value], ending: str
) -> dict[str, Value]:
    """Return what leaves of a row, linked rows by their names."""
    writer = Writer(register, "sv")
    found: dict[str, Value] = {
        field.name: writer.text(field, values[field.name])
        if isinstance(field.kind, (Link, Links))
        else values[field.name]
        for field in entity
        if field.name in values
        and not field.local
        and (ending != ".vcf" or field.name in CARD_FIELDS)
    }
    if ending == ".vcf":
        # In a card an address that is alone is the first, and the same one twice is one.
        first, second = EMAILS_OF_CARDS
        addresses = [found.pop(name) for name in (first, second) if name in found]
        found.update(zip((first, second), dict.fromkeys(map(str, addresses)), strict=False))
    return found


def run_trips(number: int, start: int | None = None, read: Reader = read_here) -> None:
    """Try a number of registers, by each way; with `start`, those of that seed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))

        @settings(
            max_examples=number,
            # Making a failing example small would take minutes.
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
            database=None,
            deadline=None,
            derandomize=start is None,
        )
        @given(trips())
        def one(trip: Trip) -> None:
            round_trip(home, trip, read)

        (one if start is None else seed(start)(one))()
