from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.edits import DELETED
from desktop_app.exchange.plan import plan_return
from tests.exchange.made import CONTEXT, World, plan_of, take_back
from tests.exchange.resave import column, edit, put, row_of
from tests.exchange.returns import added, contacts, counted, of, people, sums, trip, typed


def test_changed_name_wins_over_the_id(tmp_path: Path) -> None:
    world, rows = people()
    wien = world.find("organisation", "Stadt Wien")[0]
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"organisation": "stadt wien"}})
    plan = plan_of(path, World())
    assert of(plan, rows[0]).edits[0].fields == {"organisation": wien}


def test_id_changed_alone_is_a_doubt(tmp_path: Path) -> None:
    world, rows = people()
    wien = world.find("organisation", "Stadt Wien")[0]
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"organisation#id": wien}})
    assert of(plan_of(path, world), rows[0]).outcome == "doubt"


def test_emptied_link_is_emptied(tmp_path: Path) -> None:
    world, rows = people()
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"organisation": None}})
    assert of(plan_of(path, world), rows[0]).edits[0].fields == {"organisation": None}


def test_name_that_nothing_explains_is_asked_of_the_register(tmp_path: Path) -> None:
    world, rows = people()
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"organisation": "Rom"}})
    returned = take_back(path)
    one, none, two = (
        of(plan_return(returned, CONTEXT, lambda _e, _t, found=found: found), rows[0])  # type: ignore[misc]
        for found in (("11111111-1111-4111-8111-111111111111",), (), ("a", "b"))
    )
    assert (one.outcome, none.outcome, two.outcome) == ("changed", "refused", "doubt")
    assert "Rom" in none.problems[0].reason.into("sv")


def test_two_of_one_name_are_a_doubt_unless_the_id_tells(tmp_path: Path) -> None:
    world, rows = people()
    twin = world.new("organisation", {"name": "Stadt Wien", "kind": "city"}, "twin")
    path = world.send(tmp_path / "bok.xlsx")
    doubt = plan_of(typed(path, {rows[0]: {"organisation": "Stadt Wien"}}), world)
    assert of(doubt, rows[0]).outcome == "doubt"
    cells: dict[str, object] = {"organisation": "Stadt Wien", "organisation#id": twin}
    told = plan_of(typed(path, {rows[0]: cells}), world)
    assert of(told, rows[0]).edits[0].fields == {"organisation": twin}


def test_renamed_row_is_found_by_its_new_name(tmp_path: Path) -> None:
    world, rows = people()

    def change(book: openpyxl.Workbook) -> None:
        offices, sheet = book["Organisationer"], book["Kontakter"]
        put(offices, 3, "name", "Oslo stad")
        for number in range(3, 9):
            put(sheet, number, "organisation", "Oslo stad")

    plan = plan_of(edit(world.send(tmp_path / "bok.xlsx"), change), world)
    assert sums(plan) == {"changed": 1, "unchanged": 7}
    assert of(plan, rows[0]).outcome == "unchanged"


def test_links_to_rows_not_received_yet_survive(tmp_path: Path) -> None:
    world, rows = people()
    lost = "33333333-3333-4333-8333-333333333333"
    world.sheets = ("organisation", "contact", "advocacy")
    world.change(rows[0], {"organisation": lost})
    world.new("advocacy", {"title": "Buller", "contacts": [rows[0], lost]})
    path = world.send(tmp_path / "bok.xlsx")
    assert sums(plan_of(path, world)) == counted(world)

    def change(book: openpyxl.Workbook) -> None:
        text = book["Påverkan"].cell(3, column(book["Påverkan"], "contacts"))
        text.value = f"{text.value}; Bea Ek"

    plan = plan_of(edit(path, change), world)
    (edit_,) = plan.edits
    assert edit_.fields == {"contacts": {"add": [rows[1]]}}


def test_new_rows_may_name_each_other(tmp_path: Path) -> None:
    world, _rows = people()
    world.sheets = ("organisation", "contact", "trip", "stop")
    path = world.send(tmp_path / "bok.xlsx")
    path = added(path, "organisation", {"name": "Roma Capitale", "kind": "Stad"})
    path = added(
        path,
        "trip",
        {
            "title": "Rom",
            "organisation": "Roma Capitale",
            "start_on": date(2026, 5, 4),
            "end_on": "2026-05-06",
        },
    )
    path = added(path, "stop", {"trip": "Rom", "city": "Rom", "country": "Italien"})
    plan = plan_of(path, world)
    assert sums(plan) == {"unchanged": 8, "new": 3}
    office, journey, stop = (o for o in plan.outcomes if o.outcome == "new")
    assert journey.edits[0].fields["organisation"] == office.id
    assert stop.edits[0].fields == {"trip": journey.id, "city": "Rom", "country": "IT"}
    assert journey.edits[0].parents is None
    world.take(plan)
    assert world.title("trip", journey.id) == "Rom"


def test_row_that_names_a_refused_new_row_is_refused(tmp_path: Path) -> None:
    world, _rows = people()
    world.sheets = ("organisation", "contact", "trip", "stop")
    path = added(world.send(tmp_path / "bok.xlsx"), "trip", {"title": "Rom", "start_on": "igår"})
    path = added(path, "stop", {"trip": "Rom", "city": "Rom", "country": "Italien"})
    plan = plan_of(path, world)
    assert sums(plan) == {"unchanged": 8, "refused": 2}
    assert "Rom" in next(o for o in plan.outcomes if o.entity == "stop").problems[0].reason.into(
        "sv"
    )


def test_equal_new_rows_are_two(tmp_path: Path) -> None:
    world, _rows = people()
    cells: dict[str, object] = {"given_name": "Gun"}
    plan = plan_of(added(world.send(tmp_path / "bok.xlsx"), "contact", cells, cells), world)
    new = [outcome.id for outcome in plan.outcomes if outcome.outcome == "new"]
    assert len(set(new)) == 2


@pytest.mark.parametrize(
    ("entity", "cells", "said"),
    [
        ("contact", {"email": "x@example.org"}, "Förnamn"),
        ("organisation", {"name": "Rom"}, "Typ"),
        ("stop", {"city": "Rom", "country": "Italien"}, "Studieresa"),
        ("action", {"what": "Ringa"}, "hör till"),
        ("contact", {"given_name": "Gun", "action:": "Ta bort"}, "ny"),
        ("contact", {"given_name": "Gun", "action:": "Kanske"}, "Ta bort"),
    ],
)
def test_new_row_that_lacks_something_is_refused(
    tmp_path: Path, entity: str, cells: dict[str, object], said: str
) -> None:
    world, _rows = people()
    world.sheets = tuple(dict.fromkeys(("organisation", "contact", entity)))
    plan = plan_of(added(world.send(tmp_path / "bok.xlsx"), entity, cells), world)
    assert sums(plan) == {"unchanged": 8, "refused": 1}
    assert said in " ".join(problem.reason.into("sv") for problem in plan.problems)


def test_emptying_what_is_required_refuses_the_row(tmp_path: Path) -> None:
    world, rows = people()
    path = world.send(tmp_path / "bok.xlsx")
    plan = plan_of(typed(path, {rows[0]: {"given_name": None, "family_name": None}}), world)
    assert of(plan, rows[0]).outcome == "refused"
    plan = plan_of(typed(path, {rows[0]: {"given_name": None}}), world)
    assert of(plan, rows[0]).outcome == "changed"


def test_cleared_row_is_no_deletion(tmp_path: Path) -> None:
    world, rows = people()

    def change(sheet: object) -> None:
        for number in range(3, sheet.max_column + 1):  # type: ignore[attr-defined]
            sheet.cell(row_of(sheet, rows[0]), number).value = None  # type: ignore[attr-defined,arg-type]

    plan = plan_of(contacts(world.send(tmp_path / "bok.xlsx"), change), world)
    assert (of(plan, rows[0]).outcome, list(plan.edits)) == ("doubt", [])


@pytest.mark.parametrize("word", ["Ta bort", " delete "])
def test_action_deletes_the_row_and_its_parts(tmp_path: Path, word: str) -> None:
    world, journey, stop, cost = trip()

    def change(book: openpyxl.Workbook) -> None:
        put(book["Studieresor"], 3, "action:", word)
        put(book["Resmål"], 3, "host", "MA 22")

    plan = plan_of(edit(world.send(tmp_path / "bok.xlsx"), change), world)
    assert sums(plan) == {"unchanged": 1, "changed": 3}
    assert len(of(plan, stop).edits) == 2
    for row in (journey, cost):
        (edit_,) = of(plan, row).edits
        assert set(edit_.seen) == set(world.shown(row).all_heads())
    world.take(plan)
    assert all(world.shown(row).gone and not world.shown(row).unseen for row in (journey, stop))


def test_row_that_was_restored_can_be_deleted_again(tmp_path: Path) -> None:
    world, rows = people()
    world.change(rows[0], {DELETED: True})
    restored = world.change(rows[0], {DELETED: False})
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"action:": "Ta bort"}})
    (edit_,) = of(plan_of(path, world), rows[0]).edits
    assert edit_.parents == {DELETED: (restored.eid,)}
    assert set(edit_.seen) == set(world.out_row(rows[0]).all_heads)


def test_deletion_does_not_hide_what_it_had_not_seen(tmp_path: Path) -> None:
    world, rows = people()
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"action:": "Ta bort"}})
    world.change(rows[0], {"city": "Rom"})
    world.take(plan_of(path, world))
    assert world.shown(rows[0]).unseen


def test_new_part_of_a_deleted_row_is_refused(tmp_path: Path) -> None:
    world, _journey, _stop, _cost = trip()
    path = edit(
        world.send(tmp_path / "bok.xlsx"),
        lambda book: put(book["Studieresor"], 3, "action:", "Ta bort"),
    )
    cells: dict[str, object] = {"trip": "Luft i Wien", "city": "Graz", "country": "Österrike"}
    assert sums(plan_of(added(path, "stop", cells), world))["refused"] == 1


def copied(sheet: object, row: str) -> int:
    """Copy a row below the table, hidden cells and all; return its number."""
    number, below = row_of(sheet, row), 3 + sum(1 for c in sheet["A"][2:] if c.value)  # type: ignore[arg-type,index]
    for cell in sheet[number]:  # type: ignore[index]
        sheet.cell(below, cell.column, cell.value)  # type: ignore[attr-defined]
    return below


def test_copied_row_is_one_row_while_it_is_equal(tmp_path: Path) -> None:
    world, rows = people()
    path = contacts(world.send(tmp_path / "bok.xlsx"), lambda sheet: void(copied(sheet, rows[0])))
    assert sums(plan_of(path, world)) == {"unchanged": len(world.entities) + 1}


def test_copied_row_that_differs_is_a_doubt(tmp_path: Path) -> None:
    world, rows = people()

    def change(sheet: object) -> None:
        put(sheet, copied(sheet, rows[0]), "city", "Rom")  # type: ignore[arg-type]

    plan = plan_of(contacts(world.send(tmp_path / "bok.xlsx"), change), world)
    assert sums(plan) == {"unchanged": len(world.entities) - 1, "doubt": 2}


def void(_value: object) -> None:
    """Take a value and do nothing with it."""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id:contact", "11111111-1111-4111-8111-111111111111"),
        ("id:contact", "rad ett"),
        ("id:contact", 4711),
        ("export:", "11111111-1111-4111-8111-111111111111"),
    ],
)
def test_ids_that_are_not_ours_are_a_doubt(tmp_path: Path, key: str, value: object) -> None:
    world, rows = people()
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {key: value}})
    plan = plan_of(path, world)
    assert sums(plan) == {"unchanged": len(world.entities) - 1, "doubt": 1}
    assert list(plan.edits) == []
