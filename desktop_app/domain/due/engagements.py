"""What collaborations and advocacy issues ask for: a result, a focus, something done in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop_app.domain.due.days import near
from desktop_app.domain.due.kinds import Found, Kind, by_code
from desktop_app.domain.life.case import Case
from desktop_app.domain.rules.others import AGREEMENT, AID_PROJECT, uncovered
from desktop_app.domain.words import Words

__all__ = ["ADVOCACY_OVER", "COLLABORATION_OVER", "KINDS", "advocacy", "collaboration"]

COLLABORATION_OVER = ("declined",)
ADVOCACY_OVER = ("ended", "dropped")
ENDED = "ended"
KINDS = by_code(
    Kind(
        "collaboration_result",
        "late",
        "collaboration",
        Words("Samarbetet är slut men resultatet saknas", "It has ended without a result"),
        Words("Avslutade samarbeten utan resultat", "Ended collaborations without a result"),
        "result",
        deeds=("result", "ended"),
    ),
    Kind(
        "collaboration_over",
        "late",
        "collaboration",
        Words("Samarbetet har tagit slut men står som pågående", "It is over but not marked so"),
        Words("Samarbeten som tagit slut", "Collaborations that are over"),
        "status",
        deeds=("ended", "new_end"),
    ),
    Kind(
        "collaboration_ending",
        "expiring",
        "collaboration",
        Words("Samarbetet tar slut", "The collaboration ends"),
        Words("Samarbeten som tar slut", "Collaborations that end"),
        "end_on",
        deeds=("new_end", "ended"),
    ),
    Kind(
        "collaboration_focus",
        "missing",
        "collaboration",
        Words("Avtalet saknar konkret inriktning", "The agreement has no concrete focus"),
        Words("Avtal utan konkret inriktning", "Agreements without a concrete focus"),
        "focus",
    ),
    Kind(
        "collaboration_aid",
        "missing",
        "collaboration",
        Words(
            "Biståndsprojektet är inte helt betalt av andra", "The aid project is not fully funded"
        ),
        Words("Biståndsprojekt som inte är helt betalda", "Aid projects not fully funded"),
        "external_funding",
    ),
    Kind(
        "advocacy_late",
        "late",
        "advocacy",
        Words("Sista dagen att påverka har passerat", "The deadline to influence has passed"),
        Words("Passerade sista dagar att påverka", "Deadlines to influence that have passed"),
        "outcome",
        deeds=("ended", "new_deadline"),
    ),
    Kind(
        "advocacy_due",
        "due",
        "advocacy",
        Words("Sista dag att påverka", "Deadline to influence"),
        Words("Sista dagar att påverka", "Deadlines to influence"),
        "deadline",
        deeds=("ended", "new_deadline"),
    ),
)


def collaboration(case: Case) -> Iterator[Found]:
    """Go through what a collaboration asks for."""
    end, status = case.day("end_on"), case.status
    over = status == ENDED or (end is not None and end < case.today)
    if over and not case.text("result"):
        yield Found(KINDS["collaboration_result"], end)
    elif over and status != ENDED:
        yield Found(KINDS["collaboration_over"], end)
    if not over:
        yield from _running(case, end)


def _running(case: Case, end: date | None) -> Iterator[Found]:
    if near(case, end, case.thresholds["notice_warning_days"]):
        yield Found(KINDS["collaboration_ending"], end)
    if case.text("kind") == AGREEMENT and not case.has("focus"):
        yield Found(KINDS["collaboration_focus"])
    if case.text("kind") == AID_PROJECT and uncovered(case) > 0:
        yield Found(KINDS["collaboration_aid"])


def advocacy(case: Case) -> Iterator[Found]:
    """Go through what an advocacy issue asks for."""
    deadline = case.day("deadline")
    if deadline is not None and deadline < case.today:
        yield Found(KINDS["advocacy_late"], deadline)
    elif near(case, deadline):
        yield Found(KINDS["advocacy_due"], deadline)
