"""Which rows are judged, with which parts, and by which rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from desktop_app.domain.due import (
    actions,
    engagements,
    memberships,
    posts,
    requests,
    together,
    trips,
    upkeep,
)
from desktop_app.domain.due.kinds import Found, Kind
from desktop_app.domain.life.case import Case

__all__ = ["KINDS", "WATCHED", "Watched", "found_in"]

KINDS: Mapping[str, Kind] = {
    **trips.KINDS,
    **together.KINDS,
    **actions.KINDS,
    **memberships.KINDS,
    **posts.KINDS,
    **requests.KINDS,
    **engagements.KINDS,
    **upkeep.KINDS,
}
"""Everything that can ask for something, by its code."""


@dataclass(frozen=True, slots=True)
class Watched:
    """How rows of an entity are judged.

    Attributes:
        rules: What judges them.
        over: The statuses of rows that ask for nothing.
        parts: The entities of the parts that the rules look at.
    """

    rules: tuple[Callable[[Case], Iterator[Found]], ...]
    over: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


WATCHED: Mapping[str, Watched] = {
    "trip": Watched((trips.trip,), trips.OVER, ("action",)),
    "action": Watched((actions.action,), actions.OVER),
    "network": Watched(
        (memberships.membership, posts.posts),
        memberships.OVER,
        memberships.PARTS,
    ),
    "request": Watched((requests.request,), requests.OVER),
    "collaboration": Watched((engagements.collaboration,), engagements.COLLABORATION_OVER),
    "advocacy": Watched((engagements.advocacy,), engagements.ADVOCACY_OVER),
    "delivery": Watched((upkeep.delivery,), upkeep.DELIVERY_OVER),
    "contact": Watched((upkeep.contact,), (upkeep.OUTDATED,)),
}
"""How rows are judged one by one; contacts are found otherwise, since they are so many."""


def found_in(case: Case) -> Iterator[Found]:
    """Go through what a row asks for."""
    watched = WATCHED.get(case.entity.name)
    if watched is None or case.status in watched.over:
        return
    for rule in watched.rules:
        yield from rule(case)
