"""Many files in the window: each in its turn, locked ones asked for, warnings heeded, one press."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.exchange.contract import LOG
from desktop_app.services import writing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.neighbours import neighbours
from desktop_app.services.opening import open_register
from desktop_app.ui.desk import Desk
from desktop_app.ui.taking.many import BatchDialog
from desktop_app.ui.taking.words import where_of
from tests.journeys.going import closed, dialog, press
from tests.journeys.hands import Hands
from tests.services.partners import CONTACT, Partners, partners_in, person, phone
from tests.ui.at_window import boxes, told

WORD = "ett hemligt ord"


@pytest.fixture
def three(tmp_path: Path) -> Partners:
    """Return registers of one exchange, closed; both offices have sent."""
    made = partners_in(tmp_path / "exchange")
    for register, number, word in ((made.first, "02", ""), (made.second, "03", WORD)):
        phone(register, made.shared, f"08-465 004 {number}")
        person(register, f"Ny{number}")
        made.send(register, made.centre, f"in{number}")
        made.send(register, made.centre, f"locked{number}", word)
    made.close()
    return made


@pytest.fixture
def at(tmp_path: Path, three: Partners, qtbot: object) -> Iterator[Hands]:
    """Return a person at the centre's window."""
    del qtbot
    hands = Hands(tmp_path / "home", three.centre.path)
    yield hands
    left = [box.text() for box in boxes()]
    for box in boxes():
        box.reject()
    hands.close()
    assert left == []


def shown(hands: Hands, *paths: Path) -> BatchDialog:
    """Show what taking files in would do, and wait for it."""
    assert hands.window.doing is not None
    hands.window.doing.files.take_files(paths)
    made = dialog(hands, BatchDialog)
    hands.until(lambda: made.batch is not None, "the plan")
    return made


def texts(made: BatchDialog, number: int) -> list[str]:
    """Return the texts of a column of the files."""
    items = [made.files.item(row, number) for row in range(made.files.rowCount())]
    return [item.text() for item in items if item is not None]


def test_each_file_has_a_line_and_its_rows(at: Hands, three: Partners) -> None:
    made = shown(
        at, three.folder / "in02.xlsx", three.folder / "in03.xlsx", three.folder / "x.xlsx"
    )
    assert texts(made, 0) == ["in03.xlsx", "in02.xlsx", "x.xlsx"]
    assert texts(made, 1) == ["Klar", "Klar; 1 att avgöra", "Kan inte läsas in"]
    assert texts(made, 2) == ["Kulturförvaltningen", "Miljöförvaltningen", ""]
    assert texts(made, 5) == ["1", "1", ""]
    at.key(Qt.Key.Key_Down)
    assert made.one._name.text() == "in02.xlsx"
    assert made.one.panes.account.chip("conflicts").text().endswith("1")
    at.key(Qt.Key.Key_Down)
    assert "finns inte" in made.one.why.text()
    made.reject()


def test_a_wrong_password_is_asked_again(at: Hands, three: Partners) -> None:
    made = shown(at, three.folder / "in02.xlsx", three.folder / "locked03.xlsx")
    assert texts(made, 1)[-1] == "Låst: lösenord behövs"
    at.type("fel")
    at.enter()
    at.until(lambda: made.batch is not None, "the plan")
    assert made.one.unlock.field.line.text() == ""
    assert at.focus is made.one.unlock.field.line
    at.type(WORD)
    at.enter()
    at.until(lambda: made.batch is not None and len(made.batch.plans) == 2, "the other plan")
    made.reject()


def test_a_file_can_be_left_out(at: Hands, three: Partners) -> None:
    made = shown(at, three.folder / "in02.xlsx", three.folder / "in03.xlsx")
    made.files.setCurrentCell(0, 0)
    press(at, made.leave_button)
    at.until(lambda: made.batch is not None, "the plan")
    assert texts(made, 0) == ["in02.xlsx"]
    assert texts(made, 1) == ["Klar"]
    made.reject()


def test_what_is_here_already_is_said_to_be(at: Hands, three: Partners) -> None:
    made = shown(at, three.folder / "in02.xlsx", three.folder / "in03.xlsx")
    press(at, made.take_button)
    closed(at)
    copies = [Path(copyfile(three.folder / "in02.xlsx", three.folder / f"{n}.xlsx")) for n in "ab"]
    made = shown(at, *copies)
    assert texts(made, 1) == ["Inget nytt", "Inget nytt"]
    assert made.take_button.isEnabled(), "what its sender has is noted all the same"
    made.reject()
    made = shown(at, three.folder / "y.xlsx", three.folder / "z.xlsx")
    assert not made.take_button.isEnabled()
    assert made.foot.why.text() == "Inget nytt att läsa in."
    made.reject()


def test_a_register_that_changed_meanwhile_is_planned_again(at: Hands, three: Partners) -> None:
    made = shown(at, three.folder / "in02.xlsx", three.folder / "in03.xlsx")
    with open_register(three.centre.path) as register:
        person(register, "Nils")
    press(at, made.take_button)
    assert "har ändrats" in told(at)
    assert not made.take_button.isEnabled()
    made.again_button.click()
    at.until(lambda: made.batch is not None, "the plan")
    at.window.activateWindow()
    made.activateWindow()
    press(at, made.take_button)
    closed(at)
    with open_register(three.centre.path, writing=False) as register:
        assert register.named(CONTACT, "Ny02")


def test_closing_while_reading_leaves_nothing(at: Hands, three: Partners) -> None:
    desk: Desk = at.place._desk
    assert at.window.doing is not None
    at.window.doing.files.take_files([three.folder / "in02.xlsx", three.folder / "in03.xlsx"])
    made = dialog(at, BatchDialog)
    made.reject()
    closed(at)
    at.until(lambda: not desk.tasks.busy, "the end of the work")


def test_warnings_must_be_heeded(
    at: Hands, three: Partners, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.exchange.planned.ReturnPlan.over_20_percent", True)
    made = shown(at, three.folder / "in02.xlsx", three.folder / "in03.xlsx")
    assert texts(made, 1) == ["Se efter först", "Se efter först"]
    assert made.warning.isVisible()
    assert not made.take_button.isEnabled()
    made.heed.setChecked(True)
    assert made.take_button.isEnabled()
    made.reject()


def test_rows_beyond_the_sheets_are_counted_and_shown(at: Hands, three: Partners) -> None:
    gone = three.folder / "gone.xlsx"
    with open_register(three.first.path) as register:
        writing.delete(register, CONTACT, three.shared)
        (centre,) = (each for each in neighbours(register) if each.role == "central")
        export(register, gone, Wish(to=centre.register_id))
    made = shown(at, three.folder / "in03.xlsx", gone)
    assert texts(made, 1) == ["Klar", "Klar; 1 att avgöra"]
    assert made._told.text().endswith("Och 1 utöver bladen.")
    made.files.setCurrentCell(1, 0)
    panes, chip = made.one.panes, made.one.panes.account.chip("conflicts")
    assert panes.account._beyond.isVisible()
    assert panes.account._beyond.text() == "Och 1 utöver bladen."
    assert panes.rows._speech(where_of(panes.rows._shown[0])) == "Utöver bladen"
    assert (chip.isEnabled(), chip.text()[-1]) == (True, "0")
    chip.click()
    at.until(lambda: panes.rows.rowCount() == 1, "the row")
    made.files.setCurrentCell(0, 0)
    assert not panes.account._beyond.isVisible()
    made.reject()


def test_damaged_lines_are_told_with_the_file(at: Hands, three: Partners) -> None:
    damaged = three.folder / "damaged.xlsx"
    book = load_workbook(three.folder / "in02.xlsx")
    book[LOG.sv]["A2"].value = "skräp"
    book.save(damaged)
    made = shown(at, damaged, three.folder / "in03.xlsx")
    made.files.setCurrentCell(texts(made, 0).index("damaged.xlsx"), 0)
    assert "1" in made.one.remarks._text.text()
    assert made.one.remarks.isVisible()
    made.files.setCurrentCell(texts(made, 0).index("in03.xlsx"), 0)
    assert not made.one.remarks.isVisible()
    made.reject()


@pytest.mark.parametrize("percent", [100, 175])
def test_the_sentence_of_the_foot_has_room(at: Hands, three: Partners, percent: int) -> None:
    at.window.theme.use("light", percent)
    made = shown(at, three.folder / "in02.xlsx", three.folder / "in03.xlsx")
    made.resize(1000, 700)
    at.rest()
    foot = made.foot
    buttons = made.leave_button.parentWidget()
    assert buttons is not None
    above = foot.why.geometry().bottom() < buttons.y()
    assert above == (percent > 100)
    assert foot.why.width() >= at.window.theme.metric(260)
    assert len({each.y() for each in buttons.children() if isinstance(each, QPushButton)}) == 1
    made.reject()
