"""What is asked of a preview of a file, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Asked", "Ran", "RanRow", "RanSheet"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to preview, and what a person says of it.

    Attributes:
        path: The file.
        entity: What it lists, None to see it from its headings.
        mapping: Where columns go.
    """

    path: Path
    entity: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RanSheet:
    """A sheet as it was read.

    Attributes:
        name: Its name.
        rows: How many rows hold anything.
        cells: How many cells do.
        untold: Rows that hold something, become nothing, and are named in no remark.
    """

    name: str
    rows: int
    cells: int
    untold: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RanRow:
    """A row of the preview: where it stands, and what becomes of it by label."""

    sheet: str
    number: int
    entity: str
    title: str
    category: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a file.

    Attributes:
        file: Its path.
        seconds: How long the preview took.
        cpu: How much of that was work, in this process and in children.
        child_mb: The most memory that any child of it had at once.
        crash: What was raised that is no refusal, or why it was given up.
        refused: Why it was refused, in English.
        advice: What to do about that.
        asked: It was refused until it was said what it lists.
        understood: Its columns were.
        kind: What it really is.
        encoding: That of a text.
        sheets: What was read of it.
        account: How many rows become what.
        rows: The first rows of the preview.
        remarks: What is said of it.
        problems: The first cells that could not be taken as they are: place, value and reason.
        texts: The first cells that were read.
        columns: The heading of each column and its field.
    """

    file: str
    seconds: float = 0.0
    cpu: float = 0.0
    child_mb: float = 0.0
    crash: str = ""
    refused: str = ""
    advice: str = ""
    asked: bool = False
    understood: bool = False
    kind: str = ""
    encoding: str = ""
    sheets: tuple[RanSheet, ...] = ()
    account: dict[str, int] = field(default_factory=dict)
    rows: tuple[RanRow, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[tuple[str, int, str, str, str, bool], ...] = ()
    texts: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def cells(self) -> int:
        """Return how many cells were read."""
        return sum(sheet.cells for sheet in self.sheets)

    @property
    def said(self) -> str:
        """Return everything that is said of the file but why it was refused."""
        reasons = (f"{p[0]} {p[1]} {p[2]} {p[3]}: {p[4]}" for p in self.problems)
        return "\n".join((*self.remarks, *reasons))
