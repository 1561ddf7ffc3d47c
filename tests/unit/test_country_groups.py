"""Countries belong to the Nordic group, the EU and the EEA from a day to a day."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from babel.numbers import get_territory_currencies

from desktop_app.data import RESOURCES
from desktop_app.domain import country_groups
from desktop_app.domain.country_groups import (
    GROUPS,
    REGIONS,
    groups_of,
    is_eu_eea,
    is_nordic,
    members,
    region_of,
)
from desktop_app.domain.territories import codes

TODAY = date(2026, 11, 21)


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
def test_members_on_a_day(group: country_groups.Group, day: date, count: int) -> None:
    found = members(group, day)
    assert len(found) == count
    assert found <= codes()


def test_groups_fit_each_other() -> None:
    assert members("euro", TODAY) < members("eu", TODAY) < members("eea", TODAY)
    assert members("eea", TODAY) - members("eu", TODAY) == {"IS", "LI", "NO"}
    assert {"GB", "CH", "NO"}.isdisjoint(members("eu", TODAY))


def test_euro_countries_are_those_whose_money_is_the_euro() -> None:
    """Babel has no list of the EU, but it knows the money of each country (CLDR 47)."""
    eu = members("eu", TODAY)
    euro = {code for code in eu if "EUR" in get_territory_currencies(code, TODAY)}
    assert members("euro", TODAY) == euro | {"BG"}  # Bulgaria joined after that release


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("FI", date(1993, 12, 31), ("nordic", "efta", "europe")),
        ("FI", date(1994, 12, 31), ("nordic", "eea", "efta", "europe")),
        ("FI", date(1995, 1, 1), ("nordic", "eu", "eea", "europe")),
        ("HR", date(2013, 6, 30), ("europe",)),
        ("HR", date(2013, 7, 1), ("eu", "europe")),
        ("HR", date(2023, 1, 1), ("eu", "eea", "euro", "europe")),
        ("GB", date(2020, 1, 31), ("eu", "eea", "europe")),
        ("GB", date(2020, 2, 1), ("europe",)),
        ("CH", TODAY, ("efta", "europe")),
        ("NO", TODAY, ("nordic", "eea", "efta", "europe")),
        ("GL", TODAY, ("nordic",)),
        ("JP", TODAY, ()),
    ],
)
def test_groups_of_a_country_on_a_day(country: str, day: date, expected: tuple[str, ...]) -> None:
    assert groups_of(country, day) == expected


@pytest.mark.parametrize(
    ("country", "day", "region"),
    [
        ("DK", TODAY, "nordic"),
        ("AX", TODAY, "nordic"),
        ("LI", TODAY, "eu_eea"),
        ("HR", date(2013, 7, 1), "eu_eea"),  # of the EU some months before the EEA
        ("HR", date(2013, 6, 30), "europe"),
        ("GB", date(2020, 1, 31), "eu_eea"),
        ("GB", date(2020, 2, 1), "europe"),
        ("UA", TODAY, "europe"),
        ("TR", TODAY, "europe"),
        ("US", TODAY, "world"),
    ],
)
def test_a_country_is_counted_in_one_region(country: str, day: date, region: str) -> None:
    assert region_of(country, day) == region


def test_nordic_countries_count_in_the_eu_and_eea_too() -> None:
    assert is_nordic("SE")
    assert is_eu_eea("SE", TODAY)
    assert is_eu_eea("NO", TODAY)
    assert not is_eu_eea("FO", TODAY)


def test_every_group_and_region_has_members_and_a_name() -> None:
    assert all(members(group, TODAY) for group in GROUPS)
    assert {region_of(code, TODAY) for code in codes()} == set(REGIONS)
    assert members("eea", TODAY) | members("efta", TODAY) <= members("europe", TODAY)


def test_every_line_of_the_table_is_read() -> None:
    with (RESOURCES / "lists" / "country_groups.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["group"] for line in lines} == set(GROUPS)
    assert {line["country"] for line in lines} <= codes()
    assert all(line["remark"] for line in lines)
