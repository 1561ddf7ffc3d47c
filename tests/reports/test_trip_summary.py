"""The trip summary: everything filled is in it, in its place, and nothing else is."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Field
from desktop_app.domain.words import LANGUAGES, Language
from desktop_app.reports import trip_summary, whole
from desktop_app.reports.lines import LINES
from desktop_app.reports.record import Source
from desktop_app.reports.trip_summary import DESIGN, PLAN
from desktop_app.reports.whole import NEVER, OTHERS, Part
from tests.reports.trips import (
    DRAFT,
    PARTS,
    WHEN,
    Filler,
    headings,
    is_owner,
    made,
    pages,
    read,
    record,
    squeezed,
)

# --- everything filled ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_filled_field_is_in_the_document(language: Language) -> None:
    filler = Filler(language)
    trip = filler.row("trip")
    parts = {entity: [filler.row(entity)] for entity in PARTS}
    text = read(made(trip, parts, language))
    for (entity, name), shown in filler.expected.items():
        if name in NEVER:
            assert shown not in text, (entity, name)
        else:
            assert shown in text, (entity, name)
    for entity in CATALOGUE["trip"], *(CATALOGUE[entity] for entity in PARTS):
        for field in entity:
            if field.name in ALONE[entity.name] or is_owner(entity.name, field):
                continue
            assert squeezed(field.label.into(language)) in squeezed(text), field.name
    assert "kod" not in text
    assert "0" * 32 not in text


ALONE: dict[str, set[str]] = {name: set() for name in ("trip", *PARTS)}
ALONE["trip"] = {*NEVER, "title", "organisation", "start_on", "end_on"}
ALONE |= {entity: set(LINES[entity].names) for entity in PLAN.lines}
"""Fields whose place tells what they are."""


def test_the_parts_are_all_the_catalogue_has() -> None:
    owned = {entity.name for entity in CATALOGUE.values() if "trip" in entity.owners}
    assert owned == set(PARTS)


def test_the_design_knows_only_fields_of_the_catalogue() -> None:
    for part in DESIGN:
        assert set(part.facts) <= set(CATALOGUE["trip"].by_name)
        assert set(part.columns) <= set(CATALOGUE[part.table].by_name if part.table else ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_design_forgets_is_among_other_details(
    monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    thinner = [
        Part(
            part.heading,
            part.table,
            tuple(name for name in part.columns if name != "topic"),
            tuple(name for name in part.facts if name != "lessons"),
        )
        for part in DESIGN
    ]
    trip = record({**DRAFT.texts, "lessons": "Mycket att lära"})
    parts = {"programme": [record({"place": "Rådhuset", "topic": "Träd och vatten"})]}
    others = OTHERS.into(language)
    assert others not in headings(made(trip, parts, language))
    monkeypatch.setattr(trip_summary, "PLAN", replace(PLAN, design=tuple(thinner)))
    pdf = made(trip, parts, language)
    assert others in headings(pdf)
    after = read(pdf).partition(others)[2]
    assert "Mycket att lära" in after
    assert "Träd och vatten" in after


@pytest.mark.parametrize("entity", ["trip", *PARTS])
def test_a_new_field_has_a_place_at_once(monkeypatch: pytest.MonkeyPatch, entity: str) -> None:
    known = CATALOGUE[entity]
    field = Field("weather", known.fields[0].kind, CATALOGUE["stop"].one)
    grown = type(known)(**{**vars_of(known), "fields": (*known.fields, field)})
    monkeypatch.setattr(whole, "CATALOGUE", {**CATALOGUE, entity: grown})
    row = record({"weather": "Regn hela veckan"})
    trip = record({**DRAFT.texts, **row.texts}) if entity == "trip" else DRAFT
    pdf = made(trip, {} if entity == "trip" else {entity: [row]})
    assert "Regn hela veckan" in read(pdf)
    assert headings(pdf)[-1] == "Övriga uppgifter"


def vars_of(entity: object) -> dict[str, object]:
    names = ("name", "one", "many", "fields", "title", "owners", "one_of")
    return {name: getattr(entity, name) for name in names}


# --- what is not there ---


def test_a_draft_is_one_page_with_no_empty_heading() -> None:
    pdf = made(DRAFT)
    assert pages(pdf) == 1
    assert headings(pdf) == []
    text = read(pdf)
    assert "12–14 april 2027" in text
    assert "Underskrift" not in text


@pytest.mark.parametrize("title", ["", " ", "\u200b", "\u202e\u00a0"])
def test_a_trip_without_a_title_has_its_kind_for_one(title: str) -> None:
    assert "Resesammanfattning" in read(made(record({"title": title})))


def test_each_section_appears_with_its_first_field_only() -> None:
    for part in DESIGN:
        if not part.facts:
            continue
        trip = record({**DRAFT.texts, part.facts[0]: "Något"})
        assert headings(made(trip)) == [part.heading.sv]


def test_an_empty_column_is_left_out() -> None:
    text = read(made(DRAFT, {"leg": [record({"from": "Stockholm", "to": "Malmö"})]}))
    assert "Från" in text
    assert "Färdsätt" not in text


def test_there_is_something_to_sign_only_when_something_is_decided_or_told() -> None:
    assert "Underskrift" in read(made(record({**DRAFT.texts, "decided_by": "Johan Sjögren"})))
    assert "Signature" in read(made(record({**DRAFT.texts, "summary": "Bra."}), language="en"))


def test_nobody_signs_an_empty_page() -> None:
    row = {"place": "Rådhuset", "topic": "Ämne"}
    for count in range(30, 44):
        trip = record({**DRAFT.texts, "decided_by": "Johan Sjögren", "decided_on": "2026-01-28"})
        pdf = made(trip, {"programme": [record(row)] * count})
        last = PdfReader(io.BytesIO(pdf)).pages[-1].extract_text()
        assert ("Underskrift" in last) == ("Johan Sjögren" in last) is True, count
    trip = record({**DRAFT.texts, "note": "lång rad " * 2000})
    assert "lång rad" in PdfReader(io.BytesIO(made(trip))).pages[0].extract_text()


# --- how it is told ---


def test_head_and_foot_are_on_every_page() -> None:
    trip = record({**DRAFT.texts, "note": "rad\n" * 300})
    found = PdfReader(io.BytesIO(made(trip))).pages
    for number, page in enumerate(found, 1):
        text = " ".join(page.extract_text().replace("\xa0", " ").split())
        assert "Miljöförvaltningen" in text
        assert "Utskriven 21 november 2026 kl. 9.05 av Karin Åkerlund" in text
        assert "Källa: miljo.kontaktnat" in text
        assert f"Sida {number} av {len(found)}" in text
        assert "Studiebesök om skolgårdar" in text
    assert len(found) > 4


def test_the_person_is_left_out_where_unknown() -> None:
    source = Source("Kontoret", None, "registret", WHEN)
    assert "Printed 21 November 2026, 09:05 · Source" in read(made(DRAFT, {}, "en", source))


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "även: Malmö; Lund – olika uppgifter, ej avgjort"), ("en", "also: Malmö; Lund")],
)
def test_conflicts_are_told_in_words_wherever_they_are(language: Language, words: str) -> None:
    others = ("Malmö", "Lund")
    for name in ("title", "organisation", "end_on", "purpose", "status", "co2_kg"):
        trip = record({**DRAFT.texts, "summary": "Bra."}, {name: others})
        assert words in read(made(trip, {}, language)), name
    for entity in PARTS:
        for field in CATALOGUE[entity]:
            if is_owner(entity, field):
                continue
            row = record({CATALOGUE[entity].fields[1].name: "x"}, {field.name: others})
            found = squeezed(read(made(DRAFT, {entity: [row]}, language)))
            assert squeezed(words) in found, (entity, field.name)


def test_lines_of_a_note_are_paragraphs_and_none_is_lost() -> None:
    note = "Första raden\n\n  – andra raden\r\ntredje raden"
    text = read(made(record({**DRAFT.texts, "note": note})))
    assert "Anteckning Första raden – andra raden tredje raden" in text


def test_a_long_note_goes_on_over_pages_whole() -> None:
    note = " ".join(f"ord{number}" for number in range(3000))
    pdf = made(record({**DRAFT.texts, "summary": note}))
    text = squeezed(read(pdf))
    assert all(f"ord{number}" in text for number in range(0, 3000, 7))
    assert pages(pdf) > 3


def test_the_head_of_a_long_table_is_on_each_of_its_pages() -> None:
    rows = [record({"place": f"Plats {n}", "topic": f"Ämne {n}"}) for n in range(150)]
    pdf = made(DRAFT, {"programme": rows})
    found = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(found) >= 3
    assert all(re.search(r"Plats\s+Ämne(?! ?\d)", text) for text in found)
    assert all(f"Ämne {n}" in " ".join(found) for n in range(150))


def test_tables_have_header_cells() -> None:
    pdf = made(DRAFT, {"leg": [record({"from": "Stockholm", "to": "Malmö"})]})
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        kinds = [str(one.S) for one in opened.objects if is_element(one)]
    assert kinds.count("/TH") == 2
    assert kinds.count("/TD") == 2
    assert kinds.count("/H2") == 1


def is_element(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"


@pytest.mark.parametrize(
    "markup", ['#read("/etc/passwd")', "*bold*", "$x$", "= Heading", "<html>", "{office}", "%s"]
)
def test_what_looks_like_markup_is_shown_as_it_is(markup: str) -> None:
    texts = dict.fromkeys(("title", "organisation", "purpose", "note", "kind"), markup)
    parts = {entity: [record({last(entity): markup})] for entity in PARTS}
    text = squeezed(read(made(record(texts), parts)))
    assert text.count(squeezed(markup)) >= len(texts) + len(parts)


def last(entity: str) -> str:
    names = {"leg": "mode", "stop": "host", "cost": "rate_source", "participant": "role"}
    return names.get(entity, CATALOGUE[entity].fields[-1].name)


@settings(max_examples=25)
@given(st.lists(st.text(max_size=80), min_size=6, max_size=6))
def test_nothing_anyone_typed_keeps_it_from_being_made(texts: list[str]) -> None:
    one, two, three, four, five, six = texts
    trip = record({"title": one, "start_on": two, "purpose": three, "co2_kg": four})
    parts = {
        "stop": [record({"city": five, "from": six})],
        "cost": [record({"item": one, "budget": two, "outcome": three, "currency": four})],
        "action": [record({"what": five}, {"who": (six, one)})],
    }
    source = Source(one, two, three, WHEN)
    assert made(trip, parts, "sv", source).startswith(b"%PDF")


def test_same_trip_gives_the_same_bytes() -> None:
    filler = Filler("sv")
    trip, parts = filler.row("trip"), {entity: [filler.row(entity)] for entity in PARTS}
    assert made(trip, parts) == made(trip, parts)
