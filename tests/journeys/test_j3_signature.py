"""J3: a new contact from the signature below an e-mail, by keys alone, in twenty seconds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import writing
from desktop_app.services.opening import open_register
from desktop_app.storage import queries
from tests.journeys.conftest import Start
from tests.journeys.hands import CONTROL, SHIFT, Hands, ask
from tests.services.partners import CONTACT

A_KEY_S = 1.5
"""What a person takes for a key that is no letter, looking at what comes of it."""
SIGNATURE = """Från: Julia Prov <julia.prov@wien.example.org>
Skickat: den 20 november 2026 09:15
Ämne: Besök

Mit freundlichen Grüßen

Mag. Julia Prov
Leiterin Europa und Internationales
Stadt Provwien
Abteilung Auslandsbeziehungen
Rathausplatz 1, A-1010 Wien
Tel.: +43 1 4000 27099
Mobil: +43 676 8118 27099
Fax: +43 1 4000 27098

Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt, den sie nennt."""

PLACED = {
    "given_name": "Julia",
    "family_name": "Prov",
    "title": "Leiterin Europa und Internationales",
    "organisation": "Stadt Provwien",
    "department": "Abteilung Auslandsbeziehungen",
    "email": "julia.prov@wien.example.org",
    "phone": "+43 1 4000 27099",
    "mobile": "+43 676 8118 27099",
    "city": "Wien",
    "country": "Österrike",
    "note": "Mag.\nRathausplatz 1, A-1010 Wien\nFax: +43 1 4000 27098",
}


@pytest.fixture
def hands(start: Start, sample_path: Path) -> Hands:
    """Return a person at the list of contacts, who has met Julia Prov before."""
    with open_register(sample_path) as register:
        known = {"given_name": "Julia", "family_name": "Prov", "city": "Wien"}
        writing.put(register, CONTACT, None, known)
    person = start(sample_path)
    person.place.go("contact")
    person.rest()
    person.steps = 0
    return person


def paste(hands: Hands, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    hands.key(Qt.Key.Key_V, CONTROL | SHIFT)


def ids(path: Path) -> list[list[str]]:
    """Return the ids of all contacts and organisations."""
    with open_register(path) as register:
        return [
            sorted(queries.titles_of(register.db.conn, CATALOGUE[each]))
            for each in ("contact", "organisation")
        ]


def test_a_signature_becomes_a_contact(hands: Hands, sample_path: Path) -> None:
    before, record = ids(sample_path), hands.place.record
    paste(hands, SIGNATURE)
    hands.until(lambda: record.is_new, "the new contact")
    hands.until(record.hint.isVisible, "the hint that she is known")
    assert re.search("samma som|Liknar", record.hint.text.text())
    assert "Julia Prov" in record.hint.text.text()
    hands.key(Qt.Key.Key_Tab)
    hands.until(lambda: not record.is_new, "the contact")
    print(f"J3: {hands.steps} keys")
    assert hands.steps * A_KEY_S <= 20
    QGuiApplication.clipboard().clear()
    id_ = str((record.current() or ("", ""))[1])
    assert ask("show", sample_path, "contact", id_)["texts"] == PLACED
    hands.control(Qt.Key.Key_Z)
    hands.until(lambda: record.current() is None, "the record to go")
    hands.close()
    assert ids(sample_path) == before
