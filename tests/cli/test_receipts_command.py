"""What `receipts` and `sent` show, and what the sample has of an exchange."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.services.facts import info
from desktop_app.services.matters import count_matters
from desktop_app.services.receipts import given_receipts
from desktop_app.services.sampling import make_sample
from desktop_app.services.upkeep import check
from tests.cli.conftest import Run

REFUSED_CODE = 3


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a sample with a little history of exchange."""
    path = tmp_path / "s.knreg"
    make_sample(path, 30, 7, today=date(2026, 11, 21), exchange=True).close()
    return path


def test_receipts_tell_both_ways(run: Run, sample: Path) -> None:
    back, given = run("receipts", sample, "--json").json
    assert (back["direction"], back["office"]) == ("received", "Miljöförvaltningen")
    assert all(line["outcome"] == "changed" and line["title"] for line in back["lines"])
    assert (given["direction"], given["arrived"]) == ("given", False)
    assert [line["outcome"] for line in given["lines"]] == ["conflict", "changed", "new", "doubt"]
    for each in (back, given):
        assert sum(each["sums"].values()) + each["unchanged"] == each["rows"]
    said = run("receipts", sample).out
    assert "Väntar: olika uppgifter" in said
    assert "skickas med nästa arbetsbok" in said


def test_a_receipt_is_printed(run: Run, sample: Path, tmp_path: Path) -> None:
    id_ = run("receipts", sample, "--json").json[1]["id"]
    out = tmp_path / "kvitto.pdf"
    run("receipts", sample, id_[:8], "--pdf", out, "--language", "en")
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert "Säg vilket kvitto" in run("receipts", sample, "--pdf", out, code=REFUSED_CODE).err
    assert "Det finns inget kvitto" in run("receipts", sample, "ffff", code=REFUSED_CODE).err


def test_a_new_register_has_none(run: Run, register: Path) -> None:
    assert run("receipts", register, "--json").json == []
    assert run("receipts", register).out == "Det finns inga kvitton än.\n"
    assert run("sent", register, "--json").json == []


def test_all_that_leaves_is_noted(run: Run, register: Path, tmp_path: Path) -> None:
    run("put", register, "contact", "family_name=Öberg")
    run("export", register, tmp_path / "a.xlsx", "--to", "Eva")
    run("export", register, tmp_path / "b.xlsx", "--only", "contact", "--search", "Öb")
    run("export", register, tmp_path / "c.csv", "--only", "contact")
    sent = {each["file"]: each for each in run("sent", register, "--json").json}
    told = {name: (each["kind"], each["to"]) for name, each in sent.items()}
    assert told == {
        "a.xlsx": ("workbook", "Eva"),
        "b.xlsx": ("workbook", None),
        "c.csv": ("list", None),
    }
    assert sent["a.xlsx"]["chosen_by"] == {}
    assert sent["b.xlsx"]["chosen_by"]["search"] == "Öb"
    assert sent["c.csv"]["counts"] == {"contact": 1}
    assert "family_name" in sent["c.csv"]["chosen_by"]["columns"]
    assert "lista" in run("sent", register).out


def test_the_sample_shows_an_exchange(sample: Path, run: Run) -> None:
    assert [each["organisation"] for each in run("peers", sample, "--json").json] == [
        "Kulturförvaltningen",
        "Miljöförvaltningen",
        "Stadsarkivet",
    ]
    (conflict,) = run("conflicts", sample, "--json", code=None).json
    assert [each["key"] for each in conflict["conflicts"]] == ["phone"]
    (doubt,) = run("doubts", sample, "--json", code=None).json
    assert {each["choice"] for each in doubt["choices"]} == {"new", "row", "leave"}
    run("decide", sample, doubt["id"], "new")
    assert run("check", sample, "--json").json["whole"]
    given = run("receipts", sample, "--json").json[1]
    assert [line["outcome"] for line in given["lines"]][-1] == "new"
    assert run("info", sample, "--json").json["role"] == "central"


@pytest.mark.parametrize("contacts", [1, 2, 40])
def test_the_same_seed_tells_the_same_exchange(contacts: int) -> None:
    def told() -> Any:
        clock = datetime(2026, 3, 5, tzinfo=UTC)
        day = date(2026, 3, 5)
        with make_sample(
            None, contacts, 3, today=day, clock=lambda: clock, exchange=True
        ) as register:
            assert check(register).whole
            receipts = [each.receipt.lines for each in given_receipts(register)]
            return info(register)["digest"], count_matters(register), receipts

    first = told()
    assert first == told()
    assert first[1] == {"conflicts": 1, "deletions": 0, "questions": 1}
