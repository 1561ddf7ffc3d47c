"""Divide a sheet into the tables that stand on it: below one another, or side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop_app.domain.kinds import Context
from desktop_app.domain.words import Words, same
from desktop_app.exchange.lists.heads import IsKnown, Row, find_head, is_filled, is_head
from desktop_app.exchange.lists.readings import plain
from desktop_app.exchange.reading.gate import letters
from desktop_app.exchange.reading.reader import Cell, Sheet

__all__ = ["Part", "parts_of"]

ROWS = Words("rad {first}–{last}", "rows {first}–{last}")
COLUMNS = Words("kolumn {first}–{last}", "columns {first}–{last}")
SEVERAL = Words(
    "På bladet {sheet} står {count} listor; den här är {place}.",
    "There are {count} lists on the sheet {sheet}; this one is {place}.",
)
NAMED = Words("{name}, {place}", "{name}, {place}")
MOST_LOOKED_AT = 25
MOST_TABLES = 50
"""Further ones are rows of the last: nobody makes more on a sheet."""
MOST_BESIDE = 10
MOST_TITLES = 2
"""How many rows of one cell may stand between a blank row and the headings of a further table."""
ALIKE = 2
"""How many headings tables that stand side by side have in common, at least."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table on a sheet.

    Attributes:
        sheet: The sheet; of a table beside another one its name tells the columns.
        rows: Its filled rows, with cells only in its own columns.
        place: Where it stands, None where it is the only one.
        of: How many tables there are on the sheet.
        name_of_sheet: What the whole sheet is called.
    """

    sheet: Sheet
    rows: list[Row]
    place: Words | None = None
    of: int = 1
    name_of_sheet: str = ""

    @property
    def name(self) -> Words:
        """Return what it is called among tables that are not taken in."""
        if self.place is None:
            return same(self.sheet.name)
        return NAMED.fill(name=self.name_of_sheet, place=self.place)

    @property
    def remarks(self) -> tuple[Words, ...]:
        """Return that it is not the only one, where it is not."""
        if self.place is None:
            return ()
        return (SEVERAL.fill(sheet=self.name_of_sheet, count=self.of, place=self.place),)


def parts_of(sheet: Sheet, filled: list[Row], is_known: IsKnown, context: Context) -> list[Part]:
    """Return the tables on a sheet, each with its filled rows."""
    below = _below(filled, is_known, context)
    parts = [
        part
        for rows in below
        for part in _beside(sheet, rows, is_known, context)
        or [Part(sheet, rows, ROWS.fill(first=rows[0][0], last=rows[-1][0]))]
    ]
    if len(parts) == 1:
        return [Part(sheet, filled)]
    return [replace(part, of=len(parts), name_of_sheet=sheet.name) for part in parts]


def _below(filled: list[Row], is_known: IsKnown, context: Context) -> list[list[Row]]:
    """Divide rows where, after a blank row and earlier headings, other headings come."""
    heads: list[list[Cell]] = []
    starts = [0]
    numbers = [number for number, _ in filled]
    gaps = [place for place, (a, b) in enumerate(pairwise(numbers), 1) if b > a + 1]
    for place in (0, *gaps):
        head = _head_after(filled, place, is_known, context)
        if head is None or head in heads or len(heads) == MOST_TABLES:
            continue
        if heads or _has_head(filled[:place], is_known, context):
            starts.append(place)
        heads.append(head)
    return [filled[a:b] for a, b in zip(starts, [*starts[1:], len(filled)], strict=True)]


def _has_head(rows: list[Row], is_known: IsKnown, context: Context) -> bool:
    return any(is_head(row, is_known, context) for _, row in rows[:MOST_LOOKED_AT])


def _head_after(
    filled: list[Row], place: int, is_known: IsKnown, context: Context
) -> list[Cell] | None:
    """Return the headings that come after a blank row and titles, None where none do."""
    for at in range(place, min(place + MOST_TITLES + 1, len(filled) - 1)):
        row = filled[at][1]
        if is_head(row, is_known, context):
            return list(row)
        if sum(map(is_filled, row)) > 1:
            return None
    return None


def _beside(
    sheet: Sheet, rows: list[Row], is_known: IsKnown, context: Context
) -> list[Part] | None:
    """Divide tables between which a column is blank and whose headings repeat; None for one."""
    head = find_head(rows, is_known, context)
    groups = list(_groups(head.texts))
    if not 1 < len(groups) <= MOST_BESIDE or not _repeat(groups, head.texts):
        return None
    ends = [first for first, _ in groups[1:]]
    gaps = [(a[1], b[0]) for a, b in pairwise(groups)]
    if any(is_filled(cell) for _, row in head.rows for a, b in gaps for cell in row[a:b]):
        return None
    starts = [0, *ends]
    bounds = [*ends, max(len(row) for _, row in rows)]
    found: list[Part] = []
    for number, (start, end) in enumerate(zip(starts, bounds, strict=True)):
        own = _columns(rows if number == 0 else [*_head_rows(rows, head.rows)], start, end)
        place = COLUMNS.fill(first=letters(start), last=letters(groups[number][1] - 1))
        name = f"{sheet.name} ({letters(start)}–{letters(groups[number][1] - 1)})"
        found.append(Part(replace(sheet, name=name) if number else sheet, own, place))
    return found


def _head_rows(rows: list[Row], below: list[Row]) -> list[Row]:
    """Return the rows from the headings on: titles above belong to the first table."""
    return rows[max(0, len(rows) - len(below) - 1) :]


def _groups(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Go through the runs of columns with headings."""
    start: int | None = None
    for index, text in enumerate([*texts, ""]):
        if text and start is None:
            start = index
        if not text and start is not None:
            yield start, index
            start = None


def _repeat(groups: Sequence[tuple[int, int]], texts: Sequence[str]) -> bool:
    first, *others = [{plain(text) for text in texts[a:b]} for a, b in groups]
    return all(len(first & other) >= ALIKE for other in others)


def _columns(rows: Sequence[Row], start: int, end: int) -> list[Row]:
    """Return the rows with the cells of some columns only, in their places."""
    own = [(number, [*[None] * min(start, len(row)), *row[start:end]]) for number, row in rows]
    return [(number, row) for number, row in own if any(map(is_filled, row))]
