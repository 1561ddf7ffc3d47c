"""The first page: what is shown while no register is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.storage.faults import environment_faults
from desktop_app.ui.files import Files
from desktop_app.ui.labels import plain_label
from desktop_app.ui.messages import Messages
from desktop_app.ui.often import CANCEL
from desktop_app.ui.places import SUFFIX, Places, places
from desktop_app.ui.settings import Settings
from desktop_app.ui.speech import Speech
from desktop_app.ui.start.new_register import REGISTERS, NewRegister
from desktop_app.ui.start.recent import Recent
from desktop_app.ui.start.ways import WayButton
from desktop_app.ui.tasks import Task, Tasks
from desktop_app.ui.theme import Theme

__all__ = ["StartPage"]

TITLE = Words("Välkommen till Kontaktnät", "Welcome to Kontaktnät")
SENTENCE = Words(
    "Här samlar du kontakter, nätverk och studieresor i ett register: en enda fil, på din egen "
    "dator.",
    "Here you gather contacts, networks and study trips in a register: a single file, on your own "
    "computer.",
)
NEW = Words("Nytt register", "New register")
NEW_MORE = Words(
    "Välj din organisation och skriv ditt namn, så är du igång.",
    "Choose your organisation, type your name, and you are under way.",
)
OPEN = Words("Öppna …", "Open …")
OPEN_MORE = Words(
    "Ett register du redan har, på datorn eller i en delad mapp.",
    "A register you already have, on the computer or in a shared folder.",
)
SAMPLE = Words("Prova med exempelregistret", "Try the sample register")
SAMPLE_MORE = Words(
    "Titta runt bland påhittade personer och resor. Inget där kan gå fel.",
    "Look around among invented people and trips. Nothing can go wrong there.",
)
SAMPLE_MAKING = Words("Skapar exempelregistret …", "Making the sample register …")
WHICH = Words("Vilket register vill du öppna?", "Which register do you want to open?")
SAMPLE_FILE = f"Exempelregister{SUFFIX}"
SAMPLE_CONTACTS, SAMPLE_SEED = 200, 1
WIDTH = 640


class StartPage(QScrollArea):
    """Three ways to a register, and those that were open lately.

    Signals:
        opened: Open this register; carries its path.
        made: A register was made and is to be opened; carries its path.
    """

    opened = Signal(object)
    made = Signal(object)

    def __init__(  # noqa: PLR0913, PLR0917 — there is no desk before a register is open
        self,
        settings: Settings,
        speech: Speech,
        theme: Theme,
        messages: Messages,
        tasks: Tasks,
        where: Places | None = None,
    ) -> None:
        """Show the three ways."""
        super().__init__()
        self.settings, self.speech, self.theme = settings, speech, theme
        self._messages, self._tasks = messages, tasks
        self._where = where or places()
        self._task: Task | None = None
        self.files = Files(self)
        self._title, self._sentence = plain_label("title"), plain_label("muted")
        self.new = WayButton("file-plus", theme)
        self.open = WayButton("folder-open", theme)
        self.sample = WayButton("users", theme)
        self.working = _Working()
        self.recent = Recent(settings, speech, theme, tasks)
        self.form = NewRegister(speech, theme, messages, tasks, self.files, self._where.registers)
        self._ways = QWidget()
        self.form.setVisible(False)
        self._lay_out()
        self._connect()
        self.say()

    def begin(self) -> None:
        """Show the ways and give the keyboard to the first."""
        self._show(form=False)
        self.recent.refresh()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_new(self) -> None:
        """Ask for a new register at once."""
        self._show(form=True)
        self.form.begin()

    def choose(self) -> None:
        """Ask which register to open."""
        chosen = self.files.open_file(self, WHICH, [(REGISTERS, (SUFFIX,))])
        if chosen is not None:
            self.opened.emit(chosen)

    def make_sample(self) -> None:
        """Open the sample register, made first where there is none."""
        path = self._where.registers / SAMPLE_FILE
        if path.exists():
            self.opened.emit(path)
        elif self._task is None:
            self._start(path)

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self.speech
        self._title.setText(speech(TITLE))
        self._sentence.setText(speech(SENTENCE))
        self.new.say(speech(NEW), speech(NEW_MORE))
        self.open.say(speech(OPEN), speech(OPEN_MORE))
        self.sample.say(speech(SAMPLE), speech(SAMPLE_MORE))
        self.working.say(speech(SAMPLE_MAKING), speech(CANCEL))

    def _start(self, path: Path) -> None:
        def work(progress: Progress) -> Path:
            from desktop_app.services.sampling import (  # noqa: PLC0415 — most never need it
                make_sample,
            )

            with environment_faults(path):
                path.parent.mkdir(parents=True, exist_ok=True)
            made = make_sample(path, SAMPLE_CONTACTS, SAMPLE_SEED, progress=progress, exchange=True)
            made.close()
            return path

        self._task = self._tasks.start(work)
        self._task.done.connect(self.made)
        self._task.failed.connect(self._messages.failed)
        self._task.ended.connect(self._ended)
        self.working.cancel.clicked.connect(self._task.stop)
        self._wait(waiting=True)

    def _ended(self) -> None:
        self._task = None
        self._wait(waiting=False)
        self.sample.setFocus()

    def _wait(self, *, waiting: bool) -> None:
        self.working.setVisible(waiting)
        for button in (self.new, self.open, self.sample):
            button.setEnabled(not waiting)
        if waiting:
            self.working.cancel.setFocus()

    def _lay_out(self) -> None:
        self._lay_out_ways()
        middle = QWidget()
        middle.setMaximumWidth(self.theme.metric(WIDTH))
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(middle)
        column.setSpacing(self.theme.metric(8))
        column.addStretch(1)
        for label in (self._title, self._sentence):
            column.addWidget(label)
        column.addSpacing(self.theme.metric(12))
        column.addWidget(self._ways)
        column.addWidget(self.form)
        column.addStretch(2)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self._middle = middle
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _show(self, *, form: bool) -> None:
        """Show the form in the place of the ways, or the ways."""
        self._ways.setVisible(not form)
        self.form.setVisible(form)

    def _lay_out_ways(self) -> None:
        column = QVBoxLayout(self._ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.metric(8))
        for each in (self.new, self.open, self.sample, self.working):
            column.addWidget(each)
        column.addSpacing(self.theme.metric(16))
        column.addWidget(self.recent)

    def _connect(self) -> None:
        self.new.clicked.connect(self.begin_new)
        self.open.clicked.connect(self.choose)
        self.sample.clicked.connect(self.make_sample)
        self.recent.chosen.connect(self.opened)
        self.form.left.connect(self.begin)
        self.form.made.connect(self.made)
        self.speech.changed.connect(self.say)
        self.theme.changed.connect(self._widen)

    def _widen(self) -> None:
        self._middle.setMaximumWidth(self.theme.metric(WIDTH))


class _Working(QWidget):
    """A bar that moves while something is made, and a button that stops it."""

    def __init__(self) -> None:
        super().__init__()
        self._label = plain_label("muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self.cancel = QPushButton()
        self.cancel.setAutoDefault(True)
        words = QVBoxLayout()
        words.addWidget(self._label)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.addLayout(words, 1)
        row.addWidget(self.cancel)
        self.setVisible(False)

    def say(self, what: str, cancel: str) -> None:
        """Say what is being made."""
        self._label.setText(what)
        self._bar.setAccessibleName(what)
        self.cancel.setText(cancel)
