"""Reading a register: lists, one row with all that ties to it, history, conflicts, facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.edits import Edit, Json, Shown, show
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.folding import Query, Term, fold, parse_query
from desktop_app.domain.kinds import Context, Link, Links, Value
from desktop_app.domain.problems import Refused
from desktop_app.domain.rules import Finding, judge
from desktop_app.domain.titles import Titles
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.services import imported
from desktop_app.services.dossier import case_of
from desktop_app.services.register import Register, field_named
from desktop_app.services.undoing import undone_actions
from desktop_app.services.writing import parse_value
from desktop_app.storage import everywhere, past, queries
from desktop_app.storage.past import RecordedAction
from desktop_app.storage.redirects import Redirects
from desktop_app.storage.tables import FLAGGED, Row, fetch

NO_SUCH_FIELD = Words(
    "Det finns inget fält ”{name}” att söka i.", "There is no field “{name}” to search in."
)
NOT_RECEIVED = Words("(ännu inte mottagen)", "(not received yet)")


class Writer:
    """Writes values for people: labels of codes, names of linked rows."""

    def __init__(self, register: Register, language: str) -> None:
        """Keep the register's lists and names."""
        self.context: Context = register.context(language)
        self.titles: Titles = register.titles()
        self.language = language

    def text(self, field: Field, value: Value) -> str:
        """Return a value as people read it, '' when empty."""
        if value is None:
            return ""
        if isinstance(field.kind, Link):
            return self._name(field.kind.entity, str(value))
        if isinstance(field.kind, Links) and isinstance(value, list):
            target = field.kind.entity
            return "; ".join(self._name(target, row) for row in value)
        return field.kind.write(value, self.context)

    def texts(self, entity: Entity, values: Mapping[str, Value]) -> dict[str, str]:
        """Return the filled fields of a row as people read them, in order."""
        return {
            field.name: self.text(field, values[field.name])
            for field in entity
            if values.get(field.name) is not None
        }

    def title(self, row: Row) -> str:
        """Return what a row is called, with labels instead of codes."""
        entity = CATALOGUE[row.entity]
        texts = (self.text(entity.by_name[n], row.values.get(n)) for n in entity.title)
        return " ".join(text for text in texts if text)

    def _name(self, entity: str, row: str) -> str:
        return self.titles.of(entity, row) or NOT_RECEIVED.into(self.language)


@dataclass(frozen=True, slots=True)
class Listing:
    """What is asked for of an entity.

    Attributes:
        search: Words, phrases and ``field:value``.
        where: Fields with the values they must have; `import` with the id of one shows its rows.
        limit: How many rows at the most, None for all.
    """

    search: str = ""
    where: tuple[tuple[str, str], ...] = ()
    limit: int | None = None


def list_rows(
    register: Register, entity: Entity, wanted: Listing, language: str = "sv"
) -> Iterator[Row]:
    """Go through the rows that are asked for, in display order; raise `Refused`, `Invalid`."""
    query = parse_query(wanted.search)
    tests: list[Callable[[Row], bool]] = [
        _term_test(register, entity, term) for term in query.terms if term.field
    ]
    if wanted.where:
        tests += _equalities(register, entity, wanted.where)
    rows = queries.rows(register.db.conn, entity, query, language)
    if tests:
        rows = (row for row in rows if all(test(row) for test in tests))
    return islice(rows, wanted.limit)


def _term_test(register: Register, entity: Entity, term: Term) -> Callable[[Row], bool]:
    if imported.is_meant(term):
        return imported.test_of(register, entity, imported.found_by(register, term))
    return field_test(register, entity, term)


def _equalities(
    register: Register, entity: Entity, where: Sequence[tuple[str, str]]
) -> Iterator[Callable[[Row], bool]]:
    context = register.context()
    for name, text in where:
        if name == imported.IMPORT:
            yield imported.test_of(register, entity, [imported.named(register, text).seq])
            continue
        field = field_named(entity, name)
        yield _Equals(field, parse_value(register, field, text, context))


class _Equals:
    """Whether a field has a value; a set, whether it holds all of them."""

    def __init__(self, field: Field, value: Value) -> None:
        self._name, self._value = field.name, value

    def __call__(self, row: Row) -> bool:
        found = row.values.get(self._name)
        if isinstance(found, list) and isinstance(self._value, list):
            return set(self._value) <= set(found)
        return found == self._value


class FieldTest:
    """Whether a field's text, in either language, holds the words as beginnings, or the phrase.

    Attributes:
        field: The field.
    """

    def __init__(self, field: Field, term: Term, writers: Sequence[Writer]) -> None:
        """Keep what is sought, and what writes values in each language."""
        self.field, self._writers = field, writers
        self._sought = " " + " ".join(term.words) + (" " if term.phrase else "")

    def __call__(self, row: Row) -> bool:
        """Tell whether a row fits."""
        return self.fits(row.values.get(self.field.name))

    def fits(self, value: Value) -> bool:
        """Tell whether a value of the field fits."""
        if value is None:
            return False
        texts = [writer.text(self.field, value) for writer in self._writers]
        texts.append("" if isinstance(value, list) else str(value))
        return any(self._sought in f" {fold(text)} " for text in texts)


def field_test(register: Register, entity: Entity, term: Term) -> FieldTest:
    """Return the test of a ``field:value`` term; the field by its name or its label."""
    wanted = term.field or ""
    for field in entity:
        labels = (fold(field.label.into(each)) for each in LANGUAGES)
        if wanted == field.name or fold(wanted) in labels:
            return FieldTest(field, term, [Writer(register, each) for each in LANGUAGES])
    field_named(entity, term.field or "")
    raise Refused(NO_SUCH_FIELD.fill(name=term.field))


HOUSEHOLD = ("delivery", "setting", "distinct", "list_item")
SOUGHT = tuple(e for e in CATALOGUE.values() if not e.owners and e.name not in HOUSEHOLD)
"""What is searched for people: parts are found by the rows they belong to."""


def find_anywhere(
    register: Register, text: str, limit: int = 10, entities: Sequence[Entity] = SOUGHT
) -> Iterator[tuple[Entity, list[Row]]]:
    """Go through the entities that have hits for what is typed, with their first rows."""
    query = Query(tuple(term for term in parse_query(text).terms if not term.field))
    conn = register.db.conn
    if not query.terms:
        return
    found = everywhere.first_hits(conn, query, [entity.name for entity in entities], limit)
    for entity in entities:
        ids = found.get(entity.name, [])
        rows = fetch(conn, entity, ids)
        if ids:
            yield entity, [rows[id_] for id_ in ids]


@dataclass(frozen=True, slots=True)
class Card:
    """One row with all that ties to it.

    Attributes:
        row: The row.
        title: What it is called.
        parts: Its parts by entity.
        links: The rows that point to it: entity, field and row.
        conflicts: For each field with different values: the values with who wrote them.
        findings: What the rules say of it.
    """

    row: Row
    title: str
    parts: Mapping[str, Sequence[Row]]
    links: Sequence[tuple[Entity, str, Row]]
    conflicts: Mapping[str, Sequence[Claim]]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Claim:
    """A value somebody wrote.

    Attributes:
        value: The value of a field.
        who: Who wrote it.
        at: When.
        source: The file it came from, None if it was written here.
        eid: The edit.
        current: Whether it is shown now.
    """

    value: Json
    who: str | None
    at: str
    source: str | None
    eid: str
    current: bool


def card(register: Register, entity: Entity, id_: str) -> Card:
    """Return a row with its parts, what points to it, and its conflicts; raise `Refused`."""
    row = register.row(entity, id_)
    parts: dict[str, list[Row]] = {}
    links: list[tuple[Entity, str, Row]] = []
    owned = {(part.name, link.name) for part, link in parts_of(entity)}
    found = list(queries.referring(register.db.conn, entity, [row.id]))
    for _target, other, field, source in found:
        linked = queries.row(register.db.conn, other, source)
        if linked is None:
            continue
        if (other.name, field) in owned:
            parts.setdefault(other.name, []).append(linked)
        else:
            links.append((other, field, linked))
    return Card(
        row,
        Writer(register, "sv").title(row),
        parts,
        links,
        conflicts_of(register, entity, row),
        judge(case_of(register, row), register.context()),
    )


def conflicts_of(register: Register, entity: Entity, row: Row) -> dict[str, list[Claim]]:
    """Return the differing values of a row's fields, the shown one first."""
    if not row.conflicts:
        return {}
    history = field_history(register, entity, row.id)
    found: dict[str, list[Claim]] = {}
    for key in row.conflicts:
        for member in entity.members(key):
            claims = [claim for claim in history.get(member.name, ()) if claim.current]
            if len({str(claim.value) for claim in claims}) > 1:
                found[member.name] = claims
    return found


def field_history(register: Register, entity: Entity, id_: str) -> dict[str, list[Claim]]:
    """Return what was ever written in each field of a row, newest first."""
    conn = register.db.conn
    ways = Redirects(conn)
    entries = past.edits_with_actions(conn, [id_, *ways.members(id_)])
    own = [edit for edit, _action in entries if edit.row == id_]
    view = show(entity, ways.edits(entity, id_, own))
    current = {(key, head.eid) for key, heads in view.heads.items() for head in heads}
    found: dict[str, list[Claim]] = {}
    for edit, action in reversed(entries):
        for name, value in _written(entity, edit):
            key = entity.by_name[name].key if name in entity.by_name else name
            live = (key, edit.eid) in current or key in entity.sets
            found.setdefault(name, []).append(
                Claim(value, action.who, action.at, action.source, edit.eid, live)
            )
    return {name: _shown_first(view, name, claims) for name, claims in found.items()}


def _shown_first(view: Shown, name: str, claims: list[Claim]) -> list[Claim]:
    key = view.entity.by_name[name].key if name in view.entity.by_name else name
    heads = view.heads.get(key, ())
    shown = heads[0].eid if heads else ""
    return sorted(claims, key=lambda claim: claim.eid != shown)


def _written(entity: Entity, edit: Edit) -> Iterator[tuple[str, Json]]:
    for key, value in edit.fields.items():
        if key in entity.units and isinstance(value, dict):
            yield from value.items()
        else:
            yield key, value


def conflicts(register: Register) -> Iterator[tuple[Row, dict[str, list[Claim]]]]:
    """Go through the rows with differing values, and those deleted here and changed there."""
    for row in queries.in_conflict(register.db.conn):
        yield row, conflicts_of(register, CATALOGUE[row.entity], row)
    for row in queries.flagged(register.db.conn):
        if row.state == FLAGGED and not row.conflicts:
            yield row, {}


def history(
    register: Register, *, limit: int | None = None
) -> Iterator[tuple[RecordedAction, bool]]:
    """Go through what was done, newest first, each with whether it is undone."""
    undone = undone_actions(register)
    for action in islice(past.actions(register.db.conn), limit):
        yield action, action.id in undone


def row_history(register: Register, id_: str) -> list[RecordedAction]:
    """Return the actions that touched a row, newest first."""
    conn = register.db.conn
    entries = past.edits_with_actions(conn, [id_, *Redirects(conn).members(id_)])
    found = {action.seq: action for _edit, action in entries}
    return [found[seq] for seq in sorted(found, reverse=True)]
