"""A column of cities is known by its cells where its heading does not tell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop_app.exchange.lists import witness
from tests.exchange.listing import listed


def read(cells: Sequence[str]) -> str | None:
    """Return the field of a column of unknown heading."""
    rows = [("Anna", "Prov", cell) for cell in cells]
    listing, _rows = listed([("Förnamn", "Efternamn", "Var"), *rows])
    return listing.columns[2].field


CITIES = ("Wien", "Köpenhamn", "Åbo", "Warsaw", "Provstad")


def test_a_column_of_cities_is_read_as_city(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(CITIES) == "city"
    rows = [("Anna", "Prov", cell) for cell in CITIES]
    listing, read_rows = listed([("Förnamn", "Efternamn", "Var"), *rows])
    assert [row.values["city"] for row in read_rows] == list(CITIES)
    assert any(
        "tycks innehålla orter och läses som Ort" in each.into("sv") for each in listing.remarks
    )
    monkeypatch.setattr(witness, "city_of", lambda _text: None)
    assert read(CITIES) is None


@pytest.mark.parametrize(
    "cells",
    [
        ("Wien", "Wien", "Vienna"),  # one city alone: perhaps the name of something
        ("Wien", "Paris", "Anna", "Karin"),
        ("Sverige", "Finland"),
    ],
)
def test_what_is_not_surely_a_column_of_cities_is_not(cells: Sequence[str]) -> None:
    assert read(cells) != "city"
