"""What waits for a decision: rows with differing values, and what files raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from desktop_app.domain.words import Words, same
from desktop_app.services.register import Register
from desktop_app.storage import doubts, exported, queries
from desktop_app.storage.doubts import StoredDoubt
from desktop_app.storage.exported import Sent
from desktop_app.storage.tables import Row

__all__ = ["Question", "Waiting", "reason_of", "waiting"]

TOLD = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the exchange page tells.

    Attributes:
        conflicts: Rows with differing values, the first of them.
        questions: What files raised, the first of it.
        sent: What left last.
    """

    conflicts: Sequence[Row]
    questions: Sequence[Question]
    sent: Sequence[Sent]


@dataclass(frozen=True, slots=True)
class Question:
    """Something a file raised.

    Attributes:
        source: The file.
        place: Sheet and row in it.
        reason: What is the matter.
    """

    source: str
    place: str
    reason: Words


def waiting(register: Register) -> Waiting:
    """Return what waits, and what was sent last."""
    conn = register.db.conn
    return Waiting(
        list(islice(queries.in_conflict(conn), TOLD)),
        [_question(doubt) for doubt in islice(doubts.waiting(conn), TOLD)],
        exported.latest(conn, TOLD),
    )


def _question(doubt: StoredDoubt) -> Question:
    places = (doubt.about.get("sheet"), doubt.about.get("row"))
    place = " ".join(str(each) for each in places if each is not None)
    return Question(doubt.source, place, reason_of(doubt))


def reason_of(doubt: StoredDoubt) -> Words:
    """Return why a doubt was raised, its kind where nothing else is known."""
    reason = doubt.about.get("reason")
    if isinstance(reason, Mapping):
        return Words(str(reason.get("sv", "")), str(reason.get("en", "")))
    return same(doubt.kind)
