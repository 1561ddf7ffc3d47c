from __future__ import annotations

from datetime import date, datetime, time

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.domain.kinds.base import Kind
from desktop_app.domain.kinds.dates import (
    MONTHS_EN,
    MONTHS_SV,
    Date,
    Order,
    Time,
    in_words,
    interval,
    parse_date,
)
from desktop_app.domain.problems import Invalid
from tests.unit.kind_support import ANY_TEXT, EN, SV, assert_holds, likely, refusal, rejects

KINDS = (Date(), Time())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(text=ANY_TEXT | likely("0123 -/.:–") | likely("0129-T: marsmaj.") | likely("kl 0192.:–-pam"))
@example(text="٢٠٢٦-٠٣-٠٥")
@example(text="²-3-2026")
@example(text="2026-03-05 99.99")
def test_kinds_hold_for_any_text(kind: Kind, text: str) -> None:
    assert_holds(kind, text)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(
    cell=st.dates()
    | st.datetimes()
    | st.times()
    | st.floats()
    | st.floats(0, 1)
    | st.integers()
    | st.decimals()
    | st.booleans()
)
@example(cell=datetime.max)
@example(cell=time.max)
@example(cell=date(1, 1, 1))
def test_kinds_hold_for_any_cell(kind: Kind, cell: object) -> None:
    assert_holds(kind, cell)


def spellings(day: date) -> list[str]:
    """Return a day in every exact format there is."""
    swedish, english = MONTHS_SV[day.month - 1], MONTHS_EN[day.month - 1]
    iso = day.isoformat()
    return [
        *(iso, iso.replace("-", ""), iso.replace("-", "/"), iso.replace("-", "."), f"{iso} 00:00"),
        f"{day.day}.{day.month}.{day.year:04}",
        f"{day.day:02}.{day.month:02}.{day.year:04}",
        *(f"{day.day} {month} {day.year:04}" for month in (swedish, english, swedish.upper())),
        *(f"{day.day} {month[:3]} {day.year:04}" for month in (swedish, english)),
        f"{day.day}-{english[:3]}-{day.year:04}",
        f"den {day.day} {swedish} {day.year:04}",
        f"{english} {day.day}, {day.year:04}",
        f"{english[:3]} {day.day}, {day.year:04}",
        f"{english[:3]}. {day.day} {day.year:04}",
    ]


@given(day=st.dates())
@example(day=date(1, 1, 1))
@example(day=date(9999, 12, 31))
@example(day=date(2024, 2, 29))
def test_f107_a_day_is_read_in_every_exact_format(day: date) -> None:
    for text in spellings(day):
        assert Date().parse(text, SV) == day.isoformat(), text
    for cell in (day, datetime.combine(day, time())):
        assert Date().parse(cell, SV) == day.isoformat()


@given(day=st.dates())
def test_a_known_order_reads_numbers_in_it(day: date) -> None:
    for sep, last in (("/", "/"), ("/", " "), ("-", "-")):
        dmy = f"{day.day}{sep}{day.month:02}{last}{day.year:04}"
        mdy = f"{day.month:02}{sep}{day.day}{last}{day.year:04}"
        assert parse_date(dmy, "dmy") == day.isoformat()
        assert parse_date(mdy, "mdy") == day.isoformat()
        if day.day > 12 or day.day == day.month:
            assert parse_date(dmy, None) == parse_date(mdy, None) == day.isoformat()
        else:
            with pytest.raises(Invalid):
                parse_date(dmy, None)


@pytest.mark.parametrize(
    ("text", "order", "reason"),
    [
        ("5/3/2026", None, "2026-03-05 eller 2026-05-03"),
        ("5/3 2026", None, "2026-03-05 eller 2026-05-03"),
        ("05-03-2026", None, "2026-03-05 eller 2026-05-03"),
        ("31/12/2026", "mdy", "månad, dag, år"),
        ("12/31/2026", "dmy", "dag, månad, år"),
        ("13/13/2026", None, "månaden ska vara 1–12"),
    ],
)
def test_the_order_of_day_and_month_is_never_guessed(
    text: str, order: Order | None, reason: str
) -> None:
    with pytest.raises(Invalid) as caught:
        parse_date(text, order)
    assert reason in caught.value.reason.into("sv")


def test_dots_are_day_first_whatever_the_order() -> None:
    assert parse_date("5.3.2026", "mdy") == "2026-03-05"
    assert parse_date("5. 3. 2026", None) == "2026-03-05"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2026-02-30", "2026-02-30 finns inte: februari 2026 har 28 dagar"),
        ("29 februari 2025", "februari 2025 har 28 dagar"),
        ("31.4.2026", "april 2026 har 30 dagar"),
        ("2026-13-05", "månaden ska vara 1–12"),
        ("0000-01-01", "året ska vara 1–9999"),
        ("9999-12-32", "december 9999 har 31 dagar"),
        ("26-03-05", "alla fyra"),
        ("5/3/26", "alla fyra"),
        ("5.3.26", "alla fyra"),
        ("260305", "alla fyra"),
        ("5 mars 26", "alla fyra"),
        ("Mar 5, '26", "alla fyra"),
        ("mars 2026", "säger ingen dag"),
        ("2026", "säger ingen dag"),
        ("2026-03", "säger ingen dag"),
        ("v. 12", "vecka utan år"),
        ("v. 12 2026", "2026-03-16 till 2026-03-22"),
        ("vecka 12, 2026", "2026-03-16 till 2026-03-22"),
        ("2026-W54", "inte så många veckor"),
        ("12-14 maj 2026", "flera dagar"),
        ("12 maj - 3 juni 2026", "flera dagar"),
        ("2026-03-05 till 2026-03-09", "flera dagar"),
        ("fredag 5 mars 2026", "2026-03-05 är en torsdag"),
        ("5 mars 2026 kl. 14.30", "bara datumet stå, 2026-03-05"),
        ("5 mai 2026", "inget datum"),
        ("2026-03/05", "inget datum"),
        ("i morgon", "inget datum"),
        ("2026-03-05T14:30", "bara datumet stå, 2026-03-05"),
        (datetime(2026, 3, 5, 14, 30), "bara datumet stå, 2026-03-05"),
        (46086, "formatera cellen"),
        (46086.5, "formatera cellen"),
        (2026, "formatera cellen"),
        (True, "inget datum"),
        (time(9), "inget datum"),
    ],
)
def test_f104_dates_say_what_is_wrong(cell: object, reason: str) -> None:
    assert reason in refusal(Date(), cell)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (20260305, "2026-03-05"),
        (20260305.0, "2026-03-05"),
        ("2026-3-5", "2026-03-05"),
        ("2026–03–05", "2026-03-05"),
        ("２０２６-０３-０５", "2026-03-05"),
        ("March 5th, 2026", "2026-03-05"),
        ("the 5th of March 2026", "2026-03-05"),
        ("5:e mars 2026", "2026-03-05"),
        ("5 sept. 2026", "2026-09-05"),
        ("2026-03-05T00:00:00.000Z", "2026-03-05"),
        ("2026-03-05T00:00:00+01:00", "2026-03-05"),
        ("3/13/2026 12:00:00 AM", "2026-03-13"),
        ("torsdag den 5 mars 2026", "2026-03-05"),
        ("Thu, 5 Mar 2026", "2026-03-05"),
        ("tors. 2026-03-05", "2026-03-05"),
        ("2026 mars 5", "2026-03-05"),
        ("2026-Mar-05", "2026-03-05"),
        ("2026-W10-4", "2026-03-05"),
        (datetime(2026, 3, 4, 23, 59, 59, 999_600), "2026-03-05"),
        (None, None),
        (" ", None),
    ],
)
def test_dates_are_read(cell: object, day: str | None) -> None:
    assert Date().parse(cell, SV) == day


def test_far_years_are_doubted() -> None:
    assert Date().doubts("0026-03-05", SV)
    assert Date().doubts("2206-03-05", SV)
    assert Date().doubts("2026-03-05", SV) == ()


@pytest.mark.parametrize(
    "kept", ["2026-02-30", "2026-3-5", "20260305", "x", "", "2026-03-05 00:00"]
)
def test_date_column_takes_days_that_exist(kept: str) -> None:
    assert rejects(Date(), kept)


@given(day=st.dates(date(1900, 1, 1)))
def test_words_are_those_of_babel(day: date) -> None:
    for language, locale in (("sv", "sv"), ("en", "en_GB")):
        words = in_words(day.isoformat(), language)
        assert words == format_date(day, "d MMMM y", locale=locale)
        assert Date().parse(words, SV) == day.isoformat()


@pytest.mark.parametrize(
    ("start", "end", "swedish", "english"),
    [
        ("2026-03-05", "2026-03-09", "5–9 mars 2026", "5–9 March 2026"),
        ("2026-03-05", "2026-03-05", "5 mars 2026", "5 March 2026"),
        ("2026-03-28", "2026-04-02", "28 mars–2 april 2026", "28 March – 2 April 2026"),
        (
            *("2026-12-30", "2027-03-02"),
            *("30 december 2026–2 mars 2027", "30 December 2026 – 2 March 2027"),
        ),
        ("2025-03-05", "2026-03-09", "5 mars 2025–9 mars 2026", "5 March 2025 – 9 March 2026"),
    ],
)
def test_interval(start: str, end: str, swedish: str, english: str) -> None:
    assert interval(start, end, "sv") == swedish
    assert interval(start, end, "en") == english


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        *(("9.00", "09:00"), ("9:00", "09:00"), ("9", "09:00"), ("kl 9.30", "09:30")),
        *(("kl. 9:30", "09:30"), ("klockan 9", "09:00"), ("0900", "09:00"), ("900", "09:00")),
        *((930, "09:30"), (9.0, "09:00"), (0.375, "09:00"), (0, "00:00"), (0.0, "00:00")),
        *((time(9, 30), "09:30"), (datetime(1899, 12, 31, 9), "09:00")),
        (datetime(1904, 1, 1, 9), "09:00"),
        (time(8, 59, 59, 999_500), "09:00"),
        (0.3958333333, "09:30"),
        *(("2 pm", "14:00"), ("12.15 a.m.", "00:15"), ("12 pm", "12:00"), ("9.00:00", "09:00")),
        *(
            ("9.00–15.30", "09:00–15:30"),
            ("9-11", "09:00–11:00"),
            ("kl. 9 – kl. 11", "09:00–11:00"),
            ("kl 9 - kl 11", "09:00–11:00"),
        ),
        *(("9 till 11", "09:00–11:00"), ("9 to 11", "09:00–11:00"), ("22–24", "22:00–24:00")),
        *(("2 pm – 4 pm", "14:00–16:00"), ("０９：３０".replace("：", ":"), "09:30"), ("", None)),
    ],
)
def test_times_are_read(cell: object, clock: str | None) -> None:
    assert Time().parse(cell, SV) == clock


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        *(("25", "finns inte"), ("9.60", "finns inte"), ("24.00", "finns inte")),
        *(("24–25", "finns inte"), ("13 pm", "finns inte"), ("0 am", "finns inte")),
        *(("9.3", "inget klockslag"), (9.3, "inget klockslag"), (46086.375, "inget klockslag")),
        *(("9–10–11", "inget klockslag"), ("-5", "inget klockslag"), (True, "inget klockslag")),
        *(("lunch", "inget klockslag"), (date(2026, 3, 5), "inget klockslag")),
        *(("2–4 pm", "skriv båda"), ("9.00:30", "sekunder"), (time(9, 0, 30), "sekunder")),
        *((0.37501, "sekunder"), (datetime(2026, 3, 5, 9), "ett datum")),
    ],
)
def test_times_say_what_is_wrong(cell: object, reason: str) -> None:
    assert reason in refusal(Time(), cell)


def test_times_are_written_and_doubted() -> None:
    assert Time().write("09:00–15:30", SV) == "9.00–15.30"
    assert Time().write("09:00–15:30", EN) == "9:00–15:30"
    assert Time().doubts("15:00–09:00", SV)
    assert Time().doubts("09:00–15:00", SV) == Time().doubts("09:00", SV) == ()
    assert rejects(Time(), "9:00")
    assert rejects(Time(), "09:00-15:30")
