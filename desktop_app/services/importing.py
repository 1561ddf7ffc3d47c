"""Taking in a file: a plan that is shown first, and that is exactly what then happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal, TypeAlias, overload

from desktop_app.domain.edits import Json, canonical
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services.register import Register
from desktop_app.services.upkeep import backup_register
from desktop_app.storage import doubts as doubt_table
from desktop_app.storage import queries
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

TAKEN_IN = Words(
    "Läste in {file}: {new} nya, {changed} ändrade", "Took in {file}: {new} new, {changed} changed"
)
CHANGED_MEANWHILE = Words(
    "Registret har ändrats sedan förhandsvisningen gjordes.",
    "The register was changed since the preview was made.",
)
CHANGED_ADVICE = Words(
    "Gör en ny förhandsvisning; inget har lästs in.", "Make a new preview; nothing was taken in."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell, or a row, that could not be taken as it is.

    Attributes:
        sheet: The sheet it stands in.
        row: Its row number in the file.
        column: Its heading, '' for the row.
        value: What stands there.
        reason: What is wrong, and what would be right.
    """

    sheet: str
    row: int
    column: str
    value: str
    reason: Words


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
    """

    sheet: str
    number: int
    entity: str
    id: str
    title: str
    category: Category
    cells: Sequence[CellChange] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a file raised that a person must decide.

    Attributes:
        kind: What kind of doubt.
        about: Where it is, and what the row says.
    """

    kind: str
    about: Mapping[str, Json]


@dataclass(frozen=True)
class ImportPlan:
    """What taking in a file will do.

    Attributes:
        path: The file.
        kind: ``workbook`` for a return of ours, ``list`` for any other.
        outcomes: Each row of the file, once.
        problems: What could not be taken as it is, all in one pass.
        remarks: What else the person should know.
        columns: How the columns were understood: heading, and field or ''.
        missing: How many rows the workbook had at first that are no longer in it.
        doubts: What a person must decide.
        refused_rows: Each refused row: its texts by heading, and why.
        write: What writes it.
        basis: The place of the register's newest edit when the plan was made.
    """

    path: Path
    kind: str
    outcomes: Sequence[Outcome]
    problems: Sequence[Problem]
    remarks: Sequence[Words]
    write: Callable[[Act], None]
    basis: int
    columns: Sequence[tuple[str, str]] = ()
    missing: int = 0
    doubts: Sequence[Doubt] = ()
    refused_rows: Sequence[RefusedRow] = ()

    def account(self) -> dict[str, int]:
        """Return how many rows become what; the six categories add up to ``rows``."""
        counts = Counter(outcome.category for outcome in self.outcomes)
        found: dict[str, int] = {category: counts[category] for category in CATEGORIES}
        return {**found, "missing": self.missing, "rows": len(self.outcomes)}

    @property
    def hash(self) -> str:
        """Return what tells this plan from any other, the state it was made for included."""
        total = blake2b(str(self.basis).encode(), digest_size=16)
        for o in self.outcomes:
            cells: Json = [[c.label.en, c.old, c.new] for c in o.cells]
            total.update(canonical([o.sheet, o.number, o.id, o.category, cells]).encode())
        return total.hexdigest()

    @property
    def waits(self) -> bool:
        """Return whether something of it waits for a decision or a correction."""
        account = self.account()
        return bool(account["conflicts"] or account["doubts"] or account["refused"])


@dataclass(frozen=True, slots=True)
class Accepted:
    """What taking in a file came to.

    Attributes:
        action: The id of the import, None if the file held nothing new.
        backup: The backup made before it.
    """

    action: str | None
    backup: Path


def accept(register: Register, plan: ImportPlan) -> Accepted:
    """Do what a plan says, as one action, after a proven backup.

    Raises:
        Refused: The register was changed since the plan was made, or cannot be written.
    """
    backup = backup_register(register)
    account = plan.account()
    label = TAKEN_IN.fill(file=plan.path.name, new=account["new"], changed=account["changed"])
    with register.record.acting("import", label, source=plan.path.name) as act:
        if queries.newest_edit(register.db.conn) != plan.basis:
            raise Refused(CHANGED_MEANWHILE, CHANGED_ADVICE)
        plan.write(act)
        at = register.clock().isoformat(timespec="seconds")
        for doubt in plan.doubts:
            doubt_table.add(register.db.conn, doubt.kind, doubt.about, plan.path.name, act.seq, at)
    return Accepted(act.id if act.written else None, backup)


def save_refused(register: Register, plan: ImportPlan, out: Path, language: str) -> int:
    """Write the refused rows as a workbook, the reason beside each; return how many there are.

    Corrected, it can be taken in again. Nothing is written if there are none.
    """
    if not plan.refused_rows:
        return 0
    from desktop_app.exchange.plain_table import write_refused  # noqa: PLC0415 — openpyxl

    headings = list(dict.fromkeys(name for texts, _why in plan.refused_rows for name in texts))
    rows = (([texts.get(n, "") for n in headings], why) for texts, why in plan.refused_rows)
    return write_refused(out, headings, rows, register.context(language))
