"""Each rule of a single record speaks when it should, and is silent when it should not."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.catalogue import CATALOGUE, ENTITIES
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Context, Value
from desktop_app.domain.rules import (
    AID,
    CURRENCY,
    DECIDED,
    ENDS_BEFORE,
    FLIGHT,
    LATE_DECISION,
    LATE_REPORT,
    NEEDED,
    NO_REPRESENTATIVE,
    ONE_OF,
    POST_ENDED,
    REPORTED,
    REQUIRED,
    REVIEW_DUE,
    RULES,
    SPANS,
    TWIN_TOWN,
    UNCONFIRMED,
    Finding,
    judge,
)
from desktop_app.domain.shipped import shipped_lists
from desktop_app.domain.words import Words

TODAY = date(2026, 3, 5)
CONTEXT = Context(shipped_lists())
ID = "11111111-1111-4111-8111-111111111111"

TRIP: dict[str, Value] = {
    "title": "Återbruk i Wien",
    "organisation": ID,
    "start_on": "2026-05-04",
    "end_on": "2026-05-07",
}
DECISION: dict[str, Value] = {
    "purpose": "Se hur de gör",
    "decided_by": "Enhetschefen",
    "decided_on": "2026-04-01",
}
REPORT: dict[str, Value] = {"summary": "Vi såg", "lessons": "Vi lärde"}
NETWORK: dict[str, Value] = {
    "name": "Städer i rörelse",
    "responsible": ID,
    "status": "active",
    "political_representative": ID,
    "administrative_contact": ID,
    "next_review_on": "2026-03-05",
}
CONTACT: dict[str, Value] = {"given_name": "Anna"}
FEE: dict[str, Value] = {"network": ID, "year": 2026}
COST: dict[str, Value] = {"trip": ID, "item": "travel"}
COLLABORATION: dict[str, Value] = {"title": "Rent vatten", "kind": "aid_project"}
POST: dict[str, Value] = {"network": ID, "contact": ID, "role": "chair"}

FILLED: dict[str, dict[str, Value]] = {
    "trip": TRIP,
    "network": NETWORK,
    "contact": CONTACT,
    "fee": FEE,
    "cost": COST,
    "collaboration": COLLABORATION,
    "post": POST,
}


def found(entity: str, values: dict[str, Value]) -> list[Finding]:
    return judge(CATALOGUE[entity], values, CONTEXT, TODAY)


def said(entity: str, values: dict[str, Value], words: Words) -> list[str]:
    """Return the fields of which a rule says `words`, however filled."""
    return [
        each.field
        for each in found(entity, values)
        if (each.words.sv, each.words.en) == (words.sv, words.en)
    ]


@pytest.mark.parametrize("entity", FILLED)
def test_what_is_in_order_is_left_alone(entity: str) -> None:
    assert found(entity, FILLED[entity]) == []


def test_every_rule_is_tried_here() -> None:
    assert set(RULES) == set(FILLED)


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_a_row_needs_what_is_required(entity: Entity) -> None:
    required = [field.name for field in entity if field.required]
    assert said(entity.name, {}, REQUIRED) == required
    for name in required:
        left = {other: "x" for other in required if other != name}
        assert said(entity.name, left, REQUIRED) == [name]
    assert all(each.error for each in found(entity.name, {}) if each.field in required)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, ["given_name"]),
        ({"title": "Dr"}, ["given_name"]),
        ({"given_name": "Anna"}, []),
        ({"family_name": "Ek"}, []),
    ],
)
def test_a_contact_has_a_name_at_least(values: dict[str, Value], fields: list[str]) -> None:
    assert said("contact", values, ONE_OF) == fields


@pytest.mark.parametrize("owner", [None, *CATALOGUE["action"].owners])
def test_an_action_belongs_somewhere(owner: str | None) -> None:
    values: dict[str, Value] = {"what": "Boka rum"} | ({owner: ID} if owner else {})
    assert bool(said("action", values, ONE_OF)) == (owner is None)


def test_one_of_is_said_with_labels() -> None:
    finding = found("contact", {})[0]
    assert finding.error
    assert finding.words.into("sv") == "minst ett av Förnamn, Efternamn måste fyllas i."
    assert finding.words.into("en") == "at least one of Given name, Family name must be filled in."


SPANNED = [
    (entity.name, start, end)
    for entity in ENTITIES
    for start, end in SPANS
    if {start, end} <= set(entity.by_name)
]


def test_every_span_there_is_is_judged() -> None:
    assert SPANNED == [
        ("organisation", "valid_from", "valid_to"),
        ("appointment", "appointed_on", "until"),
        ("network", "joined_on", "left_on"),
        ("participation", "from", "until"),
        ("post", "from", "until"),
        ("trip", "start_on", "end_on"),
        ("stop", "from", "until"),
        ("request", "wished_from", "wished_until"),
        ("collaboration", "start_on", "end_on"),
        ("list_item", "valid_from", "valid_to"),
    ]


@pytest.mark.parametrize(("entity", "start", "end"), SPANNED)
def test_nothing_ends_before_it_starts(entity: str, start: str, end: str) -> None:
    late, early = "2026-03-06", "2026-03-05"
    assert said(entity, {start: late, end: early}, ENDS_BEFORE) == [end]
    for values in (
        {start: early, end: late},
        {start: early, end: early},
        {start: late},
        {end: early},
    ):
        assert said(entity, dict(values), ENDS_BEFORE) == []
    finding = next(
        f for f in found(entity, {start: late, end: early}) if f.field == end and f.error
    )
    assert late in finding.words.into("sv")
    assert early in finding.words.into("en")


@pytest.mark.parametrize("status", [None, "draft", "planned", "cancelled", *DECIDED])
def test_a_decided_trip_has_a_decision(status: str | None) -> None:
    needed = ["purpose", "decided_by", "decided_on"] if status in DECIDED else []
    needed += ["summary", "lessons"] if status in REPORTED else []
    values = TRIP | ({"status": status} if status else {})
    assert said("trip", values, NEEDED) == needed
    assert all(each.error for each in found("trip", values) if each.field in needed)
    for missing in needed:
        filled = {**values, **DECISION, **REPORT}
        del filled[missing]
        assert said("trip", filled, NEEDED) == [missing]
    assert said("trip", {**values, **DECISION, **REPORT}, NEEDED) == []


def test_steps_of_trips_are_in_the_list() -> None:
    assert {*DECIDED, *REPORTED} <= set(shipped_lists().codes("trip_status"))
    assert set(REPORTED) < set(DECIDED)


@pytest.mark.parametrize(
    ("decided", "late"), [("2026-05-03", []), ("2026-05-04", []), ("2026-05-05", ["decided_on"])]
)
def test_a_decision_comes_before_the_trip(decided: str, late: list[str]) -> None:
    assert said("trip", {**TRIP, "decided_on": decided}, LATE_DECISION) == late
    assert not any(each.error for each in found("trip", {**TRIP, "decided_on": decided}))


@pytest.mark.parametrize(
    ("reported", "late"), [("2026-05-07", []), ("2026-06-06", []), ("2026-06-07", ["reported_on"])]
)
def test_a_report_comes_within_thirty_days(reported: str, late: list[str]) -> None:
    assert said("trip", {**TRIP, "reported_on": reported}, LATE_REPORT) == late
    for finding in found("trip", {**TRIP, "reported_on": reported}):
        assert not finding.error
        assert "30 dagar" in finding.words.into("sv")


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, []),
        ({"flight_reason": "Inget tåg"}, ["flight_approved_on"]),
        ({"flight_reason": "Inget tåg", "flight_approved_by": "Chefen"}, ["flight_approved_on"]),
        ({"flight_reason": "Inget tåg", "flight_approved_on": "2026-04-01"}, []),
        ({"flight_approved_on": "2026-04-01"}, []),
    ],
)
def test_a_flight_with_a_reason_is_approved(values: dict[str, Value], fields: list[str]) -> None:
    assert said("trip", TRIP | values, FLIGHT) == fields


@pytest.mark.parametrize(
    "name", ["political_representative", "administrative_contact", "next_review_on"]
)
def test_an_active_network_has_its_people_and_a_review(name: str) -> None:
    values = {key: value for key, value in NETWORK.items() if key != name}
    assert said("network", values, NO_REPRESENTATIVE) == [name]
    assert not any(each.error for each in found("network", values))
    for status in ("ended", "dormant", None):
        assert said("network", {**values, "status": status}, NO_REPRESENTATIVE) == []


@pytest.mark.parametrize(
    ("on", "status", "due"),
    [
        ("2026-03-04", "active", ["next_review_on"]),
        ("2026-03-05", "active", []),
        ("2026-03-06", "active", []),
        ("2026-03-04", "ended", []),
    ],
)
def test_a_review_is_due_the_day_after(on: str, status: str, due: list[str]) -> None:
    assert said("network", {**NETWORK, "next_review_on": on, "status": status}, REVIEW_DUE) == due


@pytest.mark.parametrize(
    ("confirmed", "status", "old"),
    [
        (None, None, []),
        ("2024-03-05", None, []),  # 730 days
        ("2024-03-04", None, ["confirmed_on"]),
        ("2024-03-04", "active", ["confirmed_on"]),
        ("2024-03-04", "outdated", []),
    ],
)
def test_a_contact_is_confirmed_every_two_years(
    confirmed: str | None, status: str | None, old: list[str]
) -> None:
    values = {**CONTACT, "confirmed_on": confirmed, "status": status}
    assert said("contact", values, UNCONFIRMED) == old
    assert not any(each.error for each in found("contact", values))


@pytest.mark.parametrize(
    ("entity", "amounts"), [("fee", ["amount"]), ("cost", ["budget", "outcome"])]
)
def test_an_amount_has_a_currency(entity: str, amounts: list[str]) -> None:
    assert said(entity, FILLED[entity], CURRENCY) == []
    for amount in amounts:
        for sum_ in ("100", "0"):
            values = {**FILLED[entity], amount: sum_}
            assert said(entity, values, CURRENCY) == ["currency"]
            assert [each.error for each in found(entity, values)] == [True]
            assert said(entity, {**values, "currency": "EUR"}, CURRENCY) == []


@pytest.mark.parametrize(
    ("values", "rest"),
    [
        ({}, None),
        ({"budget": "1000"}, "1000"),
        ({"budget": "1000.50", "external_funding": "1000"}, "0.50"),
        ({"budget": "1000", "external_funding": "1000"}, None),
        ({"budget": "1000", "external_funding": "2000"}, None),
        ({"budget": "0.30", "external_funding": "0.10"}, "0.20"),  # exact, never 0.19999…
    ],
)
def test_an_aid_project_is_paid_by_others(values: dict[str, Value], rest: str | None) -> None:
    assert said("collaboration", COLLABORATION | values, AID) == (
        ["external_funding"] if rest else []
    )
    for finding in found("collaboration", COLLABORATION | values):
        assert f"{rest} kr" in finding.words.into("sv")
        assert f"SEK {rest} " in finding.words.into("en")
    other = {**COLLABORATION, **values, "kind": "eu_project"}
    assert said("collaboration", other, AID) == []


def test_kinds_that_rules_know_are_in_the_list() -> None:
    assert "aid_project" in shipped_lists().codes("collaboration_kind")
    assert "active" in shipped_lists().codes("network_status")
    assert "outdated" in shipped_lists().codes("contact_status")


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("Vänortsavtal med Riga", ["title"]),
        ("Nytt VÄNORTSAVTAL", ["title"]),
        ("Vänner i orten", []),
        ("Avfallssamarbete med Riga", []),
    ],
)
def test_there_are_no_twin_towns(title: str, fields: list[str]) -> None:
    assert said("collaboration", {**COLLABORATION, "title": title}, TWIN_TOWN) == fields


@pytest.mark.parametrize(
    ("until", "over"), [(None, []), ("2026-03-05", []), ("2026-03-04", ["until"])]
)
def test_a_post_is_over_the_day_after(until: str | None, over: list[str]) -> None:
    assert said("post", {**POST, "until": until}, POST_ENDED) == over


def test_errors_come_first() -> None:
    values = {**TRIP, "decided_on": "2026-06-01", "end_on": "2026-05-01", "flight_reason": "Hav"}
    errors = [each.error for each in found("trip", values)]
    assert errors == sorted(errors, reverse=True)
    assert len(set(errors)) == 2


def test_kinds_doubts_are_warnings() -> None:
    values = {**FEE, "amount": "100", "currency": "DEM"}
    doubted = found("fee", values)
    assert [(each.field, each.error) for each in doubted] == [("currency", False)]


def test_every_finding_reads_in_both_languages() -> None:
    broken: list[tuple[str, dict[str, Value]]] = [
        (
            "trip",
            {**TRIP, "status": "reported", "end_on": "2026-01-01", "decided_on": "2026-06-01"},
        ),
        ("contact", {}),
        ("network", {"status": "active", "next_review_on": "2020-01-01"}),
        ("collaboration", {**COLLABORATION, "title": "Vänort", "budget": "5"}),
        ("cost", {"budget": "5"}),
        ("post", {"until": "2020-01-01"}),
    ]
    for entity, values in broken:
        for finding in found(entity, values):
            for language in ("sv", "en"):
                text = finding.words.into(language)
                assert text.endswith(".")
                assert "{" not in text
            assert finding.field in CATALOGUE[entity].by_name
