"""What is late, due, expiring, missing and waiting in a register, and what can be done about it."""

from __future__ import annotations

from desktop_app.services.due.gathering import is_judged, items, of_row, steps
from desktop_app.services.due.item import Item, is_mine, ordered, place_of, wanted

__all__ = [
    "Item",
    "is_judged",
    "is_mine",
    "items",
    "of_row",
    "ordered",
    "place_of",
    "steps",
    "wanted",
]
