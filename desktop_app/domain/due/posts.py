"""What posts of trust and contact persons ask for: a successor before their term is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.days import days_later
from desktop_app.domain.due.days import near
from desktop_app.domain.due.kinds import Found, Kind, by_code
from desktop_app.domain.life.case import Case
from desktop_app.domain.words import Words

__all__ = ["KINDS", "appointments", "posts"]

TOLD_DAYS = 365
"""How long after its end a term without a successor is told of; then it is history."""
KINDS = by_code(
    Kind(
        "post_ended",
        "late",
        "post",
        Words("Förtroendeuppdraget har tagit slut", "The post of trust has ended"),
        Words("Förtroendeuppdrag som tagit slut", "Posts of trust that have ended"),
        "until",
        deeds=("new_until",),
    ),
    Kind(
        "post_ending",
        "expiring",
        "post",
        Words("Förtroendeuppdraget tar slut", "The post of trust ends"),
        Words("Förtroendeuppdrag som tar slut", "Posts of trust that end"),
        "until",
        deeds=("new_until",),
    ),
    Kind(
        "appointment_ended",
        "late",
        "appointment",
        Words("Kontaktpersonens uppdrag har tagit slut", "The contact person's term has ended"),
        Words("Kontaktpersoner vars uppdrag tagit slut", "Contact persons whose term has ended"),
        "until",
        deeds=("new_until",),
    ),
    Kind(
        "appointment_ending",
        "expiring",
        "appointment",
        Words("Kontaktpersonens uppdrag tar slut", "The contact person's term ends"),
        Words("Kontaktpersoner vars uppdrag tar slut", "Contact persons whose term ends"),
        "until",
        deeds=("new_until",),
    ),
    Kind(
        "no_contact_person",
        "missing",
        "organisation",
        Words("Internationell kontaktperson saknas", "No international contact person"),
        Words("Förvaltningar utan kontaktperson", "Administrations without a contact person"),
    ),
)


def posts(case: Case) -> Iterator[Found]:
    """Go through what the posts of a network ask for."""
    yield from _terms(case, case.part("post"), KINDS["post_ended"], KINDS["post_ending"])


def appointments(case: Case, *, needed: bool) -> Iterator[Found]:
    """Go through what an organisation's contact persons ask for.

    Args:
        case: The organisation, with its appointments.
        needed: Whether it is to have a contact person.
    """
    held = case.part("appointment")
    yield from _terms(case, held, KINDS["appointment_ended"], KINDS["appointment_ending"])
    if needed and not any(_runs(each, case) for each in held):
        yield Found(KINDS["no_contact_person"])


def _terms(case: Case, held: Sequence[Case], ended: Kind, ending: Kind) -> Iterator[Found]:
    for each in held:
        until = each.day("until")
        if until is None or _followed(each, held, case):
            continue
        if near(case, until, case.thresholds["post_warning_days"]):
            yield Found(ending, until, row=each.id)
        elif until < case.today <= days_later(until, TOLD_DAYS):
            yield Found(ended, until, row=each.id)


def _followed(term: Case, held: Sequence[Case], case: Case) -> bool:
    """Tell whether somebody has the same role after a term."""
    until = term.day("until")
    for each in held:
        later = each.day("until")
        same = each.id != term.id and each.values.get("role") == term.values.get("role")
        if same and until and (later is None or later > until) and _follows(each, case):
            return True
    return False


def _follows(each: Case, case: Case) -> bool:
    later = each.day("until")
    return later is None or later >= case.today


def _runs(each: Case, case: Case) -> bool:
    until, since = each.day("until"), each.day("appointed_on")
    return (until is None or until >= case.today) and (since is None or since <= case.today)
