"""Locked files of other kinds than .xlsx: .xls, .xlsb and .ods in each way they are locked."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from pathlib import Path

import pytest
from cryptography.exceptions import UnsupportedAlgorithm

from desktop_app.domain.problems import Refused
from desktop_app.exchange.reading import locked_document
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.gate import examine
from desktop_app.exchange.reading.locked import is_locked, lock, unlock, wants_password
from desktop_app.exchange.reading.locked_child import _opened
from desktop_app.exchange.reading.reader import read_file
from tests.exchange.locked_ods import by_argon, by_blowfish, in_parts
from tests.exchange.test_gate import package, parts_of

MADE = Path(__file__).parent / "locked_files"
"""Made by LibreOffice 7.4: Malmö and Lund, locked by the password."""
PASSWORD = "Lösen ord1!"  # noqa: S105 — of files made here
CONTENT = b"<office:document-content/>" * 100


@pytest.mark.parametrize("name", ["libreoffice.xls", "libreoffice.ods"])
def test_what_libreoffice_locked_is_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = MADE / name
    assert is_locked(path)
    with unlock(path, PASSWORD) as copy:
        table = read_file(copy)
    assert table.kind == path.suffix[1:]
    assert table.sheets[0].rows == [["Namn", "Ort"], ["Åsa Prov", "Malmö"], ["Ib Prov", "Lund"]]
    with pytest.raises(Refused) as caught:
        read_file(path)
    assert wants_password(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_password_of_an_older_workbook_is_told() -> None:
    with pytest.raises(Refused) as caught, unlock(MADE / "libreoffice.xls", "fel"):
        pytest.fail("it was opened")
    assert wants_password(caught.value)


def test_a_locked_xlsb_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsb"
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    types = f'<Types xmlns="{space}">sheet.binary.macroEnabled.main</Types>'.encode()
    path.write_bytes(
        package([("[Content_Types].xml", types), ("xl/workbook.bin", os.urandom(5_000))])
    )
    lock(path, PASSWORD)
    assert is_locked(path)
    with unlock(path, PASSWORD) as copy:
        assert examine(copy) == "xlsb"


def opened(raw: bytes, folder: Path, *passwords: str) -> zipfile.ZipFile:
    """Return what the child makes of a file, asked in this process."""
    path = folder / "a.ods"
    path.write_bytes(raw)
    return zipfile.ZipFile(io.BytesIO(_opened(path, passwords)))


WHOLE = package([("content.xml", CONTENT), ("mimetype", b"x")])
WAYS = {
    "in parts": in_parts(CONTENT, PASSWORD),
    "by Blowfish": by_blowfish(CONTENT, PASSWORD.encode()),
    "by Blowfish, letters of Windows": by_blowfish(CONTENT, PASSWORD.encode("cp1252")),
    "by Argon2id": by_argon(WHOLE, PASSWORD),
}


@pytest.mark.parametrize("raw", WAYS.values(), ids=WAYS)
def test_each_way_of_locking_opens(raw: bytes, tmp_path: Path) -> None:
    with opened(raw, tmp_path, "fel", PASSWORD) as plain:
        assert plain.read("content.xml") == CONTENT
        assert "mimetype" in plain.namelist()
    assert is_locked(tmp_path / "a.ods")


@pytest.mark.parametrize("raw", WAYS.values(), ids=WAYS)
def test_no_other_password_opens(raw: bytes, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="wrong_password"):
        opened(raw, tmp_path, "fel", "lösen ord1!", PASSWORD + " ")


LOCKED = in_parts(CONTENT, PASSWORD)
ARGON = by_argon(WHOLE, PASSWORD)


def saying(old: bytes, new: bytes) -> bytes:
    """Return the locked file with another manifest."""
    assert any(old in raw for _, raw in parts_of(LOCKED))
    return package([(name, raw.replace(old, new)) for name, raw in parts_of(LOCKED)])


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (in_parts(CONTENT, PASSWORD, way="camellia256-cbc"), "locked_otherwise"),
        (saying(b"xmldsig#sha256", b"xmldsig#sha512"), "locked_otherwise"),
        (saying(b'"PBKDF2"', b'"SCRYPT"'), "locked_otherwise"),
        (saying(b'iteration-count="1000"', b'iteration-count="zzzz"'), "damaged"),
        (saying(b"encryption-data", b"encryption-date"), "damaged"),
        (LOCKED[:-40], "damaged"),
        (saying(b'manifest:key-size="32"', b'manifest:key-size="99999999999999999999"'), "damaged"),
        (package([*parts_of(LOCKED), ("a.bin", bytes(17 * 2**20))]), "bomb"),
        (by_argon(WHOLE, PASSWORD, memory=2**22), "memory"),
        (by_argon(CONTENT * 5_000, PASSWORD), "bomb"),
        (in_parts(CONTENT * 5_000, PASSWORD), "bomb"),
    ],
)
def test_what_cannot_be_opened_is_named(
    raw: bytes, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locked_document, "MAX_UNPACKED", 10**6)
    with pytest.raises(Fault, match=code):
        opened(raw, tmp_path, PASSWORD)


def test_without_a_library_that_knows_argon_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(**_: object) -> None:
        raise UnsupportedAlgorithm("argon2id")

    monkeypatch.setattr(locked_document, "Argon2id", lacking)
    with pytest.raises(Fault, match="locked_otherwise"):
        opened(ARGON, tmp_path, PASSWORD)
