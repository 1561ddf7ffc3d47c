"""Limits of a child: what is asked of each system, with stand-ins where it is not this one."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from types import SimpleNamespace
from typing import Any

import pytest

from desktop_app.exchange.reading import limits, process
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.limits import (
    JobLimits,
    Limits,
    Usage,
    holding,
    limit_by_job,
    limit_this,
    measured,
)
from desktop_app.exchange.reading.process import run_child

MEGABYTE = 2**20


class Function:
    """A function of a library of another system."""

    def __init__(self, answer: int) -> None:
        self.answer, self.restype = answer, None
        self.given: list[tuple[Any, ...]] = []

    def __call__(self, *given: Any) -> int:
        self.given.append(given)
        return self.answer


class Kernel:
    """A stand-in for kernel32 of Windows."""

    def __init__(self, **answers: int) -> None:
        usual = {"CreateJobObjectW": 2**40 + 8, "GetCurrentProcess": 2**64 - 1}
        for name in (*usual, "SetInformationJobObject", "AssignProcessToJobObject"):
            setattr(self, name, Function(answers.get(name, usual.get(name, 1))))


def test_windows_puts_the_child_into_a_job() -> None:
    kernel = Kernel()
    limit_by_job(kernel, memory_mb=700, seconds=2.5)
    ((job, kind, at, size),) = kernel.SetInformationJobObject.given
    said = ctypes.cast(at, ctypes.POINTER(JobLimits)).contents
    assert (job.value, kind, size.value) == (2**40 + 8, 9, ctypes.sizeof(JobLimits))
    assert said.process_memory == 700 * MEGABYTE
    assert said.basic.process_time == 4 * 10**7
    assert said.basic.flags == 0x2 | 0x100 | 0x400 | 0x2000
    ((into, process_handle),) = kernel.AssignProcessToJobObject.given
    assert (into.value, process_handle.value) == (2**40 + 8, 2**64 - 1)


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64 bits")
def test_structures_are_as_large_as_their_systems_say() -> None:
    assert ctypes.sizeof(JobLimits) == 144
    assert JobLimits.process_memory.offset == 112
    assert ctypes.sizeof(Usage) == 96
    assert Usage.footprint.offset == 72


@pytest.mark.parametrize(
    "name", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
)
def test_a_job_that_windows_refuses_is_no_silence(name: str) -> None:
    with pytest.raises(OSError, match="job"):
        limit_by_job(Kernel(**{name: 0}), 700, 1)


@pytest.mark.parametrize(
    ("platform", "wanted"), [("win32", "job"), ("darwin", "time"), ("linux", "time and memory")]
)
def test_each_system_has_its_way(
    platform: str, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def by_resource(_memory: int, _seconds: float, *, keeps_memory: bool) -> None:
        done.append("time and memory" if keeps_memory else "time")

    monkeypatch.setattr(limits, "_system", lambda way, name: (way, name))
    monkeypatch.setattr(
        limits,
        "limit_by_job",
        lambda library, *_: done.append("job" if library == ("WinDLL", "kernel32") else ""),
    )
    monkeypatch.setattr(limits, "limit_by_resource", by_resource)
    limit_this(700, 1, platform)
    assert done == [wanted]


def test_macos_tells_how_much_a_child_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def usage(pid: int, flavour: int, at: Any) -> int:
        assert flavour == 0
        ctypes.cast(at, ctypes.POINTER(Usage)).contents.footprint = pid * MEGABYTE
        return 0

    monkeypatch.setattr(limits, "_system", lambda *_: SimpleNamespace(proc_pid_rusage=usage))
    holds = holding("darwin")
    assert holds is not None
    assert holds(3) == 3 * MEGABYTE
    assert measured(SimpleNamespace(proc_pid_rusage=lambda *_: -1), 3) == 0
    assert holding("linux") is holding("win32") is None


class Silent:
    """What waits for a child that says nothing."""

    complete = False

    def take(self, _message: list[Any]) -> None:
        raise AssertionError


def test_a_child_that_grows_too_much_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS, where it cannot limit itself."""
    grown = iter(range(0, 10_000, 100))
    monkeypatch.setattr(process, "holding", lambda: lambda _pid: next(grown) * MEGABYTE)
    sleeping = [sys.executable, "-c", "import time; time.sleep(50)"]
    began = time.monotonic()
    with pytest.raises(Fault, match="memory"):
        run_child(sleeping, Limits(seconds=20, memory_mb=250), Silent())
    assert time.monotonic() - began < 15


def test_how_a_child_ended_tells_why() -> None:
    assert process._why(1816, late=False, platform="win32") == "time"
    assert process._why(0, late=True, platform="win32") == "time"
    assert process._why(1816, late=False, platform="linux") == "crash"
    if sys.platform != "win32":
        assert process._why(-signal.SIGXCPU, late=False) == "time"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does it by a job")
def test_child_is_held_to_its_time_by_itself() -> None:
    program = (
        "from desktop_app.exchange.reading import limits\n"
        "limits.limit_this(1500, 0.1)\nwhile True: pass"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False, timeout=300)
    assert ended.returncode == -signal.SIGXCPU
