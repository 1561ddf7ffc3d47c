"""Lists that are not ours: every column is placed or named, every cell is found again."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.exchange.lists.columns import EVERY, OURS, known_headings, plain, synonyms
from desktop_app.exchange.lists.foreign import understand
from desktop_app.exchange.lists.plain_table import WHY
from desktop_app.exchange.reading.reader import Cell, Sheet, Table
from tests.exchange.listing import CONTEXT, Rows, fields, listed, said, table, told

# Headings


@pytest.mark.parametrize(
    "headings",
    [
        ("Förnamn", "Efternamn", "E-postadress", "Telefonnummer", "Land"),
        ("First name", "Surname", "E-mail address", "Phone number", "Country"),
        ("given_name", "FAMILY NAME *", "e mail", "Tel.", "country:"),
        ("Vorname", "Name", "E-Mail-Adresse", "Telefon", "Pays"),
    ],
)
def test_headings_are_known_in_several_languages(headings: Sequence[str]) -> None:
    cells = ("Greta", "Lindqvist", "greta@example.org", "08-465 004 12", "Sverige")
    listing, (row,) = listed([headings, cells])
    assert [c.field for c in listing.columns] == [
        *("given_name", "family_name", "email", "phone", "country")
    ]
    assert row.values == {
        "given_name": "Greta",
        "family_name": "Lindqvist",
        "email": "greta@example.org",
        "phone": "08-465 004 12",
        "country": "SE",
    }
    assert not row.problems
    assert not row.refused


def test_labels_come_before_synonyms_and_columns_tell_how() -> None:
    cells = ["a@example.org", "b@example.org", "Bo Ek"]
    listing, (row,) = listed([["Mejl", "E-post", "Namn"], cells], "contact")
    assert [(c.field, c.how) for c in listing.columns] == [
        ("email_2", "synonym"),
        ("email", "label"),
        ("given_name+family_name", "synonym"),
    ]
    assert row.values["email"] == "b@example.org"


def test_every_synonym_leads_to_a_field() -> None:
    for entity, target, text in synonyms():
        assert plain(text), text
        if entity == OURS:
            continue
        entities = CATALOGUE if entity == EVERY else {entity: CATALOGUE[entity]}
        names = set(filter(None, target.split("+")))
        assert any(names <= found.by_name.keys() for found in entities.values()), (entity, target)


def test_labels_of_an_entity_differ_so_that_what_we_write_comes_back() -> None:
    for entity in CATALOGUE.values():
        for field in entity:
            for label in (field.label.sv, field.label.en):
                meanings = known_headings(entity.name)[plain(label)]
                assert next(iter(meanings)) == field.name, (entity.name, label)


def test_a_reason_column_of_ours_is_known() -> None:
    assert {WHY.sv, WHY.en} <= {text for entity, _, text in synonyms() if entity == OURS}


def test_columns_with_unknown_headings_are_placed_by_their_cells() -> None:
    headings = ["Namn", "Kontaktväg", "Nås på", "Hör hemma i", "Sida", "Hattstorlek"]
    row: list[Cell] = [
        "Bo Ek",
        "b@example.org",
        "+46 8 465 004 12",
        "Finland",
        "www.example.org",
        50,
    ]
    rows: Rows = [headings, row, row]
    listing, (first, *_) = listed(rows, "contact")
    assert fields(listing) == {
        "Namn": "given_name+family_name",
        "Kontaktväg": "email",
        "Nås på": "phone",
        "Hör hemma i": "country",
        "Sida": None,
        "Hattstorlek": None,
    }
    assert {c.how for c in listing.columns[1:4]} == {"content"}
    assert "Kolumnen ”Kontaktväg” tycks innehålla e-postadresser och läses som E-post." in said(
        listing
    )
    assert first.values["note"] == "Sida: www.example.org\nHattstorlek: 50"


def test_dates_alone_do_not_tell_what_they_mean() -> None:
    listing, _ = listed([["Namn", "Född"], ["Bo Ek", "1970-01-02"]], "contact")
    assert fields(listing)["Född"] is None
    listing, _ = listed([["Namn", "Datum"], ["Bo Ek", "2026-01-02"]], "contact")
    assert fields(listing)["Datum"] == "confirmed_on"


# Which entity


@pytest.mark.parametrize(
    ("headings", "cells", "entity"),
    [
        (["Förnamn", "E-post"], ["Bo", "bo@example.org"], "contact"),
        (["Namn", "Nämnd"], ["Idrottsförvaltningen", "Idrottsnämnden"], "organisation"),
        (["Namn", "Typ"], ["Malmö", "Stad"], "organisation"),
        (["Name", "Reach", "Member since"], ["C40", "Global", "2007-01-01"], "network"),
        (
            ["Titel", "Startdatum", "Slutdatum", "Flyg godkänt av"],
            ["x", "2026-03-05", "2026-03-06", "y"],
            "trip",
        ),
        (["Inkom", "Typ", "Ämne", "Antal personer"], ["2026-03-05", "x", "y", 12], "request"),
    ],
)
def test_entity_is_guessed(headings: list[Cell], cells: list[Cell], entity: str) -> None:
    listing, _ = listed([headings, cells])
    assert listing.entity.name == entity


def test_two_that_fit_equally_are_refused_with_advice() -> None:
    with pytest.raises(Refused) as refused:
        listed([["Namn", "Land"], ["Malmö", "Sverige"]])
    assert "kontakter eller organisationer" in refused.value.into("sv").casefold()
    assert "--entity" in refused.value.into("en")


def test_the_name_of_the_sheet_decides_between_equals() -> None:
    sheets = table([["Namn", "Land"], ["Bo Ek", "Sverige"]], names=("Kontakter",))
    (listing,) = understand(sheets, None, {}, CONTEXT)
    assert listing.entity.name == "contact"


@pytest.mark.parametrize("entity", [None, "contact"])
def test_nothing_that_fits_is_refused_with_the_columns(entity: str | None) -> None:
    with pytest.raises(Refused, match="Längd") as refused:
        listed([["Längd", "Bredd"], [1, 2]], entity)
    assert "--map" in refused.value.into("sv")


def test_unknown_entity_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        listed([["Namn"], ["Bo"]], "person")
    assert "contact" in refused.value.into("sv")


def test_empty_file_is_refused() -> None:
    with pytest.raises(Refused, match="no filled cells"):
        understand(table([[None, " "]]), "contact", {}, CONTEXT)


# What the caller says


def test_mapping_by_heading_letter_label_and_name() -> None:
    rows: Rows = [["Vem", "Var", "När", "Hur"], ["Greta Lindqvist", "Malmö", "5/3/2026", "bil"]]
    mapping = {"vem": "given_name+family_name", "B": "Ort", "När": "confirmed_on:dmy", "Hur": ""}
    listing, (row,) = listed(rows, "contact", mapping)
    assert {c.how for c in listing.columns} == {"given", None}
    assert row.values == {
        "given_name": "Greta",
        "family_name": "Lindqvist",
        "city": "Malmö",
        "confirmed_on": "2026-03-05",
    }
    assert "Utelämnade kolumner: Hur (1 celler)" in said(listing)


def test_a_column_that_is_left_out_goes_nowhere() -> None:
    rows: Rows = [["Namn", "E-post", "Mejl"], ["Bo Ek", "bo@example.org", "ek@example.org"]]
    listing, (row,) = listed(rows, "contact", {"E-post": ""})
    assert fields(listing)["E-post"] is None
    assert row.values["email"] == "ek@example.org"
    assert row.kept == {}


def test_same_value_for_all_rows() -> None:
    rows: Rows = [["Namn", "Typ"], ["Malmö", "x"], ["Lund", "y"]]
    listing, read = listed(rows, "organisation", {"=Stad": "kind"})
    assert [row.values["kind"] for row in read] == ["city", "city"]
    assert [row.values["note"] for row in read] == ["Typ: x", "Typ: y"]
    assert not told(read)
    assert "Alla rader får Typ: Stad." in said(listing)
    listing, read = listed(rows, "organisation", {"=Stad": "kind", "=Region Skåne": "parent"})
    assert [row.links for row in read] == [{"parent": "Region Skåne"}] * 2


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"Epost": "email"}, "”Namn”, ”Mejl”"),
        ({"Mejl": "emial"}, "”email”"),
        ({"Mejl": "xyzzy"}, "given_name, family_name"),
        ({"Mejl": "email", "Namn": "email"}, "Mejl och Namn"),
        ({"Mejl": "email", "=a@example.org": "email"}, "på två sätt"),
        ({"=a@example": "email"}, "E-post: "),
        ({"Mejl": "confirmed_on:ydm"}, "dmy"),
    ],
)
def test_mapping_that_names_what_is_not_there_is_refused(
    mapping: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused) as refused:
        listed([["Namn", "Mejl"], ["Bo Ek", "bo@example.org"]], "contact", mapping)
    assert words in refused.value.into("sv")


def test_required_choice_without_a_column_is_said_once() -> None:
    listing, read = listed([["Namn", "Ort"], ["Malmö stad", "Malmö"]], "organisation")
    assert "Ange kolumnen med --map ”Kolumn=kind”" in said(listing)
    assert "”=Fackförvaltning=kind”" in said(listing)
    assert [row.refused for row in read] == [True]
    assert told(read) == [(2, "Typ", "")]


# What else a sheet holds


def test_titles_blank_rows_repeated_headings_and_totals_are_told() -> None:
    rows: Rows = [
        ["Deltagare 2026"],
        [],
        ["Titel", "Budget i kronor", "Typ"],
        ["Hamnen", 100, "EU-projekt"],
        [None, " "],
        ["Titel", "Budget i kronor", "Typ"],
        ["Bron", 200, "EU-projekt"],
        ["Summa", 300],
    ]
    listing, read = listed(rows, "collaboration")
    assert listing.heading_row == 3
    assert [row.row_number for row in read] == [4, 7]
    words = said(listing)
    assert "rad 1: Deltagare 2026" in words
    assert "Tomma rader hoppades över: 1." in words
    assert "Upprepade rubrikrader hoppades över: rad 6." in words
    assert "rad 8: Summa | 300" in words


def test_a_name_that_reads_like_a_sum_is_a_row() -> None:
    _, read = listed([["Namn", "Typ"], ["Lund", "Stad"], ["Total", "Bolag"]], "organisation")
    assert [row.values["name"] for row in read] == ["Lund", "Total"]
    _, read = listed([["Namn"], ["Lund"], ["Total"]], "organisation", {"=Stad": "kind"})
    assert [row.values["name"] for row in read] == ["Lund", "Total"]


def test_list_without_headings_loses_no_row() -> None:
    rows: Rows = [["Bo Ek", "bo@example.org"], ["Eva Ek", "eva@example.org"]]
    listing, read = listed(rows, "contact", {"A": "given_name+family_name"})
    assert listing.heading_row == 0
    assert "ingen rubrikrad" in said(listing)
    assert [row.values["email"] for row in read] == ["bo@example.org", "eva@example.org"]
    assert [row.values["family_name"] for row in read] == ["Ek", "Ek"]


def test_headings_that_are_there_twice_stay_apart() -> None:
    listing, (row,) = listed(
        [["Namn", "Svar", "Svar", None], ["Bo Ek", "ja", "nej", "kanske"]], "contact"
    )
    assert [c.heading for c in listing.columns] == ["Namn", "Svar", "Svar (C)", "D"]
    assert row.kept == {"Svar": "ja", "Svar (C)": "nej", "D": "kanske"}
    assert "Rubriken ”Svar” finns flera gånger" in said(listing)


def test_numbers_of_rows_and_ids_are_left_out_and_named() -> None:
    one = "0b2f3d0e-3c52-4e7e-9a55-1d2b8c7f4a10"
    rows: Rows = [
        ["Nr", "Namn", "Rad-id", WHY.sv],
        [1, "Bo Ek", one, "x"],
        ["2.", "Eva Ek", one, None],
    ]
    listing, read = listed(rows, "contact")
    assert [row.kept for row in read] == [{}, {}]
    for words in (r"numrerar.*Nr \(2", r"id .*Rad-id \(2", rf"anmärkningar.*{WHY.sv} \(1"):
        assert re.search(words, said(listing))


def test_sheets_that_are_not_taken_in_are_named_with_their_rows() -> None:
    people: Rows = [["Namn", "E-post"], ["Bo Ek", "bo@example.org"]]
    sheets = table(people, [["Pris"], [12], [13]], [["Namn", "E-post"], ["Eva Ek", None]])
    first, second = understand(sheets, None, {}, CONTEXT)
    assert (first.sheet, second.sheet) == ("Blad1", "Blad3")
    assert "Blad2 (3 ifyllda rader)" in said(first)
    assert "Blad2" not in said(second)


def test_hidden_sheets_are_read_and_it_is_said() -> None:
    hidden = Table("xlsx", [Sheet("Gömt", True, [["Namn"], ["Bo Ek"]])], None, None, ())
    (listing,) = understand(hidden, "contact", {}, CONTEXT)
    assert len(listing.rows) == 1
    assert "Gömt är dolt" in said(listing)


def test_words_read_well_in_both_languages() -> None:
    rows: Rows = [
        ["Lista"],
        ["Namn", "Namn", "E-post", "Bekräftad", "Nr", "Övr"],
        ["Bo Ek", "x", "?", "3/4/2026", 1, "y"],
        ["Namn", "Namn", "E-post", "Bekräftad", "Nr", "Övr"],
        [],
        ["", None, None, None, 2, None],
    ]
    listing, read = listed(rows, "contact", {"=Mässa": "source"})
    problems = (p for row in read for p in row.problems)
    for words in (*listing.remarks, *(p.reason for p in problems)):
        for language in ("sv", "en"):
            text = words.into(language)
            assert "{" not in text
            assert "Words(" not in text
