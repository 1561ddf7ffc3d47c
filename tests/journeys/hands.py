"""A person at the window: real keys and clicks; what came of them is asked in a fresh process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.editors.box import FieldBox
from desktop_app.ui.places import places
from desktop_app.ui.program import Program, application
from desktop_app.ui.record.parts import PartsBlock
from desktop_app.ui.workplace import Workplace

PATIENCE_S = 20
LONGEST_WALK = 40
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

W = TypeVar("W", bound=QWidget)


class Hands:
    """Types and clicks in the program, and counts what it took.

    Attributes:
        program: The program.
        steps: How many keys and clicks it took, letters of words aside.
    """

    def __init__(self, home: Path, path: Path | None = None, language: str = "sv") -> None:
        """Start the program with everything it keeps in `home`."""
        self.program = Program(application(), places({"KONTAKTNAT_HOME": str(home)}), language)
        self.steps = 0
        self._closed = False
        self._popup: QWidget | None = None
        self.program.begin(path)
        self.window = self.program.window
        self.window.resize(1280, 800)
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window, 2000)
        self.rest()

    @property
    def place(self) -> Workplace:
        """Return the pages of the open register."""
        assert self.window.place is not None
        return self.window.place

    @property
    def focus(self) -> QWidget:
        """Return what a key goes to: a list that is open over the window comes first."""
        self._popup = QApplication.activePopupWidget()  # kept: what it holds would go with it
        if self._popup is not None:
            inner: QWidget | None = self._popup.focusWidget()
            return self._popup if inner is None else inner
        self.until(QApplication.focusWidget, "something that has the keyboard")
        return QApplication.focusWidget()

    @property
    def field(self) -> str:
        """Return the name of the field that has the keyboard, '' outside of fields."""
        box = around(self.focus, FieldBox)
        return "" if box is None else box.field.name

    @property
    def said(self) -> str:
        """Return the line at the foot of the window."""
        return self.window.strip.text.text()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN, times: int = 1) -> None:
        """Press a key, as often as said."""
        for _ in range(times):
            QTest.keyClick(self.focus, key, modifiers)
            self.steps += 1
            self.rest()

    def control(self, key: Qt.Key, times: int = 1) -> None:
        """Press a key with Ctrl."""
        self.key(key, CONTROL, times)

    def enter(self) -> None:
        """Press Enter."""
        self.key(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Type a text, letter by letter; a new line is the Enter key."""
        for letter in text:
            self.letter(letter)
        self.rest()

    def letter(self, letter: str) -> None:
        """Press the key of a letter; any letter, while Qt's own test keys know only ASCII."""
        code = Qt.Key.Key_Return if letter == "\n" else Qt.Key(ord(letter.upper()))
        modifiers = SHIFT if letter.isupper() else PLAIN
        text = "\r" if letter == "\n" else letter
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.focus, QKeyEvent(kind, code, modifiers, text))

    def walk_to(self, name: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
        """Press a key until a field has the keyboard."""
        for _ in range(LONGEST_WALK):
            if self.field == name:
                return
            self.key(key)
        raise AssertionError(f"{name} cannot be reached, but {self.field}")

    def add_part(self, entity: str) -> None:
        """Press Tab until the button that begins a part of an entity, and press that."""
        for _ in range(LONGEST_WALK):
            block = around(self.focus, PartsBlock)
            if block is not None and block.part.name == entity and block.add_button is self.focus:
                self.enter()
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"no parts of {entity} can be added")

    def fill(self, **texts: str) -> None:
        """Type into fields, in the order they stand, and leave each of them."""
        for name, text in texts.items():
            self.walk_to(name)
            self.type(text)
        self.key(Qt.Key.Key_Tab)

    def choose(self, name: str, text: str) -> None:
        """Type what is looked for into a field, and take the first that is suggested."""
        self.walk_to(name)
        self.type(text)
        self.rest()
        self.enter()

    def find(self, text: str) -> None:
        """Find something anywhere, and open the first that is found."""
        self.control(Qt.Key.Key_K)
        self.type(text)
        self.enter()

    def click(self, widget: QWidget) -> None:
        """Click on something that is seen."""
        assert widget.isVisible()
        assert widget.isEnabled()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.steps += 1
        self.rest()

    def rest(self, milliseconds: int = 60) -> None:
        """Let the program do what it does between two keys."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        if QApplication.activeWindow() is None and not self.window.isMinimized():
            self.window.activateWindow()  # as every desktop does when a dialog is closed
            QTest.qWaitForWindowActive(self.window, 2000)

    def until(self, holds: Callable[[], object], what: str = "it") -> None:
        """Wait until something holds; fail if it does not in time."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end, f"waited in vain for {what}"
            self.rest(20)

    def close(self) -> None:
        """Close the window as a person does, and end the program; once is enough."""
        if self._closed:
            return
        self._closed = True
        self.window.close()
        self.program.close()
        for each in (self.window, self.program):  # what they meant to do later is not done
            each.deleteLater()
            QApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)


def around(widget: QWidget | None, kind: type[W]) -> W | None:
    """Return the nearest widget of a kind that a widget lies in, None where there is none."""
    while widget is not None and not isinstance(widget, kind):
        widget = widget.parentWidget()
    return widget


def ask(*arguments: str | Path, language: str = "sv") -> Any:
    """Return what the command line says as JSON, in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "desktop_app", *map(str, arguments), "--json"],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "KONTAKTNAT_LANGUAGE": language, "PYTHONUTF8": "1"},
    )
    assert ended.returncode in {0, 4}, ended.stderr
    return json.loads(ended.stdout)
