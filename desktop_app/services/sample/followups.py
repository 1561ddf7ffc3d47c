"""The actions that trips of a sample led to."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import Row
from desktop_app.services.sample.journeys import Journey

OPEN = ("open", "in_progress", "in_progress", "done")


def actions(trip: Journey) -> Iterator[Row]:
    """Go through the actions of a reported trip; those of a followed-up one are closed."""
    if trip.status not in ("reported", "followed_up"):
        return
    chosen = trip.world.chance.picks(trip.theme.actions, trip.actions)
    for number, what in enumerate(chosen):
        yield _action(trip, what.format_map(trip.slots), late=number == 0)


def _action(trip: Journey, what: str, late: bool) -> Row:
    world, chance = trip.world, trip.world.chance
    due = trip.reported + (chance.between(5, 20) if late else chance.between(40, 200))
    values: dict[str, Value] = {
        "trip": trip.id,
        "what": what,
        "who": chance.pick(trip.people).name,
        "due_on": world.date(due),
        "status": "open" if late else chance.pick(OPEN),
    }
    if trip.status == "followed_up":
        values["status"] = "dropped" if chance.happens(0.15) else "done"
    if values["status"] in ("done", "dropped"):
        values["done_on"] = world.date(_done(trip))
        values["result"] = _result(trip, values["status"])
    return world.row("action", **values)


def _done(trip: Journey) -> int:
    last = trip.followed_up if trip.status == "followed_up" else -1
    return trip.world.chance.between(min(trip.reported + 1, last), last)


def _result(trip: Journey, status: Value) -> str:
    if status == "dropped":
        return "Avskrivs: ryms inte i årets verksamhetsplan."
    return trip.world.sentence("done", trip.slots)
