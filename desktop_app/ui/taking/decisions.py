"""What a person decides of the rows of a list, and the plan that comes of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.services.import_plan import ImportPlan, Outcome
from desktop_app.services.list_choices import Choice, Choices, Treatment
from desktop_app.ui.desk import Desk
from desktop_app.ui.taking.planning import decide_in_background
from desktop_app.ui.tasks import Task

__all__ = ["Decisions"]


class Decisions(QObject):
    """Gathers what is decided of one plan; the last decision counts if another is on its way.

    Signals:
        decided: The plan as it is now.
        failed: What went wrong instead.
    """

    decided, failed = Signal(object), Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Begin without a plan."""
        super().__init__(parent)
        self._desk = desk
        self._plan: ImportPlan | None = None
        self._choices = Choices()
        self._task: Task | None = None

    @property
    def waits(self) -> bool:
        """Return whether the last decision is still on its way into the plan."""
        return self._task is not None

    def begin(self, plan: ImportPlan | None) -> None:
        """Take a plan of which nothing is decided, or none."""
        self._drop()
        self._plan, self._choices = plan, Choices()

    def decide(self, outcome: Outcome, choice: Choice) -> None:
        """Decide of one row."""
        rows = {**self._choices.rows, (outcome.sheet, outcome.number): choice}
        self._take(Choices(rows, self._choices.kinds))

    def decide_all(self, outcome: Outcome, treatment: Treatment) -> None:
        """Do the same with all rows that stand as one does; others decided by themselves stay."""
        if outcome.match is not None:
            here = (outcome.sheet, outcome.number)
            rows = {at: each for at, each in self._choices.rows.items() if at != here}
            self._take(Choices(rows, {**self._choices.kinds, outcome.match: treatment}))

    def _take(self, choices: Choices) -> None:
        if self._plan is None:
            return
        self._choices = choices
        self._drop()
        self._task = decide_in_background(self._desk, self._plan, choices)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._not_done)

    def _drop(self) -> None:
        if self._task is not None:
            self._task.stop()
            self._task.done.disconnect(self._done)
            self._task.failed.disconnect(self._not_done)
            self._task = None

    def _done(self, plan: ImportPlan) -> None:
        self._task, self._plan = None, plan
        self.decided.emit(plan)

    def _not_done(self, error: object) -> None:
        self._task = None
        self.failed.emit(error)
