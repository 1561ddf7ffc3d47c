"""A request's measure against the criteria, and the answer to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.domain.fields import Entity
from desktop_app.domain.words import LANGUAGES, Language, Words
from desktop_app.services.answers import answer_text, language_of
from desktop_app.services.assessing import assessed, assessed_told
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.record.block import (
    Card,
    bold,
    breakable,
    button,
    column,
    heading,
    plain,
    row_of,
)
from desktop_app.ui.record.offers import HelpBlock

__all__ = ["AnswerBlock", "CriteriaBlock"]

LEFT = Words("Inte uppfyllda: {criteria}", "Not met: {criteria}")
ANSWER = Words("Svar att kopiera", "Answer to copy")
IN_LANGUAGE = Words("Svarets språk", "Language of the answer")
NAMES = {"sv": Words("På svenska", "In Swedish"), "en": Words("På engelska", "In English")}
COPY = Words("&Kopiera svaret", "&Copy the answer")
COPY_TIP = Words(
    "Lägger svaret i urklipp, att klistra in i ett brev eller e-postmeddelande",
    "Puts the answer on the clipboard, to be pasted into a letter or an e-mail",
)
COPIED = Words("Kopierat: svaret ligger i urklipp.", "Copied: the answer is on the clipboard.")


class _Languages(QComboBox):
    """Languages to choose; the wheel scrolls the page instead."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what lies around."""
        event.ignore()


class CriteriaBlock(HelpBlock):
    """How many criteria a request meets, by the field where they are chosen."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, entity, parent)
        self.sum = bold(plain(parent=self))
        self.left = plain("muted", self)
        metric = desk.theme.metric
        layout = column(self, metric(2), (metric(8), 0, metric(8), 0))
        layout.addWidget(self.sum)
        layout.addWidget(self.left)

    def fill(self, row: Row) -> None:
        """Count the criteria, and name those that are not met."""
        found, speech = assessed(self.desk.session.register, row), self.desk.speech
        self.sum.setText(speech(assessed_told(found)))
        criteria = "; ".join(speech(words) for words in found.left)
        self.left.setText(speech(LEFT, criteria=criteria) if criteria else "")
        self.left.setHidden(not (criteria and found.met))


class AnswerBlock(HelpBlock):
    """The answer to a request as it stands decided, in either language."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, entity, parent)
        self.heading = heading(self)
        self.language = _Languages(self)
        self.copy = button("copy", self._copy, self)
        card = Card(self)
        self.text = plain(parent=card)
        self._shown = ""
        for _language in LANGUAGES:
            self.language.addItem("")
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self.text.setTextInteractionFlags(selectable)
        metric = desk.theme.metric
        layout = column(self, metric(6), (metric(8), 0, metric(8), 0))
        layout.addWidget(self.heading)
        layout.addLayout(row_of(self.language, self.copy, spacing=metric(6)))
        layout.addWidget(card)
        card.column.addWidget(self.text)
        self.language.currentIndexChanged.connect(lambda _place: self._write())

    @property
    def chosen(self) -> Language:
        """Return the language of the answer."""
        return LANGUAGES[max(0, self.language.currentIndex())]

    def fill(self, row: Row) -> None:
        """Show the answer; for another request in the language of who asks."""
        speech = self.desk.speech
        self.heading.setText(speech(ANSWER))
        self.language.setAccessibleName(speech(IN_LANGUAGE))
        self.copy.setText(speech(COPY))
        self.copy.setToolTip(speech(COPY_TIP))
        for place, language in enumerate(LANGUAGES):
            self.language.setItemText(place, speech(NAMES[language]))
        if row.id != self._shown:
            self._shown = row.id
            wanted = language_of(self.desk.session.register, row.id)
            self.language.setCurrentIndex(LANGUAGES.index(wanted))
        self._write()

    def _write(self) -> None:
        if self.row is not None:
            answer = answer_text(self.desk.session.register, self.row.id, self.chosen)
            self.text.setText("\n".join(breakable(line) for line in answer.split("\n")))

    def _copy(self) -> None:
        if self.row is None:
            return
        answer = answer_text(self.desk.session.register, self.row.id, self.chosen)
        QGuiApplication.clipboard().setText(answer)
        self.desk.messages.done(COPIED)
