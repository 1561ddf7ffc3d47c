"""The countries as they are painted, in the plane of the map."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from desktop_app.domain.geography import WORLD, Box, Ring, rings, shapes
from desktop_app.ui.palettes import Colours

__all__ = ["Land", "prepare", "rect_of"]

COARSE = 24
"""Units of the map's plane: what is nearer is one point where the whole world is seen."""

TINT, OUTLINE = 0.25, 0.55
"""How much of the dots' colour a country that something is told of has, and its outline."""

FINE_FROM = 0.1
"""Pixels for a unit from which on all points are painted."""


def rect_of(box: Box) -> QRectF:
    """Return a part of the map's plane as a rectangle."""
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top)


def prepare() -> None:
    """Read all countries in a thread, so that the first map is there at once."""
    _paths(coarse=True)
    _paths(coarse=False)


class Land(QGraphicsScene):
    """All countries; those that something is told of are tinted."""

    def __init__(self) -> None:
        """Make all countries, without colours yet."""
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        whole = rect_of(WORLD)
        aside, above = whole.width() / 4, whole.height() / 4
        self.setSceneRect(whole.adjusted(-aside, -above, aside, above))
        self._coarse = True
        self._items = {code: QGraphicsPathItem(path) for code, path in _paths(coarse=True).items()}
        for item in self._items.values():
            self.addItem(item)

    def tint(self, colours: Colours, told: Set[str]) -> None:
        """Paint the countries in `colours`, those in `told` tinted."""
        looks = {
            False: (QBrush(colours.hover), _pen(colours.base)),
            True: (
                QBrush(_between(colours.link, colours.base, TINT)),
                _pen(_between(colours.link, colours.base, OUTLINE)),
            ),
        }
        for code, item in self._items.items():
            brush, pen = looks[code in told]
            item.setBrush(brush)
            item.setPen(pen)
            item.setZValue(code in told)  # its outline over that of its neighbours

    def draw_for(self, scale: float) -> None:
        """Take as many points as are seen at so many pixels for a unit."""
        coarse = scale < FINE_FROM
        if coarse != self._coarse:
            self._coarse = coarse
            for code, path in _paths(coarse=coarse).items():
                self._items[code].setPath(path)


def _pen(colour: QColor) -> QPen:
    pen = QPen(colour, 0.7)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _between(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour that is `share` of the first and the rest of the other."""
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(mine * share + its * (1 - share)) for mine, its in parts))


@cache
def _paths(*, coarse: bool) -> Mapping[str, QPainterPath]:
    return {code: _path(rings(shape.path), coarse) for code, shape in shapes().items()}


def _path(parts: list[Ring], coarse: bool) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in parts:
        path.addPolygon(QPolygonF([QPointF(*point) for point in _points(ring, coarse)]))
        path.closeSubpath()
    return path


def _points(ring: Ring, coarse: bool) -> Ring:
    if not coarse:
        return ring
    kept = ring[:1]
    for x, y in ring[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= COARSE:
            kept.append((x, y))
    return kept if len(kept) > 2 else ring  # noqa: PLR2004 — a ring has three points
