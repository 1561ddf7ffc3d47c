"""Taking back a workbook of ours: what its edits would do here, row by row, before they do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, Edit, Shown, show
from desktop_app.domain.fields import Entity
from desktop_app.domain.rules import errors
from desktop_app.domain.words import Words
from desktop_app.exchange.plan import plan_return
from desktop_app.exchange.planned import ReturnPlan, RowPlan
from desktop_app.exchange.read_workbook import Returned
from desktop_app.services.import_plan import (
    Category,
    CellChange,
    Doubt,
    How,
    ImportPlan,
    Origin,
    Outcome,
    Problem,
    RefusedRow,
)
from desktop_app.services.importing import basis_of
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.storage import past
from desktop_app.storage.record import Act

CHUNK = 1000
MANY = Words(
    "Mer än var femte rad är ändrad. Se efter att det är rätt fil och att inget har flyttats.",
    "More than one row in five is changed. See that it is the right file and that nothing moved.",
)
OLD = Words(
    "Arbetsboken skickades för mer än 60 dagar sedan. Det som ändrats sedan dess visas som olika "
    "uppgifter, inget skrivs över.",
    "The workbook was sent more than 60 days ago. What has changed since is shown as differing "
    "values; nothing is overwritten.",
)
CONFLICT = Words(
    "Har ändrats här sedan arbetsboken skickades; båda uppgifterna behålls tills någon avgör.",
    "Was changed here since the workbook was sent; both values are kept until somebody resolves.",
)
DELETION = Words("Tas bort", "Is deleted")


@dataclass(slots=True)
class _Work:
    """What is collected while the rows of a workbook are judged."""

    register: Register
    writer: Writer
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


def plan_workbook(how: How, returned: Returned) -> ImportPlan:
    """Plan taking back a workbook that this exchange sent out."""
    register, meta = how.register, returned.meta
    context = register.context()
    plan = plan_return(
        returned, context, lambda entity, text: tuple(register.named(CATALOGUE[entity], text))
    )
    steps = Steps(how.progress, lambda: len(plan.outcomes))
    work = _Work(register, Writer(register, how.language))
    for start in range(0, len(plan.outcomes), CHUNK):
        _judge(work, plan.outcomes[start : start + CHUNK])
        steps.reach(start + CHUNK)
    warnings = _warnings(register, plan)
    return ImportPlan(
        how.path,
        "workbook",
        work.outcomes,
        work.problems,
        [*plan.remarks, *warnings],
        _Writes(work.edits),
        len(work.edits),
        basis_of(register),
        missing=len(plan.missing),
        doubts=work.doubts,
        refused_rows=work.refused,
        warnings=warnings,
        origin=Origin(meta.from_office, meta.from_person, meta.to, meta.made_at),
    )


@dataclass(frozen=True, slots=True)
class _Writes:
    """Adds the edits of a plan to the record."""

    edits: Sequence[Edit]

    def __call__(self, act: Act, steps: Steps) -> None:
        """Write them."""
        for start in range(0, len(self.edits), CHUNK):
            some = self.edits[start : start + CHUNK]
            act.load([edit.row for edit in some])
            for edit in steps.through(some):
                act.add(edit)


def _warnings(register: Register, plan: ReturnPlan) -> list[Words]:
    today = register.clock().date()
    return [
        *([MANY] if plan.over_20_percent else []),
        *([OLD] if plan.is_old(today) else []),
    ]


def _judge(work: _Work, rows: Sequence[RowPlan]) -> None:
    touched = {edit.row for row in rows for edit in row.edits}
    known = past.edits_of(work.register.db.conn, touched)
    for row in rows:
        for p in row.problems:
            work.problems.append(Problem(p.sheet, p.row_number, p.heading, p.value, p.reason))
        if row.outcome in {"doubt", "refused"}:
            _not_taken(work, row)
        elif row.outcome == "unchanged":
            _settle(work, row, "unchanged")
        else:
            _judge_edits(work, row, known)


def _judge_edits(work: _Work, row: RowPlan, known: Mapping[str, list[Edit]]) -> None:
    """Find what a row's edits do here: nothing if they are known, else change or conflict."""
    fresh = [edit for edit in row.edits if all(edit.eid != other.eid for other in known[edit.row])]
    if not fresh:
        _settle(work, row, "unchanged")
        return
    if error := _error(work, fresh, known):
        work.problems.append(Problem(row.sheet, row.row_number, "", "", error))
        work.refused.append((dict(row.texts), (error,)))
        _settle(work, row, "refused")
        return
    differs = any(_differs(edit, known[edit.row]) for edit in fresh)
    if differs:
        work.problems.append(Problem(row.sheet, row.row_number, "", "", CONFLICT))
    category: Category = "conflicts" if differs else "new" if row.outcome == "new" else "changed"
    work.edits.extend(fresh)
    _settle(work, row, category, _cells(work, row, fresh, known))


def _view(edit: Edit, known: Sequence[Edit]) -> Shown:
    return show(CATALOGUE[edit.entity], [*known, edit])


def _differs(edit: Edit, known: Sequence[Edit]) -> bool:
    view = _view(edit, known)
    return view.unseen or any(key in view.conflicts for key in edit.fields)


def _error(work: _Work, fresh: Sequence[Edit], known: Mapping[str, list[Edit]]) -> Words | None:
    """Return what a rule says against a row as it would be, if the edits bring it about."""
    today = work.register.clock().date()
    for edit in fresh:
        if DELETED in edit.fields:
            continue
        entity = CATALOGUE[edit.entity]
        before = show(entity, known[edit.row]).values if known[edit.row] else {}
        old = {(f.field, f.words.sv) for f in errors(entity, before, today)}
        for found in errors(entity, _view(edit, known[edit.row]).values, today):
            if not before or (found.field, found.words.sv) not in old:
                label = entity.by_name[found.field].label
                return Words("{field}: {reason}", "{field}: {reason}").fill(
                    field=label, reason=found.words
                )
    return None


def _cells(
    work: _Work, row: RowPlan, fresh: Sequence[Edit], known: Mapping[str, list[Edit]]
) -> tuple[CellChange, ...]:
    """Return the cells that change, with what stands in the register now."""
    entity = CATALOGUE[row.entity]
    if any(DELETED in edit.fields for edit in fresh):
        return (CellChange(DELETION, row.title, ""),)
    before = show(entity, known[row.id]).values if known.get(row.id) else {}
    return tuple(
        CellChange(
            entity.by_name[cell.field].label
            if cell.field in entity.by_name
            else _same(cell.heading),
            _old_text(work, entity, cell.field, before),
            cell.new_text,
        )
        for cell in row.cells
    )


def _same(text: str) -> Words:
    return Words(text, text)


def _old_text(work: _Work, entity: Entity, name: str, before: Mapping[str, object]) -> str:
    if name not in entity.by_name or name not in before:
        return ""
    return work.writer.text(entity.by_name[name], before[name])  # type: ignore[arg-type]


def _not_taken(work: _Work, row: RowPlan) -> None:
    reasons = [problem.reason for problem in row.problems]
    texts = dict(row.texts)
    if row.outcome == "refused":
        work.refused.append((texts, tuple(reasons)))
        _settle(work, row, "refused")
        return
    work.doubts.append(
        Doubt(
            "row",
            {
                "sheet": row.sheet,
                "row": row.row_number,
                "entity": row.entity,
                "id": row.id,
                "reason": {lang: "; ".join(r.into(lang) for r in reasons) for lang in ("sv", "en")},
                "values": dict(texts),
            },
        )
    )
    _settle(work, row, "doubts")


def _settle(
    work: _Work, row: RowPlan, category: Category, cells: tuple[CellChange, ...] = ()
) -> None:
    work.outcomes.append(
        Outcome(row.sheet, row.row_number, row.entity, row.id, row.title, category, cells)
    )
