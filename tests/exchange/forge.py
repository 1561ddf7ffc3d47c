"""Workbooks made by hand as no honest program of this version makes them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from desktop_app.domain.edits import Json
from desktop_app.exchange.base_rows import Checksum, pieces
from desktop_app.exchange.cells import escaped

Rows = list[list[str]]


@dataclass
class Forged:
    """The hidden sheets of a workbook.

    Attributes:
        meta: Names and texts.
        base: The rows of the base.
        log: The lines of the log.
        book: All the rest.
    """

    book: openpyxl.Workbook
    meta: dict[str, str] = field(default_factory=dict)
    base: Rows = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read them."""
        self.base = _rows(self.book["_base"])
        self.log = ["".join(row) for row in _rows(self.book["_log"])]
        self.meta = {row[0]: "".join(row[1:]) for row in _rows(self.book["_meta"])}
        self.meta.pop("digest")

    def told(self, name: str) -> Any:
        """Return what `_meta` tells under a name."""
        return json.loads(self.meta[name])

    def tell(self, name: str, value: Json) -> None:
        """Let `_meta` tell something."""
        self.meta[name] = json.dumps(value, ensure_ascii=False)

    def lines(self) -> list[list[Any]]:
        """Return the lines of the log, taken apart."""
        return [json.loads(line) for line in self.log]

    def write(self, lines: list[list[Any]], *, number: bool = True) -> None:
        """Write the lines of the log, numbered anew, and tell how many there are."""
        if number:
            lines = [[place, *line[1:]] for place, line in enumerate(lines)]
        self.log = [json.dumps(line) for line in lines]
        self.stream(lines=len(lines))

    def stream(self, **values: Json) -> None:
        """Change what `_meta` tells of the stream."""
        self.tell("more.stream", {**self.told("more.stream"), **values})

    def save(self, path: Path, *, believed: bool = True) -> Path:
        """Save it with a digest that is right, or is not."""
        total = Checksum()
        for row in self.base:
            total.add(row)
        meta = [[name, *pieces(text)] for name, text in self.meta.items()]
        for row in meta:
            total.add(row)
        told = total.total() if believed else "0" * 64
        _write(self.book["_base"], self.base)
        _write(self.book["_log"], [pieces(line) for line in self.log])
        _write(self.book["_meta"], [*meta, ["digest", told]])
        self.book.save(path)
        return path


def forge(source: Path, change: Callable[[Forged], None], *, believed: bool = True) -> Path:
    """Save a copy of a workbook with other hidden sheets."""
    forged = Forged(openpyxl.load_workbook(source))
    change(forged)
    return forged.save(source.with_name(f"forged-{source.name}"), believed=believed)


def _rows(sheet: Any) -> Rows:
    found = []
    for row in sheet.iter_rows(values_only=True):
        cells = [("" if cell is None else str(cell)).replace("_x005F_", "_") for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            found.append(cells)
    return found


def _write(sheet: Any, rows: Rows) -> None:
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(number, place)
                cell.value = escaped(text)
                cell.data_type = "s"
