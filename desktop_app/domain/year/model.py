"""The yearly report as data: what paper, workbook, window and command line show alike.

Nothing here is worked out and nothing is formatted: a value is exact, a text is in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from desktop_app.domain.words import Words

Number: TypeAlias = Decimal | int
Unit: TypeAlias = Literal["count", "sek", "kg", "percent", "hours"]
ColumnUnit: TypeAlias = Unit | Literal["text", "date"]
Chart: TypeAlias = Literal["bars", "stacked", "line", "map"]
Cell: TypeAlias = Number | date | str | Words | None
"""A number, a date, a name that reads alike in both languages, words, or nothing."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time from a day to a day, both of them in it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of one entity."""

    entity: str
    ids: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with what it is made of.

    Attributes:
        code: Its name for programs and tests: stays the same over versions.
        label: What it tells, without the number.
        value: The number; None if it cannot be known.
        unit: What it is a number of.
        rows: What opens when a person asks where it comes from.
        sources: The parts it is reckoned from, where these are not the rows themselves.
        before: The same number of the period before; None if it is not compared.
        remark: What must be known to read it rightly, such as what could not be summed.
    """

    code: str
    label: Words
    value: Number | None
    unit: Unit
    rows: RowSet
    sources: RowSet | None = None
    before: Number | None = None
    remark: Words | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; text and dates stand to the left, numbers to the right."""

    code: str
    label: Words
    unit: ColumnUnit = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row of a map lies: a country, and a city if it is known."""

    country: str
    city: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of a table.

    Attributes:
        cells: A cell for each column.
        rows: The rows that open from it.
        place: Where it lies, in a table that is drawn as a map.
        others: Rows of further entities, where the line counts rows of several.
    """

    cells: tuple[Cell, ...]
    rows: RowSet
    place: Place | None = None
    others: tuple[RowSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and the chart that is drawn of it.

    Attributes:
        code: Its name for programs and tests.
        heading: What it shows.
        columns: Its columns; the first one names the line.
        rows: Its lines in the order to show them; may be none.
        sums: A cell for each column, None where nothing can be summed; empty for no line of sums.
        chart: The chart drawn of the columns in `charted`, none if there is nothing to draw.
        charted: The codes of the columns of numbers that are drawn, a series each.
        remark: What must be known to read it rightly.
    """

    code: str
    heading: Words
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    sums: tuple[Cell, ...] = ()
    chart: Chart | None = None
    charted: tuple[str, ...] = ()
    remark: Words | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one of the fourteen questions."""

    number: int
    question: Words
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    sentences: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text that is ready to be pasted into the annual report."""

    heading: Words
    text: Words


@dataclass(frozen=True, slots=True)
class YearlyReport:
    """The fourteen answers for an administration or the whole city.

    Attributes:
        organisation_name: The administration or company; None for the whole city.
        organisation: Its id; None for the whole city.
        period: What is told of.
        compared: The time of the same length before it.
        as_of: The day at whose end the register is read.
        fingerprint: A digest of the shared register as it is read: equal ones tell alike.
        register_name: The office whose register it is.
        answers: The answers, in order.
        text_blocks: Texts to paste.
        remarks: What holds for all of it, such as how many secret rows are left out.
    """

    organisation_name: str | None
    organisation: str | None
    period: Span
    compared: Span
    as_of: date
    fingerprint: str
    register_name: str
    answers: tuple[Answer, ...]
    text_blocks: tuple[TextBlock, ...]
    remarks: tuple[Words, ...] = field(default=())

    def figure(self, code: str) -> Figure:
        """Return a figure by its name; raise `KeyError` if there is none."""
        found = {each.code: each for answer in self.answers for each in answer.figures}
        return found[code]

    def table(self, code: str) -> Table:
        """Return a table by its name; raise `KeyError` if there is none."""
        found = {each.code: each for answer in self.answers for each in answer.tables}
        return found[code]
