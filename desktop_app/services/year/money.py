"""Amounts of rows in kronor."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.life import money
from desktop_app.domain.life.case import Case
from desktop_app.domain.words import Words
from desktop_app.services.year import phrases
from desktop_app.services.year.frame import Frame
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import Total, added
from desktop_app.storage.tables import Row

__all__ = ["in_kronor", "left_out", "number", "parts_total"]

COST = Noun(Words("kostnad", "cost"), Words("kostnader", "costs"))
FEE = Noun(Words("avgift", "fee"), Words("avgifter", "fees"))
FUNDING = Noun(Words("finansiering", "funding"), Words("finansieringar", "items of funding"))
UNKNOWN = Words(
    "{what} kan inte räknas om till kronor, eftersom kurs eller belopp saknas, "
    "och ingår inte i summan.",
    "{what} cannot be told in kronor, since the rate or the amount is missing, "
    "and is not in the sum.",
)
UNKNOWN_MANY = Words(
    "{what} kan inte räknas om till kronor, eftersom kurs eller belopp saknas, "
    "och ingår inte i summan.",
    "{what} cannot be told in kronor, since the rate or the amount is missing, "
    "and are not in the sum.",
)


def number(row: Row, name: str) -> Decimal | None:
    """Return the exact number in a field."""
    value = row.values.get(name)
    return None if value is None else Decimal(str(value))


def in_kronor(frame: Frame, row: Row, name: str) -> Decimal | None:
    """Return an amount in kronor, None where that is not known."""
    case = Case(CATALOGUE[row.entity], row.id, row.values, frame.today)
    return money.in_sek(case, name)


def parts_total(
    frame: Frame, owners: Iterable[Row], part: str, name: str, *, also_empty: bool = False
) -> Total:
    """Add up a field of the parts of some rows, in kronor.

    Args:
        frame: What it is reckoned within.
        owners: The rows.
        part: The entity of their parts.
        name: The field.
        also_empty: Whether an empty field is an unknown amount, not nothing.
    """
    return added(
        (owner, row, in_kronor(frame, row, name))
        for owner in owners
        for row in frame.material.parts(part, owner)
        if also_empty or row.values.get(name) is not None
    )


def left_out(total: Total, noun: Noun) -> Words | None:
    """Return what could not be summed, None where all could."""
    if not total.unknown:
        return None
    many = len(total.unknown) > 1
    words = UNKNOWN_MANY if many else UNKNOWN
    return words.fill(what=phrases.counted(len(total.unknown), noun))
