"""A register of two years whose numbers were counted by hand: see each row's remark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import shipped_id
from desktop_app.domain.words import Words
from desktop_app.services import removing, writing
from desktop_app.services.opening import new_register
from desktop_app.services.register import Register
from desktop_app.storage import queries

TODAY = datetime(2027, 2, 1, 12, tzinfo=UTC)
CENTRE, ENVIRONMENT, CULTURE = (
    shipped_id("organisation", name)
    for name in ("Stadsledningskontoret", "Miljöförvaltningen", "Kulturförvaltningen")
)

Values = dict[str, Value]
Rows = tuple[tuple[str, str, Values], ...]


def id_of(name: str) -> str:
    """Return the id of a row of this register."""
    return str(uuid5(NAMESPACE_URL, name))


PEOPLE: Rows = (
    ("contact", "anna", {"family_name": "Ek", "kind": "colleague", "organisation": ENVIRONMENT}),
    ("contact", "karin", {"family_name": "Al", "kind": "colleague", "organisation": CULTURE}),
    ("contact", "sven", {"family_name": "Ask", "kind": "elected", "organisation": CENTRE}),
    ("organisation", "helsinki", {"name": "Helsingfors stad", "country": "FI"}),
    ("organisation", "berlin", {"name": "Land Berlin", "country": "DE"}),
    ("contact", "oslo1", {"family_name": "Berg", "city": "Oslo", "country": "NO", "by": "anna"}),
    ("contact", "oslo2", {"family_name": "Dahl", "city": "Oslo", "country": "NO", "by": "karin"}),
    ("contact", "hel", {"family_name": "Salo", "city": "Helsinki", "country": "FI", "by": "anna"}),
    ("contact", "ber", {"family_name": "Beck", "city": "Berlin", "country": "DE", "by": "anna"}),
    ("contact", "kam", {"family_name": "Okot", "city": "Kampala", "country": "UG", "by": "karin"}),
    # Neither of these is told of: the one is outdated, the other secret.
    (
        "contact",
        "old",
        {"family_name": "Lie", "city": "Oslo", "country": "NO", "status": "outdated"},
    ),
    ("contact", "hid", {"family_name": "Hemlig", "city": "Kyjiv", "country": "UA", "secret": True}),
    # One administration has a contact person at the end of 2026, two had at the end of 2025.
    (
        "appointment",
        "ap1",
        {"organisation": ENVIRONMENT, "contact": "@anna", "appointed_on": "2025-01-01"},
    ),
    ("appointment", "ap2", {"organisation": CULTURE, "contact": "@karin", "until": "2026-05-31"}),
    # Two have reported for 2026, one of them that there is nothing to report.
    (
        "delivery",
        "de1",
        {"organisation": ENVIRONMENT, "year": 2026, "status": "sent", "sent_on": "2027-01-10"},
    ),
    ("delivery", "de2", {"organisation": CULTURE, "year": 2026, "status": "open"}),
    (
        "delivery",
        "de3",
        {
            "organisation": CENTRE,
            "year": 2026,
            "status": "approved",
            "nothing_to_report": True,
        },
    ),
)

NETWORKS: Rows = (
    (
        "network",
        "alfa",
        {
            "name": "Alfa",
            "responsible": CENTRE,
            "status": "active",
            "joined_on": "2010-01-01",
            "overarching": True,
            "reach": "european",
            "political_representative": "@sven",
            "administrative_contact": "@anna",
            "decided_by": "KS",
            "decided_on": "2009-12-01",
            "reference": "123-45/2009",
            "next_review_on": "2026-06-01",
            "period_ends_on": "2027-12-31",
            "notice_months": 6,
            "directions": ["collaboration", "profiling"],
            "sustainability": ["social"],
        },
    ),
    (
        "network",
        "beta",
        {
            "name": "Beta",
            "responsible": ENVIRONMENT,
            "status": "active",
            "joined_on": "2026-03-01",
            "reach": "nordic",
        },
    ),
    (
        "network",
        "gamma",
        {
            "name": "Gamma",
            "responsible": ENVIRONMENT,
            "status": "ended",
            "joined_on": "2015-01-01",
            "left_on": "2026-06-30",
        },
    ),
    # A member since nobody knows when.
    (
        "network",
        "delta",
        {"name": "Delta", "responsible": CULTURE, "status": "active", "directions": ["profiling"]},
    ),
    # No members: asked for; ended nobody knows when; secret; came and went in 2025.
    ("network", "epsilon", {"name": "Epsilon", "responsible": CULTURE, "status": "requested"}),
    ("network", "zeta", {"name": "Zeta", "responsible": CULTURE, "status": "ended"}),
    (
        "network",
        "hidden",
        {
            "name": "Hemliga nätet",
            "responsible": CENTRE,
            "status": "active",
            "joined_on": "2012-01-01",
            "secret": True,
        },
    ),
    (
        "network",
        "eta",
        {
            "name": "Eta",
            "responsible": CULTURE,
            "status": "ended",
            "joined_on": "2025-05-01",
            "left_on": "2025-11-30",
        },
    ),
    ("participation", "pa1", {"network": "@alfa", "organisation": ENVIRONMENT}),
    (
        "participation",
        "pa2",
        {"network": "@alfa", "organisation": CULTURE, "until": "2026-06-30"},
    ),
    (
        "participation",
        "pa3",
        {"network": "@delta", "organisation": ENVIRONMENT, "from": "2024-01-01"},
    ),
    # 2026: 11 500,00 + 500,25 = 12 000,25 kronor, and 300 dollars without a rate.
    (
        "fee",
        "fe1",
        {
            "network": "@alfa",
            "year": 2026,
            "amount": "1000.00",
            "currency": "EUR",
            "rate": "11.5",
            "paid_by": CENTRE,
        },
    ),
    ("fee", "fe2", {"network": "@alfa", "year": 2025, "amount_sek": "10000.50"}),
    ("fee", "fe3", {"network": "@beta", "year": 2026, "amount": "500.25", "currency": "SEK"}),
    ("fee", "fe4", {"network": "@gamma", "year": 2026, "amount": "300.00", "currency": "USD"}),
    ("fee", "fe5", {"network": "@hidden", "year": 2026, "amount": "99999.00", "currency": "SEK"}),
    # Held at the end of 2026: the first two; at the end of 2025 the third as well.
    (
        "post",
        "po1",
        {
            "network": "@alfa",
            "contact": "@sven",
            "role": "chair",
            "from": "2024-01-01",
            "until": "2027-03-31",
        },
    ),
    (
        "post",
        "po2",
        {"network": "@alfa", "contact": "@anna", "role": "board", "from": "2025-01-01"},
    ),
    (
        "post",
        "po3",
        {"network": "@alfa", "contact": "@karin", "role": "board", "until": "2026-01-31"},
    ),
    (
        "review",
        "re1",
        {"network": "@alfa", "year": 2026, "rating": "high", "decision": "keep", "hours": 40},
    ),
    (
        "review",
        "re2",
        {"network": "@delta", "year": 2025, "rating": "low", "decision": "change", "hours": 10},
    ),
)

TRIPS: Rows = (
    (
        "trip",
        "oslo",
        {
            "title": "Oslo",
            "organisation": ENVIRONMENT,
            "start_on": "2026-03-10",
            "end_on": "2026-03-12",
            "status": "reported",
            "reported_on": "2026-03-20",
            "kind": "study_trip",
            "assessment": "high",
            "summary": "Vi såg hur de gör.",
            "directions": ["collaboration"],
            "sustainability": ["ecological", "social"],
        },
    ),
    (
        "trip",
        "bergen",
        {
            "title": "Bergen",
            "organisation": CULTURE,
            "start_on": "2026-03-11",
            "end_on": "2026-03-13",
            "status": "decided",
            "co2_kg": "100.50",
            "co2_source": "Resebyrån",
        },
    ),
    (
        "trip",
        "kampala",
        {
            "title": "Kampala",
            "organisation": ENVIRONMENT,
            "start_on": "2026-11-01",
            "end_on": "2026-11-20",
            "status": "followed_up",
            "reported_on": "2026-12-01",
            "followed_up_on": "2026-12-15",
            "flight_reason": "Inget annat går.",
            "flight_approved_by": "Chefen",
            "flight_approved_on": "2026-10-01",
            "co2_kg": "3000.00",
        },
    ),
    # Not made: called off, refused, never decided, secret, in another year.
    ("trip", "paris", {"title": "Paris", "status": "cancelled", "start_on": "2026-05-01"}),
    ("trip", "rom", {"title": "Rom", "status": "rejected", "start_on": "2026-05-01"}),
    ("trip", "wien", {"title": "Wien", "status": "draft", "start_on": "2026-06-01"}),
    (
        "trip",
        "secret",
        {"title": "Hemlig", "status": "reported", "start_on": "2026-07-01", "secret": True},
    ),
    ("trip", "next", {"title": "Nästa", "status": "decided", "start_on": "2027-01-20"}),
    # Made, but not abroad as far as anybody knows.
    ("trip", "malmo", {"title": "Malmö", "status": "completed", "start_on": "2026-04-01"}),
    ("trip", "where", {"title": "Vart", "status": "decided", "start_on": "2026-09-01"}),
    # The one of the year before.
    (
        "trip",
        "hki",
        {
            "title": "Helsingfors",
            "organisation": ENVIRONMENT,
            "start_on": "2025-10-01",
            "end_on": "2025-10-03",
            "status": "reported",
            "reported_on": "2025-10-20",
        },
    ),
    ("stop", "st1", {"trip": "@oslo", "city": "Oslo", "country": "NO"}),
    ("stop", "st2", {"trip": "@bergen", "city": "Oslo", "country": "NO", "until": "2026-03-11"}),
    ("stop", "st3", {"trip": "@bergen", "city": "Bergen", "country": "NO", "from": "2026-03-12"}),
    ("stop", "st4", {"trip": "@kampala", "city": "Kampala", "country": "UG"}),
    ("stop", "st5", {"trip": "@paris", "city": "Paris", "country": "FR"}),
    ("stop", "st6", {"trip": "@secret", "city": "Berlin", "country": "DE"}),
    ("stop", "st7", {"trip": "@malmo", "city": "Malmö", "country": "SE"}),
    ("stop", "st8", {"trip": "@hki", "city": "Helsinki", "country": "FI"}),
    ("participant", "pt1", {"trip": "@oslo", "contact": "@anna", "organisation": ENVIRONMENT}),
    ("participant", "pt2", {"trip": "@oslo", "contact": "@karin", "organisation": CULTURE}),
    ("participant", "pt3", {"trip": "@bergen", "contact": "@karin", "organisation": CULTURE}),
    ("participant", "pt4", {"trip": "@kampala", "contact": "@anna"}),
    ("participant", "pt5", {"trip": "@kampala", "contact": "@kam"}),
    ("participant", "pt6", {"trip": "@hki", "contact": "@anna"}),
    ("leg", "le1", {"trip": "@oslo", "mode": "train"}),
    ("leg", "le2", {"trip": "@oslo", "mode": "train"}),
    ("leg", "le3", {"trip": "@bergen", "mode": "flight"}),
    ("leg", "le4", {"trip": "@kampala", "mode": "flight"}),
    ("leg", "le5", {"trip": "@kampala", "mode": "train"}),
    ("leg", "le6", {"trip": "@malmo", "mode": "train"}),
    ("leg", "le7", {"trip": "@hki", "mode": "ferry"}),
    # 2 000 + 95 + 1 500 + 3 000 = 6 595 kronor, and 500 euros without a rate.
    (
        "cost",
        "co1",
        {
            "trip": "@oslo",
            "item": "travel",
            "budget": "2500.00",
            "outcome": "2000.00",
            "currency": "SEK",
        },
    ),
    (
        "cost",
        "co2",
        {
            "trip": "@oslo",
            "item": "accommodation",
            "outcome": "100.00",
            "currency": "NOK",
            "rate": "0.95",
        },
    ),
    ("cost", "co3", {"trip": "@bergen", "item": "travel", "outcome": "500.00", "currency": "EUR"}),
    (
        "cost",
        "co4",
        {
            "trip": "@kampala",
            "item": "climate_surcharge",
            "outcome": "1500.00",
            "currency": "SEK",
        },
    ),
    (
        "cost",
        "co5",
        {"trip": "@kampala", "item": "travel", "outcome": "3000.00", "currency": "SEK"},
    ),
    ("cost", "co6", {"trip": "@hki", "item": "travel", "outcome": "700.70", "currency": "SEK"}),
    (
        "funding",
        "fu1",
        {"trip": "@oslo", "funder": "Vi", "kind": "own_budget", "amount": "2000.00"},
    ),
    ("funding", "fu2", {"trip": "@oslo", "funder": "EU", "kind": "eu", "amount": "95.00"}),
    (
        "action",
        "ac1",
        {"trip": "@oslo", "what": "Pröva", "status": "done", "done_on": "2026-04-01"},
    ),
    ("action", "ac2", {"trip": "@oslo", "what": "Berätta", "due_on": "2026-05-01"}),
)

OTHERS: Rows = (
    (
        "request",
        "v1",
        {
            "received_on": "2026-02-01",
            "kind": "visit",
            "topic": "Klimat",
            "organisation": "@helsinki",
            "level": "political",
            "group_size": 12,
            "status": "completed",
            "decision": "accepted",
            "directions": ["monitoring"],
        },
    ),
    (
        "request",
        "v2",
        {
            "received_on": "2026-05-01",
            "kind": "visit",
            "topic": "klimat",
            "organisation": "@berlin",
            "level": "official",
            "group_size": 5,
            "status": "declined",
            "decision": "declined",
            "reason": "Tiden räcker inte.",
        },
    ),
    (
        "request",
        "v3",
        {
            "received_on": "2026-06-01",
            "kind": "visit",
            "topic": "Skola",
            "contact": "@kam",
            "status": "received",
        },
    ),
    # No visit; and a visit of the year before, forwarded as only its status tells.
    ("request", "v4", {"received_on": "2026-06-01", "kind": "project", "topic": "Projekt"}),
    (
        "request",
        "v5",
        {
            "received_on": "2025-06-01",
            "kind": "visit",
            "topic": "Vatten",
            "organisation": "@helsinki",
            "status": "forwarded",
        },
    ),
    # Running in 2026: c1–c5. External: 750 000 + 100 000,50 + 200 000 + 50 000 = 1 100 000,50.
    (
        "collaboration",
        "c1",
        {
            "title": "Ett",
            "kind": "eu_project",
            "organisation": ENVIRONMENT,
            "programme": "Horisont",
            "start_on": "2025-01-01",
            "end_on": "2026-12-31",
            "budget": "1000000.00",
            "own_share": "250000.00",
            "external_funding": "750000.00",
            "funder": "EU",
            "status": "active",
        },
    ),
    (
        "collaboration",
        "c2",
        {
            "title": "Två",
            "kind": "eu_project",
            "organisation": CULTURE,
            "programme": "horisont",
            "start_on": "2026-05-01",
            "external_funding": "100000.50",
            "funder": "EU",
            "status": "active",
        },
    ),
    (
        "collaboration",
        "c3",
        {
            "title": "Tre",
            "kind": "aid_project",
            "start_on": "2026-01-15",
            "budget": "300000.00",
            "external_funding": "200000.00",
            "funder": "Sida",
            "status": "active",
        },
    ),
    (
        "collaboration",
        "c4",
        {
            "title": "Fyra",
            "kind": "aid_project",
            "start_on": "2025-03-01",
            "end_on": "2026-03-31",
            "budget": "50000.00",
            "external_funding": "50000.00",
            "status": "ended",
        },
    ),
    (
        "collaboration",
        "c5",
        {"title": "Fem", "kind": "aid_project", "start_on": "2026-02-02", "status": "active"},
    ),
    ("collaboration", "c6", {"title": "Sex", "kind": "eu_project", "status": "applied"}),
    ("collaboration", "c7", {"title": "Sju", "kind": "eu_project", "status": "declined"}),
    (
        "collaboration",
        "c8",
        {
            "title": "Åtta",
            "kind": "agreement",
            "start_on": "2020-01-01",
            "end_on": "2024-12-31",
            "status": "ended",
        },
    ),
)


@dataclass
class Hands:
    """The clock of the register."""

    now: datetime = TODAY

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


def made_by_hand() -> Register:
    """Make the register, in memory."""
    register = new_register(None, "Stadsledningskontoret", central=True, clock=Hands())
    shipped = list(queries.titles_of(register.db.conn, CATALOGUE["network"]))
    removing.delete_rows(register, CATALOGUE["network"], shipped)
    with register.record.acting("edit", Words("Prov", "Trial")) as act:
        for entity, name, values in (*PEOPLE, *NETWORKS, *TRIPS, *OTHERS):
            writing.create(act, CATALOGUE[entity], id_of(name), _whole(entity, values))
    return register


def _whole(entity: str, values: Values) -> Values:
    """Return values with the ids that names stand for, and what every trip has."""
    given = dict(values)
    if "by" in given:
        given |= {"responsible": f"@{given.pop('by')}", "kind": "external"}
    if entity == "trip":
        given = {"organisation": CENTRE, "end_on": given["start_on"], **given}
    return {
        key: id_of(value[1:]) if isinstance(value, str) and value.startswith("@") else value
        for key, value in given.items()
    }
