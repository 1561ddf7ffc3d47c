"""What every kind of value knows: to parse what was given, to write it for people, to doubt it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import ClassVar, Protocol, TypeAlias

from desktop_app.domain.words import Words

Given: TypeAlias = str | int | float | bool | date | datetime | time | Decimal | list[str] | None
"""What may be given for a value: typed text, or a typed cell of a workbook."""

Value: TypeAlias = str | int | bool | list[str] | None
"""A value as it is kept: JSON, normalised, None for empty."""


class PickLists(Protocol):
    """The register's pick lists, as kinds need them."""

    def code(self, pick_list: str, text: str) -> str | None:
        """Return the code that `text` (code or label, either language) stands for."""

    def label(self, pick_list: str, code: str, language: str) -> str:
        """Return the label of a code, the code itself where it is unknown."""

    def codes(self, pick_list: str) -> Sequence[str]:
        """Return the codes that may be chosen today, in order."""


@dataclass(frozen=True, slots=True)
class Context:
    """What parsing and writing depend on besides the value itself.

    Attributes:
        lists: The pick lists in force.
        language: ``sv`` or ``en``: the language of what is written.
        region: ISO 3166 code of the country of phone numbers without one.
    """

    lists: PickLists
    language: str = "sv"
    region: str = "SE"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value.

    Attributes:
        sql: The SQLite type of its column.
        many: Whether a value is a set of elements, changed by adding and removing.
    """

    sql: ClassVar[str] = "TEXT"
    many: ClassVar[bool] = False

    def parse(self, given: Given, context: Context) -> Value:
        """Return the normalised value, None when empty; raise `Invalid` with the reason.

        Parsing what `write` wrote gives the same value again.
        """
        raise NotImplementedError

    def write(self, value: Value, context: Context) -> str:
        """Return the value as people read it in tables, '' when empty."""
        return "" if value is None else str(value)

    def doubts(self, value: Value, context: Context) -> tuple[Words, ...]:
        """Return what is unusual about a valid value; it is kept all the same."""
        return ()

    def check(self, column: str) -> str:
        """Return the SQL condition that every value of `column` meets, '' for none."""
        return ""
