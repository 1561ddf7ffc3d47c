"""The yearly report from the command line: as data, as a workbook, of another day."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import REFUSED, USAGE, Run


def test_the_whole_report_as_data(run: Run, register: Path, put: Run) -> None:
    """All fourteen answers are there, with the rows behind each figure."""
    id_ = put("network", "name=Provnätet", "responsible=Miljöförvaltningen", "joined_on=2026-02-01")
    told = run("report", register, "year", "--year", "2026", "--json").json
    assert [answer["number"] for answer in told["answers"]] == list(range(1, 15))
    figures = {f["code"]: f for answer in told["answers"] for f in answer["figures"]}
    assert figures["networks.joined"]["rows"] == {"entity": "network", "ids": [id_]}
    assert told["fingerprint"] == run("info", register, "--json").json["digest"]
    english = run("report", register, "year", "--json", "--language", "en").json
    assert english["answers"][0]["question"].startswith("How many")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_workbook(run: Run, register: Path, put: Run, tmp_path: Path, language: str) -> None:
    """Two sheets before one for each question; numbers are numbers, nothing is a formula."""
    put("network", "name==1+1", "responsible=Miljöförvaltningen", "joined_on=2026-02-01")
    told = run("report", register, "year", "--year", "2026", "--json", "--language", language).json
    out = tmp_path / "out.xlsx"
    run("report", register, "year", out, "--year", "2026", "--language", language)
    book = load_workbook(out)
    assert len(book.sheetnames) == 16
    assert [int(name.split()[0]) for name in book.sheetnames[2:]] == list(range(1, 15))
    first = {str(row[0].value): row[1].value for row in book.worksheets[0].iter_rows(max_col=2)}
    assert told["fingerprint"] in first.values()
    for sheet, answer in zip(book.worksheets[2:], told["answers"], strict=True):
        assert sheet.freeze_panes == "B3"
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=2)]
        found = {str(label): value for label, value in reversed(lines)}
        for figure in answer["figures"]:
            assert _same(found[figure["label"]], figure["value"]), figure["code"]
    changes = [cell for row in book.worksheets[2].iter_rows() for cell in row]
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in changes)
    days = [cell for cell in changes if isinstance(cell.value, datetime)]
    assert [(day.value.date(), day.number_format) for day in days] == [
        (date(2026, 2, 1), "yyyy-mm-dd")
    ]


def _same(cell: object, value: object) -> bool:
    if value is None:
        return cell == "–"
    return isinstance(cell, (int, float)) and Decimal(str(cell)) == Decimal(str(value))


def test_another_day(run: Run, fresh: Run, register: Path, put: Run) -> None:
    """Today's register read again as of today is the same, in a process of its own."""
    put("network", "name=Provnätet", "responsible=Miljöförvaltningen")
    today = run("info", register, "--json").json["made_at"][:10]
    then = fresh("report", register, "year", "--json", "--as-of", today).json
    now = run("report", register, "year", "--json").json
    assert then == now


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["report", "year"], REFUSED, "fil att skriva till"),
        (["report", "nothing", "out.pdf"], REFUSED, "De som finns: year"),
        (["report", "year", "out.docx"], REFUSED, ".xlsx"),
        (["report", "year", "--json", "--organisation", "Ingenstans"], REFUSED, "Ingenstans"),
        (["report", "year", "--json", "--search", "Wien"], REFUSED, "Utelämna --search"),
        (["report", "posts", "x.pdf", "--as-of", "2026-01-01"], REFUSED, "Utelämna --as-of"),
        (["report", "year", "--json", "--from", "2026-01-01"], REFUSED, "bara en av sina dagar"),
        (["report", "year", "--json", "--as-of", "1999-01-01"], REFUSED, "fanns inte"),
        (["report", "year", "--json", "--as-of", "2199-01-01"], REFUSED, "inte varit än"),
        (["report", "year", "--json", "--year", "1800"], USAGE, "1800"),
        (["report", "year", "--json", "--as-of", "snart"], USAGE, "snart"),
    ],
)
def test_what_cannot_be_done(
    run: Run, register: Path, args: list[str], code: int, told: str
) -> None:
    """Each is refused with a sentence that says what is wrong."""
    ended = run(args[0], register, *args[1:], code=code)
    assert told in ended.err.replace("\n", " ")
    assert ended.out == ""
