"""The rows that an import touched, on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import REFUSED, Run


def test_rows_of_an_import_are_listed(run: Run, fresh: Run, register: Path, tmp_path: Path) -> None:
    path = tmp_path / "folk.csv"
    path.write_text("Förnamn;Efternamn;Ort\nAna;Prov;Lund\nBo;Prov;Malmö\n", "utf-8")
    run("put", register, "contact", "given_name=Cy", "family_name=Prov")
    run("import", register, path, "--yes")
    lines = run("history", register, "--json").json
    (action,) = (line for line in lines if line["kind"] == "import")
    shown = ("list", register, "contact", "--where")
    found = fresh(*shown, f"import={action['id'][:8]}", "--json").json
    assert [row["given_name"] for row in found] == ["Ana", "Bo"]
    both = run(*shown, f"import={action['id']}", "--where", "city=Lund", "--json").json
    assert [row["given_name"] for row in both] == ["Ana"]
    told = run(*shown, "import=0000abcd", code=REFUSED)
    assert "ingen inläsning" in told.err
    assert "kontaktnat history" in told.err
    (other,) = (line for line in lines if line["kind"] == "edit")
    assert "ingen inläsning" in run(*shown, f"import={other['id']}", code=REFUSED).err
    run("undo", register, action["id"])
    assert "är ångrad" in run(*shown, f"import={action['id']}", code=REFUSED).err
    run("redo", register)
    assert len(run(*shown, f"import={action['id']}", "--json").json) == 2
