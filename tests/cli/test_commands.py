"""Every command: what it does, what it answers, and its exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.domain.shipped import shipped_id
from desktop_app.services.facts import info
from desktop_app.services.opening import open_register
from desktop_app.services.sampling import make_sample
from tests.cli.conftest import OFFICE, PERSON, USAGE, WAITING, Run, disagree, processed
from tests.cli.conftest import REFUSED as REFUSED_CODE

Put = Callable[..., str]

CITY = "Provstad"
NAMES = ("Öland", "Zeta", "Ärla", "Alfa", "Åre", "Oslo")
IN_SWEDISH = ["Alfa", "Oslo", "Zeta", "Åre", "Ärla", "Öland"]
IN_ENGLISH = ["Alfa", "Åre", "Ärla", "Öland", "Oslo", "Zeta"]


def values(run: Run, register: Path, entity: str, id_: str) -> dict[str, object]:
    found: dict[str, object] = run("show", register, entity, id_, "--json").json["values"]
    return found


# new, sample, info


def test_new_makes_a_register_of_a_known_organisation(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "nytt.db"
    facts = run("new", path, "--organisation", OFFICE, "--person", PERSON, "--json").json
    assert facts["organisation"] == OFFICE
    assert facts["organisation_id"] == shipped_id("organisation", OFFICE)
    assert (facts["person"], facts["role"]) == (PERSON, "office")
    assert facts["counts"]["organisation"] > 40
    assert facts["counts"]["list_item"] > 100
    assert list(tmp_path.iterdir()) == [path]


def test_new_adds_an_organisation_it_does_not_know(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "nytt.db"
    said = run("new", path, "--organisation", "Exempelbolaget AB", "--central").out
    assert said == f"Nytt register för Exempelbolaget AB: {path}\n"
    facts = run("info", path, "--json").json
    assert (facts["organisation"], facts["role"]) == ("Exempelbolaget AB", "central")
    found = values(run, path, "organisation", facts["organisation_id"])
    assert found == {"name": "Exempelbolaget AB", "kind": "company", "own": True}


def test_new_leaves_an_existing_file_alone(run: Run, register: Path) -> None:
    before = register.read_bytes()
    assert "finns redan" in run("new", register, "--organisation", "X", code=REFUSED_CODE).err
    assert "finns redan" in run("sample", register, code=REFUSED_CODE).err
    assert register.read_bytes() == before


@pytest.mark.parametrize("text", ["", "  ", "\udcff"])
def test_new_needs_a_name(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "nytt.db"
    assert "måste fyllas i" in run("new", path, "--organisation", text, code=REFUSED_CODE).err
    assert list(tmp_path.iterdir()) == []


def test_registers_have_identities_of_their_own(run: Run, tmp_path: Path) -> None:
    facts = [
        run("new", tmp_path / name, "--organisation", OFFICE, "--json").json for name in ("a", "b")
    ]
    for key in ("register_id", "exchange_id", "epoch"):
        assert facts[0][key] != facts[1][key]
    assert facts[0]["digest"] == facts[1]["digest"]


def test_sample_is_realistic_and_whole(fresh: Run, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "exempel.db"
    counts = fresh("sample", path, "--contacts", "30", "--seed", "7", "--json").json["counts"]
    assert counts["contact"] >= 30
    assert min(counts[name] for name in ("trip", "stop", "cost", "network", "fee", "request")) > 0
    assert run("check", path, "--json").json["whole"]
    texts = [action["text"] for action in run("history", path, "--json").json]
    assert texts.index("Exempeldata") == len(texts) - 2


def test_the_same_seed_and_day_make_the_same_register(tmp_path: Path) -> None:
    def digest(name: str, seed: int, year: int) -> object:
        clock = datetime(year, 3, 5, tzinfo=UTC)
        path = tmp_path / name
        made = make_sample(path, 10, seed, today=date(2026, 3, 5), clock=lambda: clock)
        with made as register:
            return info(register)["digest"]

    assert digest("a", 3, 2026) == digest("b", 3, 2027) != digest("c", 4, 2026)


def test_info_tells_whose_it_is(run: Run, register: Path, put: Put) -> None:
    before = run("info", register, "--json").json
    put("contact", "given_name=Anna")
    after = run("info", register, "--json").json
    assert after["counts"]["contact"] == before["counts"]["contact"] + 1
    assert after["edits"] == before["edits"] + 1
    assert after["actions"] == before["actions"] + 1
    assert after["digest"] != before["digest"]
    assert (after["conflicts"], after["doubts"], after["last_backup"]) == (0, 0, None)
    said = run("info", register).out
    assert re.search(f"^Organisation +{OFFICE}$", said, re.MULTILINE)
    assert "Kontakter" in said


def test_the_digest_is_of_what_all_registers_show(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "city=Wien")
    before = run("info", register, "--json").json["digest"]
    put("contact", "private_note=Eget", id_=anna)
    assert run("info", register, "--json").json["digest"] == before
    put("contact", "city=Graz", id_=anna)
    assert run("info", register, "--json").json["digest"] != before
    run("undo", register)
    assert run("info", register, "--json").json["digest"] == before


# put, delete, show


def test_put_saves_a_new_row(run: Run, register: Path) -> None:
    ended = run("put", register, "contact", "given_name= Zoë ", "family_name=Öberg", "--json")
    assert ended.json["changed"] is True
    assert ended.json["warnings"] == []
    found = values(run, register, "contact", ended.json["id"])
    assert found == {"given_name": "Zoë", "family_name": "Öberg"}
    said = run("put", register, "contact", "given_name=Åke").out
    assert said.startswith("Sparad: ")


def test_put_changes_what_is_named_and_nothing_else(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "city=Wien", "country=Österrike")
    ended = run("put", register, "contact", "--id", anna[:8], "city=Graz", "--json")
    assert ended.json["id"] == anna
    assert values(run, register, "contact", anna) == {
        "given_name": "Anna",
        "city": "Graz",
        "country": "AT",
    }


def test_put_of_what_is_there_changes_nothing(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "languages=sv; de")
    actions = len(run("history", register, "--json").json)
    for text in ("given_name=Anna", "given_name=Anna ", "languages=tyska, svenska"):
        ended = run("put", register, "contact", "--id", anna, text, "--json")
        assert ended.json["changed"] is False
    assert run("put", register, "contact", "--id", anna, "given_name=Anna").out.startswith(
        "Oförändrad"
    )
    assert len(run("history", register, "--json").json) == actions


def test_put_empties(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "city=Wien", "topics=klimat; vatten")
    put("contact", "city=", "topics=", id_=anna)
    assert values(run, register, "contact", anna) == {"given_name": "Anna"}
    ended = run("put", register, "contact", "--id", anna, "given_name=", code=REFUSED_CODE)
    assert "minst ett av Förnamn, Efternamn" in ended.err
    assert values(run, register, "contact", anna) == {"given_name": "Anna"}


def test_put_of_a_member_keeps_the_rest_of_the_unit(run: Run, register: Path, put: Put) -> None:
    network = put("network", "name=Provnätet", f"responsible={OFFICE}")
    fee = put("fee", f"network={network}", "year=2026", "amount=1 200,50", "currency=€")
    put("fee", "amount=1300", id_=fee)
    assert values(run, register, "fee", fee) == {
        "network": network,
        "year": 2026,
        "amount": "1300.00",
        "currency": "EUR",
    }
    ended = run("put", register, "fee", "--id", fee, "currency=", code=REFUSED_CODE)
    assert "valuta saknas" in ended.err
    put("fee", "amount=", "currency=", id_=fee)
    assert values(run, register, "fee", fee) == {"network": network, "year": 2026}


def test_put_changes_sets_by_element(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "languages=svenska, tyska")
    put("contact", "languages=tyska; franska", id_=anna)
    assert values(run, register, "contact", anna)["languages"] == ["de", "fr"]
    with open_register(register, writing=False) as opened:
        sql = "SELECT fields FROM edit ORDER BY idx DESC LIMIT 1"
        last = json.loads(opened.db.conn.execute(sql).fetchone()[0])
    assert last == {"languages": {"add": ["fr"], "remove": ["sv"]}}


@pytest.mark.parametrize("text", [OFFICE, "miljoforvaltningen", "MILJÖFÖRVALTNINGEN"])
def test_put_links_by_name(run: Run, register: Path, put: Put, text: str) -> None:
    anna = put("contact", "given_name=Anna", f"organisation={text}")
    wanted = shipped_id("organisation", OFFICE)
    assert values(run, register, "contact", anna)["organisation"] == wanted
    shown = run("show", register, "contact", anna, "--json").json
    assert shown["texts"]["organisation"] == OFFICE


def test_put_links_by_id_and_prefix(run: Run, register: Path, put: Put) -> None:
    bo = put("contact", "given_name=Bo")
    for text in (bo, bo[:8], bo.upper()):
        anna = put("contact", "given_name=Anna", f"responsible={text}")
        assert values(run, register, "contact", anna)["responsible"] == bo
    issue = put("advocacy", "title=Rent vatten", f"contacts={bo[:8]}; {anna}")
    assert values(run, register, "advocacy", issue)["contacts"] == sorted([bo, anna])


def test_put_says_what_is_unusual_and_saves(run: Run, register: Path, put: Put) -> None:
    network = put("network", "name=Provnätet", f"responsible={OFFICE}")
    ended = run(
        "put",
        register,
        "fee",
        f"network={network}",
        "year=1999",
        "amount=5",
        "currency=DEM",
        "--json",
    )
    assert [line["field"] for line in ended.json["warnings"]] == ["currency"]
    assert "Valuta: DEM används inte längre" in ended.err
    assert run("list", register, "fee", "--json").json[0]["currency"] == "DEM"


def test_private_notes_and_secret_rows_stay_local(run: Run, register: Path, put: Put) -> None:
    put("contact", "given_name=Anna", "private_note=Eget")
    put("contact", "given_name=Bo", "secret=ja")
    with open_register(register, writing=False) as opened:
        sql = "SELECT fields, shared FROM edit ORDER BY idx DESC LIMIT 3"
        found = [(set(json.loads(f)), s) for f, s in opened.db.conn.execute(sql)]
    assert found == [({"given_name", "secret"}, 0), ({"private_note"}, 0), ({"given_name"}, 1)]


def test_delete_takes_the_parts_along(run: Run, register: Path, put: Put) -> None:
    trip = put(
        "trip", "title=Wien", f"organisation={OFFICE}", "start_on=2026-05-04", "end_on=2026-05-07"
    )
    stop = put("stop", f"trip={trip}", "city=Wien", "country=AT")
    put("action", f"trip={trip}", "what=Boka rum")
    bo = put("contact", "given_name=Bo")
    said = run("delete", register, "trip", trip[:8]).out
    assert said.startswith(f"Borttagen: {trip}.")
    for entity in ("trip", "stop", "action"):
        assert run("list", register, entity, "--json").json == []
    assert run("show", register, "stop", stop, "--json").json["deleted"] is True
    assert "borttagen" in run("show", register, "trip", trip).out
    assert [row["id"] for row in run("list", register, "contact", "--json").json] == [bo]
    ended = run("delete", register, "trip", trip, code=REFUSED_CODE)
    assert "Raden är borttagen." in ended.err
    ended = run("put", register, "trip", "--id", trip, "title=Graz", code=REFUSED_CODE)
    assert "Ångra borttagningen" in ended.err
    run("undo", register)
    assert [row["id"] for row in run("list", register, "stop", "--json").json] == [stop]


def test_show_tells_what_ties_to_a_row(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "family_name=Ek")
    trip = put(
        "trip",
        "title=Wien",
        f"organisation={OFFICE}",
        "start_on=2026-05-04",
        "end_on=2026-05-07",
        f"responsible={anna}",
    )
    put("stop", f"trip={trip}", "city=Wien", "country=Österrike")
    card = run("show", register, "trip", trip, "--json").json
    assert card["title"] == "Wien"
    assert card["texts"]["responsible"] == "Anna Ek"
    assert [part["city"] for part in card["parts"]["stop"]] == ["Wien"]
    tied = run("show", register, "contact", anna, "--json").json["links"]
    assert [(link["entity"], link["field"], link["id"]) for link in tied] == [
        ("trip", "responsible", trip)
    ]
    said = run("show", register, "trip", trip).out
    assert "Resmål\n" in said
    assert "Österrike" in said


# undo, redo, history


def test_undo_and_redo_of_the_last(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "city=Wien")
    put("contact", "city=Graz", id_=anna)
    said = run("undo", register).out
    assert said == "Ändrade kontakt: Anna (Ort): 1 rader gick tillbaka.\n"
    assert values(run, register, "contact", anna)["city"] == "Wien"
    assert run("redo", register, "--json").json["rows"] == 1
    assert values(run, register, "contact", anna)["city"] == "Graz"
    run("undo", register)
    run("undo", register)
    assert run("list", register, "contact", "--json").json == []
    run("redo", register)
    run("redo", register)
    assert values(run, register, "contact", anna)["city"] == "Graz"
    assert "inget att göra om" in run("redo", register, code=REFUSED_CODE).err


def test_undo_has_an_end(run: Run, register: Path) -> None:
    before = register.read_bytes()
    assert run("undo", register, code=REFUSED_CODE).err == "Det finns inget att ångra.\n"
    first = run("history", register, "--json").json[-1]["id"]
    assert "kan inte ångras" in run("undo", register, first, code=REFUSED_CODE).err
    assert register.read_bytes() == before


def test_undo_of_a_named_action(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "city=Wien")
    put("contact", "city=Graz", id_=anna)
    action = run("history", register, "--json").json[0]["id"]
    put("contact", "title=Dr", id_=anna)
    assert run("undo", register, action[:8], "--json").json["kept"] == []
    found = values(run, register, "contact", anna)
    assert (found["city"], found["title"]) == ("Wien", "Dr")
    assert "redan ångrad" in run("undo", register, action, code=REFUSED_CODE).err
    assert "finns ingen åtgärd" in run("undo", register, "ffffffff", code=REFUSED_CODE).err
    line = next(a for a in run("history", register, "--json").json if a["id"] == action)
    assert (line["undone"], line["mark"]) == (True, "ångrad")


def test_undo_lists_what_cannot_go_back(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "city=Wien")
    put("contact", "city=Graz", "title=Dr", id_=anna)
    action = run("history", register, "--json").json[0]["id"]
    put("contact", "city=Linz", id_=anna)
    answer = run("undo", register, action, "--json", code=WAITING).json
    assert [(kept["id"], kept["field"]) for kept in answer["kept"]] == [(anna, "city")]
    assert answer["kept"][0]["reason"]
    assert values(run, register, "contact", anna) == {"given_name": "Anna", "city": "Linz"}
    ended = run("undo", register, run("history", register, "--json").json[-2]["id"], code=WAITING)
    assert "Kvar: Anna" in ended.out


def test_undo_works_in_a_fresh_process(fresh: Run, run: Run, register: Path, put: Put) -> None:
    put("contact", "given_name=Anna")
    assert fresh("undo", register, "--json").json["rows"] == 1
    assert fresh("list", register, "contact", "--json").json == []
    assert fresh("redo", register, "--json").json["rows"] == 1
    assert len(run("list", register, "contact", "--json").json) == 1


def test_history_tells_who_when_and_what(run: Run, register: Path, put: Put) -> None:
    put("contact", "given_name=Anna")
    lines = run("history", register, "--json").json
    assert [line["kind"] for line in lines] == ["edit", "new"]
    newest = lines[0]
    assert (newest["text"], newest["who"]) == ("Ny kontakt: Anna", PERSON)
    at = datetime.fromisoformat(newest["at"])
    assert abs((datetime.now(UTC) - at).total_seconds()) < 60
    assert len(run("history", register, "--limit", "1", "--json").json) == 1
    assert "Ny kontakt: Anna" in run("history", register).out
    run("history", register, "contact", code=USAGE)


def test_history_of_a_row_tells_each_fields_who_when_and_from(
    run: Run, register: Path, put: Put
) -> None:
    anna = put("contact", "given_name=Anna", "city=Wien")
    put("contact", "city=Graz", id_=anna)
    put("contact", "given_name=Bo")
    found = run("history", register, "contact", anna[:8], "--json").json
    assert [action["text"] for action in found["actions"]] == [
        "Ändrade kontakt: Anna (Ort)",
        "Ny kontakt: Anna",
    ]
    city = found["fields"]["city"]
    assert [(claim["value"], claim["current"]) for claim in city] == [
        ("Graz", True),
        ("Wien", False),
    ]
    assert {claim["who"] for claim in city} == {PERSON}
    assert all(datetime.fromisoformat(claim["at"]) for claim in city)
    assert {claim["source"] for claim in city} == {None}
    assert "* Ort" in run("history", register, "contact", anna).out


# list and find


@pytest.fixture
def travellers(put: Put) -> dict[str, str]:
    """Save contacts of many scripts; ids by city."""
    people = {
        "Malmö": "Åsa Öberg",
        "Łódź": "Jerzy Żak",
        "Αθήνα": "Γιώργος Νικολάου",
        "София": "Иван Петров",
        "Wien": "Anna Wiener",
        "Neustadt": "Anna Neu",
    }
    found = {}
    for city, name in people.items():
        given, family = name.split()
        found[city] = put("contact", f"given_name={given}", f"family_name={family}", f"city={city}")
    return found


@pytest.mark.parametrize(
    ("search", "cities"),
    [
        ("malmo", ["Malmö"]),
        ("MALMÖ", ["Malmö"]),
        ("lodz", ["Łódź"]),
        ("zak", ["Łódź"]),
        ("athina", ["Αθήνα"]),
        ("Αθήνα", ["Αθήνα"]),
        ("giorgos nikolaou", ["Αθήνα"]),
        ("sofi", ["София"]),
        ("ivan petrov", ["София"]),
        ("wie", ["Wien"]),
        ("anna", ["Neustadt", "Wien"]),
        ('"anna neu"', ["Neustadt"]),
        ('"anna wie"', []),
        ("anna wie", ["Wien"]),
        ("city:wien", ["Wien"]),
        ("ort:wien", ["Wien"]),
        ("Ort:Wi", ["Wien"]),
        ("city:anna", []),
        ("given_name:anna", ["Neustadt", "Wien"]),
        ("Förnamn:åsa", ["Malmö"]),
        ("förnamn:asa", ["Malmö"]),
        ("efternamn:oberg", ["Malmö"]),
        ('efternamn:"neu"', ["Neustadt"]),
        ("anna efternamn:wie", ["Wien"]),
        ("ingenstans", []),
        ('"', ["Neustadt", "Wien", "Malmö", "Łódź", "София", "Αθήνα"]),
        ('a* OR "x AND (', []),
    ],
)
def test_search_finds(
    run: Run, register: Path, travellers: dict[str, str], search: str, cities: list[str]
) -> None:
    found = run("list", register, "contact", "--search", search, "--json").json
    ids = {id_: city for city, id_ in travellers.items()}
    assert sorted(ids[row["id"]] for row in found) == sorted(cities)


def test_search_knows_fields_in_english_too(
    run: Run, register: Path, travellers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KONTAKTNAT_LANGUAGE", "en")
    put = (
        "put",
        register,
        "contact",
        "--id",
        travellers["Wien"],
        "country=AT",
        "confirmed_on=2026-03-05",
    )
    run(*put)
    for search in (
        "country:austria",
        "land:österrike",
        "Country:österr",
        "confirmed_on:2026",
        "senast_bekräftad:2026",
        "country:AT",
    ):
        found = run("list", register, "contact", "--search", search, "--json").json
        assert [row["id"] for row in found] == [travellers["Wien"]], search


def test_search_finds_deleted_rows_no_more(
    run: Run, register: Path, travellers: dict[str, str]
) -> None:
    run("delete", register, "contact", travellers["Wien"])
    assert run("list", register, "contact", "--search", "wien", "--json").json == []


def test_rows_are_found_by_what_they_are_linked_to(run: Run, register: Path, put: Put) -> None:
    wien = put("organisation", "name=Stadt Wien", "kind=city")
    anna = put("contact", "given_name=Anna", f"organisation={wien}")
    search = ("list", register, "contact", "--search")
    assert [row["id"] for row in run(*search, "stadt", "--json").json] == [anna]
    put("organisation", "name=Magistrat", id_=wien)
    assert run(*search, "stadt", "--json").json == []
    assert [row["id"] for row in run(*search, "magistrat", "--json").json] == [anna]


def test_find_searches_everything(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "city=Wien")
    trip = put(
        "trip",
        "title=Återbruk i Wien",
        f"organisation={OFFICE}",
        "start_on=2026-05-04",
        "end_on=2026-05-07",
    )
    found = run("find", register, "wien", "--json").json
    assert found == {
        "contact": [{"id": anna, "title": "Anna"}],
        "trip": [{"id": trip, "title": "Återbruk i Wien"}],
    }
    assert "Studieresor\n" in run("find", register, "wien").out


@pytest.fixture
def places(put: Put) -> list[str]:
    return [put("organisation", f"name={name}", "kind=city", f"city={CITY}") for name in NAMES]


@pytest.mark.usefixtures("places")
def test_rows_are_sorted_in_swedish_or_the_chosen_language(run: Run, register: Path) -> None:
    listed = ("list", register, "organisation", "--where", f"city={CITY}", "--json")
    assert [row["name"] for row in run(*listed).json] == IN_SWEDISH
    assert [row["name"] for row in run(*listed, "--language", "en").json] == IN_ENGLISH
    limited = run(*listed, "--limit", "2").json
    assert [row["name"] for row in limited] == IN_SWEDISH[:2]
    assert run(*listed, "--limit", "0").json == []


@pytest.mark.usefixtures("places")
def test_a_renamed_row_moves_to_its_place(run: Run, register: Path, places: list[str]) -> None:
    run("put", register, "organisation", "--id", places[0], "name=Bofors")
    listed = run("list", register, "organisation", "--where", f"city={CITY}", "--json").json
    assert [row["name"] for row in listed] == ["Alfa", "Bofors", *IN_SWEDISH[1:-1]]


def test_contacts_are_sorted_by_family_name(
    run: Run, register: Path, travellers: dict[str, str]
) -> None:
    found = [row["family_name"] for row in run("list", register, "contact", "--json").json]
    latin = [name for name in found if name.isascii() or name[0] in "ŻÖ"]
    assert latin == ["Neu", "Wiener", "Żak", "Öberg"]


def test_where_takes_values_as_people_write_them(run: Run, register: Path, put: Put) -> None:
    anna = put(
        "contact",
        "given_name=Anna",
        "country=AT",
        "topics=klimat; vatten",
        "city=Wien",
        "kind=external",
    )
    bo = put("contact", "given_name=Bo", "country=DE", f"responsible={anna}")
    cases = {
        ("country=Österrike",): [anna],
        ("country=austria",): [anna],
        ("country=DE", "given_name=Bo"): [bo],
        ("country=DE", "given_name=Anna"): [],
        ("topics=klimat",): [anna],
        ("topics=klimat; buller",): [],
        ("kind=Extern kontakt",): [anna],
        ("kind=external contact",): [anna],
        ("responsible=Anna",): [bo],
        ("city=",): [bo],
        ("topics=",): [bo],
    }
    for where, wanted in cases.items():
        options = [part for each in where for part in ("--where", each)]
        found = run("list", register, "contact", *options, "--json").json
        assert [row["id"] for row in found] == wanted, where


def test_where_knows_no_from_not_said(run: Run, register: Path, put: Put) -> None:
    no = put("organisation", "name=A", "kind=city", f"city={CITY}", "own=nej")
    unsaid = put("organisation", "name=B", "kind=city", f"city={CITY}")
    for where, wanted in (("own=nej", [no]), ("own=", [unsaid]), ("own=ja", [])):
        found = run(
            "list", register, "organisation", "--where", f"city={CITY}", "--where", where, "--json"
        ).json
        assert [row["id"] for row in found] == wanted


def test_lists_for_people_are_in_their_language(run: Run, register: Path, put: Put) -> None:
    put("contact", "given_name=Anna", "country=AT")
    assert "Österrike" in run("list", register, "contact").out
    shown = run("list", register, "contact", "--language", "en").out
    assert "Austria" in shown
    assert "Given name" in shown
    assert run("list", register, "trip").out.startswith("Inga ")
    assert run("list", register, "trip", "--language", "en").out.startswith("No ")


# conflicts, resolve


@pytest.fixture
def conflict(register: Path, put: Put) -> str:
    """Make a contact whose city two people changed without knowing of each other."""
    anna = put("contact", "given_name=Anna", "city=Wien")
    put("contact", "city=Graz", id_=anna)
    disagree(register, "contact", anna, "city", "Linz")
    return anna


def test_conflicts_wait_for_a_decision(run: Run, register: Path, conflict: str) -> None:
    found = run("conflicts", register, "--json", code=WAITING).json
    assert [(item["entity"], item["id"]) for item in found] == [("contact", conflict)]
    assert {claim["value"] for claim in found[0]["fields"]["city"]} == {"Graz", "Linz"}
    assert all(claim["who"] == PERSON for claim in found[0]["fields"]["city"])
    said = run("conflicts", register, code=WAITING).out
    assert "Graz" in said
    assert "Linz" in said
    assert run("info", register, "--json").json["conflicts"] == 1
    listed = run("list", register, "contact", "--json").json
    assert listed[0]["_conflicts"] == ["city"]
    assert "olika uppgifter" in run("list", register, "contact").out
    shown = run("show", register, "contact", conflict, "--json").json
    assert {claim["value"] for claim in shown["conflicts"]["city"]} == {"Graz", "Linz"}


def test_put_names_only_what_is_shown_of_a_conflict(
    run: Run, register: Path, conflict: str, put: Put
) -> None:
    shown = values(run, register, "contact", conflict)["city"]
    put("contact", "city=Salzburg", id_=conflict)
    found = run("conflicts", register, "--json", code=WAITING).json
    left = {"Graz", "Linz"} - {shown}
    assert {claim["value"] for claim in found[0]["fields"]["city"]} == {"Salzburg", *left}


@pytest.mark.parametrize("city", ["Graz", "Linz", "Salzburg", ""])
def test_resolve_settles_and_can_be_undone(
    run: Run, register: Path, conflict: str, city: str
) -> None:
    run("resolve", register, "contact", conflict[:8], f"city={city}")
    assert run("conflicts", register, "--json").json == []
    assert values(run, register, "contact", conflict).get("city", "") == city
    ended = run("resolve", register, "contact", conflict, "city=X", code=REFUSED_CODE)
    assert "inga olika uppgifter" in ended.err
    run("undo", register)
    found = run("conflicts", register, "--json", code=WAITING).json
    assert {claim["value"] for claim in found[0]["fields"]["city"]} == {"Graz", "Linz"}


def test_the_same_value_twice_is_no_conflict(run: Run, register: Path, put: Put) -> None:
    anna = put("contact", "given_name=Anna", "city=Wien")
    put("contact", "city=Graz", id_=anna)
    disagree(register, "contact", anna, "city", "Graz")
    assert run("conflicts", register, "--json").json == []


# check, rebuild, backup, restore


def test_check_proves_a_whole_register(run: Run, register: Path) -> None:
    before = register.read_bytes()
    found = run("check", register, "--json").json
    assert found.pop("edits") > 200
    assert found == {"whole": True, "damage": [], "tampered": [], "differing": 0}
    assert run("check", register).out.startswith("Registret är helt")
    assert register.read_bytes() == before


def tamper(register: Path, sql: str) -> None:
    with closing(sqlite3.connect(register, isolation_level=None)) as conn:
        changed = conn.execute(sql).rowcount
    assert changed == 1


def test_check_finds_an_edit_somebody_touched(run: Run, register: Path, put: Put) -> None:
    put("contact", "given_name=Anna")
    tamper(
        register,
        "UPDATE edit SET fields = replace(fields, 'Anna', 'Olle') WHERE entity = 'contact'",
    )
    found = run("check", register, "--json", code=REFUSED_CODE).json
    assert (found["whole"], len(found["tampered"])) == (False, 1)
    assert found["differing"] > 0
    assert "inte helt" in run("check", register, code=REFUSED_CODE).out


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE contact SET city = 'Graz' WHERE city = 'Wien'",
        "DELETE FROM contact",
        "UPDATE contact SET _state = 1",
        "DELETE FROM search_row WHERE text LIKE '%wien%'",
        "DELETE FROM head WHERE key = 'city'",
    ],
)
def test_rebuild_mends_what_disagrees_with_the_record(
    run: Run, register: Path, put: Put, sql: str
) -> None:
    anna = put("contact", "given_name=Anna", "city=Graz")
    put("contact", "city=Wien", id_=anna)
    digest = run("info", register, "--json").json["digest"]
    tamper(register, sql)
    assert run("check", register, "--json", code=REFUSED_CODE).json["differing"] > 0
    assert run("rebuild", register).out.startswith("Gjorde om ")
    assert run("check", register, "--json").json["whole"]
    assert run("info", register, "--json").json["digest"] == digest
    found = run("list", register, "contact", "--search", "wien", "--json").json
    assert [row["id"] for row in found] == [anna]


def test_backup_is_a_whole_copy(run: Run, register: Path, put: Put) -> None:
    put("contact", "given_name=Anna")
    path = Path(run("backup", register, "--json").json["file"])
    assert path.parent == register.with_name("register-backup")
    assert run("check", path, "--json").json["whole"]
    told = [run("info", each, "--json").json for each in (register, path)]
    assert told[0]["digest"] == told[1]["digest"]
    assert told[0]["last_backup_name"] == path.name
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_backups_of_one_second_both_stay(run: Run, register: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kopior" / "här"
    paths = {run("backup", register, folder, "--json").json["file"] for _ in range(3)}
    assert sorted(str(path) for path in folder.iterdir()) == sorted(paths)
    assert len(paths) == 3


def test_restore_makes_a_new_file_in_an_epoch_of_its_own(
    run: Run, register: Path, put: Put, tmp_path: Path
) -> None:
    anna = put("contact", "given_name=Anna", "city=Wien")
    backup = Path(run("backup", register, "--json").json["file"])
    put("contact", "city=Graz", id_=anna)
    kept = backup.read_bytes()
    path = tmp_path / "åter.db"
    assert run("restore", backup, path).out == f"Återställd: {path}\n"
    assert values(run, path, "contact", anna)["city"] == "Wien"
    assert run("check", path, "--json").json["whole"]
    old, new = (run("info", each, "--json").json for each in (register, path))
    assert old["register_id"] == new["register_id"]
    assert old["epoch"] != new["epoch"]
    assert backup.read_bytes() == kept
    assert "finns redan" in run("restore", backup, register, code=REFUSED_CODE).err
    assert values(run, register, "contact", anna)["city"] == "Graz"


def test_restore_of_a_tampered_backup_is_refused(
    run: Run, register: Path, put: Put, tmp_path: Path
) -> None:
    put("contact", "given_name=Anna")
    backup = Path(run("backup", register, "--json").json["file"])
    tamper(
        backup,
        "UPDATE edit SET fields = replace(fields, 'Anna', 'Olle') WHERE entity = 'contact'",
    )
    path = tmp_path / "åter.db"
    assert "är skadad" in run("restore", backup, path, code=REFUSED_CODE).err
    assert not [each for each in tmp_path.iterdir() if "åter" in each.name]


# how it answers


JSON_COMMANDS = [
    ("info",),
    ("list", "contact"),
    ("list", "list_item"),
    ("find", "miljo"),
    ("show", "organisation", shipped_id("organisation", OFFICE)),
    ("history",),
    ("history", "organisation", shipped_id("organisation", OFFICE)),
    ("conflicts",),
    ("doubts",),
    ("check",),
    ("put", "contact", "given_name=Łukasz 🙂"),
    ("backup",),
    ("undo",),
    ("redo",),
]


@pytest.mark.parametrize("command", JSON_COMMANDS, ids=" ".join)
def test_json_is_one_document_and_nothing_else(
    run: Run, register: Path, put: Put, command: tuple[str, ...]
) -> None:
    put("contact", "given_name=Αθηνά")
    if command[0] == "redo":
        run("undo", register)
    ended = run(command[0], register, *command[1:], "--json")
    assert ended.json is not None
    assert ended.out.endswith("\n")
    assert "\\u" not in ended.out
    assert ended.err == ""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_json_is_utf_8_whatever_the_console(register: Path, put: Put, encoding: str) -> None:
    put("contact", "given_name=Łukasz", "city=Αθήνα")
    env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    args = [sys.executable, "-m", "desktop_app", "list", str(register), "contact"]
    found = processed([*args, "--json"], env=env).json
    assert found[0]["given_name"] == "Łukasz"


@pytest.mark.parametrize("encoding", ["cp850", "cp1252"])
def test_a_console_that_lacks_letters_shows_the_rest(
    register: Path, put: Put, encoding: str
) -> None:
    put("contact", "given_name=Łukasz", "city=Krakow")
    ended = subprocess.run(
        [sys.executable, "-m", "desktop_app", "list", str(register), "contact"],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding},
    )
    assert ended.returncode == 0, ended.stderr
    assert b"?ukasz" in ended.stdout
    assert b"Krakow" in ended.stdout


def test_a_reader_that_has_seen_enough_is_no_fault(register: Path) -> None:
    script = f'"{sys.executable}" -m desktop_app list "{register}" list_item | head -1; exit 0'
    if shutil.which("head") is None or os.name != "posix":
        pytest.skip("needs a shell with head")
    ended = processed(["sh", "-c", script])
    assert ended.out.startswith("id ")
    assert ended.err == ""


LOADS = """
import sys
from desktop_app.cli import main
code = main(sys.argv[1:])
heavy = ("PySide6", "openpyxl", "typst", "babel", "python_calamine", "phonenumbers", "stdnum",
         "email_validator", "icalendar", "dns", "idna")
print("loaded", *(name for name in heavy if name in sys.modules), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    "command",
    [
        ("list", "contact"),
        ("list", "contact", "--search", "łódź", "--json"),
        ("info",),
        ("history",),
    ],
    ids=" ".join,
)
def test_reading_loads_nothing_it_does_not_need(register: Path, command: tuple[str, ...]) -> None:
    """Each library costs every start; the window's would even keep it from starting."""
    args = [sys.executable, "-c", LOADS, command[0], str(register), *command[1:]]
    assert processed(args).err == "loaded\n"


def test_errors_and_progress_go_to_standard_error(run: Run, register: Path) -> None:
    ended = run("show", register, "contact", "ffff", code=REFUSED_CODE)
    assert ended.out == ""
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    "args",
    [
        ("inget",),
        ("list",),
        ("list", "FILE"),
        ("list", "FILE", "contact", "--limit", "-1"),
        ("list", "FILE", "contact", "--limit", "många"),
        ("list", "FILE", "contact", "--where", "city"),
        ("list", "FILE", "contact", "--where", "=Wien"),
        ("list", "FILE", "contact", "--sort", "x"),
        ("list", "FILE", "contact", "--language", "de"),
        ("put", "FILE", "contact"),
        ("put", "FILE", "contact", "given_name"),
        ("put", "FILE", "contact", "given_name=A", "given_name=B"),
        ("put", "FILE", "contact", "city=A", "city =B", "given_name=C"),
        ("show", "FILE", "contact"),
        ("delete", "FILE", "contact"),
        ("history", "FILE", "contact"),
        ("new", "FILE"),
        ("sample", "FILE", "--contacts", "0"),
        ("sample", "FILE", "--seed", "ett"),
        ("resolve", "FILE", "contact", "ffff"),
        ("restore", "FILE"),
        ("info", "FILE", "mer"),
    ],
    ids=" ".join,
)
def test_wrong_usage(run: Run, register: Path, args: tuple[str, ...]) -> None:
    before = register.read_bytes()
    given = [str(register) if arg == "FILE" else arg for arg in args]
    ended = run(*given, code=USAGE)
    assert ended.out == ""
    assert "Usage:" in ended.err
    assert register.read_bytes() == before


def test_help_and_version(fresh: Run) -> None:
    said = fresh("--help").out
    assert "nätverk och" in said
    for name in ("new", "put", "undo", "restore", "conflicts"):
        assert f"\n  {name}" in said
    assert "window" not in said
    assert "0." in fresh("--version").out
    english = fresh("list", "--help", env={"KONTAKTNAT_LANGUAGE": "en"}).out
    assert "Rows of one kind" in english


@pytest.mark.parametrize(
    ("env", "swedish"),
    [
        ({"KONTAKTNAT_LANGUAGE": "sv", "LC_ALL": "en_GB.UTF-8"}, True),
        ({"KONTAKTNAT_LANGUAGE": "en"}, False),
        ({"KONTAKTNAT_LANGUAGE": "", "LC_ALL": "en_US.UTF-8"}, False),
        ({"KONTAKTNAT_LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"}, True),
    ],
)
def test_the_environment_chooses_the_language(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], swedish: bool
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    ended = run("show", register, "contact", "ffff", code=REFUSED_CODE)
    assert ended.err.startswith("Det finns ingen" if swedish else "There is no contact")
