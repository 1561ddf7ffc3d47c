"""Question 7: what came out of the trips, which actions are done, which reports are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Answer, Column, Figure, Span, Table
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.domain.year.states import ACTION_DONE, ACTION_DROPPED
from desktop_app.services.year import journeys, phrases
from desktop_app.services.year.frame import Frame, once
from desktop_app.services.year.material import day_of, text_of
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import count
from desktop_app.services.year.q06_trips import TRIP
from desktop_app.services.year.tables import Extra, coded, listed
from desktop_app.storage.tables import Row

__all__ = ["results"]

Chosen = Callable[[Frame, Iterable[Row]], list[Row]]

ACTION = Noun(Words("åtgärd", "action"), Words("åtgärder", "actions"))
REPORT = Noun(Words("reserapport", "trip"), Words("reserapporter", "trips"))

ENDED = Words("Resor som avslutats", "Trips that ended")
REPORTED = Words("Rapporterade", "Reported")
FOLLOWED_UP = Words("Uppföljda", "Followed up")
MISSING = Words("Utan rapport", "Without a report")
LATE = Words("Därav efter sista dag", "Of these, past the last day")
ACTIONS = Words("Åtgärder efter resorna", "Actions after the trips")
DONE = Words("Klara", "Done")
OPEN = Words("Ännu inte klara", "Not done yet")
OVERDUE = Words("Därav försenade", "Of these, overdue")
DROPPED = Words("Avskrivna", "Dropped")
ASSESSMENTS = Words("Bedömning mot syftet", "Assessment against the purpose")
RESULTS = Words("Vad resorna gav", "What came out of the trips")
NOT_REPORTED = Words("Resor utan rapport", "Trips without a report")
LAST_DAY = Words("Skulle ha rapporterats", "Report was due")
DAYS_LATE = Words("Dagar försenad", "Days late")
ACTION_LIST = Words("Åtgärder efter resorna, en för en", "Actions after the trips, one by one")
TOLD = Words(
    "Av {ended} som avslutades {during} har {reported} rapporterats och {followed} följts upp.",
    "Of {ended} that ended {during}, {reported} led to a report and {followed} got a follow-up.",
)
TOLD_ONE = Words(
    "Den resa som avslutades {during} {so_far}.", "The trip that ended {during} {so_far}."
)
NOT_YET = Words("har inte rapporterats", "has not led to a report yet")
REPORTED_ONLY = Words(
    "har rapporterats men inte följts upp", "led to a report but got no follow-up yet"
)
BOTH = Words("har rapporterats och följts upp", "led to a report and got a follow-up")
LACKING = Words("{what} saknades den {when}.", "There was no report yet of {what} on {when}.")
TRIPS_LED = (Words("resan", "trip"), Words("resorna", "trips"))
ACTIONS_TOLD = Words(
    "Av {trips} följde {actions}; {done} av dem har slutförts.",
    "The {trips} led to {actions}; work on {done} of them has finished.",
)
ACTION_TOLD = (
    Words(
        "Av {trips} följde en åtgärd; den har inte slutförts.",
        "The {trips} led to one action; work on it has not finished.",
    ),
    Words(
        "Av {trips} följde en åtgärd; den har slutförts.",
        "The {trips} led to one action; work on it has finished.",
    ),
)
"""What is told of a single action: that it is not done, that it is."""


def results(frame: Frame) -> Answer:
    """Return the answer."""
    tables = (_assessments(frame), _results(frame), _missing(frame), _actions(frame))
    return Answer(7, QUESTIONS[6], tuple(_figures(frame)), tables, tuple(_sentences(frame)))


@once
def _ended(frame: Frame, span: Span) -> list[Row]:
    """Return the trips made in a time that were over on its last day, in the order they ended."""
    last = frame.last_of(span)
    found = ((journeys.homecoming(row), row) for row in journeys.made(frame, span))
    over = [(day, row.id, row) for day, row in found if day is not None and day <= last]
    return [row for _day, _id, row in sorted(over, key=lambda each: each[:2])]


def _unreported(frame: Frame, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if not journeys.is_reported(row, frame.today)]


def _reported(frame: Frame, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if journeys.is_reported(row, frame.today)]


def _followed_up(frame: Frame, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if journeys.is_followed_up(row, frame.today)]


def _late(frame: Frame, rows: Iterable[Row]) -> list[Row]:
    missing = _unreported(frame, rows)
    return [r for r in missing if (due := journeys.due_on(frame, r)) and due < frame.today]


def _actions_of(frame: Frame, rows: Iterable[Row]) -> list[Row]:
    return [action for row in rows for action in frame.material.parts("action", row)]


def _is_done(action: Row) -> bool:
    return text_of(action, "status") in ACTION_DONE


def _is_dropped(action: Row) -> bool:
    return text_of(action, "status") in ACTION_DROPPED


def _is_open(action: Row) -> bool:
    return not _is_done(action) and not _is_dropped(action)


def _overdue(frame: Frame, actions: Iterable[Row]) -> list[Row]:
    still = filter(_is_open, actions)
    return [a for a in still if (due := day_of(a, "due_on")) and due < frame.today]


def _figures(frame: Frame) -> Iterable[Figure]:
    both = [_ended(frame, span) for span in (frame.period, frame.compared)]
    yield count("results.ended", ENDED, "trip", *both)
    of_trips: tuple[tuple[str, Words, Chosen], ...] = (
        ("results.reported", REPORTED, _reported),
        ("results.missing", MISSING, _unreported),
        ("results.late", LATE, _late),
        ("results.followed_up", FOLLOWED_UP, _followed_up),
    )
    for code, label, chosen in of_trips:
        yield count(code, label, "trip", *(chosen(frame, rows) for rows in both))
    yield from _of_actions(frame, [_actions_of(frame, rows) for rows in both])


def _of_actions(frame: Frame, actions: Sequence[Sequence[Row]]) -> Iterable[Figure]:
    yield count("results.actions", ACTIONS, "action", *actions)
    of_actions: tuple[tuple[str, Words, Chosen], ...] = (
        ("results.actions_done", DONE, lambda _frame, rows: list(filter(_is_done, rows))),
        ("results.actions_open", OPEN, lambda _frame, rows: list(filter(_is_open, rows))),
        ("results.actions_overdue", OVERDUE, _overdue),
        ("results.actions_dropped", DROPPED, lambda _frame, rows: list(filter(_is_dropped, rows))),
    )
    for code, label, chosen in of_actions:
        yield count(code, label, "action", *(chosen(frame, rows) for rows in actions))


def _assessments(frame: Frame) -> Table:
    reported = _reported(frame, _ended(frame, frame.period))
    counted = [(Column("count", Words("Antal", "Number"), "count"), len)]
    args = "results.assessments", ASSESSMENTS, "trip", "assessment"
    return coded(frame, *args, reported, counted, ["count"])


def _results(frame: Frame) -> Table:
    rows = _reported(frame, _ended(frame, frame.period))
    names = ("title", "organisation", "reported_on", "assessment", "summary", "lessons")
    return listed(frame, "results.trips", RESULTS, names, rows, "trip")


def _missing(frame: Frame) -> Table:
    rows = _unreported(frame, _ended(frame, frame.period))
    extras: list[Extra] = [
        (Column("due_on", LAST_DAY, "date"), lambda trip: journeys.due_on(frame, trip)),
        (Column("days_late", DAYS_LATE, "count"), lambda trip: _days_late(frame, trip)),
    ]
    names = ("title", "organisation", "responsible", "end_on")
    return listed(frame, "results.missing_reports", NOT_REPORTED, names, rows, "trip", extras)


def _days_late(frame: Frame, trip: Row) -> int | None:
    due = journeys.due_on(frame, trip)
    return (frame.today - due).days if due and due < frame.today else None


def _actions(frame: Frame) -> Table:
    rows = _actions_of(frame, _ended(frame, frame.period))
    rows.sort(key=lambda action: (text_of(action, "due_on") or "~", action.id))
    names = ("what", "trip", "who", "due_on", "status", "done_on")
    return listed(frame, "results.action_list", ACTION_LIST, names, rows, "action")


def _sentences(frame: Frame) -> Iterable[Words]:
    ended = _ended(frame, frame.period)
    if not ended:
        return
    yield _told(frame, ended)
    if missing := _unreported(frame, ended):
        told = LACKING.fill(what=phrases.told(len(missing), REPORT), when=phrases.day(frame.today))
        yield phrases.capital(told)
    if actions := _actions_of(frame, ended):
        done = sum(map(_is_done, actions))
        words = ACTION_TOLD[bool(done)] if len(actions) == 1 else ACTIONS_TOLD
        yield words.fill(
            trips=TRIPS_LED[len(ended) > 1],
            actions=phrases.told(len(actions), ACTION),
            done=phrases.few(done, ACTION),
        )


def _told(frame: Frame, ended: Sequence[Row]) -> Words:
    reported, followed = _reported(frame, ended), _followed_up(frame, ended)
    if len(ended) == 1:
        so_far = (BOTH if followed else REPORTED_ONLY) if reported else NOT_YET
        return TOLD_ONE.fill(during=frame.during, so_far=so_far)
    return TOLD.fill(
        ended=phrases.told(len(ended), TRIP),
        during=frame.during,
        reported=phrases.few(len(reported), TRIP),
        followed=phrases.few(len(followed), TRIP),
    )
