"""Registers to try things on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.services.opening import new_register
from desktop_app.services.register import Register
from desktop_app.services.sampling import make_sample

DAY = date(2026, 11, 21)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Return a new register in a file."""
    with new_register(tmp_path / "r.knreg", "Stadsledningskontoret", person="Prov Person") as made:
        yield made


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Register]:
    """Return a small sample register in a file."""
    with make_sample(tmp_path / "s.knreg", 60, 7, today=DAY) as made:
        yield made
