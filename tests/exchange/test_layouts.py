"""Which column goes where: cells are the second witness, and known layouts are known whole."""

from __future__ import annotations

import pytest

from desktop_app.domain.problems import Refused
from desktop_app.exchange.lists.readings import readings
from desktop_app.exchange.reading.reader import Cell
from tests.exchange.listing import Rows, fields, listed, said

NAME, EMAIL = "Bo Ek", "bo@example.org"


def test_a_filled_column_comes_before_an_empty_one() -> None:
    rows: Rows = [["Namn", "E-post", "Ditt namn", "Din e-post"], [None, "anonymous", NAME, EMAIL]]
    listing, (row,) = listed(rows, "contact")
    assert fields(listing)["Ditt namn"] == "given_name+family_name"
    assert fields(listing)["Din e-post"] == "email"
    assert (row.values["given_name"], row.values["email"]) == ("Bo", EMAIL)


@pytest.mark.parametrize(("cell", "field"), [("Fru", "Befattning"), (None, "Befattning")])
def test_a_title_of_address_is_no_job_title(cell: Cell, field: str) -> None:
    listing, _ = listed([["Namn", "Titel", "Befattning"], [NAME, cell, "Planerare"]], "contact")
    assert {name for name, place in fields(listing).items() if place == "title"} == {field}


def test_what_a_title_says_of_a_job_stays_a_title() -> None:
    listing, _ = listed([["Namn", "Titel"], [NAME, "Planerare"]], "contact")
    assert fields(listing)["Titel"] == "title"
    listing, (row,) = listed([["Namn", "Titel"], [NAME, "Dr."]], "contact")
    assert row.kept == {"Titel": "Dr."}


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Fax", "+46 40 628 04 11"), ("Personnummer", "0700102-0000"), ("Födelsedag", "1970-01-02")],
)
def test_headings_known_to_have_no_field_get_none_by_their_cells(heading: str, cell: str) -> None:
    listing, _ = listed([["Namn", heading], [NAME, cell]], "contact")
    assert fields(listing)[heading] is None


def test_part_of_a_heading_counts_only_where_cells_agree() -> None:
    listing, _ = listed([["Namn", "Telefon (landskod)"], [NAME, "040-628 04 10"]], "contact")
    assert fields(listing)["Telefon (landskod)"] is None
    listing, _ = listed([["Namn", "Allergi / land"], [NAME, "nötter"]], "contact")
    assert fields(listing)["Allergi / land"] is None


def test_the_type_of_a_phone_number_says_which_it_is() -> None:
    heads = ["Given Name", "Phone 1 - Type", "Phone 1 - Value", "Phone 2 - Type", "Phone 2 - Value"]
    cells = ["Bo", "Mobile", "070-1740605", "* Work", "040-628 04 10"]
    _, (row,) = listed([heads, cells])
    assert (row.values["mobile"], row.values["phone"]) == ("070-1740605", "040-628 04 10")


def test_dates_that_can_be_read_in_two_ways_are_counted() -> None:
    rows: Rows = [["Namn", "Bekräftad"], [NAME, "3/4/2026"], ["Eva Ask", "5/6/2026"]]
    listing, _ = listed(rows, "contact")
    assert [column.unsure for column in listing.columns] == [0, 2]
    listing, _ = listed([*rows, ["Ulf Alm", "25/6/2026"]], "contact")
    assert [column.unsure for column in listing.columns] == [0, 0]
    listing, _ = listed(rows, "contact", {"Bekräftad": "confirmed_on:mdy"})
    assert [column.unsure for column in listing.columns] == [0, 0]


def test_one_known_heading_among_many_is_not_enough() -> None:
    wide: Rows = [["title", "slug", "artist", "install", "photo", "seen"], ["x", *"abcde"]]
    with pytest.raises(Refused):
        listed(wide)
    assert listed(wide, "trip")[0].columns[0].field == "title"


def test_what_lacks_names_and_fits_far_better_is_asked_about() -> None:
    rows: Rows = [[None, "E-post", "Telefon", "Organisation"], ["Bo", EMAIL, "040-628 04 10", "x"]]
    with pytest.raises(Refused) as refused:
        listed(rows)
    sentence, advice = refused.value.sentence, refused.value.advice
    # What fits far better comes first, and the advice has the name that is given to `--entity`.
    assert "Contacts, Organisations or Networks" in sentence.into("en")
    assert "--entity contact" in advice.into("en")


@pytest.mark.parametrize(
    ("heading", "said_of_it"),
    [
        ("2. E-post (arbete) *", "epost"),
        ("Efternamn / Last name", "lastname"),
        ("Land\n(hemland)", "land"),
        ("[EN] Country", "country"),
        ("What is your e-mail?", "email"),
        ("Kontaktperson – Telefon", "telefon"),
        ("Organisation 1", "organisation"),
    ],
)
def test_headings_are_read_without_their_additions(heading: str, said_of_it: str) -> None:
    assert said_of_it in readings(heading)


def test_very_long_headings_are_read_as_they_stand() -> None:
    assert len(readings("Namn / (" * 5000)) == 1


def test_what_stands_below_a_list_is_told() -> None:
    rows: Rows = [["Namn", "E-post", "Ort"], [NAME, EMAIL, "Lund"], [], ["* vilande"]]
    listing, read = listed(rows, "contact")
    assert len(read) == 1
    assert "rad 4: * vilande" in said(listing)
