"""What can be chosen about a document of many rows before it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QWidget

from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.services.listings.kinds import ListKind
from desktop_app.services.report_kinds import Asked
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import LANGUAGE_NAMES

__all__ = ["Choices", "Shown"]

BY = Words("Ordnad efter", "Grouped by")
SIZE = Words("Etiketterna på arket", "The labels on the sheet")
USED = Words("Redan använda på första arket", "Already used on the first sheet")
YEAR = Words("År", "Year")
ROWS = Words("Vilka rader", "Which rows")
ALL = Words("Alla", "All")
LISTED = Words("De {count} som listan visar", "The {count} that the list shows")
LISTED_ONE = Words("Den enda som listan visar", "The only one that the list shows")
SELECTED = Words("De {count} markerade", "The {count} selected")
SELECTED_ONE = Words("Den markerade", "The selected one")
LANGUAGE = Words("Språk", "Language")
FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_USED = 99
LEAST_SHOWN = 16  # letters


@dataclass(frozen=True, slots=True)
class Shown:
    """The list that stands in the window: what its rows are, which, and which are selected."""

    entity: str
    ids: Sequence[str]
    selected: Sequence[str]


class Choices(QWidget):
    """The choices of one document at a time."""

    def __init__(self, desk: Desk, shown: Shown | None) -> None:
        """Make them all; `choose` shows those of a document."""
        super().__init__()
        self._desk = desk
        self._shown = shown
        self._every = False
        self.by, self.sheet, self.rows, self.language = (_combo() for _ in range(4))
        self.used, self.year = QSpinBox(), QSpinBox()
        self.used.setMaximum(MOST_USED)
        for box in (self.used, self.year):
            box.lineEdit().setTextMargins(desk.theme.metric(6), 0, 0, 0)
        for language in LANGUAGES:
            self.language.addItem(desk.speech(LANGUAGE_NAMES[language]), language)
        self.language.setCurrentIndex(LANGUAGES.index(desk.speech.language))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        lines = (
            (BY, self.by),
            (SIZE, self.sheet),
            (USED, self.used),
            (YEAR, self.year),
            (ROWS, self.rows),
            (LANGUAGE, self.language),
        )
        for words, editor in lines:
            editor.setAccessibleName(desk.speech(words))
            label = plain_label("label", desk.speech(words), wrap=False)
            label.setBuddy(editor)
            self._form.addRow(label, editor)

    def choose(self, kind: ListKind | None) -> None:
        """Show what can be chosen about a document; nothing where it has a page of its own."""
        speech = self._desk.speech
        for box, choices in ((self.by, kind.by if kind else ()), (self.sheet, _sizes(kind))):
            box.clear()
            for name, words in choices:
                box.addItem(speech(words), name)
        self._offer_rows(kind)
        self._offer_years(kind)
        self._form.setRowVisible(self.by, self.by.count() > 1)
        self._form.setRowVisible(self.sheet, self.sheet.count() > 1)
        self._form.setRowVisible(self.used, self.sheet.count() > 1)
        self._form.setRowVisible(self.year, kind is not None and kind.of_year)
        self._form.setRowVisible(self.rows, self.rows.count() > 1)
        self._form.setRowVisible(self.language, kind is not None)

    @property
    def asked(self) -> Asked:
        """Return what is chosen now."""
        ids = self.rows.currentData()
        return Asked(
            language=self.language.currentData(),
            year=None if self._every and self.year.value() < FIRST_YEAR else self.year.value(),
            by=self.by.currentData() or "",
            size=self.sheet.currentData() or "",
            ids=None if ids is None else tuple(ids),
            used=self.used.value(),
        )

    def _offer_rows(self, kind: ListKind | None) -> None:
        self.rows.clear()
        self.rows.addItem(self._desk.speech(ALL), None)
        shown = self._shown
        if kind is None or shown is None or not kind.searched or kind.entity != shown.entity:
            return
        offers = ((shown.ids, LISTED, LISTED_ONE), (shown.selected, SELECTED, SELECTED_ONE))
        for ids, several, one in offers:
            if ids:
                words = one if len(ids) == 1 else several
                self.rows.addItem(self._desk.speech(words, count=len(ids)), list(ids))

    def _offer_years(self, kind: ListKind | None) -> None:
        """Offer years; where all are usual, these stand below the first one."""
        self._every = kind is not None and kind.every_year
        self.year.setRange(FIRST_YEAR - self._every, LAST_YEAR)
        self.year.setSpecialValueText(self._desk.speech(ALL) if self._every else "")
        this = self._desk.session.register.clock().date().year
        self.year.setValue(self.year.minimum() if self._every else this)


def _sizes(kind: ListKind | None) -> Sequence[tuple[str, Words]]:
    return kind.sizes if kind else ()


def _combo() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(LEAST_SHOWN)
    return box
