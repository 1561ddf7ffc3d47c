"""What a workbook would hold and what stays here, shown before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words, same
from desktop_app.services.exporting import Leaving
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.speech import grouped

__all__ = ["Scope"]

LEAVES = Words("Följer med ({count} rader)", "Leaves ({count} rows)")
STAYS = Words("Stannar här", "Stays here")
NOTHING = Words(
    "Inga rader. Ändra urvalet, eller skicka hela registret.",
    "No rows. Change the selection, or send the whole register.",
)
SECRET = Words(
    "Rader med sekretess, också namnen på dem ({kinds}).",
    "Secret rows, their names too ({kinds}).",
)
NOTES = Words(
    "Privata anteckningar ({count}); de lämnar aldrig registret.",
    "Private notes ({count}); they never leave the register.",
)
ATTACHMENTS = Words(
    "Bilagor ({count}); de finns bara här och i säkerhetskopiorna.",
    "Attachments ({count}); they are only here and in the backups.",
)
NOTHING_STAYS = Words(
    "Inget annat: här finns inga sekretessrader, privata anteckningar eller bilagor.",
    "Nothing else: there are no secret rows, private notes or attachments.",
)
KIND = Words("{many}: {count}", "{many}: {count}")
COLUMNS = 2


class Scope(QWidget):
    """Two cards: what leaves, by kind, and what stays, with the reason."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing known."""
        super().__init__()
        self._desk = desk
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._cards: list[QFrame] = []

    def show_leaving(self, leaving: Leaving) -> None:
        """Show what leaves and what stays."""
        for card in self._cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._leaves(leaving), self._stays(leaving)]
        for card, share in zip(self._cards, (3, 2), strict=True):
            self._row.addWidget(card, share)

    def _card(self, heading: Words, picture: str) -> tuple[QFrame, QVBoxLayout]:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        top = QHBoxLayout()
        sign = QLabel()
        sign.setPixmap(icon(picture).pixmap(self._desk.theme.metric(18)))
        top.addWidget(sign)
        top.addWidget(self._label(heading, "heading"), 1)
        column.addLayout(top)
        return card, column

    def _leaves(self, leaving: Leaving) -> QFrame:
        total = sum(leaving.rows.values())
        card, column = self._card(LEAVES.fill(count=self._count(total)), "send")
        grid = QGridLayout()
        kinds = [(CATALOGUE[name].many, count) for name, count in leaving.rows.items() if count]
        for place, (many, count) in enumerate(kinds):
            row, pair = divmod(place, COLUMNS)
            number = self._label(same(self._count(count)), "")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(number, row, 2 * pair)
            name = self._label(many, "")
            name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(name, row, 2 * pair + 1)
            grid.setColumnStretch(2 * pair + 1, 1)
        column.addLayout(grid)
        if not kinds:
            column.addWidget(self._label(NOTHING, "muted"))
        column.addStretch(1)
        return card

    def _stays(self, leaving: Leaving) -> QFrame:
        card, column = self._card(STAYS, "lock")
        said = [
            words.fill(count=self._count(count))
            for words, count in ((NOTES, leaving.private_notes), (ATTACHMENTS, leaving.attachments))
            if count
        ]
        if leaving.secret:
            kinds = [
                KIND.fill(count=self._count(count), many=CATALOGUE[name].many)
                for name, count in leaving.secret.items()
            ]
            total = self._count(sum(leaving.secret.values()))
            said.insert(0, SECRET.fill(count=total, kinds=kinds))
        for words in said or [NOTHING_STAYS]:
            column.addWidget(self._label(words, "" if said else "muted"))
        column.addStretch(1)
        return card

    def _label(self, words: Words, role: str) -> QLabel:
        return plain_label(role, self._desk.speech(words))

    def _count(self, number: int) -> str:
        return grouped(number, self._desk.speech.language)
