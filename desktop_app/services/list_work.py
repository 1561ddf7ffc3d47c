"""What is collected while the rows of a list are judged: outcomes, doubts, cells for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.catalogue import links
from desktop_app.domain.edits import Json
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.identity import Identity
from desktop_app.domain.kinds import Context, Link, Value
from desktop_app.domain.titles import title
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import Column
from desktop_app.exchange.lists.foreign import ListedRow, Listing
from desktop_app.exchange.problem import Problem
from desktop_app.exchange.reading.reader import Cell
from desktop_app.services.import_plan import (
    Category,
    CellChange,
    Doubt,
    LazyCells,
    Outcome,
    RefusedRow,
)
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.storage.tables import Row


@dataclass(slots=True)
class Work:
    """What is collected while the rows of a list are judged."""

    register: Register
    entity: Entity
    context: Context
    writer: Writer
    columns: Sequence[Column]
    known: dict[Identity, list[Row]] = field(default_factory=dict)
    named: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    seen: dict[Identity, list[tuple[int, dict[str, Value]]]] = field(default_factory=dict)
    added: dict[str, tuple[str, dict[str, Value]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    creates: list[tuple[str, dict[str, Value]]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    changes: list[tuple[str, dict[str, Value]]] = field(default_factory=list)

    def text(self, field: Field, value: Value) -> str:
        """Return a value for the preview; a row made with the list by its own name."""
        if isinstance(field.kind, Link) and value in self.names:
            return self.names[str(value)]
        return self.writer.text(field, value)


def refused_row(listing: Listing, row: ListedRow, cells: Sequence[Cell]) -> RefusedRow:
    """Return a row's cells as texts by heading, and why it is refused."""
    texts = {
        column.heading: "" if cells[column.index] is None else str(cells[column.index])
        for column in listing.columns
        if column.index < len(cells)
    }
    return texts, tuple(problem.reason for problem in row.problems)


def doubt(  # noqa: PLR0913, PLR0917 — what a doubt is made of
    work: Work, listing: Listing, number: int, values: dict[str, Value], kind: str, reason: Words
) -> None:
    """Leave a row to a person, who is told the reason."""
    work.problems.append(Problem(listing.sheet, number, "", "", reason))
    about: dict[str, Json] = {
        "sheet": listing.sheet,
        "row": number,
        "entity": work.entity.name,
        "reason": {"sv": reason.into("sv"), "en": reason.into("en")},
        "values": {name: list(v) if isinstance(v, list) else v for name, v in values.items()},
    }
    work.doubts.append(Doubt(kind, about))
    settle(work, listing, number, "", values, "doubts")


def cells_of(work: Work, old: Mapping[str, Value], new: Mapping[str, Value]) -> LazyCells:
    """Return the cells of a row that change, written for people when somebody looks."""
    # The names of linked rows are looked up at once: the cells outlive the register's connection.
    linked = {
        field.name: (work.text(field, old.get(field.name)), work.text(field, new[field.name]))
        for field, _target in links(work.entity)
        if new.get(field.name) is not None
    }

    def make() -> tuple[CellChange, ...]:
        return tuple(
            CellChange(field.label, *(linked.get(field.name) or both(field, value)))
            for field in work.entity
            if (value := new.get(field.name)) is not None
        )

    def both(field: Field, value: Value) -> tuple[str, str]:
        return work.text(field, old.get(field.name)), work.text(field, value)

    return LazyCells(make)


def settle(  # noqa: PLR0913, PLR0917 — an outcome is what it is
    work: Work,
    listing: Listing,
    number: int,
    id_: str,
    values: Mapping[str, Value],
    category: Category,
    cells: Sequence[CellChange] = (),
) -> None:
    """Note what becomes of a row."""
    name = title(work.entity, values, work.writer.titles)
    outcome = Outcome(listing.sheet, number, work.entity.name, id_, name, category, cells)
    work.outcomes.append(outcome)
