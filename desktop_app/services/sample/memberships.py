"""The memberships of a sample: shipped networks, filled in as an office would."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import Row
from desktop_app.services.sample.material import sentences
from desktop_app.services.sample.money import RATE_SOURCE, amount, in_sek, rate
from desktop_app.services.sample.world import World

YEARS = 4
CURRENCIES = ("EUR", "EUR", "EUR", "USD", "SEK")
ROLES = ("chair", "vice_chair", "board", "steering_group", "working_group_leader", "participant")
DECISIONS = {"high": "keep", "medium": "change", "low": "leave", "too_early": "keep"}

Values = dict[str, Value]


def memberships(world: World) -> Iterator[Row]:
    """Go through the networks with their parts: participations, fees, posts, reviews, actions."""
    for number, shipped in enumerate(world.networks):
        network = Row(shipped.entity, shipped.id, shipped.values | _membership(world, number))
        network.values.update(_joined(shipped))
        yield network
        for part in (_participations, _fees, _posts, _reviews, _activities, _actions):
            yield from part(world, network, number)


def _membership(world: World, number: int) -> Values:
    chance, theme = world.chance, world.theme()
    period_ends, decided = world.day(20, 400), world.day(-2400, -500)
    return {
        "topics": theme.tags,
        "directions": theme.directions,
        "sustainability": theme.sustainability,
        "overarching": number % 2 == 0,
        "membership_kind": chance.pick(("full", "full", "full", "associate", "signatory")),
        "status": ("active", "active", "active", "under_review", "dormant")[number % 5],
        "decided_by": "Kommunstyrelsen",
        "decided_on": decided,
        "decision_form": "committee_decision",
        "reference": world.reference(decided),
        "purpose": world.sentence("network_purpose"),
        "demands": world.sentence("network_demand"),
        "goal": theme.goal,
        "working_groups": world.sentence("network_group"),
        "obligations": world.sentence("network_obligation"),
        "notice_months": chance.pick((3, 6, 12)),
        # The notice of every third one had to be given before today.
        "period_ends_on": world.day(20, 60) if number % 3 == 0 else period_ends,
        "next_review_on": world.day(-200, -5) if number % 4 == 1 else world.day(30, 500),
        **_representatives(world, number),
    }


def _joined(network: Row) -> Values:
    """Return the day of joining where the shipped note tells the year."""
    year = re.search("[Mm]edlem sedan ([0-9]{4})", str(network.values.get("note", "")))
    return {"joined_on": f"{year[1]}-01-01"} if year else {}


def _representatives(world: World, number: int) -> Values:
    """Return whom the network deals with; some memberships lack the political representative."""
    found: Values = {"administrative_contact": world.chance.pick(world.staff).id}
    if world.elected and (number + 3) % 5:
        found["political_representative"] = world.chance.pick(world.elected).id
    return found


def _participations(world: World, network: Row, _number: int) -> Iterator[Row]:
    offices = list(world.offices.values())
    for office in world.chance.picks(offices, world.chance.between(2, 6)):
        span: Values = {"from": world.day(-2000, -300)}
        if world.chance.happens(0.2):
            span["until"] = world.day(-290, -20)
        yield world.row("participation", network=network.id, organisation=office.id, **span)


def _fees(world: World, network: Row, number: int) -> Iterator[Row]:
    if network.values["membership_kind"] == "signatory":
        return
    chance, currency = world.chance, world.chance.pick(CURRENCIES)
    fee = chance.between(12, 240) * 100
    # The fee of this year is missing now and then.
    for year in range(world.today.year - YEARS + (number % 3 == 1), world.today.year + 1):
        if year < world.today.year or number % 4:
            yield _fee(world, network, year, amount(fee), currency)
        fee = fee * chance.between(100, 106) // 100


def _fee(world: World, network: Row, year: int, fee: str, currency: str) -> Row:
    its_rate = rate(world.chance, currency)
    return world.row(
        "fee",
        network=network.id,
        year=year,
        amount=fee,
        currency=currency,
        amount_sek=amount(in_sek(fee, its_rate)),
        rate=its_rate,
        rate_source=RATE_SOURCE if its_rate else None,
        paid_by=network.values["responsible"],
        period=f"januari–december {year}",
        basis=world.chance.pick(("Fast avgift", "Folkmängd", "Folkmängd och nationalinkomst")),
    )


def _posts(world: World, network: Row, number: int) -> Iterator[Row]:
    named = ("political_representative", "administrative_contact")
    for role in named:
        if role in network.values:
            yield _post(world, network, network.values[role], role, world.day(60, 900))
    for person in world.colleagues(number % 3):
        until = world.day(-200, -10) if number % 2 else world.day(30, 800)
        yield _post(world, network, person.id, world.chance.pick(ROLES), until)


def _post(world: World, network: Row, contact: Value, role: str, until: str) -> Row:
    span: Values = {"from": world.day(-1500, -400), "until": until}
    return world.row("post", network=network.id, contact=contact, role=role, **span)


def _reviews(world: World, network: Row, number: int) -> Iterator[Row]:
    for year in range(world.today.year - 1 - number % 3, world.today.year):
        rating = world.chance.pick(tuple(DECISIONS))
        yield world.row(
            "review",
            network=network.id,
            year=year,
            rating=rating,
            benefit=world.chance.pick(sentences()["review_benefit"][rating]),
            hours=world.chance.between(10, 160),
            decision=DECISIONS[rating],
            decided_by=", ".join(world.manager(world.offices["Stadsledningskontoret"])),
        )


def _activities(world: World, network: Row, number: int) -> Iterator[Row]:
    for _ in range(1 + number % 4):
        yield world.row(
            "activity",
            network=network.id,
            date=world.day(-700, -5),
            what=world.sentence("activity"),
            who=world.chance.pick(world.staff).name,
        )


def _actions(world: World, network: Row, number: int) -> Iterator[Row]:
    if number % 3 == 0:
        yield world.row(
            "action",
            network=network.id,
            what="Ta fram underlag inför omprövningen av medlemskapet",
            who=world.chance.pick(world.staff).name,
            due_on=world.day(-60, 90),
            status="open",
        )
