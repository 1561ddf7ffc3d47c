"""Lists that are not ours, through the same preview as a workbook."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.services import importing, undoing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.importing import ImportPlan
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register
from desktop_app.storage import queries, upkeep

CONTACT = CATALOGUE["contact"]
CITY_LIST = Path(__file__).parents[3] / "shared" / "data" / "city_organisations.csv"
HEADINGS = ["Förnamn", "Efternamn", "E-post", "Organisation", "Land", "Skonummer"]
PEOPLE = [
    ["Ana", "Exempel", "ana@lisboa.example.org", "Câmara Municipal de Lisboa", "Portugal", "38"],
    ["Bo", "Exempel", "bo@example.org", "Stadsledningskontoret", "Sverige", "43"],
    ["Cy", "Exempel", "cy at example", "Câmara Municipal de Lisboa", "Portugal", "40"],
    ["Di", "Exempel", "di@example.org", "", "Atlantis", "41"],
    ["", "", "e@example.org", "", "Norge", "42"],
]


def listed(path: Path, rows: list[list[str]], headings: list[str] = HEADINGS) -> Path:
    """Write a list with headings."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([headings, *rows])
        return path
    book = Workbook()
    for row in (headings, *rows):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def plan(register: Register, path: Path, **mapping: str) -> ImportPlan:
    """Return the plan, its account checked to add up."""
    found = plan_file(register, path, "contact", mapping)
    account = found.account()
    assert sum(account[name] for name in importing.CATEGORIES) == account["rows"]
    return found


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_list_of_people_is_taken_in_and_undone(
    register: Register, tmp_path: Path, ending: str
) -> None:
    path = listed(tmp_path / f"people{ending}", PEOPLE)
    before = list(upkeep.dump(register.db.conn))
    found = plan(register, path)
    account = found.account()
    assert (account["new"], account["refused"], account["rows"]) == (4, 1, 5)
    said = {(p.row, p.value) for p in found.problems}
    assert {(4, "cy at example"), (5, "Atlantis")} <= said
    assert list(upkeep.dump(register.db.conn)) == before
    importing.accept(register, found)
    rows = {row.values["given_name"]: row for row in list_rows(register, CONTACT, Listing())}
    assert set(rows) == {"Ana", "Bo", "Cy", "Di"}
    assert "cy at example" in str(rows["Cy"].values["note"])
    assert "38" in str(rows["Ana"].values.get("note", "")) + " ".join(
        remark.into("sv") for remark in found.remarks
    )
    assert rows["Ana"].values["organisation"] == rows["Cy"].values["organisation"]
    assert rows["Bo"].values["organisation"] == register.facts.office
    undoing.undo(register)
    assert list(list_rows(register, CONTACT, Listing())) == []
    assert queries.counts(register.db.conn)["organisation"] == 52


def test_a_second_import_makes_nothing_new(register: Register, tmp_path: Path) -> None:
    path = listed(tmp_path / "people.xlsx", PEOPLE)
    importing.accept(register, plan(register, path))
    again = plan(register, path)
    assert again.account()["new"] == again.account()["changed"] == 0
    assert importing.accept(register, again).action is None


def test_known_people_change_cell_by_cell(register: Register, tmp_path: Path) -> None:
    importing.accept(register, plan(register, listed(tmp_path / "a.csv", PEOPLE[:2])))
    moved = [["Ana", "Exempel", "ANA@lisboa.example.org", "", "Spanien", ""]]
    found = plan(register, listed(tmp_path / "b.csv", moved))
    assert found.account()["changed"] == 1
    cells = {(c.label.sv, c.old, c.new) for o in found.outcomes for c in o.cells}
    assert ("Land", "Portugal", "Spanien") in cells
    assert not any(new == "" for _label, _old, new in cells)


def test_refused_rows_come_back_corrected(register: Register, tmp_path: Path) -> None:
    found = plan(register, listed(tmp_path / "people.xlsx", PEOPLE))
    importing.accept(register, found)
    out = tmp_path / "refused.xlsx"
    assert importing.save_refused(register, found, out, "sv") == 1
    again = plan(register, out)
    assert again.account()["rows"] == again.account()["refused"] == 1


def test_the_citys_own_list_is_known_already(register: Register) -> None:
    if not CITY_LIST.is_file():
        pytest.skip("the city's list is not here")
    found = plan_file(register, CITY_LIST, None, {})
    account = found.account()
    assert account["new"] == account["refused"] == account["doubts"] == 0
    assert account["unchanged"] + account["changed"] == account["rows"] == 52


def test_an_exported_list_is_known_again(sample: Register, tmp_path: Path) -> None:
    for name in ("out.csv", "out.xlsx"):
        out = tmp_path / name
        counts = export(sample, out, Wish(CONTACT, plain=True))
        account = plan(sample, out).account()
        assert account["rows"] == counts["contact"]
        assert account["new"] == account["refused"] == 0
        assert account["unchanged"] >= 0.95 * account["rows"]


def test_columns_that_mean_nothing_are_refused_with_advice(
    register: Register, tmp_path: Path
) -> None:
    path = listed(tmp_path / "odd.csv", [["1", "2"]], ["Alfa", "Beta"])
    with pytest.raises(Refused) as caught:
        plan_file(register, path, None, {})
    assert "--entity" in caught.value.into("sv")
