"""Every kind of field has an editor that shows, gives back and says what it should."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain import kinds
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Kind, Value
from desktop_app.services.reading import Listing, list_rows
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors import EDITORS, Editor, editor_for
from desktop_app.ui.editors.checks import ChoicesEditor
from desktop_app.ui.editors.chips import ChipsEditor
from desktop_app.ui.editors.choice import ChoiceEditor, FlagEditor
from desktop_app.ui.editors.dates import DateLine
from desktop_app.ui.editors.lines import ButtonLine, LineEditor
from desktop_app.ui.editors.note import NoteEditor
from desktop_app.ui.editors.picks import CodeLine, LinkLine

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
TOPS: list[QWidget] = []
ENTITIES = [entity for entity in CATALOGUE.values() if entity.name not in ("setting", "distinct")]


def rows(desk: Desk, entity: Entity) -> list[Row]:
    return list(list_rows(desk.session.register, entity, Listing()))


def shown(
    desk: Desk, qtbot: QtBot, entity: str, name: str, value: Value = None
) -> tuple[Editor, list[object]]:
    """Return an editor of a field on the screen, and the list of what it has committed."""
    top = QWidget()
    TOPS.append(top)  # nobody else holds it
    qtbot.addWidget(top)
    editor = editor_for(CATALOGUE[entity].by_name[name], desk, top)
    editor.show_value(value)
    top.resize(400, 300)
    editor.setGeometry(10, 10, 300, 40)
    with qtbot.waitActive(top):
        top.show()
        top.activateWindow()
    editor.main.setFocus()
    done: list[object] = []
    editor.committed.connect(lambda: done.append(editor.given()))
    return editor, done


def test_every_kind_has_an_editor() -> None:
    found = {each for each in vars(kinds).values() if isinstance(each, type)}
    concrete = {each for each in found if issubclass(each, Kind) and each is not Kind}
    assert set(EDITORS) == concrete


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_what_is_shown_is_given_back_unchanged(desk: Desk, qtbot: QtBot, entity: Entity) -> None:
    context = desk.session.writer.context
    for field in entity:
        editor = editor_for(field, desk)
        qtbot.addWidget(editor)
        typed: list[bool] = []
        editor.typed.connect(lambda typed=typed: typed.append(True))
        for row in [*rows(desk, entity)[:5], None]:
            value = None if row is None else row.values.get(field.name)
            editor.show_value(value)
            assert not editor.is_changed(), (field.name, value, editor.given())
            parsed = field.kind.parse(editor.given(), context)
            assert (sorted(parsed) if isinstance(parsed, list) else parsed) == value
            editor.show_given(editor.given())
            assert not editor.is_changed(), (field.name, value)
        assert typed == []


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_every_editor_is_named_in_both_languages(desk: Desk, qtbot: QtBot, entity: Entity) -> None:
    for field in entity:
        editor = editor_for(field, desk)
        qtbot.addWidget(editor)
        for language in ("sv", "en"):
            desk.speech.use(language)
            editor.say()
            assert editor.main.accessibleName() == field.label.into(language)
            if not isinstance(editor, ChoiceEditor):  # Qt on Unix says its value there
                interface = QAccessible.queryAccessibleInterface(editor.main)
                assert interface.text(QAccessible.Text.Name) == field.label.into(language)


def test_codes_are_said_anew(desk: Desk, qtbot: QtBot) -> None:
    contact = next(row for row in rows(desk, CATALOGUE["contact"]) if "languages" in row.values)
    choice, _ = shown(desk, qtbot, "contact", "status", "active")
    country, _ = shown(desk, qtbot, "contact", "country", "NO")
    amount, _ = shown(desk, qtbot, "cost", "budget", "12500.50")
    chips, _ = shown(desk, qtbot, "contact", "languages", ["fi"])
    flag, _ = shown(desk, qtbot, "contact", "secret", True)
    assert contact.values["languages"]
    assert isinstance(choice, ChoiceEditor)
    assert isinstance(country, CodeLine)
    assert isinstance(amount, LineEditor)
    assert isinstance(chips, ChipsEditor)
    assert isinstance(flag, FlagEditor)

    def said() -> list[str]:
        texts = [choice.box.currentText(), country.line.text(), amount.line.text()]
        return [*texts, chips._chips[0].title, flag.box.text()]

    assert said() == ["Aktiv", "Norge", "12\xa0500,50", "finska", "Ja"]
    desk.speech.use("en")
    for editor in (choice, country, amount, chips, flag):
        editor.say()
        assert not editor.is_changed()
    assert said() == ["Active", "Norway", "12,500.50", "Finnish", "Yes"]


def test_a_line_takes_any_paste_at_once(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "contact", "title", "x")
    assert isinstance(editor, LineEditor)
    QGuiApplication.clipboard().setText("ord " * 25_000)
    began = time.perf_counter()
    editor.line.selectAll()
    editor.line.paste()
    QApplication.processEvents()
    assert time.perf_counter() - began < 1
    QTest.keyClick(editor.line, Key.Key_Return)
    assert [len(str(each)) for each in done] == [100_000]


def test_escape_brings_back_what_is_stored(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "contact", "title", "Direktör")
    assert isinstance(editor, LineEditor)
    QTest.keyClicks(editor.line, " av allt")
    assert editor.is_changed()
    QTest.keyClick(editor.line, Key.Key_Escape)
    assert editor.line.text() == "Direktör"
    assert not editor.is_changed()
    assert done == []


def test_undo_is_the_fields_own_until_it_is_exhausted(desk: Desk, qtbot: QtBot) -> None:
    editor, _ = shown(desk, qtbot, "contact", "title", "Direktör")
    assert isinstance(editor, LineEditor)
    asked: list[bool] = []
    action = editor.window().addAction("undo")
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: asked.append(True))

    def undo() -> None:
        QTest.keyClick(editor.line, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    undo()
    assert asked == [True]
    QTest.keyClick(editor.line, Key.Key_End)
    QTest.keyClicks(editor.line, "er")
    undo()
    assert editor.line.text() == "Direktör"
    assert asked == [True]
    undo()
    assert asked == [True, True]


def test_a_note_grows_up_to_a_limit(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "trip", "purpose")
    assert isinstance(editor, NoteEditor)
    heights = []
    for lines in (1, 4, 14, 40):
        editor.show_value("rad\n" * (lines - 1) + "rad")
        QApplication.processEvents()
        heights.append(editor.paper.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
    assert heights[0] < 45
    editor.show_value("a")
    QTest.keyClick(editor.paper, Key.Key_Return)
    assert editor.given() == "a\n"  # one writes on at the end
    assert done == []
    QTest.keyClick(editor.paper, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == ["a\n"]


def test_the_wheel_changes_no_list_without_focus(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "contact", "status", "active")
    assert isinstance(editor, ChoiceEditor)
    editor.complete()

    def wheel() -> None:
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(editor.box.mapToGlobal(QPoint(5, 5))),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(editor.box, event)

    editor.box.clearFocus()
    wheel()
    assert editor.given() == "active"
    editor.box.setFocus()
    wheel()
    assert editor.given() != "active"
    assert done == []


def test_keys_step_through_a_list_and_are_done_when_it_is_left(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "trip", "status", None)
    assert isinstance(editor, ChoiceEditor)
    for _step in range(3):
        QTest.keyClick(editor.box, Key.Key_Down)
    assert done == []
    QTest.keyClick(editor.box, Key.Key_Return)
    codes = desk.session.writer.context.lists.codes("trip_status")
    assert done == [codes[2]]


def test_what_is_picked_in_an_open_list_is_done(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "contact", "status", "active")
    assert isinstance(editor, ChoiceEditor)
    editor.box.showPopup()
    QTest.keyClick(editor.box.view(), Key.Key_Down)
    assert done == []
    QTest.keyClick(editor.box.view(), Key.Key_Return)
    codes = desk.session.writer.context.lists.codes("contact_status")
    assert done == [codes[codes.index("active") + 1]]


def test_an_old_code_stays_readable(desk: Desk, qtbot: QtBot) -> None:
    editor, _ = shown(desk, qtbot, "trip", "status", "from_before")
    assert isinstance(editor, ChoiceEditor)
    editor.complete()
    assert editor.given() == "from_before"
    assert editor.box.currentText() == "from_before"
    assert not editor.is_changed()


def test_a_flag_is_unsaid_until_it_is_said(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "trip", "digital_alternative")
    assert isinstance(editor, FlagEditor)
    assert editor.given() is None
    QTest.keyClick(editor.box, Key.Key_Space)
    assert done == [True]
    editor.show_value(True)
    QTest.keyClick(editor.box, Key.Key_Space)
    assert done == [True, False]


def test_several_choices_are_ticked_by_keys(desk: Desk, qtbot: QtBot) -> None:
    codes = desk.session.writer.context.lists.codes("direction")
    editor, done = shown(desk, qtbot, "trip", "directions", [codes[0]])
    assert isinstance(editor, ChoicesEditor)
    QTest.keyClick(editor.button, Key.Key_Space)
    assert editor._ticks is not None
    boxes = editor._ticks.boxes
    QTest.keyClick(boxes[codes[0]], Key.Key_Down)
    focused = QApplication.focusWidget()
    QTest.keyClick(boxes[codes[1]], Key.Key_Space)
    assert done == []
    QTest.keyClick(boxes[codes[1]], Key.Key_Return)
    assert done == [sorted(codes[:2])]
    assert focused in (boxes[codes[1]], None, editor.button)
    labels = [desk.session.writer.context.lists.label("direction", c, "sv") for c in codes[:2]]
    assert all(label in editor.button.text() for label in labels)


def test_a_day_is_picked_in_the_calendar(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "trip", "start_on", "2026-03-05")
    assert isinstance(editor, DateLine)
    QTest.keyClick(editor.line, Key.Key_Down)
    calendar = editor._calendar
    assert calendar is not None
    assert calendar.calendar.selectedDate().toString("yyyy-MM-dd") == "2026-03-05"
    assert calendar.calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert calendar.calendar.locale().language().name == "Swedish"
    table = calendar.calendar.findChild(QWidget, "qt_calendar_calendarview")
    QTest.keyClick(table, Key.Key_Right)
    QTest.keyClick(table, Key.Key_Return)
    assert done == ["2026-03-06"]
    QTest.keyClick(editor.line, Key.Key_Down)
    calendar.clear.click()
    assert done == ["2026-03-06", ""]


@pytest.mark.parametrize(
    ("entity", "name", "text", "key"),
    [
        ("contact", "country", "norg", "NO"),
        ("contact", "country", "SE", "SE"),
        ("fee", "currency", "dansk", "DKK"),
    ],
)
def test_codes_are_suggested(  # noqa: PLR0917
    desk: Desk, qtbot: QtBot, entity: str, name: str, text: str, key: str
) -> None:
    editor, done = shown(desk, qtbot, entity, name)
    assert isinstance(editor, CodeLine)
    QTest.keyClicks(editor.line, text)
    qtbot.waitUntil(lambda: editor.suggesting.shown)
    QTest.keyClick(editor.line, Key.Key_Return)
    assert done == [key]
    assert not editor.suggesting.shown
    assert editor.line.text() == editor.asker.title(key)


def test_a_code_can_be_typed_without_choosing(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "contact", "country")
    assert isinstance(editor, CodeLine)
    QTest.keyClicks(editor.line, "Finland")
    editor.left(Qt.FocusReason.TabFocusReason)
    assert done == ["Finland"]


def test_a_link_is_found_while_typing(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "contact", "organisation")
    assert isinstance(editor, LinkLine)
    QTest.keyClicks(editor.line, "stockholmshem")
    qtbot.waitUntil(lambda: editor.suggesting.shown)
    found = editor.suggesting._list
    assert found is not None
    assert found.item(0).text() == "AB Stockholmshem"
    assert found.item(found.count() - 1).text() == "Ny organisation: ”stockholmshem”"
    QTest.keyClick(editor.line, Key.Key_Return)
    assert editor.line.text() == "AB Stockholmshem"
    assert len(str(done[0])) == 36
    QTest.keyClicks(editor.line, "x")
    assert editor.given() == "AB Stockholmshemx"
    editor.line.clear()
    assert editor.given() is None


def test_escape_closes_the_suggestions_first(desk: Desk, qtbot: QtBot) -> None:
    editor, _ = shown(desk, qtbot, "contact", "organisation")
    assert isinstance(editor, LinkLine)
    QTest.keyClicks(editor.line, "stock")
    qtbot.waitUntil(lambda: editor.suggesting.shown)
    QTest.keyClick(editor.line, Key.Key_Escape)
    assert not editor.suggesting.shown
    assert editor.line.text() == "stock"
    QTest.keyClick(editor.line, Key.Key_Escape)
    assert editor.line.text() == ""


def _choose_last(editor: LinkLine, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: editor.suggesting.shown)
    QTest.keyClick(editor.line, Key.Key_Up)
    QTest.keyClick(editor.line, Key.Key_Return)


def test_a_person_is_made_where_the_name_is_enough(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "contact", "responsible")
    assert isinstance(editor, LinkLine)
    QTest.keyClicks(editor.line, "Greta Maria Provtagare")
    _choose_last(editor, qtbot)
    made = desk.session.register.row(CATALOGUE["contact"], str(done[0]))
    assert made.values == {"given_name": "Greta Maria", "family_name": "Provtagare"}
    assert editor.line.text() == "Greta Maria Provtagare"


def test_what_needs_more_than_a_name_is_begun_as_new(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "contact", "organisation")
    assert isinstance(editor, LinkLine)
    asked: list[tuple[str, object]] = []
    desk.ways.new.connect(lambda entity, texts: asked.append((entity, texts)))
    QTest.keyClicks(editor.line, "Provstaden")
    _choose_last(editor, qtbot)
    assert asked == [("organisation", {"name": "Provstaden"})]
    assert done == []
    assert editor.given() == "Provstaden"


def test_a_linked_row_is_opened(desk: Desk, qtbot: QtBot) -> None:
    organisation = rows(desk, CATALOGUE["organisation"])[0]
    editor, _ = shown(desk, qtbot, "contact", "organisation", organisation.id)
    asked: list[tuple[str, str]] = []
    desk.ways.row.connect(lambda entity, id_: asked.append((entity, id_)))
    QTest.keyClick(editor.main, Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert asked == [("organisation", organisation.id)]


def test_chips_are_added_and_taken_by_keys(desk: Desk, qtbot: QtBot) -> None:
    editor, done = shown(desk, qtbot, "contact", "languages", ["en", "sv"])
    assert isinstance(editor, ChipsEditor)
    QTest.keyClicks(editor.line, "finsk")
    qtbot.waitUntil(lambda: editor.suggesting.shown)
    QTest.keyClick(editor.line, Key.Key_Return)
    assert done == [["en", "fi", "sv"]]
    editor.show_value(["en", "fi", "sv"])
    QTest.keyClick(editor.line, Key.Key_Backspace)
    assert done[-1] == ["en", "fi"]
    QTest.keyClick(editor._chips[0].text, Key.Key_Delete)
    assert done[-1] == ["fi"]
    editor._chips[0]._cross.click()
    assert done[-1] is None
    QTest.keyClicks(editor.line, "klingonska")
    editor.left(Qt.FocusReason.TabFocusReason)
    assert done[-1] == "klingonska"


def test_chips_go_on_in_the_next_line(desk: Desk, qtbot: QtBot) -> None:
    editor, _ = shown(desk, qtbot, "contact", "languages", ["en"])
    one = editor.heightForWidth(260)
    editor.show_value(["de", "en", "es", "fi", "fr", "sv"])
    assert editor.heightForWidth(260) > 2 * one


@pytest.mark.parametrize(
    ("name", "value", "url"),
    [
        ("email", "anna@example.org", "mailto:anna@example.org"),
        ("website", "https://example.org/a?b=c", "https://example.org/a?b=c"),
    ],
)
def test_addresses_are_opened(  # noqa: PLR0917
    desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    url: str,
) -> None:
    opened: list[str] = []

    def take(what: QUrl) -> bool:
        opened.append(what.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    entity = "contact" if name == "email" else "organisation"
    editor, _ = shown(desk, qtbot, entity, name, value)
    QTest.keyClick(editor.main, Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert opened == [url]
    editor.show_value("file:///etc/passwd" if name == "website" else None)
    assert isinstance(editor, ButtonLine)
    assert not editor.offered()


def test_a_number_is_copied(desk: Desk, qtbot: QtBot) -> None:
    editor, _ = shown(desk, qtbot, "contact", "phone", "08-465 004 12")
    said: list[str] = []
    desk.messages.said.connect(lambda text, _undo: said.append(text))
    QTest.keyClick(editor.main, Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert QGuiApplication.clipboard().text() == "08-465 004 12"
    assert said == ["08-465 004 12 är kopierat."]


@pytest.mark.parametrize(
    ("entity", "name", "value", "text"),
    [
        ("contact", "title", "Direktör", "Direktör"),
        ("contact", "status", "active", "Aktiv"),
        ("trip", "digital_alternative", True, "Ja"),
        ("trip", "purpose", "Lära", "Lära"),
    ],
)
def test_read_only_is_shown_and_not_changed(  # noqa: PLR0917
    desk: Desk, qtbot: QtBot, entity: str, name: str, value: Value, text: str
) -> None:
    editor, done = shown(desk, qtbot, entity, name, value)
    editor.set_read_only(True)
    seen = [each for each in editor.findChildren(QWidget) if each.isVisible()]
    lines: list[Callable[[], str]] = [
        getattr(each, method)
        for each in seen
        for method in ("text", "toPlainText")
        if hasattr(each, method)
    ]
    assert text in [line() for line in lines]
    for each in seen:
        QTest.keyClicks(each, "xyz")
        QTest.keyClick(each, Key.Key_Down)
    assert not editor.is_changed()
    assert done == []
    editor.set_read_only(False)
    assert editor.main.isVisible()
