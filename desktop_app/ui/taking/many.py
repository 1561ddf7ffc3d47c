"""Many files at once: what becomes of each in its turn, one backup, one press of a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.batch import (
    Asked,
    BatchDone,
    BatchPlan,
    FilePlan,
    State,
    accept_many,
    plan_many,
    total_of,
)
from desktop_app.services.import_plan import ImportPlan
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import Role, icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import CLOSE
from desktop_app.ui.pages.parts import Scrolled
from desktop_app.ui.progress import ProgressBar, run_long
from desktop_app.ui.speech import grouped
from desktop_app.ui.taking.account import BEYOND
from desktop_app.ui.taking.foot import SAVE_REFUSED
from desktop_app.ui.taking.foot_row import FootRow
from desktop_app.ui.taking.many_files import ManyFiles
from desktop_app.ui.taking.one_file import OneFile
from desktop_app.ui.taking.previewing import READ_ONLY, STALE_FIRST, TICK_FIRST, Previewing
from desktop_app.ui.taking.saving import save_refused_rows

__all__ = ["BatchDialog"]

TITLE = Words("Ta in {n} filer", "Take in {n} files")
READING = Words(
    "Läser filerna, en i taget. Inget ändras innan du har sett vad som händer.",
    "Reading the files, one at a time. Nothing changes before you have seen what happens.",
)
SUMS = Words(
    "{files} filer, {rows} rader: {new} nya, {changed} ändrade, {unchanged} oförändrade, "
    "{conflicts} med olika uppgifter, {doubts} att ta ställning till, {refused} avvisade.",
    "{files} files, {rows} rows: {new} new, {changed} changed, {unchanged} unchanged, "
    "{conflicts} with differing values, {doubts} to be decided, {refused} refused.",
)
LEFT_OUT = Words(
    "{n} av filerna kan inte läsas in; de andra kan läsas in ändå.",
    "{n} of the files cannot be taken in; the others can be all the same.",
)
HEED = Words(
    "Jag har sett efter i filerna med varning och vill läsa in dem ändå",
    "I have checked the files with a warning and want to take them in anyway",
)
WARNED = Words("Se efter innan du läser in: {files}.", "Check before taking in: {files}.")
SAFE = Words(
    "En säkerhetskopia görs först, och varje fil kan ångras för sig.",
    "A backup is made first, and each file can be undone by itself.",
)
LEAVE_OUT = Words("Lämna filen utanför", "Leave the file out")
TAKE_IN = Words("Läs in {n} filer", "Take in {n} files")
TAKE_IN_ONE = Words("Läs in 1 fil", "Take in 1 file")
NOTHING = Words("Inget nytt att läsa in.", "Nothing new to take in.")
TAKING = Words("Läser in filerna …", "Taking in the files …")
TAKEN = Words("Läste in {n} filer.", "Took in {n} files.")
SOME_LEFT = Words(
    "Läste in {n} filer; {left} återstår. {reason}", "Took in {n} files; {left} are left. {reason}"
)
LAYOUT, DIVIDED = "import many", "import many divided"


class _Heard(QObject):
    """Brings what is heard of files in the other thread here.

    Signals:
        heard: How far a file has come.
    """

    heard = Signal(object, object)


class BatchDialog(Previewing):
    """Shows what taking in many files would do, and does it."""

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        """Make the dialog for files, which are read when it is opened."""
        self._paths = list(dict.fromkeys(paths))
        super().__init__(desk, desk.speech(TITLE, n=len(self._paths)), HEED, parent)
        self._asked = Asked(language=desk.speech.language)
        self.batch: BatchPlan | None = None
        self._heard = _Heard(self)
        self._build()
        self._wire()
        self.restoreGeometry(desk.settings.layout(LAYOUT))
        self.splitter.restoreState(desk.settings.layout(DIVIDED))

    def plan_again(self) -> None:
        """Read the files again and show what they would do now."""
        if self._busy:
            return
        self._drop()
        paths, asked, session, heard = self._paths, self._asked, self._desk.session, self._heard

        def work(progress: Progress) -> BatchPlan:
            with session.elsewhere() as register:
                return plan_many(register, paths, progress, asked, heard.heard.emit)

        self._told.setText(self._desk.speech(READING))
        self.files.begin(paths)
        self.one.clear()
        self.bar.show_progress(0, 0)
        self._task = self._desk.tasks.start(work)
        self._task.progressed.connect(self._show_progress)
        self._task.done.connect(self._planned)
        self._task.failed.connect(self._failed)
        self._refresh()

    def _let_go(self) -> None:
        divided = self.splitter.saveState()
        self._desk.settings.keep_layout({LAYOUT: self.saveGeometry(), DIVIDED: divided})
        self._drop()

    # --- what it is made of

    def _build(self) -> None:
        metric, speech = self._desk.theme.metric, self._desk.speech
        self.resize(self._desk.theme.room(1180, 760))
        self._title = plain_label("title", speech(TITLE, n=len(self._paths)))
        self._told = plain_label("muted")
        self.bar = ProgressBar(self._desk)
        self.files, self.one = ManyFiles(self._desk), OneFile(self._desk)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.files)
        scrolled = Scrolled(self.one)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.splitter.addWidget(scrolled)
        self.splitter.setSizes([metric(230), metric(400)])
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(16), metric(12), metric(16), metric(12))
        for widget in (self._title, self._told, self.bar, self.stale, self.warning):
            column.addWidget(widget)
        column.addWidget(self.splitter, 1)
        column.addWidget(self._foot())

    def _foot(self) -> FootRow:
        speech = self._desk.speech
        self.leave_button = QPushButton(icon("minus"), speech(LEAVE_OUT))
        self.refused_button = QPushButton(icon("file-down"), speech(SAVE_REFUSED))
        self.take_button = QPushButton(icon("file-up", Role.HighlightedText), "")
        self.take_button.setProperty("primary", True)
        self.close_button = QPushButton(speech(CLOSE))
        buttons = (self.leave_button, self.refused_button, self.take_button, self.close_button)
        self.foot = FootRow(self._desk, buttons)
        return self.foot

    def _wire(self) -> None:
        self._heard.heard.connect(self._hear)
        self.files.chosen.connect(self._choose)
        self.files.entered.connect(self.one.enter)
        self.one.password_given.connect(self._open_with)
        self.leave_button.clicked.connect(self._leave_out)
        self.refused_button.clicked.connect(self._save_refused)
        self.take_button.clicked.connect(self._take_in)
        self.close_button.clicked.connect(self.reject)

    # --- planning

    def _hear(self, path: Path, state: State) -> None:
        self.files.hear(path, state)

    def _show_progress(self, done: int, of: int) -> None:
        """Show how many files are done: each is read and then planned."""
        self.bar.show_progress(len(self._paths) * done // of if of else 0, len(self._paths))

    def _drop(self) -> None:
        """Let go of what is planned, or being planned."""
        if self._task is not None:
            self._task.stop()
            self._task.progressed.disconnect(self._show_progress)
            self._task.done.disconnect(self._planned)
            self._task.failed.disconnect(self._failed)
            self._task.done.connect(BatchPlan.close)
            self._task = None
        if self.batch is not None:
            self.one.clear()
            self.batch.close()
            self.batch = None

    def _planned(self, batch: BatchPlan) -> None:
        self._task, self.batch, self._stale = None, batch, False
        self.heed.setChecked(False)
        warned = [each.path.name for each in batch.files if each.plan and each.plan.warnings]
        self.warning.say([WARNED.fill(files=warned)] if warned else [])
        self._told.setText(self._sums(batch.files))
        self.files.setFocus()
        self.files.show_files(batch.files)
        if any(each.locked for each in batch.files):
            self.one.enter()
        self._refresh()

    def _sums(self, files: Sequence[FilePlan]) -> str:
        speech = self._desk.speech
        total = {name: grouped(n, speech.language) for name, n in total_of(files).items()}
        unable = sum(each.plan is None for each in files)
        beyond = sum(len(each.plan.beyond) for each in files if each.plan)
        said = speech(SUMS, files=len(files), **total)
        if beyond:
            said = f"{said} {speech(BEYOND, count=grouped(beyond, speech.language))}"
        return f"{said} {speech(LEFT_OUT, n=unable)}" if unable else said

    def _failed(self, error: object) -> None:
        self._task = None
        self.reject()
        self._desk.messages.failed(error)

    def _choose(self, place: int) -> None:
        if self.batch is not None and 0 <= place < len(self.batch.files):
            self.one.show_file(self.batch.files[place], self._asked)
            self.files.setFocus()  # a password is asked for where somebody goes on to it
        self._refresh()

    def _open_with(self, password: str) -> None:
        """Try a password on every file that is still locked: offices often agree on one."""
        files = self.batch.files if self.batch else ()
        locked = {each.path: password for each in files if each.locked}
        self._asked = replace(self._asked, passwords={**self._asked.passwords, **locked})
        self.plan_again()

    @property
    def _shown(self) -> ImportPlan | None:
        """Return the plan of the file that is chosen."""
        place = self.files.currentRow()
        files = self.batch.files if self.batch else ()
        return files[place].plan if 0 <= place < len(files) else None

    def _save_refused(self) -> None:
        if self._shown is not None:
            save_refused_rows(self._desk, self._shown, self)

    def _leave_out(self) -> None:
        place = self.files.currentRow()
        if self.batch is not None and 0 <= place < len(self.batch.files):
            gone = self.batch.files[place].path
            self._paths = [path for path in self._paths if path != gone]
            if self._paths:
                self.plan_again()
            else:
                self.reject()

    def _has_plan(self) -> bool:
        return self.batch is not None

    # --- what can be done

    def _refresh(self) -> None:
        """Say and allow what can be done now."""
        speech, batch = self._desk.speech, self.batch
        self.bar.setVisible(self._task is not None)
        self.warning.setVisible(batch is not None and any(plan.warnings for plan in batch.plans))
        self._say_stale(shown=batch is not None)
        self.leave_button.setEnabled(batch is not None)
        self.refused_button.setVisible(bool(self._shown and self._shown.refused_rows))
        why = self._why_not()
        self.take_button.setEnabled(batch is not None and why is None)
        count = len(batch.plans) if batch else len(self._paths)
        self.take_button.setText(speech(TAKE_IN_ONE if count == 1 else TAKE_IN.fill(n=count)))
        self.foot.why.setText(speech(why or SAFE) if batch else "")
        self.foot.fit()

    def _why_not(self) -> Words | None:
        """Return why nothing can be taken in, None if it can."""
        batch = self.batch
        if batch is None or not any(each.plan and each.brings for each in batch.files):
            return NOTHING
        if not self._desk.session.writable:
            return READ_ONLY
        if self._stale:
            return STALE_FIRST
        warned = any(plan.warnings for plan in batch.plans)
        return TICK_FIRST if warned and not self.heed.isChecked() else None

    # --- doing it

    def _take_in(self) -> None:
        batch = self.batch
        if batch is None:
            return

        def work(register: Register, progress: Progress) -> BatchDone:
            return accept_many(register, batch, progress)

        self._set_busy(busy=True)
        task = run_long(
            self._desk,
            TAKING,
            work,
            self._taken_in,
            writes=True,
            parent=self,
            refused=self._not_taken_in,
        )
        task.stopped.connect(self._stopped)

    def _rest(self) -> None:
        self.take_button.setFocus()

    def _taken_in(self, done: BatchDone) -> None:
        self._set_busy(busy=False)
        count, reason = len(done.actions), done.problem
        self.accept()
        if reason is None:
            imports = [each for each in done.actions.values() if each is not None]
            self._desk.messages.done(TAKEN, undo=True, imports=imports, n=count)
            return
        told = SOME_LEFT.fill(n=count, left=len(done.left), reason=reason.sentence)
        self._desk.messages.tell(told, reason.advice)

    def _not_taken_in(self, problem: Refused | Invalid) -> None:
        self._stopped()
        self._go_stale()
        self._desk.messages.refuse(problem)
