"""Timing two things in turn and saying how they compare."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RUNS = 5
TRIAL_ROWS, TRIAL_RUNS = 1000, 1


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds (or bytes) of several runs."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """Return the middle value."""
        return statistics.median(self.values)

    def share(self, part: float) -> float:
        """Return the value that `part` of the runs stay below."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


Action = Callable[[], object]


def runs_for(rows: int, wanted: int) -> int:
    """Return how often to run: with few rows, only often enough to see that it works."""
    return min(wanted, TRIAL_RUNS) if rows < TRIAL_ROWS else wanted


def once(action: Action) -> float:
    """Return how many seconds an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def in_turn(ours: Action, peer: Action, runs: int = RUNS) -> tuple[Figures, Figures]:
    """Time two actions A B A B …, after one run of each that does not count."""
    ours()
    peer()
    pairs = [(once(ours), once(peer)) for _ in range(runs)]
    return Figures(tuple(p[0] for p in pairs)), Figures(tuple(p[1] for p in pairs))


def compare(name: str, ours: Figures, peer: Figures, peer_name: str, budget: float) -> None:
    """Print ours, the peer, the ratio of the medians, and the ratio that is allowed."""
    ratio = ours.median / peer.median
    low = min(a / b for a, b in zip(ours.values, peer.values, strict=True))
    high = max(a / b for a, b in zip(ours.values, peer.values, strict=True))
    say(
        f"{name:34} {seconds(ours.median):>10}  {peer_name} {seconds(peer.median)}"
        f"  ratio {ratio:.2f} ({low:.2f}–{high:.2f}), allowed {budget:g}"
        f"{'' if ratio <= budget else '  OVER'}"
    )


def spread(name: str, figures: Figures, allowed: float | None = None) -> None:
    """Print median, 95th hundredth and maximum."""
    p95 = figures.share(0.95)
    over = "" if allowed is None or p95 <= allowed else "  OVER"
    limit = "" if allowed is None else f", p95 allowed {seconds(allowed)}{over}"
    say(
        f"{name:34} p50 {seconds(figures.median)}  p95 {seconds(p95)}"
        f"  max {seconds(max(figures.values))}{limit}"
    )


def seconds(value: float) -> str:
    """Return a time in the unit that suits it."""
    return f"{value * 1000:.2f} ms" if value < 1 else f"{value:.2f} s"


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def total(sizes: Sequence[int]) -> float:
    """Return a number of bytes in MB."""
    return sum(sizes) / 1e6
