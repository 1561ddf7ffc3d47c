"""Offices with a newer and an older version: what one does not know it keeps and hands on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import verify
from desktop_app.services import writing
from desktop_app.services.exporting import Wish
from desktop_app.services.questions import open_questions
from desktop_app.services.upkeep import check, rebuild
from desktop_app.storage import past
from tests.exchange import newer
from tests.exchange.newer import CONTACT, MEETING, NICKNAME, SHEET, TRIP, written
from tests.exchange.resave import edit, put, row_of
from tests.exchange.trio import Trio, filled, said, sums

TRIPS = CATALOGUE["trip"]


@pytest.fixture
def trio(tmp_path: Path) -> Iterator[Trio]:
    """Return a central office and two offices."""
    made = Trio(tmp_path)
    yield made
    made.close()


def test_unknown_is_kept_shown_as_far_as_it_is_known_and_handed_on(trio: Trio) -> None:
    plan = trio.take(trio.centre, newer.newer(trio.send(trio.a, trio.centre)))
    assert plan.kind == "workbook"
    told = said(plan)
    for words in (f"Bladet {SHEET}", "av ett slag", "har uppgifter", "nyare version"):
        assert words in told
    assert "skadad" not in told
    assert not plan.doubts
    assert trio.value(trio.centre, CONTACT, "family_name") == "Ny"
    assert check(trio.centre).whole
    rebuild(trio.centre)
    trio.exchange(trio.centre, trio.b)
    for register in (trio.centre, trio.b):
        for made in written():
            (kept,) = past.edits_of(register.db.conn, [made.row])[made.row]
            assert (kept.eid, kept.fields) == (made.eid, made.fields)
            assert verify(kept)
    assert check(trio.b).whole
    assert trio.agree()


def test_unit_changed_here_keeps_what_is_not_known(trio: Trio) -> None:
    trio.take(trio.centre, newer.newer(trio.send(trio.a, trio.centre)))
    with trio.centre.record.acting("edit", writing.NEW) as act:
        writing.change(act, TRIPS, TRIP, {"reference": "KS 2"})
    edits = past.edits_of(trio.centre.db.conn, [TRIP])[TRIP]
    decided = edits[-1].fields["decided"]
    assert isinstance(decided, dict)
    assert (decided["decided_where"], decided["reference"]) == ("Rådhuset", "KS 2")
    with trio.centre.record.acting("edit", writing.NEW) as act:
        writing.change(act, TRIPS, TRIP, {"reference": "KS 2"})
        assert not act.written


def test_conflict_in_what_is_not_known_is_no_conflict_here(trio: Trio) -> None:
    trio.take(trio.centre, newer.newer(trio.send(trio.a, trio.centre)))
    (made,) = past.edits_of(trio.centre.db.conn, [CONTACT])[CONTACT]
    for name in ("Ett", "Två"):
        with trio.centre.record.acting("edit", writing.NEW) as act:
            act.write("contact", CONTACT, {NICKNAME: name}, {NICKNAME: (made.eid,)})
    assert trio.conflicts(trio.centre, CONTACT) == ()
    assert check(trio.centre).whole


def test_typed_in_what_is_not_known_is_asked(trio: Trio) -> None:
    """Cells of a newer column, and rows of a newer sheet, are not lost without a word."""
    sent = newer.newer(trio.send(trio.a, trio.centre))

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Kontakter"]
        put(sheet, row_of(sheet, trio.row), NICKNAME, "Åsan")
        book[SHEET]["D3"] = "Bergen"
        book[SHEET].append([None, None, "Vatten", "Wien"])

    plan = trio.take(trio.centre, edit(sent, change))
    assert sums(plan)["doubts"] == 1
    assert {doubt.kind for doubt in plan.doubts} == {"newer_column", "newer_sheet"}
    assert plan.waits
    asked = {each.kind: each for each in open_questions(trio.centre)}
    assert "Åsan" in asked["newer_column"].cells.values()
    about = asked["newer_sheet"]
    assert list(about.cells.values()) == ["Luft; Bergen", "Vatten; Wien"]
    assert "Spara filen" in about.reason.into("sv")
    assert about.source.endswith(".xlsx")
    assert len(about.options) == 1


def test_unit_of_a_newer_version_is_not_written_by_half(trio: Trio) -> None:
    organisation = trio.centre.named(CATALOGUE["organisation"], "Kulturförvaltningen")[0]
    values = {
        "title": "Luft",
        "organisation": organisation,
        "start_on": "2026-01-02",
        "end_on": "2026-01-03",
    }
    made = writing.put(trio.centre, TRIPS, None, {**values, "reference": "KS 1"}).id
    sent = newer.newer(trio.send(trio.centre, trio.a))

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Studieresor"]
        put(sheet, row_of(sheet, made), "reference", "KS 2")

    before = len(past.edits_of(trio.centre.db.conn, [made])[made])
    plan = trio.take(trio.centre, edit(sent, change))
    assert sums(plan)["refused"] == 1
    assert "Uppdatera programmet" in said(plan)
    assert len(past.edits_of(trio.centre.db.conn, [made])[made]) == before


def test_what_is_known_in_the_same_workbook_is_taken(trio: Trio) -> None:
    back = filled(newer.newer(trio.send(trio.centre, trio.a)), trio.row, city="Uppsala")
    assert sums(trio.take(trio.centre, back))["changed"] == 1
    assert trio.value(trio.centre, trio.row, "city") == "Uppsala"


def test_code_of_a_newer_version_comes_back_unchanged(trio: Trio) -> None:
    trio.take(trio.centre, newer.newer(trio.send(trio.a, trio.centre)))
    sent = trio.send(trio.centre, trio.a, Wish(language="en"))

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Contacts"]
        put(sheet, row_of(sheet, CONTACT), "city", "Uppsala")

    plan = trio.take(trio.centre, edit(sent, change))
    assert sums(plan) == {"changed": 1, "unchanged": plan.account()["rows"] - 1}
    assert trio.value(trio.centre, CONTACT, "kind") == "alien"
    assert trio.value(trio.centre, CONTACT, "city") == "Uppsala"


@pytest.mark.parametrize("name", [MEETING, CONTACT, TRIP])
def test_the_same_newer_file_twice_changes_nothing(trio: Trio, name: str) -> None:
    sent = newer.newer(trio.send(trio.a, trio.centre))
    trio.take(trio.centre, sent)
    trio.take(trio.centre, sent)
    assert len(past.edits_of(trio.centre.db.conn, [name])[name]) == 1
