"""Rows of a list beside the rows of a register."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.role_addresses import is_role
from desktop_app.services import pairing, writing
from desktop_app.services.duplicates import Finder, alike
from desktop_app.services.register import Register

CONTACT, ORGANISATION = CATALOGUE["contact"], CATALOGUE["organisation"]
OFFICE = "Stadsledningskontoret"
KNOWN: tuple[Mapping[str, str], ...] = (
    {
        "given_name": "Åsa",
        "family_name": "Öberg",
        "email": "asa.oberg@example.org",
        "mobile": "070-174 06 51",
    },
    {"given_name": "Åsa", "family_name": "Öberg", "organisation": OFFICE},
    {"given_name": "Bo", "family_name": "Prov", "organisation": OFFICE},
)


@pytest.fixture
def ids(register: Register) -> list[str]:
    return [writing.put(register, CONTACT, None, values).id for values in KNOWN]


def near(register: Register, values: Mapping[str, str], place: str = "") -> list[str]:
    return [pair.second for pair in Finder(register, CONTACT).near(values, place)]


def test_a_row_of_a_list_looks_like_rows_there_are(register: Register, ids: list[str]) -> None:
    mail = {"given_name": "Aasa", "family_name": "Oeberg", "email": "ASA.oberg@example.org"}
    assert near(register, mail) == ids[:1]
    assert near(register, mail, OFFICE) == ids[:2]
    assert near(register, {"given_name": "Prov", "family_name": "Bo"}, OFFICE) == ids[2:]
    assert near(register, {"given_name": "Bo", "family_name": "Provson"}, "Annat") == []
    assert near(register, {"given_name": "Åsa"}) == []
    assert near(register, {}) == []


def test_the_likeliest_comes_first_with_its_reasons(register: Register, ids: list[str]) -> None:
    finder = Finder(register, CONTACT)
    found = finder.near({**KNOWN[0]}, OFFICE)
    assert [(pair.first, pair.second, pair.sure) for pair in found] == [
        ("", ids[0], True),
        ("", ids[1], False),
    ]
    assert [reason.en for reason in found[0].reasons] == [
        "same name",
        "same e-mail",
        "same phone number",
    ]
    assert finder.near({**KNOWN[0]}, OFFICE, limit=1) == found[:1]


def test_the_register_may_be_empty_or_not_compared(register: Register) -> None:
    assert near(register, KNOWN[0]) == []
    assert Finder(register, CATALOGUE["fee"]).near({"year": 2026}) == []


def test_it_says_what_the_hint_while_typing_says(register: Register, ids: list[str]) -> None:
    finder = Finder(register, CONTACT)
    for values in KNOWN[:1]:
        assert finder.near(values) == alike(register, CONTACT, values)
    name = {"name": "Miljöforvaltningens"}
    assert Finder(register, ORGANISATION).near(name) == alike(register, ORGANISATION, name)
    assert ids


def test_what_many_share_finds_nobody(
    register: Register, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = {"given_name": "Åsa", "family_name": "Oebergsson", "email": KNOWN[0]["email"]}
    assert near(register, typed) == ids[:1]
    monkeypatch.setattr(pairing, "LARGEST_BLOCK", 0)
    assert near(register, typed) == []


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("info@example.org", True),
        ("Registrator@example.org", True),
        ("eu.kansli@example.org", True),
        ("info2@example.org", True),
        ("mayors-office@example.org", True),
        ("no-reply@example.org", True),
        ("anna.stad@example.org", False),
        ("infoa.prov@example.org", False),
        ("asa@example.org", False),
        ("031 390 06 01", False),
        ("@example.org", False),
        ("", False),
    ],
)
def test_an_address_is_an_office_s_by_its_first_part(address: str, role: bool) -> None:
    assert is_role(address) is role
