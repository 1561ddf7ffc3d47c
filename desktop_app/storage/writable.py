"""What to know of a register file before anybody works in it: its age, and if it can be written."""

from __future__ import annotations

from pathlib import Path

from desktop_app.storage.connection import path_of
from desktop_app.storage.database import Database
from desktop_app.storage.faults import environment_faults

__all__ = ["file_schema", "try_writing"]

USER_VERSION = slice(60, 64)
"""Where the header of an SQLite file holds the number that says which schema it has."""


def file_schema(path: Path) -> int:
    """Return the number of a register file's schema, without opening it.

    Raises:
        Refused: The file cannot be read.
    """
    with environment_faults(path), path.open("rb") as file:
        return int.from_bytes(file.read(USER_VERSION.stop)[USER_VERSION], "big")


def try_writing(db: Database) -> None:
    """Begin a change and take it back; nothing of it stays.

    Raises:
        Refused: The file or its folder is read-only, another program writes, or the disk is full.
    """
    with environment_faults(path_of(db)):
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            db.conn.execute("UPDATE register SET lam = lam")
        finally:
            if db.conn.in_transaction:
                db.conn.execute("ROLLBACK")
