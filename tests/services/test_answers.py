"""The letter that answers a request: what was decided, in the asker's language, and no secrets."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import fields_of_new
from desktop_app.domain.words import same
from desktop_app.services.answers import answer_text, language_of
from desktop_app.services.register import Register
from desktop_app.services.writing import put

REQUEST, CONTACT, ORGANISATION = (CATALOGUE[n] for n in ("request", "contact", "organisation"))
ASKED = {
    "received_on": "2026-03-05",
    "kind": "visit",
    "topic": "Cykelvägar\noch hur de underhålls",
    "wished_from": "2026-05-04",
    "wished_until": "2026-05-06",
    "group_size": "12",
    "host": "Trafikkontoret",
    "private_note": "Fråga inte",
}


def asked(register: Register, **more: str) -> str:
    return put(register, REQUEST, None, {**ASKED, **more}).id


def test_an_accepted_visit_is_told_all_that_was_agreed(register: Register) -> None:
    contact = put(register, CONTACT, None, {"given_name": "Kari", "family_name": "Prov"}).id
    id_ = asked(register, contact=contact, decision="accepted")
    text = answer_text(register, id_, "sv")
    assert text.startswith("Hej Kari Prov!")
    for told in ("5 mars 2026", "Cykelvägar och hur", "4–6 maj 2026", "12", "Trafikkontoret"):
        assert told in text
    assert text.endswith("Prov Person\nStadsledningskontoret")
    assert "Fråga inte" not in text
    english = answer_text(register, id_, "en")
    assert "Dear Kari Prov," in english
    assert "4–6 May 2026" in english
    assert english.endswith("City Executive Office")


@pytest.mark.parametrize(
    ("decision", "kind", "told", "not_told"),
    [
        ("declined", "visit", ["inte ta emot er", "Valveckan"], ["12", "Trafikkontoret"]),
        ("declined", "project", ["tacka nej", "Valveckan"], ["ta emot er"]),
        ("forwarded", "visit", ["skickat er förfrågan vidare", "Valveckan"], ["Trafikkontoret"]),
        ("", "visit", ["återkommer"], ["Valveckan", "12"]),
    ],
)
def test_each_decision_has_its_answer(
    register: Register, decision: str, kind: str, told: list[str], not_told: list[str]
) -> None:
    text = answer_text(
        register, asked(register, decision=decision, kind=kind, reason="Valveckan."), "sv"
    )
    assert [each for each in told if each not in text] == []
    assert [each for each in not_told if each in text] == []
    assert text.startswith("Hej!")


def test_a_status_tells_the_decision_where_nobody_wrote_it(register: Register) -> None:
    id_ = asked(register, status="declined", reason="Valveckan.")
    assert "inte ta emot er" in answer_text(register, id_, "sv")


def test_a_contact_that_has_not_been_received_is_not_named(register: Register) -> None:
    text = answer_text(register, asked(register), "sv")
    with register.record.acting("edit", same("x")) as act:
        id_ = str(uuid4())
        fields = fields_of_new(REQUEST, {**ASKED, "group_size": 12, "contact": str(uuid4())})
        act.create(REQUEST.name, id_, fields, shared=True)
    assert answer_text(register, id_, "sv") == text


def test_a_secret_contact_is_not_named(register: Register) -> None:
    contact = put(register, CONTACT, None, {"given_name": "Hemlig", "secret": "ja"}).id
    text = answer_text(register, asked(register, contact=contact, decision="accepted"), "sv")
    assert "Hemlig" not in text
    assert text.startswith("Hej!")


@pytest.mark.parametrize(
    ("given", "country", "language"),
    [
        ({}, None, "sv"),
        ({"language": "engelska"}, None, "en"),
        ({"language": "engelska; svenska"}, "AT", "sv"),
        ({}, "AT", "en"),
        ({}, "AX", "sv"),
    ],
)
def test_the_asker_is_answered_in_a_language_they_read(
    register: Register, given: dict[str, str], country: str | None, language: str
) -> None:
    more = dict(given)
    if country:
        values = {"name": "Stad Prov", "kind": "city", "country": country}
        more["organisation"] = put(register, ORGANISATION, None, values).id
    assert language_of(register, asked(register, **more)) == language
