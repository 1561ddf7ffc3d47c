"""Saving dates and deadlines as a calendar for one's own calendar program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.calendar_file import save_calendar
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files, Filter
from desktop_app.ui.progress import run_long

__all__ = ["ask_calendar"]

TITLE = Words("Spara som kalender", "Save as a calendar")
QUESTION = Words("Vilka datum ska med i kalendern?", "Which dates are to be in the calendar?")
ADVICE = Words(
    "Resor, åtgärder, rapporter, omprövningar, uppsägningar och uppdrag blir en fil som Outlook "
    "och andra kalendrar läser in. Läs in den igen när något har ändrats: det som redan finns där "
    "uppdateras. Rader med sekretess följer inte med.",
    "Trips, actions, reports, reviews, notices and posts become a file that Outlook and other "
    "calendars take in. Take it in again when something has changed: what is there already is "
    "updated. Secret rows stay here.",
)
EVERYTHING = Words("Alla", "All")
MINE = Words("Bara dem jag ansvarar för", "Only those I answer for")
CALENDARS: tuple[Filter, ...] = ((Words("Kalender", "Calendar"), (".ics",)),)
NAME, NAME_MINE = Words("Kalender", "Calendar"), Words("Min kalender", "My calendar")
SAVING = Words("Sparar kalendern …", "Saving the calendar …")
SAVED = Words("Kalendern {name} är sparad, med {n} rader.", "Saved {name}, with {n} rows.")


def ask_calendar(desk: Desk, window: QWidget) -> None:
    """Ask whose dates are wanted and where to, and save them."""
    desk.messages.ask(
        QUESTION,
        ADVICE,
        EVERYTHING,
        lambda: _save(desk, window, mine=False),
        (MINE, lambda: _save(desk, window, mine=True)),
    )


def _save(desk: Desk, window: QWidget, *, mine: bool) -> None:
    name = f"{desk.speech(NAME_MINE if mine else NAME)}.ics"
    out = Files(desk).save_file(window, TITLE, name, CALENDARS)
    if out is None:
        return
    language = desk.speech.language

    def work(register: Register, progress: Progress) -> tuple[Path, int]:
        count = save_calendar(register, out, mine=mine, language=language, progress=progress)
        return out, count

    run_long(
        desk,
        SAVING,
        work,
        lambda saved: desk.messages.done(SAVED, name=saved[0].name, n=saved[1]),
        writes=True,
        parent=window,
    )
