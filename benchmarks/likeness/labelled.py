"""Rows that a labelled set holds, and what of it was found: precision and recall."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.census import Census
from desktop_app.domain.likeness import PERHAPS, SURE, Likeness
from desktop_app.domain.portraits import Portrait, portrait
from desktop_app.services.duplicates import compared
from desktop_app.services.pairing import Blocks
from desktop_app.services.steps import Steps

__all__ = ["Entry", "Score", "judged", "portraits_of"]

Places = tuple[int, int]


@dataclass(slots=True)
class Entry:
    """A row of a labelled set.

    Attributes:
        who: The number of what it is about: rows of one number are one.
        values: What it says.
        place: What its organisation is called there.
        made_by: How it came about, to see what is missed.
    """

    who: int
    values: dict[str, str]
    place: str = ""
    made_by: str = ""


@dataclass(frozen=True)
class Score:
    """What was found of a set.

    Attributes:
        rows: How many rows it has.
        pairs: How many pairs of them are one.
        met: How many of these were compared at all.
        right: By threshold, how many pairs that are one were found.
        wrong: By threshold, how many that are two.
        missed: The pairs that are one and were not found.
        taken: The pairs that are two and were found, with their points.
    """

    rows: int
    pairs: int
    met: int
    right: Mapping[int, int]
    wrong: Mapping[int, int]
    missed: Sequence[Places] = field(default=(), repr=False)
    taken: Sequence[tuple[Places, Likeness]] = field(default=(), repr=False)

    def precision(self, points: int) -> float:
        """Return the part of what was found from so many points on that is right."""
        found = self.right[points] + self.wrong[points]
        return self.right[points] / found if found else 1.0

    def recall(self, points: int) -> float:
        """Return the part of what is one that was found from so many points on."""
        return self.right[points] / self.pairs if self.pairs else 1.0


def portraits_of(entity: str, entries: Iterable[Entry]) -> list[Portrait]:
    """Return the rows of a set as they are compared."""
    return [
        portrait(entity, str(number), entry.values, entry.place)
        for number, entry in enumerate(entries)
    ]


def judged(entity: str, entries: Sequence[Entry]) -> Score:
    """Look for duplicates in a set, and hold what is found against its labels."""
    rows = portraits_of(entity, entries)
    truth = set(_truth(entries))
    blocks = Blocks(CATALOGUE[entity], rows, Census(rows))
    met = truth & {places for block in blocks.all() for places in combinations(block, 2)}
    found = compared(CATALOGUE[entity], rows, Steps(None))
    by_points = {points: [0, 0] for points in (SURE, PERHAPS)}
    for places, likeness in found.items():
        for points, counted in by_points.items():
            if likeness.points >= points:
                counted[places not in truth] += 1
    return Score(
        len(rows),
        len(truth),
        len(met),
        {points: right for points, (right, _wrong) in by_points.items()},
        {points: wrong for points, (_right, wrong) in by_points.items()},
        sorted(truth - found.keys()),
        sorted((each for each in found.items() if each[0] not in truth), key=_likeliest),
    )


def _likeliest(found: tuple[Places, Likeness]) -> tuple[int, Places]:
    return -found[1].points, found[0]


def _truth(entries: Sequence[Entry]) -> Iterator[Places]:
    by_who: dict[int, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        by_who[entry.who].append(number)
    for places in by_who.values():
        yield from combinations(places, 2)


def by_kind(entries: Sequence[Entry], places: Iterable[Places]) -> Counter[str]:
    """Count pairs by how their later row came about."""
    return Counter(entries[max(each)].made_by for each in places)
