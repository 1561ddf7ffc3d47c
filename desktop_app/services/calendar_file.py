"""The dates of a whole register as a calendar, or those that one person answers for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from desktop_app.domain.calendar_dates import dated
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.progress import Progress
from desktop_app.services.due.describing import Describer
from desktop_app.services.due.item import is_named
from desktop_app.services.export_view import export_calendar
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.storage.tables import Row

__all__ = ["save_calendar"]


def save_calendar(
    register: Register,
    out: Path,
    *,
    mine: bool = False,
    language: str = "sv",
    progress: Progress | None = None,
) -> int:
    """Write the dates of all rows, or of those the register's person answers for, as a calendar.

    Return how many rows had any.

    Raises:
        Refused: The file cannot be written.
        Stopped: `progress` raised it.
    """
    rows = {name: _rows(register, CATALOGUE[name], mine=mine) for name in dated()}
    return sum(export_calendar(register, out, rows, language, progress).values())


def _rows(register: Register, entity: Entity, *, mine: bool) -> Iterator[Row]:
    found = list_rows(register, entity, Listing())
    return filter(partial(_is_mine, register, Describer(register, "sv")), found) if mine else found


def _is_mine(register: Register, describer: Describer, row: Row) -> bool:
    return is_named(register.facts.person or "", describer.people(row))
