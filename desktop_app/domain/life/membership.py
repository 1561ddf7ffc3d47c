"""What a membership costs, until when it can be left, and whether anybody uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desktop_app.domain.days import months_later
from desktop_app.domain.life.case import Case, Values
from desktop_app.domain.life.money import Total, total

__all__ = [
    "MEMBER",
    "fees_by_year",
    "fees_of",
    "is_free",
    "is_represented",
    "last_used",
    "live_posts",
    "notice_on",
    "review_of",
]

MEMBER = ("active", "under_review", "dormant")
"""The statuses in which the city is a member."""

FREE = ("signatory",)
"""The kinds of membership that cost nothing."""


def notice_on(values: Values) -> date | None:
    """Return the last day to give notice: so many months before the period ends.

    None where the period or the months are not known.
    """
    end, months = values.get("period_ends_on"), values.get("notice_months")
    if not isinstance(end, str) or not isinstance(months, int):
        return None
    return months_later(date.fromisoformat(end), -months)


def is_free(network: Case) -> bool:
    """Tell whether a membership is of a kind without a fee."""
    return network.text("membership_kind") in FREE


def fees_of(network: Case, year: int) -> Sequence[Case]:
    """Return the fees of a year; there should be one."""
    return [fee for fee in network.part("fee") if fee.values.get("year") == year]


def fees_by_year(network: Case) -> Mapping[int, Total]:
    """Return what each year cost in kronor, the first year first."""
    years = sorted({year for fee in network.part("fee") if isinstance(year := _year(fee), int)})
    return {year: total(fees_of(network, year)) for year in years}


def _year(fee: Case) -> object:
    return fee.values.get("year")


def review_of(network: Case, year: int) -> Case | None:
    """Return the review of a year, None where there is none."""
    found = [review for review in network.part("review") if review.values.get("year") == year]
    return found[-1] if found else None


def live_posts(network: Case) -> Sequence[Case]:
    """Return the posts that somebody holds on the day."""
    return [post for post in network.part("post") if _is_held(post, network.today)]


def _is_held(post: Case, today: date) -> bool:
    first, last = post.day("from"), post.day("until")
    return (first is None or first <= today) and (last is None or today <= last)


def is_represented(network: Case) -> bool:
    """Tell whether anybody represents the city in a network."""
    named = network.has("political_representative") or network.has("administrative_contact")
    return named or bool(live_posts(network))


def last_used(network: Case, others: Sequence[date] = ()) -> date | None:
    """Return the last day on which something was done with a network, None if never.

    Args:
        network: The network with its activities and actions.
        others: Days of what lies outside it: trips and meetings that name it.
    """
    days = [*_days(network), *others]
    return max((day for day in days if day <= network.today), default=None)


def _days(network: Case) -> Iterator[date]:
    for entity, name in (("activity", "date"), ("action", "done_on")):
        for part in network.part(entity):
            day = part.day(name)
            if day is not None:
                yield day
