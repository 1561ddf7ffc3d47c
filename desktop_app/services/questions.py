"""Questions that files raised and that a person answers: what stands there, and the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Json
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Link, Links, Value
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words, same
from desktop_app.services.decisions import (
    COPY,
    KINDS,
    LEAVE,
    OPTIONS,
    ROW_ANSWERS,
    TAKE,
    WHICH_IS_MEANT,
)
from desktop_app.services.register import Register
from desktop_app.services.waiting import reason_of
from desktop_app.storage import doubts
from desktop_app.storage.doubts import StoredDoubt

__all__ = ["Copy", "Option", "Question", "open_questions", "question_named"]

NO_QUESTION = Words("Det finns ingen fråga ”{id}” som väntar.", "No question “{id}” is waiting.")
SEE_DOUBTS = Words(
    "”kontaktnat doubts” visar dem som väntar.", "“kontaktnat doubts” shows those that wait."
)
SEVERAL_QUESTIONS = Words("Flera frågor börjar med ”{id}”.", "Several questions begin with “{id}”.")


@dataclass(frozen=True, slots=True)
class Option:
    """A way to answer.

    Attributes:
        choice: What it is called on the command line.
        words: What it is called by people.
        of: The entity of which a row is chosen with it, None where none is.
        why_not: Why it cannot be chosen, None if it can.
    """

    choice: str
    words: Words
    of: Entity | None = None
    why_not: Words | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """One of several copies of a row that differ.

    Attributes:
        number: Its row in the file.
        cells: Its filled cells, by the keys of their columns.
    """

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """Something a file raised that a person decides.

    Attributes:
        id: Its id.
        kind: What kind of question, for programs.
        words: The same, for people.
        reason: What is the matter.
        source: The file.
        at: When it was raised.
        place: Sheet and row in the file.
        entity: What it is a row of, None if that is not known.
        row: The row of the register it is about, '' if there is none.
        title: What the row is called in the file.
        cells: Heading and text, or field and value, of what stands in the row.
        copies: The copies, where there are several.
        options: How it can be answered.
        stored: All that is known.
    """

    id: str
    kind: str
    words: Words
    reason: Words
    source: str
    at: str
    place: str
    entity: Entity | None
    row: str
    title: str
    cells: Mapping[str, Json]
    copies: Sequence[Copy]
    options: Sequence[Option]
    stored: StoredDoubt


def open_questions(register: Register) -> Iterator[Question]:
    """Go through the questions that wait, oldest first."""
    for stored in doubts.waiting(register.db.conn):
        yield _question(stored)


def question_named(register: Register, id_: str) -> Question:
    """Return a question that waits, by its id or the beginning of it; raise `Refused`."""
    prefix = id_.strip().lower()
    found = [q for q in open_questions(register) if prefix and q.id.startswith(prefix)]
    if len(found) > 1:
        raise Refused(SEVERAL_QUESTIONS.fill(id=id_), SEE_DOUBTS)
    if not found:
        raise Refused(NO_QUESTION.fill(id=id_), SEE_DOUBTS)
    return found[0]


def _question(stored: StoredDoubt) -> Question:
    about = stored.about
    entity = CATALOGUE.get(str(about.get("entity")))
    places = [str(about[name]) for name in ("sheet", "row") if about.get(name) is not None]
    copies = [
        Copy(int(str(each.get("row", 0))), _texts(each.get("cells")))
        for each in listed(about.get("copies"))
        if isinstance(each, dict)
    ]
    cells = about.get("values")
    return Question(
        stored.id,
        stored.kind,
        KINDS.get(stored.kind, same(stored.kind)),
        reason_of(stored),
        stored.source,
        stored.raised_at,
        " ".join(places),
        entity,
        str(about.get("id") or ""),
        str(about.get("title") or ""),
        cells if isinstance(cells, dict) else {},
        copies,
        list(_options(stored, entity)),
        stored,
    )


def _options(stored: StoredDoubt, entity: Entity | None) -> Iterator[Option]:
    edits = edits_of(stored)
    for place, each in enumerate(listed(stored.about.get("copies")), 1):
        copy = each if isinstance(each, dict) else {}
        nothing = str(place) not in edits
        why_not = _words(copy.get("why_not")) if nothing else None
        yield Option(str(place), COPY.fill(row=copy.get("row")), None, why_not)
    if stored.kind in TAKE and "take" in edits:
        yield Option("take", TAKE[stored.kind])
    if "delete" in edits:
        yield Option("delete", OPTIONS["delete"])
    if stored.kind == "many_named" and "row" in edits:
        yield Option("row", WHICH_IS_MEANT, _target(stored, entity))
    if stored.kind in ROW_ANSWERS and entity is not None and parsed(stored):
        if "new" in edits or stored.kind in LISTED:
            yield Option("new", OPTIONS["new"])
        yield Option("row", OPTIONS["row"], entity)
    yield Option("leave", LEAVE)


LISTED = ("several", "alike", "repeated")
"""Kinds of questions that lists raise."""


def _target(stored: StoredDoubt, entity: Entity | None) -> Entity | None:
    """Return what kind of row a name in the row means."""
    field = entity.by_name.get(str(stored.about.get("field"))) if entity else None
    if field is not None and isinstance(field.kind, (Link, Links)):
        return CATALOGUE[field.kind.entity]
    return None


def parsed(stored: StoredDoubt) -> dict[str, Value]:
    """Return what stands in the row, by field."""
    found = stored.about.get("values" if stored.kind in LISTED else "parsed")
    return dict(found) if isinstance(found, dict) else {}  # type: ignore[arg-type]


def edits_of(stored: StoredDoubt) -> Mapping[str, Json]:
    """Return the edits that each answer would write, by its name."""
    found = stored.about.get("edits")
    return found if isinstance(found, dict) else {}


def listed(value: Json) -> list[Json]:
    """Return a list as it is, anything else as an empty one."""
    return value if isinstance(value, list) else []


def _texts(value: Json) -> dict[str, str]:
    return {name: str(text) for name, text in value.items()} if isinstance(value, dict) else {}


def _words(value: Json) -> Words | None:
    texts = _texts(value)
    return Words(texts.get("sv", ""), texts.get("en", "")) if texts else None
