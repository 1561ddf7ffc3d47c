"""Workbooks that come back late, from elsewhere, without their hidden sheets, or sorted and cut."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import make_edit
from desktop_app.domain.problems import Refused
from desktop_app.exchange import lines, read_workbook
from desktop_app.exchange.lines import Line
from desktop_app.exchange.read_workbook import Base
from desktop_app.services import import_return, reading_files
from desktop_app.services.import_plan import ImportPlan
from desktop_app.services.opening import new_register
from desktop_app.storage import peers
from desktop_app.storage.record import Act
from tests.exchange.faults import fault
from tests.exchange.forge import forge
from tests.exchange.resave import column, edit, put, resave, row_of
from tests.exchange.trio import CONTACT, Trio, changed, edits, filled, said, sums

ADD = Act.add
LINES = lines.lines_of
FIRST = 3


def naming_all(self: Act, given: Any, action: int | None = None) -> bool:
    """Add an edit that names what stands there now, whatever its author saw."""
    if given.parents:
        entity = CATALOGUE[given.entity]
        view = self.shown(entity, given.row)
        named = {key: view.parents(key, all_heads=True) for key in given.parents}
        given = make_edit(
            given.entity, given.row, given.fields, named, given.lam + 9, given.salt, seen=given.seen
        )
    return ADD(self, given, action)


def as_ours(how: Any, table: Any, *_more: object) -> ImportPlan:
    """Plan a workbook as one of this exchange, whatever it is."""
    returned = read_workbook.read_workbook(table)
    assert returned is not None
    return import_return.plan_workbook(how, replace(returned, believed=True))


def by_place(source: Any, base: Base) -> Iterator[Line]:
    """Go through rows, taking each for the one that stood there when the file left."""
    ids = base.of(source.sheet.entity)
    for place, line in enumerate(LINES(source, base)):
        line.id = ids[place] if place < len(ids) else line.id
        yield line


def missing_is_deleted(source: Any, base: Base) -> Iterator[Line]:
    """Go through rows, and through those that are not there as if they were to be deleted."""
    here = set()
    for line in LINES(source, base):
        here.add(line.id)
        yield line
    for row in base.of(source.sheet.entity):
        if row not in here:
            line.id, line.action = row, "Ta bort"
            yield line


@fault(
    152,
    {
        "an edit names what its author saw": {"storage.record.Act.add": naming_all},
        "old workbooks are asked about": {
            "exchange.planned.ReturnPlan.is_old": lambda _self, _today: False
        },
    },
)
def returned_after_a_year(trio: Trio) -> None:
    back = filled(trio.send(trio.centre, trio.a), trio.row, phone="08-465 004 09")
    trio.clock.ahead = timedelta(days=366)
    trio.put(trio.centre, trio.row, phone="08-465 004 02")
    plan = trio.take(trio.centre, back)
    assert any("60 dagar" in warning.into("sv") for warning in plan.warnings)
    assert sums(plan)["conflicts"] == 1
    assert trio.conflicts(trio.centre) == ("phone",)
    assert trio.agree()


@fault(
    154,
    {
        "the exchange is compared": {"services.reading_files.plan_list": as_ours},
        "hidden sheets are no lists": {
            "services.reading_files.for_people": lambda table, _e: table
        },
    },
)
def from_another_exchange(trio: Trio) -> None:
    path = trio.folder / "other.knreg"
    with new_register(path, "Norrköping", central=True, clock=trio.clock) as other:
        trio.put(other, None, given_name="Ulla", family_name="Utifrån", email="u@example.org")
        plan = trio.take(trio.centre, trio.send(other, trio.centre))
        assert plan.kind == "list"
        assert "ett annat utbyte" in said(plan)
        assert sums(plan) == {"new": 2, "unchanged": 63}  # the person, and the office
        met = peers.peer(trio.centre.db.conn, other.facts.register_id)
        assert met is None
    assert trio.agree()


def as_major(path: Path, version: str) -> Path:
    """Save a copy that says to be of another version of the format."""
    return forge(path, lambda forged: forged.meta.update(format=version))


def refused(trio: Trio, path: Path) -> str:
    """Return why the centre refuses a file, '' if it does not."""
    try:
        trio.plan(trio.centre, path)
    except Refused as problem:
        return " ".join(w.into("sv") for w in (problem.sentence, problem.advice) if w)
    return ""


@fault(155, {"the version is looked at": {"exchange.read_workbook._check_format": lambda _t: None}})
def from_a_newer_version(trio: Trio) -> None:
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    sent = trio.send(trio.a, trio.centre)
    before = edits(trio.centre)
    for version in ("2.0", "10.3", "9" * 5000):
        refusal = refused(trio, as_major(sent, version))
        assert version[:20] in refusal
        assert "Uppdatera" in refusal
    assert edits(trio.centre) == before
    assert sums(trio.take(trio.centre, as_major(sent, "1.9")))["changed"] == 1


# --- saved by other programs


@fault(156, {"the digest is compared": {"exchange.read_workbook._is_whole": lambda _sheets: True}})
def hidden_sheets_deleted(trio: Trio) -> None:
    trio.put(trio.a, None, given_name="Ny", family_name="Person", email="ny@example.org")
    sent = trio.send(trio.a, trio.centre)
    before = edits(trio.centre)
    for lost in (("_meta",), ("_base",), ("_base", "_log", "_meta", "_lists")):
        plan = trio.plan(trio.centre, resave(sent, without=lost))
        assert plan.kind == "list"
        assert "_meta" in lost or "vanlig lista" in said(plan)
        assert sums(plan) == {"new": 1, "unchanged": 65}
    assert edits(trio.centre) == before
    assert sums(trio.take(trio.centre, sent))["new"] == 1


@fault(
    156,
    {"missing lines are noticed": {"exchange.log_lines._Reader.end": lambda _self, _told: None}},
)
def log_deleted(trio: Trio) -> None:
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    cut = resave(trio.send(trio.a, trio.centre), without=("_log", "_lists"))
    plan = trio.take(trio.centre, cut)
    assert plan.kind == "workbook"
    assert "Rader saknas" in said(plan)
    trio.exchange(trio.centre, trio.a)
    trio.exchange(trio.a, trio.centre)
    assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 02"
    assert trio.agree()


def _office(path: Path) -> Path:
    """Save a copy by LibreOffice, where it is."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = path.parent / "office"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "xlsx", "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    return folder / path.name


def _google(path: Path) -> Path:
    """Save a copy as Google Sheets does: hidden sheets stay hidden, the rest is plain."""
    book = openpyxl.load_workbook(resave(path))
    for sheet in book.worksheets:
        sheet.sheet_state = "hidden" if sheet.title.startswith("_") else "visible"
    book.active = next(n for n, s in enumerate(book.worksheets) if s.sheet_state == "visible")
    saved = path.with_name(f"google-{path.name}")
    book.save(saved)
    return saved


SAVED: Mapping[str, Callable[[Path], Path]] = {
    "crude": resave,
    "reversed": lambda path: resave(path, reverse=True),
    "google": _google,
    "office": _office,
}


def _saved_by(name: str) -> Callable[[Trio], None]:
    def case(trio: Trio) -> None:
        trio.put(trio.a, trio.row, phone="08-465 004 02")
        typed = filled(trio.send(trio.a, trio.centre), trio.other, city="Bergen")
        plan = trio.take(trio.centre, SAVED[name](typed))
        assert (plan.kind, sums(plan)["changed"]) == ("workbook", 2)
        assert sums(plan).keys() == {"changed", "unchanged"}
        assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 02"
        assert trio.value(trio.centre, trio.other, "city") == "Bergen"
        assert not trio.conflicts(trio.centre)

    case.__name__ = f"saved_{name}"
    return case


for saved_by in SAVED:
    fault(
        156,
        {
            "cells are compared by what they read as": {
                "exchange.drafts_of_rows.RowReader._reads_as_before": lambda *_args: False,
                "exchange.base_rows.Sealer.seal": lambda _self, _text: "",
            }
        }
        if saved_by == "crude"
        else {},
    )(_saved_by(saved_by))


@fault(156, {"a list is no return": {"services.reading_files.read_workbook": lambda _table: None}})
def saved_as_csv(trio: Trio) -> None:
    typed = filled(trio.send(trio.a, trio.centre), trio.other, city="Bergen")
    assert trio.plan(trio.centre, typed).kind == "workbook"
    saved = typed.with_suffix(".csv")
    with saved.open("w", encoding="utf-8-sig", newline="") as file:
        rows = openpyxl.load_workbook(typed)["Kontakter"].iter_rows(values_only=True)
        csv.writer(file, delimiter=";").writerows(rows)
    before = edits(trio.centre)
    plan = trio.plan(trio.centre, saved)
    assert plan.kind == "list"
    assert plan.account()["rows"] == 2
    assert edits(trio.centre) == before


# --- rows moved, cut, copied


def _moved(sheet: Any, order: Callable[[list[Any]], list[Any]]) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
    filled_rows = [row for row in rows if row[0]]
    sheet.delete_rows(FIRST, sheet.max_row)
    for number, row in enumerate(order(filled_rows), FIRST):
        for place, value in enumerate(row, 1):
            sheet.cell(number, place).value = value


@fault(157, {"rows are known by their ids": {"exchange.plan.lines_of": by_place}})
def rows_sorted(trio: Trio) -> None:
    sent = trio.send(trio.centre, trio.a)
    plan = trio.take(trio.centre, changed(sent, lambda s: _moved(s, lambda r: r[::-1])))
    assert sums(plan).keys() == {"unchanged"}


@fault(
    158,
    {"a permutation is refused": {"exchange.plan.refuse_sorted": lambda _drafts, _base: []}},
)
def column_sorted(trio: Trio) -> None:
    names = ("anna", "bea", "cia", "dan")
    for name in names:
        trio.put(trio.centre, None, family_name=name.title(), email=f"{name}@example.org")
    sent = trio.send(trio.centre, trio.a)
    before = edits(trio.centre)

    def turn(sheet: Any) -> None:
        at = column(sheet, "email")
        cells = [c for (c,) in sheet.iter_rows(FIRST, sheet.max_row, at, at) if c.value]
        values = [cell.value for cell in cells]
        for cell, value in zip(cells, (*values[1:], values[0]), strict=True):
            cell.value = value

    plan = trio.take(trio.centre, changed(sent, turn))
    assert "sorterats för sig" in said(plan)
    assert sums(plan)["refused"] == len(names)
    assert edits(trio.centre) == before


@fault(159, {"a missing row means nothing": {"exchange.plan.lines_of": missing_is_deleted}})
def rows_cut(trio: Trio) -> None:
    sent = trio.send(trio.centre, trio.a)
    plan = trio.take(trio.centre, changed(sent, lambda s: _moved(s, lambda rows: rows[1:])))
    assert plan.account()["missing"] == 1
    assert sums(plan).keys() == {"unchanged"}
    assert all(trio.centre.row(CONTACT, row).state == 0 for row in (trio.row, trio.other))


def _copied(sheet: Any, row: str, **cells: object) -> None:
    at, below = row_of(sheet, row), max(c.row for c in sheet["A"] if c.value) + 1
    for cell in list(sheet[at]):
        sheet.cell(below, cell.column).value = cell.value
    for key, value in cells.items():
        put(sheet, below, key, value)


@fault(
    160,
    {
        "copies of one row are compared": {
            "exchange.plan._Planner._judge_twins": lambda _self, _lines: None
        }
    },
)
def row_copied(trio: Trio) -> None:
    sent = trio.send(trio.centre, trio.a)
    same = trio.take(trio.centre, changed(sent, lambda s: _copied(s, trio.row)))
    assert sums(same).keys() == {"unchanged"}
    before = edits(trio.centre)
    plan = trio.take(trio.centre, changed(sent, lambda s: _copied(s, trio.row, city="Rom")))
    assert sums(plan)["doubts"] == 2
    assert edits(trio.centre) == before


SPELLED: Sequence[Callable[[str], object]] = (
    str.upper,
    lambda row: f"{{{row}}}",
    lambda row: f" {row} ",
)
BROKEN: Sequence[Callable[[str], object]] = (
    lambda row: f"{row[:-4]}ffff",
    lambda row: row[:-1],
    lambda _row: 12345,
)


def _with_id(trio: Trio, sent: Path, spell: Callable[[str], object]) -> ImportPlan:
    def change(sheet: Any) -> None:
        sheet.cell(row_of(sheet, trio.row), 1).value = spell(trio.row)

    return trio.take(trio.centre, changed(sent, change))


@fault(
    160,
    {
        "ids are read however they are spelled": {
            "exchange.lines.identified": lambda cell: str(cell or "")
        }
    },
)
def id_spelled_otherwise(trio: Trio) -> None:
    sent = trio.send(trio.centre, trio.a)
    for spell in SPELLED:
        assert sums(_with_id(trio, sent, spell)).keys() == {"unchanged"}


@fault(
    160,
    {
        "an unknown id is asked about": {
            "exchange.plan._Planner._find_base": lambda _self, draft: setattr(draft, "id", "")
        }
    },
)
def id_changed(trio: Trio) -> None:
    sent = trio.send(trio.centre, trio.a)
    before = edits(trio.centre)
    for spell in BROKEN:
        plan = _with_id(trio, sent, spell)
        assert (sums(plan)["doubts"], plan.account()["missing"]) == (1, 1)
    assert edits(trio.centre) == before


@fault(160, {"a row without id is new": {"exchange.plan.lines_of": by_place}})
def id_emptied(trio: Trio) -> None:
    sent = edit(trio.send(trio.centre, trio.a), lambda _book: None)
    plan = _with_id(trio, sent, lambda _row: None)
    assert (sums(plan)["new"], plan.account()["missing"]) == (1, 1)
    assert trio.centre.row(CONTACT, trio.row).state == 0
    assert reading_files.read_returned(sent) is not None
