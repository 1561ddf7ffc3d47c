"""Who was or will be where a trip goes: found in any language, ranked, and told why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.shipped import Row
from desktop_app.domain.themes import sought
from desktop_app.services import homecoming, trip_money
from desktop_app.services.opening import new_register
from desktop_app.services.overlap import Overlap, Radar, overlaps, travellers_there
from desktop_app.services.register import Register
from desktop_app.services.sample import sample_rows
from desktop_app.services.sample.journeys import SHARED
from desktop_app.services.sampling import make_sample
from desktop_app.services.writing import put

DAY = date(2026, 11, 21)


class World:
    """A register with a plan to go to Köpenhamn, and what others have done."""

    def __init__(self, register: Register) -> None:
        """Fill the register."""
        self.register = register
        self.office = register.facts.office
        self.network = self.put("network", name="Provnätet", responsible=self.office)
        self.plan = self.trip(
            "Skyfall och gröna tak", "Köpenhamn", "2027-03-08", network=self.network
        )
        self.same = self.trip("Cykelvägar", "Copenhagen", "2026-01-12", lessons="Fråga\ndriften.")
        self.task = self.put("action", trip=self.same, what="Ring dem", status="open")
        self.put("action", trip=self.same, what="Tacka", status="done")
        self.at_once = self.trip("Bibliotek", "København", "2027-03-10")
        self.topic = self.trip("Skyfallen i stadsdelarna", "Rotterdam", "2026-05-11")
        self.linked = self.trip("Årsmöte", "Wien", "2026-06-01", network=self.network)
        self.country = self.trip("Hamnar", "Aarhus", "2026-06-08")
        self.old = self.trip("Hamnbad", "Köpenhamn", "2025-03-04")
        self.cancelled = self.trip("Inställt", "Köpenhamn", "2026-06-08", status="cancelled")
        self.elsewhere = self.trip("Skolmat", "Gent", "2026-06-09")
        self.met = self.put("contact", given_name="Mette", family_name="Prov", kind="external")
        self.put("programme", trip=self.same, contact=self.met)
        self.there = self.put("contact", given_name="Ole", family_name="Prov", city="København")
        self.put("contact", given_name="Egen", city="Köpenhamn", kind="colleague")

    def put(self, entity: str, **given: str) -> str:
        """Write a row."""
        return put(self.register, CATALOGUE[entity], None, given).id

    def trip(self, title: str, city: str, day: str, **given: str) -> str:
        """Write a trip of two days to a city."""
        country = {"Rotterdam": "NL", "Wien": "AT", "Gent": "BE"}.get(city, "DK")
        end = date.fromisoformat(day).replace(day=date.fromisoformat(day).day + 2).isoformat()
        trip = self.put(
            "trip", title=title, organisation=self.office, start_on=day, end_on=end, **given
        )
        self.put("stop", trip=trip, city=city, country=country)
        return trip


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Return the register in memory; nothing here writes in it afterwards."""
    with new_register(
        None, "Stadsledningskontoret", clock=lambda: datetime(2026, 11, 21, 12).astimezone()
    ) as register:
        yield World(register)


def found_in(radar: Radar) -> dict[str, Overlap]:
    """Return the trips of a radar by id."""
    return {each.row.id: each for each in radar.visits}


def test_who_was_there_is_found_in_any_spelling_and_told_why(world: World) -> None:
    radar = overlaps(world.register, world.plan)
    found = found_in(radar)
    assert [each.row.id for each in radar.visits[:2]] == [world.at_once, world.same]
    assert found.keys() == {
        *(world.same, world.at_once, world.topic, world.linked, world.country)
    }, "what is older, cancelled or of no concern is not shown"
    told = {id_: [words.into("sv") for words in each.reasons] for id_, each in found.items()}
    assert told[world.same] == ["samma stad: Köpenhamn"]
    assert told[world.at_once] == ["samma stad samtidigt: Köpenhamn, 2027-03-10"]
    assert told[world.linked] == ["samma nätverk: Provnätet"]
    assert told[world.country] == ["samma land: Danmark"]
    assert told[world.topic][0].endswith("ämne: skyfall")
    assert found[world.at_once].same_days
    assert not found[world.same].same_days
    assert travellers_there(world.register, world.plan) == (2, 1)


def test_what_they_learnt_and_have_left_to_do_is_told(world: World) -> None:
    same = found_in(overlaps(world.register, world.plan))[world.same]
    assert same.learnt == "Fråga driften."
    assert [row.id for row in same.actions] == [world.task]


def test_whom_we_know_there(world: World) -> None:
    contacts = overlaps(world.register, world.plan).contacts
    told = {each.row.id: each.reasons[0].into("sv") for each in contacts}
    assert told == {
        world.met: "träffades på Cykelvägar",
        world.there: "finns i Köpenhamn",
    }, "our own people are not told of"


def test_a_plan_that_is_not_saved_yet_is_looked_up_too(world: World) -> None:
    draft = {"title": "Resa till Köpenhamn", "start_on": "2026-12-01"}
    assert world.same in found_in(overlaps(world.register, draft)), "a city in the title will do"
    assert world.topic in found_in(overlaps(world.register, {"title": "Om skyfall"}))
    wien = overlaps(world.register, {"start_on": "2026-12-01"}, [("Vienna", "AT")])
    assert found_in(wien).keys() == {world.linked}
    assert not overlaps(world.register, {}).asked


def test_words_that_say_nothing_are_not_sought() -> None:
    words = sought([("Studieresa till Wien: bostäderna och arbetet i staden", 3)])
    assert [(each.begin, each.prefix) for each in words] == [("bostad", True)]


def test_all_overlaps_that_were_put_into_the_sample_are_shown() -> None:
    trips = [row for row in sample_rows(60, 7, DAY) if row.entity == "trip"]
    with make_sample(
        None, 60, 7, today=DAY, clock=lambda: datetime(2026, 11, 21, 12).astimezone()
    ) as register:
        for number, (other, shared) in SHARED.items():
            at = found_in(overlaps(register, trips[number].id))[trips[other].id]
            words = " ".join(each.into("sv") for each in at.reasons)
            assert ("samma stad" in words) == ("place" in shared)
            assert at.same_days == ("days" in shared)
            assert "theme" not in shared or "ämne: " in words
        offers_of_a_flight(register, trips)


def offers_of_a_flight(register: Register, trips: list[Row]) -> None:
    """Look at the short ways with the money and the report of a trip of the sample."""
    row = next(row for row in trips if row.values["status"] == "completed")
    for each in trip_money.without_outcome(register, row.id):
        put(register, CATALOGUE["cost"], each.id, {"outcome": ""})
    costs = trip_money.without_outcome(register, row.id)
    assert costs
    assert trip_money.outcome_as_budget(register, row.id, [costs[0].id]) == 1
    assert trip_money.outcome_as_budget(register, row.id) == len(costs) - 1
    assert trip_money.without_outcome(register, row.id) == []
    asked = homecoming.headings_left(register, row.id)
    assert homecoming.put_headings(register, row.id) == len(asked) > 0
    assert homecoming.headings_left(register, row.id) == []
    suggestion = homecoming.action_suggestion(register, CATALOGUE["trip"], row.id)
    assert suggestion["due_on"] > DAY.isoformat()


def test_the_surcharge_is_exact_and_offered_once(world: World) -> None:
    trip = world.trip("Flyg", "Gent", "2027-05-03")
    world.put("leg", trip=trip, mode="flight")
    assert trip_money.surcharge(world.register, trip) is None
    for budget in ("1234,57", "0,02"):
        world.put("cost", trip=trip, item="travel", budget=budget, currency="EUR", rate="11,25")
    offered = trip_money.surcharge(world.register, trip)
    assert offered is not None
    assert (offered.amount, offered.currency) == (Decimal("617.30"), "EUR")
    added = trip_money.add_surcharge(world.register, trip)
    assert added is not None
    values = world.register.row(CATALOGUE["cost"], added).values
    assert (values["budget"], values["rate"]) == ("617.30", "11.25")
    assert trip_money.surcharge(world.register, trip) is None
