"""All that waits for a decision, in short: differing values, deleted rows in dispute, questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED
from desktop_app.domain.words import Words
from desktop_app.services.questions import open_questions
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.storage import doubts, queries
from desktop_app.storage.tables import FLAGGED

__all__ = ["GROUPS", "Group", "Matter", "count_matters", "open_matters"]

Group: TypeAlias = Literal["conflicts", "deletions", "questions"]
GROUPS: tuple[Group, ...] = ("conflicts", "deletions", "questions")

WHERE = Words("{entity} · {fields}", "{entity} · {fields}")
FROM = Words("{kind} · {file}", "{kind} · {file}")


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that waits for a decision.

    Attributes:
        group: What sort of matter.
        place: What tells it from all others: entity, row and key, or the question's id.
        title: What it is about.
        further: What else there is to say in a line.
    """

    group: Group
    place: tuple[str, ...]
    title: str
    further: Words


def open_matters(register: Register, writer: Writer) -> Iterator[Matter]:
    """Go through all that waits, group by group."""
    conn = register.db.conn
    for row in queries.in_conflict(conn):
        entity = CATALOGUE[row.entity]
        for key in row.conflicts:
            labels = [field.label for field in entity.members(key)]
            if labels:
                further = WHERE.fill(entity=entity.one, fields=labels[:2])
                yield Matter("conflicts", (row.entity, row.id, key), writer.title(row), further)
    for row in queries.flagged(conn):
        if row.state == FLAGGED:
            entity = CATALOGUE[row.entity]
            yield Matter("deletions", (row.entity, row.id, DELETED), writer.title(row), entity.one)
    for question in open_questions(register):
        further = FROM.fill(kind=question.words, file=question.source)
        yield Matter("questions", (question.id,), question.title or question.place, further)


def count_matters(register: Register) -> dict[Group, int]:
    """Return how many matters of each group wait."""
    conn = register.db.conn
    conflicts = sum(
        bool(CATALOGUE[row.entity].members(key))
        for row in queries.in_conflict(conn)
        for key in row.conflicts
    )
    deletions = sum(row.state == FLAGGED for row in queries.flagged(conn))
    return {"conflicts": conflicts, "deletions": deletions, "questions": doubts.count(conn)}
