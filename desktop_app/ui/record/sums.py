"""Sums of the parts that hold money, for each currency by itself: nothing is converted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Amount
from desktop_app.domain.words import Words
from desktop_app.services.reading import Writer
from desktop_app.storage.tables import Row

__all__ = ["sums_of"]

SUMMED: Mapping[str, tuple[str, ...]] = {
    "cost": ("budget", "outcome"),
    "fee": ("amount_sek",),
    "funding": ("amount",),
}
SUM = Words("Summa {label}: {sums}", "Total {label}: {sums}")


def sums_of(entity: str, rows: Sequence[Row], writer: Writer) -> str:
    """Return the sums of parts as people read them, '' where there is nothing to add up."""
    return "\n".join(_lines(entity, rows, writer))


def _lines(entity: str, rows: Sequence[Row], writer: Writer) -> Iterator[str]:
    for name in SUMMED.get(entity, ()):
        field = CATALOGUE[entity].by_name[name]
        sums = _by_currency(rows, field)
        texts = (
            f"{field.kind.write(f'{amount:f}', writer.context)} {currency}".strip()
            for currency, amount in sorted(sums.items())
        )
        label = field.label.into(writer.language)
        label = label[:1].lower() + label[1:]
        if sums:
            yield SUM.fill(label=label, sums=" + ".join(texts)).into(writer.language)


def _by_currency(rows: Sequence[Row], field: Field) -> dict[str, Decimal]:
    """Return the sum in each currency; a field with one fixed currency has it in its label."""
    fixed = isinstance(field.kind, Amount) and bool(field.kind.currency)
    found: dict[str, Decimal] = {}
    for row in rows:
        amount = row.values.get(field.name)
        if amount is not None:
            currency = "" if fixed else str(row.values.get("currency") or "")
            found[currency] = found.get(currency, Decimal(0)) + Decimal(str(amount))
    return found
