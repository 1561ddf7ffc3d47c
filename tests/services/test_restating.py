"""Lifting secrecy shares what is shown, and nothing of what came and went in secret."""

from __future__ import annotations

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import canonical, make_edit, show
from desktop_app.domain.words import Words
from desktop_app.services import writing
from desktop_app.services.opening import new_register
from desktop_app.storage import past

CONTACT = CATALOGUE["contact"]
LABEL = Words("Prov", "Trial")


def test_an_element_that_came_and_went_in_secret_is_never_named() -> None:
    with new_register(None, "Stadsledningskontoret") as register:
        row = writing.put(register, CONTACT, None, {"given_name": "Åsa", "topics": "klimat"}).id
        for values in (
            {"secret": "ja"},
            {"topics": "klimat; skyddat boende"},
            {"topics": "vatten"},
            {"secret": ""},
        ):
            writing.put(register, CONTACT, row, values)
        shared = [e for e in past.edits_of(register.db.conn, [row])[row] if e.shared]
        assert not any("skyddat" in canonical(dict(edit.fields)) for edit in shared)
        assert show(CONTACT, shared).values["topics"] == ["vatten"]


def test_others_can_take_out_what_was_shared_by_lifting() -> None:
    with new_register(None, "Stadsledningskontoret") as register:
        values = {"given_name": "Åsa", "topics": "klimat", "secret": "ja"}
        row = writing.put(register, CONTACT, None, values).id
        writing.put(register, CONTACT, row, {"secret": ""})
        known = [e for e in past.edits_of(register.db.conn, [row])[row] if e.shared]
        named = {"topics": show(CONTACT, known).removal("topics", ["klimat"])}
        fields = {"topics": {"remove": ["klimat"]}}
        theirs = make_edit("contact", row, fields, named, 99, "salt")  # type: ignore[arg-type]
        with register.record.acting("import", LABEL) as act:
            act.add(theirs)
        assert "topics" not in register.row(CONTACT, row).values
