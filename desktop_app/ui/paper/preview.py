"""The preview of a document: what is seen here is what is printed and what is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Language, Words
from desktop_app.services.printing import save
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files, as_file_name
from desktop_app.ui.icons import Role, icon
from desktop_app.ui.often import CLOSE
from desktop_app.ui.paper.choosing import DocumentChoice
from desktop_app.ui.paper.printer import PRINTER_PPI, ask_printer, paint_on, printer_for
from desktop_app.ui.paper.sheets import Sheets
from desktop_app.ui.paper.tools import Tools
from desktop_app.ui.progress import ProgressBar, run_long
from desktop_app.ui.tasks import Task

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop_app.reports.document import Paper

__all__ = ["PaperChoice", "PaperDialog"]

PPI = 144.0
"""Sharp enough for pages shown a third larger than paper; larger ones are a look at detail."""

PAGE = Words("Sida {page} av {count}", "Page {page} of {count}")
PRINT = Words("Skriv ut …", "Print …")
SAVE = Words("Spara som PDF …", "Save as PDF …")
PAGES = Words("Sidorna", "The pages")
MAKING = Words("Gör sidorna …", "Making the pages …")
PRINTING = Words("Skriver ut {name} …", "Printing {name} …")
PRINTED = Words("Skrev ut {count} sidor.", "Printed {count} pages.")
PRINTED_ONE = Words("Skrev ut 1 sida.", "Printed 1 page.")
SAVED = Words("Sparade {file}.", "Saved {file}.")
PDF = Words("PDF-dokument", "PDF documents")
LAYOUT = "paper"
NAMED = Words("{name} – {document}", "{name} – {document}")


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A document that the preview can show.

    Attributes:
        heading: What it is.
        make: Makes it in a language.
    """

    heading: Words
    make: Callable[[Register, Language], Paper]


@dataclass(frozen=True, slots=True)
class _Made:
    paper: Paper
    pages: list[bytes]


class PaperDialog(QDialog):
    """Shows the pages of a document, and brings them to a printer or a file."""

    def __init__(  # noqa: PLR0913, PLR0917 — what is shown, and what else may be
        self,
        desk: Desk,
        make: Callable[[Register, Language], Paper],
        heading: Words,
        file_name: str,
        parent: QWidget | None = None,
        others: Sequence[PaperChoice] = (),
        language: Language | None = None,
    ) -> None:
        """Make the dialog; the pages are made when it is opened.

        Args:
            desk: The open register, and how to tell people.
            make: Makes the document in a language.
            heading: What the document is.
            file_name: What its file may be called, without ending.
            parent: What the dialog belongs to.
            others: Further documents that a person can choose instead.
            language: The language it is first in; None for that of the window.
        """
        super().__init__(parent)
        self._desk = desk
        self._choices = (PaperChoice(heading, make), *others)
        self._choice = self._choices[0]
        self._choosing = False  # who goes through the documents by keys stays with them
        self._name = file_name
        self._language: Language = language or desk.speech.language
        self._task: Task | None = None
        self._made: _Made | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(desk.speech(heading))
        self.documents = self._documents()
        self._build()
        self._wire()
        self.restoreGeometry(desk.settings.layout(LAYOUT))

    def open(self) -> None:
        """Show the dialog and begin to make the pages."""
        super().open()
        self._begin()

    def done(self, result: int) -> None:
        """Remember the size; what is being made is made for nobody."""
        self._desk.settings.keep_layout({LAYOUT: self.saveGeometry()})
        self._drop_task()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as the button does."""
        self.done(0)
        event.accept()

    # --- what it is made of

    def _documents(self) -> DocumentChoice | None:
        """Return the choice of documents, None where there is but one."""
        if len(self._choices) == 1:
            return None
        found = DocumentChoice(self._desk, [each.heading for each in self._choices])
        found.chosen.connect(self._choose_document)
        return found

    @property
    def _file_name(self) -> str:
        """Return what the file may be called: of several documents each has a name of its own."""
        if len(self._choices) == 1:
            return self._name
        return self._desk.speech(NAMED, name=self._name, document=self._choice.heading)

    def _build(self) -> None:
        metric = self._desk.theme.metric
        self.resize(self._desk.theme.room(860, 900))
        self.sheets = Sheets()
        self.sheets.setAccessibleName(self._desk.speech(PAGES))
        self.tools = Tools(self._desk, self.sheets, self._language)
        self.bar = ProgressBar(self._desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._waiting())
        self._stack.addWidget(self.sheets)
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(12), metric(10), metric(12), metric(12))
        if self.documents is not None:
            column.addWidget(self.documents)
        column.addWidget(self.tools)
        column.addWidget(self._stack, 1)
        column.addLayout(self._foot())

    def _waiting(self) -> QWidget:
        waiting = QWidget()
        label = QLabel(self._desk.speech(MAKING))
        column = QVBoxLayout(waiting)
        column.addStretch(1)
        column.addWidget(label)
        column.addWidget(self.bar)
        column.addStretch(1)
        return waiting

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._page = QLabel()
        self._page.setProperty("role", "muted")
        self.save_button = QPushButton(icon("file-down"), self._desk.speech(SAVE))
        picture = icon("printer", Role.HighlightedText)
        self.print_button = QPushButton(picture, self._desk.speech(PRINT))
        self.print_button.setProperty("primary", True)
        self.print_button.setDefault(True)
        close = QPushButton(self._desk.speech(CLOSE))
        close.clicked.connect(self.reject)
        row.addWidget(self._page)
        row.addStretch(1)
        for button in (self.print_button, self.save_button, close):
            row.addWidget(button)
        return row

    def _wire(self) -> None:
        self.tools.language_chosen.connect(self._choose_language)
        self.sheets.page_changed.connect(self._show_page)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_button.click)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save_button.click)

    # --- the pages

    def _choose_language(self, language: Language) -> None:
        self._language = language
        self._begin()

    def _choose_document(self, number: int) -> None:
        self._choice = self._choices[number]
        self._choosing = self.documents is not None and self.documents.box.hasFocus()
        self.setWindowTitle(self._desk.speech(self._choice.heading))
        self._begin()

    def _begin(self) -> None:
        self._drop_task()
        self._may(False)
        self._stack.setCurrentIndex(0)
        language, make, desk = self._language, self._choice.make, self._desk

        def work(progress: Progress) -> _Made:
            with desk.session.elsewhere() as register:
                paper = make(register, language)
            progress(0, 0)
            return _Made(paper, paper.pages(PPI))

        self._task = desk.tasks.start(work)
        self._task.done.connect(self._arrived)
        self._task.failed.connect(self._failed)

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.stop()
            self._task.done.disconnect(self._arrived)
            self._task.failed.disconnect(self._failed)
            self._task = None

    def _arrived(self, made: _Made) -> None:
        self._task = None
        self._made = made
        self._stack.setCurrentIndex(1)
        self.sheets.show_pages(made.pages, PPI)
        self.sheets.fit("width")
        if not self._choosing:
            self.sheets.setFocus()
        self._show_page(self.sheets.page)
        self._may(True)

    def _failed(self, error: object) -> None:
        self._task = None
        self.reject()
        self._desk.messages.failed(error)

    def _may(self, may: bool) -> None:
        self.print_button.setEnabled(may)
        self.save_button.setEnabled(may)

    def _show_page(self, page: int) -> None:
        said = self._desk.speech(PAGE, page=page + 1, count=self.sheets.count)
        self._page.setText(said)
        self.sheets.setAccessibleDescription(said)

    # --- file and printer

    def _save(self) -> None:
        if self._made is None:
            return
        suggested = as_file_name(self._file_name, ".pdf")
        out = Files(self._desk).save_file(self, SAVE, suggested, [(PDF, (".pdf",))])
        if out is None:
            return
        self._desk.messages.attempt(partial(self._write, out, self._made.paper.pdf))

    def _write(self, out: Path, pdf: bytes) -> None:
        save(pdf, out)
        self._desk.messages.done(SAVED, file=out.name)

    def _print(self) -> None:
        if self._made is None:
            return
        made, first = self._made, QImage.fromData(self._made.pages[0])
        found = self._desk.messages.attempt(lambda: printer_for(self._file_name, first))
        if found is not None:
            ask_printer(found, len(made.pages), self, lambda: self._print_on(found, made.paper))

    def _print_on(self, printer: QPrinter, paper: Paper) -> None:
        def work(_register: Register, progress: Progress) -> int:
            progress(0, 0)
            return paint_on(printer, paper.pages(PRINTER_PPI), progress)

        title = PRINTING.fill(name=self._file_name)
        run_long(self._desk, title, work, self._printed, parent=self)

    def _printed(self, count: int) -> None:
        self._desk.messages.done(PRINTED_ONE if count == 1 else PRINTED, count=count)
