"""J8: an office sends to the central office: it sees what leaves, one file, and it is noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.services import writing
from desktop_app.services.opening import open_register
from desktop_app.ui.files import Files
from desktop_app.ui.sending.post import PostDialog
from tests.journeys.conftest import Start
from tests.journeys.going import closed, dialog, press, to_exchange
from tests.journeys.hands import ask
from tests.services.partners import CENTRE, CONTACT, FIRST, Partners, partners_in, person, phone

WORD = "ett hemligt ord"


@pytest.fixture
def three(tmp_path: Path) -> Partners:
    """Return registers of one exchange, closed, with something new at the first office."""
    made = partners_in(tmp_path / "exchange")
    person(made.first, "Åke", family_name="Prov", city="Wien")
    phone(made.first, made.shared, "08-465 004 02")
    writing.put(made.first, CONTACT, None, {"given_name": "Stannar", "secret": "ja"})
    made.close()
    return made


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that is chosen."""
    folder = tmp_path / "ut"
    folder.mkdir()
    monkeypatch.setattr(Files, "folder", lambda *_asked: folder)
    return folder


def test_what_changed_is_sent_and_noted(
    start: Start, three: Partners, out: Path, tmp_path: Path
) -> None:
    hands = start(three.first.path)
    page = to_exchange(hands)
    told = page.outgoing._told.text()
    assert told.startswith("2 rader har ändrats (4 uppgifter)")
    assert CENTRE in told
    assert page.outgoing._stays.text() == "Lämnar aldrig registret: rader med sekretess (1)."
    press(hands, page.send_button)
    shown = dialog(hands, PostDialog)
    hands.type(WORD)
    hands.enter()
    hands.until(shown.posted.isVisible, "the workbook")
    hands.key(Qt.Key.Key_Escape)
    closed(hands)
    print(f"J8: {hands.steps} keys")
    hands.close()
    (sent,) = out.iterdir()
    (peer,) = ask("peers", three.first.path)
    assert (peer["organisation"], bool(peer["sent_at"])) == (CENTRE, True)
    password = tmp_path / "ord.txt"
    password.write_text(WORD, "utf-8")
    taken = ask("import", three.centre.path, sent, "--yes", "--password-file", password)
    assert (taken["new"], taken["changed"], taken["conflicts"]) == (1, 1, 0)
    names = [row.get("given_name") for row in ask("list", three.centre.path, "contact")]
    assert "Åke" in names
    assert "Stannar" not in names
    assert hands.steps <= 8


def test_confirmed_by_the_next_file_nothing_is_left(
    start: Start, three: Partners, out: Path
) -> None:
    with open_register(three.first.path) as first, open_register(three.centre.path) as centre:
        sent = three.send(first, centre, "sent")
    ask("import", three.centre.path, sent, "--yes")
    answer = out / "svar.xlsx"
    ask("export", three.centre.path, answer, "--to", FIRST)
    ask("import", three.first.path, answer, "--yes")
    hands = start(three.first.path)
    page = to_exchange(hands)
    assert "har bekräftat allt" in page.outgoing._told.text()
    confirmed = page.offices.table.item(0, 5)
    assert confirmed is not None
    assert confirmed.text() == "Allt"
