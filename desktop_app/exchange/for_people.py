"""What people see of a workbook of ours: what it is as a plain list, without what is the program's.

Rows keep their numbers, so that what is said of them can be found in the file.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from desktop_app.domain.words import Words
from desktop_app.exchange.cells import Cell, texts
from desktop_app.exchange.contract import HIDDEN_SHEETS, README
from desktop_app.exchange.layout import EXPORT, entity_of_key
from desktop_app.exchange.lists.drafts import GUESSED
from desktop_app.exchange.reading.reader import Sheet, Table
from desktop_app.exchange.returned_sheet import find_sheet

__all__ = ["for_people"]

SEARCHED = 20
HOUSEHOLD = {README.sv.casefold(), README.en.casefold(), *HIDDEN_SHEETS}
NOT_ALONE = Words(
    "Bladet {sheet} läses inte in: dess rader hör till rader på andra blad och kan inte läsas som "
    "en vanlig lista.",
    "The sheet {sheet} is not taken in: its rows belong to rows of other sheets and cannot be read "
    "as a plain list.",
)


def for_people(table: Table, entity: str | None) -> Table:
    """Return a file without the hidden sheets, rows and columns of a workbook of ours.

    Args:
        table: The file.
        entity: What rows are wanted, None for all that can be known from their headings.
    """
    names = {sheet.name.strip().casefold() for sheet in table.sheets}
    if not (names & HIDDEN_SHEETS or any(map(_keys_at, table.sheets))):
        return table
    wanted = GUESSED if entity is None else (entity,)
    kept: list[Sheet] = []
    left: list[Words] = []
    for sheet in table.sheets:
        found = find_sheet(sheet, {}, ())
        if sheet.name.strip().casefold() in HOUSEHOLD:
            continue
        if found is None or (found.entity in wanted and any(map(any, found.rows))):
            kept.append(_seen(sheet))
        elif any(map(any, found.rows)):
            left.append(NOT_ALONE.fill(sheet=sheet.name))
    return replace(table, sheets=kept, remarks=(*table.remarks, *left))


def _keys_at(sheet: Sheet) -> int:
    """Return the number of the hidden row of keys, 0 where there is none."""
    for number, row in enumerate(sheet.rows[:SEARCHED], 1):
        keys = texts(row)
        if EXPORT in keys and any(entity_of_key(key) for key in keys):
            return number
    return 0


def _seen(sheet: Sheet) -> Sheet:
    """Return a sheet without the row of keys and the columns of ids."""
    at = _keys_at(sheet)
    if not at:
        return sheet
    ours = {place for place, key in enumerate(texts(sheet.rows[at - 1])) if _is_ours(key)}
    below = [_without(cells, ours) for cells in sheet.rows[at:]]
    return replace(sheet, rows=[*sheet.rows[: at - 1], [], *below])


def _is_ours(key: str) -> bool:
    return key == EXPORT or entity_of_key(key) is not None or "#" in key


def _without(cells: list[Cell], places: Collection[int]) -> list[Cell]:
    return [None if place in places else cell for place, cell in enumerate(cells)]
