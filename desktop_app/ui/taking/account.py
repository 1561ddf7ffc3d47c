"""What becomes of the rows of a file, in numbers that visibly add up; each number is a filter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QToolButton, QWidget

from desktop_app.domain.words import Words
from desktop_app.services.import_plan import CATEGORIES, Category
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.speech import grouped
from desktop_app.ui.taking.words import ICONS, KINDS, MEANINGS

__all__ = ["BEYOND", "Account"]

ALL = Words("Rader i filen", "Rows in the file")
ALL_TIP = Words("Visa alla rader. Tangent 0.", "Show all rows. Key 0.")
CHIP = Words("{kind} {count}", "{kind} {count}")
TIP = Words("{meaning} Tangent {key}.", "{meaning} Key {key}.")
MISSING = Words(
    "Saknas i filen: {count}. De är orörda.", "Missing in the file: {count}. They are untouched."
)
BEYOND = Words("Och {count} utöver bladen.", "And {count} beyond the sheets.")
BEYOND_TIP = Words(
    "Följer med filen utan att stå i något av bladen: borttagna rader och listornas egna värden. "
    "De står först bland alla rader.",
    "Come with the file without standing in any of its sheets: deleted rows, and values of lists. "
    "They stand first among all rows.",
)
NUMBER_KEYS = range(Qt.Key.Key_0, Qt.Key.Key_0 + len(CATEGORIES) + 1)


class Account(QWidget):
    """One button for each thing that rows become, and one for all.

    Signals:
        chosen: Rows of one category, or '' for all, are to be shown.
    """

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Make the buttons; they have no numbers yet."""
        super().__init__()
        self._desk = desk
        self._group = QButtonGroup(self)
        self._missing = QLabel()
        self._missing.setProperty("role", "muted")
        self._beyond = plain_label("muted", wrap=False)
        self._beyond.setToolTip(desk.speech(BEYOND_TIP))
        row = Flow(self, desk.theme.metric(4))
        for number, category in enumerate(CATEGORIES, start=1):
            if number > 1:
                row.addWidget(_sign("+"))
            row.addWidget(self._chip(number, category))
        row.addWidget(_sign("="))
        row.addWidget(self._chip(0, ""))
        row.addWidget(self._beyond)
        row.addWidget(self._missing)
        self._group.idClicked.connect(self._choose)
        self.chip("").setChecked(True)

    def chip(self, category: Category | Literal[""]) -> QToolButton:
        """Return the button of a category; '' is that of all rows."""
        found = self._group.button(_number(category))
        assert isinstance(found, QToolButton)  # noqa: S101 - what _chip made
        return found

    def show_all(self) -> None:
        """Say that all rows are looked at."""
        self.chip("").setChecked(True)

    def show_account(self, account: Mapping[str, int], beyond: Mapping[Category, int]) -> None:
        """Show how many rows become what.

        Args:
            account: How many rows of the sheets become what.
            beyond: How many others do, which can be looked at with them.
        """
        language = self._desk.speech.language
        for category in CATEGORIES:
            self._show(category, KINDS[category], account[category])
            looked_at = self.chip(category).isChecked()
            filled = bool(account[category] or beyond.get(category))
            self.chip(category).setEnabled(filled or looked_at)
        self._show("", ALL, account["rows"])
        count = grouped(account["missing"], language)
        self._missing.setText(self._desk.speech(MISSING, count=count))
        self._missing.setVisible(bool(account["missing"]))
        others = grouped(sum(beyond.values()), language)
        self._beyond.setText(self._desk.speech(BEYOND, count=others))
        self._beyond.setVisible(bool(beyond))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number: 1 to 6, 0 for all."""
        if event.key() in NUMBER_KEYS:
            button = self._group.button(event.key() - Qt.Key.Key_0)
            if button.isEnabled():
                button.setFocus()
                button.click()
        else:
            super().keyPressEvent(event)

    def _chip(self, number: int, category: Category | Literal[""]) -> QToolButton:
        chip = QToolButton()
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if category:
            chip.setIcon(icon(ICONS[category]))
            meaning = self._desk.speech(MEANINGS[category])
            chip.setToolTip(self._desk.speech(TIP, meaning=meaning, key=number))
        else:
            chip.setToolTip(self._desk.speech(ALL_TIP))
        self._group.addButton(chip, number)
        return chip

    def _show(self, category: Category | Literal[""], kind: Words, count: int) -> None:
        said = grouped(count, self._desk.speech.language)
        text = self._desk.speech(CHIP, kind=kind, count=said)
        # Qt puts the text right beside the icon.
        self.chip(category).setText(f"\N{THIN SPACE}{text}" if category else text)
        self.chip(category).setAccessibleName(text)

    def _choose(self, number: int) -> None:
        self.chosen.emit(CATEGORIES[number - 1] if number else "")


def _number(category: Category | Literal[""]) -> int:
    return CATEGORIES.index(category) + 1 if category else 0


def _sign(text: str) -> QLabel:
    sign = QLabel(text)
    sign.setProperty("role", "muted")
    return sign
