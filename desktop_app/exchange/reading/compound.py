"""Older Office files (OLE), searched for the streams that tell their kind, wherever they lie."""

from __future__ import annotations

import mmap
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

__all__ = ["OLE", "asks_password", "mapped", "streams"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY, MINI_SECTOR = 128, 64
MAX_HITS = 10_000
"""As often as a name is looked at, in a file that repeats it to take our time."""
_LOCK = re.compile(
    rb"\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0", re.DOTALL
)
"""How a workbook of 97 (or 95) begins that a password opens: the record FilePass comes first."""


@contextmanager
def mapped(path: Path) -> Iterator[mmap.mmap]:
    """Yield the bytes of a file, which are not read before they are looked at."""
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        yield data


def streams(data: mmap.mmap, names: Sequence[str]) -> set[str]:
    """Return those of `names` that stand as entries in the directory."""
    return {name for name in names if _has_entry(data, name)}


def asks_password(data: mmap.mmap) -> bool:
    """Tell whether a workbook in it says that a password opens it."""
    return any(found.start() % MINI_SECTOR == 0 for found in _LOCK.finditer(data))


def _has_entry(data: mmap.mmap, name: str) -> bool:
    raw = (name + "\0").encode("utf-16-le")
    length = struct.pack("<H", len(raw))
    # Entries lie at multiples of their size and carry the length of their name; some writers put
    # it in capitals.
    return any(
        at % ENTRY == 0 and data[at + 64 : at + 66] == length
        for spelled in dict.fromkeys((raw, raw.upper()))
        for at in islice(_hits(data, spelled), MAX_HITS)
    )


def _hits(data: mmap.mmap, raw: bytes) -> Iterator[int]:
    at = data.find(raw)
    while at >= 0:
        yield at
        at = data.find(raw, at + 1)
