"""A sample register is realistic, coherent and can be told again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from itertools import islice
from unicodedata import name as name_of
from uuid import UUID

import pytest

from desktop_app.domain.catalogue import CATALOGUE, links
from desktop_app.domain.folding import fold
from desktop_app.domain.kinds import Choice, Choices, Context, Phone
from desktop_app.domain.life.case import Case
from desktop_app.domain.rules import judge
from desktop_app.domain.shipped import Row, shipped_lists, shipped_rows
from desktop_app.services.sample import sample_rows

TODAY = date(2026, 3, 5)
ROWS = tuple(sample_rows(3000, 1, TODAY))
FEW = tuple(sample_rows(100, 2, TODAY))
SHIPPED = {row.id: row for row in shipped_rows()}


def of(entity: str, rows: Iterable[Row] = ROWS) -> list[Row]:
    return [row for row in rows if row.entity == entity]


def day(row: Row, name: str) -> date:
    return date.fromisoformat(str(row.values[name]))


def digest(rows: Iterable[Row]) -> str:
    texts = (json.dumps([row.entity, row.id, row.values], ensure_ascii=False) for row in rows)
    return sha256("\n".join(texts).encode()).hexdigest()


def test_the_same_seed_tells_the_same_register() -> None:
    assert digest(sample_rows(100, 2, TODAY)) == digest(FEW)
    assert digest(sample_rows(100, 3, TODAY)) != digest(FEW)
    other = {row.id for row in sample_rows(100, 3, TODAY)} - SHIPPED.keys()
    assert not other & {row.id for row in FEW}


@pytest.mark.parametrize("contacts", [1, 2, 3, 7, 100, 1000])
def test_there_are_as_many_contacts_as_asked_for(contacts: int) -> None:
    assert len(of("contact", sample_rows(contacts, 4, TODAY))) == contacts


def test_a_sample_without_contacts_is_none() -> None:
    with pytest.raises(ValueError, match="0"):
        next(sample_rows(0, 1, TODAY))


def test_rows_come_one_by_one() -> None:
    # All of them would take minutes and gigabytes.
    assert len(list(islice(sample_rows(10**9, 1, TODAY), 2000))) == 2000


def test_ids_are_new_but_for_the_networks() -> None:
    ids = [row.id for row in ROWS]
    assert len(set(ids)) == len(ids)
    networks = {row.id for row in of("network")}
    assert networks == {row.id for row in SHIPPED.values() if row.entity == "network"}
    assert {UUID(row_id).version for row_id in set(ids) - networks} == {4}
    assert {str(UUID(row_id)) for row_id in ids} == set(ids)


@pytest.mark.parametrize("rows", [ROWS, FEW], ids=["many", "few"])
def test_values_are_as_their_kinds_keep_them(rows: tuple[Row, ...]) -> None:
    context = Context(shipped_lists())
    for row in rows:
        for name, value in row.values.items():
            assert value not in (None, "", []), (row, name)
            kept = CATALOGUE[row.entity].by_name[name].kind.parse(value, context)
            assert (kept, type(kept)) == (value, type(value)), (row, name)


def test_codes_are_in_force() -> None:
    lists = shipped_lists(TODAY)
    for row in ROWS:
        for name, value in row.values.items():
            kind = CATALOGUE[row.entity].by_name[name].kind
            if isinstance(kind, (Choice, Choices)):
                codes = value if isinstance(value, list) else [value]
                assert set(codes) <= set(lists.codes(kind.pick_list)), (row, name)


def test_required_fields_are_filled() -> None:
    for row in ROWS:
        entity = CATALOGUE[row.entity]
        assert all(field.name in row.values for field in entity if field.required), row
        assert not entity.one_of or any(name in row.values for name in entity.one_of), row
        if entity.owners:
            assert sum(name in row.values for name in entity.owners) == 1, row


@pytest.mark.parametrize("contacts", [1, 3, 60, 1000])
def test_links_point_to_rows_told_before(contacts: int) -> None:
    told = {row_id: row.entity for row_id, row in SHIPPED.items()}
    for row in sample_rows(contacts, 5, TODAY):
        told[row.id] = row.entity
        for field, target in links(CATALOGUE[row.entity]):
            value = row.values.get(field.name, [])
            for row_id in value if isinstance(value, list) else [value]:
                assert told.get(str(row_id)) == target, (row, field.name)


def test_no_rule_is_broken() -> None:
    context = Context(shipped_lists(TODAY))
    for row in ROWS:
        found = judge(Case(CATALOGUE[row.entity], str(row.id), row.values, TODAY), context)
        assert not [finding for finding in found if finding.error], row


def test_every_entity_that_a_person_fills_in_occurs() -> None:
    kept_by_the_program = {"attachment", "setting", "distinct", "list_item"}
    assert {row.entity for row in FEW} == CATALOGUE.keys() - kept_by_the_program


@pytest.mark.parametrize("entity", ["trip", "request"])
def test_every_status_occurs_already_among_few(entity: str) -> None:
    statuses = {row.values["status"] for row in of(entity, FEW)}
    assert statuses == set(shipped_lists(TODAY).codes(f"{entity}_status"))
    assert len(of(entity, FEW)) >= 14


def test_collaborations_of_each_kind_occur_some_aid_is_not_covered() -> None:
    kinds = Counter(row.values["kind"] for row in of("collaboration", FEW))
    assert set(kinds) == set(shipped_lists(TODAY).codes("collaboration_kind"))
    aid = [row.values for row in of("collaboration") if row.values["kind"] == "aid_project"]
    assert {values["budget"] == values["external_funding"] for values in aid} == {True, False}
    for values in aid:
        shares = Decimal(str(values["own_share"])) + Decimal(str(values["external_funding"]))
        assert shares == Decimal(str(values["budget"]))


def test_contacts_are_of_many_scripts_and_countries() -> None:
    letters = {letter for row in of("contact") for letter in str(row.values["family_name"])}
    assert letters >= set("åäöøðłçñß")
    scripts = {name_of(letter).split()[0] for letter in letters if letter.isalpha()}
    assert scripts >= {"LATIN", "GREEK", "CYRILLIC", "CJK"}
    countries = {row.values["country"] for row in of("contact")}
    assert len(countries) >= 40
    filled = [len(row.values) for row in of("contact")]
    assert sum(filled) / len(filled) >= 17
    assert max(len(str(row.values["given_name"])) for row in of("contact", FEW)) >= 40
    assert max(len(str(row.values["title"])) for row in of("contact", FEW)) >= 150


def test_addresses_and_numbers_are_nobodys() -> None:
    for row in of("contact"):
        for name in ("email", "email_2"):
            assert str(row.values.get(name, "a@b.example.org")).endswith(".example.org")
        if row.values["country"] == "SE":
            assert str(row.values["phone"]).startswith("08-465 004 ")
            assert str(row.values["mobile"]).startswith("070-174 06 ")


def test_addresses_are_ones_own() -> None:
    addresses = Counter(
        row.values["email"]
        for row in islice(sample_rows(20_000, 1, TODAY), 19_000)
        if row.entity == "contact"
    )
    assert len(addresses) > 0.99 * addresses.total()


def test_numbers_can_be_dialled() -> None:
    context, kind = Context(shipped_lists()), Phone()
    for row in of("contact"):
        for name in ("phone", "mobile"):
            doubts = kind.doubts(row.values[name], context)
            assert "ringa" not in " ".join(doubt.sv for doubt in doubts), row.values[name]


def test_some_contacts_are_long_unconfirmed_and_some_outdated() -> None:
    external = [row for row in of("contact") if row.values["kind"] == "external"]
    old = [row for row in external if day(row, "confirmed_on") < TODAY - timedelta(days=730)]
    assert 0.1 < len(old) / len(external) < 0.4
    assert {row.values["status"] for row in external} == {"active", "outdated"}


def test_organisations_have_cities_of_the_whole_world() -> None:
    everywhere = of("organisation", islice(sample_rows(2000, 1, TODAY), 700))
    cities = {(row.values["country"], row.values["city"]) for row in everywhere}
    assert len(cities) >= 250
    names = {row.values["name"] for row in everywhere}
    assert names >= {"Gemeente Utrecht", "Stadt Wien", "Δήμος Αθηναίων", "Københavns Kommune"}
    assert len(names) == len(everywhere)


def test_most_offices_have_one_contact_person_and_some_a_deputy() -> None:
    roles = Counter((row.values["role"], row.values["organisation"]) for row in of("appointment"))
    led = [count for (role, _), count in roles.items() if role == "contact_person"]
    offices = [row for row in SHIPPED.values() if row.entity == "organisation"]
    assert set(led) == {1}
    assert 0.7 * len(offices) < len(led) < len(offices) - 4
    assert any(role == "deputy" for role, _ in roles)


def test_fees_are_exact() -> None:
    fees = of("fee")
    assert {row.values["currency"] for row in fees} >= {"EUR"}
    for row in fees:
        amount, rate = (Decimal(str(row.values.get(name, 1))) for name in ("amount", "rate"))
        sek = (amount * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert Decimal(str(row.values["amount_sek"])) == sek
        assert ("rate_source" in row.values) == (row.values["currency"] != "SEK")
    years = Counter((row.values["network"], row.values["year"]) for row in fees)
    assert set(years.values()) == {1}


def test_some_reviews_and_notices_are_overdue() -> None:
    networks = of("network", FEW)
    assert any(day(row, "next_review_on") < TODAY for row in networks)
    assert any(
        day(row, "period_ends_on") - timedelta(days=30 * int(str(row.values["notice_months"])))
        < TODAY
        for row in networks
    )


def test_what_belongs_together_is_linked() -> None:
    for entity, names in {
        "trip": ("collaboration", "network"),
        "interaction": ("contact", "network", "trip"),
        "programme": ("contact",),
        "request": ("contact",),
    }.items():
        for link in names:
            assert any(link in row.values for row in of(entity)), (entity, link)


def test_requests_hold_what_their_status_asks_for() -> None:
    for row in of("request"):
        decided = row.values["status"] not in ("received", "assessed")
        assert ("decision" in row.values) == ("decided_on" in row.values) == decided
        assert day(row, "received_on") < TODAY
        assert ("assessment" in row.values) == (row.values["status"] != "received")
        if decided:
            assert day(row, "received_on") <= day(row, "decided_on") < TODAY


def test_advocacy_issues_name_networks_and_contacts() -> None:
    assert any(row.values.get("contacts") for row in of("advocacy"))
    assert all(row.values["networks"] for row in of("advocacy"))


def test_deliveries_are_of_the_last_years() -> None:
    years = {row.values["year"] for row in of("delivery")}
    assert years == {2023, 2024, 2025}
    pairs = Counter((row.values["organisation"], row.values["year"]) for row in of("delivery"))
    assert set(pairs.values()) == {1}
    assert any("nothing_to_report" in row.values for row in of("delivery"))


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 12, 31)])
def test_any_day_will_do(today: date) -> None:
    rows = list(sample_rows(60, 1, today))
    late = [row for row in of("delivery", rows) if "sent_on" in row.values]
    assert max(day(row, "sent_on") for row in late) <= today


def test_texts_are_filled_in() -> None:
    for row in ROWS:
        for value in row.values.values():
            assert "{" not in str(value), row
            assert "}" not in str(value), row


def test_every_culture_has_names_that_can_stand_in_an_address() -> None:
    for row in of("contact"):
        local = str(row.values["email"]).partition("@")[0]
        given, _, family = local.partition(".")
        assert given
        assert family
        assert local == fold(local).replace(" ", ".")
