"""The benchmarks of the window run and print what they measured."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = "200"
LINES = {
    "start": ["to the first page", "to the list of contacts"],
    "window_memory": ["window_memory:" if sys.platform != "linux" else "memory of the window"],
    "typing": ["key to paint", "backspace to paint", "floor: the full text alone"],
    "scrolling": ["a page down", "the wheel", "a jump", "sort, until it is whole"],
    "saving": ["a field", "a name: the row moves"],
    "gaps": [
        *("opening a register", "the list of contacts", "typing in the search field"),
        *("scrolling", "sorting", "1 records by arrow key", "saving a field", "undo"),
        *(f"export of {ROWS} contacts", f"preview of a list of {ROWS}"),
    ],
}
"""What stands at the beginning of the lines that a benchmark prints."""


@pytest.mark.parametrize("name", LINES)
def test_a_benchmark_of_the_window_prints_its_lines(name: str) -> None:
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", name, ROWS],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environ,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    for beginning in LINES[name]:
        found = [line for line in lines if line.startswith(beginning)]
        assert found, done.stdout
        assert any(" ms" in line or " MB" in line or " s" in line for line in found), found


def test_an_unknown_benchmark_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "flying"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 2
    assert "flying" in done.stdout
