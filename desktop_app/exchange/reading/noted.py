"""Which cells are to be spoken of."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["SHOWN", "Noted", "letters"]

SHOWN = 5
"""As many cells as are named."""


@dataclass(slots=True)
class Noted:
    """How many cells of a sheet had something worth a remark, and where the first ones are."""

    count: int = 0
    cells: list[str] = field(default_factory=list)

    def add(self, cell: str) -> None:
        """Count one more cell."""
        self.count += 1
        if len(self.cells) < SHOWN:
            self.cells.append(cell)


def letters(column: int) -> str:
    """Return the name of the column with the number `column`, counted from 0."""
    name = ""
    while column >= 0:
        name = chr(65 + column % 26) + name
        column = column // 26 - 1
    return name
