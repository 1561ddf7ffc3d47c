"""What stands above the pages of a preview: their language and their size."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop_app.domain.words import LANGUAGES, Language, Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.often import LANGUAGE_NAMES
from desktop_app.ui.paper.sheets import Sheets

__all__ = ["Tools"]

LANGUAGE = Words("Dokumentets språk", "Language of the document")
FIT_WIDTH = Words("Sidbredd", "Page width")
FIT_PAGE = Words("Hel sida", "Whole page")
PERCENT = Words("{percent} %", "{percent}%")
ACTUAL = Words("100 %", "100%")
ACTUAL_TIP = Words("Så stor som på papper", "As large as on paper")
LARGER = Words("Större (Ctrl++)", "Larger (Ctrl++)")
SMALLER = Words("Mindre (Ctrl+-)", "Smaller (Ctrl+-)")


class Tools(QWidget):
    """Buttons for the language of a document and the size of its pages.

    Signals:
        language_chosen: Another language is wanted.
    """

    language_chosen = Signal(str)

    def __init__(self, desk: Desk, sheets: Sheets, language: Language) -> None:
        """Make the buttons for `sheets`, which are in `language`."""
        super().__init__()
        self._desk = desk
        self._sheets = sheets
        self._language = language
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._languages = QButtonGroup(self)
        self._add_languages()
        self._row.addStretch(1)
        self._add_sizes()
        self._add_keys()

    def button_of(self, language: Language) -> QToolButton:
        """Return the button of a language."""
        found = self._languages.button(LANGUAGES.index(language))
        assert isinstance(found, QToolButton)  # noqa: S101 - what _add_languages made
        return found

    def _add_languages(self) -> None:
        for number, language in enumerate(LANGUAGES):
            button = QToolButton()
            button.setText(self._desk.speech(LANGUAGE_NAMES[language]))
            button.setAccessibleDescription(self._desk.speech(LANGUAGE))
            button.setToolTip(self._desk.speech(LANGUAGE))
            button.setCheckable(True)
            button.setChecked(language == self._language)
            self._languages.addButton(button, number)
            self._row.addWidget(button)
        self._languages.idClicked.connect(self._choose)

    def _choose(self, number: int) -> None:
        if LANGUAGES[number] != self._language:
            self._language = LANGUAGES[number]
            self.language_chosen.emit(self._language)

    def _add_sizes(self) -> None:
        sheets, speech = self._sheets, self._desk.speech
        self._add(FIT_WIDTH, lambda: sheets.fit("width"))
        self._add(FIT_PAGE, lambda: sheets.fit("page"))
        self._add(ACTUAL, lambda: sheets.zoom_to(1.0)).setToolTip(self._desk.speech(ACTUAL_TIP))
        self._add(SMALLER, lambda: sheets.zoom_by(-1), "zoom-out")
        percent = QLabel()
        percent.setProperty("role", "muted")
        sheets.zoomed.connect(
            lambda zoom: percent.setText(speech(PERCENT, percent=round(100 * zoom)))
        )
        self._row.addWidget(percent)
        self._add(LARGER, lambda: sheets.zoom_by(1), "zoom-in")

    def _add(self, words: Words, act: Callable[[], object], picture: str = "") -> QToolButton:
        button = QToolButton()
        said = self._desk.speech(words)
        if picture:
            button.setIcon(icon(picture))
            button.setToolTip(said)
        else:
            button.setText(said)
        button.setAccessibleName(said)
        button.clicked.connect(lambda _checked: act())
        self._row.addWidget(button)
        return button

    def _add_keys(self) -> None:
        for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda steps=steps: self._sheets.zoom_by(steps))
        fits = QShortcut(QKeySequence("Ctrl+0"), self)
        fits.activated.connect(lambda: self._sheets.fit("width"))
