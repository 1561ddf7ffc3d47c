"""A map with a dot for each place, as an SVG picture: larger the more, with name and number.

Where most is in Europe and something far away, Europe is drawn large and the world below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from desktop_app.domain.geography import (
    EUROPE,
    WORLD,
    Box,
    Dot,
    Mark,
    Ring,
    dot_radius,
    label_boxes,
    mark_name,
    project,
    rings,
    shapes,
    within,
)
from desktop_app.domain.words import Language, Words
from desktop_app.reports.glyphs import printable
from desktop_app.reports.palette import Palette

__all__ = ["Frame", "map_svg"]

Frame: TypeAlias = Literal["world", "europe", "fit"]

WIDTH = 470.0
"""Points: as wide as the text of a page."""

SIZE = 8.5
LETTER, WIDE_LETTER = 0.54, 1.0
"""How wide letters are at most, by the size of the text; those of Chinese and its like too."""

WIDE_FROM = "\u1100"
LARGEST: Sequence[tuple[int, float]] = ((25, 13.0), (80, 10.0), (10**9, 7.5))
"""The radius of the largest dot, by how many dots there are."""

MOST_LABELS, SURE_LABELS = 120, 10
BETWEEN, KEY_HEIGHT = 8.0, 34.0
FEW = 3
"""So many dots in Europe are worth a picture of their own."""

LAND_SHARE = 0.38
LEAST_ISLAND = 1500
"""An island whose width and height are less than this part of a picture is left out."""

FAMILY = "Source Sans 3, DejaVu Sans, Droid Sans Fallback"

CITY, COUNTRY = Words("ort", "city"), Words("land, orten är inte känd", "country, city not known")
COUNTRIES = Words("land", "country")
UNNAMED = Words(
    "{number} prickar har inget namn för att kartan ska gå att läsa; tabellen har alla.",
    "{number} dots have no name so that the map can be read; the table has them all.",
)
ONE_UNNAMED = Words(
    "En prick har inget namn för att kartan ska gå att läsa; tabellen har alla.",
    "One dot has no name so that the map can be read; the table has them all.",
)


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the maps of a picture.

    Attributes:
        box: What is seen of the map's plane.
        top: Where in the picture it begins.
        marks: What is shown.
        framed: A part of the plane that is drawn again in another panel.
    """

    box: Box
    top: float
    marks: Sequence[Mark]
    framed: Box | None = None

    @property
    def scale(self) -> float:
        """How many points a unit of the plane is."""
        return WIDTH / (self.box[2] - self.box[0])

    @property
    def height(self) -> float:
        """How many points it is high."""
        return (self.box[3] - self.box[1]) * self.scale

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the plane is in the panel."""
        return (x - self.box[0]) * self.scale, (y - self.box[1]) * self.scale


@dataclass(frozen=True, slots=True)
class Style:
    """What everything in a picture is drawn with."""

    palette: Palette
    language: Language
    told: frozenset[str]
    most: int
    largest: float

    def radius(self, number: int) -> float:
        """Return the radius of a dot for a number."""
        return dot_radius(number, self.most, self.largest)


def map_svg(
    marks: Sequence[Mark], *, frame: Frame = "fit", palette: Palette, language: Language
) -> str:
    """Return a map with a dot for each mark; the same marks give the same text.

    Args:
        marks: What is shown.
        frame: Europe, the world, or what the marks need: ``fit``.
        palette: The colours.
        language: The language of names.
    """
    ordered = sorted(marks, key=lambda mark: (-mark.number, mark.kind, mark.name, mark.country))
    most = max((mark.number for mark in ordered), default=1)
    largest = next(radius for count, radius in LARGEST if len(ordered) <= count)
    style = Style(palette, language, frozenset(mark.country for mark in ordered), most, largest)
    panels = _panels(ordered, frame)
    drawn, unnamed = [], 0
    for panel in panels:
        lines, left = _panel(panel, style)
        drawn += lines
        unnamed += left
    bottom = panels[-1].top + panels[-1].height
    drawn += _key(ordered, bottom, unnamed, style)
    return _document(bottom + KEY_HEIGHT, drawn)


def _panels(marks: Sequence[Mark], frame: Frame) -> list[Panel]:
    near = [mark for mark in marks if within(EUROPE, mark.lat, mark.lon)]
    far = [mark for mark in marks if not within(EUROPE, mark.lat, mark.lon)]
    if frame == "europe" or (frame == "fit" and near and not far):
        return [Panel(EUROPE, 0, near)]
    if frame == "world" or len(near) < FEW:
        return [Panel(WORLD, 0, marks)]
    first = Panel(EUROPE, 0, near)
    second_top = first.height + BETWEEN
    return [first, Panel(WORLD, second_top, far, framed=EUROPE)]


def _document(height: float, parts: Sequence[str]) -> str:
    size = f'width="{WIDTH:.0f}pt" height="{height:.1f}pt" viewBox="0 0 {WIDTH:.0f} {height:.1f}"'
    space = 'xmlns="http://www.w3.org/2000/svg"'
    return "\n".join([f"<svg {space} {size}>", *parts, "</svg>", ""])


def _land(panel: Panel, style: Style) -> str:
    """Return the countries that are seen in a panel."""
    plain = _between(style.palette.hair, style.palette.back, LAND_SHARE)
    paths = (
        f'<path fill="{style.palette.soft if code in style.told else plain}" d="{path}"/>'
        for code, path in _seen(panel.box)
    )
    (left, top, *_), scale = panel.box, panel.scale
    move = f"scale({scale:.5f}) translate({-left} {-top})"
    look = f'fill-rule="evenodd" stroke="{style.palette.back}" stroke-width="{0.4 / scale:.1f}"'
    return f'<g {look} transform="{move}">{"".join(paths)}</g>'


@cache
def _seen(box: Box) -> tuple[tuple[str, str], ...]:
    """Return the codes and paths of the countries, each without the parts that are not seen."""
    parts = ((code, _parts(shape.path, box)) for code, shape in shapes().items())
    return tuple((code, path) for code, path in parts if path)


def _parts(path: str, box: Box) -> str:
    pieces = zip(path.split("M")[1:], rings(path), strict=True)
    return "".join(f"M{piece}" for piece, ring in pieces if _touches(ring, box))


def _touches(ring: Ring, box: Box) -> bool:
    """Tell whether a ring is in a box, and large enough there to be seen."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    seen = left < box[2] and right > box[0] and top < box[3] and bottom > box[1]
    return seen and right - left + bottom - top > (box[2] - box[0]) / LEAST_ISLAND


def _between(one: str, other: str, share: float) -> str:
    """Return a colour that is `share` of the first and the rest of the other."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(a * share + b * (1 - share)) for a, b in pairs).hex()


def _panel(panel: Panel, style: Style) -> tuple[list[str], int]:
    """Return what a panel is drawn with, and how many of its dots have no name."""
    dots = [_dot(panel, *pair, style) for pair in enumerate(panel.marks)]
    boxes = label_boxes(dots, (2, 2, WIDTH - 2, panel.height - 2), _measure, SURE_LABELS)
    view = f'width="{WIDTH:.0f}" height="{panel.height:.1f}" y="{panel.top:.1f}"'
    lines = [
        f"<svg {view}>",
        _land(panel, style),
        *_frame(panel, style.palette),
        *(_circle(*pair, style.palette) for pair in zip(dots, panel.marks, strict=True)),
        *(_text(*pair, style) for pair in zip(dots, boxes, strict=True)),
        "</svg>",
    ]
    return [line for line in lines if line], boxes.count(None)


def _dot(panel: Panel, place: int, mark: Mark, style: Style) -> Dot:
    x, y = panel.at(*project(mark.lat, mark.lon))
    name = printable(mark_name(mark, style.language))
    text = f"{name} {mark.number}" if place < MOST_LABELS else ""
    return Dot(x, y, style.radius(mark.number), text)


def _measure(text: str) -> tuple[float, float]:
    wide = sum(letter >= WIDE_FROM for letter in text)
    return SIZE * (LETTER * (len(text) - wide) + WIDE_LETTER * wide), SIZE * 1.1


def _frame(panel: Panel, palette: Palette) -> Iterator[str]:
    if panel.framed:
        (left, top), (right, bottom) = panel.at(*panel.framed[:2]), panel.at(*panel.framed[2:])
        place = f'x="{left:.1f}" y="{top:.1f}"'
        size = f'width="{right - left:.1f}" height="{bottom - top:.1f}"'
        yield f'<rect {place} {size} fill="none" stroke="{palette.quiet}" stroke-width="0.8"/>'


def _circle(dot: Dot, mark: Mark, palette: Palette) -> str:
    """Return a dot: filled for a city, a ring for a country."""
    filled = f'fill="{palette.accent}" stroke="{palette.back}" stroke-width="0.7"'
    ring = f'fill="{palette.back}" stroke="{palette.accent}" stroke-width="1.4"'
    look = filled if mark.kind == "city" else ring
    return f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{dot.radius:.1f}" {look}/>'


def _text(dot: Dot, box: Box | None, style: Style) -> str:
    if box is None:
        return ""
    anchors = {True: ("start", box[0]), False: ("end", box[2])}
    anchor, x = anchors[box[0] > dot.x]
    if box[0] < dot.x < box[2]:
        anchor, x = "middle", dot.x
    return _words(x, box[3] - SIZE * 0.3, dot.text, style.palette, anchor=anchor, halo=True)


def _words(  # noqa: PLR0913 — where, what and how
    x: float, y: float, text: str, palette: Palette, *, anchor: str = "start", halo: bool = False
) -> str:
    font = f'font-family={quoteattr(FAMILY)} font-size="{SIZE}" text-anchor="{anchor}"'
    place = f'<text x="{x:.1f}" y="{y:.1f}" {font}'
    around = f'stroke="{palette.back}" stroke-width="2" stroke-linejoin="round"'
    behind = f"{place} {around}>{escape(text)}</text>" if halo else ""
    return f'{behind}{place} fill="{palette.ink}">{escape(text)}</text>'


def _key(marks: Sequence[Mark], top: float, unnamed: int, style: Style) -> Iterator[str]:
    """Go through what tells what dots and rings of which size mean."""
    x, middle = 2.0, top + 17
    for mark, words in _samples(marks):
        radius = style.radius(mark.number)
        yield _circle(Dot(x + radius, middle, radius, ""), mark, style.palette)
        text = words.into(style.language) if words else str(mark.number)
        yield _words(x + 2 * radius + 3, middle + SIZE * 0.33, text, style.palette)
        x += 2 * radius + 12 + _measure(text)[0]
    if unnamed:
        words = ONE_UNNAMED if unnamed == 1 else UNNAMED.fill(number=unnamed)
        text = words.into(style.language)
        yield _words(x, middle + SIZE * 0.33, text, style.palette)


def _samples(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Words | None]]:
    """Go through dots of the least, a middling and the largest number, then what a ring is."""
    if not marks:
        return
    numbers = [mark.number for mark in marks]
    for number in sorted({min(numbers), round((min(numbers) * max(numbers)) ** 0.5), max(numbers)}):
        yield Mark("", "", 0, 0, number, marks[0].kind), None
    kinds = {mark.kind for mark in marks}
    if len(kinds) > 1:
        least = min(numbers)
        yield Mark("", "", 0, 0, least, "city"), CITY
        yield Mark("", "", 0, 0, least, "country"), COUNTRY
