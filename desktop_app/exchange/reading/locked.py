"""Workbooks that a password locks: made when they leave (ECMA-376), opened when they come.

A password is never stored and never logged. What is open lies, while it is needed, in a folder
that only we can read; a workbook that is to be locked never stands open where it is sent from.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.exchange.reading import gate
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.limits import MEMORY_MB, SECONDS, Limits
from desktop_app.exchange.reading.process import refused_by_child, run_child
from desktop_app.exchange.reading.sentences import SENTENCES, refusal
from desktop_app.exchange.safely import replace_file

__all__ = ["LONGEST", "is_locked", "lock", "locking", "unlock", "wants_password"]

LONGEST = 255
"""As many characters as Excel takes."""
PREFIX = "kontaktnat-open-"
LEFT_SECONDS = 3600
LINE_ENDS = frozenset({"Cc", "Zl", "Zp"})
"""Control characters and line ends: no field to type a password in takes them."""

EMPTY = (
    Words("Lösenordet är tomt.", "The password is empty."),
    Words("Skriv ett lösenord.", "Type a password."),
)
TOO_LONG = (
    Words(
        "Lösenordet är längre än de {most} tecken som Excel tar emot.",
        "The password is longer than the {most} characters that Excel takes.",
    ),
    Words("Välj ett kortare.", "Choose a shorter one."),
)
NOT_TYPED = (
    Words(
        "Lösenordet har tecken som inte kan skrivas på ett tangentbord.",
        "The password has characters that cannot be typed on a keyboard.",
    ),
    Words("Välj ett annat.", "Choose another."),
)


def is_locked(path: Path) -> bool:
    """Tell whether `path` holds a workbook that a password opens; not so if it cannot be read."""
    try:
        gate.look(path)
        return gate.is_locked(path)
    except (Fault, OSError, ValueError):
        return False


def wants_password(problem: Refused) -> bool:
    """Tell whether a file was refused since it needs a password, or another one."""
    asking = (SENTENCES[code][0].sv for code in ("password", "wrong_password"))
    return problem.sentence.sv in asking


def lock(path: Path, password: str) -> None:
    """Lock the workbook at `path`; until that is done the open one stands there.

    Raises:
        Refused: The password cannot be used, or the file cannot be written.
    """
    wanted = _usable(password)
    with replace_file(path) as temporary:
        _encrypt(path, temporary, wanted)


@contextmanager
def locking(out: Path, password: str) -> Iterator[Path]:
    """Yield where to write a workbook that then stands locked under `out`; without one, `out`.

    Raises:
        Refused: The password cannot be used, or the file cannot be written.
    """
    if not password:
        yield out
        return
    wanted = _usable(password)
    with replace_file(out) as temporary, _own_folder() as folder:
        yield folder / out.name
        _encrypt(folder / out.name, temporary, wanted)


@contextmanager
def unlock(
    path: Path,
    password: str,
    *,
    seconds: float = SECONDS,
    memory_mb: int = MEMORY_MB,
    progress: Progress | None = None,
) -> Iterator[Path]:
    """Yield an open copy of a locked workbook, which is gone after the block.

    `progress` is asked now and then, from a thread of its own, whether to go on.

    Raises:
        Refused: The password is empty or wrong; the file is not there, damaged, locked in another
            way, or asks for too much.
        Stopped: `progress` raised it.
    """
    told = "\n".join(_spellings(password)).encode("utf-8")
    with _own_folder() as folder:
        copy = folder / path.name
        given = [str(path.absolute()), str(copy), str(seconds), str(memory_mb)]
        try:
            gate.look(path)
            run_child(
                [*_child_command(), *given], Limits(seconds, memory_mb), _Answer(), progress, told
            )
        except Fault as fault:
            raise refusal(fault.code, path.name, fault.args_of_words) from fault
        yield copy


@dataclass(slots=True)
class _Answer:
    """What the child says: that it is done, or why not."""

    complete: bool = False

    def take(self, message: list[Any]) -> None:
        what, *rest = message
        if what == "refused":
            refused_by_child(*rest)
        self.complete = what == "end"


def _child_command() -> list[str]:
    return [sys.executable, "-m", "desktop_app.exchange.reading.locked_child"]


def _encrypt(source: Path, out: Path, password: str) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 — for locked workbooks only

    with source.open("rb") as plain, out.open("wb") as locked:
        OOXMLFile(plain).encrypt(password, locked)


def _usable(password: str) -> str:
    """Return a password as it is typed on every keyboard; a Mac may give å as a and a ring."""
    wanted = normalize("NFC", password)
    if not wanted.strip():
        raise Refused(*EMPTY)
    try:
        units = len(wanted.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        # Not as its cause: that error tells what stood there.
        raise Refused(*NOT_TYPED) from None
    if units > LONGEST:
        sentence, advice = TOO_LONG
        raise Refused(sentence.fill(most=LONGEST), advice)
    if any(category(letter) in LINE_ENDS for letter in wanted):
        raise Refused(*NOT_TYPED)
    return wanted


def _spellings(password: str) -> list[str]:
    """Return a password as programs may have written it, the likely way first."""
    wanted = _usable(password)
    return list(dict.fromkeys([wanted, password, normalize("NFD", wanted)]))


@contextmanager
def _own_folder() -> Iterator[Path]:
    """Yield a folder that only we can read; it is removed, and old ones with it."""
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Remove what was left by a program that was killed; a folder in use is younger."""
    for left in parent.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
