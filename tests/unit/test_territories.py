from __future__ import annotations

import pytest
from babel import Locale
from babel.core import get_global
from babel.localedata import exists

from desktop_app.domain import native_names, territories


def test_codes_are_those_of_iso_and_kosovo() -> None:
    assert len(territories.codes()) == 250  # 249 of ISO 3166 and XK
    assert {"SE", "XK", "AX", "PS", "TW"} <= territories.codes()
    assert not {"EU", "EZ", "UN", "XA", "ZZ", "UK"} & territories.codes()


@pytest.mark.parametrize("line", native_names.COUNTRIES.strip().split("\n"))
def test_native_names_of_countries_are_cldrs(line: str) -> None:
    code, _, names = line.partition(" ")
    spoken = [tag for tag in get_global("territory_languages")[code] if exists(tag)]
    known = {Locale.parse(tag).territories.get(code) for tag in spoken}
    assert set(names.split("; ")) <= known


def test_native_names_mean_one_country_each() -> None:
    lines = native_names.COUNTRIES.strip().split("\n")
    assert len({line.split(" ")[0] for line in lines}) == len(lines)
    for line in lines:
        code, _, names = line.partition(" ")
        assert {territories.code_of(name) for name in names.split("; ")} == {code}


@pytest.mark.parametrize("language", ["sv", "en", "de", "fr", "es", "it", "nl", "da", "nb", "fi"])
def test_no_name_is_shared_by_two_countries(language: str) -> None:
    lost = {"CD", "CG"}  # nb and es call one of them only Kongo, Congo
    for code in territories.codes() - lost:
        assert territories.code_of(Locale.parse(language).territories[code]) == code


def test_closest_name() -> None:
    assert territories.closest("Sverge") == "SE"
    assert territories.closest("Deutchland") == "DE"
    assert territories.closest("qqqq") is None


def test_unknown_codes_are_shown_as_they_are() -> None:
    assert territories.name("QQ", "sv") == "QQ"
