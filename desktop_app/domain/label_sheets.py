"""The sheets of labels that shops sell: how many labels, how large, and where on A4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.domain.words import Words

__all__ = ["SIZES", "Size"]


@dataclass(frozen=True, slots=True)
class Size:
    """A sheet of labels; lengths in millimetres.

    Attributes:
        across: How many labels stand beside each other.
        down: How many stand below each other.
        width: How wide one is.
        height: How high one is.
        left: From the left edge of the sheet to the first.
        top: From the upper edge of the sheet to the first.
        gap: Between two beside each other.
    """

    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0

    @property
    def words(self) -> Words:
        """Return what people call it."""
        told = f"{self.across} × {self.down} ({self.width:g} × {self.height:g} mm)"
        return Words(told.replace(".", ","), told)


SIZES: Mapping[str, Size] = MappingProxyType(
    {
        "3x8": Size(3, 8, 70, 37, 0, 0.5),
        "3x7": Size(3, 7, 63.5, 38.1, 7.25, 15.15, 2.5),
        "2x8": Size(2, 8, 99.1, 33.9, 4.65, 12.9, 2.5),
        "2x7": Size(2, 7, 99.1, 38.1, 4.65, 15.15, 2.5),
    }
)
"""The sheets that shops sell, by the name they have on the command line."""
