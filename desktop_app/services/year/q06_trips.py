"""Question 6: trips abroad, where to, by whom, how many persons, what they cost and who paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.domain.words import Words
from desktop_app.domain.year.model import (
    Answer,
    Figure,
)
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.services.year import journeys, phrases
from desktop_app.services.year.expenses import (
    BUDGET,
    OUTCOME,
    cost_of,
    known_of,
    paid_by_others,
    without_cost,
)
from desktop_app.services.year.frame import Frame
from desktop_app.services.year.journeys import abroad, people_on
from desktop_app.services.year.material import text_of
from desktop_app.services.year.money import COST, FUNDING, left_out, parts_total
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import (
    amount,
    count,
    derived,
    rows_of,
)
from desktop_app.services.year.trip_tables import PARTICIPANTS, TRIPS, trip_tables
from desktop_app.storage.tables import Row

__all__ = ["ABROAD", "TRIP", "trips"]

TRIP = Noun(Words("resa", "trip"), Words("resor", "trips"))
ABROAD = Noun(
    Words("resa till utlandet", "trip abroad"), Words("resor till utlandet", "trips abroad")
)
PERSON = Noun(Words("person", "person"), Words("personer", "people"))

PERSONS = Words("Olika personer", "Different people")
COUNTRIES = Words("Länder", "Countries")
NO_COST = Words("Utan uppgift om vad de kostade", "Without any cost stated")
PAID_BY_OTHERS = Words("Betalat av andra än staden", "Paid by others than the City")
NOT_DECIDED = Words(
    "Utkast och planerade resor vars dag har kommit (räknas inte)",
    "Drafts and planned trips whose day has come (not counted)",
)
NO_STOP = Words("Resor utan resmål (räknas inte)", "Trips without a stop (not counted)")
MADE = Words("{who} gjorde {trips} {during}, {change}.", "{who} made {trips} {during}, {change}.")
WENT = (
    Words(
        "Den gick till {countries} och hade {persons} som deltagare.",
        "It went to {countries} and had {persons} as participants.",
    ),
    Words(
        "De gick till {countries} och hade {persons} som deltagare.",
        "They went to {countries} and had {persons} as participants.",
    ),
)
COSTED = (
    Words("Den kostade {sum}.", "It cost {sum}."),
    Words("Tillsammans kostade de {sum}.", "Together they cost {sum}."),
)
OTHERS_PAID = Words("Andra än staden betalade {others}.", "Others than the City paid {others}.")
COUNTRY = Noun(Words("land", "country"), Words("länder", "countries"), "ett")
LACKING = Words("För {what} finns ingen kostnad uppgiven.", "For {what} no cost is stated.")


def trips(frame: Frame) -> Answer:
    """Return the answer."""
    return Answer(
        6, QUESTIONS[5], tuple(_figures(frame)), trip_tables(frame), tuple(_sentences(frame))
    )


def _figures(frame: Frame) -> Iterable[Figure]:
    spans = frame.period, frame.compared
    now, then = (abroad(frame, span) for span in spans)
    yield count("trips.abroad", TRIPS, "trip", now, then)
    people = [people_on(frame, rows) for rows in (now, then)]
    yield count("trips.participants", PARTICIPANTS, "participant", *people)
    known = [{text_of(person, "contact") for person in some} for some in people]
    yield derived(
        "trips.persons",
        PERSONS,
        "trip",
        "count",
        len(known[0]),
        now,
        len(known[1]),
        sources=rows_of("participant", people[0]),
    )
    reached = [
        {c for row in rows for c in journeys.countries_of(frame, row)} for rows in (now, then)
    ]
    yield derived(
        "trips.countries", COUNTRIES, "trip", "count", len(reached[0]), now, len(reached[1])
    )
    yield from _money(frame, now, then)
    for code, label, found in (
        ("trips.undecided", NOT_DECIDED, journeys.undecided),
        ("trips.without_stop", NO_STOP, journeys.without_stops),
    ):
        yield count(code, label, "trip", found(frame, frame.period))


def _countries(frame: Frame, rows: Iterable[Row]) -> set[str]:
    return {code for row in rows for code in journeys.countries_of(frame, row)}


def _money(frame: Frame, now: Sequence[Row], then: Sequence[Row]) -> Iterable[Figure]:
    for code, label, name in (
        ("trips.cost", OUTCOME, "outcome"),
        ("trips.budget", BUDGET, "budget"),
    ):
        both = [known_of(rows, parts_total(frame, rows, "cost", name)) for rows in (now, then)]
        yield amount(code, label, "trip", "sek", *both, remark=left_out(both[0], COST))
    lacking = [without_cost(frame, rows) for rows in (now, then)]
    yield count("trips.without_cost", NO_COST, "trip", *lacking)
    others = [paid_by_others(frame, rows) for rows in (now, then)]
    remark = left_out(others[0], FUNDING)
    yield amount("trips.paid_by_others", PAID_BY_OTHERS, "trip", "sek", *others, remark=remark)


def _sentences(frame: Frame) -> Iterable[Words]:
    now, then = (abroad(frame, span) for span in (frame.period, frame.compared))
    yield MADE.fill(
        who=frame.subject,
        trips=phrases.told(len(now), ABROAD),
        during=frame.during,
        change=phrases.change(len(now), len(then), TRIP, frame.earlier),
    )
    if not now:
        return
    reached = _countries(frame, now)
    persons = {text_of(person, "contact") for person in people_on(frame, now)}
    yield WENT[len(now) > 1].fill(
        countries=phrases.told(len(reached), COUNTRY), persons=phrases.told(len(persons), PERSON)
    )
    yield from _told_cost(frame, now)


def _told_cost(frame: Frame, rows: Sequence[Row]) -> Iterable[Words]:
    cost, others = cost_of(frame, rows), paid_by_others(frame, rows)
    if cost.sources:
        yield COSTED[len(rows) > 1].fill(sum=phrases.sek(cost.known))
    if others.sources:
        yield OTHERS_PAID.fill(others=phrases.sek(others.known))
    if remark := left_out(cost, COST):
        yield remark
    if lacking := without_cost(frame, rows):
        yield LACKING.fill(what=phrases.told(len(lacking), TRIP))
