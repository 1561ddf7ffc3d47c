"""The tables of trips abroad: by whom, where to, of what kind, at whose cost, and each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Column, Number, Place, Span, Table, TableRow
from desktop_app.services.year import journeys
from desktop_app.services.year.expenses import (
    BUDGET,
    OUTCOME,
    cost_of,
    is_others,
)
from desktop_app.services.year.frame import Frame, named, sorted_by_name
from desktop_app.services.year.journeys import abroad, people_on
from desktop_app.services.year.material import text_of
from desktop_app.services.year.money import COST, in_kronor, left_out
from desktop_app.services.year.pieces import added, column, rows_of, sums
from desktop_app.services.year.tables import Extra, coded, country, grouped, listed
from desktop_app.storage.tables import Row

__all__ = ["BEFORE", "PARTICIPANTS", "TRIPS", "trip_tables"]

TRIPS = Words("Resor till utlandet", "Trips abroad")
PARTICIPANTS = Words("Deltagare", "Participants")
BEFORE = Words("Perioden före", "Period before")
AMOUNT = Words("Belopp i kronor", "Amount in SEK")
BY_OFFICE = Words("Resor per förvaltning och bolag", "Trips by administration and company")
BY_COUNTRY = Words("Resor per land", "Trips by country")
BY_CITY = Words("Resor per ort", "Trips by city")
BY_KIND = Words("Resor per typ", "Trips by kind")
BY_ITEM = Words("Kostnader per post", "Costs by item")
BY_FUNDING = Words("Vem som betalade", "Who paid")
BY_OTHERS = Words("Vad andra betalade", "What others paid")
ALL = Words("Alla resor till utlandet", "All trips abroad")
SEVERAL = Words(
    "En resa till flera räknas i var och en av dem.",
    "A trip to several is counted in each of them.",
)
CITIES = Words("Orter", "Cities")


def trip_tables(frame: Frame) -> tuple[Table, ...]:
    """Return the tables."""
    makers = (
        *(_by_office, _by_country, _by_city, _by_kind),
        *(_by_item, _by_funding, _paid_by_others, _all),
    )
    return tuple(make(frame) for make in makers)


def _by_office(frame: Frame) -> Table:
    columns = (
        column("trip", "organisation"),
        Column("trips", TRIPS, "count"),
        Column("before", BEFORE, "count"),
        Column("participants", PARTICIPANTS, "count"),
        Column("cost", OUTCOME, "sek"),
    )
    now, then = (
        grouped(abroad(frame, span), lambda trip: [text_of(trip, "organisation")])
        for span in (frame.period, frame.compared)
    )
    offices = {office: frame.office_name(office) for office in (*now, *then)}
    lines = []
    for office in sorted_by_name(offices):
        rows = now.get(office, [])
        cells = (
            offices[office],
            len(rows),
            len(then.get(office, ())),
            len(people_on(frame, rows)),
            cost_of(frame, rows).value,
        )
        lines.append(TableRow(cells, rows_of("trip", rows)))
    summed = sums(columns, [line.cells for line in lines], *(each.code for each in columns[1:]))
    return Table(
        "trips.by_office", BY_OFFICE, columns, tuple(lines), summed, "bars", ("trips", "before")
    )


def _by_country(frame: Frame) -> Table:
    columns = (
        column("stop", "country"),
        Column("trips", TRIPS, "count"),
        Column("before", BEFORE, "count"),
        Column("participants", PARTICIPANTS, "count"),
    )
    now, then = (_to(frame, span, journeys.countries_of) for span in (frame.period, frame.compared))
    lines = [
        TableRow(
            (
                country(code),
                len(now.get(code, ())),
                len(then.get(code, ())),
                len(people_on(frame, now.get(code, ()))),
            ),
            rows_of("trip", now.get(code, ())),
            Place(code),
        )
        for code in sorted({*now, *then}, key=lambda c: (-len(now.get(c, ())), country(c).sv))
    ]
    return Table(
        "trips.by_country", BY_COUNTRY, columns, tuple(lines), (), "map", ("trips",), SEVERAL
    )


def _to(
    frame: Frame, span: Span, places: Callable[[Frame, Row], Iterable[str]]
) -> dict[str, list[Row]]:
    return grouped(abroad(frame, span), lambda trip: places(frame, trip))


def _by_city(frame: Frame) -> Table:
    columns = (
        column("stop", "city"),
        column("stop", "country"),
        Column("trips", TRIPS, "count"),
        Column("participants", PARTICIPANTS, "count"),
    )
    placed = [
        (city, trip)
        for trip in abroad(frame, frame.period)
        for city in journeys.cities_of(frame, trip)
        if city[1]
    ]
    lines = [
        TableRow(
            (city, country(code), len(rows), len(people_on(frame, rows))),
            rows_of("trip", rows),
            Place(code, city),
        )
        for (code, city), rows in journeys.by_place(placed)
    ]
    return Table("trips.by_city", BY_CITY, columns, tuple(lines), (), "map", ("trips",), SEVERAL)


def _by_kind(frame: Frame) -> Table:
    rows = abroad(frame, frame.period)
    measures = [(Column("trips", TRIPS, "count"), len)]
    return coded(frame, "trips.by_kind", BY_KIND, "trip", "kind", rows, measures, ["trips"])


def _by_item(frame: Frame) -> Table:
    rows = abroad(frame, frame.period)
    costs = [cost for row in rows for cost in frame.material.parts("cost", row)]
    measures = [
        (Column("budget", BUDGET, "sek"), partial(_sum_of, frame, "budget")),
        (Column("outcome", OUTCOME, "sek"), partial(_sum_of, frame, "outcome")),
    ]
    remark = left_out(cost_of(frame, rows), COST)
    return coded(
        frame, "trips.by_item", BY_ITEM, "cost", "item", costs, measures, ["outcome"], remark
    )


def _sum_of(frame: Frame, name: str, parts: Sequence[Row]) -> Number | None:
    """Return what is known of a field of costs or funding, None where nothing is stated."""
    filled = [part for part in parts if name in part.values]
    if not filled:
        return None
    return added((part, part, in_kronor(frame, part, name)) for part in filled).value


def _by_funding(frame: Frame) -> Table:
    rows = abroad(frame, frame.period)
    parts = [part for row in rows for part in frame.material.parts("funding", row)]
    measures = [(Column("amount", AMOUNT, "sek"), partial(_sum_of, frame, "amount"))]
    return coded(
        frame, "trips.by_funding", BY_FUNDING, "funding", "kind", parts, measures, ["amount"]
    )


def _paid_by_others(frame: Frame) -> Table:
    rows = abroad(frame, frame.period)
    parts = [p for row in rows for p in frame.material.parts("funding", row) if is_others(p)]
    names = ("trip", "funder", "kind", "amount", "reason")
    return listed(frame, "trips.others", BY_OTHERS, names, parts, "funding")


def _all(frame: Frame) -> Table:
    rows = sorted(
        abroad(frame, frame.period), key=lambda trip: (text_of(trip, "start_on"), trip.id)
    )
    extras: list[Extra] = [
        (Column("to", CITIES), lambda trip: _where(frame, trip)),
        (Column("participants", PARTICIPANTS, "count"), lambda trip: len(people_on(frame, [trip]))),
        (Column("cost", OUTCOME, "sek"), lambda trip: cost_of(frame, [trip]).value),
    ]
    names = ("title", "organisation", "start_on", "end_on")
    return listed(frame, "trips.list", ALL, names, rows, "trip", extras)


def _where(frame: Frame, trip: Row) -> Words:
    cities = journeys.cities_of(frame, trip)
    return named(
        Words("{city} ({country})", "{city} ({country})").fill(city=city, country=country(code))
        for code, city in cities
    )
