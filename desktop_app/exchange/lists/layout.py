"""Find the headings and the rows of a list; whatever is neither is named with what it says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from desktop_app.domain.kinds import Context
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.heads import (
    Head,
    IsKnown,
    Row,
    find_head,
    first_row,
    is_filled,
    texts_of,
)
from desktop_app.exchange.lists.readings import plain
from desktop_app.exchange.reading.gate import letters
from desktop_app.exchange.reading.reader import Cell

__all__ = ["Layout", "Row", "filled_rows", "lay_out"]

ABOVE = Words(
    "Raderna ovanför rubrikerna togs inte in: {rows}.",
    "The rows above the headings were not taken in: {rows}.",
)
LINES = Words(
    "Rubrikerna står på flera rader; till dem hör {rows}.",
    "The headings stand in several rows; to them belongs {rows}.",
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
BETWEEN = Words(
    "Rader som bara säger vad som följer togs inte in: {rows}.",
    "Rows that only say what follows were not taken in: {rows}.",
)
TOTAL = Words(
    "Raden med summor togs inte in: {rows}.", "The row of totals was not taken in: {rows}."
)
TOTALS = Words(
    "Raderna med summor togs inte in: {rows}.", "The rows of totals were not taken in: {rows}."
)
BELOW = Words(
    "Raderna under listan togs inte in: {rows}.",
    "The rows below the list were not taken in: {rows}.",
)
TWINS = Words(
    "Rubriken ”{heading}” finns flera gånger; kolumnerna kallas {names}.",
    "The heading ”{heading}” is there more than once; its columns are called {names}.",
)
ROW = Words("rad {number}: {text}", "row {number}: {text}")

_TOTALS = frozenset(
    (
        *("summa", "totalt", "total", "totalsumma", "sum", "totals", "grandtotal", "summatotalt"),
        *("delsumma", "deltotal", "subtotal", "subtotals", "sumtotal", "summatotal", "insgesamt"),
        *("antal", "gesamt", "summe", "zwischensumme", "soustotal", "ialt", "yhteensa"),
    )
)
_SUM_OF = re.compile(r"\s*(?:del)?summa\b|\s*(?:sub-?)?totalt?\b", re.IGNORECASE)
_NUMBER = re.compile(r"[-−+]?[0-9][0-9 .,\xa0]*(?:kr|sek|eur|€|%)?", re.IGNORECASE)
_FOOT = re.compile(
    r"\s*(?:källa|källor|sources?|not|notes?|obs|anm|uppdatera[dt]|updated|senast uppdaterad|"
    r"last updated|utskriven|printed|sida|page|fotnot|footnote)\b.*|\s*[*©].*|"
    r"\s*(?:totalt?|summa|sammanlagt|antal|number of|count)\b[^0-9]{0,40}[0-9]+\b.{0,40}|"
    r"\s*(?:kontakt för|contact for|frågor om|questions about) .*\b(?:listan|list)\b.*",
    re.IGNORECASE | re.DOTALL,
)
LAST = 20
"""How many rows at the end may be notes about the list."""
FIRST = 5
"""How many rows at the beginning tell how wide the list is."""
FEWEST_COLUMNS = 3
"""How wide a list is in which a row of one cell stands out."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A list as headings and rows.

    Attributes:
        heading_row: The row of the headings, from 1; 0 when there is none.
        headings: A name for each column, unique in the list.
        texts: What stands there as heading, '' where nothing does.
        rows: The number and cells of each row to take in.
        remarks: What is to be said of the others.
        unnamed: The names that are only letters, since there is no heading.
    """

    heading_row: int
    headings: tuple[str, ...]
    texts: tuple[str, ...]
    rows: list[Row]
    remarks: tuple[Words, ...]
    unnamed: frozenset[str]


def filled_rows(rows: Iterable[list[Cell]]) -> list[Row]:
    """Return the rows that hold anything, each with its number in the file."""
    return [(number, row) for number, row in enumerate(rows, 1) if any(map(is_filled, row))]


def lay_out(filled: list[Row], is_known: IsKnown, context: Context, sure: bool = False) -> Layout:
    """Return the headings and rows among the filled rows, of which there is at least one.

    Args:
        filled: The rows.
        is_known: Tells whether a heading is known.
        context: What cells are read with.
        sure: Whether the first row holds the headings and all others are rows, for certain.
    """
    head = first_row(filled, context) if sure else find_head(filled, is_known, context)
    width = max([len(head.texts), *[len(row) for _, row in head.rows]])
    texts = [*head.texts, *[""] * (width - len(head.texts))]
    headings, twins = _names([" ".join(text.split()) for text in texts])
    kept, others = (head.rows, []) if sure else _without_others(head, context)
    explained = sum(number > head.number for number, _ in head.lines)
    blank = (filled[-1][0] - head.number) - len(head.rows) - explained
    remarks = [
        *([ABOVE.fill(rows=_told(head.above, context))] if head.above else []),
        *([LINES.fill(rows=_told(head.lines, context))] if head.lines else []),
        *([] if head.number else [NO_HEADINGS]),
        *twins,
        *([BLANK.fill(count=blank)] if blank else []),
        *others,
    ]
    unnamed = frozenset(name for name, text in zip(headings, texts, strict=True) if not text)
    return Layout(head.number, headings, tuple(texts), kept, tuple(remarks), unnamed)


def _told(rows: Iterable[Row], context: Context) -> list[Words]:
    return [
        ROW.fill(
            number=number,
            text=" | ".join(" ".join(text.split()) for text in texts_of(row, context) if text),
        )
        for number, row in rows
    ]


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


def _without_others(head: Head, context: Context) -> tuple[list[Row], list[Words]]:
    """Return the rows without headings, totals and notes, and what is to be said of these."""
    remarks: list[Words] = []
    rows = head.rows
    again, between = _repeated(head)
    if again:
        numbers = [number for number, _ in again]
        remarks.append(REPEATED.fill(rows=", ".join(map(str, numbers))))
        rows = _left(rows, {*numbers, *(number for number, _ in between)})
    if between:
        remarks.append(BETWEEN.fill(rows=_told(between, context)))
    filled = {number for number, _ in head.rows}
    rows, foot = _without_foot(rows, filled)
    totals = _totals(rows, context)
    if totals:
        words = TOTAL if len(totals) == 1 else TOTALS
        remarks.append(words.fill(rows=_told(totals, context)))
        rows, above = _without_foot(_left(rows, {number for number, _ in totals}), filled)
        foot = [*above, *foot]
    if foot:
        remarks.append(BELOW.fill(rows=_told(foot, context)))
    return rows, remarks


def _left(rows: list[Row], numbers: set[int]) -> list[Row]:
    return [row for row in rows if row[0] not in numbers]


def _repeated(head: Head) -> tuple[list[Row], list[Row]]:
    """Return the rows that repeat the headings, and the titles that stand right above them."""
    # In a list of one column the heading may well be a value, too.
    if len(head.cells) < 2:  # noqa: PLR2004
        return [], []
    lines = [head.cells, *(cells for number, cells in head.lines if number < head.number)]
    rows = head.rows
    places = {place: None for place, (_, row) in enumerate(rows) if row in lines}
    before = (place - 1 for place in places if place and place - 1 not in places)
    wide = sum(map(is_filled, head.cells)) >= FEWEST_COLUMNS
    titles = [rows[place] for place in before if wide and _stands_alone(rows, place)]
    return [rows[place] for place in places], titles


def _stands_alone(rows: list[Row], place: int) -> bool:
    """Tell whether a row of one cell stands after a blank row: it belongs to what follows."""
    number, row = rows[place]
    return sum(map(is_filled, row)) == 1 and (place == 0 or rows[place - 1][0] < number - 1)


def _without_foot(rows: list[Row], filled: Collection[int]) -> tuple[list[Row], list[Row]]:
    """Divide the rows from what stands below the list; `filled` are the rows that are not blank.

    Two of three signs tell: all that is left are notes, it stands below a blank row, and the list
    is wide enough for a row of one cell to stand out.
    """
    width = max((sum(map(is_filled, row)) for _, row in rows[:FIRST]), default=0)
    last = rows[max(1, len(rows) - LAST - 1) :] if width > 1 else []
    alone = list(takewhile(_is_alone, reversed(last)))
    # A long run of such rows is part of the list.
    wide = width >= FEWEST_COLUMNS
    stands_out = wide and len(alone) <= LAST
    are_notes, count = True, 0
    for place, (number, row) in enumerate(alone[:LAST], 1):
        are_notes = are_notes and _is_note(row)
        below_blank = number - 1 not in filled
        if (are_notes and (wide or below_blank)) or (stands_out and below_blank):
            count = place
    return rows[: len(rows) - count], rows[len(rows) - count :]


def _is_alone(row: Row) -> bool:
    return sum(map(is_filled, row[1])) == 1


def _is_note(row: Sequence[Cell]) -> bool:
    return all(isinstance(c, str) and _FOOT.fullmatch(c) for c in row if is_filled(c))


def _totals(rows: list[Row], context: Context) -> list[Row]:
    """Return the rows that only add up others: the last one, and fainter ones between."""
    if len(rows) < 2:  # noqa: PLR2004
        return []
    likely = [row for row in rows if _may_be_total(row[1])]
    found = [row for row in likely if _is_total(texts_of(row[1], context))]
    usual = max(sum(map(is_filled, row)) for _, row in rows[:FIRST])
    return [row for row in found if row is rows[-1] or sum(map(is_filled, row[1])) < usual]


def _may_be_total(row: Sequence[Cell]) -> bool:
    for cell in row:
        if cell is not None and cell != "":
            return isinstance(cell, str) and cell.strip()[:3].casefold() in _BEGINNINGS
    return False


_BEGINNINGS = frozenset((*(word[:3] for word in _TOTALS), "i a", "gra", "sou"))


def _is_total(texts: Sequence[str]) -> bool:
    words = [text for text in texts if text and not _NUMBER.fullmatch(text)]
    numbers = any(_NUMBER.fullmatch(text) for text in texts)
    if not numbers or len(words) != 1:
        return False
    return plain(words[0]) in _TOTALS or bool(_SUM_OF.match(words[0]))
