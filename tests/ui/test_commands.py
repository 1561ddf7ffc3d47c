"""Commands: each does something, stands in a menu, has a name in both languages, and its time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import LANGUAGES
from desktop_app.services import undoing
from desktop_app.services.writing import put
from desktop_app.ui import commands, session
from desktop_app.ui.bar import NAMES
from desktop_app.ui.commands import COMMANDS, MENUS, Actions
from desktop_app.ui.doing import Doing
from desktop_app.ui.files import Files
from desktop_app.ui.find import FindDialog
from desktop_app.ui.icons import icon
from desktop_app.ui.speech import Speech
from tests.journeys.hands import Hands
from tests.services.viewed import expected
from tests.ui.at_window import (
    CONTROL,
    SHIFT,
    Key,
    boxes,
    choose,
    complaints,
    elsewhere,
    ids,
    register_of,
    row_of,
    settle,
    to_list,
)

ALIKE = {"switch_language"}
"""Said in the language one does not understand yet."""
NEXT = {"undo": undoing.next_undo, "redo": undoing.next_redo}
NEEDS = {
    "always": set(),
    "open": {"open"},
    "writable": {"open", "writable"},
    "row": {"open", "row"},
    "row_writable": {"open", "row", "writable", "in view"},
    "gone": {"open", "row", "writable", "trash"},
    "life": {"open", "row", "writable", "in view", "steps"},
    "on_paper": {"open", "row", "paper"},
}


# --- the table of commands ---


def test_names_menus_and_keys_are_each_used_once() -> None:
    assert len({each.name for each in COMMANDS}) == len(COMMANDS)
    assert {each.menu for each in COMMANDS} == set(MENUS)
    keys = Counter(QKeySequence(text).toString() for each in COMMANDS for text in each.keys)
    assert "" not in keys
    assert [text for text, number in keys.items() if number > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_to_press_are_each_used_once_in_a_menu(language: str) -> None:
    groups = [[each.label for each in COMMANDS if each.menu == menu] for menu in MENUS]
    for labels in (list(MENUS.values()), *groups):
        letters = [re.findall(r"&(\w)", words.into(language)) for words in labels]
        assert all(len(found) == 1 for found in letters)
        twice = [k for k, n in Counter(found[0].lower() for found in letters).items() if n > 1]
        assert twice == [], (language, twice)


def test_every_command_has_two_names_an_end_and_an_icon_that_is_there() -> None:
    for command in COMMANDS:
        words = command.label
        assert words.sv != words.en, command.name
        assert words.sv.endswith(" …") == words.en.endswith(" …"), command.name
        if command.icon:
            assert not icon(command.icon).isNull()
    assert {each.name for each in COMMANDS} >= ALIKE


def test_every_command_is_done_by_something(hands: Hands) -> None:
    own = set(hands.window._handlers())
    assert own == {each.name for each in COMMANDS}
    assert hands.window.doing is not None
    known = set(hands.window.doing.handlers())
    needs_register = {each.name for each in COMMANDS if each.when != "always"}
    assert needs_register == known


def test_every_command_stands_in_its_menu_with_its_keys(hands: Hands) -> None:
    for menu in MENUS:
        wanted = [
            hands.window.actions_.by_name[each.name] for each in COMMANDS if each.menu == menu
        ]
        there = [each for each in hands.window.actions_.menu(menu).actions() if each.text()]
        assert there == wanted
    for command in COMMANDS:
        action = hands.window.actions_.by_name[command.name]
        assert action.shortcuts() == [QKeySequence(keys) for keys in command.keys]
        if command.keys:
            keys = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            assert action.toolTip().endswith(f"({keys})")
        assert "&" not in action.toolTip()


def test_names_and_tips_are_said_anew(qtbot: object) -> None:
    del qtbot
    speech = Speech("sv")
    actions = Actions(speech, {each.name: lambda: None for each in COMMANDS})
    speech.use("en")
    for command in COMMANDS:
        action = actions.by_name[command.name]
        assert action.text() == command.label.en
        assert action.toolTip().startswith(commands.Words.into(command.label, "en")[:1].strip("&"))


# --- when ---


def check(hands: Hands, holds: set[str]) -> None:
    """Check that exactly those commands are enabled whose state holds."""
    hands.rest()
    for command in COMMANDS:
        wanted = NEEDS[command.when] <= holds
        if command.name in NEXT:
            wanted = wanted and NEXT[command.name](register_of(hands)) is not None
        enabled = hands.window.actions_.by_name[command.name].isEnabled()
        assert enabled == wanted, (command.name, holds)
    for name, words in NAMES.items():
        assert hands.window.bar._buttons[name].text() == words.sv, holds


def test_commands_are_enabled_in_their_state(hands: Hands) -> None:
    state = {"open", "writable"}
    check(hands, state)
    page = to_list(hands)
    check(hands, state)
    choose(hands, page, 2)
    check(hands, state | {"row", "in view"})
    hands.key(Key.Key_Delete, CONTROL)
    check(hands, state | {"row", "in view"})  # the next row is chosen
    hands.key(Key.Key_T, CONTROL | SHIFT)
    settle(hands, page)
    choose(hands, page, 0)
    check(hands, state | {"row", "trash"})
    trips = to_list(hands, "trip")
    choose(hands, trips, 0)
    check(hands, state | {"row", "in view", "paper", "steps"})
    assert hands.window.bar._place("print").isVisible()
    hands.place.go("overview")
    check(hands, state)
    assert not hands.window.bar._place("print").isVisible()
    hands.window.show_start()
    check(hands, set())
    assert not hands.window.bar.isVisible()


def test_nothing_is_written_in_a_register_that_is_open_for_reading(hands: Hands) -> None:
    hands.place._desk.session.writable = False
    hands.window.say()
    page = to_list(hands, "trip")
    page.say()
    choose(hands, page, 0)
    check(hands, {"open", "row", "paper"})
    assert hands.window.windowTitle() == "Prov (skrivskyddad) – Kontaktnät"
    assert not page.new.isVisible()
    with pytest.raises(session.Refused) as refused:
        hands.place._desk.session.do(lambda r: put(r, page.entity, ids(page)[0], {"title": "x"}))
    assert refused.value.sentence == session.READ_ONLY
    hands.place._desk.session.writable = True


# --- undo ---


def test_the_bar_follows_the_language_after_a_part_was_added(hands: Hands) -> None:
    desk = hands.place._desk
    trip = {"title": "Resa", "organisation": register_of(hands).facts.office}
    trip |= {"start_on": "2026-03-02", "end_on": "2026-03-05"}
    id_ = desk.session.do(lambda register: put(register, CATALOGUE["trip"], None, trip)).id
    desk.ways.spot.emit("trip", id_, "summary", "")
    hands.until(lambda: hands.field == "summary", "the field")
    hands.add_part("action")
    hands.fill(what="Ringa")
    hands.key(Key.Key_Escape)
    hands.key(Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert hands.window.bar._buttons["print"].text() == "Print a document"
    assert hands.window.bar._place("print").isVisible()


def test_undo_stands_beside_what_was_said_until_something_newer_is_done(hands: Hands) -> None:
    choose(hands, to_list(hands), 3)
    hands.control(Key.Key_D)
    assert hands.window.strip.undo.isVisible()
    hands.fill(title="Rektor")
    assert not hands.window.strip.undo.isVisible(), "it would take back the title"


def test_undo_says_what_it_would_take_back(hands: Hands) -> None:
    page = to_list(hands)
    choose(hands, page, 3)
    title = hands.place.record.header.title.text()
    hands.key(Key.Key_Delete, CONTROL)
    undo = hands.window.actions_.by_name["undo"]
    hands.until(lambda: undo.text() == f"&Ångra: Tog bort kontakt: {title}", "the name of undo")
    button = hands.window.bar._buttons["undo"].text()
    assert f"Ångra: Tog bort kontakt: {title}".startswith(button.removesuffix("…"))
    assert title[:3] in button
    assert hands.window.strip.text.text() == f"Tog bort {title}"
    assert hands.window.strip.undo.isVisible()
    hands.click(hands.window.strip.undo)
    settle(hands, page)
    assert page.model.rowCount() == 40
    redo = hands.window.actions_.by_name["redo"]
    hands.until(lambda: title in redo.text(), "the name of redo")
    assert redo.text().startswith("&Gör om: ")
    hands.control(Key.Key_Y)
    settle(hands, page)
    assert page.model.rowCount() == 39
    hands.control(Key.Key_Z)
    hands.key(Key.Key_Z, CONTROL | SHIFT)
    settle(hands, page)
    assert page.model.rowCount() == 39


def test_a_name_with_an_ampersand_or_without_end_is_shown_as_it_is(hands: Hands) -> None:
    name = "A & B " + "lång " * 20
    hands.place._desk.session.do(
        lambda r: put(
            r, to_list(hands, "organisation").entity, None, {"name": name, "kind": "city"}
        )
    )
    hands.rest()
    text = hands.window.bar._buttons["undo"].text()
    assert "A & B" in text
    assert text.endswith("…")
    assert len(text) < 80
    assert "A && B" in hands.window.actions_.by_name["undo"].text()


def test_several_rows_are_deleted_and_come_back_as_one(hands: Hands) -> None:
    page = to_list(hands)
    before = ids(page)
    choose(hands, page, 5)
    hands.key(Key.Key_Down, SHIFT, times=4)
    hands.key(Key.Key_Delete, CONTROL)
    settle(hands, page)
    assert ids(page) == before[:5] + before[10:]
    assert hands.window.strip.text.text() == "Tog bort 5 rader"
    hands.control(Key.Key_Z)
    settle(hands, page)
    assert ids(page) == before


def field_of(hands: Hands, name: str) -> QLineEdit:
    """Go to a field of the record and return what one types in."""
    hands.place.record.show_field(name)
    hands.rest()
    found = hands.focus
    assert isinstance(found, QLineEdit)
    return found


def test_undo_in_a_field_takes_back_typing_first(hands: Hands) -> None:
    page = to_list(hands)
    row = choose(hands, page, 4)
    hands.place._desk.session.do(lambda r: put(r, page.entity, row, {"city": "Prövköping"}))
    field = field_of(hands, "department")
    was = field.text()
    hands.type("x")
    hands.control(Key.Key_Z)
    assert field.text() == was
    assert row_of(hands, "contact", row).values["city"] == "Prövköping"
    hands.control(Key.Key_Z)
    assert row_of(hands, "contact", row).values.get("city") != "Prövköping"


def test_undo_in_the_search_field_takes_back_typing_first(hands: Hands) -> None:
    page = to_list(hands)
    row = choose(hands, page, 4)
    hands.place._desk.session.do(lambda r: put(r, page.entity, row, {"city": "Prövköping"}))
    hands.control(Key.Key_F)
    assert page.search.hasFocus()
    hands.type("z")
    hands.control(Key.Key_Z)
    assert page.search.text() == ""
    assert row_of(hands, "contact", row).values["city"] == "Prövköping"
    hands.control(Key.Key_Z)
    assert row_of(hands, "contact", row).values.get("city") != "Prövköping"
    hands.control(Key.Key_Y)
    assert row_of(hands, "contact", row).values["city"] == "Prövköping" or page.search.text() == "z"


def test_undo_that_cannot_take_all_back_says_what_stays(hands: Hands) -> None:
    page = to_list(hands)
    row = choose(hands, page, 4)
    session_ = hands.place._desk.session
    session_.do(lambda r: put(r, page.entity, row, {"city": "Första"}))
    action = hands.window.doing.taking_back.next_undo()
    session_.do(lambda r: put(r, page.entity, row, {"city": "Andra"}))
    hands.place._desk.ways.undo.emit(action.id)
    hands.rest()
    (box,) = boxes()
    said = box.text() + box.informativeText()
    box.reject()
    assert "Andra" not in said or row_of(hands, "contact", row).values["city"] == "Andra"
    assert row_of(hands, "contact", row).values["city"] == "Andra"
    assert "gå tillbaka" in said


# --- what each does ---


def test_keys_go_where_they_say(hands: Hands) -> None:
    page = to_list(hands)
    first = choose(hands, page, 0)
    hands.key(Key.Key_H, CONTROL | SHIFT)
    assert hands.place.page is hands.place.stack.made["history"]
    hands.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.place.list_page is page
    assert hands.place.chosen == ("contact", first)
    hands.key(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert hands.place.page is hands.place.stack.made["history"]
    hands.control(Key.Key_F)  # no list is shown: find anything
    found = QApplication.activeModalWidget()
    assert isinstance(found, FindDialog)
    hands.key(Key.Key_Escape)
    to_list(hands)
    hands.key(Key.Key_F11)
    assert not page.isVisible()
    hands.key(Key.Key_F11)
    assert page.isVisible()
    hands.control(Key.Key_N)
    assert hands.place.record.is_new
    assert hands.place.record.isAncestorOf(hands.focus)


def test_a_copy_is_made_and_opened(hands: Hands) -> None:
    page = to_list(hands, "trip")
    row = choose(hands, page, 0)
    hands.key(Key.Key_D, CONTROL)
    settle(hands, page)
    assert hands.place.chosen is not None
    new = hands.place.chosen[1]
    assert new != row
    assert ids(page) == expected(register_of(hands), page.view)
    kept = row_of(hands, "trip", row).values["organisation"]
    assert row_of(hands, "trip", new).values["organisation"] == kept


def test_size_language_and_colours_are_switched_and_remembered(hands: Hands) -> None:
    settings = hands.program.settings
    hands.key(Key.Key_Plus, CONTROL)
    assert settings.percent == 125
    assert hands.program.theme.metric(100) == 125
    hands.key(Key.Key_Minus, CONTROL, times=2)
    assert settings.percent == 100
    dark = hands.program.theme.dark
    hands.key(Key.Key_D, CONTROL | SHIFT)
    assert hands.program.theme.dark != dark
    hands.key(Key.Key_L, CONTROL | SHIFT)
    assert hands.program.speech.language == settings.language == "en"
    assert hands.window.actions_.by_name["switch_language"].text() == "På &svenska"
    hands.key(Key.Key_L, CONTROL | SHIFT)
    assert settings.language == "sv"


@pytest.mark.parametrize("name", ["settings", "shortcuts", "about", "columns", "find", "export"])
def test_a_command_opens_its_dialog(name: str, hands: Hands) -> None:
    to_list(hands)
    hands.window.actions_.by_name[name].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert dialog.windowTitle()
    hands.rest()
    QTest.keyClick(dialog, Key.Key_Escape)
    hands.rest()
    assert not boxes()
    assert QApplication.activeModalWidget() is None
    assert complaints(hands) == []


def test_a_copy_of_the_register_is_saved(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "kopia.knreg"
    monkeypatch.setattr(Files, "save_file", _answer(out))
    hands.window.actions_.by_name["save_copy"].trigger()
    assert hands.window.strip.text.text() == "Kopian kopia.knreg är sparad."
    copy = Path(copyfile(out, tmp_path / "b.knreg"))
    assert elsewhere(hands, lambda r: r.facts.office)
    hands.program.open(copy)
    assert hands.window.windowTitle() == "b – Kontaktnät"
    assert to_list(hands).model.rowCount() == 40


def _answer(path: Path) -> Callable[..., Path]:
    return lambda *_args, **_named: path


def test_a_backup_is_made_beside_the_window(hands: Hands) -> None:
    hands.window.actions_.by_name["backup"].trigger()
    strip = hands.window.strip.text
    hands.until(lambda: strip.text().startswith("Säkerhetskopian "), "the backup")
    assert strip.text().endswith(" är gjord och kontrollerad.")
    assert isinstance(hands.window.doing, Doing)
