"""How wide the columns of a list are on paper, and whether it fits a standing or a lying page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

STANDING, LYING = 122, 182
"""Characters of a line of a table on a standing and on a lying page."""

COMFORT = {STANDING: 48, LYING: 13}
"""Characters that a column has to get at least on such a page, unless it asks for less."""

GAP, MOST, LONGEST_WORD = 3, 60, 22
"""Characters between two columns, that a column asks for at most, and that a word does."""

USUAL = (1.0, 0.9)
"""The share of a column's texts that shall stand in one line: all, or else all but the longest."""

SURE = 0.8
"""The share of a column's characters that fit it even in wide letters."""

FEWEST = 4


@dataclass(frozen=True, slots=True)
class LayOut:
    """Where a list fits.

    Attributes:
        room: Which page: `STANDING` or `LYING`.
        shares: The width of each column, in characters.
        limits: From how many characters on a word may be too long for its column.
    """

    room: int
    shares: Sequence[int]
    limits: Sequence[int]


def lay_out(
    labels: Sequence[str],
    texts: Sequence[Sequence[str]],
    rooms: Sequence[int] = (STANDING, LYING),
    comfort: Mapping[int, int] = COMFORT,
) -> LayOut | None:
    """Return the first of the pages on which all columns are wide enough, None where none is."""
    asked = [
        [_asked(*column, usual) for column in zip(labels, texts, strict=True)] for usual in USUAL
    ]
    for room in rooms:
        for wishes in asked:
            shares = _shares(wishes, room)
            if shares == wishes or (
                wishes is asked[-1] and _comfortable(shares, wishes, comfort[room])
            ):
                return LayOut(room, shares, _limits(shares, room))
    return None


def _asked(label: str, texts: Sequence[str], usual: float) -> int:
    lengths = sorted(len(line) for text in texts for line in text.split("\n"))
    line = lengths[ceil(len(lengths) * usual) - 1] if lengths else 0
    word = max((len(word) for text in texts for word in text.split()), default=0)
    for_label = max(map(len, label.split()), default=0)
    return min(max(line, min(word, LONGEST_WORD), for_label), MOST) + GAP


def _comfortable(shares: Sequence[int], asked: Sequence[int], comfort: int) -> bool:
    return all(s >= min(a, comfort) for s, a in zip(shares, asked, strict=True))


def _limits(shares: Sequence[int], room: int) -> list[int]:
    wider = room / max(1, sum(shares))  # what no column asks for, all get
    return [max(FEWEST, int((share * wider - GAP) * SURE)) for share in shares]


def _shares(asked: Sequence[int], room: int) -> list[int]:
    """Return what each column gets: what it asks for, or a fair part of what remains."""
    shares = list(asked)
    for place, index in enumerate(sorted(range(len(asked)), key=asked.__getitem__)):
        shares[index] = max(1, min(asked[index], room // (len(asked) - place)))
        room -= shares[index]
    return shares
