"""Running histories: one by its seed, many over processes, and the shortest that fails."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing import get_context

from tests.exchange_machine.machine import STEPS, Machine

REPORTED, MOST_FAILURES = 500, 10


@dataclass(frozen=True)
class Failure:
    """A history that went wrong.

    Attributes:
        seed: Its seed.
        steps: How many steps it had.
        leave_out: Those that it fails without as well.
        told: What is done in the others.
        reason: What went wrong.
    """

    seed: int
    steps: int
    leave_out: frozenset[int]
    told: tuple[str, ...]
    reason: str

    def __str__(self) -> str:
        lines = "\n  ".join(self.told)
        return (
            f"seed {self.seed}, without steps {sorted(self.leave_out)}:\n  {lines}\n{self.reason}"
        )


def history(
    seed: int, steps: int = STEPS, leave_out: frozenset[int] = frozenset()
) -> Failure | None:
    """Run one history; return what went wrong, None if nothing did."""
    with Machine(seed) as machine:
        try:
            machine.run(steps, leave_out)
        except Exception as error:
            reason = f"{type(error).__name__}: {str(error)[:1500]}"
            return Failure(seed, steps, leave_out, tuple(machine.told), reason)
    return None


def shortened(failure: Failure) -> Failure:
    """Leave out every step that it fails without."""
    kind = failure.reason[:30]
    best = failure
    size = failure.steps // 2
    while size:
        for start in range(0, failure.steps, size):
            wanted = best.leave_out | frozenset(range(start, min(start + size, failure.steps)))
            if wanted == best.leave_out:
                continue
            found = history(failure.seed, failure.steps, wanted)
            if found is not None and found.reason[:30] == kind:
                best = found
        size //= 2
    return best


def first_failure(seeds: Iterable[int], steps: int = STEPS) -> tuple[Failure | None, int, float]:
    """Run histories until one fails; return it, how many were run, and the seconds it took."""
    began, number = time.perf_counter(), 0
    for seed in seeds:
        number += 1
        failure = history(seed, steps)
        if failure is not None:
            return failure, number, time.perf_counter() - began
    return None, number, time.perf_counter() - began


def run_many(number: int, seed: int) -> list[Failure]:
    """Run many histories over all cores, telling how far it is; return what went wrong, shortened.

    It ends at the tenth failure.
    """
    failures: list[Failure] = []
    began, done = time.perf_counter(), 0
    with get_context("spawn").Pool() as pool:
        for failure in pool.imap_unordered(history, range(seed, seed + number), chunksize=10):
            done += 1
            if failure is not None:
                failures.append(failure)
                print(failure, flush=True)
            if done % REPORTED == 0:
                print(f"{done} of {number}, {time.perf_counter() - began:.0f} s", flush=True)
            if len(failures) == MOST_FAILURES:
                break
    return [shortened(failure) for failure in failures]
