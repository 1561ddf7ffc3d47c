"""A register as it might be after some years: invented people, real cities and networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from desktop_app.domain.shipped import Row
from desktop_app.services.sample.chance import Chance
from desktop_app.services.sample.errands import advocacy, collaborations, deliveries
from desktop_app.services.sample.memberships import memberships
from desktop_app.services.sample.people import appointments, colleagues, externals
from desktop_app.services.sample.places import places
from desktop_app.services.sample.requests import requests
from desktop_app.services.sample.talks import interactions
from desktop_app.services.sample.trips import trips
from desktop_app.services.sample.world import World

__all__ = ["sample_rows"]

PARTS: tuple[Callable[[World], Iterator[Row]], ...] = (
    places,
    colleagues,
    appointments,
    externals,
    memberships,
    collaborations,
    trips,
    requests,
    advocacy,
    interactions,
    deliveries,
)
"""The parts of a sample, what others link to first."""


def sample_rows(contacts: int, seed: int, today: date) -> Iterator[Row]:
    """Go through the rows of a sample register, what others link to first.

    The same arguments give the same rows, ids too. Nothing is kept but what later rows may link
    to, so memory stays flat for any number of contacts. A network of the sample is a shipped one
    with its membership filled in: its row has the shipped id, and the shipped values too.

    Args:
        contacts: How many contacts, at least one.
        seed: What chance begins with.
        today: The day on which something is late, due or to come.
    """
    if contacts < 1:
        raise ValueError(contacts)
    world = World(contacts, today, Chance(seed))
    for part in PARTS:
        yield from part(world)
