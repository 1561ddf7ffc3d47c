"""The list of what waits, in groups; the arrows go through it, keys are answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from desktop_app.services.matters import GROUPS, Matter
from desktop_app.ui.deciding.words import GROUP_WORDS, MATTERS
from desktop_app.ui.desk import Desk
from desktop_app.ui.speech import grouped
from desktop_app.ui.tips import as_tip

__all__ = ["MatterList"]

MOVING = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Right),
)


class MatterList(QTreeWidget):
    """Shows what waits.

    Signals:
        chosen: A matter is to be shown; carries it, None for none.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._desk = desk
        self._matters: list[Matter] = []
        self._items: list[QTreeWidgetItem] = []
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(desk.theme.metric(8))
        self.setAccessibleName(desk.speech(MATTERS))
        self.setProperty("roomy", True)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._chosen)

    @property
    def current(self) -> Matter | None:
        """Return the matter that is chosen."""
        return None if self._at() < 0 else self._matters[self._at()]

    def _at(self) -> int:
        """Return the number of the matter that is chosen, -1 for none."""
        item = self.currentItem()
        return self._items.index(item) if item is not None and item in self._items else -1

    def show_matters(self, matters: Sequence[Matter], place: tuple[str, ...] = ()) -> None:
        """Show these; the one at `place` is chosen, else the one that stands where one stood."""
        before = max(0, self._at())
        self.ensurePolished()  # what is laid out before that has rows of another height
        self.blockSignals(True)
        self.clear()
        self._matters, self._items = [], []
        for group in GROUPS:
            self._add_group([matter for matter in matters if matter.group == group])
        self.expandAll()
        self.blockSignals(False)
        places = [matter.place for matter in self._matters]
        number = places.index(place) if place in places else min(before, len(places) - 1)
        if self._items:
            self.setCurrentItem(self._items[max(0, number)])
        self.chosen.emit(self.current)

    def _add_group(self, matters: Sequence[Matter]) -> None:
        if not matters:
            return
        speech = self._desk.speech
        count = grouped(len(matters), speech.language)
        head = QTreeWidgetItem([speech(GROUP_WORDS[matters[0].group], n=count)])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.font()
        font.setBold(True)
        head.setFont(0, font)
        self.addTopLevelItem(head)
        for matter in matters:
            text = f"{matter.title} – {speech(matter.further)}"
            item = QTreeWidgetItem([text])
            item.setToolTip(0, as_tip(text))
            head.addChild(item)
            self._matters.append(matter)
            self._items.append(item)

    def go_next(self) -> None:
        """Choose the next matter, after the last one the first."""
        if self._items:
            self.setCurrentItem(self._items[(self._at() + 1) % len(self._items)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows, past the headings; all else is for the dialog."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self._at() >= 0:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.setCurrentItem(self._items[min(max(0, self._at() + step), len(self._items) - 1)])
        elif event.key() in MOVING:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _chosen(self) -> None:
        head = self.currentItem()
        first = None if head is None else head.child(0)
        if first is not None:
            self.setCurrentItem(first)
        else:
            self.chosen.emit(self.current)
