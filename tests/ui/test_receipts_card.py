"""Receipts at the window: what became of what was sent, in a line, in full, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from pytestqt.qtbot import QtBot

from desktop_app.domain.receipts import DECLINED, ENDINGS, WAITING, Ending, Line, Receipt
from desktop_app.domain.words import same
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.register import Register
from desktop_app.storage import receipts
from desktop_app.storage.connection import transaction
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.exchange.page import ExchangePage
from desktop_app.ui.pages.exchange.receipt_dialog import ReceiptDialog
from desktop_app.ui.pages.exchange.receipt_rows import HEADINGS, OUTCOME, say_lines
from desktop_app.ui.pages.exchange.receipts import Receipts
from desktop_app.ui.pages.exchange.told import LATEST, Told, latest_told, tone_of
from desktop_app.ui.pages.parts import Line as PageLine
from desktop_app.ui.paper.preview import PaperDialog
from tests.journeys.going import dialog
from tests.journeys.hands import Hands
from tests.services.partners import CENTRE, FIRST, Partners, partners_in, person, phone, take
from tests.ui.at_window import boxes, complaints

OFTEN = 3
SECRETLESS = "Rad {n}"


def line(number: int, ending: Ending) -> Line:
    reason = same("Därför.") if ending in DECLINED else None
    return Line("Kontakter", number, "contact", "", SECRETLESS.format(n=number), ending, "", reason)


def receipt(*endings: Ending, id_: str = "r", at: str = "2026-11-20T09:12:00+01:00") -> Receipt:
    """Return a receipt for a file with two rows more than are told of."""
    lines = tuple(line(n, ending) for n, ending in enumerate(endings, 3))
    return Receipt(id_, "", "e", at, "till oss.xlsx", FIRST, len(lines) + 2, 2, 0, lines)


def tell(register: Register, *told: Receipt) -> None:
    """Keep receipts as they come back from the first office."""
    with transaction(register.db):
        for each in told:
            receipts.store_told(register.db.conn, each, "11111111-1111-4111-8111-111111111111")


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[Path], Hands]]:
    """Return what opens a register in the window, at the page."""
    del qtbot
    running: list[Hands] = []

    def begin(path: Path) -> Hands:
        running.append(Hands(tmp_path / "home", path))
        running[-1].place.go("exchange")
        page = card(running[-1])
        running[-1].until(lambda: page.state is not None and page._task is None, "the counts")
        return running[-1]

    yield begin
    for hands in running:
        left = boxes()
        hands.close()
        assert left == []
        assert complaints(hands) == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a register without anything."""
    path = tmp_path / "a.knreg"
    new_register(path, CENTRE, central=True).close()
    return path


def card(hands: Hands) -> ExchangePage:
    page = hands.place.page
    assert isinstance(page, ExchangePage)
    return page


def lines(hands: Hands) -> list[str]:
    """Return what the lines of the card say."""
    hands.rest()
    found = card(hands).receipts.findChildren(PageLine)
    return [each.accessibleName() for each in found if each.isVisibleTo(card(hands))]


def test_without_receipts_the_card_says_when_they_come(
    at: Callable[[Path], Hands], file: Path
) -> None:
    hands = at(file)
    assert lines(hands) == []
    texts = [each.text() for each in card(hands).receipts.findChildren(type(card(hands)._title))]
    assert texts[0] == "Kvitton"
    assert any(text.startswith("Inga än.") for text in texts)


def test_what_came_back_stands_in_words_with_what_waits(
    at: Callable[[Path], Hands], file: Path
) -> None:
    with open_register(file) as register:
        tell(register, receipt("changed", "changed", "changed", "conflict", "refused"))
    hands = at(file)
    (said,) = lines(hands)
    assert said.startswith(f"{FIRST}: 3 ändrade, 1 väntar, 1 avvisad till oss.xlsx · 2026-11-20")
    hands.window.speech.use("en")
    (said,) = lines(hands)
    assert said.startswith(f"{FIRST}: 3 changed, 1 waits, 1 refused till oss.xlsx")


def test_both_ends_of_an_exchange_have_the_receipt(
    at: Callable[[Path], Hands], tmp_path: Path
) -> None:
    made: Partners = partners_in(tmp_path / "exchange")
    made.send(made.centre, made.first, "joining")
    phone(made.centre, made.shared, "08-465 004 05")
    phone(made.first, made.shared, "08-465 004 02")
    person(made.first, "Nils")
    take(made.centre, made.send(made.first, made.centre, "in"))
    take(made.first, made.send(made.centre, made.first, "back"))
    made.close()
    (said,) = lines(at(made.centre.path))
    assert said.startswith(f"{FIRST}: 1 tillagd, 1 väntar in.xlsx")
    assert said.endswith("skickas med nästa arbetsbok")
    with open_register(made.first.path, writing=False) as register:
        there = latest_told(register)[0]
    assert (there.office, there.sums.into("sv")) == (CENTRE, "1 tillagd, 1 väntar")
    assert not there.given


def test_only_the_newest_are_shown_and_that_is_said(
    at: Callable[[Path], Hands], file: Path
) -> None:
    with open_register(file) as register:
        days = range(1, LATEST + 3)
        new: list[Ending] = ["new"]
        told = [receipt(*new * n, id_=f"r{n}", at=f"2026-11-{n:02}T09:12") for n in days]
        tell(register, *told)
    hands = at(file)
    assert len(lines(hands)) == LATEST
    assert f": {LATEST + 2} tillagda" in lines(hands)[0]
    texts = [each.text() for each in card(hands).receipts.findChildren(type(card(hands)._title))]
    assert f"Om det vi skickat: de {LATEST} senaste" in texts


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_ending_is_counted_and_marked(file: Path, ending: Ending) -> None:
    with open_register(file) as register:
        tell(register, receipt(*[ending] * OFTEN))
        (told,) = latest_told(register)
    for language in ("sv", "en"):
        assert told.sums.into(language).startswith(f"{OFTEN} ")
        assert "," not in told.sums.into(language)
    wanted = "warning" if ending in WAITING else "error" if ending in DECLINED else ""
    assert (told.tone, tone_of(ending)) == (wanted, wanted)


def test_what_waits_marks_a_receipt_before_what_was_refused(file: Path) -> None:
    with open_register(file) as register:
        tell(register, receipt("refused", "doubt", "new"))
        assert latest_told(register)[0].tone == "warning"
        tell(register, receipt())
        assert latest_told(register)[0].sums.into("sv") == "Inget ändrat"


def told_of(*endings: Ending) -> Told:
    return Told(receipt(*endings), FIRST, given=False, arrived=True, sums=same(""), tone="")


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk) -> Iterator[Callable[..., ReceiptDialog]]:
    """Return what opens a receipt and waits for its rows."""

    def shown(*endings: Ending) -> ReceiptDialog:
        made = ReceiptDialog(desk, told_of(*endings))
        qtbot.addWidget(made)
        made.open()
        qtbot.waitUntil(lambda: made._task is None)
        return made

    yield shown
    desk.tasks.close()


def column(made: ReceiptDialog, number: int) -> list[str]:
    rows = made.rows
    return [str(rows.data(rows.index(row, number))) for row in range(rows.rowCount())]


def test_the_dialog_shows_each_row_what_waits_first(
    shown: Callable[..., ReceiptDialog], desk: Desk
) -> None:
    made = shown("new", "refused", "doubt")
    assert column(made, 0) == ["Väntar: en fråga", "Inte inläst", "Tillagd"]
    assert column(made, 1) == ["Kontakter"] * 3
    assert column(made, 2) == ["5", "4", "3"]
    assert column(made, 3) == ["Rad 5", "Rad 4", "Rad 3"]
    assert column(made, 4) == ["", "Därför.", ""]
    assert made.why.text() == ""
    made.table.selectRow(1)
    assert made.why.text() == "Därför."
    role = Qt.ItemDataRole.BackgroundRole
    back = [made.rows.data(made.rows.index(row, OUTCOME), role) for row in range(3)]
    colours = desk.theme.colours
    assert [brush.color() if isinstance(brush, QBrush) else None for brush in back] == [
        colours.warning_back,
        colours.error_back,
        None,
    ]


def test_the_rows_are_searched(shown: Callable[..., ReceiptDialog]) -> None:
    made = shown("new", "refused", "doubt")
    made.search.setText("DARFOR")
    assert column(made, 3) == ["Rad 4"]
    assert made.why.text() == "Därför."
    made.search.setText("finns inte")
    assert column(made, 1) == []
    assert made._none.isVisible()
    assert made._none.text() == "Inga rader stämmer med det."
    made.search.clear()
    assert len(column(made, 1)) == 3
    assert not made._none.isVisible()


def test_a_receipt_without_rows_says_so(shown: Callable[..., ReceiptDialog]) -> None:
    made = shown()
    assert made._none.isVisible()
    assert made._none.text() == "Ingen rad ändrade något."


def test_closing_at_once_leaves_nothing(qtbot: QtBot, desk: Desk) -> None:
    made = ReceiptDialog(desk, told_of("new"))
    qtbot.addWidget(made)
    made.open()
    made.reject()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    desk.tasks.close()


def test_a_click_opens_the_receipt_and_it_is_printed(
    at: Callable[[Path], Hands], file: Path
) -> None:
    with open_register(file) as register:
        tell(register, receipt("changed", "conflict", "refused"))
    hands = at(file)
    (found,) = card(hands).receipts.findChildren(PageLine)
    found.click()
    made = dialog(hands, ReceiptDialog)
    hands.until(lambda: made.rows.rowCount() == 3, "the rows")
    assert hands.focus is made.table
    made.print_button.click()
    paper = dialog(hands, PaperDialog)
    hands.until(paper.save_button.isEnabled, "the pages")
    assert paper.sheets.count == 1
    paper.reject()
    made.reject()


def test_headings_have_a_cell_each() -> None:
    (said,) = say_lines(receipt("merged"), "sv", lambda *_done: None)
    assert len(said.cells) == len(HEADINGS)
    unnumbered = replace(receipt("new"), lines=(replace(line(0, "new"), number=0),))
    assert say_lines(unnumbered, "sv", lambda *_done: None)[0].cells[2] == ""


def test_somebody_nobody_named_is_called_that(qtbot: QtBot, desk: Desk) -> None:
    made = Receipts(desk)
    qtbot.addWidget(made)
    nobody = replace(told_of("new"), office="", given=True, sums=same("1 tillagd"))
    made.show_told([nobody])
    (said,) = made.findChildren(PageLine)
    assert said.accessibleName().startswith("Ingen namngiven: 1 tillagd")
