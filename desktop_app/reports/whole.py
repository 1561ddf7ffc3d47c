"""A row told whole: each filled field has its place, and what has none stands at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.catalogue.shared import KEEPING
from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.blocks import Cell, Fact, Section, Table, Writer, cell, fact, section
from desktop_app.reports.glyphs import visible
from desktop_app.reports.lines import LINES, told
from desktop_app.reports.record import Record

__all__ = ["LONG_IN_TITLE", "NEVER", "OTHERS", "Part", "Plan", "Whole"]

LONG_IN_TITLE = 28
"""Characters of a word that may not fit the line of a title."""

NEVER = frozenset(one.name for one in KEEPING)
"""What no document tells, for it belongs to the keeping of the register."""

OTHERS = Words("Övriga uppgifter", "Other details")
LABELLED = Words("{label}: {text}", "{label}: {text}")
NUMBERED = Words("{name} {number}: {label}", "{name} {number}: {label}")


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a document.

    Attributes:
        heading: What it is called.
        table: What it lists first: the rows of an entity, or what was made for it.
        columns: The fields of those rows, in order.
        facts: The fields of the row below.
        lines: The parts whose rows stand below in a line or less each.
    """

    heading: Words
    table: str = ""
    columns: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands where in a document about a row.

    Attributes:
        entity: What the row is.
        parts: The entities whose rows are told whole with it.
        design: The sections, in order.
        facts: The fields below the title.
        over: The fields that title and subtitle are made of.
        lines: The parts that stand above the sections, a line or less for a row.
        unsaid: Fields of the row that the document is not about.
        told: Fields of parts that have a place in what is made for the document.
    """

    entity: str
    parts: tuple[str, ...]
    design: tuple[Part, ...]
    facts: tuple[str, ...] = ()
    over: tuple[str, ...] = ("title",)
    lines: tuple[str, ...] = ()
    unsaid: frozenset[str] = frozenset()
    told: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def placed(self) -> set[str]:
        """Return the fields of the row that have a place."""
        told = (name for part in self.design for name in part.facts)
        return {*self.over, *self.facts, *self.unsaid, *told}

    def columns(self, entity: str) -> set[str]:
        """Return the fields of a part that have a place."""
        columns = {name for part in self.design if part.table == entity for name in part.columns}
        in_lines = entity in self.lines or any(entity in part.lines for part in self.design)
        columns |= self.told.get(entity, frozenset())
        return columns.union(LINES[entity].names if in_lines else ())


@dataclass(frozen=True, slots=True)
class Whole:
    """One row with its parts, to be written in one language.

    Attributes:
        plan: What stands where.
        row: The row.
        parts: The rows that belong to it, by entity.
        language: The language.
        made: Tables that are made otherwise than from the fields of rows, by name.
        said: Facts that are, by the name of the table they stand below.
    """

    plan: Plan
    row: Record
    parts: Mapping[str, Sequence[Record]]
    language: Language
    made: Mapping[str, list[Table]] = field(default_factory=dict)
    said: Mapping[str, list[Fact]] = field(default_factory=dict)

    @property
    def writer(self) -> Writer:
        """Return what writes the fields of the row."""
        return Writer(CATALOGUE[self.plan.entity], self.language)

    @property
    def title(self) -> str:
        """Return what the row is called, '' where nothing of that can be seen."""
        title = " ".join(self.row.texts.get(self.plan.over[0], "").split())
        return title if visible(title) else ""

    def subtitle(self, *told: str) -> Cell:
        """Return a line of what is told, and below it what is disputed of what stands above."""
        return cell(" · ".join(filter(None, told)), "\n".join(self._disputed(self.plan.over)))

    def _disputed(self, names: Sequence[str]) -> Iterator[str]:
        for name in names:
            if also := self.writer.also(self.row, name):
                label = self.writer.label(name)
                yield LABELLED.fill(label=label, text=also).into(self.language)

    def days(self, first: str, last: str) -> str:
        """Return two fields of the row as days, from the first to the last."""
        start, end = (self.writer.text(self.row, name) for name in (first, last))
        return formats.days(start, end, self.language)

    def facts(self) -> list[Fact]:
        """Return what stands below the title: parts in lines, then the fields."""
        return [*self._lines(self.plan.lines), *self.writer.facts(self.row, self.plan.facts)]

    def _lines(self, entities: Sequence[str]) -> Iterator[Fact]:
        for entity in entities:
            text = told(entity, self.parts.get(entity, ()), self.language)
            if text:
                yield fact(CATALOGUE[entity].many.into(self.language), text)

    def sections(self) -> list[Section]:
        """Return the sections that have anything, what has no place in them at the end."""
        found: list[Section] = []
        for part in self.plan.design:
            heading = part.heading.into(self.language)
            facts = [
                *self.said.get(part.table, ()),
                *self._lines(part.lines),
                *self.writer.facts(self.row, part.facts),
            ]
            if [one["label"] for one in facts] == [heading]:
                facts[0]["label"] = ""
            found += section(heading, self._tables(part), facts)
        return found + self.others()

    def _tables(self, part: Part) -> list[Table]:
        if part.table in self.made or not part.table:
            return self.made.get(part.table, [])
        records = self.parts.get(part.table, ())
        return Writer(CATALOGUE[part.table], self.language).table(records, part.columns)

    def others(self) -> list[Section]:
        """Return what the plan has no place for: nothing filled is left out."""
        left = _left(self.row, self.plan.entity, self.plan.placed())
        facts = [self.writer.fact(self.row, name) for name in left]
        for entity in self.plan.parts:
            for number, record in enumerate(self.parts.get(entity, ()), 1):
                facts += self._other(entity, number, record)
        return section(OTHERS.into(self.language), facts=facts)

    def _other(self, entity: str, number: int, record: Record) -> Iterator[Fact]:
        writer = Writer(CATALOGUE[entity], self.language)
        for name in _left(record, entity, {*self.plan.columns(entity), self.plan.entity}):
            label = NUMBERED.fill(
                name=CATALOGUE[entity].one.into(self.language).capitalize(),
                number=number,
                label=writer.label(name),
            )
            yield writer.fact(record, name, label.into(self.language))


def _left(record: Record, entity: str, placed: set[str]) -> Iterator[str]:
    for one in CATALOGUE[entity]:
        if one.name not in placed | NEVER and not one.local and record.filled(one.name):
            yield one.name
