"""Workbooks of the corpus as openpyxl reads them, in a limited child: a second opinion.

Run as ``python -m tests.exchange.corpus_others FILE``; the answer is JSON on standard output.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

from desktop_app.exchange.reading.reader import Table

__all__ = ["as_told", "differences", "read_by_openpyxl"]

SECONDS, MEMORY = 20, 1500 * 2**20
_CODED = re.compile("_x[0-9a-fA-F]{4}_")
"""Control characters as workbooks write them: we drop them and say so."""
NO_VALUES = ("#", "1899-12-")
"""Errors, and times of less than nothing, which are no days."""
Sheets = dict[str, list[str]]


def read_by_openpyxl(path: Path) -> Sheets | None:
    """Return the texts of each sheet's cells, None where openpyxl cannot say."""
    command = [sys.executable, "-m", "tests.exchange.corpus_others", str(path)]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=3 * SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None
    found: Sheets | None = json.loads(ended.stdout) if ended.returncode == 0 else None
    return found


def as_told(table: Table) -> Sheets:
    """Return the texts of each sheet's cells as our reader gives them."""
    return {
        sheet.name: [text for row in sheet.rows for cell in row if (text := _text(cell))]
        for sheet in table.sheets
    }


def differences(ours: Sheets, theirs: Sheets) -> list[str]:
    """Return the texts that only they have, sheet by sheet; what is an error is no value."""
    found: list[str] = []
    for name, texts in theirs.items():
        missing = Counter(texts) - Counter(ours.get(name, []))
        found += [f"{name}: {text}" for text in missing if not text.startswith(NO_VALUES)]
    return found


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, (int, float)):
        return f"{float(cell):.9g}"
    if isinstance(cell, (datetime, date)):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, timedelta):
        return _clock(round(cell.total_seconds()))
    if isinstance(cell, time):
        return _clock(cell.hour * 3600 + cell.minute * 60 + cell.second)
    return "".join(_CODED.sub("", str(cell if cell is not None else "")).split()).casefold()


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{rest:02}" if rest else "")


def _main(path: str) -> None:
    import openpyxl  # noqa: PLC0415 — under the limits only

    book = openpyxl.load_workbook(path, data_only=True)
    texts = {
        sheet.title: [text for row in sheet.values for cell in row if (text := _text(cell))]
        for sheet in book.worksheets
    }
    json.dump(texts, sys.stdout)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    _main(sys.argv[1])
