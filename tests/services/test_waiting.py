"""What waits for a decision, and what was sent."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import same
from desktop_app.services.exporting import Wish, export
from desktop_app.services.register import Register
from desktop_app.services.waiting import TOLD, reason_of, waiting
from desktop_app.services.writing import put, resolve
from desktop_app.storage import doubts
from desktop_app.storage.connection import transaction
from desktop_app.storage.doubts import StoredDoubt

CONTACT = CATALOGUE["contact"]


def test_nothing_waits_in_a_new_register(register: Register) -> None:
    found = waiting(register)
    assert (list(found.conflicts), list(found.questions), list(found.sent)) == ([], [], [])


def test_rows_with_differing_values_wait_until_they_are_settled(register: Register) -> None:
    row = put(register, CONTACT, None, {"family_name": "Prov"}).id
    for address in ("a@example.org", "b@example.org"):
        with register.record.acting("edit", same("Två händer")) as act:
            act.write("contact", row, {"email": address}, {"email": ()})
    assert [(each.id, each.conflicts) for each in waiting(register).conflicts] == [
        (row, ("email",))
    ]
    resolve(register, CONTACT, row, {"email": "a@example.org"})
    assert list(waiting(register).conflicts) == []


def test_questions_say_where_and_why_in_both_languages(register: Register) -> None:
    about = {"sheet": "Kontakter", "row": 7, "reason": {"sv": "Oklart namn", "en": "Unclear name"}}
    with transaction(register.db):
        doubts.add(register.db.conn, "unsure", about, "lista.xlsx", 1, "2026-11-21T12:00:00")
        for number in range(TOLD + 5):
            doubts.add(register.db.conn, "other", {"n": number}, "b.csv", 2, "2026-11-21T12:00:00")
    found = waiting(register).questions
    assert len(found) == TOLD
    assert (found[0].source, found[0].place) == ("lista.xlsx", "Kontakter 7")
    assert (found[0].reason.sv, found[0].reason.en) == ("Oklart namn", "Unclear name")
    assert found[1].place == ""
    assert found[1].reason == same("other")


def test_a_reason_that_is_no_text_in_two_languages_is_the_kind() -> None:
    assert reason_of(StoredDoubt("1", "unsure", {"reason": "Nej"}, "f", "")) == same("unsure")


def test_what_was_sent_is_told_with_its_rows(sample: Register, tmp_path: Path) -> None:
    export(sample, tmp_path / "ut.xlsx", Wish(only=CONTACT))
    (sent,) = waiting(sample).sent
    assert sent.name == "ut.xlsx"
    assert sent.rows >= 60
