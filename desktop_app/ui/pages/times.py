"""Points in time as lists show them."""

from __future__ import annotations

__all__ = ["moment"]

MINUTES = 16


def moment(at: str) -> str:
    """Return an ISO time as it is read in a list: ”2026-03-05 14:07”."""
    return at[:MINUTES].replace("T", " ")
