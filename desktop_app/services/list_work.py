"""What is known of a list while it is planned, and what comes of that: outcomes, doubts, cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from desktop_app.domain.catalogue import links
from desktop_app.domain.edits import Json
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.identity import Identity
from desktop_app.domain.kinds import Context, Link, Links, Value
from desktop_app.domain.titles import title
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.foreign import ListedRow, Listing
from desktop_app.exchange.problem import Problem
from desktop_app.exchange.reading.reader import Cell
from desktop_app.services.city_offices import CityOffices
from desktop_app.services.import_plan import (
    Category,
    CellChange,
    Doubt,
    LazyCells,
    Outcome,
    RefusedRow,
)
from desktop_app.services.list_choices import Candidate, Match, Treatment
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.storage.tables import Row

__all__ = [
    "Alike",
    "Judged",
    "Named",
    "Place",
    "Results",
    "Work",
    "cells_of",
    "doubt",
    "refused_row",
    "settle",
]


Place: TypeAlias = tuple[str, int]
"""Where a row stands in a file: its sheet, and its number."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of a list, read and held against the register.

    Attributes:
        sheet: The sheet, or the table of it, that it stands in.
        number: Its number in the file.
        values: Its values, links as ids: of the register, of the list, or of what is added.
        match: How it stands to the register.
        rows: The rows of the register that it may be, the likeliest first.
        candidates: The same rows for people.
        earlier: The row of the file that it repeats, None for none.
        id: The id that it gets if it becomes a new row.
        problems: What could not be taken as it stands there.
    """

    sheet: str
    number: int
    values: dict[str, Value]
    match: Match
    rows: tuple[Row, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    earlier: Place | None = None
    id: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def place(self) -> Place:
        """Return where it stands."""
        return self.sheet, self.number


T = TypeVar("T")


@dataclass(slots=True)
class Alike(Generic[T]):
    """The rows of one identity; a row with a more trusted one can only be one of the bare.

    Attributes:
        rows: All of them.
        bare: Those that have no more trusted identity.
    """

    rows: list[T] = field(default_factory=list)
    bare: list[T] = field(default_factory=list)


@dataclass(slots=True)
class Named:
    """What the rows of a file may name, the same for all its sheets.

    Attributes:
        offices: The city administrations of the register.
        found: The rows of the register that a text names, by entity and text.
        otherwise: The texts among these that name their row in another language.
        listed: The id that the row of a name would get, '' where rows differ: none is meant.
        added: Rows that are named and are nowhere: by id their values.
        titles: What all these are called, by id.
        own: The ids that rows of the file would get.
    """

    offices: CityOffices
    found: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    otherwise: set[tuple[str, str]] = field(default_factory=set)
    listed: dict[tuple[str, str], str] = field(default_factory=dict)
    added: dict[str, dict[str, Value]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Work:
    """What is known of the rows of one kind, whatever a person decides of them.

    Attributes:
        named: What they may name.
        first: The values of the first row of each name.
        refused: The rows that cannot be taken in.
        judged: All of them.
    """

    register: Register
    entity: Entity
    context: Context
    writer: Writer
    named: Named
    first: dict[str, Mapping[str, Value]] = field(default_factory=dict)
    known: dict[Identity, Alike[Row]] = field(default_factory=dict)
    seen: dict[Identity, Alike[Place]] = field(default_factory=dict)
    refused: dict[Place, RefusedRow] = field(default_factory=dict)
    judged: dict[Place, Judged] = field(default_factory=dict)

    def text(self, field: Field, value: Value) -> str:
        """Return a value for the preview; a row made with the list by its own name."""
        if isinstance(field.kind, (Link, Links)) and value is not None:
            ids = value if isinstance(value, list) else [str(value)]
            target = field.kind.entity
            titles = self.named.titles
            return "; ".join(titles.get(i) or self.writer.titles.of(target, i) for i in ids)
        return self.writer.text(field, value)

    def title(self, values: Mapping[str, Value]) -> str:
        """Return what a row with some values is called."""
        return title(self.entity, values, self.writer.titles)


@dataclass(slots=True)
class Results:
    """What comes of the rows of one kind when all is decided.

    Attributes:
        ids: The row of the register that each row of the file is, or becomes.
        now: The values that rows have once the list is taken in, by id.
        creates: The values of new rows, by id.
        changes: What changes in rows there are, by id.
    """

    ids: dict[Place, str] = field(default_factory=dict)
    now: dict[str, Mapping[str, Value]] = field(default_factory=dict)
    creates: dict[str, dict[str, Value]] = field(default_factory=dict)
    changes: dict[str, dict[str, Value]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)


def refused_row(listing: Listing, row: ListedRow, cells: Sequence[Cell]) -> RefusedRow:
    """Return a row's cells as texts by heading, and why it is refused."""
    texts = {
        column.heading: "" if cells[column.index] is None else str(cells[column.index])
        for column in listing.columns
        if column.index < len(cells)
    }
    return texts, tuple(problem.reason for problem in row.problems if not problem.mended)


def doubt(
    work: Work, results: Results, row: Judged, values: dict[str, Value], reason: Words
) -> None:
    """Leave a row to a person, who sees why, and how it differs from the likeliest."""
    results.problems.append(Problem(row.sheet, row.number, "", "", reason))
    about: dict[str, Json] = {
        "sheet": row.sheet,
        "row": row.number,
        "entity": work.entity.name,
        "reason": {"sv": reason.into("sv"), "en": reason.into("en")},
        "values": {name: list(v) if isinstance(v, list) else v for name, v in values.items()},
        "rows": [each.id for each in row.rows],
    }
    results.doubts.append(Doubt(row.match, about))
    first = work.judged.get(row.earlier) if row.earlier else None
    there = row.rows[0].values if row.rows else first.values if first else {}
    other = {name: value for name, value in values.items() if value != there.get(name)}
    settle(work, results, row, "", values, "doubts", cells_of(work, there, other))


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
    results: Results,
    row: Judged,
    id_: str,
    values: Mapping[str, Value],
    category: Category,
    cells: Sequence[CellChange] = (),
    treatment: Treatment | None = None,
) -> None:
    """Note what becomes of a row."""
    results.ids[row.place] = id_
    results.outcomes.append(
        Outcome(
            row.sheet,
            row.number,
            work.entity.name,
            id_,
            work.title(values),
            category,
            cells,
            row.match,
            treatment,
            row.candidates,
        )
    )
