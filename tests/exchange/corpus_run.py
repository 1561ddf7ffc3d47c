"""Files run through the real import preview, each with what it cost and what became of it."""

from __future__ import annotations

import os
import re
import signal
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from types import FrameType
from unittest.mock import patch

from desktop_app.domain.problems import Refused
from desktop_app.exchange.lists.foreign import SAY_WHICH
from desktop_app.exchange.lists.layout import filled_rows
from desktop_app.exchange.reading.reader import Cell, Sheet, Table
from desktop_app.services.import_plan import How, ImportPlan
from desktop_app.services.opening import new_register
from desktop_app.services.reading_files import open_file, plan_opened
from desktop_app.services.register import Register
from tests.exchange.corpus_ran import Asked, Ran, RanRow, RanSheet

__all__ = ["HANG", "PROCESSES", "run_file", "run_files"]

PROCESSES = 2
HANG = 60.0
"""Seconds after which a file is given up: long, since other work may go on at the same time."""
MOST_TOLD = 100
"""Rows, problems and texts of a file that are handed on; small files are judged by them."""

_ROWS = re.compile(r"\brows? (\d+(?:(?:, |–| and )\d+)*)")

_OF_WIDTHS = "Rows with fewer"
"""Names rows, but none that is left out."""


class _Given(Exception):
    """A file took too long."""


@dataclass(slots=True)
class _Children:
    """What children took, noted as they are waited for."""

    most_kb: int = 0
    cpu: float = 0.0

    def waitpid(self, pid: int, options: int) -> tuple[int, int]:
        """Wait like `os.waitpid` and note what the child took."""
        ended, status, usage = os.wait4(pid, options)
        if ended:
            # A child begins as a copy of its parent, which counts as its own: no more is known.
            ours = getrusage(RUSAGE_SELF).ru_maxrss
            if usage.ru_maxrss > ours:
                self.most_kb = max(self.most_kb, usage.ru_maxrss)
            self.cpu += usage.ru_utime + usage.ru_stime
        return ended, status


def run_files(files: Iterable[Asked], processes: int = PROCESSES) -> Iterator[Ran]:
    """Go through the previews of files in their order, made in some processes at once."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(
            processes, get_context("spawn"), initializer=_start, initargs=(folder,)
        ) as pool,
    ):
        yield from pool.map(_run_here, files, chunksize=4)


_registers: list[Register] = []


def _start(folder: str) -> None:
    """Make the register of a process, which nothing is ever taken into."""
    path = Path(folder) / f"{os.getpid()}.knreg"
    _registers.append(new_register(path, "Stadsledningskontoret", person="Prov Person"))


def _run_here(asked: Asked) -> Ran:
    return run_file(asked, _registers[0])


def run_file(asked: Asked, register: Register) -> Ran:
    """Make the preview of a file and return what became of it."""
    children, ran = _Children(), Ran(str(asked.path))
    began, worked = time.perf_counter(), time.process_time()
    try:
        with patch("os.waitpid", children.waitpid), _given_up():
            ran = _preview(asked, register)
    except Refused as refused:
        ran = _refusal(ran, refused)
    except _Given:
        ran = replace(ran, crash=f"given up after {HANG:.0f} s")
    except BaseException:  # whatever it is, it is what is looked for here
        ran = replace(ran, crash=traceback.format_exc()[-1500:])
    return replace(
        ran,
        seconds=round(time.perf_counter() - began, 2),
        cpu=round(time.process_time() - worked + children.cpu, 2),
        child_mb=children.most_kb / 1024,
    )


@contextmanager
def _given_up() -> Iterator[None]:
    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise _Given

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _refusal(ran: Ran, refused: Refused) -> Ran:
    advice = refused.advice.into("en") if refused.advice else ""
    return replace(ran, refused=refused.sentence.into("en"), advice=advice)


def _preview(asked: Asked, register: Register) -> Ran:
    opened = open_file(asked.path)
    ran = _read(asked.path, opened.table)
    how = How(register, asked.path, "en")
    try:
        plan = plan_opened(how, opened, asked.entity, asked.mapping)
        return _planned(ran, opened.table, plan)
    except Refused as refused:
        if not (refused.advice and refused.advice.sv == SAY_WHICH.sv):
            return _refusal(ran, refused)
    # Nothing says what it lists: with that said, its rows are read all the same.
    ran = replace(ran, asked=True)
    try:
        return _planned(ran, opened.table, plan_opened(how, opened, "contact", {}))
    except Refused as refused:
        return _refusal(ran, refused)


def _read(path: Path, table: Table) -> Ran:
    return Ran(
        str(path),
        kind=table.kind,
        encoding=table.encoding or "",
        sheets=tuple(_sheet(sheet) for sheet in table.sheets),
        remarks=tuple(remark.into("en") for remark in table.remarks),
        texts=_texts(table.sheets),
    )


def _sheet(sheet: Sheet) -> RanSheet:
    cells = sum(_is_filled(cell) for row in sheet.rows for cell in row)
    return RanSheet(sheet.name, len(filled_rows(sheet.rows)), cells)


def _is_filled(cell: Cell) -> bool:
    return cell is not None and bool(str(cell).strip())


def _texts(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    found: list[str] = []
    for sheet in sheets:
        for row in sheet.rows:
            found.extend(str(cell) for cell in row if _is_filled(cell))
            if len(found) > MOST_TOLD:
                return tuple(found)
    return tuple(found)


def _planned(ran: Ran, table: Table, plan: ImportPlan) -> Ran:
    remarks = tuple(remark.into("en") for remark in plan.remarks)
    return replace(
        ran,
        understood=True,
        remarks=remarks,
        account=plan.account(),
        rows=tuple(
            RanRow(
                o.sheet,
                o.number,
                o.entity,
                o.title,
                o.category,
                {cell.label.en: cell.new for cell in o.cells},
            )
            for o in plan.outcomes[:MOST_TOLD]
        ),
        problems=tuple(
            (p.sheet, p.row, p.column, p.value, p.reason.into("en"), p.mended)
            for p in plan.problems[:MOST_TOLD]
        ),
        columns=tuple((column.heading, column.field or "") for column in plan.columns),
        sheets=_accounted(ran.sheets, table, plan, " ".join(filter(_is_of_left_out, remarks))),
    )


def _numbers(rows: str) -> Iterator[int]:
    for part in re.split(", | and ", rows):
        first, _, last = part.partition("–")
        yield from range(int(first), int(last or first) + 1)


def _is_of_left_out(remark: str) -> bool:
    return not remark.startswith(_OF_WIDTHS)


def _accounted(
    sheets: Sequence[RanSheet], table: Table, plan: ImportPlan, said: str
) -> tuple[RanSheet, ...]:
    """Return the sheets with the rows that nothing tells of."""
    numbers: dict[str, set[int]] = {}
    for outcome in plan.outcomes:
        numbers.setdefault(outcome.sheet, set()).add(outcome.number)
    told = {number for rows in _ROWS.findall(said) for number in _numbers(rows)}
    found: list[RanSheet] = []
    for ran, sheet in zip(sheets, table.sheets, strict=True):
        # Several lists on a sheet are called by its name, and where on it they are.
        parts = [name for name in numbers if name.startswith(f"{sheet.name} (")]
        taken = set().union(*(numbers[name] for name in (sheet.name, *parts) if name in numbers))
        rest = [number for number, _ in filled_rows(sheet.rows) if number not in taken | told]
        named = not taken and sheet.name in said
        found.append(replace(ran, untold=() if named else tuple(rest[:20])))
    return tuple(found)
