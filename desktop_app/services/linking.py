"""Finding the row a link is to point to, telling rows of one name apart, and what points to one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from desktop_app.domain.catalogue import CATALOGUE, links, links_to
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.folding import Query, parse_query
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.storage import queries, search, ties
from desktop_app.storage.tables import Row, fetch

ATTACHMENT = CATALOGUE["attachment"]

__all__ = ["backlinks", "owner_of", "second_line", "suggest"]

APART: Mapping[str, tuple[str, ...]] = {
    "contact": ("organisation", "city"),
    "organisation": ("kind", "city"),
    "appointment": ("role", "until"),
    "network": ("kind", "status"),
    "trip": ("organisation", "start_on"),
    "request": ("organisation", "received_on"),
    "collaboration": ("organisation", "start_on"),
    "advocacy": ("level", "status"),
    "interaction": ("contact", "organisation"),
    "setting": ("value",),
    "list_item": ("label_sv", "label_en"),
}
"""The fields that tell rows of one name apart; of a part, and of a file, what it belongs to."""


def suggest(
    register: Register, target: Entity, text: str, limit: int = 8, *, language: str = "sv"
) -> list[tuple[Row, str, str]]:
    """Return rows that what is typed may mean, each with its title and a second line.

    Without words to search for, those that were written last.
    """
    query = Query(tuple(term for term in parse_query(text).terms if not term.field))
    conn = register.db.conn
    if query.terms:
        found = _begun_first(register, target, query, limit)
    else:
        ids = ties.newest(conn, target, limit)
        rows = fetch(conn, target, ids)
        found = [rows[id_] for id_ in ids]
    writer = Writer(register, language)
    return [(row, writer.title(row), second_line(register, writer, row)) for row in found]


def _begun_first(register: Register, target: Entity, query: Query, limit: int) -> list[Row]:
    """Return rows that a query finds, those whose names begin with it before the others."""
    conn = register.db.conn
    words = [word for term in query.terms for word in term.words]
    ids = search.beginning(conn, words, target.name, limit)
    begun = fetch(conn, target, ids)
    found = {row.id: row for row in (begun[id_] for id_ in ids)}
    for row in islice(queries.rows(conn, target, query), limit):
        found.setdefault(row.id, row)
    return list(found.values())[:limit]


def second_line(register: Register, writer: Writer, row: Row) -> str:
    """Return what tells a row apart from others of its name: organisation, city, kind, date."""
    entity = CATALOGUE[row.entity]
    names = APART.get(entity.name, ())
    texts = [writer.text(entity.by_name[name], row.values.get(name)) for name in names]
    owner = owner_of(register, row)
    if owner is not None:
        texts.append(writer.title(owner))
    return " · ".join(dict.fromkeys(text for text in texts if text))


def owner_of(register: Register, row: Row) -> Row | None:
    """Return the row that a part or an attachment belongs to, None for any other row."""
    for entity, id_ in _owners(row):
        found = queries.row(register.db.conn, CATALOGUE[entity], id_)
        if found is not None:
            return found
    return None


def _owners(row: Row) -> Iterator[tuple[str, str]]:
    entity = CATALOGUE[row.entity]
    for field, target in links(entity):
        if field.name in entity.owners and field.name in row.values:
            yield target, str(row.values[field.name])
    if entity is ATTACHMENT and row.values.get("entity") in CATALOGUE:
        yield str(row.values["entity"]), str(row.values.get("row"))


def backlinks(
    register: Register, entity: Entity, id_: str, limit: int = 50
) -> list[tuple[Entity, Field, int, list[Row]]]:
    """Return what points to a row, but for its own parts: how many rows by which field.

    With each field come the first rows in display order, `limit` at the most.
    """
    conn = register.db.conn
    found: list[tuple[Entity, Field, int, list[Row]]] = []
    for other, field in links_to(entity):
        if field.name in other.owners:
            continue
        count, ids = ties.pointing(conn, other, field, id_, limit)
        if count:
            rows = fetch(conn, other, ids)
            found.append((other, field, count, [rows[each] for each in ids]))
    return found
