"""Rules that concern a single record: errors keep it from being saved, warnings are said.

They judge what a person saves here. What comes from another register is a fact and is never
refused by them. Source of each rule: the domain's list of validations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Context, Value
from desktop_app.domain.words import Words

Values = Mapping[str, Value]

REPORT_DAYS = 30
UNCONFIRMED_DAYS = 730
DECIDED = ("decided", "completed", "reported", "followed_up")
REPORTED = ("reported", "followed_up")

REQUIRED = Words("måste fyllas i.", "must be filled in.")
ONE_OF = Words("minst ett av {names} måste fyllas i.", "at least one of {names} must be filled in.")
ENDS_BEFORE = Words(
    "{end} ({last}) ligger före {start} ({first}).", "{end} ({last}) is before {start} ({first})."
)
NEEDED = Words(
    "måste fyllas i innan raden får den statusen.",
    "must be filled in before the row gets that status.",
)
CURRENCY = Words("valuta saknas till beloppet.", "the amount has no currency.")
LATE_DECISION = Words(
    "beslutet är fattat efter att resan började.", "the decision was made after the trip began."
)
LATE_REPORT = Words(
    "rapporten lämnades mer än {days} dagar efter resan.",
    "the report was made more than {days} days after the trip.",
)
FLIGHT = Words(
    "flyg har ett skäl men inget godkännande med datum.",
    "the flight has a reason but no dated approval.",
)
NO_REPRESENTATIVE = Words("saknas.", "is missing.")
REVIEW_DUE = Words("omprövningen skulle ha varit gjord.", "the review is overdue.")
UNCONFIRMED = Words(
    "uppgifterna är inte bekräftade på två år.", "has not been confirmed for two years."
)
AID = Words(
    "ett biståndsprojekt måste vara helt betalt av andra; {rest} kr återstår.",
    "an aid project must be paid by others in full; SEK {rest} remain.",
)
TWIN_TOWN = Words(
    "staden tecknar inga vänortsavtal; ge samarbetet en konkret inriktning.",
    "the city signs no twin-town agreements; give the collaboration a concrete focus.",
)
POST_ENDED = Words("uppdraget har gått ut.", "the post has ended.")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a record.

    Attributes:
        field: The field it is about, '' for the row.
        words: What is wrong or unusual.
        error: Whether it keeps the record from being saved.
    """

    field: str
    words: Words
    error: bool = False


Rule = Callable[[Values, date], Iterator[Finding]]


def judge(entity: Entity, values: Values, context: Context, today: date) -> list[Finding]:
    """Return what the rules say of a record, errors first, then what is unusual in its values."""
    found = list(_ruled(entity, values, today))
    for field in entity:
        value = values.get(field.name)
        if value is not None:
            found.extend(Finding(field.name, words) for words in field.kind.doubts(value, context))
    return sorted(found, key=lambda finding: not finding.error)


def errors(entity: Entity, values: Values, today: date) -> list[Finding]:
    """Return what keeps a record from being saved."""
    return [finding for finding in _ruled(entity, values, today) if finding.error]


def _ruled(entity: Entity, values: Values, today: date) -> Iterator[Finding]:
    yield from _required(entity, values)
    yield from _spans(entity, values)
    for rule in RULES.get(entity.name, ()):
        yield from rule(values, today)


def _required(entity: Entity, values: Values) -> Iterator[Finding]:
    for field in entity:
        if field.required and values.get(field.name) is None:
            yield Finding(field.name, REQUIRED, error=True)
    for names in (entity.one_of, entity.owners):
        if names and not any(values.get(name) is not None for name in names):
            labels = [entity.by_name[name].label for name in names]
            yield Finding(names[0], ONE_OF.fill(names=labels), error=True)


SPANS = (
    ("start_on", "end_on"),
    ("from", "until"),
    ("wished_from", "wished_until"),
    ("valid_from", "valid_to"),
    ("joined_on", "left_on"),
    ("appointed_on", "until"),
)


def _spans(entity: Entity, values: Values) -> Iterator[Finding]:
    for start, end in SPANS:
        if start not in entity.by_name or end not in entity.by_name:
            continue
        first, last = values.get(start), values.get(end)
        if isinstance(first, str) and isinstance(last, str) and last < first:
            words = ENDS_BEFORE.fill(
                start=entity.by_name[start].label,
                end=entity.by_name[end].label,
                first=first,
                last=last,
            )
            yield Finding(end, words, error=True)


def _needs(values: Values, *names: str) -> Iterator[Finding]:
    for name in names:
        if values.get(name) is None:
            yield Finding(name, NEEDED, error=True)


def _trip(values: Values, _today: date) -> Iterator[Finding]:
    if values.get("status") in DECIDED:
        yield from _needs(values, "purpose", "decided_by", "decided_on")
    if values.get("status") in REPORTED:
        yield from _needs(values, "summary", "lessons")
    if _after(values.get("decided_on"), values.get("start_on")):
        yield Finding("decided_on", LATE_DECISION)
    if _after(values.get("reported_on"), values.get("end_on"), REPORT_DAYS):
        yield Finding("reported_on", LATE_REPORT.fill(days=REPORT_DAYS))
    if values.get("flight_reason") and not values.get("flight_approved_on"):
        yield Finding("flight_approved_on", FLIGHT)


def _network(values: Values, today: date) -> Iterator[Finding]:
    if values.get("status") != "active":
        return
    for name in ("political_representative", "administrative_contact", "next_review_on"):
        if values.get(name) is None:
            yield Finding(name, NO_REPRESENTATIVE)
    if _after(today.isoformat(), values.get("next_review_on")):
        yield Finding("next_review_on", REVIEW_DUE)


def _contact(values: Values, today: date) -> Iterator[Finding]:
    if values.get("status") != "outdated" and _after(
        today.isoformat(), values.get("confirmed_on"), UNCONFIRMED_DAYS
    ):
        yield Finding("confirmed_on", UNCONFIRMED)


def _money(*amounts: str) -> Rule:
    def rule(values: Values, _today: date) -> Iterator[Finding]:
        if any(values.get(name) is not None for name in amounts) and not values.get("currency"):
            yield Finding("currency", CURRENCY, error=True)

    return rule


def _collaboration(values: Values, _today: date) -> Iterator[Finding]:
    if values.get("kind") == "aid_project":
        rest = _amount(values.get("budget")) - _amount(values.get("external_funding"))
        if rest > 0:
            yield Finding("external_funding", AID.fill(rest=rest))
    if "vänort" in str(values.get("title", "")).casefold():
        yield Finding("title", TWIN_TOWN)


def _post(values: Values, today: date) -> Iterator[Finding]:
    if _after(today.isoformat(), values.get("until")):
        yield Finding("until", POST_ENDED)


def _after(later: Value, earlier: Value, days: int = 0) -> bool:
    if not isinstance(later, str) or not isinstance(earlier, str):
        return False
    return date.fromisoformat(later) - date.fromisoformat(earlier) > timedelta(days=days)


def _amount(value: Value) -> Decimal:
    return Decimal(str(value)) if value is not None else Decimal(0)


RULES: Mapping[str, tuple[Rule, ...]] = {
    "trip": (_trip,),
    "network": (_network,),
    "contact": (_contact,),
    "fee": (_money("amount"),),
    "cost": (_money("budget", "outcome"),),
    "collaboration": (_collaboration,),
    "post": (_post,),
}
