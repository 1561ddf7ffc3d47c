"""The plane of the map: the Equal Earth projection, in which areas are as large as they are.

The map is cut where fewest live, at 169° west, so that Europe stands upright in the middle and no
country but a few islands lies on both edges. ``resources/map/world.json`` is drawn in this plane.
"""

from __future__ import annotations

from math import asin, cos, pi, radians, sin, sqrt
from typing import TypeAlias

__all__ = ["EUROPE", "WIDTH", "WORLD", "Box", "Point", "project", "within"]

Point: TypeAlias = tuple[float, float]
"""To the right and downwards from where the map's middle meridian crosses the equator."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""

WIDTH = 20_000
"""The width of the whole globe on the map."""

WORLD: Box = (-9650, -4880, 9900, 4000)
"""What is shown of the globe: all land but the Antarctic."""

EUROPE: Box = (-1560, -4530, 1760, -2420)
"""From Iceland to the Caucasus, from the North Cape to Cyprus."""

_MIDDLE = 11
"""The meridian that the map stands upright at."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""What Equal Earth is made of (Šavrič, Patterson and Jenny, 2018)."""

_SCALE = WIDTH / (4 * sqrt(3) * pi / (3 * _A1))


def project(lat: float, lon: float) -> Point:
    """Return where a place stands on the map, in the units of `WIDTH`."""
    turned = radians((lon - _MIDDLE + 180) % 360 - 180)
    slant = asin(sqrt(3) / 2 * sin(radians(lat)))
    square = slant * slant
    sixth = square**3
    narrow = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    height = slant * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return 2 * sqrt(3) / 3 * turned * cos(slant) / narrow * _SCALE, -height * _SCALE


def within(box: Box, lat: float, lon: float) -> bool:
    """Tell whether a place is in a part of the map."""
    x, y = project(lat, lon)
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
