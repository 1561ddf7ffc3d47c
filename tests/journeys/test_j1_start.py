"""J1: the first start; within a minute somebody is in a register of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.ui.instance import Instance
from desktop_app.ui.places import places
from desktop_app.ui.sidebar import PLACES
from desktop_app.ui.start.page import StartPage
from tests.journeys.conftest import Start
from tests.journeys.hands import CONTROL, SHIFT, Hands, ask

OFFICE = "Miljöförvaltningen"
MAIN = [place.key for place in PLACES if not place.more and place.key != "more"]
EMPTY = {
    "overview": ("Inga datum de närmaste 30 dagarna", "No dates in the next 30 days"),
    "contact": ("Här samlas människor i andra städer", "People in other cities"),
    "trip": ("Här planeras studieresor", "Study trips are planned here"),
    "request": ("Här samlas förfrågningar", "Requests for visits"),
    "collaboration": ("avtal, EU-projekt", "Agreements, EU projects"),
    "advocacy": ("frågor staden vill påverka", "issues the city wants to influence"),
    "exchange": ("Skriver två personer olika", "If two people write differently"),
    "follow_up": ("Här samlas det som är försenat", "What is late, due soon"),
}
"""Words of what each page says while it is empty; organisations and networks are there at once."""


def new_register(hands: Hands, person: str) -> None:
    """Make a register from the first page, by keyboard alone."""
    hands.enter()
    hands.type("miljö")
    hands.key(Qt.Key.Key_Down)
    hands.enter()
    hands.type(person)
    hands.enter()
    hands.until(lambda: hands.window.place, "the register")


def test_a_register_of_ones_own_by_keyboard_alone(start: Start, home: Path) -> None:
    hands = start()
    new_register(hands, "Åsa Öberg-Exempel")
    steps = hands.steps
    assert hands.window.strip.owner.text() == f"{OFFICE} · Åsa Öberg-Exempel"
    path = hands.place._desk.session.path
    assert path == home / "Kontaktnät" / f"{OFFICE}.knreg"
    told = ask("info", path)
    assert (told["organisation"], told["person"]) == (OFFICE, "Åsa Öberg-Exempel")
    print(f"J1: {steps} keys")
    assert steps <= 8


def said(hands: Hands) -> str:
    """Return what the page that is shown says."""
    labels = hands.place.page.findChildren(QLabel)
    return " ".join(each.text() for each in labels if each.isVisible())


def _says(hands: Hands, awaited: str) -> bool:
    return awaited in said(hands)


def said_on_pages(hands: Hands, key: Qt.Key, language: int) -> dict[str, str]:
    """Walk through the pages from one end to the other; return what each of them says.

    What is counted beside the window is waited for.
    """
    seen = {}
    for number, _page in enumerate(MAIN):
        if number:
            hands.key(key)
        awaited = EMPTY.get(hands.place.key, ("", ""))[language]
        hands.until(partial(_says, hands, awaited), awaited)
        seen[hands.place.key] = said(hands)
    return seen


def test_empty_pages_say_what_belongs_there(start: Start) -> None:
    hands = start()
    new_register(hands, "Åsa Prov")
    for number, key in enumerate((Qt.Key.Key_Down, Qt.Key.Key_Up)):
        seen = said_on_pages(hands, key, number)
        assert list(seen) == (MAIN if number == 0 else MAIN[::-1])
        for full in ("organisation", "network"):
            assert "Här är det tomt" not in seen[full]
            assert "Nothing here yet" not in seen[full]
        hands.key(Qt.Key.Key_L, CONTROL | SHIFT)


def test_the_sample_register_from_the_first_page(start: Start, home: Path) -> None:
    hands = start()
    hands.key(Qt.Key.Key_Tab, times=2)
    hands.enter()
    hands.until(lambda: hands.window.place, "the sample register")
    assert hands.steps == 3
    told = ask("info", home / "Kontaktnät" / "Exempelregister.knreg")
    assert told["counts"]["contact"] >= 200
    assert told["counts"]["trip"] > 0


def test_the_last_register_opens_by_itself_at_the_next_start(
    start: Start, sample_path: Path
) -> None:
    start(sample_path)
    hands = start()
    assert hands.steps == 0
    assert hands.place._desk.session.path == sample_path
    assert hands.window.windowTitle() == "Prov – Kontaktnät"


def test_a_register_that_went_away_leaves_the_first_page(start: Start, sample_path: Path) -> None:
    start(sample_path).close()
    sample_path.unlink()
    hands = start()
    assert hands.window.place is None
    assert QApplication.activeModalWidget() is None, "nobody is told what they may know"
    assert any(page.isVisible() for page in hands.window.findChildren(StartPage))


@pytest.fixture
def listening(start: Start, sample_path: Path) -> Iterator[Hands]:
    """Return a window that answers those who start the program again."""
    hands = start(sample_path)
    instance = Instance(places().settings)
    assert instance.first()
    instance.asked.connect(hands.program.asked)
    instance.listen()
    yield hands
    instance.close()


def test_a_second_start_hands_its_file_to_the_window_that_is_open(
    listening: Hands, tmp_path: Path, sample_path: Path
) -> None:
    other = tmp_path / "Annat ärende.knreg"
    other.write_bytes(sample_path.read_bytes())
    listening.window.showMinimized()
    second = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", str(other)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
    )
    with second:
        listening.until(lambda: second.poll() is not None, "the second start to end")
        assert second.returncode == 0
    assert listening.place._desk.session.path == other
    assert not listening.window.isMinimized()
    assert listening.window.isVisible()
