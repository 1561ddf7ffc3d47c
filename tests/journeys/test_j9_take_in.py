"""J9: an office takes in what comes back: cell by cell, both values side by side, and undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import writing
from desktop_app.services.opening import open_register
from desktop_app.ui.deciding.dialog import DecidingDialog
from desktop_app.ui.files import Files
from desktop_app.ui.pages.parts import Line
from desktop_app.ui.taking.preview import ImportDialog
from tests.journeys.conftest import Start
from tests.journeys.going import closed, dialog, press, to_exchange
from tests.journeys.hands import ask
from tests.services.partners import Partners, partners_in, person, phone, take

OURS, THEIRS = "08-465 004 02", "08-465 004 03"


@pytest.fixture
def three(tmp_path: Path) -> Partners:
    """Return registers of one exchange, closed; both changed one number before they met."""
    made = partners_in(tmp_path / "exchange")
    phone(made.first, made.shared, OURS)
    phone(made.centre, made.shared, THEIRS)
    contact = CATALOGUE["contact"]
    writing.put(made.centre, contact, made.shared, {"city": "Wien"})
    person(made.centre, "Nils")
    made.send(made.centre, made.first, "svar")
    made.close()
    return made


def test_what_came_back_is_seen_taken_in_and_decided(
    start: Start, three: Partners, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, back = three.first.path, three.folder / "svar.xlsx"
    monkeypatch.setattr(Files, "open_files", lambda *_asked: [back])
    hands = start(path)
    hands.control(Qt.Key.Key_I)
    preview = dialog(hands, ImportDialog)
    hands.until(lambda: preview.plan is not None, "the plan")
    assert preview.plan is not None
    account = preview.plan.account()
    assert (account["new"], account["changed"], account["conflicts"]) == (1, 0, 1)
    press(hands, preview.foot.take)
    closed(hands)
    (conflict,) = ask("conflicts", path)
    assert list(conflict["fields"]) == ["phone"]
    page = to_exchange(hands)
    (line, *_others) = page.waits.findChildren(Line)
    press(hands, line)
    deciding = dialog(hands, DecidingDialog)
    before = ask("show", path, "contact", three.shared)["values"]["phone"]
    hands.key(Qt.Key.Key_2)
    hands.until(lambda: deciding.list.current is None, "the decision")
    hands.key(Qt.Key.Key_Escape)
    closed(hands)
    print(f"J9: {hands.steps} keys")
    assert ask("conflicts", path) == []
    values = ask("show", path, "contact", three.shared)["values"]
    assert {before, values["phone"]} == {OURS, THEIRS}
    assert values["city"] == "Wien"
    hands.control(Qt.Key.Key_Z)
    assert len(ask("conflicts", path)) == 1, "undo brings the conflict back"
    hands.close()
    assert hands.steps <= 22


def test_a_file_that_came_twice_holds_nothing_new(
    start: Start, three: Partners, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = three.folder / "svar.xlsx"
    with open_register(three.first.path) as register:
        take(register, back)
    monkeypatch.setattr(Files, "open_files", lambda *_asked: [back])
    hands = start(three.first.path)
    hands.control(Qt.Key.Key_I)
    preview = dialog(hands, ImportDialog)
    hands.until(lambda: preview.plan is not None, "the plan")
    before = ask("info", three.first.path)["digest"]
    press(hands, preview.foot.take)
    closed(hands)
    assert hands.said == "Filen håller inget nytt."
    assert ask("info", three.first.path)["digest"] == before
