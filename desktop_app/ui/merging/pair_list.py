"""The queue of pairs: who may be one with whom, how likely, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from desktop_app.domain.words import Words
from desktop_app.services.duplicates import Pair
from desktop_app.ui.desk import Desk
from desktop_app.ui.merging.words import IN_SHORT, PAIR, PAIRS, PERHAPS, SURE, SURE_IN_SHORT, WHY
from desktop_app.ui.speech import grouped

__all__ = ["PairList", "reason_of"]

MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
TEXTS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
Index = QModelIndex | QPersistentModelIndex


def reason_of(desk: Desk, pair: Pair) -> str:
    """Return how likely two rows are one, and why."""
    return _written(desk, pair, WHY, SURE)


def _written(desk: Desk, pair: Pair, words: Words, sure: Words) -> str:
    reasons = ", ".join(desk.speech(each) for each in pair.reasons)
    how = sure if pair.sure else PERHAPS
    return desk.speech(words, how=how, points=pair.score, reasons=reasons)


class PairModel(QAbstractListModel):
    """Pairs, each written when it is looked at: there may be thousands."""

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._desk = desk
        self._titles: Mapping[str, str] = {}
        self.pairs: list[Pair] = []

    def show_pairs(self, pairs: Sequence[Pair], titles: Mapping[str, str]) -> None:
        """Show others."""
        self.beginResetModel()
        self.pairs, self._titles = list(pairs), titles
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return what is written of a pair."""
        if not index.isValid() or role not in TEXTS:
            return None
        return self.text(index.row(), short=role == Qt.ItemDataRole.DisplayRole)

    def text(self, place: int, *, short: bool = False) -> str:
        """Return both names, and under them how likely they are one and why."""
        pair = self.pairs[place]
        first, second = (self._titles.get(id_, "") for id_ in (pair.first, pair.second))
        names = self._desk.speech(PAIR, first=first, second=second)
        if short:
            return f"{names}\n{_written(self._desk, pair, IN_SHORT, SURE_IN_SHORT)}"
        return f"{names}\n{reason_of(self._desk, pair)}"


class PairList(QListView):
    """Shows the pairs that wait, the likeliest first.

    Signals:
        chosen: A pair is to be shown; carries it, None for none.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._desk = desk
        self.pair_model = PairModel(desk)
        self.setModel(self.pair_model)
        self.setProperty("roomy", True)
        self.setUniformItemSizes(True)
        self.setSpacing(desk.theme.metric(3))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def pairs(self) -> list[Pair]:
        """Return the pairs that are shown."""
        return self.pair_model.pairs

    @property
    def place(self) -> int:
        """Return the place of the pair that is chosen, -1 for none."""
        return self.currentIndex().row()

    @property
    def current(self) -> Pair | None:
        """Return the pair that is chosen."""
        return self.pairs[self.place] if 0 <= self.place < len(self.pairs) else None

    def show_pairs(self, pairs: Sequence[Pair], titles: Mapping[str, str], at: int = 0) -> None:
        """Show these; the one at a place is chosen, or the last."""
        speech = self._desk.speech
        self.ensurePolished()
        self.pair_model.show_pairs(pairs, titles)
        self.setAccessibleName(speech(PAIRS, n=grouped(len(pairs), speech.language)))
        if pairs:
            self.choose(min(max(at, 0), len(pairs) - 1))
        else:
            self.chosen.emit(None)

    def choose(self, place: int) -> None:
        """Choose the pair at a place."""
        self.setCurrentIndex(self.pair_model.index(place))

    def go_next(self) -> None:
        """Choose the next pair, after the last one the first."""
        if self.pairs:
            self.choose((self.place + 1) % len(self.pairs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows; all else is for the dialog."""
        if event.key() in MOVING or event.key() in ENDS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _tell(self) -> None:
        self.chosen.emit(self.current)
