"""What is done about memberships in the list: the fee of the year, and keep, change or leave."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.days import months_later
from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Given, Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.membership import review_of
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.services.dossier import case_of
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.writing import change, create, put

__all__ = ["LIKE_LAST", "add_fee", "fee_asked", "review"]

NETWORK, FEE, REVIEW = (CATALOGUE[name] for name in ("network", "fee", "review"))
AMOUNT = FEE.by_name["amount"]
LIKE_LAST = ("currency", "paid_by", "basis")
"""What of a fee is taken over from the year before."""
KRONOR = "SEK"
CODE = 3
"""Letters of the code of a currency."""
FEE_OF = Words("Avgift {year} i {currency}", "Fee for {year} in {currency}")
REVIEWED = Words("Omprövade {title}: {decision}", "Reviewed {title}: {decision}")
AGAIN = ("keep", "change")
"""Decisions after which a membership is reviewed again."""
UNDER_REVIEW, ACTIVE = "under_review", "active"
MONTHS = 12


def fee_asked(register: Register, id_: str, language: str) -> tuple[Field, Words, str]:
    """Return the field, what is asked and what to begin with for the fee of this year."""
    case = case_of(register, register.row(NETWORK, id_))
    last = _last_fee(case)
    currency = str(last.get("currency") or KRONOR)
    text = Writer(register, language).text(AMOUNT, last.get("amount"))
    return AMOUNT, FEE_OF.fill(year=case.today.year, currency=currency), text


def add_fee(register: Register, id_: str, given: Mapping[str, Given], language: str) -> str:
    """Enter the fee of this year like the last one; a currency may stand after the amount."""
    case = case_of(register, register.row(NETWORK, id_))
    last = _last_fee(case)
    amount, currency = _parted(str(given.get(AMOUNT.name) or ""))
    values: dict[str, Given] = {n: v for n in LIKE_LAST if isinstance(v := last.get(n), str)}
    values |= {"network": case.id, "year": str(case.today.year), AMOUNT.name: amount}
    values["currency"] = currency or values.get("currency") or KRONOR
    return put(register, FEE, None, values, language=language).id


def _last_fee(case: Case) -> Mapping[str, Value]:
    """Return the values of the newest fee before this year's, nothing where there is none."""
    fees = [
        (year, fee) for fee in case.part("fee") if isinstance(year := fee.values.get("year"), int)
    ]
    before = [(year, fee.values) for year, fee in fees if year < case.today.year]
    return max(before, key=lambda each: each[0], default=(0, {}))[1]


def _parted(text: str) -> tuple[str, str]:
    """Return an amount and the code of a currency that stands after it, '' for none."""
    text = text.strip()
    code = text[-CODE:]
    return (
        (text[:-CODE].strip(), code.upper()) if code.isalpha() and len(code) == CODE else (text, "")
    )


def review(register: Register, id_: str, decision: str) -> str:
    """Note the review of this year, and when the next one is: one action."""
    row = register.row(NETWORK, id_)
    case = case_of(register, row)
    lists = register.lists()
    sv, en = (lists.label("review_decision", decision, each) for each in LANGUAGES)
    told = REVIEWED.fill(title=register.title(row), decision=Words(sv, en))
    with register.record.acting("edit", told) as act:
        done = review_of(case, case.today.year)
        if done is None:
            values: dict[str, Value] = {"network": row.id, "year": case.today.year}
            create(act, REVIEW, str(uuid4()), {**values, "decision": decision})
        else:
            change(act, REVIEW, done.id, {"decision": decision})
        if decision in AGAIN:
            change(act, NETWORK, row.id, _next_review(case))
    return row.id


def _next_review(case: Case) -> dict[str, Value]:
    values: dict[str, Value] = {"next_review_on": months_later(case.today, MONTHS).isoformat()}
    return {**values, "status": ACTIVE} if case.status == UNDER_REVIEW else values
