"""What of contacts goes into cards for phones and mail programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.card_fields import CARD_FIELDS, CARDED
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Field
from desktop_app.domain.words import Words
from desktop_app.services.outward import Outward
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.storage.changes import Changes
from desktop_app.storage.tables import Row

if TYPE_CHECKING:
    from desktop_app.exchange.cards_out import Card

__all__ = ["CARDS_ENDING", "NO_PLACE", "cards", "without_place"]

CARDS_ENDING = ".vcf"
NO_PLACE = Words(
    "Ett kontaktkort har ingen plats för {columns}: det följde inte med.",
    "A contact card has no place for {columns}: that was left out.",
)


def cards(register: Register, outward: Outward, rows: Iterable[Row]) -> Iterator[Card]:
    """Go through the cards of contacts that may leave."""
    from desktop_app.exchange.cards_out import Card  # noqa: PLC0415 — when one is written

    fields = [CATALOGUE[CARDED].by_name[name] for name in CARD_FIELDS]
    for row, change in Changes(register.db.conn).beside(rows):
        texts = {f.name: outward.writer.text(f, row.values.get(f.name)) for f in fields}
        yield Card(row.id, **texts, changed=f"{change.at:%Y-%m-%dT%H:%M:%SZ}")


def without_place(
    register: Register,
    out: Path,
    ids: Iterable[str] | None = None,
    listing: Listing | None = None,
    language: str = "sv",
) -> list[Words]:
    """Return the labels of columns that contacts fill and cards lack; none for another file.

    Args:
        register: The register.
        out: The file the contacts are written to.
        ids: Which contacts; None for all.
        listing: Which contacts, where they are told by a filter.
        language: The language that a filter is written in.
    """
    if out.suffix.casefold() != CARDS_ENDING:
        return []
    entity, outward = CATALOGUE[CARDED], Outward(register, language)
    rows = outward.rows(entity, ids)
    if listing is not None:
        listed = list_rows(register, entity, listing, language)
        rows = filter(partial(outward.leaves, entity), listed)
    return [field.label for field in _filled_elsewhere(rows)]


def _filled_elsewhere(rows: Iterable[Row]) -> list[Field]:
    """Return what is filled and may leave, but is none of a card's; all are read if need be."""
    fields = [f for f in CATALOGUE[CARDED] if f.name not in CARD_FIELDS and not f.local]
    filled: set[str] = set()
    for row in rows:
        filled |= {f.name for f in fields if row.values.get(f.name)}
        if len(filled) == len(fields):
            break
    return [field for field in fields if field.name in filled]
