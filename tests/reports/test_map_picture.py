"""Maps on paper: every dot is there, the largest are named, no name stands on another."""

from __future__ import annotations

from itertools import combinations
from typing import TypeAlias
from xml.etree import ElementTree as Xml

import pytest

from desktop_app.domain.geography import EUROPE, Mark, place, within
from desktop_app.reports.map_picture import Frame, map_svg
from desktop_app.reports.palette import PAPER

SVG = "{http://www.w3.org/2000/svg}"
Rect: TypeAlias = tuple[float, float, float, float]
NEAR = ("Bryssel", "Köpenhamn", "Helsingfors", "Oslo", "Wien", "Paris", "Riga", "Kyiv", "Reykjavik")
FAR = ("Tokyo", "New York", "Sydney", "Nairobi")


def mark(city: str, number: int) -> Mark:
    found = place(city)
    assert found
    return Mark(city, found.country, found.lat, found.lon, number)


def marks(*cities: str) -> list[Mark]:
    return [mark(city, 3 * n + 1) for n, city in enumerate(cities)]


def drawn(given: list[Mark], frame: Frame = "fit", language: str = "sv") -> Xml.Element:
    chosen = "en" if language == "en" else "sv"
    svg = map_svg(given, frame=frame, palette=PAPER, language=chosen)
    return Xml.fromstring(svg)  # noqa: S314 — our own text


def panels(picture: Xml.Element) -> list[Xml.Element]:
    return picture.findall(f"{SVG}svg")


def texts(picture: Xml.Element) -> list[str]:
    return [str(each.text) for each in picture.iter(f"{SVG}text") if each.get("fill")]


@pytest.mark.parametrize(
    ("cities", "frame", "maps"),
    [
        (NEAR, "fit", 1),
        (FAR, "fit", 1),
        ((*NEAR, *FAR), "fit", 2),
        ((*NEAR, *FAR), "world", 1),
        ((), "fit", 1),
    ],
)
def test_every_mark_has_a_dot(cities: tuple[str, ...], frame: Frame, maps: int) -> None:
    picture = drawn(marks(*cities), frame)
    found = panels(picture)
    assert len(found) == maps
    circles = [circle for panel in found for circle in panel.findall(f"{SVG}circle")]
    assert len(circles) == len(cities)
    for circle in circles:
        assert 0 < float(circle.get("cx", 0)) < 470
        assert 0 < float(circle.get("cy", 0)) < 300


def test_only_europe_where_all_is_there() -> None:
    assert all(within(EUROPE, one.lat, one.lon) for one in marks(*NEAR))
    assert map_svg(marks(*NEAR), palette=PAPER, language="sv") == map_svg(
        marks(*NEAR), frame="europe", palette=PAPER, language="sv"
    )


def crowd() -> list[Mark]:
    return [Mark(f"Ort {n}", "DE", 47 + n % 10 / 2, 5 + n // 10, n + 1) for n in range(60)]


def test_names_and_numbers_are_written() -> None:
    given = marks(*NEAR)
    assert {f"{one.name} {one.number}" for one in given} <= set(texts(drawn(given)))


@pytest.mark.parametrize("given", [marks(*NEAR), crowd()], ids=["cities", "crowd"])
def test_no_name_stands_on_another(given: list[Mark]) -> None:
    (panel,) = panels(drawn(given))
    boxes = [box(text) for text in panel.findall(f"{SVG}text") if text.get("fill")]
    assert not any(meet(one, other) for one, other in combinations(boxes, 2))


def box(text: Xml.Element) -> Rect:
    """Return the least room that a text takes: letters are at least so wide."""
    x, y, width = float(text.get("x", 0)), float(text.get("y", 0)), 3.4 * len(str(text.text))
    left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor", "")]
    return left, y - 6, left + width, y


def meet(one: Rect, other: Rect) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def test_more_is_larger_and_what_has_no_name_is_told() -> None:
    picture = drawn(crowd())
    (panel,) = panels(picture)
    sizes = [float(circle.get("r", 0)) for circle in panel.findall(f"{SVG}circle")]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 10
    named = sum(bool(text.get("fill")) for text in panel.findall(f"{SVG}text"))
    assert f"{60 - named} prickar har inget namn" in " ".join(texts(picture))
    assert "Ort 59 60" in texts(picture)


def test_countries_are_rings_and_named_in_the_language() -> None:
    given = [Mark("DE", "DE", 51, 10, 4, "country"), mark("Wien", 2)]
    picture = drawn(given, language="en")
    assert "Germany 4" in texts(picture)
    assert "country, city not known" in texts(picture)
    (panel,) = panels(picture)
    ring, dot = panel.findall(f"{SVG}circle")
    assert (ring.get("fill"), dot.get("fill")) == (PAPER.back, PAPER.accent)


def test_a_name_is_text_whatever_it_looks_like() -> None:
    given = [Mark('<b>"Wien" & \x07Byn</b>', "AT", 48.2, 16.4, 1)]
    assert '<b>"Wien" & Byn</b> 1' in texts(drawn(given))
