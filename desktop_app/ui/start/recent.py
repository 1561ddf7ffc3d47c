"""The registers that were open lately; those that are not there any more can be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.ui.labels import plain_label
from desktop_app.ui.settings import Settings
from desktop_app.ui.speech import Speech
from desktop_app.ui.start.ways import WayButton
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Theme

__all__ = ["Recent"]

HEADING = Words("Senaste registren", "Recent registers")
CHANGED = Words("{folder} · ändrat {day}", "{folder} · changed {day}")
GONE = Words("{folder} · finns inte där just nu", "{folder} · not there right now")
FORGET = Words("Ta bort ur listan", "Remove from the list")
FORGET_OF = Words("Ta bort {name} ur listan", "Remove {name} from the list")


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a register without opening it.

    Attributes:
        there: Whether the file is there; None while that is being looked up.
        day: The day it was last written.
    """

    there: bool | None = None
    day: str = ""


def look(paths: Sequence[Path]) -> dict[Path, Found]:
    """Look for files; done beside the window, since a folder on the network may take long."""
    return {path: _found(path) for path in paths}


def _found(path: Path) -> Found:
    try:
        written = path.stat().st_mtime
    except OSError:
        return Found(there=False)
    day = datetime.fromtimestamp(written).astimezone().date()
    return Found(there=True, day=day.isoformat())


class Recent(QWidget):
    """A list of registers, newest first.

    Signals:
        chosen: Open this one.
    """

    chosen = Signal(object)

    def __init__(self, settings: Settings, speech: Speech, theme: Theme, tasks: Tasks) -> None:
        """Show what is remembered."""
        super().__init__()
        self._settings, self._speech, self._theme, self._tasks = settings, speech, theme, tasks
        self._found: dict[Path, Found] = {}
        self._lines: dict[Path, _Line] = {}
        self._heading = plain_label("heading")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.metric(4))
        self._column.addWidget(self._heading)
        speech.changed.connect(self.say)
        self.refresh()

    def refresh(self) -> None:
        """Show what is remembered now, and look which are there."""
        for line in self._lines.values():
            line.deleteLater()
        paths = self._settings.recent
        self._lines = {path: self._line(path) for path in paths}
        self.setVisible(bool(paths))
        self.say()
        if paths:
            self._look(paths)

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        self._heading.setText(self._speech(HEADING))
        for path, line in self._lines.items():
            line.say(path, self._found.get(path, Found()), self._speech)

    def _line(self, path: Path) -> _Line:
        line = _Line(self._theme, lambda: self._forget(path))
        line.button.clicked.connect(lambda: self.chosen.emit(path))
        self._column.addWidget(line)
        return line

    def _look(self, paths: Sequence[Path]) -> None:
        def work(_progress: Progress) -> dict[Path, Found]:
            return look(paths)

        self._tasks.start(work).done.connect(self._know)

    def _know(self, found: dict[Path, Found]) -> None:
        self._found.update(found)
        self.say()

    def _forget(self, path: Path) -> None:
        self._settings.forget(path)
        self.refresh()
        self.focusNextChild()


class _Line(QWidget):
    """One register."""

    def __init__(self, theme: Theme, forget: Callable[[], object]) -> None:
        super().__init__()
        self.button = WayButton("database", theme, role="")
        self.button.setFlat(True)
        self.forget = QPushButton()
        self.forget.setFlat(True)
        self.forget.setVisible(False)
        self.forget.clicked.connect(forget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button, 1)
        row.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, path: Path, found: Found, speech: Speech) -> None:
        """Say where it is, and whether it is there."""
        folder = str(path.parent)
        words = {None: None, True: CHANGED, False: GONE}[found.there]
        more = speech(words, folder=folder, day=found.day) if words else folder
        self.button.say(path.stem, more)
        self.button.setEnabled(found.there is not False)
        self.forget.setVisible(found.there is False)
        self.forget.setText(speech(FORGET))
        self.forget.setAccessibleName(speech(FORGET_OF, name=path.stem))
