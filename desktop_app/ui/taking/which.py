"""Asks what the rows of a list are, where its headings do not tell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.taking.columns import ROWS_ARE, kind_combo

__all__ = ["Which"]

WIDE = 30
"""Characters that the choice has room for."""

SHOW = Words("Visa vad som skulle läsas in", "Show what would be taken in")


class Which(QWidget):
    """A question with a choice of kinds.

    Signals:
        chosen: The kind of the rows, None to see it from the headings after all.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Make it with nothing asked."""
        super().__init__()
        self._desk = desk
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        label = QLabel(desk.speech(ROWS_ARE))
        label.setProperty("role", "label")
        self.kind = kind_combo(desk, None)
        self.kind.setMinimumContentsLength(WIDE)
        self.button = QPushButton(desk.speech(SHOW))
        self.button.clicked.connect(lambda: self.chosen.emit(self.kind.currentData()))
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._sentence)
        for widget in (label, self.kind, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)

    def ask(self, sentence: Words, entity: str | None) -> None:
        """Ask, since `sentence`; a kind that was chosen before stays chosen."""
        self._sentence.setText(self._desk.speech(sentence))
        self.kind.setCurrentIndex(max(0, self.kind.findData(entity)))
        self.kind.setFocus()
