"""Understand a list that is not ours: which sheets, what they list, which column goes where.

A plain table with headings in Swedish or English, whatever stands above or below it. What
`understand` and `read_rows` do not take in as a value is kept in notes or told in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Context
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import Column, How, Listing
from desktop_app.exchange.lists.drafts import GUESSED, Draft, draft, knows
from desktop_app.exchange.lists.layout import Row, filled_rows, lay_out
from desktop_app.exchange.lists.listed import ListedRow, read_rows
from desktop_app.exchange.lists.plain_table import undefuse
from desktop_app.exchange.lists.tables import Part, parts_of
from desktop_app.exchange.lists.telling import listing_of, unread
from desktop_app.exchange.lists.wishes import Wish, Wishes, column_of, no_column, wishes
from desktop_app.exchange.reading.reader import Cell, Sheet, Table
from desktop_app.exchange.receipt_sheet import is_receipt

__all__ = [
    "Column",
    "How",
    "ListedRow",
    "Listing",
    "guessed",
    "headings_of",
    "read_rows",
    "understand",
]

LISTED_BY: Mapping[str, str] = {"vcard": "contact"}
"""What the rows of a file are whose kind says so; its first row always holds the headings."""

NOWHERE = Wish(None, None)
MOST_LOOKED_AT = 200
FAR = 1.0
"""By how much a list fits another entity better, when that cannot be by chance."""

EMPTY = (
    Words("Filen har inga ifyllda celler.", "The file has no filled cells."),
    Words("Välj en annan fil.", "Choose another file."),
)
ONLY_RECEIPT = (
    Words(
        "Filen är ett kvitto; den har inga rader att läsa in.",
        "The file is a receipt; it has no rows to take in.",
    ),
    Words("Välj arbetsboken som kvittot stod i.", "Choose the workbook that the receipt stood in."),
)
NO_ENTITY = Words("”{text}” är inget slag av rader.", "”{text}” is not a kind of rows.")
ENTITIES = Words("Välj bland {names}.", "Choose from {names}.")
NOTHING_FITS = Words(
    "Det går inte att se vad listan innehåller: kolumnerna är {columns}.",
    "It cannot be seen what the list holds: its columns are {columns}.",
)
SAY_WHICH = Words(
    "Ange slaget, till exempel --entity contact ({names}), och vid behov kolumner "
    "med --map ”Kolumn=fält”.",
    "Give the kind, for example --entity contact ({names}), and columns where needed "
    "with --map ”Column=field”.",
)
EQUAL = Words("Bladet {sheet} kan vara {entities}.", "The sheet {sheet} may be {entities}.")
NO_COLUMN_FITS = Words(
    "Ingen kolumn känns igen som ett fält för {many}: {columns}.",
    "No column is recognised as a field of {many}: {columns}.",
)
SAY_WHERE = Words(
    "Säg vart kolumner hör med --map ”Kolumn=fält”; fälten är {fields}.",
    "Say where columns go with --map ”Column=field”; the fields are {fields}.",
)


def understand(
    table: Table, entity: str | None, mapping: Mapping[str, str], context: Context
) -> list[Listing]:
    """Return the sheets of a file that list rows, each with its columns matched.

    Args:
        table: What was read; its own remarks are for the caller to show as well.
        entity: The entity of the rows; None guesses it from the headings.
        mapping: What the caller says of columns, as in ``wishes``.
        context: What values are read with.

    Raises:
        Refused: Nothing fits, two entities fit equally, or the mapping names what is not there.
    """
    lists = (sheet for sheet in table.sheets if not is_receipt(sheet))
    sheets = [(sheet, rows) for sheet in lists if (rows := _rows(table, sheet))]
    if not sheets:
        raise Refused(*(ONLY_RECEIPT if any(map(is_receipt, table.sheets)) else EMPTY))
    sure = table.kind in LISTED_BY
    entity = entity or LISTED_BY.get(table.kind)
    candidates = _candidates(entity, mapping, context)
    # Where one table ends is told by the headings of any other, whatever is asked for.
    is_known = knows({**dict.fromkeys(GUESSED, Wishes({}, {})), **candidates})
    parts = [
        part
        for sheet, rows in sheets
        for part in ([Part(sheet, rows)] if sure else parts_of(sheet, rows, is_known, context))
    ]
    drafts = [draft(part, candidates, context, sure) for part in parts]
    if entity is None:
        chosen = _by_wishes(_guessed(drafts, context))
    else:
        chosen = _recognised(_by_wishes([first for first, *_ in drafts]))
    _all_found(mapping, chosen)
    others = [(p.name, len(p.rows)) for p in parts if all(p is not d.part for d in chosen)]
    rest = unread(others)
    listings = (listing_of(d, context, rest if d is chosen[0] else ()) for d in chosen)
    return [replace(listing, epoch=table.epoch) for listing in listings]


def headings_of(table: Table, also: frozenset[str], context: Context) -> list[tuple[str, ...]]:
    """Return what the columns of each list in a file are called, as far as its first rows tell.

    Args:
        table: What was read.
        also: Headings, as they are compared, that are known beside ours.
        context: What cells are read with.
    """
    known = knows(dict.fromkeys(GUESSED, Wishes(dict.fromkeys(also, NOWHERE), {})))
    found: list[tuple[str, ...]] = []
    for sheet in _beginnings(table).sheets:
        rows = filled_rows(sheet.rows)
        if rows and not is_receipt(sheet):
            parts = parts_of(sheet, rows, known, context)
            found.extend(lay_out(part.rows, known, context).headings for part in parts)
    return found


def guessed(table: Table, context: Context) -> frozenset[str]:
    """Return the entities that a file is taken for when nobody says; none if it is refused."""
    try:
        listings = understand(_beginnings(table), None, {}, context)
    except Refused:
        return frozenset()
    return frozenset(listing.entity.name for listing in listings)


def _beginnings(table: Table) -> Table:
    """Return a file with the first rows of its sheets only."""
    return replace(table, sheets=[replace(s, rows=s.rows[:MOST_LOOKED_AT]) for s in table.sheets])


def _rows(table: Table, sheet: Sheet) -> list[Row]:
    # In CSV alone formulas are defused; in a workbook a text is a text.
    return filled_rows(map(_undefused, sheet.rows) if table.kind == "csv" else sheet.rows)


def _undefused(row: list[Cell]) -> list[Cell]:
    if not any(type(cell) is str and cell[:1] == "'" for cell in row):
        return row
    return [undefuse(cell) if isinstance(cell, str) else cell for cell in row]


def _candidates(
    name: str | None, mapping: Mapping[str, str], context: Context
) -> dict[str, Wishes]:
    """Return the entities that the list may be of, with what the mapping means for each."""
    if name is not None:
        if name not in CATALOGUE:
            raise Refused(NO_ENTITY.fill(text=name), ENTITIES.fill(names=", ".join(CATALOGUE)))
        return {name: wishes(mapping, CATALOGUE[name], context)}
    found: dict[str, Wishes] = {}
    refusals: list[Refused] = []
    for guess in GUESSED:
        try:
            found[guess] = wishes(mapping, CATALOGUE[guess], context)
        except Refused as refused:
            refusals.append(refused)
    if not found:
        raise Refused(refusals[0].sentence, SAY_WHICH.fill(names=", ".join(GUESSED)))
    return found


def _guessed(drafts: Iterable[Sequence[Draft]], context: Context) -> list[Draft]:
    """Return the sheets that are surely lists of something, each as what fits it best."""
    found: list[Draft] = []
    columns: list[str] = []
    for of_sheet in drafts:
        columns.extend(of_sheet[0].layout.headings)
        fits = [(round(d.fit(context), 6), d) for d in of_sheet]
        sure = [(fit, d) for fit, d in fits if d.says_which() and d.is_likely()]
        best = max((fit for fit, _ in sure), default=0.0)
        equal = [d for fit, d in sure if fit == best]
        # What fits far better, but lacks the column that says which row is which, is meant as well.
        better = [d for fit, d in fits if fit >= best + FAR and equal]
        if len(equal) > 1 or better:
            entities = [d.entity.many for d in (*better, *equal)]
            raise Refused(
                EQUAL.fill(sheet=of_sheet[0].sheet.name, entities=_either(entities)),
                SAY_WHICH.fill(names=", ".join(GUESSED)),
            )
        found.extend(equal)
    if not found:
        raise Refused(
            NOTHING_FITS.fill(columns=", ".join(dict.fromkeys(columns))),
            SAY_WHICH.fill(names=", ".join(GUESSED)),
        )
    return found


def _either(names: Sequence[Words]) -> Words:
    *others, last = names
    return Words("{others} eller {last}", "{others} or {last}").fill(others=others, last=last)


def _by_wishes(drafts: list[Draft]) -> list[Draft]:
    """Return the sheets that have most of the columns to which the caller gave a place."""
    given = [sum(wish.field is not None for wish in d.wished.values()) for d in drafts]
    return [d for d, count in zip(drafts, given, strict=True) if count == max(given)]


def _recognised(drafts: list[Draft]) -> list[Draft]:
    """Return the sheets with columns for the entity, those that say which row is which first."""
    for fits in (Draft.says_which, _has_place):
        if found := [draft for draft in drafts if draft.wished or fits(draft)]:
            return found
    entity: Entity = drafts[0].entity
    columns = [heading for draft in drafts for heading in draft.layout.headings]
    raise Refused(
        NO_COLUMN_FITS.fill(many=entity.many, columns=", ".join(dict.fromkeys(columns))),
        SAY_WHERE.fill(fields=", ".join(entity.by_name)),
    )


def _has_place(draft: Draft) -> bool:
    return bool(draft.placed)


def _all_found(mapping: Mapping[str, str], drafts: Sequence[Draft]) -> None:
    for key in mapping:
        if not key.startswith("=") and not any(_has(draft, key) for draft in drafts):
            columns = [heading for draft in drafts for heading in draft.layout.headings]
            raise no_column(key, dict.fromkeys(columns))


def _has(draft: Draft, key: str) -> bool:
    return column_of(key, draft.layout.headings) is not None
