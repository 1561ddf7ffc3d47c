"""Actions, requests, collaborations, advocacy issues and interactions."""

from __future__ import annotations

from desktop_app.domain.catalogue.shared import (
    DIRECTIONS,
    KEEPING,
    decided,
    status,
)
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Date,
    Integer,
    Languages,
    Link,
    Links,
    Note,
    Reference,
    Text,
)
from desktop_app.domain.words import Words

ACTION = Entity(
    "action",
    Words("åtgärd", "action"),
    Words("Åtgärder", "Actions"),
    (
        Field("trip", Link("trip"), Words("Studieresa", "Study trip")),
        Field("network", Link("network"), Words("Nätverk", "Network")),
        Field("request", Link("request"), Words("Förfrågan", "Request")),
        Field("collaboration", Link("collaboration"), Words("Samarbete", "Collaboration")),
        Field("advocacy", Link("advocacy"), Words("Påverkansfråga", "Advocacy issue")),
        Field("what", Note(), Words("Vad", "What"), required=True),
        Field("who", Text(), Words("Vem", "Who"), personal=True),
        Field("due_on", Date(), Words("Klart senast", "Due on")),
        status("action_status"),
        Field("done_on", Date(), Words("Klart", "Done on")),
        Field("result", Note(), Words("Resultat", "Result")),
    ),
    title=("what",),
    owners=("trip", "network", "request", "collaboration", "advocacy"),
)

REQUEST = Entity(
    "request",
    Words("förfrågan", "request"),
    Words("Förfrågningar", "Requests"),
    (
        Field("received_on", Date(), Words("Inkom", "Received on"), required=True),
        Field(
            "organisation", Link("organisation"), Words("Från organisation", "From organisation")
        ),
        Field("contact", Link("contact"), Words("Kontakt", "Contact")),
        Field("kind", Choice("request_kind"), Words("Typ", "Kind"), required=True),
        Field("topic", Text(), Words("Ämne", "Topic"), required=True),
        Field("wished_from", Date(), Words("Önskas från", "Wished from")),
        Field("wished_until", Date(), Words("Önskas till", "Wished until")),
        Field(
            "group_size", Integer(minimum=0, maximum=10000), Words("Antal personer", "Group size")
        ),
        Field("level", Choice("visit_level"), Words("Nivå", "Level")),
        Field("language", Languages(), Words("Språk", "Language")),
        DIRECTIONS,
        Field("assessment", Choices("request_criterion"), Words("Bedömning", "Assessment")),
        Field("assessment_note", Note(), Words("Bedömningens skäl", "Grounds of the assessment")),
        Field("decision", Choice("request_decision"), Words("Beslut", "Decision")),
        Field("reason", Note(), Words("Motivering", "Reason")),
        *decided(form=False),
        Field("host", Text(), Words("Värd hos oss", "Host here")),
        Field("outcome", Note(), Words("Utfall", "Outcome")),
        status("request_status"),
        *KEEPING,
    ),
    title=("topic",),
)

COLLABORATION = Entity(
    "collaboration",
    Words("samarbete", "collaboration"),
    Words("Samarbeten", "Collaborations"),
    (
        Field("title", Text(), Words("Titel", "Title"), required=True),
        Field("kind", Choice("collaboration_kind"), Words("Typ", "Kind"), required=True),
        Field("organisation", Link("organisation"), Words("Organisation", "Organisation")),
        Field("partners", Note(), Words("Parter", "Partners")),
        Field("programme", Text(), Words("Program", "Programme")),
        Field("role", Choice("collaboration_role"), Words("Vår roll", "Our role")),
        Field("reference", Reference(), Words("Diarienummer", "Case number")),
        Field("start_on", Date(), Words("Startdatum", "Starts on")),
        Field("end_on", Date(), Words("Slutdatum", "Ends on")),
        Field("focus", Note(), Words("Konkret inriktning", "Concrete focus")),
        DIRECTIONS,
        Field("budget", Amount(currency="SEK"), Words("Budget i kronor", "Budget in SEK")),
        Field(
            "own_share", Amount(currency="SEK"), Words("Egen insats i kronor", "Own share in SEK")
        ),
        Field(
            "external_funding",
            Amount(currency="SEK"),
            Words("Extern finansiering i kronor", "External funding in SEK"),
        ),
        Field("funder", Text(), Words("Finansiär", "Funder")),
        Field("result", Note(), Words("Resultat", "Result")),
        status("collaboration_status"),
        *KEEPING,
    ),
    title=("title",),
)

ADVOCACY = Entity(
    "advocacy",
    Words("påverkansfråga", "advocacy issue"),
    Words("Påverkan", "Advocacy"),
    (
        Field("title", Text(), Words("Titel", "Title"), required=True),
        Field("level", Choice("advocacy_level"), Words("Nivå", "Level")),
        Field("position", Note(), Words("Vår ståndpunkt", "Our position")),
        Field("dossier", Text(), Words("Ärende hos mottagaren", "Dossier")),
        Field("target", Text(), Words("Vem vi vill påverka", "Target")),
        Field("deadline", Date(), Words("Sista dag", "Deadline")),
        Field("responsible", Link("contact"), Words("Ansvarig", "Responsible")),
        Field("networks", Links("network"), Words("Nätverk", "Networks")),
        Field("contacts", Links("contact"), Words("Kontakter", "Contacts")),
        Field("outcome", Note(), Words("Utfall", "Outcome")),
        status("advocacy_status"),
        *KEEPING,
    ),
    title=("title",),
)

INTERACTION = Entity(
    "interaction",
    Words("kontakttillfälle", "interaction"),
    Words("Kontakttillfällen", "Interactions"),
    (
        Field("date", Date(), Words("Datum", "Date"), required=True),
        Field("kind", Choice("interaction_kind"), Words("Typ", "Kind"), required=True),
        Field("contact", Link("contact"), Words("Kontakt", "Contact")),
        Field("organisation", Link("organisation"), Words("Organisation", "Organisation")),
        Field("network", Link("network"), Words("Nätverk", "Network")),
        Field("trip", Link("trip"), Words("Studieresa", "Study trip")),
        Field("summary", Note(), Words("Sammanfattning", "Summary"), required=True, personal=True),
        *KEEPING,
    ),
    title=("date", "summary"),
)
