"""Changed workbooks, read whole through the child: they are read or refused, and soon."""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.exchange.reading.reader import read_file
from tests.fuzz import gate

FOLDER = Path(tempfile.mkdtemp(prefix="kontaktnat-fuzz-"))
FILE = FOLDER / "a.xlsx"
SECONDS = 20.0
SEEDS = gate.SEEDS[:4]

atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def one_input(data: bytes) -> None:
    """Read a file."""
    FILE.write_bytes(data)
    began = time.monotonic()
    with suppress(Refused):
        read_file(FILE, seconds=SECONDS)
    assert time.monotonic() - began < SECONDS


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a packed file."""
    return gate.mutate(data, chance)
