"""A list as it stands in the window, saved as a file for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.card_rows import NO_PLACE, without_place
from desktop_app.services.export_view import endings, export_rows
from desktop_app.services.outward import staying
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files, Filter, as_file_name
from desktop_app.ui.progress import run_long

__all__ = ["save_list"]

SAVE = Words("Spara listan som fil", "Save the list as a file")
KINDS: Sequence[Filter] = (
    (Words("Excel-arbetsbok", "Excel workbook"), (".xlsx",)),
    (Words("Kommaseparerad text", "Comma-separated text"), (".csv",)),
    (
        Words("Kontaktkort för telefon och Outlook", "Contact cards for phone and Outlook"),
        (".vcf",),
    ),
    (Words("Kalender", "Calendar"), (".ics",)),
)
NAME = Words("{heading} {date}", "{heading} {date}")
SAVING = Words("Sparar {file} …", "Saving {file} …")
ROWS = Words("Sparade {count} rader i {file}.", "Saved {count} rows in {file}.")
SAVED: Mapping[str, Words] = {
    ".vcf": Words(
        "Sparade {count} kontaktkort i {file}.", "Saved {count} contact cards in {file}."
    ),
    ".ics": Words("Sparade {count} datum i {file}.", "Saved {count} dates in {file}."),
}
SOME_STAYED = Words(
    "{saved} {stayed} sekretessrader följde inte med.",
    "{saved} {stayed} secret rows were left out.",
)
LACKING = Words("{saved} {why}", "{saved} {why}")
WHICH = Words(
    "{count} rader är markerade. Vilka ska sparas?", "{count} rows are selected. Which to save?"
)
CHOSEN = Words("De &markerade", "The &selected ones")
ALL = Words("&Hela listan", "The &whole list")


def save_list(  # noqa: PLR0913, PLR0917 - a list in the window is all of these
    desk: Desk,
    parent: QWidget | None,
    entity: Entity,
    fields: Sequence[Field],
    ids: Callable[[], list[str]],
    heading: Words,
    chosen: Sequence[str] = (),
) -> None:
    """Ask for a file and save a list in it, columns and order as given.

    Args:
        desk: The open register, and how to tell people.
        parent: What the file dialog belongs to.
        entity: What the rows are.
        fields: The columns, in order.
        ids: Gives the ids of the rows, in order; asked once a file is chosen.
        heading: What the list is called.
        chosen: The ids of those that are selected; of several, it is asked whether they are meant.
    """
    file = _ListFile(desk, parent, entity, fields, heading)
    if len(chosen) > 1:
        desk.messages.ask(
            WHICH.fill(count=len(chosen)),
            None,
            CHOSEN,
            lambda: file.save(lambda: list(chosen)),
            (ALL, lambda: file.save(ids)),
        )
    else:
        file.save(ids)


@dataclass(frozen=True, slots=True)
class _ListFile:
    """What is saved, but for the rows."""

    desk: Desk
    parent: QWidget | None
    entity: Entity
    fields: Sequence[Field]
    heading: Words

    def save(self, ids: Callable[[], list[str]]) -> None:
        """Ask for a file and save rows in it."""
        desk = self.desk
        date = desk.session.register.clock().date().isoformat()
        name = as_file_name(desk.speech(NAME, heading=self.heading, date=date), ".xlsx")
        possible = endings(self.entity)
        kinds = [kind for kind in KINDS if kind[1][0] in possible]
        out = Files(desk).save_file(self.parent, SAVE, name, kinds)
        if out is not None:
            self._write(out, ids())

    def _write(self, out: Path, wanted: list[str]) -> None:
        desk, entity, fields = self.desk, self.entity, self.fields
        language, title = desk.speech.language, desk.speech(self.heading)

        def work(register: Register, progress: Progress) -> Words:
            stayed = staying(register, entity, wanted)
            count = export_rows(register, out, entity, fields, wanted, title, language, progress)
            return _told(out, count, stayed, without_place(register, out, wanted))

        run_long(desk, SAVING.fill(file=out.name), work, desk.messages.done, parent=self.parent)


def _told(out: Path, count: int, stayed: int, missing: Sequence[Words]) -> Words:
    """Return what was saved, and what of it stays here."""
    told = SAVED.get(out.suffix.casefold(), ROWS).fill(count=count, file=out.name)
    if stayed:
        told = SOME_STAYED.fill(saved=told, stayed=stayed)
    return LACKING.fill(saved=told, why=NO_PLACE.fill(columns=missing)) if missing else told
