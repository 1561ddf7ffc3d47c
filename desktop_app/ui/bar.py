"""The bar under the menus: what one does most, and *Undo* with what it would take back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
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
    "print": Words("Skriv ut dokument", "Print a document"),
}
"""Commands with shorter names than in the menu."""
TITLE = Words("Verktyg", "Tools")


LONGEST = 36
AROUND = 6  # spaces that margins, the line and the gap take
FIRST_TO_GO = ("redo", "import", "export", "print_list", "find", "print", "undo")
"""Whose words go first where the bar is too narrow; the icon stays, and the words as its tip."""


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
        self._places: dict[str, int] = {}
        self.setObjectName("bar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in NAMES:
            self._add(actions, name)
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
        self._place("print").setVisible(self._actions.by_name["print"].isEnabled())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many words as there is room for."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        style = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon)
        for name in FIRST_TO_GO:
            if self._needed() <= self.width():
                return
            self._buttons[name].setToolButtonStyle(style.ToolButtonIconOnly)

    def _needed(self) -> int:
        """Return the width that all buttons take as they are now."""
        shown = [each for name, each in self._buttons.items() if self._place(name).isVisible()]
        layout = self.layout()
        space = 0 if layout is None else layout.spacing()
        widths = [each.sizeHint().width() + space for each in shown]
        return sum(widths) + AROUND * space

    def _add(self, actions: Actions, name: str) -> None:
        button = QToolButton()
        button.setDefaultAction(actions.by_name[name])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[name] = button
        self.addWidget(button)
        self._places[name] = len(self.actions()) - 1

    def _place(self, name: str) -> QAction:
        """Return what shows or hides a button; asked anew, since Qt lets go of what is kept."""
        return self.actions()[self._places[name]]
