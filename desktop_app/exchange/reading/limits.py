"""Limits on the memory and the time of a child, as each system keeps them.

Linux keeps what a process asks of itself. On Windows it puts itself into a job object, which
keeps the same. macOS keeps the time but not the memory: there the parent asks now and then how
much the child has, and ends it. What stands here for Windows and macOS was written by the manuals
of Microsoft and Apple and tried with stand-ins for their libraries; it never ran on either system.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = [
    "MEMORY_MB",
    "SECONDS",
    "Limits",
    "holding",
    "limit_by_job",
    "limit_by_resource",
    "limit_this",
    "measured",
]

SECONDS, MEMORY_MB = 60.0, 1500
"""What a child may take, unless it is said otherwise."""
MEGABYTE = 2**20
LIMIT_PROCESS_TIME = 0x2
LIMIT_PROCESS_MEMORY = 0x100
DIE_ON_UNHANDLED_EXCEPTION = 0x400
KILL_ON_JOB_CLOSE = 0x2000
EXTENDED_LIMITS = 9
TICKS = 10**7
"""Windows counts time in parts of 100 nanoseconds."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take."""

    seconds: float = SECONDS
    memory_mb: int = MEMORY_MB


def limit_this(memory_mb: int, seconds: float, platform: str = sys.platform) -> None:
    """Limit this process; where the system does not keep its memory, `measured` has to be asked."""
    if platform == "win32":
        limit_by_job(_system("WinDLL", "kernel32"), memory_mb, seconds)
    else:
        limit_by_resource(memory_mb, seconds, keeps_memory=platform != "darwin")


def limit_by_resource(memory_mb: int, seconds: float, *, keeps_memory: bool) -> None:
    """Limit this process by `setrlimit`; setting a memory that is not kept may fail."""
    import resource  # noqa: PLC0415 — Windows does not have it

    # Past the lower limit of time comes a signal that says so, past the upper one a plain kill.
    cpu = math.ceil(seconds) + 1
    limits = [(resource.RLIMIT_CPU, cpu, cpu + 1), (resource.RLIMIT_CORE, 0, 0)]
    if keeps_memory:
        limits.append((resource.RLIMIT_AS, memory_mb * MEGABYTE, memory_mb * MEGABYTE))
    for limit, soft, hard in limits:
        _, most = resource.getrlimit(limit)
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)  # noqa: PLW2901
        resource.setrlimit(limit, (soft, hard))


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _Basic),
        ("counts", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("most_process_memory", ctypes.c_size_t),
        ("most_job_memory", ctypes.c_size_t),
    )


def limit_by_job(kernel32: Any, memory_mb: int, seconds: float) -> None:  # noqa: ANN401
    """Put this process into a job object of Windows; the handle stays open as long as it runs.

    Raises:
        OSError: Windows did not take it.
    """
    kernel32.CreateJobObjectW.restype = ctypes.c_void_p
    kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    limits = JobLimits(process_memory=memory_mb * MEGABYTE)
    limits.basic.process_time = int((math.ceil(seconds) + 1) * TICKS)
    limits.basic.flags = (
        LIMIT_PROCESS_MEMORY | LIMIT_PROCESS_TIME | DIE_ON_UNHANDLED_EXCEPTION | KILL_ON_JOB_CLOSE
    )
    job = ctypes.c_void_p(kernel32.CreateJobObjectW(None, None))
    size = ctypes.c_uint32(ctypes.sizeof(limits))
    process = ctypes.c_void_p(kernel32.GetCurrentProcess())
    if not (
        job.value
        and kernel32.SetInformationJobObject(job, EXTENDED_LIMITS, ctypes.byref(limits), size)
        and kernel32.AssignProcessToJobObject(job, process)
    ):
        raise OSError("no job object")


def holding(platform: str = sys.platform) -> Callable[[int], int] | None:
    """Return what tells how many bytes a child has, None where the child is held to them itself."""
    if platform != "darwin":
        return None
    system = _system("CDLL", "/usr/lib/libproc.dylib")
    return lambda pid: measured(system, pid)


class Usage(ctypes.Structure):
    """The structure rusage_info_v0 of macOS."""

    _fields_ = (
        ("uuid", ctypes.c_uint8 * 16),
        ("user_time", ctypes.c_uint64),
        ("system_time", ctypes.c_uint64),
        ("idle_wakeups", ctypes.c_uint64),
        ("wakeups", ctypes.c_uint64),
        ("pageins", ctypes.c_uint64),
        ("wired", ctypes.c_uint64),
        ("resident", ctypes.c_uint64),
        ("footprint", ctypes.c_uint64),
        ("started", ctypes.c_uint64),
        ("ended", ctypes.c_uint64),
    )


def measured(libproc: Any, pid: int) -> int:  # noqa: ANN401
    """Return how many bytes a process of macOS has, what is compressed included; 0 if it ended."""
    usage = Usage()
    failed = libproc.proc_pid_rusage(pid, 0, ctypes.byref(usage))
    return 0 if failed else int(usage.footprint)


def _system(way: str, name: str) -> Any:  # noqa: ANN401
    """Return a library of the system; ctypes has the ways of each system on that one only."""
    return getattr(ctypes, way)(name)
