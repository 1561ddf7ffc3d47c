"""Passwords and e-mail drafts in the window: asked for where they are needed, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.reading.locked import is_locked, unlock
from desktop_app.services import mailing
from desktop_app.services.exporting import Wish, export
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files
from desktop_app.ui.sending.workbook import ExportDialog
from desktop_app.ui.taking.preview import SHOWING, UNLOCKING, ImportDialog

PASSWORD = "Lösen ord1!"  # noqa: S105 — of workbooks made here


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    """Return a desk whose work is over when the test is."""
    yield desk
    desk.tasks.close()


@pytest.fixture
def boxes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with what is told in boxes."""
    found: list[str] = []
    monkeypatch.setattr(desk.messages, "tell", lambda words, _advice=None: found.append(words.sv))
    return found


@pytest.fixture
def out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the file that a person chooses."""
    path = tmp_path / "ut.xlsx"

    def choose(*_given: Any) -> Path:
        return path

    monkeypatch.setattr(Files, "save_file", choose)
    return path


@pytest.fixture
def sending(qtbot: QtBot, desk: Desk, out: Path) -> ExportDialog:
    """Return the dialog that sends out."""
    del out
    dialog = ExportDialog(desk)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def write(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog._stack.currentIndex() == 1, timeout=20_000)


def test_a_password_locks_what_leaves(
    qtbot: QtBot, sending: ExportDialog, out: Path, tmp_path: Path
) -> None:
    sending.extras.password.line.insert(PASSWORD)
    write(qtbot, sending)
    with unlock(out, PASSWORD) as copy:
        assert copy.is_file()
    assert sending.extras.password.password == ""
    assert sending.finished_page._locked.isVisible()
    assert not sending.draft_button.isVisible()
    settings = (
        (tmp_path / "settings.ini").read_bytes() if (tmp_path / "settings.ini").exists() else b""
    )
    assert PASSWORD.encode() not in settings + (tmp_path / "s.knreg").read_bytes()


def test_without_a_password_nothing_is_locked(
    qtbot: QtBot, sending: ExportDialog, out: Path
) -> None:
    write(qtbot, sending)
    assert not is_locked(out)
    assert not sending.finished_page._locked.isVisible()
    assert not out.with_suffix(".eml").exists()


def test_the_eye_shows_what_is_typed(qtbot: QtBot, sending: ExportDialog) -> None:
    field = sending.extras.password
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    assert field.eye.accessibleName() == "Visa lösenordet"
    qtbot.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    assert field.eye.accessibleName() == "Dölj lösenordet"
    field.clear()
    assert field.line.echoMode() == QLineEdit.EchoMode.Password


def test_a_password_of_spaces_is_told(
    qtbot: QtBot, sending: ExportDialog, out: Path, boxes: list[str]
) -> None:
    qtbot.keyClicks(sending.extras.password.line, "  ")
    qtbot.mouseClick(sending.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: boxes == ["Lösenordet är tomt."])
    qtbot.waitUntil(sending.isEnabled)
    assert not out.exists()


def test_a_draft_is_made_and_opened(
    qtbot: QtBot,
    sending: ExportDialog,
    out: Path,
    boxes: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def no_program(url: Any) -> bool:
        opened.append(url.toLocalFile())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", no_program)
    assert not sending.extras.address.isEnabled()
    sending.extras.mail.click()
    qtbot.keyClicks(sending.extras.address, "mottagare@example.org")
    write(qtbot, sending)
    raw = out.with_suffix(".eml").read_text(encoding="ascii")
    assert "To: mottagare@example.org" in raw
    assert sending.draft_button.isDefault()
    qtbot.mouseClick(sending.draft_button, Qt.MouseButton.LeftButton)
    assert opened == [str(out.with_suffix(".eml"))]
    assert boxes == ["Inget program på den här datorn öppnar e-postutkast."]


def test_an_address_that_is_none_is_told_before_a_file_is_asked_for(
    qtbot: QtBot, sending: ExportDialog, out: Path, boxes: list[str]
) -> None:
    sending.extras.mail.click()
    qtbot.keyClicks(sending.extras.address, "ingen adress")
    qtbot.mouseClick(sending.save_button, Qt.MouseButton.LeftButton)
    assert len(boxes) == 1
    assert sending.isEnabled()
    assert not out.exists()


@pytest.mark.parametrize("big", [True, False])
def test_a_draft_that_may_not_arrive_or_could_not_be_made_is_warned_of(
    qtbot: QtBot, sending: ExportDialog, out: Path, monkeypatch: pytest.MonkeyPatch, *, big: bool
) -> None:
    def refuse(*_given: object) -> None:
        raise Refused(Words("Går inte.", "Cannot."))

    if big:
        monkeypatch.setattr(mailing, "BIG", 1)
    else:
        monkeypatch.setattr(mailing, "draft", refuse)
    sending.extras.mail.click()
    write(qtbot, sending)
    assert out.is_file()
    assert sending.finished_page.warning.isVisible()
    assert sending.draft_button.isVisible() == big


@pytest.fixture
def taking(qtbot: QtBot, desk: Desk, tmp_path: Path) -> ImportDialog:
    """Return the preview of a locked workbook, once that is read."""
    path = tmp_path / "åter.xlsx"
    export(desk.session.register, path, Wish(password=PASSWORD))
    dialog = ImportDialog(desk, path)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog._task is None, timeout=20_000)
    return dialog


def give(qtbot: QtBot, dialog: ImportDialog, password: str) -> None:
    dialog.unlock.field.line.insert(password)
    qtbot.keyClick(dialog.unlock.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._task is None, timeout=20_000)


def test_a_locked_file_asks_for_its_password_until_it_is_right(
    qtbot: QtBot, taking: ImportDialog
) -> None:
    assert taking._stack.currentIndex() == UNLOCKING
    assert taking.unlock._sentence.text() == "åter.xlsx är låst med lösenord."
    assert taking.unlock.field.line.accessibleDescription() == ""
    assert not taking.unlock.button.isEnabled()
    give(qtbot, taking, "fel")
    assert taking._stack.currentIndex() == UNLOCKING
    told = taking.unlock.field.line.accessibleDescription()
    assert told.startswith("Lösenordet öppnar inte åter.xlsx.")
    assert taking.unlock.field.password == ""
    assert taking.isVisible()
    give(qtbot, taking, PASSWORD)
    assert taking._stack.currentIndex() == SHOWING
    assert taking.plan is not None
    assert taking.plan.path.name == "åter.xlsx"


def test_the_password_is_asked_for_once(qtbot: QtBot, taking: ImportDialog) -> None:
    give(qtbot, taking, PASSWORD)
    taking._ask(None, {})
    qtbot.waitUntil(lambda: taking._task is None, timeout=20_000)
    assert taking._stack.currentIndex() == SHOWING
    assert PASSWORD not in repr(taking._asked)


def test_nothing_is_given_before_something_is_typed(qtbot: QtBot, taking: ImportDialog) -> None:
    qtbot.keyClick(taking.unlock.field.line, Qt.Key.Key_Return)
    assert taking._task is None
    assert taking._stack.currentIndex() == UNLOCKING
    taking.reject()
    assert not taking.isVisible()
