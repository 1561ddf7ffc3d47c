"""Copies of a register that are proven before they get their name."""

from __future__ import annotations

import os
import sqlite3
import time
from datetime import datetime
from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.storage.connection import path_of
from desktop_app.storage.database import Database
from desktop_app.storage.faults import environment_faults, part_of, sync_folder
from desktop_app.storage.upkeep import integrity

UNPROVEN = Words(
    "Säkerhetskopian kunde inte bekräftas: den skiljer sig från registret.",
    "The backup could not be proven: it differs from the register.",
)
UNPROVEN_ADVICE = Words(
    "Kontrollera disken som den skrivs till, eller välj en annan mapp.",
    "Check the disk it is written to, or choose another folder.",
)
BACKUPS = "{name}-backup"
"""The folder beside a register where its backups go."""

PAGES = 1000
LEFT_SECONDS = 3600


def copy(db: Database, path: Path) -> None:
    """Copy a register to `path` by SQLite's backup; the copy is checked and compared first.

    Raises:
        Refused: The folder cannot be written, the disk is full, or the copy is not whole.
    """
    with environment_faults(path, path_of(db)):
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        part = part_of(path)
        try:
            _write(db, part)
            os.replace(part, path)
            sync_folder(path.parent)
        finally:
            part.unlink(missing_ok=True)


def place_for(register: Path, at: datetime, folder: Path | None = None) -> Path:
    """Return where a backup made at `at` goes; no file has that name.

    Two backups of one second both stay.
    """
    target = folder or register.with_name(BACKUPS.format(name=register.stem))
    stem = f"{register.stem}-{at:%Y%m%d-%H%M%S}"
    names = (f"{stem}{'' if not n else f'-{n}'}{register.suffix}" for n in range(1000))
    return next(target / name for name in names if not (target / name).exists())


def _sweep(folder: Path) -> None:
    """Remove what backups that were killed have left; one under way is younger."""
    for left in folder.glob(f"{part_of(folder / '*').name}"):
        if time.time() - left.stat().st_mtime > LEFT_SECONDS:
            left.unlink(missing_ok=True)


def _write(db: Database, part: Path) -> None:
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    target = sqlite3.connect(part, isolation_level=None)
    try:
        db.conn.backup(target, pages=PAGES)
        if integrity(target) or _counts(target) != _counts(db.conn):
            raise Refused(UNPROVEN, UNPROVEN_ADVICE)
    finally:
        target.close()
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _counts(conn: sqlite3.Connection) -> tuple[int, ...]:
    tables = ("edit", "recorded_action", "head", "search_row")
    return tuple(conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables)  # noqa: S608
