"""What bad days have in common: files that go away, disks of their own, boxes to answer."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.opening import open_register
from desktop_app.ui.form import Form
from tests.journeys.hands import Hands
from tests.ui.at_window import boxes, choose, notice, to_list

NEW = "Helt ny avdelning"
NOBODY = 65534
SIZE_OF_DISK = 24_000_000


def begin_typing(hands: Hands, place: int, text: str = NEW) -> tuple[str, QLineEdit]:
    """Type in a field of a row of the list without leaving it; return the row and the field."""
    row = choose(hands, to_list(hands), place)
    field = field_of(hands, "department")
    field.selectAll()
    hands.type(text)
    return row, field


def field_of(hands: Hands, name: str) -> QLineEdit:
    """Go to a field of one line and return it."""
    hands.place.record.show_field(name)
    hands.rest()
    field = hands.focus
    assert isinstance(field, QLineEdit)
    return field


def written(path: Path, row: str, field: str = "department") -> object:
    """Return what a fresh connection finds in a field of a contact."""
    with open_register(path, writing=False) as register:
        return register.row(CATALOGUE["contact"], row).values.get(field)


@contextmanager
def gone(path: Path) -> Iterator[None]:
    """Move a file away, and put it back."""
    aside = path.with_suffix(".aside")
    path.rename(aside)
    try:
        yield
    finally:
        aside.rename(path)


@contextmanager
def mounted(folder: Path) -> Iterator[Path]:
    """Give a small disk, seen at a place it can be taken away from; only root can."""
    under, place = folder / "under", folder / "stick"
    under.mkdir()
    place.mkdir()
    size = f"size={SIZE_OF_DISK}"
    if os.name == "nt" or os.getuid() != 0:
        pytest.skip("only root can mount a disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", under], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        subprocess.run(["mount", "--bind", under, place], check=True)
        yield place
    finally:
        for each in (place, under):
            subprocess.run(["umount", "-l", each], check=False)


def press(hands: Hands, name: str) -> str:
    """Press a button of the box that has it; return what the box said."""
    hands.until(boxes, "a box")
    hands.rest()
    for box in boxes():
        for button in box.buttons():
            if button.text() == name:
                said = f"{box.text()} {box.informativeText()}"
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                hands.rest(20)
                return said
    raise AssertionError(f"no box has the button {name}")


def form_of(hands: Hands) -> Form:
    """Return the form of the new row that is being begun."""
    record = hands.place.record
    assert record._entity is not None
    beginning = record._pages(record._entity.name).beginning
    assert beginning is not None
    return beginning.form


def look(hands: Hands) -> None:
    """Let the window notice what happened to its file, as it does every other second."""
    hands.until(lambda: not hands.program.tasks.busy, "what runs beside the window")
    notice(hands)
    hands.rest(20)
