"""The strip at the foot of the window: what was done, with *Undo*, and whose register it is."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QStatusBar

from desktop_app.domain.words import Words
from desktop_app.ui.labels import plain_label
from desktop_app.ui.speech import Speech

__all__ = ["Strip"]

UNDO = Words("Ångra", "Undo")
SHOWN_MS = 15_000


class Strip(QStatusBar):
    """Says what was done, for a while.

    Signals:
        undo_wanted: What was said is to be taken back.
    """

    undo_wanted = Signal()

    def __init__(self, speech: Speech) -> None:
        """Say nothing yet."""
        super().__init__()
        self._speech = speech
        self.text = plain_label(wrap=False)
        self.undo = QPushButton()
        self.undo.setFlat(True)
        self.undo.hide()
        self.owner = plain_label("muted", wrap=False)
        self.addWidget(self.text)
        self.addWidget(self.undo)
        self.addPermanentWidget(self.owner)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.clear)
        self.undo.clicked.connect(self._wanted)
        speech.changed.connect(self.say)
        speech.changed.connect(self.clear)
        self.say()

    def tell(self, text: str, undo: bool) -> None:
        """Say what was done; `undo` puts the button beside it."""
        self.text.setText(text)
        self.undo.setVisible(undo)
        self._timer.start()

    def clear(self) -> None:
        """Say nothing more."""
        self.text.clear()
        self.undo.hide()

    def say(self) -> None:
        """Say the button in the language that is spoken."""
        self.undo.setText(self._speech(UNDO))

    def _wanted(self) -> None:
        self.clear()
        self.undo_wanted.emit()
