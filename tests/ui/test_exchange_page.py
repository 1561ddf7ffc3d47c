"""The page of the exchange: counts, the table of those who take part, both roles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.opening import new_register, open_register
from desktop_app.ui.pages.exchange.page import ExchangePage
from desktop_app.ui.pages.parts import Line
from desktop_app.ui.sending.post import PostDialog
from tests.journeys.hands import Hands
from tests.services.partners import CENTRE, FIRST, Partners, partners_in, person, phone, take
from tests.ui.at_window import boxes, complaints, notice

Open = Callable[[Path], ExchangePage]


@pytest.fixture
def three(tmp_path: Path) -> Partners:
    """Return registers of one exchange, closed; the centre has met one office and differs."""
    made = partners_in(tmp_path / "exchange")
    phone(made.centre, made.shared, "08-465 004 05")
    phone(made.first, made.shared, "08-465 004 02")
    take(made.centre, made.send(made.first, made.centre, "in"))
    made.close()
    return made


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[Path], Hands]]:
    """Return what opens a register in the window, at the page."""
    del qtbot
    running: list[Hands] = []

    def begin(path: Path) -> Hands:
        running.append(Hands(tmp_path / "home", path))
        running[-1].place.go("exchange")
        wait(running[-1])
        return running[-1]

    yield begin
    for hands in running:
        left = boxes()
        hands.close()
        assert left == []
        assert complaints(hands) == []


def page_of(hands: Hands) -> ExchangePage:
    """Return the page."""
    page = hands.place.page
    assert isinstance(page, ExchangePage)
    return page


def wait(hands: Hands) -> ExchangePage:
    """Wait until the page has counted."""
    page = page_of(hands)
    hands.until(lambda: page.state is not None and page._task is None, "the counts")
    return page


def column(page: ExchangePage, number: int) -> list[str]:
    """Return the texts of a column of the table."""
    table = page.offices.table
    items = [table.item(row, number) for row in range(table.rowCount())]
    return [item.text() for item in items if item is not None]


def test_the_centre_sees_everybody(at: Callable[[Path], Hands], three: Partners) -> None:
    page = page_of(at(three.centre.path))
    names = column(page, 0)
    assert len(names) > 40
    place = names.index(FIRST)
    assert column(page, 1)[place] == "Anna Prov"
    assert column(page, 2)[place] == "Hörs av"
    assert column(page, 4)[place] == "aldrig"
    assert column(page, 5)[place] == "1 ändringar väntar"
    assert column(page, 2)[names.index("AB Stokab")] == "Har inte hörts av"
    assert page.send_button.text() == "Sänd till alla (1) …"
    (line, *_others) = page.waits.findChildren(Line)
    assert line.accessibleName().startswith("Olika uppgifter att avgöra: 1")


def test_the_table_is_searched_and_filtered(at: Callable[[Path], Hands], three: Partners) -> None:
    hands = at(three.centre.path)
    offices = page_of(hands).offices
    offices.search.setText("miljo")
    assert FIRST in column(page_of(hands), 0)
    assert len(column(page_of(hands), 0)) < 5
    offices.silent.setChecked(True)
    assert FIRST not in column(page_of(hands), 0)
    offices.search.setText("finns inte")
    assert not offices.table.isVisible()
    assert offices._none.text() == "Ingen stämmer med det."


def test_enter_on_a_row_sends_to_it(at: Callable[[Path], Hands], three: Partners) -> None:
    hands = at(three.centre.path)
    offices = page_of(hands).offices
    assert not offices.send_button.isEnabled()
    offices.search.setText("anna prov")
    offices.table.setFocus()
    hands.enter()
    assert [each.name for each in offices.selected] == [FIRST]
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, PostDialog)
    assert shown.windowTitle() == f"Skicka till {FIRST}"
    shown.reject()


def test_those_without_a_register_cannot_be_sent_to(
    at: Callable[[Path], Hands], three: Partners
) -> None:
    offices = page_of(at(three.centre.path)).offices
    offices.search.setText("stokab")
    offices.table.selectRow(0)
    assert offices.selected == []
    assert not offices.send_button.isEnabled()


def test_what_is_written_meanwhile_is_counted(at: Callable[[Path], Hands], three: Partners) -> None:
    hands = at(three.first.path)
    page = page_of(hands)
    assert page.outgoing._told.text().startswith("1 rad har ändrats (1 uppgifter)")
    hands.place._desk.session.do(lambda register: person(register, "Åke"))
    hands.until(lambda: page.outgoing._told.text().startswith("2 rader"), "the new count")


def test_another_language_at_once(at: Callable[[Path], Hands], three: Partners) -> None:
    hands = at(three.centre.path)
    hands.window.speech.use("en")
    page = page_of(hands)
    assert page.outgoing.heading.text() == "Send"
    assert page.offices.silent.text().startswith("Not heard from (")
    assert "Not heard from yet" in column(page, 2)
    header = page.offices.table.horizontalHeaderItem(0)
    assert header is not None
    assert header.text() == "Organisation"


@pytest.mark.parametrize("central", [True, False])
def test_an_empty_page_says_what_belongs_there(
    at: Callable[[Path], Hands], tmp_path: Path, central: bool
) -> None:
    path = tmp_path / "tom.knreg"
    new_register(path, CENTRE if central else FIRST, central=central).close()
    page = page_of(at(path))
    assert not page.send_button.isVisible()
    assert page.outgoing.anyone_button.isVisible()
    wanted = "Inget register har hört av sig än" if central else "Centralen är inte med"
    assert page.outgoing._told.text().startswith(wanted)
    assert "Inget." in page.waits.findChildren(type(page._title))[1].text()


def test_a_register_that_is_gone_is_told_and_nothing_breaks(
    at: Callable[[Path], Hands], three: Partners
) -> None:
    hands = at(three.centre.path)
    with open_register(three.centre.path) as register:
        person(register, "Nils")
    notice(hands)
    wait(hands)
