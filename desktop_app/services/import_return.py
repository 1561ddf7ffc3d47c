"""Taking back a workbook of ours: what its edits would do here, row by row, before they do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, Edit
from desktop_app.domain.fields import Entity
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.evidence import stopping
from desktop_app.domain.words import Words
from desktop_app.exchange.outgoing import Meta
from desktop_app.exchange.plan import plan_return
from desktop_app.exchange.planned import ReturnPlan, RowPlan
from desktop_app.exchange.problem import Problem
from desktop_app.exchange.read_workbook import Returned
from desktop_app.services.arriving import Arriving
from desktop_app.services.import_plan import (
    Category,
    CellChange,
    Doubt,
    How,
    ImportPlan,
    Origin,
    Outcome,
    RefusedRow,
)
from desktop_app.services.importing import basis_of
from desktop_app.services.parcels import arrival_of
from desktop_app.services.reading import Writer
from desktop_app.services.receipt_post import TOLD, digests
from desktop_app.services.register import Register
from desktop_app.services.standing import Standing
from desktop_app.services.steps import Steps
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
CLASH = Words(
    "Har ändrats både här och där; båda uppgifterna behålls tills någon avgör.",
    "Was changed both here and there; both values are kept until somebody resolves.",
)
DELETION = Words("Tas bort", "Is deleted")
MERGED = Words(
    "Raden är sammanslagen med {title}; ändringen kommer upp där.",
    "The row was merged into {title}; the change comes up there.",
)
MERGED_DELETED = Words(
    "Raden är sammanslagen med {title}, som inte tas bort. Ta bort den i programmet om det är den "
    "som menas.",
    "The row was merged into {title}, which is not deleted. Delete that in the program if it is "
    "the one that is meant.",
)


@dataclass(slots=True)
class _Work:
    """What is collected while the rows of a workbook are judged."""

    register: Register
    writer: Writer
    standing: Standing
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    arriving: Arriving | None = None
    settled: set[str] = field(default_factory=set)

    def known(self, row: str) -> list[Edit]:
        """Return the edits of a row that are here, or arrive in the log."""
        come = self.arriving.rows.get(row, []) if self.arriving else []
        return [*self.standing.here(row), *come]

    def concerns(self, row: str) -> bool:
        """Tell whether what arrives in the log concerns a row."""
        return self.arriving is not None and row in self.arriving.concerned


def plan_workbook(how: How, returned: Returned) -> ImportPlan:
    """Plan taking back a workbook that this exchange sent out."""
    register, meta = how.register, returned.meta
    context = register.context()
    plan = plan_return(
        returned, context, lambda entity, text: tuple(register.named(CATALOGUE[entity], text))
    )
    steps = Steps(how.progress, lambda: len(plan.outcomes))
    arrival = arrival_of(register, meta, returned.log)
    arriving = None if arrival is None else Arriving(register, arrival, how.language)
    writer = Writer(register, how.language) if arriving is None else arriving.writer()
    standing = Standing(register, {}) if arriving is None else arriving.standing
    work = _Work(register, writer, standing, arriving=arriving)
    for start in range(0, len(plan.outcomes), CHUNK):
        _judge(work, plan.outcomes[start : start + CHUNK])
        steps.reach(start + CHUNK)
    warnings = _warnings(register, plan)
    beyond = list(arriving.beyond(work.settled, writer)) if arriving else []
    remarks = arriving.remarks if arriving else []
    writer.titles.close()
    return ImportPlan(
        how.path,
        "workbook",
        work.outcomes,
        [*work.problems, *(arriving.problems if arriving else ())],
        [*plan.remarks, *warnings, *remarks],
        _Writes(work.edits),
        len(work.edits) + (len(arrival.fresh) if arrival else 0),
        basis_of(register),
        missing=len(plan.missing),
        doubts=[Doubt(raised.kind, raised.about) for raised in plan.raised],
        refused_rows=work.refused,
        warnings=warnings,
        origin=_origin(meta),
        beyond=beyond,
        arrival=arrival,
        export_id=meta.export_id,
        edits=work.edits,
    )


def _origin(meta: Meta) -> Origin:
    told = digests(meta.more.get(TOLD))
    whose = (meta.from_office, meta.from_person, meta.to, meta.made_at)
    return Origin(*whose, meta.from_register, told)


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
    edited = any(row.edits for row in plan.outcomes)
    return [
        *([MANY] if plan.over_20_percent else []),
        *([OLD] if edited and plan.is_old(today) else []),
    ]


def _judge(work: _Work, rows: Sequence[RowPlan]) -> None:
    touched = {edit.row for row in rows for edit in row.edits}
    work.standing.load(touched.union(row.id for row in rows if work.concerns(row.id)))
    for row in rows:
        for p in row.problems:
            work.problems.append(Problem(p.sheet, p.row_number, p.heading, p.value, p.reason))
        if row.outcome in {"doubt", "refused"}:
            _not_taken(work, row)
        elif fresh := [edit for edit in row.edits if _is_fresh(edit, work.known(edit.row))]:
            _judge_edits(work, row, fresh)
        elif work.arriving and work.concerns(row.id):
            place, kind = (row.sheet, row.row_number), (row.entity, row.id)
            found = work.arriving.outcome(place, kind, work.writer)
            work.settled.add(row.id)
            work.outcomes.append(found)
            if found.category == "conflicts":
                work.problems.append(Problem(row.sheet, row.row_number, "", "", CLASH))
        else:
            _settle(work, row, "unchanged")


def _is_fresh(edit: Edit, known: Sequence[Edit]) -> bool:
    return all(edit.eid != other.eid for other in known)


def _judge_edits(work: _Work, row: RowPlan, fresh: Sequence[Edit]) -> None:
    """Find what a row's edits do here: change it, or differ from what was written here."""
    if error := _error(work, fresh):
        work.problems.append(Problem(row.sheet, row.row_number, "", "", error))
        work.refused.append((dict(row.texts), (error,)))
        _settle(work, row, "refused")
        return
    differs = any(_differs(work, edit) for edit in fresh)
    if differs:
        work.problems.append(Problem(row.sheet, row.row_number, "", "", CONFLICT))
    if note := _led_away(work, row, fresh):
        work.problems.append(Problem(row.sheet, row.row_number, "", "", note))
    is_here = bool(work.standing.here(row.id))
    category: Category = "conflicts" if differs else "changed" if is_here else "new"
    work.edits.extend(fresh)
    work.settled.add(row.id)
    _settle(work, row, category, _cells(work, row, fresh))


def _led_away(work: _Work, row: RowPlan, fresh: Sequence[Edit]) -> Words | None:
    """Return what is to be said of a row that was merged into another."""
    end = work.standing.end_then(row.id)
    if end == row.id:
        return None
    words = MERGED_DELETED if any(DELETED in edit.fields for edit in fresh) else MERGED
    return words.fill(title=work.writer.titles.of(row.entity, end))


def _differs(work: _Work, edit: Edit) -> bool:
    """Tell whether an edit leaves values that differ, at the row that it comes up at."""
    end = work.standing.end_then(edit.row)
    view = work.standing.then(CATALOGUE[edit.entity], end, [edit])
    unseen = view.unseen and end == edit.row
    return unseen or any(key in view.conflicts for key in edit.fields)


def _error(work: _Work, fresh: Sequence[Edit]) -> Words | None:
    """Return what a rule says against a row as it would be, if the edits bring it about."""
    today = work.register.clock().date()
    for edit in fresh:
        if DELETED in edit.fields:
            continue
        entity, end = CATALOGUE[edit.entity], work.standing.end_then(edit.row)
        before = work.standing.then(entity, end).values
        after = work.standing.then(entity, end, [edit]).values
        was = Case(entity, edit.row, before, today) if before else None
        for found in stopping(was, Case(entity, edit.row, after, today)):
            if found.error:
                label = entity.by_name[found.field].label
                return Words("{field}: {reason}", "{field}: {reason}").fill(
                    field=label, reason=found.words
                )
    return None


def _cells(work: _Work, row: RowPlan, fresh: Sequence[Edit]) -> tuple[CellChange, ...]:
    """Return the cells that change, with what stands in the register now."""
    entity, end = CATALOGUE[row.entity], work.standing.end_then(row.id)
    if any(DELETED in edit.fields for edit in fresh):
        return () if end != row.id else (CellChange(DELETION, row.title, ""),)
    now = work.standing.now(entity, end)
    before = now.values if now else {}
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
    _settle(work, row, "doubts")


def _settle(
    work: _Work, row: RowPlan, category: Category, cells: tuple[CellChange, ...] = ()
) -> None:
    work.outcomes.append(
        Outcome(row.sheet, row.row_number, row.entity, row.id, row.title, category, cells)
    )
