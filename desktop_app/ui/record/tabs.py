"""A row of tabs that never cuts one: what has no room is found in a menu at its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QToolButton, QWidget

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon

__all__ = ["Tabs"]

ALL = Words("Alla flikar", "All tabs")
TABS = Words("Flikar", "Tabs")


class Tabs(QWidget):
    """Tabs with their names; the chosen one is always in sight.

    Signals:
        turned: Another tab was chosen.
    """

    turned = Signal()

    def __init__(self, desk: Desk, names: Sequence[Words], parent: QWidget) -> None:
        """Make the tabs."""
        super().__init__(parent)
        self._desk, self._names = desk, names
        self.bar = _Bar(self)
        self.more = QToolButton(self)
        self._menu = QMenu(self.more)
        self._lay_out()
        for place, _name in enumerate(names):
            self.bar.addTab("")
            action = self._menu.addAction("")
            action.triggered.connect(lambda _checked=False, place=place: self.choose(place))
        self.bar.currentChanged.connect(self._turned)
        self.say()

    @property
    def current(self) -> int:
        """Return the place of the chosen tab."""
        return self.bar.currentIndex()

    def choose(self, place: int) -> None:
        """Choose a tab; others make room first, since a bar that is too narrow scrolls for good."""
        if place == self.current:
            return
        with QSignalBlocker(self.bar):
            self._fit(place)
            self.bar.setCurrentIndex(place)
        self._turned()

    def say(self) -> None:
        """Say the names in the language that is spoken."""
        for place, (name, action) in enumerate(zip(self._names, self._menu.actions(), strict=True)):
            text = self._desk.speech(name)
            self.bar.setTabText(place, text)
            action.setText(text)
        self.bar.setAccessibleName(self._desk.speech(TABS))
        self.more.setToolTip(self._desk.speech(ALL))
        self.more.setAccessibleName(self._desk.speech(ALL))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many tabs as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        margin = self._desk.theme.metric(8)
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(False)  # a scrolled bar would cut the tab at its edge
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more.setIcon(icon("ellipsis"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu)
        self.more.setObjectName("more_tabs")
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(margin, 0, margin, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignBottom)
        layout.addWidget(self.more)
        self._desk.theme.changed.connect(self._fit)

    def _turned(self) -> None:
        self._fit()
        self.turned.emit()

    def _fit(self, chosen: int | None = None) -> None:
        """Hide the last tabs where there is no room, never the chosen one."""
        current = self.current if chosen is None else chosen
        widths = self.bar.widths()
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        if sum(widths) > room:
            room -= self.more.sizeHint().width()
        shown = {current}
        left = room - widths[current]
        for place, width in enumerate(widths):
            if place == current:
                continue
            left -= width
            if left < 0:
                break
            shown.add(place)
        for place in sorted(range(len(widths)), key=shown.__contains__):  # what goes makes room
            self.bar.allow(place, visible=place in shown)
        self.more.setHidden(len(shown) == len(widths))


class _Bar(QTabBar):
    """A tab bar that tells how wide its tabs are."""

    def widths(self) -> list[int]:
        """Return the width that each tab needs."""
        return [self.tabSizeHint(place).width() for place in range(self.count())]

    def allow(self, place: int, *, visible: bool) -> None:
        """Show a tab or not; Qt forgets to lay out anew when it is told what is so already."""
        if self.isTabVisible(place) != visible:
            self.setTabVisible(place, visible)
