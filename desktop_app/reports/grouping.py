"""What lists of rows in groups have in common: entries, columns, and the order of groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from typing import TypeVar

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.collation import collation_key
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Amount, Link, Links
from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.blocks import Writer
from desktop_app.reports.formats import SEK
from desktop_app.reports.listing import Entry, Head, Where
from desktop_app.reports.record import Record

__all__ = ["Columns", "Sum", "in_groups", "places", "total"]

T = TypeVar("T")

WITHOUT_ONE = Words("{sum}, utan 1 som saknar kurs", "{sum}, without 1 that has no rate")
WITHOUT = Words("{sum}, utan {count} som saknar kurs", "{sum}, without {count} that have no rate")


@dataclass(frozen=True, slots=True)
class Columns:
    """Makes columns and entries of the fields of one entity, in one language."""

    entity: Entity
    language: Language

    @classmethod
    def of(cls, entity: str, language: Language) -> Columns:
        """Return those of an entity by its name."""
        return cls(CATALOGUE[entity], language)

    def head(self, name: str, *, brief: bool = False, where: Where = "both") -> Head:
        """Return the column of a field; `brief` puts its label before its texts on paper."""
        field = self.entity.by_name[name]
        right = isinstance(field.kind, Amount)
        said = field.label if brief else None
        return Head(name, field.label, field.kind, right, brief=said, where=where)

    def heads(self, names: Iterable[str]) -> list[Head]:
        """Return the columns of fields."""
        return [self.head(name) for name in names]

    def entry(self, record: Record, name: str) -> Entry:
        """Return what a row has in a field; a sheet holds names of linked rows, else values."""
        writer, kind = Writer(self.entity, self.language), self.entity.by_name[name].kind
        value = None if isinstance(kind, (Link, Links)) else record.values.get(name)
        return Entry(writer.text(record, name), writer.also(record, name), value)

    def line(self, record: Record, names: Iterable[str]) -> dict[str, Entry]:
        """Return what a row has in fields."""
        return {name: self.entry(record, name) for name in names}

    def text(self, record: Record, name: str) -> str:
        """Return what a row has in a field, in one line of text."""
        return " ".join(Writer(self.entity, self.language).text(record, name).split())

    def name_of(self, record: Record) -> str:
        """Return what a row is called."""
        texts = (record.texts.get(name, "") for name in self.entity.title)
        return " ".join(filter(None, texts))

    def place(self, record: Record) -> str:
        """Return the key of a row's place in the alphabetical order of the language."""
        names = self.entity.order or self.entity.title
        texts = (record.texts.get(name, "") for name in names)
        return collation_key(" ".join(filter(None, texts)), self.language)


def in_groups(
    rows: Iterable[T],
    name_of: Callable[[T], str],
    language: Language,
    order: Sequence[str] = (),
) -> list[tuple[str, list[T]]]:
    """Return rows by what they are grouped by, in the order told, then by the alphabet.

    Rows of one group stay in their order; those without a group are the last, below ''.
    """
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(name_of(row), []).append(row)
    told = {name: place for place, name in enumerate(order)}

    def place(name: str) -> tuple[bool, int, str]:
        return name == "", told.get(name, len(told)), collation_key(name, language)

    return [(name, found[name]) for name in sorted(found, key=place)]


@dataclass(frozen=True, slots=True)
class Sum:
    """What amounts in kronor come to.

    Attributes:
        sek: The sum of those that are known.
        unknown: How many amounts have no rate, and so are not in it.
    """

    sek: Decimal
    unknown: int = 0

    def text(self, language: Language) -> str:
        """Return the sum, and how much is not in it."""
        sum_ = formats.money(self.sek, SEK, language, places(self.sek))
        if not self.unknown:
            return sum_
        words = WITHOUT_ONE if self.unknown == 1 else WITHOUT
        return words.fill(sum=sum_, count=self.unknown).into(language)


def total(amounts: Iterable[Decimal | None]) -> Sum | None:
    """Return the sum of amounts, of which None is one without a rate; None where there are none."""
    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    if not found:
        return None
    with localcontext(Context(prec=60)):  # whole sums, however large
        return Sum(sum(known, Decimal(0)), len(found) - len(known))


def places(amount: Decimal) -> int:
    """Return how many decimals an amount of money is written with: none where it is whole."""
    return 0 if amount == amount.to_integral_value() else 2
