"""What is unusual in contacts, collaborations and amounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop_app.domain.days import months_later
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.money import told
from desktop_app.domain.rules.finding import Finding, Rule
from desktop_app.domain.thresholds import THRESHOLDS
from desktop_app.domain.words import Words

__all__ = ["COLLABORATION_RULES", "CONTACT_RULES", "is_unconfirmed", "money", "uncovered"]

CURRENCY = Words("valuta saknas till beloppet.", "the amount has no currency.")
UNCONFIRMED = Words(
    "uppgifterna är inte bekräftade på {months}.", "has not been confirmed for {months}."
)
AID = Words(
    "ett biståndsprojekt måste vara helt betalt av andra; {rest} återstår.",
    "an aid project must be paid by others in full; {rest} remain.",
)
AID_UNKNOWN = Words(
    "ett biståndsprojekt måste vara helt betalt av andra; skriv vad det kostar, eget arbete "
    "inräknat, och vad andra betalar.",
    "an aid project must be paid by others in full; write what it costs, own work included, "
    "and what others pay.",
)
TWIN_TOWN = Words(
    "staden tecknar inga vänortsavtal; ge samarbetet en konkret inriktning.",
    "the city signs no twin-town agreements; give the collaboration a concrete focus.",
)
NO_FOCUS = Words(
    "ett samarbetsavtal ska ha en konkret inriktning.",
    "a cooperation agreement is to have a concrete focus.",
)
OUTDATED, AID_PROJECT, AGREEMENT = "outdated", "aid_project", "agreement"
TWINS = ("vänort", "twin town", "twin-town", "twinning", "sister city", "systerstad")


def is_unconfirmed(contact: Case) -> bool:
    """Tell whether nobody has confirmed a contact for too long."""
    confirmed, months = contact.day("confirmed_on"), contact.thresholds["unconfirmed_months"]
    if confirmed is None or contact.status == OUTDATED:
        return False
    return months_later(confirmed, months) < contact.today


def _confirmed(case: Case) -> Iterator[Finding]:
    if is_unconfirmed(case):
        months = case.thresholds["unconfirmed_months"]
        words = UNCONFIRMED.fill(months=THRESHOLDS["unconfirmed_months"].counted(months))
        yield Finding("confirmed_on", words, rule="contact.unconfirmed")


def money(*amounts: str) -> Rule:
    """Return the rule that amounts have a currency."""

    def rule(case: Case) -> Iterator[Finding]:
        if any(map(case.has, amounts)) and not case.has("currency"):
            yield Finding("currency", CURRENCY, error=True, rule="amount_without_currency")

    return rule


def uncovered(collaboration: Case) -> Decimal:
    """Return what of a collaboration's cost others do not pay, in kronor.

    The cost is the budget; where only our own share is known, that remains.
    """
    cost = collaboration.amount("budget")
    if cost is None:
        return collaboration.amount("own_share") or Decimal(0)
    external = collaboration.amount("external_funding") or Decimal(0)
    return max(cost - external, Decimal(0))


def _aid(case: Case) -> Iterator[Finding]:
    if case.text("kind") != AID_PROJECT:
        return
    rest = uncovered(case)
    if rest > 0:
        words = AID.fill(rest=told(rest))
        yield Finding("external_funding", words, rule="collaboration.aid_remainder")
    elif not case.has("budget"):
        yield Finding("budget", AID_UNKNOWN, rule="collaboration.aid_unknown")


def _agreement(case: Case) -> Iterator[Finding]:
    for name in ("title", "focus"):
        text = case.text(name).casefold()
        if any(word in text for word in TWINS):
            yield Finding(name, TWIN_TOWN, rule="collaboration.twin_town")
            break
    if case.text("kind") == AGREEMENT and not case.has("focus"):
        yield Finding("focus", NO_FOCUS, rule="collaboration.no_focus")


CONTACT_RULES: tuple[Rule, ...] = (_confirmed,)
COLLABORATION_RULES: tuple[Rule, ...] = (_aid, _agreement)
