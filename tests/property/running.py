"""Running the machine of the record with a number of histories and a seed."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.property.test_record_machine import PROFILE, RecordMachine

ALL = (Phase.generate, Phase.shrink)


def run_machine(
    number: int,
    seed: int,
    *,
    steps: int = 40,
    phases: Sequence[Phase] = ALL,
    machine: type[RecordMachine] = RecordMachine,
) -> None:
    """Run the machine; raise what it finds, made short if there is a phase for it."""
    seeded = type(machine.__name__, (machine,), {"_hypothesis_internal_use_seed": seed})
    chosen = settings(
        PROFILE,
        max_examples=number,
        stateful_step_count=steps,
        phases=phases,
        database=None,
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(seeded, settings=chosen)
