"""Registers of one exchange at random work: all agree in the end, and nothing typed is lost.

Short ones; many more, and longer ones, as a campaign: ``python3 dev.py campaign
exchange 200000``.
"""

from __future__ import annotations

import pytest

from tests.exchange_machine.running import history, shortened

HISTORIES, STEPS = 2000, 6
PORTIONS = 20
"""Tests that the histories are divided into, so that several processes share them."""


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_registers_agree_and_nothing_is_lost(portion: int) -> None:
    for seed in range(portion, HISTORIES, PORTIONS):
        failure = history(seed, STEPS)
        assert failure is None, shortened(failure)
