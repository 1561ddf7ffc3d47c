"""What taking in a file would do, row by row: data that outlives the register it was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Literal, TypeAlias, overload

from desktop_app.domain.edits import Edit, Json, canonical
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import Column
from desktop_app.exchange.problem import Problem
from desktop_app.services.list_choices import Candidate, Match, Treatment
from desktop_app.services.list_layouts import Learned
from desktop_app.services.parcels import Arrival
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.storage.record import Act

RefusedRow: TypeAlias = tuple[Mapping[str, str], tuple[Words, ...]]
Category: TypeAlias = Literal["new", "changed", "unchanged", "conflicts", "doubts", "refused"]
CATEGORIES: tuple[Category, ...] = (
    "new",
    "changed",
    "unchanged",
    "conflicts",
    "doubts",
    "refused",
)


@dataclass(frozen=True, slots=True)
class How:
    """How a file is planned.

    Attributes:
        register: Into which register.
        path: The file.
        language: The language that values are shown in.
        progress: Hears how far it is.
    """

    register: Register
    path: Path
    language: str = "sv"
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that will change: what stands there now and what will.

    Attributes:
        label: The field.
        old: The text there is now.
        new: The text there will be.
    """

    label: Words
    old: str
    new: str


class LazyCells(Sequence[CellChange]):
    """Cells that are written for people when somebody looks at them."""

    def __init__(self, make: Callable[[], tuple[CellChange, ...]]) -> None:
        """Keep how they are made."""
        self._make = make
        self._made: tuple[CellChange, ...] | None = None

    def _all(self) -> tuple[CellChange, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, place: int) -> CellChange: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[CellChange]: ...

    def __getitem__(self, place: int | slice) -> CellChange | Sequence[CellChange]:
        """Return one, or some."""
        return self._all()[place]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all())


class ArrivedCells(LazyCells):
    """Cells that follow from edits by which a plan is known already."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row of the file.

    Attributes:
        sheet: Its sheet.
        number: Its row number there.
        entity: What it is a row of.
        id: The row in the register, '' if it has none.
        title: What it is called.
        category: What becomes of it; each row has one.
        cells: The cells that change.
        match: Of a list: how it stands to the register, None in a workbook of ours.
        treatment: Of a list: what is done with it, None where that waits for a decision.
        candidates: Of a list: the rows of the register that it may be, the likeliest first.
    """

    sheet: str
    number: int
    entity: str
    id: str
    title: str
    category: Category
    cells: Sequence[CellChange] = ()
    match: Match | None = None
    treatment: Treatment | None = None
    candidates: Sequence[Candidate] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a file raised that a person must decide.

    Attributes:
        kind: What kind of doubt.
        about: Where it is, and what the row says.
    """

    kind: str
    about: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a workbook of ours says of itself.

    Attributes:
        office: The office that sent it.
        person: Who made it, '' if not said.
        to: For whom it was made, '' if not said.
        made_at: When it was made, ISO 8601.
        register_id: The id of the register that sent it.
        told: The receipts that it held: by id the digest.
    """

    office: str
    person: str
    to: str
    made_at: str
    register_id: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Basis:
    """The state of a register.

    Attributes:
        register: The register's id.
        epoch: Its stream.
        newest: The place of its newest edit.
    """

    register: str
    epoch: str
    newest: int


@dataclass(frozen=True)
class ImportPlan:
    """What taking in a file will do.

    Attributes:
        path: The file.
        kind: ``workbook`` for a return of ours, ``list`` for any other.
        outcomes: Each row of the file, once.
        problems: What could not be taken as it is, all in one pass.
        remarks: What else the person should know.
        columns: How the columns of a list were understood.
        missing: How many rows the workbook had at first that are no longer in it.
        doubts: What a person must decide.
        refused_rows: Each refused row: its texts by heading, and why.
        warnings: Those of the remarks that should be heeded before it is taken in.
        write: What writes it, and counts its steps.
        steps: How many steps that has.
        basis: The state of the register that the plan was made for.
        origin: What a workbook of ours says of itself.
        beyond: What becomes of rows that stand in no visible sheet: deleted ones, and lists.
        arrival: What a workbook of another register brings beside its sheets.
        export_id: The id of the export that a workbook of ours is, '' for any other file.
        edits: The edits that its visible sheets stand for.
        layouts: What a person said of the columns of a list, to be remembered.
    """

    path: Path
    kind: str
    outcomes: Sequence[Outcome]
    problems: Sequence[Problem]
    remarks: Sequence[Words]
    write: Callable[[Act, Steps], None]
    steps: int
    basis: Basis
    columns: Sequence[Column] = ()
    missing: int = 0
    doubts: Sequence[Doubt] = ()
    refused_rows: Sequence[RefusedRow] = ()
    warnings: Sequence[Words] = ()
    origin: Origin | None = None
    beyond: Sequence[Outcome] = ()
    arrival: Arrival | None = None
    export_id: str = ""
    edits: Sequence[Edit] = ()
    layouts: Sequence[Learned] = ()

    def account(self) -> dict[str, int]:
        """Return how many rows become what; the six categories add up to ``rows``."""
        return dict(self._account)

    @cached_property
    def _account(self) -> Mapping[str, int]:
        counts = Counter(outcome.category for outcome in self.outcomes)
        found: dict[str, int] = {category: counts[category] for category in CATEGORIES}
        return {**found, "missing": self.missing, "rows": len(self.outcomes)}

    @property
    def hash(self) -> str:
        """Return what tells this plan from any other, the state it was made for included."""
        total = blake2b(repr(self.basis).encode(), digest_size=16)
        for o in (*self.outcomes, *self.beyond):
            cells: Json = []
            if not isinstance(o.cells, ArrivedCells):
                cells = [[c.label.en, c.old, c.new] for c in o.cells]
            total.update(canonical([o.sheet, o.number, o.id, o.category, cells]).encode())
        if self.arrival is not None:
            total.update(self.arrival.digest.encode())
        return total.hexdigest()

    @cached_property
    def problems_by_row(self) -> Mapping[tuple[str, int], Sequence[Problem]]:
        """Return the problems by sheet and row number."""
        found: dict[tuple[str, int], list[Problem]] = {}
        for problem in self.problems:
            found.setdefault((problem.sheet, problem.row), []).append(problem)
        return found

    @property
    def waits(self) -> bool:
        """Return whether something of it waits for a decision or a correction."""
        account = self.account()
        beyond = any(each.category == "conflicts" for each in self.beyond)
        return bool(
            account["conflicts"] or account["doubts"] or account["refused"] or self.doubts or beyond
        )


def problems_of(plan: ImportPlan, outcome: Outcome) -> Sequence[Problem]:
    """Return what could not be taken as it is in one row of the file: why it is as it is."""
    return plan.problems_by_row.get((outcome.sheet, outcome.number), ())
