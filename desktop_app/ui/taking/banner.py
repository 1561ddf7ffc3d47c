"""A coloured strip that says something about a file before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon

__all__ = ["Banner"]

ICONS = {"info": "info", "warning": "triangle-alert", "error": "circle-alert"}
FEW = 2
ALL = Words("Visa alla ({count})", "Show all ({count})")
FEWER = Words("Visa färre", "Show fewer")


class Banner(QFrame):
    """Some sentences, and beneath them what can be done about them."""

    def __init__(self, desk: Desk, tone: Literal["info", "warning", "error"]) -> None:
        """Begin with nothing to say, hidden."""
        super().__init__()
        self._desk = desk
        self._all = False
        self._said: Sequence[Words] = ()
        self.setProperty("role", "banner")
        self.setProperty("tone", tone)
        picture = QLabel()
        picture.setPixmap(icon(ICONS[tone]).pixmap(desk.theme.metric(18)))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = QPushButton(flat=True)
        self._more.clicked.connect(self._toggle)
        self._line = QHBoxLayout()
        self._line.addWidget(self._text, 1)
        self._line.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.addLayout(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(desk.theme.metric(10), *[desk.theme.metric(6)] * 3)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.body, 1)
        self.hide()

    def add_tick(self, words: Words) -> QCheckBox:
        """Put a box to tick under the sentences."""
        tick = QCheckBox(self._desk.speech(words))
        self.body.addWidget(tick)
        return tick

    def add_choices(self, words: Sequence[Words]) -> list[QPushButton]:
        """Put buttons beside the sentences."""
        buttons = [QPushButton(self._desk.speech(each)) for each in words]
        for button in buttons:
            button.setAutoDefault(False)
            self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return buttons

    def add_button(self, words: Words, picture: str) -> QPushButton:
        """Put a button under the sentences."""
        button = QPushButton(icon(picture), self._desk.speech(words))
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def say(self, sentences: Sequence[Words]) -> None:
        """Say some sentences, the first few at once; none hide the banner."""
        self._said, self._all = sentences, False
        self._write()
        self.setVisible(bool(sentences))

    def _toggle(self) -> None:
        self._all = not self._all
        self._write()

    def _write(self) -> None:
        shown = self._said if self._all else self._said[:FEW]
        self._text.setText("\n".join(self._desk.speech(words) for words in shown))
        count = len(self._said)
        self._more.setText(self._desk.speech(FEWER if self._all else ALL.fill(count=count)))
        self._more.setVisible(count > FEW)
