"""What stands below a list, what a program filled in, and several values in a cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop_app.exchange.reading.reader import Cell
from tests.exchange.listing import Rows, listed, said, told

HEADINGS = ["Namn", "E-post", "Telefon", "Mobil"]
GRETA: list[Cell] = ["Greta Lindqvist", "greta@example.org", "031-390 06 12", None]
BO: list[Cell] = ["Bo Ek", "bo@example.org", "031-390 06 13", None]
BLANK: list[Cell] = [None]


def rows_of(*below: Sequence[Cell]) -> tuple[list[int], str]:
    """Return the numbers of the rows taken in from a list with `below` under it."""
    listing, rows = listed([HEADINGS, GRETA, BO, *below], "contact")
    return [row.row_number for row in rows], said(listing)


def test_all_that_stands_below_a_blank_row_is_told_and_not_taken_in() -> None:
    below = ["Antal: 2000", "* VIP får plats längst fram", "Listan finns hos tomas@example.org"]
    numbers, remarks = rows_of(BLANK, *([text] for text in below))
    assert numbers == [2, 3]
    for number, text in enumerate(below, 5):
        assert f"rad {number}: {text}" in remarks


def test_a_name_alone_below_a_blank_row_is_told_with_its_row() -> None:
    numbers, remarks = rows_of(["Eva Ask"], BLANK, ["Ida Alm"], BLANK, [None, None, 2000])
    assert numbers == [2, 3, 4]
    assert "Raderna under listan togs inte in: rad 6: Ida Alm, rad 8: 2000." in remarks


def test_notes_above_a_total_are_told_too() -> None:
    numbers, remarks = rows_of(BLANK, ["Fråga Lisbeth"], ["Antal", None, 200])
    assert numbers == [2, 3]
    assert "rad 5: Fråga Lisbeth" in remarks
    assert "rad 6: Antal | 200" in remarks


@pytest.mark.parametrize(
    "text",
    [
        *("Totalt 200 personer", "Antal: 2000", "Antal deltagare: 17", "Count: 12"),
        *("Kontakt för listan: tomas@example.org", "Frågor om listan: ring Tomas"),
    ],
)
def test_counts_and_whom_to_ask_are_notes_without_a_blank_row(text: str) -> None:
    numbers, remarks = rows_of([text])
    assert numbers == [2, 3]
    assert f"rad 4: {text}" in remarks


def test_rows_that_may_be_of_the_list_stay() -> None:
    assert rows_of(["Eva Ask"])[0] == [2, 3, 4]
    assert rows_of(BLANK, ["Eva Ask", "eva@example.org"])[0] == [2, 3, 5]
    many = [[f"Eva Ask{chr(97 + i)}"] for i in range(25)]
    assert len(rows_of(BLANK, *many)[0]) == 2 + len(many)
    _, one = listed([["Namn"], ["Bo Ek"], ["Eva Ask"], BLANK, ["Ida Alm"]], "contact")
    assert [row.row_number for row in one] == [2, 3, 5]
    two: Rows = [["Namn", "E-post"], GRETA[:2], BLANK, ["Ida Alm"], BLANK, ["Totalt 200 personer"]]
    assert [row.row_number for row in listed(two, "contact")[1]] == [2, 4]


@pytest.mark.parametrize(
    ("cell", "found", "is_told"),
    [
        ("mellan slag@example.org", [], True),
        ("mellan,slag@example.org", [], True),
        ("ring bo@example.org", [], True),
        ("mellan slag@example.org; bo@example.org", ["bo@example.org"], True),
        ("bo@example.org ek@example.org", ["bo@example.org", "ek@example.org"], False),
        ("bo@example.org,ek@example.org", ["bo@example.org", "ek@example.org"], False),
        ("bo@example.org (jobb) ek@example.org", ["bo@example.org", "ek@example.org"], True),
    ],
)
def test_no_address_is_stored_that_nobody_wrote(cell: str, found: list[str], is_told: bool) -> None:
    _, (row,) = listed([["Namn", "E-post"], ["Bo Ek", cell]], "contact")
    assert [row.values[name] for name in ("email", "email_2") if name in row.values] == found
    assert row.kept == ({"E-post": cell} if is_told else {})
    assert told([row]) == [(2, "E-post", cell)]


def test_numbers_with_words_in_brackets_are_divided_and_the_cell_kept() -> None:
    cell = "031-390 06 22 / 070-1740699 (jourtelefon)"
    _, (row, plain) = listed(
        [HEADINGS, ["Bo Ek", None, cell], ["Eva Ask", None, "+46 (0)31-390 06 23, 070-1740698"]],
        "contact",
    )
    assert (row.values["phone"], row.values["mobile"]) == ("031-390 06 22", "070-1740699")
    assert row.kept == {"Telefon": cell}
    assert told([row]) == [(2, "Telefon", cell)]
    assert plain.values["mobile"] == "070-1740698"
    assert not plain.kept


OUTLOOK = [
    *("Namn", "E-postadress", "E-posttyp", "E-post, visningsnamn"),
    *("Födelsedag", "Prioritet", "Privat", "Känslighet"),
]
AUTOMATIC: list[Cell] = ["SMTP", "Bo Ek (bo@example.org)", "0-00-00", "Normal", "Falskt", "Normal"]


def test_defaults_of_an_address_book_are_left_out_and_told() -> None:
    other: list[Cell] = ["SMTP", "Chefen (eva@example.org)", "1970-05-01", "Hög", "Falskt", None]
    rows: Rows = [
        OUTLOOK,
        ["Bo Ek", "bo@example.org", *AUTOMATIC],
        ["Eva Ask", "eva@example.org", *other],
    ]
    listing, (bo, eva) = listed(rows, "contact")
    assert "note" not in bo.values
    assert eva.kept == {
        "E-post, visningsnamn": "Chefen (eva@example.org)",
        "Födelsedag": "1970-05-01",
        "Prioritet": "Hög",
    }
    remark = "E-posttyp (2 celler), E-post, visningsnamn (1 celler), Födelsedag (1 celler)"
    assert f"hade fyllt i togs inte in: {remark}" in said(listing)
    assert "sparade i Anteckning: E-post, visningsnamn (1 celler), Födelsedag" in said(listing)


def test_the_same_texts_under_other_headings_are_kept() -> None:
    _, (row,) = listed([["Namn", "Kost"], ["Bo Ek", "Normal"]], "contact")
    assert row.kept == {"Kost": "Normal"}
