"""Labels that show text as it is: nothing that stands in a register is taken for markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

__all__ = ["plain_label"]


def plain_label(role: str = "", text: str = "", *, wrap: bool = True) -> QLabel:
    """Return a label of plain text, in the look of `role`."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label
