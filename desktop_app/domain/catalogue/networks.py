"""Networks and memberships with their fees, posts, reviews and activities."""

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
    Currency,
    Date,
    Flag,
    Integer,
    Link,
    Note,
    Tags,
    Text,
    Website,
    Year,
)
from desktop_app.domain.words import Words

OWNER = Field("network", Link("network"), Words("Nätverk", "Network"), required=True)

NETWORK = Entity(
    "network",
    Words("nätverk", "network"),
    Words("Nätverk", "Networks"),
    (
        Field("name", Text(), Words("Namn", "Name"), required=True),
        Field("short_name", Text(), Words("Kortnamn", "Short name")),
        Field("kind", Choice("network_kind"), Words("Typ", "Kind")),
        Field("reach", Choice("network_reach"), Words("Räckvidd", "Reach")),
        Field("secretariat", Text(), Words("Sekretariat", "Secretariat")),
        Field("website", Website(), Words("Webbplats", "Website")),
        Field("topics", Tags(), Words("Ämnen", "Topics")),
        DIRECTIONS,
        SUSTAINABILITY,
        Field(
            "responsible",
            Link("organisation"),
            Words("Ansvarig organisation", "Responsible organisation"),
            required=True,
        ),
        Field("overarching", Flag(), Words("Förvaltningsövergripande", "Across administrations")),
        Field(
            "membership_kind", Choice("membership_kind"), Words("Medlemskapstyp", "Membership kind")
        ),
        status("network_status"),
        Field("joined_on", Date(), Words("Medlem sedan", "Joined on")),
        Field("left_on", Date(), Words("Medlem till", "Left on")),
        *decided(),
        Field("purpose", Note(), Words("Varför vi är med", "Why we are members")),
        Field("demands", Note(), Words("Krav vi driver", "Demands we pursue")),
        GOAL,
        Field(
            "political_representative",
            Link("contact"),
            Words("Politisk representant", "Political representative"),
        ),
        Field(
            "administrative_contact",
            Link("contact"),
            Words("Administrativ kontaktperson", "Administrative contact"),
        ),
        Field("working_groups", Note(), Words("Arbetsgrupper", "Working groups")),
        Field("obligations", Note(), Words("Åtaganden", "Obligations")),
        Field(
            "notice_months",
            Integer(minimum=0, maximum=120),
            Words("Uppsägningstid i månader", "Notice in months"),
        ),
        Field("period_ends_on", Date(), Words("Perioden slutar", "Period ends on")),
        Field("next_review_on", Date(), Words("Nästa omprövning", "Next review on")),
        NOTE,
        *KEEPING,
    ),
    title=("name",),
)

PARTICIPATION = Entity(
    "participation",
    Words("deltagande organisation", "participating organisation"),
    Words("Deltagande organisationer", "Participating organisations"),
    (
        OWNER,
        Field(
            "organisation",
            Link("organisation"),
            Words("Organisation", "Organisation"),
            required=True,
        ),
        *span(),
    ),
    title=("organisation",),
    owners=("network",),
)

FEE = Entity(
    "fee",
    Words("avgift", "fee"),
    Words("Avgifter", "Fees"),
    (
        OWNER,
        Field("year", Year(), Words("År", "Year"), required=True, unit="sum"),
        Field("amount", Amount(), Words("Belopp", "Amount"), unit="sum"),
        Field("currency", Currency(), Words("Valuta", "Currency"), unit="sum"),
        Field(
            "amount_sek",
            Amount(currency="SEK"),
            Words("Belopp i kronor", "Amount in SEK"),
            unit="sum",
        ),
        Field("rate", Amount(decimals=6), Words("Kurs", "Rate"), unit="sum"),
        Field("rate_source", Text(), Words("Kursens källa", "Source of the rate"), unit="sum"),
        Field("paid_by", Link("organisation"), Words("Betalas av", "Paid by")),
        Field("period", Text(), Words("Period", "Period")),
        Field("basis", Text(), Words("Beräkningsgrund", "Basis")),
    ),
    title=("year", "amount", "currency"),
    owners=("network",),
)

POST = Entity(
    "post",
    Words("uppdrag", "post"),
    Words("Uppdrag", "Posts"),
    (
        OWNER,
        Field("contact", Link("contact"), Words("Person", "Person"), required=True),
        Field("role", Choice("post_role"), Words("Roll", "Role"), required=True),
        *span(),
    ),
    title=("contact", "role"),
    owners=("network",),
)

REVIEW = Entity(
    "review",
    Words("omprövning", "review"),
    Words("Omprövningar", "Reviews"),
    (
        OWNER,
        Field("year", Year(), Words("År", "Year"), required=True),
        Field("rating", Choice("rating"), Words("Nytta", "Rating")),
        Field("benefit", Note(), Words("Nyttan i ord", "Benefit")),
        Field("hours", Integer(minimum=0), Words("Arbetstimmar", "Hours of work")),
        Field("decision", Choice("review_decision"), Words("Beslut", "Decision")),
        Field("decided_by", Text(), Words("Beslutsfattare", "Decision-maker")),
    ),
    title=("year", "decision"),
    owners=("network",),
)

ACTIVITY = Entity(
    "activity",
    Words("aktivitet", "activity"),
    Words("Aktiviteter", "Activities"),
    (
        Field("network", Link("network"), Words("Nätverk", "Network")),
        Field("advocacy", Link("advocacy"), Words("Påverkansfråga", "Advocacy issue")),
        Field("date", Date(), Words("Datum", "Date")),
        Field("what", Note(), Words("Vad", "What")),
        Field("who", Text(), Words("Vem", "Who"), personal=True),
    ),
    title=("date", "what"),
    owners=("network", "advocacy"),
)
