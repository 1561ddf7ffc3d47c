from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import currencies, languages, territories
from desktop_app.domain.kinds.base import Context, Kind
from desktop_app.domain.kinds.choices import Choice, Choices, Country, Currency, Flag, Languages
from tests.unit.kind_support import ANY_TEXT, EN, SECTORS, SV, Lists, assert_holds, refusal, rejects

SECTOR, SECTORS_KIND = Choice("sector"), Choices("sector")
KINDS = (SECTOR, SECTORS_KIND, Flag(), Country(), Currency(), Languages())
WORDS = st.sampled_from(
    [
        *SECTORS.labels,
        *(label for labels in SECTORS.labels.values() for label in labels),
        *("sverige", "UK", "se", "ja", "0", "kr", "€", "$", "engelska", "och"),
        *(";", ",", "\n", "/", " "),
    ]
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(text=ANY_TEXT | st.lists(WORDS, max_size=6).map("".join) | st.lists(WORDS).map("; ".join))
def test_kinds_hold_for_any_text(kind: Kind, text: str) -> None:
    assert_holds(kind, text)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(
    cell=st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.lists(WORDS | st.text(max_size=4), max_size=3)
)
def test_kinds_hold_for_any_cell(kind: Kind, cell: object) -> None:
    assert_holds(kind, cell)


def test_choice_reads_codes_and_labels() -> None:
    assert SECTOR.parse("care", SV) == SECTOR.parse(" vård, omsorg", SV) == "care"
    assert SECTOR.parse("Care, social services", SV) == "care"
    assert SECTOR.write("care", EN) == "Care, social services"


def test_choice_names_what_can_be_chosen() -> None:
    reason = refusal(SECTOR, "Atlantis")
    assert "Atlantis" in reason
    assert all(labels[0] in reason for labels in SECTORS.labels.values())
    many = Context(Lists({f"c{n}": (f"Val {n}", f"Choice {n}") for n in range(1, 21)}))
    reason = refusal(SECTOR, "Atlantis", many)
    assert "Val 8 eller något annat" in reason
    assert "Val 9" not in reason
    assert "tom" in refusal(SECTOR, "Atlantis", Context(Lists()))


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Vård, omsorg", ["care"]),
        ("vård, omsorg, klimat", ["care", "climate"]),
        ("Klimat; Vård, omsorg; Miljö/klimat", ["care", "environment", "climate"]),
        ("omsorg, klimat", ["climate", "social"]),
        ("klimat\nomsorg\nklimat", ["climate", "social"]),
        (["climate", "Vård, omsorg"], ["care", "climate"]),
        (" ;, ", None),
        ([], None),
    ],
)
def test_choices_match_the_longest_label(cell: object, codes: list[str] | None) -> None:
    assert SECTORS_KIND.parse(cell, SV) == codes


def test_choices_name_the_one_that_is_unknown() -> None:
    reason = refusal(SECTORS_KIND, "Klimat; Atlantis; omsorg")
    assert reason.startswith("”Atlantis” finns inte")


@pytest.mark.parametrize("cell", ["ja", "JA", "j", "yes", "x", "X", "1", 1, 1.0, True, "sant", "✓"])
def test_flag_yes(cell: object) -> None:
    assert Flag().parse(cell, SV) is True


@pytest.mark.parametrize("cell", ["nej", "n", "No", "0", 0, 0.0, False, "falskt", "FALSE"])
def test_flag_no(cell: object) -> None:
    assert Flag().parse(cell, SV) is False


def test_flag_is_not_guessed() -> None:
    assert Flag().parse("", SV) is None
    for cell in ("kanske", 2, "xx", "-"):
        assert "Ja eller Nej" in refusal(Flag(), cell)
    assert [Flag().write(value, SV) for value in (True, False, None)] == ["Ja", "Nej", ""]
    assert [Flag().write(value, EN) for value in (1, 0, None)] == ["Yes", "No", ""]
    assert rejects(Flag(), 2)


@pytest.mark.parametrize("code", sorted(territories.codes()))
def test_every_country_comes_back_from_its_names(code: str) -> None:
    for context in (SV, EN):
        name = Country().write(code, context)
        assert name != code
        assert Country().parse(name, context) == code
        assert Country().parse(name.upper(), context) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            ("se", "SE"),
            ("SWE", "SE"),
            ("xk", "XK"),
            ("Kosovo", "XK"),
            ("UK", "GB"),
            ("U.K.", "GB"),
        ),
        *(
            ("Storbritannien", "GB"),
            ("England", "GB"),
            ("Holland", "NL"),
            ("The Netherlands", "NL"),
        ),
        *(("USA", "US"), ("United States of America", "US"), ("Förenta staterna", "US")),
        *(("Tjeckien", "CZ"), ("Czech Republic", "CZ"), ("Česko", "CZ"), ("Ceska republika", "CZ")),
        *(("Deutschland", "DE"), ("Allemagne", "DE"), ("Alemania", "DE"), ("Germania", "DE")),
        *(("Duitsland", "DE"), ("Tyskland", "DE"), ("Saksa", "DE"), ("Suomi", "FI")),
        *(("Turkey", "TR"), ("Türkiye", "TR"), ("Turkiet", "TR"), ("Elfenbenskusten", "CI")),
        *(("Polska", "PL"), ("Ελλάδα", "GR"), ("Україна", "UA"), ("日本", "JP"), ("Éire", "IE")),
        *(
            ("Bosnien & Hercegovina", "BA"),
            ("Saint Lucia", "LC"),
            ("aland", "AX"),
            ("Hongkong", "HK"),
        ),
    ],
)
def test_countries_are_read_by_any_name(text: str, code: str) -> None:
    assert Country().parse(text, SV) == code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Tyksland", "menas Tyskland?"),
        ("Norwey", "menas Norge?"),
        ("Atlantis och mer", "namn eller kod"),
        ("EU", "namn eller kod"),
        ("ZZ", "namn eller kod"),
        ("Kongo", "menas Kongo-Kinshasa?"),
        ("123", "namn eller kod"),
    ],
)
def test_countries_that_are_unknown(text: str, reason: str) -> None:
    assert reason in refusal(Country(), text)


@pytest.mark.parametrize(
    ("code", "swedish", "english"),
    [
        ("HK", "Hongkong", "Hong Kong"),
        ("PS", "Palestina", "Palestine"),
        ("BA", "Bosnien och Hercegovina", "Bosnia and Herzegovina"),
        ("XK", "Kosovo", "Kosovo"),
    ],
)
def test_country_names_shown(code: str, swedish: str, english: str) -> None:
    assert Country().write(code, SV) == swedish
    assert Country().write(code, EN) == english


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("SEK", "SEK"), ("kr", "SEK"), ("Kronor", "SEK"), ("svenska kronor", "SEK")),
        *(("€", "EUR"), ("euro", "EUR"), ("euros", "EUR"), ("£", "GBP"), ("pund", "GBP")),
        *(("US$", "USD"), ("amerikanska dollar", "USD"), ("US dollars", "USD"), ("dkk", "DKK")),
        *(("norska kronor", "NOK"), ("Swiss franc", "CHF"), ("zł", "PLN"), ("DEM", "DEM")),
    ],
)
def test_currencies_are_read(text: str, code: str) -> None:
    assert Currency().parse(text, SV) == code


def test_currencies_that_are_shared_are_asked_for() -> None:
    for text in ("$", "dollar", "¥", "krona", "Peso"):
        assert "i flera länder" in refusal(Currency(), text)
    assert "USD, CAD" in refusal(Currency(), "$")
    assert "ingen valuta" in refusal(Currency(), "XXX")
    assert "ingen valuta" in refusal(Currency(), "pengar")


def test_currencies_of_the_past_are_doubted() -> None:
    assert all(Currency().doubts(code, SV) for code in ("DEM", "BGN", "HRK"))
    assert not any(Currency().doubts(code, SV) for code in ("SEK", "EUR", "USD", "ISK", "UAH"))


@pytest.mark.parametrize("code", sorted(currencies.codes()))
def test_every_currency_comes_back(code: str) -> None:
    assert Currency().parse(code.lower(), SV) == code


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("engelska, franska och tyska", ["de", "en", "fr"]),
        ("English/French & German", ["de", "en", "fr"]),
        ("Suomi; suomi; fi", ["fi"]),
        ("eng, swe", ["en", "sv"]),
        ("nordsamiska, meänkieli, romani chib", ["fit", "rom", "se"]),
        ("svenskt teckenspråk", ["swl"]),
        ("Deutsch, 日本語, ελληνικά", ["de", "el", "ja"]),
        (["Engelska", "sv"], ["en", "sv"]),
        ("", None),
    ],
)
def test_languages_are_read(cell: object, codes: list[str] | None) -> None:
    assert Languages().parse(cell, SV) == codes


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_language_comes_back_from_its_name(language: str) -> None:
    context = SV if language == "sv" else EN
    for code in languages._names("sv"):
        assert Languages().parse([Languages().write([code], context)], context) == [code]


def test_languages_that_are_unknown() -> None:
    assert "”klingon-ish” är inget språk" in refusal(Languages(), "engelska, klingon-ish")


def test_the_kinds_import_no_value_library_before_they_need_it() -> None:
    code = (
        "import sys, desktop_app.domain.kinds, desktop_app.domain.folding as f; f.fold('Anna');"
        "libraries = {'babel', 'phonenumbers', 'email_validator', 'anyascii', 'stdnum'};"
        "print(sorted(libraries & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == "[]"
