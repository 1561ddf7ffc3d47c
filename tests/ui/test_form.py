"""What is typed in a form is saved as it is left, and nothing of it is ever lost."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from subprocess import run

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Given
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import same
from desktop_app.services import drafting
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.writing import delete, put
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


class Trial:
    """A form on the screen, showing a row, and what became of it."""

    def __init__(self, desk: Desk, qtbot: QtBot, entity: str, *names: str) -> None:
        self.desk = desk
        self.entity = CATALOGUE[entity]
        self.top = QWidget()
        qtbot.addWidget(self.top)
        self.form = Form(self.entity, names or [f.name for f in self.entity], desk, self.top)
        self.top.resize(600, 800)
        self.form.resize(600, 800)
        self.refused: list[str] = []
        desk.messages.refuse = lambda problem: self.refused.append(  # type: ignore[method-assign]
            problem.into("sv")
        )
        with qtbot.waitActive(self.top):
            self.top.show()
            self.top.activateWindow()

    def rows(self) -> list[Row]:
        return list(list_rows(self.desk.session.register, self.entity, Listing()))

    def show(self, place: int = 0) -> Row:
        row = self.rows()[place]
        self.form.show_row(row)
        return row

    def widget(self, name: str) -> QWidget:
        return self.form.boxes[name].editor.main

    def type(self, name: str, text: str, key: Qt.Key = Key.Key_Return) -> None:
        widget = self.widget(name)
        widget.setFocus()
        QTest.keyClick(widget, Key.Key_A, CONTROL)
        QTest.keyClick(widget, Key.Key_Delete)
        QTest.keyClicks(widget, text)
        if key is not None:
            QTest.keyClick(widget, key)

    def stored(self, row: Row, name: str) -> object:
        return self.desk.session.register.row(self.entity, row.id).values.get(name)

    def text(self, name: str) -> str:
        return self.widget(name).text()  # type: ignore[attr-defined,no-any-return]

    def said(self, name: str) -> str:
        """Return what stands under a field."""
        labels = self.form.boxes[name].findChildren(QLabel)
        found = [label.text() for label in labels if label.property("role") != "label"]
        return " ".join(found)

    def drafts(self) -> list[Mapping[str, str]]:
        return [draft.texts for draft in drafting.drafts(self.desk.session.register)]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_a_field_is_saved_as_it_is_left(desk: Desk, qtbot: QtBot, key: Qt.Key) -> None:
    trial = Trial(desk, qtbot, "contact", "title", "department")
    row = trial.show()
    changes: list[object] = []
    trial.form.saved.connect(lambda: changes.append(None))
    trial.type("title", " Utvecklare  ", key)
    assert trial.stored(row, "title") == "Utvecklare"
    assert trial.text("title") == "Utvecklare"
    assert QApplication.focusWidget() is trial.widget("department")
    assert len(changes) == 1
    assert trial.drafts() == []


def test_saving_is_one_action_that_can_be_undone(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "title")
    row = trial.show()
    before = trial.stored(row, "title")
    desk.session.changed.connect(
        lambda _change: trial.form.show_row(desk.session.register.row(trial.entity, row.id))
    )
    trial.type("title", "Utvecklare")
    desk.session.undo()
    assert trial.text("title") == (before or "")
    assert not trial.form.boxes["title"].editor.is_changed()


def test_undo_of_what_is_saved_is_the_windows(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "title", "note")
    trial.show()
    asked: list[bool] = []
    action = trial.top.addAction("undo")
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: asked.append(True))
    for name in ("title", "note"):
        trial.type(name, "Utvecklare", None)  # type: ignore[arg-type]
        QTest.keyClick(trial.widget(name), Key.Key_Z, CONTROL)
        assert trial.form.boxes[name].editor.given() != "Utvecklare"
        trial.type(name, "Utvecklare", None)  # type: ignore[arg-type]
        asked.clear()
        QTest.keyClick(trial.widget(name), Key.Key_Return, CONTROL)
        QTest.keyClick(trial.widget(name), Key.Key_Z, CONTROL)
        assert asked == [True]
        assert trial.form.boxes[name].editor.given() == "Utvecklare"


def test_tab_goes_through_the_fields_in_order(desk: Desk, qtbot: QtBot) -> None:
    names = ["title", "languages", "organisation", "note", "status", "secret"]
    trial = Trial(desk, qtbot, "contact", *names)
    row = trial.show()
    put(desk.session.register, trial.entity, row.id, {"languages": "en; sv"})
    trial.form.show_row(desk.session.register.row(trial.entity, row.id))
    trial.widget("title").setFocus()
    seen = []
    for _step in range(8):
        focused = QApplication.focusWidget()
        found = [name for name, box in trial.form.boxes.items() if box.isAncestorOf(focused)]
        seen += found
        QTest.keyClick(focused, Key.Key_Tab)
    assert seen == ["title", *["languages"] * 3, "organisation", "note", "status", "secret"]


def test_what_does_not_fit_stays_with_the_reason(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "email", "title")
    row = trial.show()
    before = trial.stored(row, "email")
    trial.type("email", "anna@")
    assert trial.stored(row, "email") == before
    assert trial.text("email") == "anna@"
    assert "inte hela adressen" in trial.said("email")
    assert trial.widget("email").property("invalid") is True
    assert "inte hela" in trial.widget("email").accessibleDescription()
    assert QApplication.focusWidget() is trial.widget("title")
    assert trial.drafts() == [{"email": "anna@"}]
    assert not trial.form.flush()
    desk.speech.use("en")
    trial.form.say()
    assert "not the whole address" in trial.said("email")
    assert trial.text("email") == "anna@"
    trial.type("email", "anna@example.org")
    assert trial.stored(row, "email") == "anna@example.org"
    assert trial.said("email") == ""
    assert trial.widget("email").property("invalid") is False
    assert trial.drafts() == []
    assert trial.form.flush()


def test_a_draft_survives_other_rows_and_the_program(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "email", "title")
    row = trial.show()
    trial.type("email", "anna@")
    trial.show(1)
    assert trial.text("email") != "anna@"
    assert trial.said("email") == ""
    other = Trial(desk, qtbot, "contact", "title", "email")
    other.form.show_row(row)
    assert other.text("email") == "anna@"
    assert "inte hela adressen" in other.said("email")
    QTest.keyClick(other.widget("email"), Key.Key_Escape)
    assert other.text("email") == (trial.stored(row, "email") or "")
    assert other.said("email") == ""
    assert other.form.flush()
    other.show(1)
    assert other.drafts() == []


def test_two_forms_of_one_row_keep_one_draft(desk: Desk, qtbot: QtBot) -> None:
    first = Trial(desk, qtbot, "contact", "email")
    second = Trial(desk, qtbot, "contact", "confirmed_on")
    row = first.show()
    second.form.show_row(row)
    first.type("email", "anna@")
    second.type("confirmed_on", "snart")
    assert first.drafts() == [{"email": "anna@", "confirmed_on": "snart"}]
    second.type("confirmed_on", "2026-03-05")
    assert first.drafts() == [{"email": "anna@"}]


def test_what_is_being_typed_is_kept_before_it_is_left(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "title")
    trial.show()
    trial.form._keeping.setInterval(10)
    trial.type("title", "Utveck", None)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: trial.drafts() == [{"title": "Utveck"}])
    assert trial.form.flush()
    assert trial.drafts() == []


def test_a_hundred_thousand_characters_stay(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "title", "note")
    trial.show()
    for name in ("title", "note"):
        widget = trial.widget(name)
        widget.setFocus()
        QApplication.clipboard().setText("ord " * 24_999 + "slut")
        QTest.keyClick(widget, Key.Key_A, CONTROL)
        began = time.perf_counter()
        widget.paste()  # type: ignore[attr-defined]
        QApplication.processEvents()
        assert not trial.form.flush()
        QApplication.processEvents()
        assert time.perf_counter() - began < 1
        assert len(str(trial.form.boxes[name].editor.given())) == 100_000
        assert "100000 tecken" in trial.said(name)


def test_line_breaks_in_a_line_become_spaces(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "title")
    row = trial.show()
    QApplication.clipboard().setText("Chef\nför allt")
    trial.widget("title").setFocus()
    QTest.keyClick(trial.widget("title"), Key.Key_A, CONTROL)
    QTest.keyClick(trial.widget("title"), Key.Key_V, CONTROL)
    QTest.keyClick(trial.widget("title"), Key.Key_Return)
    assert trial.stored(row, "title") == "Chef för allt"
    assert trial.text("title") == "Chef för allt"


def test_numbers_and_days_are_read_as_the_language_writes_them(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "trip", "co2_kg", "followed_up_on")
    row = trial.show()
    trial.type("co2_kg", "1 234,5")
    assert trial.stored(row, "co2_kg") == "1234.50"
    assert trial.text("co2_kg") == "1\xa0234,50"
    desk.speech.use("en")
    trial.form.say()
    assert trial.text("co2_kg") == "1,234.50"
    assert trial.form.flush()
    trial.type("followed_up_on", "5 mars 2027")
    assert trial.text("followed_up_on") == "2027-03-05"


def test_a_row_shown_again_leaves_alone_what_is_typed(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "title", "department")
    row = trial.show()
    trial.type("title", "halvf", None)  # type: ignore[arg-type]
    put(desk.session.register, trial.entity, row.id, {"title": "Annan", "department": "Ny"})
    trial.form.show_row(desk.session.register.row(trial.entity, row.id))
    assert trial.text("title") == "halvf"
    assert trial.text("department") == "Ny"
    QTest.keyClick(trial.widget("title"), Key.Key_Escape)
    assert trial.text("title") == "Annan"


def test_fields_that_only_fit_together_are_saved_together(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "cost", "budget", "currency", "rate_source")
    row = trial.show()
    put(desk.session.register, trial.entity, row.id, {"budget": "", "outcome": "", "currency": ""})
    trial.form.show_row(desk.session.register.row(trial.entity, row.id))
    trial.type("budget", "500")
    assert "saknas till beloppet" in trial.said("budget")
    trial.type("currency", "EUR")
    assert trial.stored(row, "budget") == "500.00"
    assert trial.stored(row, "currency") == "EUR"
    assert trial.said("budget") == ""
    assert trial.drafts() == []


def test_they_are_saved_also_beside_one_that_does_not_fit(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "cost", "budget", "rate", "currency")
    row = trial.show()
    nothing = {"budget": "", "outcome": "", "currency": "", "rate": ""}
    put(desk.session.register, trial.entity, row.id, nothing)
    trial.form.show_row(desk.session.register.row(trial.entity, row.id))
    trial.type("budget", "500")
    trial.type("rate", "elva")
    trial.type("currency", "EUR")
    assert trial.stored(row, "budget") == "500.00"
    assert trial.drafts() == [{"rate": "elva"}]


def test_one_that_does_not_fit_keeps_no_other_from_being_saved(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "email", "title")
    row = trial.show()
    trial.type("email", "anna@")
    trial.type("title", "Utvecklare")
    assert trial.stored(row, "title") == "Utvecklare"
    assert trial.text("email") == "anna@"


def test_a_personal_identity_number_is_removed_by_a_key(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "note", "phone")
    row = trial.show()
    number = "811228-9874"  # the tax agency's own example
    trial.type("note", f"Ring helst. Bror: {number} i Lund.", Key.Key_Tab)
    assert trial.said("note").startswith("Texten tycks")
    box = trial.form.boxes["note"]
    assert box.remedy is not None
    box.remedy.setFocus()
    QTest.keyClick(box.remedy, Qt.Key.Key_Space)
    assert trial.stored(row, "note") == "Ring helst. Bror: i Lund."
    assert trial.said("note") == ""
    assert not box.remedy.isVisible()


def test_warnings_stand_under_their_fields(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "confirmed_on", "phone")
    row = trial.show()
    trial.type("confirmed_on", "2001-01-01")
    assert trial.stored(row, "confirmed_on") == "2001-01-01"
    assert trial.said("confirmed_on") == "Uppgifterna är inte bekräftade på 24 månader."
    assert trial.widget("confirmed_on").property("invalid") is not True
    trial.show(1)
    assert trial.said("confirmed_on") == ""


def test_what_is_refused_is_told_and_tried_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = Trial(desk, qtbot, "contact", "title", "department")
    row = trial.show()

    def refuse(_work: Callable[..., object]) -> None:
        raise Refused(same("Disken är full."))

    with monkeypatch.context() as patch:
        patch.setattr(desk.session, "do", refuse)
        trial.type("title", "Utvecklare")
        assert trial.refused == ["Disken är full."]
        assert trial.text("title") == "Utvecklare"
        assert not trial.form.flush()
        assert len(trial.refused) == 2
    assert trial.form.flush()
    assert trial.stored(row, "title") == "Utvecklare"


def test_a_register_open_for_reading_shows_all_and_changes_nothing(
    desk: Desk, qtbot: QtBot
) -> None:
    trial = Trial(desk, qtbot, "contact")
    row = trial.show()
    trial.form.set_read_only(True)
    for name in ("title", "note", "status", "secret", "languages", "organisation"):
        for widget in trial.form.boxes[name].editor.findChildren(QWidget):
            if widget.isVisible():
                QTest.keyClicks(widget, "abc ")
    assert trial.form.flush()
    assert desk.session.register.row(trial.entity, row.id).values == row.values
    assert trial.drafts() == []


def test_a_new_row_is_made_as_soon_as_it_can_be(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "stop", "city", "country", "from", "host")
    trip = next(list_rows(desk.session.register, CATALOGUE["trip"], Listing()))
    made: list[str] = []

    def create(given: Mapping[str, Given]) -> str:
        made.append(desk.session.do(lambda r: put(r, trial.entity, None, given)).id)
        trial.form.show_row(desk.session.register.row(trial.entity, made[-1]))  # as a panel may
        return made[-1]

    trial.form.show_new({"trip": trip.id}, create)
    assert trial.form.flush()
    assert trial.drafts() == []
    trial.type("city", "Oslo")
    assert made == []
    assert trial.said("country") == ""
    [draft] = drafting.drafts(desk.session.register)
    assert (draft.row, draft.owner, dict(draft.texts)) == ("", ("trip", trip.id), {"city": "Oslo"})
    assert not trial.form.flush()
    assert trial.said("country") == "Måste fyllas i."
    trial.type("from", "snart")
    trial.type("country", "Norge")
    [id_] = made
    row = desk.session.register.row(trial.entity, id_)
    assert row.values == {"trip": trip.id, "city": "Oslo", "country": "NO"}
    assert trial.text("from") == "snart"
    assert trial.drafts() == [{"from": "snart"}]
    trial.type("host", "Oslo kommune")
    assert trial.stored(row, "host") == "Oslo kommune"
    assert made == [id_]


def test_a_new_row_left_unfinished_is_kept_and_found_again(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "given_name", "title")

    def create(given: Mapping[str, Given]) -> str:
        return desk.session.do(lambda r: put(r, trial.entity, None, given)).id

    trial.form.show_new({}, create)
    trial.type("title", "Utvecklare")
    trial.show()
    [draft] = drafting.drafts(desk.session.register)
    trial.form.show_new(draft.texts, create, draft=draft.id)
    assert trial.text("title") == "Utvecklare"
    trial.type("given_name", "Greta")
    assert trial.drafts() == []
    found = [row for row in trial.rows() if row.values.get("given_name") == "Greta"]
    assert [row.values.get("title") for row in found] == ["Utvecklare"]


def test_a_deleted_row_loses_nothing_that_was_typed(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "title")
    row = trial.show()
    trial.type("title", "Utvecklare", None)  # type: ignore[arg-type]
    delete(desk.session.register, trial.entity, row.id)
    assert not trial.form.flush()
    assert len(trial.refused) == 1
    assert trial.drafts() == [{"title": "Utvecklare"}]


def test_fields_follow_the_room_there_is(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "given_name", "family_name", "note")
    trial.show()
    boxes = trial.form.boxes
    QApplication.processEvents()
    assert boxes["given_name"].y() == boxes["family_name"].y()
    assert boxes["note"].width() > 500
    trial.form.resize(300, 800)
    QApplication.processEvents()
    assert boxes["given_name"].y() < boxes["family_name"].y()


def test_conflicts_are_marked(desk: Desk, qtbot: QtBot) -> None:
    trial = Trial(desk, qtbot, "contact", "title", "phone")
    row = trial.show()
    trial.form.show_row(Row(row.entity, row.id, row.values, row.state, ("title",)))
    marks = {
        name: [label for label in box.findChildren(QLabel) if label.toolTip() and label.isVisible()]
        for name, box in trial.form.boxes.items()
    }
    assert [label.accessibleName() for label in marks["title"]] == ["Olika uppgifter"]
    assert marks["phone"] == []


def test_a_form_is_made_without_heavy_libraries() -> None:
    code = (
        "import desktop_app.ui.form, sys; "
        "print([n for n in ('babel', 'phonenumbers', 'email_validator', 'openpyxl', 'typst', "
        "'PySide6.QtSvg', 'PySide6.QtNetwork', 'PySide6.QtPrintSupport') if n in sys.modules])"
    )
    ended = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
