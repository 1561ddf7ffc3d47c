"""Match the columns of a list that is not ours with the fields of an entity.

Headings are matched with the labels of the catalogue in both languages, then with the synonyms
of ``resources/lists/headings.csv``; what the columns hold is asked only afterwards.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias
from unicodedata import normalize

from desktop_app.data import RESOURCES
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds.dates import Order
from desktop_app.domain.words import Words
from desktop_app.exchange.reading.reader import Cell

__all__ = [
    "BOTH_NAMES",
    "Column",
    "How",
    "Listing",
    "fields_of",
    "known_headings",
    "match",
    "plain",
]

How: TypeAlias = Literal["given", "label", "synonym", "content"]

BOTH_NAMES = "given_name+family_name"
"""Where a column with whole names goes: to both fields, divided."""

OVERFLOW: Mapping[str, str] = {"email": "email_2"}
"""Fields that have a second one beside them, for another column or value of the same."""

EVERY, OURS = "*", "-"


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
    """

    index: int
    heading: str
    field: str | None
    how: How | None
    examples: tuple[str, ...]
    order: Order | None = None
    kept: bool = False


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
    """

    sheet: str
    entity: Entity
    heading_row: int
    columns: tuple[Column, ...]
    rows: list[tuple[int, list[Cell]]]
    remarks: tuple[Words, ...]
    fixed: Mapping[str, str]


def plain(heading: str) -> str:
    """Return a heading as it is compared: its letters and digits, without accents and case."""
    return "".join(filter(str.isalnum, normalize("NFKD", heading.casefold())))


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
    for whose, target, text in synonyms():
        if whose in (EVERY, name) and entity.by_name.keys() >= set(target.split("+")):
            found.setdefault(plain(text), {}).setdefault(target, "synonym")
    return found


@cache
def our_remarks() -> frozenset[str]:
    """Return the headings of columns that we wrote about rows, which are no data of theirs."""
    return frozenset(plain(text) for whose, _, text in synonyms() if whose == OURS)


@cache
def synonyms() -> tuple[tuple[str, str, str], ...]:
    """Return entity (``*`` for all), place and synonym of each heading known beside the labels."""
    with (RESOURCES / "lists" / "headings.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["entity"], row["field"], row["synonym"]) for row in csv.DictReader(file))


def match(
    headings: Sequence[str], entity: Entity, given: Mapping[int, str | None]
) -> dict[int, tuple[str, How]]:
    """Return the place of each column that its heading, or the caller, gives one.

    What the caller gave comes first, then labels, then synonyms; a heading that can mean one
    field only comes before one that can mean several. A field is given once.
    """
    found: dict[int, tuple[str, How]] = {i: (t, "given") for i, t in given.items() if t}
    taken = {part for target, _ in found.values() for part in target.split("+")}
    for how, index, targets in sorted(
        _candidates(headings, entity), key=lambda found: (found[0], len(found[2]), found[1])
    ):
        free = next((t for t in targets if not taken.intersection(t.split("+"))), None)
        if index not in found and index not in given and free:
            found[index] = (free, how)
            taken.update(free.split("+"))
    return found


def _candidates(
    headings: Sequence[str], entity: Entity
) -> Iterator[tuple[How, int, tuple[str, ...]]]:
    """Go through what the headings may mean; ``label`` sorts before ``synonym``."""
    known = known_headings(entity.name)
    hows: tuple[How, How] = ("label", "synonym")
    for index, heading in enumerate(headings):
        meanings = known.get(plain(heading), {})
        for how in hows:
            if targets := [t for t, h in meanings.items() if h == how]:
                # Whole names only where neither name has a column of its own.
                targets.sort(key=lambda t: "+" not in t)
                more = (OVERFLOW[t] for t in targets if OVERFLOW.get(t) in entity.by_name)
                yield how, index, (*targets, *more)
