"""The workbook sent out, edited as people do, and taken back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.services import importing, undoing, writing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.importing import ImportPlan
from desktop_app.services.reading import Listing, conflicts, list_rows
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register
from desktop_app.storage import queries, upkeep
from tests.services.workbooks import FIRST, cells, column, edited, last_row, write

CONTACT = CATALOGUE["contact"]


@pytest.fixture
def sent(sample: Register, tmp_path: Path) -> Path:
    """Return the whole register as a workbook."""
    out = tmp_path / "sent.xlsx"
    export(sample, out, Wish())
    return out


def plan(register: Register, path: Path) -> ImportPlan:
    """Return the plan, its account checked to add up."""
    found = plan_file(register, path, None, {})
    account = found.account()
    assert sum(account[name] for name in importing.CATEGORIES) == account["rows"]
    return found


def shown(register: Register) -> list[str]:
    """Return what every row shows."""
    return [
        repr((row.entity, row.id, sorted(row.values.items()), row.state))
        for entity in CATALOGUE.values()
        for row in queries.all_rows(register.db.conn, entity)
        if row.state != 1
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_unedited_return_changes_nothing(sample: Register, tmp_path: Path, language: str) -> None:
    out = tmp_path / "out.xlsx"
    counts = export(sample, out, Wish(language=language))
    found = plan(sample, out)
    assert found.account()["unchanged"] == found.account()["rows"] == sum(counts.values())
    accepted = importing.accept(sample, found)
    assert accepted.action is None
    assert accepted.backup.is_file()


def test_unedited_return_after_libreoffice_changes_nothing(
    sample: Register, sent: Path, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path / "resaved"
    subprocess.run(
        [
            *(office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", "xlsx", "--outdir", str(folder), str(sent)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    found = plan(sample, folder / sent.name)
    assert found.account()["unchanged"] == found.account()["rows"]


def test_edited_cells_change_and_nothing_else(sample: Register, sent: Path, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(FIRST, column(sheet, "city")).value = "Åbo"
        sheet.cell(FIRST + 1, column(sheet, "title")).value = None
        sheet.cell(last_row(sheet) + 1, column(sheet, "given_name")).value = "Nadja"

    first, second = list(list_rows(sample, CONTACT, Listing(limit=2)))
    before = set(shown(sample))
    back = edited(sent, tmp_path / "back.xlsx", "Kontakter", change)
    found = plan(sample, back)
    had_title = "title" in second.values
    assert found.account()["changed"] == 1 + had_title
    assert found.account()["new"] == 1
    changes = [(o.id, c.label.sv, c.new) for o in found.outcomes for c in o.cells if o.id]
    assert (first.id, "Ort", "Åbo") in changes
    accepted = importing.accept(sample, found)
    after = set(shown(sample))
    assert len(after - before) == 2 + had_title
    assert len(before - after) == 1 + had_title
    row = queries.row(sample.db.conn, CONTACT, first.id)
    assert row is not None
    assert row.values == {**first.values, "city": "Åbo"}
    undone = undoing.undo(sample)
    assert (undone.kept, undone.action is not None) == ((), True)
    assert set(shown(sample)) == before
    assert accepted.action is not None
    undoing.redo(sample)
    assert set(shown(sample)) == after


def test_the_same_return_twice_changes_nothing_more(
    sample: Register, sent: Path, tmp_path: Path
) -> None:
    back = edited(
        sent,
        tmp_path / "back.xlsx",
        "Kontakter",
        lambda s: setattr(s.cell(FIRST, column(s, "city")), "value", "Åbo"),
    )
    importing.accept(sample, plan(sample, back))
    again = plan(sample, back)
    assert again.account()["unchanged"] == again.account()["rows"]


def test_sorted_and_deleted_rows_mean_nothing(sample: Register, sent: Path, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        rows = [cells(sheet, n) for n in range(FIRST, last_row(sheet) + 1)]
        sheet.delete_rows(FIRST, len(rows))
        for number, row in enumerate(reversed(rows[5:])):
            write(sheet, FIRST + number, row)

    found = plan(sample, edited(sent, tmp_path / "back.xlsx", "Kontakter", change))
    assert found.account()["unchanged"] == found.account()["rows"]
    assert found.account()["missing"] == 5


def test_a_changed_copy_of_a_row_is_a_doubt(sample: Register, sent: Path, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        copy = last_row(sheet) + 1
        write(sheet, copy, cells(sheet, FIRST))
        sheet.cell(copy, column(sheet, "given_name")).value = "Kopia"

    found = plan(sample, edited(sent, tmp_path / "back.xlsx", "Kontakter", change))
    assert found.account()["doubts"] == 2
    assert found.waits
    importing.accept(sample, found)
    assert queries.open_doubts(sample.db.conn) >= 1


def test_a_stale_return_becomes_a_visible_conflict(
    sample: Register, sent: Path, tmp_path: Path
) -> None:
    first = next(iter(list_rows(sample, CONTACT, Listing(limit=1))))
    writing.put(sample, CONTACT, first.id, {"city": "Esbo"})
    back = edited(
        sent,
        tmp_path / "back.xlsx",
        "Kontakter",
        lambda s: setattr(s.cell(FIRST, column(s, "city")), "value", "Åbo"),
    )
    found = plan(sample, back)
    assert found.account()["conflicts"] == 1
    importing.accept(sample, found)
    ((row, fields),) = list(conflicts(sample))
    assert row.id == first.id
    assert {claim.value for claim in fields["city"]} == {"Esbo", "Åbo"}
    writing.resolve(sample, CONTACT, first.id, {"city": "Åbo"})
    assert list(conflicts(sample)) == []
    undoing.undo(sample)
    assert len(list(conflicts(sample))) == 1


def test_a_conflict_leaves_in_words(sample: Register, sent: Path, tmp_path: Path) -> None:
    test_a_stale_return_becomes_a_visible_conflict(sample, sent, tmp_path)
    out = tmp_path / "again.xlsx"
    export(sample, out, Wish())
    found = plan(sample, out)
    assert found.account()["unchanged"] == found.account()["rows"]


def test_what_is_invalid_is_refused_with_its_reason(
    sample: Register, sent: Path, tmp_path: Path
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(FIRST, column(sheet, "country")).value = "Atlantis"
        sheet.cell(FIRST, column(sheet, "city")).value = "Åbo"
        sheet.cell(FIRST + 1, column(sheet, "email")).value = "ingen adress"

    found = plan(sample, edited(sent, tmp_path / "back.xlsx", "Kontakter", change))
    assert found.account()["refused"] == 2
    assert {(p.row, p.value) for p in found.problems} >= {
        (FIRST, "Atlantis"),
        (FIRST + 1, "ingen adress"),
    }
    out = tmp_path / "refused.xlsx"
    assert importing.save_refused(sample, found, out, "sv") == 2
    assert out.is_file()


def test_a_rule_refuses_a_row(sample: Register, sent: Path, tmp_path: Path) -> None:
    back = edited(
        sent,
        tmp_path / "back.xlsx",
        "Studieresor",
        lambda s: setattr(s.cell(FIRST, column(s, "end_on")), "value", "1999-01-01"),
    )
    found = plan(sample, back)
    assert found.account()["refused"] == 1


def test_a_row_is_deleted_by_its_action_and_comes_back_by_undo(
    sample: Register, sent: Path, tmp_path: Path
) -> None:
    before = set(shown(sample))
    back = edited(
        sent,
        tmp_path / "back.xlsx",
        "Studieresor",
        lambda s: setattr(s.cell(FIRST, column(s, "action:")), "value", "Ta bort"),
    )
    found = plan(sample, back)
    importing.accept(sample, found)
    after = set(shown(sample))
    assert after < before
    undoing.undo(sample)
    assert set(shown(sample)) == before


def test_a_plan_is_refused_once_the_register_has_changed(
    sample: Register, sent: Path, tmp_path: Path
) -> None:
    back = edited(
        sent,
        tmp_path / "back.xlsx",
        "Kontakter",
        lambda s: setattr(s.cell(FIRST, column(s, "city")), "value", "Åbo"),
    )
    found = plan(sample, back)
    row = next(iter(list_rows(sample, CONTACT, Listing(limit=1))))
    writing.put(sample, CONTACT, row.id, {"title": "Ny"})
    before = list(upkeep.dump(sample.db.conn))
    with pytest.raises(Refused):
        importing.accept(sample, found)
    assert list(upkeep.dump(sample.db.conn)) == before
    assert plan(sample, back).hash != found.hash


def test_a_secret_row_and_private_notes_stay(sample: Register, tmp_path: Path) -> None:
    made = writing.put(sample, CONTACT, None, {"family_name": "Hemligsson", "secret": "ja"})
    writing.put(sample, CONTACT, made.id, {"city": "Hemligby"})
    given = {"contact": made.id, "organisation": "Stadsledningskontoret"}
    writing.put(sample, CATALOGUE["appointment"], None, given)
    other = next(iter(list_rows(sample, CONTACT, Listing(limit=1))))
    writing.put(sample, CONTACT, other.id, {"private_note": "Bara för mig"})
    out = tmp_path / "out.xlsx"
    export(sample, out, Wish())
    texts = {
        str(cell.value)
        for sheet in load_workbook(out)
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }
    words = ("Hemligby", "Bara för mig", "Hemligsson")
    assert [text for text in texts if any(word in text for word in words)] == []
    found = plan(sample, out)
    assert found.account()["unchanged"] == found.account()["rows"]


def test_a_selection_can_come_back(sample: Register, tmp_path: Path) -> None:
    out = tmp_path / "some.xlsx"
    counts = export(sample, out, Wish(CONTACT, where=(("status", "active"),)))
    assert 0 < counts["contact"] < queries.counts(sample.db.conn)["contact"]
    found = plan(sample, out)
    assert found.account()["unchanged"] == found.account()["rows"] == sum(counts.values())
