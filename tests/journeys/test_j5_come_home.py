"""J5: somebody comes home from a trip, and the office can read what it gave."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.opening import open_register
from desktop_app.services.writing import put
from desktop_app.ui.files import Files
from desktop_app.ui.paper.preview import PaperDialog
from tests.journeys.conftest import Start
from tests.journeys.hands import Hands, ask

ALT = Qt.KeyboardModifier.AltModifier
TITLE = "Regnträdgårdar och torg i Rotterdam"
SUMMARY = "Vattentorgen håller.\nSkötseln är svårast, sade alla.\nVi kan börja på en skolgård."
LESSONS = "Fråga driften först."
TASK = "Föreslå en skolgård för prov"


@pytest.fixture
def home_from(sample_path: Path) -> Path:
    """Return a register with a trip that was made, its cost known as a budget."""
    with open_register(sample_path) as register:

        def made(entity: str, **given: str) -> str:
            return put(register, CATALOGUE[entity], None, given).id

        trip = made(
            "trip",
            title=TITLE,
            organisation=register.facts.office,
            start_on="2026-10-05",
            end_on="2026-10-07",
            purpose="Se hur staden tar hand om skyfall.",
            questions="Vem sköter torgen?",
            status="decided",
            decided_by="Alva Chefsson",
            decided_on="2026-09-01",
            responsible=made("contact", given_name="Åsa", family_name="Prov"),
        )
        made("stop", trip=trip, city="Rotterdam", country="NL")
        made("cost", trip=trip, item="travel", budget="12500", currency="SEK")
    return sample_path


def trip_of(path: Path) -> dict[str, Any]:
    """Return what a fresh process shows of the trip."""
    row = next(row for row in ask("list", path, "trip") if row["title"] == TITLE)
    card: dict[str, Any] = ask("show", path, "trip", row["id"])
    return card


def open_trip(hands: Hands) -> None:
    """Find the trip, and go into it."""
    hands.find("regntr rott")
    assert hands.place.record.header.title.text() == TITLE
    hands.enter()


def report(hands: Hands) -> None:
    """Say what the trip gave, and what follows from it."""
    hands.control(Qt.Key.Key_PageDown, times=5)
    hands.fill(summary=SUMMARY, lessons=LESSONS, assessment="H")
    hands.add_part("action")
    hands.fill(what=TASK, who="Åsa Prov", due_on="2027-01-15")
    hands.key(Qt.Key.Key_Escape)


def add_outcome(hands: Hands) -> None:
    """Say what the journey came to cost."""
    hands.control(Qt.Key.Key_PageUp)
    hands.enter()
    hands.fill(outcome="11 980,50")
    hands.key(Qt.Key.Key_Escape)


def test_what_the_trip_gave_is_written_down(start: Start, home_from: Path) -> None:
    hands = start(home_from)
    open_trip(hands)
    report(hands)
    add_outcome(hands)
    print(f"J5: {hands.steps} keys")
    card = trip_of(home_from)
    values = card["values"]
    assert [values["summary"], values["lessons"], values["assessment"]] == [
        SUMMARY,
        LESSONS,
        "high",
    ]
    (action,) = card["parts"]["action"]
    assert (action["what"], action["who"], action["due_on"]) == (TASK, "Åsa Prov", "2027-01-15")
    (cost,) = card["parts"]["cost"]
    assert (cost["budget"], cost["outcome"]) == ("12500.00", "11980.50")
    assert hands.steps <= 45


def test_the_report_is_written_in_minutes(start: Start, home_from: Path) -> None:
    hands = start(home_from)
    hands.find("regntr rott")
    found = hands.steps
    steps = hands.place.record.header.steps
    assert "● Genomförd enligt datum" in steps.life.text
    assert steps.lead.text() == "Resan är avslutad: rapportera."
    hands.key(Qt.Key.Key_F9)
    assert "Sammanfattning" in [link.text() for link in steps.links]
    hands.enter()
    hands.key(Qt.Key.Key_F, ALT)  # the question as a heading
    hands.until(lambda: "Vem sköter torgen?" in hands.focus.toPlainText())  # type: ignore[attr-defined]
    hands.type(f"\n{SUMMARY}")
    hands.fill(lessons=LESSONS, assessment="H")
    hands.add_part("action")
    hands.fill(what=TASK)  # who and when are suggested
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_U, ALT)  # the outcome was as budgeted
    hands.until(lambda: not steps.links, "all that the report takes")
    hands.key(Qt.Key.Key_F9)
    print(f"J5: {hands.steps - found} keys from the open trip to the report, letters aside")
    card = trip_of(home_from)
    values = card["values"]
    assert values["summary"] == f"Vem sköter torgen?\n{SUMMARY}"
    assert (values["status"], values["assessment"]) == ("reported", "high")
    assert values["reported_on"] == date.today().isoformat()
    (action,) = card["parts"]["action"]
    assert (action["what"], action["who"], action["due_on"]) == (TASK, "Åsa Prov", "2027-04-05")
    (cost,) = card["parts"]["cost"]
    assert (cost["budget"], cost["outcome"]) == ("12500.00", "12500.00")
    assert hands.steps - found <= 13


def test_the_summary_is_printed_in_two_languages(
    start: Start, home_from: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start(home_from)
    open_trip(hands)
    report(hands)
    texts = {}
    for language in ("sv", "en"):
        out = tmp_path / f"{language}.pdf"
        monkeypatch.setattr(Files, "save_file", lambda *_asked, out=out: out)
        print_to(hands, language)
        hands.until(out.exists, "the file")
        pages = PdfReader(out).pages
        assert len(pages) <= 2
        texts[language] = " ".join(" ".join(page.extract_text() for page in pages).split())
    for text in texts.values():
        assert TITLE in text
        for line in SUMMARY.splitlines():
            assert line in text
        assert TASK in text
    assert "Sammanfattning" in texts["sv"]
    assert "Summary" in texts["en"]


def print_to(hands: Hands, language: str) -> None:
    """Look at the paper in a language, and save it."""
    hands.control(Qt.Key.Key_P)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    hands.until(dialog.save_button.isEnabled, "the pages")
    if language == "en":
        hands.click(dialog.tools.button_of("en"))
        hands.until(dialog.save_button.isEnabled, "the pages in English")
    hands.control(Qt.Key.Key_S)
    hands.key(Qt.Key.Key_Escape)
    hands.until(lambda: QApplication.activeModalWidget() is None, "the window")


def shown_of(hands: Hands, command: str) -> str:
    """Return what the button of a command in the tool bar says."""
    action = hands.window.actions_.by_name[command]
    buttons = hands.window.bar.findChildren(QToolButton)
    return next(each.text() for each in buttons if each.defaultAction() is action)


def test_the_last_thing_is_undone_and_done_again(start: Start, home_from: Path) -> None:
    hands = start(home_from)
    open_trip(hands)
    report(hands)
    hands.key(Qt.Key.Key_F6)
    assert shown_of(hands, "undo").startswith("Ångra: Ändrade åtgärd")
    assert "Klart senast" in hands.window.actions_.by_name["undo"].text()
    hands.control(Qt.Key.Key_Z)
    (action,) = trip_of(home_from)["parts"]["action"]
    assert action["due_on"] == "2027-04-05", "the day that was suggested"
    assert action["who"] == "Åsa Prov"
    assert hands.said.startswith("Ångrade: ")
    assert shown_of(hands, "redo").startswith("Gör om: ")
    hands.control(Qt.Key.Key_Y)
    (action,) = trip_of(home_from)["parts"]["action"]
    assert action["due_on"] == "2027-01-15"
