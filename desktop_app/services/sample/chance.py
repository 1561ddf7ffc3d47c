"""Chance that can be told again: the same seed gives the same picks, days and ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

# The bits that make 128 random ones a UUID of version 4.
_OTHER_BITS = ~((0xF000 << 64) | (0xC000 << 48))
_VERSION_4 = (0x4000 << 64) | (0x8000 << 48)


class Chance:
    """A seeded source of picks; quick, since a sample may have millions of rows."""

    def __init__(self, seed: int) -> None:
        """Begin with `seed`."""
        self._random = Random(seed)  # noqa: S311  nothing secret is made here
        self._part = self._random.random
        self._bits = self._random.getrandbits

    def pick(self, items: Sequence[T]) -> T:
        """Return one of `items`."""
        return items[int(self._part() * len(items))]

    def picks(self, items: Sequence[T], count: int) -> list[T]:
        """Return `count` different ones of `items`, or as many as there are."""
        return self._random.sample(items, min(count, len(items)))

    def weighted(self, items: Sequence[T], ends: Sequence[int]) -> T:
        """Return one of `items` by weight; `ends` are the weights added up."""
        return self._random.choices(items, cum_weights=ends)[0]

    def shuffled(self, items: Iterable[T], weights: Iterable[int]) -> list[T]:
        """Return `items` in an order in which the heavy ones tend to come first."""
        ranked = [(self._part() ** (1 / weight), n) for n, weight in enumerate(weights)]
        kept = list(items)
        return [kept[n] for _, n in sorted(ranked, reverse=True)]

    def between(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`, both included."""
        return least + int(self._part() * (most - least + 1))

    def happens(self, probability: float) -> bool:
        """Tell whether something of this probability happens."""
        return self._part() < probability

    def row_id(self) -> str:
        """Return a new row id: a random UUID."""
        text = f"{(self._bits(128) & _OTHER_BITS) | _VERSION_4:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
