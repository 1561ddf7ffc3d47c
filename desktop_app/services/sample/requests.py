"""The requests of a sample, incoming visits among them, at every stage of their life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import Row
from desktop_app.services.sample.material import Theme, sentences
from desktop_app.services.sample.world import Place, World

LEAST = 14
CONTACTS_PER_REQUEST = 150
STATUSES = (
    *("received", "assessed", "accepted", "forwarded"),
    *("declined", "completed", "followed_up"),
)
DECIDED = {
    "accepted": "accepted",
    "forwarded": "forwarded",
    "declined": "declined",
    "completed": "accepted",
    "followed_up": "accepted",
}
"""The decision behind each status that has one."""

RECEIVED = {"received": (-20, -1), "assessed": (-40, -10), "accepted": (-90, -30)}
LONG_AGO = (-500, -160)
KINDS = ("visit", "visit", "visit", "collaboration", "project", "invitation", "information")
LEVELS = ("mayor", "political", "official", "official", "official", "business", "academia", "press")
CRITERIA = ("goals", "direction", "benefit", "planned_development", "result_focus")
"""What a request may meet, in the order of the list."""

HOSTED = ("accepted", "completed", "followed_up")
TIMES = ("09:30–11:00", "13:00–14:30", "15:00–16:00")
WHERE = ("Stadshuset", "Ute i området", "Förvaltningens kontor")

NORDIC = frozenset(("DK", "FI", "FO", "GL", "IS", "NO", "SE"))

Values = dict[str, Value]


def requests(world: World) -> Iterator[Row]:
    """Go through requests; each status comes among the first ones."""
    for number in range(max(LEAST, world.contacts // CONTACTS_PER_REQUEST)):
        place, theme = world.place(), world.theme()
        row = world.row(
            "request", **_request(world, STATUSES[number % len(STATUSES)], place, theme)
        )
        yield row
        if row.values["kind"] == "visit" and row.values["status"] in HOSTED:
            yield from _programme(world, row, theme)


def _programme(world: World, visit: Row, theme: Theme) -> Iterator[Row]:
    """Go through what is shown to guests: a day with three stops, at our own offices."""
    office = world.office(theme)
    for time, where, topic in zip(TIMES, WHERE, theme.programme, strict=False):
        yield world.row(
            "programme",
            request=visit.id,
            date=visit.values["wished_from"],
            time=time,
            place=where,
            organisation=office.id,
            topic=topic,
        )


def _request(world: World, status: str, place: Place, theme: Theme) -> Values:
    chance = world.chance
    received = chance.between(*RECEIVED.get(status, LONG_AGO))
    wished, days = received + chance.between(60, 150), chance.between(0, 2)
    if status == "accepted":
        wished = chance.between(10, 120)
    kind = chance.pick(KINDS)
    values: Values = {
        "received_on": world.date(received),
        "organisation": place.id,
        "contact": chance.pick(place.contacts) if place.contacts else None,
        "kind": kind,
        "topic": sentences()["request_topic"][kind].format(about=theme.about),
        "wished_from": world.date(wished),
        "wished_until": world.date(wished + days),
        "group_size": chance.between(2, 40) if kind == "visit" else None,
        "level": chance.pick(LEVELS),
        "language": ["en"],
        "status": status,
        "retention": "until_decision",
    }
    return values | _handling(world, theme, place, values)


def _handling(world: World, theme: Theme, place: Place, asked: Values) -> Values:
    status = asked["status"]
    if status == "received":
        return {}
    chance, decision = world.chance, DECIDED.get(str(status), "")
    met = set(chance.picks(CRITERIA, chance.between(1, 4)))
    nordic = ["nordic"] if place.country in NORDIC else []
    values: Values = {
        "directions": theme.directions,
        "assessment": [code for code in CRITERIA if code in met] + nordic,
        "assessment_note": sentences()["assessment_note"][decision or "accepted"],
    }
    if decision:
        values |= _decision(world, theme, decision, str(asked["received_on"]))
    if status in ("completed", "followed_up"):
        values["outcome"] = sentences()["request_outcome"][asked["kind"]]
    return values


def _decision(world: World, theme: Theme, decision: str, received: str) -> Values:
    by, function = world.manager(world.office(theme))
    since = date.fromisoformat(received).toordinal() - world.today.toordinal()
    on = world.date(min(-1, since + world.chance.between(3, 25)))
    host = world.chance.pick(world.staff).name if decision == "accepted" else None
    return {
        "decision": decision,
        "reason": world.chance.pick(sentences()["request_reason"][decision]),
        "decided_by": f"{by}, {function}",
        "decided_on": on,
        "reference": world.reference(on),
        "host": host,
    }
