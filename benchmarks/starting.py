"""Starting the window, each time in a process of its own, beside an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.material import copy_of, folder, sample_file
from benchmarks.measure import RUNS, Figures, compare, runs_for, say

ROOT = Path(__file__).parents[1]
BARE, OWN = "benchmarks.bare_window", "benchmarks.own_window"
START_RATIO, MEMORY_RATIO = 3, 2
SETTLED_MS = 2500
"""By then also what the program does after its first paint is done."""


def start(rows: int, runs: int = RUNS) -> None:
    """Measure from nothing to a painted window with data (P1)."""
    say(f"start, {rows} contacts, each time in a process of its own")
    path = str(copy_of(sample_file(rows), "start.knreg"))
    _run(BARE, "0")
    _run(OWN, "0", path)
    pairs = [(_run(OWN, "0", path), _run(BARE, "0")) for _ in range(runs_for(rows, runs))]
    bare = Figures(tuple(floor["first"] for _ours, floor in pairs))
    for name, key in (("to the first page", "first"), ("to the list of contacts", "list")):
        ours = Figures(tuple(each[key] for each, _floor in pairs))
        compare(name, ours, bare, "bare window", START_RATIO)


def window_memory(rows: int, runs: int = 3) -> None:
    """Measure the memory of a window at rest on the list of contacts (P2)."""
    path = str(copy_of(sample_file(rows), "window-memory.knreg"))
    wait = str(SETTLED_MS)
    pairs = [(_run(OWN, wait, path), _run(BARE, wait)) for _ in range(runs_for(rows, runs))]
    if "memory" not in pairs[0][0]:
        say("window_memory: this system has no /proc that tells the memory of a process")
        return
    ours = Figures(tuple(each["memory"] for each, _floor in pairs))
    bare = Figures(tuple(floor["memory"] for _ours, floor in pairs))
    ratio = ours.median / bare.median
    say(
        f"{f'memory of the window, {rows}':34} {ours.median / 1e6:.0f} MB"
        f"  bare window {bare.median / 1e6:.0f} MB  ratio {ratio:.2f}, allowed {MEMORY_RATIO}"
        f"{'' if ratio <= MEMORY_RATIO else '  OVER'}"
    )


def _run(*words: str) -> dict[str, float]:
    """Run a module; return what it told, times as seconds since its process was started."""
    environ = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "KONTAKTNAT_HOME": str(folder())}
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environ,
    )
    told = (line.split() for line in done.stdout.splitlines())
    return {n: float(value) - (0 if n == "memory" else began) for n, value in told}
