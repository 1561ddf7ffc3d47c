"""Where the program keeps what is its own, and where registers go if nothing else is chosen."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from desktop_app.data import SUFFIX

__all__ = ["HOME", "SUFFIX", "Places", "file_name", "free_path", "places"]

HOME = "KONTAKTNAT_HOME"
"""A variable of the environment: a folder in which everything is kept, instead of the usual."""

FOLDER = "Kontaktnät"
LONGEST = 80
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_TAKEN = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of the program.

    Attributes:
        settings: What it remembers, and what tells that it runs.
        log: What went wrong.
        registers: Where new registers go.
    """

    settings: Path
    log: Path
    registers: Path


def places(environ: Mapping[str, str] = os.environ) -> Places:
    """Return the folders of this person; the first two are made."""
    home = environ.get(HOME)
    if home:
        found = Places(Path(home), Path(home), Path(home) / FOLDER)
    else:
        kind = QStandardPaths.StandardLocation
        found = Places(
            _standard(kind.AppConfigLocation),
            _standard(kind.AppLocalDataLocation),
            _standard(kind.DocumentsLocation) / FOLDER,
        )
    for folder in (found.settings, found.log):
        folder.mkdir(parents=True, exist_ok=True)
    return found


def _standard(kind: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(kind))


def file_name(name: str) -> str:
    """Return the name of a register file for an organisation, one that every system takes."""
    plain = _UNFIT.sub(" ", " ".join(name.split()))
    plain = " ".join(plain.split())[:LONGEST].strip(" .")
    if not plain or _TAKEN.fullmatch(plain):
        plain = f"{FOLDER} {plain}".strip()
    return f"{plain}{SUFFIX}"


def free_path(path: Path) -> Path:
    """Return `path`, with a number where there is such a file already."""
    if not path.exists():
        return path
    names = (path.with_name(f"{path.stem} {number}{path.suffix}") for number in range(2, 1000))
    return next((each for each in names if not each.exists()), path)
