"""Opening a register as far as it goes, and bringing back a backup of one that does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import upkeep
from desktop_app.services.opening import open_register
from desktop_app.services.register import Clock, Register, now
from desktop_app.storage import queries
from desktop_app.storage.connection import NEWER, NOT_OURS, UNFINISHED, schema_version
from desktop_app.storage.faults import DAMAGED, READ_ONLY, environment_faults, file_type
from desktop_app.storage.writable import file_schema, try_writing

__all__ = ["Access", "backups", "bring_back", "is_about", "is_older", "open_as_far", "open_to_read"]

NO_BACKUP = Words(
    "Det finns ingen hel säkerhetskopia av ”{name}” bredvid filen.",
    "There is no whole backup of “{name}” beside the file.",
)
NO_BACKUP_ADVICE = Words(
    "Har du en kopia på ett annat ställe, till exempel ett USB-minne: öppna den.",
    "If you have a copy elsewhere, such as on a USB stick, open that.",
)
OF_BACKUP = (upkeep.NOT_WHOLE, DAMAGED, NOT_OURS, UNFINISHED, NEWER)
"""What is wrong with one backup alone: the one before it may be whole."""
_AT = re.compile(r"(\d{8}-\d{6})(?:-(\d+))?")
BROUGHT = "{name}-återställt"
"""The name of a register that was brought back, beside the damaged one."""


@dataclass(frozen=True, slots=True)
class Access:
    """A register that is open, and what keeps it from being written.

    Attributes:
        register: The register.
        obstacle: Why it is open for reading only, None where it can be written.
    """

    register: Register
    obstacle: Refused | None = None


def is_about(problem: Refused, words: Words) -> bool:
    """Tell whether a refusal says `words`, whatever they are filled with."""
    return problem.sentence.sv == words.sv


def open_as_far(path: Path, clock: Clock = now) -> Access:
    """Open a register for writing, or for reading where that is all that goes.

    Raises:
        Refused: It cannot be opened at all.
    """
    try:
        return Access(_opened(path, clock, writing=True))
    except Refused as problem:
        if not (is_about(problem, READ_ONLY) or is_about(problem, DAMAGED)):
            raise
        try:
            return Access(open_to_read(path, clock), problem)
        except Refused:
            raise problem from None


def is_older(path: Path) -> bool:
    """Tell whether a register has an older schema, which takes a while to bring up to date."""
    if not path.is_file() or file_type(path) is not None:
        return False
    return file_schema(path) < schema_version()


def open_to_read(path: Path, clock: Clock = now) -> Register:
    """Open a register for reading.

    Raises:
        Refused: It cannot be opened.
    """
    return _opened(path, clock, writing=False)


def _opened(path: Path, clock: Clock, *, writing: bool) -> Register:
    """Open a register and try what every window does first."""
    with environment_faults(path):
        register = open_register(path, writing=writing, clock=clock)
        try:
            queries.newest_action(register.db.conn)
            if writing:
                try_writing(register.db)
        except BaseException:
            register.close()
            raise
    return register


def backups(path: Path) -> Sequence[Path]:
    """Return the backups that lie beside a register, newest first; the file may be gone."""
    folder = path.with_name(upkeep.BACKUPS.format(name=path.stem))
    try:
        found = [each for each in folder.iterdir() if each.suffix == path.suffix]
    except OSError:
        return []
    dated = [(age, each) for each in found if (age := _age(each, path.stem)) is not None]
    return [each for _when, each in sorted(dated, reverse=True)]


def _age(backup: Path, stem: str) -> tuple[str, int] | None:
    """Return when a backup was made and its number within that second, None if it is none."""
    name = backup.stem
    at = _AT.fullmatch(name.removeprefix(f"{stem}-")) if name.startswith(f"{stem}-") else None
    return None if at is None else (at[1], int(at[2] or 0))


def bring_back(path: Path, clock: Clock = now) -> Path:
    """Bring the newest whole backup of a register back as a new file beside it; return that.

    Raises:
        Refused: There is none, or it cannot be written there.
    """
    target = _free(path)
    for backup in backups(path):
        try:
            upkeep.restore(backup, target, clock).close()
        except Refused as problem:
            if not any(is_about(problem, words) for words in OF_BACKUP):
                raise
        else:
            return target
    raise Refused(NO_BACKUP.fill(name=path.name), NO_BACKUP_ADVICE)


def _free(path: Path) -> Path:
    stem = BROUGHT.format(name=path.stem)
    names = (f"{stem}{'' if not n else f' {n + 1}'}{path.suffix}" for n in range(1000))
    return next(found for name in names if not (found := path.with_name(name)).exists())
