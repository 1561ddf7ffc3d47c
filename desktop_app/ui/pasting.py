"""Pasting into the window: files, tables and cards are taken in, a signature begins a contact."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.dropping import Dropped, dropped
from desktop_app.ui.in_and_out import InAndOut
from desktop_app.ui.session import READ_ONLY, READ_ONLY_ADVICE
from desktop_app.ui.workplace import Workplace

__all__ = ["paste", "take"]

CLIPBOARD = Words("Urklipp", "Clipboard")
EMPTY = Words("Det finns ingen text i urklipp.", "There is no text on the clipboard.")
EMPTY_ADVICE = Words(
    "Markera signaturen i brevet, eller tabellen i Excel, och kopiera den med Ctrl+C först.",
    "Select the signature in the letter, or the table in Excel, and copy it by Ctrl+C first.",
)
BEGUN = Words(
    "Läst ur texten. Se efter och gå vidare med Tab, så sparas kontakten.",
    "Read from the text. Check it and go on by Tab; then the contact is saved.",
)
BEGUN_WITHOUT = Words(
    "Läst ur texten; {n} rader som ingen uppgift står på är utelämnade. "
    "Se efter och gå vidare med Tab, så sparas kontakten.",
    "Read from the text; {n} lines without any data are left out. "
    "Check it and go on by Tab; then the contact is saved.",
)


def paste(desk: Desk, place: Workplace, window: QWidget, files: InAndOut) -> None:
    """Take what lies on the clipboard."""
    take(desk, place, window, files, dropped(QGuiApplication.clipboard().mimeData()))


def take(desk: Desk, place: Workplace, window: QWidget, files: InAndOut, found: Dropped) -> None:
    """Take files, a table, cards or a signature; tell what can be none of these."""
    if found.trouble is not None:
        desk.messages.tell(*found.trouble)
    elif found.files:
        files.take_files(found.files)
    elif not found.something:
        desk.messages.tell(EMPTY, EMPTY_ADVICE)
    else:
        place.flush()
        try:
            if not _take_table(desk, window, found):
                _begin(desk, place, found.text)
        except Refused as problem:
            desk.messages.refuse(problem)


def _take_table(desk: Desk, window: QWidget, found: Dropped) -> bool:
    """Show what taking in a table or cards would do; False where the text is neither."""
    from desktop_app.services.pasting import of_cells, opened_of  # noqa: PLC0415 — the readers
    from desktop_app.ui.html_table import cells_of  # noqa: PLC0415
    from desktop_app.ui.taking.preview import ImportDialog  # noqa: PLC0415

    read = opened_of(found.text) or of_cells(cells_of(found.html))
    if read is None:
        return False
    ImportDialog(desk, Path(desk.speech(CLIPBOARD)), window, read=read).open()
    return True


def _begin(desk: Desk, place: Workplace, text: str) -> None:
    """Begin a contact with what a signature says."""
    from desktop_app.services.pasting import read_pasted  # noqa: PLC0415

    if not desk.session.writable:
        raise Refused(READ_ONLY, READ_ONLY_ADVICE)
    pasted = read_pasted(desk.session.register, text)
    place.new_pasted(pasted)
    left = len(pasted.left_out)
    desk.messages.done(BEGUN_WITHOUT.fill(n=left) if left else BEGUN)
