"""The stops, participants, legs, costs and funding of the trips of a sample."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import Row
from desktop_app.services.sample.journeys import Journey
from desktop_app.services.sample.money import HOME, RATE_SOURCE, amount, in_sek, rate

FARES = {"train": 2400, "ferry": 1900, "flight": 4800, "bus": 1400}
OTHERS = (
    ("EU-programmet Erasmus+", "eu", None),
    ("ICLD", "sida_icld", None),
    ("Nätverkets resebidrag", "network", None),
    ("Värdstaden", "host", "Värden bjöd på logi enligt inbjudan till alla deltagande städer."),
    ("Exempelbolaget AB", "other", "Bolaget stod för konferensavgiften; prövat av chefsjuristen."),
    ("Exempelstiftelsen", "other", None),
)
"""Who else pays: funder, kind, and why that is in order where it has been said."""


def stops(trip: Journey) -> Iterator[Row]:
    """Go through the stops: one city, and now and then another one in the same country."""
    others = _cities_nearby(trip) if trip.world.chance.happens(0.2) else []
    leaves = trip.end - 1 if others else trip.end
    yield _stop(trip, trip.place.city, trip.start, leaves, trip.place.name)
    if others:
        yield _stop(trip, trip.world.chance.pick(others), leaves, trip.end, None)


def _cities_nearby(trip: Journey) -> list[str]:
    here = trip.place
    return [
        place.city
        for place in trip.world.places
        if place.country == here.country and place.city != here.city
    ]


def _stop(trip: Journey, city: str, first: int, last: int, host: str | None) -> Row:
    date = trip.world.date
    span: dict[str, Value] = {"from": date(first), "until": date(max(first, last))}
    return trip.world.row(
        "stop", trip=trip.id, city=city, country=trip.place.country, **span, host=host
    )


def participants(trip: Journey) -> Iterator[Row]:
    """Go through the participants, a contact of the host among them now and then."""
    for person in trip.people:
        role = "elected" if person.kind == "elected" else "colleague"
        yield _participant(trip, person.id, person.office.id, role)
    if trip.place.contacts and trip.world.chance.happens(0.08):
        guest = trip.world.chance.pick(trip.place.contacts)
        yield _participant(trip, guest, trip.place.id, "external")


def _participant(trip: Journey, contact: str, organisation: str, role: str) -> Row:
    return trip.world.row(
        "participant", trip=trip.id, contact=contact, organisation=organisation, role=role
    )


def legs(trip: Journey) -> Iterator[Row]:
    """Go through the legs, there and back, from planned on."""
    if trip.status == "draft":
        return
    yield _leg(trip, "Stockholm", trip.place.city, trip.start, trip.modes[0])
    yield _leg(trip, trip.place.city, "Stockholm", trip.end, trip.modes[1])


def _leg(trip: Journey, start: str, goal: str, day: int, mode: str) -> Row:
    ends: dict[str, Value] = {"from": start, "to": goal}
    return trip.world.row("leg", trip=trip.id, **ends, date=trip.world.date(day), mode=mode)


def costs_and_funding(trip: Journey) -> Iterator[Row]:
    """Go through the costs, from planned on, and the funding, which adds up to them."""
    if trip.status == "draft":
        return
    total = Decimal(0)
    for item, budget, currency in _budget(trip):
        row = _cost(trip, item, budget, currency)
        sums = row.values
        spent, its_rate = str(sums.get("outcome", sums["budget"])), sums.get("rate")
        total += in_sek(spent, its_rate if isinstance(its_rate, str) else None)
        yield row
    yield from _funding(trip, total)


def _budget(trip: Journey) -> Iterator[tuple[str, int, str]]:
    """Go through what is budgeted: item, amount and currency."""
    chance, people = trip.world.chance, len(trip.people)
    nights = trip.end - trip.start
    fares = [FARES[mode] * people * chance.between(8, 14) // 10 for mode in trip.modes]
    yield "travel", sum(fares), HOME
    if flights := sum(
        fare for fare, mode in zip(fares, trip.modes, strict=True) if mode == "flight"
    ):
        yield "climate_surcharge", flights // 2, HOME
    currency = trip.place.land.currency
    yield "accommodation", _nightly(currency, chance.between(110, 190)) * nights * people, currency
    yield "per_diem", chance.between(320, 690) * (nights + 1) * people, HOME
    if trip.kind in ("conference", "network_meeting"):
        yield "conference_fee", _nightly(currency, chance.between(150, 600)) * people, currency
    if chance.happens(0.4):
        yield "other", chance.between(300, 4000), HOME


def _nightly(currency: str, euros: int) -> int:
    scale = {
        "SEK": 11,
        "DKK": 7,
        "NOK": 11,
        "ISK": 140,
        "JPY": 160,
        "PLN": 4,
        "CZK": 25,
        "HUF": 390,
    }
    return euros * scale.get(currency, 1)


def _cost(trip: Journey, item: str, budget: int, currency: str) -> Row:
    chance = trip.world.chance
    accounted = trip.status in ("reported", "followed_up")
    spent = Decimal(budget * chance.between(7800, 11600)) / 10000
    its_rate = rate(chance, currency)
    return trip.world.row(
        "cost",
        trip=trip.id,
        item=item,
        budget=amount(budget),
        outcome=amount(spent) if accounted else None,
        currency=currency,
        rate=its_rate,
        rate_source=RATE_SOURCE if its_rate else None,
    )


def _funding(trip: Journey, total: Decimal) -> Iterator[Row]:
    world, chance = trip.world, trip.world.chance
    if chance.happens(0.25):
        funder, kind, reason = chance.pick(OTHERS)
        share = (total * chance.between(10, 80) / 100).quantize(Decimal("0.01"))
        total -= share
        yield world.row(
            "funding", trip=trip.id, funder=funder, kind=kind, amount=amount(share), reason=reason
        )
    yield world.row(
        "funding",
        trip=trip.id,
        funder=trip.office.name,
        kind="own_budget",
        amount=amount(total),
    )
