"""What leaves the page of the yearly report: paper, a workbook, texts on the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.domain.words import Language, Words
from desktop_app.domain.year.model import YearlyReport
from desktop_app.services.register import Register
from desktop_app.services.report_kinds import Asked, kind_named
from desktop_app.ui.desk import Desk

if TYPE_CHECKING:
    from desktop_app.domain.progress import Progress
    from desktop_app.reports.document import Paper

__all__ = ["copy_texts", "save_workbook", "show_paper"]

NAME = "year"
WORKBOOKS = Words("Excel-arbetsböcker", "Excel workbooks")
SAVE = Words("Spara årsrapporten", "Save the yearly report")
SAVING = Words("Sparar årsrapporten …", "Saving the yearly report …")
SAVED = Words("Sparade {file}.", "Saved {file}.")
COPIED = Words(
    "Kopierade {n} texter; klistra in dem där de ska stå.",
    "Copied {n} texts; paste them where they are to stand.",
)
COPIED_ONE = Words(
    "Kopierade texten; klistra in den där den ska stå.",
    "Copied the text; paste it where it is to stand.",
)
NO_TEXTS = Words("Rapporten har inga texter att kopiera.", "The report has no texts to copy.")
NO_TEXTS_ADVICE = Words(
    "Välj en tid som registret berättar något om.",
    "Choose a time that the register tells something of.",
)


def show_paper(desk: Desk, report: YearlyReport, window: QWidget) -> None:
    """Show a report as it is printed and saved."""
    from desktop_app.services.year.paper import report_paper  # noqa: PLC0415 — when wanted
    from desktop_app.ui.paper.preview import PaperDialog  # noqa: PLC0415 — when wanted

    def make(register: Register, language: Language) -> Paper:
        return report_paper(register, report, language)

    name = _file_name(desk, report)
    dialog = PaperDialog(desk, make, kind_named(NAME).words, name, window)
    dialog.finished.connect(window.activateWindow)
    dialog.open()


def save_workbook(desk: Desk, report: YearlyReport, asked: Asked, window: QWidget) -> None:
    """Ask where to, and save a report as a workbook."""
    from desktop_app.ui.files import Files, as_file_name  # noqa: PLC0415 — when wanted
    from desktop_app.ui.progress import run_long  # noqa: PLC0415 — when wanted

    suggested = as_file_name(_file_name(desk, report), ".xlsx")
    out = Files(desk).save_file(window, SAVE, suggested, [(WORKBOOKS, (".xlsx",))])
    if out is None:
        return
    target: Path = out

    def work(register: Register, _progress: Progress) -> None:
        kind_named(NAME).writer(target)(register, asked, target)

    def saved(_nothing: None) -> None:
        desk.messages.done(SAVED, file=target.name)

    run_long(desk, SAVING, work, saved, parent=window)


def copy_texts(desk: Desk, report: YearlyReport) -> None:
    """Put all texts for the annual report on the clipboard."""
    texts = [f"{desk.speech(one.heading)}\n{desk.speech(one.text)}" for one in report.text_blocks]
    if not texts:
        desk.messages.tell(NO_TEXTS, NO_TEXTS_ADVICE)
        return
    QGuiApplication.clipboard().setText("\n\n".join(texts))
    desk.messages.done(COPIED_ONE if len(texts) == 1 else COPIED, n=len(texts))


def _file_name(desk: Desk, report: YearlyReport) -> str:
    whose = report.organisation_name or ""
    days = (str(report.period.first), str(report.period.last))
    when = days[0][:4] if days[0][:4] == days[1][:4] else "–".join(days)
    return " ".join(filter(None, (desk.speech(kind_named(NAME).words), when, whose)))
