"""J2: somebody from Wien writes; everything that ties to them is found while typing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.opening import open_register
from desktop_app.services.writing import put
from desktop_app.ui.find import FOUND, FindDialog
from tests.journeys.conftest import Start
from tests.journeys.hands import ask


@pytest.fixture
def vienna(sample_path: Path) -> Path:
    """Return a register in which Wien turns up in four kinds of rows."""
    with open_register(sample_path) as register:

        def made(entity: str, **given: str) -> str:
            return put(register, CATALOGUE[entity], None, given).id

        city = made("organisation", name="Stadt Wien", kind="city", city="Wien", country="AT")
        person = made("contact", given_name="Greta", family_name="Prov", organisation=city)
        made("network", name="Donauforum", secretariat="Wien", responsible=register.facts.office)
        trip = made(
            "trip",
            title="Bostadspolitik på plats",
            organisation=register.facts.office,
            start_on="2027-03-01",
            end_on="2027-03-03",
        )
        made("stop", trip=trip, city="Wien", country="AT")
        made("programme", trip=trip, date="2027-03-01", contact=person, topic="Gemeindebau")
        made(
            "request",
            received_on="2026-11-02",
            kind="visit",
            topic="Besök från Wien",
            contact=person,
        )
    return sample_path


def found_in(dialog: FindDialog) -> list[tuple[str, str]]:
    """Return the rows a dialog shows: entity and id."""
    items = map(dialog.list.item, range(dialog.list.count()))
    return [tuple(item.data(FOUND)) for item in items if item.data(FOUND)]


def test_somebody_from_wien_writes(start: Start, vienna: Path) -> None:
    hands = start(vienna)
    hands.control(Qt.Key.Key_K)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FindDialog)
    for letter in "wien":
        hands.type(letter)
        assert found_in(dialog), "something is found on each key press"
    rows = found_in(dialog)
    told = ask("find", vienna, "wien")
    assert {entity for entity, _row in rows} >= {"contact", "network", "trip", "request"}
    assert set(told["contact"][0]) == {"id", "title"}
    place = rows.index(("contact", told["contact"][0]["id"]))
    hands.key(Qt.Key.Key_Down, times=place)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: hands.place.record.current() == rows[place], "the record")
    assert hands.place.record.header.title.text() == "Greta Prov"
    hands.control(Qt.Key.Key_PageDown)
    texts = " ".join(label.text() for label in hands.place.record.findChildren(QLabel))
    card = ask("show", vienna, *rows[place])
    assert {link["entity"] for link in card["links"]} == {"programme", "request"}
    assert "Besök från Wien" in texts
    assert "Bostadspolitik på plats" in texts
    assert hands.steps <= 4 + place
