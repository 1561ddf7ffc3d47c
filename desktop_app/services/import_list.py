"""Taking in a list that is not ours: columns recognised, rows matched, nothing dropped unsaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Json
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.identity import Identity, are_one, identities
from desktop_app.domain.kinds import Context, Link, Value
from desktop_app.domain.rules import errors
from desktop_app.domain.titles import Titles, title
from desktop_app.domain.words import Words
from desktop_app.exchange.foreign import ListedRow, Listing, read_rows, understand
from desktop_app.exchange.reader import Table
from desktop_app.services import writing
from desktop_app.services.importing import (
    Category,
    CellChange,
    Doubt,
    ImportPlan,
    LazyCells,
    Outcome,
    Problem,
    RefusedRow,
)
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
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
NOTE = "note"
NEW_KIND = "other"
ADDABLE = "organisation"
"""Rows that a list may name and that are then made: a person's organisation."""


@dataclass(slots=True)
class _Work:
    """What is collected while the rows of a list are judged."""

    register: Register
    entity: Entity
    context: Context
    writer: Writer
    columns: list[tuple[str, str]]
    known: dict[Identity, list[Row]] = field(default_factory=dict)
    named: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    seen: dict[Identity, list[tuple[int, dict[str, Value]]]] = field(default_factory=dict)
    added: dict[str, tuple[str, dict[str, Value]]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    creates: list[tuple[str, dict[str, Value]]] = field(default_factory=list)
    changes: list[tuple[str, dict[str, Value]]] = field(default_factory=list)

    def text(self, field: Field, value: Value) -> str:
        """Return a value for the preview; a row made with the list by its own name."""
        if isinstance(field.kind, Link) and value in self.names:
            return self.names[str(value)]
        return self.writer.text(field, value)

    @property
    def names(self) -> dict[str, str]:
        """Return the names of the organisations that are added."""
        return {id_: str(values["name"]) for id_, values in self.added.values()}


def plan_list(  # noqa: PLR0913, PLR0917 — what is taken in, and how
    register: Register,
    path: Path,
    table: Table,
    entity: str | None,
    mapping: Mapping[str, str],
    remarks: Sequence[Words] = (),
) -> ImportPlan:
    """Plan taking in a list; raise `Refused` if its columns are not understood."""
    context = register.context()
    works: list[_Work] = []
    said = [*remarks, *table.remarks]
    for listing in understand(table, entity, mapping, context):
        columns = [(column.heading, column.field or "") for column in listing.columns]
        work = _Work(register, listing.entity, context, Writer(register, "sv"), columns)
        _know(work)
        _judge(work, listing)
        works.append(work)
        said.extend(listing.remarks)
    return _plan(register, path, said, works)


def _know(work: _Work) -> None:
    """Note what identifies the rows there are."""
    for row in queries.titles_of(work.register.db.conn, work.entity).values():
        for identity in identities(work.entity, row.values):
            work.known.setdefault(identity, []).append(row)


def _judge(work: _Work, listing: Listing) -> None:
    listed = list(read_rows(listing, work.context))
    ids = {_name(work, row.values): str(uuid4()) for row in listed if not row.refused}
    for row in listed:
        work.problems.extend(
            Problem(p.sheet, p.row, p.column, p.value, p.reason) for p in row.problems
        )
        if row.refused:
            work.refused.append(_refused_row(listing, row))
            _settle(work, listing, row.row_number, "", row.values, "refused")
            continue
        values = _with_links(work, listing, row, ids)
        _judge_row(work, listing, row.row_number, values, ids[_name(work, row.values)])


def _name(work: _Work, values: Mapping[str, Value]) -> str:
    return title(work.entity, values, Titles(lambda _entity, _row: None)).casefold()


def _refused_row(listing: Listing, row: ListedRow) -> RefusedRow:
    """Return a row's cells as texts by heading, and why it is refused."""
    cells = next(cells for number, cells in listing.rows if number == row.row_number)
    texts = {
        column.heading: "" if cells[column.index] is None else str(cells[column.index])
        for column in listing.columns
        if column.index < len(cells)
    }
    return texts, tuple(problem.reason for problem in row.problems)


def _with_links(
    work: _Work, listing: Listing, row: ListedRow, ids: Mapping[str, str]
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


def _keep_in_note(work: _Work, values: dict[str, Value], line: str) -> None:
    if NOTE in work.entity.by_name:
        old = values.get(NOTE)
        values[NOTE] = f"{old}\n{line}" if old else line


def _target(work: _Work, target: str, text: str, ids: Mapping[str, str]) -> str | None:
    """Return the row that a text names; an organisation nobody knows is added once."""
    key = (target, text.casefold())
    if key not in work.named:
        work.named[key] = work.register.named(CATALOGUE[target], text)
    found = work.named[key]
    if len(found) == 1:
        return found[0]
    if target == work.entity.name and text.casefold() in ids:
        return ids[text.casefold()]
    if found or target != ADDABLE:
        return None
    values: dict[str, Value] = {"name": text, "kind": NEW_KIND}
    return work.added.setdefault(text.casefold(), (str(uuid4()), values))[0]


def _judge_row(
    work: _Work, listing: Listing, number: int, values: dict[str, Value], id_: str
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
        _doubt(work, listing, number, values, "several", SEVERAL.fill(names=names))
    elif matches:
        _judge_known(work, listing, number, values, matches[0])
    elif error := _error(work, values):
        work.problems.append(Problem(listing.sheet, number, "", "", error))
        _settle(work, listing, number, "", values, "refused")
    else:
        work.creates.append((id_, values))
        _settle(work, listing, number, id_, values, "new", _cells(work, {}, values))


def _matches(work: _Work, values: Mapping[str, Value]) -> list[Row]:
    """Return the rows of the register that a row of the list is, by its most trusted identity."""
    for identity in identities(work.entity, values):
        found = work.known.get(identity, ())
        if same := [row for row in found if are_one(work.entity, values, row.values)]:
            return same
    return []


def _earlier(work: _Work, values: Mapping[str, Value]) -> tuple[int, dict[str, Value]] | None:
    """Return the earlier row of the list that this one repeats."""
    for identity in identities(work.entity, values):
        for number, other in work.seen.get(identity, ()):
            if are_one(work.entity, values, other):
                return number, other
    return None


def _error(work: _Work, values: Mapping[str, Value]) -> Words | None:
    """Return what a rule says against a new row."""
    today = work.register.clock().date()
    return next((finding.words for finding in errors(work.entity, values, today)), None)


def _judge_repeated(
    work: _Work,
    listing: Listing,
    number: int,
    values: dict[str, Value],
    earlier: tuple[int, dict[str, Value]],
) -> None:
    row, first = earlier
    if values == first:
        reason = REPEATED.fill(row=row)
        work.problems.append(Problem(listing.sheet, number, "", "", reason))
        _settle(work, listing, number, "", values, "unchanged")
    else:
        _doubt(work, listing, number, values, "repeated", TWICE.fill(row=row))


def _judge_known(
    work: _Work, listing: Listing, number: int, values: dict[str, Value], row: Row
) -> None:
    new = {
        name: _joined(work.entity, name, row.values.get(name), value)
        for name, value in values.items()
    }
    changed = {name: value for name, value in new.items() if value != row.values.get(name)}
    if not changed:
        _settle(work, listing, number, row.id, row.values, "unchanged")
    elif error := _error(work, {**row.values, **changed}):
        work.problems.append(Problem(listing.sheet, number, "", "", error))
        _settle(work, listing, number, row.id, row.values, "refused")
    else:
        work.changes.append((row.id, changed))
        cells = _cells(work, row.values, changed)
        _settle(work, listing, number, row.id, row.values, "changed", cells)


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


def _doubt(  # noqa: PLR0913, PLR0917 — what a doubt is made of
    work: _Work, listing: Listing, number: int, values: dict[str, Value], kind: str, reason: Words
) -> None:
    work.problems.append(Problem(listing.sheet, number, "", "", reason))
    about: dict[str, Json] = {
        "sheet": listing.sheet,
        "row": number,
        "entity": work.entity.name,
        "reason": {"sv": reason.into("sv"), "en": reason.into("en")},
        "values": {name: list(v) if isinstance(v, list) else v for name, v in values.items()},
    }
    work.doubts.append(Doubt(kind, about))
    _settle(work, listing, number, "", values, "doubts")


def _cells(work: _Work, old: Mapping[str, Value], new: Mapping[str, Value]) -> LazyCells:
    def make() -> tuple[CellChange, ...]:
        return tuple(
            CellChange(field.label, work.text(field, old.get(field.name)), work.text(field, value))
            for field in work.entity
            if (value := new.get(field.name)) is not None
        )

    return LazyCells(make)


def _settle(  # noqa: PLR0913, PLR0917 — an outcome is what it is
    work: _Work,
    listing: Listing,
    number: int,
    id_: str,
    values: Mapping[str, Value],
    category: Category,
    cells: Sequence[CellChange] = (),
) -> None:
    name = title(work.entity, values, work.writer.titles)
    outcome = Outcome(listing.sheet, number, work.entity.name, id_, name, category, cells)
    work.outcomes.append(outcome)


def _plan(
    register: Register, path: Path, remarks: Sequence[Words], works: Sequence[_Work]
) -> ImportPlan:
    added = [str(values["name"]) for work in works for _id, values in work.added.values()]
    more = [ADDED.fill(names=added)] if added else []

    def write(act: Act) -> None:
        for work in works:
            for id_, values in work.added.values():
                writing.create(act, CATALOGUE[ADDABLE], id_, values)
            for id_, values in work.creates:
                writing.create(act, work.entity, id_, values)
            for id_, values in work.changes:
                writing.change(act, work.entity, id_, values)

    return ImportPlan(
        path,
        "list",
        [outcome for work in works for outcome in work.outcomes],
        [problem for work in works for problem in work.problems],
        [*remarks, *more],
        write,
        queries.newest_edit(register.db.conn),
        columns=[column for work in works for column in work.columns],
        doubts=[doubt for work in works for doubt in work.doubts],
        refused_rows=[row for work in works for row in work.refused],
    )
