"""The child that reads a file from outside, with limits on memory and time.

It writes its answer to standard output as frames: four bytes of length and one JSON list. Nothing
in an answer is run by the parent. Cells go by column in blocks, which costs a third of what JSON
by row does: most columns hold one type, and many hold few different values.
"""

from __future__ import annotations

import gc
import json
import os
import struct
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from desktop_app.exchange.reading import gate
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.frames import Message
from desktop_app.exchange.reading.limits import limit_this
from desktop_app.exchange.reading.text_file import read_text
from desktop_app.exchange.reading.workbook_file import read_sheets


def main(path: str, seconds: str, memory_mb: str, only: str) -> None:
    """Read `path` and write the answer; `only` is a JSON list of sheet names, or null."""
    names = json.loads(only)
    serve(seconds, memory_mb, _answer(Path(path), None if names is None else frozenset(names)))


def serve(seconds: str, memory_mb: str, messages: Iterable[Message]) -> None:
    """Limit this process and write messages as they are made, or why they could not be."""
    limit_this(int(memory_mb), float(seconds))
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


def _answer(path: Path, only: frozenset[str] | None) -> Iterator[Message]:
    kind = gate.examine(path)
    yield ["head", kind]
    yield from (["remark", code, {}] for code in gate.unseen(path, kind))
    yield from _contents(path, kind, only)
    yield ["end"]


def _contents(path: Path, kind: str, only: frozenset[str] | None) -> Iterator[Message]:
    if kind == "vcard":
        from desktop_app.exchange.reading.card_file import (  # noqa: PLC0415 — for cards only
            read_cards,
        )

        return read_cards(path)
    return read_text(path) if kind == "csv" else read_sheets(path, kind, only)


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
