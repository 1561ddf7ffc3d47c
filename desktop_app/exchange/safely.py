"""Writing files for people: under the final name stands the old file or the new one, never half."""

from __future__ import annotations

import errno
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words

__all__ = ["TEMPORARY", "replace_file"]

TEMPORARY = ".kontaktnat-"
"""What the names of unfinished files begin with: what is left of them may be removed."""
LEFT_SECONDS = 3600

OPEN_ELSEWHERE = (
    Words(
        "{name} kan inte skrivas: den är öppen i ett annat program eller skrivskyddad.",
        "{name} cannot be written: it is open in another program or write-protected.",
    ),
    Words(
        "Stäng den i Excel, eller spara under ett annat namn.",
        "Close it in Excel, or save under another name.",
    ),
)
NO_RIGHT = (
    Words(
        "Du har inte rätt att skriva i mappen {folder}.",
        "You have no right to write in the folder {folder}.",
    ),
    Words("Välj en egen mapp.", "Choose a folder of your own."),
)
FULL = (
    Words(
        "Disken är full; {name} skrevs inte, och en äldre fil med det namnet är orörd.",
        "The disk is full; {name} was not written, and an older file of that name is untouched.",
    ),
    Words("Frigör plats och försök igen.", "Free some space and try again."),
)
NO_FOLDER = (
    Words("Mappen {folder} finns inte.", "The folder {folder} does not exist."),
    Words("Välj en mapp som finns.", "Choose a folder that exists."),
)
IS_FOLDER = (
    Words("{name} är en mapp, ingen fil.", "{name} is a folder, not a file."),
    Words("Spara under ett annat namn.", "Save under another name."),
)
BAD_NAME = (
    Words(
        "Namnet {name} är för långt eller har tecken som inte går.",
        "The name {name} is too long or has characters that are not possible.",
    ),
    Words("Välj ett kortare, enklare namn.", "Choose a shorter, simpler name."),
)
FAILED = (
    Words("{name} kunde inte skrivas ({error}).", "{name} could not be written ({error})."),
    Words("Försök igen, eller spara på ett annat ställe.", "Try again, or save in another place."),
)

_REASONS: Mapping[int, tuple[Words, Words]] = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: NO_RIGHT,
    errno.EBUSY: OPEN_ELSEWHERE,
    errno.ETXTBSY: OPEN_ELSEWHERE,
    errno.ENOENT: NO_FOLDER,
    errno.ENOTDIR: NO_FOLDER,
    errno.EISDIR: IS_FOLDER,
    errno.ENAMETOOLONG: BAD_NAME,
    errno.EINVAL: BAD_NAME,
}


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """Yield the path of a new file beside `path`, which takes its place when the block ends well.

    The block writes and closes the new file. If it raises, or the change is not possible, the new
    file is removed and what stood under `path` is untouched.

    Raises:
        Refused: The environment does not allow it: rights, space, an open file.
    """
    temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(8)}.tmp"
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        _sweep(path.parent)
        temporary.open("xb").close()
        yield temporary
        _settle(temporary, path)
    except OSError as error:
        raise _refusal(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what programs that were killed have left; a file under way is younger."""
    for left in folder.glob(f"{TEMPORARY}*.tmp"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_SECONDS:
                left.unlink()


def _settle(temporary: Path, path: Path) -> None:
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(path)
    # The name itself lies in the folder; Windows cannot open one and needs no such call.
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _refusal(error: OSError, path: Path) -> Refused:
    sentence, advice = _REASONS.get(error.errno or 0, FAILED)
    if isinstance(error, PermissionError):
        sentence, advice = OPEN_ELSEWHERE if path.exists() else NO_RIGHT
    told = sentence.fill(name=path.name, folder=path.parent.name, error=error.strerror or "?")
    return Refused(told, advice)
