"""A second start raises the first window and gives it its file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import Refused
from desktop_app.ui.instance import Instance, hand_over

SECOND = (
    "import sys; from pathlib import Path; from desktop_app.ui.instance import *;"
    "i = Instance(Path(sys.argv[1]));"
    "sys.exit(7) if i.first() else hand_over(Path(sys.argv[1]), Path(sys.argv[2]))"
)
HUNG = (
    "import sys, time; from pathlib import Path; from desktop_app.ui.instance import *;"
    "i = Instance(Path(sys.argv[1])); print(i.first(), flush=True); time.sleep(60)"
)


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Instance]:
    instance = Instance(tmp_path)
    assert instance.first()
    yield instance
    instance.close()


def second(folder: Path, path: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SECOND, str(folder), path])


@pytest.mark.parametrize("name", ["Miljö & hälsa.knreg", "a\nb.knreg"])
def test_f035_a_second_start_hands_its_file_over_and_ends(
    qtbot: QtBot, first: Instance, tmp_path: Path, name: str
) -> None:
    first.listen()
    with qtbot.waitSignal(first.asked, timeout=10_000) as asked:
        process = second(tmp_path, str(tmp_path / name))
    assert asked.args == [str(tmp_path / name)]
    assert process.wait(10) == 0


def test_a_file_named_from_another_folder_is_found(
    qtbot: QtBot, first: Instance, tmp_path: Path
) -> None:
    first.listen()
    process = second(tmp_path, "relativ.knreg")
    with qtbot.waitSignal(first.asked, timeout=10_000) as asked:
        pass
    assert asked.args == [os.path.join(os.getcwd(), "relativ.knreg")]
    assert process.wait(10) == 0


def test_the_second_waits_for_a_first_that_is_just_starting(
    qtbot: QtBot, first: Instance, tmp_path: Path
) -> None:
    process = second(tmp_path, "x.knreg")
    qtbot.wait(600)
    first.listen()
    with qtbot.waitSignal(first.asked, timeout=10_000):
        pass
    assert process.wait(10) == 0


def test_the_second_is_not_the_first(first: Instance, tmp_path: Path) -> None:
    assert not Instance(tmp_path).first()
    first.close()
    third = Instance(tmp_path)
    assert third.first()
    third.close()


def test_a_first_that_hangs_is_told_after_two_seconds(tmp_path: Path) -> None:
    hung = subprocess.Popen(
        [sys.executable, "-c", HUNG, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert hung.stdout is not None
        assert hung.stdout.readline() == "True\n"
        assert not Instance(tmp_path).first()
        began = time.monotonic()
        with pytest.raises(Refused, match="does not answer"):
            hand_over(tmp_path, None)
        assert 1.5 < time.monotonic() - began < 6
    finally:
        hung.kill()
        hung.communicate()


def test_what_a_killed_first_left_behind_is_taken_over(tmp_path: Path) -> None:
    hung = subprocess.Popen(
        [sys.executable, "-c", HUNG, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert hung.stdout is not None
    hung.stdout.readline()
    hung.kill()
    hung.communicate()
    instance = Instance(tmp_path)
    assert instance.first()
    instance.listen()
    instance.close()


def test_a_stranger_that_sends_rubbish_is_cut_off(
    qtbot: QtBot, first: Instance, tmp_path: Path
) -> None:
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 — loaded where it is used

    from desktop_app.ui.instance import server_name  # noqa: PLC0415

    first.listen()
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path))
    assert socket.waitForConnected(1000)
    with qtbot.assertNotEmitted(first.asked):
        socket.write(b"x" * 100_000)
        socket.flush()
        closed = QLocalSocket.LocalSocketState.UnconnectedState
        qtbot.waitUntil(lambda: socket.state() is closed, timeout=3000)
