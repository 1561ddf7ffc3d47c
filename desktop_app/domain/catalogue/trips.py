"""Study trips with their stops, programme, participants, legs, costs and funding."""

from __future__ import annotations

from desktop_app.domain.catalogue.shared import (
    DIRECTIONS,
    GOAL,
    KEEPING,
    NOTE,
    SUSTAINABILITY,
    decided,
    span,
    status,
)
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Country,
    Currency,
    Date,
    Flag,
    Link,
    Note,
    Text,
    Time,
)
from desktop_app.domain.words import Words

OWNER = Field("trip", Link("trip"), Words("Studieresa", "Study trip"), required=True)

TRIP = Entity(
    "trip",
    Words("studieresa", "study trip"),
    Words("Studieresor", "Study trips"),
    (
        Field("title", Text(), Words("Titel", "Title"), required=True),
        Field("kind", Choice("trip_kind"), Words("Typ av resa", "Kind of trip")),
        Field(
            "organisation",
            Link("organisation"),
            Words("Organisation", "Organisation"),
            required=True,
        ),
        Field("purpose", Note(), Words("Syfte", "Purpose")),
        Field("questions", Note(), Words("Frågor att få svar på", "Questions to be answered")),
        Field("expected_result", Note(), Words("Väntat resultat", "Expected result")),
        DIRECTIONS,
        SUSTAINABILITY,
        GOAL,
        Field("start_on", Date(), Words("Startdatum", "Starts on"), required=True),
        Field("end_on", Date(), Words("Slutdatum", "Ends on"), required=True),
        status("trip_status"),
        Field("responsible", Link("contact"), Words("Ansvarig", "Responsible")),
        Field("network", Link("network"), Words("Nätverk", "Network")),
        Field("collaboration", Link("collaboration"), Words("Samarbete", "Collaboration")),
        Field(
            "digital_alternative",
            Flag(),
            Words("Digitalt alternativ prövat", "Digital alternative considered"),
        ),
        Field("digital_reason", Note(), Words("Varför inte digitalt", "Why not digitally")),
        *decided(function=True),
        Field("flight_reason", Note(), Words("Skäl för flyg", "Reason for flying")),
        Field(
            "flight_approved_by",
            Text(),
            Words("Flyg godkänt av", "Flight approved by"),
            unit="flight_approval",
        ),
        Field(
            "flight_approved_on",
            Date(),
            Words("Flyg godkänt den", "Flight approved on"),
            unit="flight_approval",
        ),
        Field("co2_kg", Amount(), Words("Utsläpp i kg CO2", "CO2 in kg"), unit="co2"),
        Field(
            "co2_source", Text(), Words("Uppgiftens källa", "Source of the CO2 figure"), unit="co2"
        ),
        Field("summary", Note(), Words("Sammanfattning", "Summary")),
        Field("lessons", Note(), Words("Lärdomar", "Lessons")),
        Field("assessment", Choice("rating"), Words("Bedömning mot syftet", "Assessment")),
        Field("assessment_note", Note(), Words("Bedömningen i ord", "Assessment in words")),
        Field("shared_how", Note(), Words("Hur det spridits", "How it was shared")),
        Field("reported_on", Date(), Words("Rapporterad", "Reported on")),
        Field("approved_by", Text(), Words("Rapport godkänd av", "Report approved by")),
        Field("no_action_reason", Note(), Words("Varför ingen åtgärd", "Why no action")),
        Field("followed_up_on", Date(), Words("Uppföljd", "Followed up on")),
        NOTE,
        *KEEPING,
    ),
    title=("title",),
)

STOP = Entity(
    "stop",
    Words("resmål", "stop"),
    Words("Resmål", "Stops"),
    (
        OWNER,
        Field("city", Text(), Words("Ort", "City"), required=True),
        Field("country", Country(), Words("Land", "Country"), required=True),
        *span(),
        Field("host", Text(), Words("Värd", "Host")),
    ),
    title=("city",),
    owners=("trip",),
)

PROGRAMME = Entity(
    "programme",
    Words("programpunkt", "programme item"),
    Words("Program", "Programme"),
    (
        Field("trip", Link("trip"), Words("Studieresa", "Study trip")),
        Field("request", Link("request"), Words("Förfrågan", "Request")),
        Field("date", Date(), Words("Datum", "Date")),
        Field("time", Time(), Words("Tid", "Time")),
        Field("place", Text(), Words("Plats", "Place")),
        Field("organisation", Link("organisation"), Words("Organisation", "Organisation")),
        Field("contact", Link("contact"), Words("Kontakt", "Contact")),
        Field("topic", Note(), Words("Ämne", "Topic")),
    ),
    title=("date", "time", "topic"),
    owners=("trip", "request"),
)

PARTICIPANT = Entity(
    "participant",
    Words("deltagare", "participant"),
    Words("Deltagare", "Participants"),
    (
        OWNER,
        Field("contact", Link("contact"), Words("Person", "Person"), required=True),
        Field("organisation", Link("organisation"), Words("Organisation", "Organisation")),
        Field("role", Choice("participant_role"), Words("Roll", "Role")),
    ),
    title=("contact",),
    owners=("trip",),
)

LEG = Entity(
    "leg",
    Words("delsträcka", "leg"),
    Words("Delsträckor", "Legs"),
    (
        OWNER,
        Field("from", Text(), Words("Från", "From")),
        Field("to", Text(), Words("Till", "To")),
        Field("date", Date(), Words("Datum", "Date")),
        Field("mode", Choice("travel_mode"), Words("Färdsätt", "Mode of travel")),
    ),
    title=("from", "to"),
    owners=("trip",),
)

COST = Entity(
    "cost",
    Words("kostnad", "cost"),
    Words("Kostnader", "Costs"),
    (
        OWNER,
        Field("item", Choice("cost_item"), Words("Post", "Item"), required=True),
        Field("budget", Amount(), Words("Budget", "Budget"), unit="sums"),
        Field("outcome", Amount(), Words("Utfall", "Outcome"), unit="sums"),
        Field("currency", Currency(), Words("Valuta", "Currency"), unit="sums"),
        Field("rate", Amount(decimals=6), Words("Kurs", "Rate"), unit="sums"),
        Field("rate_source", Text(), Words("Kursens källa", "Source of the rate"), unit="sums"),
    ),
    title=("item",),
    owners=("trip",),
)

FUNDING = Entity(
    "funding",
    Words("finansiering", "funding"),
    Words("Finansiering", "Funding"),
    (
        OWNER,
        Field("funder", Text(), Words("Finansiär", "Funder"), required=True),
        Field("kind", Choice("funding_kind"), Words("Typ", "Kind")),
        Field("amount", Amount(currency="SEK"), Words("Belopp i kronor", "Amount in SEK")),
        Field("reason", Note(), Words("Motivering", "Reason")),
    ),
    title=("funder",),
    owners=("trip",),
)
