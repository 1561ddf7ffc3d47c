"""Each rule of a single record speaks when it should, and is silent when it should not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.catalogue import CATALOGUE, ENTITIES
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Context, Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.rules import PARTS, RULES, Finding, judge
from desktop_app.domain.rules.memberships import (
    NO_FEE,
    NO_REPRESENTATIVE,
    NOTICE_PASSED,
    POST_ENDED,
    REVIEW_DUE,
    TWICE,
)
from desktop_app.domain.rules.others import (
    AID,
    AID_UNKNOWN,
    CURRENCY,
    NO_FOCUS,
    TWIN_TOWN,
    UNCONFIRMED,
)
from desktop_app.domain.rules.rows import ENDS_BEFORE, ONE_OF, REQUIRED, SPANS
from desktop_app.domain.rules.trips import (
    LATE_DECISION,
    LATE_REPORT,
    NO_REASON,
    NO_REPORT,
    NO_SURCHARGE,
    NOT_APPROVED,
    OTHER_PAYER,
    SHORT_FLIGHT,
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
COLLABORATION: dict[str, Value] = {"title": "Rent vatten", "kind": "aid_project", "budget": "0"}
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


Parts = dict[str, list[dict[str, Value]]]


def case(entity: str, values: dict[str, Value], parts: Parts | None = None) -> Case:
    """Return a row with its parts, on the day."""
    filled = {name: value for name, value in values.items() if value is not None}
    belongs = {
        name: [case(name, each) for each in (parts or {}).get(name, [])]
        for name in PARTS.get(entity, ())
    }
    return Case(CATALOGUE[entity], str(values.get("id", "")), filled, TODAY, belongs)


def found(entity: str, values: dict[str, Value], parts: Parts | None = None) -> list[Finding]:
    return judge(case(entity, values, parts), CONTEXT)


def said(
    entity: str, values: dict[str, Value], words: Words, parts: Parts | None = None
) -> list[str]:
    """Return the fields of which a rule says `words`, however filled."""
    return [
        each.field
        for each in found(entity, values, parts)
        if (each.words.sv, each.words.en) == (words.sv, words.en)
    ]


IN_ORDER: dict[str, Parts] = {"network": {"fee": [{"network": ID, "year": 2026}]}}


@pytest.mark.parametrize("entity", FILLED)
def test_what_is_in_order_is_left_alone(entity: str) -> None:
    assert found(entity, FILLED[entity], IN_ORDER.get(entity)) == []


def test_every_rule_is_tried_here() -> None:
    assert set(RULES) == set(FILLED)


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_a_row_needs_what_is_required(entity: Entity) -> None:
    required = [field.name for field in entity if field.required]
    assert said(entity.name, {}, REQUIRED) == required
    for name in required:
        left = {other: "2026-05-04" for other in required if other != name}
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


def test_one_day_is_not_told_as_many() -> None:
    case = Case(CATALOGUE["trip"], ID, {**TRIP, "reported_on": "2026-06-07"}, TODAY)
    alone = replace(case, thresholds={**case.thresholds, "report_days": 1})
    told = [each.words for each in judge(alone, CONTEXT) if each.rule == "trip.reported_late"]
    assert "mer än 1 dag efter" in told[0].into("sv")
    assert "more than 1 day after" in told[0].into("en")


@pytest.mark.parametrize(
    ("today_end", "status", "late"),
    [
        ("2026-02-03", "decided", []),  # 30 days
        ("2026-02-02", "decided", ["reported_on"]),
        ("2026-02-02", "draft", []),
        ("2026-02-02", "cancelled", []),
    ],
)
def test_a_trip_that_has_ended_asks_for_its_report(
    today_end: str, status: str, late: list[str]
) -> None:
    values = {**TRIP, "start_on": "2026-02-01", "end_on": today_end, "status": status}
    assert said("trip", values, NO_REPORT) == late
    assert said("trip", {**values, "reported_on": "2026-03-01"}, NO_REPORT) == []


FLIGHT: Parts = {"leg": [{"from": "Stockholm", "to": "Wien", "mode": "flight"}]}
APPROVED: dict[str, Value] = {
    "flight_approved_by": "Direktören",
    "flight_approved_on": "2026-04-01",
}


@pytest.mark.parametrize(
    ("values", "parts", "reason", "approval"),
    [
        ({}, {}, [], []),
        ({}, {"leg": [{"mode": "train"}]}, [], []),
        ({}, FLIGHT, ["flight_reason"], ["flight_approved_by"]),
        ({}, {"leg": [{"mode": "flight_and_train"}]}, ["flight_reason"], ["flight_approved_by"]),
        ({"status": "cancelled"}, FLIGHT, [], []),
        ({"flight_reason": "Hav emellan"}, FLIGHT, [], ["flight_approved_by"]),
        ({"flight_reason": "Hav emellan"}, {}, [], ["flight_approved_by"]),
        ({"flight_reason": "Hav", "flight_approved_by": "D"}, {}, [], ["flight_approved_on"]),
        ({"flight_reason": "Hav", **APPROVED}, FLIGHT, [], []),
        (APPROVED, FLIGHT, ["flight_reason"], []),
    ],
)
def test_a_flight_has_a_reason_and_is_approved(
    values: dict[str, Value], parts: Parts, reason: list[str], approval: list[str]
) -> None:
    assert said("trip", TRIP | values, NO_REASON, parts) == reason
    assert said("trip", TRIP | values, NOT_APPROVED, parts) == approval


@pytest.mark.parametrize(
    ("start", "end", "mode", "short"),
    [
        ("Stockholm", "Göteborg", "flight", ["mode"]),
        ("Stockholm", "Göteborg", "train", []),
        ("Stockholm", "Wien", "flight", []),
        ("Stockholm", "En plats ingen känner", "flight", []),
        (None, "Göteborg", "flight", []),
    ],
)
def test_a_short_way_goes_by_rail(start: str | None, end: str, mode: str, short: list[str]) -> None:
    parts: Parts = {"leg": [{"from": start, "to": end, "mode": mode}]}
    assert said("trip", TRIP, SHORT_FLIGHT, parts) == short


@pytest.mark.parametrize(
    ("items", "parts", "lacking"),
    [
        (["travel"], FLIGHT, ["item"]),
        (["travel", "climate_surcharge"], FLIGHT, []),
        (["accommodation"], FLIGHT, []),
        (["travel"], {}, []),
    ],
)
def test_a_ticket_for_a_flight_has_its_surcharge(
    items: list[str], parts: Parts, lacking: list[str]
) -> None:
    costs: Parts = {"cost": [{"item": item} for item in items]}
    assert said("trip", TRIP, NO_SURCHARGE, {**parts, **costs}) == lacking


@pytest.mark.parametrize(
    ("kind", "reason", "decided", "said_of_it"),
    [
        ("own_budget", None, None, []),
        ("eu", None, None, []),
        ("host", None, None, []),
        ("network", None, None, []),
        ("other", None, "2026-04-01", ["reason"]),
        ("other", "Känd stiftelse", None, ["reason"]),
        ("other", "Känd stiftelse", "2026-04-01", []),
        (None, None, None, ["reason"]),
    ],
)
def test_other_peoples_money_is_accepted_by_somebody(
    kind: str | None, reason: str | None, decided: str | None, said_of_it: list[str]
) -> None:
    parts: Parts = {"funding": [{"funder": "Byggbolaget", "kind": kind, "reason": reason}]}
    values = {**TRIP, "decided_on": decided}
    assert said("trip", values, OTHER_PAYER, parts) == said_of_it
    assert said("trip", {**values, "status": "cancelled"}, OTHER_PAYER, parts) == []
    for finding in found("trip", values, parts):
        assert not finding.error


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
    ("year", "kind", "status", "lacking"),
    [
        (2026, "full", "active", []),
        (2025, "full", "active", ["year"]),
        (None, "full", "active", ["year"]),
        (None, None, "active", ["year"]),
        (None, "signatory", "active", []),
        (None, "full", "ended", []),
        (None, "full", "under_review", ["year"]),
    ],
)
def test_a_member_pays_each_year(
    year: int | None, kind: str | None, status: str, lacking: list[str]
) -> None:
    fees: list[dict[str, Value]] = [] if year is None else [{"year": year}]
    values = {**NETWORK, "membership_kind": kind, "status": status}
    assert said("network", values, NO_FEE, {"fee": fees}) == lacking


@pytest.mark.parametrize(
    ("ends", "months", "passed"),
    [
        ("2026-06-05", 3, []),  # the last day is today
        ("2026-06-04", 3, ["period_ends_on"]),
        ("2026-03-04", 3, []),  # the period is over
        ("2026-06-04", None, []),
        (None, 3, []),
    ],
)
def test_notice_is_given_in_time(ends: str | None, months: int | None, passed: list[str]) -> None:
    values = {**NETWORK, "period_ends_on": ends, "notice_months": months}
    assert said("network", values, NOTICE_PASSED) == passed


def test_a_year_has_one_fee() -> None:
    others = [case("fee", {"id": ID, "network": ID, "year": year}) for year in (2025, 2026)]
    for year, twice in ((2026, [("year", True)]), (2024, [])):
        fee = case("fee", {"network": ID, "year": year})
        judged = judge(replace(fee, siblings=others), CONTEXT)
        assert [
            (each.field, each.error) for each in judged if each.rule == "fee.year_twice"
        ] == twice
    itself = case("fee", {**FEE, "id": ID})
    assert judge(replace(itself, siblings=[itself]), CONTEXT) == []
    assert TWICE.fill(year=2026).into("sv").startswith("det finns redan")


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
        ({"budget": None, "own_share": "100"}, "100 kr"),
        ({"budget": "12500.50"}, "12 500,50 kr"),
        ({"budget": "1000.50", "external_funding": "1000"}, "0,50 kr"),
        ({"budget": "1000", "external_funding": "1000"}, None),
        ({"budget": "1000", "external_funding": "2000"}, None),
        ({"budget": "0.30", "external_funding": "0.10"}, "0,20 kr"),  # exact, never 0.19999…
    ],
)
def test_an_aid_project_is_paid_by_others(values: dict[str, Value], rest: str | None) -> None:
    assert said("collaboration", COLLABORATION | values, AID) == (
        ["external_funding"] if rest else []
    )
    for finding in found("collaboration", COLLABORATION | values):
        if finding.rule == "collaboration.aid_unknown":
            continue
        assert f"; {rest} återstår" in finding.words.into("sv").replace("\xa0", " ")
        english = rest and f"SEK {rest.removesuffix(' kr').replace(',', '.').replace(' ', ',')}"
        assert f"; {english} remain" in finding.words.into("en").replace("\xa0", " ")
    other = {**COLLABORATION, **values, "kind": "eu_project"}
    assert said("collaboration", other, AID) == []


def test_an_aid_project_says_what_it_costs() -> None:
    unknown = {**COLLABORATION, "budget": None}
    assert said("collaboration", unknown, AID_UNKNOWN) == ["budget"]
    assert said("collaboration", COLLABORATION, AID_UNKNOWN) == []


def test_an_agreement_has_a_focus() -> None:
    agreement = {**COLLABORATION, "kind": "agreement"}
    assert said("collaboration", agreement, NO_FOCUS) == ["focus"]
    assert said("collaboration", {**agreement, "focus": "Avfall"}, NO_FOCUS) == []
    assert said("collaboration", COLLABORATION, NO_FOCUS) == []


def test_kinds_that_rules_know_are_in_the_list() -> None:
    assert "aid_project" in shipped_lists().codes("collaboration_kind")
    assert "active" in shipped_lists().codes("network_status")
    assert "outdated" in shipped_lists().codes("contact_status")


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("Vänortsavtal med Riga", ["title"]),
        ("Nytt VÄNORTSAVTAL", ["title"]),
        ("Twin town with Riga", ["title"]),
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
            assert finding.field in CATALOGUE[finding.part or entity].by_name
