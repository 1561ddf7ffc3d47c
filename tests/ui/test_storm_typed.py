"""Whatever is typed or pasted stays where it was typed, is explained, and outlives the program."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import drafting
from desktop_app.services.opening import open_register
from desktop_app.ui.editors.box import FieldBox
from desktop_app.ui.files import Files
from desktop_app.ui.find import FindDialog
from desktop_app.ui.pages.parts import Line
from desktop_app.ui.record.parts import PartsBlock
from desktop_app.ui.sending.workbook import ExportDialog
from tests.journeys.hands import CONTROL, Hands, around, ask
from tests.ui.at_window import (
    Key,
    boxes,
    choose,
    complaints,
    home,
    ids,
    register_of,
    settle,
    to_list,
    told,
)
from tests.ui.storm import form_of

LONG = "Å&<b> ’ord’ \u202e\U0001f600 "
LONG = LONG * (100_000 // len(LONG))
PATIENCE = 1.5
"""Seconds for one paste of a text that nobody can mean."""
UNFIT = {
    "email": "anna@@example",
    "phone": "ring växeln",
    "confirmed_on": "31 februari",
    "country": "Absurdistan",
    "organisation": "Finns inte AB",
    "languages": "påhittiska",
}


def lines_with(hands: Hands, text: str) -> list[Line]:
    """Return the lines of the page that say something."""
    found = hands.place.page.findChildren(Line)
    return [line for line in found if line.isVisible() and text in line.accessibleName()]


def paste(hands: Hands, text: str) -> float:
    """Paste a text over what stands where one is; return how long the window stood still."""
    QGuiApplication.clipboard().setText(text)
    widget = hands.focus
    QTest.keyClick(widget, Key.Key_A, CONTROL)
    begun = time.monotonic()
    QTest.keyClick(widget, Key.Key_V, CONTROL)
    QApplication.processEvents()
    return time.monotonic() - begun


def text_of(widget: QWidget) -> str:
    """Return what stands in an editor."""
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    assert isinstance(widget, QLineEdit)
    return widget.text()


def test_a_paste_of_a_hundred_thousand_characters_into_every_kind_of_editor(
    hands: Hands,
) -> None:
    hands.place.new_row("contact", {})
    hands.rest()
    form, typed, kinds = form_of(hands), [], set[type]()
    for name, box in form.boxes.items():
        form.focus_field(name)
        hands.rest(5)
        widget = hands.focus
        if type(box.editor) in kinds or not isinstance(widget, QLineEdit | QPlainTextEdit):
            continue
        kinds.add(type(box.editor))
        assert paste(hands, LONG) < PATIENCE
        assert text_of(widget).strip() == LONG.strip(), f"{name} keeps it"
        hands.key(Key.Key_Tab)
        assert box.problem is not None, f"{name} says what is wrong"
        assert len(hands.program.speech(box.problem)) < 400
        typed.append(name)
    assert len(typed) >= 8
    hands.place.flush()
    (draft,) = drafting.drafts(register_of(hands))
    assert {name for name, text in draft.texts.items() if len(text) > 90_000} == set(typed)
    assert boxes() == []
    path = hands.place._desk.session.path
    hands.close()
    again = Hands(home(hands), path)
    try:
        again.until(lambda: lines_with(again, "Påbörjat och inte sparat"), "what was begun")
        again.click(lines_with(again, "Påbörjat och inte sparat")[0])
        for name in typed:
            box = form_of(again).boxes[name]
            assert len(str(box.editor.given())) > 90_000, f"{name} comes back"
        assert complaints(again) == []
    finally:
        again.close()


def test_what_does_not_fit_a_stored_row_stays_and_comes_back(hands: Hands) -> None:
    page = to_list(hands)
    row = choose(hands, page, 3)
    before = ask("show", hands.place._desk.session.path, "contact", row)
    for name, text in UNFIT.items():
        hands.place.record.show_field(name)
        hands.rest()
        field = hands.focus
        assert isinstance(field, QLineEdit)
        field.selectAll()
        hands.type(text)
        hands.key(Key.Key_Tab)
        box = around(field, FieldBox)
        assert box is not None
        assert box.problem is not None, name
        assert box.editor.is_changed(), name
    choose(hands, page, 5)
    choose(hands, page, 3)
    path = hands.place._desk.session.path
    hands.close()
    assert ask("show", path, "contact", row)["values"] == before["values"]
    again = Hands(home(hands), path)
    try:
        page = to_list(again)
        choose(again, page, ids(page).index(row))
        for name, text in UNFIT.items():
            again.place.record.show_field(name)
            again.rest()
            box = around(again.focus, FieldBox)
            assert box is not None
            assert text in str(box.editor.given()), name
            assert box.problem is not None, name
    finally:
        again.close()


def test_a_part_that_was_begun_and_cannot_be_read_comes_back(hands: Hands) -> None:
    page = to_list(hands, "trip")
    row = choose(hands, page, 0)
    hands.place.record.turn(2)
    block = next(each for each in hands.place.record.findChildren(PartsBlock) if each.isVisible())
    block.add()
    hands.rest()
    field = hands.focus
    assert isinstance(field, QLineEdit)
    hands.type("Påhittad stad 12345\x07")
    path, part = hands.place._desk.session.path, block.part.name
    hands.window.close()
    (draft,) = kept(path)
    assert draft.entity == part
    with open_register(path, writing=False) as register:  # what it needs, it had
        made = register.row(CATALOGUE[part], draft.row)
    assert made.values[block.link.name] == row
    assert "Påhittad stad" in " ".join(draft.texts.values())


def kept(path: Path) -> list[drafting.Draft]:
    """Return the drafts that a fresh connection finds."""
    with open_register(path, writing=False) as register:
        return drafting.drafts(register)


# --- fields that are not fields of a row ---


def test_a_long_paste_into_the_search_of_a_list(hands: Hands) -> None:
    page = to_list(hands)
    assert paste(hands, LONG) < PATIENCE
    settle(hands, page)
    assert page.model.rowCount() == 0
    hands.key(Key.Key_Escape)
    settle(hands, page)
    assert page.model.rowCount() == 40


def test_a_long_paste_into_find_anything(hands: Hands) -> None:
    hands.control(Key.Key_K)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FindDialog)
    assert paste(hands, LONG) < PATIENCE
    hands.enter()
    assert len(dialog._foot.text()) < 200
    dialog.reject()
    hands.rest()


def test_a_long_paste_into_whom_a_workbook_is_for(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.control(Key.Key_E)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.to.setFocus()
    assert paste(hands, LONG) < PATIENCE
    out = tmp_path / "ut.xlsx"
    monkeypatch.setattr(Files, "save_file", lambda *_args, **_named: out)
    hands.click(dialog.save_button)
    hands.until(dialog.isEnabled, "the workbook")
    if boxes():
        said = told(hands)
        assert len(said) < 500, said
        assert dialog.to.text().strip() == LONG.strip()
        assert not out.exists()
    else:
        assert out.exists()
    dialog.reject()
    hands.rest()


def test_a_long_paste_into_every_field_of_a_new_register(hands: Hands) -> None:
    hands.window.begin_register()
    hands.rest()
    fields = [each for each in hands.window.findChildren(QLineEdit) if each.isVisible()]
    assert fields
    for field in fields:
        field.setFocus()
        assert paste(hands, LONG) < PATIENCE
        hands.key(Key.Key_Tab)
    assert hands.window.width() < 3000
    assert boxes() == []


def test_what_was_begun_is_offered_at_once(hands: Hands) -> None:
    to_list(hands)
    hands.control(Key.Key_N)
    form_of(hands).focus_field("email")
    hands.type("anna@@")
    hands.place.go("overview")
    hands.until(lambda: lines_with(hands, "anna@@"), "what was begun")
