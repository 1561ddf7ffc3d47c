"""The checkers find nothing, and no file tells on which machine it was made."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
TYPED = [name for name in ("desktop_app", "dev.py", "benchmarks") if (TOP / name).exists()]
CHECKS = {
    "lint": ("ruff", "check", "--no-cache", "."),
    "format": ("ruff", "format", "--check", "--no-cache", "."),
    "types": ("mypy", *TYPED),
}
TRACES = {
    "path of a machine": re.compile(rb"(?<![\w.])/(root|work|home)/"),
    "registry": re.compile(rb"(pypi|pythonhosted|npmjs)\.(org|com|io)", re.IGNORECASE),
}


@pytest.mark.parametrize("check", CHECKS)
def test_checker_finds_nothing(check: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", *CHECKS[check]], cwd=TOP, check=False, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def our_files() -> list[Path]:
    """Return the files of the checkout, tracked or not yet, without what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return [TOP / name for name in listed if name and (TOP / name).is_file()]


@pytest.mark.parametrize("trace", TRACES)
def test_no_file_holds_traces_of_a_machine(trace: str) -> None:
    ours = our_files()
    assert TOP / "pyproject.toml" in ours
    found = [path for path in ours if TRACES[trace].search(path.read_bytes())]
    assert found == []
