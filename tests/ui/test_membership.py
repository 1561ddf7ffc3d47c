"""Cost beside benefit in a network, the answer to a request, what remains of a project."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Value
from desktop_app.services import particulars
from desktop_app.services.writing import put
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.box import FieldBox
from desktop_app.ui.lists.columns import first_columns
from desktop_app.ui.record.answer import AnswerBlock, CriteriaBlock
from desktop_app.ui.record.benefit import BenefitBlock
from desktop_app.ui.record.block import Block
from desktop_app.ui.record.panel import RecordPanel
from desktop_app.ui.record.parts import PartsBlock
from desktop_app.ui.record.remainder import RemainderBlock
from desktop_app.ui.record.year_table import Cell, Line, YearTable
from tests.journeys.hands import around

B = TypeVar("B", bound=Block)
YEAR = date.today().year
LAST, THIS = str(YEAR - 1), str(YEAR)


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> Iterator[RecordPanel]:
    """Return a panel on the screen, with nothing in it."""
    made = RecordPanel(desk)
    qtbot.addWidget(made)
    made.resize(620, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.flush()
    QGuiApplication.clipboard().clear()  # without a screen it is freed too late, and crashes


def made(desk: Desk, entity: str, **given: str) -> str:
    """Write a row."""
    return desk.session.do(lambda reg: put(reg, CATALOGUE[entity], None, given)).id


def block(panel: RecordPanel, kind: type[B]) -> B:
    """Return a block of the page that is shown."""
    current = panel.current()
    assert current is not None
    found = panel._pages(current[0]).page.block(kind)
    assert isinstance(found, kind)
    return found


def press(widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Press a key on something that is seen."""
    assert widget.isVisible()
    widget.setFocus()
    QTest.keyClick(widget, key)


def field() -> str:
    """Return the name of the field that has the keyboard."""
    box = around(QApplication.focusWidget(), FieldBox)
    return "" if box is None else box.field.name


def escape() -> None:
    """Press Esc on what has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)


def values(desk: Desk, entity: str, owner: str) -> list[dict[str, Value]]:
    """Return the values of the parts of a network."""
    part = CATALOGUE[entity]
    found = particulars.parts(desk.session.register, part, part.by_name["network"], owner)
    return [dict(row.values) for row in found]


def network(desk: Desk) -> str:
    """Write a network with last year's fee in a foreign currency."""
    office = desk.session.register.facts.office
    id_ = made(desk, "network", name="Nät", responsible=office, status="active")
    fee = {"network": id_, "year": LAST, "amount": "10000", "currency": "EUR"}
    made(desk, "fee", rate="11.123456", **fee)
    return id_


def test_a_membership_shows_cost_beside_benefit_and_offers_short_ways(
    desk: Desk, panel: RecordPanel
) -> None:
    id_ = network(desk)
    panel.show_row("network", id_, "money")
    benefit = block(panel, BenefitBlock)
    kronor = "111\N{NO-BREAK SPACE}234,56\N{NO-BREAK SPACE}kr"
    assert benefit.table.text("I kronor", LAST) == kronor
    assert benefit.table.text("Avgift", THIS) == "–"
    assert "Ingen använder eller företräder" in benefit.alarm.text.text()
    press(benefit.kronor.button)
    assert values(desk, "fee", id_)[0]["amount_sek"] == "111234.56"
    press(benefit.fee.button)
    assert benefit.table.text("Avgift", THIS) == "10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}EUR"
    assert benefit.table.text("I kronor", THIS) == "kurs saknas"
    press(benefit.next.button)
    hidden = [each.button.isHidden() for each in (benefit.fee, benefit.kronor, benefit.next)]
    assert hidden == [True, True, True]


def test_each_year_that_is_shown_is_read_whole(desk: Desk, panel: RecordPanel) -> None:
    table = YearTable(desk, panel)
    fees = (Cell("140 866,75 kr"), Cell("153 149,09 kr"), Cell("–"))
    table.show_lines(["2024", "2025", "2026"], [Line("I kronor", fees)])
    table.show()
    heads = table.horizontalHeader()
    for width in range(160, 480, 20):
        table.resize(width, table.height())
        shown = [column for column in range(3) if not table.isColumnHidden(column)]
        assert shown
        assert all(heads.sectionSize(each) >= heads.sectionSizeHint(each) for each in shown)


def test_figures_lead_to_their_parts_and_this_years_review_is_begun_once(
    desk: Desk, panel: RecordPanel
) -> None:
    id_ = network(desk)
    panel.show_row("network", id_, "money")
    benefit = block(panel, BenefitBlock)
    benefit.focus_first()
    QTest.keyClick(benefit.table, Qt.Key.Key_Left)
    QTest.keyClick(benefit.table, Qt.Key.Key_Return)
    fees = block(panel, PartsBlock)
    assert fees.form is not None
    assert fees.form.isVisible(), "the fee of last year is open"
    assert values(desk, "fee", id_)[0]["year"] == YEAR - 1
    press(fees.add_button)
    assert field() == "amount", "the year is suggested"
    escape()
    assert len(values(desk, "fee", id_)) == 1, "nothing is written yet"
    press(benefit.review)
    assert field() == "rating"
    assert values(desk, "review", id_) == [], "nothing is written yet"
    escape()
    assert values(desk, "review", id_) == []
    made(desk, "review", network=id_, year=THIS, hours="3")
    assert benefit.table.text("Arbetstimmar", THIS) == "3"
    press(benefit.review)
    assert field() == "rating", "the review that was begun is gone on with"
    assert len(values(desk, "review", id_)) == 1


def test_the_answer_is_copied_in_the_language_of_who_asks(desk: Desk, panel: RecordPanel) -> None:
    given = {"received_on": "2026-11-05", "kind": "visit", "language": "en"}
    id_ = made(desk, "request", topic="Parker", assessment="goals", **given)
    panel.show_row("request", id_, "decision")
    assert block(panel, CriteriaBlock).sum.text() == "1 av 8 kriterier"
    answer = block(panel, AnswerBlock)
    assert answer.text.text().startswith("Dear Sir")
    press(answer.language, Qt.Key.Key_Up)
    assert answer.text.text().startswith("Hej!")
    said: list[str] = []
    desk.messages.said.connect(lambda text, *_rest: said.append(text))
    decided = {"decision": "declined", "reason": "Valveckan.", "assessment": "goals; nordic"}
    desk.session.do(lambda reg: put(reg, CATALOGUE["request"], id_, decided))
    assert block(panel, CriteriaBlock).sum.text() == "2 av 8 kriterier"
    press(answer.copy)
    assert said[-1].startswith("Kopierat")
    copied = QGuiApplication.clipboard().text()
    assert "Valveckan." in copied
    assert "\N{ZERO WIDTH SPACE}" not in copied
    panel.show_row("request", made(desk, "request", topic="Bad", **given), "decision")
    assert answer.text.text().startswith("Dear Sir"), "each request in its own language"


def test_what_remains_for_the_city_stands_by_the_amounts(desk: Desk, panel: RecordPanel) -> None:
    given = {"budget": "500000", "external_funding": "380000", "kind": "aid_project"}
    id_ = made(desk, "collaboration", title="Vatten", **given)
    panel.show_row("collaboration", id_)
    remainder = block(panel, RemainderBlock)
    text = remainder.warning.text.text().replace("\N{NO-BREAK SPACE}", " ")
    assert text.startswith("Återstår för staden: 120 000 kr.")
    press(remainder.own.button)
    row = desk.session.register.row(CATALOGUE["collaboration"], id_)
    assert row.values["own_share"] == "120000.00"
    assert remainder.own.button.isHidden()


def test_the_list_of_collaborations_has_what_auditors_ask_for() -> None:
    shown = first_columns(CATALOGUE["collaboration"])
    asked = ["organisation", "budget", "own_share", "external_funding", "start_on", "end_on"]
    assert shown[1:8] == [*asked, "result"]
