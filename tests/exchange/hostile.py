"""Faults of a file as a container (F59–F88): the file, what is right, and what guards it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.exchange.reading import gate, reader_child
from desktop_app.exchange.reading.frames import Message
from tests.exchange.faults import Guard

__all__ = ["CASES", "Case", "case", "refused", "rows", "told"]

READING = "exchange.reading"
Right = Callable[[list[Message]], bool]


@dataclass(frozen=True)
class Case:
    """A file that is not as it should be.

    Attributes:
        number: Its number.
        what: What it is, in a few words.
        raw: Makes the file.
        right: Tells whether the child answers as it should.
        guards: What keeps it from harm; each is missed when it is gone.
        name: What the file is called.
        seconds: How long the processor may take.
    """

    number: int
    what: str
    raw: Callable[[], bytes]
    right: Right
    guards: list[Guard] = field(default_factory=list)
    name: str = "a.xlsx"
    seconds: float = 2.0

    @property
    def title(self) -> str:
        """Return what the test is called."""
        return f"f{self.number:03}_{self.what.replace(' ', '_')}"

    def check(self, folder: Path) -> None:
        """Ask the child in this process; raise `AssertionError` if it is wrong, or takes long."""
        path = folder / self.name
        path.write_bytes(self.raw())
        began = time.process_time()
        answer = [message for message in _answers(path) if message[0] != "epoch"]
        assert time.process_time() - began < self.seconds
        assert self.right(answer), str(answer)[:500]


CASES: list[Case] = []


def case(  # noqa: PLR0917 — a table
    number: int,
    what: str,
    raw: Callable[[], bytes],
    right: Right,
    guards: Mapping[str, Mapping[str, object]],
    name: str = "a.xlsx",
    *,
    seconds: float = 2.0,
) -> None:
    """Add a file to the list; its guards stand by name, their places below `exchange.reading`."""
    listed = [
        Guard(guard, {f"{READING}.{place}": other for place, other in without.items()})
        for guard, without in guards.items()
    ]
    CASES.append(Case(number, what, raw, right, listed, name, seconds))


def refused(code: str, **args: object) -> Right:
    """Return what tells that a file is refused for a reason."""
    return lambda answer: answer[-1][:3] == ["refused", code, args]


def rows(wanted: list[list[Any]]) -> Right:
    """Return what tells that a file is read whole: these columns, and no remark."""
    return lambda answer: (
        [each[0] for each in answer] == ["head", "sheet", "rows", "end"] and answer[2][3] == wanted
    )


def told(*codes: str) -> Right:
    """Return what tells that a file is read, and what is lost of it told."""

    def right(answer: list[Message]) -> bool:
        remarks = [each[1] for each in answer if each[0] == "remark"]
        return answer[-1] == ["end"] and tuple(remarks) == codes

    return right


def _answers(path: Path) -> Iterator[Message]:
    try:
        gate.look(path)
        yield from reader_child._answer(path, None)
    except BaseException as error:
        yield reader_child._refused(error)
