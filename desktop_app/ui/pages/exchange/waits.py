"""The card of what waits for somebody: each with its count, and the way to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.words import Words
from desktop_app.services.exchange_state import ExchangeState
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.parts import Card, Line
from desktop_app.ui.speech import grouped

__all__ = ["Waits"]

HEADING = Words("Väntar på dig", "Waiting for you")
CONFLICTS = Words("Olika uppgifter att avgöra: {n}", "Differing values to resolve: {n}")
CONFLICTS_WHY = Words("Båda värdena står kvar", "Both values stand")
QUESTIONS = Words("Frågor från inlästa filer: {n}", "Questions from files taken in: {n}")
QUESTIONS_WHY = Words("Raderna läggs åt sidan så länge", "The rows are put aside meanwhile")
DUPLICATES = Words("Sök dubbletter", "Look for duplicates")
DUPLICATES_WHY = Words("Samma person inlagd på två håll", "One person entered in two places")
NOTHING = Words(
    "Inget. Skriver två personer olika i samma fält, eller har en fil något oklart, står det här.",
    "Nothing. If two people write differently in one field, or a file is unclear, it stands here.",
)


class Waits(Card):
    """Leads to what must be decided.

    Signals:
        decide_wanted: What waits is to be decided.
        duplicates_wanted: Duplicates are to be looked for.
    """

    decide_wanted = Signal()
    duplicates_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Make it while nothing is known."""
        super().__init__()
        self._desk = desk

    def show_state(self, state: ExchangeState | None) -> None:
        """Show what waits now."""
        speech = self._desk.speech
        self.heading.setText(speech(HEADING))
        if state is None:
            return
        lines: list[QWidget] = []
        for words, why, count, icon_name in (
            (CONFLICTS, CONFLICTS_WHY, state.conflicts, "triangle-alert"),
            (QUESTIONS, QUESTIONS_WHY, state.questions, "circle-help"),
        ):
            if count:
                told = speech(words, n=grouped(count, speech.language))
                lines.append(Line(told, speech(why), self.decide_wanted.emit, icon_name))
        if not lines:
            lines.append(plain_label("muted", speech(NOTHING)))
        look = self.duplicates_wanted.emit
        lines.append(Line(speech(DUPLICATES), speech(DUPLICATES_WHY), look, "merge"))
        self.fill(*lines)
