"""Lists of many rows from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import REFUSED, Run
from tests.reports.lists import bare, told


@pytest.fixture
def people(put: Callable[..., str]) -> None:
    """Save a contact in Finland, one in Norway and one nowhere."""
    put("contact", "family_name=Åström", "given_name=Siv", "country=Finland", "city=Åbo")
    put("contact", "family_name=Berg", "given_name=Ole", "country=Norge", "city=Oslo")
    put("contact", "family_name=Utan")


@pytest.mark.usefixtures("people")
def test_contacts_are_written_by_country_in_either_language(
    run: Run, register: Path, tmp_path: Path
) -> None:
    out = tmp_path / "kontakter.pdf"
    assert "Kontaktlista: " in run("report", register, "contacts", out).out
    text = told(out.read_bytes())
    assert text.index("Finland(1)") < text.index("Norge(1)") < text.index("Utanland(1)")
    run("report", register, "contacts", out, "--language", "en", "--search", "berg")
    text = told(out.read_bytes())
    assert "Norway(1)" in text
    assert "Finland" not in text


@pytest.mark.usefixtures("people")
def test_a_list_is_written_as_a_sheet(run: Run, register: Path, tmp_path: Path) -> None:
    out = tmp_path / "kontakter.xlsx"
    run("report", register, "contacts", out)
    sheet = load_workbook(out).worksheets[0]
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][:3] == ("Land", "Ort", "Namn")
    assert lines[1][:3] == ("Finland", "Åbo", "Siv Åström")
    assert lines[3][:3] == ("Utan land", None, "Utan")


@pytest.mark.usefixtures("people")
def test_labels_are_made_for_the_sheets_one_has(run: Run, register: Path, tmp_path: Path) -> None:
    out = tmp_path / "etiketter.pdf"
    run("report", register, "labels", out, "--size", "2x7", "--used", "3")
    assert bare("Siv Åström Åbo Finland") in told(out.read_bytes())
    told_ = run("report", register, "labels", out, "--size", "5x5", code=REFUSED).err
    assert "3x8, 3x7, 2x8, 2x7" in told_


@pytest.mark.parametrize("kind", ["networks", "follow-up", "collaborations", "visits", "posts"])
def test_an_empty_register_has_empty_lists(
    run: Run, register: Path, tmp_path: Path, kind: str
) -> None:
    for ending in ("pdf", "xlsx"):
        out = tmp_path / f"lista.{ending}"
        run("report", register, kind, out)
        assert out.stat().st_size > 1000


def test_what_cannot_be_is_refused_with_what_can(run: Run, register: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    assert "contacts" in run("report", register, "kontakter", out, code=REFUSED).err
    assert ".pdf" in run("report", register, "labels", tmp_path / "x.xlsx", code=REFUSED).err
    assert "country" in run("report", register, "contacts", out, "--by", "x", code=REFUSED).err
    assert not out.exists()
    run("report", register, "contacts", code=REFUSED)
    run("report", register, "contacts", "--json", code=REFUSED)
