"""The strip at the foot of the window: what was done, with what to do next, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QStatusBar

from desktop_app.domain.words import Words
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import IMPORTED_KEYS, SHOW_ROWS
from desktop_app.ui.speech import Speech
from desktop_app.ui.tips import as_tip

if TYPE_CHECKING:
    from desktop_app.ui.session import Change

__all__ = ["Strip"]

UNDO = Words("Ångra", "Undo")
SHOWN_MS = 15_000


class Strip(QStatusBar):
    """Says what was done, for a while.

    Signals:
        undo_wanted: What was said is to be taken back.
        rows_wanted: The rows of the imports that were told of are to be shown.
    """

    undo_wanted = Signal()
    rows_wanted = Signal()

    def __init__(self, speech: Speech) -> None:
        """Say nothing yet."""
        super().__init__()
        self._speech = speech
        self.text = plain_label(wrap=False)
        self.text.setMinimumWidth(1)  # a long name makes the window no wider
        self.undo = QPushButton()
        self.undo.setFlat(True)
        self.undo.hide()
        self.rows = QPushButton()
        self.rows.setFlat(True)
        self.rows.hide()
        self.owner = plain_label("muted", wrap=False)
        self.addWidget(self.text)
        self.addWidget(self.undo)
        self.addWidget(self.rows)
        self.addPermanentWidget(self.owner)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.clear)
        self.undo.clicked.connect(self._wanted)
        self.rows.clicked.connect(self.rows_wanted)
        speech.changed.connect(self.say)
        speech.changed.connect(self.clear)
        self.say()

    def tell(self, text: str, undo: bool, rows: bool) -> None:
        """Say what was done; `undo` and `rows` put the buttons beside it."""
        self.text.setText(text)
        self.text.setToolTip(as_tip(text))
        self.undo.setVisible(undo)
        self.rows.setVisible(rows)
        self._timer.start()

    def heed(self, change: Change) -> None:
        """Offer no *Undo* beside what was said once something newer was done here."""
        if change.rows is not None:
            self.undo.hide()

    def clear(self) -> None:
        """Say nothing more."""
        self.text.clear()
        self.undo.hide()
        self.rows.hide()

    def say(self) -> None:
        """Say the buttons in the language that is spoken."""
        self.undo.setText(self._speech(UNDO))
        self.rows.setText(self._speech(SHOW_ROWS))
        keys = QKeySequence(IMPORTED_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self.rows.setToolTip(f"{self.rows.text()} ({keys})")

    def _wanted(self) -> None:
        self.clear()
        self.undo_wanted.emit()
