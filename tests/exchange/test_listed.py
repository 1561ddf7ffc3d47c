"""Rows of lists that are not ours: values by kind, nothing lost where one does not fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.lists.person_names import divide
from tests.exchange.listing import Rows, listed, said, told


def test_whole_names_are_divided_and_an_example_is_shown() -> None:
    listing, (row,) = listed([["Namn"], ["Maria van der Berg"]], "contact")
    assert row.values == {"given_name": "Maria", "family_name": "van der Berg"}
    assert "Maria van der Berg → Maria | van der Berg" in said(listing)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Greta Lindqvist", ("Greta", "Lindqvist")),
        ("Lindqvist, Greta Maria", ("Greta Maria", "Lindqvist")),
        ("Carl af Ugglas", ("Carl", "af Ugglas")),
        ("Anna De la Gardie", ("Anna", "De la Gardie")),
        ("von Essen, Karl", ("Karl", "von Essen")),
        ("Al Gore", ("Al", "Gore")),
        ("Anna Berg, PhD", ("Anna", "Berg, PhD")),
        ("Björk", ("", "Björk")),
        ("", ("", "")),
    ],
)
def test_names_are_divided(name: str, parts: tuple[str, str]) -> None:
    assert divide(name) == parts


@given(st.lists(st.sampled_from(["Anna", "von", "der", "Berg,", "Ek", "PhD", "d'"]), max_size=6))
def test_dividing_a_name_loses_no_word(words: list[str]) -> None:
    name = " ".join(words).strip(", ")
    parts = divide(name)
    assert sorted(" ".join(parts).replace(",", "").split()) == sorted(name.replace(",", "").split())


def test_names_of_columns_of_their_own_are_not_divided() -> None:
    listing, (row,) = listed([["Name", "Vorname"], ["Huber Wagner", "Ilse"]], "contact")
    assert row.values == {"given_name": "Ilse", "family_name": "Huber Wagner"}
    assert "delas" not in said(listing)


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["3/4/2026", "25/4/2026"], ["2026-04-03", "2026-04-25"]),
        (["3/4/2026", "4/25/2026"], ["2026-03-04", "2026-04-25"]),
        (["3/4/2026", "5/4/2026"], [None, None]),
        (["3/4/2026", "25/4/2026", "4/25/2026"], [None, "2026-04-25", "2026-04-25"]),
    ],
)
def test_order_of_day_and_month_is_never_guessed(days: list[str], read: list[str | None]) -> None:
    rows: Rows = [["Namn", "Bekräftad"], *(["Bo Ek", day] for day in days)]
    listing, found = listed(rows, "contact")
    assert [row.values.get("confirmed_on") for row in found] == read
    for day, value, row in zip(days, read, found, strict=True):
        if value is None:
            assert row.values["note"] == f"Bekräftad: {day}"
            assert "--map ”Bekräftad=confirmed_on:dmy”" in said(listing)


def test_several_addresses_in_a_cell_find_their_places() -> None:
    rows: Rows = [
        ["Namn", "E-post"],
        ["Bo Ek", "bo@example.org; b@example.com"],
        ["Eva Ek", "e@example.org, f@example.org och g@example.org"],
        ["Ulf Ek", "ulf@example.org / ring i stället"],
    ]
    _, (two, three, one) = listed(rows, "contact")
    assert (two.values["email"], two.values["email_2"]) == ("bo@example.org", "b@example.com")
    assert not two.kept
    assert (three.values["email"], three.values["email_2"]) == ("e@example.org", "f@example.org")
    assert three.values["note"] == "E-post: e@example.org, f@example.org och g@example.org"
    assert not three.problems
    assert one.values["email"] == "ulf@example.org"
    assert told([one]) == [(4, "E-post", "ulf@example.org / ring i stället")]


def test_a_row_without_room_for_what_does_not_fit_is_refused() -> None:
    rows: Rows = [["Ort", "Land"], ["Brno", "Utopia"], ["Wien", "Österrike"]]
    _, (wrong, right) = listed(rows, "stop")
    assert wrong.refused
    assert "ingen anteckning" in wrong.problems[0].reason.into("sv")
    assert not right.refused


def test_a_note_that_would_be_too_long_refuses_the_row() -> None:
    _, (row,) = listed([["Namn", "Läte"], ["Bo Ek", "mu" * 12_000]], "contact")
    assert row.refused
    assert "mumu" in row.problems[0].value


def test_own_workbook_from_another_exchange_is_a_list_like_others() -> None:
    keys = ["id", "export:", "given_name", "family_name", "organisation", "action:"]
    heads = ["Rad-id", "Export-id", "Förnamn *", "Efternamn *", "Organisation", "Åtgärd"]
    one = "0b2f3d0e-3c52-4e7e-9a55-1d2b8c7f4a10"
    listing, (row,) = listed([keys, heads, [one, one, "Bo", "Ek", "Lund", None]], "contact")
    assert listing.heading_row == 2
    assert row.values == {"given_name": "Bo", "family_name": "Ek"}
    assert row.links == {"organisation": "Lund"}


def test_rows_share_no_sets_and_numbers_are_no_truths() -> None:
    rows: Rows = [["Namn", "Språk", "Titel"], *(["Bo Ek", "sv, en", n] for n in (1, True, 1.5))]
    _, (first, second, third) = listed(rows, "contact")
    assert first.values["languages"] == second.values["languages"] == ["en", "sv"]
    assert first.values["languages"] is not second.values["languages"]
    assert [row.values["title"] for row in (first, second, third)] == ["1", "Ja", "1.5"]
