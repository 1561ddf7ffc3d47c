"""The program with a window: made of its parts, begun, and ended in good order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import cast

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.access import bring_back, is_older
from desktop_app.services.warming import load_libraries
from desktop_app.storage.faults import refusal_of
from desktop_app.ui.errors import OUR_FAULT, OUR_FAULT_ADVICE, Faults
from desktop_app.ui.instance import Instance, hand_over
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.messages import Messages
from desktop_app.ui.opening import CannotOpen, Notice, Opened, Way, bring_up_to_date, open_session
from desktop_app.ui.places import Places, places
from desktop_app.ui.settings import Settings
from desktop_app.ui.speech import Speech
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Scheme, Theme

__all__ = ["Program", "QtSpeech", "application", "start"]

NAME = "kontaktnat"
SETTINGS = "settings.ini"
MINIMIZED = Qt.WindowState.WindowMinimized
AFTER_PAINT_MS = 300
"""When what nobody waits for is begun: by then the window has been painted."""

LOCALES: Mapping[str, QLocale.Language] = {
    "sv": QLocale.Language.Swedish,
    "en": QLocale.Language.English,
}
WAYS: Mapping[Way, Words] = {
    "bring_back": Words("Ta fram säkerhetskopian", "Bring the backup back"),
    "forget": Words("Ta bort ur listan", "Remove from the list"),
    "take_over": Words("Öppna för att skriva", "Open for writing"),
}
BROUGHT_BACK = Words(
    "Säkerhetskopian är framtagen som ”{name}”.", "The backup was brought back as “{name}”."
)
UPDATING = Words(
    "”{name}” är från en äldre version och förs över till den nya …",
    "“{name}” is from an older version and is brought to the new one …",
)
OCCUPIED = Words(
    "Här pågår redan något i ett eget fönster.", "Something is going on in a dialog already."
)
OCCUPIED_ADVICE = Words(
    "Gör klart det eller stäng det, och öppna sedan ”{name}” igen.",
    "Finish it or close it, then open “{name}” again.",
)
TWO = Words("{one} {other}", "{one} {other}")


def application() -> QApplication:
    """Return the one application of Qt, made if there is none."""
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication([NAME])
    made.setApplicationName(NAME)
    made.setDesktopFileName(NAME)
    return made


def start(path: Path | None, language: str) -> int:
    """Show the window until it is closed, or bring the one that is open to the front.

    Raises:
        Refused: The window that is open does not answer; a box has said so.
    """
    app = application()
    where = places()
    instance = Instance(where.settings)
    if not instance.first():
        return _hand_over(app, where, path, language)
    program = Program(app, where, language)
    instance.asked.connect(program.asked)
    QTimer.singleShot(AFTER_PAINT_MS, instance, instance.listen)
    try:
        program.begin(path)
        return app.exec()
    finally:
        instance.close()
        program.close()


def _hand_over(app: QApplication, where: Places, path: Path | None, language: str) -> int:
    try:
        hand_over(where.settings, path)
    except Refused as problem:
        Messages(Speech(Settings(where.settings / SETTINGS).language or language)).refuse(problem)
        app.exec()
        raise
    return 0


class QtSpeech(QObject):
    """Qt's own words (buttons of file dialogs, menus of editors) in the language of the window."""

    def __init__(self, app: QApplication, speech: Speech) -> None:
        """Follow the language from now on."""
        super().__init__(app)
        self._app, self._speech = app, speech
        self._translator = QTranslator(self)
        speech.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Say Qt's words in the language that is spoken; its own are English."""
        language = self._speech.language
        QLocale.setDefault(QLocale(LOCALES[language]))
        self._app.removeTranslator(self._translator)
        if language == "en":
            return
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{language}", folder):
            self._app.installTranslator(self._translator)

    def rest(self) -> None:
        """Leave Qt with its own words."""
        self._app.removeTranslator(self._translator)


class Program(QObject):
    """The window and what it works with, for as long as the program runs.

    Attributes:
        settings: What is remembered.
        speech: The language that is spoken.
        messages: How people are told something.
        window: The window.
        opened: The register that is open.
    """

    def __init__(self, app: QApplication, where: Places, language: str) -> None:
        """Put the parts together; nothing is shown yet."""
        super().__init__()
        self.faults = Faults(where.log, self._tell_fault)
        self.settings = Settings(where.settings / SETTINGS)
        self.speech = Speech(self.settings.language or language)
        self.qt_speech = QtSpeech(app, self.speech)
        self.messages = Messages(self.speech)
        self.tasks = Tasks()
        self.theme = Theme(app, cast("Scheme", self.settings.scheme), self.settings.percent)
        self.window = MainWindow(self.settings, self.speech, self.theme, self.messages, self.tasks)
        self.window.log = self.faults.log
        self.messages.belong_to(self.window)
        self.window.open_asked.connect(self.open)
        self.opened: Opened | None = None
        self._warming = QTimer(self, singleShot=True, interval=AFTER_PAINT_MS)
        self._warming.timeout.connect(self._warm)
        self.faults.watch()
        sys.excepthook = self._uncaught

    def begin(self, path: Path | None) -> None:
        """Open a register, else the last one, else the first page; then show the window."""
        last = next(iter(self.settings.recent), None)
        if path is not None:
            self.open(path.absolute())
        elif last is not None and last.exists():
            self.open(last)
        if self.opened is None:
            self.window.show_start()
        self.window.show()
        self._warming.start()

    def _warm(self) -> None:
        """Load beside the window what the first record will need, before somebody waits for it."""

        def load(_progress: Progress) -> None:
            from desktop_app.ui.lists import page  # noqa: PLC0415 — see above
            from desktop_app.ui.record import panel  # noqa: PLC0415

            del page, panel
            load_libraries()

        self.tasks.start(load)

    def asked(self, path: str) -> None:
        """Come to the front, and open what a second start was given."""
        self.window.setWindowState(self.window.windowState() & ~MINIMIZED)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        QApplication.alert(self.window)
        if path and QApplication.activeModalWidget() is not None:
            self.messages.tell(OCCUPIED, OCCUPIED_ADVICE.fill(name=Path(path).name))
        elif path:
            self.open(Path(path))

    def open(self, path: Path, *, take_over: bool = False) -> None:
        """Open a register instead of the one that is open; what is wrong is told."""
        if self.opened is not None and self._is_open(path) and not take_over:
            if self.window.place is None:  # somebody went to the first page and came back
                self.window.open(self.opened.session, _said(self.opened.notices))
            return
        if not self.window.may_leave(partial(self.open, path, take_over=take_over)):
            return
        if is_older(path):
            self._bring_up_to_date(path)
            return
        if take_over:
            self._let_go()
        self._open(path, take_over=take_over)

    def _open(self, path: Path, *, take_over: bool) -> None:
        try:
            opened = open_session(path, self.speech, take_over=take_over)
        except CannotOpen as problem:
            self._cannot(problem)
            return
        before, self.opened = self.opened, opened
        self.settings.opened(path)
        self.settings.save()
        self.window.open(opened.session, _said(opened.notices))
        if before is not None:
            before.close()
        self._offer(path, opened.notices)

    def close(self) -> None:
        """End all work, close the register, and keep what is to be remembered."""
        self._warming.stop()
        if not self.window.close():  # somebody was asked, and the program ends all the same
            self._let_go()
        self.tasks.close()
        if self.opened is not None:
            self.opened.close()
            self.opened = None
        self.settings.save()
        self.qt_speech.rest()
        self.faults.rest()

    def _bring_up_to_date(self, path: Path) -> None:
        """Open a register of an older version once it is brought up to date, beside the window."""
        self.messages.done(UPDATING, name=path.name)
        task = self.tasks.start(lambda _progress: bring_up_to_date(path))
        task.done.connect(lambda _nothing: self._open(path, take_over=False))
        task.failed.connect(self._failed)

    def _failed(self, error: object) -> None:
        if isinstance(error, CannotOpen):
            self._cannot(error)
        else:
            self.messages.failed(error)

    def _is_open(self, path: Path) -> bool:
        if self.opened is None:
            return False
        try:
            return path.samefile(self.opened.session.path)
        except OSError:
            return False

    def _let_go(self) -> None:
        if self.opened is not None:
            self.window.show_start()
            self.opened.close()
            self.opened = None

    def _cannot(self, problem: CannotOpen) -> None:
        if problem.way is None:
            self.messages.refuse(problem)
            return
        way, path = problem.way, problem.path
        self.messages.ask(problem.sentence, problem.advice, WAYS[way], partial(self._do, way, path))

    def _offer(self, path: Path, notices: list[Notice]) -> None:
        for notice in notices:
            way = notice.way
            if way is not None:
                self.messages.ask(notice.words, None, WAYS[way], partial(self._do, way, path))

    def _do(self, way: Way, path: Path) -> None:
        ways: Mapping[Way, Callable[[Path], None]] = {
            "bring_back": self._bring_back,
            "forget": self._forget,
            "take_over": partial(self.open, take_over=True),
        }
        ways[way](path)

    def _bring_back(self, path: Path) -> None:
        task = self.tasks.start(lambda _progress: bring_back(path))
        task.done.connect(self._brought_back)
        task.failed.connect(self.messages.failed)

    def _brought_back(self, path: Path) -> None:
        self.open(path)
        self.messages.done(BROUGHT_BACK, name=path.name)

    def _forget(self, path: Path) -> None:
        self.settings.forget(path)
        if self.opened is None:
            self.window.show_start()

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell what reached nobody: what disk or lock refuse is no fault of ours."""
        path = self.opened.session.path if self.opened else Path()
        problem = error if isinstance(error, Refused | Invalid) else refusal_of(error, path)
        if problem is None:
            self.faults.caught(kind, error, trace)
        else:
            self.messages.refuse(problem)

    def _tell_fault(self, log: Path) -> None:
        self.messages.tell(OUR_FAULT, OUR_FAULT_ADVICE.fill(log=log))


def _said(notices: list[Notice]) -> Words | None:
    """Return all there is to know about a register as one text."""
    said: Words | None = None
    for notice in notices:
        said = notice.words if said is None else TWO.fill(one=said, other=notice.words)
    return said
