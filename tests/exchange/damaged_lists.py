"""F107–F115, F122, F124: what stands in the cells of a list, and what becomes of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

from desktop_app.exchange.lists.odd_cells import OddCells
from tests.exchange.damages import damage, mended, reason
from tests.exchange.listing import Rows, listed, said

GIVEN = "domain.kinds.given"
NEVER = "(?!)"
FAMILY = "👩\u200d👩\u200d👧\u200d👦"
ZALGO = normalize("NFC", "Z\u0335\u0321a\u0334\u0300lgo")
CLEANED = re.compile(r"[\u200c\u200d\u0300-\u036f]")


def first_day(text: str, first: int, second: int, year: int, _order: object) -> str:
    """Take a day for European."""
    return f"{year}-{second:02}-{first:02}"


def refuse_row(_self: OddCells, row: Any, *_: object) -> None:
    """Refuse a row with a cell that does not fit."""
    row.refused = True


@damage(
    107,
    {
        "a day of two readings is not read": {"domain.kinds.dates._ordered": first_day},
        "the order is asked for": {"domain.mending.order_of": lambda _: (None, 0)},
    },
)
def days_of_two_readings(folder: Path) -> None:
    days = ["3/4/2026", "5/4/2026", "5.4.26", "5 April 2026", "2026-04-05"]
    rows: Rows = [["Namn", "Bekräftad"], *(["Bo Ek", day] for day in days)]
    listing, found = listed(rows, "contact")
    assert [row.values.get("confirmed_on") for row in found] == [None, None, *["2026-04-05"] * 3]
    assert said(listing).count("på två sätt") == 1
    assert [bool(reason(row)) for row in found] == [True, True, False, False, False]
    proved, found = listed([*rows, ["Eva Ek", "25/4/2026"]], "contact")
    assert [row.values["confirmed_on"] for row in found[:2]] == ["2026-04-03", "2026-04-05"]
    assert "bara så finns alla" in said(proved)


@damage(
    108,
    {
        "bare numbers are looked at": {"exchange.lists.placing.needs_row": lambda *_: False},
        "a column of others gets no zero": {"exchange.lists.listed.are_at_home": lambda *_: True},
        "what was rounded is known": {"domain.mending.phones._ROUNDED": "x"},
        "two readings are none": {
            "domain.mending.phones._sure": lambda found, _about: next(iter(found.values()), None)
        },
    },
)
def phones_as_numbers(folder: Path) -> None:
    rows: Rows = [
        ["Namn", "Telefon"],
        ["Bo Ek", 701740605.0],
        ["Eva Ek", 447911123456.0],
        ["Ulf Ek", 980319201],
        ["Siv Ek", 447000000000.0],
        ["Per Ek", "4,47E+11"],
    ]
    _, found = listed(rows, "contact")
    phones = [row.values.get("phone") for row in found]
    assert phones == ["070-174 06 05", "+44 7911 123456", None, None, None]
    assert [bool(mended(row)) for row in found] == [True, True, False, False, False]
    assert [row.kept.get("Telefon") for row in found[2:]] == [
        *("980319201", "447000000000", "4,47E+11")
    ]
    others: list[list[Any]] = [["Bo Ek", 5551230 + n] for n in range(9)]
    _, found = listed([rows[0], *others, ["Eva Ek", 701740605]], "contact")
    assert not any(row.values.get("phone") for row in found)


@damage(109, {"a cell has an end": {f"{GIVEN}.MOST_UNITS": 10**9}})
def texts_beyond_a_cell(folder: Path) -> None:
    rows: Rows = [["Namn", "Anteckning"], ["Bo Ek", "👍" * 17_000], ["Eva Ek", "👍" * 16_000]]
    _, (long, short) = listed(rows, "contact")
    assert long.refused
    assert "Excelcell" in reason(long)
    assert len(str(short.values["note"])) == 16_000


@damage(
    111,
    {
        "what nobody sees is taken out": {f"{GIVEN}._JUNK": NEVER},
        "all spaces are spaces": {f"{GIVEN}._SPACES": NEVER},
        "it is told": {"domain.mending.cells.hides": lambda _: False},
        "it is counted": {"exchange.lists.repairs.MOST_TOLD": 10**6},
    },
)
def what_nobody_sees(folder: Path) -> None:
    odd = "\ufeff Bo\xa0E\u00adk\u200b\u2028"
    rows: Rows = [["Namn", "Titel"], *([odd, f" chef\xa0{n}\xa0"] for n in range(30))]
    _, found = listed(rows, "contact")
    for row in found:
        assert (row.values["given_name"], row.values["family_name"]) == ("Bo", "Ek")
        assert str(row.values["title"]).startswith("chef ")
    told = [problem for row in found for problem in row.problems]
    assert len(told) == 21
    assert all(problem.mended and problem.column == "Namn" for problem in told)
    assert "10 celler till" in told[-1].reason.into("sv")


@damage(
    112,
    {
        "texts are composed": {
            f"{GIVEN}.normalize": lambda _form, text: text,
            f"{GIVEN}.is_normalized": lambda _form, _text: True,
        }
    },
)
def composed_and_not(folder: Path) -> None:
    rows: Rows = [["Namn"], ["A\u030asa Nu\u0301n\u0303ez"], ["\u212bsa Núñez"], ["ﬁrma Ek"]]
    _, found = listed(rows, "contact")
    assert [row.values["given_name"] for row in found] == ["Åsa", "Åsa", "ﬁrma"]
    assert {row.values["family_name"] for row in found[:2]} == {"Núñez"}


@damage(113, {"what turns a text around is taken out": {f"{GIVEN}._JUNK": NEVER}})
def right_to_left(folder: Path) -> None:
    rows: Rows = [["Namn", "Titel", "Fil\u202e"], ["شلوم דוד", "chef\u202etxt.exe", "\u2066x"]]
    listing, (row,) = listed(rows, "contact")
    assert (row.values["given_name"], row.values["family_name"]) == ("شلوم", "דוד")
    assert row.values["title"] == "cheftxt.exe"
    assert mended(row) == ["Titel", "Fil"]
    shown = f"{listing.columns} {row.values} {row.kept} {said(listing)}"
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)


@damage(
    114,
    {
        "joiners stay": {f"{GIVEN}._JUNK": CLEANED},
    },
)
def signs_of_many_parts(folder: Path) -> None:
    rows: Rows = [["Namn", "Titel"], *(["Bo Ek", text] for text in (FAMILY, "🇸🇪", ZALGO, "𝔊𠀋"))]
    _, found = listed(rows, "contact")
    assert [row.values["title"] for row in found] == [FAMILY, "🇸🇪", ZALGO, "𝔊𠀋"]
    assert not any(row.problems for row in found)


@damage(115, {"halves of signs are taken out": {f"{GIVEN}._cleaned_once": lambda text, _: text}})
def halves_of_signs(folder: Path) -> None:
    rows: Rows = [["Namn", "Titel"], ["Bo\ud800 Ek", "\ud83d\ude00"], ["Eva Ek\udfff", "x"]]
    _, found = listed(rows, "contact")
    for row in found:
        str(row.values).encode()
    assert found[0].values["title"] == "😀"
    assert [row.values["family_name"] for row in found] == ["Ek", "Ek"]


@damage(
    122,
    {
        "addresses are divided": {
            "exchange.lists.odd_cells.sorted_out": lambda text, _parse: ([], [text])
        },
        "numbers are shared out": {"exchange.lists.odd_cells.shared_out": lambda *_: {}},
    },
)
def several_values(folder: Path) -> None:
    for between in ("; ", ", ", " / ", "\n", " och ", " ::: "):
        rows: Rows = [
            ["Namn", "E-post", "Telefon"],
            ["Bo Ek", f"a@example.org{between}b@example.org", f"08-465 004 12{between}070-1740605"],
        ]
        _, (row,) = listed(rows, "contact")
        assert (row.values["email"], row.values["email_2"]) == ("a@example.org", "b@example.org")
        assert (row.values["phone"], row.values["mobile"]) == ("08-465 004 12", "070-1740605")
        assert sorted(mended(row)) == ["E-post", "Telefon"]
        assert not row.kept


@damage(
    124,
    {"the row is kept": {"exchange.lists.odd_cells.OddCells._put_aside": refuse_row}},
)
def values_that_do_not_fit(folder: Path) -> None:
    rows: Rows = [
        ["Namn", "Titel", "Land", "E-post"],
        ["Bo Ek", "x" * 501, "Utopia", "ingen adress"],
    ]
    _, (row,) = listed(rows, "contact")
    assert not row.refused
    assert row.values.keys() == {"given_name", "family_name", "note"}
    assert {problem.column for problem in row.problems} == {"Titel", "Land", "E-post"}
    for text in ("x" * 501, "Utopia", "ingen adress"):
        assert text in str(row.values["note"])
