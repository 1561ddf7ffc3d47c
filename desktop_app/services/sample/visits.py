"""The programmes of the trips of a sample: whom they meet, when and where."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.shipped import Row
from desktop_app.services.sample.journeys import Journey

TIMES = ("09:00–11:30", "10:00–11:30", "13:00–14:30", "13:30–15:00", "15:15–16:30")
PLACES = ("Stadshuset", "Förvaltningens kontor", "Ute i området", "Biblioteket", "Konferenscentret")


def programme(trip: Journey) -> Iterator[Row]:
    """Go through the programme: an item or two for each day, from planned on."""
    if trip.status == "draft":
        return
    for day in range(trip.start, trip.end + 1):
        for time in sorted(trip.world.chance.picks(TIMES, trip.world.chance.between(1, 2))):
            yield _item(trip, day, time)


def _item(trip: Journey, day: int, time: str) -> Row:
    world, chance, contacts = trip.world, trip.world.chance, trip.place.contacts
    return world.row(
        "programme",
        trip=trip.id,
        date=world.date(day),
        time=time,
        place=chance.pick(PLACES),
        organisation=trip.place.id,
        contact=chance.pick(contacts) if contacts else None,
        topic=chance.pick(trip.theme.programme),
    )
