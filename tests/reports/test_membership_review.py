"""The review of a membership: what it costs beside what it gives, and until when it can be left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.words import LANGUAGES, Language, Words
from desktop_app.reports.asking import Said
from desktop_app.reports.document import Paper
from desktop_app.reports.membership_review import (
    DESIGN,
    PLAN,
    Membership,
    review_paper,
)
from desktop_app.reports.membership_years import YearTold
from desktop_app.reports.record import Record
from desktop_app.reports.whole import NEVER
from tests.reports.trips import (
    LONG,
    SOURCE,
    Filler,
    Parts,
    has_margins,
    is_owner,
    lines_of,
    pages,
    read,
    record,
    squeezed,
    stands,
)

TODAY = date(2026, 3, 5)
WAYS = (Words("Behåll", "Keep"), Words("Avveckla", "Leave"))
NETWORK = record(
    {
        "name": "Eurocities",
        "responsible": "Stadsledningskontoret",
        "joined_on": "1995-01-01",
        "period_ends_on": "2026-12-31",
        "notice_months": "6",
    }
)


def told(
    network: Record = NETWORK,
    parts: Parts | None = None,
    known: Membership | None = None,
    language: Language = "sv",
) -> Paper:
    known = known or Membership(TODAY, date(2026, 6, 30), (), WAYS)
    return review_paper(network, parts or {}, known, SOURCE, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_filled_field_of_the_network_and_its_parts_is_told(language: Language) -> None:
    filler = Filler(language, "network", ("network",))
    network = filler.row("network")
    parts = {entity: [filler.row(entity)] for entity in PLAN.parts}
    pdf = told(network, parts, language=language).pdf
    text = squeezed(read(pdf))
    filler.expected["fee", "currency"] = "euro"
    for (entity, name), shown in filler.expected.items():
        assert (squeezed(shown) in text) is (name not in NEVER), (entity, name)
    for entity in PLAN.parts:
        for field in CATALOGUE[entity]:
            if not is_owner(entity, field, "network") and field.name not in NEVER:
                label = squeezed(field.label.into(language))
                assert bare(label) in bare(text), (entity, field.name)
    assert stands(pdf)


def bare(text: str) -> str:
    """Return a text without what hyphenation and capitals change."""
    return text.replace("-", "").lower()


def test_the_plan_has_all_parts_and_only_fields_there_are() -> None:
    owned = {part.name for part, _ in parts_of(CATALOGUE["network"])}
    assert owned | {"interaction"} == set(PLAN.parts)
    for part in DESIGN:
        assert set(part.facts) <= set(CATALOGUE["network"].by_name)
        columns = set(CATALOGUE[part.table].by_name) if part.table in CATALOGUE else set()
        assert set(part.columns) <= columns


def test_the_last_day_to_give_notice_is_told_first() -> None:
    text = read(told().pdf)
    assert "Stadsledningskontoret · medlem sedan 1 januari 1995" in text
    assert (
        "Säg upp senast 30 juni 2026, annars förlängs det när perioden slutar den 31 december 2026."
        in text
    )
    late = Membership(date(2026, 7, 1), date(2026, 6, 30), (), WAYS)
    assert "Sista dagen att säga upp var den 30 juni 2026" in read(told(known=late).pdf)
    assert "Give notice by 30 June 2026" in read(told(language="en").pdf)
    assert "säga upp" not in read(told(known=Membership(TODAY, None, (), WAYS)).pdf)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("110", "Avgiften 2023–2025 har ökat med 10 %, från 100 kr till 110 kr"),
        ("87.50", "Avgiften 2023–2025 har minskat med 12 %, från 100 kr till 87,50 kr"),
        ("100", "Avgiften 2023–2025 är oförändrad, 100 kr"),
        ("100.30", "Avgiften 2023–2025 har ökat med 0,3 %, från 100 kr till 100,30 kr"),
    ],
)
def test_cost_stands_beside_benefit_with_the_trend_of_three_years(last: str, words: str) -> None:
    years = [
        YearTold(2022, (), Decimal(3)),
        YearTold(2023, ((Decimal(10), "EUR"),), Decimal(100)),
        YearTold(2024, (), Decimal(104), 0, "120", "Hög", 3, 2),
        YearTold(2025, (), Decimal(last)),
        YearTold(2026, (), None, 2, activities=1),
    ]
    text = read(told(known=Membership(TODAY, None, years, WAYS)).pdf)
    assert words in text
    assert "2023 10 EUR 100 kr +3 233 %" in text
    assert "2024 104 kr +4 % 120 Hög 3 2" in text
    assert "2026 2 avgifter saknar kurs 1" in text


def test_no_trend_is_told_of_what_is_not_known() -> None:
    years = [YearTold(2024, (), Decimal(9)), YearTold(2025, (), Decimal(9), 1), YearTold(2026)]
    text = read(told(known=Membership(TODAY, None, years, WAYS)).pdf)
    assert "Avgiften" not in text
    assert "9 kr 1 avgift saknar kurs" in text


def test_a_year_is_held_against_the_one_before_however_large_the_fees() -> None:
    years = [YearTold(2020, (), Decimal("0.01")), YearTold(2021, (), Decimal(10) ** 40)]
    text = read(told(known=Membership(TODAY, None, years, WAYS)).pdf)
    assert "+100000000" in squeezed(text)
    apart = [YearTold(2020, (), Decimal(1)), YearTold(2022, (), Decimal(2))]
    assert "%" not in read(told(known=Membership(TODAY, None, apart, WAYS)).pdf)


def test_the_ways_to_decide_are_those_of_the_list() -> None:
    said = Said((), ("Omprövning: är försenad.",))
    text = read(told(known=Membership(TODAY, None, (), WAYS, said)).pdf)
    assert "Att tänka på Omprövning: är försenad." in text
    assert "☐ Behåll ☐ Avveckla" in text
    assert "Beslutsfattare Funktion Beslutsdatum" in text


@pytest.mark.parametrize("count", [1, 500])
def test_every_row_arrives_and_headings_are_on_each_page(count: int) -> None:
    rows = [record({"date": "2026-03-05", "what": f"Möte {n}."}) for n in range(count)]
    fees = [record({"year": f"{1500 + n}", "basis": f"Grund {n}."}) for n in range(count)]
    pdf = told(parts={"activity": rows, "fee": fees}).pdf
    found = lines_of(pdf)
    whole = " ".join(found)
    assert all(f"Möte {n}." in whole and f"Grund {n}." in whole for n in range(count))
    assert all("Datum Vad" in page for page in found if "Möte 1" in page)
    assert all("År Beräkningsgrund" in page for page in found if "Grund 1" in page)
    assert stands(pdf)


@pytest.mark.parametrize("word", LONG)
def test_very_long_words_stay_on_the_page_whole(word: str) -> None:
    names = ("name", "purpose", "topics", "secretariat", "working_groups")
    parts = {
        "fee": [record({"year": "2026", "basis": word, "period": word, "rate_source": word})],
        "post": [record({"contact": word, "role": word})],
        "trip": [record({"title": word})],
    }
    made = told(record(dict.fromkeys(names, word)), parts)
    assert squeezed(read(made.pdf)).count(squeezed(word)) >= len(names) + 4  # but at page breaks
    assert has_margins(made.pages(50))


def test_differing_values_are_told_in_words() -> None:
    network = record(NETWORK.texts, {"purpose": ("Annat",), "joined_on": ("1996-01-01",)})
    fee = record({"year": "2026", "amount": "10.00"}, {"amount": ("12,00",)})
    text = read(told(network, {"fee": [fee]}).pdf)
    for other in ("Annat", "1996-01-01", "12,00"):
        assert f"även: {other} – olika uppgifter, ej avgjort" in text


def test_a_network_of_which_little_is_known_is_one_page() -> None:
    assert pages(told(record({"name": "Eurocities"}), known=Membership(TODAY)).pdf) == 1
