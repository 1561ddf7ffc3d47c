from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest

from desktop_app.domain import kinds
from desktop_app.domain.catalogue import CATALOGUE, ENTITIES
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Kind
from desktop_app.domain.words import LANGUAGES
from desktop_app.exchange.cells import CELLS
from desktop_app.exchange.contract import (
    FORMAT,
    HIDDEN_SHEETS,
    LEFT_OUT,
    LOCAL,
    README,
    SHEETS,
    sheet_of,
)
from desktop_app.exchange.layout import layout
from desktop_app.exchange.looks import WIDTHS
from desktop_app.exchange.validation import RULES

GOLDEN = Path(__file__).parents[1] / "golden" / "contract.json"


def every_kind() -> set[type[Kind]]:
    found = {getattr(kinds, name) for name in kinds.__all__}
    return {kind for kind in found if isinstance(kind, type) and issubclass(kind, Kind)} - {Kind}


def contract() -> dict[str, object]:
    """Return the contract as the golden file holds it."""
    return {
        "format": f"{FORMAT[0]}.{FORMAT[1]}",
        "sheets": [
            {
                "entity": sheet.entity,
                "sv": sheet.title.sv,
                "en": sheet.title.en,
                "columns": [
                    f"{name}: {CATALOGUE[sheet.entity].by_name[name].kind}"
                    f"{' *' if CATALOGUE[sheet.entity].by_name[name].required else ''}"
                    f" | {CATALOGUE[sheet.entity].by_name[name].label.sv}"
                    f" | {CATALOGUE[sheet.entity].by_name[name].label.en}"
                    for name in sheet.columns
                ],
            }
            for sheet in SHEETS
        ],
        "left_out": {entity: dict(fields) for entity, fields in LEFT_OUT.items()},
    }


def test_contract_is_as_agreed() -> None:
    now = json.dumps(contract(), ensure_ascii=False, indent=1).splitlines()
    agreed = GOLDEN.read_text(encoding="utf-8").splitlines()
    difference = "\n".join(difflib.unified_diff(agreed, now, "agreed", "now", lineterm=""))
    assert difference == ""


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_every_field_has_a_column_or_a_reason(entity: Entity) -> None:
    sheet = sheet_of(entity.name)
    columns = () if sheet is None else sheet.columns
    named = [*columns, *LEFT_OUT.get(entity.name, {})]
    assert sorted(named) == sorted(field.name for field in entity)
    assert all(LEFT_OUT.get(entity.name, {}).values())


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_what_is_local_has_no_column(entity: Entity) -> None:
    left_out = LEFT_OUT.get(entity.name, {})
    assert all(field.name in left_out for field in entity if field.local)
    for name, reason in left_out.items():
        assert entity.by_name[name].local or reason != LOCAL


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.entity)
def test_units_stand_whole_in_a_sheet(sheet: object) -> None:
    entity = CATALOGUE[sheet.entity]  # type: ignore[attr-defined]
    for members in entity.units.values():
        inside = {member.name in sheet.columns for member in members}  # type: ignore[attr-defined]
        assert len(inside) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_fit_and_differ(language: str) -> None:
    titles = [sheet.title.into(language) for sheet in SHEETS] + [README.into(language)]
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)
    assert len({title.casefold() for title in (*titles, *HIDDEN_SHEETS)}) == len(titles) + 4


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.entity)
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_a_sheet_differ(sheet: object, language: str) -> None:
    columns = layout(sheet.entity)  # type: ignore[attr-defined]
    headings = [column.heading.into(language).casefold() for column in columns]
    assert len(set(headings)) == len(headings)
    assert len({column.key for column in columns}) == len(columns)


@pytest.mark.parametrize("table", [CELLS, WIDTHS, RULES], ids=["cells", "widths", "rules"])
def test_every_kind_has_its_adapter(table: dict[type[Kind], object]) -> None:
    assert set(table) == every_kind()
