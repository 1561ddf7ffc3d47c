"""A desk to try parts of the window at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.opening import open_register
from desktop_app.services.sampling import make_sample
from desktop_app.ui.desk import Desk, Ways
from desktop_app.ui.messages import Messages
from desktop_app.ui.session import Session
from desktop_app.ui.settings import Settings
from desktop_app.ui.speech import Speech
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Theme
from tests.journeys.hands import Hands
from tests.ui.at_window import boxes, complaints

DAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small sample register, to be copied."""
    path = tmp_path_factory.mktemp("sample") / "sample.knreg"
    make_sample(path, 40, 7, today=DAY).close()
    return path


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, sample_file: Path) -> Iterator[Desk]:
    """Return a desk with a small sample register of its own."""
    speech = Speech("sv")
    path = Path(copyfile(sample_file, tmp_path / "s.knreg"))
    session = Session(open_register(path), speech)
    settings = Settings(tmp_path / "settings.ini")
    theme = Theme(qapp, "light")
    yield Desk(session, speech, theme, Messages(speech), Tasks(), settings, Ways())
    session.close()
    qapp.setStyleSheet("")


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot, sample_file: Path) -> Iterator[Hands]:
    """Return a person at the program with a small sample register; nothing may go wrong."""
    del qtbot
    path = Path(copyfile(sample_file, tmp_path / "Prov.knreg"))
    person = Hands(tmp_path / "home", path)
    yield person
    left = [box.text() for box in boxes()]
    for box in boxes():
        box.reject()
    person.close()
    QGuiApplication.clipboard().clear()  # without a screen it is freed too late, and crashes
    assert left == [], "a box was left open"
    assert complaints(person) == []
