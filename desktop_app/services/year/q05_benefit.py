"""Question 5: what the networks gave, and which to keep, change or leave."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Answer, Column, Figure, Span, Table, TableRow
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.domain.year.spans import years
from desktop_app.services.year import members, phrases
from desktop_app.services.year.frame import Frame, in_order
from desktop_app.services.year.material import text_of
from desktop_app.services.year.money import number
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import (
    Total,
    added,
    amount,
    column,
    count,
    rows_of,
    sums,
)
from desktop_app.services.year.q02_fees import cost_of
from desktop_app.services.year.tables import cell, coded, grouped, labels
from desktop_app.storage.tables import Row

__all__ = ["benefit"]

MEMBERSHIP = Noun(Words("medlemskap", "membership"), Words("medlemskap", "memberships"), "ett")
REVIEWED = Words("Omprövade medlemskap", "Memberships reviewed")
NOT_REVIEWED = Words("Medlemskap utan omprövning i perioden", "Memberships not reviewed in it")
HOURS = Words("Arbetstimmar enligt omprövningarna", "Hours of work as told by the reviews")
DECISIONS = Words("Beslut efter omprövning", "Decisions after review")
RATINGS = Words("Nytta enligt omprövningarna", "Benefit as told by the reviews")
REVIEWS = Words("Nytta, kostnad och beslut per nätverk", "Benefit, cost and decision by network")
COST = Words("Avgift i kronor", "Fee in SEK")
MANY = Words("Antal", "Number")
UNDECIDED = Words("utan beslut", "without a decision")
REVIEWED_TOLD = Words(
    "{what} omprövades {during}: {decisions}.", "Reviews of {what} {during}: {decisions}."
)


def benefit(frame: Frame) -> Answer:
    """Return the answer."""
    counted = [(Column("count", MANY, "count"), len)]
    reviews = [review for _network, review in _pairs(frame, frame.period)]
    tables = (
        _reviews(frame),
        *(
            coded(frame, code, heading, "review", name, reviews, counted, ["count"])
            for code, heading, name in (
                ("benefit.decisions", DECISIONS, "decision"),
                ("benefit.ratings", RATINGS, "rating"),
            )
        ),
    )
    return Answer(5, QUESTIONS[4], tuple(_figures(frame)), tables, tuple(_sentences(frame)))


def _pairs(frame: Frame, span: Span) -> list[tuple[Row, Row]]:
    """Return networks with their reviews of the years that a time touches."""
    wanted = set(years(span))
    return [
        (network, review)
        for network in members.members_during(frame, span)
        for review in frame.material.parts("review", network)
        if review.values.get("year") in wanted
    ]


def _figures(frame: Frame) -> Iterable[Figure]:
    spans = (frame.period, frame.compared) if frame.is_of_years else (frame.period,)
    pairs = [_pairs(frame, span) for span in spans]
    reviewed = [_networks(found) for found in pairs]
    yield count("benefit.reviewed", REVIEWED, "network", *reviewed)
    lacking = [
        [row for row in members.members(frame, span) if row not in done]
        for span, done in zip(spans, reviewed, strict=True)
    ]
    yield count("benefit.not_reviewed", NOT_REVIEWED, "network", *lacking)
    totals = [_hours(found) for found in pairs]
    yield amount("benefit.hours", HOURS, "network", "hours", *totals)
    codes = frame.material.codes("review_decision", ())
    for code, label in labels(frame, "review_decision", codes).items():
        chosen = [[r for _n, r in found if text_of(r, "decision") == code] for found in pairs]
        yield count(f"benefit.decision.{code}", label, "review", *chosen)


def _networks(pairs: Iterable[tuple[Row, Row]]) -> list[Row]:
    return list({network.id: network for network, _review in pairs}.values())


def _hours(pairs: Iterable[tuple[Row, Row]]) -> Total:
    return added(
        (network, review, number(review, "hours"))
        for network, review in pairs
        if "hours" in review.values
    )


def _reviews(frame: Frame) -> Table:
    names = ("year", "rating", "decision", "decided_by", "benefit")
    columns = (
        column("network", "name"),
        column("network", "responsible"),
        Column("cost", COST, "sek"),
        Column("hours", HOURS, "hours"),
        *(column("review", name) for name in names),
    )
    rows = []
    pairs = _pairs(frame, frame.period)
    by_network = grouped((r for _n, r in pairs), lambda review: [text_of(review, "network")])
    told = {row.id: row for row in (*_networks(pairs), *members.members(frame, frame.period))}
    for network in in_order(frame, told.values()):
        office = frame.office_name(text_of(network, "responsible"))
        # The cost is told once, or it would be added up twice.
        cost = cost_of(frame, network, frame.period)
        for review in by_network.get(network.id, [None]):
            of_review = (
                [None] * len(names)
                if review is None
                else [cell(frame, review, name) for name in names]
            )
            hours = None if review is None else number(review, "hours")
            cells = (frame.material.called(network), office, cost, hours, *of_review)
            rows.append(TableRow(cells, rows_of("network", [network])))
            cost = None
    summed = sums(columns, [row.cells for row in rows], "cost", "hours")
    return Table("benefit.networks", REVIEWS, columns, tuple(rows), summed)


def _sentences(frame: Frame) -> Iterable[Words]:
    pairs = _pairs(frame, frame.period)
    by_decision = grouped((r for _n, r in pairs), lambda review: [text_of(review, "decision")])
    codes = [c for c in frame.material.codes("review_decision", by_decision) if c in by_decision]
    if not codes:
        return
    told = [
        Words("{label} {n}", "{label} {n}").fill(
            label=_decision(frame, code), n=phrases.as_number(Decimal(len(by_decision[code])))
        )
        for code in sorted(codes, key=lambda code: not code)
    ]
    what = phrases.told(len(_networks(pairs)), MEMBERSHIP)
    words = REVIEWED_TOLD.fill(what=what, during=frame.during, decisions=told)
    yield phrases.capital(words)


def _decision(frame: Frame, code: str) -> Words:
    label = frame.material.label("review_decision", code)
    return phrases.lower(label) if code else UNDECIDED
