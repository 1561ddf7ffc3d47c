"""What a damaged cell was read as, and what is known of where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from desktop_app.domain.kinds import Context, Value
from desktop_app.domain.kinds.dates import Order
from desktop_app.domain.words import Words

__all__ = ["About", "Mended", "Parse"]

Parse: TypeAlias = Callable[[Any], Value]
"""How a cell is read where nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A value that is not what stands in the cell, but surely what was meant.

    Attributes:
        value: The value.
        reason: What it was read as, and why.
        partly: The cell says more than the value does.
        often: Nothing is lost and much of a list may be so: it need not be told of every cell.
    """

    value: Value
    reason: Words
    partly: bool = False
    often: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the column and the row of a cell.

    Attributes:
        context: What values are read with.
        order: Of day and month in its column, None where that is not known.
        epoch: The year from which its file counts days, None where that is not known.
        at_home: Tells whether the phone numbers of its column are of our own country.
        country: That of its row, None where the row has none.
    """

    context: Context
    order: Order | None = None
    epoch: int | None = None
    at_home: Callable[[], bool] = bool
    country: str | None = None
