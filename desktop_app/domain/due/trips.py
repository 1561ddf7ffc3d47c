"""What study trips ask for: a decision before, a report following up."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.days import days_later
from desktop_app.domain.due.days import SOON_DAYS, near
from desktop_app.domain.due.kinds import Found, Kind, by_code
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.standing import status_today
from desktop_app.domain.words import Words

__all__ = ["KINDS", "OVER", "trip"]

OVER = ("followed_up", "rejected", "cancelled")
"""Statuses of trips that ask for nothing more."""
UNDECIDED = ("", "draft", "planned")
CLOSED = ("done", "dropped")
KINDS = by_code(
    Kind(
        "trip_decision_late",
        "late",
        "trip",
        Words("Resan har börjat utan beslut", "The trip has begun without a decision"),
        Words("Resor utan beslut", "Trips without a decision"),
        "decided_by",
        deeds=("cancel",),
    ),
    Kind(
        "trip_report_late",
        "late",
        "trip",
        Words("Reserapporten skulle ha varit klar", "The trip report was due"),
        Words("Försenade reserapporter", "Late trip reports"),
        "summary",
    ),
    Kind(
        "trip_follow_up_late",
        "late",
        "trip",
        Words("Resan skulle ha varit uppföljd", "The trip should have been followed up"),
        Words("Resor som inte följts upp", "Trips not followed up"),
        "followed_up_on",
        "action",
        ("followed_up",),
    ),
    Kind(
        "trip_report_due",
        "due",
        "trip",
        Words("Reserapporten ska vara klar", "The trip report is due"),
        Words("Reserapporter som snart ska vara klara", "Trip reports due soon"),
        "summary",
    ),
    Kind(
        "trip_follow_up_ready",
        "due",
        "trip",
        Words("Inga åtgärder är öppna: resan kan följas upp", "No action is open: follow it up"),
        Words("Resor som kan följas upp", "Trips ready for follow-up"),
        "followed_up_on",
        "action",
        ("followed_up",),
    ),
    Kind(
        "trip_decision_missing",
        "missing",
        "trip",
        Words("Beslut saknas före avresan", "No decision before departure"),
        Words("Beslut som saknas före avresan", "Decisions missing before departure"),
        "decided_by",
        deeds=("cancel",),
    ),
)


def trip(case: Case) -> Iterator[Found]:
    """Go through what a trip asks for."""
    status = status_today(case)
    if case.status in UNDECIDED:
        yield from _decision(case)
    if status == "completed":
        yield from _report(case)
    elif status == "reported":
        yield from _follow_up(case)


def _decision(case: Case) -> Iterator[Found]:
    start = case.day("start_on")
    if start is None:
        return
    if start < case.today:
        yield Found(KINDS["trip_decision_late"], start)
    elif near(case, start, SOON_DAYS):
        yield Found(KINDS["trip_decision_missing"], start)


def _report(case: Case) -> Iterator[Found]:
    end = case.day("end_on")
    if end is None:
        return
    deadline = days_later(end, case.thresholds["report_days"])
    if deadline < case.today:
        yield Found(KINDS["trip_report_late"], deadline)
    elif days_later(end, case.thresholds["report_warning_days"]) <= case.today:
        yield Found(KINDS["trip_report_due"], deadline)


def _follow_up(case: Case) -> Iterator[Found]:
    since = case.day("reported_on") or case.day("end_on")
    deadline = None if since is None else days_later(since, case.thresholds["follow_up_days"])
    if deadline is not None and deadline < case.today:
        yield Found(KINDS["trip_follow_up_late"], deadline)
    elif all(each.status in CLOSED for each in case.part("action")):
        yield Found(KINDS["trip_follow_up_ready"], deadline)
