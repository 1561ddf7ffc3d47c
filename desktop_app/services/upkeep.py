"""Checking a register, deriving it again from its record, backing it up and bringing it back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import drafting
from desktop_app.services.drafting import Draft
from desktop_app.services.opening import open_register
from desktop_app.services.register import Clock, Register, now
from desktop_app.storage import backup, queries, upkeep
from desktop_app.storage.connection import making, transaction

BACKUPS = backup.BACKUPS

EXISTS = Words("Det finns redan ett register i ”{name}”.", "There already is a register “{name}”.")
EXISTS_ADVICE = Words(
    "Välj ett nytt filnamn; flytta sedan dit du vill ha det.",
    "Choose a new file name; then move it to where you want it.",
)
ITSELF = Words("”{name}” är det register som är öppet.", "“{name}” is the register that is open.")
ITSELF_ADVICE = Words(
    "Ge kopian ett annat namn, eller lägg den i en annan mapp.",
    "Give the copy another name, or put it in another folder.",
)
NOT_WHOLE = Words(
    "Säkerhetskopian ”{name}” är skadad och återställs inte.",
    "The backup “{name}” is damaged and is not brought back.",
)
NOT_WHOLE_ADVICE = Words("Välj en annan säkerhetskopia.", "Choose another backup.")


@dataclass(frozen=True, slots=True)
class Check:
    """What a check of a register found.

    Attributes:
        damage: What SQLite finds wrong with the file.
        tampered: Edits that do not follow from their content.
        differing: How many derived lines differ from what the record gives.
        edits: How many edits were checked.
    """

    damage: tuple[str, ...]
    tampered: tuple[str, ...]
    differing: int
    edits: int

    @property
    def whole(self) -> bool:
        """Return whether nothing is wrong."""
        return not (self.damage or self.tampered or self.differing)


def check(register: Register) -> Check:
    """Check the file, each edit, and that the tables are what the record gives."""
    conn = register.db.conn
    return Check(
        tuple(upkeep.integrity(conn)),
        tuple(upkeep.damaged_edits(conn)),
        upkeep.differences(register.db),
        queries.number_of_edits(conn),
    )


def rebuild(register: Register) -> int:
    """Derive all that is shown from the record again; return the number of rows."""
    return upkeep.rebuild(register.db)


def backup_register(register: Register, folder: Path | None = None) -> Path:
    """Write a proven copy of the register into a folder; return its path.

    The copy is read back, checked and compared before it gets its name.

    Raises:
        Refused: The folder cannot be written, or the disk is full.
    """
    at = register.clock()
    path = backup.place_for(register.path, at, folder)
    backup.copy(register.db, path)
    facts = replace(
        register.facts,
        backup_at=at.isoformat(timespec="seconds"),
        backup_name=path.name.encode("utf-8", "replace").decode(),  # names need not be UTF-8
    )
    # A register that may only be read is backed up all the same; then nothing is noted in it.
    with suppress(Refused), transaction(register.db):
        queries.store_facts(register.db.conn, facts)
    return path


def restore(source: Path, path: Path, clock: Clock = now) -> Register:
    """Bring a backup back as a new file, in an epoch of its own; return it opened.

    Raises:
        Refused: The backup is damaged or none, or there is a file at `path`.
    """
    if path.exists():
        raise Refused(EXISTS.fill(name=path.name), EXISTS_ADVICE)
    with making(path) as part:
        with open_register(source, writing=False, clock=clock) as old:
            if upkeep.integrity(old.db.conn) or upkeep.damaged_edits(old.db.conn):
                raise Refused(NOT_WHOLE.fill(name=source.name), NOT_WHOLE_ADVICE)
            backup.copy(old.db, part)
        with open_register(part, clock=clock) as register, transaction(register.db):
            queries.store_facts(register.db.conn, replace(register.facts, epoch=str(uuid4())))
    return open_register(path, clock=clock)


def save_copy(register: Register, out: Path, waiting: Iterable[Draft] = ()) -> Path:
    """Write a proven copy of what is open to another place, also when its own file is gone.

    What stands there is replaced, once the copy is proven: whoever chose the place was asked.

    Args:
        register: The register.
        out: The copy.
        waiting: Drafts that could not be kept in the register; they are in the copy.

    Raises:
        Refused: `out` is the register itself, or it cannot be written there.
    """
    if out.exists() and register.path.exists() and out.samefile(register.path):
        raise Refused(ITSELF.fill(name=out.name), ITSELF_ADVICE)
    backup.copy(register.db, out)
    with open_register(out, clock=register.clock) as copied:
        drafting.keep_all(copied, waiting)
    return out
