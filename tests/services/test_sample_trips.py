"""The trips of a sample hold what the stage of their life asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from desktop_app.domain.shipped import Row, shipped_rows
from desktop_app.services.sample import sample_rows
from desktop_app.services.sample.material import themes

TODAY = date(2026, 3, 5)
ROWS = tuple(sample_rows(3000, 1, TODAY))
FEW = tuple(sample_rows(100, 2, TODAY))
SHIPPED = {row.id: row for row in shipped_rows()}


def of(entity: str, rows: Iterable[Row] = ROWS) -> list[Row]:
    return [row for row in rows if row.entity == entity]


def parts(entity: str, owner: str = "trip") -> Mapping[str, list[Row]]:
    found = defaultdict(list)
    for row in of(entity):
        found[str(row.values.get(owner))].append(row)
    return found


def day(row: Row, name: str) -> date:
    return date.fromisoformat(str(row.values[name]))


@pytest.mark.parametrize("rows", [ROWS, FEW], ids=["many", "few"])
def test_trips_hold_what_their_status_asks_for(rows: tuple[Row, ...]) -> None:
    for row in of("trip", rows):
        status, start, end = row.values["status"], day(row, "start_on"), day(row, "end_on")
        assert start <= end
        assert start.weekday() <= end.weekday() <= 4
        if status in ("draft", "planned", "decided"):
            assert start > TODAY
            assert "summary" not in row.values
        if status in ("decided", "completed", "reported", "followed_up"):
            assert row.values.keys() >= {"decided_by", "decided_function", "decided_on"}
            assert day(row, "decided_on") < min(start, TODAY)
        if status in ("completed", "reported", "followed_up"):
            assert end < TODAY
        if status in ("reported", "followed_up"):
            assert row.values.keys() >= {"summary", "lessons", "assessment", "approved_by"}
            assert end < day(row, "reported_on") < TODAY
        if status in ("rejected", "cancelled"):
            assert "note" in row.values


def test_reported_trips_have_actions_or_a_reason_and_costs() -> None:
    actions, costs = parts("action"), parts("cost")
    assert any("no_action_reason" in row.values for row in of("trip", FEW))
    for row in of("trip"):
        if row.values["status"] not in ("reported", "followed_up"):
            assert not actions[row.id]
            continue
        assert bool(actions[row.id]) != ("no_action_reason" in row.values)
        assert costs[row.id]
        assert all("outcome" in cost.values for cost in costs[row.id])


def test_actions_of_followed_up_trips_are_closed_others_overdue_too() -> None:
    trips = {row.id: row for row in of("trip")}
    for trip_id, actions in parts("action").items():
        if trip_id in trips and trips[trip_id].values["status"] == "followed_up":
            for action in actions:
                assert action.values["status"] in ("done", "dropped")
                assert day(action, "done_on") <= day(trips[trip_id], "followed_up_on") < TODAY
    late = [row for row in of("action", FEW) if day(row, "due_on") < TODAY]
    assert any(row.values["status"] == "open" for row in late if "trip" in row.values)


def test_some_reports_are_overdue_and_some_not_yet_due() -> None:
    ends = [
        TODAY - day(row, "end_on") for row in of("trip", FEW) if row.values["status"] == "completed"
    ]
    assert any(ago > timedelta(days=30) for ago in ends)
    assert any(ago <= timedelta(days=30) for ago in ends)


def test_some_fly_with_a_reason_and_some_without() -> None:
    reasons = {row.id: "flight_reason" in row.values for row in of("trip")}
    fly = {
        trip
        for trip, legs in parts("leg").items()
        if any(leg.values["mode"] == "flight" for leg in legs)
    }
    assert {reasons[trip] for trip in fly} == {True, False}
    planned = {row.id for row in of("trip") if row.values["status"] != "draft"}
    assert not {trip for trip in planned - fly if reasons[trip]}


def test_funding_adds_up_to_the_costs() -> None:
    funding = parts("funding")
    for trip, costs in parts("cost").items():
        spent = Decimal(0)
        for cost in costs:
            sums = cost.values
            rate = Decimal(str(sums.get("rate", 1)))
            outcome = Decimal(str(sums.get("outcome", sums["budget"])))
            spent += (outcome * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert sum(Decimal(str(row.values["amount"])) for row in funding[trip]) == spent


def test_parts_of_a_trip_lie_within_it() -> None:
    trips = {row.id: row for row in of("trip")}
    for entity, first, last in (("stop", "from", "until"), ("programme", "date", "date")):
        for row in of(entity):
            if "trip" not in row.values:  # the programme of a visit here
                continue
            trip = trips[str(row.values["trip"])]
            assert day(trip, "start_on") <= day(row, first) <= day(row, last)
            assert day(row, last) <= day(trip, "end_on")
    people = {
        trip: [row.values["contact"] for row in rows] for trip, rows in parts("participant").items()
    }
    for row_id, row in trips.items():
        assert row.values["responsible"] in people[row_id]
        assert len(set(people[row_id])) == len(people[row_id])


def test_trips_are_about_what_offices_in_force_do() -> None:
    offices = {
        row.values["name"]
        for row in SHIPPED.values()
        if "valid_to" not in row.values and row.entity == "organisation"
    }
    for theme in themes():
        assert set(theme.organisations) <= offices
