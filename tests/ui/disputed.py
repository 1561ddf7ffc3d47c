"""A register in which much waits for a decision."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Json
from desktop_app.domain.words import same
from desktop_app.services import importing, writing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register
from tests.services.workbooks import FIRST, cells, column, last_row, write

CONTACT, FEE, TRIP = CATALOGUE["contact"], CATALOGUE["fee"], CATALOGUE["trip"]
UNKNOWN = "11111111-1111-4111-8111-111111111111"


def beside(
    register: Register, entity: str, row: str, fields: Mapping[str, Json], source: str
) -> None:
    """Write what somebody wrote who had seen only the creation of a row."""
    with register.record.acting("import", same("En annan"), source=source) as act:
        first = act.edits(row)[0]
        parents = {key: (first.eid,) if key in first.fields else () for key in fields}
        act.write(entity, row, fields, parents)


def disagree(register: Register, count: int) -> list[str]:
    """Let so many contacts have a city here and another in a file; return their ids."""
    rows = [row.id for row in list_rows(register, CONTACT, Listing(limit=count))]
    for number, row in enumerate(rows):
        writing.put(register, CONTACT, row, {"city": f"Här {number}"})
        source = "andra.xlsx" if number % 2 else "första.xlsx"
        beside(register, "contact", row, {"city": f"Där {number}"}, source)
    return rows


def disagree_on_a_unit(register: Register) -> str:
    """Let a fee have two sums; return its id."""
    fee = next(iter(list_rows(register, FEE, Listing(limit=1))))
    writing.put(register, FEE, fee.id, {"amount": "4321"})
    unit: dict[str, Json] = {f.name: fee.values.get(f.name) for f in FEE.units["sum"]}  # type: ignore[misc]
    changed: Json = {**unit, "amount": "999.00", "currency": "EUR"}
    beside(register, "fee", fee.id, {"sum": changed}, "första.xlsx")
    return fee.id


def delete_beside(register: Register) -> str:
    """Let a trip be deleted by one and worked on by another; return its id."""
    trip = next(iter(list_rows(register, TRIP, Listing(limit=1)))).id
    writing.delete(register, TRIP, trip)
    beside(register, "trip", trip, {"title": "Ny titel"}, "första.xlsx")
    return trip


def ask(register: Register, folder: Path) -> None:
    """Take in a workbook with a row that was not sent, and with two copies of another."""
    path = folder / "åter.xlsx"
    export(register, path, Wish())
    book = load_workbook(path)
    sheet = book["Kontakter"]
    below = last_row(sheet) + 1
    write(sheet, below, cells(sheet, FIRST))
    sheet.cell(below, 1).value = UNKNOWN
    sheet.cell(below, column(sheet, "given_name")).value = "Nyfika"
    write(sheet, below + 1, cells(sheet, FIRST + 1))
    sheet.cell(below + 1, column(sheet, "title")).value = "Chef"
    sheet.cell(FIRST + 1, column(sheet, "title")).value = "Ledare"
    book.save(path)
    importing.accept(register, plan_file(register, path, None, {}))
