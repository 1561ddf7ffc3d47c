"""The XML of sheets is looked through before the library reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.exchange.reading import scanning
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.scanning import scan
from tests.exchange.test_gate import with_sheet


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        (
            '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
            "XFD1048576",
        ),
        (
            '<row r="1048576"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
            "XFD1048576",
        ),
        ('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', "ZZZZZZ1"),
        ('<row r="99999999"><c r="A99999999"><v>1</v></c></row>', "A99999999"),
    ],
)
def test_f094_cells_far_apart_are_refused(cells: str, cell: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_sheet(cells))
    with pytest.raises(Fault) as caught:
        list(scan(path, "xlsx", None))
    assert caught.value.code == "far"
    assert caught.value.args_of_words["sheet"] == "Sheet"
    assert caught.value.args_of_words["cell"] == cell


def test_a_sheet_of_too_many_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "MAX_AREA", 100)
    path = tmp_path / "a.xlsx"
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="Z{0}"><v>1</v></c></row>'
    path.write_bytes(with_sheet("".join(map(row.format, range(1, 5)))))
    with pytest.raises(Fault, match="memory"):
        list(scan(path, "xlsx", None))


def test_f098_styled_empty_cells_far_away_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        with_sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
        )
    )
    assert list(scan(path, "xlsx", None)) == []


def test_scan_finds_errors_across_its_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "CHUNK", 100)
    path = tmp_path / "a.xlsx"
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c><c r="B{n}"><f>A1+{n}</f></c></row>'
        for n in range(1, 41)
    )
    path.write_bytes(with_sheet(rows))
    found = {code: noted for code, _, noted in scan(path, "xlsx", None)}
    assert found["errors"].count == found["uncalculated"].count == 40
    assert found["errors"].cells == ["A1", "A2", "A3", "A4", "A5"]


def test_scan_leaves_out_sheets_that_are_not_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'))
    assert list(scan(path, "xlsx", frozenset({"Other"}))) == []


def test_cells_that_stand_twice_and_numbers_that_are_none_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    good = "".join(
        f'<c r="{letter}1" s="2"><v>{number}</v></c>'
        for letter, number in zip("ABCDEF", ("1", "-2.5", "1E+25", "1e-7", "0.1", ""), strict=True)
    )
    bad = '<c r="G1"><v>12,5</v></c><c r="H1" s="1" t="n"><v>1e999</v></c><c r="I1"><v>NaN</v></c>'
    other = '<c r="J1" t="str"><v>x</v></c><c r="K1" t="b"><v>1</v></c><c r="A1"><v>2</v></c>'
    path.write_bytes(with_sheet(f'<row r="1">{good}{bad}{other}</row>'))
    found = {code: noted.cells for code, _, noted in scan(path, "xlsx", None)}
    assert found == {"no_numbers": ["G1", "H1", "I1"], "doubled": ["A1"]}
