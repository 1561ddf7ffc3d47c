"""conflicts, keep, doubts and decide on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop_app.services.opening import open_register
from tests.cli.conftest import OFFICE, PERSON, REFUSED, WAITING, Run, disagree
from tests.services.workbooks import FIRST, cells, column, last_row, write

Put = Callable[..., str]


def test_conflicts_tell_both_sides_base_and_source(register: Path, run: Run, put: Put) -> None:
    row = put("contact", "family_name=Prov", "city=Oslo")
    put("contact", "city=Graz", id_=row)
    disagree(register, "contact", row, "city", "Linz")
    (found,) = run("conflicts", register, "--json", code=WAITING).json
    assert not found["deleted_and_changed"]
    (conflict,) = found["conflicts"]
    assert (conflict["key"], conflict["fields"]) == ("city", ["city"])
    assert conflict["base"] == {"known": True, "values": {"city": "Oslo"}}
    assert [side["text"] for side in conflict["sides"]] == ["Linz", "Graz"]
    assert [side["shown"] for side in conflict["sides"]] == [True, False]
    assert {(s["who"], s["office"], s["source"], s["own"]) for s in conflict["sides"]} == {
        (PERSON, OFFICE, None, True)
    }
    said = run("conflicts", register, code=WAITING).out
    assert "från början: Oslo" in said
    assert OFFICE in said


def test_rows_deleted_and_changed_are_listed_kept_and_deleted(
    register: Path, fresh: Run, run: Run, put: Put
) -> None:
    row = put("contact", "family_name=Prov", "city=Oslo")
    run("delete", register, "contact", row)
    disagree(register, "contact", row, "city", "Linz")
    (found,) = fresh("conflicts", register, "--json", code=WAITING).json
    assert found["deleted_and_changed"]
    assert [by["who"] for by in found["deleted_by"]] == [PERSON]
    assert [each["values"] for each in found["changed"]] == [{"city": "Linz"}]
    assert "borttagen av" in run("conflicts", register, code=WAITING).out
    fresh("keep", register, "contact", row)
    assert run("conflicts", register, "--json").json == []
    assert not run("show", register, "contact", row, "--json").json["deleted"]
    run("keep", register, "contact", row, code=REFUSED)
    run("undo", register)
    run("delete", register, "contact", row)
    assert run("conflicts", register, "--json").json == []
    assert run("show", register, "contact", row, "--json").json["deleted"]


@pytest.fixture
def doubted(register: Path, run: Run, put: Put, tmp_path: Path) -> Path:
    """Return the register after a workbook with a row that was not sent was taken in."""
    put("contact", "given_name=Ada", "family_name=Ek", "city=Oslo")
    path = tmp_path / "ut.xlsx"
    run("export", register, path)
    book = load_workbook(path)
    sheet = book["Kontakter"]
    below = last_row(sheet) + 1
    write(sheet, below, cells(sheet, FIRST))
    sheet.cell(below, 1).value = "11111111-1111-4111-8111-111111111111"
    sheet.cell(below, column(sheet, "given_name")).value = "Ny"
    book.save(path)
    run("import", register, path, "--yes", code=WAITING)
    return register


def doubt(run: Run, register: Path) -> Any:
    (found,) = run("doubts", register, "--json", code=WAITING).json
    return found


def test_doubts_say_what_can_be_answered(doubted: Path, run: Run) -> None:
    found = doubt(run, doubted)
    assert found["kind"] == "unknown_id"
    assert [choice["choice"] for choice in found["choices"]] == ["new", "row", "leave"]
    assert [choice["needs_row_of"] for choice in found["choices"]] == [None, "contact", None]
    assert found["cells"]["given_name"] == "Ny"
    assert (found["sheet"], found["row"]) == ("Kontakter", FIRST + 1)
    assert "edits" not in found
    said = run("doubts", doubted, code=WAITING).out
    assert "new, row CONTACT-ID, leave" in said


def test_a_doubt_is_decided_undone_and_decided_again(doubted: Path, run: Run, fresh: Run) -> None:
    id_ = doubt(run, doubted)["id"]
    fresh("decide", doubted, id_[:10], "new")
    assert run("doubts", doubted, "--json").json == []
    assert len(run("list", doubted, "contact", "--json").json) == 2
    fresh("undo", doubted)
    assert doubt(run, doubted)["id"] == id_
    assert len(run("list", doubted, "contact", "--json").json) == 1
    (row,) = run("list", doubted, "contact", "--json").json
    decided = run("decide", doubted, id_, "row", row["id"], "--json").json
    assert decided["action"]
    assert run("show", doubted, "contact", row["id"], "--json").json["values"]["given_name"] == "Ny"
    assert run("info", doubted, "--json").json["doubts"] == 0


def test_what_is_no_answer_is_refused_with_the_answers(doubted: Path, run: Run) -> None:
    id_ = doubt(run, doubted)["id"]
    assert "new, row" in run("decide", doubted, id_, "nej", code=REFUSED).err
    run("decide", doubted, id_, "row", code=REFUSED)
    run("decide", doubted, id_, "row", "ffffffff", code=REFUSED)
    run("decide", doubted, "ffff", "new", code=REFUSED)
    assert doubt(run, doubted)["id"] == id_


def test_a_decision_leaves_the_register_whole_and_does_not_leave_it(
    doubted: Path, run: Run
) -> None:
    run("decide", doubted, doubt(run, doubted)["id"], "leave")
    assert run("check", doubted, "--json").json["whole"]
    with open_register(doubted, writing=False) as opened:
        sql = "SELECT DISTINCT shared FROM edit WHERE entity = 'setting'"
        assert opened.db.conn.execute(sql).fetchall() == [(0,)]
