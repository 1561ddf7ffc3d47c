"""Saving the rows of a file that were refused, to be mended and taken in again."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.import_plan import ImportPlan
from desktop_app.services.importing import save_refused
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files, as_file_name
from desktop_app.ui.progress import run_long
from desktop_app.ui.taking.foot import SAVE_REFUSED

__all__ = ["save_refused_rows"]

SAVING = Words("Sparar avvisade rader …", "Saving refused rows …")
SAVED = Words("Sparade {count} avvisade rader i {file}.", "Saved {count} refused rows in {file}.")
REFUSED_NAME = Words("{stem} avvisade", "{stem} refused")
WORKBOOK = Words("Arbetsböcker", "Workbooks")


def save_refused_rows(desk: Desk, plan: ImportPlan, parent: QWidget) -> None:
    """Ask for a file and save the refused rows of a plan in it."""
    language = desk.speech.language
    name = as_file_name(desk.speech(REFUSED_NAME, stem=plan.path.stem), ".xlsx")
    out = Files(desk).save_file(parent, SAVE_REFUSED, name, [(WORKBOOK, (".xlsx",))])
    if out is None:
        return

    def work(register: Register, _progress: Progress) -> int:
        return save_refused(register, plan, out, language)

    def saved(count: int) -> None:
        desk.messages.done(SAVED, count=count, file=out.name)

    run_long(desk, SAVING, work, saved, parent=parent)
