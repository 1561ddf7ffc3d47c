"""What is unusual in a membership and its posts, and what a fee cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.life.case import Case
from desktop_app.domain.life.membership import MEMBER, fees_of, is_free, notice_on
from desktop_app.domain.rules.finding import Finding, Rule
from desktop_app.domain.words import Words

__all__ = ["FEE_RULES", "NETWORK_RULES", "POST_RULES"]

NO_REPRESENTATIVE = Words("saknas.", "is missing.")
REVIEW_DUE = Words(
    "omprövningen skulle ha varit gjord {day}.", "the review should have been made on {day}."
)
NO_FEE = Words("årets avgift ({year}) saknas.", "the fee of the year ({year}) is missing.")
NOTICE_PASSED = Words(
    "sista dag att säga upp var {day}; perioden som slutar {end} följs av en ny om inget annat "
    "är avtalat.",
    "the last day to give notice was {day}; the period that ends on {end} is followed by a new "
    "one unless something else is agreed.",
)
TWICE = Words(
    "det finns redan en avgift för {year}. Ändra den i stället.",
    "there is a fee for {year} already. Change that one instead.",
)
POST_ENDED = Words("uppdraget har gått ut.", "the post has ended.")
RUNNING = ("active", "under_review")


def _people(case: Case) -> Iterator[Finding]:
    if case.status not in RUNNING:
        return
    for name in ("political_representative", "administrative_contact", "next_review_on"):
        if not case.has(name):
            yield Finding(name, NO_REPRESENTATIVE, rule=f"network.no_{name}")


def _review(case: Case) -> Iterator[Finding]:
    day = case.day("next_review_on")
    if case.status in RUNNING and day and day < case.today:
        words = REVIEW_DUE.fill(day=day.isoformat())
        yield Finding("next_review_on", words, rule="network.review_overdue")


def _fee(case: Case) -> Iterator[Finding]:
    if case.status not in RUNNING or case.parts is None or is_free(case):
        return
    if not fees_of(case, case.today.year):
        words = NO_FEE.fill(year=case.today.year)
        yield Finding("year", words, rule="network.fee_missing", part="fee")


def _notice(case: Case) -> Iterator[Finding]:
    day, end = notice_on(case.values), case.day("period_ends_on")
    if case.status in MEMBER and day and end and day < case.today <= end:
        words = NOTICE_PASSED.fill(day=day.isoformat(), end=end.isoformat())
        yield Finding("period_ends_on", words, rule="network.notice_passed")


def _one_a_year(case: Case) -> Iterator[Finding]:
    year = case.values.get("year")
    for other in case.siblings or ():
        if year is not None and other.id != case.id and other.values.get("year") == year:
            words = TWICE.fill(year=year)
            yield Finding("year", words, error=True, rule="fee.year_twice")
            return


def _post(case: Case) -> Iterator[Finding]:
    until = case.day("until")
    if until and until < case.today:
        yield Finding("until", POST_ENDED, rule="post.ended")


NETWORK_RULES: tuple[Rule, ...] = (_people, _review, _fee, _notice)
FEE_RULES: tuple[Rule, ...] = (_one_a_year,)
POST_RULES: tuple[Rule, ...] = (_post,)
