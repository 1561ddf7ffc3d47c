"""The pin of PySide6: 6.12.0 drops references to True and None on Python 3.11 and aborts."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
CHILD = """
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Bell(QObject):
    rung = Signal(bool)
    held = Signal(object)

heard = []
application = QCoreApplication([])
bell = Bell()
bell.rung.connect(heard.append)
bell.held.connect(heard.append)
for turn in range(5_000):
    bell.rung.emit(turn % 2 == 0)
    bell.held.emit(None)
for turn in range(20_000):
    bell.setObjectName("bell")
    bell.setProperty("loud", True)
    bell.blockSignals(False)
assert heard == [True, None, False, None] * 2_500
print("all heard")
"""


def test_signals_and_calls_keep_true_and_none_alive() -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD], check=False, capture_output=True, text=True, timeout=120
    )
    assert (child.returncode, child.stdout) == (0, "all heard\n"), child.stderr


@pytest.mark.parametrize(
    "pin",
    [
        "PySide6_Essentials>=6.11.3,<6.12; python_version < '3.12'",
        "PySide6_Essentials>=6.11.3,<6.13; python_version >= '3.12'",
    ],
)
def test_pin_is_as_decided(pin: str) -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    pins = [one for one in project["project"]["dependencies"] if "pyside" in one.lower()]
    assert len(pins) == 2
    assert pin in pins
