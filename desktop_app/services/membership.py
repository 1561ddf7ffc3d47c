"""What a membership costs beside what it gives, and who represents the city in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.due.memberships import USING, WORKING, is_used
from desktop_app.domain.kinds import Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.membership import (
    MEMBER,
    fees_of,
    is_represented,
    last_used,
    live_posts,
    notice_on,
    review_of,
)
from desktop_app.domain.life.money import Total, in_sek, total
from desktop_app.services import particulars
from desktop_app.services.dossier import case_of
from desktop_app.services.register import Register
from desktop_app.storage.tables import Row

__all__ = ["Benefit", "Representative", "Year", "benefit_of"]

NETWORK = CATALOGUE["network"]
PARTS = ("fee", "post", "review", "activity", "action")
MEETINGS = ("meeting", "video_meeting", "event")
KEEP = "keep"
NOT_MADE = ("rejected", "cancelled")
NAMED = ("political_representative", "administrative_contact")
YEARS = 5
"""Years that are shown."""


@dataclass(frozen=True, slots=True)
class Year:
    """What a membership cost and gave in a year.

    Attributes:
        year: The year.
        fees: Its fees; there should be one.
        cost: What they are in kronor, and which of them have no rate.
        review: Its review, None where there is none.
        activities: The ids of the activities of the year.
        trips: The ids of the trips that name the network.
        meetings: The ids of the meetings with it.
    """

    year: int
    fees: tuple[Case, ...]
    cost: Total
    review: Case | None
    activities: tuple[str, ...]
    trips: tuple[str, ...]
    meetings: tuple[str, ...]

    @property
    def sek(self) -> Decimal | None:
        """Return what the year cost in kronor, None where that is not known whole."""
        known = [fee for fee in self.fees if in_sek(fee) is not None]
        return self.cost.sek if known and not self.cost.unknown else None

    @property
    def hours(self) -> int | None:
        """Return the hours of work of the year."""
        value = self.review.values.get("hours") if self.review else None
        return value if isinstance(value, int) else None

    @property
    def used(self) -> int:
        """Return how many activities, trips and meetings there were."""
        return len(self.activities) + len(self.trips) + len(self.meetings)


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody who represents the city in a network.

    Attributes:
        contact: The id of the person, '' where nobody is named.
        field: The field of the network or of the post that says as what.
        value: The role of a post.
        until: The last day of a post, '' where none is said.
    """

    contact: str
    field: str
    value: Value = None
    until: str = ""


@dataclass(frozen=True, slots=True)
class Benefit:
    """What is known of a membership when it is to be kept, changed or left.

    Attributes:
        today: The day on which it is looked at.
        years: The last years, the first one first; this year always.
        notice: The last day to give notice.
        ends: The last day of the period.
        near: Whether the last day to give notice is so near that it is warned of; not where it has
            been decided this year to stay.
        people: Who represents the city, the two that each membership should have first.
        member: Whether the city is a member now.
        represented: Whether anybody represents it.
        used: Whether anything was done with it lately.
        last_used: The last day on which anything was done.
    """

    today: date
    years: tuple[Year, ...]
    notice: date | None
    ends: date | None
    near: bool
    people: tuple[Representative, ...]
    member: bool
    represented: bool
    used: bool
    last_used: date | None

    @property
    def idle(self) -> bool:
        """Tell whether nobody uses or nobody represents a running membership."""
        return self.member and not (self.represented and self.used)


def benefit_of(register: Register, row: Row) -> Benefit:
    """Return what a membership costs beside what it gives."""
    case = _case(register, row)
    others = [day for name in USING for each in case.part(name) if (day := each.day(USING[name]))]
    notice, status = notice_on(case.values), case.status
    warned = case.thresholds["notice_warning_days"]
    return Benefit(
        case.today,
        tuple(_years(case)),
        notice if status in MEMBER else None,
        case.day("period_ends_on"),
        notice is not None and (notice - case.today).days <= warned and not _is_kept(case),
        tuple(_people(case)),
        status in WORKING,
        is_represented(case),
        is_used(case),
        last_used(case, others),
    )


def _is_kept(case: Case) -> bool:
    review = review_of(case, case.today.year)
    return review is not None and review.text("decision") == KEEP


def _case(register: Register, row: Row) -> Case:
    """Return a network with its parts, and beside these what names it: trips and interactions."""
    case = case_of(register, row, parts=PARTS)
    naming = {name: _naming(register, name, row.id, case.today) for name in USING}
    return replace(case, parts={**(case.parts or {}), **naming})


def _naming(register: Register, name: str, network: str, today: date) -> Sequence[Case]:
    entity = CATALOGUE[name]
    found = particulars.parts(register, entity, entity.by_name[NETWORK.name], network)
    rows = (row for row in found if row.values.get("status") not in NOT_MADE)
    return [Case(entity, row.id, row.values, today) for row in rows]


def _years(case: Case) -> Iterable[Year]:
    activities = _by_year(case.part("activity"), "date")
    trips = _by_year(case.part("trip"), "start_on")
    met = [each for each in case.part("interaction") if each.text("kind") in MEETINGS]
    meetings = _by_year(met, "date")
    told = [each.values.get("year") for name in ("fee", "review") for each in case.part(name)]
    stated = [year for year in told if isinstance(year, int)]
    this = case.today.year
    seen = {*stated, *activities, *trips, *meetings}
    shown = [this, *(year for year in seen if this - YEARS < year <= this + 1)]
    for year in range(min(shown), max(shown) + 1):
        fees = tuple(fees_of(case, year))
        yield Year(
            year,
            fees,
            total(fees),
            review_of(case, year),
            *(tuple(of.get(year, ())) for of in (activities, trips, meetings)),
        )


def _by_year(cases: Iterable[Case], name: str) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for each in cases:
        day = each.day(name)
        if day is not None:
            found.setdefault(day.year, []).append(each.id)
    return found


def _people(case: Case) -> Iterable[Representative]:
    for name in NAMED:
        yield Representative(case.text(name), name)
    posts = sorted(live_posts(case), key=lambda each: (each.text("until") or "9", each.id))
    for post in posts:
        role = post.values.get("role")
        yield Representative(post.text("contact"), "role", role, post.text("until"))
