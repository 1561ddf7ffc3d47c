"""Histories of an exchange through real workbooks, some saved by other programs on the way.

More as a campaign: ``python3 dev.py campaign exchange_files 200``.
"""

from __future__ import annotations

import shutil

import pytest

from tests.exchange_machine.files import FileMachine

HISTORIES = 50
PORTIONS = 10
BY_OFFICE, STEPS = (1001, 1002), 16
"""Seeds and steps with which some workbooks are saved by it."""


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_histories_through_files(portion: int) -> None:
    for seed in range(portion, HISTORIES, PORTIONS):
        with FileMachine(seed) as machine:
            machine.run()


@pytest.mark.parametrize("seed", BY_OFFICE)
def test_histories_through_files_that_libreoffice_saved(seed: int) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not here")
    with FileMachine(seed, by_office=True) as machine:
        machine.run(STEPS)
        assert machine.saved_by_office
