"""The child processes that read files: started, limited, listened to, ended.

Whatever a file does to the libraries that read it (abort, loop, eat memory) it does to the child;
here it becomes a `Fault`.
"""

from __future__ import annotations

import json
import logging
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO, Any, Protocol

import desktop_app
from desktop_app.domain.progress import Progress
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.limits import Limits, holding
from desktop_app.exchange.reading.sentences import SENTENCES

__all__ = ["Answer", "refused_by_child", "run_child"]

MAX_ANSWER = 256 * 2**20
ASK_EVERY = 0.1
"""Seconds from one question whether to go on to the next."""

OVER_QUOTA = 1816
"""How a process of Windows ends that has used up its time."""

Question = Callable[[], None]
Holds = Callable[[int], int] | None

_log = logging.getLogger(__name__)


class Answer(Protocol):
    """What takes in what a child says."""

    complete: bool

    def take(self, message: list[Any]) -> None:
        """Take in one message; raise `Fault`, or what a wrong message leads to."""


def run_child(
    command: list[str],
    limits: Limits,
    answer: Answer,
    progress: Progress | None = None,
    told: bytes = b"",
) -> None:
    """Run a child until it has answered; `told` is what it reads, kept out of its command.

    It is told its limits too; here is kept what it cannot keep itself.

    Raises:
        Fault: The child refused the file, broke off, or asked for too much.
        Stopped: `progress` raised it; the child is ended.
    """
    with subprocess.Popen(
        command,
        # The folder that holds the program: a module in the user's folder is never imported.
        cwd=Path(desktop_app.__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Libraries quote the file in their messages, and logs hold no personal data.
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        clock = threading.Timer(limits.seconds, child.kill)
        clock.daemon = True
        clock.start()
        try:
            with _asking(child, [*_questions(child.pid, progress, limits.memory_mb)]):
                _tell(child, told)
                _take(child, answer)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise Fault("crash") from error
        finally:
            late = not clock.is_alive()
            clock.cancel()
            child.kill()
        if not answer.complete:
            raise Fault(_why(child.wait(), late=late))


def _questions(
    pid: int, progress: Progress | None, memory_mb: int, holds: Holds = None
) -> Iterator[Question]:
    """Go through what is asked now and then; each raises what ends the child."""
    holds = holds or holding()
    if progress is not None:
        yield partial(progress, 0, 0)
    if holds is not None:
        yield partial(_weigh, holds, pid, memory_mb)


def _weigh(holds: Callable[[int], int], pid: int, memory_mb: int) -> None:
    if holds(pid) > memory_mb * 2**20:
        raise Fault("memory")


@contextmanager
def _asking(child: subprocess.Popen[bytes], questions: Sequence[Question]) -> Iterator[None]:
    """Ask now and then whether to go on; end the child if not, and raise what was answered."""
    over = threading.Event()
    answers: list[BaseException] = []

    def ask() -> None:
        while not answers and not over.wait(ASK_EVERY):
            try:
                for question in questions:
                    question()
            except BaseException as answer:
                answers.append(answer)
                child.kill()

    asker = threading.Thread(target=ask, daemon=True)
    if questions:
        asker.start()
    try:
        yield
    finally:
        over.set()
        if questions:
            asker.join()
        if answers:
            raise answers[0]


def _tell(child: subprocess.Popen[bytes], told: bytes) -> None:
    assert child.stdin is not None  # noqa: S101 - for the type checker
    # A child that has ended already says why by how it ended.
    with suppress(OSError):
        child.stdin.write(told)
    with suppress(OSError):
        child.stdin.close()


def _take(child: subprocess.Popen[bytes], answer: Answer) -> None:
    assert child.stdout is not None  # noqa: S101 - for the type checker
    for message in _messages(child.stdout):
        answer.take(message)
        if answer.complete:
            return
    child.wait()


def _messages(source: IO[bytes]) -> Iterator[list[Any]]:
    total = 0
    while len(start := source.read(4)) == 4:  # noqa: PLR2004 - the length of a length
        (size,) = struct.unpack(">I", start)
        total += size
        if total > MAX_ANSWER:
            raise Fault("memory")
        frame = source.read(size)
        if len(frame) < size:
            return
        yield json.loads(frame.decode("ascii"))


def _why(code: int, *, late: bool, platform: str = sys.platform) -> str:
    over = OVER_QUOTA if platform == "win32" else -getattr(signal, "SIGXCPU", 0)
    if late or code == over:
        return "time"
    _log.warning("The reader of files ended with code %s", code)
    return "crash"


def refused_by_child(code: str, args: dict[str, str | int], trace: str) -> None:
    """Raise the `Fault` that a child found; what is no such thing raises `KeyError`."""
    if trace:
        _log.error("The reader of files failed: %s", trace)
    if code not in SENTENCES:
        raise KeyError(code)
    raise Fault(code, **args)
