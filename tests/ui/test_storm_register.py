"""The register goes away, fills its disk or is taken by another while somebody types in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp

import pytest
from PySide6.QtTest import QTest

from desktop_app.services import drafting
from desktop_app.services.opening import open_register
from desktop_app.ui.files import Files
from tests.journeys.hands import Hands, ask
from tests.ui.at_window import Key, boxes, choose, ids, to_list, told
from tests.ui.storm import (
    NEW,
    NOBODY,
    SIZE_OF_DISK,
    begin_typing,
    field_of,
    gone,
    look,
    mounted,
    press,
    written,
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a small disk of its own, as a stick is; it can be taken away and comes back."""
    with mounted(tmp_path) as place:
        yield place


@pytest.fixture
def on_disk(hands: Hands, disk: Path) -> Path:
    """Return a register on the small disk, open in the window."""
    path = Path(copyfile(hands.place._desk.session.path, disk / "Sticka.knreg"))
    hands.program.open(path)
    hands.rest()
    return path


def fill(disk: Path) -> Path:
    """Write until a disk is full; return the file that fills it."""
    filler = disk / "fyllnad"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(SIZE_OF_DISK)):
            pass
    return filler


def save_to(monkeypatch: pytest.MonkeyPatch, out: Path) -> None:
    """Answer the question where to save."""
    monkeypatch.setattr(Files, "save_file", lambda *_args, **_named: out)


# --- what is typed in a row one leaves meanwhile ---


def test_what_is_typed_in_two_rows_while_the_file_is_gone_is_there_when_it_is_back(
    hands: Hands,
) -> None:
    path = hands.place._desk.session.path
    first, _ = begin_typing(hands, 4)
    with gone(path):
        page = hands.place.list_page
        assert page is not None
        choose(hands, page, 5)
        told(hands)
        second, _ = begin_typing(hands, 5, "Också ny")
        choose(hands, page, 4)
        told(hands)
        assert field_of(hands, "department").text() == NEW
        assert hands.place.record.current() == ("contact", first)
    look(hands)
    with open_register(path, writing=False) as register:
        kept = {draft.row: draft.texts for draft in drafting.drafts(register)}
    assert kept[second] == {"department": "Också ny"}, "it is in the file at once"
    assert hands.place.flush()
    assert written(path, first) == NEW
    choose(hands, page, 5)
    assert field_of(hands, "department").text() == "Också ny"
    assert hands.place.flush()
    assert written(path, second) == "Också ny"


def test_what_is_taken_back_while_the_file_is_gone_does_not_come_again(hands: Hands) -> None:
    path = hands.place._desk.session.path
    row, field = begin_typing(hands, 4)
    was = written(path, row)
    with gone(path):
        hands.enter()
        told(hands)
        hands.place.record.show_field("department")
        QTest.keyClick(field, Key.Key_Escape)
        hands.place.flush()
    look(hands)
    hands.place.go("trip")
    to_list(hands)
    assert written(path, row) == was
    assert ask("show", path, "contact", row)


def test_a_copy_holds_what_could_not_be_saved(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = hands.place._desk.session.path, tmp_path / "ut" / "Kopia.knreg"
    out.parent.mkdir()
    row, _ = begin_typing(hands, 4)
    save_to(monkeypatch, out)
    with gone(path):
        hands.window.actions_.by_name["save_copy"].trigger()
        told(hands)
        assert hands.said == "Kopian Kopia.knreg är sparad."
        hands.program.open(out)
        told(hands)  # the one that is left says once more that it is gone
        page = to_list(hands)
        choose(hands, page, ids(page).index(row))
        assert field_of(hands, "department").text() == NEW
        assert hands.place.flush()
    assert written(out, row) == NEW


# --- the window is closed while nothing can be written ---


def test_closing_while_the_file_is_gone_asks_first(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = hands.place._desk.session.path, tmp_path / "ut.knreg"
    row, field = begin_typing(hands, 4)
    save_to(monkeypatch, out)
    with gone(path):
        hands.window.close()
        assert hands.window.isVisible()
        assert press(hands, "Avbryt").startswith("Det du har skrivit kan inte sparas just nu")
        while boxes():
            boxes()[0].reject()
        assert field.text() == NEW
        hands.window.close()
        press(hands, "Spara en kopia …")
        while boxes():
            boxes()[0].reject()
        assert ask("info", out)
        hands.window.close()
        assert not hands.window.isVisible()
        while boxes():
            boxes()[0].reject()
    assert row


def test_closing_anyway_closes(hands: Hands) -> None:
    path = hands.place._desk.session.path
    row, _field = begin_typing(hands, 4)
    was = written(path, row)
    with gone(path):
        hands.window.close()
        press(hands, "Stäng ändå")
        assert not hands.window.isVisible()
        for box in boxes():
            box.reject()
    assert written(path, row) == was


def test_another_register_is_opened_only_once_what_is_typed_is_safe(
    hands: Hands, tmp_path: Path
) -> None:
    path = hands.place._desk.session.path
    other = Path(copyfile(path, tmp_path / "b.knreg"))
    begin_typing(hands, 4)
    with gone(path):
        hands.program.open(other)
        press(hands, "Avbryt")
        while boxes():
            boxes()[0].reject()
        assert hands.window.windowTitle() == "Prov – Kontaktnät"
    look(hands)
    hands.program.open(other)
    assert hands.window.windowTitle() == "b – Kontaktnät"


# --- a real disk: full, taken away, read-only ---


def test_a_full_disk_is_told_and_nothing_is_lost(
    hands: Hands, on_disk: Path, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, field = begin_typing(hands, 4)
    filler = fill(disk)
    hands.enter()
    assert "Disken är full: ändringen sparades inte. Frigör utrymme" in told(hands)
    assert field.text() == NEW
    save_to(monkeypatch, disk / "Kopia.knreg")
    hands.window.actions_.by_name["save_copy"].trigger()
    assert "Disken är full" in told(hands)
    assert sorted(each.name for each in disk.iterdir() if not each.name.endswith(".lock")) == [
        "Sticka.knreg",
        "fyllnad",
    ]
    save_to(monkeypatch, tmp_path / "Kopia.knreg")
    hands.window.actions_.by_name["save_copy"].trigger()
    while boxes():
        boxes()[0].reject()
    assert ask("info", tmp_path / "Kopia.knreg")
    filler.unlink()
    assert hands.place.flush()
    assert written(on_disk, row) == NEW
    assert field_of(hands, "department").text() == NEW


def test_a_stick_that_is_pulled_out_and_comes_back(hands: Hands, on_disk: Path, disk: Path) -> None:
    row, field = begin_typing(hands, 4)
    subprocess.run(["umount", "-l", disk], check=True)
    hands.enter()
    assert "finns inte längre där det öppnades" in told(hands)
    look(hands)
    assert hands.window.banner.isVisible()
    subprocess.run(["mount", "--bind", disk.with_name("under"), disk], check=True)
    look(hands)
    assert not hands.window.banner.isVisible()
    assert field.text() == NEW
    assert hands.place.flush()
    assert written(on_disk, row) == NEW


def test_a_folder_that_becomes_read_only(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program goes on as somebody who may no longer write where the register lies."""
    if os.name == "nt" or os.getuid() != 0:
        pytest.skip("only root can become somebody else")
    folder = Path(mkdtemp())  # what pytest makes nobody else may even look into
    folder.chmod(0o755)
    path = Path(copyfile(hands.place._desk.session.path, folder / "Prov.knreg"))
    hands.program.open(path)
    hands.rest()
    row, field = begin_typing(hands, 4)
    save_to(monkeypatch, path.with_name("Kopia.knreg"))
    os.seteuid(NOBODY)
    try:
        hands.enter()
        assert "”Prov.knreg” kan inte skrivas: filen eller dess mapp" in told(hands)
        hands.window.actions_.by_name["save_copy"].trigger()
        while boxes():
            boxes()[0].reject()
        hands.window.close()
        assert press(hands, "Avbryt").startswith("Det du har skrivit kan inte sparas just nu")
        while boxes():
            boxes()[0].reject()
    finally:
        os.seteuid(0)
    assert field.text() == NEW
    assert hands.place.flush()
    assert written(path, row) == NEW
    hands.close()
    rmtree(folder)
