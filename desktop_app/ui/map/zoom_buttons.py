"""What zooms the map with the mouse; the keys + − 0 do the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.words import Words
from desktop_app.ui.icons import icon
from desktop_app.ui.speech import Speech

__all__ = ["ZoomButtons"]

IN, OUT = Words("Zooma in (+)", "Zoom in (+)"), Words("Zooma ut (−)", "Zoom out (−)")
ALL = Words("Visa allt (0)", "Show all (0)")
WORDS = (IN, OUT, ALL)
ICONS = ("zoom-in", "zoom-out", "globe")
EDGE = 8


class ZoomButtons(QFrame):
    """Three buttons in a corner of the map."""

    def __init__(self, parent: QWidget, does: Sequence[Callable[[], object]]) -> None:
        """Make buttons that zoom in, zoom out and show all."""
        super().__init__(parent)
        self.setProperty("card", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        self.buttons = [self._made(*each) for each in zip(ICONS, does, strict=True)]
        for button in self.buttons:
            layout.addWidget(button)

    def say(self, speech: Speech) -> None:
        """Say what they do in the language that is spoken."""
        for button, words in zip(self.buttons, WORDS, strict=True):
            button.setToolTip(speech(words))
            button.setAccessibleName(speech(words))

    def stand(self, width: int) -> None:
        """Stand in the upper right corner of a map of some width."""
        self.adjustSize()
        self.move(width - self.width() - EDGE, EDGE)
        self.raise_()

    def _made(self, name: str, does: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(lambda _checked=False: does())
        return button
