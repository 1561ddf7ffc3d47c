"""Which dates of a register belong into a calendar: trips, deadlines, reviews, days of notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.days import days_later, months_later, read_day
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Value
from desktop_app.domain.thresholds import DEFAULTS, Thresholds
from desktop_app.domain.words import Words

__all__ = ["OCCASIONS", "STOPS", "Occasion", "date_fields", "dated", "occasions"]

YEAR_ENDS = (12, 31)
"""The day by which what belongs to a year is due."""
OFF = frozenset({"dropped", "declined", "rejected", "cancelled"})
OFF_WHEN_ENDED = OFF | {"ended"}
ABOUT = Words("{what}: {title}", "{what}: {title}")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A date, or from one to another, that stands in a calendar.

    Attributes:
        name: What tells it from other dates of the same row; it never changes.
        entity: Whose rows have it.
        first: The field of the day, or of the first.
        last: The field of the last day, '' where it is one day.
        before: The field of how many months before that day it is, '' for the day itself.
        after: The threshold that says how many days after that day it is, '' for the day itself.
        what: What happens; None where the title of the row says it.
        told: The fields that are told beside the title.
        off: The statuses that mean that nothing will happen.
    """

    name: str
    entity: str
    first: str
    last: str = ""
    before: str = ""
    after: str = ""
    what: Words | None = None
    told: tuple[str, ...] = ()
    off: frozenset[str] = OFF

    def days(
        self, values: Mapping[str, Value], thresholds: Thresholds = DEFAULTS
    ) -> tuple[date, date] | None:
        """Return the first and the last day that a row has, None if it has none."""
        start, end = _day(values.get(self.first)), _day(values.get(self.last))
        start = start or end
        if start is not None and self.before:
            start = _months_before(start, values.get(self.before))
        if start is not None and self.after:
            start = days_later(start, thresholds[self.after])
        return None if start is None else (start, max(start, end or start))

    def summary(self, title: str) -> Words | str:
        """Return what it is called in a calendar."""
        return title if self.what is None else ABOUT.fill(what=self.what, title=title)


OCCASIONS = (
    Occasion(
        "trip",
        "trip",
        "start_on",
        "end_on",
        told=("kind", "organisation", "responsible", "status"),
    ),
    Occasion(
        "report",
        "trip",
        "end_on",
        after="report_days",
        what=Words("Reserapporten ska vara klar", "The trip report is due"),
        told=("organisation", "responsible", "status", "reported_on"),
    ),
    Occasion(
        "follow_up",
        "trip",
        "reported_on",
        after="follow_up_days",
        what=Words("Resan ska vara uppföljd", "The trip is to be followed up"),
        told=("organisation", "responsible", "status", "followed_up_on"),
    ),
    Occasion(
        "due_on",
        "action",
        "due_on",
        what=Words("Åtgärd ska vara klar", "Action is due"),
        told=("trip", "network", "request", "collaboration", "advocacy", "who", "status"),
    ),
    Occasion(
        "period_ends_on",
        "network",
        "period_ends_on",
        what=Words("Medlemsperioden slutar", "Membership period ends"),
        told=("responsible", "notice_months", "status"),
        off=OFF_WHEN_ENDED,
    ),
    Occasion(
        "notice",
        "network",
        "period_ends_on",
        before="notice_months",
        what=Words("Sista dag att säga upp", "Last day to give notice"),
        told=("responsible", "notice_months", "period_ends_on", "status"),
        off=OFF_WHEN_ENDED,
    ),
    Occasion(
        "next_review_on",
        "network",
        "next_review_on",
        what=Words("Nätverk ska omprövas", "Network is to be reviewed"),
        told=("responsible", "status"),
        off=OFF_WHEN_ENDED,
    ),
    Occasion(
        "wished",
        "request",
        "wished_from",
        "wished_until",
        what=Words("Besök önskas", "Visit is wished for"),
        told=("kind", "organisation", "group_size", "status"),
    ),
    Occasion(
        "deadline",
        "advocacy",
        "deadline",
        what=Words("Sista dag att påverka", "Deadline to influence"),
        told=("level", "target", "responsible", "status"),
        off=OFF_WHEN_ENDED,
    ),
    Occasion(
        "end_on",
        "collaboration",
        "end_on",
        what=Words("Samarbetet slutar", "Collaboration ends"),
        told=("kind", "organisation", "status"),
    ),
    Occasion(
        "until",
        "appointment",
        "until",
        what=Words("Uppdraget som kontaktperson slutar", "Appointment as contact person ends"),
        told=("role",),
    ),
    Occasion(
        "until",
        "post",
        "until",
        what=Words("Uppdraget i nätverket slutar", "Post in the network ends"),
        told=("network",),
    ),
    Occasion(
        "year",
        "delivery",
        "year",
        what=Words("Årsleveransen ska vara skickad", "The yearly delivery is due"),
        told=("organisation", "status"),
    ),
)

STOPS: Mapping[str, tuple[str, str, tuple[str, ...], str]] = {
    "trip": ("stop", "trip", ("city", "country"), "from")
}
"""Where something is: the parts that tell it, their owner, their fields, and their order."""


def occasions(entity: Entity) -> Iterator[Occasion]:
    """Go through what rows of an entity have for a calendar."""
    return (each for each in OCCASIONS if each.entity == entity.name)


def dated() -> tuple[str, ...]:
    """Return the names of the entities whose rows have something for a calendar."""
    return tuple(dict.fromkeys(each.entity for each in OCCASIONS))


def date_fields(entity: Entity) -> tuple[Field, ...]:
    """Return the fields of an entity that a calendar tells something of."""
    names = set(entity.title)
    for each in occasions(entity):
        names.update((each.first, each.last, each.before, *each.told))
    return tuple(field for field in entity if field.name in names)


def _day(value: Value) -> date | None:
    """Return the day a value means, of a year the last."""
    if isinstance(value, int):
        return date(value, *YEAR_ENDS) if date.min.year <= value <= date.max.year else None
    return read_day(value)


def _months_before(day: date, months: Value) -> date | None:
    """Return the same day so many months earlier; None where they are not told, or too many."""
    if not isinstance(months, int):
        return None
    found = months_later(day, -months)
    return None if found == date.min else found
