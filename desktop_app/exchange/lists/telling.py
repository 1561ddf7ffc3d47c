"""Make a listing of a draft: its columns, and everything about them that is to be said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Choice, Context, Date
from desktop_app.domain.kinds.dates import ORDERS
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import (
    BOTH_NAMES,
    Column,
    Listing,
    fields_of,
    our_remarks,
    plain,
)
from desktop_app.exchange.lists.defaults import defaults_of
from desktop_app.exchange.lists.drafts import Draft, cells_of
from desktop_app.exchange.lists.listed import note_field, required_fields
from desktop_app.exchange.lists.person_names import divide
from desktop_app.exchange.lists.witness import (
    cell_text,
    examples,
    is_ids,
    is_numbering,
    looks_of,
    order_of,
)

__all__ = ["listing_of", "unread"]

UNREAD = Words("Blad som inte togs in: {sheets}.", "Sheets that were not taken in: {sheets}.")
SHEET = Words("{name} ({rows} ifyllda rader)", "{name} ({rows} filled rows)")
HIDDEN = Words(
    "Bladet {sheet} är dolt i filen; det togs in ändå.",
    "The sheet {sheet} is hidden in the file; it was taken in all the same.",
)
DIVIDED = Words(
    "Kolumnen ”{column}” delas i för- och efternamn: {example}.",
    "The column ”{column}” is divided into given and family name: {example}.",
)
BY_CONTENT = Words(
    "Kolumnen ”{column}” tycks innehålla {looks} och läses som {field}.",
    "The column ”{column}” seems to hold {looks} and is read as {field}.",
)
PROVED = Words(
    "Datum som 5/3/2026 i kolumnen ”{column}” läses som {order}: bara så finns alla.",
    "Dates like 5/3/2026 in the column ”{column}” are read as {order}: only so do all exist.",
)
UNSURE = Words(
    "I kolumnen ”{column}” kan {count} datum läsas på två sätt; ange --map ”{column}={field}:dmy” "
    "för dag före månad, annars :mdy.",
    "In the column ”{column}” {count} dates can be read in two ways; give "
    "--map ”{column}={field}:dmy” for day before month, else :mdy.",
)
KEPT = Words(
    "Kolumner utan eget fält, sparade i {note}: {columns}. Med --map ”Kolumn=fält” får de en "
    "plats, med --map ”Kolumn=” utelämnas de.",
    "Columns without a field, kept in {note}: {columns}. With --map ”Column=field” they get a "
    "place, with --map ”Column=” they are left out.",
)
LOST = Words(
    "Kolumner utan eget fält, som inte togs in: {columns}.",
    "Columns without a field, which were not taken in: {columns}.",
)
LEFT_OUT = Words("Utelämnade kolumner: {columns}.", "Columns left out: {columns}.")
NUMBERING = Words(
    "Kolumner som bara numrerar raderna togs inte in: {columns}.",
    "Columns that only number the rows were not taken in: {columns}.",
)
IDS = Words(
    "Kolumner som bara innehåller ett programs id togs inte in: {columns}.",
    "Columns that hold only the ids of a program were not taken in: {columns}.",
)
DEFAULTS = Words(
    "Förvalda värden som ett adressboksprogram hade fyllt i togs inte in: {columns}.",
    "Defaults that an address book had filled in were not taken in: {columns}.",
)
OURS = Words(
    "Kolumner med programmets egna anmärkningar läses inte: {columns}.",
    "Columns with the program's own remarks are not read: {columns}.",
)
FIXED = Words("Alla rader får {field}: {text}.", "All rows get {field}: {text}.")
LACKING = Words(
    "Listan har ingen kolumn för {field}, som varje rad måste ha; inga rader kan tas in. "
    "Ange kolumnen med --map ”Kolumn={name}”, eller samma för alla med --map ”={example}={name}”.",
    "The list has no column for {field}, which every row must have; no rows can be taken in. "
    "Give the column with --map ”Column={name}”, or the same for all with "
    "--map ”={example}={name}”.",
)
COLUMN = Words("{heading} ({count} celler)", "{heading} ({count} cells)")


def listing_of(draft: Draft, context: Context, others: Sequence[Words]) -> Listing:
    """Return the draft as a listing, with its remarks and those about `others`."""
    columns, about = _columns(draft, context)
    remarks = (
        *([HIDDEN.fill(sheet=draft.sheet.name)] if draft.sheet.hidden else []),
        *draft.part.remarks,
        *draft.layout.remarks,
        *about,
        *_fixed(draft),
        *_lacking(draft, columns, context),
        *others,
    )
    layout, fixed = draft.layout, draft.wishes.fixed
    return Listing(
        draft.sheet.name, draft.entity, layout.heading_row, columns, layout.rows, remarks, fixed
    )


def unread(sheets: Iterable[tuple[Words, int]]) -> tuple[Words, ...]:
    """Return what is to be said of sheets that are not taken in, each with its filled rows."""
    told = [SHEET.fill(name=name, rows=rows) for name, rows in sheets]
    return (UNREAD.fill(sheets=told),) if told else ()


def _columns(draft: Draft, context: Context) -> tuple[tuple[Column, ...], list[Words]]:
    columns: list[Column] = []
    remarks: list[Words] = []
    without: dict[Words, list[Words]] = {}
    for index, heading in enumerate(draft.layout.headings):
        sample = examples(cells_of(draft.layout.rows, index), context)
        if index in draft.placed:
            column, about = _placed(draft, index, sample, context)
            columns.append(column)
            remarks.extend(about)
        elif sample or heading not in draft.layout.unnamed:
            column, why = _without_place(draft, index, sample, context)
            columns.append(column)
            for words, told in why:
                without.setdefault(words, []).append(told)
    note = note_field(draft.entity)
    label = draft.entity.by_name[note].label if note else None
    lines = (words.fill(columns=names, note=label) for words, names in without.items() if names)
    return tuple(columns), [*remarks, *lines]


def _without_place(
    draft: Draft, index: int, sample: tuple[str, ...], context: Context
) -> tuple[Column, list[tuple[Words, Words]]]:
    """Return a column without a field, and under which words it is told of with its cells."""
    words = _why_without(draft, index)
    found = defaults_of(draft, index, context) if words is KEPT else frozenset()
    heading = draft.layout.headings[index]
    cells = [cell for cell in cells_of(draft.layout.rows, index) if cell not in (None, "")]
    # Its texts are asked for only where some may be left out.
    left_out = sum(cell_text(cell, context) in found for cell in cells) if found else 0
    counts = [(words, len(cells) - left_out), (DEFAULTS, left_out)]
    told = [(each, COLUMN.fill(heading=heading, count=count)) for each, count in counts if count]
    kept = words is KEPT and left_out < max(1, len(cells))
    column = Column(index, heading, None, None, sample, kept=kept, defaults=found)
    return column, told if sample else []


def _why_without(draft: Draft, index: int) -> Words:
    """Return what is to be said of a column that goes to no field."""
    if index in draft.wished:
        return LEFT_OUT
    if plain(draft.layout.headings[index]) in our_remarks():
        return OURS
    if is_numbering(cells_of(draft.layout.rows, index)):
        return NUMBERING
    if is_ids(cells_of(draft.layout.rows, index)):
        return IDS
    return LOST if note_field(draft.entity) is None else KEPT


def _placed(
    draft: Draft, index: int, sample: tuple[str, ...], context: Context
) -> tuple[Column, list[Words]]:
    target, how = draft.placed[index]
    heading = draft.layout.headings[index]
    wish = draft.wished.get(index)
    column = Column(index, heading, target, how, sample, wish.order if wish else None)
    field = fields_of(target, draft.entity)[0]
    remarks: list[Words] = []
    if how == "content":
        looks = looks_of(field)
        remarks.append(BY_CONTENT.fill(column=heading, looks=looks, field=field.label))
    if target == BOTH_NAMES and sample:
        given, family = divide(sample[0])
        example = f"{sample[0]} → {given} | {family}"
        remarks.append(DIVIDED.fill(column=heading, example=example))
    if isinstance(field.kind, Date) and column.order is None:
        return _with_order(draft, column, remarks)
    return column, remarks


def _with_order(draft: Draft, column: Column, remarks: list[Words]) -> tuple[Column, list[Words]]:
    order, count = order_of(cells_of(draft.layout.rows, column.index))
    if order is not None and count:
        remarks.append(PROVED.fill(column=column.heading, order=ORDERS[order]))
    elif count:
        remarks.append(UNSURE.fill(column=column.heading, count=count, field=column.field))
    return replace(column, order=order, unsure=0 if order else count), remarks


def _fixed(draft: Draft) -> list[Words]:
    return [
        FIXED.fill(field=fields_of(target, draft.entity)[0].label, text=text)
        for target, text in draft.wishes.fixed.items()
    ]


def _lacking(draft: Draft, columns: Iterable[Column], context: Context) -> list[Words]:
    """Return what is to be said of what every row must have and no column gives, if rows are."""
    targets = [*(column.field or "" for column in columns), *draft.wishes.fixed]
    given = {name for target in targets for name in target.split("+")}
    return [
        LACKING.fill(field=field.label, name=field.name, example=_example(field, context))
        for field in required_fields(draft.entity)
        if field.name not in given and draft.layout.rows
    ]


def _example(field: Field, context: Context) -> str:
    """Return what might stand in a field, for advice."""
    codes = context.lists.codes(field.kind.pick_list) if isinstance(field.kind, Choice) else ()
    return field.kind.write(codes[0], context) if codes else "…"
