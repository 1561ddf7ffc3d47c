"""Write dates as a calendar: iCalendar of whole days, which every calendar program takes in.

Each has an id that stays, and says when it was last changed: taken in once more, it replaces what
was taken in before. The same dates give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.progress import Progress
from desktop_app.exchange.safely import replace_file

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["Entry", "write_calendar"]

MAKER = "-//Kontaktnät//Kontaktnät//SV"
HOME = "kontaktnat"
"""Follows the @ of every id, whichever register it comes from."""
TOLD_EVERY = 100
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINE_BREAK = re.compile(r"\r\n|[\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Entry:
    """Whole days in a calendar.

    Attributes:
        id: What stays the same, so that a program knows it again.
        summary: What happens.
        first: The first day.
        last: The last day, which is part of it.
        changed: When what is told was last changed, in UTC.
        changes: A number that grows with every change.
        place: Where, '' where that is not said.
        description: What more there is to know, '' for nothing.
        off: Nothing will happen.
    """

    id: str
    summary: str
    first: date
    last: date
    changed: datetime
    changes: int = 0
    place: str = ""
    description: str = ""
    off: bool = False


def write_calendar(out: Path, entries: Iterable[Entry], progress: Progress | None = None) -> int:
    """Write entries as a file, which is replaced once all are written; return how many there were.

    `progress` hears how many are written; of how many there are is not known here (0).

    Raises:
        Refused: The file cannot be written.
        Stopped: `progress` raised it; what stood there before is untouched.
    """
    count = 0
    head, _, end = _frame().partition(b"END:")
    with replace_file(out) as new, new.open("wb") as file:
        file.write(head)
        for count, entry in enumerate(entries, 1):
            file.write(_event(entry).to_ical())
            if progress is not None and count % TOLD_EVERY == 0:
                progress(count, 0)
        file.write(b"END:" + end)
    return count


def _frame() -> bytes:
    from icalendar import Calendar  # noqa: PLC0415 — slow to import

    frame = Calendar()
    for name, value in (("version", "2.0"), ("prodid", MAKER), ("calscale", "GREGORIAN")):
        frame.add(name, value)
    return bytes(frame.to_ical())


def _event(entry: Entry) -> Event:
    from icalendar import Event  # noqa: PLC0415 — as above

    event = Event()
    event.add("uid", f"{entry.id}@{HOME}")
    event.add("dtstamp", entry.changed)
    event.add("last-modified", entry.changed)
    event.add("sequence", entry.changes)
    event.add("dtstart", entry.first)
    # The day on which it ends is the first that is not part of it; after the last of all days
    # there is none, and without one it is a single day.
    if entry.last < date.max:
        event.add("dtend", entry.last + timedelta(days=1))
    for name, text in (
        ("summary", entry.summary),
        ("location", entry.place),
        ("description", entry.description),
    ):
        if text:
            event.add(name, _clean(text))
    # Nobody is taken to be busy because of a date in the register.
    event.add("transp", "TRANSPARENT")
    if entry.off:
        event.add("status", "CANCELLED")
    return event


def _clean(text: str) -> str:
    return _LINE_BREAK.sub("\n", _CONTROLS.sub("", text))
