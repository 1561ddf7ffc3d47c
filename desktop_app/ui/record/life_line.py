"""The statuses of a row's life in order, in words: what is done, where it is now, what is ahead."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.domain.fields import Entity
from desktop_app.domain.life.cycles import CYCLES
from desktop_app.domain.words import Words
from desktop_app.services.life import Standing
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow

__all__ = ["LifeLine"]

STATUS = "status"
GAP = "\N{NO-BREAK SPACE}"
DONE, NOW, AHEAD = "✓", "●", "○"

BY_DATES = Words("{status} enligt datum", "{status} by its dates")
PLACE = Words("Var i livet: {steps}", "Where in its life: {steps}")
OF_ALL = Words("{status}, {n} av {of}", "{status}, {n} of {of}")
SAID = {
    DONE: Words("{status}, gjort", "{status}, done"),
    NOW: Words("{status}, nu", "{status}, now"),
    AHEAD: Words("{status}, kvar", "{status}, ahead"),
}


class LifeLine(QWidget):
    """Words after one another, each with a mark, as many lines of them as the width asks for."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._desk = desk
        self._words: list[QLabel] = []
        self._flow = Flow(self, desk.theme.metric(7))

    @property
    def text(self) -> str:
        """Return what is shown."""
        shown = (word.text() for word in self._words if not word.isHidden())
        return " ".join(shown).replace(GAP, " ")

    def show_standing(self, entity: Entity, found: Standing, *, short: bool) -> None:
        """Show where a row is in the life of its entity, or `short` only where it is now."""
        told = list(self._told(entity, found))
        steps = [self._desk.speech(SAID[mark], status=status) for mark, status in told]
        self.setAccessibleName(self._desk.speech(PLACE, steps="; ".join(steps)))
        if short:
            place = next(at for at, (mark, _status) in enumerate(told, start=1) if mark == NOW)
            status = told[place - 1][1]
            said = self._desk.speech(OF_ALL, status=status, n=place, of=len(told))
            told = [(NOW, said if len(told) > 1 else status)]
        while len(self._words) < len(told):
            word = QLabel(self)
            word.setTextFormat(Qt.TextFormat.PlainText)
            self._words.append(word)
            self._flow.addWidget(word)
        for word, (mark, status) in zip(self._words, told, strict=False):
            self._put(word, mark, status)
        for word in self._words[len(told) :]:
            word.hide()

    def _put(self, word: QLabel, mark: str, status: str) -> None:
        word.setText(f"{mark} {status}".replace(" ", GAP))
        word.setProperty("role", "now" if mark == NOW else "step")
        word.style().polish(word)
        word.show()

    def _told(self, entity: Entity, found: Standing) -> Iterator[tuple[str, str]]:
        cycle = CYCLES[entity.name]
        now = found.now or cycle.first
        named = self._label(entity, now)
        named = self._desk.speech(BY_DATES, status=named) if found.by_dates else named
        if now not in cycle.main:
            yield NOW, named
            return
        reached = cycle.reached(found.status or cycle.first)  # what dates passed over is left to do
        for status in cycle.main:
            if status == now:
                yield NOW, named
            else:
                yield DONE if status in reached else AHEAD, self._label(entity, status)

    def _label(self, entity: Entity, status: str) -> str:
        return self._desk.session.writer.text(entity.by_name[STATUS], status)
