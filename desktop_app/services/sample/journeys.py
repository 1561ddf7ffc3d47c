"""What a trip is before it is written down: where to, when, who, how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from desktop_app.domain.shipped import Row
from desktop_app.services.sample.material import Theme
from desktop_app.services.sample.world import Office, Person, Place, World

WEEKDAYS = 5
WITHOUT_ACTIONS = 13
"""The number of a followed-up trip that led to no action, and says why."""

STATUSES = (
    *("draft", "planned", "decided", "completed"),
    *("reported", "followed_up", "rejected", "cancelled"),
)
LATER = (
    *("draft", "planned", "decided", "completed"),
    *("reported", "reported", "followed_up", "followed_up", "followed_up"),
    *("followed_up", "rejected", "cancelled"),
)
"""Beyond the first trips, most are over and followed up."""

ENDS = {
    "draft": (30, 240),
    "planned": (20, 200),
    "decided": (16, 120),
    "completed": (-22, -1),
    "overdue": (-120, -35),
    "reported": (-400, -75),
    "followed_up": (-1100, -250),
    "rejected": (-300, 150),
    "cancelled": (-300, 150),
}
"""Between which days, counted from today, a trip of each status ends."""

KINDS = (
    *("study_trip", "study_trip", "study_trip", "study_trip", "conference"),
    *("network_meeting", "project_meeting", "official_visit", "advocacy_trip"),
)
TITLES = {
    "study_trip": "Studieresa till {city}: {about}",
    "conference": "Konferens i {city} om {about}",
    "network_meeting": "Nätverksmöte i {city} om {about}",
    "project_meeting": "Projektmöte i {city} om {about}",
    "official_visit": "Officiellt besök i {city}: {about}",
    "advocacy_trip": "Påverkansresa till {city} om {about}",
}
SHARED: Mapping[int, tuple[int, tuple[str, ...]]] = {
    9: (4, ("theme", "place")),
    10: (9, ("place", "days")),
    12: (8, ("theme",)),
}
"""What some trips have in common with an earlier one, by their numbers: a plan to go where others
went on the same topic, two in one city on the same days, and one topic in two cities."""
NUMBERS = (
    *("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju"),
    *("åtta", "nio", "tio", "elva", "tolv"),
)


@dataclass
class Journey:
    """A trip to be written down; days are counted from today."""

    world: World
    number: int
    id: str
    status: str
    kind: str
    theme: Theme
    office: Office
    place: Place
    people: list[Person]
    start: int
    end: int
    reported: int
    followed_up: int
    modes: tuple[str, str]
    network: Row | None
    actions: int

    @property
    def was_decided(self) -> bool:
        """Tell whether there is a decision on it."""
        return self.status not in ("draft", "planned")

    @property
    def over(self) -> bool:
        """Tell whether it has been made."""
        return self.status in ("completed", "reported", "followed_up")

    @property
    def flies(self) -> bool:
        """Tell whether somebody flies."""
        return "flight" in self.modes

    @cached_property
    def slots(self) -> Mapping[str, str]:
        """Return what fills the named places of sentences about it."""
        days = self.end - self.start + 1
        return {
            "city": self.place.city,
            "host": self.place.name,
            "about": self.theme.about,
            "count": NUMBERS[len(self.people)],
            "days": f"{NUMBERS[days]} dagar" if days > 1 else "en dag",
        }

    def title(self) -> str:
        """Return its title."""
        return TITLES[self.kind].format_map(self.slots)


def journey(world: World, number: int) -> Journey:
    """Return the trip of this number; the first ones have every status, and what is late."""
    chance, theme = world.chance, _theme(world, number)
    first = number < 2 * len(STATUSES)
    status = STATUSES[number % len(STATUSES)] if first else chance.pick(LATER)
    late = number < len(STATUSES) if first else chance.happens(0.2)
    ends = ENDS["overdue" if late and status == "completed" else status]
    days = chance.between(2, 5)
    end = _on_weekdays(world, chance.between(*ends), days)
    reported = end + (chance.between(33, 50) if chance.happens(0.15) else chance.between(4, 28))
    kind, place, office = chance.pick(KINDS), _place(world), world.office(theme)
    start, place, end = _shared(world, number, (end - days + 1, place, end))
    people = world.colleagues(chance.between(2, 7), theme)
    made = Journey(
        world=world,
        number=number,
        id=chance.row_id(),
        status=status,
        kind=kind,
        theme=theme,
        office=people[0].office if people[0].office.name in theme.organisations else office,
        place=place,
        people=people,
        start=start,
        end=end,
        reported=reported,
        followed_up=reported + chance.between(120, 190),
        modes=(chance.pick(place.land.modes), chance.pick(place.land.modes)),
        network=chance.pick(world.networks) if kind == "network_meeting" else None,
        actions=_actions(world, number),
    )
    if first:
        world.journeys[number] = made
    return made


def _theme(world: World, number: int) -> Theme:
    """Return what a trip is about: anything, or what an earlier one is."""
    theme = world.theme()
    other, shared = SHARED.get(number, (number, ()))
    return world.journeys[other].theme if "theme" in shared else theme


def _shared(world: World, number: int, chosen: tuple[int, Place, int]) -> tuple[int, Place, int]:
    """Return first day, place and last day: as chance chose them, or those of an earlier trip."""
    start, place, end = chosen
    other, shared = SHARED.get(number, (number, ()))
    if "place" in shared:
        place = world.journeys[other].place
    if "days" in shared:
        start, end = world.journeys[other].start, world.journeys[other].end
    return start, place, end


def _actions(world: World, number: int) -> int:
    idle = world.chance.happens(0.15) and number >= 2 * len(STATUSES)
    return 0 if idle or number == WITHOUT_ACTIONS else world.chance.between(1, 3)


def _on_weekdays(world: World, end: int, days: int) -> int:
    """Return the last day of a trip, moved back so that no day of it is in a weekend."""
    first = (world.today.weekday() + end - days + 1) % 7
    return end - max(0, first + days - WEEKDAYS)


def _place(world: World) -> Place:
    """Return where to: abroad, and rather where somebody is known."""
    tries = [world.place() for _ in range(12)]
    abroad = [place for place in tries if place.country != "SE"]
    known = [place for place in abroad if place.contacts]
    return (known or abroad or tries)[0]
