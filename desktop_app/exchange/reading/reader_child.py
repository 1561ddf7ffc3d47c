"""The child that reads a file from outside, with limits on memory and time.

It writes its answer to standard output as frames: four bytes of length and one JSON list. Nothing
in an answer is run by the parent. Cells go by column in blocks, which costs a third of what JSON
by row does: most columns hold one type, and many hold few different values.
"""

from __future__ import annotations

import gc
import json
import math
import os
import struct
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from desktop_app.exchange.reading import gate
from desktop_app.exchange.reading.frames import Message
from desktop_app.exchange.reading.gate import Fault
from desktop_app.exchange.reading.text_file import read_text
from desktop_app.exchange.reading.workbook_file import read_sheets


def main(path: str, seconds: str, memory_mb: str, only: str) -> None:
    """Read `path` and write the answer; `only` is a JSON list of sheet names, or null."""
    names = json.loads(only)
    serve(seconds, memory_mb, _answer(Path(path), None if names is None else frozenset(names)))


def serve(seconds: str, memory_mb: str, messages: Iterable[Message]) -> None:
    """Limit this process and write messages as they are made, or why they could not be."""
    _limit(int(memory_mb), float(seconds))
    # Millions of cells and no cycles: collecting garbage would cost a fifth of the time.
    gc.disable()
    # A stray print of a library must not get in between the frames.
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        try:
            for message in messages:
                _write(out, message)
        except BaseException as error:  # calamine's PanicException is no Exception
            _write(out, _refused(error))


def _limit(memory_mb: int, seconds: float) -> None:
    # Windows has no such limits: there the parent's clock is the only guard. macOS does not keep
    # RLIMIT_AS, and setting it may fail.
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows does not have it

    # Past the lower limit of time comes a signal that says so, past the upper one a plain kill.
    cpu = math.ceil(seconds) + 1
    limits = [(resource.RLIMIT_CPU, cpu, cpu + 1), (resource.RLIMIT_CORE, 0, 0)]
    if sys.platform != "darwin":
        limits.append((resource.RLIMIT_AS, memory_mb * 2**20, memory_mb * 2**20))
    for limit, soft, hard in limits:
        _, most = resource.getrlimit(limit)
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)  # noqa: PLW2901
        resource.setrlimit(limit, (soft, hard))


def _answer(path: Path, only: frozenset[str] | None) -> Iterator[Message]:
    kind = gate.examine(path)
    yield ["head", kind]
    yield from (["remark", code, {}] for code in gate.unseen(path, kind))
    yield from read_text(path) if kind == "csv" else read_sheets(path, kind, only)
    yield ["end"]


def _refused(error: BaseException) -> Message:
    if isinstance(error, Fault):
        return ["refused", error.code, error.args_of_words, ""]
    if isinstance(error, MemoryError):
        return ["refused", "memory", {}, ""]
    # Only the place and the type: a message may quote what the file holds.
    place = traceback.extract_tb(error.__traceback__)[-1]
    trace = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
    return ["refused", "unreadable", {}, trace]


def _write(out: BinaryIO, message: Message) -> None:
    frame = json.dumps(message, separators=(",", ":"), check_circular=False).encode("ascii")
    out.write(struct.pack(">I", len(frame)))
    out.write(frame)


if __name__ == "__main__":
    main(*sys.argv[1:])
