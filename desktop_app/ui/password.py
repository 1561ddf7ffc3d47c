"""A field to type a password in: hidden, unless one wants to see what one typed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QToolButton

from desktop_app.domain.words import Words
from desktop_app.exchange.reading.locked import LONGEST
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.start.fields import Field

__all__ = ["PasswordField"]

SHOW = Words("Visa lösenordet", "Show the password")
HIDE = Words("Dölj lösenordet", "Hide the password")


class PasswordField(Field):
    """A label, a hidden line and an eye to show it."""

    def __init__(self, desk: Desk, label: Words) -> None:
        """Begin empty and hidden."""
        self.line = QLineEdit()
        super().__init__(self.line)
        self._desk = desk
        self.line.setMaxLength(LONGEST)
        self.eye = QToolButton()
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        self.beside(self.eye)
        self.say(desk.speech(label))
        self._show(seen=False)

    @property
    def password(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, and hide what is typed next."""
        self.line.clear()
        self.eye.setChecked(False)

    def _show(self, seen: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.eye.setIcon(icon("eye-off" if seen else "eye"))
        told = self._desk.speech(HIDE if seen else SHOW)
        self.eye.setToolTip(told)
        self.eye.setAccessibleName(told)
