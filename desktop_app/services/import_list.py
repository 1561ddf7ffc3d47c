"""Taking in a list that is not ours: columns recognised, rows matched, nothing dropped unsaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.identity import are_one, identities
from desktop_app.domain.kinds import Link, Value
from desktop_app.domain.rules import errors
from desktop_app.domain.titles import Titles, title
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.foreign import ListedRow, Listing, read_rows, understand
from desktop_app.exchange.problem import Problem
from desktop_app.exchange.reading.reader import Table
from desktop_app.services import writing
from desktop_app.services.import_plan import How, ImportPlan
from desktop_app.services.importing import basis_of
from desktop_app.services.list_work import Work, cells_of, doubt, refused_row, settle
from desktop_app.services.reading import Writer
from desktop_app.services.steps import Steps
from desktop_app.storage import queries
from desktop_app.storage.record import Act
from desktop_app.storage.tables import Row

SEVERAL = Words(
    "Raden kan vara någon av flera i registret: {names}.",
    "The row may be any of several in the register: {names}.",
)
TWICE = Words(
    "Samma som rad {row} i filen, men med andra uppgifter.",
    "The same as row {row} of the file, but with other values.",
)
REPEATED = Words("Upprepar rad {row} i filen.", "Repeats row {row} of the file.")
ADDED = Words(
    "Skapas också, eftersom de inte fanns: {names}.",
    "Made too, since they were not there: {names}.",
)
NO_TARGET = Words(
    "”{text}” finns inte i registret, så kopplingen görs inte.",
    "“{text}” is not in the register, so it is not linked.",
)
EACH = 2
"""Steps of a row: it is read, and it is judged."""

NOTE = "note"
NEW_KIND = "other"
ADDABLE = "organisation"
"""Rows that a list may name and that are then made: a person's organisation."""


def plan_list(
    how: How,
    table: Table,
    entity: str | None,
    mapping: Mapping[str, str],
    remarks: Sequence[Words] = (),
) -> ImportPlan:
    """Plan taking in a list; raise `Refused` if its columns are not understood."""
    context = how.register.context()
    listings = understand(table, entity, mapping, context)
    steps = Steps(how.progress, lambda: EACH * sum(len(each.rows) for each in listings))
    works: list[Work] = []
    said = [*remarks, *table.remarks]
    for listing in listings:
        writer = Writer(how.register, how.language)
        work = Work(how.register, listing.entity, context, writer, listing.columns)
        _know(work)
        _judge(work, listing, steps)
        works.append(work)
        said.extend(listing.remarks)
    return _plan(how, said, works)


def _know(work: Work) -> None:
    """Note what identifies the rows there are."""
    for row in queries.titles_of(work.register.db.conn, work.entity).values():
        for identity in identities(work.entity, row.values):
            work.known.setdefault(identity, []).append(row)


def _judge(work: Work, listing: Listing, steps: Steps) -> None:
    listed = list(steps.through(read_rows(listing, work.context)))
    cells = dict(listing.rows)
    ids = _ids(work, [row for row in listed if not row.refused])
    for row in steps.through(listed):
        work.problems.extend(row.problems)
        if row.refused:
            work.refused.append(refused_row(listing, row, cells[row.row_number]))
            settle(work, listing, row.row_number, "", row.values, "refused")
            continue
        values = _with_links(work, listing, row, ids)
        _judge_row(work, listing, row.row_number, values, ids[_name(work, row.values)])


def _ids(work: Work, listed: Sequence[ListedRow]) -> dict[str, str]:
    """Return the id of the row of each name, '' where different rows have it: none is meant."""
    first: dict[str, Mapping[str, Value]] = {}
    ids: dict[str, str] = {}
    for row in listed:
        name = _name(work, row.values)
        if name not in first:
            first[name], ids[name] = row.values, str(uuid4())
        elif not are_one(work.entity, row.values, first[name]):
            ids[name] = ""
    return ids


def _name(work: Work, values: Mapping[str, Value]) -> str:
    return title(work.entity, values, Titles(lambda _entity, _row: None)).casefold()


def _with_links(
    work: Work, listing: Listing, row: ListedRow, ids: Mapping[str, str]
) -> dict[str, Value]:
    """Return a row's values with the rows its texts name: of the register, of the list, or new."""
    values = dict(row.values)
    for name, text in row.links.items():
        kind = work.entity.by_name[name].kind
        target = kind.entity if isinstance(kind, Link) else ""
        found = _target(work, target, text, ids)
        if found is None:
            label = work.entity.by_name[name].label
            column = label.into(work.context.language)
            reason = NO_TARGET.fill(text=text)
            work.problems.append(Problem(listing.sheet, row.row_number, column, text, reason))
            _keep_in_note(work, values, f"{column}: {text}")
        else:
            values[name] = found
    return values


def _keep_in_note(work: Work, values: dict[str, Value], line: str) -> None:
    if NOTE in work.entity.by_name:
        old = values.get(NOTE)
        values[NOTE] = f"{old}\n{line}" if old else line


def _target(work: Work, target: str, text: str, ids: Mapping[str, str]) -> str | None:
    """Return the row that a text names; an organisation nobody knows is added once."""
    key = (target, text.casefold())
    if key not in work.named:
        work.named[key] = work.register.named(CATALOGUE[target], text)
    found = work.named[key]
    if len(found) == 1:
        return found[0]
    if target == work.entity.name and text.casefold() in ids:
        return ids[text.casefold()] or None
    if found or target != ADDABLE:
        return None
    values: dict[str, Value] = {"name": text, "kind": NEW_KIND}
    id_ = work.added.setdefault(text.casefold(), (str(uuid4()), values))[0]
    work.names.setdefault(id_, text)
    return id_


def _judge_row(
    work: Work, listing: Listing, number: int, values: dict[str, Value], id_: str
) -> None:
    """Find what becomes of one row: known, new, or several it might be."""
    matches = _matches(work, values)
    earlier = _earlier(work, values)
    for identity in identities(work.entity, values):
        work.seen.setdefault(identity, []).append((number, values))
    if earlier is not None:
        _judge_repeated(work, listing, number, values, earlier)
    elif len(matches) > 1:
        names = [row.id[:8] for row in matches]
        doubt(work, listing, number, values, "several", SEVERAL.fill(names=names))
    elif matches:
        _judge_known(work, listing, number, values, matches[0])
    elif error := _error(work, values):
        work.problems.append(Problem(listing.sheet, number, "", "", error))
        settle(work, listing, number, "", values, "refused")
    else:
        id_ = id_ if id_ and id_ not in work.taken else str(uuid4())
        work.taken.add(id_)
        work.creates.append((id_, values))
        settle(work, listing, number, id_, values, "new", cells_of(work, {}, values))


def _matches(work: Work, values: Mapping[str, Value]) -> list[Row]:
    """Return the rows of the register that a row of the list is, by its most trusted identity."""
    for identity in identities(work.entity, values):
        found = work.known.get(identity, ())
        if same := [row for row in found if are_one(work.entity, values, row.values)]:
            return same
    return []


def _earlier(work: Work, values: Mapping[str, Value]) -> tuple[int, dict[str, Value]] | None:
    """Return the earlier row of the list that this one repeats."""
    for identity in identities(work.entity, values):
        for number, other in work.seen.get(identity, ()):
            if are_one(work.entity, values, other):
                return number, other
    return None


def _error(work: Work, values: Mapping[str, Value]) -> Words | None:
    """Return what a rule says against a new row."""
    today = work.register.clock().date()
    return next((finding.words for finding in errors(work.entity, values, today)), None)


def _judge_repeated(
    work: Work,
    listing: Listing,
    number: int,
    values: dict[str, Value],
    earlier: tuple[int, dict[str, Value]],
) -> None:
    row, first = earlier
    if values == first:
        reason = REPEATED.fill(row=row)
        work.problems.append(Problem(listing.sheet, number, "", "", reason))
        settle(work, listing, number, "", values, "unchanged")
    else:
        doubt(work, listing, number, values, "repeated", TWICE.fill(row=row))


def _judge_known(
    work: Work, listing: Listing, number: int, values: dict[str, Value], row: Row
) -> None:
    new = {
        name: _joined(work.entity, name, row.values.get(name), value)
        for name, value in values.items()
    }
    changed = {name: value for name, value in new.items() if value != row.values.get(name)}
    if not changed:
        settle(work, listing, number, row.id, row.values, "unchanged")
    elif error := _error(work, {**row.values, **changed}):
        work.problems.append(Problem(listing.sheet, number, "", "", error))
        settle(work, listing, number, row.id, row.values, "refused")
    else:
        work.changes.append((row.id, changed))
        cells = cells_of(work, row.values, changed)
        settle(work, listing, number, row.id, row.values, "changed", cells)


def _joined(entity: Entity, name: str, old: Value, new: Value) -> Value:
    """Return what a field becomes: sets and notes gain, other fields take the list's value."""
    if old is None or old == new:
        return new
    if entity.by_name[name].kind.many and isinstance(old, list) and isinstance(new, list):
        return sorted({*old, *new})
    if name == NOTE:
        lines = str(old).splitlines()
        return "\n".join([*lines, *(ln for ln in str(new).splitlines() if ln not in lines)])
    return new


def _plan(how: How, remarks: Sequence[Words], works: Sequence[Work]) -> ImportPlan:
    added = [str(values["name"]) for work in works for _id, values in work.added.values()]
    more = [ADDED.fill(names=added)] if added else []
    return ImportPlan(
        how.path,
        "list",
        [outcome for work in works for outcome in work.outcomes],
        [problem for work in works for problem in work.problems],
        [*remarks, *more],
        partial(_write, works),
        sum(len(w.added) + len(w.creates) + len(w.changes) for w in works),
        basis_of(how.register),
        columns=[column for work in works for column in work.columns],
        doubts=[doubt for work in works for doubt in work.doubts],
        refused_rows=[row for work in works for row in work.refused],
    )


def _write(works: Sequence[Work], act: Act, steps: Steps) -> None:
    for work in works:
        for id_, values in steps.through(work.added.values()):
            writing.create(act, CATALOGUE[ADDABLE], id_, values)
        for id_, values in steps.through(work.creates):
            writing.create(act, work.entity, id_, values)
        for id_, values in steps.through(work.changes):
            writing.change(act, work.entity, id_, values)
