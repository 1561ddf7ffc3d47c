"""What a document consists of below its sections: facts and tables, ready for the template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypedDict

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Amount, Currency, Date, Time
from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.glyphs import loosen, printable
from desktop_app.reports.record import Record

ALSO = Words(
    "även: {values} – olika uppgifter, ej avgjort", "also: {values} – differing, not settled"
)
SHORT = 25
"""Characters of a fact that may share a line with another."""

LONG_IN_TEXT = 44
LONG_IN_CELL = 15
"""Characters of a word that may not fit its line: in running text and in a table."""


class Cell(TypedDict):
    """A text of one or more paragraphs, and what other registers say instead.

    Only a text with words too long for its place is hyphenated.
    """

    paragraphs: list[str]
    also: str
    hyphenate: bool


class Fact(TypedDict):
    """A labelled text; a wide one has its line to itself."""

    label: str
    cell: Cell
    wide: bool


class Column(TypedDict):
    """A column of a table; a share of 0 is as wide as it needs, others share what remains."""

    label: str
    share: int
    right: bool


class Table(TypedDict):
    """A table with a head that repeats on each page, and sums at its end."""

    columns: list[Column]
    rows: list[list[Cell]]
    sums: list[list[Cell]]


class Section(TypedDict):
    """A heading with what stands below it."""

    heading: str
    tables: list[Table]
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes rows of one entity in one language."""

    entity: Entity
    language: Language

    def label(self, name: str) -> str:
        """Return what people call a field."""
        return self.entity.by_name[name].label.into(self.language)

    def cell(self, record: Record, name: str, *, limit: int = LONG_IN_CELL) -> Cell:
        """Return the text of a field and what speaks against it, as tables write it."""
        return cell(self.text(record, name), self.also(record, name), limit)

    def text(self, record: Record, name: str) -> str:
        """Return the text of a field for a table: dates in digits, amounts with commas."""
        text = record.texts.get(name, "")
        kind = self.entity.by_name[name].kind
        if isinstance(kind, Date):
            return record.value(name) or text
        amount = formats.number(record.value(name)) if isinstance(kind, Amount) else None
        return text if amount is None else formats.decimal(amount, self.language)

    def prose(self, record: Record, name: str) -> str:
        """Return the text of a field for running text: dates in words."""
        if isinstance(self.entity.by_name[name].kind, Date):
            return formats.day(self.text(record, name), self.language)
        return self.text(record, name)

    def also(self, record: Record, name: str) -> str:
        """Return in words that other registers say something else, '' where none does."""
        values = record.others.get(name, ())
        return ALSO.fill(values="; ".join(values)).into(self.language) if values else ""

    def facts(self, record: Record, names: Iterable[str]) -> list[Fact]:
        """Return the filled ones of the fields as facts."""
        return [self.fact(record, name) for name in names if record.filled(name)]

    def fact(self, record: Record, name: str, label: str = "") -> Fact:
        """Return a field as a fact."""
        text, also = self.prose(record, name), self.also(record, name)
        return fact(label or self.label(name), text, also)

    def table(self, records: Sequence[Record], names: Iterable[str]) -> list[Table]:
        """Return the records as a table of the fields that any of them has, or none at all."""
        used = [name for name in names if any(record.filled(name) for record in records)]
        if not used:
            return []
        rows = [[self.cell(record, name) for name in used] for record in records]
        return [table([self.column(name) for name in used], rows)]

    def column(self, name: str) -> Column:
        """Return the column of a field, of a width that `table` decides."""
        kind = self.entity.by_name[name].kind
        share = 0 if isinstance(kind, NARROW) else 1
        return {"label": self.label(name), "share": share, "right": isinstance(kind, Amount)}


NARROW = (Amount, Currency, Date, Time)
"""Kinds of values that are short and never broken."""


def table(
    columns: Sequence[Column], rows: Sequence[list[Cell]], sums: Sequence[list[Cell]] = ()
) -> Table:
    """Return a table whose columns are as wide as what stands in them asks for."""
    texts = [[line for row in rows for line in _lines(row[index])] for index in range(len(columns))]
    loose = [
        bool(column["share"]) or any(len(text) > LONGEST_NARROW for text in texts[index])
        for index, column in enumerate(columns)
    ]
    room = LINE - NARROW_COLUMN * loose.count(False)
    asked = [
        [*texts[index], *columns[index]["label"].split()] for index, one in enumerate(loose) if one
    ]
    shares = iter(_shares(asked, room))
    wide: list[Column] = [
        {**column, "share": next(shares) if loose[index] else 0}
        for index, column in enumerate(columns)
    ]
    return {"columns": wide, "rows": list(rows), "sums": list(sums)}


def is_short(sections: Iterable[Section]) -> bool:
    """Return whether sections surely fit on half a page, so that they can be kept together."""
    size = 0
    for one in sections:
        size += sum(LEAST_LINE + len(_text(each["cell"])) for each in one["facts"])
        rows = (row for each in one["tables"] for row in each["rows"] + each["sums"])
        size += sum(LEAST_LINE + max(len(_text(text)) for text in row) * len(row) for row in rows)
    return size <= HALF_A_PAGE


LEAST_LINE, HALF_A_PAGE = 60, 1500
"""Characters that a line counts as even when it is not full, and of half a page."""

LINE, NARROW_COLUMN = 118, 13
"""Characters of a line of a table, and of a column as narrow as a date."""

LONGEST_NARROW, LONGEST_TEXT, GAP = 20, 80, 3
"""Characters that a narrow column may have to hold, that a wide one asks for, and between two."""


def _shares(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the widths of columns: what their texts ask for, or a fair part of the room.

    Where there is room, an e-mail address stands in one line, so that it can be copied.
    """
    asked = [min(max(map(len, texts), default=0), LONGEST_TEXT) + GAP for texts in columns]
    least = [_least(texts) for texts in columns]
    if sum(least) > room or not any("@" in text for texts in columns for text in texts):
        return [max(1, share) for share in _fair(asked, room)]
    more = [max(0, one - sure) for one, sure in zip(asked, least, strict=True)]
    return [sure + one for sure, one in zip(least, _fair(more, room - sum(least)), strict=True)]


def _least(texts: Sequence[str]) -> int:
    words = (word for text in texts for word in text.split())
    needed = (
        ADDRESS * len(word) if "@" in word else min(len(word), LONG_IN_CELL) for word in words
    )
    return ceil(max(needed, default=0)) + GAP


ADDRESS = 1.15
"""How wide a letter of an e-mail address is, where one of running text is 1."""


def _fair(asked: Sequence[int], room: int) -> list[int]:
    shares = list(asked)
    for place, index in enumerate(sorted(range(len(asked)), key=asked.__getitem__)):
        shares[index] = max(0, min(asked[index], room // (len(asked) - place)))
        room -= shares[index]
    return shares


def _text(one: Cell) -> str:
    return " ".join(_lines(one))


def _lines(one: Cell) -> list[str]:
    return [line.replace("\u200b", "") for line in (*one["paragraphs"], one["also"])]


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def cell(text: str, also: str = "", limit: int = LONG_IN_CELL) -> Cell:
    """Return a text with its paragraphs apart and its very long words breakable."""
    shown = loosen(printable(text), limit)
    paragraphs = [line.strip() for line in shown.split("\n") if line.strip()]
    hyphenate = limit == LONG_IN_CELL and _longest_word(shown) >= limit
    return {
        "paragraphs": paragraphs,
        "also": loosen(printable(also), limit),
        "hyphenate": hyphenate,
    }


def fact(label: str, text: str, also: str = "") -> Fact:
    """Return a labelled text."""
    wide = len(text) > SHORT or "\n" in text or bool(also)
    limit = LONG_IN_TEXT if wide else LONG_IN_CELL
    return {"label": label, "cell": cell(text, also, limit), "wide": wide}


def section(
    heading: str, tables: Sequence[Table] = (), facts: Sequence[Fact] = ()
) -> list[Section]:
    """Return a section, or none where nothing stands below the heading."""
    filled = [one for one in tables if one["columns"]]
    if not filled and not facts:
        return []
    return [{"heading": heading, "tables": filled, "facts": list(facts)}]
