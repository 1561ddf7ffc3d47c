"""The small dialogs: what is chosen holds at once, and nothing personal is copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.services.thresholds import thresholds
from desktop_app.services.writing import put
from desktop_app.ui.commands import COMMANDS
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs import settings_dialog
from desktop_app.ui.dialogs.about import About
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.dialogs.shortcuts import Shortcuts, plain
from desktop_app.ui.dialogs.thresholds_dialog import SET_BY, ThresholdsDialog

Key = Qt.Key


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[QDialog], None]]:
    """Return what shows a dialog; one that was closed has deleted itself."""
    assert desk.session.writable  # it is closed after the dialogs that show it
    opened: list[QDialog] = []

    def shown(dialog: QDialog) -> None:
        opened.append(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()

    yield shown
    for dialog in opened:
        if isValid(dialog):
            dialog.close()


Show = Callable[[QDialog], None]


@pytest.fixture
def settings(shown: Show, desk: Desk) -> SettingsDialog:
    dialog = SettingsDialog(desk.settings, desk.speech, desk.theme, desk.session)
    shown(dialog)
    return dialog


def test_language_is_chosen_by_an_arrow_key(settings: SettingsDialog, desk: Desk) -> None:
    assert settings.languages.buttons["sv"].hasFocus()
    QTest.keyClick(settings.languages.buttons["sv"], Key.Key_Right)
    assert desk.speech.language == "en"
    assert desk.settings.language == "en"
    assert settings.windowTitle() == "Settings"


def test_colours_and_size_hold_at_once(settings: SettingsDialog, desk: Desk) -> None:
    QTest.keyClick(settings.schemes.buttons["dark"], Key.Key_Space)
    assert desk.theme.dark
    QTest.keyClick(settings.text_size, Key.Key_Right)
    assert desk.settings.percent == 125
    assert desk.theme.metric(100) == 125
    settings.text_size.setValue(140)
    assert settings.text_size.value() == desk.settings.percent == 150
    assert desk.settings.scheme == "dark"


def test_a_new_name_stands_at_what_is_done_next(settings: SettingsDialog, desk: Desk) -> None:
    settings.person.selectAll()
    QTest.keyClicks(settings.person, "Bo Ny")
    QTest.keyClick(settings, Key.Key_Escape)
    given = {"family_name": "Prov"}
    desk.session.do(lambda register: put(register, CATALOGUE["contact"], None, given))
    sql = "SELECT who FROM recorded_action ORDER BY seq DESC LIMIT 1"
    assert desk.session.register.db.conn.execute(sql).fetchone() == ("Bo Ny",)


def test_a_name_that_cannot_be_saved_is_told_under_its_field(
    settings: SettingsDialog, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_register: object, _name: str) -> None:
        raise Refused(settings_dialog.TITLE, settings_dialog.CLOSE)

    monkeypatch.setattr(settings_dialog, "set_person", full)
    settings.person.setText("Bo Ny")
    QTest.keyClick(settings, Key.Key_Escape)
    assert settings.isVisible()
    assert settings.person.accessibleDescription() == "Inställningar Stäng"
    assert settings.person.text() == "Alva Exempelsson"


def test_without_a_register_there_is_nobody_to_be(shown: Show, desk: Desk) -> None:
    dialog = SettingsDialog(desk.settings, desk.speech, desk.theme, None)
    shown(dialog)
    assert not dialog.person.isVisible()


def test_the_folder_of_backups_is_named(settings: SettingsDialog, desk: Desk) -> None:
    assert f"{desk.session.path.stem}-backup" in settings._folder.text()
    assert "Ingen säkerhetskopia" in settings._folder.text()


def test_details_hold_versions_and_nothing_personal(shown: Show, desk: Desk) -> None:
    dialog = About(desk.speech, desk.theme, desk.session, desk.session.path.with_suffix(".log"))
    shown(dialog)
    assert str(desk.session.path) in _said(dialog)
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "Version: 0.1.0" in copied
    assert "Utbytesformat: 1.0" in copied
    assert str(desk.session.path.parent) not in copied
    assert "Alva" not in copied
    assert "SIL Open Font" in dialog.licences.toPlainText()
    desk.speech.use("en")
    assert "Exchange format" in _said(dialog)


def _said(dialog: QDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


@pytest.fixture
def shortcuts(shown: Show, desk: Desk) -> Shortcuts:
    dialog = Shortcuts(desk.speech, desk.theme)
    shown(dialog)
    return dialog


def listed(dialog: Shortcuts) -> list[str]:
    return [name for name, line in dialog._lines.items() if not line.isHidden()]


def test_all_commands_are_listed_with_their_keys(shortcuts: Shortcuts) -> None:
    assert listed(shortcuts) == [command.name for command in COMMANDS]
    assert shortcuts._lines["redo"].text(1) == "Ctrl+Y eller Ctrl+Shift+Z"
    assert all("&" not in line.text(0) for line in shortcuts._lines.values())


@pytest.mark.parametrize("typed", ["ngra", "undo", "ctrl+z"])
def test_a_command_is_found_in_either_language_and_by_its_keys(
    shortcuts: Shortcuts, typed: str
) -> None:
    assert shortcuts.search.hasFocus()
    QTest.keyClicks(shortcuts.search, typed)
    assert "undo" in listed(shortcuts)
    assert len(listed(shortcuts)) < 4
    assert shortcuts._groups["help"].isHidden()


def test_the_table_is_said_anew(shortcuts: Shortcuts, desk: Desk) -> None:
    desk.speech.use("en")
    assert shortcuts._lines["undo"].text(0) == "Undo"
    assert shortcuts._groups["edit"].text(0) == "Edit"


def test_names_are_plain() -> None:
    assert plain("&Skicka ut arbetsbok …") == "Skicka ut arbetsbok"


Maker = Callable[[Desk], QDialog]


@pytest.mark.parametrize(
    "make",
    [
        lambda desk: SettingsDialog(desk.settings, desk.speech, desk.theme, desk.session),
        lambda desk: About(desk.speech, desk.theme, desk.session),
        lambda desk: Shortcuts(desk.speech, desk.theme),
    ],
)
def test_escape_closes_and_the_dialog_goes_away(qtbot: QtBot, desk: Desk, make: Maker) -> None:
    dialog = make(desk)
    with qtbot.waitActive(dialog):
        dialog.open()
    with qtbot.waitSignal(dialog.destroyed, timeout=3000):
        QTest.keyClick(dialog, Key.Key_Escape)


def test_a_threshold_is_set_and_reset_by_keys(shown: Show, desk: Desk) -> None:
    dialog = ThresholdsDialog(desk)
    shown(dialog)
    row = dialog.rows["report_days"]
    row.number.setFocus()
    row.number.selectAll()
    QTest.keyClicks(row.number, "21")
    QTest.keyClick(row.number, Key.Key_Tab)
    assert thresholds(desk.session.register)["report_days"] == 21
    assert row.origin.text() == desk.speech(SET_BY, who=desk.session.register.facts.person)
    row.reset.setFocus()
    QTest.keyClick(row.reset, Key.Key_Space)
    assert thresholds(desk.session.register)["report_days"] == 30
    assert row.number.value() == 30
    assert not row.reset.isEnabled()
