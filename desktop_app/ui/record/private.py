"""A folder for copies that are opened in other programs: nobody else can read it, and it goes."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp

from PySide6.QtCore import QLockFile

__all__ = ["private_folder"]

PREFIX, LOCK = "kontaktnat-bilagor-", "lock"


@cache
def private_folder() -> Path:
    """Return the folder of this program; those of programs that were killed go too."""
    _sweep()
    folder = Path(mkdtemp(prefix=PREFIX))
    lock = _lock(folder)
    lock.tryLock(0)

    def clear() -> None:
        lock.unlock()
        rmtree(folder, ignore_errors=True)

    atexit.register(clear)
    return folder


def _sweep() -> None:
    """Remove the folders that no running program holds."""
    for left in Path(gettempdir()).glob(f"{PREFIX}*"):
        lock = _lock(left)
        if lock.tryLock(0):
            lock.unlock()
            rmtree(left, ignore_errors=True)


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)  # a program may be open for days
    return lock
