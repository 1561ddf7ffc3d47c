"""What follow-up actions ask for: to be done, to have a day and somebody who does them."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.due.days import near
from desktop_app.domain.due.kinds import Found, Kind, by_code
from desktop_app.domain.life.case import Case
from desktop_app.domain.words import Words

__all__ = ["KINDS", "OVER", "action"]

OVER = ("done", "dropped")
_ALL = ("done", "new_date", "who", "drop")
KINDS = by_code(
    Kind(
        "action_late",
        "late",
        "action",
        Words("Åtgärden skulle ha varit klar", "The action was due"),
        Words("Försenade åtgärder", "Late actions"),
        "due_on",
        deeds=_ALL,
    ),
    Kind(
        "action_due",
        "due",
        "action",
        Words("Åtgärden ska vara klar", "The action is due"),
        Words("Åtgärder som snart ska vara klara", "Actions due soon"),
        "due_on",
        deeds=_ALL,
    ),
    Kind(
        "action_without_date",
        "missing",
        "action",
        Words("Åtgärden har inget datum", "The action has no date"),
        Words("Åtgärder utan datum", "Actions without a date"),
        "due_on",
        deeds=("new_date", "who", "done", "drop"),
    ),
    Kind(
        "action_without_owner",
        "missing",
        "action",
        Words("Ingen ansvarar för åtgärden", "Nobody is responsible for the action"),
        Words("Åtgärder utan ansvarig", "Actions without an owner"),
        "who",
        deeds=("who", "new_date", "done", "drop"),
    ),
)


def action(case: Case) -> Iterator[Found]:
    """Go through what an action asks for."""
    due = case.day("due_on")
    if due is None:
        yield Found(KINDS["action_without_date"])
    elif due < case.today:
        yield Found(KINDS["action_late"], due)
    elif near(case, due):
        yield Found(KINDS["action_due"], due)
    if not case.text("who"):
        yield Found(KINDS["action_without_owner"], due)
