"""Long reading in steps: what the file or the disk refuses in one of them is told as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from desktop_app.services.register import Register
from desktop_app.storage.faults import environment_faults

__all__ = ["guarded"]

T = TypeVar("T")


def guarded(register: Register, steps: Iterator[Sequence[T]]) -> Iterator[Sequence[T]]:
    """Go through steps of reading.

    Raises:
        Refused: The register cannot be read just now.
    """
    with environment_faults(register.path):
        yield from steps
