"""Files that are dragged onto the window, whatever they are."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop_app.ui.taking.preview import ImportDialog
from tests.journeys.hands import Hands, ask
from tests.ui.at_window import boxes, told

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "generated"


def dropped(hands: Hands, url: QUrl) -> bool:
    """Drag something onto the window and drop it, if it is taken; tell whether it was."""
    data = QMimeData()
    data.setUrls([url])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, buttons, keys)
    enter.ignore()
    hands.window.dragEnterEvent(enter)
    if enter.isAccepted():
        hands.window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, buttons, keys))
        hands.rest()
    return enter.isAccepted()


def folder(path: Path) -> None:
    """Make a folder."""
    path.mkdir()


def empty(path: Path) -> None:
    """Make an empty file."""
    path.touch()


def bomb(path: Path) -> None:
    """Make a workbook that unpacks to 600 MB."""
    source = CORPUS / "bomb_sheet_rows_600MB.xlsx"
    if not source.exists():
        pytest.skip("no shared/corpus beside the project")
    copyfile(source, path)


def unreadable(path: Path) -> None:
    """Make a file that nobody may read."""
    path.write_text("Förnamn;Efternamn\nEva;Prov\n", "utf-8")
    path.chmod(0)
    if os.name == "nt" or os.getuid() == 0:
        pytest.skip("root may read everything, and Windows has no such rights")


@pytest.mark.parametrize("make", [folder, empty, bomb, unreadable])
@pytest.mark.parametrize("name", ["lista.xlsx", "lista.csv"])
def test_a_hostile_file_is_told_and_nothing_comes_of_it(
    hands: Hands, tmp_path: Path, make: Callable[[Path], None], name: str
) -> None:
    path = tmp_path / name
    make(path)
    assert dropped(hands, QUrl.fromLocalFile(str(path)))
    hands.until(boxes, "what is wrong with it")
    hands.until(lambda: not isinstance(QApplication.activeModalWidget(), ImportDialog), "its end")
    assert name in told(hands)
    hands.until(lambda: not hands.program.tasks.busy, "the reader")
    assert len(ask("list", hands.place._desk.session.path, "contact")) == 40


def newer(path: Path, own: Path) -> None:
    """Make a register of a version to come."""
    copyfile(own, path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA user_version = 9999")


def foreign(path: Path, _own: Path) -> None:
    """Make an SQLite file of another program."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE a (b)")


def no_file(path: Path, _own: Path) -> None:
    """Make a folder with the name of a register."""
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (newer, "är skapad av en nyare version"),
        (foreign, "en SQLite-fil från ett annat program"),
        (no_file, "en mapp"),
    ],
)
def test_a_register_that_is_none_is_told_and_the_open_one_stays(
    hands: Hands, tmp_path: Path, make: Callable[[Path, Path], None], said: str
) -> None:
    path = tmp_path / "annan.knreg"
    make(path, hands.place._desk.session.path)
    assert dropped(hands, QUrl.fromLocalFile(str(path)))
    assert said in told(hands)
    assert hands.window.windowTitle() == "Prov – Kontaktnät"
    assert not path.with_name("annan.knreg.lock").exists()


def test_an_address_is_told(hands: Hands) -> None:
    assert dropped(hands, QUrl("https://example.org/lista.xlsx"))
    assert "Det här är en länk" in told(hands)
