"""The preview of a file: what is shown is what is taken in, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.exchange.lists import foreign, telling
from desktop_app.services import reading_files, writing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.import_plan import CATEGORIES, Basis, CellChange, ImportPlan, Outcome
from desktop_app.services.opening import open_register
from desktop_app.services.reading import Listing, conflicts_of, list_rows
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files
from desktop_app.ui.taking.foot import NOTHING_NEW, ONLY_REFUSED
from desktop_app.ui.taking.preview import ASKING, SHOWING, ImportDialog
from desktop_app.ui.taking.previewing import READ_ONLY, TICK_FIRST
from desktop_app.ui.taking.rows import CHANGES, PIECES, Filter, Rows
from desktop_app.ui.taking.words import in_window

CONTACT = CATALOGUE["contact"]
PHONE = "+46 40 34 10 00"
Cells = Mapping[int, Mapping[str, object]]


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    """Return a desk whose work is over when the test is."""
    yield desk
    desk.tasks.close()


@pytest.fixture
def preview(qtbot: QtBot, desk: Desk) -> Callable[[Path], ImportDialog]:
    """Return what opens the preview of a file and waits until it is read."""

    def opened(path: Path) -> ImportDialog:
        dialog = ImportDialog(desk, path)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitUntil(lambda: dialog._task is None, timeout=20_000)
        return dialog

    return opened


@pytest.fixture
def boxes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with what is told in boxes."""
    found: list[str] = []
    monkeypatch.setattr(desk.messages, "tell", lambda words, _advice=None: found.append(words.sv))
    return found


@pytest.fixture
def said(desk: Desk) -> list[tuple[str, bool]]:
    """Return a list that fills with the lines at the foot of the window."""
    found: list[tuple[str, bool]] = []
    desk.messages.said.connect(lambda text, undo: found.append((text, undo)))
    return found


def contacts(desk: Desk) -> list[Row]:
    return list(list_rows(desk.session.register, CONTACT, Listing()))


def returned(desk: Desk, folder: Path, cells: Cells, more: int = 0) -> Path:
    """Send the register out, write cells of contacts by row number, and `more` new contacts."""
    path = folder / "åter.xlsx"
    export(desk.session.register, path, Wish())
    book = load_workbook(path)
    sheet = book["Kontakter"]
    places = {cell.value: cell.column for cell in sheet[1]}
    last = max(cell.row for cell in sheet["A"] if cell.value)
    new = {
        last + 1 + n: {
            "given_name": f"Ny{n}",
            "family_name": "Person",
            "email": f"n{n}@example.org",
        }
        for n in range(more)
    }
    for row, values in {**cells, **new}.items():
        for name, value in values.items():
            sheet.cell(row, places[name]).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def listed(folder: Path, *rows: list[object], name: str = "lista.xlsx") -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


PEOPLE: tuple[list[object], ...] = (
    ["Förnamn", "Efternamn", "E-post", "Allergi"],
    ["Ada", "Prov", "ada@example.org", "nötter"],
    ["Bo", "Prov", "bo@example.org", None],
    ["Fel", "Prov", "ingen adress", None],
)


def click(qtbot: QtBot, button: Any) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_shown_is_what_is_taken_in(
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    preview: Callable[[Path], ImportDialog],
    said: list[tuple[str, bool]],
) -> None:
    before = {row.id: row.values for row in contacts(desk)}
    dialog = preview(returned(desk, tmp_path, {3: {"phone": PHONE}, 4: {"title": "Chef"}}, more=3))
    assert dialog.plan is not None
    origin = dialog._origin.text()
    assert origin.startswith("En arbetsbok som Stadsledningskontoret (Alva Exempelsson) skickade")
    account = dialog.plan.account()
    assert (account["new"], account["changed"], account["refused"]) == (3, 2, 0)
    assert dialog.foot.take.text() == "Läs in 5 rader"
    click(qtbot, dialog.foot.take)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=10_000)
    after = {row.id: row.values for row in contacts(desk)}
    differing = [id_ for id_ in before if before[id_] != after[id_]]
    assert (len(after) - len(before), len(differing)) == (3, 2)
    assert said[-1] == ("Läste in åter.xlsx: 3 nya, 2 ändrade", True)
    told = subprocess.run(
        [sys.executable, "-m", "desktop_app", "info", str(desk.session.path), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert json.loads(told.stdout)["counts"]["contact"] == len(after)
    desk.session.undo()
    assert {row.id: row.values for row in contacts(desk)} == before


def test_the_numbers_add_up_and_filter_by_keys(
    qtbot: QtBot, desk: Desk, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    cells: Cells = {3: {"phone": PHONE}, 4: {"email": "ingen adress"}}
    dialog = preview(returned(desk, tmp_path, cells, more=2))
    account, panes = dialog.panes.account, dialog.panes
    numbers = [int(account.chip(c).text().split()[-1]) for c in CATEGORIES]
    assert sum(numbers) == int("".join(c for c in account.chip("").text() if c.isdigit()))
    assert dict(zip(CATEGORIES, numbers, strict=True))["refused"] == 1
    account.chip("").setFocus()
    for key, count in ((Qt.Key.Key_1, 2), (Qt.Key.Key_2, 1), (Qt.Key.Key_6, 1)):
        qtbot.keyClick(account, key)
        assert panes.rows.rowCount() == count
    qtbot.keyClick(account, Qt.Key.Key_4)
    assert account.chip("refused").isChecked(), "none differ: that number cannot be chosen"
    qtbot.keyClick(account, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: panes.rows.rowCount() == sum(numbers))


def test_a_row_shows_what_was_and_what_comes(
    qtbot: QtBot, desk: Desk, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    row = next(n for n, r in enumerate(contacts(desk), start=3) if r.values.get("phone"))
    old = str(contacts(desk)[row - 3].values["phone"])
    dialog = preview(returned(desk, tmp_path, {row: {"phone": PHONE}}))
    index = dialog.panes.rows.index(0, CHANGES)
    parts = [part for part, _text in index.data(PIECES)]
    assert parts == ["label", "old", "arrow", "new"]
    assert f" → {PHONE}" in index.data()
    shown = dialog.panes.details.toPlainText()
    assert PHONE in shown
    assert old.rsplit(maxsplit=1)[-1] in shown
    html = dialog.panes.details.toHtml()
    assert "line-through" in html


def test_where_values_differ_both_are_shown_and_both_stay(
    qtbot: QtBot, desk: Desk, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    path = returned(desk, tmp_path, {3: {"title": "I filen"}})
    one = contacts(desk)[0].id
    desk.session.do(lambda r: writing.put(r, CONTACT, one, {"title": "Här"}))
    dialog = preview(path)
    assert dialog.panes.rows.index(0, 0).data() == "Skiljer sig"
    parts = dialog.panes.rows.index(0, CHANGES).data(PIECES)
    assert [part for part, _text in parts] == ["label", "here", "arrow", "new"]
    assert dialog.panes.rows.index(0, CHANGES).data().endswith("Här ↔ I filen")
    assert dialog.panes.details.toPlainText().count("båda uppgifterna") == 1
    click(qtbot, dialog.foot.take)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=10_000)
    row = desk.session.register.row(CONTACT, one)
    assert set(conflicts_of(desk.session.register, CONTACT, row)) == {"title"}


def test_an_emptied_cell_is_called_empty(
    qtbot: QtBot, desk: Desk, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    row = next(n for n, r in enumerate(contacts(desk), start=3) if r.values.get("phone"))
    dialog = preview(returned(desk, tmp_path, {row: {"phone": None}}))
    assert dialog.panes.rows.index(0, CHANGES).data().endswith("→ tom")
    assert "(tom)" in dialog.panes.details.toPlainText()


def test_enter_on_a_row_goes_to_the_row_in_full(
    qtbot: QtBot, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    dialog = preview(listed(tmp_path, *PEOPLE))
    dialog.panes.show_columns()
    qtbot.keyClick(dialog.panes.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.panes.table, Qt.Key.Key_Return)
    assert dialog.panes.details.isVisible()
    assert dialog.panes.details.hasFocus()
    assert "Bo Prov" in dialog.panes.details.toPlainText()


def test_rows_are_found_by_what_is_typed(
    qtbot: QtBot, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    dialog = preview(listed(tmp_path, *PEOPLE))
    qtbot.keyClicks(dialog.panes.search, "NÖTTER")
    assert dialog.panes.rows.rowCount() == 1
    dialog.panes.search.clear()
    qtbot.keyClicks(dialog.panes.search, "finns inte")
    assert dialog.panes._nothing.isVisible()
    assert dialog.panes.rows.rowCount() == 0


def test_why_a_row_is_refused_is_told_and_saved(  # noqa: PLR0917 - fixtures
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    preview: Callable[[Path], ImportDialog],
    monkeypatch: pytest.MonkeyPatch,
    said: list[tuple[str, bool]],
) -> None:
    nameless: list[object] = [None, None, "bara@example.org", None]
    dialog = preview(listed(tmp_path, PEOPLE[0], nameless))
    assert not dialog.foot.take.isEnabled()
    assert dialog.foot.why.text() == ONLY_REFUSED.sv
    assert dialog.plan is not None
    assert dialog.plan.problems[0].reason.into("sv") in dialog.panes.details.toPlainText()
    out = tmp_path / "avvisade.xlsx"
    monkeypatch.setattr(Files, "save_file", lambda *_given: out)
    click(qtbot, dialog.foot.refused)
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1][0] == "Sparade 1 avvisade rader i avvisade.xlsx."
    texts = [cell.value for row in load_workbook(out).active.rows for cell in row]  # type: ignore[union-attr]
    assert "bara@example.org" in texts


def test_an_unchanged_file_holds_nothing_new(
    desk: Desk, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    dialog = preview(returned(desk, tmp_path, {}))
    assert not dialog.foot.take.isEnabled()
    assert dialog.foot.why.text() == NOTHING_NEW.sv
    name = dialog.panes.rows.index(0, 2).data()
    assert name, "unchanged rows have names too"


def test_a_warning_is_to_be_heeded_first(
    qtbot: QtBot, desk: Desk, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    cells = {row: {"title": f"Titel {row}"} for row in range(3, 43)}
    path = returned(desk, tmp_path, cells)
    book = load_workbook(path)
    for name, field in (("Organisationer", "note"), ("Program", "place")):
        sheet = book[name]
        place = next(cell.column for cell in sheet[1] if cell.value == field)
        for row in range(3, 130):
            if sheet.cell(row, 1).value:
                sheet.cell(row, place).value = "Ändrad i Excel"
    book.save(path)
    dialog = preview(path)
    assert dialog.warning.isVisible()
    assert dialog.foot.why.text() == TICK_FIRST.sv
    assert not dialog.foot.take.isEnabled()
    qtbot.keyClick(dialog.heed, Qt.Key.Key_Space)
    assert dialog.foot.take.isEnabled()


def test_a_register_that_changed_asks_for_a_new_preview(
    qtbot: QtBot, desk: Desk, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    dialog = preview(listed(tmp_path, *PEOPLE))
    assert dialog.foot.take.isEnabled()
    one = contacts(desk)[0].id
    desk.session.do(lambda r: writing.put(r, CONTACT, one, {"title": "Ny titel"}))
    assert dialog.stale.isVisible()
    assert not dialog.foot.take.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: dialog._task is None and dialog.foot.take.isEnabled())
    assert not dialog.stale.isVisible()


def test_what_another_program_wrote_is_noticed_at_the_last_moment(
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    preview: Callable[[Path], ImportDialog],
    boxes: list[str],
) -> None:
    dialog = preview(listed(tmp_path, *PEOPLE))
    with open_register(desk.session.path) as other:
        writing.put(other, CONTACT, None, {"given_name": "En", "family_name": "Annan"})
    count = len(contacts(desk))
    click(qtbot, dialog.foot.take)
    qtbot.waitUntil(dialog.stale.isVisible, timeout=10_000)
    assert dialog.isEnabled()
    assert len(contacts(desk)) == count
    click(qtbot, dialog.again_button)
    qtbot.waitUntil(lambda: dialog._task is None and dialog.foot.take.isEnabled())
    assert boxes == []


def test_a_register_that_is_only_read_takes_nothing_in(
    desk: Desk,
    tmp_path: Path,
    preview: Callable[[Path], ImportDialog],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk.session, "writable", False)
    dialog = preview(listed(tmp_path, *PEOPLE))
    assert not dialog.foot.take.isEnabled()
    assert dialog.foot.why.text() == READ_ONLY.sv


def choose(combo: Any, data: object) -> None:
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def test_a_column_goes_where_a_person_says(
    qtbot: QtBot, desk: Desk, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    dialog = preview(listed(tmp_path, *PEOPLE))
    combos = dialog.panes.columns.combos
    assert combos["Förnamn"].currentData() == "given_name"
    assert combos["Allergi"].currentData() is None
    choose(combos["Allergi"], "title")
    qtbot.waitUntil(lambda: dialog._task is None)
    click(qtbot, dialog.foot.take)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=10_000)
    ada = next(row for row in contacts(desk) if row.values.get("given_name") == "Ada")
    assert ada.values["title"] == "nötter"


def test_a_column_said_twice_is_refused_and_the_preview_stays(
    qtbot: QtBot, tmp_path: Path, preview: Callable[[Path], ImportDialog], boxes: list[str]
) -> None:
    dialog = preview(listed(tmp_path, *PEOPLE))
    choose(dialog.panes.columns.combos["Allergi"], "title")
    qtbot.waitUntil(lambda: dialog._task is None)
    choose(dialog.panes.columns.combos["Efternamn"], "title")
    qtbot.waitUntil(lambda: dialog._task is None)
    assert len(boxes) == 1
    assert dialog._stack.currentIndex() == SHOWING
    assert dialog.panes.columns.combos["Efternamn"].currentData() == "family_name"
    assert dialog.panes.columns.combos["Allergi"].currentData() == "title"


def test_a_list_that_could_be_anything_asks_what_it_is(
    qtbot: QtBot, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    dialog = preview(listed(tmp_path, ["Namn", "Anm"], ["Prov AB", "x"], name="x.xlsx"))
    if dialog._stack.currentIndex() != ASKING:
        dialog = preview(listed(tmp_path, ["A", "B"], ["1", "2"], name="y.xlsx"))
    assert dialog._stack.currentIndex() == ASKING
    dialog.which.kind.setCurrentIndex(dialog.which.kind.findData("organisation"))
    assert not dialog.foot.take.isEnabled()
    click(qtbot, dialog.which.button)
    qtbot.waitUntil(lambda: dialog._task is None)


def test_a_file_that_cannot_be_read_is_told(
    qtbot: QtBot, desk: Desk, tmp_path: Path, boxes: list[str]
) -> None:
    path = tmp_path / "trasig.xlsx"
    path.write_bytes(b"PK\x03\x04 inget")
    dialog = ImportDialog(desk, path)
    dialog.open()
    qtbot.waitUntil(lambda: len(boxes) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: not any(type(w) is ImportDialog for w in visible()))


def visible() -> list[QDialog]:
    widgets = QApplication.topLevelWidgets()
    return [w for w in widgets if isinstance(w, QDialog) and w.isVisible()]


def test_closing_ends_the_reading(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def endless(*given: Any) -> None:
        begun.set()
        try:
            while True:
                given[0].progress(0, 0)
                time.sleep(0.005)
        finally:
            ended.set()

    monkeypatch.setattr(reading_files, "plan_opened", endless)
    dialog = ImportDialog(desk, listed(tmp_path, *PEOPLE))
    dialog.open()
    qtbot.waitUntil(begun.is_set)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(ended.is_set)
    qtbot.waitUntil(lambda: not desk.tasks.busy)


def test_in_the_window_nobody_reads_of_options() -> None:
    said = [
        words
        for module in (foreign, telling)
        for words in vars(module).values()
        if isinstance(words, Words) and "--" in words.sv + words.en
    ]
    assert len(said) == 5
    assert [w.sv for w in said if "--" in in_window(w).sv + in_window(w).en] == []


def big(count: int) -> ImportPlan:
    cells = (CellChange(CONTACT.by_name["phone"].label, "040-1", "040-2"),)
    outcomes = [
        Outcome("Blad", n, "contact", f"{n}", f"Person {n}", "changed", cells) for n in range(count)
    ]
    basis = Basis("", "", 0)
    return ImportPlan(Path("x"), "list", outcomes, [], [], lambda _a, _s: None, 0, basis)


def test_a_hundred_thousand_rows_never_hold_the_window(qtbot: QtBot, desk: Desk) -> None:
    rows = Rows(desk.speech, lambda _entity, _id: "")
    started = time.perf_counter()
    rows.show_plan(big(100_000))
    made = time.perf_counter()
    rows.look_for(Filter(text="person 99999"))
    looked = time.perf_counter()
    assert rows.rowCount() == 0
    assert looked - made < 0.05
    assert made - started < 2
    with qtbot.waitSignal(rows.settled, timeout=20_000):
        pass
    assert rows.rowCount() == 1


def test_new_and_changed_are_told_apart_without_colours(
    qtbot: QtBot, desk: Desk, tmp_path: Path, preview: Callable[[Path], ImportDialog]
) -> None:
    dialog = preview(returned(desk, tmp_path, {3: {"phone": PHONE}}, more=1))
    words = {dialog.panes.rows.index(row, 0).data() for row in range(2)}
    assert words == {"Ny", "Ändrad"}
    icons = [
        dialog.panes.rows.index(row, 0).data(Qt.ItemDataRole.DecorationRole).pixmap(16).toImage()
        for row in range(2)
    ]
    assert icons[0] != icons[1]
    # And the new value stands on the theme's ground for what changed.
    dialog.panes.table.clearSelection()
    picture = dialog.panes.table.grab().toImage()
    seen = {
        QColor(picture.pixel(x, y)).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }
    assert desk.theme.colours.new_back.name() in seen
