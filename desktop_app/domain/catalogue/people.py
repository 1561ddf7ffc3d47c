"""Organisations, contacts and the appointed international contact persons."""

from __future__ import annotations

from desktop_app.domain.catalogue.shared import KEEPING, NOTE, status
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import (
    Choice,
    Country,
    Date,
    Email,
    Flag,
    Languages,
    Link,
    Phone,
    Tags,
    Text,
    Website,
)
from desktop_app.domain.words import Words

ORGANISATION = Entity(
    "organisation",
    Words("organisation", "organisation"),
    Words("Organisationer", "Organisations"),
    (
        Field("name", Text(), Words("Namn", "Name"), required=True),
        Field("name_en", Text(), Words("Namn på engelska", "Name in English")),
        Field("short_name", Text(), Words("Kortnamn", "Short name")),
        Field("kind", Choice("organisation_kind"), Words("Typ", "Kind"), required=True),
        Field("own", Flag(), Words("Del av staden", "Part of the city")),
        Field("board", Text(), Words("Nämnd eller styrelse", "Committee or board")),
        Field("parent", Link("organisation"), Words("Ingår i", "Part of")),
        Field("city", Text(), Words("Ort", "City")),
        Field("country", Country(), Words("Land", "Country")),
        Field("website", Website(), Words("Webbplats", "Website")),
        Field("valid_from", Date(), Words("Giltig från", "Valid from")),
        Field("valid_to", Date(), Words("Giltig till", "Valid to")),
        Field("replaced_by", Link("organisation"), Words("Ersatt av", "Replaced by")),
        NOTE,
        *KEEPING,
    ),
    title=("name",),
)

CONTACT = Entity(
    "contact",
    Words("kontakt", "contact"),
    Words("Kontakter", "Contacts"),
    (
        Field("given_name", Text(), Words("Förnamn", "Given name"), personal=True),
        Field("family_name", Text(), Words("Efternamn", "Family name"), personal=True),
        Field("title", Text(), Words("Titel", "Title"), personal=True),
        Field("organisation", Link("organisation"), Words("Organisation", "Organisation")),
        Field("department", Text(), Words("Avdelning", "Department")),
        Field("email", Email(), Words("E-post", "E-mail"), personal=True),
        Field("email_2", Email(), Words("E-post 2", "E-mail 2"), personal=True),
        Field("phone", Phone(), Words("Telefon", "Phone"), personal=True),
        Field("mobile", Phone(), Words("Mobil", "Mobile"), personal=True),
        Field("city", Text(), Words("Ort", "City")),
        Field("country", Country(), Words("Land", "Country")),
        Field("languages", Languages(), Words("Språk", "Languages"), personal=True),
        Field("topics", Tags(), Words("Ämnen", "Topics")),
        Field("kind", Choice("contact_kind"), Words("Typ", "Kind")),
        Field("responsible", Link("contact"), Words("Kontaktansvarig hos oss", "Responsible here")),
        Field("source", Text(), Words("Källa", "Source")),
        Field("confirmed_on", Date(), Words("Senast bekräftad", "Confirmed on")),
        status("contact_status"),
        NOTE,
        *KEEPING,
    ),
    title=("given_name", "family_name"),
    one_of=("given_name", "family_name"),
    order=("family_name", "given_name"),
)

APPOINTMENT = Entity(
    "appointment",
    Words("internationell kontaktperson", "international contact person"),
    Words("Internationella kontaktpersoner", "International contact persons"),
    (
        Field(
            "organisation",
            Link("organisation"),
            Words("Organisation", "Organisation"),
            required=True,
        ),
        Field("contact", Link("contact"), Words("Person", "Person"), required=True),
        Field("role", Choice("appointment_role"), Words("Roll", "Role")),
        Field("appointed_on", Date(), Words("Utsedd", "Appointed on")),
        Field("appointed_by", Text(), Words("Utsedd av", "Appointed by")),
        Field("until", Date(), Words("Till och med", "Until")),
        *KEEPING,
    ),
    title=("contact", "organisation"),
)
