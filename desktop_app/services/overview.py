"""What a person wants to see first: what is coming, what waits, what was done last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.services import drafting, reading, viewing
from desktop_app.services.drafting import Draft
from desktop_app.services.facts import owner_of_register
from desktop_app.services.register import Register
from desktop_app.services.viewing import View
from desktop_app.storage import queries
from desktop_app.storage.past import RecordedAction
from desktop_app.storage.tables import Row

__all__ = ["COUNTED", "Due", "Overview", "overview"]

COUNTED = ("contact", "organisation", "network", "trip", "request", "collaboration", "advocacy")
LATEST = 8
COMING = 6
LOOKED_THROUGH = 400
OVER = (
    *("done", "dropped", "ended", "declined", "rejected", "cancelled"),
    *("completed", "reported", "followed_up"),
)
"""Statuses, of whatever entity, of what is over: its dates are not told any more."""

TRIP = Words("Studieresa börjar", "Study trip begins")
ACTION = Words("Åtgärd ska vara klar", "Action is due")
REVIEW = Words("Nätverk ska omprövas", "Network is to be reviewed")
REQUEST = Words("Besök önskas", "Visit is wished for")
DEADLINE = Words("Sista dag att påverka", "Deadline to influence")
DATES: tuple[tuple[str, str, Words, bool], ...] = (
    ("trip", "start_on", TRIP, False),
    ("action", "due_on", ACTION, True),
    ("network", "next_review_on", REVIEW, True),
    ("request", "wished_from", REQUEST, False),
    ("advocacy", "deadline", DEADLINE, False),
)
"""Entity, date field, what happens that day, and whether it is told when the day has passed."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a date.

    Attributes:
        date: The day, YYYY-MM-DD.
        what: What happens.
        row: The row it is about.
        late: Whether the day has passed.
    """

    date: str
    what: Words
    row: Row
    late: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows.

    Attributes:
        organisation: Whose register it is.
        person: Who keeps it, '' where that is not known.
        counts: How many rows there are of what people count.
        late: What should have been done, the oldest first.
        coming: What has a date ahead, the next ones first.
        conflicts: How many rows have differing values.
        doubts: How many doubts wait.
        drafts: What was begun and not saved.
        latest: What was done last.
    """

    organisation: str
    person: str
    counts: Mapping[str, int]
    late: Sequence[Due]
    coming: Sequence[Due]
    conflicts: int
    doubts: int
    drafts: Sequence[Draft]
    latest: Sequence[RecordedAction]


def overview(register: Register) -> Overview:
    """Return what the first page shows; some milliseconds also for large registers."""
    conn = register.db.conn
    organisation, person = owner_of_register(register)
    counts = {name: viewing.count(register, View(CATALOGUE[name])) or 0 for name in COUNTED}
    dues = list(_dues(register))
    return Overview(
        organisation,
        person,
        counts,
        _first(due for due in dues if due.late),
        _first(due for due in dues if not due.late),
        sum(1 for _ in islice(queries.in_conflict(conn), LOOKED_THROUGH)),
        queries.open_doubts(conn),
        drafting.drafts(register)[:LATEST],
        [action for action, _undone in reading.history(register, limit=LATEST)],
    )


def _first(dues: Iterable[Due]) -> list[Due]:
    return sorted(dues, key=lambda due: due.date)[:COMING]


def _dues(register: Register) -> Iterator[Due]:
    today = register.clock().date().isoformat()
    for name, field, what, told_late in DATES:
        entity = CATALOGUE[name]
        for since, until in (("", today), (today, "9999-99-99"))[not told_late :]:
            for row in queries.dated(register.db.conn, entity, field, (since, until), OVER, COMING):
                yield Due(str(row.values[field]), what, row, late=until == today)
