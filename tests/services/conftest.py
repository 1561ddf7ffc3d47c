"""Registers to try things on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from desktop_app.services.opening import new_register, open_register
from desktop_app.services.register import Register
from desktop_app.services.sampling import make_sample

DAY = date(2026, 11, 21)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Return a new register in a file."""
    with new_register(tmp_path / "r.knreg", "Stadsledningskontoret", person="Prov Person") as made:
        yield made


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small sample register, to be copied."""
    path = tmp_path_factory.mktemp("sample") / "s.knreg"
    make_sample(path, 60, 7, today=DAY).close()
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Register]:
    """Return a small sample register in a file of its own."""
    with open_register(Path(copyfile(sample_file, tmp_path / "s.knreg"))) as opened:
        yield opened
