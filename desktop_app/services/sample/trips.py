"""The study trips of a sample, at every stage of their life."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import Row
from desktop_app.services.sample.followups import actions
from desktop_app.services.sample.journeys import Journey, journey
from desktop_app.services.sample.material import sentences
from desktop_app.services.sample.trip_parts import costs_and_funding, legs, participants, stops
from desktop_app.services.sample.visits import programme
from desktop_app.services.sample.world import World, filled

LEAST = 14
CONTACTS_PER_TRIP = 60
MOST_REMEMBERED = 500

LONG_TITLE = (
    "Gemensam studieresa för sex förvaltningar och två bolag om klimatanpassning, "
    "skyfallshantering, gröna tak, skolgårdar som översvämningsytor och skötselavtal i fyra "
    "stadsutvecklingsområden, med återbesök hos de förvaltningar som 2019 års delegation träffade"
)

Values = dict[str, Value]


def trips(world: World) -> Iterator[Row]:
    """Go through trips, each with its parts and actions behind it."""
    for number in range(max(LEAST, world.contacts // CONTACTS_PER_TRIP)):
        trip = journey(world, number)
        row = Row("trip", trip.id, filled(_values(trip)))
        if len(world.trips) < MOST_REMEMBERED and trip.over:
            world.trips.append(trip.id)
        yield row
        for part in (stops, programme, participants, legs, costs_and_funding, actions):
            yield from part(trip)


def _values(trip: Journey) -> Values:
    values = _plan(trip)
    if trip.status != "draft":
        values |= _why(trip)
    if trip.was_decided:
        values |= _decision(trip)
    if trip.flies:
        values |= _flight(trip)
    if trip.status in ("reported", "followed_up"):
        values |= _report(trip)
    if trip.status in ("rejected", "cancelled"):
        values["note"] = trip.world.sentence(trip.status)
    return values


def _plan(trip: Journey) -> Values:
    world, theme = trip.world, trip.theme
    return {
        "title": LONG_TITLE if trip.number == 1 else trip.title(),
        "kind": trip.kind,
        "organisation": trip.office.id,
        "purpose": theme.purpose.format_map(trip.slots),
        "directions": theme.directions,
        "sustainability": theme.sustainability,
        "start_on": world.date(trip.start),
        "end_on": world.date(trip.end),
        "status": trip.status,
        "responsible": trip.people[0].id,
        "network": trip.network.id if trip.network else None,
        "retention": "until_decision",
    }


def _why(trip: Journey) -> Values:
    world, theme = trip.world, trip.theme
    values: Values = {
        "questions": "\n".join(theme.questions),
        "expected_result": theme.expected,
        "goal": theme.goal,
        "digital_alternative": True,
        "digital_reason": world.sentence("digital"),
    }
    if world.collaborations and world.chance.happens(0.15):
        values["collaboration"] = world.chance.pick(world.collaborations)
    return values


def _decision(trip: Journey) -> Values:
    world = trip.world
    by, function = world.manager(trip.office)
    on = world.date(min(-1, trip.start) - world.chance.between(5, 60))
    city_forms = ("delegated_decision", "delegated_decision", "execution", "committee_decision")
    forms = ("company_decision",) if trip.office.kind == "company" else city_forms
    return {
        "decided_by": by,
        "decided_function": function,
        "decided_on": on,
        "decision_form": world.chance.pick(forms),
        "reference": world.reference(on),
    }


def _flight(trip: Journey) -> Values:
    world, values = trip.world, Values()
    # Some lack the reason or the approval, which the follow-up has to find.
    if trip.number % 4 != 1:
        values["flight_reason"] = world.sentence("flight")
    if "flight_reason" in values and trip.was_decided and trip.number % 5:
        values["flight_approved_by"] = ", ".join(world.manager(trip.office))
        values["flight_approved_on"] = world.date(min(-1, trip.start) - 5)
    if trip.over and world.chance.happens(0.7):
        values["co2_kg"] = f"{world.chance.between(180, 2400) * len(trip.people)}.00"
        values["co2_source"] = "Resebyråns uppgift"
    return values


def _report(trip: Journey) -> Values:
    world, chance, slots = trip.world, trip.world.chance, trip.slots
    seen = [text.format_map(slots) for text in chance.picks(trip.theme.seen, chance.between(2, 3))]
    told = [world.sentence("opening", slots), *seen, world.sentence("closing", slots)]
    learnt = [*chance.picks(trip.theme.lessons, 2), world.sentence("lesson", slots)]
    level = chance.between(0, 3)
    values: Values = {
        "summary": " ".join(told),
        "lessons": "\n".join(text.format_map(slots) for text in learnt),
        "assessment": ("high", "medium", "low", "too_early")[level],
        "assessment_note": sentences()["assessment"][level],
        "shared_how": world.sentence("shared"),
        "reported_on": world.date(trip.reported),
        "approved_by": ", ".join(world.manager(trip.office)),
    }
    if not trip.actions:
        values["no_action_reason"] = world.sentence("no_action")
    if trip.status == "followed_up":
        values["followed_up_on"] = world.date(trip.followed_up)
    return values
