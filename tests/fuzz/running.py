"""Feeding a target with mutated inputs: guided by coverage where atheris is, else blindly.

A target is a module of this folder with `one_input(data: bytes) -> None`, which raises what it
finds, and `SEEDS: tuple[bytes, ...]`, inputs to begin with. It may have `mutate(data: bytes,
chance: random.Random) -> bytes` too, which changes an input in a way that blind changes rarely hit.
"""

from __future__ import annotations

import base64
import importlib
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

TARGETS = ("gate", "workbooks", "cards", "headings", "values", "csv")
MAX_SIZE = 2**16
SLOW = 2.0
"""Seconds of the processor that no input may take."""
MEMORY_MB = 500
KEPT = 200
TOLD = 3000
STRANGE = (
    *(b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r", b'"', b"'", b";", b",", b"\t"),
    *(b"=", b":", b"<", b">", b"&", b"\\", b"%", b"-", b".", b" ", b"\xa0", b"\xc3\x85"),
    *(b"0", b"-1", b"1e999", b"99999999999999999999", b"nan", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80"),
)

Input = Callable[[bytes], None]


def run(name: str, seconds: float, seed: int) -> None:
    """Feed a target for some seconds; raise `AssertionError` with the input that was too much."""
    if importlib.util.find_spec("atheris") is None:
        plain(importlib.import_module(f"tests.fuzz.{name}"), seconds, seed)
    else:
        _apart(name, seconds, seed)


def plain(target: Any, seconds: float, seed: int) -> int:
    """Feed a target with blindly changed inputs; return how many there were."""
    chance = random.Random(seed)
    kept, count = list(target.SEEDS), 0
    until = time.monotonic() + seconds
    for data in target.SEEDS:
        _feed(target.one_input, data)
    while time.monotonic() < until:
        data = changed(target, chance.choice(kept), chance)
        _feed(target.one_input, data)
        count += 1
        if len(kept) < KEPT and not chance.randrange(8):
            kept.append(data)
    return count


def changed(target: Any, data: bytes, chance: random.Random) -> bytes:
    """Return an input after one to eight changes."""
    own = getattr(target, "mutate", None)
    if own is not None and chance.randrange(3):
        return bytes(own(data, chance))
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = _once(data, chance.choice(target.SEEDS), chance)
    return data[:MAX_SIZE]


def _once(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((0, 1, 2, 8, 100, len(data))))
    far = chance.randrange(len(other) + 1)
    put = chance.choice(
        (
            b"",
            bytes([chance.randrange(256)]),
            chance.choice(STRANGE),
            chance.choice(STRANGE) * chance.choice((2, 50, 2000)),
            data[start:end] * 2,
            other[far : far + chance.choice((1, 8, 100))],
        )
    )
    return data[:start] + put + data[end:]


def _feed(one_input: Input, data: bytes) -> None:
    began = time.process_time()
    try:
        one_input(data)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__}: {error} at {where.filename}:{where.lineno}"
        raise AssertionError(f"{told}\n{_shown(data)}") from error
    took = time.process_time() - began
    assert took < SLOW, f"{took:.1f} s\n{_shown(data)}"


def _shown(data: bytes) -> str:
    return f"base64: {base64.b64encode(data).decode()}"


def _apart(name: str, seconds: float, seed: int) -> None:
    """Feed a target guided by coverage, in a process of its own: the fuzzer never returns."""
    with tempfile.TemporaryDirectory() as folder:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.running", name, str(seconds), str(seed), folder],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
        )
        found = [_shown(each.read_bytes()) for each in Path(folder).glob("found-*")]
    told = ended.stdout[:TOLD] + ended.stderr[-TOLD:]
    print(next((line for line in told.splitlines() if line.startswith("Done ")), ""), flush=True)
    assert ended.returncode == 0, "\n".join([told, *found])


def _guided(name: str, seconds: str, seed: str, folder: str) -> None:
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["desktop_app"]):
        target: Any = importlib.import_module(f"tests.fuzz.{name}")
    corpus = Path(folder, "corpus")
    corpus.mkdir()
    for number, data in enumerate(target.SEEDS):
        (corpus / str(number)).write_bytes(data)

    def other(data: bytes, size: int, number: int) -> bytes:
        chance = random.Random(number)
        if chance.randrange(2):
            return bytes(atheris.Mutate(data, size))
        return changed(target, data, chance)[:size]

    limits = {
        "max_total_time": max(1, round(float(seconds))),
        "seed": int(seed) or 1,
        "max_len": MAX_SIZE,
        # By the wall clock, on a computer that may be busy; `SLOW` is by the processor.
        "timeout": 15,
        "rss_limit_mb": MEMORY_MB,
        "artifact_prefix": f"{folder}/found-",
    }
    options = [f"-{key}={value}" for key, value in limits.items()]
    atheris.Setup(
        [sys.argv[0], *options, str(corpus)],
        lambda data: _feed(target.one_input, data),
        custom_mutator=other,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    _guided(*sys.argv[1:])
