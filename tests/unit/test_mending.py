"""Damaged cells are mended where that is certain, and what is right is never touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.kinds import (
    Choice,
    Country,
    Date,
    Email,
    Kind,
    Note,
    Phone,
    Reference,
    Tags,
    Text,
    Value,
)
from desktop_app.domain.mending import (
    About,
    Mended,
    are_at_home,
    is_suspect,
    needs_row,
    order_of,
    read,
    set_right,
    shared_out,
)
from desktop_app.domain.mending.mojibake import CODECS
from desktop_app.domain.problems import Invalid
from tests.unit.kind_support import ANY_TEXT, SV

TRUE_WORDS = (
    *("Malmö", "Åsa", "GÖTEBORG", "VÄSTERÅS", "SÃO", "São Paulo", "IRMÃ", "AMANHÃ…", "ÂNGELA"),
    *("José", "Łódź", "Ærø", "Zürich", "Straße", "Škoda", "İzmir", "Muñoz", "naïve", "façade"),
    *("Αθήνα", "Київ", "東京", "Tiếng Việt", "Å", "Ö", "Ã", "Â", "10 °C", "½ liter à 10 €"),
    *("LULEÅ–KIRUNA", "UMEÅ–LULEÅ", "PÅ’s", "”Å”", "kallas ”Ö”", "«Åland»", "SMÅ…", "Ö–V", "√2"),
    *(
        "Ärlig – öppen",
        "Å\xa0ena sidan",
        "Câmara",
        "BRAGANÇA",
        "Besançon’s",
        "ß–Ü",
        "AÃ",
        "Ĺubľana",
    ),
)


def garbled(text: str, codec: str) -> str:
    """Return the text as a program shows it that takes its UTF-8 for something else."""
    raw = text.encode()
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in raw)


@pytest.mark.parametrize("word", TRUE_WORDS)
def test_f111_f112_words_that_are_right_stay(word: str) -> None:
    assert set_right(word) is None


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("word", ["Malmö", "Åsa", "Måns", "Österlund", "José", "Łódź", "Α–Ω"])
def test_garbled_letters_are_set_right(word: str, codec: str) -> None:
    assert set_right(garbled(word, codec)) == word


@pytest.mark.parametrize("word", ["Malmö", "São", "AdolesCiência", "Київ", "“vi”", "Ærø", "Łódź"])
def test_letters_garbled_twice_are_set_right(word: str) -> None:
    once = garbled(word, "cp1252")
    assert set_right(once) == set_right(garbled(once, "cp1252")) == word


@given(st.text(max_size=30))
def test_setting_right_is_done_once(text: str) -> None:
    better = set_right(text)
    assert better is None or set_right(better) is None


@given(st.text("aeisnrtlåäöÅÄÖéüßøñçÜÉ –’”“…-ABMS", max_size=25))
def test_swedish_texts_are_never_changed(text: str) -> None:
    assert set_right(text) is None


def mended(kind: Kind, cell: object, **about: object) -> Value | Mended:
    """Return what a cell is read as."""
    parse: Callable[[object], Value] = partial(kind.parse, context=SV)
    return read(kind, parse, cell, About(SV, **about))  # type: ignore[arg-type]


def value_of(kind: Kind, cell: object, **about: object) -> Value:
    """Return the value of a cell that has to be mended; it must be told and be found at once."""
    found = mended(kind, cell, **about)
    assert isinstance(found, Mended), found
    assert all(found.reason.into(language) for language in ("sv", "en"))
    assert "{" not in found.reason.into("sv") + found.reason.into("en")
    return found.value


def refused(kind: Kind, cell: object, **about: object) -> str:
    """Return why a cell is refused."""
    with pytest.raises(Invalid) as caught:
        mended(kind, cell, **about)
    assert "{" not in caught.value.reason.into("sv") + caught.value.reason.into("en")
    return caught.value.reason.into("sv")


def home() -> bool:
    return True


@pytest.mark.parametrize(
    ("cell", "country", "number"),
    [
        (701740605, None, "070-174 06 05"),
        (701740605.0, "SE", "070-174 06 05"),
        ("701740605", None, "070-174 06 05"),
        (846500412, None, "08-465 004 12"),
        (46701740605.0, None, "+46 70 174 06 05"),
        ("46701740605", "NO", "+46 70 174 06 05"),
        ("4.6701740605E+10", None, "+46 70 174 06 05"),
        ("4,6701740605E+10", None, "+46 70 174 06 05"),
        (980319201, "SE", "0980-31 92 01"),
        ('="0701740605"', None, "0701740605"),
        ("'0701740605", None, "0701740605"),
        ("'+46 8 465 004 12", None, "+46 8 465 004 12"),
    ],
)
def test_f108_phones_get_back_what_a_spreadsheet_took(
    cell: object, country: str | None, number: str
) -> None:
    assert is_suspect(Phone(), cell) or needs_row(Phone(), cell)  # type: ignore[arg-type]
    assert value_of(Phone(), cell, country=country, at_home=home) == number


@pytest.mark.parametrize(
    ("cell", "country", "reason"),
    [
        (980319201, None, "kan vara 0980-31 92 01 eller +98"),
        (313900612345, None, "saknar sin början"),
        ("4,47E+11", None, "sista siffrorna är borta"),
        (447000000000, None, "sista siffrorna är borta"),
        (date(2026, 3, 2), None, "kalkylblad"),
        ("#######", None, "för smal"),
    ],
)
def test_f108_phones_that_may_be_two_are_refused(
    cell: object, country: str | None, reason: str
) -> None:
    assert reason in refused(Phone(), cell, country=country, at_home=home)


def test_f108_a_zero_is_given_back_in_a_column_of_our_country_only() -> None:
    assert "saknar sin början" in refused(Phone(), 313900612)
    assert mended(Phone(), "313900612") == "313900612"
    assert are_at_home([313900612, "070-174 06 05", None, "+45 33 66 33 66", "x"], "SE")
    assert not are_at_home([313900612, 5551234, 5551235, 5551236], "SE")
    assert not are_at_home([], "SE")


def test_several_phones_are_shared_out() -> None:
    both = ["phone", "mobile"]
    for text in ("070-174 06 05, 08-465 004 12", "08-465 004 12 ::: +46701740605"):
        found = shared_out(text, both, "SE")
        assert sorted(found) == ["mobile", "phone"]
        assert found["phone"] == "08-465 004 12"
    two = shared_out("08-465 004 12 och 031-390 06 12", both, "SE")
    assert two == {"phone": "08-465 004 12", "mobile": "031-390 06 12"}
    for text in ("08-465 004 12/13", "08-465 004 12 vx", "08-465 004 12 / ring", "08-465 004 12"):
        assert not shared_out(text, both, "SE")
    assert not shared_out("070-174 06 05, 08-465 004 12", ["phone"], "SE")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("5.3.26", "2026-03-05"),
        ("05.03.99", "1999-03-05"),
        ("98-12-31", "1998-12-31"),
        ("31/12-26", None),
        ("5 mars 26", "2026-03-05"),
        ("5-Mar-26", "2026-03-05"),
        ("Mar 5, ’26", "2026-03-05"),
        ("25/3/26", "2026-03-25"),
        ("991231", "1999-12-31"),
        ("2026-03-05 14:30", "2026-03-05"),
        ("5 mars 2026 kl. 14.30", "2026-03-05"),
        ("25/3/26 09:15", "2026-03-25"),
        (datetime(2026, 3, 5, 14, 30), "2026-03-05"),
    ],
)
def test_f107_days_that_only_a_list_has(cell: object, day: str | None) -> None:
    if day is None:
        assert value_of(Date(), cell) == "2026-12-31"
    else:
        assert value_of(Date(), cell) == day


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("26-03-05", "kan vara 2005-03-26 eller 2026-03-05"),
        ("050326", "kan vara 2005-03-26 eller 2026-03-05"),
        ("5/3/26", "kan vara 2026-03-05 eller 2026-05-03"),
        ("5/3/2026", "kan vara 2026-03-05 eller 2026-05-03"),
        ("5.3.35", "1935 eller 2035"),
        ("2026-03-04T23:00:00Z", "bara datumet"),
        ("v. 12 2026", "hel vecka"),
        (date(1900, 2, 28), "1 mars 1900"),
        (46086, "2026-03-05 (eller 2030-03-06"),
        ("46086", "2026-03-05 (eller 2030-03-06"),
        (59, "tal, inget datum"),
    ],
)
def test_f104_f107_days_that_may_be_two_are_refused(cell: object, reason: str) -> None:
    assert reason in refused(Date(), cell)


@pytest.mark.parametrize(("epoch", "day"), [(1900, "2026-03-05"), (1904, "2030-03-06")])
def test_f104_f105_day_numbers_are_counted_from_the_year_of_their_file(
    epoch: int, day: str
) -> None:
    assert value_of(Date(), 46086, epoch=epoch) == day
    assert value_of(Date(), 46086.0, epoch=epoch) == day
    for number in (0, 59, 60, 19_999, -1):
        assert "tal, inget datum" in refused(Date(), number, epoch=epoch)


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("5/3/26", "dmy", "2026-03-05"),
        ("5/3/26", "mdy", "2026-05-03"),
        ("26-03-05", "ymd", "2026-03-05"),
        ("26-03-05", "dmy", "2005-03-26"),
        ("260305", "ymd", "2026-03-05"),
    ],
)
def test_f107_the_order_of_the_column_reads_short_years(cell: str, order: str, day: str) -> None:
    assert value_of(Date(), cell, order=order) == day
    assert "som resten av kolumnen" in refused(Date(), "99-12-31", order="mdy")


@pytest.mark.parametrize(
    ("texts", "order", "either"),
    [
        (["3/4/2026", "25/4/2026"], "dmy", 1),
        (["3/4/26", "4/25/26"], "mdy", 1),
        (["26-03-05", "98-12-31", "x"], "ymd", 1),
        (["260305", "991231"], "ymd", 1),
        (["3/4/2026", "5/4/2026"], None, 2),
        (["25/4/2026", "4/25/2026", "3/4/2026"], None, 1),
        (["2026-03-05", "5.3.2026", "5 mars 2026", "3/3/2026"], None, 0),
    ],
)
def test_the_order_of_a_column_is_proved(texts: list[str], order: str, either: int) -> None:
    assert order_of(texts) == (order, either)


@pytest.mark.parametrize("cell", ["0.0.00", "00:00", "00.00.0000", "0000-00-00", "1900-01-00"])
def test_f104_days_that_are_none_are_empty(cell: str) -> None:
    assert value_of(Date(), cell) is None


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Text(), "#N/A", None),
        (Text(), "#SAKNAS!", None),
        (Note(), "#REF!", None),
        (Text(), " – ", None),
        (Country(), "n/a", None),
        (Choice("x"), "-", None),
        (Email(), "saknas", None),
        (Text(), '="0046"', "0046"),
        (Text(), '="Bo ""Bosse"" Ek"', 'Bo "Bosse" Ek'),
        (Text(), "'0046", "0046"),
        (Text(), "MalmÃ¶", "Malmö"),
        (Text(), "Mal\u200bmö", "Malmö"),
        (Text(), "\ufeffBo\u00ad", "Bo"),
        (Text(), "\u202eoB", "oB"),
        (Note(), "Ã…sa\nMÃ¥ns", "Åsa\nMåns"),
        (Country(), "Tyskland/Germany", "DE"),
        (Country(), "Germany (DE)", "DE"),
        (Country(), "Ã–sterrike", "AT"),
        (Email(), "anna(at)example.org", "anna@example.org"),
        (Email(), "anna @ example.org.", "anna@example.org"),
        (Email(), "anna [at] example [dot] org", "anna@example.org"),
    ],
)
def test_cells_are_mended(kind: Kind, cell: str, value: Value) -> None:
    assert value_of(kind, cell) == value
    if isinstance(kind, (Text, Note)):
        assert is_suspect(kind, cell)


@pytest.mark.parametrize(
    ("kind", "cell", "reason"),
    [
        (Text(), date(2026, 3, 2), "datum, 2026-03-02"),
        (Reference(), date(2026, 12, 1), "datum, 2026-12-01"),
        (Tags(), datetime(2026, 3, 2), "datum, 2026-03-02"),
        (Text(), "1E+05", "avrundat"),
        (Text(), "####", "för smal"),
        (Country(), "Tyskland/Frankrike", "inget land"),
        (Email(), "anna@example,org", "saknas slutet"),
    ],
)
def test_cells_that_may_have_been_anything_are_refused(
    kind: Kind, cell: object, reason: str
) -> None:
    assert reason.casefold() in refused(kind, cell).casefold()


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (Text(), "Null"),
        (Text(), "#klimat"),
        (Text(), "=SUM(A1)"),
        (Text(), "'s-Hertogenbosch"),
        (Text(), "- punkt"),
        (Text(), "1E5"),
        (Text(), "Bo\xa0Ek "),
        (Note(), "-"),
        (Note(), "2026-03-05"),
        (Phone(), "08-465 004 12 vx"),
        (Phone(), 1177),
        (Text(), "ภาษา\u200bไทย"),
    ],
)
def test_cells_that_are_right_are_only_parsed(kind: Kind, cell: object) -> None:
    assert not is_suspect(kind, cell)  # type: ignore[arg-type]
    assert mended(kind, cell) == kind.parse(cell, SV)  # type: ignore[arg-type]


KINDS = (Text(), Note(), Email(), Phone(), Date(), Country(), Tags(), Reference())


@given(kind=st.sampled_from(KINDS), text=ANY_TEXT)
def test_mending_is_done_once_and_changes_no_text_that_is_not_suspect(
    kind: Kind, text: str
) -> None:
    try:
        found = mended(kind, text)
        parsed = None if isinstance(found, Mended) else kind.parse(text, SV)
    except Invalid:
        return
    if isinstance(found, Mended):
        again = found.value
        assert again is None or kind.parse(again, SV) == again
    else:
        assert found == parsed
