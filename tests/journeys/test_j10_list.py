"""J10: 200 people in a colleague's list: columns seen, duplicates decided, refused rows back."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt

from desktop_app.ui.files import Files
from desktop_app.ui.pages.history import HistoryPage
from desktop_app.ui.taking.preview import ImportDialog
from tests.journeys.conftest import Start
from tests.journeys.going import closed, dialog, press, walk
from tests.journeys.hands import Hands, ask

HEADINGS = ["Namn", "Befattning", "Arbetsgivare", "E-postadress", "Tfn arb", "Land", "Träffad"]
NEW, KNOWN, ALIKE = 188, 6, 3


@pytest.fixture
def register(sample_path: Path) -> Path:
    """Return a register in which three people have a number of their own."""
    rows = ask("list", sample_path, "contact")[-ALIKE:]
    for place, row in enumerate(rows):
        ask("put", sample_path, "contact", "--id", row["id"], f"phone=08-465 004 {place:02}")
    return sample_path


@pytest.fixture
def listed(register: Path, tmp_path: Path) -> Path:
    """Return a workbook of 200 people as a colleague keeps it."""
    rows = ask("list", register, "contact")
    known = [row for row in rows[:-ALIKE] if row.get("email")][:KNOWN]
    alike = rows[-ALIKE:]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Deltagare vid nätverksträffar"])
    sheet.append([])
    sheet.append(HEADINGS)
    for row in known:
        name = f"{row['given_name']} {row['family_name']}"
        sheet.append([name, "Ny titel", None, row["email"], None, None, "5/3/2026"])
    for place, row in enumerate(alike):
        name = f"{row['given_name']} {row['family_name']}"
        phone = f"08-465 004 {place:02}"
        sheet.append([name, None, "Stad Prov", None, phone, "Österrike", "6/3/2026"])
    for number in range(NEW):
        name = f"Prov{number} Listansson"
        mail = f"p{number}@example.org"
        sheet.append([name, "Handläggare", "Stad Prov", mail, None, "Norge", "7/3/2026"])
    for _ in range(3):
        sheet.append([None, "Chef", None, None, None, "Norge", None])
    book.save(tmp_path / "Kollegans lista.xlsx")
    return tmp_path / "Kollegans lista.xlsx"


def to_kind(hands: Hands, preview: ImportDialog, number: int) -> None:
    """Show the rows of one kind by its number."""
    walk(hands, preview.panes.account)
    hands.key(Qt.Key(Qt.Key.Key_0 + number))
    hands.until(lambda: not preview.panes.rows._timer.isActive(), "the rows")


def test_a_colleagues_list_is_decided_taken_in_and_undone(
    start: Start, register: Path, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = tmp_path / "avvisade.xlsx"
    monkeypatch.setattr(Files, "open_files", lambda *_asked: [listed])
    monkeypatch.setattr(Files, "save_file", lambda *_asked: refused)
    before = ask("info", register)
    hands = start(register)
    hands.control(Qt.Key.Key_I)
    preview = dialog(hands, ImportDialog)
    hands.until(lambda: preview.plan is not None, "the plan")
    assert preview.plan is not None
    placed = {c.heading: c.field for c in preview.plan.columns}
    assert placed["Namn"] == "given_name+family_name"
    assert [placed[h] for h in HEADINGS[1:6]] == [
        *("title", "organisation", "email", "phone", "country")
    ]
    account = preview.plan.account()
    assert (account["new"], account["changed"]) == (NEW, KNOWN)
    assert (account["doubts"], account["refused"]) == (ALIKE, 3)
    # Those who look like somebody: fill in what is empty, all of them at once.
    to_kind(hands, preview, 5)
    hands.until(lambda: preview.panes.rows.rowCount() == ALIKE, "those in doubt")
    walk(hands, preview.panes.table)
    hands.key(Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    hands.until(lambda: not preview.decisions.waits, "all decided")
    assert preview.plan.account()["doubts"] == 0
    press(hands, preview.foot.refused)
    hands.until(refused.exists, "the refused rows")
    hands.until(lambda: not preview.isHidden() and preview.isEnabled(), "the preview")
    press(hands, preview.foot.take)
    closed(hands)
    print(f"J10: {hands.steps} keys")
    hands.close()
    assert len(ask("list", register, "contact")) == before["counts"]["contact"] + NEW
    with_reason = load_workbook(refused).worksheets[0]
    assert with_reason.max_row == 4
    again = ask("import", register, listed, "--dry-run")
    assert (again["new"], again["changed"]) == (0, 0)
    # Tomorrow, after other work, all of it goes back.
    ask("put", register, "contact", "given_name=Senare", "family_name=Arbete")
    hands = start(register)
    hands.key(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = hands.place.page
    assert isinstance(page, HistoryPage)
    walk(hands, page.table)
    hands.key(Qt.Key.Key_Down)
    press(hands, page.undo)
    hands.close()
    names = {row.get("family_name") for row in ask("list", register, "contact")}
    assert "Listansson" not in names
    assert "Arbete" in names
