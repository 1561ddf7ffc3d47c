from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.problems import Refused
from desktop_app.exchange.plan import plan_return
from desktop_app.exchange.read_workbook import read_workbook
from desktop_app.exchange.reading.reader import Sheet, Table, read_file
from tests.exchange.made import CONTEXT, World, plan_of, take_back
from tests.exchange.resave import column, edit, put, resave
from tests.exchange.returns import contacts, of, people, sums, typed


def rotated(rows: list[str], count: int) -> dict[str, dict[str, object]]:
    """Return what is typed when the addresses of the first rows are each moved by one."""
    names = ("anna", "bea", "cia", "dan", "eva", "fia")[:count]
    moved = (*names[1:], names[0])
    return {r: {"email": f"{n}@example.org"} for r, n in zip(rows, moved, strict=False)}


@pytest.mark.parametrize("count", [3, 6])
def test_column_sorted_by_itself_is_refused(tmp_path: Path, count: int) -> None:
    world, rows = people()
    cells = rotated(rows, count)
    cells[rows[0]]["city"] = "Rom"
    plan = plan_of(typed(world.send(tmp_path / "bok.xlsx"), cells), world)
    assert sums(plan) == {"unchanged": 8 - count, "changed": 1, "refused": count - 1}
    assert of(plan, rows[0]).edits[0].fields == {"city": "Rom"}
    reason = of(plan, rows[1]).problems[0].reason.into("sv")
    assert "E-post" in reason
    assert "3, 4, 5" in reason


def test_two_swapped_cells_are_a_change(tmp_path: Path) -> None:
    world, rows = people()
    plan = plan_of(typed(world.send(tmp_path / "bok.xlsx"), rotated(rows, 2)), world)
    assert sums(plan)["changed"] == 2


def test_values_that_many_rows_have_may_move(tmp_path: Path) -> None:
    world, rows = people()
    for row in rows[3:]:
        world.change(row, {"city": "Rom"})
    cells = {row: {"city": "Rom" if row in rows[:3] else "Oslo"} for row in rows}
    plan = plan_of(typed(world.send(tmp_path / "bok.xlsx"), cells), world)  # type: ignore[arg-type]
    assert sums(plan)["changed"] == 6


@pytest.mark.parametrize("name", ["_base", "_meta"])
def test_hidden_sheets_that_were_tampered_with_are_not_believed(tmp_path: Path, name: str) -> None:
    world, _rows = people()

    def change(book: openpyxl.Workbook) -> None:
        book[name]["B5"] = "x"

    returned = take_back(edit(world.send(tmp_path / "bok.xlsx"), change))
    assert not returned.believed
    assert {sheet.entity for sheet in returned.sheets} >= {"contact", "organisation"}
    with pytest.raises(Refused):
        plan_return(returned, CONTEXT, world.find)


def test_lost_hidden_sheets(tmp_path: Path) -> None:
    world, rows = people()
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"organisation": "Stadt Wien"}})
    assert read_workbook(read_file(resave(path, without=("_meta",)))) is None
    assert not take_back(resave(path, without=("_base",))).believed
    plan = plan_of(resave(path, without=("_lists", "_log", "Läs mig")), World())
    assert sums(plan) == {"unchanged": 7, "changed": 1}


def test_other_tables_are_none_of_ours() -> None:
    assert read_workbook(Table("csv", [Sheet("_meta", False, [["a"]])], None, None, ())) is None


@pytest.mark.parametrize(("version", "is_read"), [("1.9", True), ("2.0", False)])
def test_newer_formats(tmp_path: Path, version: str, is_read: bool) -> None:
    world, _rows = people()

    def change(book: openpyxl.Workbook) -> None:
        book["_meta"]["B2"] = version

    table = read_file(edit(world.send(tmp_path / "bok.xlsx"), change))
    if is_read:
        assert read_workbook(table) is not None
        return
    with pytest.raises(Refused) as refused:
        read_workbook(table)
    assert "2.0" in refused.value.into("sv")


def test_renamed_sheet_is_found_by_its_keys(tmp_path: Path) -> None:
    world, rows = people()

    def change(book: openpyxl.Workbook) -> None:
        put(book["Kontakter"], 3, "city", "Rom")
        book["Kontakter"].title = "Folk"

    plan = plan_of(edit(world.send(tmp_path / "bok.xlsx"), change), world)
    assert (of(plan, rows[0]).outcome, of(plan, rows[0]).sheet) == ("changed", "Folk")


def test_lost_column_counts_as_unchanged(tmp_path: Path) -> None:
    world, rows = people()

    def change(sheet: object) -> None:
        put(sheet, 3, "title", "Chef")  # type: ignore[arg-type]
        sheet.delete_cols(column(sheet, "email"))  # type: ignore[attr-defined,arg-type]

    plan = plan_of(contacts(world.send(tmp_path / "bok.xlsx"), change), world)
    assert sums(plan) == {"unchanged": 7, "changed": 1}
    assert of(plan, rows[0]).edits[0].fields == {"title": "Chef"}


def test_many_changes_and_old_exports_are_asked_about(tmp_path: Path) -> None:
    world, rows = people()
    path = world.send(tmp_path / "bok.xlsx")
    few = plan_of(typed(path, {rows[0]: {"city": "Rom"}}), world)
    many = plan_of(typed(path, {row: {"title": f"Chef {row}"} for row in rows[:2]}), world)
    assert (few.over_20_percent, many.over_20_percent) == (False, True)
    assert not few.is_old(date(2026, 5, 4))
    assert few.is_old(date(2026, 5, 5))


def test_hash_tells_two_returns_apart(tmp_path: Path) -> None:
    world, rows = people()
    path = world.send(tmp_path / "bok.xlsx")
    hashes = {
        plan_of(typed(path, {rows[0]: {"city": city}}), world).hash for city in ("Rom", "Wien")
    }
    assert len(hashes) == 2
