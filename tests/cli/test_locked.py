"""Locked workbooks and e-mail drafts on the command line."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.exchange.reading.locked import is_locked, lock
from tests.cli.conftest import REFUSED, WAITING, Run

PASSWORD = "Lösen ord1!"  # noqa: S105 — of workbooks made here
Put = Callable[..., str]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Return the file with the password."""
    path = tmp_path / "lösen.txt"
    path.write_text(f"{PASSWORD}\nen rad till\n", encoding="utf-8")
    return path


@pytest.fixture
def sent(run: Run, register: Path, tmp_path: Path, put: Put, secret: Path) -> Path:
    """Return the register as a locked workbook."""
    put("contact", "given_name=Åsa", "family_name=Prov")
    out = tmp_path / "ut.xlsx"
    run("export", register, out, "--password-file", secret)
    return out


def test_what_is_locked_leaves_and_comes_back_in_processes_of_their_own(
    fresh: Run, register: Path, tmp_path: Path, put: Put, secret: Path
) -> None:
    put("contact", "given_name=Åsa", "family_name=Prov")
    out = tmp_path / "ut.xlsx"
    ended = fresh("export", register, out, "--password-file", secret, "--json")
    assert is_locked(out)
    counts = ended.json["counts"]
    locked = fresh("import", register, out, code=REFUSED)
    assert "låst med lösenord" in locked.err
    assert "--password-file" in locked.err
    back = fresh("import", register, out, "--password-file", secret, "--json", code=WAITING)
    assert back.json["unchanged"] == back.json["rows"] == sum(counts.values())
    for text in (ended.out, ended.err, locked.err, back.out, back.err):
        assert PASSWORD not in text
    assert PASSWORD.encode() not in register.read_bytes()


@pytest.mark.parametrize(
    "raw",
    [
        PASSWORD.encode(),
        PASSWORD.encode("utf-8-sig") + b"\r\n",
        PASSWORD.encode() + b"\nmer",
        "Lo\u0308sen ord1!".encode() + b"\n",
    ],
)
def test_the_first_line_is_the_password(
    run: Run, register: Path, sent: Path, secret: Path, raw: bytes
) -> None:
    secret.write_bytes(raw)
    run("import", register, sent, "--password-file", secret, code=WAITING)


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\r\nx", b"\xef\xbb\xbf\n", b"  \n", b"\xff\xfea\0", None]
)
@pytest.mark.parametrize("command", ["export", "import"])
def test_a_password_file_without_a_password_is_refused(  # noqa: PLR0917
    run: Run,
    register: Path,
    sent: Path,
    secret: Path,
    tmp_path: Path,
    raw: bytes | None,
    command: str,
) -> None:
    if raw is None:
        secret.unlink()
    else:
        secret.write_bytes(raw)
    other = tmp_path / "ny.xlsx" if command == "export" else sent
    ended = run(command, register, other, "--password-file", secret, code=REFUSED)
    assert "lösen.txt" in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert not (tmp_path / "ny.xlsx").exists()


def test_a_folder_is_no_password_file(run: Run, register: Path, sent: Path, tmp_path: Path) -> None:
    run("import", register, sent, "--password-file", tmp_path, code=REFUSED)


def test_a_wrong_password_is_told(run: Run, register: Path, sent: Path, secret: Path) -> None:
    secret.write_text("fel", encoding="utf-8")
    ended = run("import", register, sent, "--password-file", secret, code=REFUSED)
    assert "Lösenordet öppnar inte ut.xlsx." in ended.err


def test_a_password_for_what_is_not_locked_is_not_needed(
    run: Run, register: Path, tmp_path: Path, secret: Path
) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Förnamn", "Efternamn"])
    book.active.append(["Åsa", "Prov"])
    path = tmp_path / "lista.xlsx"
    book.save(path)
    args = ("import", register, path, "--entity", "contact", "--json")
    open_ = run(*args, "--password-file", secret, code=WAITING).json
    lock(path, PASSWORD)
    locked = run(*args, "--password-file", secret, code=WAITING).json
    assert (locked["new"], locked["columns"]) == (open_["new"], open_["columns"])
    assert open_["new"] == 1


def test_a_list_is_not_locked(run: Run, register: Path, tmp_path: Path, secret: Path) -> None:
    args = ("export", register, tmp_path / "ut.csv", "--only", "contact", "--password-file", secret)
    assert "kan inte låsas" in run(*args, code=REFUSED).err
    assert not (tmp_path / "ut.csv").exists()


def test_a_draft_is_made_in_a_process_of_its_own(
    fresh: Run, register: Path, tmp_path: Path, secret: Path
) -> None:
    out = tmp_path / "Kontaktnät åäö.xlsx"
    args = ("--mail", "mottagare@example.org", "--password-file", secret)
    ended = fresh("export", register, out, *args)
    assert "Kontaktnät åäö.eml" in ended.out
    raw = out.with_suffix(".eml").read_bytes()
    message = message_from_bytes(raw, policy=default)
    assert message["To"] == "mottagare@example.org"
    assert "Miljöförvaltningen" in message["Subject"]
    assert PASSWORD.encode() not in raw
    told = fresh("export", register, out, "--mail", "", "--json").json
    assert told["mail"] == str(out.with_suffix(".eml"))
    assert told["warning"] is None


@pytest.mark.parametrize("to", ["ingen adress", "a@example.org b@example.org"])
def test_what_is_no_address_is_told_before_anything_is_written(
    run: Run, register: Path, tmp_path: Path, to: str
) -> None:
    run("export", register, tmp_path / "ut.xlsx", "--mail", to, code=REFUSED)
    assert list(tmp_path.glob("ut.*")) == []
