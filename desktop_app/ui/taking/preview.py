"""The preview of a file: the rows and cells that are shown are those that are then taken in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.exchange.reading.locked import wants_password
from desktop_app.services.import_plan import ImportPlan
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
from desktop_app.ui.taking.foot import NOTHING_NEW, Foot
from desktop_app.ui.taking.panes import Panes
from desktop_app.ui.taking.planning import Asked, plan_in_background
from desktop_app.ui.taking.saving import save_refused_rows
from desktop_app.ui.taking.unlock import LOCKED, Unlock
from desktop_app.ui.taking.which import Which
from desktop_app.ui.taking.words import A_LIST, in_window, is_about_kind, origin_of
from desktop_app.ui.tasks import Task

__all__ = ["ImportDialog"]

TITLE = Words("Läs in {file}", "Take in {file}")
READING = Words("Läser {file} …", "Reading {file} …")
HEED = Words(
    "Jag har sett efter och vill läsa in ändå", "I have checked and want to take it in anyway"
)
STALE = Words(
    "Registret har ändrats sedan förhandsvisningen gjordes. Inget har lästs in.",
    "The register was changed since the preview was made. Nothing was taken in.",
)
AGAIN = Words("Gör om förhandsvisningen", "Make the preview again")
TAKING = Words("Läser in {file} …", "Taking in {file} …")
LAYOUT, PANES = "import", "import panes"
TIDIED_MS = 500
"""When a closed preview is cleared away: it is gone from the screen by then."""
WAITING, ASKING, UNLOCKING, SHOWING = range(4)


class ImportDialog(QDialog):
    """Shows what taking in a file would do, and does it."""

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        """Make the dialog for a file, which is read when it is opened."""
        super().__init__(parent)
        self._desk = desk
        self._path = path
        self._asked = Asked()
        self._planned_as = Asked()
        self._task: Task | None = None
        self._plan: ImportPlan | None = None
        self._stale = False
        self._busy = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(desk.speech(TITLE, file=path.name))
        self._build()
        self._wire()
        self.restoreGeometry(desk.settings.layout(LAYOUT))
        self.panes.splitter.restoreState(desk.settings.layout(PANES))

    @property
    def plan(self) -> ImportPlan | None:
        """Return the plan that is shown, None while there is none."""
        return self._plan

    def open(self) -> None:
        """Show the dialog and read the file."""
        super().open()
        self.plan_again()

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

    def done(self, result: int) -> None:
        """Close, unless the file is just being taken in; reading it ends."""
        if self._busy:
            return
        layouts = {LAYOUT: self.saveGeometry(), PANES: self.panes.keep()}
        self._desk.settings.keep_layout(layouts)
        self._drop_task()
        self._plan = None
        super().done(result)
        QTimer.singleShot(TIDIED_MS, self._desk.tasks, self._desk.tasks.tidy)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as the button does."""
        self.done(0)
        event.setAccepted(not self._busy)

    # --- what it is made of

    def _build(self) -> None:
        metric, speech = self._desk.theme.metric, self._desk.speech
        self.resize(self._desk.theme.room(1120, 720))
        title = plain_label("title", self._path.name)
        self._origin = plain_label("muted", speech(READING, file=self._path.name), wrap=False)
        self.warning = Banner(self._desk, "warning")
        self.heed: QCheckBox = self.warning.add_tick(HEED)
        self.remarks = Banner(self._desk, "info")
        self.stale = Banner(self._desk, "warning")
        self.again_button = self.stale.add_button(AGAIN, "refresh-cw")
        self.panes = Panes(self._desk)
        self.which = Which(self._desk)
        self.unlock = Unlock(self._desk)
        self.foot = Foot(self._desk)
        self._stack = QStackedWidget()
        for page in (self._waiting(), self.which, self.unlock, self.panes):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(16), metric(12), metric(16), metric(12))
        for widget in (title, self._origin, self.stale, self.warning, self.remarks):
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
        self.heed.toggled.connect(self._refresh)
        self.again_button.clicked.connect(self.plan_again)
        self.panes.columns.wished.connect(self._ask)
        self.which.chosen.connect(lambda entity: self._ask(entity, {}))
        self.unlock.given.connect(self._open_with)
        self.foot.take.clicked.connect(self._take_in)
        self.foot.refused.clicked.connect(self._save_refused)
        self.foot.close_button.clicked.connect(self.reject)
        self._desk.session.changed.connect(self._register_changed)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.plan_again)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self.panes.search.setFocus)

    # --- planning

    def _ask(self, entity: str | None, mapping: dict[str, str]) -> None:
        self._asked = replace(self._asked, entity=entity, mapping=mapping)
        self.plan_again()

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
        self._origin.setText(self._desk.speech(origin_of(plan)))
        self.heed.setChecked(False)
        self.warning.say(plan.warnings)
        others = [remark for remark in plan.remarks if remark not in plan.warnings]
        self.remarks.say([in_window(remark) for remark in others])
        self.panes.show_plan(plan, self._asked)
        self._stack.setCurrentIndex(SHOWING)
        self.panes.table.setFocus()
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

    def _register_changed(self, _change: object) -> None:
        if self._plan is not None and not self._busy:
            self._stale = True
            self._refresh()

    # --- what can be done

    def _refresh(self) -> None:
        """Say and allow what can be done now."""
        shown = self._plan if self._stack.currentIndex() == SHOWING else None
        stale = shown is not None and self._stale
        self.stale.say([STALE] if stale else [])
        self.warning.setVisible(shown is not None and bool(shown.warnings))
        self.foot.refresh(shown, stale=stale, heeded=self.heed.isChecked())

    # --- doing it

    def _take_in(self) -> None:
        plan = self._plan
        if plan is None:
            return

        def work(register: Register, progress: Progress) -> Accepted:
            return accept(register, plan, progress)

        self._set_busy(True)
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

    def _stopped(self) -> None:
        self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.setEnabled(not busy)

    def _taken_in(self, plan: ImportPlan, accepted: Accepted) -> None:
        self._set_busy(False)
        account = plan.account()
        self.accept()
        if accepted.action is None:
            self._desk.messages.done(NOTHING_NEW)
            return
        told = {name: account[name] for name in ("new", "changed")}
        self._desk.messages.done(TAKEN_IN, undo=True, file=plan.path.name, **told)

    def _not_taken_in(self, problem: Refused | Invalid) -> None:
        self._set_busy(False)
        if isinstance(problem, Refused) and problem.sentence.sv == CHANGED_MEANWHILE.sv:
            self._stale = True
            self._refresh()
        else:
            self._desk.messages.refuse(problem)

    def _save_refused(self) -> None:
        if self._plan is not None:
            save_refused_rows(self._desk, self._plan, self)
