"""Alphabetical order as a key: strings whose plain order is the order of a Swedish or English list.

The order is that of CLDR (and so of Qt's QCollator in numeric mode): spaces and punctuation come
before digits and these before letters, numbers stand by their size, accents and capitals count
only between words that are otherwise alike. In Swedish å ä ö follow z, with æ ę at ä, ø ő œ ô at ö
and ü ű at y; w is a letter of its own.
"""

from __future__ import annotations

import re
import string
from unicodedata import category, combining, decimal, normalize

_TIE = "\x01"  # before all of the alphabet below, so that shorter words come first
_PUNCTUATION = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_FIRST_SIGN = 2
_OTHER_SIGN = chr(_FIRST_SIGN + len(_PUNCTUATION))
_SIGNS = {sign: chr(_FIRST_SIGN + place) for place, sign in enumerate(_PUNCTUATION)}
_ALIKE = str.maketrans("‐‑‒–—−’‘‚“”„\xa0\u202f", "------'''\"\"\"  ")
_AFTER_Z = "{|}"  # the three ASCII characters after z stand for å, ä and ö
_THORN_IN_ENGLISH = "~"
_EVERYWHERE = {
    **dict(zip("łđðħŧıøǿŋς", "lddhtioonσ", strict=True)),
    "ß": "ss",
    "æ": "ae",
    "ǽ": "ae",
    "œ": "oe",
    "þ": "z" + _THORN_IN_ENGLISH,
}
_SWEDISH = {
    **dict.fromkeys("åǻ", _AFTER_Z[0]),
    **dict.fromkeys("äæęǽ", _AFTER_Z[1]),
    **dict.fromkeys("öøőœôǿ", _AFTER_Z[2]),
    **dict.fromkeys("üű", "y"),
    "þ": "th",
}
_DIGITS = "[0-9]+"
_LONGEST_NUMBER = 0x30  # the sign of its length stays between the digits and the letters
_MOST_REMEMBERED = 20_000


class _Alphabet(dict[int, str]):
    """The place of each character in a language's alphabet, found once and remembered."""

    def __init__(self, letters: dict[str, str]) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, code: int) -> str:
        place = self._place(chr(code))
        if len(self) < _MOST_REMEMBERED:
            self[code] = place
        return place

    def _place(self, letter: str) -> str:
        known = self._letters.get(letter) or _SIGNS.get(letter)
        if known is not None:
            return known
        if letter.isdecimal():
            return str(decimal(letter))
        parts = normalize("NFKD", letter)
        if parts != letter:
            return "".join(self[ord(part)] for part in parts)
        if combining(letter) or category(letter)[0] == "C":
            return ""
        return _OTHER_SIGN + letter if category(letter)[0] in "PSZ" else letter


_ALPHABETS = {"sv": _Alphabet({**_EVERYWHERE, **_SWEDISH}), "en": _Alphabet(_EVERYWHERE)}
_ASCII = bytes(
    ord(_SIGNS.get(chr(code), chr(code).lower())) if chr(code) in string.printable else _FIRST_SIGN
    for code in range(256)
)


def collation_key(text: str, language: str) -> str:
    """Return a key that sorts by code point as `text` stands in an alphabetical list.

    It holds no NUL. Texts that differ only in accents or capitals follow each other, small
    letters and plain ones first.
    """
    if text.isascii():
        key = text.encode().translate(_ASCII).decode()
    else:
        alphabet = _ALPHABETS["en" if language == "en" else "sv"]
        key = normalize("NFC", text.translate(_ALIKE).lower()).translate(alphabet)
    tie = text.swapcase()
    if tie.swapcase() != text:  # ß has no single capital
        tie += _TIE + text
    return f"{re.sub(_DIGITS, _by_size, key)}{_TIE}{tie}".replace("\x00", "")


def _by_size(found: re.Match[str]) -> str:
    """Return a number with its length before it, so that 9 comes before 10."""
    digits = found[0].lstrip("0") or "0"
    return chr(0x30 + min(len(digits), _LONGEST_NUMBER)) + digits
