"""Taking in several files with one command: an account of each, and their sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop_app.cli.output import DONE, WAITING, document, language, say, warn
from desktop_app.cli.plans import NOT_YET, SUMS, plan_document, show_rows
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import Words
from desktop_app.services import importing
from desktop_app.services.batch import (
    Asked,
    BatchDone,
    BatchPlan,
    FilePlan,
    accept_many,
    plan_many,
    total_of,
)
from desktop_app.services.importing import Accepted
from desktop_app.services.opening import open_register
from desktop_app.services.register import Register

FROM = Words("{file}: {office}, {date}", "{file}: {office}, {date}")
HOLDS_NOTHING = Words("  Inget nytt i filen.", "  Nothing new in the file.")
NOT_TAKEN = Words("{file} kan inte läsas in: {reason}", "{file} cannot be taken in: {reason}")
IN_ALL = Words("Alla filer:", "All files:")
TAKEN = Words(
    "Läste in {count} filer. Säkerhetskopia: {backup}. Varje fil kan ångras för sig med "
    "”kontaktnat undo”.",
    "Took in {count} files. Backup: {backup}. “kontaktnat undo” takes each of them back.",
)
LEFT = Words("Inte inlästa: {files}. {reason}", "Not taken in: {files}. {reason}")


@dataclass(frozen=True)
class Wanted:
    """What was asked for.

    Attributes:
        files: The files.
        entity: What the rows of lists are, None to see it from their headings.
        mapping: What is said of the columns of lists.
        password: What opens those that are locked.
        refused: Where refused rows go.
    """

    files: tuple[Path, ...]
    entity: str | None
    mapping: Mapping[str, str]
    password: str = field(repr=False)
    refused: Path | None


def import_many(file: Path, wanted: Wanted, *, accepting: bool, as_json: bool) -> int:
    """Show what files would change, in turn; do it if accepted."""
    passwords = dict.fromkeys(wanted.files, wanted.password)
    asked = Asked(passwords, wanted.entity, wanted.mapping, language())
    with open_register(file, writing=accepting) as register:
        batch = plan_many(register, wanted.files, asked=asked)
        try:
            done = accept_many(register, batch) if accepting else None
            if wanted.refused is not None:
                _save_refused(register, batch, wanted.refused)
            if as_json:
                document(_document(batch, done))
            else:
                _show(batch, done)
        finally:
            batch.close()
    if done is None or done.left:
        return WAITING
    return WAITING if batch.waits else DONE


def _save_refused(register: Register, batch: BatchPlan, out: Path) -> None:
    """Save what was refused of all files in one."""
    rows = [row for plan in batch.plans for row in plan.refused_rows]
    if rows:
        together = replace(batch.plans[0], refused_rows=rows)
        importing.save_refused(register, together, out, language())


def _document(batch: BatchPlan, done: BatchDone | None) -> dict[str, Any]:
    return {
        **total_of(batch.files),
        "applied": done is not None and not done.left,
        "backup": None if done is None else str(done.backup),
        "problem": _reason(done.problem) if done and done.problem else None,
        "files": [_file_document(each, done) for each in batch.files],
    }


def _file_document(each: FilePlan, done: BatchDone | None) -> dict[str, Any]:
    told: dict[str, Any] = {"file": str(each.path)}
    if each.plan is None:
        return {**told, "applied": False, "refusal": _reason(each.problem)}
    taken = done is not None and each.path in done.actions
    accepted = Accepted(done.actions[each.path], done.backup) if done and taken else None
    origin = each.plan.origin
    return {
        **told,
        "from": origin.office if origin else None,
        "made_at": origin.made_at if origin else None,
        "gap": each.gap,
        "damaged": each.damaged,
        "nothing_new": each.nothing_new,
        **plan_document(each.plan, accepted),
    }


def _reason(problem: Refused | Invalid | None) -> str:
    if isinstance(problem, Refused):
        return problem.into(language())
    return "" if problem is None else problem.sentence().into(language())


def _show(batch: BatchPlan, done: BatchDone | None) -> None:
    for each in batch.files:
        if each.plan is None:
            warn(NOT_TAKEN.fill(file=each.path.name, reason=_reason(each.problem)))
            continue
        origin = each.plan.origin
        told = (
            FROM.fill(file=each.path.name, office=origin.office, date=origin.made_at[:10])
            if (origin)
            else each.path.name
        )
        say(told)
        show_rows(each.plan)
        say(HOLDS_NOTHING if each.nothing_new else SUMS.fill(**each.account()))
    say(IN_ALL)
    say(SUMS.fill(**total_of(batch.files)))
    if done is None:
        warn(NOT_YET)
        return
    say(TAKEN.fill(count=len(done.actions), backup=done.backup))
    if done.left:
        names = [path.name for path in done.left]
        warn(LEFT.fill(files=names, reason=_reason(done.problem)))
