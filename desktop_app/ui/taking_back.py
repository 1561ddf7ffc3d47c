"""Undo and redo in the window: what is small at once, what is large beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services import undoing
from desktop_app.services.actions import action_of, size_of
from desktop_app.services.register import Register
from desktop_app.services.undoing import FACTS, REDID, UNDID, Undone
from desktop_app.ui.desk import Desk
from desktop_app.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop_app.storage.past import RecordedAction

__all__ = ["MANY_ROWS", "TakingBack"]

KEPT = Words(
    "{kept} kunde inte gå tillbaka, eftersom det ändrats efteråt: {names}.",
    "{kept} could not go back, since it was changed afterwards: {names}.",
)
KEPT_ADVICE = Words(
    "Allt annat är ångrat. Det som står kvar kan ändras för hand; historiken visar vad som stod "
    "där.",
    "All else is undone. What stays can be changed by hand; the history shows what stood there.",
)
NOTHING_BACK = Words(
    "Ingenting av ”{label}” kunde gå tillbaka.", "Nothing of “{label}” could go back."
)
UNDOING = Words("Ångrar …", "Undoing …")
REDOING = Words("Gör om …", "Redoing …")
MANY_ROWS = 500
"""From how many rows on work is done beside the window."""
NAMED = 5


class TakingBack:
    """Takes back actions, and does them again."""

    def __init__(self, desk: Desk, place: Workplace, window: QWidget) -> None:
        """Work in a window."""
        self._desk = desk
        self._place = place
        self._window = window
        desk.ways.undo.connect(self.undo)

    def undo_last(self) -> None:
        """Take back the last action, or what is typed in the field one is in."""
        if not _own(QApplication.focusWidget(), undo=True):
            self._place.flush()
            self._take_back(self.next_undo(), UNDOING, undoing.undo, UNDID)

    def redo_last(self) -> None:
        """Take back the last undo."""
        if not _own(QApplication.focusWidget(), undo=False):
            self._place.flush()
            self._take_back(self.next_redo(), REDOING, undoing.redo, REDID)

    def undo(self, action: str) -> None:
        """Take back an action by its id."""
        self._place.flush()

        def work(register: Register, progress: Progress | None = None) -> Undone:
            return undoing.undo(register, action, progress=progress)

        self._take_back(action_of(self._desk.session.register, action), UNDOING, work, UNDID)

    def next_undo(self) -> RecordedAction | None:
        """Return what undo would take back."""
        return undoing.next_undo(self._desk.session.register)

    def next_redo(self) -> RecordedAction | None:
        """Return what redo would do again."""
        return undoing.next_redo(self._desk.session.register)

    def _take_back(
        self,
        action: RecordedAction | None,
        title: Words,
        work: Callable[..., Undone],
        words: Words,
    ) -> None:
        """Take back at once what is small; what is large, beside the window."""
        desk = self._desk
        if action is not None and size_of(desk.session.register, action) > MANY_ROWS:
            from desktop_app.ui.progress import run_long  # noqa: PLC0415 — rarely needed

            run_long(
                desk,
                title,
                lambda register, progress: work(register, progress=progress),
                lambda done: self._tell_undone(done, words),
                writes=True,
                parent=self._window,
            )
            return
        done = desk.messages.attempt(lambda: desk.session.do(work))
        if done is not None:
            self._tell_undone(done, words)

    def _tell_undone(self, done: Undone, words: Words) -> None:
        messages = self._desk.messages
        if done.action is not None:
            messages.done(words, label=done.label)
        if done.kept:
            names = list(dict.fromkeys(each.title for each in done.kept))[:NAMED]
            sentence = KEPT.fill(kept=len(done.kept), names=names)
            messages.tell(sentence, KEPT_ADVICE)
        elif done.facts:
            messages.tell(FACTS.fill(n=done.facts))
        elif done.action is None:
            messages.tell(NOTHING_BACK.fill(label=done.label))


def _own(widget: QWidget | None, *, undo: bool) -> bool:
    """Undo or redo in the text field one types in, if it has something to; tell whether it had."""
    if isinstance(widget, QLineEdit):
        able = widget.isUndoAvailable() if undo else widget.isRedoAvailable()
    elif isinstance(widget, QPlainTextEdit):
        document = widget.document()
        able = document.isUndoAvailable() if undo else document.isRedoAvailable()
    else:
        return False
    if able and not widget.isReadOnly():
        (widget.undo if undo else widget.redo)()
        return True
    return False
