"""Question 8: trips by air, reasons, approvals, surcharge and what they emitted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Answer, Column, Figure, Span, Table, TableRow
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.domain.year.states import BY_AIR, CLIMATE_SURCHARGE
from desktop_app.services.year import journeys, phrases
from desktop_app.services.year.expenses import known_of
from desktop_app.services.year.frame import Frame, once, sorted_by_name
from desktop_app.services.year.material import text_of
from desktop_app.services.year.money import COST, in_kronor, left_out, number
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import (
    Total,
    added,
    amount,
    column,
    count,
    derived,
    rows_of,
    sums,
)
from desktop_app.services.year.q06_trips import TRIP
from desktop_app.services.year.tables import Extra, grouped, labels, listed
from desktop_app.storage.tables import Row

__all__ = ["flights"]

FLIGHTS = Words("Resor med flyg", "Trips by air")
SHARE = Words("Andel med flyg av resor med angivet färdsätt", "Share by air, where mode is stated")
NO_MODE = Words("Resor utan angivet färdsätt", "Trips without a mode of travel")
REASONS = Words("Flygresor med motiv", "Trips by air with a reason")
NO_REASON = Words("Flygresor utan motiv", "Trips by air without a reason")
APPROVED = Words("Godkända flygresor", "Trips by air approved")
NOT_APPROVED = Words("Flygresor utan godkännande", "Trips by air not approved")
SURCHARGE = Words("Klimatpåslag i kronor", "Climate surcharge in SEK")
NO_SURCHARGE = Words("Flygresor utan klimatpåslag", "Trips by air without surcharge")
CO2 = Words("Utsläpp i kg koldioxid", "Emissions in kg of CO2")
NO_CO2 = Words("Flygresor utan uppgift om utsläpp", "Trips by air without emissions stated")
NO_SOURCE = Words("Utsläpp utan källa", "Emissions without a source")
BY_MODE = Words("Resor per färdsätt", "Trips by mode of travel")
BY_OFFICE = Words("Flygresor per förvaltning och bolag", "Trips by air by administration")
LIST = Words("Alla resor med flyg", "All trips by air")
LEGS = Words("Delsträckor", "Legs")
TRIPS = Words("Resor", "Trips")
SEVERAL = Words(
    "En resa med flera färdsätt räknas i vart och ett av dem.",
    "A trip by several modes is counted in each of them.",
)
ALL_TRIPS = Words(
    "Alla resor räknas, även de inom Sverige.", "All trips are counted, those within Sweden too."
)
AIR = Noun(Words("resa med flyg", "trip by air"), Words("resor med flyg", "trips by air"))
FLOWN = Words(
    "{who} gjorde {flights} {during}: {share} av resorna med angivet färdsätt.",
    "{who} made {flights} {during}: {share} of the trips whose mode is stated.",
)
NO_FLIGHTS = Words(
    "{who} gjorde ingen resa med flyg {during}.", "{who} made no trip by air {during}."
)
NO_MOTIVE = (
    Words("Den saknar motiv.", "No reason is stated for it."),
    Words("{n} av dem saknar motiv.", "No reason is stated for {n} of them."),
)
NO_APPROVAL = (
    Words("Den saknar godkännande.", "No approval is stated for it."),
    Words("{n} av dem saknar godkännande.", "No approval is stated for {n} of them."),
)
EMITTED = Words(
    "Resornas utsläpp uppges till {kg} kg koldioxid.",
    "The emissions of the trips are stated as {kg} kg of CO2.",
)
PAID = Words("Klimatpåslaget uppgick till {sum}.", "The climate surcharge came to {sum}.")


def flights(frame: Frame) -> Answer:
    """Return the answer."""
    tables = _by_mode(frame), _by_office(frame), _list(frame)
    return Answer(8, QUESTIONS[7], tuple(_figures(frame)), tables, tuple(_sentences(frame)))


def _modes(frame: Frame, trip: Row) -> list[str]:
    legs = frame.material.parts("leg", trip)
    return [text_of(leg, "mode") for leg in legs if "mode" in leg.values]


@once
def _stated(frame: Frame, span: Span) -> list[Row]:
    return [row for row in journeys.made(frame, span) if _modes(frame, row)]


@once
def by_air(frame: Frame, span: Span) -> list[Row]:
    """Return the trips made of which at least one leg was flown."""
    return [row for row in _stated(frame, span) if BY_AIR & set(_modes(frame, row))]


def _surcharge(frame: Frame, rows: Iterable[Row]) -> Total:
    return added(
        (row, cost, in_kronor(frame, cost, "outcome"))
        for row in rows
        for cost in frame.material.parts("cost", row)
        if text_of(cost, "item") == CLIMATE_SURCHARGE and "outcome" in cost.values
    )


def _co2(rows: Iterable[Row]) -> Total:
    return added((row, row, number(row, "co2_kg")) for row in rows if "co2_kg" in row.values)


def _figures(frame: Frame) -> Iterable[Figure]:
    spans = frame.period, frame.compared
    air = [by_air(frame, span) for span in spans]
    yield count("flights.trips", FLIGHTS, "trip", *air, remark=ALL_TRIPS)
    stated = [_stated(frame, span) for span in spans]
    shares = [phrases.percent_of(len(f), len(s)) for f, s in zip(air, stated, strict=True)]
    yield derived("flights.share", SHARE, "trip", "percent", shares[0], stated[0], shares[1])
    unstated = [
        [row for row in journeys.made(frame, span) if not _modes(frame, row)] for span in spans
    ]
    yield count("flights.no_mode", NO_MODE, "trip", *unstated)
    checks: tuple[tuple[str, Words, Callable[[Row], bool]], ...] = (
        ("flights.reasons", REASONS, lambda trip: "flight_reason" in trip.values),
        ("flights.no_reason", NO_REASON, lambda trip: "flight_reason" not in trip.values),
        ("flights.approved", APPROVED, lambda trip: "flight_approved_by" in trip.values),
        (
            "flights.not_approved",
            NOT_APPROVED,
            lambda trip: "flight_approved_by" not in trip.values,
        ),
    )
    for code, label, fits in checks:
        yield count(code, label, "trip", *(list(filter(fits, rows)) for rows in air))
    yield from _climate(frame, air, [journeys.made(frame, span) for span in spans])


def _climate(
    frame: Frame, air: Sequence[Sequence[Row]], made: Sequence[Sequence[Row]]
) -> Iterable[Figure]:
    paid = [known_of(some, _surcharge(frame, rows)) for some, rows in zip(air, made, strict=True)]
    remark = left_out(paid[0], COST)
    yield amount("flights.surcharge", SURCHARGE, "trip", "sek", *paid, remark=remark)
    without = [[row for row in rows if not _has_surcharge(frame, row)] for rows in air]
    yield count("flights.no_surcharge", NO_SURCHARGE, "trip", *without)
    emitted = [known_of(some, _co2(rows)) for some, rows in zip(air, made, strict=True)]
    yield amount("flights.co2", CO2, "trip", "kg", *emitted)
    unknown = [[row for row in rows if "co2_kg" not in row.values] for rows in air]
    yield count("flights.no_co2", NO_CO2, "trip", *unknown)
    unsourced = [[r for r in total.owners if "co2_source" not in r.values] for total in emitted]
    yield count("flights.no_source", NO_SOURCE, "trip", *unsourced)


def _has_surcharge(frame: Frame, trip: Row) -> bool:
    costs = frame.material.parts("cost", trip)
    return any(text_of(cost, "item") == CLIMATE_SURCHARGE for cost in costs)


def _by_mode(frame: Frame) -> Table:
    columns = (
        column("leg", "mode"),
        Column("trips", TRIPS, "count"),
        Column("legs", LEGS, "count"),
    )
    stated = _stated(frame, frame.period)
    trips = grouped(stated, lambda trip: _modes(frame, trip))
    legs = grouped(
        (leg for trip in stated for leg in frame.material.parts("leg", trip)),
        lambda leg: [text_of(leg, "mode")],
    )
    codes = [code for code in frame.material.codes("travel_mode", trips) if code in trips]
    lines = [
        TableRow((label, len(trips[code]), len(legs[code])), rows_of("trip", trips[code]))
        for code, label in labels(frame, "travel_mode", codes).items()
    ]
    summed = sums(columns, [line.cells for line in lines], "legs")
    return Table(
        "flights.by_mode", BY_MODE, columns, tuple(lines), summed, "bars", ("trips",), SEVERAL
    )


def _by_office(frame: Frame) -> Table:
    columns = (
        column("trip", "organisation"),
        Column("trips", FLIGHTS, "count"),
        Column("surcharge", SURCHARGE, "sek"),
        Column("co2", CO2, "kg"),
    )
    groups = grouped(by_air(frame, frame.period), lambda trip: [text_of(trip, "organisation")])
    offices = {office: frame.office_name(office) for office in groups}
    lines = []
    for office in sorted_by_name(offices):
        rows = groups[office]
        totals = [known_of(rows, total) for total in (_surcharge(frame, rows), _co2(rows))]
        cells = (offices[office], len(rows), *(total.value for total in totals))
        lines.append(TableRow(cells, rows_of("trip", rows)))
    summed = sums(columns, [line.cells for line in lines], "trips", "surcharge", "co2")
    return Table("flights.by_office", BY_OFFICE, columns, tuple(lines), summed, "bars", ("trips",))


def _list(frame: Frame) -> Table:
    rows = sorted(by_air(frame, frame.period), key=lambda row: (text_of(row, "start_on"), row.id))
    names = (
        *("title", "organisation", "start_on", "flight_reason", "flight_approved_by"),
        *("flight_approved_on", "co2_kg", "co2_source"),
    )
    paid: Extra = (
        Column("surcharge", SURCHARGE, "sek"),
        lambda trip: known_of([trip], _surcharge(frame, [trip])).value,
    )
    return listed(frame, "flights.list", LIST, names, rows, "trip", [paid])


def _sentences(frame: Frame) -> Iterable[Words]:
    air, stated = by_air(frame, frame.period), _stated(frame, frame.period)
    if not air:
        if stated:
            yield NO_FLIGHTS.fill(who=frame.subject, during=frame.during)
        return
    yield FLOWN.fill(
        who=frame.subject,
        during=frame.during,
        flights=phrases.told(len(air), AIR),
        share=phrases.share(len(air), len(stated)),
    )
    for name, words in NEEDED:
        if lacking := sum(name not in row.values for row in air):
            told = words[len(air) > 1].fill(n=phrases.few(lacking, TRIP))
            yield phrases.capital(told)
    made = journeys.made(frame, frame.period)
    if (emitted := _co2(made)).sources:
        yield EMITTED.fill(kg=phrases.as_number(emitted.known))
    if (paid := _surcharge(frame, made)).sources:
        yield PAID.fill(sum=phrases.sek(paid.known))


NEEDED = (("flight_reason", NO_MOTIVE), ("flight_approved_by", NO_APPROVAL))
