"""Points in time as people read them."""

from __future__ import annotations

from datetime import datetime

__all__ = ["when"]


def when(at: str) -> str:
    """Return a recorded moment by the clock of this computer: ”2026-03-05 14.32”."""
    moment = datetime.fromisoformat(at).astimezone()
    return f"{moment:%Y-%m-%d %H.%M}"
