"""The window keeps what was typed, whatever happens to the file under it."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl, qWarning
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.opening import open_register
from desktop_app.services.writing import put
from desktop_app.ui.files import Files
from desktop_app.ui.pages.parts import Line
from desktop_app.ui.session import Change
from desktop_app.ui.taking.preview import ImportDialog
from tests.journeys.hands import Hands, ask
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
    settle,
    to_list,
    told,
)
from tests.ui.storm import look

NEW = "Helt ny avdelning"


def typing(hands: Hands) -> tuple[str, QLineEdit]:
    """Type in a field without leaving it; return the row and what one types in."""
    page = to_list(hands)
    row = choose(hands, page, 4)
    hands.place.record.show_field("department")
    hands.rest()
    field = hands.focus
    assert isinstance(field, QLineEdit)
    field.selectAll()
    hands.type(NEW)
    return row, field


def written(path: Path, row: str) -> object:
    """Return what a fresh connection finds in the field."""
    with open_register(path, writing=False) as register:
        return register.row(CATALOGUE["contact"], row).values.get("department")


# --- one change, told once, to all ---


def test_a_change_is_told_once_to_every_page(hands: Hands) -> None:
    hands.place.go("overview")
    page = to_list(hands)
    other = to_list(hands, "trip")
    hands.place.go("history")
    heard: list[Change] = []
    session = hands.place._desk.session
    session.changed.connect(heard.append)
    row = ids(page)[2]
    session.do(lambda r: put(r, page.entity, row, {"family_name": "Aaa", "city": "Aby"}))
    assert len(heard) == 1
    assert heard[0].rows == {row}
    assert heard[0].touches(row)
    assert not heard[0].touches(ids(other)[0])
    assert heard[0].concerns("contact")
    assert not heard[0].concerns("trip")
    settle(hands, page)
    place = ids(page).index(row)
    assert "Aaa" in str(page.model.index(place, 0).data())
    history = hands.place.stack.made["history"]
    label = str(history.model.index(0, 2).data())  # type: ignore[attr-defined]
    assert label.endswith("(Efternamn, Ort)")
    hands.place.go("overview")
    hands.rest(20)
    latest = hands.place.page.latest  # type: ignore[attr-defined]
    assert label in latest.findChildren(Line)[0].accessibleName()


def test_what_changes_nothing_is_not_told(hands: Hands) -> None:
    page = to_list(hands)
    row = row_of(hands, "contact", ids(page)[0])
    heard: list[Change] = []
    session = hands.place._desk.session
    session.changed.connect(heard.append)
    session.do(lambda r: put(r, page.entity, row.id, {"family_name": row.values["family_name"]}))
    look(hands)
    assert heard == []
    elsewhere(hands, lambda r: put(r, page.entity, row.id, {"city": "Annanstans"}))
    look(hands)
    look(hands)
    assert [each.rows for each in heard] == [None]


# --- the file goes away ---


@contextmanager
def gone(hands: Hands) -> Iterator[Path]:
    """Move the file of the open register away, and put it back."""
    path = hands.place._desk.session.path
    aside = path.with_suffix(".aside")
    path.rename(aside)
    yield path
    aside.rename(path)


def test_a_file_that_is_gone_is_told_and_nothing_typed_is_lost(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, field = typing(hands)
    out = tmp_path / "räddad.knreg"
    with gone(hands) as path:
        look(hands)
        assert hands.window.banner.isVisible()
        banner = hands.window.banner.text()
        assert "”Prov.knreg” finns inte längre där det öppnades. Lägg tillbaka filen" in banner
        hands.program.speech.use("en")
        assert "no longer where it was opened. Put the file back" in hands.window.banner.text()
        hands.program.speech.use("sv")
        hands.key(Key.Key_Return)
        assert "finns inte längre" in told(hands)
        assert field.text() == NEW
        monkeypatch.setattr(Files, "save_file", lambda *_args, **_named: out)
        hands.window.actions_.by_name["save_copy"].trigger()
        for _ in boxes():
            told(hands)
        assert hands.window.strip.text.text() == "Kopian räddad.knreg är sparad."
        assert not path.exists()
    assert len(ask("list", out, "contact")) == 40
    look(hands)
    assert not hands.window.banner.isVisible()
    assert hands.place.flush()
    assert written(hands.place._desk.session.path, row) == NEW


def test_another_file_in_its_place_is_never_written(hands: Hands, tmp_path: Path) -> None:
    row, field = typing(hands)
    path = hands.place._desk.session.path
    other = Path(copyfile(path, tmp_path / "annan.knreg"))
    was = written(other, row)
    aside = path.with_suffix(".aside")
    path.rename(aside)
    other.rename(path)
    hands.key(Key.Key_Return)
    assert "ligger nu en annan fil" in told(hands)
    assert field.text() == NEW
    assert written(path, row) == was
    path.unlink()
    aside.rename(path)
    assert hands.place.flush()
    assert written(path, row) == NEW


def test_a_register_that_another_program_holds_is_waited_for_by_the_person(hands: Hands) -> None:
    row, field = typing(hands)
    path = hands.place._desk.session.path
    register_of(hands).db.conn.execute("PRAGMA busy_timeout=30")
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        hands.key(Key.Key_Return)
        said = told(hands)
    finally:
        other.close()
    assert "används just nu av ett annat program. Vänta tills det är klart" in said
    assert field.text() == NEW
    hands.key(Key.Key_F6)
    assert hands.place.flush()
    assert written(path, row) == NEW


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("query_only=1", "query_only=0", "kan inte skrivas"),
        ("max_page_count=1", "max_page_count=1000000", "Disken är full"),
    ],
)
def test_a_file_that_cannot_be_written_is_told_and_nothing_typed_is_lost(
    hands: Hands, before: str, after: str, said: str
) -> None:
    row, field = typing(hands)
    path = hands.place._desk.session.path
    conn = register_of(hands).db.conn
    conn.execute(f"PRAGMA {before}")
    for number in range(300):  # until what is free in the file is used up
        field.setText(f"{number} " * 40)
        hands.place.flush()
        if boxes():
            break
    assert said in told(hands)
    assert field.text() == f"{number} " * 40
    conn.execute(f"PRAGMA {after}")
    field.setText(NEW)
    assert hands.place.flush()
    assert written(path, row) == NEW
    assert ask("info", path)


def test_a_refused_command_is_told_and_the_list_stays(hands: Hands) -> None:
    page = to_list(hands)
    row = choose(hands, page, 1)
    hands.place._desk.session.do(lambda r: put(r, page.entity, row, {"city": "Aby"}))
    hands.key(Key.Key_F6)
    with gone(hands):
        hands.key(Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
        assert "finns inte längre" in told(hands)
        assert page.model.rowCount() == 40
        hands.control(Key.Key_Z)
        assert "finns inte längre" in told(hands)
    assert complaints(hands) == []


# --- the window is left ---


def test_closing_in_the_middle_of_a_word_saves_it(hands: Hands) -> None:
    row, _field = typing(hands)
    path = hands.place._desk.session.path
    hands.window.close()
    assert written(path, row) == NEW


def test_another_register_and_another_window_save_it_too(hands: Hands, tmp_path: Path) -> None:
    row, _field = typing(hands)
    path = hands.place._desk.session.path
    other = Path(copyfile(path, tmp_path / "b.knreg"))
    hands.program.open(other)
    assert written(path, row) == NEW
    assert hands.window.windowTitle() == "b – Kontaktnät"
    row, _field = typing(hands)
    beside = QWidget()
    beside.show()
    beside.activateWindow()
    hands.until(lambda: not hands.window.isActiveWindow(), "another window")
    assert written(other, row) == NEW
    beside.close()


def test_closing_stops_what_runs(hands: Hands) -> None:
    begun, ended = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress(0, 0)
                time.sleep(0.005)
        finally:
            ended.set()

    hands.program.tasks.start(work)
    assert begun.wait(5)
    before = time.monotonic()
    hands.close()
    assert ended.is_set()
    assert time.monotonic() - before < 3


def test_lists_of_a_register_that_was_left_read_nothing_more(hands: Hands, tmp_path: Path) -> None:
    pages = [to_list(hands), to_list(hands, "trip")]
    pages[1].sort_by([("status", True)])
    other = Path(copyfile(hands.place._desk.session.path, tmp_path / "b.knreg"))
    orders = [page.model.order for page in pages]
    left = hands.place
    left._settle.start()  # as after an arrow key: the record is about to be read
    hands.program.open(other)
    assert not left._settle.isActive()
    hands.rest(1000)
    assert not any(order._timer.isActive() or order._idle.isActive() for order in orders)
    assert complaints(hands) == []


def test_the_place_and_size_of_the_window_are_remembered(hands: Hands) -> None:
    hands.window.resize(1111, 666)
    to_list(hands)
    hands.place.splitter.setSizes([500, 400])
    hands.rest()
    sizes = hands.place.splitter.sizes()
    path = hands.place._desk.session.path
    hands.close()
    again = Hands(home(hands), path)
    try:
        again.window.resize(1111, 666)
        to_list(again)
        assert again.place.splitter.sizes() == sizes
        assert again.program.settings.layout("window").size() > 0
    finally:
        again.close()


# --- files that are dropped ---


def drop(hands: Hands, path: Path) -> None:
    """Drop a file on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    hands.window.dropEvent(event)
    hands.rest()


def test_a_dropped_register_is_opened_and_any_other_file_is_taken_in(
    hands: Hands, tmp_path: Path
) -> None:
    other = Path(copyfile(hands.place._desk.session.path, tmp_path / "c.KNREG"))
    drop(hands, other)
    assert hands.window.windowTitle() == "c – Kontaktnät"
    table = tmp_path / "lista.csv"
    table.write_text("Förnamn;Efternamn\nEva;Prov\n", "utf-8")
    drop(hands, table)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    hands.rest(300)
    dialog.reject()
    hands.rest()


# --- our own faults ---


def test_a_fault_is_told_once_logged_without_values_and_survived(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = to_list(hands)
    name = "".join(("E", "v", "a"))

    def fails(_self: object) -> None:
        raise ValueError("Hemligheter om " + name)

    monkeypatch.setattr(type(page), "show_rows", lambda self, **_named: fails(self))
    page.search.setText("a")
    page.search.setText("ab")
    monkeypatch.undo()
    said = told(hands)
    assert "Felet är vårt, inte ditt." in said
    assert str(hands.program.faults.log) in said
    hands.window.activateWindow()
    log = hands.program.faults.log.read_text("utf-8")
    assert "ERROR ValueError" in log
    assert "in fails" in log
    assert "Eva" not in log
    hands.program.faults.log.write_text("")
    page.search.setFocus()
    hands.key(Key.Key_Escape)
    settle(hands, page)
    assert page.model.rowCount() == 40


def test_a_fault_in_a_timer_and_in_a_thread_is_logged(hands: Hands) -> None:
    name = "".join(("E", "v", "a"))

    def fails() -> None:
        raise KeyError(name)

    QTimer.singleShot(0, fails)
    assert "Felet är vårt" in told(hands)
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    log = hands.program.faults.log.read_text("utf-8")
    assert log.count("ERROR KeyError") == 2
    assert "Eva" not in log
    hands.program.faults.log.write_text("")


def test_what_qt_complains_of_is_logged(hands: Hands) -> None:
    qWarning("something is odd")
    (line,) = complaints(hands)
    assert "WARNING Qt default: something is odd" in line
    hands.program.faults.log.write_text("")


def test_a_failed_task_is_told(hands: Hands) -> None:
    def fails(_progress: Progress) -> None:
        raise Refused(Words("Det gick inte.", "It did not work."), Words("Vila.", "Rest."))

    task = hands.program.tasks.start(fails)
    task.failed.connect(hands.program.messages.failed)
    assert told(hands) == "Det gick inte. Vila."
    assert not hands.program.tasks.busy


def test_a_question_is_answered_once(hands: Hands) -> None:
    done: list[int] = []
    sentence, yes = Words("Ska det göras?", "Shall it be done?"), Words("Gör det", "Do it")
    hands.program.messages.ask(sentence, None, yes, lambda: done.append(1))
    (box,) = boxes()
    assert [button.text() for button in box.buttons()] == ["Gör det", "Avbryt"]
    QTest.keyClick(box, Key.Key_Escape)
    hands.rest()
    assert (done, boxes()) == ([], [])
    hands.program.messages.ask(sentence, None, yes, lambda: done.append(1))
    (box,) = boxes()
    QTest.keyClick(box, Key.Key_Return)
    hands.rest()
    assert done == [1]
    assert boxes() == []
