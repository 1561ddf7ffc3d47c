from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Value
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import LANGUAGES
from tests.exchange.full import full_world, nasty_world
from tests.exchange.made import CONTEXT, World, plan_of
from tests.exchange.resave import resave
from tests.exchange.returns import contacts, counted, people, sums, typed

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not here")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [full_world, nasty_world])
def test_unedited_return_changes_nothing(
    tmp_path: Path, make: Callable[[], World], language: str
) -> None:
    world = make()
    plan = plan_of(world.send(tmp_path / "bok.xlsx", language), world)
    assert (sums(plan), list(plan.problems), plan.missing) == (counted(world), [], ())


@pytest.mark.parametrize("options", [{}, {"reverse": True}, {"drop_keys": True}], ids=str)
@pytest.mark.parametrize("make", [full_world, nasty_world])
def test_crude_programs_change_nothing(
    tmp_path: Path, make: Callable[[], World], options: dict[str, bool]
) -> None:
    world = make()
    plan = plan_of(resave(world.send(tmp_path / "bok.xlsx"), **options), world, "en")  # type: ignore[arg-type]
    assert (sums(plan), list(plan.problems)) == (counted(world), [])


@needs_office
@pytest.mark.parametrize("make", [full_world, nasty_world])
def test_office_changes_nothing(tmp_path: Path, make: Callable[[], World]) -> None:
    world = make()
    path = world.send(tmp_path / "bok.xlsx")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *(str(SOFFICE), f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    plan = plan_of(tmp_path / "out" / path.name, world)
    assert (sums(plan), list(plan.problems)) == (counted(world), [])


def test_touching_without_changing_is_no_change(tmp_path: Path) -> None:
    world, rows = people()
    path = typed(
        world.send(tmp_path / "bok.xlsx"),
        {
            rows[0]: {"email": "  anna@example.org ", "topics": "vatten ; klimat"},
            rows[1]: {"organisation": "oslo  KOMMUNE"},
            rows[2]: {"id:contact": "{" + rows[2].upper() + "} "},
        },
    )
    assert sums(plan_of(path, world)) == counted(world)


def test_values_that_are_read_otherwise_are_no_change(tmp_path: Path) -> None:
    world = full_world()
    path = resave(world.send(tmp_path / "bok.xlsx"), cell=lambda v: True if v == "Ja" else v)
    assert sums(plan_of(path, world)) == counted(world)


def test_sorted_and_filtered_and_shortened_tables_change_nothing(tmp_path: Path) -> None:
    world, rows = people()

    def change(sheet: object) -> None:
        cells = [[c.value for c in row] for row in sheet.iter_rows(min_row=3)]  # type: ignore[attr-defined]
        sheet.delete_rows(3, len(cells))  # type: ignore[attr-defined]
        for number, row in enumerate(reversed(cells[1:])):
            for place, value in enumerate(row, 1):
                sheet.cell(5 + 2 * number, place, value)  # type: ignore[attr-defined]
        sheet.row_dimensions[7].hidden = True  # type: ignore[attr-defined]

    plan = plan_of(contacts(world.send(tmp_path / "bok.xlsx"), change), world)
    assert sums(plan) == {"unchanged": len(world.entities) - 1}
    assert [(lost.id, lost.title) for lost in plan.missing] == [(rows[0], "")]


def a_value(entity: str, name: str) -> st.SearchStrategy[Value]:
    """Return values of a field: whatever it makes of any text or number."""
    kind = CATALOGUE[entity].by_name[name].kind
    texts = st.text(max_size=40) | st.text("=+-@_x0041;,'\"\n\t é", max_size=12)
    raw = texts | st.dates().map(str) | st.decimals(0, 10**9, places=2).map(str)

    def parsed(text: str) -> Value:
        try:
            return kind.parse(text, CONTEXT)
        except Invalid:
            return None

    return raw.map(parsed)


FREE = {
    "contact": ("given_name", "note", "phone", "topics", "confirmed_on", "source"),
    "collaboration": ("title", "budget", "own_share", "reference", "start_on", "focus"),
    "programme": ("place", "time", "date", "topic"),
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_values_come_back_as_they_were(tmp_path: Path, data: st.DataObject) -> None:
    world = World(sheets=tuple(FREE))
    for entity, names in FREE.items():
        for number in range(12):
            values = {name: data.draw(a_value(entity, name)) for name in names}
            world.new(entity, values, f"{entity}{number}")
    path = world.send(tmp_path / "bok.xlsx", data.draw(st.sampled_from(LANGUAGES)))
    crude = data.draw(st.booleans())
    plan = plan_of(resave(path) if crude else path, world)
    filled = [row for row in world.entities if world.shown(row).values]
    assert not list(plan.edits)
    assert sums(plan).get("unchanged", 0) >= len(filled)
