"""The first page and the start of the program, by keys alone (J1)."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLibraryInfo, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import Refused
from desktop_app.services import access
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.upkeep import backup_register
from desktop_app.ui.messages import Messages
from desktop_app.ui.places import HOME, Places, file_name, free_path, places
from desktop_app.ui.program import Program, start
from desktop_app.ui.settings import Settings
from desktop_app.ui.speech import Speech
from desktop_app.ui.start.new_register import organisations
from desktop_app.ui.start.page import StartPage
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Theme

OFFICE = "Miljöförvaltningen"
Key = Qt.Key

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    return places()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, where: Places) -> Iterator[StartPage]:
    speech, tasks = Speech("sv"), Tasks()
    settings = Settings(where.settings / "settings.ini")
    page = StartPage(settings, speech, Theme(qapp, "light"), Messages(speech), tasks, where)
    qtbot.addWidget(page)
    page.resize(900, 700)
    with qtbot.waitActive(page):
        page.show()
    page.begin()
    yield page
    tasks.close()
    qapp.setStyleSheet("")


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)


def write(text: str) -> None:
    """Type; QTest itself knows no letters beyond ASCII."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(focused(), QKeyEvent(kind, 0, none, letter))


def test_j1_a_register_is_made_by_keys_alone(qtbot: QtBot, page: StartPage, where: Places) -> None:
    press(Key.Key_Return)
    write("Miljöförv")
    popup = page.form.organisation.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert page.form.organisation.currentText() == OFFICE
    page.form.person.setFocus()
    write("Alva Exempelsson")
    with qtbot.waitSignal(page.made, timeout=10_000) as made:
        press(Key.Key_Return)
    (path,) = made.args
    assert path == where.registers / f"{OFFICE}.knreg"
    with open_register(path) as register:
        assert register.facts.person == "Alva Exempelsson"
        assert register.facts.office in _offices(register)


def _offices(register: Any) -> list[str]:
    sql = "SELECT id FROM organisation WHERE name = ?"
    return [id_ for (id_,) in register.db.conn.execute(sql, [OFFICE])]


def test_a_name_that_is_not_in_the_list_will_do(qtbot: QtBot, page: StartPage) -> None:
    page.begin_new()
    write("Bolag: A/B *ny*?")
    press(Key.Key_Return)
    assert focused() is page.form.person
    write("Bo Prov")
    with qtbot.waitSignal(page.made, timeout=10_000) as made:
        press(Key.Key_Return)
    assert made.args[0].name == "Bolag A B ny.knreg"


def test_tab_goes_through_the_form_in_order_and_escape_leaves_it(page: StartPage) -> None:
    page.begin_new()
    form = page.form
    seen = []
    for _step in range(6):
        seen.append(focused())
        press(Key.Key_Tab)
    order = [form.organisation, form.person, form.place, form.another, form.make, form.back]
    lines = [each.text if each is form.organisation else each for each in order]
    assert [each in {o, line} for each, o, line in zip(seen, order, lines, strict=True)] == [
        True
    ] * 6
    press(Key.Key_Escape)
    assert not form.isVisible()
    assert focused() is page.new


def test_what_is_missing_is_said_under_its_field(page: StartPage) -> None:
    page.begin_new()
    form = page.form
    form.make.setFocus()
    press(Key.Key_Return)
    assert "Välj din förvaltning" in form.organisation.accessibleDescription()
    assert "Skriv ditt namn" in form.person.accessibleDescription()
    assert form.person.property("invalid") == "true"
    assert form.organisation.hasFocus()
    write("Ny")
    form.person.setText("Bo")
    form._start = lambda *_args: None  # type: ignore[method-assign]
    form.make.click()
    assert form.person.accessibleDescription() == ""


def test_a_file_that_is_there_is_told_and_left(
    qtbot: QtBot, page: StartPage, where: Places
) -> None:
    target = where.registers
    target.mkdir()
    page.begin_new()
    write("Ny")
    page.form.person.setText("Bo Prov")
    taken = target / "Ny.knreg"
    taken.write_text("x")
    page.form.make.click()
    qtbot.waitUntil(lambda: "finns redan" in page.form.place.accessibleDescription(), timeout=5000)
    assert taken.read_text() == "x"
    assert page.form.make.isEnabled()
    assert page.form.organisation.currentText() == "Ny"


def test_another_place_can_be_chosen(page: StartPage, tmp_path: Path) -> None:
    page.begin_new()
    page.files.save_file = lambda *_args: tmp_path / "mitt"  # type: ignore[method-assign]
    page.form.another.click()
    write("Annat")
    assert page.form.place.text() == str(tmp_path / "mitt.knreg")


def test_the_sample_is_made_once_and_then_opened(
    qtbot: QtBot, page: StartPage, where: Places
) -> None:
    page.sample.setFocus()
    with qtbot.waitSignal(page.made, timeout=60_000) as made:
        press(Key.Key_Return)
        assert page.working.isVisible()
        assert focused() is page.working.cancel
    assert made.args == [where.registers / "Exempelregister.knreg"]
    qtbot.waitUntil(page.sample.isEnabled)
    before = made.args[0].stat().st_mtime_ns
    with qtbot.waitSignal(page.opened, timeout=5000) as opened:
        press(Key.Key_Return)
    assert opened.args == made.args
    assert made.args[0].stat().st_mtime_ns == before


def test_making_the_sample_can_be_stopped(qtbot: QtBot, page: StartPage, where: Places) -> None:
    page.sample.click()
    press(Key.Key_Return)
    qtbot.waitUntil(page.sample.isEnabled, timeout=30_000)
    assert list(where.registers.iterdir()) == []


def test_recent_registers_open_and_missing_ones_can_be_forgotten(
    qtbot: QtBot, page: StartPage, tmp_path: Path
) -> None:
    there, gone = tmp_path / "finns.knreg", tmp_path / "borta.knreg"
    there.write_text("x")
    for path in (gone, there):
        page.settings.opened(path)
    page.recent.refresh()
    lines = page.recent._lines
    qtbot.waitUntil(lambda: not lines[gone].button.isEnabled(), timeout=5000)
    assert "finns inte" in lines[gone].button.accessibleDescription()
    with qtbot.waitSignal(page.opened) as opened:
        lines[there].button.setFocus()
        press(Key.Key_Return)
    assert opened.args == [there]
    lines[gone].forget.setFocus()
    press(Key.Key_Space)
    assert page.settings.recent == [there]


def test_everything_is_said_anew(page: StartPage) -> None:
    page.begin_new()
    page.form.make.click()
    page.speech.use("en")
    assert page.new.accessibleName() == "New register"
    assert page.form.make.text() == "Make the register"
    assert page.form.person.accessibleName() == "Your name"
    assert page.form.person.accessibleDescription() == ""


def test_ended_organisations_are_not_offered() -> None:
    names = organisations()
    assert OFFICE in names
    assert "Norrmalm stadsdelsförvaltning" not in names
    assert len(names) > 40


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Miljö", "Miljö.knreg"),
        ("A/B: <c>\n*", "A B c.knreg"),
        ("", "Kontaktnät.knreg"),
        ("con", "Kontaktnät con.knreg"),
        ("slut. ", "slut.knreg"),
        ("x" * 300, f"{'x' * 80}.knreg"),
    ],
)
def test_file_names_fit_every_system(name: str, expected: str) -> None:
    assert file_name(name) == expected


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a.knreg"
    assert free_path(path) == path
    path.touch()
    (tmp_path / "a 2.knreg").touch()
    assert free_path(path).name == "a 3.knreg"


# the program


@dataclass
class Running:
    """A program that was begun."""

    program: Program
    home: Places

    def boxes(self) -> list[QMessageBox]:
        found = (each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox))
        return [each for each in found if each.isVisible()]


@pytest.fixture
def running(qtbot: QtBot, qapp: QApplication, where: Places) -> Iterator[Running]:
    program = Program(qapp, where, "sv")
    yield Running(program, where)
    for box in Running(program, where).boxes():
        box.close()
    program.close()
    program.window.deleteLater()
    qapp.setStyleSheet("")


def made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    new_register(path, OFFICE, person="Alva Exempelsson").close()
    return path


def test_the_last_register_opens_by_itself(running: Running) -> None:
    path = made(running.home.registers / "a.knreg")
    running.program.settings.opened(path)
    running.program.begin(None)
    assert running.program.opened is not None
    assert running.program.opened.session.path == path
    assert "a" in running.program.window.windowTitle()


def test_without_a_register_the_first_page_is_shown(running: Running) -> None:
    running.program.settings.opened(running.home.registers / "borta.knreg")
    running.program.begin(None)
    assert running.program.opened is None
    assert running.program.window.findChildren(StartPage)[0].isVisible()
    assert running.boxes() == []


def test_another_register_takes_the_place_of_the_first(running: Running, tmp_path: Path) -> None:
    first, second = made(tmp_path / "a.knreg"), made(tmp_path / "b.knreg")
    running.program.begin(first)
    running.program.asked(str(second))
    assert running.program.opened is not None
    assert running.program.opened.session.path == second
    assert not first.with_name("a.knreg.lock").exists()
    assert second.with_name("b.knreg.lock").exists()
    assert running.program.settings.recent == [second, first]
    running.program.close()
    assert not second.with_name("b.knreg.lock").exists()


def test_a_register_is_not_changed_under_a_dialog(
    qtbot: QtBot, running: Running, tmp_path: Path
) -> None:
    first, second = made(tmp_path / "a.knreg"), made(tmp_path / "b.knreg")
    running.program.begin(first)
    dialog = QDialog(running.program.window)
    dialog.open()
    running.program.asked(str(second))
    assert running.program.opened is not None
    assert running.program.opened.session.path == first
    assert "b.knreg" in running.boxes()[0].informativeText()
    dialog.close()


def test_the_register_that_is_open_is_not_opened_twice(running: Running, tmp_path: Path) -> None:
    path = made(tmp_path / "a.knreg")
    running.program.begin(path)
    opened = running.program.opened
    running.program.open(path)
    assert running.program.opened is opened
    running.program.window.show_start()
    running.program.open(path)
    assert running.program.opened is opened
    assert running.program.window.place is not None


def test_a_damaged_register_offers_its_backup(
    qtbot: QtBot, running: Running, tmp_path: Path
) -> None:
    path = made(tmp_path / "a.knreg")
    with open_register(path) as register:
        backup_register(register)
    path.write_bytes(path.read_bytes()[:6000])
    running.program.begin(path)
    (box,) = running.boxes()
    assert "skadat" in box.text()
    QTest.keyClick(box, Key.Key_Return)
    qtbot.waitUntil(lambda: running.program.opened is not None, timeout=10_000)
    assert running.program.opened is not None
    assert running.program.opened.session.path == tmp_path / "a-återställt.knreg"


def test_a_register_of_an_older_version_opens_once_it_is_up_to_date(
    qtbot: QtBot, running: Running, tmp_path: Path
) -> None:
    path = tmp_path / "gammalt.knreg"
    shutil.copy(Path(__file__).parents[1] / "golden" / "schema_0001.db", path)
    running.program.begin(path)
    qtbot.waitUntil(lambda: running.program.opened is not None, timeout=20_000)
    assert not access.is_older(path)


def test_what_the_disk_refuses_is_no_fault_of_ours(running: Running) -> None:
    error = sqlite3.OperationalError("full")
    error.sqlite_errorname = "SQLITE_FULL"
    sys.excepthook(type(error), error, None)
    assert "Disken är full" in running.boxes()[0].text()
    log = running.program.faults.log
    assert not log.exists() or "OperationalError" not in log.read_text("utf-8")


def test_a_fault_of_ours_is_logged_without_values_and_told(running: Running) -> None:
    error = ValueError("Alva Exempelsson")
    sys.excepthook(type(error), error, None)
    (box,) = running.boxes()
    assert "Felet är vårt" in box.text()
    assert str(running.program.faults.log) in box.informativeText()
    log = running.program.faults.log.read_text("utf-8")
    assert "ValueError" in log
    assert "Alva" not in log


def test_qts_own_words_follow_the_language(running: Running) -> None:
    assert QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    said = [QApplication.translate("QPlatformTheme", "Cancel")]
    running.program.speech.use("en")
    said.append(QApplication.translate("QPlatformTheme", "Cancel"))
    assert said == ["Avbryt", "Cancel"]


def test_a_second_start_that_gets_no_answer_says_so(
    where: Places, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Refused] = []
    monkeypatch.setattr("desktop_app.ui.program.Instance.first", lambda _self: False)
    monkeypatch.setattr("desktop_app.ui.instance.PATIENCE", 0.1)
    monkeypatch.setattr("desktop_app.ui.program.Messages.refuse", lambda _s, p: told.append(p))
    monkeypatch.setattr(QApplication, "exec", lambda *_args: 0)
    with pytest.raises(Refused, match="does not answer"):
        start(None, "sv")
    assert len(told) == 1


def test_nothing_heavy_is_loaded_at_the_start() -> None:
    heavy = [
        "openpyxl",
        "msoffcrypto",
        "cryptography",
        "typst",
        "matplotlib",
        "numpy",
        "phonenumbers",
        "babel",
        "email_validator",
        "python_calamine",
        "PySide6.QtPrintSupport",
        "PySide6.QtNetwork",
        "PySide6.QtSvgWidgets",
        "desktop_app.ui.start.page",
        "desktop_app.services.sampling",
    ]
    script = (
        "import sys; import desktop_app.ui.program;"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert ended.stdout.strip() == "[]"
