from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.domain.kinds.base import Kind
from desktop_app.domain.kinds.numbers import Amount, Integer, Year, canonical
from tests.unit.kind_support import ANY_TEXT, EN, SV, assert_holds, likely, refusal, rejects

RATE = Amount(decimals=6)
SEK = Amount(negative=True, currency="SEK")
KINDS = (Integer(), Integer(0, 100), Year(), Amount(), Amount(decimals=0), Amount(1), RATE, SEK)


@pytest.mark.parametrize("kind", KINDS, ids=str)
@given(text=ANY_TEXT | likely("0123456789 .,-") | likely("01 \xa0.,'−+kr٣２٫"))
@example(text="²³")
@example(text="9" * 5000)
@example(text="1.2.3,4,5")
def test_kinds_hold_for_any_text(kind: Kind, text: str) -> None:
    assert_holds(kind, text)


@pytest.mark.parametrize("kind", KINDS, ids=str)
@given(cell=st.integers() | st.floats() | st.decimals() | st.booleans() | st.dates() | st.times())
@example(cell=Decimal("1E+999999"))
@example(cell=10**5000)
@example(cell=5e-324)
def test_kinds_hold_for_any_cell(kind: Kind, cell: object) -> None:
    assert_holds(kind, cell)


@given(number=st.decimals(-(10**12), 10**12, places=2, allow_nan=False))
def test_amounts_come_back_exactly_in_both_languages(number: Decimal) -> None:
    kind = Amount(negative=True)
    value = canonical(number + 0, 2)
    assert Decimal(value) == number
    for context in (SV, EN):
        assert kind.parse(kind.write(value, context), context) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12 500,50", "12500.50"),
        ("12\xa0500,50", "12500.50"),
        ("12\u202f500,5", "12500.50"),
        ("12.500,50", "12500.50"),
        ("12,500.50", "12500.50"),
        ("12'500.50", "12500.50"),
        ("12’500", "12500.00"),
        ("1 234", "1234.00"),
        ("1,23", "1.23"),
        ("1.2", "1.20"),
        ("12500", "12500.00"),
        ("0,5000", "0.50"),
        (",5", "0.50"),
        ("007,10", "7.10"),
        ("1.234.567", "1234567.00"),
        ("1,234,567.8", "1234567.80"),
        ("+5", "5.00"),
        ("-0", "0.00"),
        ("１２，５", "12.50"),
        ("١٢٬٣٤٥٫٦", "12345.60"),
        (12500.5, "12500.50"),
        (0.1 + 0.2, "0.30"),
        (12500, "12500.00"),
        (Decimal("1E+3"), "1000.00"),
        (1234.5, "1234.50"),
        (9_999_999_999_999.99, "9999999999999.99"),
        ("", None),
        (None, None),
    ],
)
def test_amount_reads_swedish_and_english(cell: object, value: str | None) -> None:
    assert Amount().parse(cell, SV) == value


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1,234", "1234 om tusental"),
        ("12.500", "12500 om tusental"),
        ("-1", "negativt"),
        ("−1,50", "negativt"),
        ("1,005", "två sätt"),
        ("0,005", "decimaler"),
        (1.005, "decimaler"),
        (Decimal("0.001"), "decimaler"),
        ("12 kr", "valutan"),
        ("€ 12", "valutan"),
        ("12 500:-", "valutan"),
        ("SEK 12", "valutan"),
        ("12 tkr", "12 000"),
        ("ca 12", "bara siffror"),
        ("1 2345", "inget tal"),
        ("12,34.5", "inget tal"),
        ("1e5", "inget tal"),
        ("12-13", "inget tal"),
        ("(12)", "inget tal"),
        ("--1", "inget tal"),
        (float("nan"), "inget tal"),
        (float("inf"), "inget tal"),
        (True, "inget tal"),
        (date(2026, 3, 5), "inget tal"),
        (time(9), "inget tal"),
        (1e14, "15 siffror"),
        ("9" * 14, "15 siffror"),
    ],
)
def test_f57_amount_refuses_what_is_not_sure(cell: object, reason: str) -> None:
    assert reason in refusal(Amount(), cell)


def test_rates_take_three_decimals_as_decimals() -> None:
    assert RATE.parse("11,234", SV) == "11.234"
    assert RATE.parse("11.2345", SV) == "11.2345"
    assert RATE.parse("11", SV) == "11.00"
    assert "högst 6" in refusal(RATE, "1,2345678")


@pytest.mark.parametrize(
    "text", ["12 500 kr", "12 500:-", "SEK 12500", "12500,00 SEK", "12 500 Kr."]
)
def test_a_field_of_one_currency_takes_its_sign(text: str) -> None:
    assert SEK.parse(text, SV) == "12500.00"


def test_a_field_of_one_currency_refuses_another() -> None:
    assert "SEK" in refusal(SEK, "12 EUR")
    assert "SEK" in refusal(SEK, "12 €")
    assert "12 000" in refusal(SEK, "12 tkr")


@pytest.mark.parametrize(
    ("kind", "value", "swedish", "english"),
    [
        (Amount(), "12500.50", "12\xa0500,50", "12,500.50"),
        (Amount(), "0.00", "0,00", "0.00"),
        (SEK, "-1234567.80", "−1\xa0234\xa0567,80", "-1,234,567.80"),
        (Amount(0), "12500", "12\xa0500", "12500"),
        (Amount(), None, "", ""),
    ],
)
def test_amount_is_written_for_people(
    kind: Amount, value: str | None, swedish: str, english: str
) -> None:
    assert kind.write(value, SV) == swedish
    assert kind.write(value, EN) == english


@pytest.mark.parametrize("kept", ["12,5", "1e5", "-1.00", "", "1 000", "+1", "1" * 18])
def test_amount_column_takes_the_canonical_form_only(kept: str) -> None:
    assert rejects(Amount(), kept)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12 500", 12500),
        ("-3", -3),
        ("−3", -3),
        ("12,0", 12),
        (12.0, 12),
        ("٤٢", 42),
        (True - 1.0, 0),
        ("999999999999999", 999_999_999_999_999),
    ],
)
def test_integer_reads_whole_numbers(cell: object, value: int) -> None:
    assert Integer().parse(cell, SV) == value


@pytest.mark.parametrize(
    ("kind", "cell", "reason"),
    [
        (Integer(), "1,5", "inget heltal"),
        (Integer(), 1.5, "inget heltal"),
        (Integer(), "1.000", "två sätt"),
        (Integer(), True, "inget heltal"),
        (Integer(), "tre", "inget heltal"),
        (Integer(), 2**60, "15 siffror"),
        (Integer(0), "-1", "minsta här är 0"),
        (Integer(0, 10), 11, "största här är 10"),
        (Year(), "26", "fyra siffror"),
        (Year(), "1899", "från 1900 till 2200"),
        (Year(), 2201, "från 1900 till 2200"),
        (Year(), "2 026", "fyra siffror"),
        (Year(), date(2026, 1, 1), "fyra siffror"),
        (Year(), 2026.5, "fyra siffror"),
    ],
)
def test_integer_and_year_say_what_is_wrong(kind: Kind, cell: object, reason: str) -> None:
    assert reason in refusal(kind, cell)


def test_integer_and_year_have_bounds_in_sql() -> None:
    assert rejects(Integer(0, 10), 11)
    assert rejects(Integer(0, 10), -1)
    assert not rejects(Integer(0, 10), None)
    assert rejects(Year(), 1899)
    assert Year().parse(2026.0, SV) == 2026
