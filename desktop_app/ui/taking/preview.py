"""The preview of a file: the rows and cells that are shown are those that are then taken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.exchange.reading.locked import wants_password
from desktop_app.services.import_plan import CATEGORIES, ImportPlan
from desktop_app.services.importing import (
    CHANGED_MEANWHILE,
    TAKEN_IN,
    Accepted,
    accept,
)
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import plain_label
from desktop_app.ui.progress import ProgressBar, run_long
from desktop_app.ui.taking.banner import Banner
from desktop_app.ui.taking.decisions import Decisions
from desktop_app.ui.taking.foot import NOTHING_NEW, Foot
from desktop_app.ui.taking.orders import Orders
from desktop_app.ui.taking.panes import Panes
from desktop_app.ui.taking.planning import Asked, plan_in_background
from desktop_app.ui.taking.previewing import Previewing
from desktop_app.ui.taking.saving import save_refused_rows
from desktop_app.ui.taking.unlock import LOCKED, Unlock
from desktop_app.ui.taking.which import Which
from desktop_app.ui.taking.words import A_LIST, asks_order, in_window, is_about_kind, origin_of

if TYPE_CHECKING:
    from desktop_app.services.reading_files import Opened

__all__ = ["ImportDialog"]

TITLE = Words("Läs in {file}", "Take in {file}")
READING = Words("Läser {file} …", "Reading {file} …")
HEED = Words(
    "Jag har sett efter och vill läsa in ändå", "I have checked and want to take it in anyway"
)
TAKEN_SOME = Words(
    "Läste in {file}: {new} nya, {changed} ändrade. {doubts} väntar på beslut, {refused} lästes "
    "inte in.",
    "Took in {file}: {new} new, {changed} changed. {doubts} wait for a decision, {refused} were "
    "not taken in.",
)
TAKING = Words("Läser in {file} …", "Taking in {file} …")
LAYOUT, PANES = "import", "import panes"
WAITING, ASKING, UNLOCKING, SHOWING = range(4)


class ImportDialog(Previewing):
    """Shows what taking in a file would do, and does it."""

    def __init__(
        self,
        desk: Desk,
        path: Path,
        parent: QWidget | None = None,
        *,
        read: Callable[[Progress | None], Opened] | None = None,
    ) -> None:
        """Make the dialog for a file, which is read when it is opened.

        What is no file is read by `read`, and `path` is only what it is called.
        """
        super().__init__(desk, desk.speech(TITLE, file=path.name), HEED, parent)
        self._path = path
        self._asked = Asked(read=read)
        self._planned_as = Asked()
        self._plan: ImportPlan | None = None
        self._build()
        self._wire()
        self.restoreGeometry(desk.settings.layout(LAYOUT))
        self.panes.splitter.restoreState(desk.settings.layout(PANES))

    @property
    def plan(self) -> ImportPlan | None:
        """Return the plan that is shown, None while there is none."""
        return self._plan

    def plan_again(self) -> None:
        """Read the file again and show what it would do now."""
        if self._busy:
            return
        self._drop_task()
        self._stack.setCurrentIndex(WAITING)
        self._bar.show_progress(0, 0)
        self._task = plan_in_background(self._desk, self._path, self._asked)
        self._task.progressed.connect(self._bar.show_progress)
        self._task.done.connect(self._planned)
        self._task.failed.connect(self._failed)
        self._refresh()

    def _let_go(self) -> None:
        layouts = {LAYOUT: self.saveGeometry(), PANES: self.panes.keep()}
        self._desk.settings.keep_layout(layouts)
        self._drop_task()
        self.decisions.begin(None)
        self._plan = None

    # --- what it is made of

    def _build(self) -> None:
        metric, speech = self._desk.theme.metric, self._desk.speech
        self.resize(self._desk.theme.room(1120, 720))
        title = plain_label("title", self._path.name)
        self._origin = plain_label("muted", speech(READING, file=self._path.name), wrap=False)
        self.remarks = Banner(self._desk, "info")
        self.orders, self.decisions = Orders(self._desk), Decisions(self._desk, self)
        self.panes = Panes(self._desk)
        self.which = Which(self._desk)
        self.unlock = Unlock(self._desk)
        self.foot = Foot(self._desk)
        self._stack = QStackedWidget()
        for page in (self._waiting(), self.which, self.unlock, self.panes):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(16), metric(12), metric(16), metric(12))
        for widget in (
            *(title, self._origin, self.stale, self.warning, self.orders, self.remarks),
        ):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)

    def _waiting(self) -> QWidget:
        waiting = QWidget()
        self._bar = ProgressBar(self._desk)
        column = QVBoxLayout(waiting)
        column.addStretch(1)
        column.addWidget(self._bar)
        column.addStretch(2)
        return waiting

    def _wire(self) -> None:
        self.panes.columns.wished.connect(self._ask)
        self.panes.treating.decided.connect(self.decisions.decide)
        self.panes.treating.decided_all.connect(self.decisions.decide_all)
        for asked in (self.panes.treating.decided, self.panes.treating.decided_all):
            asked.connect(self._refresh)
        self.decisions.decided.connect(self._decided)
        self.decisions.failed.connect(self._failed)
        self.orders.answered.connect(self._order)
        self.which.chosen.connect(lambda entity: self._ask(entity, {}))
        self.unlock.given.connect(self._open_with)
        self.foot.take.clicked.connect(self._take_in)
        self.foot.refused.clicked.connect(self._save_refused)
        self.foot.close_button.clicked.connect(self.reject)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self.panes.search.setFocus)

    # --- planning

    def _ask(self, entity: str | None, mapping: dict[str, str]) -> None:
        self._asked = replace(self._asked, entity=entity, mapping=mapping)
        self.plan_again()

    def _order(self, heading: str, wish: str) -> None:
        mapping = {**self._asked.mapping, heading: wish}
        self._ask(self._asked.entity, mapping)

    def _open_with(self, password: str) -> None:
        self._asked = replace(self._asked, password=password)
        self.plan_again()

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.stop()
            self._task.progressed.disconnect(self._bar.show_progress)
            self._task.done.disconnect(self._planned)
            self._task.failed.disconnect(self._failed)
            self._task = None

    def _planned(self, plan: ImportPlan) -> None:
        self._task, self._plan, self._stale = None, plan, False
        self._planned_as = self._asked
        self.decisions.begin(plan)
        self._origin.setText(self._desk.speech(origin_of(plan)))
        self.heed.setChecked(False)
        self.warning.say(plan.warnings)
        others = [r for r in plan.remarks if r not in plan.warnings and not asks_order(r)]
        self.remarks.say([in_window(remark) for remark in others])
        self.orders.ask(plan.columns)
        self.panes.show_plan(plan, self._asked)
        self._stack.setCurrentIndex(SHOWING)
        (self.orders.first or self.panes.table).setFocus()
        self._refresh()

    def _failed(self, error: object) -> None:
        """Ask where an answer would help; else go back to what was shown, or close."""
        self._task = None
        asked = isinstance(error, Refused) and self._asks(error)
        if not asked and self._plan is not None and isinstance(error, (Refused, Invalid)):
            self._asked = self._planned_as
            self.panes.show_plan(self._plan, self._asked)
            self._stack.setCurrentIndex(SHOWING)
            self._desk.messages.refuse(error)
        elif not asked:
            self.reject()
            self._desk.messages.failed(error)
        self._refresh()

    def _asks(self, problem: Refused) -> bool:
        """Ask what the rows are, or for the password, where that is the trouble."""
        if wants_password(problem):
            self._origin.setText(self._desk.speech(LOCKED))
            self._stack.setCurrentIndex(UNLOCKING)
            self.unlock.ask(problem, again=bool(self._asked.password))
        elif is_about_kind(problem.advice):
            self._origin.setText(self._desk.speech(A_LIST))
            self.which.ask(problem.sentence, self._asked.entity)
            self._stack.setCurrentIndex(ASKING)
        else:
            return False
        return True

    # --- deciding

    def _decided(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.panes.show_decided(plan)
        self._refresh()

    def _has_plan(self) -> bool:
        return self._plan is not None

    # --- what can be done

    def _refresh(self) -> None:
        """Say and allow what can be done now."""
        shown = self._plan if self._stack.currentIndex() == SHOWING else None
        stale = shown is not None and self._stale
        self._say_stale(shown=shown is not None)
        self.warning.setVisible(shown is not None and bool(shown.warnings))
        heeded, waits = self.heed.isChecked(), self.decisions.waits
        self.foot.refresh(shown, stale=stale, heeded=heeded, waits=waits)

    # --- doing it

    def _take_in(self) -> None:
        plan = self._plan
        if plan is None:
            return

        def work(register: Register, progress: Progress) -> Accepted:
            return accept(register, plan, progress)

        self._set_busy(busy=True)
        task = run_long(
            self._desk,
            TAKING.fill(file=self._path.name),
            work,
            partial(self._taken_in, plan),
            writes=True,
            parent=self,
            refused=self._not_taken_in,
        )
        task.stopped.connect(self._stopped)

    def _rest(self) -> None:
        self.foot.take.setFocus()

    def _taken_in(self, plan: ImportPlan, accepted: Accepted) -> None:
        self._set_busy(busy=False)
        account = plan.account()
        self.accept()
        if accepted.action is None:
            self._desk.messages.done(NOTHING_NEW)
            return
        told = {name: account[name] for name in CATEGORIES}
        words = TAKEN_SOME if account["doubts"] or account["refused"] else TAKEN_IN
        shown = [accepted.action]
        self._desk.messages.done(words, undo=True, imports=shown, file=plan.path.name, **told)

    def _not_taken_in(self, problem: Refused | Invalid) -> None:
        self._stopped()
        if isinstance(problem, Refused) and problem.sentence.sv == CHANGED_MEANWHILE.sv:
            self._go_stale()
        else:
            self._desk.messages.refuse(problem)

    def _save_refused(self) -> None:
        if self._plan is not None:
            save_refused_rows(self._desk, self._plan, self)
