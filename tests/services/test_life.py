"""Steps through the register: taken with their evidence, refused with what is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.services import undoing
from desktop_app.services.dossier import case_of, cases
from desktop_app.services.life import Standing, begun, standing, take_step
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.register import Register
from desktop_app.services.thresholds import set_threshold, set_thresholds, settings, thresholds
from desktop_app.services.writing import delete, put
from tests.services.partners import partners_in, take

TRIP, ACTION, COST, FEE = (CATALOGUE[name] for name in ("trip", "action", "cost", "fee"))
REQUEST = CATALOGUE["request"]
OFFICE = "Stadsledningskontoret"


def made(register: Register, **values: str) -> str:
    """Return a new trip that is over on the day the tests live on."""
    given = {"title": "Återbruk i Wien", "organisation": OFFICE, "start_on": "2026-02-02"}
    return put(register, TRIP, None, {**given, "end_on": "2026-02-04", **values}).id


def stands(register: Register, id_: str) -> Standing:
    found = standing(register, TRIP, id_)
    assert found is not None
    return found


def test_a_trip_goes_from_plan_to_follow_up(register: Register) -> None:
    trip = made(register, status="planned")
    for to, values, parts in (
        (
            "reported",
            {"purpose": "Se hur de gör", "decided_by": "C", "decided_on": "2026-01-02"},
            (),
        ),
        ("reported", {"summary": "Vi såg", "lessons": "Vi lärde"}, ()),
        ("reported", {}, ((ACTION, {"what": "Pröva"}),)),
        ("reported", {}, ((COST, {"item": "travel", "outcome": "380", "currency": "SEK"}),)),
    ):
        with pytest.raises(Refused):
            take_step(register, TRIP, trip, to)
        put(register, TRIP, trip, values)
        for part, given in parts:
            put(register, part, None, {"trip": trip, **given})
    assert stands(register, trip).by_dates == "completed"
    take_step(register, TRIP, trip, "reported")
    row = register.row(TRIP, trip)
    assert row.values["reported_on"] == register.clock().date().isoformat()
    (action,) = case_of(register, row).part("action")
    with pytest.raises(Refused, match="action is not done"):
        take_step(register, TRIP, trip, "followed_up")
    take_step(register, ACTION, action.id, "done")
    assert register.row(ACTION, action.id).values["done_on"]
    take_step(register, TRIP, trip, "followed_up")
    assert stands(register, trip).steps == ()
    undoing.undo(register)
    assert register.row(TRIP, trip).values["status"] == "reported"
    assert "followed_up_on" not in register.row(TRIP, trip).values


def test_a_step_that_is_not_offered_is_refused_with_those_that_are(register: Register) -> None:
    trip = made(register, status="planned")
    with pytest.raises(Refused) as told:
        take_step(register, TRIP, trip, "draft")
    assert "Lämna rapporten" in told.value.into("sv")
    with pytest.raises(Refused):
        take_step(register, CATALOGUE["organisation"], register.facts.office, "active")


def test_a_trip_whose_days_have_passed_may_never_have_been_made(register: Register) -> None:
    trip = made(register, status="planned")
    offered = [offer.step.to for offer in stands(register, trip).steps]
    assert offered == ["reported", "rejected", "cancelled"]
    take_step(register, TRIP, trip, "cancelled")
    assert register.row(TRIP, trip).values["status"] == "cancelled"


def test_what_is_taken_up_again_has_no_answer_yet(register: Register) -> None:
    asked = {"received_on": "2026-02-02", "kind": "visit", "topic": "Vatten", "reason": "Valet"}
    request = put(register, REQUEST, None, {**asked, "status": "received"}).id
    take_step(register, REQUEST, request, "declined")
    take_step(register, REQUEST, request, "received")
    values = register.row(REQUEST, request).values
    assert {"decision", "decided_on"} & values.keys() == set()
    assert values["reason"] == "Valet"


def test_a_rejected_trip_is_decided_anew(register: Register) -> None:
    decided = {"purpose": "Se hur de gör", "decided_by": "C", "decided_on": "2026-01-02"}
    trip = made(register, status="planned", start_on="2099-02-02", end_on="2099-02-04", **decided)
    take_step(register, TRIP, trip, "rejected")
    take_step(register, TRIP, trip, "draft")
    with pytest.raises(Refused, match="Decided on"):
        take_step(register, TRIP, trip, "decided")


def test_a_network_that_is_joined_again_has_not_been_left(register: Register) -> None:
    network = CATALOGUE["network"]
    given = {"name": "Nät", "responsible": OFFICE, "status": "ended", "left_on": "2020-12-31"}
    id_ = put(register, network, None, given).id
    for to in ("requested", "assessing", "active"):
        take_step(register, network, id_, to)
    found = standing(register, network, id_)
    assert found is not None
    assert (found.status, found.by_dates) == ("active", None)


def test_an_action_that_is_opened_again_is_not_done(register: Register) -> None:
    trip = made(register)
    given = {"trip": trip, "what": "Pröva", "status": "done", "done_on": "2026-03-01"}
    action = put(register, ACTION, None, given).id
    take_step(register, ACTION, action, "open")
    assert "done_on" not in register.row(ACTION, action).values
    take_step(register, ACTION, action, "done")
    today = register.clock().date().isoformat()
    assert register.row(ACTION, action).values["done_on"] == today


def test_a_contact_that_is_up_to_date_again_is_confirmed(register: Register) -> None:
    contact = CATALOGUE["contact"]
    given = {"family_name": "Ek", "confirmed_on": "2020-01-01", "status": "outdated"}
    id_ = put(register, contact, None, given).id
    take_step(register, contact, id_, "active")
    values = register.row(contact, id_).values
    assert values["confirmed_on"] == register.clock().date().isoformat()


def test_no_step_leads_on_from_what_is_deleted(register: Register) -> None:
    trip = made(register)
    delete(register, TRIP, trip)
    with pytest.raises(Refused, match="deleted"):
        standing(register, TRIP, trip)
    with pytest.raises(Refused, match="deleted"):
        take_step(register, TRIP, trip, "planned")


def test_put_asks_for_a_steps_evidence_and_a_note_for_none(register: Register) -> None:
    trip = made(register)
    with pytest.raises(Invalid):
        put(register, TRIP, trip, {"status": "reported"})
    with register.record.acting("edit", TRIP.one) as act:
        act.write("trip", trip, {"status": "reported"}, {"status": ()})
    assert put(register, TRIP, trip, {"note": "Kommer från annat håll"}).changed
    assert put(
        register,
        TRIP,
        trip,
        {
            "status": "decided",
            "purpose": "Se hur de gör",
            "decided_by": "C",
            "decided_on": "2026-01-02",
        },
    ).changed


def test_a_year_has_one_fee_in_the_register(register: Register) -> None:
    network = put(
        register, CATALOGUE["network"], None, {"name": "Nytt nät", "responsible": OFFICE}
    ).id
    first = put(register, FEE, None, {"network": network, "year": "2026"}).id
    with pytest.raises(Invalid):
        put(register, FEE, None, {"network": network, "year": "2026"})
    second = put(register, FEE, None, {"network": network, "year": "2025"}).id
    with pytest.raises(Invalid):
        put(register, FEE, second, {"year": "2026"})
    assert put(register, FEE, first, {"amount": "5", "currency": "EUR"}).changed
    delete(register, FEE, first)
    assert put(register, FEE, second, {"year": "2026"}).changed


def test_rows_come_with_their_parts_and_without_what_is_deleted(register: Register) -> None:
    trips = [made(register), made(register)]
    kept = put(register, ACTION, None, {"trip": trips[0], "what": "Pröva"}).id
    gone = put(register, ACTION, None, {"trip": trips[0], "what": "Annat"}).id
    delete(register, ACTION, gone)
    found = {case.id: case for case in cases(register, TRIP)}
    assert set(trips) <= set(found)
    assert [part.id for part in found[trips[0]].part("action")] == [kept]
    assert found[trips[1]].part("action") == []
    delete(register, TRIP, trips[1])
    assert [case.id for case in cases(register, TRIP, trips)] == [trips[0]]


def test_thresholds_have_defaults_and_limits(register: Register) -> None:
    assert thresholds(register)["report_days"] == 30
    set_threshold(register, "report_days", 10)
    set_threshold(register, "report_days", 12)
    assert thresholds(register)["report_days"] == 12
    assert [s.set_by for s in settings(register) if s.threshold.name == "report_days"] == [
        "Prov Person"
    ]
    for wrong in (0, 366):
        with pytest.raises(Invalid) as told:
            set_threshold(register, "report_days", wrong)
        assert told.value.sentence().into("sv").count("rapporterad inom") == 1
    with pytest.raises(Refused):
        set_thresholds(register, {"report_days": 9, "no_such": 1})
    assert thresholds(register)["report_days"] == 12
    set_threshold(register, "report_days", None)
    assert thresholds(register)["report_days"] == 30
    undoing.undo(register)
    assert thresholds(register)["report_days"] == 12


def test_what_the_central_office_sets_travels_and_prevails(tmp_path: Path) -> None:
    made_ = partners_in(tmp_path / "exchange")
    set_threshold(made_.first, "report_days", 20)
    set_threshold(made_.first, "answer_days", 21)
    set_threshold(made_.centre, "report_days", 10)
    take(made_.first, made_.send(made_.centre, made_.first, "ner"))
    assert thresholds(made_.first)["report_days"] == 10
    with pytest.raises(Refused, match="central office"):
        set_threshold(made_.first, "report_days", 20)
    take(made_.centre, made_.send(made_.first, made_.centre, "upp"))
    held = thresholds(made_.centre)
    assert (held["report_days"], held["answer_days"]) == (10, 30)
    set_threshold(made_.centre, "report_days", None)
    take(made_.first, made_.send(made_.centre, made_.first, "ner2"))
    assert thresholds(made_.first)["report_days"] == 20
    made_.close()


def run(*args: str) -> tuple[int, str]:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *args], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def test_the_command_line_shows_steps_and_takes_them(tmp_path: Path) -> None:
    path = tmp_path / "r.knreg"
    with new_register(path, OFFICE, person="Prov") as register:
        trip = made(register, status="planned", purpose="Se hur de gör")
        put(register, TRIP, trip, {"decided_by": "C", "decided_on": "2026-01-02"})
    code, text = run("steps", str(path), "trip", trip, "--json")
    found = json.loads(text)
    assert (code, found["by_dates"], found["steps"][0]["to"]) == (4, "completed", "reported")
    assert {each["part"] or each["field"] for each in found["steps"][0]["missing"]} == {
        *("summary", "lessons", "action", "cost")
    }
    assert run("steps", str(path), "trip", trip, "reported")[0] == 3
    assert run("thresholds", str(path), "report_days=7")[0] == 0
    with open_register(path, writing=False) as register:
        assert thresholds(register)["report_days"] == 7


def test_a_new_trip_begins_as_a_draft_and_a_membership_may_be_an_old_one() -> None:
    assert begun(TRIP, {"title": "Wien"}) == {"title": "Wien", "status": "draft"}
    assert begun(TRIP, {"title": "Wien", "status": "Planerad"})["status"] == "Planerad"
    assert begun(CATALOGUE["network"], {"name": "C40"}) == {"name": "C40"}
