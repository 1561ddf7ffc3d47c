"""What the caller says about a list: which column goes where, and what all rows have in common.

``COLUMN=FIELD`` names a column by its heading or letter and the field by its name or label;
``COLUMN=FIELD:dmy`` and ``:mdy`` tell the order of day and month; ``COLUMN=`` leaves a column
out; ``=TEXT=FIELD`` gives the field of every row the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Context, Link, Links
from desktop_app.domain.kinds.dates import ORDERS, Order
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import BOTH_NAMES, fields_of, known_headings, plain
from desktop_app.exchange.reading.gate import letters

__all__ = ["Wish", "Wishes", "column_of", "wishes"]

SAME_FOR_ALL = "="

NO_FIELD = Words("”{text}” är inget fält för {many}.", "”{text}” is not a field of {many}.")
CLOSE = Words("Menas {fields}?", "Is {fields} meant?")
FIELDS = Words("Fälten är {fields}.", "The fields are {fields}.")
NO_COLUMN = Words("Listan har ingen kolumn ”{text}”.", "The list has no column ”{text}”.")
COLUMNS = Words("Kolumnerna är {columns}.", "The columns are {columns}.")
TWICE = Words(
    "Fältet {field} ges på två sätt: {first} och {second}.",
    "The field {field} is given in two ways: {first} and {second}.",
)
ONCE = Words("Ange ett av dem.", "Give one of them.")
NO_ORDER = Words(
    "”{text}” är ingen ordning för dag och månad; skriv dmy eller mdy.",
    "”{text}” is not an order of day and month; write dmy or mdy.",
)
UNFIT = Words("{field}: {reason}", "{field}: {reason}")


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a column is to go: a field or two, or nowhere; and how its dates are read."""

    field: str | None
    order: Order | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller said: of columns, by what they are called, and of all rows, by field."""

    columns: Mapping[str, Wish]
    fixed: Mapping[str, str]


def wishes(mapping: Mapping[str, str], entity: Entity, context: Context) -> Wishes:
    """Return what `mapping` says of lists of an entity; refuse what is unknown or said twice."""
    columns: dict[str, Wish] = {}
    fixed: dict[str, str] = {}
    said: dict[str, str] = {}
    for key, target in mapping.items():
        wish = _wish(target, entity)
        for name in wish.field.split("+") if wish.field else ():
            _once(name, key, said)
        if not key.startswith(SAME_FOR_ALL):
            columns[key] = wish
        elif wish.field:
            fixed[wish.field] = _fitting(key[1:].strip(), wish.field, entity, context)
    return Wishes(columns, fixed)


def column_of(key: str, headings: Sequence[str]) -> int | None:
    """Return the place of the column that a heading, or else a letter, names."""
    for candidates in (headings, [letters(index) for index in range(len(headings))]):
        wanted = plain(key)
        for same in (str.strip, plain):
            names = [same(name) for name in candidates]
            if (key.strip() if same is str.strip else wanted) in names and wanted:
                return names.index(key.strip() if same is str.strip else wanted)
    return None


def no_column(key: str, headings: Iterable[str]) -> Refused:
    """Return the refusal of a column that the list does not have."""
    return Refused(NO_COLUMN.fill(text=key), COLUMNS.fill(columns=_quoted(headings)))


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"”{text}”" for text in texts)


def _once(name: str, key: str, said: dict[str, str]) -> None:
    if name in said:
        raise Refused(TWICE.fill(field=name, first=said[name], second=key), ONCE)
    said[name] = key


def _wish(target: str, entity: Entity) -> Wish:
    text, _, said = target.partition(":")
    order = next((order for order in ORDERS if order == said.strip()), None)
    if said and order is None:
        raise Refused(NO_ORDER.fill(text=said))
    return Wish(_field_named(text.strip(), entity) if text.strip() else None, order)


def _field_named(text: str, entity: Entity) -> str:
    if set(text.split("+")) <= entity.by_name.keys() and text in (BOTH_NAMES, *entity.by_name):
        return text
    labels = known_headings(entity.name).get(plain(text), {})
    for target, how in labels.items():
        if how == "label":
            return target
    names = [*entity.by_name, *([BOTH_NAMES] if _has_both_names(entity) else [])]
    close = get_close_matches(text.casefold(), names, n=3) or list(labels)
    advice = CLOSE.fill(fields=_quoted(close)) if close else FIELDS.fill(fields=", ".join(names))
    raise Refused(NO_FIELD.fill(text=text, many=entity.many), advice)


def _has_both_names(entity: Entity) -> bool:
    return entity.by_name.keys() >= set(BOTH_NAMES.split("+"))


def _fitting(text: str, target: str, entity: Entity, context: Context) -> str:
    """Return the text for all rows; refuse one that does not fit its field."""
    for field in fields_of(target, entity):
        try:
            if not isinstance(field.kind, (Link, Links)):
                field.kind.parse(text, context)
        except Invalid as fault:
            raise Refused(UNFIT.fill(field=field.label, reason=fault.reason)) from fault
    return text
