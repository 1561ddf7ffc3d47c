"""What a row is called, and what of it can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from desktop_app.domain import territories
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.folding import collation_key, fold
from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Country,
    Currency,
    Date,
    Email,
    Flag,
    Integer,
    Kind,
    Languages,
    Link,
    Links,
    Note,
    Phone,
    Reference,
    Tags,
    Text,
    Time,
    Value,
    Website,
    Year,
)

FOLDING_VERSION = 1
"""Raised when rows are found by other words than before: search indexes are then made anew."""

Fetch = Callable[[str, str], Mapping[str, Value] | None]
"""Return the values of a row by entity and id, None where it is not here."""


def _nowhere(_entity: str, _row: str) -> None:
    return None


class Titles:
    """Titles of linked rows, each looked up once."""

    def __init__(self, fetch: Fetch) -> None:
        """Keep how a row is looked up."""
        self._fetch = fetch
        self._known: dict[str, str] = {}

    def forget(self, row: str) -> None:
        """Look a row up again the next time."""
        self._known.pop(row, None)

    def close(self) -> None:
        """Look nothing up any more: where the rows lie is closed, what is known stays known."""
        self._fetch = _nowhere

    def of(self, entity: str, row: str) -> str:
        """Return the title of a row, '' where it has not been received."""
        if row not in self._known:
            self._known[row] = ""  # a link that leads back here ends
            values = self._fetch(entity, row)
            self._known[row] = "" if values is None else title(CATALOGUE[entity], values, self)
        return self._known[row]


def title(entity: Entity, values: Mapping[str, Value], titles: Titles) -> str:
    """Return what a row is called, whatever the language: names, dates, codes."""
    return _joined(entity, entity.title, values, titles)


def order_title(entity: Entity, values: Mapping[str, Value], titles: Titles) -> str:
    """Return the text that a row is sorted by."""
    return _joined(entity, entity.order or entity.title, values, titles)


def _joined(
    entity: Entity, names: Iterable[str], values: Mapping[str, Value], titles: Titles
) -> str:
    parts = (_plain(entity.by_name[name], values.get(name), titles) for name in names)
    return " ".join(part for part in parts if part)


def _plain(field: Field, value: Value, titles: Titles) -> str:
    if value is None:
        return ""
    if isinstance(field.kind, Link):
        return titles.of(field.kind.entity, str(value))
    if isinstance(value, list):
        return "; ".join(value)
    return str(value)


def sort_key(entity: Entity, values: Mapping[str, Value], titles: Titles) -> str:
    """Return the key of a row's place in Swedish order."""
    return collation_key(order_title(entity, values, titles), "sv")


HOME = "46"
"""The country code of numbers that are typed without one."""

Findable = Callable[[Field, Value, Titles], str]


def _text(_field: Field, value: Value, _titles: Titles) -> str:
    return str(value)


def _phone(_field: Field, value: Value, _titles: Titles) -> str:
    """Return the digits as they are typed, and as they are dialled from abroad.

    Good enough to be found by; what a number really is, the library of its kind decides.
    """
    typed = str(value).replace("(0)", "")
    digits = "".join(filter(str.isdecimal, typed))
    if digits.startswith("00"):
        return f"{value} {digits} {digits[2:]}"
    return f"{value} {digits} {HOME}{digits[1:]}" if digits[:1] == "0" else f"{value} {digits}"


def _country(_field: Field, value: Value, _titles: Titles) -> str:
    return f"{territories.name(str(value), 'sv')} {territories.name(str(value), 'en')}"


def _linked(field: Field, value: Value, titles: Titles) -> str:
    return titles.of(field.kind.entity, str(value)) if isinstance(field.kind, Link) else ""


def _several(_field: Field, value: Value, _titles: Titles) -> str:
    return " ".join(value) if isinstance(value, list) else ""


def _nothing(_field: Field, _value: Value, _titles: Titles) -> str:
    return ""


FINDABLE: Mapping[type[Kind], Findable] = {
    Amount: _nothing,
    Choice: _nothing,
    Choices: _nothing,
    Country: _country,
    Currency: _nothing,
    Date: _text,
    Email: _text,
    Flag: _nothing,
    Integer: _nothing,
    Languages: _nothing,
    Link: _linked,
    Links: _nothing,
    Note: _text,
    Phone: _phone,
    Reference: _text,
    Tags: _several,
    Text: _text,
    Time: _nothing,
    Website: _text,
    Year: _text,
}
"""What of a value is found while typing; the rest is found by ``field:value``."""


def findable(entity: Entity, values: Mapping[str, Value], titles: Titles) -> str:
    """Return the folded text that a row is found by."""
    found = [
        FINDABLE[type(field.kind)](field, values[field.name], titles)
        for field in entity.fields
        if field.name in values
    ]
    return " ".join(fold(text) for text in found if text)
