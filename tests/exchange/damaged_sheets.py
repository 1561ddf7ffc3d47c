"""F89–F93, F102–F106, F110, F117: what a workbook's XML says of its cells, and what is read."""

from __future__ import annotations

import io
import math
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from desktop_app.domain.kinds import Text
from desktop_app.exchange.lists.foreign import read_rows, understand
from desktop_app.exchange.lists.plain_table import write_csv, write_xlsx
from desktop_app.exchange.reading import frames
from desktop_app.exchange.reading.recoded import in_utf8
from tests.exchange.damages import (
    AS_THEY_COME,
    READING,
    ROWS,
    damage,
    filled,
    mended,
    read,
    reason,
    refusal,
    said,
)
from tests.exchange.here import read_here
from tests.exchange.listing import CONTEXT, Rows, listed, table
from tests.exchange.test_gate import package, parts_of

FORMULAS = ("=1+1", "+46 8 465 004 12", "-1", "@SUM(A1)", "|x", '=HYPERLINK("x")', "'citat'")

NO_SIGNS: dict[str, object] = {f"{READING}.scanning._SIGNS": ()}


def one_run(path: Path) -> Path | io.BytesIO:
    """Keep the first run of each text."""
    source = in_utf8(path)
    raw = source.read_bytes() if isinstance(source, Path) else source.getvalue()
    runs = re.compile(rb"(</r>)<r>.*?</r>")
    return io.BytesIO(package([(name, runs.sub(rb"\1", text)) for name, text in parts_of(raw)]))


@damage(89, {"formulas without a value are looked for": NO_SIGNS})
def formulas(folder: Path) -> None:
    found = read(
        folder,
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1" t="str"><f>"a"</f><v>a</v></c></row>',
    )
    assert filled(found) == [[2, None, "a"]]
    assert "Formler utan uträknat värde" in said(found.remarks)
    assert "B1" in said(found.remarks)


@damage(
    90,
    {
        "only a whole wrapped text is unwrapped": {
            "domain.mending.cells._FORMULA": r"=\s*\"?(.*?)\"?"
        },
        "only our marks are taken off": {
            "exchange.lists.foreign.undefuse": lambda text: text.lstrip("'=+-@|")
        },
    },
)
def texts_like_formulas(folder: Path) -> None:
    rows: Rows = [["Namn", "Titel"], *(["Bo Ek", text] for text in FORMULAS)]
    for kind in ("xlsx", "csv"):
        _, found = listed(rows, "contact", kind=kind)
        assert [row.values["title"] for row in found] == list(FORMULAS)
        assert not any(row.problems for row in found)


@damage(
    91, {"texts are texts": {"exchange.sheet_cells._typed": lambda cell, *_: f"><f>{cell}</f></c>"}}
)
def formulas_out(folder: Path) -> None:
    path = folder / "a.xlsx"
    write_xlsx(path, "Blad", ["Titel"], [Text()], [["=1+1"], ["+46"]], CONTEXT)
    page = openpyxl.load_workbook(path).active
    assert [page.cell(row, 1).data_type for row in (2, 3)] == ["s"] * 2
    assert [page.cell(row, 1).value for row in (2, 3)] == ["=1+1", "+46"]


@damage(
    92,
    {
        "what Excel would calculate is marked": {
            "exchange.lists.plain_table.defuse": lambda text: text
        },
        "the marks are taken off": {"exchange.lists.foreign.undefuse": lambda text: text},
    },
)
def formulas_in_csv(folder: Path) -> None:
    path = folder / "a.csv"
    texts = [*FORMULAS, "'=1", "\tx", "+46 8 465 004 12"]
    write_csv(path, ["Namn", "Titel"], [["Bo Ek", text] for text in texts])
    found_rows = read_here(path).sheets[0].rows
    cells = [str(row[1]) for row in found_rows]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
    _, found = listed(found_rows, "contact", kind="csv")
    assert [row.values["title"] for row in found] == [text.strip() for text in texts]


@damage(
    93,
    {
        "error cells are looked for": NO_SIGNS,
        "their texts are known": {"domain.mending.cells._ERRORS": frozenset()},
    },
)
def errors(folder: Path) -> None:
    found = read(folder, '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>7</v></c></row>')
    assert filled(found) == [[None, 7]]
    assert "Felvärden" in said(found.remarks)
    _, (row,) = listed([["Namn", "Titel", "Organisation"], ["Bo", "#SPILL!", "#N/A"]], "contact")
    assert row.values == {"family_name": "Bo"}
    assert not row.links
    assert mended(row) == ["Titel", "Organisation"]


@damage(102, {"what the library refuses is refused": AS_THEY_COME})
def shared_texts_that_are_not_there(folder: Path) -> None:
    for index in ("-1", "99", "x"):
        row = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'
        assert "går inte att läsa" in refusal(lambda row=row: read(folder, row))


ENDLESS = {**frames._SEND, float: float}


@damage(
    103,
    {
        "what the library refuses is refused": AS_THEY_COME,
        "numbers have an end": {f"{READING}.frames._SEND": ENDLESS},
    },
)
def values_that_are_none(folder: Path) -> None:
    for cell in ('t="zz"><v>1</v>', 't="b"><v>kanske</v>'):
        row = f'<row r="1"><c r="A1" {cell}</c></row>'
        assert "går inte att läsa" in refusal(lambda row=row: read(folder, row))
    numbers = ("12,5", "1e999", "NaN", "-1e999")
    cells = "".join(
        f'<c r="{name}1"><v>{text}</v></c>' for name, text in zip("ABCD", numbers, strict=True)
    )
    found = read(folder, f'<row r="1">{cells}</row>')
    for row in filled(found):
        assert all(not isinstance(cell, float) or math.isfinite(cell) for cell in row)


@damage(
    104,
    {
        "days before March 1900 are refused": {
            "domain.mending.days.is_early_cell": lambda _: False
        },
        "no day is known": {"domain.mending.days._NONE": "x"},
        "small numbers are no days": {"domain.mending.days.FIRST_SERIAL": 0},
        "large numbers are no days": {"domain.mending.days.LAST_SERIAL": 100_000},
    },
)
def days_that_are_none(folder: Path) -> None:
    days: list[Any] = [
        *(date(1900, 1, 1), date(1900, 2, 28), datetime(1900, 2, 28, 12), "00:00", "1900-01-00"),
        *(0, 59, 60, -1, 90_000, 46_086),
    ]
    rows: Rows = [["Namn", "Bekräftad"], *([f"Bo Ek{n}", day] for n, day in enumerate(days))]
    found = _with_epoch(rows, 1900)
    values = [row.values.get("confirmed_on") for row in found]
    assert values == [None] * 10 + ["2026-03-05"]
    assert [bool(reason(row)) for row in found] == [True] * 3 + [False] * 2 + [True] * 5 + [False]
    assert [bool(row.kept) for row in found] == [bool(reason(row)) for row in found]
    assert mended(found[3]) == mended(found[4]) == mended(found[-1]) == ["Bekräftad"]


def _with_epoch(rows: Rows, epoch: int) -> list[Any]:
    """Return the rows of a list in a file that counts days from a year."""
    (listing,) = understand(replace(table(rows), epoch=epoch), "contact", {}, CONTEXT)
    return list(read_rows(listing, CONTEXT))


@damage(105, {"the file says from when": {f"{READING}.workbook_file.epoch": lambda *_: 1900}})
def days_from_1904(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["Namn", "Bekräftad"])
    book.active.append(["Bo Ek", date(2025, 3, 1)])
    book.active.append(["Eva Ek", 44_624])
    book.save(folder / "a.xlsx")
    found = read_here(folder / "a.xlsx")
    assert found.epoch == 1904
    (listing,) = understand(found, "contact", {}, CONTEXT)
    days = [row.values.get("confirmed_on") for row in read_rows(listing, CONTEXT)]
    assert days == ["2025-03-01", "2026-03-05"]
    plain = read(folder, ROWS)
    assert plain.epoch == 1900


DAYS_AS_TEXT = {**frames._SEND, date: str, datetime: str}


@damage(106, {"days are sent as days": {f"{READING}.frames._SEND": DAYS_AS_TEXT}})
def days_as_iso(folder: Path) -> None:
    cells = "".join(
        f'<c r="{name}1" t="d"><v>{text}</v></c>'
        for name, text in (("A", "2025-03-01"), ("B", "2025-03-01T10:20:30"), ("C", "nej"))
    )
    found = read(folder, f'<row r="1">{cells}</row>')
    assert filled(found) == [[date(2025, 3, 1), datetime(2025, 3, 1, 10, 20, 30), "nej"]]


@damage(
    110, {"control characters are taken out": {f"{READING}.frames._CONTROL": re.compile("(?!)")}}
)
def control_characters(folder: Path) -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0000_b_x0007_&#10;c</t></is></c></row>'
    found = read(folder, row)
    assert filled(found) == [["ab\nc"]]
    assert "Osynliga styrtecken" in said(found.remarks)


@damage(117, {"runs are joined": {f"{READING}.workbook_file.in_utf8": one_run}})
def rich_texts(folder: Path) -> None:
    runs = '<r><t>Bo</t></r><r><rPr><b/></rPr><t xml:space="preserve"> Ek</t></r>'
    spoken = '<rPh sb="0" eb="1"><t>ho</t></rPh>'
    row = f'<row r="1"><c r="A1" t="inlineStr"><is>{runs}{spoken}</is></c></row>'
    assert filled(read(folder, row)) == [["Bo Ek"]]
