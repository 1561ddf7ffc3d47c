"""What a step of a life takes: named evidence, asked for when the step is taken, not before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from desktop_app.domain.fields import Field
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.cycles import CYCLES
from desktop_app.domain.life.standing import status_today
from desktop_app.domain.rules import Finding, errors
from desktop_app.domain.words import Words

__all__ = ["EVIDENCE", "SAID_WHOLE", "missing", "stopping"]

Evidence = Callable[[Case], Iterator[Finding]]

NEEDED = Words("måste fyllas i innan raden får den statusen.", "must be filled in before that.")
MISSING = Words("saknas.", "is missing.")
SENTENCE = Words(
    "skriv med en mening vad resan ska ge.", "write in a sentence what the trip is for."
)
NOT_OVER = Words(
    "resan slutar först {end}; den kan inte vara genomförd i förväg.",
    "the trip does not end until {end}; it cannot have been made in advance.",
)
AN_ACTION = Words(
    "skriv minst en åtgärd, eller varför det inte blir någon.",
    "write at least one action, or why there is none.",
)
COSTS = Words(
    "skriv vad resan kostade; 0 om den inte kostade något.",
    "write what the trip cost; 0 if it cost nothing.",
)
OPEN_ACTIONS = Words(
    "{count} åtgärder är inte klara: {first}", "{count} actions are not done: {first}"
)
OPEN_ACTION = Words("en åtgärd är inte klar: {first}", "one action is not done: {first}")
ASSESSMENT = Words(
    "bocka för det som stämmer, eller skriv skälen.", "tick what applies, or write the grounds."
)
A_REVIEW = Words(
    "skriv årets omprövning med nytta och beslut.",
    "write the review of the year with benefit and decision.",
)
NEXT_REVIEW = Words(
    "skriv när medlemskapet ska omprövas nästa gång.",
    "write when the membership is to be reviewed next.",
)
WORDS_OF_A_SENTENCE = 3
ACTION_OVER = CYCLES["action"].closed


def _filled(*names: str) -> Evidence:
    def evidence(case: Case) -> Iterator[Finding]:
        for name in names:
            if not case.has(name):
                yield _lacks(case.entity.by_name[name], NEEDED)

    return evidence


def _wished(*names: str) -> Evidence:
    """Return evidence that is said to be missing and stops nothing."""

    def evidence(case: Case) -> Iterator[Finding]:
        for name in names:
            if not case.has(name):
                yield Finding(name, MISSING, rule=f"step.{name}")

    return evidence


def _lacks(field: Field, words: Words, part: str = "") -> Finding:
    name = field.name
    return Finding(name, words, error=True, rule=f"step.{part or ''}{name}", part=part)


def _purpose(case: Case) -> Iterator[Finding]:
    if len(case.text("purpose").split()) < WORDS_OF_A_SENTENCE:
        yield _lacks(case.entity.by_name["purpose"], SENTENCE)


def _over(case: Case) -> Iterator[Finding]:
    end = case.day("end_on")
    if end and end > case.today:
        words = NOT_OVER.fill(end=end.isoformat())
        yield Finding("end_on", words, error=True, rule="step.not_over")


def _action_or_reason(case: Case) -> Iterator[Finding]:
    if case.parts is not None and not case.part("action") and not case.has("no_action_reason"):
        yield Finding("what", AN_ACTION, error=True, rule="step.action", part="action")


def _outcome(case: Case) -> Iterator[Finding]:
    if case.parts is None:
        return
    costs = case.part("cost")
    if not costs or any(cost.has("budget") and not cost.has("outcome") for cost in costs):
        yield Finding("outcome", COSTS, error=True, rule="step.outcome", part="cost")


def _actions_closed(case: Case) -> Iterator[Finding]:
    waiting = [part for part in case.part("action") if part.status not in ACTION_OVER]
    if waiting:
        words = OPEN_ACTION if len(waiting) == 1 else OPEN_ACTIONS
        told = words.fill(count=len(waiting), first=_short(waiting[0].text("what")))
        yield Finding("status", told, error=True, rule="step.open_actions", part="action")


LONGEST = 60


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _assessed(case: Case) -> Iterator[Finding]:
    if not case.values.get("assessment") and not case.has("assessment_note"):
        yield _lacks(case.entity.by_name["assessment"], ASSESSMENT)


def _reviewed(case: Case) -> Iterator[Finding]:
    if case.parts is None:
        return
    this_year = [r for r in case.part("review") if r.values.get("year") == case.today.year]
    if not any(review.has("decision") for review in this_year):
        yield Finding("decision", A_REVIEW, error=True, rule="step.review", part="review")


def _next_review(case: Case) -> Iterator[Finding]:
    day = case.day("next_review_on")
    if day is None or day <= case.today:
        yield _lacks(case.entity.by_name["next_review_on"], NEXT_REVIEW)


DECIDED = (_filled("decided_by", "decided_on"),)
ANSWERED = (_wished("decided_by", "decided_on"), _filled("reason"))

EVIDENCE: Mapping[str, Mapping[str, tuple[Evidence, ...]]] = MappingProxyType(
    {
        "trip": {
            "decided": (_purpose, *DECIDED),
            "completed": (_over,),
            "reported": (_filled("summary", "lessons"), _action_or_reason, _outcome),
            "followed_up": (_actions_closed,),
            "rejected": DECIDED,
        },
        "network": {
            "active": (_wished("joined_on", "decided_by", "decided_on", "purpose"),),
            "dormant": (_wished("decided_by", "decided_on"),),
            "ended": (_wished("left_on"),),
            "declined": (_wished("decided_by", "decided_on"),),
        },
        "request": {
            "assessed": (_assessed,),
            "accepted": (_wished("decided_by", "host"),),
            "forwarded": ANSWERED,
            "declined": ANSWERED,
            "completed": (_wished("outcome"),),
            "followed_up": (_filled("outcome"), _actions_closed),
        },
        "collaboration": {
            "active": (_wished("focus", "organisation", "start_on"),),
            "ended": (_wished("result"), _actions_closed),
        },
        "advocacy": {
            "active": (_wished("position", "target", "responsible"),),
            "ended": (_filled("outcome"), _actions_closed),
        },
    }
)
"""What each status takes, by entity."""

SAID_WHOLE = frozenset({"step.not_over", "step.open_actions"})
"""Rules of steps that nothing is missing for: something is not as it has to be."""

ON_THE_WAY = frozenset({"trip"})
"""Where what the statuses before it take is asked for with it, since none may be passed over."""

FROM_REVIEW = "under_review"
AFTER_REVIEW: Mapping[str, tuple[Evidence, ...]] = {
    "active": (_reviewed, _next_review),
    "dormant": (_reviewed,),
    "ended": (_reviewed,),
}


def missing(case: Case, status: str, since: str = "") -> list[Finding]:
    """Return what a row lacks for a step to a status, what comes before on the way included.

    Args:
        case: The row as it is, or would be.
        status: The status the step leads to.
        since: The status it comes from, where that asks for something of its own.
    """
    cycle = CYCLES.get(case.entity.name)
    if cycle is None:
        return []
    asked = EVIDENCE.get(case.entity.name, {})
    way = cycle.reached(status) if case.entity.name in ON_THE_WAY else ()
    taken = [evidence for each in way or (status,) for evidence in asked.get(each, ())]
    if since == FROM_REVIEW:
        taken += AFTER_REVIEW.get(status, ())
    return list(dict.fromkeys(found for evidence in taken for found in evidence(case)))


def stopping(before: Case | None, after: Case) -> list[Finding]:
    """Return what keeps a row from being saved so.

    An error that the row had before stops nothing, and what a step takes is asked only of who
    takes it. So somebody can always go on with what is incomplete.

    Args:
        before: The row as it was, None for a new one.
        after: The row as it would be.
    """
    old = {(found.field, found.rule) for found in errors(before)} if before else set()
    found = [each for each in errors(after) if (each.field, each.rule) not in old]
    if after.status and after.status != (before.status if before else ""):
        found += missing(after, after.status, status_today(before) if before else "")
    return found
