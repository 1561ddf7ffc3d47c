from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.core import get_global
from babel.localedata import exists
from babel.numbers import get_territory_currencies

from desktop_app.domain import native_names, territories
from desktop_app.domain.territories import members

TODAY = date(2026, 11, 21)


def test_codes_are_those_of_iso_and_kosovo() -> None:
    assert len(territories.codes()) == 250  # 249 of ISO 3166 and XK
    assert {"SE", "XK", "AX", "PS", "TW"} <= territories.codes()
    assert not {"EU", "EZ", "UN", "XA", "ZZ", "UK"} & territories.codes()


@pytest.mark.parametrize(
    ("group", "day", "count"),
    [
        ("eu", date(1957, 12, 31), 0),
        ("eu", date(1958, 1, 1), 6),
        ("eu", date(1994, 12, 31), 12),
        ("eu", date(1995, 1, 1), 15),
        ("eu", date(2004, 5, 1), 25),
        ("eu", date(2013, 7, 1), 28),
        ("eu", date(2020, 1, 31), 28),
        ("eu", date(2020, 2, 1), 27),
        ("eu", TODAY, 27),
        ("eea", date(1993, 12, 31), 0),
        ("eea", TODAY, 30),
        ("euro", date(1999, 1, 1), 11),
        ("euro", date(2025, 12, 31), 20),
        ("euro", TODAY, 21),
        ("nordic", TODAY, 8),
    ],
)
def test_members_on_a_day(group: territories.Group, day: date, count: int) -> None:
    found = members(group, day)
    assert len(found) == count
    assert found <= territories.codes()


def test_groups_fit_each_other() -> None:
    assert members("euro", TODAY) < members("eu", TODAY) < members("eea", TODAY)
    assert members("eea", TODAY) - members("eu", TODAY) == {"IS", "LI", "NO"}
    assert {"GB", "CH", "NO"}.isdisjoint(members("eu", TODAY))


def test_euro_countries_are_those_whose_money_is_the_euro() -> None:
    """Babel has no list of the EU, but it knows the money of each country (CLDR 47)."""
    eu = members("eu", TODAY)
    euro = {code for code in eu if "EUR" in get_territory_currencies(code, TODAY)}
    assert members("euro", TODAY) == euro | {"BG"}  # Bulgaria joined after that release


@pytest.mark.parametrize("line", native_names.COUNTRIES.strip().split("\n"))
def test_native_names_of_countries_are_cldrs(line: str) -> None:
    code, _, names = line.partition(" ")
    spoken = [tag for tag in get_global("territory_languages")[code] if exists(tag)]
    known = {Locale.parse(tag).territories.get(code) for tag in spoken}
    assert set(names.split("; ")) <= known


def test_native_names_mean_one_country_each() -> None:
    lines = native_names.COUNTRIES.strip().split("\n")
    assert len({line.split(" ")[0] for line in lines}) == len(lines)
    for line in lines:
        code, _, names = line.partition(" ")
        assert {territories.code_of(name) for name in names.split("; ")} == {code}


@pytest.mark.parametrize("language", ["sv", "en", "de", "fr", "es", "it", "nl", "da", "nb", "fi"])
def test_no_name_is_shared_by_two_countries(language: str) -> None:
    lost = {"CD", "CG"}  # nb and es call one of them only Kongo, Congo
    for code in territories.codes() - lost:
        assert territories.code_of(Locale.parse(language).territories[code]) == code


def test_closest_name() -> None:
    assert territories.closest("Sverge") == "SE"
    assert territories.closest("Deutchland") == "DE"
    assert territories.closest("qqqq") is None


def test_unknown_codes_are_shown_as_they_are() -> None:
    assert territories.name("QQ", "sv") == "QQ"
