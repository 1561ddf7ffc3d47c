"""Match the columns of a list that is not ours with the fields of an entity.

Headings are matched with the labels of the catalogue in both languages, then with the synonyms
of ``resources/lists/headings.csv``; what the columns hold is asked only afterwards.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from desktop_app.data import RESOURCES
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds.dates import Order
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.readings import plain, readings
from desktop_app.exchange.reading.reader import Cell

__all__ = [
    "BOTH_NAMES",
    "Column",
    "How",
    "Listing",
    "fields_of",
    "is_known",
    "known_headings",
    "match",
    "our_remarks",
    "plain",
    "readings",
    "without_field",
]

How: TypeAlias = Literal["given", "label", "synonym", "content"]

BOTH_NAMES = "given_name+family_name"
"""Where a column with whole names goes: to both fields, divided."""

OVERFLOW: Mapping[str, str] = {"email": "email_2"}
"""Fields that have a second one beside them, for another column or value of the same."""

MOST_REMEMBERED = 20_000
EVERY, OURS = "*", "-"
NOWHERE = ""
"""What stands for the field of headings that are known and have none."""

Doubt: TypeAlias = Callable[[int, str], int]
"""What the cells of a column say against a place: nothing 0, empty 1, unfitting 2, never 3."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list and the place it has found.

    Attributes:
        index: Its place, from 0.
        heading: Its heading, its letter where it has none; unique in the list.
        field: The field it goes to (two, with + between, for whole names), None for none.
        how: By what it was recognised.
        examples: The first different texts in it.
        order: Of day and month in dates like 5/3/2026, where that is known.
        kept: Its cells go to the note, since there is no field for them.
        unsure: How many of its dates can be read in two ways, with no order known.
        defaults: Texts in it that a program wrote and that are left out.
    """

    index: int
    heading: str
    field: str | None
    how: How | None
    examples: tuple[str, ...]
    order: Order | None = None
    kept: bool = False
    unsure: int = 0
    defaults: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet that is understood as rows of one entity.

    Attributes:
        sheet: The name of the sheet.
        entity: What its rows are.
        heading_row: The row of the headings, from 1; 0 when there are none.
        columns: Its columns, those without any cell left out.
        rows: The rows to take in: the number each has in the file, and its cells.
        remarks: Whatever else is to be said of it.
        fixed: Texts that fields of all rows get, from the caller.
        epoch: The year from which the file counts days, None where it does not say.
    """

    sheet: str
    entity: Entity
    heading_row: int
    columns: tuple[Column, ...]
    rows: list[tuple[int, list[Cell]]]
    remarks: tuple[Words, ...]
    fixed: Mapping[str, str]
    epoch: int | None = None


def fields_of(target: str, entity: Entity) -> tuple[Field, ...]:
    """Return the fields that a column's place stands for."""
    return tuple(entity.by_name[name] for name in target.split("+"))


@cache
def known_headings(name: str) -> Mapping[str, Mapping[str, How]]:
    """Return the places that each known heading may mean for an entity, the likeliest first."""
    entity = CATALOGUE[name]
    found: dict[str, dict[str, How]] = {}
    for field in entity:
        for text in (field.label.sv, field.label.en, field.name):
            found.setdefault(plain(text), {}).setdefault(field.name, "label")
    for target, text in _synonyms_of(name):
        if target != NOWHERE and entity.by_name.keys() >= set(target.split("+")):
            found.setdefault(plain(text), {}).setdefault(target, "synonym")
    return found


@cache
def without_field(name: str) -> frozenset[str]:
    """Return the headings that are known in lists of an entity and have no field."""
    return frozenset(plain(text) for target, text in _synonyms_of(name) if target == NOWHERE)


@cache
def our_remarks() -> frozenset[str]:
    """Return the headings of columns that we wrote about rows, which are no data of theirs."""
    return frozenset(plain(text) for whose, _, text in synonyms() if whose == OURS)


@cache
def synonyms() -> tuple[tuple[str, str, str], ...]:
    """Return entity (``*`` for all), place and synonym of each heading known beside the labels.

    A heading without a place is known as well: no field is for it. Of the synonyms of a field the
    earlier ones are the likelier.
    """
    with (RESOURCES / "lists" / "headings.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["entity"], row["field"], row["synonym"]) for row in csv.DictReader(file))


@lru_cache(MOST_REMEMBERED)
def is_known(heading: str, name: str) -> bool:
    """Tell whether a heading, as it may be read, is known in lists of an entity."""
    known, without = known_headings(name), without_field(name)
    return any(text in known or text in without for text in readings(heading))


def match(
    headings: Sequence[str],
    entity: Entity,
    given: Mapping[int, str | None],
    doubt: Doubt = lambda _index, _target: 0,
) -> dict[int, tuple[str, How]]:
    """Return the place of each column that its heading, or the caller, gives one.

    What the caller gave comes first, then labels, then synonyms, then what a heading says when
    its additions are left off; a heading that can mean one field only comes before one that can
    mean several. A field is given once: to a column whose cells do not speak against it.
    """
    found: dict[int, tuple[str, How]] = {i: (t, "given") for i, t in given.items() if t}
    taken = {part for target, _ in found.values() for part in target.split("+")}
    candidates = [c for c in _candidates(headings, entity) if c.index not in given]
    doubts = _Doubts(doubt, candidates)
    for each in sorted(candidates, key=doubts.place):
        free = (t for t in each.targets if not taken.intersection(t.split("+")))
        target = next((t for t in free if doubts.of(each, t) <= each.most_doubt(t)), None)
        if each.index not in found and target:
            found[each.index] = (target, each.how)
            taken.update(target.split("+"))
    return found


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A column and the fields that one reading of its heading means."""

    index: int
    reading: int
    how: How
    targets: tuple[str, ...]
    likely: int

    def most_doubt(self, target: str) -> int:
        """Return how much cells may speak against it: more where the heading says it plainly."""
        return 1 if self.reading or target in OVERFLOW.values() else 2


class _Doubts:
    """What cells say against candidates, asked where it matters only."""

    def __init__(self, doubt: Doubt, candidates: Sequence[_Candidate]) -> None:
        self._doubt = doubt
        self._asked: dict[tuple[int, str], int] = {}
        claimed = Counter(
            part
            for targets in {c.index: c.targets for c in candidates}.values()
            for part in {part for target in targets for part in target.split("+")}
        )
        self._claimed_twice = {part for part, count in claimed.items() if count > 1}

    def of(self, candidate: _Candidate, target: str) -> int:
        """Return the doubt about a target of a candidate."""
        key = (candidate.index, target)
        if key not in self._asked:
            self._asked[key] = self._doubt(*key)
        return self._asked[key]

    def place(self, candidate: _Candidate) -> tuple[int, int, How, int, int, int]:
        """Return what candidates are sorted by."""
        first = candidate.targets[0]
        asked = candidate.reading or self._claimed_twice.intersection(first.split("+"))
        doubt = self.of(candidate, first) if asked else 0
        targets, likely = len(candidate.targets), candidate.likely
        return doubt, candidate.reading, candidate.how, targets, likely, candidate.index


def _synonyms_of(name: str) -> list[tuple[str, str]]:
    """Return place and synonym of the headings of an entity, its own before those of all."""
    return [
        (target, text)
        for each in (name, EVERY)
        for whose, target, text in synonyms()
        if whose == each
    ]


@cache
def _likely(name: str) -> Mapping[tuple[str, str], int]:
    """Return how far down a synonym of a place stands."""
    found: dict[tuple[str, str], int] = {}
    for number, (target, text) in enumerate(_synonyms_of(name)):
        found.setdefault((plain(text), target), number)
    return found


def _candidates(headings: Sequence[str], entity: Entity) -> Iterator[_Candidate]:
    """Go through what the headings may mean; ``label`` sorts before ``synonym``."""
    for index, heading in enumerate(headings):
        known = known_headings(entity.name)
        text, reading = next(
            ((text, i) for i, text in enumerate(readings(heading)) if text in known), ("", 0)
        )
        # What is known to have no field has none by any of its parts either.
        if text and not without_field(entity.name).intersection(readings(heading)[:reading]):
            yield from _meanings(index, min(reading, 1), text, entity)


def _meanings(index: int, reading: int, text: str, entity: Entity) -> Iterator[_Candidate]:
    meanings, likely = known_headings(entity.name)[text], _likely(entity.name)
    hows: tuple[How, How] = ("label", "synonym")
    for how in hows:
        if targets := [t for t, h in meanings.items() if h == how]:
            # Whole names only where neither name has a column of its own.
            targets.sort(key=lambda t: "+" not in t)
            more = (OVERFLOW[t] for t in targets if OVERFLOW.get(t) in entity.by_name)
            place = likely.get((text, targets[0]), 0)
            yield _Candidate(index, reading, how, (*targets, *more), place)
