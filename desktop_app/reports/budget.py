"""What a trip is to cost, item by item, in its currency and in kronor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.blocks import Cell, Table, Writer, cell
from desktop_app.reports.costs import ROWS, SUM, WITHOUT, in_kronor
from desktop_app.reports.formats import SEK
from desktop_app.reports.record import Record
from desktop_app.reports.tabling import joined, without_empty

__all__ = ["TOLD", "Budget"]

TOLD = frozenset({"item", "budget", "currency", "rate", "rate_source"})
"""The fields of a cost that the table tells."""

IN_KRONOR = Words("I kronor", "In SEK")
T = TypeVar("T")
MONEY = ("budget", "currency")
RATE = ("rate", "rate_source")


@dataclass(frozen=True, slots=True)
class Budget:
    """The costs of one trip as they are planned, to be written in one language.

    Attributes:
        costs: The costs, without what they turned out to be.
        language: The language.
    """

    costs: Sequence[Record]
    language: Language

    @classmethod
    def of(cls, costs: Sequence[Record], language: Language) -> Budget:
        """Return the budget of costs, whatever they turned out to be."""
        return cls([_without(cost, "outcome") for cost in costs], language)

    @property
    def sum(self) -> Decimal | None:
        """Return what is known of it in kronor."""
        return in_kronor(self.costs)[0].budget

    @property
    def lacking(self) -> int:
        """Return how many of the costs are not in the sum, for they have no rate."""
        return in_kronor(self.costs)[1]

    def money(self, amount: Decimal, code: str = SEK) -> str:
        """Return an amount with its currency, with öre only where there are any."""
        places = 0 if amount == amount.to_integral_value() else 2
        return formats.money(amount, code, self.language, places)

    def tables(self) -> list[Table]:
        """Return the table, or none."""
        if not self.costs:
            return []
        writer = self._writer
        labels = [writer.label("item"), writer.label("budget"), writer.label("rate")]
        rows = [self._row(cost) for cost in self.costs]
        made = without_empty(
            [*labels, IN_KRONOR.into(self.language)], [*rows, self._sum()], (1, 3), (1, 3)
        )
        *rows, last = made["rows"]
        return [{**made, "rows": rows, "sums": [last]}]

    def _row(self, cost: Record) -> list[Cell]:
        writer, foreign = self._writer, not self._only_kronor
        sek = in_kronor([cost])[0].budget if foreign else None
        rate, source = (writer.text(cost, name) for name in RATE)
        told = " ".join(filter(None, (rate, source and f"({source})")))
        return [
            joined(writer, cost, ("item",)),
            joined(writer, cost, MONEY, [self._amount(cost)]),
            joined(writer, cost, RATE, [told]),
            cell("" if sek is None else self.money(sek)),
        ]

    def _amount(self, cost: Record) -> str:
        amount, code = formats.number(cost.value("budget")), cost.value("currency")
        if amount is None:
            return " ".join(filter(None, (cost.texts.get("budget", ""), code)))
        return self.money(amount, code) if code else formats.decimal(amount, self.language)

    def _sum(self) -> list[Cell]:
        known, lacking = in_kronor(self.costs)
        title = SUM
        if lacking:
            title = WITHOUT.fill(sum=SUM, count=ROWS[lacking > 1].fill(count=lacking))
        sum_ = "" if known.budget is None else self.money(known.budget)
        in_place = [sum_, "", ""] if self._only_kronor else ["", "", sum_]
        return [cell(text) for text in (title.into(self.language), *in_place)]

    @property
    def _only_kronor(self) -> bool:
        disputed = any(cost.others.get("currency") for cost in self.costs)
        return not disputed and all(cost.value("currency") == SEK for cost in self.costs)

    @property
    def _writer(self) -> Writer:
        return Writer(CATALOGUE["cost"], self.language)


def _without(record: Record, name: str) -> Record:
    def rest(told: Mapping[str, T]) -> dict[str, T]:
        return {key: value for key, value in told.items() if key != name}

    return Record(rest(record.values), rest(record.texts), rest(record.others))
