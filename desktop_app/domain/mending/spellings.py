"""E-mail addresses that were written so that no program finds them, and countries named twice."""

from __future__ import annotations

import re

from desktop_app.domain import territories
from desktop_app.domain.kinds import Given, Value
from desktop_app.domain.kinds.given import clean, shown
from desktop_app.domain.mending.found import About, Mended, Parse
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

__all__ = ["read_country", "read_email"]

READ_AS = Words("”{text}” lästes som {value}.", "“{text}” was read as {value}.")

LONGEST = 200
_AT = r"\s*(?:[\[({<]\s*(?:at|a|snabel-?a|@)\s*[\])}>]|@)\s*"
_DOT = r"\s*[\[({]\s*(?:dot|punkt|\.)\s*[\])}]\s*"
_AROUND = " .,;:<>()[]\"'"
_BETWEEN = r"\s*[/,;()\[\]|]\s*|\s+-\s+"


def read_email(parse: Parse, cell: Given, _about: About) -> Value | Mended:
    """Return an address, mended where only signs around it or in place of @ are wrong."""
    try:
        return parse(cell)
    except Invalid:
        better = _address(cell) if isinstance(cell, str) and len(cell) <= LONGEST else ""
        if better.count("@") != 1 or better == cell:
            raise
        value = parse(better)
    return Mended(value, READ_AS.fill(text=shown(cell), value=value))


def _address(text: str) -> str:
    plain = re.sub(_DOT, ".", re.sub(_AT, "@", clean(text).strip(_AROUND), flags=re.IGNORECASE))
    return plain.strip(_AROUND)


def read_country(parse: Parse, cell: Given, _about: About) -> Value | Mended:
    """Return a country, also where it is named in two languages, or by name and code."""
    try:
        return parse(cell)
    except Invalid:
        parts = re.split(_BETWEEN, clean(cell)) if isinstance(cell, str) else []
        codes = {territories.code_of(part) for part in parts if part}
        code = codes.pop() if len(codes) == 1 and len(str(cell)) <= LONGEST else None
        if code is None:
            raise
    name = Words(territories.name(code, "sv"), territories.name(code, "en"))
    return Mended(code, READ_AS.fill(text=shown(cell), value=name))
