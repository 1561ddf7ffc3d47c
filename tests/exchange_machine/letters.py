"""Workbooks on their way, without a spreadsheet: the same cells, seals and hidden lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.exchange import write_workbook
from desktop_app.exchange.base_rows import Sealer
from desktop_app.exchange.cells import Cell
from desktop_app.exchange.contract import SHEETS
from desktop_app.exchange.file_lists import FileLists
from desktop_app.exchange.layout import compared, layout
from desktop_app.exchange.lists_sheet import CODE, Lists, choice_key, title_key
from desktop_app.exchange.outgoing import Meta, Outgoing
from desktop_app.exchange.read_workbook import Base, Returned
from desktop_app.exchange.returned_sheet import Lost, ReturnedSheet
from desktop_app.exchange.sheet_frame import Shared
from desktop_app.exchange.sheet_writer import SheetWriter
from desktop_app.services import exporting, importing
from desktop_app.services.register import Register
from desktop_app.storage import peers
from tests.exchange_machine.sites import ENTITIES, Entry, Site

FIRST = 3
"""The number of the first row below the headings."""


@dataclass(frozen=True)
class Typed:
    """Something a person typed into a workbook.

    Attributes:
        entity: Whose sheet.
        place: The place of the row in its sheet, moved with it when the sheet is sorted.
        heading: The field of the cell.
        key: The key it belongs to.
        values: What must be found, as JSON.
        was: What the whole key showed in the workbook, as JSON.
    """

    entity: str
    mark: str
    field: str
    key: str
    values: tuple[str, ...]
    was: str


Cells = list[Cell]


@dataclass(eq=False)
class Letter:
    """A workbook that left a register, perhaps changed by somebody since.

    Attributes:
        sender: The office it came from.
        to: The office it was made for.
        meta: What it says of itself.
        log: The lines of its log.
        sheets: The cells of the rows of each entity.
        values: The values by row id that a person sees.
        typed: What somebody typed into it.
        deleted: The rows that somebody marked to be deleted.
        taken: For each register that read it, the rows that were taken there.
        original: The one it was before somebody changed it.
        harmed: Whether the log lacks lines or has damaged ones.
    """

    sender: int
    to: int
    meta: Meta
    log: tuple[str, ...]
    sheets: dict[str, list[Cells]]
    values: dict[str, Mapping[str, Any]]
    base: Base
    lists: FileLists
    places: dict[str, int]
    typed: tuple[Typed, ...] = ()
    deleted: frozenset[str] = frozenset()
    taken: dict[Site, set[tuple[str, int]]] = field(default_factory=dict)
    harmed: bool = False

    def copy(self) -> Letter:
        sheets = {name: [list(row) for row in rows] for name, rows in self.sheets.items()}
        return replace(self, sheets=sheets, taken={})

    def returned(self) -> Returned:
        """Return it as the program reads a file."""
        titles = {sheet.entity: sheet.title.sv for sheet in SHEETS}
        return Returned(
            meta=self.meta,
            language="sv",
            believed=True,
            sheets=tuple(
                ReturnedSheet(
                    entity,
                    titles[entity],
                    {column.key: place for place, column in enumerate(layout(entity))},
                    {column.key: column.heading.into("sv") for column in layout(entity)},
                    FIRST,
                    rows,
                    Lost(),
                    (),
                )
                for entity, rows in self.sheets.items()
            ),
            base=self.base,
            lists=self.lists,
            log=self.log,
            counts={name: len(rows) for name, rows in self.sheets.items()},
            remarks=(),
        )

    def items(self) -> Iterator[tuple[int, str, str, Mapping[str, Any]]]:
        """Go through the edits of the log as they stand there: place, eid, row and fields."""
        for line in self.log:
            try:
                parts = json.loads(line)
            except ValueError:
                continue
            if parts[1] == "e" and isinstance(parts[7], dict):
                yield parts[2], parts[4], parts[6], parts[7]

    def entries(self) -> set[Entry]:
        """Return the values that stand in the log."""
        found: set[Entry] = set()
        entities = {parts[6]: parts[5] for parts in map(json.loads, self.log) if parts[1] == "e"}
        for _place, _eid, row, fields in self.items():
            sets = CATALOGUE[entities[row]].sets
            for key, value in fields.items():
                items = value.get("add", []) if key in sets else [as_text(value)]
                found.update((row, key, item) for item in items)
        return found

    def text(self) -> str:
        """Return all that can be read in it."""
        cells = [str(cell) for rows in self.sheets.values() for row in rows for cell in row]
        titles = [title for pairs in self.lists.pairs.values() for title, _row in pairs]
        return "\n".join([*self.log, *cells, *titles])


def as_text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def post(site: Site, to: Site, path: Path = Path("bok.xlsx")) -> Letter:
    """Make a workbook for another register, by the program's own export."""
    made: list[Letter] = []

    def write(_path: Path, out: Outgoing, _progress: object = None) -> dict[str, int]:
        made.append(_letter(out, site.number, to.number))
        return {name: len(rows) for name, rows in made[0].sheets.items()}

    with patch.object(write_workbook, "write_workbook", write):
        exporting.export(site.register, path, wish_for(site.register, to))
    return made[0]


def wish_for(register: Register, to: Site) -> exporting.Wish:
    known = peers.peer(register.db.conn, to.id)
    return exporting.Wish(to=to.id if known else "")


def _letter(out: Outgoing, sender: int, to: int) -> Letter:
    lists = Lists(out.context, out.titles)
    base: list[list[str]] = []
    shared = Shared(
        out.context,
        Sealer(out.meta.secret),
        lists,
        None,  # type: ignore[arg-type]
        out.meta,
        lambda cells: base.append(list(cells)),
    )
    contracts = [sheet for sheet in SHEETS if sheet.entity in out.rows]
    sheets: dict[str, list[Cells]] = {}
    values: dict[str, Mapping[str, Any]] = {}
    for contract in contracts:
        rows = list(out.rows[contract.entity])
        if rows:
            lists.expect(contract.entity)
            writer = SheetWriter(contract, None, shared)  # type: ignore[arg-type]
            sheets[contract.entity] = [writer._cells(row) for row in rows]
            values.update((row.id, row.values) for row in rows)
    log = tuple(out.log)
    return Letter(
        sender,
        to,
        replace(out.meta, more=json.loads(json.dumps(dict(out.meta.more)))),
        log,
        sheets,
        values,
        Base(
            {cells[1]: cells[0] for cells in base},
            {cells[1]: cells[2] for cells in base},
            {contract.entity: compared(contract) for contract in contracts},
            {cells[1]: "".join(cells[3:]) for cells in base},
        ),
        FileLists(_pairs(lists)),
        columns(),
    )


@cache
def columns() -> dict[str, int]:
    return {
        f"{sheet.entity}.{column.key}": place
        for sheet in SHEETS
        for place, column in enumerate(layout(sheet.entity))
    }


def _pairs(lists: Lists) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for pick_list, codes in sorted(lists.codes.items()):
        labels = [lists.context.lists.label(pick_list, code, "sv") for code in codes]
        found[choice_key(pick_list)] = list(zip(labels, codes, strict=True))
    for entity, titles in sorted(lists.titles.items()):
        found[title_key(entity)] = [(title, row) for row, title in sorted(titles.items())]
    assert not any(name.endswith(CODE) for name in found)
    return found


Damage = Callable[[list[str]], None]


@contextmanager
def quick() -> Iterator[None]:
    """Leave out what only takes time: the proven backup before each import, empty sheets."""
    with (
        patch.object(importing, "backup_register", lambda _register: Path("kopia")),
        patch.object(exporting, "version", lambda _name: "1"),
        patch.object(exporting, "SHEETS", [s for s in SHEETS if s.entity in ENTITIES]),
    ):
        yield
