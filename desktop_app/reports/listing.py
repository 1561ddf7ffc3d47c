"""Many rows in groups: what a document of them shows, and a sheet of them holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from desktop_app.domain.kinds import Kind, Text
from desktop_app.domain.kinds.base import Value
from desktop_app.domain.words import Language, Words

Where: TypeAlias = Literal["both", "paper", "sheet"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one column of a line.

    Attributes:
        text: The text for people, of one or more lines.
        also: What other registers say instead.
        value: The value for a sheet, where that is more than the text.
    """

    text: str = ""
    also: str = ""
    value: Value = None


NOTHING = Entry()

Line: TypeAlias = Mapping[str, Entry]
"""The entries of a row by the names of their columns; empty ones may be missing."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column.

    Attributes:
        name: What lines call it.
        label: What people call it.
        kind: What its values are in a sheet.
        right: Whether its texts stand to the right, as amounts do.
        brief: What stands before a text that shares a column on paper.
        told: Whether the head of a column that it shares names it.
        where: Whether it stands on paper, in sheets or in both.
    """

    name: str
    label: Words
    kind: Kind = field(default_factory=Text)
    right: bool = False
    brief: Words | None = None
    told: bool = True
    where: Where = "both"


@dataclass(frozen=True, slots=True)
class Band:
    """Lines of a group that belong together, below a heading of their own unless it is ''."""

    heading: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a list: its heading ('' for a list in one piece), its bands and its sums."""

    heading: str
    bands: Sequence[Band]
    sums: Sequence[Line] = ()

    @property
    def count(self) -> int:
        """Return how many lines it has."""
        return sum(len(band.lines) for band in self.bands)


Counted: TypeAlias = tuple[Words, Words, Words]
"""How lines are counted: none, one, and several with ``{count}``."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A document of many rows.

    Attributes:
        title: What it is called.
        counted: How its lines are counted.
        heads: Its columns.
        columns: Those on paper: each of the names that stand below each other in it.
        groups: Its lines.
        grouped_by: What its groups are, as a sheet calls that column; None where there are none.
        banded_by: The same of its bands.
        about: Sentences below the title.
        totals: What it comes to, label and text.
        lying: Whether its pages always lie.
        language: The language it is written in.
    """

    title: str
    counted: Counted
    heads: Sequence[Head]
    columns: Sequence[tuple[str, ...]]
    groups: Sequence[Group]
    language: Language
    grouped_by: Words | None = None
    banded_by: Words | None = None
    about: Sequence[str] = ()
    totals: Sequence[tuple[str, str]] = ()
    lying: bool = False

    @property
    def count(self) -> int:
        """Return how many lines it has."""
        return sum(group.count for group in self.groups)

    def counting(self, count: int) -> str:
        """Return a number of lines in words."""
        words = self.counted[min(count, 2)]
        return words.fill(count=count).into(self.language)

    def sheet_heads(self) -> list[Head]:
        """Return the columns of a sheet, those of groups and bands first."""
        named = (("group", self.grouped_by), ("band", self.banded_by))
        first = [Head(name, label) for name, label in named if label is not None]
        return [*first, *(head for head in self.heads if head.where != "paper")]

    def sheet_lines(self) -> Iterator[list[Value]]:
        """Go through the lines as a sheet holds them, without what other registers say."""
        heads = self.sheet_heads()
        for group in self.groups:
            for band in group.bands:
                above = {"group": Entry(group.heading), "band": Entry(band.heading)}
                for line in band.lines:
                    yield [_value({**above, **line}.get(head.name, NOTHING)) for head in heads]


def _value(entry: Entry) -> Value:
    return entry.value if entry.value is not None else entry.text or None
