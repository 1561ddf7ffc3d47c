"""Dots and their names on a picture: how large a dot is, and names that do not overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeAlias

from desktop_app.domain.geography.plane import Box

__all__ = ["Dot", "Measure", "dot_radius", "label_boxes"]

Measure: TypeAlias = Callable[[str], tuple[float, float]]
"""Tells how wide and how high a text is."""

_GAP = 2.0
"""Between a dot and its name, and between names."""

_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
"""Where a name may stand beside its dot, the best first: to the right, to the left, above…"""


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot on a picture.

    Attributes:
        x: Where its middle is.
        y: Where its middle is.
        radius: How large it is.
        text: What shall stand beside it.
    """

    x: float
    y: float
    radius: float
    text: str

    @property
    def box(self) -> Box:
        """What it covers."""
        x, y, radius = self.x, self.y, self.radius
        return x - radius, y - radius, x + radius, y + radius


def dot_radius(number: int, most: int, largest: float) -> float:
    """Return the radius of a dot: its area tells the number, but the least is still seen."""
    return max(largest / 5, largest * sqrt(number / max(most, 1)))


def label_boxes(
    dots: Sequence[Dot], room: Box, measure: Measure, sure: int = 0
) -> list[Box | None]:
    """Return where the names of dots stand, None where there is no room for one.

    No name stands on another, on a dot or outside the room; earlier dots choose first.

    Args:
        dots: The dots, the most important first.
        room: What is seen of the picture.
        measure: Tells the width and the height of a text.
        sure: So many of the first dots may have their names on later dots, if need be.
    """
    every = [dot.box for dot in dots]
    named: list[Box] = []
    found: list[Box | None] = []
    for number, dot in enumerate(dots):
        choices = [
            box for box in _choices(dot, measure) if _within(box, room) and _is_free(box, named)
        ]
        box = next((one for one in choices if _is_free(one, every)), None)
        if box is None and number < sure:
            first = every[:sure]
            choices = [one for one in choices if _is_free(one, first)]
            box = min(choices, key=lambda one: _covered(one, every), default=None)
        if box is not None:
            named.append(box)
        found.append(box)
    return found


def _is_free(box: Box, others: Sequence[Box]) -> bool:
    return not any(_meet(box, other) for other in others)


def _covered(box: Box, others: Sequence[Box]) -> int:
    return sum(_meet(box, other) for other in others)


def _choices(dot: Dot, measure: Measure) -> Iterator[Box]:
    if not dot.text:
        return
    width, height = measure(dot.text)
    for right, down in _SIDES:
        x = dot.x + right * (dot.radius + _GAP + width / 2)
        y = dot.y + down * (dot.radius + _GAP / 2 + height / 2)
        yield x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(box: Box, room: Box) -> bool:
    return room[0] <= box[0] and room[1] <= box[1] and box[2] <= room[2] and box[3] <= room[3]
