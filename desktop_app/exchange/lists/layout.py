"""Find the headings and the rows of a sheet; whatever is neither is named with what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from desktop_app.domain.kinds import Context
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import plain
from desktop_app.exchange.lists.witness import cell_text, is_data
from desktop_app.exchange.reading.gate import letters
from desktop_app.exchange.reading.reader import Cell

__all__ = ["Layout", "Row", "filled_rows", "lay_out"]

Row = tuple[int, list[Cell]]

MOST_LOOKED_AT = 25

ABOVE = Words(
    "Raderna ovanför rubrikerna togs inte in: {rows}.",
    "The rows above the headings were not taken in: {rows}.",
)
NO_HEADINGS = Words(
    "Listan har ingen rubrikrad; kolumnerna kallas A, B, C …",
    "The list has no row of headings; its columns are called A, B, C …",
)
BLANK = Words("Tomma rader hoppades över: {count}.", "Blank rows were skipped: {count}.")
REPEATED = Words(
    "Upprepade rubrikrader hoppades över: rad {rows}.",
    "Repeated rows of headings were skipped: row {rows}.",
)
TOTAL = Words(
    "Raden med summor togs inte in: {rows}.", "The row of totals was not taken in: {rows}."
)
TWINS = Words(
    "Rubriken ”{heading}” finns flera gånger; kolumnerna kallas {names}.",
    "The heading ”{heading}” is there more than once; its columns are called {names}.",
)
ROW = Words("rad {number}: {text}", "row {number}: {text}")

_TOTALS = frozenset(
    ("summa", "totalt", "total", "totalsumma", "sum", "totals", "grandtotal", "summatotalt")
)
_NUMBER = re.compile(r"[-−+]?[0-9][0-9 .,\xa0]*")


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet as headings and rows.

    Attributes:
        heading_row: The row of the headings, from 1; 0 when there is none.
        headings: A name for each column, unique in the sheet.
        rows: The number and cells of each row to take in.
        remarks: What is to be said of the others.
        unnamed: The names that are only letters, since there is no heading.
    """

    heading_row: int
    headings: tuple[str, ...]
    rows: list[Row]
    remarks: tuple[Words, ...]
    unnamed: frozenset[str]


def filled_rows(rows: Iterable[list[Cell]]) -> list[Row]:
    """Return the rows that hold anything, each with its number in the file."""
    return [(number, row) for number, row in enumerate(rows, 1) if any(map(_is_filled, row))]


def lay_out(filled: list[Row], is_known: Callable[[str], bool], context: Context) -> Layout:
    """Return the headings and rows among the filled rows, of which there is at least one."""
    above, number, head, rows = _parts(filled, is_known, context)
    width = max(map(len, (head, *(row for _, row in rows))))
    texts = _texts(head, context) + [""] * (width - len(head))
    headings, twins = _names(texts)
    kept, others = _without_others(rows, head, context)
    blank = (filled[-1][0] - number) - len(rows)
    remarks = [
        *([ABOVE.fill(rows=_told(above, context))] if above else []),
        *([] if number else [NO_HEADINGS]),
        *twins,
        *([BLANK.fill(count=blank)] if blank else []),
        *others,
    ]
    unnamed = frozenset(name for name, text in zip(headings, texts, strict=True) if not text)
    return Layout(number, headings, kept, tuple(remarks), unnamed)


def _is_filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _texts(row: Sequence[Cell], context: Context) -> list[str]:
    return [" ".join(cell_text(cell, context).split()) for cell in row]


def _told(rows: Iterable[Row], context: Context) -> list[Words]:
    return [
        ROW.fill(number=number, text=" | ".join(filter(None, _texts(row, context))))
        for number, row in rows
    ]


def _parts(
    filled: list[Row], is_known: Callable[[str], bool], context: Context
) -> tuple[list[Row], int, list[Cell], list[Row]]:
    """Return the rows above the headings, the row of these and its cells, and the rest."""
    texts = [list(filter(None, _texts(row, context))) for _, row in filled[:MOST_LOOKED_AT]]
    place = _heading_place(texts, [sum(map(is_known, row)) for row in texts])
    number, head = filled[place]
    if any(map(is_data, head)):
        return [], 0, [], filled
    return filled[:place], number, head, filled[place + 1 :]


def _heading_place(texts: Sequence[Sequence[str]], known: Sequence[int]) -> int:
    """Return which of the first rows holds the headings.

    The one in which most cells are known headings, if that is plain to see, and the last of
    several such rows; else the first, after titles that stand alone above a wider table.
    """
    best = known.index(max(known))
    if known[best] >= min(2, len(texts[best])) or (best == 0 and known[best]):
        while best + 1 < len(texts) and known[best + 1] >= max(2, len(texts[best + 1]) / 2):
            best += 1
        return best
    width = median(map(len, texts))
    return next((i for i, row in enumerate(texts) if len(row) > 1 or width < 2), 0)  # noqa: PLR2004


def _names(texts: Sequence[str]) -> tuple[tuple[str, ...], list[Words]]:
    """Return a name for each column, unique in the sheet, and what is to be said of twins."""
    names: list[str] = []
    twins: dict[str, list[str]] = {}
    for index, text in enumerate(texts):
        name = text or letters(index)
        alike = twins.setdefault(plain(name) or name, [])
        alike.append(name if not alike else f"{name} ({letters(index)})")
        names.append(alike[-1])
    told = [TWINS.fill(heading=same[0], names=same) for same in twins.values() if len(same) > 1]
    return tuple(names), told


def _without_others(
    rows: list[Row], head: Sequence[Cell], context: Context
) -> tuple[list[Row], list[Words]]:
    """Return the rows without repeated headings and totals, and what is to be said of these."""
    remarks: list[Words] = []
    # In a list of one column the heading may well be a value, too.
    again = [number for number, row in rows if row == head] if len(head) > 1 else []
    if again:
        remarks.append(REPEATED.fill(rows=", ".join(map(str, again))))
        rows = [row for row in rows if row[1] != head]
    if len(rows) > 1 and _is_total(_texts(rows[-1][1], context)):
        remarks.append(TOTAL.fill(rows=_told(rows[-1:], context)))
        rows = rows[:-1]
    return rows, remarks


def _is_total(texts: Sequence[str]) -> bool:
    words = [text for text in texts if text and not _NUMBER.fullmatch(text)]
    numbers = any(_NUMBER.fullmatch(text) for text in texts)
    return numbers and len(words) == 1 and plain(words[0]) in _TOTALS
