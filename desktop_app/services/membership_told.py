"""What is said of a membership's cost and benefit, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.life.money import KRONOR
from desktop_app.domain.words import Language, Words, same
from desktop_app.reports import formats
from desktop_app.services.membership import Benefit, Year
from desktop_app.services.membership_offers import FeeOffer

__all__ = ["day_told", "fee_told", "idle_told", "money_told", "notice_told", "trend_told"]

TREND_YEARS = 3
HUNDRED = Decimal(100)

NOTICE = Words(
    "Säg upp senast {notice}; annars löper medlemskapet vidare efter {ends}.",
    "Give notice by {notice}; otherwise the membership goes on after {ends}.",
)
NOTICE_PASSED = Words(
    "Sista dag att säga upp var {notice}; medlemskapet löper vidare efter {ends} om inget annat "
    "är avtalat.",
    "The last day to give notice was {notice}; the membership goes on after {ends} unless "
    "something else is agreed.",
)
PERIOD_OVER = Words(
    "Perioden slutade {ends}. Fyll i när den nya perioden slutar, så visas nästa sista dag att "
    "säga upp.",
    "The period ended on {ends}. Fill in when the new one ends, and the next last day to give "
    "notice is shown.",
)
NOTICE_UNKNOWN = Words(
    "Fyll i uppsägningstid och när perioden slutar, så visas sista dag att säga upp.",
    "Fill in the notice and when the period ends, and the last day to give notice is shown.",
)
NEITHER = Words(
    "Ingen använder eller företräder medlemskapet.", "Nobody uses or represents the membership."
)
NOT_REPRESENTED = Words("Ingen företräder medlemskapet.", "Nobody represents the membership.")
NOT_USED = Words("Ingen använder medlemskapet.", "Nobody uses the membership.")
LAST_USED = Words("Senast hände något {day}.", "Something last happened on {day}.")
NEVER_USED = Words(
    "Inga aktiviteter, resor eller möten är införda.",
    "No activities, trips or meetings are entered.",
)

FEE_SAME = Words(
    "Avgiften var {last} både {year} och {until}.", "The fee was {last} both in {year} and {until}."
)
FEE_TREND = Words(
    "Avgiften har gått från {first} ({year}) till {last} ({until}){percent}.",
    "The fee has gone from {first} ({year}) to {last} ({until}){percent}.",
)
PERCENT = Words(", {change}\N{NO-BREAK SPACE}%", ", {change}\N{NO-BREAK SPACE}%")
FEE_ONE = Words("Avgiften var {last} {year}.", "The fee was {last} in {year}.")
SPENT = Words("Sammanlagt {years}: {told}.", "In all {years}: {told}.")
HOUR, HOURS = (
    Words("1 arbetstimme", "1 hour of work"),
    Words("{n} arbetstimmar", "{n} hours of work"),
)
NO_RATE = Words(
    "Avgiften {years} saknar kurs eller belopp.", "The fee of {years} lacks a rate or amount."
)
USED = Words("Aktiviteter, resor och möten: {told}.", "Activities, trips and meetings: {told}.")
IN_YEAR = Words("{year}: {what}", "{year}: {what}")
SO_FAR = Words("{year} hittills: {what}", "{year} so far: {what}")
NO_TREND = Words(
    "Här visas utvecklingen när avgifter, omprövningar och aktiviteter är införda.",
    "The development is shown here once fees, reviews and activities are entered.",
)


def day_told(day: date) -> Words:
    """Return a day as running text has it."""
    text = day.isoformat()
    return Words(formats.day(text, "sv"), formats.day(text, "en"))


def money_told(amount: Decimal, currency: str = KRONOR) -> Words:
    """Return an amount with its currency, without decimals where it is whole."""
    places = 0 if amount == amount.to_integral_value() else 2

    def into(language: Language) -> str:
        return formats.money(amount, currency, language, places)

    return Words(into("sv"), into("en"))


def fee_told(offer: FeeOffer) -> Words:
    """Return the amount of a fee that is offered."""
    return money_told(offer.amount, offer.currency)


def notice_told(found: Benefit) -> Words | None:
    """Return until when notice can be given, and what happens if nobody does."""
    if not found.member:
        return None
    if found.ends is not None and found.ends < found.today:
        return PERIOD_OVER.fill(ends=day_told(found.ends))
    if found.notice is None or found.ends is None:
        return NOTICE_UNKNOWN
    words = NOTICE_PASSED if found.notice < found.today else NOTICE
    return words.fill(notice=day_told(found.notice), ends=day_told(found.ends))


def idle_told(found: Benefit) -> Words | None:
    """Return that nobody uses or represents a membership; None where somebody does both."""
    if not found.idle:
        return None
    if found.used:
        return NOT_REPRESENTED
    words = NOT_USED if found.represented else NEITHER
    since = LAST_USED.fill(day=day_told(found.last_used)) if found.last_used else NEVER_USED
    return _together((words, since))


def trend_told(found: Benefit) -> Words:
    """Return how cost and use went in the last three years."""
    this = found.today.year
    years = [each for each in found.years if this - TREND_YEARS < each.year <= this]
    said = [*_fees(years), *_spent(years), *_used(years, this)]
    return _together(said, "\n") if said else NO_TREND


def _fees(years: Sequence[Year]) -> Iterator[Words]:
    known = [(each.year, each.sek) for each in years if each.sek is not None]
    if len(known) == 1:
        yield FEE_ONE.fill(last=money_told(known[0][1] or Decimal(0)), year=known[0][0])
    elif known:
        yield _change(*known[0], *known[-1])
    lacking = [str(each.year) for each in years if each.fees and each.sek is None]
    if lacking:
        yield NO_RATE.fill(years=", ".join(lacking))


def _change(year: int, first: Decimal | None, until: int, last: Decimal | None) -> Words:
    before, after = first or Decimal(0), last or Decimal(0)
    if before == after:
        return FEE_SAME.fill(last=money_told(after), year=year, until=until)
    return FEE_TREND.fill(
        first=money_told(before),
        year=year,
        last=money_told(after),
        until=until,
        percent=_percent(before, after),
    )


def _percent(before: Decimal, after: Decimal) -> Words:
    if not before:
        return same("")
    change = ((after - before) / before * HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)
    sign = "+" if change > 0 else ""
    return PERCENT.fill(
        change=Words(
            sign + formats.decimal(change, "sv"),
            sign + formats.decimal(change, "en"),
        )
    )


def _spent(years: Sequence[Year]) -> Iterator[Words]:
    """Sum up fees and hours, where there is more than one year to sum up."""
    sums = [each.sek for each in years if each.sek is not None]
    hours = [each.hours for each in years if each.hours is not None]
    if len(sums) < 2 and not hours:  # noqa: PLR2004 — one fee alone has just been said
        return
    told: list[Words] = [money_told(sum(sums, Decimal(0)))] if sums else []
    if hours:
        told.append(HOUR if sum(hours) == 1 else HOURS.fill(n=sum(hours)))
    counted = [each.year for each in years if each.sek is not None or each.hours is not None]
    yield SPENT.fill(years=_span(counted), told=told)


def _span(years: Sequence[int]) -> str:
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _used(years: Sequence[Year], this: int) -> Iterator[Words]:
    if any(each.used for each in years):
        told = [
            (SO_FAR if each.year == this else IN_YEAR).fill(what=each.used, year=each.year)
            for each in years
        ]
        yield USED.fill(told=told)


def _together(said: Iterable[Words], between: str = " ") -> Words:
    sentences = list(said)
    return Words(
        between.join(each.into("sv") for each in sentences),
        between.join(each.into("en") for each in sentences),
    )
