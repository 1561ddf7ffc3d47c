"""Damaged cells of other people's lists: mended where that is certain, and told."""

from __future__ import annotations

from desktop_app.domain.mending.cells import BESIDE, is_suspect, may_hold_damage, needs_row, read
from desktop_app.domain.mending.days import order_of
from desktop_app.domain.mending.found import About, Mended
from desktop_app.domain.mending.mojibake import set_right
from desktop_app.domain.mending.phones import are_at_home, shared_out, without_words

__all__ = [
    "BESIDE",
    "About",
    "Mended",
    "are_at_home",
    "is_suspect",
    "may_hold_damage",
    "needs_row",
    "order_of",
    "read",
    "set_right",
    "shared_out",
    "without_words",
]
