"""Whatever becomes of the child that reads a file, it becomes a sentence."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from desktop_app.exchange.reading import reader
from desktop_app.exchange.reading.reader import read_file
from tests.exchange.test_reader import refusal_of, rows_of, written


def stand_in(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(reader, "child_command", lambda: [sys.executable, "-c", program])


FRAME = (
    "import json,os,struct,sys,time\n"
    "def send(m): b=json.dumps(m).encode(); os.write(1, struct.pack('>I', len(b)) + b)\n"
)


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import os; os.abort()", "broke off"),
        ("import os; os.kill(os.getpid(), 9)", "broke off"),
        pytest.param(
            "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)",
            "too long",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="no such signal"),
        ),
        ("raise SystemExit(0)", "broke off"),
        ("print('x')", "broke off"),
        ("import os; os.write(1, bytes([0, 0, 0, 2]) + b'no')", "broke off"),
        (FRAME + "send(['head', 'xlsx'])", "broke off"),
        (FRAME + "send(['remark', 'unknown', {}])", "broke off"),
        (FRAME + "send(['refused', 'unknown', {}, ''])", "broke off"),
        (FRAME + "send(['rows', 2, 0, [[1, 2]]])", "broke off"),
        (FRAME + "send(['sheet', 'x', 0]); send(['rows', 2, 0, [[1, 2], [3]]])", "broke off"),
        (FRAME + "send(['sheet', 'x', 0]); send(['rows', 10**9, 0, []])", "csv needs more memory"),
        (
            FRAME + "send(['sheet', 'x', 0]); send(['rows', 10**5, 16383, [None]])",
            "csv needs more memory",
        ),
        (
            "import os,struct; os.write(1, struct.pack('>I', 2**31)); os.read(0, 1)",
            "csv needs more memory",
        ),
        (FRAME + "send(['refused', 'memory', {}, ''])", "csv needs more memory"),
    ],
)
def test_l3_child_that_dies_or_lies_is_refused(
    program: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, program)
    assert words in refusal_of(written(tmp_path / "a.csv", b"x"))


def test_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, FRAME + "send(['head', 'csv']); time.sleep(600)")
    assert "too long" in refusal_of(written(tmp_path / "a.csv", b"x"), seconds=0.5)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps RLIMIT_AS")
def test_child_is_held_to_its_memory(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", (b"x" * 1_000_000 + b"\n") * 60)
    assert "csv needs more memory than allowed" in refusal_of(path, memory_mb=120)
    assert len(read_file(path).sheets[0].rows) == 60


def test_fault_of_ours_is_logged_without_what_the_file_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    program = (
        "import sys\nfrom desktop_app.exchange.reading import gate, reader_child as r\n"
        "def bad(path): raise BaseException('Åsa Svensson')\n"
        "gate.examine = bad\nr.main(*sys.argv[1:])"
    )
    stand_in(monkeypatch, program)
    with caplog.at_level(logging.ERROR):
        assert "cannot be read" in refusal_of(written(tmp_path / "a.csv", b"x"))
    assert "BaseException at" in caplog.text
    assert "Svensson" not in caplog.text


def test_child_is_not_taken_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("csv.py", "json.py"):
        written(tmp_path / name, b"raise SystemExit('never import this')")
    path = written(tmp_path / "a.csv", b"a;b\n1;2\n")
    monkeypatch.chdir(tmp_path)
    assert rows_of(Path(path.name)) == [["a", "b"], ["1", "2"]]
