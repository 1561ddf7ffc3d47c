"""Two programs on one file, rows that go away under one's hands, registers with little in them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import drafting
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.removing import delete_rows
from desktop_app.ui.editors.box import FieldBox
from desktop_app.ui.find import FindDialog
from desktop_app.ui.sidebar import PLACES
from tests.journeys.hands import Hands, around, ask
from tests.ui.at_window import (
    Key,
    boxes,
    choose,
    complaints,
    elsewhere,
    home,
    ids,
    register_of,
    row_of,
    to_list,
    told,
)
from tests.ui.storm import NEW, begin_typing, field_of, form_of, look, written
from tests.ui.storm_states import calendar

CONTACT = CATALOGUE["contact"]


def by_command(path: Path, row: str, *given: str) -> None:
    """Change a contact with the command line, in a process of its own."""
    command = [sys.executable, "-m", "desktop_app", "put", str(path), "contact", *given]
    subprocess.run([*command, "--id", row], check=True, capture_output=True)


def past_of(path: Path, row: str) -> str:
    """Return all that was ever written in a row, as a fresh process tells it."""
    return str(ask("history", path, "contact", row))


# --- two programs ---


def test_the_same_field_is_written_by_two_and_both_values_are_in_the_history(
    hands: Hands,
) -> None:
    path = hands.place._desk.session.path
    row, field = begin_typing(hands, 4)
    by_command(path, row, "department=Från en annan", "city=Aby")
    look(hands)
    assert field.text() == NEW, "what is typed stays"
    city = form_of_row(hands, "city")
    assert city.text() == "Aby", "what nobody types in is shown as it is"
    hands.enter()
    assert written(path, row) == NEW
    assert "Från en annan" in past_of(path, row)
    assert NEW in past_of(path, row)
    assert field.text() == NEW


def form_of_row(hands: Hands, name: str) -> QLineEdit:
    """Return what one types in for a field of the row that is shown, without going there."""
    found = [b for b in hands.place.record.findChildren(FieldBox) if b.field.name == name]
    line = next(box for box in found if box.isVisible()).editor.main
    assert isinstance(line, QLineEdit)
    return line


def test_a_row_that_another_deletes_while_it_is_typed_in(hands: Hands) -> None:
    path = hands.place._desk.session.path
    row, _field = begin_typing(hands, 4)
    elsewhere(hands, lambda r: delete_rows(r, CONTACT, [row]))
    look(hands)
    hands.rest()
    while boxes():
        boxes()[0].reject()
    with open_register(path, writing=False) as register:
        kept = [draft.texts.get("department") for draft in drafting.drafts(register)]
    assert written(path, row) == NEW or NEW in kept, "what was typed is somewhere"
    assert complaints(hands) == []


def test_deleting_the_row_one_types_in_and_taking_that_back(hands: Hands) -> None:
    path = hands.place._desk.session.path
    row, _field = begin_typing(hands, 4)
    hands.window.actions_.by_name["delete"].trigger()
    hands.rest(100)
    assert boxes() == []
    assert hands.place.record.current() != ("contact", row)
    assert row_of(hands, "contact", row).state == 1
    hands.window.actions_.by_name["undo"].trigger()
    hands.rest()
    assert row_of(hands, "contact", row).state == 0
    assert written(path, row) == NEW
    assert complaints(hands) == []


def test_undoing_the_creation_of_the_row_one_is_in(hands: Hands) -> None:
    to_list(hands)
    hands.control(Key.Key_N)
    form_of(hands).focus_field("family_name")
    hands.type("Tillfällig")
    hands.key(Key.Key_Tab)
    hands.rest(400)
    current = hands.place.record.current()
    assert current is not None
    hands.place.record.show_field("department")
    hands.rest()
    hands.window.doing.taking_back.undo(hands.window.doing.taking_back.next_undo().id)  # type: ignore[union-attr]
    hands.rest()
    assert hands.place.record.current() is None
    assert boxes() == []
    hands.window.actions_.by_name["redo"].trigger()
    hands.rest()
    assert row_of(hands, "contact", current[1]).state == 0
    assert complaints(hands) == []


def test_a_register_that_another_holds_for_long(hands: Hands) -> None:
    path = hands.place._desk.session.path
    row, field = begin_typing(hands, 4)
    register_of(hands).db.conn.execute("PRAGMA busy_timeout=20")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        hands.enter()
        assert "används just nu av ett annat program" in told(hands)
        look(hands)
        assert hands.window.banner.isVisible()
        for name in ("history", "undo", "redo"):
            hands.window.actions_.by_name[name].trigger()
            hands.rest(50)
            while boxes():
                boxes()[0].reject()
        hands.window.close()
        assert hands.window.isVisible(), "what is typed is asked about"
        while boxes():
            boxes()[0].reject()
    finally:
        other.execute("ROLLBACK")
        other.close()
    look(hands)
    assert not hands.window.banner.isVisible()
    page = to_list(hands)
    choose(hands, page, ids(page).index(row))
    assert field_of(hands, "department").text() == NEW
    assert hands.place.flush()
    assert written(path, row) == NEW
    del field


# --- time, language, size ---


def test_a_clock_that_goes_back_changes_nothing_of_what_is_shown(hands: Hands) -> None:
    path = hands.place._desk.session.path
    row, _field = begin_typing(hands, 4, "Först")
    hands.enter()
    register = register_of(hands)
    past = register.clock() - timedelta(days=4000)
    object.__setattr__(register, "clock", lambda: past)
    register.__dict__.pop("record", None)
    field = field_of(hands, "department")
    field.selectAll()
    hands.type("Sedan")
    hands.enter()
    assert written(path, row) == "Sedan"
    hands.place.go("history")
    hands.rest()
    hands.place.go("overview")
    hands.rest()
    hands.place.go("contact")
    hands.window.actions_.by_name["undo"].trigger()
    hands.rest()
    assert written(path, row) == "Först"
    assert complaints(hands) == []


def test_another_language_while_a_field_does_not_fit(hands: Hands) -> None:
    choose(hands, to_list(hands), 4)
    field = field_of(hands, "email")
    field.selectAll()
    hands.type("anna@@")
    hands.key(Key.Key_Tab)
    box = around(field, FieldBox)
    assert box is not None
    swedish = box._line.text()  # type: ignore[union-attr]
    hands.window.actions_.by_name["switch_language"].trigger()
    hands.rest()
    assert field.text() == "anna@@"
    assert box.problem is not None
    assert box._line.text() not in {"", swedish}  # type: ignore[union-attr]
    hands.window.actions_.by_name["switch_language"].trigger()


@pytest.mark.parametrize("name", ["switch_language", "larger", "switch_colours"])
def test_language_and_size_change_while_something_is_open(hands: Hands, name: str) -> None:
    calendar(hands)
    assert QApplication.activePopupWidget() is not None
    hands.window.actions_.by_name[name].trigger()
    hands.rest(100)
    if QApplication.activePopupWidget() is not None:
        hands.key(Key.Key_Escape)
    hands.control(Key.Key_K)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FindDialog)
    hands.type("an")
    hands.window.actions_.by_name[name].trigger()
    hands.rest(100)
    hands.type("n")
    assert dialog.field.text() == "ann"
    dialog.reject()
    hands.rest()
    assert complaints(hands) == []


# --- registers with little in them ---


def every_page(hands: Hands) -> None:
    """Go to every page and back, and begin a row where one can."""
    for place in PLACES:
        if place.key == "more":
            continue
        hands.place.go(place.key)
        hands.rest(20)
        if place.key in CATALOGUE:
            hands.control(Key.Key_N)
            hands.rest(20)
    hands.window.actions_.by_name["undo"].trigger()
    hands.control(Key.Key_K)
    hands.type("a")
    QApplication.activeModalWidget().close()  # type: ignore[union-attr]
    hands.rest()


def test_a_register_without_rows(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "tomt.knreg"
    new_register(path, "Miljöförvaltningen", person="Eva Prov").close()
    hands.program.open(path)
    every_page(hands)
    assert boxes() == []
    assert complaints(hands) == []


def test_a_register_whose_organisation_is_deleted(hands: Hands) -> None:
    register = register_of(hands)
    office = register.facts.office
    elsewhere(hands, lambda r: delete_rows(r, CATALOGUE["organisation"], [office]))
    look(hands)
    hands.window.say()
    assert complaints(hands) == []
    path = hands.place._desk.session.path
    hands.close()
    again = Hands(home(hands), path)
    try:
        every_page(again)
        assert complaints(again) == []
    finally:
        while boxes():
            boxes()[0].reject()
        again.close()
