"""How many rows share a number, an address or a name: what many have tells little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import filterfalse

from desktop_app.domain.loose_names import called, loose_words
from desktop_app.domain.portraits import Portrait
from desktop_app.domain.role_addresses import is_role

__all__ = ["Census"]

FEW = 3
"""A number, an address or a name of more people than this tells little."""


class Census:
    """Counts what rows have."""

    def __init__(self, rows: Iterable[Portrait]) -> None:
        """Count; of rows that are no people, addresses, numbers and names are none."""
        self._names = Counter[str]()
        self._given, self._family = Counter[str](), Counter[str]()
        self._shared = Counter[str]()
        # An address that ten rows of one name have is still one person's.
        known = set[int]()
        for row in rows:
            for each in (*row.emails, *row.phones):
                pair = hash((each, row.key))
                if pair not in known:
                    known.add(pair)
                    self._shared[each] += 1
            if row.key:
                self._names[row.key] += 1
                self._given[_given(row)] += 1
                self._family[_family(row)] += 1
        self._offices = frozenset(
            each for each, count in self._shared.items() if count > FEW or is_role(each)
        )

    def count(self, shared: str) -> int:
        """Return how many people, by their names, have an address or a number."""
        return self._shared[shared]

    def own_emails(self, row: Portrait) -> frozenset[str]:
        """Return the addresses of a row that are one person's."""
        left = row.emails - self._offices
        return left if left <= self._shared.keys() else frozenset(filterfalse(is_role, left))

    def few(self, found: frozenset[str]) -> frozenset[str]:
        """Return the addresses or numbers that few people have."""
        return found - self._offices

    def is_common(self, row: Portrait) -> bool:
        """Tell whether many have the whole name of somebody."""
        return self._names[row.key] > FEW

    def are_two_names(self, one: Portrait, other: Portrait) -> bool:
        """Tell whether two people have names that differ, and each is known from others.

        What is misspelled is written so once; Lund and Lundin, Erik and Erika are written often.
        """
        return _are_two(self._given, _given(one), _given(other)) or _are_two(
            self._family, _family(one), _family(other)
        )


def _given(row: Portrait) -> str:
    return " ".join(called(row.names[0]))


def _family(row: Portrait) -> str:
    return " ".join(loose_words(row.names[1]))


def _are_two(known: Counter[str], one: str, other: str) -> bool:
    if min(known[one], known[other]) < FEW or one == other:
        return False
    mine, theirs = one.split(), other.split()
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return False
    return min(len(one), len(other)) > 1  # an initial is no other name
