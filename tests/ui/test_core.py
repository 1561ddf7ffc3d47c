"""The small parts that everything in the window stands on."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QtMsgType
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.progress import Progress, Stopped
from desktop_app.domain.words import Words
from desktop_app.services.writing import put
from desktop_app.ui.desk import Desk
from desktop_app.ui.errors import Faults
from desktop_app.ui.messages import Messages
from desktop_app.ui.session import Change
from desktop_app.ui.settings import RECENT, Settings
from desktop_app.ui.speech import Speech, grouped
from desktop_app.ui.strip import Strip
from desktop_app.ui.tasks import Tasks

HELLO = Words("Hej {name}", "Hello {name}")
ONE, MANY = Words("{n} kontakt", "{n} contact"), Words("{n} kontakter", "{n} contacts")


# --- speech ---


def test_words_are_said_in_the_language_that_is_chosen(qtbot: QtBot) -> None:
    speech = Speech("sv_SE")
    assert speech(HELLO, name="Eva") == "Hej Eva"
    with qtbot.waitSignal(speech.changed):
        speech.use("en")
    assert speech(HELLO.fill(name="Eva")) == "Hello Eva"
    with qtbot.assertNotEmitted(speech.changed):
        speech.use("en_GB")
    assert Speech("fi").language == "sv"


def test_counts_are_written_as_the_language_writes_them() -> None:
    speech = Speech("sv")
    assert speech.count(1, ONE, MANY) == "1 kontakt"
    assert speech.count(12345, ONE, MANY) == "12\N{NO-BREAK SPACE}345 kontakter"
    assert grouped(1234567, "en") == "1,234,567"
    assert grouped(0, "sv") == "0"


# --- settings ---


def test_what_is_chosen_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    settings = Settings(path)
    assert (settings.language, settings.scheme, settings.percent) == ("", "system", 100)
    assert (settings.recent, settings.folder, settings.columns("trip")) == ([], None, [])
    assert settings.layout("window").isEmpty()
    settings.language, settings.scheme, settings.percent = "en", "dark", 150
    settings.folder = tmp_path
    settings.choose_columns("trip", [("title", 200), ("start_on", 90)])
    settings.choose_columns("fee", [("year", 80)])  # one element comes back as a plain string
    settings.keep_layout({"window": QByteArray(b"\x00\xff")})
    settings.set_flag("hint", on=True)
    settings.save()
    again = Settings(path)
    assert (again.language, again.scheme, again.percent) == ("en", "dark", 150)
    assert again.folder == tmp_path
    assert again.columns("trip") == [("title", 200), ("start_on", 90)]
    assert again.columns("fee") == [("year", 80)]
    assert again.layout("window") == QByteArray(b"\x00\xff")
    assert again.flag("hint")
    assert not again.flag("other")


def test_the_newest_registers_come_first_and_each_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    paths = [tmp_path / f"{number}, å.knreg" for number in range(RECENT + 3)]
    for path in paths:
        settings.opened(path)
    assert settings.recent == paths[::-1][:RECENT]
    settings.opened(paths[-3])
    assert settings.recent[:3] == [paths[-3], paths[-1], paths[-2]]
    settings.forget(paths[-3])
    settings.save()
    assert Settings(tmp_path / "settings.ini").recent[0] == paths[-1]


@pytest.mark.parametrize("text", ["", "[General]\npercent=99999\nscheme=blå\n", "\x00\x01 [[["])
def test_settings_that_make_no_sense_are_as_if_there_were_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.ini"
    path.write_text(text, "utf-8")
    settings = Settings(path)
    assert settings.scheme == "system"
    assert settings.percent in {100, 200}
    assert settings.recent == []


# --- tasks ---


def test_work_answers_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    tasks = Tasks()
    threads: list[threading.Thread] = []
    told: list[object] = []

    def work(progress: Progress) -> int:
        threads.append(threading.current_thread())
        progress(1, 2)
        return 7

    task = tasks.start(work)
    task.progressed.connect(lambda done, of: told.append((done, of)))
    task.done.connect(lambda answer: told.append((answer, threading.current_thread())))
    assert tasks.busy
    with qtbot.waitSignal(task.ended, timeout=5000):
        pass
    assert told[-1] == (7, threading.main_thread())
    assert threads[0] is not threading.main_thread()
    assert not tasks.busy
    tasks.close()


def test_work_is_stopped_at_its_next_sign(qtbot: QtBot) -> None:
    tasks = Tasks()
    gate = threading.Event()

    def work(progress: Progress) -> None:
        gate.wait(5)
        progress(0, 0)
        raise AssertionError

    task = tasks.start(work)
    task.stop()
    assert task.stopping
    with qtbot.waitSignals([task.stopped, task.ended], timeout=5000):
        gate.set()
    tasks.close()


def test_work_goes_one_after_another_and_closing_waits_for_it(qtbot: QtBot) -> None:
    del qtbot
    tasks = Tasks()
    order: list[str] = []

    def long(progress: Progress) -> None:
        order.append("begun")
        try:
            while True:
                progress(0, 0)
        except Stopped:
            order.append("stopped")
            raise

    first = tasks.start(long)
    tasks.start(lambda _progress: order.append("second"))
    while not order:
        pass
    tasks.close()
    assert order == ["begun", "stopped"]
    assert first.stopping


def test_a_failure_is_brought_back(qtbot: QtBot) -> None:
    tasks = Tasks()
    fault = KeyError("x")

    def fails(_progress: Progress) -> None:
        raise fault

    task = tasks.start(fails)
    with qtbot.waitSignal(task.failed, timeout=5000) as failed:
        pass
    assert failed.args == [fault]
    tasks.close()


# --- messages ---


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    """Return messages over a window."""
    window = QWidget()
    qtbot.addWidget(window)
    made = Messages(Speech("sv"))
    made.belong_to(window)
    return made


def shown(messages: Messages) -> list[QMessageBox]:
    """Return the boxes that are open."""
    return list(messages._open)


def test_a_refusal_is_told_once_with_what_to_do(messages: Messages) -> None:
    problem = Refused(Words("Nej.", "No."), Words("Vila.", "Rest."))
    messages.refuse(problem)
    messages.refuse(problem)
    (box,) = shown(messages)
    assert (box.text(), box.informativeText()) == ("Nej.", "Vila.")
    box.reject()
    messages.refuse(problem)
    (box,) = shown(messages)
    messages.refuse(Invalid(Words("fel", "wrong"), Words("Ort", "City")))
    assert {each.text() for each in shown(messages)} == {"Nej.", "Ort: fel"}
    for each in shown(messages):
        each.reject()


def test_what_is_refused_gives_none_and_our_fault_goes_on(messages: Messages) -> None:
    assert messages.attempt(lambda: 5) == 5

    def refused() -> int:
        raise Refused(Words("Nej.", "No."))

    assert messages.attempt(refused) is None
    (box,) = shown(messages)
    box.reject()
    with pytest.raises(ZeroDivisionError):
        messages.attempt(lambda: 1 // 0)
    with pytest.raises(KeyError):
        messages.failed(KeyError("x"))
    messages.failed(Refused(Words("Nej.", "No.")))
    (box,) = shown(messages)
    box.reject()


def test_values_are_never_read_as_markup(messages: Messages) -> None:
    messages.tell(Words("<b>fet</b> {name}", "").fill(name="<i>x</i>"))
    (box,) = shown(messages)
    assert box.text() == "<b>fet</b> <i>x</i>"
    assert box.textFormat().name == "PlainText"
    box.reject()


def test_the_strip_says_what_was_done_and_offers_undo(qtbot: QtBot) -> None:
    speech = Speech("sv")
    strip = Strip(speech)
    qtbot.addWidget(strip)
    strip.show()
    strip.tell("Tog bort Eva", True, False)
    assert (strip.undo.isVisible(), strip.rows.isVisible()) == (True, False)
    with qtbot.waitSignal(strip.undo_wanted):
        strip.undo.click()
    assert (strip.text.text(), strip.undo.isVisible()) == ("", False)
    strip.tell("Kopierade", False, False)
    assert not strip.undo.isVisible()
    strip._timer.setInterval(1)
    strip.tell("Läste in", True, True)
    with qtbot.waitSignal(strip.rows_wanted):
        strip.rows.click()
    qtbot.waitUntil(lambda: strip.text.text() == "")
    assert not strip.undo.isVisible()
    assert not strip.rows.isVisible()


# --- errors ---


def test_faults_are_told_one_at_a_time_and_logged_without_values(tmp_path: Path) -> None:
    told: list[Path] = []
    faults = Faults(tmp_path / "new" / "folder", told.append)

    def again(log: Path) -> None:
        told.append(log)
        faults.caught(KeyError, KeyError("andra"), None)

    faults._tell = again
    faults.watch()
    try:
        try:
            raise ValueError("".join(("he", "mligt")))
        except ValueError as error:
            faults.caught(ValueError, error, error.__traceback__)
        faults._from_qt(QtMsgType.QtDebugMsg, _Context(), "tyst")
        faults._from_qt(QtMsgType.QtWarningMsg, _Context(), "varning")
    finally:
        faults.rest()
    log = faults.log.read_text("utf-8")
    assert told == [faults.log]
    assert "ValueError" in log
    assert "KeyError" in log
    assert "test_core.py" in log
    assert "hemligt" not in log
    assert "Qt test: varning" in log
    assert "tyst" not in log
    assert sys.excepthook is sys.__excepthook__
    assert logging.getLogger("kontaktnat").handlers == []


class _Context:
    category = "test"


# --- session ---


def test_a_change_names_what_it_touched() -> None:
    change = Change(frozenset({"a"}), frozenset({"trip"}))
    assert change.touches("a")
    assert not change.touches("b")
    assert change.concerns("trip")
    assert not change.concerns("fee")
    assert Change().touches("b")
    assert Change().concerns("fee")


def test_what_failed_halfway_tells_what_was_written(desk: Desk) -> None:
    heard: list[Change] = []
    desk.session.changed.connect(heard.append)
    contact = desk.session.register

    def work(register: object) -> None:
        put(contact, CATALOGUE["contact"], None, {"family_name": "Prov"})
        assert register is contact
        raise Refused(Words("Nej.", "No."))

    with pytest.raises(Refused):
        desk.session.do(work)
    assert len(heard) == 1
    with pytest.raises(ZeroDivisionError):
        desk.session.do(lambda _register: 1 // 0)
    assert len(heard) == 1


def test_names_are_written_anew_after_each_change_and_language(desk: Desk) -> None:
    before = desk.session.writer
    assert desk.session.writer is before
    desk.session.do(lambda r: put(r, CATALOGUE["contact"], None, {"family_name": "Prov"}))
    after = desk.session.writer
    assert after is not before
    desk.speech.use("en")
    assert desk.session.writer is not after
