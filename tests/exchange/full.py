"""A register with every field of every sheet filled, and texts that break programs."""

from __future__ import annotations

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Country,
    Currency,
    Date,
    Email,
    Flag,
    Integer,
    Languages,
    Link,
    Links,
    Note,
    Phone,
    Reference,
    Tags,
    Text,
    Time,
    Value,
    Website,
    Year,
)
from desktop_app.exchange.contract import SHEETS
from tests.exchange.made import CONTEXT, World, every_field

NASTY = (
    "=1+1",
    "+46 8 508 28 000",
    "-1",
    "@SUM(A1)",
    "0031",
    "1E5",
    "12-maj",
    "TRUE",
    "#N/A",
    "_x0041_",
    "'citat' \"citat\"",
    "; semikolon, komma",
    "<b>&amp;</b>",
    "Łódź Åäö Αθήνα 東京",
    "👩‍🚀 emoji 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "id:contact",
    "2026-03-05",
)
SAMPLES: dict[type, Value] = {
    Amount: "12500.50",
    Country: "AT",
    Currency: "EUR",
    Date: "2026-03-05",
    Email: "anna.berg@example.org",
    Flag: True,
    Integer: 12,
    Languages: ["de", "sv"],
    Note: "Rad ett\nrad två",
    Phone: "+46 8 508 28 000",
    Reference: "KS 2021/1234",
    Tags: ["0031", "=1+1", "klimat"],
    Text: "Text",
    Time: "09:00–15:30",
    Website: "https://example.org",
    Year: 2026,
}
FIRST = ("organisation", "contact", "network", "collaboration", "trip", "request", "advocacy")


def sample(field: Field, world: World) -> Value:
    """Return a value for a field; links lead to the first row of their entity."""
    kind = field.kind
    if isinstance(kind, (Link, Links)):
        found = next((r for r, e in world.entities.items() if e == kind.entity), None)
        return ([found] if isinstance(kind, Links) else found) if found else None
    if isinstance(kind, Choice):
        return CONTEXT.lists.codes(kind.pick_list)[0]
    if isinstance(kind, Choices):
        return sorted(CONTEXT.lists.codes(kind.pick_list)[:2])
    return SAMPLES[type(kind)]


def full_world() -> World:
    """Return a register with a filled and a nearly empty row of each entity."""
    world = World()
    others = (sheet.entity for sheet in SHEETS if sheet.entity not in FIRST)
    for entity in (*FIRST, *others):
        fields = [CATALOGUE[entity].by_name[name] for name in every_field(entity)]
        world.new(entity, {field.name: sample(field, world) for field in fields})
        least = [f for f in fields if f.required or f.name in CATALOGUE[entity].title]
        world.new(entity, {field.name: sample(field, world) for field in least})
    return world


def nasty_world() -> World:
    """Return contacts whose names and notes are what spreadsheets misread."""
    world = World(sheets=("contact",))
    for text in NASTY:
        world.new("contact", {"given_name": text, "family_name": "Ek", "note": f"{text}\n{text}"})
    world.new("contact", {"given_name": "Lång", "note": "x" * 19_990 + "\nslut"})
    world.new("contact", {"given_name": "Många", "note": "😀" * 16_000})
    world.new("contact", {"given_name": "Före 1900", "confirmed_on": "1899-12-31"})
    world.new("contact", {"given_name": "Före mars 1900", "confirmed_on": "1900-02-28"})
    return world
