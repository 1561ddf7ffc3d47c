"""Writing one entity's sheet, and what the base remembers of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Choice, Choices
from desktop_app.domain.kinds.given import MOST_UNITS, clean
from desktop_app.domain.words import Words
from desktop_app.exchange.base_rows import JOINT, encode, pieces
from desktop_app.exchange.cells import CELLS, SEPARATOR, Cell, escaped, texts
from desktop_app.exchange.contract import SheetContract
from desktop_app.exchange.layout import Column, Role, is_link, layout, target_of
from desktop_app.exchange.lists_sheet import Lists
from desktop_app.exchange.looks import height, new_cell, width, wraps
from desktop_app.exchange.outgoing import OutRow
from desktop_app.exchange.sheet_frame import Frame, Shared, close_frame, dress

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Box
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["CUT", "SheetWriter"]

SAMPLE = 300
REPORT_EVERY = 250
CUT = " […]"
"""Ends a text that no cell holds; what it stands for can only be changed in the program."""

REQUIRED = " *"
DIFFERS = Words("{label}: även {others}", "{label}: also {others}")

Show: TypeAlias = Callable[[OutRow], Cell]


class SheetWriter:
    """Writes one sheet.

    Attributes:
        contract: What the sheet holds.
        count: How many rows were written.
    """

    def __init__(self, contract: SheetContract, sheet: Worksheet, shared: Shared) -> None:
        """Begin with nothing written."""
        self.contract = contract
        self.count = 0
        self._sheet = sheet
        self._shared = shared
        self._entity = CATALOGUE[contract.entity]
        self._columns = layout(contract.entity)
        self._compared = [c for c in self._columns if c.role in (Role.FIELD, Role.LINK_ID)]
        self._shows = [self._show(column) for column in self._compared]
        self._headings = [self._heading(column) for column in self._columns]
        self._widths: list[float] = []
        self._frame = Frame(contract, self._columns, self._headings, [], differs=False)

    def _heading(self, column: Column) -> str:
        mark = REQUIRED if self._required(column) else ""
        return column.heading.into(self._shared.context.language) + mark

    def _required(self, column: Column) -> bool:
        return column.role is Role.FIELD and column.field is not None and column.field.required

    def _show(self, column: Column) -> Show:
        """Return what gives the cell of a column from a row."""
        assert column.field is not None  # noqa: S101 - for the type checker
        if column.role is Role.LINK_ID:
            return _show_ids(column.field.name)
        if is_link(column.field):
            return _show_titles(column.field, self._shared.lists)
        return _show_value(column.field, self._shared)

    def write(self, rows: Sequence[OutRow], progress: Callable[[int], None]) -> None:
        """Write headings and rows; `finish` writes what stands below them."""
        self._open(rows)
        styles = [self._shared.palette.data(self._sheet, column) for column in self._columns]
        for row in rows:
            cells = self._cells(row)
            self._set_height(cells)
            self._sheet.append(_filled(cells, styles, self._alarms(row)))
            self.count += 1
            if self.count % REPORT_EVERY == 0:
                progress(self.count)

    def _open(self, rows: Sequence[OutRow]) -> None:
        sample = [self._shown(row) for row in islice(rows, SAMPLE)]
        by_key = dict(zip((c.key for c in self._compared), zip(*sample, strict=True), strict=False))
        self._widths = [
            width(column, heading, by_key.get(column.key, ()))
            for column, heading in zip(self._columns, self._headings, strict=True)
        ]
        differs = any(row.conflicts for row in rows)
        self._frame = Frame(
            self.contract, self._columns, self._headings, self._widths, differs=differs
        )
        dress(self._sheet, self._frame, self._shared)
        self._sheet.append([new_cell(self._sheet, column.key) for column in self._columns])
        self._sheet.append(
            [
                self._heading_cell(column, heading)
                for column, heading in zip(self._columns, self._headings, strict=True)
            ]
        )

    def _heading_cell(self, column: Column, heading: str) -> Box:
        required = self._required(column)
        return self._shared.palette.heading(self._sheet, column, heading, required=required)

    def _shown(self, row: OutRow) -> list[str]:
        return texts([_fitted(show(row)) for show in self._shows])

    def _cells(self, row: OutRow) -> list[Cell]:
        """Return the cells of a row in the order of the columns, and remember them."""
        shown = [_fitted(show(row)) for show in self._shows]
        self._remember(row, texts(shown))
        fields = len(self.contract.columns)
        differing = _differing(row, self._entity.by_name, self._shared.context.language)
        about: list[Cell] = [row.id, self._shared.meta.export_id]
        return [*about, *shown[:fields], differing, None, *shown[fields:]]

    def _remember(self, row: OutRow, shown: Sequence[str]) -> None:
        sealer = self._shared.sealer
        digests = [
            sealer.digest(column.key, text)
            for column, text in zip(self._compared, shown, strict=True)
        ]
        kept = pieces(encode(self._entity, row, digests))
        seal = sealer.seal(JOINT.join(shown))
        self._shared.remember([self._entity.name, row.id, seal, *kept])

    def _alarms(self, row: OutRow) -> dict[int, Box]:
        """Return the coloured cells of a row by the place of their column: where values differ."""
        return {
            place: self._shared.palette.data(self._sheet, column, conflict=True)
            for place, column in enumerate(self._columns)
            if row.conflicts and (column.role is Role.DIFFERING or column.key in row.conflicts)
        }

    def _set_height(self, cells: Sequence[Cell]) -> None:
        wrapped = [
            (cell, wide)
            for cell, wide, column in zip(cells, self._widths, self._columns, strict=True)
            if type(cell) is str and wraps(column)
        ]
        tall = height(wrapped)
        if tall is not None:
            self._sheet.row_dimensions[self.count + 3].height = tall

    def finish(self) -> None:
        """Write validations and the table, now that the lists are known."""
        close_frame(self._sheet, self._frame, self.count, self._shared)


def _show_ids(name: str) -> Show:
    def show(row: OutRow) -> Cell:
        value = row.values.get(name)
        return SEPARATOR.join(value) if isinstance(value, list) else value

    return show


def _show_titles(field: Field, lists: Lists) -> Show:
    name, target = field.name, target_of(field)

    def show(row: OutRow) -> Cell:
        value = row.values.get(name)
        if isinstance(value, list):
            titles = (lists.title(target, item).replace(";", ",") for item in value)
            return SEPARATOR.join(titles) or None
        return None if value is None else lists.title(target, str(value))

    return show


def _show_value(field: Field, shared: Shared) -> Show:
    name, kind, write = field.name, field.kind, CELLS[type(field.kind)]
    context = shared.context

    def show(row: OutRow) -> Cell:
        value = row.values.get(name)
        return None if value is None else write(kind, value, context)

    def show_choice(row: OutRow) -> Cell:
        shared.lists.use(kind, row.values.get(name))
        return show(row)

    return show_choice if isinstance(kind, (Choice, Choices)) else show


def _fitted(cell: Cell) -> Cell:
    """Return what a cell can hold: of a longer text its beginning, marked as cut."""
    if type(cell) is not str or len(cell) * 2 <= MOST_UNITS or units(cell) <= MOST_UNITS:
        return cell
    return cell.encode("utf-16-le")[: 2 * (MOST_UNITS - 10)].decode("utf-16-le", "ignore") + CUT


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units, as spreadsheets count."""
    return len(text.encode("utf-16-le")) // 2


def _differing(row: OutRow, fields: Mapping[str, Field], language: str) -> str | None:
    """Return in words where values differ, None where none do."""
    if not row.conflicts:
        return None
    said = [
        DIFFERS.fill(label=fields[name].label, others=" · ".join(others)).into(language)
        for name, others in row.conflicts.items()
        if name in fields
    ]
    return clean("\n".join(said), lines=True) or None


def _filled(
    cells: Sequence[Cell],
    styles: Sequence[Box],
    alarms: Mapping[int, Box],
) -> list[Box | None]:
    """Return the row to be written: each column has one cell, which is filled again and again.

    The writer is done with a cell as soon as its row is written, and making one is slow.
    """
    row: list[Box | None] = []
    for place, cell in enumerate(cells):
        if cell is None and place not in alarms:
            row.append(None)
            continue
        style = alarms.get(place, styles[place])
        if type(cell) is str:
            style.value = escaped(cell)
            style.data_type = "s"
        else:
            style.value = cell
        row.append(style)
    return row
