"""A workbook that is written row by row, its unfinished sheets in a folder only we can read.

The library would leave them in the folder for temporary files of the computer, where they outlive
a program that was killed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter

from desktop_app.exchange.safely import TEMPORARY

__all__ = ["StreamedBook", "sheet_folder"]

PREFIX = f"{TEMPORARY}sheets-"
LEFT_SECONDS = 3600


@contextmanager
def sheet_folder(beside: Path) -> Iterator[Path]:
    """Yield a folder for unfinished sheets beside a file; it is removed, and old ones with it."""
    _sweep(beside.parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Remove what was left by a program that was killed; a folder in use is younger."""
    for left in parent.glob(f"{PREFIX}*"):
        if time.time() - left.stat().st_mtime > LEFT_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


class StreamedBook(Workbook):
    """A write-only workbook with a place for its unfinished sheets."""

    def __init__(self, folder: Path) -> None:
        """Begin without sheets."""
        super().__init__(write_only=True)
        self._folder = folder

    def create_sheet(self, title: Any = None, index: int | None = None) -> Any:  # noqa: ANN401 — as the library has it
        """Add a sheet that is written row by row."""
        sheet = _Sheet(self, title)
        sheet.out = self._folder / f"{len(self.worksheets)}.xml"
        self._add_sheet(sheet=sheet, index=index)  # type: ignore[attr-defined]
        return sheet


class _Sheet(WriteOnlyWorksheet):
    """A sheet that is written to the place it is told."""

    out: Path
    _writer: WorksheetWriter | None = None

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = _Writer(self, out=str(self.out))
            self._writer.write_top()


class _Writer(WorksheetWriter):
    """Writes a sheet; once it is in the workbook its file is not needed."""

    def cleanup(self) -> None:
        os.remove(str(self.out))
