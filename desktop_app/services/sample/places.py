"""The external organisations of a sample: real cities, EU institutions, universities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import Row
from desktop_app.services.sample.material import countries, table
from desktop_app.services.sample.world import Place, World

LEAST = 60
ALWAYS = ("kyiv", "copenhagen", "commission")
"""A partner of each sort that something is told of: aid, Nordic cooperation, the EU."""

UNIVERSITY_WEIGHT = 4
"""Cities of at least this weight may have their university among the organisations too."""


def places(world: World) -> Iterator[Row]:
    """Go through external organisations: at most one for three contacts, at least some."""
    found = [*table("institutions"), *table("cities"), *_universities()]
    weights = [int(cells.get("weight", 8)) for cells in found]
    order = sorted(world.chance.shuffled(found, weights), key=lambda one: one["slug"] not in ALWAYS)
    for cells in order[: max(LEAST, world.contacts // 3)]:
        row = world.row("organisation", **_values(world, cells))
        world.settle(_place(row.id, cells))
        yield row


def _universities() -> Iterator[Mapping[str, str]]:
    for cells in table("cities"):
        if int(cells["weight"]) >= UNIVERSITY_WEIGHT:
            yield {
                "kind": "university",
                "country": cells["country"],
                "city": cells["city"],
                "administration": f"Universitetet i {cells['city']}",
                "name_en": f"University in {cells['name_en']}",
                "slug": f"university.{cells['slug']}",
                "weight": "1",
            }


def _values(world: World, cells: Mapping[str, str]) -> dict[str, Value]:
    kind = cells.get("kind", "city")
    english = f"City of {cells['name_en']}" if kind == "city" else cells["name_en"]
    return {
        "name": _name(cells),
        "name_en": english,
        "kind": kind,
        "city": cells["city"],
        "country": cells["country"],
        "website": f"https://{cells['slug']}.example.org",
        "note": world.maybe(0.05, "Svarar helst på engelska."),
        "retention": "until_decision",
    }


def _place(row_id: str, cells: Mapping[str, str]) -> Place:
    weight, country = int(cells.get("weight", 8)), cells["country"]
    names = _name(cells), country, cells["city"], cells["slug"]
    return Place(row_id, *names, weight, countries()[country])


def _name(cells: Mapping[str, str]) -> str:
    return cells.get("administration") or cells["name"]
