"""How one works in the program, in a few words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from desktop_app.data import RESOURCES
from desktop_app.domain.words import Words
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Theme

__all__ = ["Help"]

TITLE = Words("Så arbetar du i Kontaktnät", "How to work in Kontaktnät")
WIDTH, HEIGHT = 680, 640


class Help(QDialog):
    """Shows the help page of the language that is spoken."""

    def __init__(self, speech: Speech, theme: Theme, parent: QWidget | None = None) -> None:
        """Show it."""
        super().__init__(parent)
        self._speech = speech
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.metric(WIDTH), theme.metric(HEIGHT))
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.page, 1)
        column.addWidget(self.buttons)
        speech.changed.connect(self.say)
        self.say()

    def say(self) -> None:
        """Show the page in the language that is spoken."""
        self.setWindowTitle(self._speech(TITLE))
        self.page.setAccessibleName(self._speech(TITLE))
        path = RESOURCES / "help" / f"{self._speech.language}.md"
        self.page.setMarkdown(path.read_text("utf-8"))
