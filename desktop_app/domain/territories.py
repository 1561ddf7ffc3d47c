"""Countries: their codes and what they are called.

Names come from CLDR through Babel, which is imported when the first name is asked for.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from desktop_app.domain import native_names
from desktop_app.domain.folding import fold

# Codes that CLDR names but that are no country: parts, unions, test codes.
_NO_COUNTRY = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)
# Names shown otherwise than CLDR has them.
_SHOWN = {
    "sv": {"HK": "Hongkong", "MM": "Myanmar", "MO": "Macao", "PS": "Palestina"},
    "en": {"HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao", "PS": "Palestine"},
}
_FIRST_LANGUAGES = ("sv", "en")
_OTHER_LANGUAGES = ("de", "fr", "es", "it", "nl", "da", "nb", "fi")
_SYNONYMS = """
AE UAE; Emiraten; Emirates
AX Åland Islands; Ahvenanmaa
BA Bosnien; Bosnia; BiH
BE Belgique; België
BO Plurinational State of Bolivia
BY Vitryssland; White Russia
CD DR Kongo; DR Congo; DRC; Demokratiska republiken Kongo; Democratic Republic of the Congo; Zaire
CG Republiken Kongo; Republic of the Congo
CH Schweiz; Confoederatio Helvetica
CI Ivory Coast; Cote d'Ivoire
CN Folkrepubliken Kina; People's Republic of China; Mainland China; PRC
CV Cabo Verde
CZ Tjeckiska republiken; Czech Republic; Cechia; Ceska republika
DE Förbundsrepubliken Tyskland; Federal Republic of Germany
FK Malvinas
FM Micronesia
GB UK; U.K.; United Kingdom of Great Britain and Northern Ireland; Great Britain; Britain
GB Förenade kungariket; England; Skottland; Scotland; Wales; Nordirland; Northern Ireland
GR Hellas; Hellenic Republic
HK Hongkong; Hong Kong
IE Eire; Republiken Irland; Republic of Ireland
IR Islamic Republic of Iran; Persien
KP DPRK; Democratic People's Republic of Korea
KR Korea; Republiken Korea; Republic of Korea
LA Lao People's Democratic Republic
MD Republic of Moldova; Moldavia
MK Makedonien; Macedonia; FYROM; Republic of North Macedonia
MM Myanmar; Burma
MO Macao; Macau
NL Holland; The Netherlands; Nederland
PS Palestina; Palestine; State of Palestine; Västbanken; Gaza
RU Ryska federationen; Russian Federation
SE Konungariket Sverige; Kingdom of Sweden
SK Slovakiska republiken; Slovak Republic
SY Syrian Arab Republic
SZ Swaziland
TL Östtimor; East Timor
TR Turkey; Republiken Turkiet; Turkiye
TW Chinese Taipei
TZ United Republic of Tanzania
US USA; U.S.A.; U.S.; US of A; Förenta staterna; Amerikas förenta stater
US United States of America; Amerika; America
VA Heliga stolen; Holy See; Vatikanen; Vatican
VE Bolivarian Republic of Venezuela
VN Viet Nam
"""
_THREE_LETTERS = "[A-Z]{3}"
# Some languages call one of the two Congos only that.
_AMBIGUOUS = frozenset(("congo", "kongo"))
_NOT_COUNTED = frozenset(("and", "och", "the"))


@cache
def codes() -> frozenset[str]:
    """Return the ISO 3166 alpha-2 codes of all countries and territories, and XK (Kosovo)."""
    two_letters = {code for code in _babel_names("en") if re.fullmatch("[A-Z]{2}", code)}
    return frozenset(two_letters - _NO_COUNTRY)


@lru_cache(maxsize=1024)
def name(code: str, language: str) -> str:
    """Return what a country is called in ``sv`` or ``en``, the code itself if it is unknown."""
    language = "en" if language == "en" else "sv"
    called = _SHOWN[language].get(code) or _babel_names(language).get(code, code)
    return called.replace(" & ", " and ") if language == "en" else called


@lru_cache(maxsize=4096)
def code_of(text: str) -> str | None:
    """Return the code of a country given by code (2 or 3 letters) or by a name in any language."""
    code = text.strip().upper()
    if code in codes():
        return code
    key = _key(text)
    return _first_names().get(key) or _alpha_3().get(code) or _other_names().get(key)


@lru_cache(maxsize=1024)
def closest(text: str) -> str | None:
    """Return the code of the country whose name is most like `text`, None if none is."""
    from difflib import get_close_matches  # noqa: PLC0415 — only for faults

    for names in (_first_names(), _other_names()):
        if like := get_close_matches(_key(text)[:60], names, n=1, cutoff=0.75):
            return names[like[0]]
    return None


def _key(text: str) -> str:
    """Return the part of a name by which it is found: ”St. Lucia” as ”Saint Lucia”."""
    words = (word for word in fold(text).split() if word not in _NOT_COUNTED)
    return " ".join("st" if word in ("saint", "sankt") else word for word in words)


def _babel_names(language: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415

    return dict(Locale.parse(language).territories.items())


def _listed(table: str) -> dict[str, str]:
    """Return the codes by the names of a table whose lines are ”CODE name; name”."""
    pairs = (line.split(" ", 1) for line in table.strip().split("\n"))
    return {_key(name): code for code, names in pairs for name in names.split(";")}


@cache
def _first_names() -> dict[str, str]:
    """Return the codes by their Swedish and English names and the synonyms."""
    found = _listed(_SYNONYMS)
    for language in _FIRST_LANGUAGES:
        _add(found, language)
    return found


@cache
def _other_names() -> dict[str, str]:
    """Return the codes by their names in other languages, their own among them."""
    found = _listed(native_names.COUNTRIES)
    for language in _OTHER_LANGUAGES:
        _add(found, language)
    return found


def _add(found: dict[str, str], language: str) -> None:
    for code, called in _babel_names(language).items():
        if code in codes() and _key(called) not in _AMBIGUOUS:
            found.setdefault(_key(called), code)


@cache
def _alpha_3() -> dict[str, str]:
    """Return the codes by their codes of three letters."""
    from babel.core import get_global  # noqa: PLC0415

    aliases = get_global("territory_aliases").items()
    return {
        old: new[0] for old, new in aliases if len(new) == 1 and re.fullmatch(_THREE_LETTERS, old)
    }
