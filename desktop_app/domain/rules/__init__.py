"""Rules of rows: errors stop a step or a value that cannot be, warnings are said and stop nothing.

They judge what a person saves here. What comes from another register is a fact and is never
refused by them. Source of each rule: the domain's list of validations (DOMAIN §8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.domain.kinds import Context
from desktop_app.domain.life.case import Case
from desktop_app.domain.rules.finding import Finding, Rule
from desktop_app.domain.rules.memberships import FEE_RULES, NETWORK_RULES, POST_RULES
from desktop_app.domain.rules.others import COLLABORATION_RULES, CONTACT_RULES, money
from desktop_app.domain.rules.rows import REQUIRED, required, spans
from desktop_app.domain.rules.trips import TRIP_RULES

__all__ = ["PARTS", "REQUIRED", "RULES", "SIBLINGS", "Finding", "errors", "judge"]

RULES: Mapping[str, tuple[Rule, ...]] = {
    "trip": TRIP_RULES,
    "network": NETWORK_RULES,
    "contact": CONTACT_RULES,
    "fee": (money("amount"), *FEE_RULES),
    "cost": (money("budget", "outcome"),),
    "collaboration": COLLABORATION_RULES,
    "post": POST_RULES,
}
PARTS: Mapping[str, tuple[str, ...]] = {
    "trip": ("action", "leg", "cost", "funding"),
    "network": ("fee", "review", "action"),
    "request": ("action",),
    "collaboration": ("action",),
    "advocacy": ("action",),
}
"""The parts that the rules and steps of an entity look at."""

SIBLINGS = frozenset({"fee"})
"""The entities whose rules look at the other parts of their owner."""


def judge(case: Case, context: Context) -> list[Finding]:
    """Return what the rules say of a row, errors first, then what is unusual in its values."""
    found = list(_ruled(case))
    for field in case.entity:
        value = case.values.get(field.name)
        if value is not None:
            doubts = field.kind.doubts(value, context)
            found.extend(Finding(field.name, words, rule="doubt") for words in doubts)
    return sorted(found, key=lambda finding: not finding.error)


def errors(case: Case) -> list[Finding]:
    """Return what a row cannot be, whatever step it is at."""
    return [finding for finding in _ruled(case) if finding.error]


def _ruled(case: Case) -> Iterator[Finding]:
    yield from required(case)
    yield from spans(case)
    for rule in RULES.get(case.entity.name, ()):
        yield from rule(case)
