"""One receipt in full: what became of each row of a file, to be searched and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.progress import Progress
from desktop_app.domain.receipts import sentence
from desktop_app.domain.words import Language, Words
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import CLOSE
from desktop_app.ui.pages.exchange.receipt_rows import ReceiptRows, Said, say_lines
from desktop_app.ui.pages.exchange.told import Told
from desktop_app.ui.rows_table import set_up_rows
from desktop_app.ui.tasks import Task
from desktop_app.ui.times import when

if TYPE_CHECKING:
    from desktop_app.reports.document import Paper

__all__ = ["ReceiptDialog"]

TITLE = Words("Kvitto", "Receipt")
FROM = Words("Kvitto från {office}", "Receipt from {office}")
TO = Words("Kvitto till {office}", "Receipt to {office}")
NO_OFFICE = Words("Kvitto på en inläst fil", "Receipt for a file that was taken in")
WHERE = Words("{file}, inläst {at}", "{file}, taken in {at}")
MISSING = Words(
    "{n} av raderna som skickades fanns inte kvar i filen; de är orörda.",
    "{n} of the rows that were sent were no longer in the file; they are untouched.",
)
SEARCH = Words("Sök bland raderna", "Search the rows")
TABLE = Words("Raderna", "The rows")
NONE_FOUND = Words("Inga rader stämmer med det.", "No rows fit that.")
NO_ROWS = Words("Ingen rad ändrade något.", "No row changed anything.")
PRINT = Words("Skriv ut …", "Print …")
FILE_NAME = Words("Kvitto {file}", "Receipt {file}")
LAYOUT = "receipt"
WIDTHS = (200, 100, 55, 200)


class ReceiptDialog(QDialog):
    """Shows a receipt; what waits and what was not taken comes first."""

    def __init__(self, desk: Desk, told: Told, parent: QWidget | None = None) -> None:
        """Make the dialog; its rows are put into words when it is opened."""
        super().__init__(parent)
        self._desk, self._told = desk, told
        self._task: Task | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(desk.speech(TITLE))
        self.resize(desk.theme.room(1000, 620))
        self.rows = ReceiptRows(desk, self)
        self.search, self.table = QLineEdit(), QTableView()
        self._none, self.why = plain_label("muted"), plain_label()
        self._set_up()
        self._lay_out()
        self._wire()
        self.restoreGeometry(desk.settings.layout(LAYOUT))

    def open(self) -> None:
        """Show the dialog and put the rows into words."""
        super().open()
        receipt, language = self._told.receipt, self._desk.speech.language

        def work(progress: Progress) -> list[Said]:
            return say_lines(receipt, language, progress)

        self._task = self._desk.tasks.start(work)
        self._task.done.connect(self._said)
        self._task.failed.connect(self._failed)

    def done(self, result: int) -> None:
        """Remember the size and close."""
        self._desk.settings.keep_layout({LAYOUT: self.saveGeometry()})
        if self._task is not None:
            self._task.stop()
            self._task.done.disconnect(self._said)
            self._task.failed.disconnect(self._failed)
            self._task = None
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as the button does."""
        self.done(0)
        event.accept()

    # --- what it is made of

    def _set_up(self) -> None:
        speech, metric, table = self._desk.speech, self._desk.theme.metric, self.table
        self.search.setPlaceholderText(speech(SEARCH))
        self.search.setAccessibleName(speech(SEARCH))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        table.setModel(self.rows)
        table.setAccessibleName(speech(TABLE))
        set_up_rows(table, metric, WIDTHS)
        table.horizontalHeader().setStretchLastSection(True)

    def _lay_out(self) -> None:
        speech, metric, receipt = self._desk.speech, self._desk.theme.metric, self._told.receipt
        missing = speech(MISSING, n=receipt.missing) if receipt.missing else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(16), metric(12), metric(16), metric(12))
        column.addWidget(plain_label("title", speech(self._heading())))
        where = speech(WHERE, file=receipt.file, at=when(receipt.at))
        column.addWidget(plain_label("muted", where))
        column.addWidget(plain_label(text=f"{speech(sentence(receipt))} {missing}".strip()))
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self._none)
        column.addWidget(self.why)
        self._none.hide()
        column.addLayout(self._foot())

    def _heading(self) -> Words:
        told = self._told
        if not told.office:
            return NO_OFFICE
        return (TO if told.given else FROM).fill(office=told.office)

    def _foot(self) -> QHBoxLayout:
        speech = self._desk.speech
        self.print_button = QPushButton(icon("printer"), speech(PRINT))
        self.close_button = QPushButton(speech(CLOSE))
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.print_button, self.close_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    def _wire(self) -> None:
        self.search.textChanged.connect(self._look)
        self.table.selectionModel().currentRowChanged.connect(self._tell_why)
        self.rows.modelReset.connect(self.why.clear)
        self.search.returnPressed.connect(self.table.setFocus)
        self.print_button.clicked.connect(self._print)
        self.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_button.click)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)

    # --- showing

    def _said(self, said: list[Said]) -> None:
        self._task = None
        self.rows.show_rows(said, self.search.text())
        self._settle()
        self.table.setFocus()

    def _failed(self, error: object) -> None:
        self._task = None
        self.reject()
        self._desk.messages.failed(error)

    def _look(self, text: str) -> None:
        self.rows.look_for(text)
        self._settle()

    def _settle(self) -> None:
        """Go to the first row; say so where there is none."""
        self._none.setVisible(not self.rows.rowCount())
        self._none.setText(self._desk.speech(NONE_FOUND if self.search.text() else NO_ROWS))
        if self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(0, 0))

    def _tell_why(self, current: QModelIndex) -> None:
        """Say in full why a row ended so; the table has room for a few words."""
        said = self.rows.said(current.row())
        self.why.setText(said.cells[-1] if said else "")

    def _print(self) -> None:
        from desktop_app.services.receipt_paper import (  # noqa: PLC0415 — when it is wanted
            receipt_paper,
        )
        from desktop_app.ui.paper.preview import PaperDialog  # noqa: PLC0415 — when it is wanted

        receipt = self._told.receipt

        def make(register: Register, language: Language) -> Paper:
            return receipt_paper(register, receipt, language)

        name = self._desk.speech(FILE_NAME, file=receipt.file.removesuffix(".xlsx"))
        PaperDialog(self._desk, make, self._heading(), name, self).open()
