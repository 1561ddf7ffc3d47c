"""What the program is, which versions it is made of, and under which licences."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop_app.data import RESOURCES
from desktop_app.domain.words import Words, same
from desktop_app.exchange.contract import FORMAT
from desktop_app.storage.connection import schema_version
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import CLOSE
from desktop_app.ui.session import Session
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Theme

__all__ = ["About", "details"]

TITLE = Words("Om Kontaktnät", "About Kontaktnät")
NAME = "Kontaktnät"
WHAT = Words(
    "Ett register över kontakter, organisationer, nätverk och studieresor. Allt ligger i en fil "
    "på den egna datorn; programmet skickar ingenting av sig självt.",
    "A register of contacts, organisations, networks and study trips. Everything is in one file "
    "on your own computer; the program sends nothing by itself.",
)
VERSION = Words("Version", "Version")
SCHEMA = Words("Registrets schema", "Register schema")
EXCHANGE = Words("Utbytesformat", "Exchange format")
BUILT_ON = Words("Byggt på", "Built on")
REGISTER = Words("Öppet register", "Open register")
NO_REGISTER = Words("inget", "none")
LOG = Words("Fellogg", "Error log")
LICENCES = Words("Licenser", "Licences")
COPY = Words("Kopiera uppgifter", "Copy details")
COPY_TIP = Words(
    "För den som hjälper dig: versioner, inga personuppgifter",
    "For whoever helps you: versions, no personal data",
)
COPIED = Words("Kopierat", "Copied")
LICENCE_FILE = RESOURCES / "LICENSES.md"
SIZE = (620, 620)
Lines = list[tuple[Words, str]]


def details() -> Lines:
    """Return the versions of the program and of what it is built on; nothing personal."""
    built_on = f"Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
    return [
        (VERSION, version("kontaktnat")),
        (SCHEMA, str(schema_version())),
        (EXCHANGE, ".".join(str(number) for number in FORMAT)),
        (BUILT_ON, built_on),
    ]


def lowered(markdown: str) -> str:
    """Return a text whose headings stand below the dialog's own; its title is left out."""
    lines = markdown.splitlines()
    kept = [f"##{line}" if line.startswith("#") else line for line in lines if line[:2] != "# "]
    return "\n".join(kept)


class About(QDialog):
    """The versions, the paths, and the licences."""

    def __init__(
        self,
        speech: Speech,
        theme: Theme,
        session: Session | None,
        log: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Tell of the program and of the register that is open."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._speech = speech
        self._paths = session.path if session else None, log
        self._title, self._what = plain_label("title"), plain_label("")
        self._lines = QGridLayout()
        self._heading = plain_label("heading")
        self.licences = QTextBrowser()
        self.licences.setOpenLinks(False)
        self.licences.setMarkdown(lowered(LICENCE_FILE.read_text("utf-8")))
        self.copy = QPushButton()
        self.close_button = QPushButton()
        self._lay_out(theme)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        speech.changed.connect(self.say)
        self.say()
        self.close_button.setFocus()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._speech
        self.setWindowTitle(speech(TITLE))
        self._title.setText(NAME)
        self._what.setText(speech(WHAT))
        self._heading.setText(speech(LICENCES))
        self.licences.setAccessibleName(speech(LICENCES))
        self.copy.setText(speech(COPY))
        self.copy.setToolTip(speech(COPY_TIP))
        self.close_button.setText(speech(CLOSE))
        self._say_lines()

    def _say_lines(self) -> None:
        """Show the versions, and where the files are."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        path, log = self._paths
        lines = [*details(), (REGISTER, str(path) if path else self._speech(NO_REGISTER))]
        lines += [(LOG, str(log))] if log else []
        for number, (words, text) in enumerate(lines):
            label, value = plain_label("muted", wrap=False), _selectable(text)
            label.setText(self._speech(words))
            value.setAccessibleName(f"{self._speech(words)}: {text}")
            self._lines.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(value, number, 1)

    def _copy(self) -> None:
        lines = [same(f"{NAME} {{n}}: {{t}}").fill(n=n, t=t) for n, t in details()]
        text = "\n".join(self._speech(line) for line in lines)
        QGuiApplication.clipboard().setText(text)
        self.copy.setText(self._speech(COPIED))

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.metric(16)
        self._lines.setColumnStretch(1, 1)
        self._lines.setHorizontalSpacing(gap)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap // 2)
        for each in (self._title, self._what):
            column.addWidget(each)
        column.addLayout(self._lines)
        column.addSpacing(gap // 2)
        column.addWidget(self._heading)
        column.addWidget(self.licences, 1)
        column.addLayout(foot)
        self.resize(theme.room(*SIZE))


def _selectable(text: str) -> QLabel:
    label = plain_label("")
    label.setText(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
