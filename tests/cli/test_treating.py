"""What is decided of a list's rows on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import REFUSED, USAGE, WAITING, Run

Put = Callable[..., str]


@pytest.fixture
def people(tmp_path: Path, put: Put) -> Path:
    """Return a list of three people, of whom the register has one."""
    put("contact", "given_name=Ana", "family_name=Prov", "email=ana@example.org", "title=Chef")
    path = tmp_path / "folk.csv"
    path.write_text(
        "Förnamn;Efternamn;Titel;E-post;Ort\n"
        "Ana;Prov;Direktör;ana@example.org;Malmö\nNy;Ett;;;\nNy;Två;;;\n",
        "utf-8",
    )
    return path


def test_kinds_and_rows_are_decided(fresh: Run, run: Run, register: Path, people: Path) -> None:
    shown = run("import", register, people, "--json", code=WAITING).json
    assert [each["match"] for each in shown["changes"]] == ["known", "new", "new"]
    wanted = ("--treat", "known=fill", "--treat", "3=skip", "--yes")
    done = fresh("import", register, people, *wanted, "--json", code=None).json
    assert (done["new"], done["changed"], done["unchanged"]) == (1, 1, 1)
    found = {
        (row.get("family_name"), row.get("title"), row.get("city"))
        for row in run("list", register, "contact", "--json").json
    }
    assert found == {("Prov", "Chef", "Malmö"), ("Två", None, None)}


def test_what_is_no_decision_is_told(run: Run, register: Path, people: Path) -> None:
    run("import", register, people, "--treat", "known", code=USAGE)
    run("import", register, people, "--treat", "known=keep", code=USAGE)
    assert "rad 77" in run("import", register, people, "--treat", "77=skip", code=REFUSED).err
    assert "fill" in run("import", register, people, "--treat", "3=fill", code=REFUSED).err
    run("import", register, people, people, "--treat", "new=skip", code=USAGE)
