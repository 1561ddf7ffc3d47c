"""How long work tells how far it is, and how a person stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

__all__ = ["Progress", "Stopped"]

Progress: TypeAlias = Callable[[int, int], None]
"""Takes how much is done of how much (0: not known); raises `Stopped` if the work is to end."""


class Stopped(Exception):
    """A person stopped the work: no error, and nothing of it remains."""
