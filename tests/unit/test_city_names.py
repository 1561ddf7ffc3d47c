"""Cities are known by their names in several languages, and their administrations by theirs."""

from __future__ import annotations

import csv
import subprocess
import sys

import pytest

from desktop_app.data import RESOURCES
from desktop_app.domain import city_names
from desktop_app.domain.census import Census
from desktop_app.domain.city_names import City, are_one_office, city_of, office_of, same_city
from desktop_app.domain.likeness import PERHAPS, Scorer
from desktop_app.domain.loose_names import Likener
from desktop_app.domain.portraits import blocks, portrait
from desktop_app.domain.territories import codes

ONE = (
    "Göteborg Gothenburg Gotemburgo goteborg GOETEBORG",
    "Wien Vienna Vienne Wiedeń Bécs Відень",
    "Köpenhamn Copenhagen København Kopenhagen Kööpenhamina Копенгаген",
    "Helsingfors Helsinki",
    "Åbo Turku aabo",
    "Bryssel Brussels Bruxelles Brussel Brüssel Bruselas",
    "Prag Prague Praha",
    "Warszawa Warsaw Varsovie Warschau Varsova",
    "Lissabon Lisbon Lisboa",
    "Aten Athens Αθήνα",
    "Kyiv Kiev Kyjiv Київ",
    "Sofia София",
    "München Munich muenchen",
    "Haag Den_Haag The_Hague La_Haye",
    "Tokyo 東京 Tokio",
)


@pytest.mark.parametrize("names", ONE, ids=lambda names: names.split()[0])
def test_a_city_is_one_in_all_languages(names: str) -> None:
    called = [name.replace("_", " ") for name in names.split()]
    assert len({city_of(name) for name in called} - {None}) == 1, called
    assert all(city_of(f" {name} ") and same_city(called[0], name) for name in called)


def test_what_is_no_city_or_several_is_none() -> None:
    # Córdoba is in Spain and in Argentina.
    for text in ("", "Provstad", "Stadt Wien", "Córdoba", "Anna"):
        assert city_of(text) is None, text
    assert same_city("Provstad", "PROVSTAD")
    assert same_city("Córdoba", "Cordoba")
    assert not same_city("Wien", "Graz")
    assert not same_city("Provstad", "Wien")
    assert not same_city("", "")


def test_every_row_of_the_list_is_right() -> None:
    with (RESOURCES / "lists" / "city_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    several = {"Córdoba"}
    assert len(rows) > 400
    for row in rows:
        city = City(row["city"], row["country"])
        assert city.country in codes(), city
        names = [city.name, *filter(None, row["names"].split("|"))]
        assert {city_of(name) for name in names if name not in several} <= {city}, city
        offices = [office_of(name) for name in row["administration"].split("|") if name]
        assert all(office and office.city == city for office in offices), city


def test_the_cities_of_the_sample_are_known() -> None:
    with (RESOURCES / "sample" / "cities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = row["native"], row["city"], row["name_en"]
            assert len({city_of(name) for name in names if name != "Córdoba"}) <= 1, names


OFFICES = (
    "Stad Wien|Stadt Wien|City of Vienna|Magistrat der Stadt Wien|Wiens stad|Ville de Vienne",
    "Københavns Kommune|City of Copenhagen|Köpenhamns stad",
    "Helsingin kaupunki|Helsingfors stad|City of Helsinki",
    "Göteborgs Stad|City of Gothenburg|Municipality of Göteborg",
    "Δήμος Αθηναίων|Municipality of Athens|Atens kommun",
    "Manchester City Council|City of Manchester",
    "Ville d’Anvers|Stad Antwerpen|City of Antwerp",
)


@pytest.mark.parametrize("names", OFFICES, ids=lambda names: names.split("|")[0])
def test_an_administration_is_one_in_all_languages(names: str) -> None:
    first, *others = names.split("|")
    for other in others:
        assert are_one_office(office_of(first), office_of(other)), other
        assert Likener().things(first, other) >= 0.97, other


@pytest.mark.parametrize(
    "name",
    [
        "Wien",
        "Stadt",
        "Manchester City",
        "Stockholm City Council",
        "City of Vienna, Department of Culture",
        "Land Salzburg",
        "Universität Wien",
        "Tokyo Dome",
        "Göteborgs hamn",
    ],
)
def test_what_is_not_only_a_city_and_its_administration_is_none(name: str) -> None:
    assert office_of(name) is None


def test_a_stad_and_a_kommun_are_two() -> None:
    assert not are_one_office(office_of("Göteborgs stad"), office_of("Göteborgs kommun"))
    assert not are_one_office(office_of("Stadt Wien"), office_of("Stadt Graz"))


def test_likeness_takes_a_city_for_itself_in_another_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def likeness() -> tuple[list[str], bool]:
        one = portrait("organisation", "1", {"name": "Stadt Wien", "city": "Wien"})
        two = portrait("organisation", "2", {"name": "City of Vienna", "city": "Vienna"})
        found = Scorer("organisation", Census([one, two]), least=0).score(one, two)
        assert found is not None
        met = set(blocks("organisation", one)) & set(blocks("organisation", two))
        sure = found.points >= PERHAPS
        return [each.en for each in found.reasons], sure and bool(met)

    assert likeness() == (["name alike", "same city"], True)
    places = {portrait("contact", "1", {}, name).place for name in OFFICES[0].split("|")}
    assert len(places) == 1
    monkeypatch.setattr("desktop_app.domain.portraits.city_key", str.casefold)
    assert "but different cities" in likeness()[0]


def test_the_list_is_read_when_the_first_city_is_asked_for() -> None:
    code = (
        "import desktop_app.domain.loose_names; from desktop_app.domain import city_names;"
        "assert not city_names._rows.cache_info().currsize; city_names.city_of('Wien');"
        "assert city_names._rows.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_of_two_cities_is_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ((City("A", "SE"), ("A", "Prov"), ()), (City("B", "FI"), ("B", "Prov"), ()))
    monkeypatch.setattr(city_names, "_rows", lambda: rows)
    found = city_names._cities.__wrapped__()
    assert (found["prov"], found["a"]) == (None, City("A", "SE"))
