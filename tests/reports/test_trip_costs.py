"""The costs of a trip add up, and what cannot be added is said."""

from __future__ import annotations

from desktop_app.domain.words import Language
from desktop_app.reports.record import Record
from tests.reports.trips import (
    DRAFT,
    made,
    read,
    squeezed,
)


def cost(item: str, **values: str) -> Record:
    texts = {"item": item, **values}
    return Record(dict(values), texts)


def costs(language: Language, *rows: Record) -> str:
    return read(made(DRAFT, {"cost": rows}, language)).partition("Source")[0]


def test_costs_in_kronor_say_so_in_each_amount() -> None:
    rows = (
        cost("Resor", budget="12500.50", outcome="11000.00", currency="SEK"),
        cost("Logi", budget="1000.00", outcome="2000.25", currency="SEK"),
    )
    text = costs("sv", *rows)
    assert "Resor 12 500,50 kr 11 000,00 kr 1 500,50 kr" in text
    assert "Logi 1 000,00 kr 2 000,25 kr −1 000,25 kr" in text
    assert "Summa 13 500,50 kr 13 000,25 kr 500,25 kr" in text
    assert "Valuta" not in text
    assert "Total SEK 13,500.50 SEK 13,000.25 SEK 500.25" in costs("en", *rows)


def test_costs_in_several_currencies_have_subtotals_and_a_sum_in_kronor() -> None:
    text = costs(
        "sv",
        cost("Resor", budget="100.00", outcome="90.00", currency="EUR", rate="11.4567"),
        cost("Logi", budget="50.00", outcome="60.00", currency="EUR", rate="11.4567"),
        cost("Mat", budget="500.00", outcome="400.00", currency="SEK"),
    )
    assert "Delsumma EUR 150,00 150,00 0,00 EUR" in text
    assert "Delsumma SEK" not in text
    assert "Allt i kronor 2 218,51 2 118,50 100,01 SEK" in text
    assert "11,4567" in text


def test_costs_without_a_rate_are_not_in_the_sum_and_it_says_so() -> None:
    rows = [
        cost("Resor", outcome="90.00", currency="EUR"),
        cost("Mat", outcome="400.00", currency="SEK"),
        cost("Logi", outcome="600.00", currency="SEK"),
    ]
    assert "Allt i kronor (utan en post som saknar kurs) 1 000" in costs("sv", *rows)
    rows.append(cost("Hyra", outcome="1.00"))
    assert "(without 2 items that have no rate) 1,000" in costs("en", *rows)


def test_the_table_says_what_has_no_rate_even_where_little_or_nothing_can_be_summed() -> None:
    rows = [cost("Resor", outcome="90.00", currency="EUR")]
    rows.append(cost("Logi", outcome="7.00", currency="USD"))
    assert "Allt i kronor (utan 2 poster som saknar kurs) SEK" in costs("sv", *rows)
    rows.append(cost("Mat", outcome="400.00", currency="SEK"))
    assert "Allt i kronor (utan 2 poster som saknar kurs) 400" in costs("sv", *rows)


def test_budget_and_outcome_are_compared_only_where_both_are_known() -> None:
    text = costs(
        "sv",
        cost("Resor", budget="100.00", outcome="90.00", currency="SEK"),
        cost("Logi", budget="50.00", currency="SEK"),
    )
    assert "Summa 150 kr 90 kr" in text
    assert "60 kr" not in text


def test_impossible_amounts_do_no_harm() -> None:
    rows = [
        cost("Resor", budget="9" * 40, outcome="NaN", currency="EUR", rate="9" * 40),
        cost("Logi", budget="x", outcome="-1.00", currency="SEK"),
    ]
    text = squeezed(costs("sv", *rows))
    assert "9" * 40 in text
    assert "EUR" in text
