"""Returns that still hold a row which was merged here meanwhile: judged at its survivor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.services import merging
from desktop_app.services.importing import accept, problems_of
from desktop_app.services.undoing import undo
from tests.exchange.resave import edit, put, row_of
from tests.exchange.trio import CONTACT, Trio, filled, said, sums


@pytest.fixture
def trio(tmp_path: Path) -> Iterator[Trio]:
    """Return a central office and two offices."""
    made = Trio(tmp_path)
    yield made
    made.close()


def test_cell_that_the_survivor_lacks_is_filled_there(trio: Trio) -> None:
    back = filled(trio.send(trio.centre, trio.a), trio.other, title="Chef")
    merging.merge(trio.centre, CONTACT, trio.row, trio.other)
    plan = trio.take(trio.centre, back)
    (changed,) = [each for each in plan.outcomes if each.category == "changed"]
    assert [(cell.label.sv, cell.old, cell.new) for cell in changed.cells] == [
        ("Titel", "", "Chef")
    ]
    assert "kommer upp där" in problems_of(plan, changed)[0].reason.into("sv")
    assert trio.value(trio.centre, trio.row, "title") == "Chef"
    assert not trio.conflicts(trio.centre)
    assert trio.agree()


def test_cell_that_clashes_at_the_survivor_is_shown_as_a_conflict(trio: Trio) -> None:
    back = filled(trio.send(trio.centre, trio.a), trio.other, phone="08-465 004 77")
    merging.merge(trio.centre, CONTACT, trio.row, trio.other)
    plan = trio.take(trio.centre, back)
    assert sums(plan)["conflicts"] == 1
    (changed,) = [each for each in plan.outcomes if each.category == "conflicts"]
    assert [(cell.old, cell.new) for cell in changed.cells] == [("08-465 004 01", "08-465 004 77")]
    assert trio.conflicts(trio.centre) == ("phone",)
    assert trio.agree()


def test_deleting_a_merged_row_is_told(trio: Trio) -> None:
    def change(book: object) -> None:
        sheet = book["Kontakter"]  # type: ignore[index]
        put(sheet, row_of(sheet, trio.other), "action:", "Ta bort")

    back = edit(trio.send(trio.centre, trio.a), change)
    merging.merge(trio.centre, CONTACT, trio.row, trio.other)
    plan = trio.take(trio.centre, back)
    assert "som inte tas bort" in said(plan)
    assert trio.centre.row(CONTACT, trio.other).id == trio.row
    assert trio.centre.row(CONTACT, trio.row).state == 0


def test_merge_that_arrives_is_told_at_the_row_that_goes(trio: Trio) -> None:
    trio.put(trio.centre, trio.row, city="Rom")
    merging.merge(trio.a, CONTACT, trio.row, trio.other)
    plan = trio.plan(trio.centre, trio.send(trio.a, trio.centre))
    told = {each.id: each for each in (*plan.outcomes, *plan.beyond)}
    assert told[trio.other].category == "changed"
    assert [cell.label.sv for cell in told[trio.other].cells] == ["Slås ihop med"]
    accept(trio.centre, plan, shown=plan.hash)
    assert trio.agree()


def test_late_edit_in_a_log_is_told_at_the_survivor(trio: Trio) -> None:
    merging.merge(trio.centre, CONTACT, trio.row, trio.other)
    trio.put(trio.a, trio.other, phone="08-465 004 77")
    plan = trio.exchange(trio.a, trio.centre)
    told = {each.id: each for each in (*plan.outcomes, *plan.beyond)}
    assert told[trio.row].category == "conflicts"
    assert trio.conflicts(trio.centre) == ("phone",)
    assert trio.agree()


def test_taking_apart_that_arrives_is_told(trio: Trio) -> None:
    merging.merge(trio.a, CONTACT, trio.row, trio.other)
    trio.exchange(trio.a, trio.centre)
    undo(trio.a)
    plan = trio.exchange(trio.a, trio.centre)
    told = {each.id: each for each in (*plan.outcomes, *plan.beyond)}
    assert "Tas isär" in [cell.label.sv for cell in told[trio.other].cells]
    assert trio.centre.row(CONTACT, trio.other).id == trio.other
    assert trio.agree()
