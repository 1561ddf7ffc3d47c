"""Cards from everywhere: what each line becomes, in all spellings of 2.1, 3.0 and 4.0."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import LANGUAGES
from desktop_app.exchange.reading.card_file import read_cards
from desktop_app.exchange.reading.card_words import CARD_REMARKS, FIELDS, OTHERS
from desktop_app.exchange.reading.sentences import REMARKS
from tests.exchange.carded import card, cards_of, read
from tests.exchange.listing import listed

NAME = "N:Prov;Ana;;;"
ANA = {"Förnamn": "Ana", "Efternamn": "Prov"}


def of(folder: Path, *lines: str, version: str = "3.0") -> dict[str, str]:
    """Return the cells of one card, without the name that it is given."""
    (row,) = read(card(NAME, *lines, version=version), folder).rows
    assert row.items() >= ANA.items()
    return {heading: text for heading, text in row.items() if heading not in ANA}


def who(folder: Path, *lines: str) -> dict[str, str]:
    """Return the cells of one card."""
    (row,) = read(card(*lines), folder).rows
    return row


def test_columns_for_fields_are_called_as_the_catalogue_calls_them() -> None:
    contact = CATALOGUE["contact"]
    assert {name: contact.by_name[name].label for name in FIELDS} == dict(FIELDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_column_for_a_field_goes_there_and_no_other_does(language: str) -> None:
    headings = [words.into(language) for words in (*FIELDS.values(), *OTHERS.values())]
    # Whatever the other columns hold, even if those for fields are empty.
    samples = ["08-465 004 01", "ana@example.org", "https://example.org", "Sverige", "2026-11-21"]
    rows = [[""] * len(FIELDS) + [text] * len(OTHERS) for text in samples]
    listing, _ = listed([headings, *rows], kind="vcard")
    assert listing.entity.name == "contact"
    assert [column.field for column in listing.columns] == [*FIELDS, *[None] * len(OTHERS)]
    assert all(column.kept for column in listing.columns[len(FIELDS) :])


def test_what_is_said_of_cards_is_known_to_the_reader() -> None:
    assert CARD_REMARKS.items() <= REMARKS.items()


@pytest.mark.parametrize(
    "line",
    [
        "TEL;WORK;CELL:070-1740605",
        "TEL;TYPE=cell,work:070-1740605",
        'TEL;TYPE="cell,work":070-1740605',
        "TEL;type=CELL;type=VOICE;type=pref:070-1740605",
        "tel;value=uri;type=cell:tel:070-1740605",
        "item1.TEL;TYPE=CELL:070-1740605",
        "TEL;CELL;ENCODING=QUOTED-PRINTABLE:070=2D1740605",
        "TEL ;CELL:070-1740605",
    ],
)
def test_mobile_phone_in_every_spelling(tmp_path: Path, line: str) -> None:
    assert of(tmp_path, line) == {"Mobil": "070-1740605"}


def test_phones_find_their_columns(tmp_path: Path) -> None:
    assert of(
        tmp_path,
        "TEL;TYPE=HOME:08-465 004 01",
        "TEL;TYPE=FAX,WORK:08-465 004 02",
        "TEL;TYPE=WORK:08-465 004 03",
        "TEL;TYPE=CELL:070-1740605",
        "TEL;TYPE=CELL:070-1740606",
        "TEL;VALUE=uri:tel:+46-8-465-004-04;ext=12",
        "TEL:sip:ana@example.org",
        "TEL:08-465 004 03",
    ) == {
        "Telefon": "08-465 004 03",
        "Mobil": "070-1740605",
        "Fler telefonnummer": "work, fax: 08-465 004 02\ncell: 070-1740606\n"
        "+46-8-465-004-04 ext. 12\nsip:ana@example.org\nhome: 08-465 004 01",
    }


def test_mail_addresses_find_their_columns(tmp_path: Path) -> None:
    assert of(
        tmp_path,
        "EMAIL;TYPE=HOME:hem@example.org",
        "EMAIL;TYPE=X400:G=Ana",
        "EMAIL;INTERNET:ana@example.org",
        "EMAIL;PREF=1:mailto:forst@example.org",
        "EMAIL:ANA@example.org",
    ) == {
        "E-post": "forst@example.org",
        "E-post 2": "ana@example.org",
        "Fler e-postadresser": "G=Ana\nhome: hem@example.org",
    }


def test_labels_of_apple_are_read(tmp_path: Path) -> None:
    assert of(
        tmp_path,
        "item1.URL:https://example.org",
        "item1.X-ABLabel:_$!<HomePage>!$_",
        "item2.X-ABRELATEDNAMES:Bo",
        "item2.X-ABLabel:kollega",
        "item3.EMAIL;type=INTERNET:ana@example.org",
        "item3.X-ABLabel:Work",
    ) == {
        "Webbadresser": "HomePage: https://example.org",
        "Övrigt på kortet": "kollega: Bo",
        "E-post": "ana@example.org",
    }


def test_address_gives_town_and_country(tmp_path: Path) -> None:
    assert of(
        tmp_path,
        "ADR;HOME:;;Hemgatan 1;Lund;;222 22;Sverige",
        "ADR;WORK:Box 1;;Storgatan 2\\, vån 3;Wien;;1010;Österrike",
        "LABEL;WORK;ENCODING=QUOTED-PRINTABLE:Storgatan 2=0D=0AWien",
    ) == {
        "Ort": "Wien",
        "Land": "Österrike",
        "Postadress": "Box 1, Storgatan 2, vån 3, 1010",
        "Fler adresser": "Storgatan 2\nWien\nhome: Hemgatan 1, Lund, 222 22, Sverige",
    }


def test_organisation_with_units(tmp_path: Path) -> None:
    assert of(
        tmp_path,
        "ORG:Provstad\\; stad;Kontoret;Enheten",
        "ORG:Andra;Delen",
        "ROLE:Samordnare",
        "TITLE:Strateg",
        "TITLE:Chef",
    ) == {
        "Organisation": "Provstad; stad",
        "Avdelning": "Kontoret, Enheten",
        "Fler organisationer": "Andra, Delen",
        "Titel": "Strateg",
        "Roll på kortet": "Chef\nSamordnare",
    }


def test_role_is_the_title_of_who_has_none(tmp_path: Path) -> None:
    assert of(tmp_path, "ROLE:Samordnare") == {"Titel": "Samordnare"}


def test_everything_else_stays_readable(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        "BDAY:--0229",
        "ANNIVERSARY:20091010",
        "NICKNAME:Anan",
        "CATEGORIES:Norden,Klimat",
        "LANG;PREF=1:fr",
        "LANG:de",
        "NOTE:ett\\ntvå\\, tre",
        "NOTE:fyra",
        "IMPP:xmpp:ana@example.org",
        "X-FOO;BAR=1:en\\;två",
        "AGENT:BEGIN:VCARD\\nFN:Bo\\nEND:VCARD",
        version="4.0",
    )
    assert found == {
        "Födelsedag": "--0229",
        "Bemärkelsedag": "20091010",
        "Smeknamn": "Anan",
        "Kategorier": "Norden,Klimat",
        "Språk": "fr\nde",
        "Anteckning": "ett\ntvå, tre\nfyra",
        "Övrigt på kortet": "IMPP: xmpp:ana@example.org\nX-FOO: en;två\n"
        "AGENT: BEGIN:VCARD\nFN:Bo\nEND:VCARD",
    }


def test_what_is_for_programs_is_named(tmp_path: Path) -> None:
    found = read(card(NAME, "REV:20260101T000000Z", "UID:7", "PRODID:-//x"), tmp_path)
    assert found.rows == [ANA]
    assert found.remarks["cards_technical"] == {"names": "PRODID, REV, UID"}


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (("FN:Ana Prov",), ANA),
        (("N:;;;;", "FN:Prov, Ana"), ANA),
        (("N:Ana Prov", "FN:Ana Prov"), ANA),
        (("N:Prov;Ana;Maria,Eva;Dr;Jr",), {
            **ANA, "Förnamn": "Ana Maria Eva", "Före namnet": "Dr", "Efter namnet": "Jr"
        }),
        (("N:Prov;Ana", "FN:Dr Ana Prov (Lund)"), {
            **ANA, "Namn på kortet": "Dr Ana Prov (Lund)"
        }),
        (("N:Prov;Ana", "FN:Prov\\, Ana"), ANA),
        (("N:Prov;Ana", "N;LANGUAGE=ja:証;明"), {**ANA, "Namn på kortet": "証, 明"}),
        (("FN:Provstad", "N:;;;;", "ORG:Provstad;"), {
            "Organisation": "Provstad", "Kort utan person": "org: Provstad"
        }),
        (("KIND:org", "FN:Provstad"), {"Kort utan person": "org: Provstad"}),
        (("X-ABShowAs:COMPANY", "FN:Provstad"), {"Kort utan person": "org: Provstad"}),
        (("X-ADDRESSBOOKSERVER-KIND:group", "N:Norden", "FN:Norden"), {
            "Kort utan person": "group: Norden Norden"
        }),
        (("KIND:individual", "FN:Ana Prov"), ANA),
        ((), {"Kort utan person": "–"}),
        (("NOTE:\x01",), {"Kort utan person": "–"}),
    ],
)  # fmt: skip
def test_who_it_is(tmp_path: Path, lines: tuple[str, ...], cells: dict[str, str]) -> None:
    assert who(tmp_path, *lines) == cells


def test_divided_names_are_told(tmp_path: Path) -> None:
    found = read(card("FN:Ana Prov") + card(NAME) + card("FN:Bo Prov"), tmp_path)
    assert found.remarks["cards_divided"] == {"count": 2, "rows": "2, 4"}


@pytest.mark.parametrize(
    ("written", "text", "version"),
    [
        ("a\\,b\\;c\\\\d\\ne\\Nf\\:g", "a,b;c\\d\ne\nf:g", "3.0"),
        ("C:\\new\\;x", "C:\\new;x", "2.1"),
        ("slut\\", "slut\\", "3.0"),
        ("F\\x", "F\\x", "3.0"),
        ('"citat"', '"citat"', "3.0"),
        ("a;b", "a;b", "3.0"),
    ],
)
def test_escapes(tmp_path: Path, written: str, text: str, version: str) -> None:
    assert of(tmp_path, f"NOTE:{written}", version=version) == {"Anteckning": text}


def test_base64_text_is_text_and_pictures_are_none(tmp_path: Path) -> None:
    found = read(
        card(NAME, "NOTE;ENCODING=b:w4VzYQ==", "X-PIC;BASE64:/9j/4AAQSkZJRg==", "X-D:data:x;y,z"),
        tmp_path,
    )
    assert found.rows == [{**ANA, "Anteckning": "Åsa"}]
    assert found.remarks["cards_binary"] == {"count": 2}


def test_lines_outside_cards_are_counted(tmp_path: Path) -> None:
    found = read("Hej,\n\n" + card(NAME) + "END:VCARD\n", tmp_path)
    assert found.rows == [ANA]
    assert found.remarks["cards_outside"] == {"count": 2}


def test_indented_cards_are_read(tmp_path: Path) -> None:
    text = "".join(f"  {line}\n" for line in card(NAME, "NOTE:ett", " två").splitlines())
    path = tmp_path / "kort.vcf"
    path.write_text(text)
    (row,) = cards_of(read_cards(path)).rows
    assert row == {**ANA, "Anteckning": "etttvå"}


def test_folded_line_that_looks_like_a_beginning_is_text(tmp_path: Path) -> None:
    found = read(card(NAME, "NOTE:ett\r\n BEGIN:VCARD\r\n END:VCARD"), tmp_path)
    assert found.rows == [{**ANA, "Anteckning": "ettBEGIN:VCARDEND:VCARD"}]


def test_unknown_version_is_told(tmp_path: Path) -> None:
    found = read(card(NAME, version="9.9"), tmp_path)
    assert found.rows == [ANA]
    assert found.remarks["cards_versions"] == {"count": 1, "rows": "2"}
