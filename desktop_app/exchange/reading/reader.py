"""Read a file from outside through a limited child process.

Whatever the file does to the libraries that read it (abort, loop, eat memory) it does to the
child; here it becomes a sentence. The child's answer is JSON and is believed only as data.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.exchange.reading import gate
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.limits import MEMORY_MB, SECONDS, Limits
from desktop_app.exchange.reading.locked import unlock
from desktop_app.exchange.reading.process import refused_by_child, run_child
from desktop_app.exchange.reading.sentences import REMARKS, SENTENCES, refusal

__all__ = [
    "REMARKS",
    "SENTENCES",
    "Cell",
    "Sheet",
    "Table",
    "child_command",
    "read_file",
]

Cell = str | int | float | bool | date | datetime | time | None

MAX_WEIGHT = 450 * 2**20
OF_ROW, OF_PLACE, OF_VALUE = 64, 8, 58
EVERYBODYS = "VelvetSweatshop"
"""By this Excel locks a workbook whose sheets are protected, and opens it without asking."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the first row of `rows` is its row 1, the first cell of a row its column A."""

    name: str
    hidden: bool
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """The whole file; `remarks` say what was read with loss or is not read at all.

    Its days are counted from the year `epoch`, where that is known.
    """

    kind: str
    sheets: list[Sheet]
    encoding: str | None
    delimiter: str | None
    remarks: tuple[Words, ...]
    epoch: int | None = None


def child_command() -> list[str]:
    """Return the command that starts the child; its four arguments are added."""
    return [sys.executable, "-m", "desktop_app.exchange.reading.reader_child"]


def read_file(
    path: Path,
    *,
    seconds: float = SECONDS,
    memory_mb: int = MEMORY_MB,
    only: frozenset[str] | None = None,
    progress: Progress | None = None,
) -> Table:
    """Return what is in the file, of its sheets only those named in `only` (None: all).

    `progress` is asked now and then, from a thread of its own, whether to go on.

    Raises:
        Refused: The file is not there, not a table, damaged, or asks for too much.
        Stopped: `progress` raised it; the child is ended.
    """
    reading = _Reading(Limits(seconds, memory_mb), only, progress)
    try:
        return reading.table(path)
    except Fault as fault:
        raise refusal(fault.code, path.name, fault.args_of_words) from fault


@dataclass(frozen=True, slots=True)
class _Reading:
    """What may be taken to read a file, and what of it is wanted."""

    limits: Limits
    only: frozenset[str] | None
    progress: Progress | None

    def table(self, path: Path) -> Table:
        gate.look(path)
        try:
            return self._asked(path)
        except Fault as fault:
            table = self._everybodys(path) if fault.code == "password" else None
            if table is None:
                raise
            return table

    def _asked(self, path: Path) -> Table:
        answer = _Answer()
        names = None if self.only is None else sorted(self.only)
        given = (str(path.absolute()), self.limits.seconds, self.limits.memory_mb)
        command = [*child_command(), *map(str, given), json.dumps(names)]
        run_child(command, self.limits, answer, self.progress)
        return answer.table()

    def _everybodys(self, path: Path) -> Table | None:
        """Return what is in a locked workbook that Excel opens without asking, else None."""
        seconds, memory = self.limits.seconds, self.limits.memory_mb
        with ExitStack() as stack:
            opening = unlock(
                path, EVERYBODYS, seconds=seconds, memory_mb=memory, progress=self.progress
            )
            try:
                copy = stack.enter_context(opening)
            except Refused:
                return None
            return self._asked(copy)


@dataclass(slots=True)
class _Answer:
    """What has come from the child so far."""

    kind: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    encoding: str | None = None
    delimiter: str | None = None
    remarks: list[Words] = field(default_factory=list)
    epoch: int | None = None
    complete: bool = False
    weight: int = 0

    def take(self, message: list[Any]) -> None:
        what, *rest = message
        if what == "rows":
            self._take_rows(*rest)
        elif what == "sheet":
            self.sheets.append(Sheet(str(rest[0]), bool(rest[1]), []))
        elif what == "remark":
            self.remarks.append(REMARKS[rest[0]].fill(**rest[1]))
        elif what == "refused":
            refused_by_child(*rest)
        elif what == "head":
            self.kind = str(rest[0])
        elif what == "text":
            self.encoding, self.delimiter = rest
        elif what == "epoch":
            self.epoch = rest[0]
        self.complete = what == "end"

    def _take_rows(self, count: int, offset: int, columns: list[Any]) -> None:
        self.weight += _weight(count, offset, columns)
        if self.weight > MAX_WEIGHT:
            raise Fault("memory")
        self.sheets[-1].rows.extend(_rows(count, offset, columns))

    def table(self) -> Table:
        remarks = tuple(self.remarks)
        return Table(
            self.kind, self.sheets, self.encoding, self.delimiter, remarks, epoch=self.epoch
        )


def _weight(count: int, offset: int, columns: list[Any]) -> int:
    """Return about how many bytes these rows take here, but for the letters in them."""
    values = (column["of"] if isinstance(column, dict) else column or () for column in columns)
    own = sum(map(len, values))
    return count * (OF_ROW + OF_PLACE * (offset + len(columns))) + OF_VALUE * own


def _rows(count: int, offset: int, columns: list[Any]) -> Iterator[list[Cell]]:
    if not columns:
        return iter([[] for _ in range(count)])
    filled = [_column(column, count) for column in [None] * offset + columns]
    return map(list, zip(*filled, strict=True))


def _column(column: list[Any] | dict[str, list[Any]] | None, count: int) -> list[Cell]:
    if column is None:
        return [None] * count
    if isinstance(column, dict):
        return list(map(_cells(column["of"]).__getitem__, column["at"]))
    return _cells(column)


def _cells(values: list[Any]) -> list[Cell]:
    return [
        _date(value) if type(value) is list else None if value == "" else value for value in values
    ]


def _date(tagged: list[str]) -> date:
    tag, text = tagged
    return date.fromisoformat(text) if tag == "d" else datetime.fromisoformat(text)
