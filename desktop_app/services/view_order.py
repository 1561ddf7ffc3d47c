"""What the values of a column are sorted by: a key for each kind, strings in plain order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from desktop_app.domain.collation import collation_key
from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Context,
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
from desktop_app.services.register import Register
from desktop_app.storage.tables import Cell, decode
from desktop_app.storage.views import places_of

__all__ = ["SORTED_BY", "Alphabet", "in_order", "keys_of"]

AT_A_TIME = 1000
OF_A_NOTE = 40
"""As many characters of a note are sorted by."""
LAST = "\U0010ffff"
MOST_IN_ONE_GO, LONGEST_BEGINNING = 4000, 200


class Alphabet:
    """What keys depend on besides the values: pick lists, language, places of linked rows."""

    def __init__(self, register: Register, language: str) -> None:
        """Keep the register's lists."""
        self.context: Context = register.context(language)
        self._register = register
        self._positions: dict[str, dict[str, int]] = {}

    def places(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the places of linked rows in their own lists, of those that are here."""
        return places_of(self._register.db.conn, ids)

    def chosen(self, pick_list: str, code: str) -> str:
        """Return the key of a code: its position, after all of them the label of an ended one."""
        lists = self.context.lists
        if pick_list not in self._positions:
            codes = lists.codes(pick_list)
            self._positions[pick_list] = {each: place for place, each in enumerate(codes)}
        place = self._positions[pick_list].get(code)
        if place is not None:
            return f"{place:06}"
        return LAST + collation_key(lists.label(pick_list, code, self.context.language), "sv")


Values = Sequence[Value]
KeysOf = Callable[[Field, Values, Alphabet], list[str]]


def _text(_field: Field, values: Values, _alphabet: Alphabet) -> list[str]:
    return [collation_key(str(value), "sv") for value in values]


def _beginning(_field: Field, values: Values, _alphabet: Alphabet) -> list[str]:
    return [collation_key(str(value)[:OF_A_NOTE], "sv") for value in values]


def _plain(_field: Field, values: Values, _alphabet: Alphabet) -> list[str]:
    return [str(value).lower() for value in values]


def _number(_field: Field, values: Values, _alphabet: Alphabet) -> list[str]:
    return [f"{Decimal(str(value)):030.8f}" for value in values]


def _flag(_field: Field, values: Values, _alphabet: Alphabet) -> list[str]:
    return ["0" if value else "1" for value in values]


def _written(field: Field, values: Values, alphabet: Alphabet) -> list[str]:
    write, context = field.kind.write, alphabet.context
    return [collation_key(write(value, context), "sv") for value in values]


def _choice(field: Field, values: Values, alphabet: Alphabet) -> list[str]:
    pick_list: str = field.kind.pick_list  # type: ignore[attr-defined]
    return [alphabet.chosen(pick_list, str(value)) for value in values]


def _choices(field: Field, values: Values, alphabet: Alphabet) -> list[str]:
    pick_list: str = field.kind.pick_list  # type: ignore[attr-defined]
    return ["".join(alphabet.chosen(pick_list, code) for code in _set(each)) for each in values]


def _link(_field: Field, values: Values, alphabet: Alphabet) -> list[str]:
    places = alphabet.places([str(value) for value in values])
    return [places.get(str(value), LAST) for value in values]


def _links(_field: Field, values: Values, alphabet: Alphabet) -> list[str]:
    places = alphabet.places(list({id_ for each in values for id_ in _set(each)}))
    return ["\x00".join(places.get(id_, LAST) for id_ in _set(each)) for each in values]


def _set(value: Value) -> list[str]:
    return value if isinstance(value, list) else []


SORTED_BY: Mapping[type[Kind], KeysOf] = {
    Amount: _number,
    Choice: _choice,
    Choices: _choices,
    Country: _written,
    Currency: _plain,
    Date: _plain,
    Email: _plain,
    Flag: _flag,
    Integer: _number,
    Languages: _written,
    Link: _link,
    Links: _links,
    Note: _beginning,
    Phone: _plain,
    Reference: _text,
    Tags: _written,
    Text: _text,
    Time: _plain,
    Website: _plain,
    Year: _number,
}
"""What filled values of each kind are sorted by."""


def keys_of(
    field: Field, cells: Iterator[Cell], alphabet: Alphabet
) -> Generator[None, None, list[str]]:
    """Return the key of each filled cell, some at a time."""
    find = SORTED_BY[type(field.kind)]
    many = field.kind.many
    keys: list[str] = []
    while some := list(islice(cells, AT_A_TIME)):
        keys += find(field, [decode(field, cell) for cell in some] if many else some, alphabet)
        yield
    return keys


def in_order(
    keys: Sequence[str], numbers: Sequence[int], letters: int = 2
) -> Generator[None, None, list[int]]:
    """Return numbers in the order of the keys they stand for, some at a time.

    Many of them are first divided by how their keys begin.
    """
    if len(numbers) <= MOST_IN_ONE_GO or letters > LONGEST_BEGINNING:
        return sorted(numbers, key=keys.__getitem__)
    parts: dict[str, list[int]] = defaultdict(list)
    for start in range(0, len(numbers), MOST_IN_ONE_GO):
        for number in numbers[start : start + MOST_IN_ONE_GO]:
            parts[keys[number][:letters]].append(number)
        yield
    found: list[int] = []
    for beginning in sorted(parts):
        found += yield from in_order(keys, parts[beginning], letters + 2)
        yield
    return found
