"""The program is closed, or killed, in the middle of anything: nothing that was saved is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from shutil import copyfile

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import drafting
from desktop_app.services.opening import open_register
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.upkeep import check
from desktop_app.ui.files import Files
from desktop_app.ui.pages.parts import Line
from tests.journeys.hands import Hands
from tests.ui.at_window import boxes, complaints
from tests.ui.storm_states import ROWS, STATES, TYPED

PEOPLE = 40
SAME = {"box", "finding"}
"""Killed while one types, as ``typing``."""
BESIDE = {"Prov.knreg", "Prov-backup", "home", "lista.csv", "ut.xlsx"}


@pytest.fixture(autouse=True)
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for files again as before, once the test is over."""
    monkeypatch.setattr(Files, "save_file", Files.save_file)


def whole(path: Path, *, typed: bool) -> None:
    """Hold that a register is whole, with all that was saved or typed in it."""
    with open_register(path, writing=False) as register:
        assert check(register).whole
        rows = list(list_rows(register, CATALOGUE["contact"], Listing()))
        kept = [" ".join(draft.texts.values()) for draft in drafting.drafts(register)]
    assert len(rows) in {PEOPLE, PEOPLE + ROWS}
    departments = [str(row.values.get("department")) for row in rows]
    assert TYPED in " ".join([*kept, *departments]) or not typed
    assert {each.name for each in path.parent.iterdir()} <= BESIDE


@pytest.mark.parametrize("state", STATES)
def test_closing_in_the_middle(hands: Hands, state: str) -> None:
    path = hands.place._desk.session.path
    STATES[state](hands)
    hands.close()
    assert boxes() == []
    assert complaints(hands) == []
    whole(path, typed=state not in {"calendar", "previewing"})


@pytest.fixture
def killed(tmp_path: Path, sample_file: Path, qtbot: QtBot) -> Path:
    """Return the folder of a program that is to be killed."""
    del qtbot
    copyfile(sample_file, tmp_path / "Prov.knreg")
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal")
@pytest.mark.parametrize("state", sorted(STATES.keys() - SAME))
def test_killed_in_the_middle(killed: Path, state: str) -> None:
    path = killed / "Prov.knreg"
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.storm_states", killed / "home", path, state],
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    again = Hands(killed / "home")
    try:
        assert again.window.windowTitle() == "Prov – Kontaktnät", "the lock is taken over"
        again.rest(400)
        lines = [each.accessibleName() for each in again.place.page.findChildren(Line)]
        begun = [each for each in lines if "åbörja" in each]
        if state in {"beginning", "part"}:
            assert TYPED in " ".join(begun)
        assert complaints(again) == []
    finally:
        again.close()
    whole(path, typed=state not in {"calendar", "previewing"})
