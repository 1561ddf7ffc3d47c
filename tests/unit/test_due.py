"""What asks for something, and from which day on: before, at and after each threshold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.due import GROUPS, KINDS, WATCHED, found_in
from desktop_app.domain.due.posts import appointments
from desktop_app.domain.due.together import together
from desktop_app.domain.due.upkeep import confirm_by
from desktop_app.domain.kinds import Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.shipped import shipped_lists
from desktop_app.domain.thresholds import DEFAULTS
from desktop_app.domain.words import LANGUAGES
from desktop_app.services.due.deeds import DEEDS

TODAY = date(2026, 11, 21)
Values = Mapping[str, Value]


def day(days: int) -> str:
    """Return a day so many days from today."""
    return (TODAY + timedelta(days)).isoformat()


def case_of(entity: str, values: Values, **parts: list[Values]) -> Case:
    """Return a row with its parts."""
    return Case(
        CATALOGUE[entity],
        "row",
        values,
        TODAY,
        {
            name: [Case(CATALOGUE[name], f"{name}{n}", each, TODAY) for n, each in enumerate(some)]
            for name, some in parts.items()
        },
    )


def kinds(entity: str, values: Values, **parts: list[Values]) -> dict[str, str | None]:
    """Return what a row asks for, by kind, with the day of each."""
    found = found_in(case_of(entity, values, **parts))
    return {each.kind.code: each.date.isoformat() if each.date else None for each in found}


MEMBER: Values = {
    "status": "active",
    "next_review_on": day(300),
    "political_representative": "p",
    "administrative_contact": "a",
}
FEE: Values = {"year": 2026, "amount": "10.00", "currency": "SEK"}
USED: Values = {"date": day(-10)}


def membership(values: Values, **parts: list[Values]) -> dict[str, str | None]:
    """Return what a membership in order asks for once some of it is otherwise."""
    return kinds("network", {**MEMBER, **values}, **{"fee": [FEE], "activity": [USED], **parts})


# --- the table ---


def test_every_kind_says_something_and_can_be_done() -> None:
    assert {kind.group for kind in KINDS.values()} == set(GROUPS)
    for code, kind in KINDS.items():
        assert code == kind.code
        assert set(kind.deeds) <= set(DEEDS)
        for language in LANGUAGES:
            args = {"ends": "x", "year": 1, "n": 2, "city": "x"}
            assert kind.what.fill(**args).into(language)
            assert kind.label.into(language)
        if kind.entity in CATALOGUE:
            entity = CATALOGUE[kind.entity]
            assert not kind.field or kind.field in entity.by_name
            assert not kind.part or kind.part in CATALOGUE
    assert set(DEEDS) == {deed for kind in KINDS.values() for deed in kind.deeds}


def test_the_statuses_of_what_is_over_are_those_of_the_lists() -> None:
    lists = shipped_lists()
    for name, watched in WATCHED.items():
        kind = CATALOGUE[name].by_name["status"].kind
        assert set(watched.over) <= set(lists.codes(kind.pick_list))  # type: ignore[attr-defined]


def test_what_is_in_order_asks_for_nothing() -> None:
    assert kinds("trip", {"status": "followed_up", "start_on": day(-9), "end_on": day(-9)}) == {}
    assert membership({}) == {}
    late = {"year": 2020, "due_on": day(-1), "deadline": day(-1), "end_on": day(-99)}
    for name, watched in WATCHED.items():
        for status in watched.over:
            assert kinds(name, {**late, "status": status}) == {}


# --- study trips ---


@pytest.mark.parametrize(
    ("start", "status", "expected"),
    [
        (31, "planned", {}),
        (30, "planned", {"trip_decision_missing": day(30)}),
        (0, "draft", {"trip_decision_missing": day(0)}),
        (-1, "draft", {"trip_decision_late": day(-1)}),
        (5, "decided", {}),
        (5, "cancelled", {}),
    ],
)
def test_a_decision_is_asked_for_before_departure(
    start: int, status: str, expected: dict[str, str]
) -> None:
    values = {"status": status, "start_on": day(start), "end_on": day(start + 3)}
    assert kinds("trip", values) == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (-13, {}),
        (-14, {"trip_report_due": day(16)}),
        (-30, {"trip_report_due": day(0)}),
        (-31, {"trip_report_late": day(-1)}),
    ],
)
@pytest.mark.parametrize("status", ["decided", "completed"])
def test_a_report_is_asked_for_after_a_trip(
    status: str, end: int, expected: dict[str, str]
) -> None:
    assert kinds("trip", {"status": status, "start_on": day(end), "end_on": day(end)}) == expected


def test_a_reported_trip_is_followed_up() -> None:
    late = {"status": "reported", "end_on": day(-300), "reported_on": day(-181)}
    open_, done = {"status": "open"}, {"status": "done"}
    assert kinds("trip", late, action=[open_]) == {"trip_follow_up_late": day(-1)}
    just = {**late, "reported_on": day(-180)}
    assert kinds("trip", just, action=[done, open_]) == {}
    assert kinds("trip", just, action=[done]) == {"trip_follow_up_ready": day(0)}


# --- actions ---


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (31, {}),
        (30, {"action_due": day(30)}),
        (0, {"action_due": day(0)}),
        (-1, {"action_late": day(-1)}),
    ],
)
def test_an_action_is_asked_for_by_its_day(due: int, expected: dict[str, str]) -> None:
    values = {"status": "open", "who": "Eva", "due_on": day(due)}
    assert kinds("action", values) == expected
    assert kinds("action", {**values, "status": "done"}) == {}


def test_an_action_needs_a_day_and_somebody() -> None:
    assert kinds("action", {"who": "Eva"}) == {"action_without_date": None}
    assert kinds("action", {"due_on": day(90)}) == {"action_without_owner": day(90)}
    assert set(kinds("action", {"who": "  "})) == {"action_without_date", "action_without_owner"}


# --- memberships ---


@pytest.mark.parametrize(
    ("ends", "months", "expected"),
    [
        ("2027-05-20", 3, {}),
        ("2027-05-19", 3, {"notice_near": "2027-02-19"}),
        ("2027-02-21", 3, {"notice_near": "2026-11-21"}),
        ("2027-02-20", 3, {"notice_passed": "2027-02-20"}),
        ("2026-11-23", 3, {"notice_passed": "2026-11-23"}),
        ("2026-11-22", 3, {}),
        ("2026-11-20", 3, {"period_ended": "2026-11-20"}),
        ("2027-02-19", None, {"period_ending": "2027-02-19"}),
        ("2027-02-20", None, {}),
    ],
)
def test_notice_is_asked_about_by_its_own_day(
    ends: str, months: int | None, expected: dict[str, str]
) -> None:
    # 90 days lie between 21 November and 19 February
    assert membership({"period_ends_on": ends, "notice_months": months}) == expected


def test_what_happens_if_nothing_is_done_is_said() -> None:
    values = {**MEMBER, "period_ends_on": "2027-02-21", "notice_months": 3}
    (found,) = found_in(case_of("network", values, fee=[FEE], activity=[USED]))
    assert "om inget görs förlängs medlemskapet efter 2027-02-21" in found.what.into("sv")
    assert "goes on after 2027-02-21" in found.what.into("en")


def test_a_membership_that_is_kept_is_not_asked_about_again() -> None:
    values = {"period_ends_on": "2027-02-21", "notice_months": 3}
    assert membership(values, review=[{"year": 2026, "decision": "keep"}]) == {}
    assert "notice_near" in membership(values, review=[{"year": 2025, "decision": "keep"}])
    assert "notice_near" in membership(values, review=[{"year": 2026, "decision": "change"}])


def test_a_membership_that_is_to_be_left_waits_for_its_notice() -> None:
    left: list[Values] = [{"year": 2026, "decision": "leave"}]
    values = {"period_ends_on": "2027-02-21", "notice_months": 3, "next_review_on": day(-5)}
    assert membership(values, review=left) == {"leaving": "2026-11-21"}
    assert membership({}, review=left) == {"leaving": None}
    assert membership({**values, "left_on": "2027-02-21"}, review=left) == {}


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        (61, {}),
        (60, {"review_due": day(60)}),
        (0, {"review_due": day(0)}),
        (-1, {"review_late": day(-1)}),
    ],
)
def test_a_review_is_asked_for(review: int, expected: dict[str, str]) -> None:
    assert membership({"next_review_on": day(review)}) == expected


def test_what_a_membership_lacks() -> None:
    assert membership({"next_review_on": None}) == {"review_unplanned": None}
    assert membership({"political_representative": None}) == {"no_political": None}
    assert membership({"administrative_contact": None}) == {"no_administrative": None}
    last = [{**FEE, "year": 2025}]
    assert membership({}, fee=last) == {"fee_missing": "2026-12-31"}
    assert membership({"membership_kind": "signatory"}, fee=last) == {}
    assert membership({"status": "declined"}, fee=[]) == {}


def test_a_paid_membership_that_nobody_uses_is_told() -> None:
    old = {"date": "2024-11-20"}
    assert membership({}, activity=[old]) == {"membership_unused": "2024-11-20"}
    assert membership({}, activity=[{"date": "2024-11-21"}]) == {}
    assert membership({}, activity=[old], trip=[{"end_on": day(-5)}]) == {}
    assert membership({"joined_on": day(-20)}, activity=[]) == {}
    assert membership({}, activity=[old], fee=[{**FEE, "amount": "0.00"}]) == {}
    nobody = {"political_representative": None, "administrative_contact": None}
    assert "membership_unused" in membership(nobody)
    assert "membership_unused" not in membership(nobody, post=[{"role": "chair"}])


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (91, {}),
        (90, {"post_ending": day(90)}),
        (0, {"post_ending": day(0)}),
        (-1, {"post_ended": day(-1)}),
        (-365, {"post_ended": day(-365)}),
        (-366, {}),
    ],
)
def test_a_post_is_told_around_its_end(until: int, expected: dict[str, str]) -> None:
    post = {"role": "chair", "until": day(until)}
    assert membership({}, post=[post]) == expected
    assert membership({}, post=[post, {"role": "member"}]) == expected
    assert membership({}, post=[post, {"role": "chair"}]) == {}


# --- requests, collaborations, advocacy ---


@pytest.mark.parametrize(
    ("received", "wished", "expected"),
    [
        (-30, None, {"request_waiting": day(0)}),
        (-31, None, {"request_unanswered": day(-1)}),
        (-5, 31, {"request_waiting": day(25)}),
        (-5, 30, {"visit_soon": day(30)}),
        (-5, -1, {"request_unanswered": day(-1)}),
    ],
)
def test_a_request_is_to_be_answered(
    received: int, wished: int | None, expected: dict[str, str]
) -> None:
    values = {"status": "received", "received_on": day(received)}
    asked = values if wished is None else {**values, "wished_from": day(wished)}
    assert kinds("request", asked) == expected
    assert kinds("request", {**asked, "status": "declined"}) == {}


def test_a_visit_that_was_made_needs_an_outcome() -> None:
    values = {"status": "accepted", "kind": "visit", "wished_until": day(-1)}
    assert kinds("request", values) == {"request_outcome": day(-1)}
    assert kinds("request", {**values, "outcome": "Ett avtal"}) == {}
    assert kinds("request", {**values, "wished_until": day(0)}) == {}
    assert kinds("request", {"status": "completed"}) == {"request_outcome": None}


@pytest.mark.parametrize(
    ("end", "values", "expected"),
    [
        (91, {}, {}),
        (90, {}, {"collaboration_ending": day(90)}),
        (0, {}, {"collaboration_ending": day(0)}),
        (-1, {}, {"collaboration_result": day(-1)}),
        (-1, {"result": "Allt"}, {"collaboration_over": day(-1)}),
        (-1, {"result": "Allt", "status": "ended"}, {}),
        (300, {"kind": "agreement"}, {"collaboration_focus": None}),
        (300, {"kind": "agreement", "focus": "Vatten"}, {}),
        (300, {"kind": "aid_project", "budget": "10.00"}, {"collaboration_aid": None}),
        (
            300,
            {"kind": "aid_project", "budget": "10.00", "external_funding": "10.00"},
            {},
        ),
    ],
)
def test_a_collaboration(end: int, values: Values, expected: dict[str, str | None]) -> None:
    assert kinds("collaboration", {"status": "active", "end_on": day(end), **values}) == expected


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (31, {}),
        (30, {"advocacy_due": day(30)}),
        (0, {"advocacy_due": day(0)}),
        (-1, {"advocacy_late": day(-1)}),
    ],
)
def test_an_advocacy_issue(deadline: int, expected: dict[str, str]) -> None:
    assert kinds("advocacy", {"status": "active", "deadline": day(deadline)}) == expected


# --- people and deliveries ---


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        ("2024-11-21", {}),
        ("2024-11-20", {"contact_unconfirmed": "2026-11-20"}),
        (None, {}),
    ],
)
def test_a_contact_is_to_be_confirmed(confirmed: str | None, expected: dict[str, str]) -> None:
    assert kinds("contact", {"confirmed_on": confirmed}) == expected
    assert kinds("contact", {"confirmed_on": confirmed, "status": "outdated"}) == {}


@pytest.mark.parametrize("months", [1, 13, 24])
@pytest.mark.parametrize("today", [date(2026, 3, 1), date(2026, 3, 31), date(2028, 2, 29)])
def test_those_looked_for_are_those_that_are_meant(today: date, months: int) -> None:
    first = confirm_by(today, months)
    for days in range(-5, 5):
        confirmed = first + timedelta(days)
        values = {"confirmed_on": confirmed.isoformat()}
        limits = {**DEFAULTS, "unconfirmed_months": months}
        judged = list(found_in(Case(CATALOGUE["contact"], "c", values, today, thresholds=limits)))
        assert bool(judged) == (confirmed < first)


def test_an_administration_without_a_contact_person() -> None:
    def codes(*held: Values, needed: bool = True) -> list[str]:
        case = case_of("organisation", {}, appointment=list(held))
        return [each.kind.code for each in appointments(case, needed=needed)]

    assert codes() == ["no_contact_person"]
    assert codes(needed=False) == []
    assert codes({"role": "contact_person"}) == []
    assert codes({"role": "contact_person", "until": day(90)}) == ["appointment_ending"]
    assert codes({"role": "contact_person", "until": day(91)}) == []
    ended = {"role": "contact_person", "until": day(-1)}
    assert codes(ended) == ["appointment_ended", "no_contact_person"]
    assert codes(ended, {"role": "contact_person", "appointed_on": day(0)}) == []
    assert codes({"appointed_on": day(1)}) == ["no_contact_person"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"year": 2025, "status": "open"}, {"delivery_late": "2025-12-31"}),
        ({"year": 2026, "status": "open"}, {}),
        ({"year": 2025, "status": "sent", "sent_on": day(-3)}, {"delivery_unreceived": day(-3)}),
        ({"year": 2025, "status": "supplement_requested"}, {"delivery_supplement": None}),
        ({"year": 2025, "status": "received"}, {}),
        ({"year": 2025, "status": "approved"}, {}),
    ],
)
def test_a_delivery(values: Values, expected: dict[str, str | None]) -> None:
    assert kinds("delivery", values) == expected


def test_a_delivery_is_near_in_december() -> None:
    case = Case(CATALOGUE["delivery"], "d", {"year": 2026}, date(2026, 12, 1))
    assert [each.kind.code for each in found_in(case)] == ["delivery_due"]
    case = Case(CATALOGUE["delivery"], "d", {"year": 2026}, date(2026, 11, 30))
    assert list(found_in(case)) == []


@pytest.mark.parametrize(
    ("first", "last", "city", "status", "told"),
    [
        (12, 14, "Köpenhamn", "planned", True),  # they share a day
        (12, 14, "Copenhagen", "decided", True),
        (13, 14, "Köpenhamn", "planned", False),  # the day after
        (12, 14, "Oslo", "planned", False),
        (12, 14, "Köpenhamn", "cancelled", False),
    ],
)
def test_trips_that_could_be_one_are_told(
    first: int,
    last: int,
    city: str,
    status: str,
    told: bool,
) -> None:
    def trip(id_: str, start: int, end: int, where: str, at: str) -> Case:
        values: Values = {"start_on": day(start), "end_on": day(end), "status": at}
        return replace(case_of("trip", values, stop=[{"city": where}]), id=id_)

    trips = [trip("a", 10, 12, "Köpenhamn", "planned"), trip("b", first, last, city, status)]
    found = {case.id: each.date for case, each in together(trips)}
    assert found == (dict.fromkeys("ab", TODAY + timedelta(12)) if told else {})
    assert not list(together(trips[:1]))
