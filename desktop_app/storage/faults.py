"""What the disk, the system and SQLite refuse, as sentences for people."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words

SQLITE_HEADER = b"SQLite format 3\x00"

TYPES: tuple[tuple[bytes, Words], ...] = (
    (
        b"PK\x03\x04",
        Words("en zip-fil (till exempel en Excelbok)", "a zip file (such as a workbook)"),
    ),
    (b"%PDF", Words("en PDF", "a PDF")),
    (b"\xd0\xcf\x11\xe0", Words("ett äldre Office-dokument", "an older Office document")),
)
EMPTY = Words("en tom fil", "an empty file")
TEXT = Words("en textfil", "a text file")
FOLDER = Words("en mapp", "a folder")
DEVICE = Words("ingen vanlig fil", "no ordinary file")
UNKNOWN = Words("en fil av okänd typ", "a file of unknown type")

FULL = Words(
    "Disken är full: ändringen sparades inte.", "The disk is full: the change was not saved."
)
FULL_ADVICE = Words(
    "Frigör utrymme och gör om det. Registret är oskadat, som före ändringen.",
    "Free some space and do it again. The register is unharmed, as before the change.",
)
LOCKED = Words(
    "Registret ”{name}” används just nu av ett annat program.",
    "The register “{name}” is in use by another program right now.",
)
LOCKED_ADVICE = Words(
    "Vänta tills det är klart, eller stäng det andra fönstret, och gör om det. Inget har ändrats.",
    "Wait until it is done, or close the other window, and do it again. Nothing was changed.",
)
READ_ONLY = Words(
    "”{name}” kan inte skrivas: filen eller dess mapp är skrivskyddad.",
    "“{name}” cannot be written: the file or its folder is read-only.",
)
READ_ONLY_ADVICE = Words(
    "Lägg filen i en mapp där du får skriva. Ingenting har ändrats.",
    "Put the file in a folder where you may write. Nothing was changed.",
)
DAMAGED = Words(
    "Registret ”{name}” är skadat och kan inte läsas helt.",
    "The register “{name}” is damaged and cannot be read in full.",
)
DAMAGED_ADVICE = Words(
    "Spara undan filen som den är, och återställ den senaste säkerhetskopian "
    "med ”kontaktnat restore”.",
    "Keep the file as it is, and bring back the newest backup with “kontaktnat restore”.",
)
NO_FOLDER = Words(
    "Mappen som ”{name}” ska ligga i finns inte.", "The folder “{name}” should be in is not there."
)
NO_FOLDER_ADVICE = Words(
    "Skapa mappen först, eller välj en annan.", "Make the folder first, or choose another."
)
UNREADABLE = Words("”{name}” kan inte läsas: {cause}.", "“{name}” cannot be read: {cause}.")
UNREADABLE_ADVICE = Words(
    "Kontrollera att disken eller nätverket är anslutet och gör om det.",
    "Check that the disk or network is connected and do it again.",
)

_BY_CODE = {
    "SQLITE_FULL": (FULL, FULL_ADVICE),
    "SQLITE_BUSY": (LOCKED, LOCKED_ADVICE),
    "SQLITE_LOCKED": (LOCKED, LOCKED_ADVICE),
    "SQLITE_READONLY": (READ_ONLY, READ_ONLY_ADVICE),
    "SQLITE_CANTOPEN": (READ_ONLY, READ_ONLY_ADVICE),
    "SQLITE_PERM": (READ_ONLY, READ_ONLY_ADVICE),
    "SQLITE_CORRUPT": (DAMAGED, DAMAGED_ADVICE),
    "SQLITE_NOTADB": (DAMAGED, DAMAGED_ADVICE),
}
_OF_SOURCE = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CORRUPT", "SQLITE_NOTADB"}
"""What in a copy concerns the register that is copied: nobody else knows the copy yet."""

_BY_ERRNO = {
    errno.ENOSPC: (FULL, FULL_ADVICE),
    errno.EDQUOT: (FULL, FULL_ADVICE),
    errno.EACCES: (READ_ONLY, READ_ONLY_ADVICE),
    errno.EPERM: (READ_ONLY, READ_ONLY_ADVICE),
    errno.EROFS: (READ_ONLY, READ_ONLY_ADVICE),
    errno.ENOENT: (NO_FOLDER, NO_FOLDER_ADVICE),
    errno.ENOTDIR: (NO_FOLDER, NO_FOLDER_ADVICE),
}


def file_type(path: Path) -> Words | None:
    """Return what a file is if it is no SQLite file, judged by its content; None if it is one."""
    if path.is_dir():
        return FOLDER
    if not path.is_file():
        return DEVICE
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(SQLITE_HEADER):
        return None
    if not head:
        return EMPTY
    for magic, words in TYPES:
        if head.startswith(magic):
            return words
    return UNKNOWN if b"\x00" in head else TEXT


def part_of(path: Path) -> Path:
    """Return where a file is made before it gets its name: hidden, in the same folder."""
    return path.with_name(f".{path.name}.part")


def sync_folder(folder: Path) -> None:
    """Make a new name last; Windows has no such call and needs none."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def final_name(path: Path) -> str:
    """Return the name that a file has, or is going to have."""
    name = path.name
    while name.startswith(".") and name.endswith(".part"):
        name = name.removeprefix(".").removesuffix(".part")
    return name


@contextmanager
def environment_faults(path: Path, source: Path | None = None) -> Iterator[None]:
    """Turn what SQLite and the system refuse into `Refused`; our own faults go on as they are.

    Args:
        path: The file that is read or written.
        source: The register that is copied to `path`, where one is.
    """
    try:
        yield
    except sqlite3.Error as error:
        of_source = source is not None and _code(error) in _OF_SOURCE
        refusal = refusal_of(error, source if source and of_source else path)
        if refusal is None:
            raise
        raise refusal from error
    except OSError as error:
        raise os_refusal(error, path) from error


def refusal_of(error: BaseException, path: Path) -> Refused | None:
    """Return the refusal an SQLite error means, None if it is none or our own fault."""
    if not isinstance(error, sqlite3.Error):
        return None
    code = _code(error)
    if code in _BY_CODE:
        sentence, advice = _BY_CODE[code]
        return Refused(sentence.fill(name=final_name(path)), advice)
    if code == "SQLITE_IOERR":
        return Refused(UNREADABLE.fill(name=final_name(path), cause=str(error)), UNREADABLE_ADVICE)
    return None


def os_refusal(error: OSError, path: Path) -> Refused:
    """Return the refusal an error of the system means."""
    sentence, advice = _BY_ERRNO.get(error.errno or 0, (UNREADABLE, UNREADABLE_ADVICE))
    cause = error.strerror or str(error)
    return Refused(sentence.fill(name=final_name(path), cause=cause), advice)


def _code(error: sqlite3.Error) -> str:
    """Return the primary code: extended ones say more than a sentence needs."""
    name: str = getattr(error, "sqlite_errorname", "") or ""
    return "_".join(name.split("_")[:2])
