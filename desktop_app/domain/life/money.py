"""Money in kronor: exact, and honest about what cannot be told in kronor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.life.case import Case
from desktop_app.domain.words import Words

__all__ = ["KRONOR", "Total", "in_sek", "told", "total"]

KRONOR = "SEK"
ORE = Decimal("0.01")
NBSP = "\N{NO-BREAK SPACE}"
IN_KRONOR = Words("{number}\N{NO-BREAK SPACE}kr", "SEK\N{NO-BREAK SPACE}{number}")


@dataclass(frozen=True, slots=True)
class Total:
    """A sum in kronor.

    Attributes:
        sek: The sum of what is known in kronor.
        unknown: The ids of the rows whose amount has no rate.
    """

    sek: Decimal
    unknown: tuple[str, ...] = ()


def in_sek(case: Case, name: str = "amount") -> Decimal | None:
    """Return an amount of a fee, cost or funding in kronor, to the öre; None where unknown.

    What a person wrote in kronor comes first, then kronor themselves, then the rate: kronor for
    one unit of the currency. A row whose entity has no currency is in kronor.
    """
    written = case.amount(f"{name}_sek")
    if written is not None:
        return written
    amount = case.amount(name)
    if amount is None:
        return None
    if "currency" not in case.entity.by_name or case.text("currency") == KRONOR:
        return amount
    rate = case.amount("rate")
    return None if rate is None else (amount * rate).quantize(ORE, ROUND_HALF_UP)


def total(cases: Iterable[Case], name: str = "amount") -> Total:
    """Return the sum of a field in kronor, and which rows have an amount without a rate."""
    sek, unknown = Decimal(0), []
    for case in cases:
        found = in_sek(case, name)
        if found is not None:
            sek += found
        elif case.has(name):
            unknown.append(case.id)
    return Total(sek, tuple(unknown))


def told(sek: Decimal) -> Words:
    """Return kronor as they stand in a sentence: ”12 500,50 kr”, “SEK 12,500.50”."""
    places = 0 if sek == sek.to_integral_value() else 2
    english = f"{sek:,.{places}f}"
    swedish = english.replace(",", NBSP).replace(".", ",")
    return IN_KRONOR.fill(number=Words(swedish, english))
