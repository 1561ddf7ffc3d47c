"""What a person said of the columns of a list, kept for the next list with these headings.

It stands in the record as a setting of this register, which never leaves it; so it is undone with
the import it was said for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Json, canonical
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Context
from desktop_app.domain.kinds.dates import ORDERS
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import Column, Listing, fields_of, plain
from desktop_app.exchange.lists.foreign import guessed, headings_of
from desktop_app.exchange.lists.wishes import SAME_FOR_ALL, Wish, column_of, wishes
from desktop_app.exchange.reading.gate import letters
from desktop_app.exchange.reading.reader import Table
from desktop_app.services.differing import difference
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.record import Act

__all__ = ["Learned", "Wanted", "learned", "remember", "remembered"]

ENTITY = "setting"
PREFIX = "layout:"
SHARE = 0.6
"""How many of the headings remembered must be there again."""

AS_LAST_TIME = Words(
    "Kolumnerna placeras som förra gången ({file}, {date}): {columns}.",
    "The columns are placed as last time ({file}, {date}): {columns}.",
)
KIND = Words("listan är {many}", "the list is {many}")
PLACED = Words("”{heading}” → {place}", "“{heading}” → {place}")
LEFT_OUT = Words("utelämnad", "left out")
FOR_ALL = Words("”{text}” för alla rader → {place}", "“{text}” for all rows → {place}")

Key: TypeAlias = tuple[str, int]
"""A heading as it is compared, and its number among those that are alike."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What was said of a list, apart from the file it was said of.

    Attributes:
        entity: What its rows are.
        headings: Its headings, as they are compared.
        columns: Where columns go, as in ``wishes``, by what tells them apart.
        fixed: The text that all rows have, by field; of what a row must have only.
    """

    entity: str
    headings: tuple[str, ...]
    columns: Mapping[Key, str]
    fixed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a list is to be read: as the caller says, and where nothing is said as last time.

    Attributes:
        entity: What its rows are, None to see it from the headings.
        mapping: Where columns go, as in ``wishes``.
        remarks: What was remembered, if anything was.
    """

    entity: str | None
    mapping: Mapping[str, str]
    remarks: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stored:
    """A layout in the register: the setting it stands in, and the file and day it comes from."""

    row: str
    learned: Learned
    file: str
    day: str


# --- remembering


def remembered(
    register: Register, table: Table, entity: str | None, mapping: Mapping[str, str]
) -> Wanted:
    """Return how a list is to be read; what the caller says comes before what is remembered."""
    plainly = Wanted(entity, mapping)
    stored = list(_stored(register))
    if not stored:
        return plainly
    also = frozenset(heading for each in stored for heading in each.learned.headings)
    for headings in headings_of(table, also, register.context()):
        found = _closest(stored, [plain(heading) for heading in headings])
        if found is not None and entity in (None, found.learned.entity):
            return _completed(plainly, found, headings, register.context())
    return plainly


def learned(
    listings: Sequence[Listing],
    table: Table,
    entity: str | None,
    mapping: Mapping[str, str],
    context: Context,
) -> tuple[Learned, ...]:
    """Return what was said of lists beyond what their headings tell.

    Args:
        listings: The lists, understood with what was said.
        table: The file they are in.
        entity: What the rows were said to be, None if nothing was.
        mapping: What was said of columns.
        context: What values are read with.
    """
    headed = [listing for listing in listings if listing.heading_row]
    if not headed or (not mapping and (entity is None or guessed(table, context) == {entity})):
        return ()
    found = [_learned(listing, mapping, context) for listing in headed]
    return tuple(each for each in found if each.columns or each.fixed or not mapping)


def remember(register: Register, act: Act, layouts: Iterable[Learned], file: str) -> None:
    """Keep what was said of lists, in place of what was said of lists like them before."""
    stored = list(_stored(register))
    day = register.clock().date().isoformat()
    for layout in layouts:
        found = _closest(stored, layout.headings)
        if found is None:
            name = PREFIX + blake2b(repr(layout.headings).encode(), digest_size=8).hexdigest()
            values = {"name": name, "value": _written(layout, file, day)}
            act.create(ENTITY, str(uuid4()), values, shared=False)
        elif found.learned != layout:
            view, setting = act.shown(CATALOGUE[ENTITY], found.row), CATALOGUE[ENTITY]
            values = {"value": _written(layout, file, day)}
            fields, parents = difference(setting, view, values, resolve=True)
            act.write(ENTITY, found.row, fields, parents, shared=False)


# --- what is kept


def _stored(register: Register) -> Iterator[_Stored]:
    """Go through the layouts that are kept, the newest first."""
    rows = queries.titles_of(register.db.conn, CATALOGUE[ENTITY]).values()
    texts = [
        (row.id, json.loads(str(row.values["value"])))
        for row in rows
        if str(row.values.get("name", "")).startswith(PREFIX)
    ]
    for id_, said in sorted(texts, key=lambda each: str(each[1]["day"]), reverse=True):
        if said["entity"] in CATALOGUE:
            columns = {(text, number): place for text, number, place in said["columns"]}
            headings = tuple(said["headings"])
            layout = Learned(said["entity"], headings, columns, said["fixed"])
            yield _Stored(id_, layout, said["file"], said["day"])


def _written(layout: Learned, file: str, day: str) -> str:
    said: dict[str, Json] = {
        "entity": layout.entity,
        "headings": list(layout.headings),
        "columns": [[text, number, place] for (text, number), place in layout.columns.items()],
        "fixed": dict(layout.fixed),
        "file": file,
        "day": day,
    }
    return canonical(said)


def _closest(stored: Sequence[_Stored], headings: Sequence[str]) -> _Stored | None:
    """Return the layout whose headings agree most with these, if they mostly do."""
    there = set(headings)

    def agreement(each: _Stored) -> tuple[float, float]:
        known = set(each.learned.headings)
        return len(known & there) / len(known), len(known & there) / len(known | there)

    best = max(stored, key=agreement, default=None)
    return best if best is not None and agreement(best)[0] >= SHARE else None


# --- what is said of columns


def _learned(listing: Listing, mapping: Mapping[str, str], context: Context) -> Learned:
    said = wishes(mapping, listing.entity, context)
    keys = _keys((column.heading, column.index) for column in listing.columns)
    columns = {
        key: _target(wish)
        for name, wish in said.columns.items()
        if (key := keys.get(_heading(name, listing.columns)))
    }
    fixed = {
        target: text
        for target, text in said.fixed.items()
        if any(field.required for field in fields_of(target, listing.entity))
    }
    return Learned(listing.entity.name, tuple(text for text, _ in keys.values()), columns, fixed)


def _target(wish: Wish) -> str:
    return f"{wish.field or ''}:{wish.order}" if wish.order else wish.field or ""


def _heading(said: str, columns: Sequence[Column]) -> str:
    """Return the heading of the column that a heading or letter names."""
    names = [column.heading for column in columns]
    place = column_of(said, names)
    if place is not None and plain(names[place]) == plain(said):
        return names[place]
    by_letter = (c.heading for c in columns if letters(c.index) == said.strip().upper())
    return next(by_letter, "")


def _keys(named: Iterable[tuple[str, int]]) -> dict[str, Key]:
    """Return by the name of each column what tells it apart wherever it stands."""
    seen: Counter[str] = Counter()
    found: dict[str, Key] = {}
    for name, index in named:
        # Of headings that are alike the names differ by the letter of the column.
        text = plain(name.removesuffix(f" ({letters(index)})"))
        if name != letters(index):
            seen[text] += 1
            found[name] = (text, seen[text])
    return found


def _completed(said: Wanted, found: _Stored, headings: Sequence[str], context: Context) -> Wanted:
    """Return what is said, with what is remembered of columns of which nothing is said."""
    entity = CATALOGUE[found.learned.entity]
    try:
        plainly = wishes(said.mapping, entity, context)
    except Refused:
        return said
    targets = [*(wish.field or "" for wish in plainly.columns.values()), *plainly.fixed]
    taken = {name for target in targets for name in target.split("+") if name}
    spoken = {column_of(key, headings) for key in said.mapping}
    more = {
        name: target
        for name, target in _named(found.learned, headings)
        if column_of(name, headings) not in spoken - {None}
        and taken.isdisjoint(target.partition(":")[0].split("+"))
        and _fits(name, target, entity, context)
    }
    told = [_told(name, target, entity) for name, target in more.items()]
    if said.entity is None:
        told.insert(0, KIND.fill(many=entity.many))
    if not told:
        return said
    remark = AS_LAST_TIME.fill(file=found.file, date=found.day, columns=told)
    return Wanted(entity.name, {**said.mapping, **more}, (remark,))


def _named(layout: Learned, headings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Go through what is remembered as it would be said of a list with these headings."""
    names = {key: name for name, key in _keys((h, i) for i, h in enumerate(headings)).items()}
    for key, target in layout.columns.items():
        if key in names:
            yield names[key], target
    for target, text in layout.fixed.items():
        yield SAME_FOR_ALL + text, target


def _fits(name: str, target: str, entity: Entity, context: Context) -> bool:
    """Tell whether what is remembered can still be said: fields and lists change."""
    try:
        wishes({name: target}, entity, context)
    except Refused:
        return False
    return True


def _told(name: str, target: str, entity: Entity) -> Words:
    text, _, order = target.partition(":")
    labels = [field.label for field in fields_of(text, entity)] if text else [LEFT_OUT]
    place = [*labels, *([ORDERS[order]] if order in ORDERS else [])]
    if name.startswith(SAME_FOR_ALL):
        return FOR_ALL.fill(text=name.removeprefix(SAME_FOR_ALL), place=place)
    return PLACED.fill(heading=name, place=place)
