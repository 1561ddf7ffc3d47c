"""All documents about many rows in one place: what each is for, its choices, paper or file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Language, Words
from desktop_app.reports.document import Paper
from desktop_app.services.listings.kinds import LISTS, ListKind
from desktop_app.services.listings.making import paper_of, write_sheet
from desktop_app.services.register import Register
from desktop_app.services.report_kinds import KINDS
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files, Filter, as_file_name
from desktop_app.ui.icons import Role, icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import CLOSE
from desktop_app.ui.paper.document_list import DocumentList
from desktop_app.ui.paper.preview import PaperDialog
from desktop_app.ui.paper.report_choices import Choices, Shown
from desktop_app.ui.progress import run_long

__all__ = ["ReportsDialog"]

TITLE = Words("Rapporter och listor", "Reports and lists")
DOCUMENTS = Words("Dokument", "Documents")
SHOW = Words("&Visa och skriv ut …", "&Show and print …")
TO_PAGE = Words("&Gå till årsrapporten", "&Go to the yearly report")
SHEET = Words("Spara som &Excel …", "Save as &Excel …")
WORKBOOKS: tuple[Filter, ...] = ((Words("Excel-arbetsbok", "Excel workbook"), (".xlsx",)),)
NAME = Words("{kind} {date}", "{kind} {date}")
SAVING = Words("Sparar {file} …", "Saving {file} …")
SAVED = Words("Sparade {file}.", "Saved {file}.")
ON_ROWS = Words(
    "Dokument om en enda rad, som en resas rapport, skrivs ut där raden visas.",
    "Documents about a single row, such as the report of a trip, are printed where it is shown.",
)
PAGES: Mapping[str, Words] = {
    "year": Words(
        "Årets frågor besvarade för en förvaltning eller hela staden, med diagram och karta.",
        "The questions of the year answered, for one administration or the whole city.",
    )
}
"""The reports that have a page of their own, and what they are for."""

SIZE = (900, 580)


@dataclass(frozen=True, slots=True)
class _Document:
    name: str
    words: Words
    about: Words
    kind: ListKind | None


_DOCUMENTS = {
    **{name: _Document(name, KINDS[name].words, about, None) for name, about in PAGES.items()},
    **{kind.name: _Document(kind.name, kind.words, kind.about, kind) for kind in LISTS.values()},
}


class ReportsDialog(QDialog):
    """Lists the documents; shows the chosen one as it will be printed, or saves it as a sheet.

    Signals:
        page_wanted: A report has a page of its own, and that is wanted.
    """

    page_wanted = Signal(str)

    def __init__(
        self, desk: Desk, shown: Shown | None = None, parent: QWidget | None = None
    ) -> None:
        """Show the documents; `shown` is the list in the window, whose rows can be chosen."""
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.speech(TITLE))
        self.resize(desk.theme.room(*SIZE))
        told = [(desk.speech(each.words), desk.speech(each.about)) for each in _DOCUMENTS.values()]
        self.list = DocumentList(desk.theme, told)
        self.list.setAccessibleName(desk.speech(DOCUMENTS))
        self.choices = Choices(desk, shown)
        self._heading, self._hint = plain_label("heading"), plain_label("muted")
        self.show_button, self.sheet_button, self.close_button = self._buttons()
        self._lay_out()
        self._wire()
        self.list.setCurrentRow(0)

    def choose(self, name: str) -> None:
        """Choose a document."""
        self.list.setCurrentRow(list(_DOCUMENTS).index(name))

    # --- what it is made of

    def _buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        speech = self._desk.speech
        show = QPushButton(icon("printer", Role.HighlightedText), speech(SHOW))
        show.setProperty("primary", True)
        show.setDefault(True)
        sheet = QPushButton(icon("table"), speech(SHEET))
        close = QPushButton(speech(CLOSE))
        for button in (sheet, close):
            button.setAutoDefault(False)
        return show, sheet, close

    def _lay_out(self) -> None:
        metric = self._desk.theme.metric
        pane = QVBoxLayout()
        for widget in (self._heading, self.choices, self._hint):
            pane.addWidget(widget)
        pane.addStretch(1)
        pane.addWidget(plain_label("muted", self._desk.speech(ON_ROWS)))
        body = QHBoxLayout()
        body.setSpacing(metric(20))
        body.addWidget(self.list, 1)
        body.addLayout(pane, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.show_button, self.sheet_button, self.close_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(16), metric(12), metric(16), metric(12))
        column.addLayout(body, 1)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.list.currentRowChanged.connect(self._chosen)
        self.list.itemDoubleClicked.connect(lambda _item: self._show())
        self.show_button.clicked.connect(self._show)
        self.sheet_button.clicked.connect(self._save_sheet)
        self.close_button.clicked.connect(self.reject)

    # --- doing it

    @property
    def _document(self) -> _Document:
        return list(_DOCUMENTS.values())[self.list.currentRow()]

    def _chosen(self, _row: int) -> None:
        document, speech = self._document, self._desk.speech
        self._heading.setText(speech(document.words))
        hint = document.kind.hint if document.kind else None
        self._hint.setText(speech(hint) if hint else "")
        self.choices.choose(document.kind)
        self.show_button.setText(speech(SHOW if document.kind else TO_PAGE))
        picture = "printer" if document.kind else "chevron-right"
        self.show_button.setIcon(icon(picture, Role.HighlightedText))
        self.sheet_button.setVisible(document.kind is not None and document.kind.in_sheet)

    def _show(self) -> None:
        document, asked = self._document, self.choices.asked
        if document.kind is None:
            self.accept()
            self.page_wanted.emit(document.name)
            return

        def make(register: Register, language: Language) -> Paper:
            return paper_of(register, document.name, replace(asked, language=language))

        name = self._file_name(document, asked.language)
        dialog = PaperDialog(self._desk, make, document.words, name, self, language=asked.language)
        dialog.finished.connect(self.activateWindow)
        dialog.open()

    def _save_sheet(self) -> None:
        document, asked = self._document, self.choices.asked
        name = as_file_name(self._file_name(document, asked.language), ".xlsx")
        out = Files(self._desk).save_file(self, SHEET, name, WORKBOOKS)
        if out is None:
            return

        def work(register: Register, progress: Progress) -> Path:
            progress(0, 0)
            write_sheet(register, asked, out, name=document.name)
            return out

        run_long(self._desk, SAVING.fill(file=out.name), work, self._saved, parent=self)

    def _saved(self, out: Path) -> None:
        self._desk.messages.done(SAVED, file=out.name)

    def _file_name(self, document: _Document, language: Language) -> str:
        date = self._desk.session.register.clock().date().isoformat()
        return NAME.fill(kind=document.words, date=date).into(language)
