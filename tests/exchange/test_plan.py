from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.edits import verify
from desktop_app.exchange.plan import plan_return
from desktop_app.exchange.read_workbook import read_workbook
from desktop_app.exchange.reading.reader import REMARKS, read_file
from tests.exchange.made import CONTEXT, World, plan_of, take_back
from tests.exchange.resave import column, edit, put, resave
from tests.exchange.returns import added, counted, of, people, sums, title_of, trip, typed


def test_exactly_the_edited_cells_change(tmp_path: Path) -> None:
    world, rows = people()
    world.change(rows[1], {"city": "Bergen"})
    path = world.send(tmp_path / "bok.xlsx")
    plan = plan_of(
        typed(path, {rows[0]: {"city": "=Wien"}, rows[1]: {"city": "Rom", "title": "Chef"}}), world
    )
    assert sums(plan) == {"unchanged": 6, "changed": 2}
    (edit_,) = of(plan, rows[1]).edits
    view = world.shown(rows[1])
    assert edit_.fields == {"city": "Rom", "title": "Chef"}
    assert edit_.parents == {"city": view.parents("city"), "title": ()}
    assert (edit_.lam, edit_.salt) == (world.meta.lam + 1, world.out_row(rows[1]).secret)
    assert [(c.field, c.heading, c.new_text) for c in of(plan, rows[1]).cells] == [
        ("title", "Titel", "Chef"),
        ("city", "Ort", "Rom"),
    ]
    world.take(plan)
    assert world.shown(rows[0]).values["city"] == "=Wien"
    assert world.shown(rows[1]).values["city"] == "Rom"
    assert not world.shown(rows[1]).conflicts


def test_what_stood_there_before_is_asked_for_the_preview_alone(tmp_path: Path) -> None:
    world, rows = people()
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"city": "Wien"}})
    told = plan_return(take_back(path), CONTEXT, world.find, lambda *asked: "/".join(asked))
    assert [cell.old_text for cell in of(told, rows[0]).cells] == [f"contact/{rows[0]}/city"]
    assert told.hash == plan_of(path, world).hash


def test_return_meets_a_change_made_meanwhile(tmp_path: Path) -> None:
    world, rows = people()
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"city": "Wien"}})
    world.change(rows[0], {"city": "Rom"})
    world.take(plan_of(path, world))
    assert {edit_.fields["city"] for edit_ in world.shown(rows[0]).conflicts["city"]} == {
        "Wien",
        "Rom",
    }


def test_conflict_stays_when_only_the_shown_value_was_known(tmp_path: Path) -> None:
    world, rows = people()
    first = list(world.edits[rows[0]])
    for city in ("Rom", "Paris"):
        world.change(rows[0], {"city": city}, over=first)
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"city": "Wien"}})
    shown = world.shown(rows[0]).heads["city"][0].eid
    plan = plan_of(path, world)
    assert of(plan, rows[0]).edits[0].parents == {"city": (shown,)}


def test_emptied_is_an_edit_and_empty_is_none(tmp_path: Path) -> None:
    world, rows = people()
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"city": None, "phone": None}})
    plan = plan_of(path, world)
    assert of(plan, rows[0]).edits[0].fields == {"city": None}
    assert [cell.new_text for cell in of(plan, rows[0]).cells] == [""]


def test_same_return_gives_the_same_edits_everywhere(tmp_path: Path) -> None:
    world, rows = people()
    path = added(
        typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"city": "Wien", "topics": "luft"}}),
        "contact",
        {"given_name": "Gun", "family_name": "Ö", "organisation": "Stadt Wien"},
    )
    plans = [
        plan_of(path, world),
        plan_of(path, world, "en"),
        plan_of(resave(path, reverse=True), World()),
    ]
    eids = [sorted(edit_.eid for edit_ in plan.edits) for plan in plans]
    assert eids[0] == eids[1] == eids[2]
    assert len(eids[0]) == 2
    assert all(verify(edit_) for edit_ in plans[0].edits)
    assert plans[0].hash == plans[1].hash


@pytest.mark.parametrize(("language", "reader"), [("sv", "en"), ("en", "sv")])
def test_file_of_one_language_is_read_in_the_other(
    tmp_path: Path, language: str, reader: str
) -> None:
    world, journey, _stop, cost = trip()
    path = world.send(tmp_path / "bok.xlsx", language)
    yes, money = {"sv": ("Nej", "1 234,50"), "en": ("No", "1,234.50")}[language]

    def change(book: openpyxl.Workbook) -> None:
        trips, costs = (book[title_of(entity, language)] for entity in ("trip", "cost"))
        put(trips, 3, "digital_alternative", yes)
        put(trips, 3, "start_on", "5 mars 2025" if language == "sv" else "March 5, 2025")
        put(costs, 3, "budget", money)

    plan = plan_of(edit(path, change), world, reader)
    assert of(plan, journey).edits[0].fields == {
        "digital_alternative": False,
        "start_on": "2025-03-05",
    }
    assert of(plan, cost).edits[0].fields["sums"] == {
        "budget": "1234.50",
        "outcome": "90.00",
        "currency": "SEK",
        "rate": None,
        "rate_source": None,
    }


def test_unit_is_written_whole_as_the_row_shows_it(tmp_path: Path) -> None:
    world, _journey, _stop, cost = trip()
    path = world.send(tmp_path / "bok.xlsx")

    def change(book: openpyxl.Workbook) -> None:
        put(book["Kostnader"], 3, "outcome", 95.5)

    plan = plan_of(edit(path, change), world)
    (edit_,) = of(plan, cost).edits
    assert edit_.fields == {
        "sums": {
            **dict.fromkeys(("rate", "rate_source")),
            "budget": "100.00",
            "outcome": "95.50",
            "currency": "SEK",
        }
    }
    assert edit_.parents == {"sums": world.shown(cost).parents("sums")}


def test_unit_without_one_of_its_columns_is_refused(tmp_path: Path) -> None:
    world, _journey, _stop, cost = trip()

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Kostnader"]
        put(sheet, 3, "outcome", 95.5)
        sheet.delete_cols(column(sheet, "currency"))

    plan = plan_of(edit(world.send(tmp_path / "bok.xlsx"), change), world)
    assert of(plan, cost).outcome == "refused"
    assert any("Valuta" in words.into("sv") for words in plan.remarks)


def test_set_says_what_was_added_and_removed(tmp_path: Path) -> None:
    world, rows = people()
    world.change(rows[0], {"topics": {"add": ["mat"]}})
    path = world.send(tmp_path / "bok.xlsx")
    plan = plan_of(typed(path, {rows[0]: {"topics": "klimat; luft", "languages": "tyska"}}), world)
    (edit_,) = of(plan, rows[0]).edits
    view = world.shown(rows[0])
    assert edit_.fields == {
        "topics": {"add": ["luft"], "remove": ["mat", "vatten"]},
        "languages": {"add": ["de"]},
    }
    assert edit_.parents is not None
    assert set(edit_.parents["topics"]) == set(view.removal("topics", ["mat", "vatten"]))
    world.change(rows[0], {"topics": {"add": ["vatten"]}})
    world.take(plan)
    assert world.shown(rows[0]).values["topics"] == ["klimat", "luft", "vatten"]


def test_invalid_cell_refuses_the_whole_row(tmp_path: Path) -> None:
    world, rows = people()
    path = world.send(tmp_path / "bok.xlsx")
    plan = plan_of(typed(path, {rows[0]: {"email": "anna@", "city": "Wien"}}), world)
    outcome = of(plan, rows[0])
    assert (outcome.outcome, outcome.edits, outcome.cells) == ("refused", (), ())
    (problem,) = outcome.problems
    assert (problem.sheet, problem.heading, problem.value) == ("Kontakter", "E-post", "anna@")
    assert problem.row_number == 3
    assert ("Ort", "Wien") in outcome.texts


@pytest.mark.parametrize("code", ["errors", "uncalculated"])
def test_cell_that_could_not_be_read_is_not_taken_for_emptied(tmp_path: Path, code: str) -> None:
    world, rows = people()
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"city": None}})
    table = read_file(path)
    letter = openpyxl.load_workbook(path)["Kontakter"]
    at = letter.cell(3, column(letter, "city")).coordinate
    remark = REMARKS[code].fill(sheet="Kontakter", count=1, cells=at)
    returned = read_workbook(replace(table, remarks=(remark,)))
    assert returned is not None
    plan = plan_return(returned, CONTEXT, world.find)
    assert of(plan, rows[0]).outcome == "refused"
    assert remark in plan.remarks


def test_change_in_a_column_of_a_newer_version_waits(tmp_path: Path) -> None:
    world, rows = people()
    path = typed(world.send(tmp_path / "bok.xlsx"), {rows[0]: {"source": "x", "city": "Rom"}})
    returned = take_back(path)

    def newer(keys: Iterable[str]) -> list[str]:
        return ["shoe_size" if key == "source" else key for key in keys]

    sheets = [
        replace(sheet, columns=dict(zip(newer(sheet.columns), sheet.columns.values(), strict=True)))
        for sheet in returned.sheets
    ]
    columns = {name: tuple(newer(keys)) for name, keys in returned.base.columns.items()}
    base = replace(returned.base, columns=columns)
    plan = plan_return(replace(returned, sheets=tuple(sheets), base=base), CONTEXT, world.find)
    assert of(plan, rows[0]).outcome == "doubt"
    assert "nyare" in of(plan, rows[0]).problems[0].reason.into("sv")


def test_code_that_no_list_has_is_kept(tmp_path: Path) -> None:
    world, rows = people()
    world.change(rows[0], {"status": "on_mars"})
    world.change(rows[1], {"status": "on_mars"})
    path = world.send(tmp_path / "bok.xlsx")
    plan = plan_of(typed(path, {rows[0]: {"city": "Rom"}, rows[2]: {"status": "On_Mars"}}), world)
    assert sums(plan) == {"unchanged": 6, "changed": 2}
    assert of(plan, rows[0]).edits[0].fields == {"city": "Rom"}
    assert of(plan, rows[2]).edits[0].fields == {"status": "on_mars"}


def test_text_that_no_cell_holds_is_changed_in_the_program_alone(tmp_path: Path) -> None:
    world = World(sheets=("contact", "advocacy"))
    people_ = [
        world.new("contact", {"given_name": "A" * 480, "family_name": f"{n}"}) for n in range(900)
    ]
    issue = world.new("advocacy", {"title": "Buller", "contacts": sorted(people_)})
    path = world.send(tmp_path / "bok.xlsx")
    assert sums(plan_of(path, world)) == counted(world)

    def change(book: openpyxl.Workbook) -> None:
        cell = book["Påverkan"].cell(3, column(book["Påverkan"], "contacts"))
        cell.value = f"x{cell.value}"[-32_000:]

    assert of(plan_of(edit(path, change), world), issue).outcome == "refused"


def test_unknown_sheets_and_columns_are_named(tmp_path: Path) -> None:
    world, _rows = people()

    def change(book: openpyxl.Workbook) -> None:
        book.create_sheet("Mina anteckningar")["A1"] = "x"
        sheet = book["Kontakter"]
        sheet.cell(2, sheet.max_column + 1, "Skostorlek")

    plan = plan_of(edit(world.send(tmp_path / "bok.xlsx"), change), world)
    said = " ".join(words.into("sv") for words in plan.remarks)
    assert "Mina anteckningar" in said
    assert "Skostorlek" in said
    assert sums(plan) == counted(world)
