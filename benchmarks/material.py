"""What is measured on: sample registers and lists, the same for the same size."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Context
from desktop_app.domain.shipped import shipped_lists
from desktop_app.services.sample import sample_rows
from desktop_app.services.sampling import make_sample

SEED, DAY = 1, date(2026, 11, 21)
CONTACT = CATALOGUE["contact"]
NAMES = tuple(field.name for field in CONTACT if not field.local)
FTS = "tokenize='ascii', prefix='1 2 3', columnsize=0"


@cache
def folder() -> Path:
    """Return a folder that goes when the run ends."""
    import atexit  # noqa: PLC0415 — one use

    path = Path(mkdtemp(prefix="kontaktnat-bench-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@cache
def sample_file(contacts: int) -> Path:
    """Return a sample register of some size."""
    path = folder() / f"sample-{contacts}.knreg"
    make_sample(path, contacts, SEED, today=DAY).close()
    return path


def copy_of(path: Path, name: str) -> Path:
    """Return a copy to be changed."""
    target = folder() / name
    shutil.copyfile(path, target)
    return target


@cache
def contact_cells(rows: int) -> tuple[tuple[str, ...], ...]:
    """Return contacts as the texts a list of them holds, a column each of `NAMES`."""
    context = Context(shipped_lists())
    found = (row for row in sample_rows(rows, SEED + 1, DAY) if row.entity == CONTACT.name)
    return tuple(
        tuple(
            str(row.values[name])
            if name in LINKS and name in row.values
            else CONTACT.by_name[name].kind.write(row.values.get(name), context)
            for name in NAMES
        )
        for row in islice(found, rows)
    )


LINKS = ("organisation", "responsible")


@cache
def list_file(rows: int) -> Path:
    """Return a workbook that is not ours: headings in Swedish, one contact a row."""
    from openpyxl import Workbook  # noqa: PLC0415 — slow to load

    names = [name for name in NAMES if name not in LINKS]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lista")
    sheet.append([CONTACT.by_name[name].label.sv for name in names])
    keep = [NAMES.index(name) for name in names]
    for cells in contact_cells(rows):
        sheet.append([cells[n] for n in keep])
    path = folder() / f"list-{rows}.xlsx"
    book.save(path)
    return path


def plain_database(path: Path, rows: Sequence[Sequence[object]], *, search: bool) -> None:
    """Write rows into one plain table, with the same full-text index if asked for."""
    path.unlink(missing_ok=True)
    conn = sqlite3.connect(path, isolation_level=None)
    width = len(rows[0])
    columns = ", ".join(f"c{n} TEXT" for n in range(width))
    conn.execute(f"CREATE TABLE plain (id INTEGER PRIMARY KEY, {columns})")
    conn.execute("BEGIN")
    places = ", ".join("?" * width)
    names = ", ".join(f"c{n}" for n in range(width))
    conn.executemany(f"INSERT INTO plain ({names}) VALUES ({places})", rows)  # noqa: S608
    if search:
        text = " || ' ' || ".join(f"coalesce(c{n}, '')" for n in range(width))
        conn.execute(f"CREATE VIRTUAL TABLE found USING fts5(text, {FTS})")
        conn.execute(f"INSERT INTO found(rowid, text) SELECT id, {text} FROM plain")  # noqa: S608
    conn.execute("COMMIT")
    conn.close()
