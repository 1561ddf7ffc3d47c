"""Short ways with a membership: the year's fee, kronor by the rate, this and the next review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.days import months_later
from desktop_app.domain.fields import Entity
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.membership import MEMBER, fees_of, is_free, review_of
from desktop_app.domain.life.money import KRONOR, in_sek
from desktop_app.domain.words import Words
from desktop_app.services.dossier import case_of
from desktop_app.services.due import memberships as due
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.writing import change
from desktop_app.storage.tables import Row

__all__ = [
    "FeeOffer",
    "add_fee_as_last",
    "fee_as_last",
    "fee_suggestion",
    "fill_kronor",
    "kronor_left",
    "next_review",
    "put_next_review",
    "review_suggestion",
    "review_wanted",
]

NETWORK, FEE = CATALOGUE["network"], CATALOGUE["fee"]
AGAIN = ("keep", "change")
"""Decisions after which a membership is reviewed again."""
A_YEAR = 12
IN_KRONOR = Words("Fyllde i beloppet i kronor: {title}", "Filled in the amount in SEK: {title}")
NEXT_REVIEW = Words("Ny dag för omprövning: {title}", "New day of review: {title}")


@dataclass(frozen=True, slots=True)
class FeeOffer:
    """The fee of this year, as the last one was.

    Attributes:
        year: This year.
        last: The year the fee is taken from.
        amount: The amount, exactly.
        currency: The code of its currency.
    """

    year: int
    last: int
    amount: Decimal
    currency: str


def fee_as_last(register: Register, row: Row) -> FeeOffer | None:
    """Return this year's fee as the last one was; None where there is nothing to offer."""
    case = case_of(register, row, parts=("fee",))
    year = case.today.year
    if case.status not in MEMBER or is_free(case) or fees_of(case, year):
        return None
    fee = _last_fee(case)
    amount = fee.amount("amount") if fee else None
    if fee is None or amount is None:
        return None
    return FeeOffer(year, int(str(fee.values["year"])), amount, fee.text("currency") or KRONOR)


def _last_fee(case: Case) -> Case | None:
    """Return the newest fee before this year's."""
    fees = [(y, fee) for fee in case.part("fee") if isinstance(y := fee.values.get("year"), int)]
    past = [(year, fee) for year, fee in fees if year < case.today.year]
    return max(past, key=lambda each: each[0])[1] if past else None


def add_fee_as_last(register: Register, network: str) -> str | None:
    """Enter this year's fee as the last one was; return the id of the fee."""
    offer = fee_as_last(register, register.row(NETWORK, network))
    if offer is None:
        return None
    return due.add_fee(register, network, {"amount": f"{offer.amount:f}"}, "sv")


def kronor_left(register: Register, row: Row) -> list[tuple[Case, Decimal]]:
    """Return the fees that have an amount and a rate and say nothing in kronor, with the kronor."""
    case = case_of(register, row, parts=("fee",))
    return [
        (fee, amount)
        for fee in case.part("fee")
        if fee.has("rate")
        and not fee.has("amount_sek")
        and fee.text("currency") != KRONOR
        and (amount := in_sek(fee)) is not None
    ]


def fill_kronor(register: Register, network: str) -> int:
    """Write what fees are in kronor by their own rates, as one action; return how many."""
    row = register.row(NETWORK, network)
    left = kronor_left(register, row)
    if not left:
        return 0
    with register.record.acting("edit", IN_KRONOR.fill(title=register.title(row))) as act:
        for fee, amount in left:
            change(act, FEE, fee.id, {"amount_sek": f"{amount:f}"})
    return len(left)


def review_wanted(register: Register, row: Row) -> int | None:
    """Return the year whose review is to be written; None where it is there, decision and all."""
    case = case_of(register, row, parts=("review",))
    done = review_of(case, case.today.year)
    is_there = done is not None and done.has("decision")
    return None if is_there or case.status not in MEMBER else case.today.year


def next_review(register: Register, row: Row) -> date | None:
    """Return when to review again, a year on: once reviewed, or where the day is past or unset."""
    case = case_of(register, row, parts=("review",))
    day, done = case.day("next_review_on"), review_of(case, case.today.year)
    reviewed = done is not None and done.text("decision") in AGAIN
    due_now = day is None or day <= case.today or (reviewed and day.year == case.today.year)
    if case.status not in MEMBER or not due_now:
        return None
    later = months_later(day or case.today, A_YEAR)
    return later if later > case.today else months_later(case.today, A_YEAR)


def put_next_review(register: Register, network: str) -> date | None:
    """Write when the membership is reviewed again; return the day."""
    row = register.row(NETWORK, network)
    day = next_review(register, row)
    if day is not None:
        with register.record.acting("edit", NEXT_REVIEW.fill(title=register.title(row))) as act:
            change(act, NETWORK, network, {"next_review_on": day.isoformat()})
    return day


def fee_suggestion(register: Register, entity: Entity, id_: str) -> Mapping[str, str]:
    """Return what another fee may well say: this year, and currency and payer of the last."""
    case = case_of(register, register.row(entity, id_), parts=("fee",))
    last = _last_fee(case)
    writer = Writer(register, "sv")
    values = {name: last.values.get(name) for name in due.LIKE_LAST} if last else {}
    found = {name: writer.text(FEE.by_name[name], value) for name, value in values.items()}
    if not fees_of(case, case.today.year):
        found["year"] = str(case.today.year)
    return {name: text for name, text in found.items() if text}


def review_suggestion(register: Register, entity: Entity, id_: str) -> Mapping[str, str]:
    """Return what another review may well say: this year, where that has none."""
    case = case_of(register, register.row(entity, id_), parts=("review",))
    year = case.today.year
    return {} if review_of(case, year) else {"year": str(year)}
