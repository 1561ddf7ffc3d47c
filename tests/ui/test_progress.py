"""Long work: seen once it takes a while, stopped on request, and never in the way of the window."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words, same
from desktop_app.services import writing
from desktop_app.services.opening import open_register
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files, as_file_name
from desktop_app.ui.progress import CANCELLED, SHOWN_AFTER_MS, ProgressDialog, run_long
from desktop_app.ui.session import READ_ONLY

TITLE = Words("Räknar …", "Counting …")
CONTACT = CATALOGUE["contact"]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[QWidget]:
    """Return something that dialogs can belong to."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    desk.tasks.close()


def told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with what is told in boxes."""
    found: list[str] = []
    monkeypatch.setattr(desk.messages, "tell", lambda words, _advice=None: found.append(words.sv))
    return found


def dialogs() -> list[ProgressDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, ProgressDialog)]


def shown() -> list[ProgressDialog]:
    return [dialog for dialog in dialogs() if dialog.isVisible()]


def slowly(_register: Register, progress: Progress) -> str:
    for step in range(1000):
        progress(step, 1000)
        time.sleep(0.005)
    return "done"


def test_quick_work_shows_no_dialog(qtbot: QtBot, desk: Desk, window: QWidget) -> None:
    answers: list[object] = []
    run_long(desk, TITLE, lambda _r, _p: 42, answers.append, parent=window)
    qtbot.waitUntil(lambda: answers == [42])
    qtbot.wait(SHOWN_AFTER_MS + 50)
    assert shown() == []


def test_slow_work_shows_how_far_it_is_and_escape_stops_it(
    qtbot: QtBot, desk: Desk, window: QWidget
) -> None:
    said: list[str] = []
    desk.messages.said.connect(lambda text, _undo: said.append(text))
    task = run_long(desk, TITLE, slowly, pytest.fail, parent=window)
    qtbot.waitUntil(lambda: len(shown()) == 1)
    dialog = shown()[0]
    assert dialog.isModal()
    qtbot.waitUntil(lambda: "av 1\N{NO-BREAK SPACE}000" in dialog.bar._text.text())
    with qtbot.waitSignal(task.ended, timeout=2000):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.cancel.isEnabled()
    assert said == [CANCELLED.sv]
    assert shown() == []


def test_the_window_lives_while_work_is_done(qtbot: QtBot, desk: Desk, window: QWidget) -> None:
    ticks: list[float] = []
    timer = QTimer(window, interval=10)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    answers: list[object] = []
    run_long(desk, TITLE, lambda _r, _p: time.sleep(0.5), answers.append, parent=window)
    qtbot.waitUntil(lambda: bool(answers))
    assert len(ticks) > 20


def test_what_the_work_wrote_is_told_before_its_answer(
    qtbot: QtBot, desk: Desk, window: QWidget
) -> None:
    order: list[str] = []
    desk.session.changed.connect(lambda _change: order.append("changed"))
    before = len(list(list_rows(desk.session.register, CONTACT, Listing())))

    def work(register: Register, _progress: Progress) -> None:
        texts = {"given_name": "Prov", "family_name": "Person"}
        writing.put(register, CONTACT, None, texts)

    run_long(desk, TITLE, work, lambda _none: order.append("done"), writes=True, parent=window)
    qtbot.waitUntil(lambda: "done" in order)
    assert order == ["changed", "done"]
    assert len(list(list_rows(desk.session.register, CONTACT, Listing()))) == before + 1


def test_the_register_of_the_work_is_its_own_and_is_closed(
    qtbot: QtBot, desk: Desk, window: QWidget
) -> None:
    seen: list[Register] = []
    threads: list[int] = []

    def work(register: Register, _progress: Progress) -> None:
        seen.append(register)
        threads.append(threading.get_ident())

    task = run_long(desk, TITLE, work, lambda _none: None, parent=window)
    qtbot.waitSignal(task.ended).wait()
    assert seen[0] is not desk.session.register
    assert threads != [threading.get_ident()]
    with pytest.raises(Exception, match="closed"):
        seen[0].db.conn.execute("SELECT 1")


def test_what_is_refused_is_told_or_handed_on(
    qtbot: QtBot, desk: Desk, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes = told(desk, monkeypatch)

    def work(_register: Register, _progress: Progress) -> None:
        raise Refused(same("Det går inte."))

    run_long(desk, TITLE, work, pytest.fail, parent=window)
    qtbot.waitUntil(lambda: boxes == ["Det går inte."])
    handed: list[object] = []
    run_long(desk, TITLE, work, pytest.fail, parent=window, refused=handed.append)
    qtbot.waitUntil(lambda: len(handed) == 1)
    assert len(boxes) == 1


def test_our_own_faults_are_not_hidden(qtbot: QtBot, desk: Desk, window: QWidget) -> None:
    def work(_register: Register, _progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        task = run_long(desk, TITLE, work, pytest.fail, parent=window)
        qtbot.waitSignal(task.ended).wait()
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_a_register_that_is_only_read_is_not_written(
    qtbot: QtBot, desk: Desk, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes = told(desk, monkeypatch)
    monkeypatch.setattr(desk.session, "writable", False)
    run_long(desk, TITLE, lambda _r, _p: None, pytest.fail, writes=True, parent=window)
    qtbot.waitUntil(lambda: boxes == [READ_ONLY.sv])


def test_work_without_a_parent_shows_its_dialog_too(qtbot: QtBot, desk: Desk) -> None:
    task = run_long(desk, TITLE, slowly, pytest.fail)
    qtbot.waitUntil(lambda: len(shown()) == 1)
    with qtbot.waitSignal(task.ended, timeout=2000):
        shown()[0].cancel.click()
    desk.tasks.close()


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Kontaktnät Malmö stad 2026-11-21", "Kontaktnät Malmö stad 2026-11-21.xlsx"),
        ('A/B: "C"?', "A-B- -C.xlsx"),
        ("  ..  ", "Kontaktnät.xlsx"),
        ("rad\nbruten", "rad-bruten.xlsx"),
        ("x" * 500, "x" * 120 + ".xlsx"),
    ],
)
def test_suggested_names_fit_every_system(stem: str, name: str) -> None:
    assert as_file_name(stem, ".xlsx") == name


def test_file_dialogs_begin_where_one_was_last(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[str] = []
    suffixes: list[str] = []

    def choose(dialog: QFileDialog) -> int:
        folders.append(dialog.directory().path())
        suffixes.append(dialog.defaultSuffix())
        dialog.selectFile(str(tmp_path / "ut" / "lista"))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", choose)
    (tmp_path / "ut").mkdir()
    kinds = [(same("Excel"), (".xlsx",)), (same("CSV"), (".csv",))]
    first = Files(desk).save_file(None, TITLE, "lista", kinds)
    assert first == tmp_path / "ut" / "lista.xlsx"
    Files(desk).save_file(None, TITLE, "lista", kinds)
    assert folders[1] == str(tmp_path / "ut")
    assert folders[0] != folders[1]
    assert suffixes == ["xlsx", "xlsx"]


def test_another_kind_of_file_gets_its_ending(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: QFileDialog) -> int:
        assert Path(dialog.selectedFiles()[0]).name == "St. Erik 2026.xlsx"
        other = dialog.nameFilters()[1]
        dialog.selectNameFilter(other)
        dialog.filterSelected.emit(other)
        return 1

    desk.settings.folder = tmp_path
    monkeypatch.setattr(QFileDialog, "exec", choose)
    kinds = [(same("Excel"), (".xlsx",)), (same("CSV"), (".csv",))]
    chosen = Files(desk).save_file(None, TITLE, "St. Erik 2026.xlsx", kinds)
    assert chosen == tmp_path / "St. Erik 2026.csv"


def test_a_file_dialog_that_is_left_gives_nothing(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    assert Files(desk).open_file(None, TITLE, [(same("Excel"), (".xlsx",))]) is None
    assert desk.settings.folder is None


def test_a_cancelled_work_leaves_the_register_as_it_was(
    qtbot: QtBot, desk: Desk, window: QWidget
) -> None:
    wrote = threading.Event()

    def work(register: Register, progress: Progress) -> None:
        with register.record.acting("import", TITLE) as act:
            values = {"given_name": "Aldrig", "family_name": "Sparad"}
            writing.create(act, CONTACT, "0" * 32, values)
            wrote.set()
            slowly(register, progress)

    task = run_long(desk, TITLE, work, pytest.fail, writes=True, parent=window)
    qtbot.waitUntil(wrote.is_set)
    with qtbot.waitSignal(task.ended, timeout=2000):
        task.stop()
    with open_register(desk.session.path) as register:
        assert not list(list_rows(register, CONTACT, Listing("Aldrig")))
