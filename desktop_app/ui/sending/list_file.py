"""A list as it stands in the window, saved as a file for other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.export_view import export_rows
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files, Filter, as_file_name
from desktop_app.ui.progress import run_long

__all__ = ["save_list"]

SAVE = Words("Spara listan som fil", "Save the list as a file")
KINDS: Sequence[Filter] = (
    (Words("Excel-arbetsbok", "Excel workbook"), (".xlsx",)),
    (Words("Kommaseparerad text", "Comma-separated text"), (".csv",)),
)
NAME = Words("{heading} {date}", "{heading} {date}")
SAVING = Words("Sparar {file} …", "Saving {file} …")
SAVED = Words("Sparade {count} rader i {file}.", "Saved {count} rows in {file}.")
SOME_STAYED = Words(
    "Sparade {count} rader i {file}. {stayed} sekretessrader följde inte med.",
    "Saved {count} rows in {file}. {stayed} secret rows were left out.",
)


def save_list(  # noqa: PLR0913, PLR0917 - a list in the window is all of these
    desk: Desk,
    parent: QWidget | None,
    entity: Entity,
    fields: Sequence[Field],
    ids: Callable[[], list[str]],
    heading: Words,
) -> None:
    """Ask for a file and save a list in it, columns and order as given.

    Args:
        desk: The open register, and how to tell people.
        parent: What the file dialog belongs to.
        entity: What the rows are.
        fields: The columns, in order.
        ids: Gives the ids of the rows, in order; asked once a file is chosen.
        heading: What the list is called.
    """
    language = desk.speech.language
    date = desk.session.register.clock().date().isoformat()
    name = as_file_name(desk.speech(NAME, heading=heading, date=date), ".xlsx")
    out = Files(desk).save_file(parent, SAVE, name, KINDS)
    if out is None:
        return
    wanted, title = ids(), desk.speech(heading)

    def work(register: Register, progress: Progress) -> int:
        return export_rows(register, out, entity, fields, wanted, title, language, progress)

    def saved(count: int) -> None:
        stayed = len(wanted) - count
        desk.messages.done(
            SOME_STAYED if stayed else SAVED, count=count, file=out.name, stayed=stayed
        )

    run_long(desk, SAVING.fill(file=out.name), work, saved, parent=parent)
