"""The main window: for now it says which register is open, calmly and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow

from desktop_app.domain.words import Words

__all__ = ["MainWindow"]

TITLE = "Kontaktnät"
OPEN = Words("Registret {name} är öppet.", "The register {name} is open.")
NONE_OPEN = Words(
    "Inget register är öppet.\n\n"
    "Öppna ett:  kontaktnat FIL\n"
    "Skapa ett nytt:  kontaktnat new FIL --organisation NAMN",
    "No register is open.\n\n"
    "Open one:  kontaktnat FILE\n"
    "Make a new one:  kontaktnat new FILE --organisation NAME",
)
MARGIN = 24
SIZE = (720, 440)


class MainWindow(QMainWindow):
    """The window of one register, or of none."""

    def __init__(self, path: Path | None, language: str, lines: Sequence[str] = ()) -> None:
        """Show which register is open, and under it `lines`."""
        super().__init__()
        self.setWindowTitle(TITLE)
        self.resize(*SIZE)
        self.text = _label("\n".join([_heading(path, language), *_apart(lines)]))
        self.setCentralWidget(self.text)


def _heading(path: Path | None, language: str) -> str:
    words = NONE_OPEN if path is None else OPEN.fill(name=path.name)
    return words.into(language)


def _apart(lines: Sequence[str]) -> list[str]:
    return ["", *lines] if lines else []


def _label(text: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setMargin(MARGIN)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard
        | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    return label
