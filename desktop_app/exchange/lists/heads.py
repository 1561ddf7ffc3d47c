"""Find the headings of a list: in one row or two, below titles, above what explains them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

from desktop_app.domain.kinds import Context
from desktop_app.exchange.lists.readings import JOINED, plain
from desktop_app.exchange.lists.witness import cell_text, is_data
from desktop_app.exchange.reading.reader import Cell

__all__ = ["Head", "IsKnown", "Row", "find_head", "first_row", "is_filled", "is_head", "texts_of"]

Row: TypeAlias = tuple[int, list[Cell]]
IsKnown: TypeAlias = Callable[[str], bool]

MOST_LOOKED_AT = 25
FEWEST = 2

_EXPLAINS = re.compile(
    r"\s*(?:[(\[].*[)\]]|(?:t\.? ?ex|ex|e\.g|z\.b|format|max|min|obligatorisk|valfri|required|"
    r"optional|frivillig)\b.*)\s*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The headings of a list and what stands around them.

    Attributes:
        number: Their row, the lower one of two, from 1; 0 when there are none.
        cells: The cells of that row.
        texts: What each column is called, as it is written; '' where it is not said.
        above: The rows above them.
        lines: The other rows that belong to them: an upper line, and explanations.
        rows: The rows below.
    """

    number: int
    cells: list[Cell]
    texts: list[str]
    above: list[Row]
    lines: list[Row]
    rows: list[Row]


def find_head(filled: list[Row], is_known: IsKnown, context: Context) -> Head:
    """Return the headings among the filled rows, of which there is at least one."""
    texts = [_filled_texts(row, context) for _, row in filled[:MOST_LOOKED_AT]]
    known = [
        0 if _explains(row) else sum(map(is_known, words))
        for row, words in zip(filled, texts, strict=False)
    ]
    place = _place(texts, known)
    number, cells = filled[place]
    if any(map(is_data, cells)) and known[place] < _enough(texts[place]):
        return Head(0, [], [], [], [], filled)
    low = place + _has_lower_line(filled, place, is_known, context)
    top = low - (low > place or _has_upper_line(filled, place, context))
    end = low + 1
    while end < len(filled) and filled[end][0] == filled[end - 1][0] + 1 and _explains(filled[end]):
        end += 1
    number, cells = filled[low]
    upper = texts_of(filled[top][1], context) if top < low else []
    headings = _joined(upper, texts_of(cells, context), is_known)
    lines = [*filled[top:low], *filled[low + 1 : end]]
    return Head(number, cells, headings, filled[:top], lines, filled[end:])


def first_row(filled: list[Row], context: Context) -> Head:
    """Return the first row as the headings, where that is sure."""
    number, cells = filled[0]
    return Head(number, cells, texts_of(cells, context), [], [], filled[1:])


def is_head(row: Sequence[Cell], is_known: IsKnown, context: Context) -> bool:
    """Tell whether a row that stands among others is one of headings, plainly."""
    if not _are_words(row):
        return False
    texts = _filled_texts(row, context)
    return len(texts) >= FEWEST and sum(map(is_known, texts)) >= _enough(texts)


def is_filled(cell: Cell) -> bool:
    """Tell whether there is anything in a cell."""
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def texts_of(row: Sequence[Cell], context: Context) -> list[str]:
    """Return the texts of cells, their line breaks kept."""
    return [cell_text(cell, context).strip() for cell in row]


def _filled_texts(row: Sequence[Cell], context: Context) -> list[str]:
    return list(filter(None, texts_of(row, context)))


def _enough(texts: Sequence[str]) -> float:
    return max(FEWEST, len(texts) / 2)


def _place(texts: Sequence[Sequence[str]], known: Sequence[int]) -> int:
    """Return which of the first rows holds the headings.

    The one in which most cells are known headings, if that is plain to see, and the last of
    several such rows; else the first, after titles that stand alone above a wider table.
    """
    best = known.index(max(known))
    if known[best] >= min(FEWEST, len(texts[best])) or (best == 0 and known[best]):
        while best + 1 < len(texts) and known[best + 1] >= _enough(texts[best + 1]):
            best += 1
        return best
    width = median(map(len, texts))
    return next((i for i, row in enumerate(texts) if len(row) > 1 or width < FEWEST), 0)


def _has_lower_line(filled: list[Row], place: int, is_known: IsKnown, context: Context) -> bool:
    """Tell whether the next row says what stands below merged headings."""
    if not _follows(filled, place + 1):
        return False
    upper, lower = (texts_of(filled[at][1], context) for at in (place, place + 1))
    below = [text for text in lower if text]
    under_nothing = any(text and not over for over, text in _across(upper, lower))
    known = sum(map(is_known, below))
    return under_nothing and _are_words(filled[place + 1][1]) and known >= max(1, len(below) / 2)


def _has_upper_line(filled: list[Row], place: int, context: Context) -> bool:
    """Tell whether the row before groups the headings, as merged cells do."""
    if place == 0 or not _follows(filled, place):
        return False
    upper, lower = (texts_of(filled[at][1], context) for at in (place - 1, place))
    count = sum(map(bool, upper))
    over_nothing = any(over and not text for over, text in _across(upper, lower))
    return (
        _are_words(filled[place - 1][1])
        and plain("".join(upper)) != plain("".join(lower))
        and (over_nothing or count >= FEWEST)
        and (over_nothing or count < sum(map(bool, lower)))
    )


def _follows(filled: list[Row], place: int) -> bool:
    return place < len(filled) and filled[place][0] == filled[place - 1][0] + 1


def _are_words(row: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) and not is_data(cell) for cell in row if is_filled(cell))


def _explains(row: Row) -> bool:
    """Tell whether a row only explains the headings: units, formats, examples."""
    cells = [cell for cell in row[1] if is_filled(cell)]
    return all(isinstance(cell, str) and bool(_EXPLAINS.fullmatch(cell)) for cell in cells)


def _across(upper: Sequence[str], lower: Sequence[str]) -> list[tuple[str, str]]:
    width = max(len(upper), len(lower))
    return [
        (upper[i] if i < len(upper) else "", lower[i] if i < len(lower) else "")
        for i in range(width)
    ]


def _joined(upper: Sequence[str], lower: Sequence[str], is_known: IsKnown) -> list[str]:
    """Return one text for each column; an upper one counts for the columns it is merged over."""
    seen = [plain(text) for text in lower]
    group = ""
    headings: list[str] = []
    for over, text in _across(upper, lower):
        group = over or (group if text else "")
        clear = is_known(text) and seen.count(plain(text)) == 1
        parts = [text or over] if clear or not text else _different(group, text)
        headings.append(JOINED.join(parts))
    return headings


def _different(group: str, text: str) -> list[str]:
    return [part for part in (group, text) if part] if plain(group) != plain(text) else [text]
