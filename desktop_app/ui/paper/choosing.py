"""Which of the documents about a row is shown in the preview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk

__all__ = ["DocumentChoice"]

DOCUMENT = Words("&Dokument", "&Document")
TIP = Words("Ctrl+1 till Ctrl+{count} väljer dokument", "Ctrl+1 to Ctrl+{count} choose a document")


class DocumentChoice(QWidget):
    """A box with the documents there are; Ctrl+1 chooses the first of them, and so on.

    Signals:
        chosen: Another document is wanted; its number, from 0.
    """

    chosen = Signal(int)

    def __init__(self, desk: Desk, names: Sequence[Words]) -> None:
        """Show the first of the documents as chosen."""
        super().__init__()
        speech = desk.speech
        self.box = QComboBox()
        for name in names:
            self.box.addItem(speech(name))
        self.box.setAccessibleName(speech(DOCUMENT).replace("&", ""))
        self.box.setToolTip(speech(TIP, count=len(names)))
        self.box.currentIndexChanged.connect(self.chosen)
        label = QLabel(speech(DOCUMENT))
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.box)
        row.addStretch(1)
        self._add_keys(len(names))

    def _add_keys(self, count: int) -> None:
        for number in range(count):
            keys = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            keys.activated.connect(lambda number=number: self.box.setCurrentIndex(number))
