"""Several files with one import: an account of each, and of all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import DONE, WAITING, Run
from tests.services.partners import Partners, partners_in, person, phone


@pytest.fixture
def three(tmp_path: Path) -> Partners:
    """Return registers of one exchange, closed; both offices have sent."""
    made = partners_in(tmp_path / "exchange")
    for register, number in ((made.first, "02"), (made.second, "03")):
        phone(register, made.shared, f"08-465 004 {number}")
        person(register, f"Ny{number}")
        made.send(register, made.centre, f"in{number}")
    made.close()
    return made


def test_nothing_is_taken_in_without_yes(run: Run, three: Partners) -> None:
    centre, files = three.centre.path, sorted(three.folder.glob("in*.xlsx"))
    before = centre.read_bytes()
    told = run("import", centre, *files, "--json", code=WAITING).json
    assert [told[name] for name in ("new", "changed", "conflicts", "applied")] == [2, 1, 1, False]
    assert [each["from"] for each in told["files"]] == ["Kulturförvaltningen", "Miljöförvaltningen"]
    assert [each["new"] for each in told["files"]] == [1, 1]
    ended = run("import", centre, *files, "--dry-run", code=WAITING)
    assert ended.out.count("rader: ") == 3
    assert "Alla filer:\n" in ended.out
    assert "Kör igen med --yes" in ended.err
    assert centre.read_bytes() == before


def test_all_are_taken_in_and_the_rest_is_told(fresh: Run, three: Partners) -> None:
    centre, files = three.centre.path, sorted(three.folder.glob("in*.xlsx"))
    gone = three.folder / "borta.xlsx"
    told = fresh("import", centre, *files, gone, "--yes", "--json", code=WAITING).json
    assert told["applied"]
    assert Path(told["backup"]).exists()
    assert [each["applied"] for each in told["files"]] == [True, True, False]
    assert "finns inte" in told["files"][2]["refusal"]
    assert len(fresh("conflicts", centre, "--json", code=WAITING).json) == 1
    again = fresh("import", centre, *files, "--yes", code=DONE)
    assert again.out.count("Inget nytt i filen") == 2


def test_one_file_is_told_as_before(run: Run, three: Partners) -> None:
    told = run("import", three.centre.path, three.folder / "in02.xlsx", "--json", code=4).json
    assert "files" not in told
    assert told["new"] == 1


def test_refused_rows_of_all_files_are_saved_in_one(run: Run, three: Partners) -> None:
    lists = [three.folder / f"{name}.csv" for name in ("a", "b")]
    for number, path in enumerate(lists):
        path.write_text(f"Förnamn;E-post\n;u{number}@example.org\n", "utf-8")
    out = three.folder / "avvisade.xlsx"
    args = ("--entity", "contact", "--refused", out, "--json")
    told = run("import", three.centre.path, *lists, *args, code=WAITING).json
    assert told["refused"] == 2
    assert out.exists()
