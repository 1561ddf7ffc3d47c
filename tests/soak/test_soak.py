"""Nothing goes wrong when anything is done in any order, and nothing is left behind."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile
from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.words import same
from desktop_app.services.sampling import make_sample
from desktop_app.ui.doing import Doing
from tests.journeys.hands import Hands
from tests.soak.monkey import MARKUP, labels, run, run_apart, taken_for_markup
from tests.ui.at_window import complaints, to_list

STEPS = 300
TIMES, WARM = 12, 3
ALLOWED_MB = 12
DAY = date(2026, 11, 21)
TABLE = "Förnamn;Efternamn;E-post\nProva;Prov;p@example.org\n"
HANDLES, MEMORY = Path("/proc/self/fd"), Path("/proc/self/statm")
PAGE_KB = 4
DIALOGS = ("find", "columns", "settings", "about", "shortcuts", "export", "print_list")

linux = pytest.mark.skipif(not HANDLES.exists(), reason="only Linux tells what is open")


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    """Return a person at the program with a small sample register."""
    del qtbot
    path = tmp_path / "Prov.knreg"
    make_sample(path, 30, 7, today=DAY).close()
    copyfile(path, tmp_path / "Annat.knreg")
    person = Hands(tmp_path / "home", path)
    yield person
    person.close()
    QGuiApplication.clipboard().clear()  # without a screen it is freed too late, and crashes
    assert complaints(person) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_anything_can_be_done_in_any_order(seed: int) -> None:
    ended = run_apart(seed, STEPS)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_what_goes_wrong_is_found(qtbot: QtBot) -> None:
    del qtbot
    with (
        patch.object(Doing, "handlers", side_effect=ZeroDivisionError),
        pytest.raises(AssertionError, match="ZeroDivisionError"),
    ):
        run(1, 60)


def settled(hands: Hands) -> None:
    """Let everything go that is to be deleted."""
    hands.until(lambda: not hands.program.tasks.busy, "long work to end")
    hands.rest(40)
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def found(hands: Hands) -> tuple[dict[str, int], int, float]:
    """Return how many widgets there are of each kind, open files, and megabytes."""
    settled(hands)
    kinds: dict[str, int] = {}
    for widget in QApplication.allWidgets():
        kinds[type(widget).__name__] = kinds.get(type(widget).__name__, 0) + 1
    handles = len(list(HANDLES.iterdir()))
    return kinds, handles, int(MEMORY.read_text().split()[1]) * PAGE_KB / 1024


def leaves_nothing(hands: Hands, work: Callable[[], object]) -> None:
    """Check that nothing is left behind by work that is done many times."""
    for _ in range(WARM):
        work()
    before, handles, memory = found(hands)
    for _ in range(TIMES):
        work()
    after, handles_after, memory_after = found(hands)
    more = {kind: n - before.get(kind, 0) for kind, n in after.items() if n > before.get(kind, 0)}
    grown = memory_after - memory
    print(f"{handles_after - handles} handles, {grown:.1f} MB more", file=sys.stderr)
    assert more == {}
    assert handles_after <= handles
    assert grown < ALLOWED_MB


def modal() -> QWidget | None:
    return QApplication.activeModalWidget()


def open_and_close(hands: Hands, ask: Callable[[], object]) -> None:
    """Open a dialog, wait until it has what it shows, and close it."""
    ask()
    hands.until(lambda: modal() is not None, "a dialog")
    hands.until(lambda: not hands.program.tasks.busy, "what it shows")
    hands.rest(20)
    dialog = modal()
    assert isinstance(dialog, QDialog)
    dialog.reject()
    hands.until(lambda: modal() is None, "the end of it")


@linux
@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_leaves_nothing_behind(hands: Hands, name: str) -> None:
    to_list(hands)
    action = hands.window.actions_.by_name[name]
    leaves_nothing(hands, lambda: open_and_close(hands, action.trigger))


@linux
def test_a_preview_of_a_file_leaves_nothing_behind(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(TABLE, encoding="utf-8")
    ask = lambda: hands.window.take_or_open(path)  # noqa: E731 — what is asked for
    leaves_nothing(hands, lambda: open_and_close(hands, ask))


@linux
def test_a_register_leaves_nothing_behind(hands: Hands, tmp_path: Path) -> None:
    def other() -> None:
        for name in ("Annat", "Prov"):
            hands.window.open_asked.emit(tmp_path / f"{name}.knreg")
            to_list(hands)
            hands.place.go("history")
            hands.place.go("contact")
            hands.rest(20)

    leaves_nothing(hands, other)


def test_nothing_that_is_said_is_taken_for_markup(hands: Hands) -> None:
    named = f"{MARKUP}Prov</b>"
    hands.program.messages.done(same(named))
    hands.window._notice = same(named)
    hands.window.say()
    hands.window.actions_.by_name["find"].trigger()
    hands.rest()
    hands.type(named)
    seen = [each for each in labels() if MARKUP in each.text()]
    shown = {hands.window.strip.text, hands.window.banner}
    assert shown < set(seen)
    assert not any(map(taken_for_markup, seen))
    hands.key(Qt.Key.Key_Escape)
