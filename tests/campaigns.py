"""Long random campaigns, for before a release: ``python -m tests.campaigns NAME [N] [SEED]``.

Each prints its seed, so that what it finds can be found again.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from tests.fuzz.running import TARGETS, run

Campaign = Callable[[int, int], None]
"""What runs a number of histories (or seconds) with a seed, and raises what it finds."""


def record(number: int, seed: int) -> None:
    """Work at random in real register files; an oracle beside them finds every value again."""
    from tests.property.running import run_machine  # noqa: PLC0415 — only what is asked for

    run_machine(number, seed, steps=60)


def faults(number: int, seed: int) -> None:
    """Plant every known fault, one at a time: the machine of `record` has to find each."""
    from tests.property.planted import FAULTS, histories_until_found  # noqa: PLC0415

    missed = []
    for name in FAULTS:
        began = time.perf_counter()
        found = histories_until_found(name, number, seed)
        print(f"{name}: {found or 'NOT FOUND'} ({time.perf_counter() - began:.1f} s)", flush=True)
        missed += [] if found else [name]
    assert not missed, missed


def window(number: int, seed: int) -> None:
    """Let somebody loose at the window, each time in a process of its own."""
    from tests.soak.monkey import run_apart  # noqa: PLC0415

    wrong = []
    for each in range(seed, seed + number):
        ended = run_apart(each, steps=1000)
        print(f"{each}: {ended.stdout.strip() or ended.stderr.strip()}", flush=True)
        wrong += [each] if ended.returncode else []
    assert not wrong, wrong


def exchange(number: int, seed: int) -> None:
    """Let registers of one exchange work at random, in as many processes as there are cores."""
    from tests.exchange_machine.running import run_many  # noqa: PLC0415

    failures = run_many(number, seed)
    assert not failures, "\n".join(map(str, failures))


def exchange_files(number: int, seed: int) -> None:
    """Let them do so by real workbooks, some saved by another program on the way."""
    from tests.exchange_machine.files import FileMachine  # noqa: PLC0415

    for each in range(seed, seed + number):
        with FileMachine(each) as machine:
            machine.run()


def exchange_faults(number: int, seed: int) -> None:
    """Plant every known fault of the exchange: the machine of `exchange` has to find each."""
    from tests.exchange_machine.faults import FAULTS, histories_until_found  # noqa: PLC0415

    missed = []
    for name in FAULTS:
        began = time.perf_counter()
        found = histories_until_found(name, number, seed)
        print(f"{name}: {found or 'NOT FOUND'} ({time.perf_counter() - began:.1f} s)", flush=True)
        missed += [] if found else [name]
    assert not missed, missed


def round_trips(number: int, seed: int) -> None:
    """Send registers drawn at random out as lists and cards, and take them into empty ones."""
    from tests.property.round_trips import run_trips  # noqa: PLC0415 — only what is asked for

    run_trips(number, seed)


def fuzzing(*names: str) -> Campaign:
    """Return the campaign that feeds targets of the fuzzer, each for a number of seconds."""

    def feed(number: int, seed: int) -> None:
        for name in names:
            run(name, number, seed)

    return feed


def corpus(number: int, seed: int) -> None:
    """Judge files of the corpus once more, and compare their cells with a second reader's."""
    from tests.exchange.corpus_campaign import run_corpus  # noqa: PLC0415

    found = run_corpus(number, seed)
    assert not found, "\n".join(found)


CAMPAIGNS: dict[str, tuple[Campaign, int]] = {
    "record": (record, 2000),
    "faults": (faults, 400),
    "window": (window, 20),
    "exchange": (exchange, 2000),
    "exchange_files": (exchange_files, 50),
    "exchange_faults": (exchange_faults, 6000),
    "corpus": (corpus, 2000),
    "round_trips": (round_trips, 2000),
    "fuzz": (fuzzing(*TARGETS), 60),
    **{f"fuzz_{name}": (fuzzing(name), 60) for name in TARGETS},
}
"""Each campaign with its usual number of histories; those called fuzz… go by seconds."""


def main(args: list[str]) -> None:
    """Run the campaign that is asked for."""
    if not args or args[0] not in CAMPAIGNS:
        raise SystemExit(f"{__doc__}\nNAME: {', '.join(CAMPAIGNS)}")
    campaign, usual = CAMPAIGNS[args[0]]
    number = int(args[1]) if len(args) > 1 else usual
    seed = int(args[2]) if len(args) > 2 else random.SystemRandom().getrandbits(32)
    print(f"{args[0]}: {number}, seed {seed}", flush=True)
    began = time.perf_counter()
    campaign(number, seed)
    print(f"nothing found in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
