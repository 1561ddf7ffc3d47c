"""What could not be taken from a file as it stands there."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.words import Words

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell, or a row, that could not be taken as it is.

    Attributes:
        sheet: The sheet it stands in.
        row: Its row number in the file.
        column: Its heading, '' for the row.
        value: What stands there.
        reason: What is wrong, and what would be right; or what it was read as.
        mended: It was taken all the same, in another form that is certain.
    """

    sheet: str
    row: int
    column: str
    value: str
    reason: Words
    mended: bool = False
