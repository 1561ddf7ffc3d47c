"""What a person can choose: language, colours, size of text, and who they are."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Language, Words
from desktop_app.services.person import set_person
from desktop_app.services.upkeep import BACKUPS
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import CLOSE, LANGUAGE_NAMES
from desktop_app.ui.session import Session
from desktop_app.ui.settings import LARGEST, SMALLEST, Settings
from desktop_app.ui.speech import Speech
from desktop_app.ui.start.fields import Field
from desktop_app.ui.theme import Scheme, Theme

__all__ = ["SettingsDialog"]

TITLE = Words("Inställningar", "Settings")
LANGUAGE = Words("Språk", "Language")
COLOURS = Words("Färger", "Colours")
SCHEMES: dict[Scheme, Words] = {
    "system": Words("Följ datorn", "Follow the computer"),
    "light": Words("Ljust", "Light"),
    "dark": Words("Mörkt", "Dark"),
    "contrast": Words("Hög kontrast", "High contrast"),
}
TEXT = Words("Textens storlek", "Text size")
PERCENT = Words("{n} %", "{n}%")
YOU = Words("Vem du är", "Who you are")
NAME = Words("Ditt namn i det här registret", "Your name in this register")
NAME_MORE = Words(
    "Namnet står vid det du ändrar från och med nu. Det som redan är gjort behåller sitt namn.",
    "Your name stands beside what you change from now on. What is done already keeps its name.",
)
COPIES = Words("Säkerhetskopior", "Backups")
COPIES_AT = Words("Läggs i {folder}", "Kept in {folder}")
SHOW = Words("Visa mappen", "Show the folder")
NO_COPIES = Words("Ingen säkerhetskopia är gjord än.", "No backup has been made yet.")
STEP = 25
WIDTH, MOST_HEIGHT = 480, 2000


class SettingsDialog(QDialog):
    """Applies what is chosen at once, and remembers it."""

    def __init__(
        self,
        settings: Settings,
        speech: Speech,
        theme: Theme,
        session: Session | None,
        parent: QWidget | None = None,
    ) -> None:
        """Show what is chosen now; without a register there is nobody to be."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings, self._speech, self._theme = settings, speech, theme
        self._session = session
        self.languages = _Choices(list(LANGUAGE_NAMES))
        self.schemes = _Choices(list(SCHEMES))
        self.text_size = QSlider(Qt.Orientation.Horizontal)
        self._percent = QLabel()
        self.person = QLineEdit()
        self._person = Field(self.person)
        self._person_more, self._folder = plain_label("muted"), plain_label("muted")
        self.show_folder, self.close_button = QPushButton(), QPushButton()
        self._headings = {
            words: plain_label("heading") for words in (LANGUAGE, COLOURS, TEXT, YOU, COPIES)
        }
        self._show_chosen()
        self._lay_out()
        self._connect()
        self.say()
        self.languages.buttons[self.languages.chosen].setFocus()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._speech
        self.setWindowTitle(speech(TITLE))
        for words, heading in self._headings.items():
            heading.setText(speech(words))
        self.languages.say({name: speech(words) for name, words in LANGUAGE_NAMES.items()})
        self.schemes.say({name: speech(words) for name, words in SCHEMES.items()})
        self.text_size.setAccessibleName(speech(TEXT))
        self._percent.setText(speech(PERCENT, n=self.text_size.value()))
        self._person.say(speech(NAME))
        self._person_more.setText(speech(NAME_MORE))
        self.show_folder.setText(speech(SHOW))
        self.close_button.setText(speech(CLOSE))
        self._say_folder()

    def done(self, result: int) -> None:
        """Keep the name that may just have been typed, then close."""
        if self._keep_person():
            self._settings.save()
            super().done(result)

    def _show_chosen(self) -> None:
        self.languages.choose(self._speech.language)
        self.schemes.choose(self._settings.scheme)
        self.text_size.setRange(SMALLEST, LARGEST)
        self.text_size.setSingleStep(STEP)
        self.text_size.setPageStep(STEP)
        self.text_size.setTickInterval(STEP)
        self.text_size.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.text_size.setValue(self._settings.percent)
        if self._session is not None:
            self.person.setText(self._session.register.facts.person or "")
            self.person.setReadOnly(not self._session.writable)

    def _connect(self) -> None:
        self.languages.group.buttonClicked.connect(self._use_language)
        self.schemes.group.buttonClicked.connect(self._use_look)
        self.text_size.valueChanged.connect(self._use_size)
        self.person.editingFinished.connect(self._keep_person)
        self.show_folder.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        self._speech.changed.connect(self.say)

    def _use_language(self) -> None:
        self._settings.language = self.languages.chosen
        self._speech.use(self.languages.chosen)

    def _use_size(self, value: int) -> None:
        """Keep to whole steps, also where the mouse let go between two."""
        rounded = round(value / STEP) * STEP
        if rounded != value:
            self.text_size.setValue(rounded)
            return
        self._percent.setText(self._speech(PERCENT, n=value))
        self._use_look()

    def _use_look(self) -> None:
        chosen = self.schemes.chosen, self.text_size.value()
        if chosen != (self._settings.scheme, self._settings.percent):
            self._settings.scheme, self._settings.percent = chosen
            self._theme.use(cast("Scheme", chosen[0]), chosen[1])

    def _keep_person(self) -> bool:
        """Write down the name; tell whether it could be."""
        session, name = self._session, self.person.text()
        if session is None or not session.writable:
            return True
        if name.strip() == (session.register.facts.person or ""):
            return True
        try:
            session.do(lambda register: set_person(register, name))
        except Refused as problem:
            self.person.setText(session.register.facts.person or "")
            self._person.fault(problem.into(self._speech.language))
            return False
        self._person.fault("")
        return True

    def _backups(self) -> Path | None:
        if self._session is None:
            return None
        path = self._session.path
        return path.with_name(BACKUPS.format(name=path.stem))

    def _say_folder(self) -> None:
        folder = self._backups()
        if folder is None:
            return
        there = folder.is_dir()
        words = COPIES_AT.fill(folder=folder)
        self._folder.setText(
            self._speech(words) if there else f"{self._speech(words)}\n{self._speech(NO_COPIES)}"
        )
        self.show_folder.setVisible(there)

    def _open_folder(self) -> None:
        folder = self._backups()
        if folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _lay_out(self) -> None:
        gap = self._theme.metric(16)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap // 2)
        sizes = QHBoxLayout()
        sizes.addWidget(self.text_size, 1)
        sizes.addWidget(self._percent)
        for words, part in ((LANGUAGE, self.languages), (COLOURS, self.schemes), (TEXT, sizes)):
            column.addWidget(self._headings[words])
            column.addLayout(part)
            column.addSpacing(gap // 2)
        if self._session is not None:
            self._lay_out_register(column)
        column.addStretch(1)
        self._put_together(inside, gap)

    def _lay_out_register(self, column: QVBoxLayout) -> None:
        """Add what concerns the register that is open."""
        column.addWidget(self._headings[YOU])
        column.addLayout(self._person)
        column.addWidget(self._person_more)
        column.addSpacing(self._theme.metric(8))
        column.addWidget(self._headings[COPIES])
        column.addWidget(self._folder)
        row = QHBoxLayout()
        row.addWidget(self.show_folder)
        row.addStretch(1)
        column.addLayout(row)

    def _put_together(self, inside: QWidget, gap: int) -> None:
        """Let what is inside scroll where text is large and screens are small."""
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setContentsMargins(gap, 0, gap, gap)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        column.addLayout(foot)
        height = inside.sizeHint().height() + self.close_button.sizeHint().height() + 3 * gap
        most = self._theme.room(WIDTH, MOST_HEIGHT)
        self.resize(most.width(), min(height, most.height()))


class _Choices(QHBoxLayout):
    """Some things of which one is chosen."""

    def __init__(self, names: list[str] | list[Language] | list[Scheme]) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self.buttons = {str(name): QRadioButton() for name in names}
        for button in self.buttons.values():
            self.group.addButton(button)
            self.addWidget(button)
        self.addStretch(1)

    @property
    def chosen(self) -> str:
        """Return what is chosen."""
        return next(name for name, button in self.buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Choose something."""
        self.buttons[name].setChecked(True)

    def say(self, texts: dict[Language, str] | dict[Scheme, str]) -> None:
        """Say what each is called."""
        for name, text in texts.items():
            self.buttons[name].setText(text)
