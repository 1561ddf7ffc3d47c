"""One of many files in full: its rows and cells, or why it cannot be taken in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import Words
from desktop_app.services import batch
from desktop_app.services.batch import FilePlan
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import plain_label
from desktop_app.ui.taking.banner import Banner
from desktop_app.ui.taking.panes import Panes
from desktop_app.ui.taking.planning import Asked
from desktop_app.ui.taking.unlock import Unlock
from desktop_app.ui.taking.words import in_window, is_about_kind, origin_of

__all__ = ["OneFile"]

NOTHING, UNABLE, UNLOCKING, SHOWING = range(4)
BY_ITSELF = Words(
    "Läs in den för sig: då kan du välja vad raderna är.",
    "Take it in by itself: then you can choose what the rows are.",
)
LAYOUT = "import panes"


class OneFile(QWidget):
    """Shows a file.

    Signals:
        password_given: A password for it was typed.
    """

    password_given = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Begin with none."""
        super().__init__()
        self._desk = desk
        self._name, self._origin = plain_label("heading"), plain_label("muted")
        self.warning, self.remarks = Banner(desk, "warning"), Banner(desk, "info")
        self.why = plain_label()
        self.unlock, self.panes = Unlock(desk), Panes(desk)
        # Said of one list, it would be said of all.
        self.panes.columns.setEnabled(False)
        self.panes.treating.setEnabled(False)
        self._stack = QStackedWidget()
        unable = QWidget()
        column = QVBoxLayout(unable)
        column.addWidget(self.why)
        column.addStretch(1)
        for page in (QWidget(), unable, self.unlock, self.panes):
            self._stack.addWidget(page)
        self.unlock.given.connect(self.password_given)
        self.panes.splitter.restoreState(desk.settings.layout(LAYOUT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, desk.theme.metric(6), 0, 0)
        for widget in (self._name, self._origin, self.warning, self.remarks):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self.clear()

    def clear(self) -> None:
        """Show none."""
        self._name.clear()
        self._origin.clear()
        self.warning.say([])
        self.remarks.say([])
        self._stack.setCurrentIndex(NOTHING)

    def show_file(self, each: FilePlan, asked: batch.Asked) -> None:
        """Show a file as it was planned."""
        self.clear()
        self._name.setText(each.path.name)
        plan = each.plan
        if plan is None:
            self._show_problem(each, again=each.path in asked.passwords)
            return
        self._origin.setText(self._desk.speech(origin_of(plan)))
        self.warning.say(plan.warnings)
        others = [remark for remark in plan.remarks if remark not in plan.warnings]
        self.remarks.say([in_window(remark) for remark in others])
        self.panes.show_plan(plan, Asked())
        self._stack.setCurrentIndex(SHOWING)

    def enter(self) -> None:
        """Give the keyboard to what can be done with the file."""
        places = {UNLOCKING: self.unlock.field.line, SHOWING: self.panes.table}
        place = places.get(self._stack.currentIndex())
        if place is not None:
            place.setFocus()

    def _show_problem(self, each: FilePlan, *, again: bool) -> None:
        problem = each.problem
        if each.locked and isinstance(problem, Refused):
            self._stack.setCurrentIndex(UNLOCKING)
            self.unlock.ask(problem, again=again)
            return
        self._stack.setCurrentIndex(UNABLE)
        self.why.setText("\n".join(self._reasons(problem)))

    def _reasons(self, problem: Refused | Invalid | None) -> list[str]:
        speech = self._desk.speech
        if isinstance(problem, Invalid):
            return [speech(problem.sentence())]
        if problem is None:
            return []
        advice = BY_ITSELF if is_about_kind(problem.advice) else problem.advice
        return [speech(words) for words in (problem.sentence, advice) if words is not None]
