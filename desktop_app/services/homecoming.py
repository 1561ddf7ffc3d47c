"""What is known already when a trip is to be reported, and what can be suggested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.folding import fold
from desktop_app.domain.words import Words
from desktop_app.services import particulars
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.thresholds import thresholds
from desktop_app.services.trip_money import without_outcome
from desktop_app.services.writing import change
from desktop_app.storage import queries
from desktop_app.storage.tables import Row

__all__ = ["Known", "action_suggestion", "headings_left", "known_of", "put_headings"]

TRIP = CATALOGUE["trip"]
HEADINGS = Words(
    "Lade in frågorna som rubriker i sammanfattningen: {title}",
    "Put the questions into the summary as headings: {title}",
)


@dataclass(frozen=True, slots=True)
class Known:
    """What nobody needs to write again when a trip is reported.

    Attributes:
        places: Where it went, in order.
        travellers: Who travelled.
        met: Whom the programme names, each once.
        unpaid: The costs that have a budget and no outcome.
        questions: The questions that are not in the summary yet.
    """

    places: tuple[str, ...]
    travellers: tuple[str, ...]
    met: tuple[str, ...]
    unpaid: tuple[Row, ...]
    questions: tuple[str, ...]


def known_of(register: Register, trip: str, writer: Writer) -> Known:
    """Return what is known of a trip that is to be reported."""
    return Known(
        places=_texts(register, "stop", ("city",), trip, writer),
        travellers=_texts(register, "participant", ("contact",), trip, writer),
        met=_texts(register, "programme", ("contact", "organisation"), trip, writer),
        unpaid=tuple(without_outcome(register, trip)),
        questions=tuple(headings_left(register, trip)),
    )


def _texts(
    register: Register, part: str, names: tuple[str, ...], trip: str, writer: Writer
) -> tuple[str, ...]:
    """Return what the parts of a trip name: of each, the first field that is filled."""
    entity = CATALOGUE[part]
    found: dict[str, None] = {}
    for row in particulars.parts(register, entity, entity.by_name["trip"], trip):
        texts = (writer.text(entity.by_name[name], row.values.get(name)) for name in names)
        found.update(dict.fromkeys([next(filter(None, texts), "")]))
    return tuple(filter(None, found))


def headings_left(register: Register, trip: str) -> list[str]:
    """Return the questions of a trip that its summary does not hold yet."""
    row = queries.row(register.db.conn, TRIP, trip)
    if row is None:
        return []
    summary = fold(str(row.values.get("summary") or ""))
    asked = [line.strip() for line in str(row.values.get("questions") or "").splitlines()]
    return [line for line in asked if line and fold(line) not in summary]


def put_headings(register: Register, trip: str) -> int:
    """Put the questions of a trip into its summary, each with room for its answer.

    What stands there stays first. Returns how many were put in.
    """
    asked = headings_left(register, trip)
    row = queries.row(register.db.conn, TRIP, trip)
    if row is None or not asked:
        return 0
    before = str(row.values.get("summary") or "").rstrip()
    pieces = [*([before] if before else []), *asked]
    label = HEADINGS.fill(title=register.title(row))
    with register.record.acting("edit", label) as act:
        change(act, TRIP, trip, {"summary": "\n\n".join(pieces)})
    return len(asked)


def action_suggestion(register: Register, entity: Entity, id_: str) -> Mapping[str, str]:
    """Return who may do what follows from a row, and when it is to be followed up."""
    row = queries.row(register.db.conn, entity, id_)
    if row is None:
        return {}
    found: dict[str, str] = {}
    responsible = row.values.get("responsible")
    if responsible and RESPONSIBLE.get(entity.name):
        found["who"] = register.titles().of(RESPONSIBLE[entity.name], str(responsible))
    found["due_on"] = _follow_up_on(register, row).isoformat()
    return {name: text for name, text in found.items() if text}


RESPONSIBLE: Mapping[str, str] = {"trip": "contact", "advocacy": "contact"}
"""Entities whose responsible one is a person."""


def _follow_up_on(register: Register, row: Row) -> date:
    """Return the day of follow-up: counted from the end of what it is about, never in the past."""
    today = register.clock().date()
    ended = str(row.values.get("end_on") or today.isoformat())
    after = timedelta(days=thresholds(register)["follow_up_days"])
    return max(date.fromisoformat(ended) + after, today)
