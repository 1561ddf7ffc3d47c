"""Whole lists, real ones and drawn ones, in which every cell is found again."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from desktop_app.domain.problems import Refused
from desktop_app.exchange.lists.columns import Listing
from desktop_app.exchange.lists.drafts import GUESSED
from desktop_app.exchange.lists.foreign import read_rows, understand
from desktop_app.exchange.lists.plain_table import WHY
from desktop_app.exchange.lists.witness import cell_text
from desktop_app.exchange.reading.reader import Cell, Table, read_file
from tests.exchange.listing import CONTEXT, LONG, assert_all_found, table, told

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
CITY = SHARED / "data" / "city_organisations.csv"
CORPUS = SHARED / "corpus"


def test_the_city_list_of_organisations() -> None:
    if not CITY.exists():
        pytest.skip("the city's list is not here")
    (listing,) = understand(read_file(CITY), None, {}, CONTEXT)
    rows = list(read_rows(listing, CONTEXT))
    assert listing.entity.name == "organisation"
    assert {column.how for column in listing.columns} == {"label"}
    with CITY.open(encoding="utf-8") as file:
        cells = list(csv.DictReader(file))
    codes = {"fackförvaltning": "specialist_department", "bolag": "company"}
    codes["stadsdelsförvaltning"] = "city_district_department"
    for row, cell in zip(rows, cells, strict=True):
        assert row.values["kind"] == codes[cell["kind"]]
        assert row.links.get("replaced_by", "") == cell["replaced_by"]
        for name in ("name", "board", "valid_from", "valid_to", "note"):
            assert (row.values.get(name) or "") == cell[name]
        assert not row.problems


def test_the_list_of_a_delegation_with_faults() -> None:
    found = read_file(HERE / "lists" / "delegation.csv")
    (listing,) = understand(found, None, {}, CONTEXT)
    rows = {row.row_number: row for row in read_rows(listing, CONTEXT)}
    assert (listing.entity.name, listing.heading_row) == ("contact", 3)
    mended = {(p.row, p.value) for row in rows.values() for p in row.problems if p.mended}
    assert [each for each in told(list(rows.values())) if (each[0], each[2]) not in mended] == [
        (5, "E-post", "jan.novak@example"),
        (5, "Senast kontrollerad", "2026-02-30"),
        (6, "Land", "Utopia"),
        (8, "Namn", ""),
    ]
    assert [number for number, row in rows.items() if row.refused] == [8]
    assert rows[4].values["note"] == "Allergi: nötter"
    assert rows[5].values["given_name"] == "Jan"
    assert rows[5].kept == {"E-post": "jan.novak@example", "Senast kontrollerad": "2026-02-30"}
    assert rows[6].values["title"] == "=SUM(A1:A9)"
    assert rows[6].values["email_2"] == "m.berg@example.com"
    assert rows[6].values["confirmed_on"] == "2026-03-05"
    assert rows[9].values["mobile"] == "+43 1 4000"
    assert rows[9].links == {"organisation": "Stadt Wien"}
    assert_all_found(found.sheets[0].rows, listing, rows)


@dataclass(frozen=True)
class Real:
    """A real list: how it is taken in, faults by row and heading, and what is to be told."""

    entity: str
    mapping: dict[str, str]
    rows: int
    faults: dict[tuple[int, str], str | None]
    told: list[tuple[int, str, str]] | None
    refused: list[int]


REAL = {
    "index.tsv": Real(
        entity="organisation",
        mapping={"file": "name", "source": "short_name", "licence": "board", "=Annat": "kind"},
        faults={(40, "file"): None, (600, "source"): LONG, (1200, "file"): LONG},
        told=[(40, "file", ""), (600, "source", LONG), (1200, "file", LONG), (1200, "file", "")],
        refused=[40, 1200],
        rows=1275,
    ),
    "agate-excel/examples__covid_19-iss.xlsx": Real(
        entity="interaction",
        mapping={"DATA_INIZIO_SINTOMI": "date", "CASI": "summary", "=Möte": "kind"},
        faults={
            (10, "DATA_INIZIO_SINTOMI"): "31/02/2020",
            (200, "DATA_INIZIO_SINTOMI"): "nyss",
            (300, "CASI"): None,
        },
        # Its last row holds a sum without a word for it, and no day.
        told=[
            *((10, "DATA_INIZIO_SINTOMI", "31/02/2020"), (10, "DATA_INIZIO_SINTOMI", "")),
            *((200, "DATA_INIZIO_SINTOMI", "nyss"), (200, "DATA_INIZIO_SINTOMI", "")),
            *((300, "CASI", ""), (503, "DATA_INIZIO_SINTOMI", "")),
        ],
        refused=[10, 200, 300, 503],
        rows=502,
    ),
    "messytables/horror__long.csv": Real(
        entity="organisation",
        mapping={"foo": "name", "=Annat": "kind"},
        faults={(7, "foo"): LONG, (2000, "foo"): "=1+1", (3999, "foo"): "x" * 501},
        told=[(7, "foo", LONG), (7, "foo", ""), (3999, "foo", "x" * 501), (3999, "foo", "")],
        refused=[7, 3999],
        rows=3999,
    ),
    "phpspreadsheet/samples__Reader2__sampleData__example2.csv": Real(
        entity="organisation",
        mapping={"City": "name", "=Stad": "kind"},
        faults={(3, "Country"): "Utopia", (9, "City"): None, (100, "City"): LONG},
        told=None,
        refused=[9, 100],
        rows=222,
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_real_lists_with_planted_faults(name: str, tmp_path: Path) -> None:
    if not (CORPUS / name).exists():
        pytest.skip("the corpus is not here")
    about = REAL[name]
    original = read_file(CORPUS / name)
    (listing,) = understand(original, about.entity, about.mapping, CONTEXT)
    copy = with_faults(original, listing, about.faults, tmp_path)
    (listing,) = understand(copy, about.entity, about.mapping, CONTEXT)
    rows = {row.row_number: row for row in read_rows(listing, CONTEXT)}
    assert len(rows) == about.rows
    (sheet,) = (sheet for sheet in copy.sheets if sheet.name == listing.sheet)
    if about.told is not None:
        stripped = [(row, column, value.strip()) for row, column, value in about.told]
        assert told(list(rows.values())) == stripped
    assert {p.sheet for row in rows.values() for p in row.problems} == {listing.sheet}
    assert [number for number, row in rows.items() if row.refused] == about.refused
    for (number, heading), text in about.faults.items():
        problems = [p for p in rows[number].problems if p.column == heading]
        assert problems or text == "=1+1"
    assert_all_found(sheet.rows, listing, rows)


def with_faults(
    original: Table, listing: Listing, faults: Mapping[tuple[int, str], str | None], folder: Path
) -> Table:
    """Return a copy of the file, written and read again, with faults at row and heading."""
    place = {column.heading: column.index for column in listing.columns}
    book = Workbook(write_only=True)
    for sheet in original.sheets:
        page = book.create_sheet(sheet.name[:31])
        for number, row in enumerate(sheet.rows, 1):
            cells = list(row)
            for (at, heading), text in faults.items():
                if at == number and sheet.name == listing.sheet:
                    cells[place[heading]] = text
            page.append(
                [cell_text(c, CONTEXT) if isinstance(c, str) and c[:1] != "=" else c for c in cells]
            )
    book.save(folder / "copy.xlsx")
    copy = read_file(folder / "copy.xlsx")
    # A library takes =1+1 for a formula; here a text is meant.
    for (at, heading), text in faults.items():
        for sheet in copy.sheets:
            if sheet.name == listing.sheet[:31]:
                sheet.rows[at - 1][place[heading]] = text
    return copy


# Nothing is dropped unsaid


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        [
            *(
                "bo@example.org",
                "a@example.org; b@example.org; c@example.org",
                "not@mail",
                "Sverige",
            ),
            *("Utopia", "2026-02-30", "5 mars 2026", "3/4/2026", "25/4/2026", "Stad", "Bo Ek"),
            *("=1+1", "'=1", "'x", "+46 8 465 004 12", "12", "Summa", "ja", "engelska", LONG),
        ]
    ),
    st.integers(-5, 99999),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)
HEADINGS = st.one_of(
    st.sampled_from(
        [
            *("Namn", "Förnamn", "Efternamn", "E-post", "E-post 2", "Typ", "Land", "Datum", "Ämne"),
            *("Organisation", "Anteckning", "Privat anteckning", "Bekräftad", "Telefon", "Inkom"),
            *("Språk", "Nr", "Kommentar", "Sammanfattning", "Giltig från", WHY.en, "Sekretess"),
        ]
    ),
    st.text(max_size=8),
    st.none(),
)


@st.composite
def sheets(draw: st.DrawFn) -> list[list[Cell]]:
    """Return a heading row with rows of any cells, longer and shorter ones among them."""
    headings = draw(st.lists(HEADINGS, min_size=1, max_size=7))
    rows = draw(st.lists(st.lists(CELLS, max_size=len(headings) + 1), max_size=6))
    return [headings, *rows]


@settings(max_examples=400)
@given(
    sheets(),
    st.sampled_from([None, *GUESSED, "stop", "appointment"]),
    st.sampled_from(["xlsx", "csv"]),
)
@example([["Namn"], ["a@example.org b@example.org c@example.org"]], "contact", "csv")
def test_every_cell_is_found_again(rows: list[list[Cell]], entity: str | None, kind: str) -> None:
    made = table(rows, kind=kind)
    try:
        listing, *beside = understand(made, entity, {}, CONTEXT)
    except Refused:
        return
    if beside:  # two tables side by side: test_layouts has them
        return
    read = {row.row_number: row for row in read_rows(listing, CONTEXT)}
    assert_all_found(made.sheets[0].rows, listing, read)
