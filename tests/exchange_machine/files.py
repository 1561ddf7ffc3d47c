"""The same histories through real files: written, filled in and read as people do."""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import openpyxl

from desktop_app.domain.words import Words
from desktop_app.exchange import write_workbook
from desktop_app.exchange.base_rows import pieces
from desktop_app.exchange.contract import LOG, SHEETS
from desktop_app.exchange.outgoing import Outgoing
from desktop_app.services import exporting
from desktop_app.services.import_plan import ImportPlan
from desktop_app.services.reading_files import plan_file
from tests.exchange import resave
from tests.exchange_machine import letters
from tests.exchange_machine.letters import FIRST, Letter
from tests.exchange_machine.machine import Machine
from tests.exchange_machine.sites import Site

STEPS = 10
MOST_BY_OFFICE = 2
RESAVED = 0.2
"""Of the files, those that a crude program saves once more."""

REAL_WRITE = write_workbook.write_workbook


class FileMachine(Machine):
    """A history in which every file but those of the last rounds is a real one.

    Attributes:
        by_office: Whether LibreOffice saves some of the files.
    """

    def __init__(self, seed: int, *, by_office: bool = False) -> None:
        super().__init__(seed)
        self.folder = Path()
        self.paths: dict[str, Path] = {}
        self.written = 0
        self.by_office = by_office
        self.saved_by_office = 0
        self.ending = False

    def __enter__(self) -> FileMachine:
        super().__enter__()
        self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        return self

    def run(self, steps: int = STEPS, leave_out: Collection[int] = ()) -> None:
        super().run(steps, leave_out)

    def agree(self) -> None:
        self.ending = True
        super().agree()

    def send(self, sender: Site, to: Site) -> Letter:
        if self.ending:
            return super().send(sender, to)
        self.written += 1
        path = self.folder / f"{self.written}.xlsx"
        made: list[Letter] = []

        def write(place: Path, out: Outgoing, *more: Any) -> dict[str, int]:
            rows = {name: list(found) for name, found in out.rows.items()}
            whole = replace(out, rows=rows, log=list(out.log))
            made.append(letters._letter(whole, sender.number, to.number))
            return REAL_WRITE(place, whole, *more)

        with patch.object(write_workbook, "write_workbook", write):
            exporting.export(sender.register, path, letters.wish_for(sender.register, to))
        self.letters.append(made[0])
        self.paths[made[0].meta.export_id] = path
        self.check_private(sender, made[0])
        return made[0]

    def plan(self, letter: Letter, to: Site) -> ImportPlan:
        source = self.paths.get(letter.meta.export_id)
        if source is None:
            return super().plan(letter, to)
        path = self.folder / f"retur-{self.step}-{self.dice.getrandbits(32):x}.xlsx"
        fill_in(source, path, letter)
        return plan_file(to.register, self.saved_again(path), None, {})

    def saved_again(self, path: Path) -> Path:
        """Return the file, or what another program makes of it."""
        if random.Random(f"{self.seed}-{path.name}").random() < RESAVED:
            return resave.resave(path)
        if self.by_office and self.saved_by_office < MOST_BY_OFFICE:
            self.saved_by_office += 1
            return saved_by_office(path, self.folder / "office")
        return path


def fill_in(source: Path, target: Path, letter: Letter) -> None:
    """Write the cells as they are now into a workbook that left."""
    book = openpyxl.load_workbook(source)
    titles: dict[str, Words] = {sheet.entity: sheet.title for sheet in SHEETS}
    for entity, rows in letter.sheets.items():
        sheet = book[titles[entity].sv]
        last = max(sheet.max_row, FIRST + len(rows))
        for number in range(FIRST, last + 1):
            cells = rows[number - FIRST] if number - FIRST < len(rows) else []
            for column in range(1, 1 + max(sheet.max_column, len(cells))):
                value = cells[column - 1] if column <= len(cells) else None
                box = sheet.cell(number, column)
                if box.value != value:
                    box.value = value
    log = book[LOG.sv]
    log.delete_rows(1, log.max_row)
    for line in letter.log:
        log.append(pieces(line))
    book.save(target)


def saved_by_office(path: Path, folder: Path) -> Path:
    """Open and save a workbook with LibreOffice."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    told = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
    subprocess.run([*told, str(path)], check=True, capture_output=True, timeout=120)
    return folder / path.name
