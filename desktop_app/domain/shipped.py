"""The rows that every register has from the start: pick lists, the city's organisations, networks.

Their ids are made of what they are, so that registers which never met hold one of each.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID, uuid5

from desktop_app.data import RESOURCES
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.folding import fold
from desktop_app.domain.kinds import Context, Link, Value

__all__ = ["NAMESPACE", "Lists", "Row", "shipped_id", "shipped_lists", "shipped_rows"]

NAMESPACE = UUID("656c59f3-be2d-4aee-8f14-af98fb35c871")
"""What the ids of shipped rows are made in; never changed, or registers would hold two of each."""

LISTS = RESOURCES / "lists"
LAST_DAY = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is known before any register is.

    Attributes:
        entity: The name of its entity.
        id: Its id.
        values: Its values by field, normalised and final, without the empty ones.
    """

    entity: str
    id: str
    values: dict[str, Value]


class Lists:
    """Pick lists made of list items: the shipped ones, or those a register holds."""

    def __init__(self, items: Iterable[Mapping[str, Value]], today: date | None = None) -> None:
        """Take the values of list items, and the day that decides what may be chosen.

        Without a day, what has an end may not be chosen any more.
        """
        self._day = today.isoformat() if today else LAST_DAY
        self._items: dict[str, dict[str, Mapping[str, Value]]] = {}
        self._spelled: dict[tuple[str, str], set[str]] = {}
        self._folded: dict[tuple[str, str], set[str]] = {}
        for item in sorted(items, key=_place):
            self._add(item, str(item.get("list")), str(item.get("code")))

    def code(self, pick_list: str, text: str) -> str | None:
        """Return the code that `text` (code or label, either language) stands for.

        Capitals make no difference, nor do accents, unless two codes would then be meant. Of
        several codes with the same label the one that may be chosen today is meant.
        """
        if text in self._items.get(pick_list, ()):
            return text
        found = self._spelled.get((pick_list, text.casefold()), set())
        found = found or self._folded.get((pick_list, fold(text)), set())
        if len(found) > 1:
            found = found.intersection(self.codes(pick_list))
        return next(iter(found)) if len(found) == 1 else None

    def label(self, pick_list: str, code: str, language: str) -> str:
        """Return the label of a code, ended ones too; the code itself where it is unknown."""
        item = self._items.get(pick_list, {}).get(code, {})
        return str(item.get("label_en" if language == "en" else "label_sv") or code)

    def codes(self, pick_list: str) -> Sequence[str]:
        """Return the codes that may be chosen today, in order."""
        items = self._items.get(pick_list, {})
        return tuple(code for code, item in items.items() if self._in_force(item))

    def _add(self, item: Mapping[str, Value], pick_list: str, code: str) -> None:
        self._items.setdefault(pick_list, {})[code] = item
        for name in ("code", "label_sv", "label_en"):
            text = str(item.get(name) or code)
            self._spelled.setdefault((pick_list, text.casefold()), set()).add(code)
            self._folded.setdefault((pick_list, fold(text)), set()).add(code)

    def _in_force(self, item: Mapping[str, Value]) -> bool:
        first, last = item.get("valid_from") or "", item.get("valid_to") or LAST_DAY
        return str(first) <= self._day <= str(last)


def _place(item: Mapping[str, Value]) -> tuple[float, str]:
    position = item.get("position")
    return (position if isinstance(position, int) else float("inf"), str(item.get("code")))


def shipped_id(entity: str, key: str) -> str:
    """Return the id of a shipped row: ``list/code`` of a list item, the name of all others."""
    return str(uuid5(NAMESPACE, f"{entity}/{key}"))


def shipped_rows() -> tuple[Row, ...]:
    """Return the shipped rows: list items, then the city's organisations, then networks."""
    context = Context(shipped_lists())
    named = ("organisation", "organisations"), ("network", "networks")
    rows = [_row(entity, cells, context) for entity, name in named for cells in _cells(name)]
    return (*_list_items(), *rows)


@cache
def shipped_lists(today: date | None = None) -> Lists:
    """Return the shipped pick lists as they stand `today`."""
    return Lists((row.values for row in _list_items()), today)


def _list_items() -> Iterator[Row]:
    # Nothing of a list item is itself a choice, so no list needs to be known yet.
    context = Context(Lists(()))
    return (_row("list_item", cells, context) for cells in _cells("pick_lists"))


def _cells(name: str) -> Iterator[Mapping[str, str]]:
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _row(entity: str, cells: Mapping[str, str], context: Context) -> Row:
    key = cells["name"] if "name" in cells else f"{cells['list']}/{cells['code']}"
    values = ((name, _value(entity, name, text, context)) for name, text in cells.items() if text)
    return Row(entity, shipped_id(entity, key), dict(values))


def _value(entity: str, name: str, text: str, context: Context) -> Value:
    """Return the value of a cell; a link stands there as the name of the row it points to."""
    kind = CATALOGUE[entity].by_name[name].kind
    return kind.parse(shipped_id(kind.entity, text) if isinstance(kind, Link) else text, context)
