"""The window, and what is said where none can open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import run
from desktop_app.data import DB_SCHEMA, RESOURCES, folder
from desktop_app.domain.problems import Refused
from desktop_app.ui import display
from desktop_app.ui.places import HOME


@pytest.mark.parametrize(
    ("environ", "system", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_display(environ: dict[str, str], system: str, expected: bool) -> None:
    assert display.has_display(environ, system) is expected


@pytest.mark.parametrize(
    ("environ", "library", "needed"),
    [
        ({}, "libGL.so.1", True),
        ({}, "libxcb-cursor.so.0", False),
        ({"DISPLAY": ":0"}, "libxcb-cursor.so.0", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "libxcb-cursor.so.0", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "libwayland-cursor.so.0", True),
    ],
)
def test_libraries_follow_the_display(environ: dict[str, str], library: str, needed: bool) -> None:
    assert (library in display.libraries_needed(environ, "linux")) is needed


def test_other_systems_need_no_libraries() -> None:
    assert display.libraries_needed({}, "win32") == {}
    assert display.why_no_window({}, "darwin") is None


def test_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "DRAWING", {"libnowhere.so.7": "libnowhere7"})
    reason = display.why_no_window({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert reason is not None
    sentences, advice = reason
    assert all("libnowhere.so.7" in sentence for sentence in sentences)
    assert all(text.endswith("apt-get install libnowhere7") for text in advice)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_display_the_program_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(Refused) as refused:
        run(None, "en")
    assert refused.value.sentence.into("en") == display.NO_DISPLAY[1]


def test_asking_does_not_load_qt() -> None:
    script = (
        "import sys, desktop_app.app, desktop_app.ui.display as d; d.why_no_window();"
        "sys.exit('PySide6' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_run_opens_the_window_until_it_is_closed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME, str(tmp_path))
    seen: list[str] = []

    def look() -> None:
        (window,) = (one for one in QApplication.topLevelWidgets() if one.isVisible())
        seen.append(window.windowTitle())
        window.close()

    QTimer.singleShot(0, look)
    assert run(None, "sv") == 0
    assert seen == ["Kontaktnät"]


def test_data_lies_beside_the_package_in_a_checkout() -> None:
    top = Path(__file__).parents[2]
    assert (top / "resources", top / "db_schema") == (RESOURCES, DB_SCHEMA)


def test_data_lies_inside_an_installed_package(tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    assert folder("resources", tmp_path) == tmp_path / "resources"
