"""Cities are found by any name, countries are drawn where a Swedish authority draws them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from desktop_app.data import RESOURCES
from desktop_app.domain import territories
from desktop_app.domain.geography import (
    Mark,
    Place,
    Ring,
    country_centre,
    distance_km,
    leg_km,
    mark_name,
    place,
    project,
    rings,
    shapes,
)
from desktop_app.domain.geography.plane import WIDTH

ROOT = Path(__file__).parents[2]
NOT_LIVED_IN = {"AQ", "BV", "UM"}
TOO_FEW = {"TK"}


@cache
def drawn() -> dict[str, list[Ring]]:
    return {code: rings(shape.path) for code, shape in shapes().items()}


def country_at(lat: float, lon: float) -> set[str]:
    x, y = project(lat, lon)
    return {
        code for code, parts in drawn().items() if sum(inside(x, y, part) for part in parts) % 2
    }


def inside(x: float, y: float, ring: Ring) -> bool:
    crossed = False
    for (left, top), (right, bottom) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (top > y) != (bottom > y) and x < (right - left) * (y - top) / (bottom - top) + left:
            crossed = not crossed
    return crossed


@pytest.mark.parametrize(
    ("what", "lat", "lon", "code"),
    [
        ("Crimea", 45.2, 34.1, "UA"),
        ("Sevastopol", 44.65, 33.65, "UA"),
        ("Donetsk", 48.0, 37.8, "UA"),
        ("Western Sahara", 24.5, -13.0, "EH"),
        ("Northern Cyprus", 35.25, 33.3, "CY"),
        ("Hargeysa", 9.56, 44.06, "SO"),
        ("Pristina", 42.66, 21.16, "XK"),
        ("Taipei", 25.0, 121.5, "TW"),
        ("Ramallah", 31.9, 35.2, "PS"),
        ("Östersund", 63.18, 14.64, "SE"),
        ("Gotland", 57.4, 18.5, "SE"),
        ("Åland", 60.2, 20.0, "AX"),
        ("Svalbard", 78.8, 17.0, "NO"),
        ("Chukotka", 67.0, -174.0, "RU"),
        ("Alaska", 65.0, -152.0, "US"),
        ("Lesotho", -29.5, 28.2, "LS"),
    ],
)
def test_land_belongs_to_one_country(what: str, lat: float, lon: float, code: str) -> None:
    assert country_at(lat, lon) == {code}, what


def test_no_shape_reaches_across_the_map() -> None:
    for code, parts in drawn().items():
        for ring in parts:
            left, right = min(x for x, _ in ring), max(x for x, _ in ring)
            assert right - left < WIDTH / 3, code
            assert left >= -WIDTH / 2, code
            assert right <= WIDTH / 2, code


def test_places_are_projected_as_the_map_was() -> None:
    checks = json.loads((RESOURCES / "map" / "world.json").read_text(encoding="utf-8"))["checks"]
    for lat, lon, x, y in checks:
        assert project(lat, lon) == pytest.approx((x, y), abs=0.01)


def test_every_country_has_a_centre() -> None:
    codes = territories.codes()
    assert {code for code in codes if not country_centre(code)} == NOT_LIVED_IN | TOO_FEW
    assert country_centre("") is None
    drawn_codes = [code for code in shapes() if code]
    assert set(drawn_codes) < codes
    for code in ("SE", "NO", "FR", "US", "HR", "ID"):
        assert country_at(*country_centre(code) or (0, 0)) == {code}


@pytest.mark.parametrize("city", ["Köpenhamn", "København", "Copenhagen", "kopenhagen", "CPH"])
def test_a_city_has_many_names(city: str) -> None:
    found = place(city)
    assert found
    assert found.country == "DK"
    assert (found.lat, found.lon) == pytest.approx((55.65, 12.6), abs=0.1)


def test_every_city_of_the_lists_is_known() -> None:
    lines = [*table("sample/cities.csv"), *table("lists/city_names.csv")]
    for line in lines:
        own = [line.get("native"), line["city"], line.get("name_en")]
        for name in filter(None, [*own, *line.get("names", "").split("|")]):
            assert place(name, line["country"]), name


def table(name: str) -> Iterator[dict[str, str]]:
    with (RESOURCES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.mark.parametrize(
    ("city", "country", "found"),
    [
        ("Springfield", None, None),
        ("Springfield", "US", None),
        ("Córdoba", None, None),  # in Spain and in Argentina
        ("Córdoba", "AR", "AR"),
        ("Paris", None, "FR"),  # the others are far smaller
        ("Paris", "SE", None),
        ("Torshamn", "DK", "FO"),
        ("Mariehamn", "FI", "AX"),
        ("Jakobstad", None, "FI"),  # the parish around it is called so too
        ("Bryssel, Belgien", None, "BE"),
        ("Berlin Hbf", None, "DE"),
        ("Storstaden", None, None),
        ("", None, None),
        ("?", "SE", None),
    ],
)
def test_a_name_that_may_mean_several_means_none(
    city: str, country: str | None, found: str | None
) -> None:
    known = place(city, country)
    assert (known.country if known else None) == found


@pytest.mark.parametrize(
    ("from_", "to", "km"),
    [
        ("Stockholm", "Göteborg", 397),
        ("Göteborg", "Stockholm", 397),
        ("Stockholm C", "Köpenhamn", 522),
        ("ARN", "Bryssel", 1298),
        ("Stockholm (Arlanda)", "Stockholm", 37),
        ("Arlanda", "Landvetter", 395),
        ("Stockholm", "Sydney", 15596),
        ("Stockholm", "Hemma", None),
        ("", "", None),
    ],
)
def test_length_of_a_leg(from_: str, to: str, km: int | None) -> None:
    assert leg_km(from_, to) == km


def test_distance_across_the_edge_of_the_map() -> None:
    west, east = Place("west", "US", 65.0, -168.0), Place("east", "RU", 65.0, -170.0)
    assert distance_km(west, east) == 94


def test_a_country_is_named_in_the_language() -> None:
    assert mark_name(Mark("DE", "DE", 51, 10, 3, "country"), "sv") == "Tyskland"
    assert mark_name(Mark("DE", "DE", 51, 10, 3, "country"), "en") == "Germany"
    assert mark_name(Mark("Wien", "AT", 48, 16, 3), "en") == "Wien"


def test_nothing_is_read_before_a_place_is_asked_for() -> None:
    code = (
        "from desktop_app.domain import geography as g; from desktop_app.domain.geography import "
        "outlines, places; f = (places._lines, places._airports, outlines.shapes); "
        "assert not any(one.cache_info().currsize for one in f); g.place('Stockholm'); "
        "assert places._lines.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
