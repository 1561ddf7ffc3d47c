"""No step is taken without its evidence, and nothing stops who must save what is incomplete."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.cycles import CYCLES
from desktop_app.domain.life.evidence import EVIDENCE, missing, stopping
from desktop_app.domain.life.membership import (
    fees_by_year,
    is_represented,
    last_used,
    notice_on,
)
from desktop_app.domain.life.money import in_sek, total
from desktop_app.domain.life.standing import by_dates
from desktop_app.domain.rules import PARTS
from desktop_app.domain.shipped import shipped_lists

TODAY = date(2026, 3, 5)
ID = "11111111-1111-4111-8111-111111111111"
Parts = dict[str, list[dict[str, Value]]]

TRIP: dict[str, Value] = {
    "title": "Återbruk i Wien",
    "organisation": ID,
    "start_on": "2026-02-02",
    "end_on": "2026-02-04",
}
EVERYTHING: dict[str, Value] = {
    "purpose": "Se hur de återbrukar tegel",
    "decided_by": "Enhetschefen",
    "decided_on": "2026-01-10",
    "summary": "Vi såg",
    "lessons": "Vi lärde",
}
ALL_PARTS: Parts = {
    "action": [{"what": "Pröva tegel", "status": "done"}],
    "cost": [{"item": "travel", "budget": "4000", "outcome": "3800"}],
}
ASKED = {
    "draft": set(),
    "planned": set(),
    "decided": {"purpose", "decided_by", "decided_on"},
    "completed": {"purpose", "decided_by", "decided_on"},
    "reported": {
        *("purpose", "decided_by", "decided_on", "summary", "lessons", "action", "cost"),
    },
    "followed_up": {
        *("purpose", "decided_by", "decided_on", "summary", "lessons", "action", "cost"),
    },
    "rejected": {"decided_by", "decided_on"},
    "cancelled": set(),
}


def case(entity: str, values: dict[str, Value], parts: Parts | None = None) -> Case:
    """Return a row with its parts, on the day."""
    belongs = {
        name: [Case(CATALOGUE[name], ID, each, TODAY) for each in (parts or {}).get(name, [])]
        for name in {*PARTS.get(entity, ()), *(parts or {})}
    }
    return Case(CATALOGUE[entity], ID, values, TODAY, belongs)


def lacking(
    entity: str, values: dict[str, Value], status: str, parts: Parts | None = None
) -> set[str]:
    """Return what keeps a step from being taken, parts by their entity."""
    found = missing(case(entity, values, parts), status)
    return {each.part or each.field for each in found if each.error}


@pytest.mark.parametrize("entity", CYCLES)
def test_a_cycle_has_all_statuses_of_its_list(entity: str) -> None:
    cycle, lists = CYCLES[entity], shipped_lists()
    codes = set(lists.codes(CATALOGUE[entity].by_name["status"].kind.pick_list))  # type: ignore[attr-defined]
    assert {*cycle.main, *cycle.aside} == codes
    assert set(cycle.steps) <= codes
    assert set(cycle.closed) <= codes
    for status, steps in cycle.steps.items():
        assert status not in {step.to for step in steps}
        assert {step.to for step in steps} <= codes
        for step in steps:
            fields = CATALOGUE[entity].by_name
            assert {name for name in (step.dated,) if name} <= set(fields)
            assert {name for name, _value in step.sets} <= set(fields)


@pytest.mark.parametrize("entity", CYCLES)
def test_every_status_can_be_reached(entity: str) -> None:
    cycle = CYCLES[entity]
    reached, edge = set(), {cycle.first}
    while edge:
        reached |= edge
        edge = {step.to for at in edge for step in cycle.steps.get(at, ())} - reached
    assert reached == {*cycle.main, *cycle.aside}
    assert set(EVIDENCE.get(entity, {})) <= reached


@pytest.mark.parametrize("status", ASKED)
def test_a_trip_takes_no_step_without_each_of_its_proofs(status: str) -> None:
    assert lacking("trip", TRIP, status) == ASKED[status]
    everything = {**TRIP, **EVERYTHING}
    assert lacking("trip", everything, status, ALL_PARTS) == set()
    for proof in ASKED[status]:
        values = {name: value for name, value in everything.items() if name != proof}
        parts = {name: rows for name, rows in ALL_PARTS.items() if name != proof}
        assert lacking("trip", values, status, parts) == {proof}


def test_any_two_proofs_that_lack_are_both_told() -> None:
    asked = sorted(ASKED["reported"] - {"action", "cost"})
    for pair in combinations(asked, 2):
        values = {k: v for k, v in {**TRIP, **EVERYTHING}.items() if k not in pair}
        assert lacking("trip", values, "reported", ALL_PARTS) == set(pair)


@pytest.mark.parametrize(
    ("purpose", "lacks"), [("Se", True), ("Se hur", True), ("Se hur de gör", False), (" ", True)]
)
def test_a_purpose_is_a_sentence(purpose: str, lacks: bool) -> None:
    values = {**TRIP, **EVERYTHING, "purpose": purpose}
    assert ("purpose" in lacking("trip", values, "decided")) == lacks


@pytest.mark.parametrize(("end", "lacks"), [("2026-03-05", set()), ("2026-03-06", {"end_on"})])
def test_a_trip_is_made_when_it_is_over(end: str, lacks: set[str]) -> None:
    assert lacking("trip", {**TRIP, **EVERYTHING, "end_on": end}, "completed") == lacks


def test_a_reason_stands_for_actions_and_nought_is_an_outcome() -> None:
    values = {**TRIP, **EVERYTHING, "no_action_reason": "Vi gör redan så"}
    parts: Parts = {"cost": [{"item": "travel", "outcome": "0"}]}
    assert lacking("trip", values, "reported", parts) == set()
    parts["cost"].append({"item": "other", "budget": "5"})
    assert lacking("trip", values, "reported", parts) == {"cost"}


@pytest.mark.parametrize(
    ("entity", "to", "filled"),
    [
        ("trip", "followed_up", {**TRIP, **EVERYTHING}),
        ("request", "followed_up", {"outcome": "Lyckat"}),
        ("collaboration", "ended", {"result": "Handbok"}),
        ("advocacy", "ended", {"outcome": "Lagen ändrades"}),
    ],
)
def test_what_is_closed_has_no_open_actions(entity: str, to: str, filled: dict[str, Value]) -> None:
    for status, lacks in (("open", {"action"}), ("in_progress", {"action"}), ("dropped", set())):
        parts: Parts = {**ALL_PARTS, "action": [{"what": "Skriv", "status": status}]}
        assert lacking(entity, filled, to, parts) == lacks


def test_what_a_person_is_only_told_stops_nothing() -> None:
    found = missing(case("network", {"name": "C40", "responsible": ID}), "active")
    assert {each.field for each in found} == {"joined_on", "decided_by", "decided_on", "purpose"}
    assert not any(each.error for each in found)
    assert lacking("request", {}, "declined") == {"reason"}
    assert lacking("request", {}, "accepted") == set()


def test_after_a_review_a_decision_and_the_next_day_are_there() -> None:
    values: dict[str, Value] = {"name": "C40", "status": "under_review"}
    found = missing(case("network", values), "active", "under_review")
    assert {each.part or each.field for each in found if each.error} == {"review", "next_review_on"}
    values["next_review_on"] = "2028-01-01"
    parts: Parts = {"review": [{"year": 2026, "decision": "keep"}]}
    found = missing(case("network", values, parts), "active", "under_review")
    assert not any(each.error for each in found)
    parts["review"][0]["year"] = 2025
    assert any(e.error for e in missing(case("network", values, parts), "ended", "under_review"))


def test_errors_stop_a_step_and_nothing_else() -> None:
    incomplete = case("trip", {**TRIP, "status": "reported"})
    noted = replace(incomplete, values={**incomplete.values, "note": "Hej"})
    assert stopping(incomplete, noted) == []
    emptied = replace(incomplete, values={**TRIP, "purpose": None, "status": "reported"})
    assert stopping(incomplete, emptied) == []
    back = replace(incomplete, values={**TRIP, "status": "planned"})
    assert stopping(incomplete, back) == []
    assert [f.field for f in stopping(back, incomplete) if f.error]
    assert [f.field for f in stopping(None, incomplete) if f.error]


def test_what_was_wrong_before_stops_nothing_and_what_becomes_wrong_does() -> None:
    wrong = case("trip", {**TRIP, "end_on": "2026-01-01"})
    assert stopping(wrong, replace(wrong, values={**wrong.values, "note": "Hej"})) == []
    right = case("trip", TRIP)
    assert [found.field for found in stopping(right, wrong)] == ["end_on"]


@pytest.mark.parametrize(
    ("entity", "values", "status"),
    [
        ("trip", {"status": "decided", "end_on": "2026-03-04"}, "completed"),
        ("trip", {"status": "planned", "end_on": "2026-03-04"}, "completed"),
        ("trip", {"status": "decided", "end_on": "2026-03-05"}, None),
        ("trip", {"status": "draft", "end_on": "2026-03-04"}, None),
        ("trip", {"status": "reported", "end_on": "2026-03-04"}, None),
        ("trip", {"status": "cancelled", "end_on": "2026-03-04"}, None),
        ("network", {"status": "active", "next_review_on": "2026-03-04"}, "under_review"),
        ("network", {"status": "active", "next_review_on": "2026-03-05"}, None),
        ("network", {"status": "dormant", "next_review_on": "2026-03-04"}, None),
        ("network", {"status": "active", "left_on": "2026-03-04"}, "ended"),
        ("network", {"status": "declined", "left_on": "2026-03-04"}, None),
        (
            "request",
            {"status": "accepted", "kind": "visit", "wished_until": "2026-03-04"},
            "completed",
        ),
        (
            "request",
            {"status": "accepted", "kind": "visit", "wished_from": "2026-03-04"},
            "completed",
        ),
        ("request", {"status": "accepted", "kind": "visit", "wished_until": "2026-03-05"}, None),
        ("request", {"status": "accepted", "kind": "project", "wished_until": "2026-03-04"}, None),
        ("request", {"status": "received", "kind": "visit", "wished_until": "2026-03-04"}, None),
        ("collaboration", {"status": "active", "end_on": "2026-03-04"}, "ended"),
        ("collaboration", {"status": "planned", "end_on": "2026-03-04"}, None),
        ("contact", {"status": "active", "confirmed_on": "2001-01-01"}, None),
    ],
)
def test_dates_move_things_forward(
    entity: str, values: dict[str, Value], status: str | None
) -> None:
    assert by_dates(case(entity, values)) == status


@pytest.mark.parametrize(
    ("end", "months", "day"),
    [
        ("2026-12-31", 3, date(2026, 9, 30)),
        ("2026-12-31", 0, date(2026, 12, 31)),
        ("2026-03-31", 1, date(2026, 2, 28)),
        ("2026-01-15", 12, date(2025, 1, 15)),
        ("2026-01-15", None, None),
        (None, 3, None),
    ],
)
def test_the_day_of_notice_is_so_many_months_before_the_end(
    end: str | None, months: int | None, day: date | None
) -> None:
    assert notice_on({"period_ends_on": end, "notice_months": months}) == day


@pytest.mark.parametrize(
    ("values", "sek"),
    [
        ({"amount": "1200.50", "currency": "SEK"}, "1200.50"),
        ({"amount": "100", "currency": "EUR", "rate": "11.333333"}, "1133.33"),
        ({"amount": "0.30", "currency": "EUR", "rate": "1.15"}, "0.35"),
        ({"amount": "100", "currency": "EUR", "amount_sek": "1150"}, "1150"),
        ({"amount": "100", "currency": "EUR"}, None),
        ({"amount": "100"}, None),
        ({}, None),
    ],
)
def test_kronor_are_exact_or_unknown(values: dict[str, Value], sek: str | None) -> None:
    assert in_sek(case("fee", values)) == (None if sek is None else Decimal(sek))


def test_a_sum_says_what_it_lacks() -> None:
    fees: Parts = {
        "fee": [
            {"year": 2026, "amount": "0.1", "currency": "SEK"},
            {"year": 2026, "amount": "0.2", "currency": "SEK"},
            {"year": 2025, "amount": "5", "currency": "EUR"},
        ]
    }
    years = fees_by_year(case("network", {}, fees))
    assert list(years) == [2025, 2026]
    assert years[2026].sek == Decimal("0.3")
    assert (years[2025].sek, years[2025].unknown) == (Decimal(0), (ID,))
    assert total([]).sek == 0


def test_a_network_is_represented_and_used_by_somebody() -> None:
    assert not is_represented(case("network", {}))
    assert is_represented(case("network", {"administrative_contact": ID}))
    for until, held in (("2026-03-05", True), ("2026-03-04", False), (None, True)):
        posts: Parts = {"post": [{"contact": ID, "role": "chair", "until": until}]}
        assert is_represented(case("network", {}, posts)) == held
    done: Parts = {
        "activity": [{"date": "2026-01-01"}, {"date": "2027-01-01"}],
        "action": [{"done_on": "2025-05-05"}],
    }
    assert last_used(case("network", {}, done)) == date(2026, 1, 1)
    assert last_used(case("network", {}, done), [date(2026, 2, 2)]) == date(2026, 2, 2)
    assert last_used(case("network", {})) is None
