"""Workbooks locked by a password: what is locked opens again, and nothing else does."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msoffcrypto.method.ecma376_agile as agile
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.reading import locked, locked_child
from desktop_app.exchange.reading.locked import is_locked, lock, locking, unlock, wants_password
from desktop_app.exchange.reading.reader import read_file
from tests.exchange.office import resave
from tests.exchange.test_gate import ole

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
NO_CORPUS = pytest.mark.skipif(not CORPUS.is_dir(), reason="no shared/corpus beside the project")
PASSWORD = "Lösen ord1!"  # noqa: S105 — of workbooks made here
BOOK = "Åtgärder.xlsx"

OLDER = (
    ("poi/password.xls", "password", "xls"),  # RC4
    ("poi/xor-encryption-abc.xls", "abc", "xls"),  # XOR
    ("phpspreadsheet/tests__data__Reader__XLS__pwtest3.xls", "VelvetSweatshop", "xls"),  # CryptoAPI
)


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder for temporary files, in which nothing may be left."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a workbook that nothing locks."""
    path = tmp_path / BOOK
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in range(300):
        made.active.append(["Åsa Prov", row, f"prov{row}@example.org"])
    made.save(path)
    made.close()
    return path


def refusal_of(path: Path, password: str = PASSWORD, **limits: float) -> Refused:
    with pytest.raises(Refused) as caught, unlock(path, password, **limits):  # type: ignore[arg-type]
        pytest.fail("it was opened")
    return caught.value


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "1", "å" * 255, "пароль", "密码 🔑", "👩‍🔬", " ord ", "a\u00a0b", "x" * 255],
)
def test_what_is_locked_opens_again(book: Path, password: str) -> None:
    before = book.read_bytes()
    lock(book, password)
    assert is_locked(book)
    assert b"prov7@example.org" not in book.read_bytes()
    with unlock(book, password) as copy:
        assert copy.read_bytes() == before
        assert copy.name == book.name
    assert not copy.exists()


def test_a_password_typed_on_a_mac_is_the_same(book: Path) -> None:
    lock(book, "a\u030angstro\u0308m")
    with unlock(book, "ångström") as copy:
        assert copy.is_file()
    with book.open("rb") as file:  # as Excel does, which knows one spelling
        OOXMLFile(file).load_key("ångström", verify_password=True)


def test_a_workbook_locked_by_a_program_that_took_what_a_mac_typed_opens(book: Path) -> None:
    with book.open("rb") as plain, (book.parent / "mac.xlsx").open("wb") as out:
        OOXMLFile(plain).encrypt("a\u030a", out)
    with unlock(book.parent / "mac.xlsx", "å") as copy:
        assert copy.read_bytes() == book.read_bytes()


def test_only_we_can_read_what_is_open(book: Path) -> None:
    lock(book, PASSWORD)
    with unlock(book, PASSWORD) as copy:
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
        assert copy.parent.parent != book.parent


def test_what_is_open_goes_whatever_happens(book: Path) -> None:
    lock(book, PASSWORD)
    with pytest.raises(ZeroDivisionError), unlock(book, PASSWORD):
        raise ZeroDivisionError


@pytest.mark.parametrize("password", ["fel", "lösen ord1!", "Lösen ord1! ", "x" * 255])
def test_a_wrong_password_is_told(book: Path, password: str) -> None:
    lock(book, PASSWORD)
    problem = refusal_of(book, password)
    assert problem.sentence.into("sv") == f"Lösenordet öppnar inte {BOOK}."
    assert wants_password(problem)


@pytest.mark.parametrize("password", ["", "   ", "å" * 256, "🔑" * 128, "a\nb", "a\0b", "\ud800"])
def test_passwords_that_cannot_be_typed_are_refused(book: Path, password: str) -> None:
    before = book.read_bytes()
    with pytest.raises(Refused) as caught:
        lock(book, password)
    assert book.read_bytes() == before
    assert not wants_password(caught.value)
    assert caught.value.__cause__ is None
    refusal_of(book, password)


def test_a_locked_workbook_says_that_a_password_opens_it(book: Path) -> None:
    lock(book, PASSWORD)
    with pytest.raises(Refused) as caught:
        read_file(book)
    assert wants_password(caught.value)
    assert "--password-file" in caught.value.into("sv")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short_is_damaged(book: Path, share: float) -> None:
    lock(book, PASSWORD)
    raw = book.read_bytes()
    book.write_bytes(raw[: int(len(raw) * share)])
    assert refusal_of(book).sentence.into("en") == f"{BOOK} is damaged or cut off."


def flipped(at: Callable[[bytes], int]) -> Callable[[bytes], bytes]:
    def change(raw: bytes) -> bytes:
        place = at(raw)
        return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]

    return change


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a bit of what is locked": flipped(lambda raw: len(raw) // 2),
    "no integrity": lambda raw: raw.replace(b"<dataIntegrity ", b"<dataIntegrite "),
    "no key": lambda raw: raw.replace(b"p:encryptedKey ", b"p:encryptedKez "),
    "spins of letters": lambda raw: raw.replace(b'spinCount="100000"', b'spinCount="1000zz"'),
    "key length": lambda raw: raw.replace(b'keyBits="256"', b'keyBits="024"'),
    "no xml": lambda raw: raw.replace(b"<keyEncryptors>", b"<keyEncryptors "),
    "entities": lambda raw: raw.replace(
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        b'<!DOCTYPE a [<!ENTITY b "c">]>'.ljust(55, b" "),
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_workbook_is_told(book: Path, damage: Callable[[bytes], bytes]) -> None:
    lock(book, PASSWORD)
    raw = book.read_bytes()
    damaged = damage(raw)
    assert len(damaged) == len(raw)
    assert damaged != raw
    book.write_bytes(damaged)
    if damage is DAMAGES["entities"]:
        with unlock(book, PASSWORD) as copy:  # known nothing of, and harmless
            assert copy.is_file()
        return
    assert refusal_of(book).sentence.into("en") == f"{BOOK} is damaged or cut off."


def test_a_container_without_what_opens_it_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(ole("EncryptedPackage", "EncryptionInfo"))
    assert refusal_of(path).sentence.into("en") == "a.xlsx is damaged or cut off."


@pytest.mark.parametrize(
    ("version", "words"),
    [(b"\x03\x00\x03\x00", "in a way that cannot"), (b"\x07\x00\x07\x00", "in a way that cannot")],
)
def test_other_kinds_of_locks_are_named(book: Path, version: bytes, words: str) -> None:
    lock(book, PASSWORD)
    head = b"\x04\x00\x04\x00\x40\x00\x00\x00<?xml"
    raw = book.read_bytes()
    assert raw.count(head) == 1
    book.write_bytes(raw.replace(head, version + head[4:]))
    assert words in refusal_of(book).into("en")


def test_a_key_that_would_take_for_ever_is_refused(book: Path) -> None:
    lock(book, PASSWORD)
    raw = book.read_bytes()
    many = raw.replace(b'spinCount="100000" saltSize="16"', b'spinCount="9999999" saltSize="6"')
    assert many != raw
    book.write_bytes(many)
    start = time.monotonic()
    assert "took too long" in refusal_of(book, seconds=1).into("en")
    assert time.monotonic() - start < 15


def test_what_needs_too_much_memory_is_refused(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as package:
        package.writestr("xl/media/bild.bin", os.urandom(40 * 2**20))
    lock(book, PASSWORD)
    assert "more memory than allowed" in refusal_of(book, memory_mb=150).into("en")


def test_a_workbook_of_excel_2010_opens(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its checks are by SHA-1, which the library finds wrong whatever the password."""

    class Older(agile.ECMA376AgileCipherParams):
        def __init__(self) -> None:
            super().__init__()
            self.hashName, self.hashSize, self.keyBits = "SHA1", 20, 128

    encrypt = agile._encrypt_aes_cbc
    monkeypatch.setattr(agile, "ECMA376AgileCipherParams", Older)
    monkeypatch.setattr(
        agile, "_encrypt_aes_cbc", lambda data, *how: encrypt(data + bytes(-len(data) % 16), *how)
    )
    before = book.read_bytes()
    lock(book, PASSWORD)
    monkeypatch.undo()
    with unlock(book, PASSWORD) as copy:
        assert copy.read_bytes() == before
    assert wants_password(refusal_of(book, "fel"))


@NO_CORPUS
def test_workbooks_that_other_programs_locked(tmp_path: Path) -> None:
    with unlock(CORPUS / "calamine" / "tests__pass_protected.xlsx", "123") as copy:
        assert read_file(copy).sheets
    for name, password, kind in OLDER:
        path = CORPUS / name
        assert is_locked(path)
        with unlock(path, password) as copy:
            table = read_file(copy)
        assert table.kind == kind
        assert any(cell for row in table.sheets[0].rows for cell in row)
        assert wants_password(refusal_of(path, "fel"))


def test_what_is_not_locked_is_told_apart(book: Path, tmp_path: Path) -> None:
    assert not is_locked(book)
    assert not is_locked(tmp_path)
    assert not is_locked(tmp_path / "borta.xlsx")
    assert "does not exist" in refusal_of(tmp_path / "borta.xlsx").into("en")


def test_the_password_is_in_no_command(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    run = locked.run_child

    def noted(command: list[str], *more: object) -> None:
        commands.append(command)
        run(command, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(locked, "run_child", noted)
    lock(book, PASSWORD)
    with unlock(book, PASSWORD):
        pass
    assert PASSWORD not in str(commands)
    assert PASSWORD not in str(dict(os.environ))


def test_waiting_can_be_ended(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Ended(Exception):
        pass

    def end(_done: int, _of: int) -> None:
        raise Ended

    lock(book, PASSWORD)
    sleeping = [sys.executable, "-c", "import time; time.sleep(50)"]
    monkeypatch.setattr(locked, "_child_command", lambda: sleeping)
    start = time.monotonic()
    with pytest.raises(Ended), unlock(book, PASSWORD, progress=end):
        pytest.fail("it was opened")
    assert time.monotonic() - start < 20


def test_a_full_disk_is_named(book: Path, tmp_path: Path) -> None:
    lock(book, PASSWORD)
    with pytest.raises(locked_child.Fault, match="no_room"):
        list(locked_child._answer(book, tmp_path / "none" / "copy.xlsx", [PASSWORD]))


def test_a_workbook_never_stands_open_where_it_is_sent_from(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "delad"
    folder.mkdir()
    out = folder / "ut.xlsx"
    out.write_text("äldre")
    with locking(out, PASSWORD) as place:
        place.write_bytes(book.read_bytes())
        assert place.parent.parent != folder
        assert out.read_text() == "äldre"
    with unlock(out, PASSWORD) as copy:
        assert copy.read_bytes() == book.read_bytes()
    assert list(folder.iterdir()) == [out]


def test_what_is_broken_off_leaves_the_older_file(tmp_path: Path) -> None:
    out = tmp_path / "ut.xlsx"
    out.write_text("äldre")
    with pytest.raises(ZeroDivisionError), locking(out, PASSWORD):
        raise ZeroDivisionError
    assert out.read_text() == "äldre"


def test_without_a_password_nothing_is_locked(tmp_path: Path) -> None:
    with locking(tmp_path / "ut.xlsx", "") as place:
        assert place == tmp_path / "ut.xlsx"


def test_what_a_killed_program_left_goes(book: Path, scratch: Path) -> None:
    left, young = scratch / f"{locked.PREFIX}a", scratch / f"{locked.PREFIX}b"
    for folder in (left, young):
        folder.mkdir()
        (folder / "hemligt.xlsx").write_text("x")
    long_ago = time.time() - 2 * locked.LEFT_SECONDS
    os.utime(left, (long_ago, long_ago))
    lock(book, PASSWORD)
    with unlock(book, PASSWORD):
        assert not left.exists()
        assert young.exists()
    (young / "hemligt.xlsx").unlink()
    young.rmdir()


def test_libreoffice_opens_it_by_the_password_alone(book: Path, tmp_path: Path) -> None:
    rows = read_file(book).sheets[0].rows
    lock(book, PASSWORD)
    opened = resave(book, tmp_path, PASSWORD)
    assert opened is not None
    assert read_file(opened).sheets[0].rows == rows
    assert resave(book, tmp_path, "fel") is None


def test_only_two_refusals_ask_for_a_password() -> None:
    assert not wants_password(Refused(Words("Nej.", "No.")))
