"""Which networks the city was a member of on a day: by their dates, and by what is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from desktop_app.domain.year.model import Span
from desktop_app.domain.year.states import ENDED, MEMBER, NEVER_MEMBER
from desktop_app.services.year.frame import Frame, contains, once
from desktop_app.services.year.material import day_of, text_of
from desktop_app.storage.tables import Row

__all__ = [
    "is_member",
    "joined",
    "leads",
    "left",
    "members",
    "members_during",
    "offices_at_end",
    "offices_of",
    "overlaps",
    "undated",
]


def _may_count(row: Row) -> bool:
    """Tell whether a row says enough of a membership to be placed in time."""
    status = text_of(row, "status")
    if status in NEVER_MEMBER:
        return False
    has_left = "left_on" in row.values
    if status == ENDED:
        return has_left
    return status in MEMBER or has_left or "joined_on" in row.values


def is_member(row: Row, day: date) -> bool:
    """Tell whether the city is a member at the end of a day; on its last day it no longer is."""
    joined_on, left_on = day_of(row, "joined_on"), day_of(row, "left_on")
    return (
        _may_count(row)
        and (joined_on is None or joined_on <= day)
        and (left_on is None or left_on > day)
    )


def overlaps(row: Row, span: Span) -> bool:
    """Tell whether any day from ``from`` until ``until`` lies within a time."""
    first, last = day_of(row, "from"), day_of(row, "until")
    return (first is None or first <= span.last) and (last is None or last >= span.first)


def offices_of(frame: Frame, row: Row, span: Span) -> set[str]:
    """Return the organisations that take part in a network during a time."""
    taking_part = frame.material.parts("participation", row)
    found = {text_of(part, "organisation") for part in taking_part if overlaps(part, span)}
    return {text_of(row, "responsible"), *found}


def _told(frame: Frame, span: Span) -> Iterable[Row]:
    for row in frame.material.rows("network"):
        if frame.offices is None or frame.any_of_ours(offices_of(frame, row, span)):
            yield row


@once
def members(frame: Frame, span: Span) -> list[Row]:
    """Return the networks the city is a member of at the end of a time."""
    last = frame.last_of(span)
    return [row for row in _told(frame, Span(last, last)) if is_member(row, last)]


def offices_at_end(frame: Frame, row: Row) -> set[str]:
    """Return the organisations that take part in a network at the end of the period."""
    return offices_of(frame, row, Span(frame.end, frame.end))


@once
def members_during(frame: Frame, span: Span) -> list[Row]:
    """Return the networks the city was a member of on any day of a time."""
    last, eve = frame.last_of(span), span.first - timedelta(days=1)
    return [
        row
        for row in _told(frame, span)
        if is_member(row, last) or is_member(row, eve) or _left_within(row, frame.so_far(span))
    ]


@once
def joined(frame: Frame, span: Span) -> list[Row]:
    """Return the networks that were joined in a time."""
    passed = frame.so_far(span)
    rows = (row for row in _told(frame, span) if _may_count(row))
    return [row for row in rows if contains(passed, day_of(row, "joined_on"))]


@once
def left(frame: Frame, span: Span) -> list[Row]:
    """Return the networks that were left in a time."""
    passed = frame.so_far(span)
    return [row for row in _told(frame, span) if _left_within(row, passed)]


def _left_within(row: Row, span: Span) -> bool:
    return _may_count(row) and contains(span, day_of(row, "left_on"))


def leads(frame: Frame, rows: Iterable[Row]) -> list[Row]:
    """Return the networks that those told of answer for, not only take part in."""
    return [row for row in rows if frame.ours(text_of(row, "responsible"))]


def undated(frame: Frame, span: Span) -> Sequence[Row]:
    """Return the networks that ended, though nobody wrote when: they are not counted at all."""
    rows = _told(frame, span)
    return [r for r in rows if text_of(r, "status") == ENDED and "left_on" not in r.values]
