"""Sending out: the whole register or a selection as a workbook, any view as a plain table."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, Json, Shown, show
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Link, Links, Value
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.contract import SHEETS
from desktop_app.exchange.outgoing import Meta, Outgoing, OutRow
from desktop_app.services.reading import Listing, Writer, conflicts_of, list_rows
from desktop_app.services.register import Register
from desktop_app.services.writing import SECRET
from desktop_app.storage import exported, past, queries
from desktop_app.storage.connection import schema_version, transaction
from desktop_app.storage.tables import Row

CHUNK = 1000
ENDING = Words(
    "”{name}” har en filändelse som inte kan skrivas.",
    "“{name}” has a file ending that cannot be written.",
)
ENDING_ADVICE = Words(
    "Välj .xlsx (arbetsbok) eller .csv (en lista).", "Choose .xlsx (workbook) or .csv (a list)."
)
ONLY_ONE = Words("En .csv-fil håller rader av ett slag.", "A .csv file holds rows of one kind.")
ONLY_ADVICE = Words("Säg vilket med --only, till exempel --only contact.", "Say which by --only.")

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to leave.

    Attributes:
        only: The one entity, None for the whole register.
        where: Fields with the values its rows must have.
        search: Words its rows must have.
        plain: Whether a plain list is wanted, not a workbook that can come back.
        language: The language of headings and labels.
        to: For whom it is.
    """

    only: Entity | None = None
    where: tuple[tuple[str, str], ...] = ()
    search: str = ""
    plain: bool = False
    language: str = "sv"
    to: str = ""

    @property
    def filtered(self) -> bool:
        """Return whether less than the whole register is to leave."""
        return self.only is not None


def export(
    register: Register, out: Path, wish: Wish, progress: Progress | None = None
) -> dict[str, int]:
    """Write a workbook or a list by the ending of `out`; return the rows by entity.

    Raises:
        Refused: An ending that is not known, or a file that cannot be written.
    """
    ending = out.suffix.casefold()
    if ending not in {".xlsx", ".csv"}:
        raise Refused(ENDING.fill(name=out.name), ENDING_ADVICE)
    if ending == ".csv" or wish.plain:
        if wish.only is None:
            raise Refused(ONLY_ONE, ONLY_ADVICE)
        return _plain(register, out, wish.only, wish)
    return _workbook(register, out, wish, progress)


def _plain(register: Register, out: Path, entity: Entity, wish: Wish) -> dict[str, int]:
    from desktop_app.exchange import plain_table  # noqa: PLC0415 — loads openpyxl

    writer = Writer(register, wish.language)
    fields = [f for f in entity if not f.local]
    headings = [f.label.into(wish.language) for f in fields]
    rows = [row for row in _rows(register, entity, wish) if not row.values.get(SECRET)]
    if out.suffix.casefold() == ".csv":
        lines = ([writer.text(f, row.values.get(f.name)) for f in fields] for row in rows)
        plain_table.write_csv(out, headings, lines)
    else:
        name, kinds = entity.many.into(wish.language), [field.kind for field in fields]
        cells = ([_cell(writer, f, row.values.get(f.name)) for f in fields] for row in rows)
        plain_table.write_xlsx(out, name, headings, kinds, cells, writer.context)
    return {entity.name: len(rows)}


def _cell(writer: Writer, field: Field, value: Value) -> Value:
    """Return a value for a typed cell: names of linked rows instead of their ids."""
    linked = isinstance(field.kind, (Link, Links))
    return writer.text(field, value) if linked and value is not None else value


def _rows(register: Register, entity: Entity, wish: Wish) -> Iterator[Row]:
    if wish.only is entity:
        yield from list_rows(register, entity, Listing(wish.search, wish.where), wish.language)
    else:
        yield from list_rows(register, entity, Listing(), wish.language)


def _workbook(
    register: Register, out: Path, wish: Wish, progress: Progress | None
) -> dict[str, int]:
    from desktop_app.exchange.write_workbook import write_workbook  # noqa: PLC0415 — openpyxl

    meta = _meta(register, wish)
    outgoing = Outgoing(
        meta,
        _leaving(register, wish, meta.secret),
        _titles(register),
        register.context(wish.language),
        wish.language,
    )
    counts = write_workbook(out, outgoing, progress)
    reached = queries.newest_edit(register.db.conn)
    where: dict[str, Json] = {"only": wish.only.name} if wish.only else {}
    if wish.where or wish.search:
        where |= {"where": [list(pair) for pair in wish.where], "search": wish.search}
    with transaction(register.db):
        exported.note(register.db.conn, meta, reached, where, out.name, counts)
    return counts


def _titles(register: Register) -> Callable[[str, str], str]:
    """Return the names of linked rows; the name of a row that is secret here does not leave."""
    return register.titles(hidden=frozenset(queries.secret_rows(register.db.conn))).of


def _meta(register: Register, wish: Wish) -> Meta:
    facts = register.facts
    office = queries.row(register.db.conn, CATALOGUE["organisation"], facts.office)
    return Meta(
        exchange_id=facts.exchange_id,
        from_register=facts.register_id,
        from_office=str(office.values.get("name")) if office else facts.office,
        from_person=facts.person or "",
        to=wish.to,
        epoch=facts.epoch,
        export_id=str(uuid4()),
        lam=facts.lam,
        made_at=register.clock().isoformat(timespec="seconds"),
        secret=secrets.token_hex(16),
        program=version("kontaktnat"),
        schema=schema_version(),
        filtered=wish.filtered,
    )


def _leaving(register: Register, wish: Wish, secret: str) -> Mapping[str, Iterable[OutRow]]:
    """Return the rows that leave by entity: a selection with its parts, never a secret row."""
    found: dict[str, Iterable[OutRow]] = {}
    chosen: set[str] | None = None
    if wish.only is not None:
        chosen = {row.id for row in _rows(register, wish.only, wish)}
    hidden = set(queries.secret_rows(register.db.conn))
    for sheet in SHEETS:
        entity = CATALOGUE[sheet.entity]
        if wish.only is None or entity is wish.only or _is_part(entity, wish.only):
            rows = _of_owners(entity, _rows(register, entity, wish), chosen, wish.only, hidden)
            found[entity.name] = _out_rows(register, entity, rows, secret, wish.language)
    return found


def _is_part(entity: Entity, owner: Entity) -> bool:
    return any(entity.by_name[name].kind.entity == owner.name for name in entity.owners)  # type: ignore[attr-defined]


def _of_owners(
    entity: Entity,
    rows: Iterable[Row],
    chosen: set[str] | None,
    only: Entity | None,
    hidden: set[str],
) -> Iterator[Row]:
    for row in rows:
        owners = {str(row.values[name]) for name in entity.owners if name in row.values}
        if row.id in hidden or owners & hidden:
            continue
        if chosen is None or entity is only or owners & chosen:
            yield row


def _out_rows(
    register: Register, entity: Entity, rows: Iterable[Row], secret: str, language: str
) -> Iterator[OutRow]:
    writer = Writer(register, language)
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
