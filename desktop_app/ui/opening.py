"""Opening a register in the window, with everything that can be wrong with it.

A file beside the register (`<name>.lock`) tells other windows that it is in use. It is there so
that people know of each other; what keeps the data whole are the locks of SQLite.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from PySide6.QtCore import QDateTime, QFileInfo, QLockFile, QSysInfo

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services.access import Access, backups, is_about, open_as_far, open_to_read
from desktop_app.storage.connection import MISSING, NEWER, NOT_OURS, UNFINISHED
from desktop_app.storage.faults import DAMAGED, LOCKED, READ_ONLY
from desktop_app.ui.session import Session
from desktop_app.ui.speech import Speech

__all__ = ["CannotOpen", "Notice", "Opened", "Way", "bring_up_to_date", "open_session", "ways_out"]

Tone: TypeAlias = Literal["info", "warning", "error"]
Way: TypeAlias = Literal["bring_back", "forget", "take_over"]
"""bring the newest backup back; take it off the list; write though another window has it."""

IN_USE = Words(
    "Registret är öppet hos {holder}. Här är det öppet för läsning.",
    "The register is open with {holder}. Here it is open for reading.",
)
IN_USE_HERE = Words(
    "Registret är öppet i ett annat fönster på den här datorn. Här är det öppet för läsning.",
    "The register is open in another window on this computer. Here it is open for reading.",
)
ON = Words("{name} på {host}", "{name} on {host}")
OF_OLD = Words(
    "Låset är från {day}. Är ingen kvar i registret kan du öppna det för att skriva.",
    "The lock is from {day}. If nobody is in the register, you can open it for writing.",
)
FOR_READING = Words(
    "Registret är skrivskyddat: du kan läsa och söka, men inte ändra. Lägg filen i en mapp där du "
    "får skriva, eller spara en kopia och arbeta i den.",
    "The register is read-only: you can read and search, but not change. Put the file in a folder "
    "where you may write, or save a copy and work in that.",
)
DAMAGED_OPEN = Words(
    "Registret är skadat och öppet för läsning, så långt det går. Ta fram den senaste "
    "säkerhetskopian, och behåll den här filen som den är.",
    "The register is damaged and open for reading, as far as that goes. Bring back the newest "
    "backup, and keep this file as it is.",
)
LOOK_ELSEWHERE = Words(
    "Det ligger ingen säkerhetskopia bredvid filen. Leta på USB-minnen och i andra mappar, och "
    "behåll filen som den är: mycket av den kan gå att rädda.",
    "There is no backup beside the file. Look on USB sticks and in other folders, and keep the "
    "file as it is: much of it may be saved.",
)
BACKUP_THERE = Words(
    "Bredvid den ligger säkerhetskopior, den senaste ”{name}”. Den kan tas fram som en ny fil; "
    "filen som är skadad ligger kvar.",
    "There are backups beside it, the newest “{name}”. It can be brought back as a new file; the "
    "damaged file stays.",
)
MISSING_ADVICE = Words(
    "Har den flyttats eller bytt namn: öppna den där den ligger nu. Är den på ett USB-minne eller "
    "i en nätverksmapp: anslut det först.",
    "If it was moved or renamed, open it where it is now. If it is on a USB stick or in a network "
    "folder, connect that first.",
)
NOT_OURS_ADVICE = Words(
    "Är det en lista eller en arbetsbok? Öppna ditt register och läs in filen där "
    "(menyn Register, Läs in fil).",
    "Is it a list or a workbook? Open your register and take the file in there "
    "(menu Register, Take in file).",
)
_ADVICE: Mapping[str, Words] = {MISSING.sv: MISSING_ADVICE, NOT_OURS.sv: NOT_OURS_ADVICE}
_WITH_BACKUP = (DAMAGED, NOT_OURS, UNFINISHED)
LOCK = "{name}.lock"
OLD_SECONDS = 12 * 60 * 60


class CannotOpen(Refused):
    """A register that cannot be opened, and what can be done about it.

    Attributes:
        path: Its file.
        way: What the program can do, None where there is nothing.
    """

    def __init__(self, problem: Refused, path: Path) -> None:
        """Take over why it was refused; the advice is that for people at a window."""
        advice, self.way = ways_out(problem, path)
        super().__init__(problem.sentence, advice)
        self.path = path


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about an open register.

    Attributes:
        tone: How serious it is.
        words: What there is to know and what to do.
        way: What the program can do about it.
    """

    tone: Tone
    words: Words
    way: Way | None = None


@dataclass(frozen=True)
class Opened:
    """An open register with its lock; whoever opened it closes it.

    Attributes:
        session: The register.
        notices: What there is to know about it.
    """

    session: Session
    notices: list[Notice] = field(default_factory=list)
    lock: QLockFile | None = None

    def close(self) -> None:
        """Close the file and let others have it."""
        self.session.close()
        if self.lock is not None:
            self.lock.unlock()


def open_session(path: Path, speech: Speech, *, take_over: bool = False) -> Opened:
    """Open a register as far as it goes.

    Args:
        path: Its file.
        speech: The language that is spoken.
        take_over: Write though a lock says that somebody else does.

    Raises:
        CannotOpen: It cannot be opened; the refusal says why and what to do.
    """
    lock = _lock(path, take_over=take_over)
    held = lock is not None and not lock.isLocked()
    try:
        access = Access(open_to_read(path)) if held else open_as_far(path)
    except Refused as problem:
        _release(lock)
        raise CannotOpen(problem, path) from problem
    except BaseException:
        _release(lock)
        raise
    notices = [_in_use(lock, path)] if held and lock is not None else _obstacle(access, path)
    writable = not held and access.obstacle is None
    return Opened(Session(access.register, speech, writable=writable), notices, lock)


def bring_up_to_date(path: Path) -> None:
    """Bring a register of an older version up to date, unless another has it open now.

    Raises:
        CannotOpen: It cannot be opened; nothing was changed.
    """
    lock = _lock(path, take_over=False)
    try:
        if lock is None or lock.isLocked():
            open_as_far(path).register.close()
    except Refused as problem:
        raise CannotOpen(problem, path) from problem
    finally:
        _release(lock)


def ways_out(problem: Refused, path: Path) -> tuple[Words | None, Way | None]:
    """Return the advice and what the program can do, for a register that cannot be opened."""
    if any(is_about(problem, words) for words in (NEWER, LOCKED, READ_ONLY)):
        return problem.advice, None
    found = backups(path)
    if found and any(is_about(problem, words) for words in (MISSING, *_WITH_BACKUP)):
        return BACKUP_THERE.fill(name=found[0].name), "bring_back"
    if is_about(problem, DAMAGED):
        return LOOK_ELSEWHERE, None
    advice = _ADVICE.get(problem.sentence.sv, problem.advice)
    return advice, "forget" if is_about(problem, MISSING) else None


def _lock(path: Path, *, take_over: bool) -> QLockFile | None:
    """Return the lock of a register, locked unless another holds it; None if it has none."""
    if not path.is_file():
        return None
    file = path.resolve()
    lock_path = file.with_name(LOCK.format(name=file.name))
    if take_over:
        lock_path.unlink(missing_ok=True)
    lock = QLockFile(str(lock_path))
    lock.setStaleLockTime(0)  # held for as long as the register is open; a dead holder's counts not
    if lock.tryLock(0) or lock.error() is QLockFile.LockError.LockFailedError:
        return lock
    return None  # where no lock can be written, the register most likely cannot either


def _release(lock: QLockFile | None) -> None:
    if lock is not None:
        lock.unlock()


def _obstacle(access: Access, path: Path) -> list[Notice]:
    if access.obstacle is None:
        return []
    if is_about(access.obstacle, READ_ONLY):
        return [Notice("warning", FOR_READING)]
    return [Notice("error", DAMAGED_OPEN, "bring_back" if backups(path) else None)]


def _in_use(lock: QLockFile, path: Path) -> Notice:
    """Say who holds a register, as far as the lock tells."""
    file = QFileInfo(lock.fileName())
    _pid, host, _program = lock.getLockInfo()
    here = not host or host == QSysInfo.machineHostName()
    name = file.owner()
    holder = ON.fill(name=name, host=host) if name else host
    words = IN_USE_HERE if here else IN_USE.fill(holder=holder)
    age = file.lastModified().secsTo(QDateTime.currentDateTime())
    if here or age < OLD_SECONDS:
        return Notice("warning", words)
    day = file.lastModified().toString("yyyy-MM-dd")
    both = Words("{what} {old}", "{what} {old}").fill(what=words, old=OF_OLD.fill(day=day))
    return Notice("warning", both, "take_over")
