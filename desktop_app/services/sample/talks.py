"""The interactions of a sample: who was met, called or written to, and about what."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import Row
from desktop_app.services.sample.world import World

LEAST = 12
CONTACTS_PER_INTERACTION = 20
KINDS = ("meeting", "video_meeting", "video_meeting", "call", "letter", "letter", "event")


def interactions(world: World) -> Iterator[Row]:
    """Go through interactions of the last two years."""
    for _ in range(max(LEAST, world.contacts // CONTACTS_PER_INTERACTION)):
        chance, place = world.chance, world.place()
        extra: dict[str, Value] = {}
        if place.contacts:
            extra["contact"] = chance.pick(place.contacts)
        if chance.happens(0.15):
            extra["network"] = chance.pick(world.networks).id
        elif world.trips and chance.happens(0.1):
            extra["trip"] = chance.pick(world.trips)
        yield world.row(
            "interaction",
            date=world.day(-730, -1),
            kind=chance.pick(KINDS),
            organisation=place.id,
            **extra,
            summary=world.sentence("interaction", {"about": world.theme().about}),
            retention="until_decision",
        )
