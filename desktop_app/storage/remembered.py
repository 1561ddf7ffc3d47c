"""What this machine remembers of the registers it opened: a copy is not the register it was.

Kept outside the registers, in a small file of the person's own. A register that is not remembered
with its epoch, or that lacks what it had reached, was copied, moved or brought back from a backup:
it begins a new epoch, so that nothing it writes is taken for what was sent before.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from desktop_app.storage import queries

__all__ = ["State", "is_remembered", "place", "remember"]

State = tuple[str, str, int, str]
"""A register's id, its epoch, the place of its newest edit and that edit's id."""

HOME = "KONTAKTNAT_HOME"
FOLDER, FILE = "Kontaktnät", "remembered.db"
BUSY_SECONDS = 2.0
TABLE = (
    "CREATE TABLE IF NOT EXISTS remembered (path BLOB PRIMARY KEY NOT NULL, register_id TEXT, "
    "epoch TEXT, idx INTEGER, eid TEXT) STRICT"
)


def place(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the file; `KONTAKTNAT_HOME` names another folder than the usual one."""
    if environ.get(HOME):
        return Path(environ[HOME]) / FILE
    home = Path.home()
    usual = {"win32": ("LOCALAPPDATA", home), "darwin": ("", home / "Library/Application Support")}
    name, folder = usual.get(sys.platform, ("XDG_STATE_HOME", home / ".local/state"))
    return Path(environ.get(name) or folder) / FOLDER / FILE


@contextmanager
def _opened() -> Iterator[sqlite3.Connection]:
    path = place()
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)) as conn:
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute(TABLE)
        yield conn


def _key(path: Path) -> bytes:
    return os.fsencode(path.resolve())  # names need not be UTF-8


def _is_file(register: sqlite3.Connection) -> bool:
    sql = "SELECT file <> '' FROM pragma_database_list WHERE name = 'main'"
    return bool(register.execute(sql).fetchone()[0])


def remember(path: Path, register: sqlite3.Connection) -> None:
    """Remember how far a register has come.

    What cannot be read, or cannot be kept here, is not: then a new epoch begins next time.
    """
    with suppress(OSError, sqlite3.Error):
        state = queries.state(register)
        if _is_file(register):
            with _opened() as conn:
                cells = (_key(path), *state)
                conn.execute("INSERT OR REPLACE INTO remembered VALUES (?, ?, ?, ?, ?)", cells)


def is_remembered(path: Path, register: sqlite3.Connection) -> bool:
    """Tell whether a register is the one that was last open there, or has grown from it.

    One that lies in memory always is.
    """
    if not _is_file(register):
        return True
    found: State | None = None
    with suppress(OSError, sqlite3.Error), _opened() as conn:
        sql = "SELECT register_id, epoch, idx, eid FROM remembered WHERE path = ?"
        found = conn.execute(sql, (_key(path),)).fetchone()
    if found is None:
        return False
    register_id, epoch, idx, eid = found
    return queries.state(register)[:2] == (register_id, epoch) and (
        idx == 0 or queries.eid_at(register, idx) == eid
    )
