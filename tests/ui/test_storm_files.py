"""Files nobody wants: too large, vanishing, hostile, dragged onto the window, open elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from errno import EACCES
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from desktop_app.exchange.safely import replace_file
from desktop_app.services.attaching import MAX_BYTES
from desktop_app.storage import attachments as contents
from desktop_app.ui.files import Files
from desktop_app.ui.paper.preview import PaperDialog
from desktop_app.ui.record.attachments import AttachmentsBlock
from desktop_app.ui.sending.workbook import ExportDialog
from tests.journeys.hands import Hands, ask
from tests.ui.at_window import Key, choose, home, to_list, told

LARGE = 3_000_000


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the file that is chosen whenever one is asked for."""
    path = tmp_path / "Bilaga.bin"
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_given: (str(path), ""))
    return path


@pytest.fixture
def unwritable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every file that is there already be open in Excel, as Windows has it."""

    def refuse(_self: Path, target: Path) -> Path:
        raise PermissionError(EACCES, "Permission denied", str(target))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        yield


def attached(hands: Hands) -> AttachmentsBlock:
    """Return the attachments of the record."""
    (block,) = (b for b in hands.place.record.findChildren(AttachmentsBlock) if b.isVisible())
    return block


def names(hands: Hands, row: str) -> list[str]:
    """Return the names of the attachments of a contact, as a fresh process says."""
    card = ask("show", hands.place._desk.session.path, "contact", row)
    return [each["name"] for each in card["attachments"]]


def attach(hands: Hands) -> None:
    """Attach by the command, and wait until nothing is worked on."""
    hands.window.actions_.by_name["attach"].trigger()
    hands.until(lambda: not hands.program.tasks.busy, "the attachment")
    hands.rest()


# --- attachments ---


def test_the_largest_attachment_goes_in_and_out_whole(
    hands: Hands, chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def launch(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", launch)
    chosen.write_bytes(os.urandom(MAX_BYTES))
    whole = chosen.read_bytes()
    row = choose(hands, to_list(hands), 2)
    attach(hands)
    assert hands.said == "Bifogade ”Bilaga.bin”"
    assert names(hands, row) == ["Bilaga.bin"]
    block = attached(hands)
    key = block._rows[0].id
    block.open(key)
    hands.until(lambda: opened, "the copy")
    copy = Path(opened[0])
    assert copy.read_bytes() == whole
    chosen.unlink()
    block.save(key)
    hands.until(lambda: not hands.program.tasks.busy, "the file")
    hands.rest()
    assert chosen.read_bytes() == whole
    assert hands.said == "Sparade ”Bilaga.bin”"
    copy.unlink()


def test_a_larger_one_is_refused(hands: Hands, chosen: Path) -> None:
    with chosen.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    row = choose(hands, to_list(hands), 2)
    attach(hands)
    assert "är 51 MB; en bilaga får vara högst 50 MB. Lägg filen på en gemensam" in told(hands)
    assert names(hands, row) == []


@pytest.mark.parametrize("size", [10, LARGE])
def test_a_file_that_changes_while_it_is_read(
    hands: Hands, chosen: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    chosen.write_bytes(b"a" * size)
    digest_of = contents.digest_of

    def then_cut(chunks: Iterator[bytes]) -> tuple[str, int]:
        found = digest_of(chunks)
        os.truncate(chosen, 5)
        return found

    monkeypatch.setattr(contents, "digest_of", then_cut)
    row = choose(hands, to_list(hands), 2)
    attach(hands)
    assert "ändrades medan den lästes och bifogades inte" in told(hands)
    assert names(hands, row) == []


def test_an_attachment_that_goes_away_between_two_looks(hands: Hands, chosen: Path) -> None:
    row = choose(hands, to_list(hands), 2)
    attach(hands)
    assert "Filen ”Bilaga.bin” finns inte." in told(hands)
    chosen.mkdir()
    attach(hands)
    assert "är en mapp" in told(hands)
    assert names(hands, row) == []


def test_closing_while_a_large_file_is_attached(hands: Hands, chosen: Path) -> None:
    chosen.write_bytes(os.urandom(MAX_BYTES))
    row = choose(hands, to_list(hands), 2)
    path = hands.place._desk.session.path
    hands.window.actions_.by_name["attach"].trigger()
    hands.close()
    assert ask("check", path)["damage"] == []
    again = Hands(home(hands), path)
    try:
        assert names(again, row) in ([], ["Bilaga.bin"])
    finally:
        again.close()
    left = [each.name for each in path.parent.iterdir()]
    assert sorted(left) == ["Bilaga.bin", "Prov.knreg", "home"]


# --- what is open in Excel when it is written ---


def shown(kind: type[QDialog]) -> QDialog:
    """Return the dialog that is open."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


@pytest.mark.usefixtures("unwritable")
def test_a_workbook_that_is_open_in_excel_is_told_and_can_be_saved_elsewhere(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "ut.xlsx"
    out.write_text("den gamla")
    monkeypatch.setattr(Files, "save_file", lambda *_args, **_named: out)
    hands.control(Key.Key_E)
    dialog = shown(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.to.setText("Miljöförvaltningen")
    hands.click(dialog.save_button)
    assert "Stäng den i Excel, eller spara under ett annat namn." in told(hands)
    hands.until(dialog.isEnabled, "the dialog")
    assert dialog.to.text() == "Miljöförvaltningen"
    assert out.read_text() == "den gamla"
    assert [each.name for each in tmp_path.iterdir() if "kontaktnat-" in each.name] == []
    dialog.reject()
    hands.rest()
    to_list(hands)
    hands.window.actions_.by_name["save_list"].trigger()
    assert "Stäng den i Excel" in told(hands)
    assert out.read_text() == "den gamla"


@pytest.mark.usefixtures("unwritable")
def test_a_summary_that_is_open_elsewhere_is_told(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "ut.pdf"
    out.write_text("den gamla")
    monkeypatch.setattr(Files, "save_file", lambda *_args, **_named: out)
    choose(hands, to_list(hands, "trip"), 0)
    hands.control(Key.Key_P)
    dialog = shown(PaperDialog)
    assert isinstance(dialog, PaperDialog)
    hands.until(dialog.save_button.isEnabled, "the pages")
    hands.click(dialog.save_button)
    assert "eller spara under ett annat namn" in told(hands)
    monkeypatch.setattr("PySide6.QtPrintSupport.QPrinterInfo.availablePrinterNames", list)
    hands.click(dialog.print_button)
    assert "Datorn har ingen skrivare. Välj ”Spara som PDF …”" in told(hands)
    assert out.read_text() == "den gamla"
    dialog.reject()
    hands.rest()


# --- what a killed program left ---


def test_what_a_killed_program_left_beside_a_file_goes(tmp_path: Path) -> None:
    old, young = tmp_path / ".kontaktnat-aa.tmp", tmp_path / ".kontaktnat-bb.tmp"
    for each in (old, young):
        each.touch()
    os.utime(old, (0, 0))
    with replace_file(tmp_path / "ut.txt") as part:
        part.write_text("nytt")
    assert sorted(each.name for each in tmp_path.iterdir()) == [young.name, "ut.txt"]


def test_copies_that_a_killed_program_opened_go_and_those_in_use_stay(tmp_path: Path) -> None:
    env = {**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "TMP": str(tmp_path)}
    make = "from desktop_app.ui.record.private import private_folder as f; (f() / 'a').touch()"
    die = "; import os; os.kill(os.getpid(), 9)"
    stay = "; print(flush=True); input()"
    subprocess.run([sys.executable, "-c", make + die], env=env, check=False)
    (left,) = tmp_path.iterdir()
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", make + stay]
    with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe) as running:
        assert running.stdout is not None
        running.stdout.readline()
        (used,) = tmp_path.iterdir()
        assert used != left, "the one that was left is gone"
        subprocess.run([sys.executable, "-c", make], env=env, check=True)
        assert list(tmp_path.iterdir()) == [used], "the one in use stays"
        running.communicate(b"\n")
    assert list(tmp_path.iterdir()) == []
