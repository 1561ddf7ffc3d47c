"""Run the benchmarks: ``python3 dev.py bench [NAME] [ROWS]``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module

from benchmarks.measure import say

ROWS = 100_000
BENCHMARKS: Mapping[str, str] = {
    "search": "daily.search",
    "save": "daily.save",
    "print": "daily.print_trip",
    "size": "daily.size",
    "workbook": "exchange.workbook",
    "import": "exchange.import_list",
    "memory": "exchange.memory",
    "batch": "batch.batch",
    "duplicates": "duplicates.duplicates",
    "start": "starting.start",
    "window_memory": "starting.window_memory",
    "typing": "window.typing",
    "scrolling": "window.scrolling",
    "saving": "window.saving",
    "gaps": "gaps.gaps",
    "headings": "headings.headings",
    "growth": "daily.growth",
}
"""Where each is; a module is loaded when one of its own is run, since some load Qt."""


def main(args: list[str]) -> int:
    """Run one benchmark, or all but growth, which repeats others."""
    rows = next((int(arg) for arg in args if arg.isdigit()), ROWS)
    names = [arg for arg in args if not arg.isdigit()]
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        say(f"No benchmark {unknown[0]}; there are: {', '.join(BENCHMARKS)}.")
        return 2
    for name in names or [name for name in BENCHMARKS if name != "growth"]:
        run(name, rows)
    return 0


def run(name: str, rows: int) -> None:
    """Run one benchmark with so many contacts."""
    module, function = BENCHMARKS[name].split(".")
    getattr(import_module(f"benchmarks.{module}"), function)(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
