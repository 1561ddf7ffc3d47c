"""Lists made in tests, and the proof that every cell of them is found again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop_app.domain.kinds import Context, Link, Links
from desktop_app.domain.problems import Invalid
from desktop_app.domain.shipped import shipped_lists
from desktop_app.exchange.lists.columns import Column, Listing
from desktop_app.exchange.lists.foreign import ListedRow, read_rows, understand
from desktop_app.exchange.lists.listed import note_field
from desktop_app.exchange.lists.witness import cell_text
from desktop_app.exchange.reading.reader import Cell, Sheet, Table

CONTEXT = Context(shipped_lists())
LONG = "lång " * 120

Rows = Sequence[Sequence[Cell]]


def table(
    *sheets: Rows, names: Sequence[str] = ("Blad1", "Blad2", "Blad3"), kind: str = "xlsx"
) -> Table:
    made = [
        Sheet(name, False, [list(row) for row in rows])
        for name, rows in zip(names, sheets, strict=False)
    ]
    return Table(kind, made, None, None, ())


def listed(
    rows: Rows,
    entity: str | None = None,
    mapping: Mapping[str, str] | None = None,
    kind: str = "xlsx",
) -> tuple[Listing, list[ListedRow]]:
    (listing,) = understand(table(rows, kind=kind), entity, mapping or {}, CONTEXT)
    return listing, list(read_rows(listing, CONTEXT))


def fields(listing: Listing) -> dict[str, str | None]:
    return {column.heading: column.field for column in listing.columns}


def said(listing: Listing, language: str = "sv") -> str:
    return "\n".join(remark.into(language) for remark in listing.remarks)


def told(rows: Sequence[ListedRow]) -> list[tuple[int, str, str]]:
    return [(p.row, p.column, p.value) for row in rows for p in row.problems]


def assert_all_found(
    rows: Sequence[Sequence[Cell]], listing: Listing, read: Mapping[int, ListedRow]
) -> None:
    columns = {column.index: column for column in listing.columns}
    assert set(read) == {number for number, _ in listing.rows}
    remarks = said(listing)
    cells_by_number = dict(listing.rows)
    for number, cells in enumerate(rows, 1):
        if number == listing.heading_row:
            continue
        for index, cell in enumerate(cells_by_number.get(number, cells)):
            text = cell_text(cell, CONTEXT)
            if not text:
                continue
            if number in read:
                assert is_found(columns[index], cell, read[number], listing), (number, index, cell)
            else:
                assert is_told(number, text, remarks), (number, index, cell)


def is_found(column: Column, cell: Cell, row: ListedRow, listing: Listing) -> bool:
    text = cell_text(cell, CONTEXT)
    if column.field is None and (not column.kept or text in column.defaults):
        return f"{column.heading} (" in said(listing)
    in_note = note_field(listing.entity)
    note = str(row.values.get(in_note)) if in_note else ""
    in_problem = any(p.column == column.heading and p.value == text for p in row.problems)
    if row.kept.get(column.heading) == text:
        return f"{column.heading}: " in note or row.refused or in_problem
    if column.field is None:
        return False
    return all(part_found(name, column, cell, row, listing) for name in column.field.split("+"))


def part_found(name: str, column: Column, cell: Cell, row: ListedRow, listing: Listing) -> bool:
    kind = listing.entity.by_name[name].kind
    text = cell_text(cell, CONTEXT)
    if isinstance(kind, (Link, Links)):
        return row.links.get(name) == text
    if "+" in (column.field or ""):
        return str(row.values.get(name, "")) in " ".join(text.split())
    value = row.values.get(name)
    try:
        expected = kind.parse(cell, CONTEXT)
    except Invalid:
        # Several in one cell, all placed; or a date that only its column explains.
        return value is not None and (column.order is not None or len(text.split("@")) > 2)
    return value == expected or str(value).startswith(f"{expected}\n")


def is_told(number: int, text: str, remarks: str) -> bool:
    return " ".join(text.split()) in remarks or bool(
        re.search(rf"Upprepade rubrikrader hoppades över: rad .*\b{number}\b", remarks)
    )
