"""Currencies: their codes, signs and names, from CLDR through Babel (imported when asked for)."""

from __future__ import annotations

from functools import cache, lru_cache

from desktop_app.domain.folding import fold

SHARED = {
    **dict.fromkeys(("$", "dollar", "dollars"), "USD, CAD, AUD"),
    "¥": "JPY, CNY",
    **dict.fromkeys(("krona", "krone", "kroner", "kronur"), "SEK, NOK, DKK, ISK"),
    **dict.fromkeys(("franc", "francs"), "CHF, XOF"),
    **dict.fromkeys(("peso", "pesos"), "MXN, ARS"),
}
"""Signs and names that several currencies share, with examples of their codes."""

_SIGNS = {"kr": "SEK", "kr.": "SEK", "kronor": "SEK", ":-": "SEK", "€": "EUR", "£": "GBP"}
_SIGNS |= {"us$": "USD", "a$": "AUD", "ca$": "CAD", "c$": "CAD", "dkr": "DKK", "nkr": "NOK"}
_SIGNS |= {"ikr": "ISK", "euros": "EUR", "pund": "GBP", "pounds": "GBP", "zł": "PLN", "kč": "CZK"}
_NO_MONEY = frozenset(("XXX", "XTS", "XUA", "XSU", "XDR", "XAG", "XAU", "XPD", "XPT"))
# Changed after the release of CLDR that Babel has.
_ENDED = frozenset(("BGN",))  # the euro since 2026-01-01


@lru_cache(maxsize=1024)
def code_of(text: str) -> str | None:
    """Return the code of a currency given by code, sign or name in Swedish or English."""
    sign = text.strip().casefold()
    if sign in _SIGNS:
        return _SIGNS[sign]
    code = text.strip().upper()
    return code if code in codes() else _names().get(fold(text))


@lru_cache(maxsize=1024)
def name(code: str, language: str) -> str:
    """Return what a currency is called in ``sv`` or ``en``, the code itself if it is unknown."""
    from babel import Locale  # noqa: PLC0415

    names = Locale.parse("en" if language == "en" else "sv").currencies
    return str(names.get(code, code))


@cache
def codes() -> frozenset[str]:
    """Return the codes of all currencies that were ever in use."""
    from babel.numbers import list_currencies  # noqa: PLC0415

    return frozenset(list_currencies()) - _NO_MONEY


@cache
def current() -> frozenset[str]:
    """Return the codes of the currencies that some country uses today."""
    from babel.core import get_global  # noqa: PLC0415

    uses = (use for used in get_global("territory_currencies").values() for use in used)
    # A use is (code, start, end, whether it is legal tender).
    return frozenset(code for code, _, end, tender in uses if end is None and tender) - _ENDED


@cache
def _names() -> dict[str, str]:
    """Return the codes by their names, of one and of many."""
    from babel import Locale  # noqa: PLC0415
    from babel.numbers import get_currency_name  # noqa: PLC0415

    found: dict[str, str] = {}
    for language in ("sv", "en"):
        for code, name in Locale.parse(language).currencies.items():
            if code in codes():
                many = get_currency_name(code, 2, language)
                found.setdefault(fold(name), code)
                found.setdefault(fold(many), code)
    return found
