"""Where places are: cities and countries on the globe and on the map, and how far apart.

Everything is read when the first place is asked for, from ``resources/map``.
"""

from __future__ import annotations

from desktop_app.domain.geography.labels import Dot, Measure, dot_radius, label_boxes
from desktop_app.domain.geography.marks import (
    Located,
    Mark,
    MarkKind,
    Placed,
    Unplaced,
    mark_name,
    placed,
)
from desktop_app.domain.geography.outlines import Ring, Shape, rings, shapes
from desktop_app.domain.geography.places import (
    Place,
    country_centre,
    distance_km,
    leg_km,
    place,
)
from desktop_app.domain.geography.plane import EUROPE, WORLD, Box, Point, project, within

__all__ = [
    "EUROPE",
    "WORLD",
    "Box",
    "Dot",
    "Located",
    "Mark",
    "MarkKind",
    "Measure",
    "Place",
    "Placed",
    "Point",
    "Ring",
    "Shape",
    "Unplaced",
    "country_centre",
    "distance_km",
    "dot_radius",
    "label_boxes",
    "leg_km",
    "mark_name",
    "place",
    "placed",
    "project",
    "rings",
    "shapes",
    "within",
]
