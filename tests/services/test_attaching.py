"""Attached files lie in the register, come out as they went in, and stay here."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.services import attaching, undoing, writing
from desktop_app.services.attaching import attach, attachments, detach, is_risky, save_attachment
from desktop_app.services.register import Register
from desktop_app.services.upkeep import backup_register, check, restore
from desktop_app.storage import attachments as contents

CONTACT = CATALOGUE["contact"]


@pytest.fixture
def contact(register: Register) -> str:
    return writing.put(register, CONTACT, None, {"family_name": "Prov"}).id


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "Brev från Åsa.pdf"
    path.write_bytes(os.urandom(3_000_001))
    return path


def kept(register: Register) -> int:
    count: int = register.db.conn.execute("SELECT count(*) FROM attachment_content").fetchone()[0]
    return count


def test_a_file_comes_out_as_it_went_in(
    register: Register, contact: str, letter: Path, tmp_path: Path
) -> None:
    id_ = attach(register, CONTACT, contact, letter)
    (row,) = attachments(register, contact)
    assert row.id == id_
    assert row.values["name"] == letter.name
    assert (row.values["size"], row.values["media_type"]) == (3_000_001, "application/pdf")
    out = tmp_path / "out.pdf"
    out.write_text("older")
    save_attachment(register, id_, out)
    assert out.read_bytes() == letter.read_bytes()
    assert undoing.next_undo(register).label.sv == f"Bifogade ”{letter.name}” till Prov"  # type: ignore[union-attr]
    assert check(register).whole


def test_nothing_of_an_attachment_leaves_the_register(
    register: Register, contact: str, letter: Path
) -> None:
    id_ = attach(register, CONTACT, contact, letter)
    sql = 'SELECT shared FROM edit WHERE "row" = ?'
    assert register.db.conn.execute(sql, (id_,)).fetchall() == [(0,)]


def test_the_same_bytes_are_stored_once(
    register: Register, contact: str, letter: Path, tmp_path: Path
) -> None:
    again = tmp_path / "Annat namn.pdf"
    again.write_bytes(letter.read_bytes())
    for path in (letter, again):
        attach(register, CONTACT, contact, path)
    assert [row.values["name"] for row in attachments(register, contact)] == [
        "Annat namn.pdf",
        letter.name,
    ]
    assert kept(register) == 1


def test_a_backup_holds_what_is_attached(
    register: Register, contact: str, letter: Path, tmp_path: Path
) -> None:
    id_ = attach(register, CONTACT, contact, letter)
    with restore(backup_register(register), tmp_path / "again.knreg") as again:
        save_attachment(again, id_, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == letter.read_bytes()


def test_what_is_detached_comes_back_by_undo(
    register: Register, contact: str, letter: Path, tmp_path: Path
) -> None:
    id_ = attach(register, CONTACT, contact, letter)
    detach(register, id_)
    assert attachments(register, contact) == []
    undoing.undo(register)
    assert [row.id for row in attachments(register, contact)] == [id_]
    save_attachment(register, id_, tmp_path / "out.pdf")


def test_an_empty_file_can_be_attached(register: Register, contact: str, tmp_path: Path) -> None:
    (tmp_path / "tom.txt").touch()
    id_ = attach(register, CONTACT, contact, tmp_path / "tom.txt")
    save_attachment(register, id_, tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_bytes() == b""


def refused(register: Register, contact: str, path: Path) -> str:
    """Return why a file is not attached; nothing of it may be left in the register."""
    with pytest.raises(Refused) as problem:
        attach(register, CONTACT, contact, path)
    assert attachments(register, contact) == []
    assert kept(register) == 0
    assert problem.value.advice is not None
    return problem.value.sentence.into("sv")


def test_what_is_no_file_is_refused_with_the_reason(
    register: Register, contact: str, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(register, contact, Path("")) == "Ingen fil är vald."
    assert "är en mapp" in refused(register, contact, tmp_path)
    assert "finns inte" in refused(register, contact, tmp_path / "borta.pdf")
    assert "ingen vanlig fil" in refused(register, contact, tmp_path / "pipe")
    assert "kan inte läsas" in refused(register, contact, tmp_path / "no\0name")


def test_a_file_above_the_limit_is_refused(
    register: Register, contact: str, tmp_path: Path
) -> None:
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(attaching.MAX_BYTES + 1)
    assert "”film.mp4” är 51 MB" in refused(register, contact, large)


@pytest.mark.parametrize("change", ["longer", "shorter", "other"])
def test_a_file_that_changes_while_it_is_read_is_not_attached(
    register: Register, contact: str, letter: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    read = letter.read_bytes()
    changed = {"longer": read + b"!", "shorter": read[:-1], "other": read[:-1] + b"!"}[change]
    digest_of = contents.digest_of

    def then_change(chunks: Iterable[bytes]) -> tuple[str, int]:
        found = digest_of(chunks)
        letter.write_bytes(changed)
        return found

    monkeypatch.setattr(contents, "digest_of", then_change)
    assert "ändrades medan" in refused(register, contact, letter)


def test_a_file_of_the_largest_size_takes_little_memory(
    register: Register, contact: str, tmp_path: Path
) -> None:
    large = tmp_path / "stor.bin"
    with large.open("wb") as file:
        file.truncate(attaching.MAX_BYTES)
    tracemalloc.start()
    id_ = attach(register, CONTACT, contact, large)
    save_attachment(register, id_, tmp_path / "out.bin")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "out.bin").stat().st_size == attaching.MAX_BYTES
    assert peak < attaching.MAX_BYTES / 5


def test_bytes_that_are_not_here_are_said_to_be_missing(
    register: Register, contact: str, letter: Path, tmp_path: Path
) -> None:
    id_ = attach(register, CONTACT, contact, letter)
    register.db.conn.execute("DELETE FROM attachment_content")
    with pytest.raises(Refused) as problem:
        save_attachment(register, id_, tmp_path / "out.pdf")
    assert "finns inte i det här registret" in problem.value.sentence.sv
    assert not (tmp_path / "out.pdf").exists()


def test_damaged_bytes_do_not_come_out(
    register: Register, contact: str, letter: Path, tmp_path: Path
) -> None:
    id_ = attach(register, CONTACT, contact, letter)
    register.db.conn.execute("UPDATE attachment_content SET bytes = zeroblob(size)")
    out = tmp_path / "out.pdf"
    out.write_text("older")
    with pytest.raises(Refused) as problem:
        save_attachment(register, id_, out)
    assert "skadat" in problem.value.sentence.sv
    assert out.read_text() == "older"


def test_nothing_is_attached_to_a_deleted_row(
    register: Register, contact: str, letter: Path
) -> None:
    writing.delete(register, CONTACT, contact)
    assert refused(register, contact, letter) == "Raden är borttagen."


@pytest.mark.parametrize(
    ("name", "risky"),
    [
        ("program.exe", True),
        ("Makro.XLSM", True),
        ("faktura.pdf.js", True),
        ("genväg.lnk", True),
        ("dolt.exe. ", True),
        ("brev.pdf", False),
        ("lista.xlsx", False),
        ("utan ändelse", False),
        (".exe", False),
    ],
)
def test_what_can_do_something_by_itself_is_risky(name: str, risky: bool) -> None:
    assert is_risky(name) is risky
