"""J4: a trip is planned, and the next one begins from it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.opening import open_register
from desktop_app.services.writing import put
from desktop_app.ui.editors.box import FieldBox
from desktop_app.ui.find import FOUND, FindDialog
from desktop_app.ui.record.parts import PartsBlock
from desktop_app.ui.record.radar import RadarBlock, RadarHint
from tests.journeys.conftest import Start
from tests.journeys.hands import Hands, around, ask

TITLE = "Bostäder i Łódź på vintern"
PURPOSE = "Se hur staden bygger om\nutan att flytta de boende."
ALT = Qt.KeyboardModifier.AltModifier
UNFINISHED = "Vad kostar det per lägenhet"


@pytest.fixture
def lodz(sample_path: Path) -> Path:
    """Return a register with somebody in Łódź, and a trip that went there."""
    with open_register(sample_path) as register:

        def made(entity: str, **given: str) -> str:
            return put(register, CATALOGUE[entity], None, given).id

        made("contact", given_name="Zofia", family_name="Żółkowska-Prov", city="Łódź")
        made("contact", given_name="Örnfrid", family_name="Åkesson-Prov")
        before = made(
            "trip",
            title="Textilhusen som blev bostäder",
            organisation=register.facts.office,
            start_on="2025-05-06",
            end_on="2025-05-07",
            lessons="Börja med taken.",
        )
        made("stop", trip=before, city="Lodz", country="PL")
        made("action", trip=before, what="Räkna på taken", status="open")
    return sample_path


def begin_trip(hands: Hands, office: str) -> None:
    """Begin a trip: what it cannot be without."""
    hands.type("stu")
    hands.control(Qt.Key.Key_N)
    hands.fill(title=TITLE)
    hands.choose("organisation", office)
    hands.fill(start_on="2027-02-08", end_on="2027-02-10")


def plan_stop(hands: Hands) -> None:
    """Say where the journey goes."""
    hands.add_part("stop")
    hands.fill(city="Łódź")
    hands.choose("country", "polen")
    hands.key(Qt.Key.Key_Escape)


def trip_of(path: Path) -> dict[str, Any]:
    """Return what a fresh process shows of the trip."""
    rows = [row for row in ask("list", path, "trip") if row["title"] == TITLE]
    assert len(rows) == 1
    card: dict[str, Any] = ask("show", path, "trip", rows[0]["id"])
    return card


def office_of(path: Path) -> str:
    """Return the name of the organisation a register is of."""
    name: str = ask("info", path)["organisation"]
    return name


def plain(values: dict[str, Any], *names: str) -> list[Any]:
    """Return some values of a row."""
    return [values.get(name) for name in names]


def see_who_has_been_there(hands: Hands) -> str:
    """Turn to the trips of others, and return what stands there of the first one."""
    hands.control(Qt.Key.Key_PageDown)
    block = around(hands.focus, RadarBlock)
    assert block is not None
    return f"{block.visits.lines.lines[0].item.title} · {block.visits.lines.lines[0].item.rest}"


def plan_programme(hands: Hands) -> None:
    """Say when, where and whom, and who travels."""
    hands.control(Qt.Key.Key_PageDown)
    hands.add_part("programme")
    hands.fill(date="2027-02-08", time="9.30", place="Księży Młyn")
    hands.choose("contact", "żółk")
    hands.fill(topic="Kvarboende under ombyggnad")
    hands.control(Qt.Key.Key_Return)
    hands.fill(date="2027-02-09", topic="Avslut")
    hands.key(Qt.Key.Key_Escape)
    hands.add_part("participant")
    hands.choose("contact", "örnfr")
    hands.key(Qt.Key.Key_Escape)


def plan_journey(hands: Hands) -> None:
    """Say how one gets there: by air, which has to be explained and approved."""
    hands.control(Qt.Key.Key_PageDown)
    hands.fill(digital_alternative=" ", digital_reason="Det byggda går inte att se på en skärm.")
    hands.add_part("leg")
    hands.fill(**{"from": "Stockholm", "to": "Łódź", "date": "2027-02-08", "mode": "Fly"})
    hands.key(Qt.Key.Key_Escape)
    said = hands.place.record.findChildren(FieldBox)
    (reason,) = [each for each in said if each.isVisible() and each.field.name == "flight_reason"]
    texts = [label.text() for label in reason.findChildren(QLabel)]
    assert any("skälet för flyg saknas" in text for text in texts), "said at once, at its place"
    hands.fill(flight_reason="Tåget tar två dygn.", flight_approved_by="Alva Chefsson")
    hands.fill(flight_approved_on="2027-01-10")


def plan_money(hands: Hands) -> None:
    """Say what the journey may cost; the climate surcharge is one key."""
    hands.control(Qt.Key.Key_PageDown)
    hands.add_part("cost")
    hands.fill(item="R", budget="12 500,50")
    hands.choose("currency", "SEK")
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_K, ALT)
    hands.until(lambda: "Klimatpåslaget" in hands.said, "the surcharge")


def decide(hands: Hands) -> None:
    """Take the plan through its steps; what the decision lacks is said and led to."""
    hands.key(Qt.Key.Key_F9)
    hands.key(Qt.Key.Key_F9)
    steps = hands.place.record.header.steps
    assert "går inte" in steps.lacks.text()
    assert [link.text() for link in steps.links] == ["Beslutsfattare", "Beslutsdatum"]
    hands.enter()
    hands.fill(decided_by="Alva Chefsson", decided_on="2027-01-12")
    hands.key(Qt.Key.Key_F9)


def test_a_trip_is_planned_with_the_keyboard(start: Start, lodz: Path) -> None:
    office = office_of(lodz)
    hands = start(lodz)
    begin_trip(hands, office)
    plan_stop(hands)
    assert trip_of(lodz)["values"]["status"] == "draft"  # nobody has to say so
    hands.fill(purpose=PURPOSE, questions="Vem betalar?")
    planned = hands.steps
    told = see_who_has_been_there(hands)
    for text in ("Textilhusen", "Samma stad: Łódź", "Lärdom: Börja med taken.", "Räkna på taken"):
        assert text in told
    plan_programme(hands)
    plan_journey(hands)
    plan_money(hands)
    decide(hands)
    print(f"J4: {hands.steps} keys from nothing to a decided trip, {planned} of them for the plan")
    card = trip_of(lodz)  # the window is open still: each field was saved as it was left
    values = card["values"]
    names = ("start_on", "end_on", "purpose", "questions", "status", "digital_alternative")
    dates, why = ["2027-02-08", "2027-02-10"], [PURPOSE, "Vem betalar?"]
    assert plain(values, *names) == [*dates, *why, "decided", True]
    assert values["flight_reason"] == "Tåget tar två dygn."
    assert values["decided_by"] == "Alva Chefsson"
    assert card["texts"]["organisation"] == office
    (stop,) = card["parts"]["stop"]
    assert plain(stop, "city", "country") == ["Łódź", "PL"]
    item, last = card["parts"]["programme"]
    assert plain(last, "date", "topic", "contact") == ["2027-02-09", "Avslut", None]
    assert ask("show", lodz, "contact", item["contact"])["title"] == "Zofia Żółkowska-Prov"
    assert plain(item, "date", "time", "topic") == [
        "2027-02-08",
        "09:30",
        "Kvarboende under ombyggnad",
    ]
    (person,) = card["parts"]["participant"]
    assert ask("show", lodz, "contact", person["contact"])["title"] == "Örnfrid Åkesson-Prov"
    costs = {cost["item"]: cost["budget"] for cost in card["parts"]["cost"]}
    assert costs == {"travel": "12500.50", "climate_surcharge": "6250.25"}
    assert hands.steps <= 75


def test_tab_goes_on_from_where_one_is(start: Start, lodz: Path) -> None:
    hands = start(lodz)
    begin_trip(hands, office_of(lodz))
    plan_stop(hands)
    (line,) = stops_of(hands).lines.lines
    assert line.hasFocus()
    hands.key(Qt.Key.Key_Tab)
    assert stops_of(hands).add_button.hasFocus()
    hands.key(Qt.Key.Key_Tab)
    hint = around(hands.focus, RadarHint)
    assert hint is not None
    assert hint.text.text() == "En annan resa i registret går dit."
    hands.key(Qt.Key.Key_Tab)
    assert hands.field == "purpose"
    hands.key(Qt.Key.Key_Backtab, times=3)
    hands.enter()
    assert hands.field == "city"
    hands.walk_to("host")
    hands.key(Qt.Key.Key_Tab)
    close = hands.focus
    assert isinstance(close, QPushButton)
    assert close.text() == "Klar", "what closes the form stands under it"


def stops_of(hands: Hands) -> PartsBlock:
    """Return the stops of the trip that is shown."""
    blocks = hands.place.record.findChildren(PartsBlock)
    return next(each for each in blocks if each.isVisible() and each.part.name == "stop")


def test_who_has_been_in_the_city_before(start: Start, lodz: Path) -> None:
    hands = start(lodz)
    hands.control(Qt.Key.Key_K)
    hands.type("lodz")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FindDialog)
    items = [dialog.list.item(row) for row in range(dialog.list.count())]
    found = {item.text(): item.data(FOUND)[0] for item in items if item.data(FOUND)}
    trips = [text for text, entity in found.items() if entity == "trip"]
    assert any("Textilhusen som blev bostäder" in text for text in trips)
    assert any("Zofia" in text for text, entity in found.items() if entity == "contact")


def test_the_next_trip_begins_from_the_one_before(start: Start, lodz: Path) -> None:
    before = len(ask("list", lodz, "trip"))
    hands = start(lodz)
    hands.find("textilhusen")
    hands.control(Qt.Key.Key_D)
    hands.until(lambda: "kopia" in hands.place.record.header.title.text(), "the copy")
    assert hands.steps == 3
    rows = ask("list", lodz, "trip")
    assert len(rows) == before + 1
    copy = next(row for row in rows if row["title"] == "Textilhusen som blev bostäder (kopia)")
    assert copy["start_on"] > "2026-11-21"
    assert [s["city"] for s in ask("show", lodz, "trip", copy["id"])["parts"]["stop"]] == ["Lodz"]
    hands.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(ask("list", lodz, "trip")) == before


TYPING = """
import sys
from pathlib import Path
from tests.journeys.hands import Hands
from tests.journeys.test_j4_plan_trip import PURPOSE, UNFINISHED, begin_trip

hands = Hands(Path(sys.argv[1]), Path(sys.argv[2]))
begin_trip(hands, sys.argv[3])
hands.fill(purpose=PURPOSE)
hands.type(UNFINISHED)
hands.rest(2500)
print("typed", flush=True)
hands.rest(60_000)
"""


def killed_while_typing(home: Path, path: Path) -> None:
    """Begin a trip in another process, and kill that in the middle of a field."""
    arguments = [str(home), str(path), office_of(path)]
    with subprocess.Popen(
        [sys.executable, "-c", TYPING, *arguments], stdout=subprocess.PIPE, text=True
    ) as typing:
        assert typing.stdout is not None
        assert typing.stdout.readline().strip() == "typed"
        typing.kill()


def test_nothing_is_left_behind_when_the_program_is_killed(
    start: Start, home: Path, lodz: Path
) -> None:
    killed_while_typing(home, lodz)
    values = trip_of(lodz)["values"]
    names = ("start_on", "end_on", "purpose", "questions")
    assert plain(values, *names) == ["2027-02-08", "2027-02-10", PURPOSE, None]
    hands = start()
    hands.find("łódź på vintern")
    hands.enter()
    hands.walk_to("questions")
    assert hands.focus.toPlainText() == UNFINISHED  # type: ignore[attr-defined]
    hands.key(Qt.Key.Key_Tab)
    assert trip_of(lodz)["values"]["questions"] == UNFINISHED
