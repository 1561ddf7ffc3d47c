"""Small registers for tests of returns, and what people do to their workbooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl

from desktop_app.domain.kinds import Value
from desktop_app.exchange.contract import sheet_of
from desktop_app.exchange.plan import ReturnPlan, RowPlan
from tests.exchange.made import World
from tests.exchange.resave import edit, put, row_of


def title_of(entity: str, language: str = "sv") -> str:
    """Return the name of an entity's sheet."""
    contract = sheet_of(entity)
    assert contract is not None
    return contract.title.into(language)


def people() -> tuple[World, list[str]]:
    """Return a register of an organisation and six contacts."""
    world = World(sheets=("contact", "organisation"))
    office = world.new("organisation", {"name": "Oslo kommune", "kind": "city"}, "oslo")
    world.new("organisation", {"name": "Stadt Wien", "kind": "city"}, "wien")
    rows = [
        world.new(
            "contact",
            {
                "given_name": name,
                "family_name": "Ek",
                "organisation": office,
                "email": f"{name.lower()}@example.org",
                "topics": ["klimat", "vatten"],
                "city": "Oslo",
            },
            name,
        )
        for name in ("Anna", "Bea", "Cia", "Dan", "Eva", "Fia")
    ]
    return world, rows


def trip() -> tuple[World, str, str, str]:
    """Return a register with a trip, its stop and its cost."""
    world = World(sheets=("organisation", "trip", "stop", "cost"))
    office = world.new("organisation", {"name": "Oslo kommune", "kind": "city"})
    values: dict[str, Value] = {
        "title": "Luft i Wien",
        "organisation": office,
        "start_on": "2025-11-03",
        "end_on": "2025-11-06",
    }
    journey = world.new("trip", values)
    stop = world.new("stop", {"trip": journey, "city": "Wien", "country": "AT"})
    sums = {"budget": "100.00", "outcome": "90.00", "currency": "SEK"}
    cost = world.new("cost", {"trip": journey, "item": "travel", **sums})
    return world, journey, stop, cost


def contacts(path: Path, change: Callable[[object], None]) -> Path:
    """Save a copy after a person changed the sheet of contacts."""
    return edit(path, lambda book: change(book["Kontakter"]))


def typed(path: Path, rows: dict[str, dict[str, object]]) -> Path:
    """Save a copy after a person typed into cells of contacts, by id and column."""

    def change(sheet: object) -> None:
        for row, cells in rows.items():
            for key, value in cells.items():
                put(sheet, row_of(sheet, row), key, value)  # type: ignore[arg-type]

    return contacts(path, change)


def added(path: Path, entity: str, *rows: dict[str, object]) -> Path:
    """Save a copy after a person added rows below a table."""
    title = title_of(entity)

    def change(book: openpyxl.Workbook) -> None:
        sheet = book[title]
        below = max(cell.row for cell in sheet["A"] if cell.value) + 1
        for number, cells in enumerate(rows, below):
            for key, value in cells.items():
                put(sheet, number, key, value)

    return edit(path, change)


def of(plan: ReturnPlan, row: str) -> RowPlan:
    """Return what becomes of a row."""
    return next(outcome for outcome in plan.outcomes if outcome.id == row)


def sums(plan: ReturnPlan) -> dict[str, int]:
    """Return how many rows ended how, without those of which there are none."""
    assert sum(plan.sums.values()) == plan.rows
    return {outcome: count for outcome, count in plan.sums.items() if count}


def counted(world: World) -> dict[str, int]:
    return {"unchanged": len(world.entities)}
