"""The form for a new register: whose it is, who uses it, and where the file goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.shipped import shipped_rows
from desktop_app.domain.words import Words
from desktop_app.services.opening import new_register
from desktop_app.storage.faults import environment_faults
from desktop_app.ui.files import Files
from desktop_app.ui.labels import plain_label
from desktop_app.ui.messages import Messages
from desktop_app.ui.often import REGISTERS
from desktop_app.ui.places import SUFFIX, file_name, free_path
from desktop_app.ui.speech import Speech
from desktop_app.ui.start.fields import Field, Names
from desktop_app.ui.tasks import Task, Tasks
from desktop_app.ui.theme import Theme

__all__ = ["REGISTERS", "NewRegister", "organisations"]

HEADING = Words("Nytt register", "New register")
ORGANISATION = Words("Organisation", "Organisation")
ORGANISATION_HINT = Words("Börja skriva, till exempel Miljö", "Begin to type, such as Miljö")
PERSON = Words("Ditt namn", "Your name")
PERSON_HINT = Words("Förnamn och efternamn", "Given name and family name")
PLACE = Words("Filen läggs här", "The file goes here")
ANOTHER_PLACE = Words("Ändra plats …", "Change place …")
MAKE = Words("Skapa registret", "Make the register")
MAKING = Words("Skapar registret …", "Making the register …")
BACK = Words("Tillbaka", "Back")
WHERE = Words("Var ska registret ligga?", "Where should the register be?")
NO_ORGANISATION = Words(
    "Välj din förvaltning eller ditt bolag i listan, eller skriv namnet.",
    "Choose your administration or company in the list, or type its name.",
)
NO_PERSON = Words(
    "Skriv ditt namn: det står vid det du lägger in, så att andra vet vem de kan fråga.",
    "Type your name: it stands beside what you enter, so that others know whom to ask.",
)


def organisations() -> list[str]:
    """Return the names of the city's administrations and companies that have not ended."""
    rows = (row.values for row in shipped_rows() if row.entity == "organisation")
    return sorted(str(values["name"]) for values in rows if not values.get("valid_to"))


class NewRegister(QFrame):
    """Asks for what a register cannot do without, and makes it.

    Signals:
        made: The register is made; carries its path.
        left: Somebody thought better of it.
    """

    made = Signal(object)
    left = Signal()

    def __init__(  # noqa: PLR0913, PLR0917 — what it works with is passed in
        self,
        speech: Speech,
        theme: Theme,
        messages: Messages,
        tasks: Tasks,
        files: Files,
        folder: Path,
    ) -> None:
        """Ask for a register that goes into `folder` unless another place is chosen."""
        super().__init__()
        self._speech, self._theme, self._messages = speech, theme, messages
        self._tasks, self._files, self._folder = tasks, files, folder
        self._chosen: Path | None = None
        self._task: Task | None = None
        self.setProperty("card", "true")
        self.organisation = Names()
        self.person = QLineEdit()
        self.place = QLineEdit()
        self.place.setReadOnly(True)
        self.another = QPushButton()
        self.make = QPushButton()
        self.make.setProperty("primary", "true")
        self.back = QPushButton()
        self._heading = plain_label("heading", wrap=False)
        self._fields = [Field(each) for each in (self.organisation, self.person, self.place)]
        self._lay_out()
        self._connect()
        self.say()

    def begin(self) -> None:
        """Begin anew, with the organisation."""
        if not self.organisation.count():
            self.organisation.fill(organisations())
        self._forget_faults()
        self._follow()
        self.organisation.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._speech
        self._heading.setText(speech(HEADING))
        for field, words in zip(self._fields, (ORGANISATION, PERSON, PLACE), strict=True):
            field.say(speech(words))
        self.organisation.text.setPlaceholderText(speech(ORGANISATION_HINT))
        self.person.setPlaceholderText(speech(PERSON_HINT))
        self.another.setText(speech(ANOTHER_PLACE))
        self.make.setText(speech(MAKING if self._task else MAKE))
        self.back.setText(speech(BACK))
        self._forget_faults()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape and self._task is None:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        gap = self._theme.metric(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap // 2)
        column.addWidget(self._heading)
        for field in self._fields:
            column.addLayout(field)
        self._fields[2].beside(self.another)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.make)
        column.addSpacing(gap // 2)
        column.addLayout(foot)
        QWidget.setTabOrder(self.another, self.make)
        QWidget.setTabOrder(self.make, self.back)

    def _connect(self) -> None:
        for button in (self.another, self.make, self.back):
            button.setAutoDefault(True)
        self.organisation.currentTextChanged.connect(self._follow)
        self.organisation.text.returnPressed.connect(self.person.setFocus)
        self.person.returnPressed.connect(self._make)
        self.another.clicked.connect(self._choose_place)
        self.make.clicked.connect(self._make)
        self.back.clicked.connect(self.left)
        self._speech.changed.connect(self.say)

    def _follow(self) -> None:
        """Name the file after the organisation until somebody chooses another place."""
        wanted = self._folder / file_name(self.organisation.currentText())
        self.place.setText(str(self._chosen or free_path(wanted)))
        self.place.setCursorPosition(len(self.place.text()))

    def _choose_place(self) -> None:
        suggested = str(self._chosen or Path(self.place.text()))
        filters = [(REGISTERS, (SUFFIX,))]
        chosen = self._files.save_file(self, WHERE, suggested, filters)
        if chosen is not None:
            self._chosen = chosen if chosen.suffix else chosen.with_suffix(SUFFIX)
            self._follow()

    def _make(self) -> None:
        if self._task is not None:
            return
        self._forget_faults()
        office, person = self.organisation.currentText().strip(), self.person.text().strip()
        missing = [(0, NO_ORGANISATION)] if not office else []
        missing += [(1, NO_PERSON)] if not person else []
        for number, words in reversed(missing):
            self._fields[number].fault(self._speech(words))
            self._fields[number].editor.setFocus()
        if not missing:
            self._start(Path(self.place.text()), office, person)

    def _start(self, path: Path, office: str, person: str) -> None:
        def work(_progress: Progress) -> Path:
            with environment_faults(path):
                path.parent.mkdir(parents=True, exist_ok=True)
            new_register(path, office, person=person).close()
            return path

        self._task = self._tasks.start(work)
        self._task.done.connect(self.made)
        self._task.failed.connect(self._failed)
        self._task.ended.connect(self._ended)
        self._wait(waiting=True)

    def _ended(self) -> None:
        self._task = None
        self._wait(waiting=False)

    def _wait(self, *, waiting: bool) -> None:
        self.make.setText(self._speech(MAKING if waiting else MAKE))
        for each in (self.make, self.back, self.another, self.organisation, self.person):
            each.setEnabled(not waiting)

    def _failed(self, error: object) -> None:
        self._ended()
        if isinstance(error, Invalid):
            self._fields[0].fault(self._speech(error.reason))
        elif isinstance(error, Refused):
            self._fields[2].fault(error.into(self._speech.language))
            self.another.setFocus()
        else:
            self._messages.failed(error)

    def _forget_faults(self) -> None:
        for field in self._fields:
            field.fault("")
