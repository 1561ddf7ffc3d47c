"""Drafts last, and are no part of the record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import undoing, writing
from desktop_app.services.drafting import Draft, draft_of, drafts, drop, keep
from desktop_app.services.opening import open_register
from desktop_app.services.register import Register
from desktop_app.services.upkeep import check
from desktop_app.storage import queries

CONTACT = CATALOGUE["contact"]
ODD = {"email": "anna@", "note": "å\ud800\x00" + "x" * 100_000, "": ""}


def test_a_draft_lasts_as_it_was_typed(register: Register, tmp_path: Path) -> None:
    new = Draft("stop", "", ("trip", "1" * 36), ODD)
    id_ = keep(register, new)
    with open_register(register.path) as again:
        (found,) = drafts(again)
        assert found == replace(new, id=id_, at=found.at)
        assert found.at
        drop(again, id_)
        drop(again, id_)
    assert drafts(register) == []


def test_a_row_has_one_draft_and_new_rows_have_many(register: Register) -> None:
    row = writing.put(register, CONTACT, None, {"family_name": "Prov"}).id
    first = keep(register, Draft("contact", row, None, {"email": "a@"}))
    assert keep(register, Draft("contact", row, None, {"email": "b@"})) == first
    found = draft_of(register, CONTACT, row)
    assert found is not None
    assert found.texts == {"email": "b@"}
    for _ in range(2):
        keep(register, Draft("contact", "", None, {"city": "Wien"}))
    assert len(drafts(register)) == 3
    assert draft_of(register, CONTACT, "") is None


def test_a_draft_kept_again_takes_its_own_place(register: Register) -> None:
    id_ = keep(register, Draft("contact", "", None, {"city": "W"}))
    assert keep(register, Draft("contact", "", None, {"city": "Wien"}, id=id_)) == id_
    assert [draft.texts for draft in drafts(register)] == [{"city": "Wien"}]


def test_the_newest_draft_comes_first(register: Register) -> None:
    ids = [keep(register, Draft("contact", "", None, {"city": f"Ort {n}"})) for n in range(4)]
    keep(register, Draft("contact", "", None, {"city": "Wien"}, id=ids[1]))
    assert [draft.id for draft in drafts(register)] == [ids[1], ids[3], ids[2], ids[0]]


def test_drafts_are_no_part_of_the_record(register: Register) -> None:
    before = queries.number_of_actions(register.db.conn)
    keep(register, Draft("contact", "", None, {"city": "Wien"}))
    assert queries.number_of_actions(register.db.conn) == before
    assert undoing.next_undo(register) is None
    assert check(register).whole
