"""Rows as they leave in a workbook: with what edits of them made elsewhere will name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice

from desktop_app.domain.edits import DELETED, Shown, show
from desktop_app.domain.fields import Entity
from desktop_app.exchange.outgoing import OutRow
from desktop_app.services.reading import Writer, conflicts_of
from desktop_app.services.register import Register
from desktop_app.storage import past
from desktop_app.storage.tables import Row

CHUNK = 1000


def out_rows(
    register: Register, entity: Entity, rows: Iterable[Row], secret: str, writer: Writer
) -> Iterator[OutRow]:
    """Go through rows as they leave in an export with this secret."""
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        yield from _chunk(register, entity, chunk, secret, writer)


def _chunk(
    register: Register, entity: Entity, chunk: Sequence[Row], secret: str, writer: Writer
) -> Iterator[OutRow]:
    ids = [row.id for row in chunk]
    single = past.only_edit_of(register.db.conn, ids)
    views = {
        id_: show(entity, edits)
        for id_, edits in past.edits_of(
            register.db.conn, [i for i in ids if i not in single]
        ).items()
    }
    for row in chunk:
        own = row_secret(secret, row.id)
        if row.id in single:
            yield _untouched(entity, row, single[row.id], own)
        else:
            yield _touched(register, entity, row, views[row.id], own, writer)


def row_secret(secret: str, row: str) -> str:
    """Return a row's secret in an export: the salt of the edits that a return of it gives."""
    return blake2b(f"{secret}\x1f{row}".encode(), digest_size=16).hexdigest()


def _untouched(entity: Entity, row: Row, eid: str, secret: str) -> OutRow:
    """Return a row that one edit made: it is the head of all it has."""
    head = (eid,)
    filled = {entity.by_name[name].key for name in row.values}
    elements = {
        key: dict.fromkeys(map(str, row.values[key]), head)  # type: ignore[arg-type]
        for key in entity.sets
        if isinstance(row.values.get(key), list)
    }
    heads = {key: head for key in filled if key not in entity.sets}
    return OutRow(row.id, row.values, heads, elements, head, (), secret, {})


def _touched(  # noqa: PLR0913, PLR0917 — what a row is made of
    register: Register, entity: Entity, row: Row, view: Shown, secret: str, writer: Writer
) -> OutRow:
    heads = {key: view.parents(key) for key in view.heads if not key.startswith("_")}
    conflicts: dict[str, tuple[str, ...]] = {}
    for name, claims in conflicts_of(register, entity, row).items():
        shown = row.values.get(name)
        texts = [writer.text(entity.by_name[name], c.value) for c in claims if c.value != shown]  # type: ignore[arg-type]
        conflicts[name] = tuple(dict.fromkeys(text for text in texts if text))
    return OutRow(
        row.id,
        row.values,
        heads,
        {key: dict(by) for key, by in view.elements.items() if by},
        view.all_heads(),
        tuple(head.eid for head in view.heads.get(DELETED, ())),
        secret,
        conflicts,
    )
