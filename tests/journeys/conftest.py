"""Programs to make journeys in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.sampling import make_sample
from desktop_app.ui.places import HOME
from tests.journeys.hands import Hands

DAY = date(2026, 11, 21)
Start = Callable[..., Hands]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which everything is kept."""
    path = tmp_path / "home"
    monkeypatch.setenv(HOME, str(path))
    return path


@pytest.fixture
def start(home: Path, qtbot: QtBot) -> Iterator[Start]:
    """Return what starts the program, closing the one before; the last is closed after the test."""
    del qtbot
    running: list[Hands] = []

    def begin(path: Path | None = None, language: str = "sv") -> Hands:
        end()
        running.append(Hands(home, path, language))
        return running[-1]

    def end() -> None:
        while running:
            running.pop().close()

    yield begin
    end()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small sample register, to be copied."""
    path = tmp_path_factory.mktemp("sample") / "Prov.knreg"
    make_sample(path, 120, 7, today=DAY).close()
    return path


@pytest.fixture
def sample_path(sample_file: Path, tmp_path: Path) -> Path:
    """Return a small sample register of a test's own, closed."""
    return Path(copyfile(sample_file, tmp_path / "Prov.knreg"))
