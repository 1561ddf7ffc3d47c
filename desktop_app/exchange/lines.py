"""The rows of a returned sheet, each with what its cells read as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from desktop_app.domain.kinds.links import identifier
from desktop_app.domain.problems import Invalid
from desktop_app.exchange.base_rows import JOINT
from desktop_app.exchange.cells import Cell, as_read, texts
from desktop_app.exchange.contract import sheet_of
from desktop_app.exchange.layout import ACTION, EXPORT, compared, id_key
from desktop_app.exchange.read_workbook import Base
from desktop_app.exchange.returned_sheet import ReturnedSheet

__all__ = ["Line", "Source", "lines_of"]

_NOTHING = JOINT + " \n\t\xa0"


@dataclass(frozen=True, slots=True)
class Source:
    """A sheet, and the order in which the cells of its lines stand.

    Attributes:
        sheet: The sheet.
        keys: The keys of the compared columns, in the order of the base.
        fields: How many of them are shown; the ids of links follow.
        whole: Whether all of them are in the sheet, so that seals can be compared.
    """

    sheet: ReturnedSheet
    keys: tuple[str, ...]
    fields: int
    whole: bool


@dataclass(slots=True)
class Line:
    """One row that is not empty.

    Attributes:
        source: Its sheet.
        number: Its number, as spreadsheets count.
        id: Its id in canonical form, or what stands there instead, '' for a new row.
        export: The id of the export it came from.
        action: What stands in the action column.
        cells: Its compared cells.
        texts: What they read as.
        joined: All of these in one.
    """

    source: Source
    number: int
    id: str
    export: str
    action: str
    cells: Sequence[Cell]
    texts: list[str]
    joined: str

    def text(self, key: str) -> str:
        """Return what a column reads as, '' where it is not there."""
        keys = self.source.keys
        return self.texts[keys.index(key)] if key in keys else ""

    def cell(self, key: str) -> Cell:
        """Return the cell of a column, None where it is not there."""
        keys = self.source.keys
        return self.cells[keys.index(key)] if key in keys else None

    def is_cleared(self) -> bool:
        """Tell whether all that a person sees of it is empty."""
        return not any(self.texts[: self.source.fields])


def source_of(sheet: ReturnedSheet, base: Base) -> Source:
    """Return a sheet with the order of its columns."""
    contract = sheet_of(sheet.entity)
    keys = base.columns.get(sheet.entity) or (compared(contract) if contract else ())
    whole = all(key in sheet.columns for key in keys)
    fields = sum("#" not in key for key in keys)
    return Source(sheet, keys, fields, whole)


def lines_of(source: Source, base: Base) -> Iterator[Line]:
    """Go through the rows that are not empty, down to the last one in use."""
    sheet = source.sheet
    width = max(sheet.columns.values(), default=0) + 1
    pick = _picker([sheet.columns.get(key, width) for key in source.keys])
    places = [sheet.columns.get(key, width) for key in (id_key(sheet.entity), EXPORT, ACTION)]
    about = itemgetter(*places)
    known = base.entities
    for number, row in enumerate(sheet.rows, sheet.first):
        # One more cell than there are columns: where missing columns are read.
        padded = [*row[:width], *[None] * (width + 1 - len(row[:width]))]
        cells = pick(padded)
        shown = texts(cells)
        joined = JOINT.join(shown)
        id_cell, export, action = about(padded)
        row_id = id_cell if id_cell in known else identified(id_cell)
        if row_id or action or any(text.strip(_NOTHING) for text in shown[: source.fields]):
            yield Line(
                source, number, row_id, as_read(export), as_read(action), cells, shown, joined
            )


def _picker(places: list[int]) -> Callable[[list[Cell]], tuple[Cell, ...]]:
    get = itemgetter(*places)
    return get if len(places) > 1 else lambda row: (get(row),)


def identified(cell: Cell) -> str:
    """Return an id in its canonical form, or what stands there instead."""
    text = as_read(cell).strip()
    try:
        return identifier(text) if text else ""
    except Invalid:
        return text
