"""The paper a trip is decided on: all of the plan, on one page where that can be."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf
import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import LANGUAGES, Language
from desktop_app.reports.asking import Said
from desktop_app.reports.decision_paper import AFTER, DESIGN, PLAN, Before, decision_paper
from desktop_app.reports.document import Paper
from desktop_app.reports.record import Record
from desktop_app.reports.whole import NEVER
from tests.reports.trips import (
    DRAFT,
    LONG,
    SOURCE,
    Filler,
    Parts,
    has_margins,
    lines_of,
    pages,
    read,
    record,
    squeezed,
    stands,
)

TRIP = record(
    {
        **DRAFT.texts,
        "kind": "Studieresa",
        "responsible": "Åsa Prov",
        "purpose": "Se hur Wien bygger skolgårdar som tål skyfall, och vad skötseln kostar. " * 3,
        "questions": "Vem sköter dem?\nVad kostar de?\nVad säger barnen?",
        "expected_result": "Underlag för tre skolgårdar i nästa års plan.",
        "goal": "Staden är rustad för ett ändrat klimat.",
        "directions": "Omvärldsbevakning; Samverkan",
        "sustainability": "Ekologisk; Social",
        "network": "Eurocities",
        "digital_alternative": "Ja",
        "digital_reason": "Vi behöver se gårdarna i regn och tala med dem som sköter dem.",
        "flight_reason": "Tåget hem går inte den kvällen.",
        "flight_approved_by": "Karin Åkerlund",
        "flight_approved_on": "2027-03-01",
        "note": "Barnombudsmannen vill vara med en dag.",
    }
)
PARTS: Parts = {
    "stop": [record({"city": "Wien", "country": "Österrike", "host": "Stadt Wien"})],
    "participant": [record({"contact": f"Person {n}", "role": "Medarbetare"}) for n in range(4)],
    "programme": [
        record({"date": day, "time": "9.00–11.30", "topic": "Skolgård", "organisation": "Wien"})
        for day in ("2027-04-12", "2027-04-13", "2027-04-14")
        for _ in range(2)
    ],
    "leg": [
        record({"from": "Stockholm", "to": "Wien", "date": "2027-04-11", "mode": "train"}),
        record({"from": "Wien", "to": "Stockholm", "date": "2027-04-15", "mode": "flight"}),
    ],
    "cost": [
        record({"item": "travel", "budget": "9600.00", "currency": "SEK"}),
        record({"item": "hotel", "budget": "1200.00", "currency": "EUR", "rate": "11.25"}),
        record({"item": "other", "budget": "500.00", "currency": "SEK"}),
    ],
    "funding": [record({"funder": "Egen nämnd", "amount": "23600.00", "kind": "Egen budget"})],
}
BEFORE = Before(
    ("Miljöförvaltningen, 3–5 mars 2025: Dagvatten i Wien. Lärdom: fråga driften först.",),
    Said((), ("Finansiär: vem som betalar behöver motiveras.",)),
)


def told(
    trip: Record = TRIP,
    parts: Parts = PARTS,
    before: Before = BEFORE,
    language: Language = "sv",
) -> Paper:
    return decision_paper(trip, parts, before, SOURCE, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_trip_is_one_page_fit_for_the_archive(language: Language) -> None:
    pdf = told(language=language).pdf
    assert pages(pdf) == 1
    assert stands(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        meta = opened.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"


def test_it_says_what_is_asked_and_what_it_costs() -> None:
    text = read(told().pdf)
    assert (
        "Beslut om en resa till Wien (Österrike) den 12–14 april 2027 för 4 personer"
        " till en beräknad kostnad av 23 600 kr." in text
    )
    assert "Summa 23 600 kr" in text
    assert "1 200 EUR 11,25 13 500 kr" in text
    assert "12 april 2027: 9.00–11.30 Skolgård; 9.00–11.30 Skolgård (Wien)" in text
    english = read(told(language="en").pdf)
    assert "A decision on a trip to Wien (Österrike) on 12–14 April 2027 for 4 people" in english
    assert "at an estimated cost of SEK 23,600." in english


@pytest.mark.parametrize(
    ("people", "unknown", "words"),
    [
        (1, 0, "för 1 person till en beräknad kostnad av 9 600 kr."),
        (2, 1, "9 600 kr och ytterligare 1 kostnad, som saknar kurs."),
        (2, 2, "9 600 kr och ytterligare 2 kostnader, som saknar kurs."),
    ],
)
def test_what_cannot_be_summed_is_said(people: int, unknown: int, words: str) -> None:
    foreign = [record({"item": "hotel", "budget": "10.00", "currency": "EUR"})] * unknown
    costs = [*PARTS["cost"][:1], *foreign]
    parts = {"cost": costs, "participant": [record({"contact": "En"})] * people}
    assert words in read(told(DRAFT, parts).pdf)


def test_all_of_the_plan_is_told_and_nothing_from_after_the_trip() -> None:
    filler = Filler("sv")
    trip = filler.row("trip")
    parts = {entity: [filler.row(entity)] for entity in PLAN.parts}
    text = squeezed(read(told(trip, parts).pdf))
    in_prose = {("leg", "date"), ("programme", "date")}  # dates in words, of which there are many
    hidden = {*((e, n) for e in ("trip", *PLAN.parts) for n in NEVER), ("cost", "outcome")}
    hidden |= {("trip", name) for name in AFTER}
    hidden |= {("programme", "place"), ("programme", "contact")}
    for (entity, name), shown in filler.expected.items():
        if (entity, name) not in in_prose:
            assert (squeezed(shown.lower()) in text.lower()) is ((entity, name) not in hidden), name


def test_the_design_knows_only_fields_of_the_catalogue() -> None:
    fields = set(CATALOGUE["trip"].by_name)
    assert set(AFTER) | {name for part in DESIGN for name in part.facts} <= fields


@pytest.mark.parametrize(
    ("costs", "words"),
    [
        ([("travel", "9600.00")], "50 % på flygbiljetter, högst 4 800 kr; det finns inte i budg"),
        ([("travel", "9600"), ("climate_surcharge", "90")], "50 % på flygbiljetter; det finns i b"),
        ([("hotel", "100")], "50 % på flygbiljetter; det finns inte i budgeten."),
    ],
)
def test_the_climate_surcharge_is_told_of_flights(
    costs: Sequence[tuple[str, str]], words: str
) -> None:
    parts: dict[str, list[Record]] = {
        "leg": [record({"mode": "flight"})],
        "cost": [record({"item": i, "budget": b, "currency": "SEK"}) for i, b in costs],
    }
    assert words in read(told(DRAFT, parts).pdf)
    by_train: Mapping[str, Sequence[Record]] = {**parts, "leg": [record({"mode": "train"})]}
    assert "flygbiljetter" not in read(told(DRAFT, by_train).pdf)


def test_what_others_learnt_and_what_is_missing_is_told() -> None:
    before = Before(("Trafikkontoret, 2025: Cykel.",), Said(("Syfte: saknas.",), ("Flyg: skäl.",)))
    text = read(told(before=before).pdf)
    for words in ("Trafikkontoret, 2025: Cykel.", "Saknas inför beslutet Syfte: saknas."):
        assert words in text
    assert "Att tänka på Flyg: skäl." in text


@pytest.mark.parametrize(("status", "ticked"), [("planned", ""), ("decided", "☒ Bifalles")])
def test_the_place_for_the_decision_shows_what_is_decided(status: str, ticked: str) -> None:
    values = {**TRIP.values, "status": status, "decided_by": "Johan Sjögren"}
    trip = Record(values, {**TRIP.texts, "decided_by": "Johan Sjögren"})
    text = read(told(trip).pdf).partition("Beslut ☐")[2] if not ticked else read(told(trip).pdf)
    assert ticked in text
    assert ("☒" in text) is bool(ticked)
    for words in ("Avslås", "Johan Sjögren", "Funktion", "Diarienummer", "Underskrift"):
        assert words in text
    assert "☒ Avslås" in read(told(Record({**TRIP.values, "status": "rejected"}, TRIP.texts)).pdf)


@pytest.mark.parametrize("count", [1, 500])
def test_every_row_arrives_however_many(count: int) -> None:
    parts = {
        "participant": [record({"contact": f"Person {n}."}) for n in range(count)],
        "cost": [record({"item": f"Post {n}.", "budget": "1"}) for n in range(count)],
    }
    pdf = told(TRIP, parts).pdf
    found = lines_of(pdf)
    whole = " ".join(found)
    assert all(f"Person {n}." in whole and f"Post {n}." in whole for n in range(count))
    assert all("Post Budget" in page for page in found if "Post 30" in page)
    assert "Underskrift" in found[-1]
    assert all(f"Sida {n} av {len(found)}" in page for n, page in enumerate(found, 1))


def test_long_texts_go_on_over_pages_whole() -> None:
    words = " ".join(f"ord{number}" for number in range(2000))
    pdf = told(record({**TRIP.texts, "purpose": words})).pdf
    text = squeezed(read(pdf))
    assert all(f"ord{number}" in text for number in range(0, 2000, 7))
    assert pages(pdf) > 1


@pytest.mark.parametrize("word", LONG)
def test_very_long_words_stay_on_the_page_whole(word: str) -> None:
    names = ("title", "purpose", "goal", "network", "decided_by")
    parts = {
        "stop": [record({"city": word, "host": word})],
        "participant": [record({"contact": word})],
        "funding": [record({"funder": word, "reason": word})],
    }
    made = told(record(dict.fromkeys(names, word)), parts, Before((word,), Said((word,))))
    assert squeezed(read(made.pdf)).count(squeezed(word)) >= len(names) + 6
    assert has_margins(made.pages(50))


def test_a_draft_has_a_place_for_the_decision() -> None:
    text = read(told(DRAFT, {}, Before()).pdf)
    assert "☐ Bifalles ☐ Avslås" in text
    assert "Budget" not in text
