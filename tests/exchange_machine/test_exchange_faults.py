"""The machine of the exchange finds every fault that it must find, most of them soon."""

from __future__ import annotations

import pytest

from tests.exchange_machine.faults import FAULTS, histories_until_found

HISTORIES = 60
SEED = 7000
RARE = frozenset(
    {
        "copy_keeps_its_epoch",
        "damaged_line_received",
        "half_a_unit_in_a_return",
        "undo_takes_a_row_worked_on",
    }
)
"""Found after some more histories: too slow for every run, left to the campaign of faults."""


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - RARE))
def test_planted_fault_is_found(fault: str) -> None:
    assert histories_until_found(fault, HISTORIES, SEED)


def test_rare_faults_are_known() -> None:
    assert set(FAULTS) >= RARE
