"""The report of a trip: everything that is written of it is in it."""

from __future__ import annotations

import re

import pytest

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.words import LANGUAGES, Language
from desktop_app.reports.document import Paper
from desktop_app.reports.people import People
from desktop_app.reports.record import Record
from desktop_app.reports.trip_report import DESIGN, PLAN, report_paper
from desktop_app.reports.whole import NEVER, OTHERS
from tests.reports.trips import (
    DRAFT,
    LONG,
    SOURCE,
    Filler,
    Parts,
    has_margins,
    headings,
    is_owner,
    lines_of,
    pages,
    read,
    record,
    squeezed,
    stands,
)


def told(
    trip: Record,
    parts: Parts | None = None,
    people: dict[str, Record] | None = None,
    language: Language = "sv",
) -> Paper:
    return report_paper(trip, parts or {}, People(people or {}, language), SOURCE, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_filled_field_of_the_trip_and_its_parts_is_told(language: Language) -> None:
    filler = Filler(language, prose=("trip",))
    trip = filler.row("trip")
    parts = {entity: [filler.row(entity)] for entity in PLAN.parts}
    pdf = told(trip, parts, language=language).pdf
    text = read(pdf)
    for (entity, name), shown in filler.expected.items():
        assert (squeezed(shown) in squeezed(text)) is (name not in NEVER), (entity, name)
    for entity in PLAN.parts:
        for field in CATALOGUE[entity]:
            if not is_owner(entity, field) and field.name not in NEVER:
                label = squeezed(field.label.into(language))
                assert label in squeezed(text).replace("-", ""), (entity, field.name)
    assert stands(pdf)


def test_the_plan_has_all_parts_and_only_fields_there_are() -> None:
    owned = {part.name for part, _ in parts_of(CATALOGUE["trip"])}
    assert owned | {"interaction"} == set(PLAN.parts)
    for part in DESIGN:
        assert set(part.facts) <= set(CATALOGUE["trip"].by_name)
        columns = set(CATALOGUE[part.table].by_name) if part.table in CATALOGUE else set()
        assert set(part.columns) <= columns


def test_what_the_plan_has_no_place_for_is_among_other_details() -> None:
    parts = {"action": [record({"what": "Pröva", "network": "Eurocities"})]}
    pdf = told(DRAFT, parts).pdf
    assert headings(pdf)[-1] == OTHERS.sv
    assert "Åtgärd 1: Nätverk Eurocities" in read(pdf)


@pytest.mark.parametrize("count", [1, 500])
def test_every_row_arrives_and_headings_are_on_each_page(count: int) -> None:
    rows = [record({"place": f"Plats {n}", "topic": f"Ämne {n}."}) for n in range(count)]
    pdf = told(DRAFT, {"programme": rows}).pdf
    found = lines_of(pdf)
    whole = " ".join(found)
    assert all(f"Plats {n} Ämne {n}." in whole for n in range(count))
    assert all(re.search(r"Plats Ämne(?! ?\d)", page) for page in found if "Plats 1" in page)
    assert all(f"Sida {n} av {len(found)}" in page for n, page in enumerate(found, 1))
    assert stands(pdf)


@pytest.mark.parametrize("word", LONG)
def test_very_long_words_stay_on_the_page_whole(word: str) -> None:
    names = ("title", "purpose", "shared_how", "co2_source", "network")
    parts = {
        "action": [record({"what": word, "who": word, "result": word})],
        "interaction": [record({"date": "2026-03-05", "contact": word, "summary": word})],
        "attachment": [record({"name": word})],
    }
    made = told(record(dict.fromkeys(names, word)), parts)
    assert squeezed(read(made.pdf)).count(squeezed(word)) >= len(names) + 5
    assert has_margins(made.pages(50))


def test_a_long_text_goes_on_over_pages_whole() -> None:
    words = " ".join(f"ord{number}" for number in range(3000))
    pdf = told(record({**DRAFT.texts, "lessons": words})).pdf
    text = squeezed(read(pdf))
    assert all(f"ord{number}" in text for number in range(0, 3000, 7))
    assert pages(pdf) > 3


def test_whom_we_met_is_told_with_how_to_reach_them() -> None:
    people = {
        "host": record({"given_name": "Eva", "family_name": "Bauer", "email": "eva@example.org"}),
        "met": record({"given_name": "Jan", "family_name": "Novák", "phone": "031-390 06 01"}),
        "own": record({"given_name": "Åsa", "family_name": "Prov", "mobile": "070-174 06 05"}),
    }
    parts = {
        "programme": [link("host", "Eva Bauer"), link("own", "Åsa Prov"), link("host", "")],
        "interaction": [link("met", "Jan Novák"), link("secret", "(sekretess)")],
        "participant": [link("own", "Åsa Prov")],
    }
    text = read(told(DRAFT, parts, people).pdf)
    after = text.partition("Kontakter vi mötte")[2].partition("Kontakttillfällen")[0]
    assert after.count("Eva Bauer") == 1
    assert "eva@example.org" in after
    assert "Jan Novák" in after
    assert "031-390 06 01" in after
    assert "070-174 06 05" not in text
    assert "sekretess" not in after


def link(id_: str, name: str) -> Record:
    return Record({"contact": id_}, {"contact": name, "date": "2026-03-05"})


def test_differing_values_are_told_in_words() -> None:
    trip = record({**DRAFT.texts}, {"co2_kg": ("120",), "title": ("En annan titel",)})
    parts = {"interaction": [record({"summary": "Samtal"}, {"summary": ("Ett annat",)})]}
    text = read(told(trip, parts).pdf)
    for other in ("120", "En annan titel", "Ett annat"):
        assert f"även: {other} – olika uppgifter, ej avgjort" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hyphenated_word_does_not_change_the_hyphens_of_dates(language: Language) -> None:
    word = "Stadsledningskontorets"
    action = dict.fromkeys(("what", "who", "status", "result"), word)
    days = dict.fromkeys(("due_on", "done_on"), "2026-03-05")
    rows = [record({**action, **days, "what": f"{word} {word}"})]
    pdf = told(DRAFT, {"action": rows}, language=language).pdf
    assert "\u00ad" not in read(pdf)
    assert "2026-03-05" in read(pdf)


def test_a_draft_has_no_empty_heading() -> None:
    pdf = told(DRAFT).pdf
    assert headings(pdf) == []
    assert pages(pdf) == 1
