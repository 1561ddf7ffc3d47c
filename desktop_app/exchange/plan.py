"""Planning what a returned workbook means, from the file alone.

The register is asked for one thing only: which row a name means that nothing in the file explains.
Whether what is changed here was changed elsewhere too shows later, when the edits join the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Edit
from desktop_app.domain.kinds import Context
from desktop_app.domain.problems import Refused
from desktop_app.exchange import plan_words as say
from desktop_app.exchange.asking import Asking, dangling
from desktop_app.exchange.drafts_of_rows import Draft, RowReader
from desktop_app.exchange.layout import ACTION_HEADING, DELETE, EXPORT, link_id
from desktop_app.exchange.lines import Line, identified, lines_of, source_of
from desktop_app.exchange.link_finder import LinkFinder, Resolve, Titled
from desktop_app.exchange.newer_sheets import raised_by
from desktop_app.exchange.planned import CellChange, Missing, Problem, ReturnPlan, RowPlan
from desktop_app.exchange.read_workbook import Returned
from desktop_app.exchange.row_edits import change_of, lacking, new_id, said_by
from desktop_app.exchange.row_plans import Before, Endings, title_of
from desktop_app.exchange.sorted_alone import refuse_sorted

__all__ = ["CellChange", "Missing", "Problem", "ReturnPlan", "RowPlan", "plan_return"]


def plan_return(
    returned: Returned,
    context: Context,
    resolve: Resolve,
    before: Before = lambda _entity, _row, _field: "",
) -> ReturnPlan:
    """Return what becomes of each row of the file, and the edits it stands for.

    Args:
        returned: The workbook.
        context: How the register reads values.
        resolve: Gives the rows of the register that are called so, for names that no row of the
            file explains.
        before: Gives what a field showed before, for the preview; nothing depends on it.

    Raises:
        Refused: The hidden sheets are not to be believed.
    """
    if not returned.believed:
        raise Refused(say.NOT_BELIEVED, say.AS_A_LIST)
    return _Planner(returned, context, resolve).plan(before)


class _Planner:
    """Plans one return."""

    def __init__(self, returned: Returned, context: Context, resolve: Resolve) -> None:
        self._returned = returned
        self._meta = returned.meta
        self._lines: list[Line] = []
        self._drafts: dict[int, Draft] = {}
        self._same: set[int] = set()
        self._links = LinkFinder(returned.lists, self._titles, resolve)
        self._reader = RowReader(returned, context, self._links)
        self._changes: dict[int, Edit | None] = {}
        self._fallen: set[str] = set()

    def plan(self, before: Before) -> ReturnPlan:
        """Judge all rows: first each alone, then what ties them together."""
        self._read_lines()
        drafts = list(self._drafts.values())
        for draft in drafts:
            self._begin(draft)
        torn = refuse_sorted([draft for draft in drafts if draft.stands], self._returned.base)
        self._name_new_rows(drafts)
        self._settle(drafts)
        self._delete_parts()
        self._refuse_dangling()
        ends = Endings(self._returned, self._reader, self._changes, before)
        outcomes = tuple(ends.of(line, self._drafts.get(id(line))) for line in self._lines)
        asked = Asking(self._returned, self._reader, self._fallen)
        raised = (
            *asked.about(self._drafts.values()),
            *asked.about_columns(torn),
            *raised_by(self._returned.newer),
        )
        meta, remarks = self._meta, self._returned.remarks
        return ReturnPlan(outcomes, tuple(self._missing()), meta.made_at, remarks, raised)

    # --- which rows have to be looked at

    def _read_lines(self) -> None:
        base, sealer = self._returned.base, self._returned.sealer
        by_id: dict[str, list[Line]] = defaultdict(list)
        for sheet in self._returned.sheets:
            source = source_of(sheet, base)
            for line in lines_of(source, base):
                self._lines.append(line)
                if line.id and base.entities.get(line.id, sheet.entity) == sheet.entity:
                    by_id[line.id].append(line)
                if not (
                    source.whole
                    and not line.action
                    and line.export in ("", self._meta.export_id)
                    and base.seals.get(line.id) == sealer.seal(line.joined)
                    and base.entities[line.id] == sheet.entity
                ):
                    self._draft(line)
        for lines in by_id.values():
            if len(lines) > 1:
                self._judge_twins(lines)

    def _draft(self, line: Line) -> Draft:
        found = self._drafts.get(id(line))
        if found is None:
            entity = CATALOGUE[line.source.sheet.entity]
            found = self._drafts[id(line)] = Draft(line, entity, line.id)
        return found

    def _judge_twins(self, lines: Sequence[Line]) -> None:
        """Take equal rows of one id as one; leave different ones to a person."""
        first, *others = lines
        if all((o.joined, o.action) == (first.joined, first.action) for o in others):
            for other in others:
                self._same.add(id(other))
                self._drafts.pop(id(other), None)
            return
        rows = [line.number for line in lines]
        for line in lines:
            self._draft(line).doubt("twins", "", say.TWICE.fill(rows=rows))

    # --- each row alone

    def _begin(self, draft: Draft) -> None:
        if draft.doubtful:
            return
        if not draft.id:
            self._reader.read_action(draft)
            self._reader.read_new(draft)
            return
        self._find_base(draft)
        if not draft.stands:
            return
        self._reader.read_action(draft)
        if draft.line.is_cleared() and not draft.deletes:
            text = say.CLEARED.fill(delete=DELETE, action=ACTION_HEADING)
            draft.doubt("cleared", "", text)
            return
        self._reader.compare(draft)

    def _find_base(self, draft: Draft) -> None:
        base, line = self._returned.base, draft.line
        if line.export not in ("", self._meta.export_id):
            draft.doubt("other_export", EXPORT, say.OTHER_EXPORT)
        elif draft.id not in base.entities:
            draft.doubt("unknown_id", "", say.UNKNOWN_ID)
        elif base.entities[draft.id] != draft.entity.name:
            draft.doubt("other_sheet", "", say.OTHER_SHEET)
        else:
            try:
                draft.base = base.row(draft.id)
            except ValueError:
                draft.doubt("damaged_base", "", say.DAMAGED_BASE)

    # --- what ties rows together

    def _name_new_rows(self, drafts: Iterable[Draft]) -> None:
        """Give new rows their ids, so that others can be linked to them."""
        counts: Counter[tuple[str, str]] = Counter()
        for draft in drafts:
            if not draft.line.id and draft.stands:
                said, name = said_by(draft), draft.entity.name
                draft.id = new_id(self._meta, name, said, counts[name, said])
                counts[name, said] += 1
            elif not draft.line.id:
                draft.id = _no_id(draft.line)

    def _titles(self, entity: str) -> Iterator[Titled]:
        """Go through the rows of the file by what they are called there."""
        known = self._returned.base.entities
        for line in self._lines:
            draft = self._drafts.get(id(line))
            row = draft.id if draft is not None else line.id
            if line.source.sheet.entity == entity and (row in known or not line.id):
                yield title_of(line), row

    def _settle(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            if draft.stands:
                self._reader.settle_links(draft)
            if draft.stands:
                lacking(draft, self._reader)
            if draft.stands and draft.base is not None:
                self._changes[id(draft)] = change_of(draft, self._reader, self._meta)

    def _delete_parts(self) -> None:
        """Delete the parts of deleted rows, as far as they are in the file."""
        queue = [draft for draft in self._drafts.values() if draft.deletes and draft.stands]
        parts = self._parts() if queue else {}
        while queue:
            for line in parts.get(queue.pop().id, ()):
                draft = self._drafts.get(id(line))
                if draft is None:
                    draft = self._draft(line)
                    self._find_base(draft)
                if draft.stands and draft.base is None:
                    draft.refuse("", say.OWNER_DELETED)
                elif draft.stands and not draft.deletes:
                    draft.deletes = True
                    queue.append(draft)

    def _parts(self) -> dict[str, list[Line]]:
        """Return the rows that are parts, by the id of what they belong to."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self._lines:
            if id(line) in self._same:
                continue
            values = self._drafts[id(line)].values if id(line) in self._drafts else {}
            for name in CATALOGUE[line.source.sheet.entity].owners:
                owner = values[name] if name in values else line.text(link_id(name))
                found[identified(str(owner or ""))].append(line)
        found.pop("", None)
        return found

    def _refuse_dangling(self) -> None:
        """Refuse rows that are linked to new rows which are refused themselves."""
        fallen = self._fallen
        fallen.update(d.id for d in self._drafts.values() if not (d.line.id or d.stands) and d.id)
        queue = bool(fallen)
        while queue:
            queue = False
            for draft in self._drafts.values():
                name = dangling(draft, fallen)
                if name is not None and draft.stands:
                    draft.refuse(name, say.LINKED_REFUSED.fill(text=draft.line.text(name)))
                    if not draft.line.id:
                        fallen.add(draft.id)
                        queue = True

    # --- what is not there any more

    def _missing(self) -> Iterator[Missing]:
        base = self._returned.base
        here = {line.id for line in self._lines}
        for row, entity in base.entities.items():
            if row not in here:
                yield Missing(entity, row, self._links.title(entity, row))


def _no_id(line: Line) -> str:
    """Return what stands for the id of a new row that is refused: others may name it."""
    return f"{line.source.sheet.name}!{line.number}"
