"""Follow-up: lines that are done where they stand, by keys, and the focus stays on the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import due
from desktop_app.services.due import ordered
from desktop_app.services.opening import open_register
from desktop_app.services.writing import put
from desktop_app.ui.files import Files
from desktop_app.ui.pages.follow_up.model import Heading
from desktop_app.ui.pages.follow_up.page import FollowUpPage
from tests.journeys.hands import Hands
from tests.ui.at_window import boxes, complaints, row_of

Key = Qt.Key
LATE = 5
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def day(days: int) -> str:
    """Return a day so many days from today."""
    return (date.today() + timedelta(days)).isoformat()


@pytest.fixture(scope="module")
def followed(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a register with late actions of a trip, to be copied."""
    path = Path(copyfile(sample_file, tmp_path_factory.mktemp("followed") / "f.knreg"))
    with open_register(path) as register:
        office = register.facts.office
        trip = {"title": "Resa till Åbo", "organisation": office, "status": "cancelled"}
        trip |= {"start_on": day(-90), "end_on": day(-89)}
        owner = put(register, CATALOGUE["trip"], None, trip).id
        for number in range(LATE):
            action = {"trip": owner, "what": f"Uppgift {number}", "who": "Eva Ek"}
            action |= {"due_on": day(number - 2000), "status": "open"}
            put(register, CATALOGUE["action"], None, action)
    return path


@pytest.fixture
def hands(followed: Path, tmp_path: Path, qtbot: object) -> Iterator[Hands]:
    """Return a person at the page, the first line chosen."""
    del qtbot
    person = Hands(tmp_path / "home", Path(copyfile(followed, tmp_path / "Prov.knreg")))
    person.control(Key.Key_U)
    person.until(lambda: page_of(person)._gatherer.complete, "what is due")
    page_of(person).take_focus()
    person.rest(20)
    yield person
    person.close()
    QGuiApplication.clipboard().clear()
    assert [box.text() for box in boxes()] == []
    assert complaints(person) == []


def page_of(hands: Hands) -> FollowUpPage:
    """Return the page."""
    page = hands.place.page
    assert isinstance(page, FollowUpPage)
    return page


def titles(hands: Hands) -> list[str]:
    """Return what the lines are about, in order."""
    lines = page_of(hands).model.lines
    return [line.title for line in lines if not isinstance(line, Heading)]


def current(hands: Hands) -> str:
    """Return what the current line is about."""
    item = page_of(hands).item
    assert item is not None
    return item.title


def buttons(hands: Hands) -> list[str]:
    """Return what the buttons below the lines say."""
    found = page_of(hands).deeds.findChildren(QPushButton)
    return [each.text() for each in found if each.isVisible()]


def test_the_lines_are_those_of_the_register_in_groups(hands: Hands) -> None:
    page = page_of(hands)
    own = [item for item in ordered(page._gatherer.items) if not item.foreign]
    assert titles(hands) == [item.title for item in own]
    heads = [line for line in page.model.lines if isinstance(line, Heading)]
    assert sum(head.count for head in heads) == len(own)
    assert titles(hands)[:LATE] == [f"Uppgift {number}" for number in range(LATE)]
    page.show_only(group="late")
    assert page.model.rowCount() == heads[0].count + 1
    page.show_only(kind="action_late")
    assert {line.kind for line in page.model.lines if not isinstance(line, Heading)} == {
        "action_late"
    }
    assert page.choosing.chosen


def test_a_line_is_done_by_a_key_and_the_next_is_chosen(hands: Hands) -> None:
    first = page_of(hands).item
    assert first is not None
    hands.key(Key.Key_Down)
    assert current(hands) == "Uppgift 1"
    hands.key(Key.Key_Space)
    assert "Klar: Uppgift 1" in hands.said
    assert current(hands) == "Uppgift 2"
    assert "Uppgift 1" not in titles(hands)
    assert hands.focus is page_of(hands).table
    hands.control(Key.Key_D)
    assert current(hands) == "Uppgift 3"
    hands.until(lambda: page_of(hands)._gatherer.complete, "what is due")
    assert current(hands) == "Uppgift 3"
    row = row_of(hands, "action", first.id).values
    assert row["status"] == "open"
    hands.control(Key.Key_Z, times=2)
    hands.until(lambda: page_of(hands)._gatherer.complete, "what is due")
    assert titles(hands)[:LATE] == [f"Uppgift {number}" for number in range(LATE)]


def test_what_is_asked_stands_below_and_what_does_not_fit_is_told(hands: Hands) -> None:
    assert buttons(hands) == [
        "Gå dit (Enter)",
        "Klar (Mellanslag)",
        "Nytt datum (2)",
        "Vem (3)",
        "Skriv av (4)",
    ]
    item = page_of(hands).item
    assert item is not None
    hands.type("2")
    ask = page_of(hands).ask
    assert hands.focus is ask.editor
    assert ask.editor.text() == day(-2000)
    assert ask.label.text() == "Nytt datum: Klart senast"
    hands.type("i morse")
    hands.enter()
    assert "Klart senast" in ask.error.text()
    assert ask.error.isVisible()
    assert hands.focus is ask.editor
    ask.editor.selectAll()
    hands.type(day(3))
    hands.enter()
    assert hands.focus is page_of(hands).table
    assert row_of(hands, "action", item.id).values["due_on"] == day(3)
    assert current(hands) == "Uppgift 1"
    hands.key(Key.Key_L, CONTROL_SHIFT)
    hands.key(Key.Key_L, CONTROL_SHIFT)
    hands.type("3")
    hands.key(Key.Key_L, CONTROL_SHIFT)
    assert ask.label.text() == "Who"
    hands.key(Key.Key_L, CONTROL_SHIFT)
    hands.key(Key.Key_Escape)
    assert hands.focus is page_of(hands).table
    assert row_of(hands, "action", page_of(hands).item.id).values["who"] == "Eva Ek"  # type: ignore[union-attr]


def test_an_answer_is_written_in_the_line_it_was_asked_of(hands: Hands) -> None:
    page, asked = page_of(hands), page_of(hands).item
    assert asked is not None
    hands.type("3")
    page._gatherer.items = [item for item in page._gatherer.items if item is not asked]
    page._gatherer.changed.emit()  # it went away meanwhile
    next_one = page.item
    assert next_one is not None
    page.ask.editor.selectAll()
    hands.type("Ulla Prov")
    hands.enter()
    assert row_of(hands, "action", asked.id).values["who"] == "Ulla Prov"
    assert row_of(hands, "action", next_one.id).values["who"] == "Eva Ek"


def test_enter_goes_to_the_place_and_back_leads_to_the_line(hands: Hands) -> None:
    hands.key(Key.Key_Down, times=2)
    hands.enter()
    assert hands.place.record.header.title.text() == "Resa till Åbo"
    assert hands.field == "due_on"
    hands.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.place.key == "follow_up"
    assert hands.focus is page_of(hands).table
    assert current(hands) == "Uppgift 2"


def test_the_menu_says_what_can_be_done(hands: Hands) -> None:
    table = page_of(hands).table
    table.menu_wanted.emit(table.mapToGlobal(table.rect().center()))
    hands.rest(20)
    (menu,) = [m for m in page_of(hands).findChildren(QMenu) if m.isVisible()]
    texts = [action.text().split("\t")[0] for action in menu.actions()]
    assert texts == ["Gå dit (Enter)", "Klar", "Nytt datum", "Vem", "Skriv av"]
    menu.actions()[1].trigger()
    menu.close()
    hands.rest(20)
    assert "Uppgift 0" not in titles(hands)


def test_nothing_to_follow_up_says_what_belongs_there(hands: Hands) -> None:
    page = page_of(hands)
    page._gatherer.items = []
    page._gatherer.changed.emit()
    assert "reserapporter" in page._empty.text()
    page.choosing.choose_group("late")
    assert "Välj Alla" in page._empty.text()


def test_a_persons_own_dates_are_saved_as_a_calendar(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "Min kalender.ics"
    monkeypatch.setattr(Files, "save_file", lambda *_asked: out)
    hands.window.actions_.by_name["calendar"].trigger()
    hands.until(boxes, "the question")
    (box,) = boxes()
    mine = next(each for each in box.buttons() if each.text() == "Bara dem jag ansvarar för")
    hands.click(mine)
    hands.until(out.exists, "the file")
    hands.until(lambda: "Min kalender.ics" in hands.said, "the word")
    assert b"BEGIN:VCALENDAR" in out.read_bytes()
    assert b"Uppgift 0" not in out.read_bytes()


def test_a_register_that_cannot_be_read_for_a_moment_is_read_again(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, before = page_of(hands), titles(hands)

    def locked(*_asked: object) -> Iterator[list[object]]:
        yield []
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorname = "SQLITE_BUSY"
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(due, "steps", locked)
        page._gatherer._outdate()
        hands.until(lambda: not page._gatherer._slices.busy, "the end of it")
    assert titles(hands) == before
    assert not page._gatherer.complete
    page.arrive()
    hands.until(lambda: page._gatherer.complete, "what is due")
    assert titles(hands) == before
