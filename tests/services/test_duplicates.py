"""Finding rows that may be one, and saying that two of them are not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED
from desktop_app.domain.likeness import OTHER_EMAIL, SAME_EMAIL
from desktop_app.domain.loose_names import Likener, loose
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Stopped
from desktop_app.services import duplicates, merging, pairing, undoing, writing
from desktop_app.services.duplicates import Pair, alike, distinct, find
from desktop_app.services.opening import new_register
from desktop_app.services.register import Register
from desktop_app.storage import past, queries
from desktop_app.storage.tables import GONE

CONTACT, ORGANISATION = CATALOGUE["contact"], CATALOGUE["organisation"]
OFFICE = "Stadsledningskontoret"


def add(register: Register, entity: str, **values: str) -> str:
    return writing.put(register, CATALOGUE[entity], None, values).id


def person(register: Register, name: str, **values: str) -> str:
    given, _, family = name.partition(" ")
    return add(register, "contact", given_name=given, family_name=family, **values)


def pairs(register: Register, entity: str = "contact") -> list[Pair]:
    return find(register, CATALOGUE[entity])


def said(pair: Pair) -> str:
    return ", ".join(each.en for each in pair.reasons)


MAIL = {"email": "asa.oberg@example.org"}
HERE = {"organisation": OFFICE}
MOBILE = {"mobile": "070-174 06 51"}
SECRET = {"secret": "ja"}
ROLE = {**HERE, "title": "Strateg"}
FOUND: tuple[tuple[str, Mapping[str, str], str, Mapping[str, str], bool, str], ...] = (
    ("Åsa Öberg", MAIL, "Asa Oberg", MAIL, True, "name alike, same e-mail"),
    ("Åsa Öberg", MAIL, "Aasa Oeberg", {"email_2": "ASA.Oberg@example.org"}, True, "same e-mail"),
    ("Åsa Öberg", MOBILE, "Öberg Åsa", {"phone": "+46 70 174 06 51"}, True, "turned round"),
    ("Erik Wikström", HERE, "Erik Wickström", HERE, False, "name alike at the same organisation"),
    ("Åsa Öberg", HERE, "Åsa Öberg", HERE, False, "same name at the same organisation"),
    ("Åsa Öberg", HERE, "Åsa Öberg", {}, False, "same name"),
    ("Åsa Öberg", ROLE, "Åsa Öberg", ROLE, False, "same title"),
    ("Kalle Eriksson", MOBILE, "Karl Ericsson", MOBILE, True, "same phone number"),
    ("A Öberg", HERE, "Åsa Öberg", HERE, False, "name alike"),
    ("Åsa Öberg-Ek", MAIL, "Åsa Öberg", MAIL, True, "same e-mail"),
    ("Åsa", MAIL, "Åsa Öberg", MAIL, False, "same e-mail"),
)


@pytest.mark.parametrize(("one", "his", "other", "hers", "sure", "why"), FOUND)
def test_a_person_entered_twice_is_found(  # noqa: PLR0917
    register: Register,
    one: str,
    his: Mapping[str, str],
    other: str,
    hers: Mapping[str, str],
    sure: bool,
    why: str,
) -> None:
    ids = {person(register, one, **his), person(register, other, **hers)}
    (pair,) = pairs(register)
    assert {pair.first, pair.second} == ids
    assert pair.sure == sure, pair
    assert why in said(pair)


APART: tuple[tuple[str, Mapping[str, str], str, Mapping[str, str]], ...] = (
    ("Åsa Öberg", MAIL, "Åsa Öberg", {"email": "another@example.org"}),
    ("Åsa Öberg", {**MAIL, **HERE}, "Åsa Öberg", {"email": "asa.oberg2@example.org", **HERE}),
    ("Åsa Öberg", HERE, "Åsa Öberg", {"organisation": "Miljöförvaltningen"}),
    ("Anna Lund", HERE, "Anna Lundin", HERE),
    ("Anna Lund", {"email": "info@example.org"}, "Bertil Ek", {"email": "info@example.org"}),
    ("Anna Lund", {**MAIL, **MOBILE, **HERE}, "Bertil Lund", {**MAIL, **MOBILE, **HERE}),
    ("Anna Maria Ek", HERE, "Anna Karin Ek", HERE),
    ("Åsa", {}, "Åsa", {}),
)


@pytest.mark.parametrize(("one", "his", "other", "hers"), APART)
def test_two_people_are_two(
    register: Register, one: str, his: Mapping[str, str], other: str, hers: Mapping[str, str]
) -> None:
    person(register, one, **his)
    person(register, other, **hers)
    assert pairs(register) == []


def test_one_name_with_two_addresses_is_never_sure(register: Register) -> None:
    same = {**HERE, **MOBILE, "title": "Strateg", "city": "Malmö"}
    person(register, "Åsa Öberg", **MAIL, **same)
    person(register, "Åsa Öberg", email="asa@example.com", **same)
    (pair,) = pairs(register)
    assert not pair.sure
    assert OTHER_EMAIL in pair.reasons


def test_a_switchboard_brings_nobody_together(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {"phone": "031-12 34 56", "title": "Strateg", "city": "Provstad"}
    for name in ("Ann Provlindstromerson", "Ann Provlindstramerson", "Bo Ek", "Per Ask"):
        person(register, name, **here)
    assert [said(pair) for pair in pairs(register)] == [
        "name alike, same switchboard, same title, same city"
    ]
    monkeypatch.setattr(pairing, "SHARED_BY_MANY", 3)
    assert pairs(register) == []


def test_an_office_address_makes_nobody_one(register: Register) -> None:
    office = {"email": "info@prov.example.org", "phone": "031-390 06 01"}
    for name in ("Ann Lund", "Ann Lundin", "Bo Ek", "Per Ask", "Bo Eklund"):
        person(register, name, **office)
    assert pairs(register) == []
    for _ in range(2):
        person(register, "Per Ask", **office, **HERE)
    found = pairs(register)
    assert len(found) == 3
    assert not any(pair.sure for pair in found)
    assert "same shared e-mail, same switchboard" in said(found[0])


def test_an_address_of_one_name_is_her_own_however_often_it_is_there(register: Register) -> None:
    for _ in range(5):
        person(register, "Åsa Öberg", **MAIL)
    found = pairs(register)
    assert len(found) == 10
    assert all(pair.sure for pair in found)


def test_an_address_of_many_names_is_an_office_s(register: Register) -> None:
    for name in ("Åsa Öberg", "Asa Oberg", "Bo Ek", "Per Ask", "Eva Alm"):
        person(register, name, **MAIL)
    assert [pair.sure for pair in pairs(register)] == []


@pytest.mark.parametrize(
    ("one", "other"), [("Müller", "Muller"), ("Möller", "Moller"), ("Åberg", "Aberg")]
)
def test_an_accent_makes_nobody_surely_one(register: Register, one: str, other: str) -> None:
    for family, rest in ((one, HERE), (other, HERE), (one, {}), (other, {"city": "Provstad"})):
        person(register, f"Eva {family}", **rest)
    found = pairs(register)
    assert found
    assert not any(pair.sure for pair in found)


def test_names_that_both_are_known_are_two(register: Register) -> None:
    home = {"phone": "08-465 004 10", "city": "Provstad"}
    for given in ("Erik", "Erika"):
        person(register, f"{given} Provlund", **home)
    (pair,) = pairs(register)
    assert not pair.sure
    for number in range(3):
        for given in ("Erik", "Erika"):
            person(register, f"{given} Annan{number}")
    assert pairs(register) == []


def test_somebody_who_married_keeps_the_address(register: Register) -> None:
    person(register, "Åsa Öberg", **MAIL)
    person(register, "Åsa Lindqvist", **MAIL)
    person(register, "Erik Lindqvist", **MAIL)
    (pair,) = pairs(register)
    assert said(pair) == "same given name, same e-mail, but different family names"
    assert not pair.sure


def test_a_block_too_large_is_passed_over(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        person(register, "Åsa Öberg", **MAIL)
    assert len(pairs(register)) == 6
    monkeypatch.setattr(pairing, "LARGEST_BLOCK", 3)
    assert pairs(register) == []


def test_organisations_entered_in_two_offices_bring_their_people_together(
    register: Register,
) -> None:
    for name in ("Region Prov Öst", "Region  Prov Oest"):
        add(register, "organisation", name=name, kind="other", city="Provstad")
    rows = [pair for pair in pairs(register, "organisation") if pair.sure]
    assert [said(pair) for pair in rows] == ["name alike, same city"]
    person(register, "Ada Prov", organisation="Region Prov Öst")
    person(register, "Prov Ada", organisation="Region Prov Oest")
    (pair,) = pairs(register)
    assert said(pair) == "given and family name turned round"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Norra Provmalms förvaltning", "Södra Provmalms förvaltning", False),
        ("Österprovets stadsdelsförvaltning", "Söderprovets stadsdelsförvaltning", False),
        ("Provstads universitet", "Provstads Universitet", True),
        ("Provstads hamnförvaltning", "Hamnförvaltning Provstads", True),
        ("Provbolaget AB", "Provbolagett AB", True),
        ("Prov", "Prov kommun", False),
    ],
)
def test_another_word_is_another_organisation(
    register: Register, one: str, other: str, found: bool
) -> None:
    for name in (one, other):
        add(register, "organisation", name=name, kind="other", city="Provstad")
    assert [pair.sure for pair in pairs(register, "organisation")] == [True] * found


def test_organisations_of_two_cities_are_two(register: Register) -> None:
    for city in ("Provstad", "Provby"):
        add(register, "organisation", name="Gröna Provbolaget", kind="other", city=city)
    assert pairs(register, "organisation") == []


def test_networks_are_found_by_their_websites(register: Register) -> None:
    for name, web in (
        ("Nätverket Provcirkeln", "https://www.prov.example.org/"),
        ("Natverket Provzirkel", "http://prov.example.org"),
    ):
        add(register, "network", name=name, website=web, responsible=OFFICE)
    (pair,) = pairs(register, "network")
    assert said(pair) == "name alike, same website"


@pytest.mark.parametrize(
    ("title", "start", "score"),
    [("Studieresa till Prov", "2026-03-05", 109), ("Studieresa till Prov", "2026-03-07", 101)],
)
def test_trips_are_found_by_title_and_date(
    register: Register, title: str, start: str, score: int
) -> None:
    dates = {"end_on": "2026-03-09", "organisation": OFFICE}
    add(register, "trip", title="Studieresa till Prov", start_on="2026-03-05", **dates)
    add(register, "trip", title=title, start_on=start, **dates)
    add(register, "trip", title="Studieresa till Annat", start_on="2026-03-05", **dates)
    add(register, "trip", title=title, start_on="2025-03-05", **dates)
    assert [pair.score for pair in pairs(register, "trip")] == [score]


def test_best_comes_first(register: Register) -> None:
    person(register, "Bo Prov", **HERE)
    person(register, "Bo Prov", **HERE)
    person(register, "Åsa Öberg", **MAIL)
    person(register, "Åsa Öberg", **MAIL, **MOBILE)
    scores = [pair.score for pair in pairs(register)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 2
    assert SAME_EMAIL in pairs(register)[0].reasons


def test_deleted_and_merged_rows_are_no_duplicates(register: Register) -> None:
    ids = [person(register, "Åsa Öberg", **MAIL) for _ in range(3)]
    assert len(pairs(register)) == 3
    writing.delete(register, CONTACT, ids[0])
    assert len(pairs(register)) == 1
    merging.merge(register, CONTACT, ids[1], ids[2])
    assert pairs(register) == []


def test_secret_rows_are_found_too(register: Register) -> None:
    person(register, "Åsa Öberg", **MAIL, **SECRET)
    person(register, "Åsa Öberg", **MAIL)
    assert len(pairs(register)) == 1


def test_nothing_is_looked_for_among_fees(register: Register) -> None:
    with pytest.raises(Refused) as refused:
        find(register, CATALOGUE["fee"])
    assert refused.value.advice is not None
    assert "Kontakter" in refused.value.advice.into("sv")


def test_it_tells_how_far_it_is_and_can_be_stopped(register: Register) -> None:
    for number in range(300):
        person(register, f"Prov{number} Person", **HERE)
    told: list[tuple[int, int]] = []
    find(register, CONTACT, lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert {of for _done, of in told} == {600}
    assert any(0 < done < 600 for done, _of in told)

    def stop(done: int, _of: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        find(register, CONTACT, stop)


# --- not the same


def test_what_was_said_to_be_two_is_not_proposed_again(register: Register) -> None:
    ids = [person(register, "Åsa Öberg", **MAIL) for _ in range(2)]
    saved = distinct(register, CONTACT, *ids)
    assert saved.changed
    assert pairs(register) == []
    assert distinct(register, CONTACT, *reversed(ids)) == writing.Saved(saved.id, False, ())
    undoing.undo(register)
    assert len(pairs(register)) == 1
    assert distinct(register, CONTACT, *ids).id == saved.id
    assert pairs(register) == []
    undoing.undo(register)
    assert len(pairs(register)) == 1


def test_a_survivor_is_as_distinct_as_what_was_merged_into_it(register: Register) -> None:
    ids = [person(register, "Åsa Öberg", **MAIL) for _ in range(3)]
    distinct(register, CONTACT, ids[0], ids[1])
    merging.merge(register, CONTACT, ids[2], ids[1])
    assert pairs(register) == []


def test_offices_that_say_so_make_one_edit(register: Register, tmp_path: Path) -> None:
    ids = [person(register, "Åsa Öberg", **MAIL) for _ in range(2)]
    with new_register(tmp_path / "b.knreg", "Miljöförvaltningen", person="B") as other:
        edits = past.edits_of(register.db.conn, ids)
        with other.record.acting("import", duplicates.NOT_SAME) as act:
            for id_ in ids:
                for edit in edits[id_]:
                    act.add(edit)
        saved = [distinct(each, CONTACT, *ids).id for each in (register, other)]
        rows = [past.edits_of(each.db.conn, saved)[saved[0]] for each in (register, other)]
    assert saved[0] == saved[1]
    assert len(rows[0]) == 1
    assert rows[0][0] == rows[1][0]
    assert rows[0][0].shared


def test_of_secret_rows_nothing_is_said_to_others(register: Register) -> None:
    one, other = (person(register, "Åsa Öberg", **MAIL) for _ in range(2))
    writing.put(register, CONTACT, other, SECRET)
    id_ = distinct(register, CONTACT, one, other).id
    assert [edit.shared for edit in past.edits_of(register.db.conn, [id_])[id_]] == [False]


def test_a_row_is_itself(register: Register) -> None:
    id_ = person(register, "Åsa Öberg")
    with pytest.raises(Refused, match="one and the same"):
        distinct(register, CONTACT, id_, id_)


def test_a_deleted_word_is_said_again_by_restoring(register: Register) -> None:
    ids = [person(register, "Åsa Öberg", **MAIL) for _ in range(2)]
    id_ = distinct(register, CONTACT, *ids).id
    writing.delete(register, CATALOGUE["distinct"], id_)
    assert distinct(register, CONTACT, *ids).changed
    row = queries.row(register.db.conn, CATALOGUE["distinct"], id_)
    assert row is not None
    assert row.state != GONE
    assert DELETED in past.edits_of(register.db.conn, [id_])[id_][-1].fields


# --- while typing


def test_a_new_row_looks_like_one_there_is(register: Register) -> None:
    known = person(register, "Åsa Öberg", **MAIL, **MOBILE, **HERE)
    person(register, "Bo Prov")
    office = queries.by_text(register.db.conn, ORGANISATION, OFFICE)[0]
    for values in (
        {"given_name": "Aasa", "family_name": "Oeberg", "email": "asa.oberg@example.org"},
        {"given_name": "Asa", "family_name": "Oberg", "mobile": "+46 70 174 06 51"},
        {"given_name": "Åsa", "family_name": "Öbergh", "organisation": office},
        {"given_name": "Öberg", "family_name": "Åsa", "organisation": office},
    ):
        found = alike(register, CONTACT, values)
        assert [(pair.first, pair.second) for pair in found] == [("", known)], values
    assert alike(register, CONTACT, {"given_name": "Åsa"}) == []
    assert alike(register, CONTACT, {}) == []
    assert alike(register, CATALOGUE["fee"], {"year": 2026}) == []


def test_a_new_organisation_looks_like_one_there_is(register: Register) -> None:
    found = alike(register, ORGANISATION, {"name": "Miljöforvaltningens"})
    assert [register.title(register.row(ORGANISATION, each.second)) for each in found] == [
        "Miljöförvaltningen"
    ]


def test_names_are_read_as_they_sound() -> None:
    assert loose("Öberg Cristina") == loose("Kristina OEBERG")
    assert loose("Sofia Karlsson") == loose("Sophia Carlson")
    assert loose("Anna") != loose("Anders")
    likener = Likener()
    assert likener.given("Lasse", "Lars") > likener.given("Lasse", "Lisa")
    assert likener.people(("Anna", "Ek"), ("Ek", "Anna")) == (1.0, True)


def test_a_row_that_exists_looks_neither_like_itself_nor_like_what_it_is_not(
    register: Register,
) -> None:
    one, other = (person(register, "Åsa Öberg", **MAIL) for _ in range(2))
    typed = {"family_name": "Öbergh", "email": "ASA.Oberg@example.org ", "phone": "no number"}
    context = register.context("sv")
    found = duplicates.alike_typed(register, CONTACT, typed, context, id_=one)
    assert [(pair.first, pair.second) for pair in found] == [(one, other)]
    distinct(register, CONTACT, one, other)
    assert duplicates.alike_typed(register, CONTACT, typed, context, id_=one) == []
    everybody = duplicates.alike_typed(register, CONTACT, {**typed, "given_name": "Asa"}, context)
    assert {pair.second for pair in everybody} == {one, other}


def test_little_that_is_known_is_enough_for_a_hint(register: Register) -> None:
    known = person(register, "Åsa Öbergsson", city="Provstad")
    typed = {"given_name": "Asa", "family_name": "Oebergson"}
    assert [pair.second for pair in alike(register, CONTACT, typed)] == [known]
    person(register, "Asa Oebergson")
    assert pairs(register) == []
