"""Question 2: what the networks cost, and when the next fee or notice is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from desktop_app.domain.life.membership import notice_on
from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Answer, Cell, Column, Figure, Span, Table, TableRow
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.domain.year.spans import year as whole_year
from desktop_app.domain.year.spans import years
from desktop_app.domain.year.states import WITHOUT_FEE
from desktop_app.services.year import members, phrases
from desktop_app.services.year.frame import Frame, in_order, named, sorted_by_name
from desktop_app.services.year.material import day_of, text_of
from desktop_app.services.year.money import FEE, in_kronor, left_out
from desktop_app.services.year.pieces import (
    Total,
    added,
    amount,
    column,
    count,
    rows_of,
    sums,
)
from desktop_app.services.year.tables import grouped, listed
from desktop_app.storage.tables import Row

__all__ = ["cost_of", "fees", "fees_of", "paid_in"]

TREND_YEARS = 5

COST = Words("Avgifter i kronor", "Fees in SEK")
WITHOUT = Words("Medlemskap där periodens avgift saknas", "Memberships without a fee stated")
PAYER = Words("Betalas av", "Paid by")
BEFORE = Words("Perioden före", "Period before")
CHANGE = Words("Förändring", "Change")
BY_NETWORK = Words("Avgifter per nätverk", "Fees by network")
BY_OFFICE = Words("Avgifter per förvaltning och bolag", "Fees by administration and company")
BY_YEAR = Words("Avgifter år för år", "Fees year by year")
YEAR = Words("År", "Year")
LACKING = Words("Utan kurs eller belopp", "Without rate or amount")
DEADLINES = Words("När nästa avgift eller uppsägning infaller", "When fee or notice is next due")
NOTICE = Words("Senaste dag för uppsägning", "Last day to give notice")
WHOLE_YEARS = Words(
    "Avgifter anges per år: här är de för hela {years}.",
    "Fees are stated by year: these are for the whole of {years}.",
)
COSTS = Words(
    "Medlemsavgifterna uppgick {during} till {sum}.", "Membership fees {during} came to {sum}."
)
COSTS_THEN = Words(
    "Medlemsavgifterna uppgick {during} till {sum}, att jämföra med {then} {since}.",
    "Membership fees {during} came to {sum}, compared with {then} {since}.",
)


def fees(frame: Frame) -> Answer:
    """Return the answer."""
    tables = _by_network(frame), _by_office(frame), _by_year(frame), _deadlines(frame)
    return Answer(2, QUESTIONS[1], tuple(_figures(frame)), tables, tuple(_sentences(frame)))


def fees_of(frame: Frame, network: Row, span: Span) -> list[Row]:
    """Return the fees of a network for the years that a time touches, of those told of."""
    wanted = set(years(span))
    fees_here = frame.material.parts("fee", network)
    return [
        fee
        for fee in fees_here
        if fee.values.get("year") in wanted and frame.ours(payer(network, fee))
    ]


def payer(network: Row, fee: Row) -> str:
    """Return who pays a fee: where nobody says so, who answers for the network."""
    return text_of(fee, "paid_by") or text_of(network, "responsible")


def paid_in(frame: Frame, span: Span) -> Total:
    """Return all fees of the years that a time touches."""
    return _total(frame, ((n, f) for n in _all(frame) for f in fees_of(frame, n, span)))


def cost_of(frame: Frame, network: Row, span: Span) -> Decimal | None:
    """Return what a network cost, None where that is not known or nothing is stated."""
    found = fees_of(frame, network, span)
    return _total(frame, ((network, fee) for fee in found)).value if found else None


def _all(frame: Frame) -> Sequence[Row]:
    return frame.material.rows("network")


def _total(frame: Frame, pairs: Iterable[tuple[Row, Row]]) -> Total:
    return added((network, fee, in_kronor(frame, fee, "amount")) for network, fee in pairs)


def _figures(frame: Frame) -> Iterable[Figure]:
    now = paid_in(frame, frame.period)
    then = paid_in(frame, frame.compared) if frame.is_of_years else None
    yield amount("fees.total", COST, "network", "sek", now, then, remark=_remark(frame, now))
    without = [[*_without_fee(frame, span)] for span in (frame.period, frame.compared)]
    before = without[1] if frame.is_of_years else None
    yield count("fees.without", WITHOUT, "network", without[0], before)


def _remark(frame: Frame, total: Total) -> Words | None:
    told = [words] if (words := left_out(total, FEE)) else []
    if not frame.is_of_years:
        touched = years(frame.period)
        span = Span(whole_year(touched[0]).first, whole_year(touched[-1]).last)
        told.append(WHOLE_YEARS.fill(years=phrases.when(span)))
    return phrases.joined(told) if told else None


def _without_fee(frame: Frame, span: Span) -> Iterable[Row]:
    for row in members.leads(frame, members.members(frame, span)):
        stated = {fee.values.get("year") for fee in frame.material.parts("fee", row)}
        if text_of(row, "membership_kind") not in WITHOUT_FEE and not stated & set(years(span)):
            yield row


def _by_network(frame: Frame) -> Table:
    columns = (
        column("network", "name"),
        Column("paid_by", PAYER),
        Column("sek", COST, "sek"),
        Column("before", BEFORE, "sek"),
        Column("change", CHANGE, "sek"),
        Column("unknown", LACKING, "count"),
    )
    lines = []
    for network in in_order(frame, _all(frame)):
        now = fees_of(frame, network, frame.period)
        then = fees_of(frame, network, frame.compared) if frame.is_of_years else []
        if now or then:
            lines.append(_line(frame, network, now, then))
    summed = sums(columns, [line.cells for line in lines], "sek", "before", "unknown")
    return Table(
        "fees.by_network", BY_NETWORK, columns, tuple(lines), summed, "bars", ("sek", "before")
    )


def _line(frame: Frame, network: Row, now: Sequence[Row], then: Sequence[Row]) -> TableRow:
    totals = [_total(frame, ((network, fee) for fee in some)) for some in (now, then)]
    values = [
        total.value if some else None for total, some in zip(totals, (now, then), strict=True)
    ]
    payers = {payer(network, fee): None for fee in (*now, *then)}
    names = [frame.office_name(office) for office in payers]
    unknown = len(totals[0].unknown)
    cells: tuple[Cell, ...] = (
        frame.material.called(network),
        named(names),
        *values,
        None if None in values else totals[0].known - totals[1].known,
        unknown or None,
    )
    return TableRow(cells, rows_of("network", [network]))


def _by_office(frame: Frame) -> Table:
    columns = (
        Column("paid_by", PAYER),
        Column("sek", COST, "sek"),
        Column("before", BEFORE, "sek"),
    )
    by_span = [
        _paid_by(frame, frame.period),
        _paid_by(frame, frame.compared) if frame.is_of_years else {},
    ]
    offices = {office: frame.office_name(office) for paid in by_span for office in paid}
    lines = []
    for office in sorted_by_name(offices):
        totals = [_total(frame, paid.get(office, ())) for paid in by_span]
        owners = [row for total in totals for row in (*total.owners, *_owners(frame, total))]
        cells = (offices[office], totals[0].value, totals[1].value if frame.is_of_years else None)
        lines.append(TableRow(cells, rows_of("network", owners)))
    summed = sums(columns, [line.cells for line in lines], "sek", "before")
    return Table("fees.by_office", BY_OFFICE, columns, tuple(lines), summed, "bars", ("sek",))


def _owners(frame: Frame, total: Total) -> Iterable[Row]:
    """Go through the networks whose fee is not known in kronor."""
    for fee in total.unknown:
        network = frame.material.row("network", text_of(fee, "network"))
        if network is not None:
            yield network


def _paid_by(frame: Frame, span: Span) -> dict[str, list[tuple[Row, Row]]]:
    found: dict[str, list[tuple[Row, Row]]] = {}
    for network in _all(frame):
        for fee in fees_of(frame, network, span):
            found.setdefault(payer(network, fee), []).append((network, fee))
    return found


def _by_year(frame: Frame) -> Table:
    columns = (
        Column("year", YEAR),
        Column("sek", COST, "sek"),
        Column("networks", Words("Nätverk med avgift", "Networks with a fee"), "count"),
        Column("unknown", LACKING, "count"),
    )
    lines = []
    for number in range(frame.period.last.year - TREND_YEARS + 1, frame.period.last.year + 1):
        total = paid_in(frame, whole_year(number))
        stated = (*total.sources, *total.unknown)
        if not stated:
            continue
        paid = grouped(stated, lambda fee: [text_of(fee, "network")])
        cells = (str(number), total.value, len(paid), len(total.unknown) or None)
        lines.append(TableRow(cells, rows_of("network", (*total.owners, *_owners(frame, total)))))
    return Table("fees.by_year", BY_YEAR, columns, tuple(lines), chart="line", charted=("sek",))


def _deadlines(frame: Frame) -> Table:
    rows = [row for row in members.members(frame, frame.period) if "period_ends_on" in row.values]
    rows.sort(key=lambda row: (notice_on(row.values) or day_of(row, "period_ends_on"), row.id))
    extra = (Column("notice_on", NOTICE, "date"), lambda row: notice_on(row.values))
    names = ("name", "responsible", "period_ends_on", "notice_months")
    return listed(frame, "fees.deadlines", DEADLINES, names, rows, "network", [extra])


def _sentences(frame: Frame) -> Iterable[Words]:
    now, then = (paid_in(frame, span) for span in (frame.period, frame.compared))
    if now.value is None or not frame.is_of_years or not (now.sources or then.sources):
        return
    words = COSTS if then.value is None or not then.sources else COSTS_THEN
    yield words.fill(
        during=frame.during,
        sum=phrases.sek(now.known),
        then=phrases.sek(then.known),
        since=frame.earlier,
    )
    if remark := left_out(now, FEE):
        yield remark
