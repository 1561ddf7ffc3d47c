"""Somebody who does anything at the window: ``python -m tests.soak.monkey SEED STEPS``.

What it does is drawn from the seed; what is wrong afterwards is raised, with the last steps before
it. Timers and long work run beside it, so that a seed leads to nearly the same, not exactly.
"""

from __future__ import annotations

import faulthandler
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.register import Register
from desktop_app.services.sampling import make_sample
from desktop_app.services.upkeep import check
from desktop_app.services.writing import put
from desktop_app.ui.commands import COMMANDS
from desktop_app.ui.files import Files
from desktop_app.ui.places import HOME
from tests.journeys.hands import Hands
from tests.ui.at_window import KEYS as PAGES
from tests.ui.at_window import complaints, elsewhere

DAY = date(2026, 11, 21)
CHECKED_EVERY = 100
NOT_TAKEN = "Keyboard event not accepted by receiving widget"
KEPT_STEPS = 40
TOLD = 5
MENU_MS = 200
NOT_DONE = {"quit"}
SIZES = (640, 1700), (420, 1100)
CLICKED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
MARKUP = "<b>"
MODIFIERS = (
    *[Qt.KeyboardModifier.NoModifier] * 4,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
WORDS = (
    *("Prov", "Åsa", "Öberg", "2026-11-21", "igår", "08-34 10 00", "x@example.org", "x@"),
    *("1 250,50", "-3", "999999999999999999999", f"{MARKUP}fet</b>", "%s {0} {x}", "’”\\", "żółć"),
    *("SE", "Sverige", "ja", "   ", "é", "日本", "https://example.org/a?b=c", "31/2"),
)
KEYS = (
    *("Tab", "Tab", "Tab", "Shift+Tab", "Up", "Down", "Down", "Left", "Right", "Return", "Return"),
    *("Esc", "Esc", "Esc", "Space", "Backspace", "Del", "Home", "End", "PgUp", "PgDown", "F2"),
    *("Insert", "Ctrl+Return", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y"),
    *("Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+Tab", "Shift+Down", "Ctrl+Space", "Alt+Down", "F10"),
)
TABLE = "Förnamn;Efternamn;E-post;Okänt\nProva;Prov;p@example.org;1\n;;fel;2\nÅsa;Prov;;3\n"


class Monkey:
    """Does one thing after another, and looks now and then whether all is well.

    Attributes:
        longest: How long the longest steps kept the window from painting, and what they were.
    """

    def __init__(self, hands: Hands, seed: int, folder: Path) -> None:
        self.hands, self.folder = hands, folder
        self.longest: list[tuple[float, str]] = []
        self._top: QWidget | None = None
        self._chance = random.Random(seed)
        self._last: deque[str] = deque(maxlen=KEPT_STEPS)
        self._path = hands.place._desk.session.path
        self._table = folder / "lista.csv"
        self._table.write_text(TABLE, encoding="utf-8")
        self._menus = QTimer(hands.window, interval=MENU_MS)
        self._menus.timeout.connect(self._tend)
        self._menus.start()
        self._ways: dict[Callable[[], str], int] = {
            self.press: 30,
            self.click: 30,
            self.write: 12,
            self.shortcut: 12,
            self.command: 10,
            self.go: 5,
            self.wait: 5,
            self.resize: 2,
            self.ask_menu: 2,
            self.take: 1,
            self.write_elsewhere: 1,
            self.reopen: 1,
        }

    def work(self, steps: int) -> None:
        """Do so many things; raise what is wrong."""
        for step in range(1, steps + 1):
            (way,) = self._chance.choices(list(self._ways), list(self._ways.values()))
            began = time.perf_counter()
            self._note(way.__name__)
            said = way()
            self._note(f"{way.__name__} {said}")
            QApplication.processEvents()
            took = time.perf_counter() - began
            if way not in (self.wait, self.write_elsewhere):
                found = [*self.longest, (took, f"{way.__name__} {said}")]
                self.longest = sorted(found, reverse=True)[:TOLD]
            if step % CHECKED_EVERY == 0 or step == steps:
                self.look(step)

    def look(self, step: int) -> None:
        """Raise what is wrong, with the steps before it."""
        self.hands.until(lambda: not self.hands.program.tasks.busy, "long work to end")
        wrong = real(complaints(self.hands))
        wrong += [f"shown as markup: {each.text()}" for each in labels() if taken_for_markup(each)]
        opened = self.hands.program.opened
        if opened is not None:
            found = check(opened.session.register)
            wrong += [] if found.whole else [repr(found)]
        steps = "\n".join(self._last)
        assert not wrong, f"step {step}\n{steps}\n" + "\n".join(wrong)

    # --- what it does ---

    def press(self) -> str:
        """Press a key that writes nothing, where the keyboard is."""
        keys = self._chance.choice(KEYS)
        self._keys(keys)
        return keys

    def write(self) -> str:
        """Write a word, letter by letter."""
        word = self._chance.choice(WORDS)
        where = type(self._focus()).__name__
        for letter in word:
            if self._focus() is not None:
                self.hands.letter(letter)
        return f"{word} in {where}"

    def shortcut(self) -> str:
        """Press the keys of a command."""
        found = [keys for each in COMMANDS if each.name not in NOT_DONE for keys in each.keys]
        keys = self._chance.choice(found)
        self._keys(keys)
        return keys

    def command(self) -> str:
        """Choose what is enabled in the menus, unless a dialog lies over them."""
        if QApplication.activeModalWidget() is not None:
            return "-"
        actions = self.hands.window.actions_.by_name
        names = [n for n in actions if n not in NOT_DONE and actions[n].isEnabled()]
        name = self._chance.choice(names)
        actions[name].trigger()
        return name

    def click(self) -> str:
        """Click on anything that is seen, at any place of it."""
        widget = self._any_seen()
        if widget is None:
            return "-"
        target = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
        spot = QPoint(
            self._chance.randrange(max(1, target.width())),
            self._chance.randrange(max(1, target.height())),
        )
        modifiers = self._chance.choice(MODIFIERS)
        said = f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}"
        self._note(said)
        work = QTest.mouseDClick if self._chance.random() < 0.1 else QTest.mouseClick
        work(target, Qt.MouseButton.LeftButton, modifiers, spot)
        return said

    def ask_menu(self) -> str:
        """Ask for the menu of what has the keyboard."""
        focus = self._focus()
        if focus is None:
            return "-"
        spot = focus.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(focus, QContextMenuEvent(reason, spot, focus.mapToGlobal(spot)))
        return type(focus).__name__

    def go(self) -> str:
        """Go to another page."""
        place = self.hands.window.place
        if place is None or QApplication.activeModalWidget() is not None:
            return "-"
        key = self._chance.choice(PAGES)
        place.go(key)
        return key

    def resize(self) -> str:
        """Give the window another size."""
        size = [self._chance.randint(*bounds) for bounds in SIZES]
        self.hands.window.resize(*size)
        return str(size)

    def wait(self) -> str:
        """Do nothing for a moment."""
        milliseconds = self._chance.choice([20, 60, 150, 400])
        self.hands.rest(milliseconds)
        return str(milliseconds)

    def take(self) -> str:
        """Drop a file on the window."""
        if QApplication.activeModalWidget() is None:
            self.hands.window.take_or_open(self._table)
        return self._table.name

    def write_elsewhere(self) -> str:
        """Write in the register as another program does."""
        if self.hands.window.place is None or self.hands.program.tasks.busy:
            return "-"
        elsewhere(self.hands, self._write_any)
        self.hands.window._look()
        return "contact"

    def reopen(self) -> str:
        """Open the register again that was open first."""
        if QApplication.activeModalWidget() is None:
            self.hands.window.open_asked.emit(self._path)
        return self._path.name

    def _write_any(self, register: Register) -> None:
        entity = CATALOGUE["contact"]
        text = self._chance.choice(WORDS)[:20].strip() or "x"
        given = {"given_name": text, "family_name": "Prov", "email": "prov@example.org"}
        put(register, entity, None, given, language="sv")

    # --- where it does it ---

    def choose_file(self, *_arguments: object) -> Path | None:
        """Answer where a file is asked for."""
        return self._chance.choice([None, self._table, self._path])

    def choose_files(self, *_arguments: object) -> list[Path]:
        """Answer where any number of files are asked for."""
        return self._chance.choice([[], [self._table], [self._table, self._path]])

    def choose_folder(self, *_arguments: object) -> Path | None:
        """Answer where a folder is asked for."""
        return self._chance.choice([None, self.folder])

    def choose_place(self, *arguments: object) -> Path | None:
        """Answer where to save a file."""
        return self._chance.choice([None, self.folder / f"ut-{Path(str(arguments[2])).name}"])

    def _tend(self) -> None:
        """Leave a menu: one that a button opened keeps the step until something is chosen."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            for _ in range(self._chance.randrange(8)):
                QTest.keyClick(menu, Qt.Key.Key_Down)
            QTest.keyClick(menu, self._chance.choice([Qt.Key.Key_Escape, Qt.Key.Key_Return]))

    def _keys(self, keys: str) -> None:
        focus = self._focus()
        if focus is not None:
            pressed = QKeySequence(keys)[0]
            QTest.keyClick(focus, pressed.key(), pressed.keyboardModifiers())

    def _focus(self) -> QWidget | None:
        self._top = QApplication.activePopupWidget()  # kept: what it holds would go with it
        if self._top is not None:
            return self._top.focusWidget() or self._top
        if QApplication.activeWindow() is None:
            self.hands.rest(1)
        return QApplication.focusWidget()

    def _any_seen(self) -> QWidget | None:
        self._top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        found = [
            each
            for each in (self._top or self.hands.window).findChildren(QWidget)
            if isinstance(each, CLICKED) and each.isVisible() and each.isEnabled()
        ]
        return self._chance.choice(found) if found else None

    def _note(self, said: str) -> None:
        self._last.append(said)
        log = os.environ.get("KONTAKTNAT_STEPS")
        if log:
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(said + "\n")


def labels() -> list[QLabel]:
    """Return all labels there are."""
    return [each for each in QApplication.allWidgets() if isinstance(each, QLabel)]


def taken_for_markup(label: QLabel) -> bool:
    """Tell whether what stands in a label is not shown as it is."""
    return label.textFormat() != Qt.TextFormat.PlainText and MARKUP in label.text()


def real(said: list[str]) -> list[str]:
    """Return what the program is to blame for: the pressing of keys in tests complains too."""
    return [each for each in said if NOT_TAKEN not in each]


def run(seed: int, steps: int, rows: int = 30) -> str:
    """Let somebody loose on a sample register of their own; return what was seen of it."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        stack.enter_context(patch.dict(os.environ, {HOME: str(folder / "home")}))
        path = folder / "Prov.knreg"
        make_sample(path, rows, 7, today=DAY).close()
        hands = Hands(folder / "home", path)
        monkey = Monkey(hands, seed, folder)
        stack.enter_context(patch.object(Files, "open_file", monkey.choose_file))
        stack.enter_context(patch.object(Files, "open_files", monkey.choose_files))
        stack.enter_context(patch.object(Files, "folder", monkey.choose_folder))
        stack.enter_context(patch.object(Files, "save_file", monkey.choose_place))
        nothing = ("", "")
        for asking in ("getOpenFileName", "getSaveFileName"):
            stack.enter_context(patch.object(QFileDialog, asking, lambda *_a, **_k: nothing))
        stack.enter_context(patch.object(QDesktopServices, "openUrl", lambda _url: True))
        try:
            monkey.work(steps)
        finally:
            end(hands)
        wrong = real(complaints(hands))
        assert not wrong, "after the end\n" + "\n".join(wrong)
        longest = (f"{1000 * took:.0f} ms {what}" for took, what in monkey.longest)
        return "longest steps: " + " · ".join(longest)


def end(hands: Hands) -> None:
    """Close what is open, and the program."""
    for box in QApplication.topLevelWidgets():
        if box is not hands.window:
            box.close()
    hands.close()
    QGuiApplication.clipboard().clear()  # without a screen it is freed too late, and crashes


def run_apart(seed: int, steps: int) -> subprocess.CompletedProcess[str]:
    """Do the same in a process of its own, where also a crash is seen."""
    return subprocess.run(
        [sys.executable, "-m", "tests.soak.monkey", str(seed), str(steps)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONUTF8": "1"},
    )


if __name__ == "__main__":
    faulthandler.enable()
    try:
        print(run(*map(int, sys.argv[1:])))
    except Exception:  # the program has put a hook of its own in place of what would tell it
        traceback.print_exc()
        os._exit(1)
