"""Finding duplicates: how much of it is right, how much is found, and how fast (P13)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from benchmarks.likeness.first import first_set
from benchmarks.likeness.labelled import Entry, judged
from benchmarks.likeness.offices import first_offices, second_offices
from benchmarks.likeness.second import second_set
from benchmarks.material import CONTACT, sample_file
from benchmarks.measure import Figures, once, runs_for, say, seconds, spread
from desktop_app.domain.kinds import Value
from desktop_app.domain.likeness import PERHAPS, SURE
from desktop_app.services.duplicates import Finder, alike
from desktop_app.services.opening import open_register
from desktop_app.storage.pairs import compared

__all__ = ["SETS", "duplicates"]

SETS: Mapping[str, tuple[str, Callable[[], Sequence[Entry]]]] = {
    "contacts, set 1": ("contact", first_set),
    "contacts, set 2 (unseen)": ("contact", second_set),
    "organisations, set 1": ("organisation", first_offices),
    "organisations, set 2 (unseen)": ("organisation", second_offices),
}
"""The points were chosen by the first sets; the second were made when they stood."""

ALLOWED, HINT_ALLOWED, MEMORY_ALLOWED = 60.0, 0.05, 500
HINT_ROWS, HINTS = 50_000, 400
TYPED = ("given_name", "family_name", "organisation", "email", "mobile")
FIND = (
    "import resource, sys, time; from pathlib import Path; "
    "from desktop_app.services.duplicates import find_all; "
    "from desktop_app.services.opening import open_register; "
    "register = open_register(Path(sys.argv[1]), writing=False); start = time.perf_counter(); "
    "found = len(find_all(register)); spent = time.perf_counter() - start; register.close(); "
    "print(found, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)
"""In a process of its own, so that its memory is what finding takes."""


def duplicates(rows: int) -> None:
    """Judge the labelled sets, then measure finding and the hint while typing."""
    for name, (entity, make) in SETS.items():
        _judge(name, entity, make())
    _measure_find(rows)
    _measure_hint(min(rows, HINT_ROWS))


def _judge(name: str, entity: str, entries: Sequence[Entry]) -> None:
    score = judged(entity, entries)
    met = score.met / max(score.pairs, 1)
    say(f"{name}: {score.rows} rows, {score.pairs} pairs are one, compared {met:.3f}")
    for word, points in (("most likely", SURE), ("perhaps", PERHAPS)):
        say(
            f"  {f'{word}, from {points}':20} precision {score.precision(points):.3f}"
            f"  recall {score.recall(points):.3f}"
            f"  ({score.right[points]} right, {score.wrong[points]} wrong)"
        )


def _measure_find(rows: int) -> None:
    command = [sys.executable, "-c", FIND, str(sample_file(rows))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found, spent, peak = done.stdout.split()
    memory = int(peak) / 1e3
    over = "  OVER" if float(spent) > ALLOWED or memory > MEMORY_ALLOWED else ""
    say(
        f"{f'find, {rows} contacts':34} {seconds(float(spent)):>10}  {memory:.0f} MB"
        f"  {found} pairs  allowed {seconds(ALLOWED)}, {MEMORY_ALLOWED} MB{over}"
    )


def _measure_hint(rows: int) -> None:
    with open_register(sample_file(rows), writing=False) as register:
        wanted = runs_for(rows, HINTS)
        people = list(islice(compared(register.db.conn, CONTACT, TYPED), 0, None, 97))[:wanted]
        typed = [each for _id, values in people for each in _typed(values)]
        alike(register, CONTACT, typed[0])  # what compares texts is loaded
        times = [once(partial(alike, register, CONTACT, each)) for each in typed]
        spread(f"hint while typing, {rows} contacts", Figures(tuple(times)), HINT_ALLOWED)
        made: list[Finder] = []
        reading = once(lambda: made.append(Finder(register, CONTACT)))
        asking = once(lambda: [made[0].near(each) for each in typed]) / len(typed)
        say(
            f"{f'rows of a list, {rows} contacts':34} {seconds(reading):>10}  to read the register,"
            f" {seconds(asking)} a row"
        )


def _typed(values: Mapping[str, Value]) -> Iterator[Mapping[str, Value]]:
    """Go through how much of somebody is filled in while one is typed."""
    names = [name for name in TYPED if name in values]
    for many in range(1, len(names) + 1):
        yield {name: values[name] for name in names[:many]}
