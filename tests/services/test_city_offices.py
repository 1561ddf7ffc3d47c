"""A city administration that is named in another language is the one of the register."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import city_offices, importing, writing
from desktop_app.services.city_offices import CityOffices
from desktop_app.services.import_plan import ImportPlan
from desktop_app.services.pasting import read_pasted
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register

CONTACT, ORGANISATION = CATALOGUE["contact"], CATALOGUE["organisation"]
HEADINGS = ("Förnamn", "Efternamn", "Organisation", "Ort")
SIGNATURE = "Anna Prov\nProject manager\nCity of Vienna\nanna.prov@example.org\n"


def planned(register: Register, folder: Path, *rows: Sequence[str]) -> ImportPlan:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADINGS, *rows])
    return plan_file(register, path, "contact", {})


def office(register: Register, name: str, **values: str) -> str:
    given = {"name": name, "kind": "city", **values}
    return writing.put(register, ORGANISATION, None, given).id


def test_a_list_and_a_signature_find_the_city_by_another_name(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wien = office(register, "Stadt Wien")
    office(register, "Københavns Kommune", name_en="City of Copenhagen")
    office(register, "Wiener Linien")
    rows = [
        ("Anna", "Prov", "City of Vienna", "Vienna"),
        ("Bo", "Prov", "Stadt Wien", "Wien"),
        ("Cy", "Prov", "City of Prague", ""),
        ("Di", "Prov", "City of Vienna, Department of Culture", ""),
    ]
    found = planned(register, tmp_path, *rows)
    said = [(each.row, each.value, each.reason.into("sv"), each.mended) for each in found.problems]
    assert said == [(2, "City of Vienna", "Lästes som Stadt Wien.", True)]
    importing.accept(register, found)
    people = {row.values["given_name"]: row for row in list_rows(register, CONTACT, Listing())}
    # A city stays as it was typed, and gives nobody a country.
    assert people["Anna"].values["city"] == "Vienna"
    assert "country" not in people["Anna"].values
    at = {name: row.values["organisation"] for name, row in people.items()}
    assert at["Anna"] == at["Bo"] == wien
    assert len({wien, at["Cy"], at["Di"]}) == 3
    pasted = read_pasted(register, SIGNATURE)
    assert (pasted.texts["organisation"], pasted.makes) == (wien, ())
    assert "organisation" in pasted.unsure
    monkeypatch.setattr(city_offices, "office_of", lambda _name: None)
    assert not planned(register, tmp_path, ("Eva", "Prov", "Ville de Vienne", "")).problems
    assert "organisation" in read_pasted(register, SIGNATURE).makes


def test_of_several_that_could_be_meant_none_is(register: Register, tmp_path: Path) -> None:
    first = office(register, "Stadt Graz", name_en="City of Graz")
    assert CityOffices(register).called("Graz stad") == first
    office(register, "Magistrat der Stadt Graz")
    assert CityOffices(register).called("Graz stad") is None
    found = planned(register, tmp_path, ("Anna", "Prov", "Graz stad", ""))
    assert not found.problems
    assert CityOffices(register).called("Graz") is None
