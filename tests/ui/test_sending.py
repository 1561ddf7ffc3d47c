"""Sending out: what leaves is seen first, and the file holds just that."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import writing
from desktop_app.services.exporting import Wish, leaving
from desktop_app.services.reading import Listing, list_rows
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files
from desktop_app.ui.sending import sent
from desktop_app.ui.sending.list_file import save_list
from desktop_app.ui.sending.workbook import ExportDialog

CONTACT = CATALOGUE["contact"]
HEADING = Words("Kontakter", "Contacts")


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    """Return a desk whose work is over when the test is."""
    yield desk
    desk.tasks.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Let a person choose ``ut.xlsx``; return the names that were suggested."""
    names: list[str] = []

    def choose(_files: Files, _parent: Any, _title: Words, name: str, _kinds: Any) -> Path:
        names.append(name)
        return tmp_path / "ut.xlsx"

    monkeypatch.setattr(Files, "save_file", choose)
    return names


def opened(qtbot: QtBot, desk: Desk, selection: Wish | None = None) -> ExportDialog:
    dialog = ExportDialog(desk, None, selection)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def contacts(desk: Desk) -> list[Row]:
    return list(list_rows(desk.session.register, CONTACT, Listing()))


def texts(dialog: ExportDialog) -> str:
    return "\n".join(label.text() for label in dialog.scope.findChildren(QLabel))


def write(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.keyPress(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._stack.currentIndex() == 1, timeout=20_000)


def test_what_is_shown_leaves_and_nothing_secret(
    qtbot: QtBot, desk: Desk, tmp_path: Path, asked: list[str]
) -> None:
    secret, noted, *_ = contacts(desk)
    desk.session.do(lambda r: writing.put(r, CONTACT, secret.id, {"secret": True}))
    note = {"private_note": "bara för mig"}
    desk.session.do(lambda r: writing.put(r, CONTACT, noted.id, note))
    dialog = opened(qtbot, desk)
    shown = texts(dialog)
    expected = leaving(desk.session.register, Wish())
    assert f"Följer med ({sum(expected.rows.values())} rader)" in shown
    assert "Rader med sekretess, också namnen på dem (Kontakter: 1)." in shown
    assert f"Privata anteckningar ({expected.private_notes})" in shown
    qtbot.keyClicks(dialog.to, "Xenonkontoret")
    write(qtbot, dialog)
    book = load_workbook(tmp_path / "ut.xlsx")
    ids = {cell.value for cell in book["Kontakter"]["A"]}
    assert secret.id not in ids
    assert noted.id in ids
    cells = [str(cell.value) for sheet in book for row in sheet.rows for cell in row]
    assert not any("bara för mig" in cell for cell in cells)
    assert any("Xenonkontoret" in cell for cell in cells)
    date = desk.session.register.clock().date().isoformat()
    assert asked == [f"Kontaktnät Stadsledningskontoret {date}.xlsx"]


def test_the_language_of_the_workbook_is_chosen(
    qtbot: QtBot, desk: Desk, tmp_path: Path, asked: list[str]
) -> None:
    dialog = opened(qtbot, desk)
    qtbot.keyClick(dialog.language, Qt.Key.Key_Down)
    write(qtbot, dialog)
    assert "Contacts" in load_workbook(tmp_path / "ut.xlsx").sheetnames


def test_only_what_the_list_shows_can_leave(
    qtbot: QtBot, desk: Desk, tmp_path: Path, asked: list[str]
) -> None:
    one = contacts(desk)[0]
    name = str(one.values["family_name"])
    found = len(list(list_rows(desk.session.register, CONTACT, Listing(name))))
    dialog = opened(qtbot, desk, Wish(CONTACT, search=name))
    assert f"Följer med ({found} rader)" not in texts(dialog)
    qtbot.keyClick(dialog.content, Qt.Key.Key_Down)
    dialog.content.activated.emit(1)
    assert dialog.wish.only is CONTACT
    write(qtbot, dialog)
    book = load_workbook(tmp_path / "ut.xlsx")
    ids = {cell.value for cell in book["Kontakter"]["A"]}
    assert len(ids & {row.id for row in contacts(desk)}) == found


def test_where_the_file_is_can_be_seen(
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folders: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: folders.append(url.toLocalFile()))
    said: list[str] = []
    desk.messages.said.connect(lambda text, _undo: said.append(text))
    dialog = opened(qtbot, desk)
    write(qtbot, dialog)
    assert said[-1].startswith("Skrev ut.xlsx: ")
    qtbot.mouseClick(dialog.folder_button, Qt.MouseButton.LeftButton)
    assert folders == [str(tmp_path)]
    assert dialog.isEnabled()


def test_a_workbook_that_is_open_elsewhere_is_told_and_can_be_tried_again(
    qtbot: QtBot, desk: Desk, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[str] = []
    monkeypatch.setattr(desk.messages, "tell", lambda words, _advice=None: boxes.append(words.sv))

    def busy(*_given: object) -> None:
        raise Refused(Words("Filen är öppen.", "The file is open."))

    monkeypatch.setattr(sent, "export", busy)
    dialog = opened(qtbot, desk)
    qtbot.keyPress(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: boxes == ["Filen är öppen."])
    qtbot.waitUntil(dialog.isEnabled)
    assert dialog._stack.currentIndex() == 0
    assert dialog.save_button.isVisible()


def test_the_dialog_stays_while_the_file_is_written(
    qtbot: QtBot, desk: Desk, asked: list[str]
) -> None:
    dialog = opened(qtbot, desk)
    qtbot.keyPress(dialog, Qt.Key.Key_Return)
    assert not dialog.close()
    qtbot.waitUntil(lambda: dialog._stack.currentIndex() == 1, timeout=20_000)
    assert dialog.isVisible()


def test_a_list_is_saved_as_it_stands(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "lista.csv"
    monkeypatch.setattr(Files, "save_file", lambda *_given: out)
    said: list[str] = []
    desk.messages.said.connect(lambda text, _undo: said.append(text))
    rows = contacts(desk)[:5][::-1]
    desk.session.do(lambda r: writing.put(r, CONTACT, rows[1].id, {"secret": True}))
    fields = [CONTACT.by_name["family_name"], CONTACT.by_name["given_name"]]
    save_list(desk, None, CONTACT, fields, lambda: [row.id for row in rows], HEADING)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert said == ["Sparade 4 rader i lista.csv. 1 sekretessrader följde inte med."]
    with out.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    expected = [[row.values["family_name"], row.values["given_name"]] for row in rows]
    assert lines == [["Efternamn", "Förnamn"], expected[0], *expected[2:]]


def test_a_list_that_nobody_chose_a_file_for_is_not_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Files, "save_file", lambda *_given: None)
    save_list(desk, None, CONTACT, list(CONTACT)[:2], pytest.fail, HEADING)
    assert not desk.tasks.busy


@pytest.mark.parametrize(
    ("entity", "kinds"),
    [
        ("contact", ["Excel-arbetsbok", "Kommaseparerad text", "Kontaktkort"]),
        ("trip", ["Excel-arbetsbok", "Kommaseparerad text", "Kalender"]),
        ("organisation", ["Excel-arbetsbok", "Kommaseparerad text"]),
    ],
)
def test_a_list_can_become_what_its_rows_are_fit_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, entity: str, kinds: list[str]
) -> None:
    offered: list[str] = []
    monkeypatch.setattr(
        Files, "save_file", lambda *given: offered.extend(words.sv for words, _ in given[4])
    )
    save_list(desk, None, CATALOGUE[entity], [], pytest.fail, HEADING)
    assert [each.split(" för ")[0] for each in offered] == kinds


@pytest.mark.parametrize(
    ("entity", "name", "told", "button"),
    [
        (
            "contact",
            "k.vcf",
            (
                "Sparade 2 kontaktkort i k.vcf. Ett kontaktkort har ingen plats för Språk, Ämnen, "
                "Typ, Senast bekräftad, Status, Bevarande: det följde inte med."
            ),
            0,
        ),
        ("trip", "k.ics", "Sparade 7 datum i k.ics.", 1),
    ],
)
def test_of_several_selected_rows_it_is_asked_whether_they_are_meant(  # noqa: PLR0917
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    entity: str,
    name: str,
    told: str,
    button: int,
) -> None:
    asked: list[str] = []

    def answer(sentence: Words, _advice: None, _yes: Words, then: Any, otherwise: Any) -> None:
        asked.append(sentence.into("sv"))
        (then, otherwise[1])[button]()

    monkeypatch.setattr(Files, "save_file", lambda *_given: tmp_path / name)
    monkeypatch.setattr(desk.messages, "ask", answer)
    said: list[str] = []
    desk.messages.said.connect(lambda text, _undo: said.append(text))
    shown = CATALOGUE[entity]
    rows = [row.id for row in list_rows(desk.session.register, shown, Listing())]
    save_list(desk, None, shown, [], lambda: rows[:3], HEADING, rows[:2])
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert (said, asked) == ([told], ["2 rader är markerade. Vilka ska sparas?"])
    text = (tmp_path / name).read_text("utf-8")
    assert [row in text for row in rows[:4]] == [True, True, button == 1, False]
