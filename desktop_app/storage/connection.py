"""Opening a register file: its checks, its settings, its migrations."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from desktop_app.data import DB_SCHEMA
from desktop_app.domain.folding import collation_key, fold
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.storage.database import Database
from desktop_app.storage.faults import (
    environment_faults,
    file_type,
    part_of,
    sync_folder,
)

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION_ID = 0x4B4E4154
"""The four letters KNAT: what tells our files from other programs' SQLite files."""

BUSY_MS = 3000

NEWER = Words(
    "”{name}” är skapad av en nyare version av Kontaktnät "
    "(schema {theirs}; den här versionen kan {ours}).",
    "“{name}” was made by a newer version of Kontaktnät "
    "(schema {theirs}; this version knows {ours}).",
)
NEWER_ADVICE = Words(
    "Uppdatera programmet och öppna filen igen. Ingenting har ändrats i den.",
    "Update the program and open the file again. Nothing in it was changed.",
)
EXISTS = Words("Det finns redan en fil som heter ”{name}”.", "There already is a file “{name}”.")
EXISTS_ADVICE = Words(
    "Välj ett annat namn, eller flytta undan filen först.",
    "Choose another name, or move the file away first.",
)
MISSING = Words("Filen ”{name}” finns inte.", "There is no file “{name}”.")
MISSING_ADVICE = Words(
    "Kontrollera sökvägen, eller skapa ett register med ”kontaktnat new”.",
    "Check the path, or make a register with “kontaktnat new”.",
)
NOT_OURS = Words(
    "”{name}” är inget register i Kontaktnät: {kind}.",
    "“{name}” is no Kontaktnät register: {kind}.",
)
NOT_OURS_ADVICE = Words(
    "Välj en registerfil, eller läs in en lista med ”kontaktnat import”.",
    "Choose a register file, or take a list in with “kontaktnat import”.",
)
UNFINISHED = Words(
    "”{name}” är ett register som aldrig blev färdigt.",
    "“{name}” is a register that was never finished.",
)
UNFINISHED_ADVICE = Words(
    "Flytta undan filen och skapa registret på nytt.",
    "Move the file away and make the register again.",
)
OTHER_PROGRAM = Words("en SQLite-fil från ett annat program", "an SQLite file of another program")


def apply_schema(db: Database) -> None:
    """Bring a register to the newest schema: one migration for each SQL file, in order."""
    from sqlite_utils import Migrations  # noqa: PLC0415 — slow to load, and seldom needed

    found = Migrations("kontaktnat")
    for path in sorted(DB_SCHEMA.glob("[0-9]*.sql")):
        found(name=path.stem)(_Script(path))
    found.apply(db.tables)


class _Script:
    """One SQL file, as a migration."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.__name__ = path.stem

    def __call__(self, db: sqlite_utils.Database) -> None:
        """Execute its statements one by one: `executescript` would commit."""
        statement = ""
        for line in self.path.read_text("utf-8").splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                db.conn.execute(statement)
                statement = ""
        db.conn.execute(f"PRAGMA user_version = {int(self.path.stem[:4])}")


def is_register(path: Path) -> bool:
    """Tell whether a file is an SQLite file, whatever its name says."""
    with environment_faults(path):
        return path.is_file() and file_type(path) is None


def schema_version() -> int:
    """Return the number of the newest schema this program knows."""
    return max(int(path.stem[:4]) for path in DB_SCHEMA.glob("[0-9]*.sql"))


def schema_of(db: Database) -> int:
    """Return the number of the schema a register has."""
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def create(path: Path) -> Database:
    """Make an empty register file with the newest schema; raise `Refused` if `path` is taken."""
    with environment_faults(path):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise Refused(EXISTS.fill(name=path.name), EXISTS_ADVICE) from None
        try:
            db = _connect(path, "rw")
            try:
                db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                apply_schema(db)
            except BaseException:
                db.close()
                raise
        except BaseException:
            path.unlink()
            raise
    return db


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """Give a place to make a register at; what is whole at the end gets the name `path`.

    Raises:
        Refused: There is a file at `path`, or it cannot be written there.
    """
    part = part_of(path)
    with environment_faults(path):
        _refuse_existing(path)
        _discard(part)
    try:
        yield part
        with environment_faults(path):
            _refuse_existing(path)
            os.replace(part, path)
            sync_folder(path.parent)
    finally:
        with suppress(OSError):
            _discard(part)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise Refused(EXISTS.fill(name=path.name), EXISTS_ADVICE)


def _discard(part: Path) -> None:
    for path in (part, _journal(part)):
        path.unlink(missing_ok=True)


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def memory() -> Database:
    """Return an empty register in memory, for tests and trials."""
    db = _prepare(sqlite3.connect(":memory:", isolation_level=None))
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    apply_schema(db)
    return db


def snapshot(db: Database) -> Database:
    """Return a copy of a register in memory, as it is now."""
    copy = _prepare(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
    with environment_faults(path_of(db)):
        try:
            db.conn.backup(copy.conn)
        except BaseException:
            copy.close()
            raise
    return copy


def connect(path: Path, *, writing: bool) -> Database:
    """Open a register file as it is; raise `Refused` if it is none, newer, or cannot be read."""
    with environment_faults(path):
        if not path.exists():
            raise Refused(MISSING.fill(name=path.name), MISSING_ADVICE)
        kind = file_type(path)
        if kind is not None:
            raise Refused(NOT_OURS.fill(name=path.name, kind=kind), NOT_OURS_ADVICE)
        if not writing:
            _recover(path)
        db = _connect(path, "rw" if writing else "ro")
        try:
            _judge(db, path)
        except BaseException:
            db.close()
            raise
    return db


def _judge(db: Database, path: Path) -> None:
    """Refuse another program's file, a newer schema and what was never finished."""
    if db.conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Refused(NOT_OURS.fill(name=path.name, kind=OTHER_PROGRAM), NOT_OURS_ADVICE)
    theirs, ours = schema_of(db), schema_version()
    if theirs > ours:
        raise Refused(NEWER.fill(name=path.name, theirs=theirs, ours=ours), NEWER_ADVICE)
    if not _is_finished(db):
        raise Refused(UNFINISHED.fill(name=path.name), UNFINISHED_ADVICE)


def _is_finished(db: Database) -> bool:
    """Tell whether a register has an owner: the last thing that is written when one is made."""
    sql = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'register'"
    if not db.conn.execute(sql).fetchone()[0]:
        return False
    return bool(db.conn.execute("SELECT count(*) FROM register").fetchone()[0])


def _recover(path: Path) -> None:
    """Take back a save that was cut off: only who may write can, and nobody reads before it is."""
    try:
        _connect(path, "ro").close()
    except sqlite3.OperationalError as error:
        if not _journal(path).exists() or "BUSY" in error.sqlite_errorname:
            raise
        _connect(path, "rw").close()


def _connect(path: Path, mode: str) -> Database:
    """Connect to a file.

    Threads do not share a connection, but one may open and another use and close it, one at a
    time; SQLite allows that, and its module refuses it only by default.
    """
    uri = f"file:{_in_uri(path.resolve())}?mode={mode}"
    conn = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False
    )
    try:
        db = _prepare(conn)
        conn.execute("PRAGMA application_id").fetchone()
    except BaseException:
        conn.close()
        raise
    return db


def _in_uri(path: Path) -> str:
    """Return a path as a URI has it; names of files need not be UTF-8 everywhere."""
    if os.name != "nt":
        return quote(os.fsencode(path))
    from urllib.request import pathname2url  # noqa: PLC0415 — slow to load, and for Windows only

    return pathname2url(str(path))


def _prepare(conn: sqlite3.Connection) -> Database:
    for setting in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "journal_mode = DELETE",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "cache_size = -32000",
    ):
        conn.execute(f"PRAGMA {setting}").fetchall()
    conn.create_function("fold", 1, lambda text: fold(str(text or "")), deterministic=True)
    conn.create_function(
        "sort_key", 2, lambda text, language: collation_key(str(text or ""), language)
    )
    return Database(conn)


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Make one transaction, all of it or nothing; raise `Refused` if disk or lock say no."""
    with environment_faults(path_of(db)):
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.conn.execute("COMMIT")
        except BaseException:
            if db.conn.in_transaction:
                db.conn.execute("ROLLBACK")
            raise


def path_of(db: Database) -> Path:
    """Return the file of a register that is open."""
    sql = "SELECT CAST(file AS BLOB) FROM pragma_database_list WHERE name = 'main'"
    return Path(os.fsdecode(db.conn.execute(sql).fetchone()[0]) or "register")


__all__ = [
    "Database",
    "apply_schema",
    "connect",
    "create",
    "is_register",
    "making",
    "memory",
    "path_of",
    "schema_of",
    "schema_version",
    "snapshot",
    "transaction",
]
