"""Registers of one exchange at random work: all agree in the end, and nothing typed is lost.

More of the same as a campaign: ``python -m tests.campaigns exchange 200000``.
"""

from __future__ import annotations

import pytest

from tests.exchange_machine.running import history, shortened

HISTORIES, STEPS = 2000, 12
PORTIONS = 20
"""Tests that the histories are divided into, so that several processes share them."""


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_registers_agree_and_nothing_is_lost(portion: int) -> None:
    for seed in range(portion, HISTORIES, PORTIONS):
        failure = history(seed, STEPS)
        assert failure is None, shortened(failure)
