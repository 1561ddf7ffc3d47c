"""What became of the rows of workbooks: receipts that are given here, and those that came back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.domain.edits import Json
from desktop_app.domain.receipts import Receipt, encode_line

__all__ = [
    "StoredReceipt",
    "close",
    "confirm",
    "forget_told",
    "given",
    "given_for",
    "had_of",
    "store",
    "store_told",
    "told",
]


@dataclass(frozen=True, slots=True)
class StoredReceipt:
    """A receipt as it is kept.

    Attributes:
        id: Its id.
        given: Whether it is of a file that was taken in here; else it is of one of ours.
        register_id: The register it is for or from, '' for a person without the program.
        person: For whom it is where that is nobody with a register.
        export_id: The export that the file is.
        at: When the file was taken in, ISO with offset.
        file: The name of the file.
        office: The organisation that took it in.
        action: The import, '' if it wrote nothing.
        rows: How many rows the file had.
        unchanged: How many of them changed nothing.
        missing: How many rows of the workbook were no longer in it.
        lines: What became of the others: as it was planned, or as it was told.
        known: The digest of what the recipient has, or of what was told here; '' for nothing.
        open: Whether it still has to be told, or confirmed.
    """

    id: str
    given: bool
    register_id: str
    person: str
    export_id: str
    at: str
    file: str
    office: str
    action: str
    rows: int
    unchanged: int
    missing: int
    lines: Json
    known: str = ""
    open: bool = True


NAMES = tuple(StoredReceipt.__slots__)
COLUMNS = ", ".join(f'"{name}"' for name in NAMES)
PLACES = ", ".join("?" for _ in NAMES)


def store(conn: sqlite3.Connection, found: StoredReceipt) -> None:
    """Keep a receipt, new or told again."""
    cells = {name: getattr(found, name) for name in NAMES}
    cells["lines"] = json.dumps(found.lines, ensure_ascii=False, separators=(",", ":"))
    sql = f"INSERT OR REPLACE INTO receipt ({COLUMNS}) VALUES ({PLACES})"  # noqa: S608
    conn.execute(sql, list(cells.values()))


def store_told(conn: sqlite3.Connection, receipt: Receipt, register_id: str) -> None:
    """Keep what another register told of a file of ours, until that is confirmed to it."""
    found = StoredReceipt(
        receipt.id,
        given=False,
        register_id=register_id,
        person="",
        export_id=receipt.export_id,
        at=receipt.at,
        file=receipt.file,
        office=receipt.office,
        action="",
        rows=receipt.rows,
        unchanged=receipt.unchanged,
        missing=receipt.missing,
        lines=[list(encode_line(line)) for line in receipt.lines],
        known=receipt.digest,
    )
    store(conn, found)


def given(conn: sqlite3.Connection, export_id: str | None = None) -> Iterator[StoredReceipt]:
    """Go through the receipts that are given here, newest first; of one export, or of all."""
    where = "given = 1 AND (?1 IS NULL OR export_id = ?1)"
    yield from _read(conn, where, (export_id,))


def told(conn: sqlite3.Connection) -> Iterator[StoredReceipt]:
    """Go through the receipts that came back, newest first."""
    yield from _read(conn, "given = 0", ())


def given_for(
    conn: sqlite3.Connection, register_id: str, person: str = ""
) -> Iterator[StoredReceipt]:
    """Go through what is still to be told to a register, or to somebody without one."""
    if register_id:
        yield from _read(conn, "given = 1 AND open = 1 AND register_id = ?", (register_id,))
        return
    for each in _read(conn, "given = 1 AND open = 1 AND register_id = ''", ()):
        if each.person.casefold() == person.casefold():
            yield each


def _read(
    conn: sqlite3.Connection, where: str, given: tuple[str | None, ...]
) -> Iterator[StoredReceipt]:
    sql = f"SELECT {COLUMNS} FROM receipt WHERE {where} ORDER BY at DESC, id"  # noqa: S608
    for cells in conn.execute(sql, given).fetchall():
        found = dict(zip(NAMES, cells, strict=True))
        found["lines"] = json.loads(found["lines"])
        found["given"], found["open"] = bool(found["given"]), bool(found["open"])
        yield StoredReceipt(**found)


def confirm(conn: sqlite3.Connection, had: Mapping[str, str]) -> list[StoredReceipt]:
    """Note what was shown to have arrived, by id the digest; return those of them still open."""
    sql = "UPDATE receipt SET known = ? WHERE id = ? AND given = 1 AND open = 1"
    conn.executemany(sql, ((digest, id_) for id_, digest in had.items()))
    ids = json.dumps(list(had))
    where = "given = 1 AND open = 1 AND id IN (SELECT value FROM json_each(?))"
    return list(_read(conn, where, (ids,)))


def close(conn: sqlite3.Connection, id_: str) -> None:
    """Let a receipt that was given travel no more: it has arrived, and nothing of it waits."""
    conn.execute("UPDATE receipt SET open = 0 WHERE id = ? AND given = 1", (id_,))


def had_of(conn: sqlite3.Connection, register_id: str) -> dict[str, str]:
    """Return what a register told that is to be confirmed to it: by id the digest."""
    sql = "SELECT id, known FROM receipt WHERE given = 0 AND open = 1 AND register_id = ?"
    return dict(conn.execute(sql, (register_id,)).fetchall())


def forget_told(conn: sqlite3.Connection, register_id: str) -> None:
    """Confirm to a register no more what it told before: it has stopped telling it."""
    conn.execute("UPDATE receipt SET open = 0 WHERE given = 0 AND register_id = ?", (register_id,))
