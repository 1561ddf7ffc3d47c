"""What becomes of a row of a list: seen, and chosen, for it alone or for all of its kind."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.words import Words
from desktop_app.services.import_plan import Outcome
from desktop_app.services.list_choices import ALLOWED, Candidate, Choice, Match, Treatment
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.labels import plain_label
from desktop_app.ui.speech import grouped
from desktop_app.ui.taking.columns import Calm

__all__ = ["KEYS", "Treating"]

WHAT = Words("Vad raden blir", "What the row becomes")
WHICH = Words("Vilken rad i registret den är", "Which row of the register it is")
UNDECIDED = Words("Avgör senare", "Decide later")
ALL = Words("För alla {count} {kind}", "For all {count} {kind}")
TIP = Words(
    "Tangenter i listan: U uppdaterar, F fyller i, N skapar ny, H hoppar över; med Skift för alla "
    "av samma slag.",
    "Keys in the list: U updates, F fills in, N makes a new one, H skips; with Shift for all of "
    "the same kind.",
)
CANDIDATE = Words("{title} ({reasons})", "{title} ({reasons})")

TREATMENTS: Mapping[Treatment, Words] = {
    "create": Words("Skapa en ny rad", "Make a new row"),
    "update": Words("Uppdatera den som finns", "Update the one there is"),
    "fill": Words("Fyll bara i det som är tomt", "Fill in only what is empty"),
    "skip": Words("Hoppa över", "Skip"),
}
STANDS: Mapping[Match, Words] = {
    "new": Words("Finns inte i registret.", "Not in the register."),
    "known": Words("Finns redan i registret.", "In the register already."),
    "alike": Words("Liknar någon i registret.", "Looks like one of the register."),
    "several": Words("Kan vara någon av flera.", "May be any of several."),
    "repeated": Words("Står också längre upp i filen.", "Stands further up in the file as well."),
}
"""How a row stands to the register."""

KINDS: Mapping[Match, Words] = {
    "new": Words("som inte finns", "that are not there"),
    "known": Words("som redan finns", "that are there already"),
    "alike": Words("som liknar någon", "that look like one"),
    "several": Words("som kan vara flera", "that may be several"),
    "repeated": Words("som upprepas", "that are repeated"),
}
"""Rows of a kind, after their number."""

KEYS: Mapping[int, Treatment] = {
    int(Qt.Key.Key_U): "update",
    int(Qt.Key.Key_F): "fill",
    int(Qt.Key.Key_N): "create",
    int(Qt.Key.Key_H): "skip",
}
"""What a key decides of the row of the table that has the keyboard."""


class Treating(QWidget):
    """Shows how a row stands to the register, and asks what becomes of it.

    Signals:
        decided: Something was chosen for the row that is shown: the row, and a `Choice`.
        decided_all: The same for all rows that stand as it does: the row, and a treatment.
    """

    decided = Signal(object, object)
    decided_all = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        """Begin without a row."""
        super().__init__()
        self._desk = desk
        self._shown: Outcome | None = None
        speech = desk.speech
        self._stands = plain_label("label")
        self.what = self._combo(WHAT)
        self.what.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which = self._combo(WHICH)
        self.all_button = QPushButton()
        self.all_button.setAutoDefault(False)
        self.all_menu = QMenu(self)
        self.all_button.setMenu(self.all_menu)
        self.setToolTip(speech(TIP))
        held = QWidget()
        row = Flow(held, desk.theme.metric(6))
        row.addWidget(self.what)
        row.addWidget(self.all_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, desk.theme.metric(4), 0, desk.theme.metric(4))
        for widget in (self._stands, self.which, held):
            column.addWidget(widget)
        self.what.activated.connect(self._choose)
        self.which.activated.connect(self._choose)
        self.show_row(None, 0)

    def show_row(self, outcome: Outcome | None, alike: int) -> None:
        """Show a row and how many stand as it does; nothing is asked of one that cannot be."""
        self._shown = outcome
        match = None if outcome is None else outcome.match
        self.setVisible(match is not None and bool(ALLOWED[match]))
        if outcome is None or match is None or not ALLOWED[match]:
            return
        speech = self._desk.speech
        self._stands.setText(speech(STANDS[match]))
        self.what.clear()
        if outcome.treatment is None:
            self.what.addItem(speech(UNDECIDED), None)
        for each in ALLOWED[match]:
            self.what.addItem(speech(TREATMENTS[each]), each)
        self.what.setCurrentIndex(max(0, self.what.findData(outcome.treatment)))
        self._show_candidates(outcome)
        count = grouped(alike, speech.language)
        self.all_button.setText(speech(ALL, count=count, kind=KINDS[match]))
        self.all_button.setVisible(alike > 1)
        self.all_menu.clear()
        for each in ALLOWED[match]:
            action = self.all_menu.addAction(speech(TREATMENTS[each]))
            action.triggered.connect(lambda _=False, t=each: self.decide(t, for_all=True))

    def decide(self, treatment: Treatment, *, for_all: bool = False) -> None:
        """Choose for the row that is shown, or for all of its kind, if that can be chosen."""
        place = self.what.findData(treatment)
        if self._shown is None or self.isHidden() or not self.isEnabled() or place < 0:
            return
        self.what.setCurrentIndex(place)
        if for_all:
            self.decided_all.emit(self._shown, treatment)
        else:
            self._choose()

    def _combo(self, name: Words) -> QComboBox:
        combo = Calm()
        combo.setAccessibleName(self._desk.speech(name))
        return combo

    def _show_candidates(self, outcome: Outcome) -> None:
        self.which.clear()
        for each in outcome.candidates:
            self.which.addItem(self._candidate(each), each.id)
        self.which.setCurrentIndex(max(0, self.which.findData(outcome.id)))
        self.which.setVisible(len(outcome.candidates) > 1)

    def _candidate(self, candidate: Candidate) -> str:
        if not candidate.reasons:
            return candidate.title
        return self._desk.speech(CANDIDATE, title=candidate.title, reasons=list(candidate.reasons))

    def _choose(self) -> None:
        treatment = self.what.currentData()
        if self._shown is not None and treatment is not None:
            joins = treatment in {"update", "fill"}
            row = self.which.currentData() if joins and self._shown.candidates else ""
            self.decided.emit(self._shown, Choice(treatment, row or ""))
