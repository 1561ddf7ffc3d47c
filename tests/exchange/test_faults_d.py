"""F59–F88: each hostile file is read or refused as it should be, and each guard is missed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from desktop_app.domain.problems import Refused
from desktop_app.exchange.reading import gate, process, reader
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.reader import read_file
from tests.exchange import hostile_contents, hostile_packages
from tests.exchange.faults import Guard
from tests.exchange.hostile import CASES, Case

TOPICS = (hostile_packages, hostile_contents)
GUARDED = [(each, guard) for each in CASES for guard in each.guards]
ELSEWHERE = {64}
"""Tested below: they are about the size before reading, and about waiting."""


@pytest.mark.parametrize("each", CASES, ids=lambda each: each.title)
def test_file_is_judged(tmp_path: Path, each: Case) -> None:
    each.check(tmp_path)


@pytest.mark.parametrize(
    ("each", "guard"), GUARDED, ids=[f"{e.title}-{g.what}" for e, g in GUARDED]
)
def test_guard_is_missed(
    tmp_path: Path, each: Case, guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard.take_out(monkeypatch)
    with pytest.raises(AssertionError):
        each.check(tmp_path)


def test_every_fault_is_there() -> None:
    assert {each.number for each in CASES if each.guards} | ELSEWHERE == set(range(59, 89))


def look_at_too_much(folder: Path) -> None:
    path = folder / "a.csv"
    with path.open("wb") as file:
        file.truncate(200 * 2**20 + 512 * 2**20)
    began = time.process_time()
    with pytest.raises(Fault, match="too_big"):
        gate.look(path)
    assert time.process_time() - began < 0.1
    path.unlink()


def test_f064_size_is_asked_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look_at_too_much(tmp_path)
    monkeypatch.setattr(gate, "MAX_FILE", 2**40)
    with pytest.raises(pytest.fail.Exception):
        look_at_too_much(tmp_path)


class Ended(Exception):
    """Somebody ended the reading."""


def end_the_reading(folder: Path) -> None:
    def end(_done: int, _of: int) -> None:
        raise Ended

    path = folder / "a.csv"
    path.write_bytes(b"a;b")
    began = time.monotonic()
    with pytest.raises(Ended):
        read_file(path, progress=end, seconds=2)
    assert time.monotonic() - began < 1.5


def test_f064_reading_can_be_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeping = [sys.executable, "-c", "import time; time.sleep(50)"]
    monkeypatch.setattr(reader, "child_command", lambda: sleeping)
    end_the_reading(tmp_path)
    monkeypatch.setattr(process, "_questions", lambda *_: ())
    with pytest.raises(Refused, match="too long"):
        end_the_reading(tmp_path)


def test_f086_what_excel_opens_for_everybody_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, path = tmp_path / "plain.xlsx", tmp_path / "a.xlsx"
    plain.write_bytes(hostile_packages.book())
    with plain.open("rb") as source, path.open("wb") as out:
        OOXMLFile(source).encrypt(reader.EVERYBODYS, out)
    assert read_file(path).sheets[0].rows == [["Namn", "Ort"], ["Åsa", "Malmö"]]
    monkeypatch.setattr(reader, "EVERYBODYS", "another")
    with pytest.raises(Refused, match="locked with a password"):
        read_file(path)
