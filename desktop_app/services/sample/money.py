"""Amounts of a sample: exact, with rates that belong to the currency."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.kinds.numbers import canonical
from desktop_app.services.sample.chance import Chance
from desktop_app.services.sample.material import sentences

HOME = "SEK"
RATE_SOURCE = "Riksbanken, exempelkurs"


def amount(number: Decimal | int) -> str:
    """Return an amount as it is kept."""
    return canonical(Decimal(number).quantize(Decimal("0.01"), ROUND_HALF_UP), 2)


def rate(chance: Chance, currency: str) -> str | None:
    """Return a made-up rate of a currency in SEK, none for SEK itself."""
    if currency == HOME:
        return None
    per_thousand: int = sentences()["rates"][currency]
    percent = Decimal(chance.between(9600, 10400)) / 10000
    return canonical((per_thousand * percent / 1000).quantize(Decimal("0.0001")), 6)


def in_sek(number: str, its_rate: str | None) -> Decimal:
    """Return an amount in SEK, to the öre."""
    exact = Decimal(number) * Decimal(its_rate or 1)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
