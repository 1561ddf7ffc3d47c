"""J11: the central office takes in what all sent, sees what waits, and sends the whole back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from desktop_app.ui.files import Files
from desktop_app.ui.sending.post import PostDialog
from desktop_app.ui.taking.many import BatchDialog
from tests.journeys.conftest import Start
from tests.journeys.going import closed, dialog, press, to_exchange
from tests.journeys.hands import Hands, ask
from tests.services.partners import FIRST, SECOND, Partners, partners_in, person, phone

WORD = "ett hemligt ord"


@pytest.fixture
def three(tmp_path: Path) -> Partners:
    """Return registers of one exchange, closed; both offices have sent, one of them locked."""
    made = partners_in(tmp_path / "exchange")
    for register, number, word in ((made.first, "02", ""), (made.second, "03", WORD)):
        phone(register, made.shared, f"08-465 004 {number}")
        person(register, f"Ny{number}")
        made.send(register, made.centre, f"in{number}", word)
    (made.folder / "skräp.txt").write_bytes(b"\0\1\2")
    made.close()
    return made


def files_of(three: Partners) -> list[Path]:
    """Return what came."""
    return [three.folder / name for name in ("in02.xlsx", "in03.xlsx", "skräp.txt")]


def take_in(hands: Hands) -> None:
    """Give the password that is asked for, look at the account, and take the files in."""
    shown = dialog(hands, BatchDialog)
    hands.until(lambda: shown.batch is not None, "the plan")
    hands.type(WORD)
    hands.enter()
    hands.until(lambda: shown.batch is not None and len(shown.batch.plans) == 2, "the other plan")
    assert "2 nya, 1 ändrade" in shown._told.text()
    assert "1 av filerna kan inte läsas in" in shown._told.text()
    press(hands, shown.take_button)
    closed(hands)


def test_the_centre_brings_everything_together(
    start: Start, three: Partners, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, out = three.centre.path, tmp_path / "ut"
    out.mkdir()
    monkeypatch.setattr(Files, "open_files", lambda *_asked: files_of(three))
    monkeypatch.setattr(Files, "folder", lambda *_asked: out)
    hands = start(centre)
    hands.control(Qt.Key.Key_I)
    take_in(hands)
    assert hands.said == "Läste in 2 filer."
    page = to_exchange(hands)
    assert page.state is not None
    assert (page.state.conflicts, len(page.state.met)) == (1, 2)
    press(hands, page.send_button)
    shown = dialog(hands, PostDialog)
    hands.enter()
    hands.until(shown.posted.isVisible, "the workbooks")
    hands.key(Qt.Key.Key_Escape)
    closed(hands)
    hands.until(lambda: page._task is None, "the counts")
    print(f"J11: {hands.steps} keys")
    hands.close()
    peers = ask("peers", centre)
    assert sorted(peer["organisation"] for peer in peers) == [SECOND, FIRST]
    assert all(peer["read_at"] and peer["sent_at"] for peer in peers)
    assert len(ask("conflicts", centre)) == 1
    assert len(list(out.glob("*.xlsx"))) == 2
    assert len(list(centre.with_name(f"{centre.stem}-backup").iterdir())) == 1
    for register, name in ((three.first, FIRST), (three.second, SECOND)):
        (sent,) = out.glob(f"*till {name}*.xlsx")
        taken = ask("import", register.path, sent, "--yes")
        assert (taken["new"], taken["refused"]) == (1, 0)
    digests = {ask("info", each.path)["digest"] for each in (three.first, three.second)}
    assert digests == {ask("info", centre)["digest"]}
    assert hands.steps <= 16


def test_any_number_of_files_can_be_dropped(start: Start, three: Partners) -> None:
    hands = start(three.centre.path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files_of(three)])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, buttons, keys)
    enter.ignore()
    hands.window.dragEnterEvent(enter)
    assert enter.isAccepted()
    hands.window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, buttons, keys))
    take_in(hands)
    assert len(ask("peers", three.centre.path)) == 2
