"""Question 10: external money, EU projects and aid, and whether aid is fully covered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial

from desktop_app.domain.collation import collation_key
from desktop_app.domain.words import Words
from desktop_app.domain.year.model import (
    Answer,
    Column,
    Figure,
    Number,
    Span,
    Table,
    TableRow,
)
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.domain.year.states import (
    AGREEMENT,
    AID_PROJECT,
    APPLIED,
    ENDED,
    EU_MONEY,
    EU_PROJECT,
    RUNNING,
)
from desktop_app.services.year import phrases
from desktop_app.services.year.expenses import paid_by_others
from desktop_app.services.year.frame import Frame, contains, once
from desktop_app.services.year.journeys import made
from desktop_app.services.year.material import day_of, text_of
from desktop_app.services.year.money import FUNDING, left_out, number
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import Total, added, amount, column, count, rows_of, sums
from desktop_app.services.year.tables import Extra, coded, grouped, listed
from desktop_app.storage.tables import Row

__all__ = ["external", "running"]

PROJECT = Noun(Words("samarbete", "collaboration"), Words("samarbeten", "collaborations"), "ett")
EU = Noun(Words("EU-projekt", "EU project"), Words("EU-projekt", "EU projects"), "ett")
AID = Noun(Words("biståndsprojekt", "aid project"), Words("biståndsprojekt", "aid projects"), "ett")

RUNNING_ALL = Words("Samarbeten som pågått", "Collaborations that were running")
STARTED = Words("Började i perioden", "Began in the period")
FINISHED = Words("Slutade i perioden", "Ended in the period")
APPLIED_FOR = Words("Planerade och ansökta", "Planned and applied for")
BUDGET = Words("Sammanlagd budget i kronor", "Budget in all, in SEK")
OWN = Words("Egen insats i kronor", "Own share in SEK")
EXTERNAL = Words("Extern finansiering i kronor", "External funding in SEK")
EU_FUNDING = Words("Därav till EU-projekt", "Of this, to EU projects")
REMAINDER = Words("Bistånd som inte täcks av andra, i kronor", "Aid not covered by others, in SEK")
UNCOVERED = Words("Biståndsprojekt som inte täcks helt", "Aid projects not fully covered")
COVERED = Words("Biståndsprojekt som täcks helt", "Aid projects fully covered")
UNKNOWN_AID = Words(
    "Biståndsprojekt där budget eller finansiering saknas",
    "Aid projects without budget or funding stated",
)
TRIPS = Words("Andras bidrag till resor, i kronor", "What others paid of trips, in SEK")
EU_TRIPS = Words("Därav EU-medel till resor", "Of this, EU funds for trips")
BY_KIND = Words("Samarbeten per typ", "Collaborations by kind")
BY_FUNDER = Words("Extern finansiering per finansiär", "External funding by funder")
AID_LIST = Words("Bistånd: kostnad och täckning", "Aid: cost and cover")
LIST = Words("Alla samarbeten som pågått", "All collaborations that were running")
PROJECTS = Words("Samarbeten", "Collaborations")
LEFT = Words("Inte täckt", "Not covered")
WHOLE = Words(
    "Beloppen gäller samarbetenas hela tid, inte bara perioden.",
    "The amounts are for the whole time of the collaborations, not the period alone.",
)
RAN = Words("{who} hade {projects} i gång {during}.", "{who} had {projects} running {during}.")
RAN_EU = Words(
    "{who} hade {projects} i gång {during}, varav {eu}.",
    "{who} had {projects} running {during}, of which {eu}.",
)
FUNDED = (
    Words("Det har {sum} i extern finansiering.", "It has {sum} of external funding."),
    Words(
        "De har sammanlagt {sum} i extern finansiering.",
        "They have {sum} of external funding in all.",
    ),
)
NOT_COVERED = Words(
    "{n} har kostnader som andra inte täcker: {sum}.",
    "The costs of {n} are not covered by others: {sum}.",
)
ALL_COVERED = Words(
    "Allt bistånd med känd budget täcks helt av andra.",
    "All aid with a known budget is fully covered by others.",
)
UNDATED = Words(
    "{what} är avslutat utan slutdatum och räknas inte.",
    "{what} ended without an end date and is not counted.",
)
UNDATED_MANY = Words(
    "{what} är avslutade utan slutdatum och räknas inte.",
    "{what} ended without an end date and are not counted.",
)
NOT_STATED = Words("(inte angivet)", "(not stated)")


def external(frame: Frame) -> Answer:
    """Return the answer."""
    tables = (_by_kind(frame), _by_funder(frame), _aid(frame), _list(frame))
    return Answer(10, QUESTIONS[9], tuple(_figures(frame)), tables, tuple(_sentences(frame)))


def _told(frame: Frame, statuses: frozenset[str]) -> Iterable[Row]:
    for row in frame.material.rows("collaboration"):
        if text_of(row, "status") in statuses and frame.ours(frame.keeper(row)):
            yield row


@once
def running(frame: Frame, span: Span) -> list[Row]:
    """Return the collaborations that were running on any day of a time."""
    passed = frame.so_far(span)
    rows = (row for row in _told(frame, RUNNING) if not _ended_some_day(row))
    return [row for row in rows if _runs(row, passed)]


def _ended_some_day(row: Row) -> bool:
    """Tell whether a collaboration has ended, though nobody wrote when."""
    return text_of(row, "status") == ENDED and "end_on" not in row.values


def _remark(frame: Frame) -> Words | None:
    undated = list(filter(_ended_some_day, _told(frame, RUNNING)))
    if not undated:
        return None
    words = UNDATED_MANY if len(undated) > 1 else UNDATED
    return words.fill(what=phrases.counted(len(undated), PROJECT))


def _runs(row: Row, span: Span) -> bool:
    first, last = day_of(row, "start_on"), day_of(row, "end_on")
    return (first is None or first <= span.last) and (last is None or last >= span.first)


def _of_kind(rows: Iterable[Row], kind: str) -> list[Row]:
    return [row for row in rows if text_of(row, "kind") == kind]


def _sum(rows: Iterable[Row], name: str) -> Total:
    return added((row, row, number(row, name)) for row in rows if name in row.values)


def remainder(row: Row) -> Decimal | None:
    """Return what of a project's budget nobody else covers, None if that is not known."""
    budget, covered = number(row, "budget"), number(row, "external_funding")
    if budget is None:
        return None
    return None if covered is None else max(budget - covered, Decimal(0))


def _figures(frame: Frame) -> Iterable[Figure]:
    spans = frame.period, frame.compared
    both = [running(frame, span) for span in spans]
    remark = _remark(frame)
    yield count("money.running", RUNNING_ALL, "collaboration", *both, remark=remark)
    for kind in (EU_PROJECT, AID_PROJECT, AGREEMENT):
        label = frame.material.label("collaboration_kind", kind)
        found = [_of_kind(rows, kind) for rows in both]
        yield count(f"money.{kind}", label, "collaboration", *found)
    for code, label, name in (
        ("money.started", STARTED, "start_on"),
        ("money.finished", FINISHED, "end_on"),
    ):
        found = [
            [row for row in rows if contains(frame.so_far(span), day_of(row, name))]
            for rows, span in zip(both, spans, strict=True)
        ]
        yield count(code, label, "collaboration", *found)
    applied = list(_told(frame, APPLIED))
    yield count("money.applied", APPLIED_FOR, "collaboration", applied)
    yield from _sums(both)
    yield from _of_aid([_of_kind(rows, AID_PROJECT) for rows in both])
    yield from _of_trips(frame, [made(frame, span) for span in spans])


def _sums(both: Sequence[Sequence[Row]]) -> Iterable[Figure]:
    for code, label, name in (
        ("money.budget", BUDGET, "budget"),
        ("money.own_share", OWN, "own_share"),
        ("money.external", EXTERNAL, "external_funding"),
    ):
        totals = [_sum(rows, name) for rows in both]
        yield amount(code, label, "collaboration", "sek", *totals, remark=WHOLE)
    eu = [_sum(_of_kind(rows, EU_PROJECT), "external_funding") for rows in both]
    yield amount("money.external_eu", EU_FUNDING, "collaboration", "sek", *eu)


def _of_aid(both: Sequence[Sequence[Row]]) -> Iterable[Figure]:
    uncovered = [[row for row in rows if remainder(row)] for rows in both]
    totals = [added((row, row, remainder(row)) for row in rows) for rows in uncovered]
    yield amount("money.remainder", REMAINDER, "collaboration", "sek", *totals)
    yield count("money.uncovered", UNCOVERED, "collaboration", *uncovered)
    covered = [[row for row in rows if remainder(row) == 0] for rows in both]
    yield count("money.covered", COVERED, "collaboration", *covered)
    unknown = [[row for row in rows if remainder(row) is None] for rows in both]
    yield count("money.unknown_aid", UNKNOWN_AID, "collaboration", *unknown)


def _of_trips(frame: Frame, both: Sequence[Sequence[Row]]) -> Iterable[Figure]:
    for code, label, kinds in (
        ("money.trips", TRIPS, None),
        ("money.trips_eu", EU_TRIPS, EU_MONEY),
    ):
        totals = [paid_by_others(frame, rows, kinds) for rows in both]
        remark = left_out(totals[0], FUNDING)
        yield amount(code, label, "trip", "sek", *totals, remark=remark)


def _measures() -> list[tuple[Column, Callable[[Sequence[Row]], Number | None]]]:
    return [
        (Column("count", PROJECTS, "count"), len),
        (Column("budget", BUDGET, "sek"), partial(_known, "budget")),
        (Column("own_share", OWN, "sek"), partial(_known, "own_share")),
        (Column("external", EXTERNAL, "sek"), partial(_known, "external_funding")),
    ]


def _known(name: str, rows: Sequence[Row]) -> Number | None:
    total = _sum(rows, name)
    return total.value if total.sources else None


def _by_kind(frame: Frame) -> Table:
    rows = running(frame, frame.period)
    args = "money.by_kind", BY_KIND, "collaboration", "kind"
    return coded(frame, *args, rows, _measures(), ["external", "own_share"], WHOLE)


def _by_funder(frame: Frame) -> Table:
    columns = (
        column("collaboration", "funder"),
        Column("count", PROJECTS, "count"),
        Column("external", EXTERNAL, "sek"),
    )
    paid = [r for r in running(frame, frame.period) if "external_funding" in r.values]
    groups = grouped(paid, lambda row: [text_of(row, "funder")])
    lines = [
        TableRow(
            (funder or NOT_STATED, len(groups[funder]), _known("external_funding", groups[funder])),
            rows_of("collaboration", groups[funder]),
        )
        for funder in sorted(groups, key=lambda name: collation_key(name, "sv"))
    ]
    summed = sums(columns, [line.cells for line in lines], "count", "external")
    return Table(
        *("money.by_funder", BY_FUNDER, columns, tuple(lines), summed, "bars", ("external",)),
        remark=WHOLE,
    )


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (text_of(row, "start_on"), row.id))


def _aid(frame: Frame) -> Table:
    rows = _ordered(_of_kind(running(frame, frame.period), AID_PROJECT))
    left: Extra = Column("remainder", LEFT, "sek"), remainder
    names = ("title", "organisation", "budget", "external_funding", "funder")
    return listed(frame, "money.aid", AID_LIST, names, rows, "collaboration", [left], WHOLE)


def _list(frame: Frame) -> Table:
    rows = _ordered(running(frame, frame.period))
    names = (
        *("title", "kind", "organisation", "programme", "role", "budget", "own_share"),
        *("external_funding", "start_on", "end_on", "status", "result"),
    )
    return listed(frame, "money.list", LIST, names, rows, "collaboration", (), WHOLE)


def _sentences(frame: Frame) -> Iterable[Words]:
    rows = running(frame, frame.period)
    eu = _of_kind(rows, EU_PROJECT)
    yield (RAN_EU if eu else RAN).fill(
        who=frame.subject,
        projects=phrases.told(len(rows), PROJECT),
        during=frame.during,
        eu=phrases.told(len(eu), EU),
    )
    funded = _sum(rows, "external_funding")
    if funded.sources:
        yield FUNDED[len(rows) > 1].fill(sum=phrases.sek(funded.known))
    aid = _of_kind(rows, AID_PROJECT)
    uncovered = [row for row in aid if remainder(row)]
    if uncovered:
        total = added((row, row, remainder(row)) for row in uncovered)
        what = phrases.told(len(uncovered), AID)
        yield phrases.capital(NOT_COVERED.fill(n=what, sum=phrases.sek(total.known)))
    elif any(remainder(row) == 0 for row in aid):
        yield ALL_COVERED
