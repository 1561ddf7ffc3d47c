"""Sending out a workbook: what leaves is seen first, then it is one file."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.problems import Invalid
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.services.exporting import Wish, leaving
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files, Filter, as_file_name
from desktop_app.ui.icons import Role, icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import CLOSE, LANGUAGE_NAMES
from desktop_app.ui.pages.parts import Scrolled
from desktop_app.ui.progress import run_long
from desktop_app.ui.sending.extras import Extras
from desktop_app.ui.sending.scope import Scope
from desktop_app.ui.sending.sent import Finished, Sent, send

__all__ = ["ExportDialog"]

TITLE = Words("Skicka ut en arbetsbok", "Send out a workbook")
WHAT_IT_IS = Words(
    "Den som får arbetsboken fyller i den i Excel och skickar tillbaka den. Du ser vad som är "
    "ändrat innan något läses in.",
    "Whoever gets the workbook fills it in in Excel and sends it back. You see what was changed "
    "before anything is taken in.",
)
CONTENT = Words("Innehåll", "Content")
WHOLE = Words("Hela registret", "The whole register")
SELECTION = Words("Det som listan visar nu: {many}", "What the list shows now: {many}")
TO = Words("Till", "To")
TO_HINT = Words(
    "Förvaltning, bolag eller person (kan lämnas tomt)",
    "Administration, company or person (may be left empty)",
)
LANGUAGE = Words("Språk i arbetsboken", "Language of the workbook")
SAVE = Words("Spara arbetsboken …", "Save the workbook …")
WORKBOOKS: tuple[Filter, ...] = ((Words("Excel-arbetsbok", "Excel workbook"), (".xlsx",)),)
NAME = Words("Kontaktnät {office} {date}", "Kontaktnät {office} {date}")
SENDING = Words("Skriver {file} …", "Writing {file} …")
SHOW_FOLDER = Words("Visa i mappen", "Show in folder")
OPEN_DRAFT = Words("Öppna e-postutkastet", "Open the e-mail draft")
WIDTH, HEIGHT = 760, 560
LEAST_SHOWN = 12  # letters


class ExportDialog(QDialog):
    """Shows what leaves and what stays, asks for whom, and writes the file."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, selection: Wish | None = None
    ) -> None:
        """Make the dialog; `selection` is what the list shows now, offered beside all."""
        super().__init__(parent)
        self._desk = desk
        self._selection = selection
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.speech(TITLE))
        self.resize(desk.theme.room(WIDTH, HEIGHT))
        self._build()
        self._wire()
        self._look()

    @property
    def wish(self) -> Wish:
        """Return what is to leave, as it is chosen now."""
        chosen = self.content.currentData()
        wish = Wish() if chosen is None else chosen
        return replace(
            wish,
            language=self.language.currentData(),
            to=self.to.text().strip(),
            password=self.extras.password.password,
        )

    def done(self, result: int) -> None:
        """Close, unless the file is just being written."""
        if self.isEnabled():
            super().done(result)

    # --- what it is made of

    def _build(self) -> None:
        metric, speech = self._desk.theme.metric, self._desk.speech
        self.scope = Scope(self._desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._asking())
        self.finished_page = Finished(self._desk)
        self._stack.addWidget(self.finished_page)
        self.save_button = QPushButton(icon("file-down", Role.HighlightedText), speech(SAVE))
        self.save_button.setProperty("primary", True)
        self.save_button.setDefault(True)
        self.folder_button = QPushButton(icon("folder-open"), speech(SHOW_FOLDER))
        self.folder_button.hide()
        self.draft_button = QPushButton(icon("mail", Role.HighlightedText), speech(OPEN_DRAFT))
        self.draft_button.setProperty("primary", True)
        self.draft_button.hide()
        self.close_button = QPushButton(speech(CLOSE))
        self.close_button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.save_button, self.draft_button, self.folder_button, self.close_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(16), metric(12), metric(16), metric(12))
        column.addWidget(self._label(TITLE, "title"))
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _asking(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._label(WHAT_IT_IS, "muted"))
        column.addLayout(self._choices())
        self.extras = Extras(self._desk)
        column.addWidget(self.extras)
        scrolled = Scrolled(self.scope)
        scrolled.setAccessibleName(self._desk.speech(CONTENT))
        column.addWidget(scrolled, 1)
        return page

    def _choices(self) -> QGridLayout:
        speech = self._desk.speech
        self.to = QLineEdit()
        self.to.setPlaceholderText(speech(TO_HINT))
        self.content = QComboBox()
        self.content.addItem(speech(WHOLE), None)
        self.content.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.content.setMinimumContentsLength(LEAST_SHOWN)
        if self._selection is not None and self._selection.only is not None:
            many = self._selection.only.many
            self.content.addItem(speech(SELECTION, many=many), self._selection)
        self.language = QComboBox()
        for language in LANGUAGES:
            self.language.addItem(speech(LANGUAGE_NAMES[language]), language)
        self.language.setCurrentIndex(LANGUAGES.index(speech.language))
        grid = QGridLayout()
        choices = ((TO, self.to, 3), (CONTENT, self.content, 3), (LANGUAGE, self.language, 2))
        for place, (words, editor, share) in enumerate(choices):
            editor.setAccessibleName(speech(words))
            grid.addWidget(self._label(words, "label"), 0, place)
            grid.addWidget(editor, 1, place)
            grid.setColumnStretch(place, share)
        return grid

    def _label(self, words: Words, role: str) -> QLabel:
        return plain_label(role, self._desk.speech(words))

    def _wire(self) -> None:
        self.content.activated.connect(self._look)
        self.save_button.clicked.connect(self._save)
        self.folder_button.clicked.connect(self.finished_page.open_folder)
        self.draft_button.clicked.connect(self.finished_page.open_draft)
        self.close_button.clicked.connect(self.reject)
        self._desk.session.changed.connect(self._look)

    # --- doing it

    def _look(self, *_changed: object) -> None:
        found = self._desk.messages.attempt(lambda: leaving(self._desk.session.register, self.wish))
        if found is not None:
            self.scope.show_leaving(found)
            self.save_button.setEnabled(any(found.rows.values()))

    def _save(self) -> None:
        register = self._desk.session.register
        try:
            to = self.extras.mail_to()
        except Invalid as problem:
            self._desk.messages.refuse(problem)
            return
        date = register.clock().date().isoformat()
        office = register.titles().of("organisation", register.facts.office)
        name = as_file_name(self._desk.speech(NAME, office=office, date=date), ".xlsx")
        out = Files(self._desk).save_file(self, SAVE, name, WORKBOOKS)
        if out is None:
            return
        wish = self.wish

        def work(register: Register, progress: Progress) -> Sent:
            return send(register, out, wish, to, progress)

        self.setEnabled(False)
        # What left is noted in the register, which knows the file again by that.
        title = SENDING.fill(file=out.name)
        task = run_long(self._desk, title, work, self._wrote, writes=True, parent=self)
        task.ended.connect(self._written)

    def _written(self) -> None:
        self.setEnabled(True)

    def _wrote(self, sent: Sent) -> None:
        self.extras.password.clear()
        self.finished_page.show_sent(sent)
        self._stack.setCurrentIndex(1)
        self.save_button.hide()
        self.folder_button.show()
        drafted = self.finished_page.draft is not None
        self.draft_button.setVisible(drafted)
        (self.draft_button if drafted else self.folder_button).setDefault(True)
