"""Taking in a file: a plan that is shown first, and that is exactly what then happens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.import_plan import (
    CATEGORIES,
    Basis,
    Category,
    CellChange,
    ImportPlan,
    Outcome,
    problems_of,
)
from desktop_app.services.list_layouts import remember
from desktop_app.services.parcels import take_in
from desktop_app.services.receipts import note
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.services.upkeep import backup_register
from desktop_app.storage import doubts as doubt_table
from desktop_app.storage import queries

__all__ = [
    "CATEGORIES",
    "Accepted",
    "Category",
    "CellChange",
    "ImportPlan",
    "Outcome",
    "accept",
    "basis_of",
    "carry_out",
    "problems_of",
    "save_refused",
]

TAKEN_IN = Words(
    "Läste in {file}: {new} nya, {changed} ändrade", "Took in {file}: {new} new, {changed} changed"
)
CHANGED_MEANWHILE = Words(
    "Registret har ändrats sedan förhandsvisningen gjordes.",
    "The register was changed since the preview was made.",
)
NOT_SHOWN = Words(
    "Det som skulle läsas in är inte det som visades.",
    "What was to be taken in is not what was shown.",
)
CHANGED_ADVICE = Words(
    "Gör en ny förhandsvisning; inget har lästs in.", "Make a new preview; nothing was taken in."
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What taking in a file came to.

    Attributes:
        action: The id of the import, None if the file held nothing new.
        backup: The backup made before it.
    """

    action: str | None
    backup: Path


def basis_of(register: Register) -> Basis:
    """Return the state of a register, by which a plan knows what it was made for."""
    facts = register.facts
    return Basis(facts.register_id, facts.epoch, queries.newest_edit(register.db.conn))


def accept(
    register: Register,
    plan: ImportPlan,
    progress: Progress | None = None,
    *,
    shown: str | None = None,
) -> Accepted:
    """Do what a plan says, as one action, after a proven backup.

    Args:
        register: The register.
        plan: The plan.
        progress: Hears how far it is.
        shown: The hash of the plan that a person saw, where one did.

    Raises:
        Refused: The register was changed since the plan was made, or cannot be written; or
            another plan was shown.
        Stopped: `progress` raised it; nothing was taken in.
    """
    if shown is not None and plan.hash != shown:
        raise Refused(NOT_SHOWN, CHANGED_ADVICE)
    if basis_of(register) != plan.basis:
        raise Refused(CHANGED_MEANWHILE, CHANGED_ADVICE)
    steps = Steps(progress, lambda: plan.steps)
    backup = backup_register(register)
    register.db.let_others_read()
    return Accepted(carry_out(register, plan, steps), backup)


def carry_out(register: Register, plan: ImportPlan, steps: Steps) -> str | None:
    """Do what a plan says as one action; return its id, None if the file held nothing new.

    Raises:
        Refused: The register is no longer as it was planned for, or cannot be written.
        Stopped: Whom the steps are told raised it; nothing was taken in.
    """
    conn, account = register.db.conn, plan.account()
    label = TAKEN_IN.fill(file=plan.path.name, new=account["new"], changed=account["changed"])
    with register.record.acting("import", label, source=plan.path.name) as act:
        if basis_of(register) != plan.basis:
            raise Refused(CHANGED_MEANWHILE, CHANGED_ADVICE)
        if plan.arrival is not None:
            take_in(register, act, plan.arrival, steps)
        plan.write(act, steps)
        if act.written:
            remember(register, act, plan.layouts, plan.path.name)
        at = register.clock().isoformat(timespec="seconds")
        raised = [
            (
                doubt_table.add(conn, doubt.kind, doubt.about, plan.path.name, act.seq, at),
                doubt.about,
            )
            for doubt in plan.doubts
        ]
        note(register, act, plan, raised)
        steps.report()
    return act.id if act.written else None


def save_refused(register: Register, plan: ImportPlan, out: Path, language: str) -> int:
    """Write the refused rows as a workbook, the reason beside each; return how many there are.

    Corrected, it can be taken in again. Nothing is written if there are none.
    """
    if not plan.refused_rows:
        return 0
    from desktop_app.exchange.lists.plain_table import write_refused  # noqa: PLC0415 — openpyxl

    headings = list(dict.fromkeys(name for texts, _why in plan.refused_rows for name in texts))
    rows = (([texts.get(n, "") for n in headings], why) for texts, why in plan.refused_rows)
    return write_refused(out, headings, rows, register.context(language))
