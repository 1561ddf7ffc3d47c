"""Sending out: a workbook of all or of a selection, rows of one kind as a list, cards, dates."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.calendar_dates import dated
from desktop_app.domain.card_fields import CARDED
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Json
from desktop_app.domain.fields import Entity
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.receipts import Receipt
from desktop_app.domain.words import Words
from desktop_app.exchange.contract import SHEETS
from desktop_app.exchange.outgoing import Meta, Outgoing, OutRow
from desktop_app.exchange.reading.locked import locking
from desktop_app.services.card_rows import CARDS_ENDING
from desktop_app.services.export_view import (
    CALENDAR_ENDING,
    export_calendar,
    export_list,
    refuse_ending,
)
from desktop_app.services.out_rows import out_rows
from desktop_app.services.outward import Outward
from desktop_app.services.parcels import Parcel, parcel, peer_named
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.receipt_post import TOLD, due
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.storage import exported, peers, queries
from desktop_app.storage.connection import schema_version, transaction
from desktop_app.storage.outward import attached_to, count_hidden, number_within, rows_with
from desktop_app.storage.peers import Peer
from desktop_app.storage.tables import Row

PRIVATE = "private_note"
WORKBOOK = ".xlsx"
EACH = 2
"""Steps of a row: it is read, and it is written."""

ONLY_ONE = Words(
    "En vanlig lista ({ending}) håller rader av ett slag.",
    "A plain list ({ending}) holds rows of one kind.",
)
NO_LOCK = Words(
    "En vanlig lista kan inte låsas med lösenord.", "A plain list cannot be locked with a password."
)
NO_LOCK_ADVICE = Words("Skriv en arbetsbok (.xlsx) i stället.", "Write a workbook (.xlsx) instead.")
ONLY_ADVICE = Words("Säg vilket med --only, till exempel --only contact.", "Say which by --only.")


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
        password: What locks the workbook, '' for nothing.
    """

    only: Entity | None = None
    where: tuple[tuple[str, str], ...] = ()
    search: str = ""
    plain: bool = False
    language: str = "sv"
    to: str = ""
    password: str = field(default="", repr=False)

    @property
    def filtered(self) -> bool:
        """Return whether less than the whole register is to leave."""
        return self.only is not None


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a workbook would hold, and what stays here.

    Attributes:
        rows: How many rows leave, by entity.
        secret: How many stay since they, or what they are parts of, are secret; by entity.
        private_notes: How many rows leave without a private note that they have here.
        attachments: How many attachments of rows that leave stay.
    """

    rows: Mapping[str, int]
    secret: Mapping[str, int]
    private_notes: int
    attachments: int


def leaving(register: Register, wish: Wish) -> Leaving:
    """Return what a workbook would hold before it is written: counted, not read.

    Only what a filter finds is read.
    """
    conn = register.db.conn
    hidden = frozenset(queries.secret_rows(conn))
    if wish.only is None:
        counts = queries.counts(conn)
        secret = {s.entity: count_hidden(conn, CATALOGUE[s.entity], hidden) for s in SHEETS}
        rows = {name: counts[name] - staying for name, staying in secret.items()}
        return Leaving(rows, _filled(secret), *_unsent(register, None, hidden))
    outward = Outward(register, wish.language)
    rows, secret = {}, {}
    chosen: set[str] = set()
    for entity, of_entity in _chosen(register, wish):
        ids = {row.id: outward.leaves(entity, row) for row in of_entity}
        rows[entity.name] = sum(ids.values())
        secret[entity.name] = len(ids) - rows[entity.name]
        chosen |= {id_ for id_, leaves in ids.items() if leaves}
    return Leaving(rows, _filled(secret), *_unsent(register, chosen, hidden))


def _filled(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def _unsent(register: Register, chosen: set[str] | None, hidden: frozenset[str]) -> tuple[int, int]:
    """Return how many private notes and attachments rows leave behind."""
    conn = register.db.conn
    entities = [CATALOGUE[s.entity] for s in SHEETS]
    noted = (rows_with(conn, e, PRIVATE) for e in entities if PRIVATE in e.by_name)
    notes = sum(number_within(found, chosen, hidden) for found in noted)
    return notes, number_within(attached_to(conn), chosen, hidden)


def export(
    register: Register, out: Path, wish: Wish, progress: Progress | None = None
) -> dict[str, int]:
    """Write what the ending of `out` says; return the rows by entity.

    A workbook, a list, cards or a calendar; in a calendar, the rows that have dates for one.

    Raises:
        Refused: An ending that is not known, or a file that cannot be written.
        Stopped: `progress` raised it; nothing was written, and an older file is untouched.
    """
    if refuse_ending(out, wish.only) == WORKBOOK and not wish.plain:
        return _workbook(register, out, wish, progress)
    if wish.password:
        raise Refused(NO_LOCK, NO_LOCK_ADVICE)
    if refuse_ending(out) == CALENDAR_ENDING:
        names = dated() if wish.only is None else (wish.only.name,)
        rows = {name: _rows(register, CATALOGUE[name], wish) for name in names}
        return export_calendar(register, out, rows, wish.language, progress)
    return _list(register, out, wish, progress)


def _list(register: Register, out: Path, wish: Wish, progress: Progress | None) -> dict[str, int]:
    """Write rows of one kind; cards need not be told of what kind they are."""
    entity = wish.only
    if refuse_ending(out) == CARDS_ENDING:
        entity = CATALOGUE[CARDED]
    if entity is None:
        raise Refused(ONLY_ONE.fill(ending=out.suffix.casefold()), ONLY_ADVICE)
    rows = _rows(register, entity, wish)
    count = export_list(register, out, entity, list(entity), rows, wish.language, progress)
    return {entity.name: count}


def _rows(register: Register, entity: Entity, wish: Wish) -> Iterator[Row]:
    if wish.only is entity:
        yield from list_rows(register, entity, Listing(wish.search, wish.where), wish.language)
    else:
        yield from list_rows(register, entity, Listing(), wish.language)


def _workbook(
    register: Register, out: Path, wish: Wish, progress: Progress | None
) -> dict[str, int]:
    from desktop_app.exchange.write_workbook import write_workbook  # noqa: PLC0415 — openpyxl

    with transaction(register.db):
        pass  # what leaves is noted afterwards: refused here if it cannot be
    register.begin_own_stream()
    to = peer_named(register, wish.to)
    told = due(register, to, wish.to)
    found = None if wish.filtered else parcel(register, to, told if to else ())
    meta = meta_of(register, wish, to, found, told)
    steps = Steps(progress, lambda: EACH * sum(leaving(register, wish).rows.values()))
    outgoing = Outgoing(
        meta,
        _outgoing(register, wish, meta.secret, steps),
        _titles(register),
        register.context(wish.language),
        wish.language,
        found.lines() if found else (),
        told,
    )
    with locking(out, wish.password) as place:
        counts = write_workbook(place, outgoing, steps.reach)
    reached = found.ends if found else 0
    where: dict[str, Json] = {"only": wish.only.name} if wish.only else {}
    if wish.where or wish.search:
        where |= {"where": [list(pair) for pair in wish.where], "search": wish.search}
    with transaction(register.db):
        exported.note(register.db.conn, meta, to, reached, where, out.name, counts)
        if to is not None:
            peers.store_peer(register.db.conn, replace(to, sent_at=meta.made_at))
    register.remember()
    return counts


def _titles(register: Register) -> Callable[[str, str], str]:
    """Return the names of linked rows; the name of a row that is secret here does not leave."""
    return register.titles(hidden=frozenset(queries.secret_rows(register.db.conn))).of


def meta_of(
    register: Register,
    wish: Wish,
    to: Peer | None,
    sent: Parcel | None = None,
    told: Sequence[Receipt] = (),
) -> Meta:
    """Return what a workbook says of itself: whose it is, for whom, of which export.

    Args:
        register: The register.
        wish: What is to leave.
        to: The register that it is for, None for anybody else.
        sent: What leaves beside the visible sheets.
        told: The receipts it holds.
    """
    facts = register.facts
    more = sent.more if sent else {}
    if told:
        more[TOLD] = {receipt.id: receipt.digest for receipt in told}
    office = queries.row(register.db.conn, CATALOGUE["organisation"], facts.office)
    return Meta(
        exchange_id=facts.exchange_id,
        from_register=facts.register_id,
        from_office=str(office.values.get("name")) if office else facts.office,
        from_person=facts.person or "",
        to=to.name if to else wish.to,
        epoch=facts.epoch,
        export_id=str(uuid4()),
        lam=facts.lam,
        made_at=register.clock().isoformat(timespec="seconds"),
        secret=secrets.token_hex(16),
        program=version("kontaktnat"),
        schema=schema_version(),
        filtered=wish.filtered,
        more=more,
    )


def _outgoing(
    register: Register, wish: Wish, secret: str, steps: Steps
) -> dict[str, Iterable[OutRow]]:
    """Return the rows that leave by entity: a selection with its parts, never a secret row."""
    outward = Outward(register, wish.language)
    found: dict[str, Iterable[OutRow]] = {}
    for entity, rows in _chosen(register, wish):
        may = partial(filter, partial(outward.leaves, entity))
        out = out_rows(register, entity, may(rows), secret, outward.writer)
        found[entity.name] = steps.through(out)
    return found


def _chosen(register: Register, wish: Wish) -> Iterator[tuple[Entity, Iterable[Row]]]:
    """Go through the entities that are wished for, with their rows; secret ones among them."""
    chosen: set[str] | None = None
    if wish.only is not None:
        chosen = {row.id for row in _rows(register, wish.only, wish)}
    for sheet in SHEETS:
        entity = CATALOGUE[sheet.entity]
        if wish.only is None or entity is wish.only or _is_part(entity, wish.only):
            yield entity, _of_owners(entity, _rows(register, entity, wish), chosen, wish.only)


def _is_part(entity: Entity, owner: Entity) -> bool:
    return any(entity.by_name[name].kind.entity == owner.name for name in entity.owners)  # type: ignore[attr-defined]


def _of_owners(
    entity: Entity, rows: Iterable[Row], chosen: set[str] | None, only: Entity | None
) -> Iterator[Row]:
    for row in rows:
        owners = {str(row.values[name]) for name in entity.owners if name in row.values}
        if chosen is None or entity is only or owners & chosen:
            yield row
