"""The queue of pairs: who may be one with whom, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.services.duplicates import Pair
from desktop_app.ui.desk import Desk
from desktop_app.ui.merging.words import PAIR, PAIRS, PERHAPS, SURE, WHY
from desktop_app.ui.speech import grouped

__all__ = ["PairList", "reason_of"]

MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


def reason_of(desk: Desk, pair: Pair) -> str:
    """Return how likely two rows are one, and why."""
    reasons = ", ".join(desk.speech(each) for each in pair.reasons)
    return desk.speech(WHY, how=SURE if pair.sure else PERHAPS, reasons=reasons)


class PairList(QListWidget):
    """Shows the pairs that wait, the likeliest first.

    Signals:
        chosen: A pair is to be shown; carries it, None for none.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._desk = desk
        self.pairs: list[Pair] = []
        self.setProperty("roomy", True)
        self.setUniformItemSizes(True)
        self.setSpacing(desk.theme.metric(3))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.current))

    @property
    def current(self) -> Pair | None:
        """Return the pair that is chosen."""
        row = self.currentRow()
        return self.pairs[row] if 0 <= row < len(self.pairs) else None

    def show_pairs(self, pairs: Sequence[Pair], titles: Mapping[str, str], at: int = 0) -> None:
        """Show these; the one at a place is chosen, or the last."""
        speech = self._desk.speech
        self.ensurePolished()
        self.blockSignals(True)
        self.clear()
        self.pairs = list(pairs)
        self.setAccessibleName(speech(PAIRS, n=grouped(len(pairs), speech.language)))
        for pair in pairs:
            names = {"first": titles.get(pair.first, ""), "second": titles.get(pair.second, "")}
            text = f"{speech(PAIR, **names)}\n{reason_of(self._desk, pair)}"
            item = QListWidgetItem(text)
            item.setToolTip(text)
            self.addItem(item)
        self.setCurrentRow(min(at, len(pairs) - 1))
        self.blockSignals(False)
        self.chosen.emit(self.current)

    def go_next(self) -> None:
        """Choose the next pair, after the last one the first."""
        if self.pairs:
            self.setCurrentRow((self.currentRow() + 1) % len(self.pairs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows; all else is for the dialog."""
        if event.key() in MOVING or event.key() in ENDS:
            super().keyPressEvent(event)
        else:
            event.ignore()
