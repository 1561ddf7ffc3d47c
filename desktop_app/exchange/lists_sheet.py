"""The hidden lists: what drop-downs offer, and what labels and titles of the file stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from desktop_app.domain import currencies, territories
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.collation import collation_key
from desktop_app.domain.kinds import (
    Choice,
    Choices,
    Context,
    Country,
    Currency,
    Flag,
    Kind,
    Link,
    Links,
)
from desktop_app.domain.words import Words
from desktop_app.exchange.contract import LISTS, sheet_of
from desktop_app.exchange.layout import DELETE, Column, Role

__all__ = ["CODE", "NOT_RECEIVED", "Lists", "choice_key", "list_key", "title_key"]

MOST_OFFERED = 5_000
"""Titles that a drop-down offers at most; longer ones are slow and nobody scrolls them."""

NOT_RECEIVED = Words("(inte mottagen än: {id})", "(not received yet: {id})")

CODE = "#code"
ACTION_LIST, FLAGS, COUNTRIES, CURRENCIES = "action", "flag", "country", "currency"
FIRST_CURRENCIES = ("SEK", "EUR", "NOK", "DKK", "GBP", "USD")


def choice_key(pick_list: str) -> str:
    """Return what the column of labels of a pick list is called."""
    return f"choice:{pick_list}"


def title_key(entity: str) -> str:
    """Return what the column of titles of an entity is called."""
    return f"title:{entity}"


def list_key(kind: Kind) -> str | None:
    """Return the list that a field of one value is chosen from, None for free values."""
    if isinstance(kind, Choice):
        return choice_key(kind.pick_list)
    if isinstance(kind, Link):
        return title_key(kind.entity)
    return {Flag: FLAGS, Country: COUNTRIES, Currency: CURRENCIES}.get(type(kind))


@dataclass(slots=True)
class Lists:
    """What is gathered while the sheets are written.

    Attributes:
        context: How labels are written.
        look_up: Gives the title of a row, '' where it is not here.
        titles: Titles by id by entity.
        codes: Codes of each pick list: those that may be chosen, and those in use here.
    """

    context: Context
    look_up: Callable[[str, str], str]
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: dict[str, dict[str, None]] = field(default_factory=dict)
    _ranges: dict[str, str] = field(default_factory=dict)

    def title(self, entity: str, row: str) -> str:
        """Return the title of a linked row as it stands in cells, and remember it."""
        known = self.titles.setdefault(entity, {})
        found = known.get(row)
        if found is None:
            waiting = NOT_RECEIVED.fill(id=row[:8]).into(self.context.language)
            found = known[row] = self.look_up(entity, row) or waiting
        return found

    def expect(self, entity: str) -> None:
        """Note which lists an entity's sheet needs, and the codes that may be chosen."""
        sheet = sheet_of(entity)
        for name in sheet.columns if sheet else ():
            kind = CATALOGUE[entity].by_name[name].kind
            if isinstance(kind, (Choice, Choices)):
                offered = dict.fromkeys(self.context.lists.codes(kind.pick_list))
                self.codes.setdefault(kind.pick_list, offered)
            elif isinstance(kind, (Link, Links)):
                self.titles.setdefault(kind.entity, {})

    def use(self, kind: Kind, value: object) -> None:
        """Note codes in use, which may no longer be among those to choose."""
        if isinstance(kind, (Choice, Choices)):
            known = self.codes[kind.pick_list]
            for code in value if isinstance(value, list) else (value,):
                known[str(code)] = None

    def columns(self) -> list[tuple[str, Sequence[str]]]:
        """Return the columns of the sheet: each with its name and what it lists."""
        language = self.context.language
        found: list[tuple[str, Sequence[str]]] = [
            (ACTION_LIST, [DELETE.into(language)]),
            (FLAGS, [Flag().write(value, self.context) for value in (True, False)]),
            (COUNTRIES, self._sorted(territories.name(c, language) for c in territories.codes())),
            (CURRENCIES, list(dict.fromkeys((*FIRST_CURRENCIES, *sorted(currencies.current()))))),
        ]
        for pick_list, codes in sorted(self.codes.items()):
            labels = [self.context.lists.label(pick_list, code, language) for code in codes]
            found += [(choice_key(pick_list), labels), (choice_key(pick_list) + CODE, [*codes])]
        for entity, titles in sorted(self.titles.items()):
            pairs = sorted(titles.items(), key=lambda pair: collation_key(pair[1], language))
            found.append((title_key(entity), [title for _row, title in pairs]))
            found.append((title_key(entity) + CODE, [row for row, _title in pairs]))
        return found

    def _sorted(self, names: Iterable[str]) -> list[str]:
        return sorted(names, key=lambda name: collation_key(name, self.context.language))

    def rows(self) -> Iterable[Sequence[str]]:
        """Return the rows of the sheet, and note where each list stands."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        columns = self.columns()
        for number, (name, listed) in enumerate(columns, 1):
            letter, last = get_column_letter(number), 1 + min(len(listed), MOST_OFFERED)
            if listed and len(listed) <= MOST_OFFERED:
                self._ranges[name] = f"'{LISTS.sv}'!${letter}$2:${letter}${last}"
        yield [name for name, _listed in columns]
        yield from zip_longest(*(listed for _name, listed in columns), fillvalue="")

    def range_for(self, column: Column) -> str | None:
        """Return where what a column offers stands, None where it offers nothing."""
        if column.role is Role.ACTION:
            return self._ranges.get(ACTION_LIST)
        if column.role is not Role.FIELD or column.field is None:
            return None
        return self._ranges.get(list_key(column.field.kind) or "")

    def labels_of(self, kind: Kind) -> Sequence[str]:
        """Return the labels of the elements that a set may have, as far as there is a list."""
        if not isinstance(kind, Choices):
            return ()
        codes: Mapping[str, None] = self.codes.get(kind.pick_list, {})
        return [self.context.lists.label(kind.pick_list, c, self.context.language) for c in codes]
