"""What is unusual in a trip: late decisions and reports, flights, other people's money."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.days import days_later
from desktop_app.domain.life.case import Case
from desktop_app.domain.rules.finding import Finding, Rule
from desktop_app.domain.thresholds import THRESHOLDS
from desktop_app.domain.words import Words

__all__ = ["FLYING", "TRIP_RULES", "flies"]

FLYING = ("flight", "flight_and_train")
TICKET, SURCHARGE = "travel", "climate_surcharge"
OVER = ("rejected", "cancelled")
UNDECIDED = ("", "draft", *OVER)
OTHERS_MONEY = "other"
PUBLIC = ("own_budget", "city_executive", "eu", "sida_icld", "network", "host")
"""Who may pay for a trip without anything more to say (DOMAIN §2.8)."""

LATE_DECISION = Words(
    "beslutet är fattat efter att resan började.", "the decision was made after the trip began."
)
LATE_REPORT = Words(
    "rapporten lämnades mer än {days} efter resan.",
    "the report was made more than {days} after the trip.",
)
NO_REPORT = Words(
    "resan slutade {end} och skulle ha rapporterats inom {days}.",
    "the trip ended on {end} and should have been reported within {days}.",
)
NO_REASON = Words(
    "en sträcka går med flyg, men skälet för flyg saknas.",
    "a leg is by air, but the reason for flying is missing.",
)
NOT_APPROVED = Words(
    "flyget ska vara godkänt av förvaltningens högsta chef, med namn och datum.",
    "the flight is to be approved by the head of the administration, with name and date.",
)
SHORT_FLIGHT = Words(
    "{start}–{end} är omkring {km} km; under {limit} km går tåg i första hand.",
    "{start}–{end} is about {km} km; below {limit} km the train comes first.",
)
NO_SURCHARGE = Words(
    "resan går med flyg, men klimatpåslaget på {percent} procent av biljetten finns inte med "
    "bland kostnaderna.",
    "the trip is by air, but the climate surcharge of {percent} per cent of the ticket is not "
    "among the costs.",
)
OTHER_PAYER = Words(
    "{funder} betalar en del av resan och är varken staden, EU, ett nätverk eller en värd. En "
    "förmån från utomstående kan vara otillåten: skriv varför den godtas, och låt "
    "beslutsfattaren godkänna den.",
    "{funder} pays a part of the trip and is neither the city, the EU, a network nor a host. A "
    "benefit from outsiders may be improper: write why it is accepted, and let the "
    "decision-maker approve it.",
)


def _days(case: Case) -> Iterator[Finding]:
    start, end, reported = case.day("start_on"), case.day("end_on"), case.day("reported_on")
    decided, days = case.day("decided_on"), case.thresholds["report_days"]
    if decided and start and decided > start:
        yield Finding("decided_on", LATE_DECISION, rule="trip.decided_late")
    last = None if end is None else days_later(end, days)
    told = THRESHOLDS["report_days"].counted(days)
    if last and reported and reported > last:
        yield Finding("reported_on", LATE_REPORT.fill(days=told), rule="trip.reported_late")
    elif last and not reported and case.today > last and case.status not in UNDECIDED:
        words = NO_REPORT.fill(end=case.text("end_on"), days=told)
        yield Finding("reported_on", words, rule="trip.report_missing")


def flies(trip: Case) -> bool:
    """Tell whether any leg of a trip is by air."""
    return any(leg.text("mode") in FLYING for leg in trip.part("leg"))


def _flights(case: Case) -> Iterator[Finding]:
    if case.status in OVER:
        return
    if flies(case) and not case.has("flight_reason"):
        yield Finding("flight_reason", NO_REASON, rule="trip.flight_without_reason")
    approved = case.has("flight_approved_by") and case.has("flight_approved_on")
    if (flies(case) or case.has("flight_reason")) and not approved:
        name = "flight_approved_on" if case.has("flight_approved_by") else "flight_approved_by"
        yield Finding(name, NOT_APPROVED, rule="trip.flight_unapproved")
    yield from _short_flights(case)
    yield from _surcharge(case)


def _short_flights(case: Case) -> Iterator[Finding]:
    limit = case.thresholds["rail_distance_km"]
    flights = [leg for leg in case.part("leg") if leg.text("mode") in FLYING]
    for leg in flights:
        from desktop_app.domain.geography import leg_km  # noqa: PLC0415 — reads the list of cities

        km = leg_km(leg.text("from"), leg.text("to"))
        if km is not None and km < limit:
            places = {"start": leg.text("from"), "end": leg.text("to")}
            words = SHORT_FLIGHT.fill(**places, km=km, limit=limit)
            yield Finding("mode", words, rule="trip.flight_short", part="leg")


def _surcharge(case: Case) -> Iterator[Finding]:
    percent, items = case.thresholds["climate_surcharge_percent"], _items(case)
    if flies(case) and percent and TICKET in items and SURCHARGE not in items:
        words = NO_SURCHARGE.fill(percent=percent)
        yield Finding("item", words, rule="trip.no_surcharge", part="cost")


def _items(case: Case) -> set[str]:
    return {cost.text("item") for cost in case.part("cost")}


def _payers(case: Case) -> Iterator[Finding]:
    if case.status in OVER:
        return
    for funding in case.part("funding"):
        if funding.text("kind") in PUBLIC:
            continue
        if not funding.has("reason") or not case.has("decided_on"):
            words = OTHER_PAYER.fill(funder=funding.text("funder"))
            yield Finding("reason", words, rule="trip.third_party", part="funding")


TRIP_RULES: tuple[Rule, ...] = (_days, _flights, _payers)
