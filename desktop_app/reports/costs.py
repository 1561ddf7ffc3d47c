"""The table of what a trip was to cost and did cost, with its sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.blocks import Cell, Column, Table, Writer, cell, table
from desktop_app.reports.formats import SEK
from desktop_app.reports.record import Record

SUMS = ("budget", "outcome")
CURRENCY = "currency"
DIFFERENCE = "difference"
SHOWN = ("item", *SUMS, DIFFERENCE, CURRENCY, "rate", "rate_source")
"""The columns in order: those of the fields, and one that is computed."""

COLUMNS = tuple(name for name in SHOWN if name != DIFFERENCE)
"""The fields of a cost that the table has a column for."""

LEFT = Words("Budget − utfall", "Budget − outcome")
SUM = Words("Summa", "Total")
SUM_OF = Words("Delsumma {currency}", "Subtotal {currency}")
SUM_IN_SEK = Words("Allt i kronor", "All in SEK")
WITHOUT = Words("{sum} (utan {count} som saknar kurs)", "{sum} (without {count} that have no rate)")
ROWS = (Words("en post", "one item"), Words("{count} poster", "{count} items"))


@dataclass(frozen=True, slots=True)
class Sums:
    """Budget and outcome, each None where there is none.

    Attributes:
        budget: What it was to cost.
        outcome: What it did cost.
        whole: Whether both are known of every cost in it, so that they can be compared.
    """

    budget: Decimal | None = None
    outcome: Decimal | None = None
    whole: bool = True

    @property
    def difference(self) -> Decimal | None:
        """Return what was left of the budget, where that is known."""
        if self.budget is None or self.outcome is None or not self.whole:
            return None
        return self.budget - self.outcome

    def times(self, rate: Decimal) -> Sums:
        """Return both in kronor, to the öre."""
        return Sums(_times(self.budget, rate), _times(self.outcome, rate), self.whole)


@dataclass(frozen=True, slots=True)
class CostTable:
    """Writes the costs of one trip in one language."""

    costs: Sequence[Record]
    language: Language

    def tables(self) -> list[Table]:
        """Return the table of the costs, or none."""
        names = [name for name in SHOWN if self._used(name)]
        if not names:
            return []
        rows = [[self._cell(cost, name) for name in names] for cost in self.costs]
        return [table([self._column(name) for name in names], rows, self._sums(names))]

    def _used(self, name: str) -> bool:
        needed = {DIFFERENCE: SUMS}.get(name, (name,))
        spoken = {CURRENCY} if self._only_kronor else set()
        return name not in spoken and all(map(self._filled, needed))

    def _filled(self, name: str) -> bool:
        return any(cost.filled(name) for cost in self.costs)

    def _column(self, name: str) -> Column:
        if name in COLUMNS:
            return self._writer.column(name)
        return {"label": LEFT.into(self.language), "share": 0, "right": True}

    def _cell(self, cost: Record, name: str) -> Cell:
        makers = {**dict.fromkeys(SUMS, self._budgeted), CURRENCY: self._code}
        if name in COLUMNS:
            return makers.get(name, self._writer.cell)(cost, name)
        return cell(self._amount(sums(cost).difference))

    def _code(self, cost: Record, name: str) -> Cell:
        return cell(cost.value(name), self._writer.also(cost, name))

    def _budgeted(self, cost: Record, name: str) -> Cell:
        amount = formats.number(cost.value(name))
        text = cost.texts.get(name, "") if amount is None else self._amount(amount)
        return cell(text, self._writer.also(cost, name))

    def _sums(self, names: Sequence[str]) -> list[list[Cell]]:
        """Return a sum of each currency with more than one cost, and one of all in kronor."""
        found = []
        for currency in self._currencies:
            rows = [cost for cost in self.costs if cost.value(CURRENCY) == currency]
            if len(rows) > 1:
                title = SUM if self._only_kronor else SUM_OF.fill(currency=currency)
                found.append(self._sum(title, total(map(sums, rows)), currency, names))
        if self._currencies and not self._only_kronor:
            found += self._sum_in_kronor(names)
        return found

    def _sum_in_kronor(self, names: Sequence[str]) -> list[list[Cell]]:
        known = [sums(cost).times(rate) for cost in self.costs if (rate := _rate(cost))]
        lacking = sum(1 for cost in self.costs if not _rate(cost) and sums(cost) != Sums())
        if not known and not lacking:
            return []
        title = SUM_IN_SEK
        if lacking:
            title = WITHOUT.fill(sum=title, count=ROWS[lacking > 1].fill(count=lacking))
        return [self._sum(title, total(known), SEK, names)]

    def _sum(self, title: Words, both: Sums, currency: str, names: Sequence[str]) -> list[Cell]:
        shown = {
            "item": title.into(self.language),
            "budget": self._amount(both.budget),
            "outcome": self._amount(both.outcome),
            DIFFERENCE: self._amount(both.difference),
            CURRENCY: currency,
        }
        return [cell(shown.get(name, "")) for name in names]

    def _amount(self, amount: Decimal | None) -> str:
        if amount is None:
            return ""
        if self._only_kronor:
            return formats.money(amount, SEK, self.language, self._places)
        return formats.decimal(amount, self.language, self._places)

    @property
    def _writer(self) -> Writer:
        return Writer(CATALOGUE["cost"], self.language)

    @property
    def _currencies(self) -> list[str]:
        return [code for code in dict.fromkeys(c.value(CURRENCY) for c in self.costs) if code]

    @property
    def _only_kronor(self) -> bool:
        """Return whether all is in kronor, so that the amounts say so and no column has to."""
        disputed = any(cost.others.get(CURRENCY) for cost in self.costs)
        return not disputed and all(cost.value(CURRENCY) == SEK for cost in self.costs)

    @property
    def _places(self) -> int:
        """Return how many decimals the amounts are written with: none where all are whole."""
        amounts = [formats.number(cost.value(name)) for cost in self.costs for name in SUMS]
        rates = any(cost.value("rate") for cost in self.costs)
        whole = all(amount == amount.to_integral_value() for amount in amounts if amount)
        return 0 if whole and not rates else 2


def in_kronor(costs: Iterable[Record]) -> tuple[Sums, int]:
    """Return the sums of the costs in kronor, and how many of them are not in it: no rate."""
    filled = [cost for cost in costs if sums(cost) != Sums()]
    known = [sums(cost).times(rate) for cost in filled if (rate := _rate(cost)) is not None]
    return total(known), len(filled) - len(known)


def sums(cost: Record) -> Sums:
    """Return budget and outcome of a cost."""
    budget, outcome = (formats.number(cost.value(name)) for name in SUMS)
    return Sums(budget, outcome)


def total(rows: Iterable[Sums]) -> Sums:
    """Return the sums of what is known."""
    listed = list(rows)
    whole = all(row.difference is not None for row in listed)
    budget = _total(row.budget for row in listed)
    return Sums(budget, _total(row.outcome for row in listed), whole)


def _total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known else None


def _rate(cost: Record) -> Decimal | None:
    if cost.value(CURRENCY) == SEK:
        return Decimal(1)
    return formats.number(cost.value("rate"))


_EXACT = Context(prec=100)
_ORE = Decimal("0.01")


def _times(amount: Decimal | None, rate: Decimal) -> Decimal | None:
    return None if amount is None else _EXACT.quantize(_EXACT.multiply(amount, rate), _ORE)
