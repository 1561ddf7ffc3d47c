"""What finding rows that may be one works with: their portraits, who meets whom, and pairs."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.census import Census
from desktop_app.domain.fields import Entity
from desktop_app.domain.likeness import SURE, Likeness
from desktop_app.domain.portraits import Portrait, blocks, portrait
from desktop_app.domain.words import Words
from desktop_app.services.register import Register
from desktop_app.storage import pairs

__all__ = ["COMPARED", "Blocks", "Pair", "pair_of", "portraits"]

LARGEST_BLOCK = 150
"""What more rows than this share tells none of them apart."""

SHARED_BY_MANY = 20
"""An address or a number of more rows than this is an office's: it brings nobody together."""

OFFICES = frozenset({"email", "phone"})
"""The blocks of what an office may share."""

COMPARED: Mapping[str, tuple[str, ...]] = {
    "contact": (
        "given_name",
        "family_name",
        "title",
        "organisation",
        "email",
        "email_2",
        "phone",
        "mobile",
        "city",
    ),
    "organisation": ("name", "name_en", "short_name", "city", "website"),
    "network": ("name", "short_name", "website"),
    "trip": ("title", "organisation", "start_on"),
}

PLACE_BITS = 24
PLACES = (1 << PLACE_BITS) - 1
KEYS = (1 << 40) - 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that may be one.

    Attributes:
        entity: The name of their entity.
        first: The id of the one; '' for a row that is only being typed, or of a list.
        second: The id of the other.
        score: How likely it is, in points; from `SURE` on, most likely.
        reasons: What speaks for it, and what against.
    """

    entity: str
    first: str
    second: str
    score: int
    reasons: tuple[Words, ...]

    @property
    def sure(self) -> bool:
        """Return whether they are most likely one."""
        return self.score >= SURE


def pair_of(entity: Entity, first: str, second: str, likeness: Likeness) -> Pair:
    """Return two rows with how likely they are one."""
    return Pair(entity.name, first, second, likeness.points, likeness.reasons)


def portraits(register: Register, entity: Entity) -> Iterator[Portrait]:
    """Go through the rows in view, by id, as they are compared."""
    conn = register.db.conn
    places = {
        id_: str(values.get("name", ""))
        for id_, values in pairs.compared(conn, CATALOGUE["organisation"], ("name",))
    }
    for id_, values in pairs.compared(conn, entity, COMPARED[entity.name]):
        place = places.get(str(values.get("organisation", "")), "")
        yield portrait(entity.name, id_, values, place)


class Blocks:
    """Tells which rows share something that makes it worth comparing them."""

    def __init__(self, entity: Entity, rows: Sequence[Portrait], census: Census) -> None:
        """Take the rows, and how many of them share what."""
        self._entity, self._census = entity, census
        found = (key | place for place, row in enumerate(rows) for key in self._keys(row))
        # A key and a place in one number each: a hundred thousand rows take some megabytes.
        self._sorted = array("Q", sorted(found))

    def _keys(self, row: Portrait) -> set[int]:
        """Return the blocks of a row, each as the upper part of a number."""
        return {
            # Two keys of one hash only mean that some rows are compared in vain.
            (hash(key) & KEYS) << PLACE_BITS
            for key in blocks(self._entity.name, row)
            if key[0] not in OFFICES or self._census.count(key[1]) <= SHARED_BY_MANY
        }

    def all(self) -> Iterator[list[int]]:
        """Go through the blocks of more than one row: their places, the smaller first."""
        for _key, found in groupby(self._sorted, lambda number: number >> PLACE_BITS):
            block = [number & PLACES for number in found]
            if 1 < len(block) <= LARGEST_BLOCK:
                yield block

    def near(self, row: Portrait) -> set[int]:
        """Return the places of the rows that share something with one that is not among them."""
        found = set[int]()
        for key in self._keys(row):
            first = bisect_left(self._sorted, key)
            last = bisect_left(self._sorted, key | PLACES, first)
            if last - first <= LARGEST_BLOCK:
                found.update(number & PLACES for number in self._sorted[first:last])
        return found
