"""Rows of lists that are not ours: values by kind, nothing lost where one does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.lists.foreign import ListedRow
from desktop_app.exchange.lists.person_names import divide
from desktop_app.exchange.lists.repairs import MOST_TOLD
from desktop_app.exchange.reading.reader import Cell
from tests.exchange.listing import Rows, listed, said, told


def mended(rows: Sequence[ListedRow]) -> list[tuple[int, str, str]]:
    """Return where what was mended, and what is said of it."""
    problems = [problem for row in rows for problem in row.problems]
    assert not [problem for problem in problems if problem.mended and problem.reason.en == ""]
    return [(p.row, p.column, p.reason.into("sv")) for p in problems if p.mended]


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
    assert mended([two, three]) == [
        (2, "E-post", "Delades: bo@example.org, b@example.com."),
        (
            3,
            "E-post",
            "Delades: e@example.org, f@example.org. "  # noqa: ISC004 — one sentence
            "Allt får inte plats; cellen står hel i anteckningen.",
        ),
    ]
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


def test_phones_get_their_zero_back_in_a_column_of_ours() -> None:
    rows: Rows = [
        ["Namn", "Telefon", "Land"],
        ["Bo Ek", 701740605, None],
        ["Eva Ek", 46701740606.0, None],
        ["Ulf Ek", 980319201, "Sverige"],
        ["Siv Ek", 980319201, None],
        ["Åke Ek", "08-465 004 12", None],
    ]
    _, found = listed(rows, "contact")
    phones = [row.values.get("phone") for row in found]
    assert phones == [
        *("070-174 06 05", "+46 70 174 06 06", "0980-31 92 01", None, "08-465 004 12")
    ]
    assert mended(found) == [
        (2, "Telefon", "Lästes som 070-174 06 05: nollan i början hade fallit bort."),
        (3, "Telefon", "Lästes som +46 70 174 06 06: ett + i början hade fallit bort."),
        (4, "Telefon", "Lästes som 0980-31 92 01: nollan i början hade fallit bort."),
    ]
    assert found[3].values["note"] == "Telefon: 980319201"
    assert told([found[3]]) == [(5, "Telefon", "980319201")]
    assert not any(row.refused for row in found)


def test_phones_of_others_get_no_zero() -> None:
    others: list[list[Cell]] = [["Bo Ek", 5551230 + n] for n in range(9)]
    _, found = listed([["Namn", "Telefon"], *others, ["Eva Ek", 701740605]], "contact")
    assert found[-1].values.get("phone") is None
    assert not mended(found)


def test_several_phones_in_a_cell_find_their_places() -> None:
    rows: Rows = [
        ["Namn", "Telefon", "Mobil"],
        ["Bo Ek", "070-174 06 05, 08-465 004 12", None],
        ["Eva Ek", "08-465 004 12 / 031-390 06 12", "070-174 06 05"],
        ["Ulf Ek", "+46 70 123 ::: +46 31 456", None],
        ["Siv Ek", "08-465 004 12 vx, ring", None],
    ]
    _, (two, full, google, one) = listed(rows, "contact")
    assert (two.values["phone"], two.values["mobile"]) == ("08-465 004 12", "070-174 06 05")
    assert full.values["phone"] == "08-465 004 12 / 031-390 06 12"
    assert full.values["mobile"] == "070-174 06 05"
    assert (google.values["phone"], google.values["mobile"]) == ("+46 70 123", "+46 31 456")
    assert one.values["phone"] == "08-465 004 12 vx, ring"
    assert [number for number, _, _ in mended([two, full, google, one])] == [2, 4]
    assert not any(row.kept for row in (two, full, google, one))
    _, (none,) = listed([["Namn", "Telefon"], ["Bo Ek", "08-465 004 12 ::: ring"]], "contact")
    assert none.values["phone"] == "08-465 004 12 ::: ring"


def test_garbled_and_wrapped_cells_are_mended_once_in_each_cell() -> None:
    rows: Rows = [
        ["Namn", "Titel", "Organisation", "Bekräftad", "Läte"],
        ["Ã…sa BergstrÃ¶m", "#N/A", "#SAKNAS!", "0.0.00", "mÃ¥"],
        ["Bo Ek", '="0046"', "LinkÃ¶ping", "5.3.26", "bä"],
    ]
    _, (first, second) = listed(rows, "contact")
    assert first.values == {"given_name": "Åsa", "family_name": "Bergström", "note": "Läte: må"}
    assert not first.links
    assert [column for _, column, _ in mended([first])] == [
        *("Namn", "Titel", "Bekräftad", "Organisation", "Läte")
    ]
    assert second.values["title"] == "0046"
    assert second.values["confirmed_on"] == "2026-03-05"
    assert second.links == {"organisation": "Linköping"}


def test_what_a_day_has_no_room_for_is_kept() -> None:
    rows: Rows = [
        ["Namn", "Bekräftad"],
        ["Bo Ek", datetime(2026, 3, 5, 14, 30)],
        ["Eva Ek", "5 mars 2026 kl. 14.30"],
        ["Ulf Ek", date(1900, 2, 28)],
        ["Siv Ek", 46086],
    ]
    _, found = listed(rows, "contact")
    days = [row.values.get("confirmed_on") for row in found]
    assert days == ["2026-03-05", "2026-03-05", None, None]
    assert [row.kept["Bekräftad"] for row in found] == [
        *("2026-03-05 14:30", "5 mars 2026 kl. 14.30", "1900-02-28", "46086")
    ]
    assert [number for number, _, _ in mended(found)] == [2, 3]


def test_what_is_often_mended_is_counted_by_column() -> None:
    rows: Rows = [
        ["Namn", "Titel"],
        *([f"Bo\u200b Ek{n}", "-"] for n in range(MOST_TOLD + 7)),
        ["Eva Ek", "chef"],
    ]
    _, found = listed(rows, "contact")
    assert found[0].values == {"given_name": "Bo", "family_name": "Ek0"}
    told_of = mended(found)
    assert len(told_of) == 2 * MOST_TOLD + 2
    assert told_of[-2:] == [
        (0, "Namn", "I 7 celler till: Osynliga tecken togs bort; det som syns är kvar."),
        (
            0,
            "Titel",
            "I 7 celler till: ”-” betyder att inget är angivet; fältet lämnades tomt.",
        ),
    ]


def test_spaces_alone_are_no_news() -> None:
    _, (row,) = listed([["Namn", "Ort"], [" Bo\xa0Ek  ", "\tMalmö "]], "contact")
    assert row.values == {"given_name": "Bo", "family_name": "Ek", "city": "Malmö"}
    assert not row.problems
