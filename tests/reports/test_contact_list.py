"""Lists of contacts on paper and what a sheet of them holds."""

from __future__ import annotations

import pytest

from desktop_app.domain.words import LANGUAGES, Language
from desktop_app.reports.contact_list import Role, contacts_by_country, contacts_by_network
from desktop_app.reports.record import Record
from tests.reports.lists import LONG, bare, by_page, is_fit, margins_are_white, printed, told
from tests.reports.trips import record


def contact(name: str, country: str = "Finland", city: str = "Åbo", **more: str) -> Record:
    texts = {"given_name": name, "family_name": "Öst", "country": country, "city": city, **more}
    return record(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_filled_field_arrives(language: Language) -> None:
    rows = [
        contact(
            f"Ann{number}",
            title=f"Chef {number}",
            organisation=f"Staden {number}",
            department=f"Enhet {number}",
            email=f"ann{number}@example.org",
            email_2=f"ann{number}.hem@example.org",
            phone=f"08-465 004 {number:02}",
            mobile=f"070-17406{number:02}",
        )
        for number in range(20)
    ]
    made = printed(contacts_by_country(rows, language))
    text = told(made.pdf)
    for one in rows:
        values = [bare(value) for value in one.texts.values()]
        assert all(value in text for value in values)
    assert "mobil" in text
    assert is_fit(
        made.pdf,
        {"sv": "Kontakter per land", "en": "Contacts by country"}[language],
        {"sv": "sv-SE", "en": "en-GB"}[language],
    )


def test_countries_cities_and_names_are_in_swedish_order() -> None:
    rows = [
        contact("Örjan", "Österrike", "Wien"),
        contact("Zoe", "Österrike", "Wien"),
        contact("Åsa", "Zambia", "Lusaka"),
        contact("Bo", "Österrike", "Graz"),
        contact("Ingen", "Österrike", ""),
        contact("Okänd", "", ""),
        contact("Ärla", "Albanien", "Tirana"),
    ]
    text = told(printed(contacts_by_country(rows, "sv")).pdf)
    wanted = [
        *("Albanien(1)", "Tirana(1)", "Ärla", "Zambia(1)", "Österrike(4)", "Graz(1)", "BoÖst"),
        *("Wien(2)", "ZoeÖst", "ÖrjanÖst", "Utanort(1)", "Ingen", "Utanland(1)", "Okänd"),
    ]
    places = [text.index(word) for word in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize("count", [0, 1, 500])
def test_heads_and_cities_are_repeated_on_every_page(count: int) -> None:
    rows = [contact(f"Nr{number:03}x") for number in range(count)]
    pages = by_page(printed(contacts_by_country(rows, "sv", ["En mening."])).pdf)
    whole = "".join(pages)
    assert all(whole.count(f"Nr{number:03}x") == 1 for number in range(count))
    for number, text in enumerate(pages, 1):
        assert f"Sida{number}av{len(pages)}" in text
        assert ("Namn" in text) == bool(count)
        assert (f"Åbo({count})" in text) == bool(count)
    assert "Enmening." in pages[0]
    assert {0: "Ingakontakter", 1: "1kontakt", 500: "500kontakter"}[count] in pages[0]
    assert (len(pages) > 1) == (count == 500)


def test_very_long_words_stay_on_the_page() -> None:
    names = ("given_name", "organisation", "title", "email")
    rows = [contact("", **dict(zip(names, LONG, strict=True))) for _ in range(2)]
    made = printed(contacts_by_country(rows, "sv"))
    assert margins_are_white(made)
    text = told(made.pdf)
    assert all(text.count(bare(word)) == 2 for word in LONG)


def test_differing_values_are_told() -> None:
    one = Record({}, {"given_name": "Bo"}, {"email": ("bo@example.org",)})
    assert "även:bo@example.org" in told(printed(contacts_by_country([one], "sv")).pdf)


def roles() -> list[tuple[str, list[Role]]]:
    ann, bo = contact("Ann", email="ann@example.org"), contact("Bo")
    first = [Role("b", bo, "Ordförande"), Role("a", ann, "Styrgrupp", "2027-01-31")]
    first.append(Role("a", ann, "Politisk representant"))
    return [
        ("POLIS", first),
        ("Eurocities", [Role("a", ann, "Deltagare", "2028-02-01")]),
        ("Ö", []),
    ]


def test_a_contact_has_one_line_with_all_it_is_in_a_network() -> None:
    text = told(printed(contacts_by_network(roles(), "sv")).pdf)
    assert text.index("Eurocities(1)") < text.index("POLIS(2)")
    polis = text[text.index("POLIS(2)") :]
    assert polis.count("AnnÖst") == 1
    assert polis.index("AnnÖst") < polis.index("BoÖst")
    said = ("Styrgrupp", "Politiskrepresentant", "20270131", "Ordförande")
    assert all(word in polis for word in said)
    assert "Ö(" not in text


def test_a_sheet_has_a_column_for_groups_and_every_field() -> None:
    rows = [contact("Ann", email="a@example.org", mobile="070-1740605"), contact("Bo", "", "")]
    listing = contacts_by_country(rows, "en")
    names = [head.name for head in listing.sheet_heads()]
    assert names[:3] == ["group", "band", "name"]
    found = [dict(zip(names, line, strict=True)) for line in listing.sheet_lines()]
    assert found[0]["group"] == "Finland"
    assert (found[0]["band"], found[0]["name"], found[0]["mobile"]) == (
        *("Åbo", "Ann Öst"),
        "070-1740605",
    )
    assert (found[1]["group"], found[1]["band"], found[1]["email"]) == ("No country", None, None)
