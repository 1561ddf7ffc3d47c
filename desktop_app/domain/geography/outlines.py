"""The shapes of the countries, already in the plane of the map."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from desktop_app.data import RESOURCES

__all__ = ["MAP", "Ring", "Shape", "rings", "shapes"]

MAP = RESOURCES / "map"

Ring: TypeAlias = list[tuple[int, int]]
"""A closed line; what lies in an even number of a country's rings is not the country."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A country as it is drawn.

    Attributes:
        path: Its outline, as the path of an SVG picture (filled ``evenodd``).
        centre: Latitude and longitude of the middle of its largest part.
    """

    path: str
    centre: tuple[float, float]


@cache
def shapes() -> Mapping[str, Shape]:
    """Return the shapes by the codes of countries; ”” is what no country is said to have."""
    drawn = json.loads((MAP / "world.json").read_text(encoding="utf-8"))["countries"]
    return {code: Shape(one["path"], tuple(one["centre"])) for code, one in drawn.items()}


def rings(path: str) -> list[Ring]:
    """Return the rings of a shape's path."""
    return [_ring(ring) for ring in path.split("M")[1:]]


def _ring(text: str) -> Ring:
    """Return the points of a ring, each written as the way from the one before."""
    numbers = [int(number) for number in re.findall(r"-?\d+", text)]
    x = y = 0
    found = []
    for right, down in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + right, y + down
        found.append((x, y))
    return found
