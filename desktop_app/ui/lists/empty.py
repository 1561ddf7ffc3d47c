"""What stands in place of a list that shows nothing: what is the matter, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme

__all__ = ["Empty"]

WIDEST = 460


class Empty(QWidget):
    """A heading and a text in the middle."""

    def __init__(self, theme: Theme) -> None:
        """Begin without words."""
        super().__init__()
        self._heading, self._text = QLabel(), QLabel()
        self._heading.setProperty("role", "heading")
        self._text.setProperty("role", "muted")
        column = QVBoxLayout()
        column.addStretch(2)
        for label in (self._heading, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(theme.metric(WIDEST))
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            column.addWidget(label)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column, 4)
        row.addStretch(1)

    def text(self) -> str:
        """Return all that is said, the heading in the first line."""
        return "\n".join(filter(None, (self._heading.text(), self._text.text())))

    def tell(self, text: str) -> None:
        """Say something: the first line is the heading."""
        heading, _line, rest = text.partition("\n")
        self._heading.setText(heading)
        self._text.setText(rest)
