from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from unicodedata import is_normalized, normalize

import pytest
from email_validator import validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.domain.kinds.addresses import email_address
from desktop_app.domain.kinds.base import Kind
from desktop_app.domain.kinds.numbers_in_text import without_identity_numbers
from desktop_app.domain.kinds.texts import (
    Email,
    Note,
    Phone,
    Reference,
    Tags,
    Text,
    Website,
    clean,
    e164,
    holds_identity_number,
)
from desktop_app.domain.problems import Invalid
from tests.unit.kind_support import ANY_TEXT, SV, assert_holds, likely, refusal, rejects

KINDS = (Text(), Text(20), Note(), Email(), Phone(), Website(), Reference(), Tags())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(text=ANY_TEXT | likely("aÅ@.: /<>;,-3\u200d\u0301\xad\n") | likely("0123456789-+/ x,"))
@example(text="a\u200d\u0301\ud800\udc00\ufeff")
@example(text="X\u0300\u200b\u20e8\u200d")
@example(text="https://ΑΣ.se")
@example(text="mailto:anna%00%0a@example.org")
def test_kinds_hold_for_any_text(kind: Kind, text: str) -> None:
    assert_holds(kind, text)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(
    cell=st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.decimals()
    | st.lists(st.text(max_size=5), max_size=3)
)
def test_kinds_hold_for_any_cell(kind: Kind, cell: object) -> None:
    assert_holds(kind, cell)


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("  Åsa\xa0Öberg\u3000", "Åsa Öberg"),
        ("A\u030asa", "Åsa"),
        ("\u212bsa", "Åsa"),
        ("\ufeffAn\xadna\u200b", "Anna"),
        ("An\u200dna Be\u200crg", "Anna Berg"),
        ("\u202eanna\u202c \u2066b\u2069", "anna b"),
        ("a\x00b\x01\x7f\x9f", "ab"),
        ("rad ett\r\nrad två\u2028tre", "rad ett rad två tre"),
        ("a\tb", "a b"),
        ("två  mellanslag", "två  mellanslag"),
        ("\ud83d\ude00 \ud800", "😀"),
        ("👩\u200d🔬 ❤\ufe0f", "👩\u200d🔬 ❤\ufe0f"),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e007f a\U000e0067",
            "🏴\U000e0067\U000e0062\U000e0065\U000e007f a",
        ),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ക\u0d4d\u200d", "ക\u0d4d\u200d"),
        ("ไทย\u200bไทย", "ไทย\u200bไทย"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("\u200fanna\u200e", "anna"),
        ("Z͑ͫ̓a̴l", "Z͑ͫ̓a̴l"),
        ("", ""),
        ("\u200b\ufeff \n", ""),
    ],
)
def test_clean_takes_out_only_what_nobody_sees(given_text: str, cleaned: str) -> None:
    assert clean(given_text) == cleaned


@given(text=ANY_TEXT)
def test_clean_is_composed_idempotent_and_without_controls(text: str) -> None:
    for lines in (False, True):
        cleaned = clean(text, lines)
        assert is_normalized("NFC", cleaned)
        assert clean(cleaned, lines) == cleaned == cleaned.strip()
        assert not any("\ud800" <= letter <= "\udfff" for letter in cleaned)
        assert not any(ord(letter) < 32 for letter in cleaned.replace("\n", "" if lines else "\n"))


@given(text=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=40))
def test_clean_loses_nothing_visible(text: str) -> None:
    seen = "".join(normalize("NFC", text).split())
    assert "".join(clean(text).split()) == seen


def test_note_keeps_its_lines_and_text_does_not() -> None:
    assert Note().parse("a\r\nb\rc\n", SV) == "a\nb\nc"
    assert Text().parse("a\r\nb\rc\n", SV) == "a b c"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12.0, "12"),
        (1.5, "1.5"),
        (7, "7"),
        (1e22, "1" + "0" * 22),
        (Decimal("2.50"), "2.50"),
        (True, "Ja"),
        (date(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5, 9, 30), "2026-03-05 09:30"),
        (datetime(2026, 3, 5, 8, 59, 59, 999_500), "2026-03-05 09:00"),
        (time(9, 30), "09:30"),
        (["a", "b"], "a; b"),
        (None, None),
        ("   ", None),
    ],
)
def test_text_reads_cells_as_they_look(cell: object, text: str | None) -> None:
    assert Text().parse(cell, SV) == text


def test_text_refuses_what_is_too_long() -> None:
    assert Text(5).parse("abcde", SV) == "abcde"
    assert "6 tecken" in refusal(Text(5), "abcdef")
    assert rejects(Text(5), "abcdef")
    assert rejects(Text(5), "")


def test_f109_note_keeps_within_an_excel_cell() -> None:
    assert Note().parse("😀" * 16_383, SV) == "😀" * 16_383
    assert "Excelcell" in refusal(Note(), "😀" * 16_384)
    assert "20001 tecken" in refusal(Note(), "a" * 20_001)


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Ring 811228-9874 i dag", True),
        ("198112289874", True),
        ("8112289874", True),
        ("121228+9878", True),
        ("811288-9871", True),  # 28 + 60: a coordination number
        ("811228-9875", False),
        ("811288-9872", False),
        ("811328-9873", False),
        ("0701740607", False),
        ("0701123457", False),  # could be both; as bare digits it is a phone number
        ("+46701740605", False),
        ("18112289874", False),
        ("978112289874", False),
        ("diarienummer 171-482/2016", False),
    ],
)
def test_identity_numbers_are_doubted_and_phones_left_alone(text: str, doubted: bool) -> None:
    assert holds_identity_number(text) is doubted
    for kind in (Text(), Note()):
        assert bool(kind.doubts(text, SV)) is doubted
    if doubted:
        assert text not in Note().doubts(text, SV)[0].into("sv")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("anna.berg@example.org", "anna.berg@example.org"),
        ("Anna.Berg@EXAMPLE.org", "Anna.Berg@example.org"),
        ("mailto:anna@example.org?subject=Hej", "anna@example.org"),
        ("MAILTO:anna%2Bresa@example.org", "anna+resa@example.org"),
        ("Anna Berg <anna@example.org>", "anna@example.org"),
        ('"Berg, Anna" <anna@example.org>;', "anna@example.org"),
        ("Anna <mailto:anna@example.org>", "anna@example.org"),
        ("anna@example.org <anna@example.org>", "anna@example.org"),
        ("<anna@example.org>", "anna@example.org"),
        ("Åsa@malmö.se", "Åsa@malmö.se"),
        ("asa@xn--malm-8qa.se", "asa@malmö.se"),
        (" anna@example.org\u200b", "anna@example.org"),
        (None, None),
    ],
)
def test_email_is_normalised(text: str | None, address: str | None) -> None:
    assert Email().parse(text, SV) == address


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("anna", "saknar @"),
        ("anna berg@example.org", "mellanslag"),
        ("anna@", "båda sidor"),
        ("@example.org", "båda sidor"),
        ("anna@example", "saknas slutet"),
        ("anna..berg@example.org", "punkt för mycket"),
        ("anna@example.org.", "punkt för mycket"),
        ("anna@stad.local", ".local"),
        ("anna@localhost", ".localhost"),
        ("a@example.org; b@example.org", "flera"),
        ("a@example.org b@example.org", "flera"),
        ("b@example.org <a@example.org>", "flera"),
        ("anna@ex_ample.org", "tecken"),
        ("anna@@example.org", "tecken"),
        (
            "a@"
            + "b" * 60
            + "."
            + "c" * 60
            + "."
            + "d" * 60
            + "."
            + "e" * 60
            + "."
            + "f" * 60
            + ".org",
            "lång",
        ),
    ],
)
def test_email_says_what_is_wrong(text: str, reason: str) -> None:
    assert reason in refusal(Email(), text)


@given(
    text=st.from_regex(r"[A-Za-z0-9_+.-]{1,9}@[a-zA-Z0-9-]{1,6}\.[a-z0-9.-]{1,6}", fullmatch=True)
)
def test_plain_addresses_are_read_as_email_validator_reads_them(text: str) -> None:
    try:
        expected = validate_email(text, check_deliverability=False).normalized
    except ValueError:
        with pytest.raises(Invalid):
            email_address(text)
    else:
        assert email_address(text) == expected


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("08-465 004 12", "08-465 004 12"),
        ("+46 (0)8 465 004 12 vx", "+46 (0)8 465 004 12 vx"),
        (46701740605.0, "46701740605"),
        (701740605, "701740605"),
        ("112", "112"),
        ("٠٨-٤٦٥", "٠٨-٤٦٥"),
    ],
)
def test_phone_keeps_what_was_typed(cell: object, value: str) -> None:
    assert Phone().parse(cell, SV) == value


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("4.47E+11", "kalkylblad"),
        ("4,47e11", "kalkylblad"),
        (-46.0, "kalkylblad"),
        (0.5, "kalkylblad"),
        (1e20, "kalkylblad"),
        (date(2026, 3, 5), "kalkylblad"),
        ("2026-03-05", "kalkylblad"),
        ("ring växeln", "tre siffror"),
        ("12", "tre siffror"),
        ("0" * 101, "högst 100"),
    ],
)
def test_f108_phone_refuses_what_is_no_number(cell: object, reason: str) -> None:
    assert reason in refusal(Phone(), cell)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("08-465 004 12", "+46846500412"),
        ("+46 (0)8-465 004 12", "+46846500412"),
        ("0046 8 465 004 12", "+46846500412"),
        ("08-465 004 12 vx", "+46846500412"),
        ("vx 08-465 004 12", "+46846500412"),
        ("08-465 004 12 anknytning 12", "+46846500412"),
        ("08-465 004 12 ankn 12", "+46846500412"),
        ("08-465 004 12 / 070-174 06 05", "+46846500412"),
        ("tel:+46-8-465-004-12", "+46846500412"),
        ("46701740605", "+46701740605"),
        ("701740605", "+46701740605"),
        ("+32 2 123 45 67", "+3221234567"),
        ("08-123", None),
        ("112", None),
    ],
)
def test_e164_reads_the_first_number(text: str, number: str | None) -> None:
    assert e164(text, "SE") == number


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("08-465 004 12", ""),
        ("08-465 004 12 ankn 12", ""),
        ("08-123", "inte att ringa"),
        ("+32 2 123 45 67", "nummerserier"),
        ("46701740605", "början"),
    ],
)
def test_phone_doubts(text: str, doubt: str) -> None:
    assert doubt in " ".join(words.into("sv") for words in Phone().doubts(text, SV))
    assert bool(Phone().doubts(text, SV)) is bool(doubt)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("malmo.se", "https://malmo.se"),
        ("www.example.org/om-oss", "https://www.example.org/om-oss"),
        ("HTTP://Example.ORG/Om?q=Å#x", "http://example.org/Om?q=Å#x"),
        ("//example.org", "https://example.org"),
        ("https://MALMÖ.se", "https://malmö.se"),
        ("example.org:8080/x", "https://example.org:8080/x"),
        ("https://例え.jp", "https://例え.jp"),
    ],
)
def test_website_is_http_and_readable(text: str, address: str) -> None:
    assert Website().parse(text, SV) == address


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("javascript:alert(1)", "https://"),
        ("JavaScript://example.org/%0aalert(1)", "https://"),
        ("file:///etc/passwd", "https://"),
        ("\\\\server\\share", "https://"),
        ("http:/example.org", "https://"),
        ("anna@example.org", "e-postadress"),
        ("mailto:anna@example.org", "e-postadress"),
        ("https://anna:x@example.org", "användarnamn"),
        ("https://example.org@evil.example", "användarnamn"),
        ("example.org och example.com", "mellanslag"),
        ("hemsida", "https://"),
        ("12.5", "https://"),
        ("-a.se", "https://"),
    ],
)
def test_f143_website_refuses_everything_else(text: str, reason: str) -> None:
    assert reason in refusal(Website(), text)
    assert rejects(Website(), text) or text.lower().startswith("http")


@pytest.mark.parametrize(
    "text",
    [
        *("006-1137/2007", "171-482/2016", "2006-152-307", "313-24/2013", "322-437/2003"),
        *("KS 2021/1234", "KS-2014/742.912", "Ks/2018:372", "KS 2018/14"),
    ],
)
def test_reference_knows_case_numbers(text: str) -> None:
    assert Reference().doubts(text, SV) == ()


@pytest.mark.parametrize("text", ["se protokollet", "2015", "1171-482/2016", "171-482/16"])
def test_reference_doubts_but_keeps_others(text: str) -> None:
    assert Reference().parse(text, SV) == text
    assert "diarienummer" in Reference().doubts(text, SV)[0].into("sv")


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("Klimat; energi, klimat\nVatten;;", ["energi", "Klimat", "Vatten"]),
        (["Ö", "a", "A", "b;c"], ["a", "b", "c", "Ö"]),
        ("STRASSE, straße", ["STRASSE"]),
        (";, \n", None),
        ([], None),
    ],
)
def test_tags_are_a_sorted_set(cell: object, tags: list[str] | None) -> None:
    assert Tags().parse(cell, SV) == tags


def test_tags_refuse_a_text_that_is_no_word() -> None:
    assert "högst 100" in refusal(Tags(), "a" * 101)
    assert "20000" in refusal(Tags(), [f"{number:090}" for number in range(300)])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Född 811228-9874 i Lund.", "Född i Lund."),
        ("811228-9874", ""),
        ("Ring 08-465 004 01 om 811228-9875.", "Ring 08-465 004 01 om 811228-9875."),
        ("a\n198112289874\nb", "a\n\nb"),
    ],
)
def test_only_identity_numbers_are_taken_out(text: str, left: str) -> None:
    assert without_identity_numbers(text) == left
