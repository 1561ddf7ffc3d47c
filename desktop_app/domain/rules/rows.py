"""What holds for rows of every entity: what is required, and that nothing ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.life.case import Case
from desktop_app.domain.rules.finding import Finding
from desktop_app.domain.words import Words

__all__ = ["ENDS_BEFORE", "ONE_OF", "REQUIRED", "SPANS", "required", "spans"]

REQUIRED = Words("måste fyllas i.", "must be filled in.")
ONE_OF = Words("minst ett av {names} måste fyllas i.", "at least one of {names} must be filled in.")
ENDS_BEFORE = Words(
    "{end} ({last}) ligger före {start} ({first}).", "{end} ({last}) is before {start} ({first})."
)

SPANS = (
    ("start_on", "end_on"),
    ("from", "until"),
    ("wished_from", "wished_until"),
    ("valid_from", "valid_to"),
    ("joined_on", "left_on"),
    ("appointed_on", "until"),
)


def required(case: Case) -> Iterator[Finding]:
    """Go through what a row cannot be without."""
    entity = case.entity
    for field in entity:
        if field.required and not case.has(field.name):
            yield Finding(field.name, REQUIRED, error=True, rule="required")
    for names in (entity.one_of, entity.owners):
        if names and not any(map(case.has, names)):
            labels = [entity.by_name[name].label for name in names]
            yield Finding(names[0], ONE_OF.fill(names=labels), error=True, rule="one_of")


def spans(case: Case) -> Iterator[Finding]:
    """Go through what ends before it starts."""
    fields = case.entity.by_name
    for start, end in SPANS:
        if start not in fields or end not in fields:
            continue
        first, last = case.text(start), case.text(end)
        if first and last and last < first:
            labels = {"start": fields[start].label, "end": fields[end].label}
            words = ENDS_BEFORE.fill(**labels, first=first, last=last)
            yield Finding(end, words, error=True, rule="ends_before_start")
