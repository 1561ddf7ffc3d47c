"""Imports point down, and each dangerous library has one door."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)


def test_imports_keep_the_contracts() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LINT], cwd=TOP, check=False, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_command_line_starts_without_qt() -> None:
    script = "import sys, desktop_app.__main__, desktop_app.cli; sys.exit('PySide6' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=TOP, check=False, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr or "PySide6 was loaded"
