"""Asks for the password of a file that is locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import Role, icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.password import PasswordField

__all__ = ["LOCKED", "Unlock"]

LOCKED = Words("En fil som är låst med lösenord.", "A file that is locked with a password.")
FROM_SENDER = Words(
    "Lösenordet får du av den som skickade filen. Det sparas inte.",
    "You get the password from whoever sent the file. It is not kept.",
)
PASSWORD = Words("Lösenord", "Password")
UNLOCK = Words("Lås upp", "Unlock")
WIDTH = 420


class Unlock(QWidget):
    """A question for a password.

    Signals:
        given: The password that was typed.
    """

    given = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Make it with nothing asked."""
        super().__init__()
        self._desk = desk
        self._sentence = plain_label("heading")
        self.field = PasswordField(desk, PASSWORD)
        self.button = QPushButton(icon("lock", Role.HighlightedText), desk.speech(UNLOCK))
        self.button.setProperty("primary", True)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._give)
        self.field.line.returnPressed.connect(self._give)
        self.field.line.textChanged.connect(self._refresh)
        narrow = QWidget()
        narrow.setLayout(self.field)
        self.field.setContentsMargins(0, 0, 0, 0)
        narrow.setMaximumWidth(desk.theme.metric(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(plain_label("muted", desk.speech(FROM_SENDER)))
        column.addWidget(narrow)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        self._refresh()

    def ask(self, problem: Refused, *, again: bool) -> None:
        """Ask, since a file was refused; `again` where a password was given and was wrong."""
        told = problem.into(self._desk.speech.language)
        if not again:
            self._sentence.setText(self._desk.speech(problem.sentence))
        self.field.clear()
        self.field.fault(told if again else "")
        self.field.line.setFocus()

    def _refresh(self) -> None:
        self.button.setEnabled(bool(self.field.password.strip()))

    def _give(self) -> None:
        if self.button.isEnabled():
            self.given.emit(self.field.password)
