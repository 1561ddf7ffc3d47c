"""One line of what asks for something: what it says, whose it is, where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.due import GROUPS, KINDS, Group
from desktop_app.domain.folding import fold
from desktop_app.domain.words import Words

__all__ = ["Item", "is_mine", "is_named", "ordered", "place_of", "wanted"]

_PLACES = {group: place for place, group in enumerate(GROUPS)}
_KIND_PLACES = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Item:
    """Something that asks to be done.

    Attributes:
        group: Where it stands: late, due, expiring, missing or waiting.
        kind: Its code in the table of kinds.
        date: The day it is about, None where there is none.
        what: What it says.
        entity: The name of the row's entity, ``exchange`` for what is about no single row.
        id: The row, '' for what is about no single row.
        title: What the row is called.
        of: What it is a part of is called, '' where it is none.
        who: Who answers for it, '' where nobody is named.
        office: The id of the administration it is about, '' where none is known.
        field: The field to go to, '' for none.
        part: The parts to go to, by their entity, '' for none.
        deeds: What can be done right there, by code, the most likely first.
        people: Who may count it as theirs: who answers for it, and for what it is a part of.
        foreign: Whether it is another administration's; to the central office nothing is.
    """

    group: Group
    kind: str
    date: date | None
    what: Words
    entity: str
    id: str
    title: str
    of: str = ""
    who: str = ""
    office: str = ""
    field: str = ""
    part: str = ""
    deeds: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    foreign: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells it from all others, and stays."""
        return self.kind, self.id


def place_of(item: Item) -> tuple[int, date, int, str, str]:
    """Return where an item stands: by group, then by day, those without one last."""
    day = item.date or date.max
    return _PLACES[item.group], day, _KIND_PLACES[item.kind], fold(item.title), item.id


def ordered(items: Iterable[Item]) -> list[Item]:
    """Return items in the order of a list."""
    return sorted(items, key=place_of)


def is_mine(item: Item, person: str) -> bool:
    """Tell whether a person answers for an item; names in running text count when whole."""
    return is_named(person, item.people)


def is_named(person: str, people: Iterable[str]) -> bool:
    """Tell whether a person is among names; all words of the name stand in one of them."""
    name = set(fold(person).split())
    return bool(name) and any(name <= set(fold(each).split()) for each in people)


def wanted(  # noqa: PLR0913 — what is asked for
    *,
    group: str = "",
    kind: str = "",
    person: str = "",
    office: str = "",
    nobody: bool = False,
    own: bool = False,
) -> Callable[[Item], bool]:
    """Return the test of what is asked for; each that is '' takes all.

    Args:
        group: The group.
        kind: The code of the kind.
        person: Whose it is.
        office: The id of the administration.
        nobody: Whether only that is meant for which nobody is named.
        own: Whether what is another administration's is left out.
    """

    def test(item: Item) -> bool:
        return (
            group in {"", item.group}
            and kind in {"", item.kind}
            and office in {"", item.office}
            and (not person or is_mine(item, person))
            and not (nobody and item.people)
            and not (own and item.foreign)
        )

    return test
