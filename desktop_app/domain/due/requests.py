"""What requests ask for: an answer in time, and what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop_app.domain.days import days_later
from desktop_app.domain.due.days import near
from desktop_app.domain.due.kinds import Found, Kind, by_code
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.standing import status_today
from desktop_app.domain.words import Words

__all__ = ["KINDS", "OVER", "request"]

OVER = ("forwarded", "declined", "followed_up")
OPEN = ("", "received", "assessed")
KINDS = by_code(
    Kind(
        "request_unanswered",
        "late",
        "request",
        Words("Förfrågan skulle ha besvarats", "The request should have been answered"),
        Words("Obesvarade förfrågningar", "Unanswered requests"),
        "decision",
        deeds=("accept", "forward", "decline"),
    ),
    Kind(
        "visit_soon",
        "due",
        "request",
        Words("Besöket önskas snart och är inte besvarat", "The visit is near and unanswered"),
        Words("Obesvarade besök som är nära", "Unanswered visits that are near"),
        "decision",
        deeds=("accept", "forward", "decline"),
    ),
    Kind(
        "request_outcome",
        "missing",
        "request",
        Words("Genomfört besök utan utfall", "Carried out, without an outcome"),
        Words("Genomförda förfrågningar utan utfall", "Requests carried out without an outcome"),
        "outcome",
        deeds=("outcome",),
    ),
    Kind(
        "request_waiting",
        "waiting",
        "request",
        Words("Förfrågan väntar på svar", "The request is waiting for an answer"),
        Words("Förfrågningar som väntar på svar", "Requests waiting for an answer"),
        "decision",
        deeds=("accept", "forward", "decline"),
    ),
)


def request(case: Case) -> Iterator[Found]:
    """Go through what a request asks for."""
    status = status_today(case)
    if status in OPEN:
        yield from _answer(case)
    elif status == "completed" and not case.text("outcome"):
        yield Found(KINDS["request_outcome"], case.day("wished_until") or _wished(case))


def _wished(case: Case) -> date | None:
    return case.day("wished_from") or case.day("wished_until")


def _answer(case: Case) -> Iterator[Found]:
    received, wished = case.day("received_on"), _wished(case)
    deadline = None if received is None else days_later(received, case.thresholds["answer_days"])
    days = [day for day in (deadline, wished) if day is not None]
    if days and min(days) < case.today:
        yield Found(KINDS["request_unanswered"], min(days))
    elif near(case, wished):
        yield Found(KINDS["visit_soon"], wished)
    else:
        yield Found(KINDS["request_waiting"], deadline)
