"""What memberships ask for: notice in time, reviews, fees, somebody who represents us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desktop_app.domain.days import days_later, months_later
from desktop_app.domain.due.days import near
from desktop_app.domain.due.kinds import Found, Kind, by_code
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.membership import (
    MEMBER,
    fees_of,
    is_free,
    is_represented,
    last_used,
    notice_on,
    review_of,
)
from desktop_app.domain.words import Words

__all__ = ["KINDS", "OVER", "PARTS", "USING", "WORKING", "is_used", "membership"]

OVER = ("requested", "assessing", "ended", "declined")
"""Statuses in which the city is no member."""
PARTS = ("fee", "post", "review", "activity", "action")
"""What is looked at beside the membership itself."""
USING: Mapping[str, str] = {"trip": "end_on", "interaction": "date"}
"""What names a network and is no part of it, with its day; put among the parts it uses it."""
KEEP, LEAVE = "keep", "leave"
WORKING = ("active", "under_review")
UNUSED_MONTHS = 24
"""How long nothing may happen in a network that is paid for."""
_REVIEWING = ("review_next", "keep", "change", "leave")
KINDS = by_code(
    Kind(
        "review_late",
        "late",
        "network",
        Words("Medlemskapet skulle ha omprövats", "The membership should have been reviewed"),
        Words("Försenade omprövningar", "Late reviews"),
        "next_review_on",
        deeds=_REVIEWING,
    ),
    Kind(
        "period_ended",
        "late",
        "network",
        Words("Medlemsperioden har tagit slut", "The membership period has ended"),
        Words("Medlemsperioder som tagit slut", "Membership periods that have ended"),
        "period_ends_on",
        deeds=("period_next",),
    ),
    Kind(
        "review_due",
        "due",
        "network",
        Words("Medlemskapet ska omprövas", "The membership is to be reviewed"),
        Words("Omprövningar som snart ska göras", "Reviews due soon"),
        "next_review_on",
        deeds=_REVIEWING,
    ),
    Kind(
        "notice_near",
        "due",
        "network",
        Words(
            "Sista dag att säga upp; om inget görs förlängs medlemskapet efter {ends}",
            "Last day to give notice; if nothing is done, the membership goes on after {ends}",
        ),
        Words("Sista dag att säga upp", "Last day to give notice"),
        "period_ends_on",
        deeds=("keep", "change", "leave"),
    ),
    Kind(
        "leaving",
        "due",
        "network",
        Words(
            "Medlemskapet ska avvecklas: säg upp det och skriv slutdagen",
            "The membership is to be left: give notice and enter the last day",
        ),
        Words("Medlemskap att säga upp", "Memberships to leave"),
        "left_on",
        deeds=("last_day", "keep"),
    ),
    Kind(
        "notice_passed",
        "expiring",
        "network",
        Words(
            "Uppsägningstiden har gått ut; om inget görs förlängs medlemskapet",
            "The time for notice is over; if nothing is done, the membership goes on",
        ),
        Words("Passerad sista dag att säga upp", "Time for notice over"),
        "period_ends_on",
        deeds=("keep", "change", "leave"),
    ),
    Kind(
        "period_ending",
        "expiring",
        "network",
        Words("Medlemsperioden tar slut", "The membership period ends"),
        Words("Medlemsperioder som tar slut", "Membership periods that end"),
        "period_ends_on",
        deeds=("period_next", "keep", "change", "leave"),
    ),
    Kind(
        "review_unplanned",
        "missing",
        "network",
        Words("Ingen omprövning är planerad", "No review is planned"),
        Words("Medlemskap utan planerad omprövning", "Memberships without a planned review"),
        "next_review_on",
        deeds=("review_next",),
    ),
    Kind(
        "fee_missing",
        "missing",
        "network",
        Words("Avgiften för {year} saknas", "The fee for {year} is missing"),
        Words("Avgifter som saknas", "Missing fees"),
        "",
        "fee",
        ("fee",),
    ),
    Kind(
        "no_political",
        "missing",
        "network",
        Words("Politisk representant saknas", "No political representative"),
        Words("Medlemskap utan politisk representant", "Memberships without a political one"),
        "political_representative",
    ),
    Kind(
        "no_administrative",
        "missing",
        "network",
        Words("Administrativ kontaktperson saknas", "No administrative contact"),
        Words("Medlemskap utan kontaktperson", "Memberships without an administrative contact"),
        "administrative_contact",
    ),
    Kind(
        "membership_unused",
        "missing",
        "network",
        Words(
            "Betalas men används inte eller saknar representant",
            "Paid for, but nobody uses or represents it",
        ),
        Words("Betalda medlemskap som inte används", "Paid memberships that nobody uses"),
        "",
        "activity",
        ("keep", "change", "leave"),
    ),
)


def membership(case: Case) -> Iterator[Found]:
    """Go through what a membership asks for."""
    status = case.status
    if status in MEMBER and _decided(case) == LEAVE:
        yield from _leaving(case)
    elif status in MEMBER:
        yield from _period(case)
        yield from _review(case)
    if status in WORKING:
        yield from _fee(case)
        yield from _represented(case)


def _period(case: Case) -> Iterator[Found]:
    ends, notice = case.day("period_ends_on"), notice_on(case.values)
    if ends is not None and ends < case.today:
        yield Found(KINDS["period_ended"], ends)
    elif ends is None or _is_kept(case):
        return
    elif notice is not None:
        yield from _notice(case, notice, ends)
    elif near(case, ends, case.thresholds["notice_warning_days"]):
        yield Found(KINDS["period_ending"], ends)


def _notice(case: Case, notice: date, ends: date) -> Iterator[Found]:
    days = case.thresholds["notice_warning_days"]
    if near(case, notice, days):
        yield Found(KINDS["notice_near"], notice, {"ends": ends})
    elif notice < case.today <= days_later(notice, days):
        yield Found(KINDS["notice_passed"], ends)


def _leaving(case: Case) -> Iterator[Found]:
    if not case.has("left_on"):
        yield Found(KINDS["leaving"], notice_on(case.values) or case.day("period_ends_on"))


def _decided(case: Case) -> str:
    """Return what was decided this year: to keep, change or leave; '' for nothing yet."""
    review = review_of(case, case.today.year)
    return "" if review is None else review.text("decision")


def _is_kept(case: Case) -> bool:
    """Tell whether it was decided this year to stay: then it is to go on by itself."""
    return _decided(case) == KEEP


def _review(case: Case) -> Iterator[Found]:
    review = case.day("next_review_on")
    if review is None:
        yield Found(KINDS["review_unplanned"])
    elif review < case.today:
        yield Found(KINDS["review_late"], review)
    elif near(case, review, case.thresholds["review_warning_days"]):
        yield Found(KINDS["review_due"], review)


def _fee(case: Case) -> Iterator[Found]:
    year = case.today.year
    if not is_free(case) and not fees_of(case, year):
        yield Found(KINDS["fee_missing"], date(year, 12, 31), {"year": year})
    paid = any(fee.amount("amount") for y in (year, year - 1) for fee in fees_of(case, y))
    if paid and not _is_kept(case) and (not is_represented(case) or not is_used(case)):
        yield Found(KINDS["membership_unused"], last_used(case, _others(case)))


def is_used(case: Case) -> bool:
    """Tell whether anything was done with a network lately; a new membership has its time.

    What names the network and is no part of it is to stand among the parts, see `USING`.
    """
    used = last_used(case, _others(case)) or case.day("joined_on")
    return used is not None and used >= months_later(case.today, -UNUSED_MONTHS)


def _others(case: Case) -> Sequence[date]:
    days = (each.day(name) for entity, name in USING.items() for each in case.part(entity))
    return [day for day in days if day is not None]


def _represented(case: Case) -> Iterator[Found]:
    if not case.has("political_representative"):
        yield Found(KINDS["no_political"])
    if not case.has("administrative_contact"):
        yield Found(KINDS["no_administrative"])
