"""The bar under the menus: what one does most, and *Undo* with what it would take back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from desktop_app.domain.words import Words
from desktop_app.ui.commands import Actions
from desktop_app.ui.speech import Speech

__all__ = ["Bar"]

FIND = Words("Hitta vad som helst   Ctrl+K", "Find anything   Ctrl+K")
NAMES = {
    "import": Words("Läs in", "Take in"),
    "export": Words("Skicka ut", "Send out"),
    "print_list": Words("Skriv ut listan", "Print the list"),
    "print": Words("Skriv ut resan", "Print the trip"),
}
"""Commands with shorter names than in the menu."""
TITLE = Words("Verktyg", "Tools")


LONGEST = 36


def shortened(text: str) -> str:
    """Return a text as it fits a button."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


class Bar(QToolBar):
    """Buttons of commands."""

    def __init__(self, speech: Speech, actions: Actions) -> None:
        """Show the buttons of some commands."""
        super().__init__()
        self._speech = speech
        self._buttons: dict[str, QToolButton] = {}
        self.setObjectName("bar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in NAMES:
            self._add(actions, name)
        self._trip = self.actions()[-1]
        self.addSeparator()
        for name in ("undo", "redo"):
            self._add(actions, name)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self._add(actions, "find")
        self._actions = actions
        actions.by_name["undo"].changed.connect(self.say)
        actions.by_name["print"].changed.connect(self.say)
        actions.by_name["redo"].changed.connect(self.say)
        speech.changed.connect(self.say)
        self.say()

    def say(self) -> None:
        """Say all buttons in the language that is spoken."""
        self.setWindowTitle(self._speech(TITLE))
        for name, button in self._buttons.items():
            words = NAMES.get(name) or (FIND if name == "find" else None)
            said = self._actions.by_name[name].text().replace("&&", "\0").replace("&", "")
            button.setText(self._speech(words) if words else shortened(said.replace("\0", "&")))
        self._trip.setVisible(self._actions.by_name["print"].isEnabled())

    def _add(self, actions: Actions, name: str) -> None:
        button = QToolButton()
        button.setDefaultAction(actions.by_name[name])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[name] = button
        self.addWidget(button)
