"""One row at a time: its parts, what the rules say of it, what was written in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.domain.edits import DELETED, Edit, Json
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Date, Time, Value, Year
from desktop_app.domain.rules import Finding, judge
from desktop_app.services.dossier import case_of
from desktop_app.services.register import Register
from desktop_app.storage import past, queries, ties
from desktop_app.storage.past import RecordedAction
from desktop_app.storage.redirects import Redirects
from desktop_app.storage.tables import GONE, Row, fetch

__all__ = ["Entry", "Written", "find_row", "findings", "is_deleted", "parts", "story"]

EVERY = 1_000_000
"""More parts than a row can have in practice."""
NEWEST_FIRST = ("fee", "review", "activity")
"""Parts that are looked back on; the others are looked forward to."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an action wrote in one field.

    Attributes:
        field: The field.
        old: What stood there before; of a set, what was removed.
        new: What stands there after it; of a set, what was added.
    """

    field: Field
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Entry:
    """One action in the history of a row.

    Attributes:
        action: The action.
        written: What it wrote.
        created: Whether it made the row.
        deleted: Whether it deleted the row (True) or brought it back (False).
    """

    action: RecordedAction
    written: tuple[Written, ...] = field(default=())
    created: bool = False
    deleted: bool | None = None


def find_row(register: Register, entity: Entity, id_: str) -> Row | None:
    """Return a row by its whole id, whatever its state; None where there is none."""
    return queries.row(register.db.conn, entity, id_)


def is_deleted(row: Row) -> bool:
    """Tell whether a row lies in the trash."""
    return row.state == GONE


def parts(register: Register, part: Entity, link: Field, owner: str) -> list[Row]:
    """Return the parts of a row of one kind, by date or year, else by title."""
    conn = register.db.conn
    _count, ids = ties.pointing(conn, part, link, owner, EVERY)
    found = fetch(conn, part, ids)
    rows = [found[id_] for id_ in ids if id_ in found]
    when = [each.name for each in part if isinstance(each.kind, (Date, Time, Year))]
    dated = [row for row in rows if _when(row, when)]
    dated.sort(key=lambda row: _when(row, when), reverse=part.name in NEWEST_FIRST)
    return [*dated, *(row for row in rows if not _when(row, when))]


def _when(row: Row, names: Sequence[str]) -> tuple[str, ...]:
    """Return when a part is: the first of its dates that is set, and what comes after it."""
    found = tuple(str(row.values.get(name) or "") for name in names)
    return found if any(found) else ()


def findings(register: Register, row: Row) -> list[Finding]:
    """Return what the rules say of a row as it stands."""
    return judge(case_of(register, row), register.context())


def story(register: Register, entity: Entity, id_: str) -> list[Entry]:
    """Return what was ever done with a row, newest first."""
    entries: dict[int, Entry] = {}
    known: dict[str, Edit] = {}
    conn = register.db.conn
    rows = [id_, *Redirects(conn).members(id_)]
    for edit, action in past.edits_with_actions(conn, rows):
        known[edit.eid] = edit
        so_far = entries.get(action.seq, Entry(action))
        entries[action.seq] = _with(so_far, entity, id_, edit, known)
    return [entries[seq] for seq in sorted(entries, reverse=True)]


def _with(entry: Entry, entity: Entity, row: str, edit: Edit, known: Mapping[str, Edit]) -> Entry:
    deleted = edit.fields.get(DELETED)
    written = [*entry.written, *_written(entity, edit, known)]
    return replace(
        entry,
        written=tuple(sorted(written, key=lambda each: entity.fields.index(each.field))),
        created=entry.created or (edit.parents is None and edit.row == row),
        deleted=entry.deleted if deleted is None or edit.row != row else bool(deleted),
    )


def _written(entity: Entity, edit: Edit, known: Mapping[str, Edit]) -> Iterator[Written]:
    for key, new in edit.fields.items():
        if key in entity.sets:
            removed, added = list(edit.removes(key)), list(edit.adds(key))
            yield Written(entity.by_name[key], removed or None, added or None)
            continue
        old = _before(edit, key, known)
        for member in entity.members(key):
            before, after = _of(member, key, old), _of(member, key, new)
            if before != after:
                yield Written(member, before, after)


def _before(edit: Edit, key: str, known: Mapping[str, Edit]) -> Json:
    """Return the value of a key in the edit that this one took the place of."""
    for eid in edit.names(key):
        if eid in known and key in known[eid].fields:
            return known[eid].fields[key]
    return None


def _of(member: Field, key: str, value: Json) -> Value:
    """Return a field's value in the value of its key, which may be a unit."""
    if member.name != key and isinstance(value, dict):
        value = value.get(member.name)
    return value if isinstance(value, (str, int, bool)) else None
