"""The left side of the duplicates: which pairs are shown, and the pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.services.duplicates import Pair
from desktop_app.ui.desk import Desk
from desktop_app.ui.merging import words as say
from desktop_app.ui.merging.pair_list import PairList
from desktop_app.ui.speech import grouped

__all__ = ["Queue"]

ALL, SURE, PERHAPS = "", "sure", "perhaps"


class Queue(QWidget):
    """All pairs that wait, and those of them that are to be seen.

    Signals:
        shown: Others are to be seen than before.
    """

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._desk = desk
        self._titles: Mapping[str, str] = {}
        self._preferred = ""
        self.pairs: list[Pair] = []
        self.kinds, self.likely = QComboBox(), QComboBox()
        for box, words in ((self.kinds, say.WHICH_KIND), (self.likely, say.HOW_LIKELY)):
            box.setAccessibleName(desk.speech(words))
            box.setToolTip(desk.speech(words))
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(lambda _place: self._chosen())
        self.list = PairList(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.theme.metric(6))
        for widget in (self.kinds, self.likely):
            column.addWidget(widget)
        column.addWidget(self.list, 1)

    def show_pairs(self, pairs: Sequence[Pair], titles: Mapping[str, str], at: int = 0) -> None:
        """Let these wait; the one at a place of those that are seen is chosen, or the last."""
        self.pairs, self._titles = list(pairs), titles
        self._fill(self.kinds, self._kinds(), self._preferred)
        self._preferred = ""
        self._fill(self.likely, self._likely())
        if not self._seen():  # the last of its kind was settled: the others come
            for box in (self.kinds, self.likely):
                box.setCurrentIndex(0)
        self.list.show_pairs(self._seen(), titles, at)

    def prefer(self, entity: str) -> None:
        """Show the pairs of an entity first of all, if there are any."""
        self._preferred = entity

    def _chosen(self) -> None:
        self.list.show_pairs(self._seen(), self._titles)
        self.shown.emit()

    def _seen(self) -> list[Pair]:
        kind, likely = self.kinds.currentData(), self.likely.currentData()
        return [
            pair
            for pair in self.pairs
            if kind in {ALL, pair.entity} and likely in {ALL, SURE if pair.sure else PERHAPS}
        ]

    def _kinds(self) -> list[tuple[str, Words, int]]:
        found = Counter(pair.entity for pair in self.pairs)
        each = [(name, CATALOGUE[name].many, count) for name, count in found.items()]
        return [(ALL, say.ALL_KINDS, len(self.pairs)), *each]

    def _likely(self) -> list[tuple[str, Words, int]]:
        sure = sum(pair.sure for pair in self.pairs)
        return [
            (ALL, say.ALL_LIKELY, len(self.pairs)),
            (SURE, say.SURE, sure),
            (PERHAPS, say.PERHAPS, len(self.pairs) - sure),
        ]

    def _fill(
        self, box: QComboBox, choices: Sequence[tuple[str, Words, int]], wanted: str = ""
    ) -> None:
        """Offer choices with how many pairs each has; what is chosen stays chosen."""
        speech, before = self._desk.speech, wanted or box.currentData()
        with QSignalBlocker(box):
            box.clear()
            for value, words, count in choices:
                number = grouped(count, speech.language)
                box.addItem(speech(say.SO_MANY, what=words, n=number), value)
            box.setCurrentIndex(max(0, box.findData(before)))
