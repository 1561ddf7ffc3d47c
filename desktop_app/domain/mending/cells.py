"""Read a cell of somebody's list: what was damaged on its way is mended where that is certain.

Spreadsheets take the zero off phone numbers, write errors where a value should be and wrap codes
in formulas; mail programs garble letters. What is mended is told. What could be read in two ways
is not: the cell is refused with both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from desktop_app.domain.kinds import (
    Choice,
    Choices,
    Country,
    Currency,
    Date,
    Email,
    Flag,
    Given,
    Kind,
    Languages,
    Link,
    Note,
    Phone,
    Reference,
    Tags,
    Text,
    Value,
    Website,
)
from desktop_app.domain.kinds.given import hides, may_hide, shown
from desktop_app.domain.mending.days import is_early_cell, read_day
from desktop_app.domain.mending.found import About, Mended, Parse
from desktop_app.domain.mending.mojibake import DOS_QUOTE, may_be_garbled, set_right
from desktop_app.domain.mending.phones import (
    BETWEEN,
    is_bare,
    may_be_several,
    may_need_row,
    read_bare,
    read_phone,
)
from desktop_app.domain.mending.spellings import read_country, read_email
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

__all__ = ["BESIDE", "About", "Mended", "is_suspect", "may_hold_damage", "needs_row", "read"]

BESIDE: Mapping[str, str] = MappingProxyType({"phone": "mobile", "mobile": "phone"})
"""Fields that have another of the same kind beside them, for a second number in a cell."""

GARBLED = Words(
    "Lästes som ”{text}”: bokstäverna var förvanskade.",
    "Read as “{text}”: the letters were garbled.",
)
WRAPPED = Words(
    "Lästes som ”{text}”: ett kalkylblad hade skrivit om det.",
    "Read as “{text}”: a spreadsheet had rewritten it.",
)
NO_VALUE = Words(
    "”{text}” är ett fel i ett kalkylblad, inget värde; fältet lämnades tomt.",
    "“{text}” is an error of a spreadsheet, not a value; the field was left empty.",
)
NOTHING = Words(
    "”{text}” betyder att inget är angivet; fältet lämnades tomt.",
    "“{text}” means that nothing is given; the field was left empty.",
)
UNSEEN = Words(
    "Osynliga tecken togs bort; det som syns är kvar.",
    "Invisible characters were removed; what is seen remains.",
)
NARROW = Words(
    "Bara ”{text}” står kvar: kolumnen var för smal när listan sparades. Skriv värdet igen.",
    "Only “{text}” is left: the column was too narrow when the list was saved. "
    "Write the value again.",
)
ROUNDED = Words(
    "”{text}” är ett tal som ett kalkylblad har avrundat; skriv det som det ska stå.",
    "“{text}” is a number that a spreadsheet has rounded; write it as it should be.",
)
A_DAY = Words(
    "Cellen är ett datum, {date}; ett kalkylblad kan ha gjort om något annat, som 2-3. "
    "Skriv det som text.",
    "The cell is a date, {date}; a spreadsheet may have changed something else, such as 2-3. "
    "Write it as text.",
)

_ERRORS = frozenset(
    (
        *("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"),
        *("#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#PYTHON!", "#GETTING_DATA"),
        *("#SAKNAS!", "#REFERENS!", "#VÄRDEFEL!", "#DIVISION/0!", "#NAMN?", "#SKÄRNING!"),
        *("#OGILTIGT!", "#BEZUG!", "#WERT!", "#NV", "#ZAHL!", "#VALEUR!", "#NOM?", "#NOMBRE!"),
        *("#NUL!", "#I/T", "#VÆRDI!", "#VERDI!", "#NAVN?", "#PUUTTUU!", "#VIITTAUS!", "#ARVO!"),
        *("ERR:502", "ERR:508", "ERR:522", "#ERROR!"),
    )
)
_DASHES = r"[-‐‑‒–—―−]{1,3}"
_UNSAID = "(?i:n/?a|n\\.a\\.|null|none|nan|saknas|uppgift saknas|okänt|okänd|unknown|\\?)"
_FORMULA = r'=\s*"((?:[^"]|"")*)"'
_QUOTED = r"'\s*([+0-9][0-9 ()/.+-]*)"
_HASHES = r"#{3,}"
_EXPONENT = r"[+-]?[0-9]+(?:[.,][0-9]+)?E\+[0-9]{1,3}"
_FIRST = frozenset("#='-‐‑‒–—―−")

# Some of these are in every text that is marked as damaged.
_IN_DAMAGED = ("#", "=", "'")
# All but control characters, and the bytes that go on with a character of UTF-8. Where none of
# these is, a text of Latin letters hides nothing and is garbled only where `DOS_QUOTE` tells.
_USUAL = bytes((*b"\t\n\v\f\r", *BETWEEN.encode(), *range(0x20, 0x7F), *range(0xC0, 0x100)))
_DASHED = frozenset(dash * count for dash in "-‐‑‒–—―−" for count in (1, 2, 3))

_WORDED = (Text, Reference, Tags)
_CODED = (Choice, Choices, Country, Currency, Date, Email, Flag, Languages, Phone, Website)
_WITHOUT_LINES = (*_WORDED, *_CODED, Link)


def is_suspect(kind: Kind, cell: Given) -> bool:
    """Tell, quickly, whether a cell may be damaged though it parses; `read` finds out."""
    if isinstance(cell, str):
        if not cell.isascii() or not cell.isprintable():
            return may_be_garbled(cell) or hides(cell) or _is_marked(kind, cell)
        return _is_marked(kind, cell)
    if isinstance(cell, date):
        return isinstance(kind, _WORDED) or is_early_cell(cell)
    return False


def may_hold_damage(kind: Kind, texts: Collection[str]) -> bool:
    """Tell of many texts at once whether one may be suspect or need its row: in nearly none is."""
    joined = BETWEEN.join(("", *texts, ""))
    if any(mark in joined for mark in _IN_DAMAGED) or not _DASHED.isdisjoint(map(str.strip, texts)):
        return True
    try:
        odd = bool(joined.encode("latin-1").translate(None, _USUAL)) or DOS_QUOTE in joined
    except UnicodeEncodeError:
        odd = may_be_garbled(joined) or may_hide("".join(texts))
    odd = odd or ("+" in joined and "E+" in joined)
    return odd or (isinstance(kind, Phone) and may_need_row(joined))


def needs_row(kind: Kind, cell: Given) -> bool:
    """Tell whether it takes the rest of the row to read a cell."""
    if not isinstance(kind, Phone):
        return False
    return is_bare(cell) or (isinstance(cell, str) and may_be_several(cell))


def read(kind: Kind, parse: Parse, cell: Given, about: About) -> Value | Mended:
    """Return the value of a cell, or as what it was mended.

    Args:
        kind: The kind of the field that it goes to.
        parse: How it is read where nothing is wrong with it.
        cell: What stands there.
        about: What is known of its column and row.

    Raises:
        Invalid: What is wrong with it.
    """
    if isinstance(cell, str):
        return _read_text(kind, parse, cell, about)
    if isinstance(cell, date) and isinstance(kind, _WORDED):
        raise Invalid(A_DAY.fill(date=cell.isoformat()[:10]), value=cell)
    return _read_kind(kind, parse, cell, about)


def _is_marked(kind: Kind, text: str) -> bool:
    """Tell whether a text is marked as damaged by how it begins, or ends as no text does."""
    bare = text.strip()
    first = bare[:1]
    if first in _FIRST:
        return (
            _of_nothing(kind, bare) is not None
            or re.fullmatch(_HASHES, bare) is not None
            or _unwrapped(kind, bare) is not None
        )
    return "E+" in bare and isinstance(kind, _WORDED) and bool(re.fullmatch(_EXPONENT, bare))


def _read_text(kind: Kind, parse: Parse, text: str, about: About) -> Value | Mended:
    bare = text.strip()
    if nothing := _of_nothing(kind, bare):
        return nothing
    if re.fullmatch(_HASHES, bare):
        raise Invalid(NARROW.fill(text=shown(bare)), value=text)
    if isinstance(kind, _WORDED) and re.fullmatch(_EXPONENT, bare):
        raise Invalid(ROUNDED.fill(text=bare), value=text)
    for inner, reason in ((_unwrapped(kind, bare), WRAPPED), (set_right(text), GARBLED)):
        if inner is not None:
            found = _read_text(kind, parse, inner, about)
            value = found.value if isinstance(found, Mended) else found
            return Mended(value, reason.fill(text=shown(inner)))
    return _read_plain(kind, parse, text, about)


def _read_plain(kind: Kind, parse: Parse, text: str, about: About) -> Value | Mended:
    try:
        found = _read_kind(kind, parse, text, about)
    except Invalid:
        if isinstance(kind, _CODED) and re.fullmatch(_UNSAID, text.strip()):
            return Mended(None, NOTHING.fill(text=text.strip()), often=True)
        raise
    if hides(text) and not isinstance(found, Mended):
        return Mended(found, UNSEEN, often=True)
    return found


def _of_nothing(kind: Kind, text: str) -> Mended | None:
    """Return that a text says nothing, None where it says something."""
    if text.upper() in _ERRORS:
        return Mended(None, NO_VALUE.fill(text=text))
    if isinstance(kind, _WITHOUT_LINES) and re.fullmatch(_DASHES, text):
        return Mended(None, NOTHING.fill(text=text), often=True)
    return None


def _unwrapped(kind: Kind, text: str) -> str | None:
    """Return what a formula ="0046" or an apostrophe before digits keeps from being a number."""
    if found := re.fullmatch(_FORMULA, text.strip()):
        return found[1].replace('""', '"')
    found = None if isinstance(kind, Note) else re.fullmatch(_QUOTED, text.strip())
    return found[1] if found else None


def _read_kind(kind: Kind, parse: Parse, cell: Given, about: About) -> Value | Mended:
    if isinstance(kind, Phone):
        reader = read_bare if is_bare(cell) else read_phone
        return reader(parse, cell, about)
    if isinstance(kind, Date):
        return read_day(parse, cell, about)
    if isinstance(kind, Email):
        return read_email(parse, cell, about)
    return read_country(parse, cell, about) if isinstance(kind, Country) else parse(cell)
