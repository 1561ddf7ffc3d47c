"""Languages: their codes and what they are called, from CLDR through Babel (imported when used)."""

from __future__ import annotations

from functools import cache, lru_cache

from desktop_app.domain import native_names
from desktop_app.domain.folding import fold

SEPARATOR = r"[;,/\n&+]|\s(?:och|and|samt|eller|or)\s"
"""What stands between languages."""

# Minority and sign languages of Sweden that CLDR does not name, and two whose names there are
# another's name (oj) or code (ga).
_ADDED = {
    "gaa": ("gã", "Gã"),
    "ojc": ("centralojibwa", "Central Ojibwa"),
    "rmf": ("kale", "Kalo Finnish Romani"),
    "rmu": ("resanderomani", "Scandoromani"),
    "rmy": ("vlaxromani", "Vlax Romani"),
    "swl": ("svenskt teckenspråk", "Swedish Sign Language"),
}
_SYNONYMS = """
ca valencianska; Valencian
fa farsi; dari
fit meänkieli
id bahasa Indonesia
ms bahasa Melayu
nb bokmål
nl flamländska; Flemish
nn nynorska; nynorsk
ro moldaviska; Moldovan
rom romani chib
se samiska; Sami
zh mandarin; rikskinesiska; förenklad kinesiska; traditionell kinesiska
"""


@cache
def codes() -> frozenset[str]:
    """Return the codes of all languages that have a name."""
    return frozenset(_names("sv"))


@lru_cache(maxsize=1024)
def name(code: str, language: str) -> str:
    """Return what a language is called in ``sv`` or ``en``, the code itself if it is unknown."""
    return _names("en" if language == "en" else "sv").get(code, code)


@lru_cache(maxsize=4096)
def code_of(text: str) -> str | None:
    """Return the code of a language given by code or by its name, also in the language itself."""
    code = text.strip().lower()
    if code in _names("sv"):
        return code
    return _index().get(fold(text)) or _aliases().get(code)


@cache
def _names(language: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415

    known = Locale.parse(language).languages.items()
    added = {code: names[language == "en"] for code, names in _ADDED.items()}
    return {code: called for code, called in known if "_" not in code} | added


@cache
def _index() -> dict[str, str]:
    """Return the codes by their folded names."""
    found = _listed(_SYNONYMS)
    for language in ("sv", "en"):
        for code, called in _names(language).items():
            if code in _names("sv"):
                found.setdefault(fold(called), code)
    return _listed(native_names.LANGUAGES) | found


def _listed(table: str) -> dict[str, str]:
    """Return the codes by the names of a table whose lines are ”code name; name”."""
    pairs = (line.split(" ", 1) for line in table.strip().split("\n"))
    return {fold(name): code for code, names in pairs for name in names.split(";")}


@cache
def _aliases() -> dict[str, str]:
    """Return the codes by their older ones and those of three letters."""
    from babel.core import get_global  # noqa: PLC0415

    aliases = get_global("language_aliases").items()
    return {old: new for old, new in aliases if new in _names("sv")}
