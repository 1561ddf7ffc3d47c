"""Names of files that every system takes."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["as_file_name", "free_place"]

NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
LONGEST_NAME = 120
"""Well under what Windows allows for a whole path."""
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever its ending."""


def as_file_name(stem: str, ending: str) -> str:
    """Return a file name that every system takes, as near `stem` as can be."""
    plain = " ".join(NOT_IN_NAMES.sub("-", stem).split())[:LONGEST_NAME].strip(" .-")
    if DEVICES.match(plain):
        plain = f"_{plain}"
    return (plain or "Kontaktnät") + ending


def free_place(folder: Path, stem: str, endings: tuple[str, ...]) -> Path:
    """Return a place for a file with the first ending; nothing stands there with any of them."""
    taken = {path.name.casefold() for path in folder.iterdir()} if folder.is_dir() else set()
    number, name = 1, as_file_name(stem, "")
    while any(f"{name}{ending}".casefold() in taken for ending in endings):
        number += 1
        name = as_file_name(stem, f" ({number})")
    return folder / f"{name}{endings[0]}"
