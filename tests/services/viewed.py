"""What a list of the window should show: evaluated row by row, in the plainest way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.collation import collation_key
from desktop_app.domain.fields import Field
from desktop_app.domain.folding import parse_query
from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Country,
    Flag,
    Integer,
    Kind,
    Languages,
    Link,
    Links,
    Note,
    Reference,
    Tags,
    Text,
    Value,
    Year,
)
from desktop_app.domain.titles import findable, sort_key
from desktop_app.services.reading import Listing, Writer, field_test, list_rows
from desktop_app.services.register import Register
from desktop_app.services.viewing import NAME, View
from desktop_app.storage import queries
from desktop_app.storage.tables import GONE, Row

NUMBERS: tuple[type[Kind], ...] = (Amount, Integer, Year)
READ: tuple[type[Kind], ...] = (Country, Languages, Note, Reference, Tags, Text)
BEGINNING = 40


def expected(register: Register, view: View) -> list[str]:
    """Return the ids that a view shows, in order."""
    rows = _gone(register, view) if view.gone else _in_view(register, view)
    rows = [row for row in rows if all(_has(row, view, *each) for each in view.filters)]
    own = {row.id: place for place, row in enumerate(rows)}
    for name, down in reversed(view.sort):
        if name == NAME:
            rows.sort(key=lambda row: own[row.id], reverse=down)
            continue
        filled = [row for row in rows if row.values.get(name) is not None]
        empty = [row for row in rows if row.values.get(name) is None]
        key = _key(register, view.entity.by_name[name], view.language)
        filled.sort(key=lambda row, name=name, key=key: key(row.values[name]), reverse=down)  # type: ignore[misc]
        rows = filled + empty
    return [row.id for row in rows]


def _in_view(register: Register, view: View) -> list[Row]:
    return list(list_rows(register, view.entity, Listing(view.search)))


def _gone(register: Register, view: View) -> list[Row]:
    titles, entity = register.titles(), view.entity
    rows = [row for row in queries.all_rows(register.db.conn, entity) if row.state == GONE]
    rows.sort(key=lambda row: (sort_key(entity, row.values, titles), row.id))
    for term in parse_query(view.search).terms:
        if term.field:
            rows = list(filter(field_test(register, entity, term), rows))
            continue
        sought = " " + " ".join(term.words) + (" " if term.phrase else "")
        rows = [row for row in rows if sought in f" {findable(entity, row.values, titles)} "]
    return rows


def _has(row: Row, view: View, name: str, wanted: tuple[str, ...]) -> bool:
    value = row.values.get(name)
    if isinstance(view.entity.by_name[name].kind, Flag):
        return ("true" if value else "") in wanted
    if value is None:
        return "" in wanted
    return bool({str(each) for each in (value if isinstance(value, list) else [value])} & {*wanted})


def _key(  # noqa: PLR0911 — one for each sort of kind
    register: Register, field: Field, language: str
) -> Callable[[Value], object]:
    kind, writer = field.kind, Writer(register, language)
    if isinstance(kind, NUMBERS):
        return lambda value: Decimal(str(value))
    if isinstance(kind, Note):
        return lambda value: collation_key(str(value)[:BEGINNING], "sv")
    if isinstance(kind, READ):
        return lambda value: collation_key(writer.text(field, value), "sv")
    if isinstance(kind, Flag):
        return lambda value: not value
    if isinstance(kind, Choice | Choices):
        return lambda value: [_chosen(register, kind, code, language) for code in _each(value)]
    if isinstance(kind, Link | Links):
        return lambda value: [_linked(register, kind, id_) for id_ in _each(value)]
    return lambda value: str(value).lower()


def _each(value: Value) -> list[str]:
    return value if isinstance(value, list) else [str(value)]


def _chosen(
    register: Register, kind: Choice | Choices, code: str, language: str
) -> tuple[int, str]:
    codes = list(register.lists().codes(kind.pick_list))
    if code in codes:
        return codes.index(code), ""
    label = register.lists().label(kind.pick_list, code, language)
    return len(codes), collation_key(label, "sv")


def _linked(register: Register, kind: Link | Links, id_: str) -> tuple[bool, str]:
    entity = CATALOGUE[kind.entity]
    row = queries.row(register.db.conn, entity, id_)
    values: Mapping[str, Value] = {} if row is None else row.values
    return row is None, sort_key(entity, values, register.titles())
