"""Sending workbooks to registers we exchange with: one or all, each its own file in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.services.exporting import Wish, leaving
from desktop_app.services.neighbours import Neighbour
from desktop_app.services.register import Register
from desktop_app.services.sending import Letter, SentAll, send_all
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files
from desktop_app.ui.icons import Role, icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import CLOSE, LANGUAGE_NAMES
from desktop_app.ui.pages.parts import Scrolled
from desktop_app.ui.password import PasswordField
from desktop_app.ui.progress import run_long
from desktop_app.ui.sending.posted import PostedList
from desktop_app.ui.sending.scope import Scope

__all__ = ["PostDialog"]

TITLE_ONE = Words("Skicka till {name}", "Send to {name}")
TITLE_MANY = Words("Sänd till {n} register", "Send to {n} registers")
ABOUT_ONE = Words(
    "En arbetsbok med allt som får lämna registret. Den läses in där, och nästa fil därifrån "
    "bekräftar den.",
    "A workbook with all that may leave the register. It is taken in there, and the next file from "
    "there confirms it.",
)
ABOUT_MANY = Words(
    "En arbetsbok för vart och ett, i en mapp som du väljer: {names}",
    "A workbook for each of them, in a folder that you choose: {names}",
)
LANGUAGE = Words("Språk i arbetsboken", "Language of the workbook")
PASSWORD = Words("Lösenord (kan lämnas tomt)", "Password (may be left empty)")
PASSWORD_ALL = Words(
    "Samma lösenord för alla (kan lämnas tomt)", "The same password for all (may be left empty)"
)
BY_PHONE = Words(
    "Lösenordet sparas inte här. Säg det i telefon; skicka det inte i samma meddelande som filen.",
    "The password is not kept here. Tell it by phone; do not send it in the same message as the "
    "file.",
)
MAIL = Words(
    "Gör också e-postutkast, med kontaktpersonens adress där den är känd",
    "Also make e-mail drafts, with the contact person's address where it is known",
)
SAVE = Words("Spara i mapp …", "Save in a folder …")
SENDING = Words("Skriver arbetsböcker …", "Writing workbooks …")
SENDING_ONE = Words("Skriver arbetsboken …", "Writing the workbook …")
SHOW_FOLDER = Words("Visa mappen", "Show the folder")
FOLDER = Words("Mapp för arbetsböckerna", "Folder for the workbooks")
WROTE = Words("Skrev {n} arbetsböcker.", "Wrote {n} workbooks.")
WROTE_ONE = Words("Skrev {file}.", "Wrote {file}.")
WIDTH, HEIGHT = 720, 520
FEW = 4


class PostDialog(QDialog):
    """Shows what leaves and for whom, asks where to, and writes the files."""

    def __init__(
        self, desk: Desk, neighbours: Sequence[Neighbour], parent: QWidget | None = None
    ) -> None:
        """Make the dialog for registers that were met."""
        super().__init__(parent)
        self._desk = desk
        self._to = list(neighbours)
        self._folder: Path | None = None
        self._one = len(self._to) == 1
        title = TITLE_ONE.fill(name=self._to[0].name) if self._one else TITLE_MANY
        self._title = desk.speech(title if self._one else TITLE_MANY.fill(n=len(self._to)))
        self.setWindowTitle(self._title)
        self.resize(desk.theme.room(WIDTH, HEIGHT))
        self._build()
        self._wire()
        self._look()

    @property
    def letter(self) -> Letter:
        """Return how the workbooks are to leave, as it is chosen now."""
        password = self.password.password
        return Letter(self.language.currentData(), password, self.mail.isChecked())

    def done(self, result: int) -> None:
        """Close, unless files are just being written."""
        if self.isEnabled():
            super().done(result)
            self.deleteLater()

    def _build(self) -> None:
        metric, speech = self._desk.theme.metric, self._desk.speech
        self._stack = QStackedWidget()
        self._stack.addWidget(self._asking())
        self.posted = PostedList(self._desk)
        self._stack.addWidget(self.posted)
        self.save_button = QPushButton(icon("send", Role.HighlightedText), speech(SAVE))
        self.save_button.setProperty("primary", True)
        self.save_button.setDefault(True)
        self.folder_button = QPushButton(icon("folder-open"), speech(SHOW_FOLDER))
        self.folder_button.hide()
        self.close_button = QPushButton(speech(CLOSE))
        self.close_button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.save_button, self.folder_button, self.close_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(16), metric(12), metric(16), metric(12))
        column.addWidget(plain_label("title", self._title))
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _asking(self) -> QWidget:
        speech = self._desk.speech
        self.language = QComboBox()
        for language in LANGUAGES:
            self.language.addItem(speech(LANGUAGE_NAMES[language]), language)
        self.language.setCurrentIndex(LANGUAGES.index(speech.language))
        self.language.setAccessibleName(speech(LANGUAGE))
        self.password = PasswordField(self._desk, PASSWORD if self._one else PASSWORD_ALL)
        self.mail = QCheckBox(speech(MAIL))
        self.scope = Scope(self._desk)
        languages = QVBoxLayout()
        languages.setSpacing(self.password.spacing())
        languages.addWidget(plain_label("label", speech(LANGUAGE)))
        languages.addWidget(self.language)
        choices = QHBoxLayout()
        choices.addLayout(self.password, 3)
        choices.addLayout(languages, 2)
        scrolled = Scrolled(self.scope)
        scrolled.setAccessibleName(self._title)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(plain_label("muted", self._about()))
        column.addLayout(choices)
        column.addWidget(plain_label("muted", speech(BY_PHONE)))
        column.addWidget(self.mail)
        column.addWidget(scrolled, 1)
        return page

    def _about(self) -> str:
        if self._one:
            return self._desk.speech(ABOUT_ONE)
        names = ", ".join(each.name for each in self._to[:FEW])
        further = " …" if len(self._to) > FEW else "."
        return self._desk.speech(ABOUT_MANY, names=f"{names}{further}")

    def _wire(self) -> None:
        self.save_button.clicked.connect(self._save)
        self.folder_button.clicked.connect(self._show_folder)
        self.close_button.clicked.connect(self.reject)

    def _look(self) -> None:
        found = self._desk.messages.attempt(lambda: leaving(self._desk.session.register, Wish()))
        if found is not None:
            self.scope.show_leaving(found)

    # --- doing it

    def _save(self) -> None:
        folder = Files(self._desk).folder(self, FOLDER)
        if folder is None:
            return
        letter, to = self.letter, self._to
        self._folder = folder

        def work(register: Register, progress: Progress) -> SentAll:
            return send_all(register, to, folder, letter, progress)

        self.setEnabled(False)
        title = SENDING_ONE if self._one else SENDING
        task = run_long(self._desk, title, work, self._wrote, writes=True, parent=self)
        task.ended.connect(self._ended)

    def _ended(self) -> None:
        self.setEnabled(True)
        self.activateWindow()  # the progress lay over it, and not every system comes back by itself
        (self.posted if self.posted.isVisible() else self.save_button).setFocus()

    def _wrote(self, sent: SentAll) -> None:
        self.password.clear()
        self.posted.show_sent(sent)
        self._stack.setCurrentIndex(1)
        self.save_button.hide()
        self.folder_button.show()
        self.folder_button.setDefault(True)
        files = [each.path.name for each in sent.posted]
        one = WROTE_ONE.fill(file=files[0])
        self._desk.messages.done(one if len(files) == 1 else WROTE.fill(n=len(files)))

    def _show_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
