"""What the program tells people: the only place where message boxes are made.

Success is a line with *Undo* in it, never a box. `Refused` is a box with what to do about it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NoReturn, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import Words
from desktop_app.ui.often import CANCEL, CLOSE
from desktop_app.ui.speech import Speech

__all__ = ["Messages"]

T = TypeVar("T")
TITLE = Words("Kontaktnät", "Kontaktnät")


class Messages(QObject):
    """Tells, asks, and says what was done.

    Signals:
        said: A line for the strip at the foot of the window; whether *Undo* belongs to it, and
            whether it tells of imports whose rows can be shown.

    Attributes:
        imports: The ids of the imports that were told of last.
    """

    said = Signal(str, bool, bool)

    def __init__(self, speech: Speech) -> None:
        """Speak the language of `speech`."""
        super().__init__()
        self._speech = speech
        self._parent: QWidget | None = None
        self._open: set[QMessageBox] = set()
        self.imports: tuple[str, ...] = ()

    def belong_to(self, window: QWidget) -> None:
        """Show boxes over a window."""
        self._parent = window

    def done(
        self, words: Words, *, undo: bool = False, imports: Sequence[str] = (), **args: object
    ) -> None:
        """Say what was done, with *Undo* beside it where it can be taken back.

        Args:
            words: What was done.
            undo: Whether it can be taken back.
            imports: The ids of the imports it was, whose rows can be shown.
            **args: What fills the places in the words.
        """
        self.imports = tuple(imports) or self.imports
        self.said.emit(self._speech(words, **args), undo, bool(imports))

    def refuse(self, problem: Refused | Invalid) -> None:
        """Tell what was refused and what to do; the work goes on behind the box."""
        if isinstance(problem, Refused):
            advice = problem.advice
            self.tell(problem.sentence, advice)
        else:
            self.tell(problem.sentence())

    def tell(self, sentence: Words, advice: Words | None = None) -> None:
        """Tell something that needs to be seen; not again while it is still told."""
        if any(box.text() == self._speech(sentence) for box in self._open):
            return
        box = self._box(QMessageBox.Icon.Warning, sentence, advice)
        box.addButton(self._speech(CLOSE), QMessageBox.ButtonRole.AcceptRole)
        self._show(box)

    def ask(
        self,
        sentence: Words,
        advice: Words | None,
        yes: Words,
        then: Callable[[], object],
        otherwise: tuple[Words, Callable[[], object]] | None = None,
    ) -> None:
        """Ask before something that is better asked.

        Args:
            sentence: What there is to decide.
            advice: What speaks for one or the other.
            yes: The button that agrees.
            then: What is done then.
            otherwise: Another button, and what it does.
        """
        box = self._box(QMessageBox.Icon.Question, sentence, advice)
        agree = box.addButton(self._speech(yes), QMessageBox.ButtonRole.AcceptRole)
        answers = {agree: then}
        if otherwise is not None:
            other = box.addButton(
                self._speech(otherwise[0]), QMessageBox.ButtonRole.DestructiveRole
            )
            answers[other] = otherwise[1]
        leave = box.addButton(self._speech(CANCEL), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(agree)
        box.setEscapeButton(leave)

        def answered() -> None:
            for button, does in answers.items():
                if box.clickedButton() is button:
                    does()

        box.finished.connect(answered)
        self._show(box)

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Do something; what is refused is told, and None is returned."""
        try:
            return work()
        except (Refused, Invalid) as problem:
            self.refuse(problem)
            return None

    def failed(self, error: object) -> None:
        """Tell why long work failed; what is our fault is raised again."""
        if isinstance(error, (Refused, Invalid)):
            self.refuse(error)
        else:
            _raise(error)

    def _box(self, icon: QMessageBox.Icon, sentence: Words, advice: Words | None) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setWindowTitle(self._speech(TITLE))
        box.setIcon(icon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self._speech(sentence))
        if advice is not None:
            box.setInformativeText(self._speech(advice))
        return box

    def _show(self, box: QMessageBox) -> None:
        self._open.add(box)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(lambda _result: self._open.discard(box))
        box.open()


def _raise(error: object) -> NoReturn:
    if isinstance(error, BaseException):
        raise error
    raise TypeError(error)
