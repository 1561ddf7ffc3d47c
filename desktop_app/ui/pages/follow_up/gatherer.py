"""What asks for something, gathered between two paints and kept up to date while it is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop_app.services import due
from desktop_app.services.due import Item
from desktop_app.ui.desk import Desk
from desktop_app.ui.session import Change
from desktop_app.ui.slices import Slices

__all__ = ["Gatherer"]

PAUSE_MS = 250
"""What is waited after a change before all is gone through again: another may follow."""
FEW = 20
"""Rows that are judged again at once when they change."""


class Gatherer(QObject):
    """Gathers for all pages of a session.

    Signals:
        changed: There are other items.

    Attributes:
        items: What was found, in the order of a list.
        complete: Whether that is all, and as things stand.
        ever: Whether all was gone through at least once.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing; `want` begins the work."""
        super().__init__()
        self.items: list[Item] = []
        self.complete = self.ever = False
        self._desk = desk
        self._pages: list[QWidget] = []
        self._slices = Slices(desk.session, self)
        self._slices.done.connect(self._finish)
        desk.session.changed.connect(self._heed)
        desk.session.drafted.connect(self._outdate)
        desk.speech.changed.connect(self._outdate)

    def want(self, page: QWidget, pause: int = 0) -> None:
        """Go through the register for a page, and again as long as it is shown."""
        if page not in self._pages:
            self._pages.append(page)
        if not self.complete and not self._slices.busy:
            self._begin(pause)

    def _heed(self, change: Change) -> None:
        if change.rows is not None and len(change.rows) <= FEW:
            self._judge_again(change.rows)
        self._outdate()

    def _outdate(self) -> None:
        """Begin anew, now or when a page is shown again."""
        self.complete = False
        self._slices.stop()
        self._pages = [page for page in self._pages if isValid(page)]
        if any(page.isVisible() for page in self._pages):
            self._begin(PAUSE_MS)

    def _judge_again(self, rows: frozenset[str]) -> None:
        """Show at once what has become of lines whose rows changed."""
        known = {(i.entity, i.id) for i in self.items if i.id in rows and due.is_judged(i.entity)}
        if not known:
            return
        register, language = self._desk.session.register, self._desk.speech.language
        found = [item for each in known for item in due.of_row(register, *each, language)]
        keys = {item.key for item in found}
        kept = (i for i in self.items if (i.entity, i.id) not in known and i.key not in keys)
        self.items = due.ordered([*kept, *found])
        self.changed.emit()

    def _begin(self, pause: int) -> None:
        register = self._desk.session.register
        self._slices.start(due.steps(register, self._desk.speech.language), pause)

    def _finish(self, found: list[Item]) -> None:
        self.items = due.ordered(found)
        self.complete = self.ever = True
        self.changed.emit()
