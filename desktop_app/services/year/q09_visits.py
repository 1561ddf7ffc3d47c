"""Question 9: delegations that asked to come: from where, at what level, on what; and declined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.collation import collation_key
from desktop_app.domain.folding import fold
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.standing import status_today
from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Answer, Column, Figure, Place, Span, Table, TableRow
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.domain.year.states import (
    ACCEPTED,
    DECIDED_BY_STATUS,
    DECLINED,
    FORWARDED,
    VISIT,
    VISIT_MADE,
)
from desktop_app.services.year import phrases
from desktop_app.services.year.frame import Frame, contains, once
from desktop_app.services.year.journeys import commonest
from desktop_app.services.year.material import day_of, text_of
from desktop_app.services.year.money import number
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import Total, added, amount, column, count, rows_of, sums
from desktop_app.services.year.tables import Extra, coded, country, grouped, listed
from desktop_app.storage.tables import Row

__all__ = ["from_country", "received", "visits"]

ENTITY = CATALOGUE["request"]
DELEGATION = Noun(
    Words("förfrågan om besök", "request for a visit"),
    Words("förfrågningar om besök", "requests for visits"),
)
RECEIVED = Words("Förfrågningar om besök", "Requests for visits")
OPEN = Words("Ännu inte besvarade", "Not answered yet")
MADE = Words("Genomförda besök", "Visits that took place")
GUESTS = Words("Personer i genomförda besök", "People in visits that took place")
NO_COUNTRY = Words("Utan känt land", "Without a known country")
BEFORE = Words("Perioden före", "Period before")
BY_COUNTRY = Words("Förfrågningar om besök per land", "Requests for visits by country")
BY_LEVEL = Words("Förfrågningar om besök per nivå", "Requests for visits by level")
BY_TOPIC = Words("Förfrågningar om besök per ämne", "Requests for visits by topic")
DECLINED_LIST = Words("Avböjda och vidarebefordrade, med skäl", "Declined and forwarded, and why")
LIST = Words("Alla förfrågningar om besök", "All requests for visits")
WHENCE = Words("Från land", "From country")
COUNTED = Words("Förfrågningar", "Requests")
ASKED = Words("{who} fick {asked} {during}, {change}.", "{who} had {asked} {during}, {change}.")
ANSWERED = Words(
    "{accepted} accepterades, {forwarded} vidarebefordrades och {declined} avböjdes.",
    "The City accepted {accepted}, forwarded {forwarded} and declined {declined}.",
)
CAME = Words("{visits} har genomförts.", "{visits} of them took place.")
CAME_WITH = Words(
    "{visits} har genomförts, med sammanlagt {guests}.",
    "{visits} of them took place, with {guests} in all.",
)
GUEST = Noun(Words("gäst", "guest"), Words("gäster", "guests"))
NO_SIZE = Words(
    "För {what} är antalet personer inte känt.", "The number of people is not known for {what}."
)
REQUEST = Noun(Words("besök", "visit"), Words("besök", "visits"), "ett")


def visits(frame: Frame) -> Answer:
    """Return the answer."""
    tables = (
        _by_country(frame),
        _by_level(frame),
        _by_topic(frame),
        _declined(frame),
        _list(frame),
    )
    return Answer(9, QUESTIONS[8], tuple(_figures(frame)), tables, tuple(_sentences(frame)))


@once
def received(frame: Frame, span: Span) -> list[Row]:
    """Return the requests for a visit that came in a time."""
    passed = frame.so_far(span)
    return [
        row
        for row in frame.material.rows("request")
        if text_of(row, "kind") == VISIT
        and contains(passed, day_of(row, "received_on"))
        and frame.ours(frame.keeper(row))
    ]


def from_country(frame: Frame, request: Row) -> str:
    """Return the country a request came from: its organisation's, else its contact's."""
    for entity in ("organisation", "contact"):
        found = frame.material.row(entity, text_of(request, entity))
        if found is not None and (code := text_of(found, "country")):
            return code
    return ""


def _answer_to(request: Row) -> str:
    return text_of(request, "decision") or DECIDED_BY_STATUS.get(text_of(request, "status"), "")


def _answered(rows: Iterable[Row], answer: str) -> list[Row]:
    return [row for row in rows if _answer_to(row) == answer]


def _made(frame: Frame, rows: Iterable[Row]) -> list[Row]:
    """Return the visits that were made: marked so, or accepted and past their days."""
    today = frame.material.today
    cases = ((row, Case(ENTITY, row.id, row.values, today)) for row in rows)
    return [row for row, case in cases if status_today(case) in VISIT_MADE]


def _guests(rows: Iterable[Row]) -> Total:
    return added((row, row, number(row, "group_size")) for row in rows)


def _figures(frame: Frame) -> Iterable[Figure]:
    both = [received(frame, span) for span in (frame.period, frame.compared)]
    yield count("visits.received", RECEIVED, "request", *both)
    answers = frame.material.label
    for code, label in (
        *((each, answers("request_decision", each)) for each in (ACCEPTED, FORWARDED, DECLINED)),
        ("", OPEN),
    ):
        found = [_answered(rows, code) for rows in both]
        yield count(f"visits.{code or 'open'}", label, "request", *found)
    made = [_made(frame, rows) for rows in both]
    yield count("visits.made", MADE, "request", *made)
    guests = [_guests(rows) for rows in made]
    remark = _no_size(guests[0])
    yield amount("visits.guests", GUESTS, "request", "count", *guests, remark=remark)
    nowhere = [[row for row in rows if not from_country(frame, row)] for rows in both]
    yield count("visits.no_country", NO_COUNTRY, "request", *nowhere)


def _no_size(guests: Total) -> Words | None:
    lacking = len(guests.unknown)
    return NO_SIZE.fill(what=phrases.told(lacking, REQUEST)) if lacking else None


def _by_country(frame: Frame) -> Table:
    columns = (
        Column("country", WHENCE),
        Column("requests", COUNTED, "count"),
        Column("before", BEFORE, "count"),
        Column("made", MADE, "count"),
    )
    now, then = (
        grouped(received(frame, span), lambda row: [from_country(frame, row)])
        for span in (frame.period, frame.compared)
    )
    lines = []
    for code in sorted({*now, *then}, key=lambda c: (-len(now.get(c, ())), country(c).sv)):
        rows = now.get(code, [])
        cells = (country(code), len(rows), len(then.get(code, ())), len(_made(frame, rows)))
        lines.append(TableRow(cells, rows_of("request", rows), Place(code) if code else None))
    summed = sums(columns, [line.cells for line in lines], "requests", "before", "made")
    return Table(
        "visits.by_country", BY_COUNTRY, columns, tuple(lines), summed, "map", ("requests",)
    )


def _by_level(frame: Frame) -> Table:
    rows = received(frame, frame.period)
    measures: list[tuple[Column, Callable[[Sequence[Row]], int]]] = [
        (Column("requests", COUNTED, "count"), len),
        (Column("made", MADE, "count"), lambda some: len(_made(frame, some))),
    ]
    args = "visits.by_level", BY_LEVEL, "request", "level"
    return coded(frame, *args, rows, measures, ["requests"])


def _by_topic(frame: Frame) -> Table:
    """Return topics as people wrote them; those that differ by letters alone are one."""
    columns = column("request", "topic"), Column("requests", COUNTED, "count")
    groups = grouped(received(frame, frame.period), lambda row: [fold(text_of(row, "topic"))])
    ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), collation_key(pair[0], "sv")))
    lines = [
        TableRow(
            (commonest(text_of(row, "topic") for row in rows), len(rows)),
            rows_of("request", rows),
        )
        for _key, rows in ordered
    ]
    summed = sums(columns, [line.cells for line in lines], "requests")
    return Table("visits.by_topic", BY_TOPIC, columns, tuple(lines), summed)


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (text_of(row, "received_on"), row.id))


def _declined(frame: Frame) -> Table:
    rows = received(frame, frame.period)
    refused = [*_answered(rows, DECLINED), *_answered(rows, FORWARDED)]
    names = ("topic", "organisation", "received_on", "level", "decision", "reason", "decided_by")
    return listed(frame, "visits.declined_list", DECLINED_LIST, names, _ordered(refused), "request")


def _list(frame: Frame) -> Table:
    rows = _ordered(received(frame, frame.period))
    whence: Extra = (Column("country", WHENCE), lambda row: country(from_country(frame, row)))
    names = ("topic", "organisation", "received_on", "level", "group_size", "host", "status")
    return listed(frame, "visits.list", LIST, names, rows, "request", [whence])


def _sentences(frame: Frame) -> Iterable[Words]:
    now, then = (received(frame, span) for span in (frame.period, frame.compared))
    yield ASKED.fill(
        who=frame.subject,
        asked=phrases.told(len(now), DELEGATION),
        during=frame.during,
        change=phrases.change(len(now), len(then), DELEGATION, frame.earlier),
    )
    if not now:
        return
    answers = {
        answer: phrases.few(len(_answered(now, answer)), DELEGATION)
        for answer in (ACCEPTED, FORWARDED, DECLINED)
    }
    yield phrases.capital(ANSWERED.fill(**answers))
    if made := _made(frame, now):
        guests = _guests(made)
        words = (CAME_WITH if guests.sources else CAME).fill(
            visits=phrases.few(len(made), REQUEST), guests=phrases.told(int(guests.known), GUEST)
        )
        yield phrases.capital(words)
        yield from filter(None, [_no_size(guests)])
