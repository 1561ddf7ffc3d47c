"""What a returned workbook means, row by row: the preview, and the edits it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Literal, TypeAlias, get_args

from desktop_app.domain.edits import Edit, Json
from desktop_app.domain.words import Words

__all__ = [
    "CHOSEN",
    "OUTCOMES",
    "CellChange",
    "DoubtKind",
    "Missing",
    "Outcome",
    "Problem",
    "Raised",
    "ReturnPlan",
    "RowPlan",
]

Outcome: TypeAlias = Literal["new", "changed", "unchanged", "doubt", "refused"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

DoubtKind: TypeAlias = Literal[
    "unknown_id",
    "other_sheet",
    "other_export",
    "damaged_base",
    "twins",
    "cleared",
    "only_id",
    "many_named",
    "newer_column",
    "newer_sheet",
    "sorted",
]

CHOSEN = "00000000-0000-4000-8000-000000000000"
"""Stands in the edits of an answer for the row that a person is going to choose."""

OLD_AFTER_DAYS = 60
MANY = 0.2


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of the preview.

    Attributes:
        field: The key of its column.
        heading: What the column is called.
        old_text: What stood there, '' where it was empty or is not known.
        new_text: What stands there now.
    """

    field: str
    heading: str
    old_text: str
    new_text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row, or a cell of it, was not taken.

    Attributes:
        sheet: The name of the sheet.
        row_number: The row as spreadsheets count.
        heading: The heading of the column, '' for the whole row.
        value: What stands in the cell.
        reason: What is wrong with it and what to do.
    """

    sheet: str
    row_number: int
    heading: str
    value: str
    reason: Words


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What becomes of one row of the file.

    Attributes:
        outcome: New, changed, unchanged, waiting for a decision, or refused.
        entity: Whose row it is.
        sheet: The name of the sheet.
        row_number: The row as spreadsheets count.
        id: The row's id, '' where it has none.
        title: What it is called.
        edits: The edits it stands for.
        cells: What changes, for the preview.
        problems: What was not taken, and why; a changed row may have some too.
        texts: All its cells, heading and text, of a row that was not taken.
    """

    outcome: Outcome
    entity: str
    sheet: str
    row_number: int
    id: str
    title: str = ""
    edits: tuple[Edit, ...] = ()
    cells: tuple[CellChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Raised:
    """What a person has to decide, with all it takes to do so when the file is gone.

    Attributes:
        kind: What there is to decide.
        about: Where it is, what stands there, and the edits that each choice would write.
    """

    kind: DoubtKind
    about: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Missing:
    """A row that left and is not in the file any more, which means nothing."""

    entity: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    """What a returned workbook means.

    Attributes:
        outcomes: What becomes of each row of the file, each row once.
        missing: Rows that left and are not in the file.
        made_at: When the export was made, ISO 8601.
        remarks: What was read with loss, or is kept aside.
        raised: What a person has to decide; copies of one row are one matter.
    """

    outcomes: tuple[RowPlan, ...]
    missing: tuple[Missing, ...]
    made_at: str
    remarks: tuple[Words, ...] = ()
    raised: tuple[Raised, ...] = ()

    @property
    def rows(self) -> int:
        """Return the number of rows in the file."""
        return len(self.outcomes)

    @property
    def sums(self) -> Mapping[Outcome, int]:
        """Return how many rows ended how; they add up to `rows`."""
        sums = dict.fromkeys(OUTCOMES, 0)
        for row in self.outcomes:
            sums[row.outcome] += 1
        return sums

    @property
    def edits(self) -> Iterator[Edit]:
        """Go through all edits."""
        return (edit for row in self.outcomes for edit in row.edits)

    @property
    def problems(self) -> Iterator[Problem]:
        """Go through all problems."""
        return (problem for row in self.outcomes for problem in row.problems)

    @property
    def over_20_percent(self) -> bool:
        """Tell whether so many rows are changed that a person is asked first."""
        return self.sums["changed"] > MANY * self.rows

    def age_in_days(self, today: date) -> int | None:
        """Return the age of the export, None where the file does not tell."""
        try:
            return (today - date.fromisoformat(self.made_at[:10])).days
        except ValueError:
            return None

    def is_old(self, today: date) -> bool:
        """Tell whether the export is so old that a person is asked first."""
        age = self.age_in_days(today)
        return age is None or age > OLD_AFTER_DAYS

    @property
    def hash(self) -> str:
        """Return the digest of all that is to happen: 32 hexadecimal digits."""
        found = blake2b(digest_size=16)
        for row in self.outcomes:
            reasons = [p.heading + "\x1f" + p.reason.into("en") for p in row.problems]
            eids = [edit.eid for edit in row.edits]
            told = [row.outcome, row.entity, row.id, str(row.row_number), *eids, *reasons]
            found.update(("\x1e".join(told) + "\x1d").encode())
        return found.hexdigest()
