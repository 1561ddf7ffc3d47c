"""F118–F121 and F123: tables as people make them are understood, and nothing of them is silent.

Each test holds for the program as it is, and fails when one of its guards is taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.lists import foreign, heads, layout, tables, telling
from desktop_app.exchange.lists.columns import Listing, is_known
from desktop_app.exchange.lists.foreign import understand
from desktop_app.exchange.lists.readings import plain
from desktop_app.exchange.reading.reader import Cell, read_file
from tests.exchange.listing import CONTEXT, Rows, fields, listed, said, table

BO = ("Bo", "Ek", "bo@example.org", "Malmö")
EVA = ("Eva", "Ask", "eva@example.org", "Lund")
HEAD = ("Förnamn", "Efternamn", "E-post", "Ort")
PLACED = dict(zip(HEAD, ("given_name", "family_name", "email", "city"), strict=True))


def taken(listing: Listing) -> list[tuple[int, str]]:
    """Return number and first text of the rows that are taken in."""
    return [(n, str(next(filter(None, row), ""))) for n, row in listing.rows]


def f118_titles_and_two_lines_of_headings() -> None:
    rows: Rows = [
        ["Kontakter 2026"],
        ["Uppdaterad i mars"],
        [],
        ["Person", None, "Kontakt", None, "Ort"],
        ["Förnamn", "Efternamn", "E-post", "Telefon", None],
        ["(text)", "(text)", "(namn@plats)", "(med riktnummer)", None],
        ["Bo", "Ek", "bo@example.org", "040-628 04 10", "Malmö"],
    ]
    listing, _ = listed(rows)
    assert fields(listing) == {**PLACED, "Telefon": "phone"}
    assert taken(listing) == [(7, "Bo")]
    words = said(listing)
    for text in ("rad 1: Kontakter 2026", "rad 4: Person | Kontakt | Ort", "rad 6: (text)"):
        assert text in words


def f118_the_same_below_two_groups() -> None:
    rows: Rows = [
        ["Kontaktperson", None, "Ersättare", None],
        ["Namn", "E-post", "Namn", "E-post"],
        ["Bo Ek", "bo@example.org", "Eva Ask", "eva@example.org"],
    ]
    listing, (row,) = listed(rows, "contact")
    assert [c.heading for c in listing.columns][2:] == ["Ersättare – Namn", "Ersättare – E-post"]
    assert row.values["given_name"] == "Bo"
    assert row.kept == {"Ersättare – Namn": "Eva Ask"}


def f118_renamed_translated_and_marked() -> None:
    headings = (
        *("1. Förnamn *", "Surname / Efternamn", "E-post (arbete)", "SV: Ort", "Din befattning"),
        *("Vilken organisation representerar du?", "Land\n(hemland)", "Mobil tel."),
    )
    cells = (*BO, "Planerare", "Malmö stad", "Sverige", "070-1740605")
    listing, _ = listed([headings, cells])
    assert [c.field for c in listing.columns] == [
        *("given_name", "family_name", "email", "city", "title", "organisation", "country"),
        "mobile",
    ]


def f118_moved_repeated_empty_and_missing() -> None:
    rows: Rows = [
        ["E-post", None, "Efternamn", "Förnamn", "Svar", "Svar"],
        ["bo@example.org", "x", "Ek", "Bo", "ja", "nej"],
    ]
    listing, (row,) = listed(rows)
    assert row.values["given_name"] == "Bo"
    assert row.kept == {"B": "x", "Svar": "ja", "Svar (F)": "nej"}
    assert "Rubriken ”Svar” finns flera gånger" in said(listing)
    listing, _ = listed([BO, EVA], "contact", {"A": "given_name", "B": "family_name"})
    assert (listing.heading_row, len(listing.rows)) == (0, 2)
    assert "ingen rubrikrad" in said(listing)


def f119_blank_rows_totals_and_notes() -> None:
    rows: Rows = [
        ["Titel", "Budget i kronor", "Typ"],
        ["Hamnen", 100, "EU-projekt"],
        ["Delsumma", 100],
        [],
        ["Titel", "Budget i kronor", "Typ"],
        ["Bron", 200, "EU-projekt"],
        ["Total", 5, "EU-projekt"],
        ["Summa 2026", "300 kr"],
        [],
        ["Källa: projektkontoret"],
    ]
    listing, _ = listed(rows, "collaboration")
    assert taken(listing) == [(2, "Hamnen"), (6, "Bron"), (7, "Total")]
    words = said(listing)
    assert "Tomma rader hoppades över: 2." in words
    assert "rad 3: Delsumma | 100" in words
    assert "rad 8: Summa 2026 | 300 kr" in words
    assert "Upprepade rubrikrader hoppades över: rad 5." in words
    assert "rad 10: Källa: projektkontoret" in words


def f119_two_tables_side_by_side() -> None:
    rows: Rows = [[*HEAD, None, *HEAD], [*BO, None, *EVA], [*EVA, None, *[None] * 4]]
    first, second = understand(table(rows), None, {}, CONTEXT)
    assert taken(first) == [(2, "Bo"), (3, "Eva")]
    assert taken(second) == [(2, "Eva")]
    assert (first.sheet, second.sheet) == ("Blad1", "Blad1 (F–I)")
    assert fields(first) == fields(second) == PLACED
    assert "På bladet Blad1 står 2 listor; den här är kolumn F–I." in said(second)
    spaced: Rows = [[*HEAD, None, "Land"], [*BO, None, "Sverige"]]
    (one,) = understand(table(spaced), None, {}, CONTEXT)
    assert fields(one)["Land"] == "country"


def f119_tables_below_one_another() -> None:
    rows: Rows = [
        HEAD,
        BO,
        [],
        ["Nätverk vi är med i"],
        ["Nätverk", "Medlem sedan", "Webbplats"],
        ["Eurocities", "1998-01-01", "www.example.org"],
        [],
        ["Pris", "Antal"],
        [12, 2],
    ]
    people, networks = understand(table(rows), None, {}, CONTEXT)
    assert (people.entity.name, taken(people)) == ("contact", [(2, "Bo")])
    assert networks.entity.name == "network"
    assert "På bladet Blad1 står 2 listor; den här är rad 4–9." in said(networks)
    assert "rad 4: Nätverk vi är med i" in said(networks)
    (only,) = understand(table(rows), "contact", {}, CONTEXT)
    assert "Blad som inte togs in: Blad1, rad 4–9 (5 ifyllda rader)" in said(only)


def f120_filtered_and_hidden(folder: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (HEAD, BO, EVA):
        page.append(row)
    page.auto_filter.ref = "A1:D3"
    page.row_dimensions[2].hidden = True
    page.column_dimensions["C"].hidden = True
    away = book.create_sheet("Gömt")
    away.append(HEAD)
    away.append(("Ulf", "Alm", "ulf@example.org", "Lund"))
    away.sheet_state = "hidden"
    book.save(folder / "hidden.xlsx")
    seen, hidden = understand(read_file(folder / "hidden.xlsx"), None, {}, CONTEXT)
    assert taken(seen) == [(2, "Bo"), (3, "Eva")]
    assert fields(seen) == PLACED
    assert taken(hidden) == [(2, "Ulf")]
    assert "Bladet Gömt är dolt i filen; det togs in ändå." in said(hidden)


def f121_extra_columns() -> None:
    listing, (row,) = listed([[*HEAD, "Hattstorlek", "Nr"], [*BO, 58, 1]])
    assert row.values["note"] == "Hattstorlek: 58\nNr: 1"
    words = "Kolumner utan eget fält, sparade i Anteckning: Hattstorlek (1 celler), Nr (1 celler)."
    assert words in said(listing)
    assert {c.heading: c.kept for c in listing.columns if c.field is None} == {
        "Hattstorlek": True,
        "Nr": True,
    }


def f123_headings_only() -> None:
    listing, read = listed([HEAD])
    assert (read, listing.rows, fields(listing)) == ([], [], PLACED)
    twice, read = listed([HEAD, [], HEAD])
    assert (read, twice.rows) == ([], [])


CASES: Mapping[str, Callable[[], None]] = {
    "F118 titles and two lines": f118_titles_and_two_lines_of_headings,
    "F118 two groups": f118_the_same_below_two_groups,
    "F118 renamed": f118_renamed_translated_and_marked,
    "F118 moved": f118_moved_repeated_empty_and_missing,
    "F119 totals": f119_blank_rows_totals_and_notes,
    "F119 side by side": f119_two_tables_side_by_side,
    "F119 below": f119_tables_below_one_another,
    "F121 extra": f121_extra_columns,
    "F123 headings only": f123_headings_only,
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_fault_is_survived(case: Callable[[], None]) -> None:
    case()


def test_f120_filtered_and_hidden_rows_are_taken_in(tmp_path: Path) -> None:
    f120_filtered_and_hidden(tmp_path)


# Without its guard each is missed


def never(*_args: object) -> bool:
    return False


def first_only(text: str) -> tuple[str, ...]:
    return (plain(text),)


def without_unplaced(draft: Any, context: Any) -> tuple[tuple[object, ...], list[Words]]:
    """Return the columns with a field only, as if the others were not there."""
    columns, about = ALL_COLUMNS(draft, context)
    return tuple(column for column in columns if column.field), about[:0]


def without_twins(texts: list[str]) -> tuple[tuple[str, ...], list[object]]:
    return tuple(texts), []


def heading_as_row(head: Any, _context: Any) -> tuple[list[object], list[object]]:
    return [(head.number, head.cells), *head.rows], []


def shown_rows(rows: Any) -> list[tuple[int, list[Cell]]]:
    """Return the rows as if the second were hidden, and what is hidden were left out."""
    return [row for row in ALL_ROWS(rows) if row[0] != 2]


ALL_COLUMNS = telling._columns
ALL_ROWS = layout.filled_rows
GUARDS: tuple[tuple[str, object, str, object], ...] = (
    ("F118 titles and two lines", heads, "_has_upper_line", never),
    ("F118 titles and two lines", heads, "_explains", never),
    ("F118 two groups", heads, "_has_upper_line", never),
    ("F118 renamed", "desktop_app.exchange.lists.columns", "readings", first_only),
    ("F118 moved", layout, "_names", without_twins),
    ("F118 moved", heads, "is_data", never),
    ("F119 totals", layout, "_is_total", never),
    ("F119 totals", layout, "_without_foot", lambda rows, _filled: (rows, [])),
    ("F119 totals", layout, "_repeated", lambda _head: ([], [])),
    ("F119 side by side", tables, "_repeat", never),
    ("F119 side by side", tables, "_beside", lambda *_: None),
    ("F119 below", tables, "_head_after", lambda *_: None),
    ("F119 below", foreign, "unread", lambda _sheets: ()),
    ("F121 extra", telling, "_columns", without_unplaced),
    ("F123 headings only", layout, "_without_others", heading_as_row),
)


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Let nothing that was found without a guard be remembered, or with it."""
    is_known.cache_clear()
    yield
    is_known.cache_clear()


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize(
    ("name", "where", "what", "instead"), GUARDS, ids=[f"{g[0]}-{g[2]}" for g in GUARDS]
)
def test_guard_is_missed(
    name: str, where: object, what: str, instead: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    if isinstance(where, str):
        monkeypatch.setattr(f"{where}.{what}", instead)
    else:
        monkeypatch.setattr(where, what, instead)
    with pytest.raises((AssertionError, LookupError, Refused, ValueError)):
        CASES[name]()


@pytest.mark.parametrize(
    ("where", "what", "instead"),
    [(foreign, "filled_rows", shown_rows), (telling, "HIDDEN", Words("", ""))],
    ids=["hidden rows", "hidden sheets"],
)
def test_guard_of_f120_is_missed(
    where: object, what: str, instead: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, what, instead)
    with pytest.raises(AssertionError):
        f120_filtered_and_hidden(tmp_path)
