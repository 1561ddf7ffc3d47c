"""The life of a row in its record: where it stands, the next step, and what that lacks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Value
from desktop_app.services.writing import put
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.box import FieldBox
from desktop_app.ui.record.panel import RecordPanel
from desktop_app.ui.record.parts import PartsBlock
from desktop_app.ui.record.radar import RadarBlock
from desktop_app.ui.record.steps import StepStrip
from desktop_app.ui.record.trip_help import CostHelp, HomecomingBlock
from tests.journeys.hands import around

PLANNED = {"status": "planned", "start_on": "2027-03-02", "end_on": "2027-03-05"}
OVER = {
    "status": "decided",
    "start_on": "2026-03-02",
    "end_on": "2026-03-05",
    "purpose": "Se hur de gör.",
    "decided_by": "Alva Chefsson",
    "decided_on": "2026-02-01",
}


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


def made(desk: Desk, entity: str, **given: str) -> str:
    """Write a row."""
    return desk.session.do(lambda reg: put(reg, CATALOGUE[entity], None, given)).id


def trip(desk: Desk, **given: str) -> str:
    """Write a trip."""
    office = desk.session.register.facts.office
    return made(desk, "trip", title="Resa", organisation=office, **given)


def value(desk: Desk, entity: str, id_: str, field: str) -> Value:
    """Return what the register has in a field."""
    return desk.session.register.row(CATALOGUE[entity], id_).values.get(field)


def focused() -> QWidget:
    """Return what has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key) -> None:
    """Press a key on what has the focus."""
    QTest.keyClick(focused(), key)


def strip(panel: RecordPanel) -> StepStrip:
    """Return the strip under the title."""
    return panel.header.steps


def names(panel: RecordPanel) -> list[str]:
    """Return what the strip says is missing."""
    return [link.text() for link in strip(panel).links]


def block(panel: RecordPanel, kind: type[QWidget], part: str = "") -> QWidget:
    """Return a block of the page that is shown."""
    found = [each for each in panel._pages("trip").page.blocks if isinstance(each, kind)]
    if part:
        found = [e for e in found if isinstance(e, PartsBlock) and e.part.name == part]
    return found[0]


def test_where_it_stands_is_said_in_words_and_the_step_is_taken(
    desk: Desk, panel: RecordPanel
) -> None:
    id_ = trip(desk, **PLANNED)
    panel.show_row("trip", id_)
    assert strip(panel).life.text.startswith("✓ Utkast ● Planerad ○ Beslutad ○ Genomförd")
    assert "Planerad, nu" in strip(panel).life.accessibleName()
    assert names(panel) == ["Syfte", "Beslutsfattare", "Beslutsdatum"]
    given = {"purpose": "Se hur de bygger om.", "decided_by": "Alva", "decided_on": "2026-11-20"}
    desk.session.do(lambda reg: put(reg, CATALOGUE["trip"], id_, given))
    assert names(panel) == []
    strip(panel).next.setFocus()
    press(Qt.Key.Key_Return)
    assert value(desk, "trip", id_, "status") == "decided"
    assert "✓ Planerad ● Beslutad" in strip(panel).life.text


def test_what_is_missing_is_refused_in_a_sentence_with_links_that_lead_there(
    desk: Desk, panel: RecordPanel
) -> None:
    id_ = trip(desk, **OVER)
    panel.show_row("trip", id_)
    assert "✓ Beslutad ● Genomförd enligt datum" in strip(panel).life.text
    assert strip(panel).lead.text() == "Resan är avslutad: rapportera."
    panel.take_next_step()
    assert value(desk, "trip", id_, "status") == "decided"
    assert "Det går inte" in strip(panel).lacks.text()
    assert names(panel) == ["Sammanfattning", "Lärdomar", "Åtgärd: vad", "Kostnad: utfall"]
    assert strip(panel).links[0].hasFocus()
    press(Qt.Key.Key_Space)
    box = around(focused(), FieldBox)
    assert box is not None
    assert box.field.name == "summary"
    strip(panel).links[2].click()
    box = around(focused(), FieldBox)
    assert box is not None
    assert box.field.name == "what", "the part is begun"
    given = {"no_action_reason": "Inget att göra."}
    desk.session.do(lambda reg: put(reg, CATALOGUE["trip"], id_, given))
    assert names(panel) == ["Sammanfattning", "Lärdomar", "Kostnad: utfall"]


def test_a_field_that_is_led_to_is_in_sight(desk: Desk, panel: RecordPanel, qtbot: QtBot) -> None:
    panel.resize(620, 420)
    panel.show_row("trip", trip(desk, **PLANNED))
    panel.show_field("sustainability")
    qtbot.waitUntil(lambda: around(QApplication.focusWidget(), FieldBox) is not None)
    box = around(QApplication.focusWidget(), FieldBox)
    assert box is not None
    assert box.field.name == "sustainability"
    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect() == box.rect(), timeout=1000)


def test_what_is_only_wished_stops_nothing_and_lives_end_aside(
    desk: Desk, panel: RecordPanel
) -> None:
    office = desk.session.register.facts.office
    id_ = made(desk, "network", name="Prov", responsible=office, status="assessing")
    panel.show_row("network", id_)
    assert names(panel)[0] == "Medlem sedan (bra att ha)"
    panel.take_next_step()
    assert value(desk, "network", id_, "status") == "active"
    rest = [each for each in strip(panel)._menu.actions() if "vila" in each.text()]
    rest[0].trigger()
    assert value(desk, "network", id_, "status") == "dormant"
    assert strip(panel).life.text == "● Vilande"
    panel.show_row("contact", made(desk, "contact", family_name="Prov", status="active"))
    assert strip(panel).isHidden(), "a contact has no steps to walk"


def test_the_radar_is_found_beside_the_plan_and_follows_it(desk: Desk, panel: RecordPanel) -> None:
    other = trip(desk, start_on="2026-05-04", end_on="2026-05-06")
    made(desk, "stop", trip=other, city="Bryssel", country="BE")
    id_ = trip(desk, **PLANNED)
    panel.show_row("trip", id_, "radar")
    radar = block(panel, RadarBlock)
    assert isinstance(radar, RadarBlock)
    assert other not in [each.row.id for each in radar.radar.visits]
    made(desk, "stop", trip=id_, city="Brussels", country="BE")
    assert radar.radar.visits[0].row.id == other
    seen: list[tuple[str, str]] = []
    desk.ways.row.connect(lambda *at: seen.append(at))
    assert radar.focus_first()
    press(Qt.Key.Key_Return)
    assert seen == [("trip", other)]
    assert radar.at_once.isHidden()
    third = trip(desk, start_on="2027-03-04", end_on="2027-03-04")
    made(desk, "stop", trip=third, city="Bruxelles", country="BE")
    assert "Samtidigt i samma stad: Resa" in radar.at_once.text.text()


def test_every_warning_stands_at_its_place(desk: Desk, panel: RecordPanel) -> None:
    id_ = trip(desk, **PLANNED)
    panel.show_row("trip", id_, "decision")
    made(desk, "leg", trip=id_, mode="flight")
    reason = next(
        each
        for each in panel.findChildren(FieldBox)
        if each.isVisible() and each.field.name == "flight_reason"
    )
    assert any("skälet för flyg saknas" in each.text() for each in reason.findChildren(QLabel))
    made(desk, "funding", trip=id_, funder="Exempelbolaget AB", kind="other")
    assert "Exempelbolaget AB betalar" in panel.header.warning.text.text()
    panel.header.warning.button.click()
    funding = block(panel, PartsBlock, "funding")
    assert isinstance(funding, PartsBlock)
    assert "Exempelbolaget AB betalar" in funding.warning.text.text()
    assert panel.header.warning.isHidden() or "Exempel" not in panel.header.warning.text.text()


def test_money_and_report_have_short_ways(desk: Desk, panel: RecordPanel) -> None:
    id_ = trip(desk, **OVER, questions="Vem betalar?\nHur länge?")
    made(desk, "leg", trip=id_, mode="flight")
    first = made(desk, "cost", trip=id_, item="travel", budget="1000", currency="SEK")
    second = made(desk, "cost", trip=id_, item="other", budget="50", currency="SEK")
    panel.show_row("trip", id_, "money")
    costs, short = block(panel, PartsBlock, "cost"), block(panel, CostHelp)
    assert isinstance(costs, PartsBlock)
    assert isinstance(short, CostHelp)
    assert short.surcharge.button.text().endswith(": 500,00 SEK")
    assert "50 % av biljetterna, 1" in short.by_air.text()
    costs.lines.focus_line(second)
    QTest.keyClicks(focused(), "=")
    assert value(desk, "cost", second, "outcome") == "50.00"
    assert value(desk, "cost", first, "outcome") is None
    short.surcharge.button.click()
    assert not short.surcharge.button.isVisible()
    short.costs.button.click()
    assert value(desk, "cost", first, "outcome") == "1000.00"
    panel.show_row("trip", id_, "result")
    report = block(panel, HomecomingBlock)
    assert isinstance(report, HomecomingBlock)
    report.headings.button.click()
    assert value(desk, "trip", id_, "summary") == "Vem betalar?\n\nHur länge?"
    assert not report.headings.button.isVisible()
