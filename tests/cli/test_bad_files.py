"""Files that cannot be taken in or cannot be written: one sentence, nothing changed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import DONE, REFUSED, WAITING, Run
from tests.exchange.test_gate import ole


def _digest(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _workbook(run: Run, register: Path, out: Path) -> Path:
    run("export", register, out)
    return out


def _empty(_run: Run, _register: Path, path: Path) -> Path:
    path.write_bytes(b"")
    return path


def _cut(run: Run, register: Path, path: Path) -> Path:
    whole = _workbook(run, register, path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _pdf(_run: Run, _register: Path, path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\n%%EOF\n")
    return path


def _other_zip(_run: Run, _register: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("hej.txt", "hej")
    return path


def _locked(_run: Run, _register: Path, path: Path) -> Path:
    """Write what a password-protected workbook looks like from outside."""
    path.write_bytes(ole("EncryptedPackage", "EncryptionInfo"))
    return path


def _register_itself(_run: Run, register: Path, path: Path) -> Path:
    path.write_bytes(register.read_bytes())
    return path


Maker = Callable[[Run, Path, Path], Path]


@pytest.mark.parametrize("make", [_empty, _cut, _pdf, _other_zip, _locked, _register_itself])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_file_that_is_no_list_is_refused(  # noqa: PLR0917
    run: Run,
    register: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Maker,
    language: str,
) -> None:
    monkeypatch.setenv("KONTAKTNAT_LANGUAGE", language)
    path = make(run, register, tmp_path / "in.xlsx")
    before = _digest(tmp_path)
    ended = run("import", register, path, "--yes", code=REFUSED)
    assert ended.out == ""
    assert len(ended.err.strip().splitlines()) == 1
    assert _digest(tmp_path) == before


def test_a_password_is_named(run: Run, register: Path, tmp_path: Path) -> None:
    path = _locked(run, register, tmp_path / "in.xlsx")
    assert "lösenord" in run("import", register, path, code=REFUSED).err


def test_a_missing_file_is_named(run: Run, register: Path, tmp_path: Path) -> None:
    ended = run("import", register, tmp_path / "borta.xlsx", code=REFUSED)
    assert "borta.xlsx" in ended.err


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv", "out.pdf"])
def test_what_cannot_be_written_leaves_nothing(
    run: Run, register: Path, tmp_path: Path, name: str
) -> None:
    """A folder stands where the file should go: nobody may write there, root neither."""
    target = tmp_path / "there" / name
    target.mkdir(parents=True)
    (target / "kept").write_text("x")
    given = ["organisation=Miljöförvaltningen", "start_on=2026-01-01", "end_on=2026-01-02"]
    trip = run("put", register, "trip", "title=Resa", *given, "--json").json["id"]
    before = _digest(tmp_path / "there")
    if name.endswith(".pdf"):
        ended = run("print", register, "trip", trip, target, code=REFUSED)
    else:
        ended = run("export", register, target, "--only", "contact", code=REFUSED)
    assert name in ended.err
    assert _digest(tmp_path / "there") == before


def test_an_ending_that_is_not_known_is_refused(run: Run, register: Path, tmp_path: Path) -> None:
    ended = run("export", register, tmp_path / "out.docx", code=REFUSED)
    assert ".xlsx" in ended.err
    assert not (tmp_path / "out.docx").exists()
    for name in ("out.xlsx", "out.CSV"):
        ended = run("export", register, tmp_path / name, "--plain", code=REFUSED)
        assert f"En vanlig lista ({name[3:].lower()}) håller rader av ett slag" in ended.err


def test_cards_and_dates_leave_by_their_ending(run: Run, register: Path, tmp_path: Path) -> None:
    run("put", register, "contact", "family_name=Prov", "city=Narva")
    run("put", register, "contact", "family_name=Annan")
    run("put", register, "advocacy", "title=Tågen", "deadline=2026-12-01")
    cards, dates = tmp_path / "k.vcf", tmp_path / "k.ics"
    run("put", register, "contact", "family_name=Tredje", "source=Prov", "private_note=Hemligt")
    ended = run("export", register, cards)
    assert ended.out.endswith(": 3 rader.\n")
    assert "kontaktkort har ingen plats för Källa: det följde inte med." in ended.err
    assert "plats" not in run("export", register, dates).err
    ended = run("export", register, cards, "--only", "contact", "--where", "city=Narva")
    assert ended.err == ""
    assert [word in cards.read_text("utf-8") for word in ("Prov", "Annan")] == [True, False]
    assert run("export", register, dates, "--json").json["counts"]["advocacy"] == 1
    run("export", register, dates, "--only", "advocacy", "--language", "en")
    assert "Deadline to influence: Tågen" in dates.read_text("utf-8")
    ended = run("export", register, cards, "--only", "advocacy", code=REFUSED)
    assert "Påverkan kan inte bli kontaktkort. Spara som .xlsx eller .csv" in ended.err


def test_an_old_file_stays_when_the_new_one_fails(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.csv"
    run("put", register, "contact", "family_name=Prov")
    run("export", register, out, "--only", "contact")
    before = _digest(tmp_path)

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("csv.DictWriter.writerow", full)
    monkeypatch.setattr("os.fsync", full)
    ended = run("export", register, out, "--only", "contact", code=REFUSED)
    monkeypatch.undo()
    assert out.name in ended.err
    assert {name for name in _digest(tmp_path) if not name.endswith(".knreg")} == {
        name for name in before if not name.endswith(".knreg")
    }
    assert _digest(tmp_path)["out.csv"] == before["out.csv"]


def test_dry_run_and_yes(run: Run, register: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("Förnamn;Efternamn\nAna;Exempel\n", encoding="utf-8")
    before = register.read_bytes()
    for words in ((), ("--dry-run",), ("--dry-run", "--yes")):
        found = run("import", register, source, *words, "--json", code=WAITING).json
        assert (found["new"], found["rows"], found["applied"]) == (1, 1, False)
    assert register.read_bytes() == before
    found = run("import", register, source, "--yes", "--json", code=DONE).json
    assert found["applied"]
    assert Path(found["backup"]).is_file()
    assert [r["given_name"] for r in run("list", register, "contact", "--json").json] == ["Ana"]
    run("undo", register)
    assert run("list", register, "contact", "--json").json == []


def test_the_trip_summary_is_written_in_both_languages(
    run: Run, register: Path, tmp_path: Path
) -> None:
    given = ["organisation=Miljöförvaltningen", "start_on=2026-01-01", "end_on=2026-01-02"]
    trip = run("put", register, "trip", "title=Resa", *given, "--json").json["id"]
    for language in ("sv", "en"):
        out = tmp_path / f"{language}.pdf"
        run("print", register, "trip", trip[:8], out, "--language", language)
        assert out.read_bytes().startswith(b"%PDF")
    run("print", register, "contact", trip, tmp_path / "no.pdf", code=REFUSED)
    run("print", register, "trip", trip, tmp_path / "no.pdf", "--kind", "odd", code=REFUSED)
