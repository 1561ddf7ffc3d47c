"""What documents tell of a row that nobody wrote in it: what the rules, dates and others say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.evidence import missing
from desktop_app.domain.life.membership import notice_on
from desktop_app.domain.life.money import total
from desktop_app.domain.rules import Finding, judge
from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.asking import Said
from desktop_app.reports.membership_years import YearTold
from desktop_app.reports.record import Record
from desktop_app.services.dossier import case_of
from desktop_app.services.outward import Outward
from desktop_app.services.overlap import CITY, Overlap, overlaps
from desktop_app.services.register import Register
from desktop_app.services.thresholds import thresholds

if TYPE_CHECKING:
    from desktop_app.reports.decision_paper import Before
    from desktop_app.reports.membership_review import Membership
    from desktop_app.services.gathering import Gathered

__all__ = ["before", "membership"]

TRIP, FEE = CATALOGUE["trip"], CATALOGUE["fee"]

FINDING = Words("{label}: {words}", "{label}: {words}")
THERE = Words("{organisation}, {days}: {title}", "{organisation}, {days}: {title}")
LEARNT = Words("{trip}. Lärdom: {learnt}", "{trip}. Learnt: {learnt}")
MORE_ONE = Words("… och 1 resa till", "… and 1 more trip")
MORE = Words("… och {count} resor till", "… and {count} more trips")
MOST_THERE = 3
"""Trips of others that a decision paper tells of: it is one page, and the register has them all."""

BY_DECISION = frozenset({"decided_by", "decided_function", "decided_on", "decision_form"})
"""What the decision itself will fill in."""

LONGEST_TITLE, LONGEST = 70, 150
REVIEW_DECISION = "review_decision"
YEARLY = {"fee": "year", "review": "year", "activity": "date", "trip": "start_on"}
"""What a year of a membership consists of, and by which field it is of that year."""

NOTHING = Record({}, {})
ISO_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def before(register: Register, about: Gathered) -> Before:
    """Return what is known before a trip is decided."""
    from desktop_app.reports.decision_paper import AFTER, Before  # noqa: PLC0415 — loads typst

    case = case_of(register, about.row)
    lacking = [one for one in missing(case, "decided") if one.field not in BY_DECISION]
    percent = thresholds(register)["climate_surcharge_percent"]
    there = tuple(_there(register, about))
    said = _said(register, case, lacking, about.language, unsaid=AFTER)
    return Before(there, said, percent)


def _said(
    register: Register,
    case: Case,
    lacking: Sequence[Finding],
    language: Language,
    *,
    unsaid: Collection[str] = (),
) -> Said:
    context = register.context(language)
    judged = [one for one in judge(case, context) if one.part or one.field not in unsaid]
    errors = _sentences(case, [*lacking, *(one for one in judged if one.error)], language)
    warnings = _sentences(case, (one for one in judged if not one.error), language)
    return Said(errors, [one for one in warnings if one not in errors])


def _sentences(case: Case, findings: Iterable[Finding], language: Language) -> list[str]:
    said = dict.fromkeys(_sentence(case, one, language) for one in findings)
    return list(said)


def _sentence(case: Case, finding: Finding, language: Language) -> str:
    entity = CATALOGUE[finding.part] if finding.part else case.entity
    field = entity.by_name.get(finding.field)
    label = entity.many if field is None else field.label
    said = FINDING.fill(label=label, words=finding.words).into(language)
    return ISO_DATE.sub(lambda found: formats.day(found[0], language), said)


def _there(register: Register, about: Gathered) -> Iterator[str]:
    """Go through the trips of others that touch this one, a line each."""
    outward, found = Outward(register, about.language), overlaps(register, about.row.id)
    near = (one for one in found.visits if one.points >= CITY)
    visits = [one for one in near if outward.leaves(TRIP, one.row)]
    for one in islice(visits, MOST_THERE):
        yield _visit(outward, one, about.language)
    left = len(visits) - MOST_THERE
    if left > 0:
        yield (MORE_ONE if left == 1 else MORE.fill(count=left)).into(about.language)


def _visit(outward: Outward, one: Overlap, language: Language) -> str:
    texts = outward.writer.texts(TRIP, one.row.values)
    values = one.row.values
    days = formats.days(str(values.get("start_on", "")), str(values.get("end_on", "")), language)
    title, learnt = _short(texts.get("title", ""), LONGEST_TITLE), _short(one.learnt, LONGEST)
    told = THERE.fill(organisation=texts.get("organisation", ""), days=days, title=title)
    return (LEARNT.fill(trip=told, learnt=learnt) if learnt else told).into(language)


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def membership(register: Register, about: Gathered) -> Membership:
    """Return what is known of a membership when it is reviewed."""
    from desktop_app.reports.membership_review import Membership  # noqa: PLC0415 — loads typst

    case, lists = case_of(register, about.row), register.lists()
    codes = lists.codes(REVIEW_DECISION)
    ways = (
        Words(lists.label(REVIEW_DECISION, one, "sv"), lists.label(REVIEW_DECISION, one, "en"))
        for one in codes
    )
    return Membership(
        case.today,
        notice_on(about.row.values),
        tuple(_years(case, about)),
        tuple(ways),
        _said(register, case, (), about.language),
    )


def _years(case: Case, about: Gathered) -> Iterator[YearTold]:
    of = {part: _by_year(about.parts.get(part, ()), name) for part, name in YEARLY.items()}
    for year in sorted({year for found in of.values() for year in found}):
        fees, review = of["fee"].get(year, []), (of["review"].get(year) or [NOTHING])[-1]
        sums = total(Case(FEE, "", fee.values, case.today) for fee in fees)
        lacking = len(sums.unknown)
        yield YearTold(
            year,
            tuple(_original(fees)),
            sums.sek if len(fees) > lacking else None,
            lacking,
            review.texts.get("hours", ""),
            review.texts.get("rating", ""),
            len(of["activity"].get(year, ())),
            len(of["trip"].get(year, ())),
        )


def _by_year(records: Iterable[Record], name: str) -> dict[int, list[Record]]:
    found: dict[int, list[Record]] = {}
    for record in records:
        year = record.value(name)[:4]
        if year.isdecimal():
            found.setdefault(int(year), []).append(record)
    return found


def _original(fees: Iterable[Record]) -> Iterator[tuple[Decimal, str]]:
    for fee in fees:
        amount = formats.number(fee.value("amount"))
        if amount is not None:
            yield amount, fee.value("currency")
