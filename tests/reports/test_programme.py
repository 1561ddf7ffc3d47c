"""Programmes: by day, with whom and how they are reached, and nothing that is not for hosts."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import LANGUAGES, Language
from desktop_app.reports.document import Paper
from desktop_app.reports.people import People
from desktop_app.reports.programme import PLANS, delegation_paper, programme_paper
from desktop_app.reports.record import Record
from tests.reports.trips import (
    DRAFT,
    LONG,
    SOURCE,
    Filler,
    Parts,
    has_margins,
    headings,
    lines_of,
    read,
    record,
    squeezed,
    stands,
)

EVA = record(
    {
        "given_name": "Eva",
        "family_name": "Bauer",
        "title": "Stadtplanerin",
        "mobile": "070-174 06 05",
        "phone": "040-628 04 01",
        "email": "eva.bauer@example.org",
    }
)


def told(
    trip: Record,
    parts: Parts | None = None,
    people: dict[str, Record] | None = None,
    language: Language = "sv",
) -> Paper:
    return programme_paper(trip, parts or {}, People(people or {}, language), SOURCE, language)


def item(date: str, time: str, topic: str, contact: str = "") -> Record:
    values = {"date": date, "time": time, "topic": topic, "contact": contact}
    names = {"eva": "Eva Bauer", "secret": "(sekretess)"}
    texts = {**values, "contact": names.get(contact, ""), "place": "Rathaus"}
    return Record(values, {name: text for name, text in texts.items() if text})


@pytest.mark.parametrize("date", ["2027-04-12", ""])
def test_a_line_that_says_nothing_yet_makes_a_day_without_a_programme(date: str) -> None:
    text = read(told(DRAFT, {"programme": [Record({"date": date}, {})]}).pdf)
    assert ("måndag 12 april 2027" if date else "Dag ej bestämd").casefold() in text.casefold()
    assert "Programmet är inte lagt än." in text


def test_who_reads_english_is_told_our_numbers_as_they_are_dialled_from_abroad() -> None:
    parts = {"programme": [item("2027-04-12", "9.00", "Skolgårdar", "eva")]}
    text = read(told(DRAFT, parts, {"eva": EVA}, "en").pdf)
    assert "+46 70 174 06 05" in text
    assert "+46 40 628 04 01" in text
    there = {**EVA.texts, "country": "Finland", "phone": "040-628 04 01 vx"}
    abroad = Record({**EVA.values, "country": "FI"}, there)
    text = read(told(DRAFT, parts, {"eva": abroad}, "en").pdf)
    assert "070-174 06 05" in text
    assert "040-628 04 01 vx" in text


def test_days_are_headings_in_order_with_times_and_how_hosts_are_reached() -> None:
    parts = {
        "programme": [
            item("2027-04-12", "9.00–15.30", "Skolgårdar", "eva"),
            item("2027-04-12", "16.00", "Frågor"),
            item("2027-04-14", "8.30", "Avslutning", "secret"),
            item("", "", "Om tid finns"),
        ],
        "participant": [Record({"contact": "eva"}, {"contact": "Eva Bauer", "role": "Värd"})],
    }
    pdf = told(DRAFT, parts, {"eva": EVA}).pdf
    days = ["Måndag 12 april 2027", "Onsdag 14 april 2027", "Dag ej bestämd"]
    assert [one.replace("\xa0", " ") for one in headings(pdf)] == [*days, "Deltagare"]
    text = read(pdf)
    first = text.partition(days[0])[2].partition(days[1])[0]
    for shown in ("9.00–15.30", "Skolgårdar", "Rathaus", "Eva Bauer, Stadtplanerin"):
        assert shown in first
    for reached in ("070-174 06 05", "040-628 04 01", "eva.bauer@example.org"):
        assert squeezed(text).count(squeezed(reached)) == 2
    assert "(sekretess)" in text
    english = told(DRAFT, parts, {"eva": EVA}, "en").pdf
    assert headings(english)[0].replace("\xa0", " ") == "Monday 12 April 2027"


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_the_programme_is_told_and_nothing_that_is_ours_alone(language: Language) -> None:
    plan = PLANS["trip"].plan
    filler = Filler(language)
    trip = filler.row("trip")
    parts = {entity: [filler.row(entity)] for entity in plan.parts}
    parts["cost"] = [filler.row("cost")]
    text = squeezed(read(told(trip, parts, {}, language).pdf))
    for (entity, name), shown in filler.expected.items():
        ours = entity == "cost" or (entity == "trip" and name in plan.unsaid)
        if (entity, name) != ("programme", "date"):
            assert (squeezed(shown) in text) is not ours, (entity, name)


def test_what_hosts_shall_not_see_is_known() -> None:
    trip, request = PLANS["trip"].plan.unsaid, PLANS["request"].plan.unsaid
    assert {"lessons", "assessment", "decided_by", "flight_reason", "note", "co2_kg"} <= trip
    assert {"assessment", "assessment_note", "reason", "decision", "outcome"} <= request
    assert not trip & {"title", "purpose", "responsible"}
    assert not request & {"topic", "host", "group_size", "level", "language"}


@pytest.mark.parametrize("count", [1, 500])
def test_every_item_arrives_and_headings_are_on_each_page(count: int) -> None:
    items = [item("2027-04-12", "9.00", f"Ämne {n}.") for n in range(count)]
    pdf = told(DRAFT, {"programme": items}).pdf
    found = lines_of(pdf)
    whole = " ".join(found)
    assert all(f"Ämne {n}." in whole for n in range(count))
    assert all("Tid Ämne Var" in page for page in found)
    assert stands(pdf)


@pytest.mark.parametrize("word", LONG)
def test_very_long_words_stay_on_the_page_whole(word: str) -> None:
    parts = {
        "programme": [record({"date": "2027-04-12", "topic": word, "place": word})],
        "participant": [record({"contact": word, "organisation": word, "role": word})],
    }
    made = told(record({"title": word, "purpose": word}), parts)
    assert squeezed(read(made.pdf)).count(squeezed(word)) >= 6
    assert has_margins(made.pages(50))


def test_differing_values_are_told_with_the_field_they_are_of() -> None:
    row = record({"topic": "Träd"}, {"time": ("10.00",), "place": ("Annat torg",)})
    text = read(told(DRAFT, {"programme": [row]}).pdf)
    assert "Tid: även: 10.00 – olika uppgifter" in text
    assert "Plats: även: Annat torg" in text


def test_a_trip_without_a_programme_says_so() -> None:
    assert "Programmet är inte lagt än." in read(told(DRAFT).pdf)


def test_a_delegation_gets_its_programme_in_its_language() -> None:
    filler = Filler("en", "request", ("request",))
    filled = filler.row("request")
    request = replace(filled, values={**filled.values, "contact": "eva"})
    parts = {"programme": [item("2027-04-12", "9:00", "School yards", "eva")]}
    people = People({"eva": EVA}, "en")
    text = squeezed(read(delegation_paper(request, parts, people, SOURCE, "en").pdf))
    for (_, name), shown in filler.expected.items():
        assert (squeezed(shown) in text) is (name not in PLANS["request"].plan.unsaid), name
    for shown in ("Visit programme", "Monday 12 April 2027", "School yards", "Rathaus"):
        assert squeezed(shown) in text
    assert text.count(squeezed("eva.bauer@example.org")) == 2
    assert CATALOGUE["request"].by_name["host"].label.en.replace(" ", "") in text


def test_addresses_stand_in_one_line_so_that_they_can_be_copied() -> None:
    address = "wolfgang.brugger@office.hamburg.example.org"
    topic = "Samtal om förvaltning, finansiering och gemensam uppföljning av det som har gjorts"
    items = [item("2027-04-12", "10.00–11.30", topic, "eva")]
    person = Record(EVA.values, {**EVA.texts, "email_2": address})
    parts = {"programme": items, "participant": [Record({"contact": "eva"}, {"contact": "Eva"})]}
    pdf = told(DRAFT, parts, {"eva": person}).pdf
    found = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert found.count(address) == 2  # in the programme and among those who take part
