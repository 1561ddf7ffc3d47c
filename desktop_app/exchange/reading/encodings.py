"""Which encoding bytes are in that are not UTF-8: the one whose letters make likely words.

A general guesser takes Swedish for Czech and Macintosh for DOS, since names in lists are few. The
languages of Europe are told apart here by which letters are common, and by where they stand.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

__all__ = ["likely_encoding"]

COMMON = frozenset("åäöÅÄÖéü")
RATHER = frozenset("øèł")
KNOWN = frozenset(
    "àáíóúçñôêâãëîïõæßÆØÉÜýðþŠŽšžÁÍÓÚÇÈ"  # west
    "ąćęńśźżčďěňřťůőűđăşţŁŚŻČŘĆ"  # and east
)
SIGNS = frozenset("–—’‘“”„…»«€°§·´\xa0•™®©½")
WITHIN_WORDS = frozenset("’´–\xa0")
VOWELS = frozenset("aeiouyøæœı")
OFTEN, NOW_AND_THEN, SOMETIMES, RARELY = 4.0, 3.0, 2.5, 0.5
WRONG = -4.0
IMPOSSIBLE = float("-inf")
USUAL = 2.0
"""What the encoding of Swedish Windows has ahead, where the letters say little."""


def likely_encoding(sample: bytes) -> str:
    """Return the encoding in which a sample of bytes that are no UTF-8 makes most sense."""
    best, most = "cp1252", IMPOSSIBLE
    for encoding, judge in _JUDGES.items():
        try:
            # What is cut off at the end of the sample is no fault.
            points = judge(codecs.getincrementaldecoder(encoding)().decode(sample))
        except UnicodeDecodeError:
            continue
        if points > most:
            best, most = encoding, points
    return best


def _european(text: str) -> float:
    """Return how likely the letters and signs of a text are that are not ASCII."""
    padded = f" {text} "
    return sum(
        _letter(padded[place - 1], mark, padded[place + 1])
        if mark.isalpha()
        else _sign(padded[place - 1], mark, padded[place + 1])
        for place, mark in enumerate(padded)
        if not mark.isascii()
    )


def _usual(text: str) -> float:
    return USUAL + _european(text)


def _sign(before: str, sign: str, after: str) -> float:
    if sign not in SIGNS:
        return WRONG
    if before.isalpha() and after.isalpha():
        return -1.0 if sign in WITHIN_WORDS else WRONG
    return 1.0


def _letter(before: str, letter: str, after: str) -> float:
    """Return how likely a letter is between its neighbours: case and vowels alternate in words."""
    near = [each for each in (before, after) if each.isalpha()]
    if _breaks_case(before, letter, after):
        return WRONG
    if not near:
        return _weight(letter) - 2
    vowels = sum(map(_is_vowel, near))
    if _is_vowel(letter):
        return _weight(letter) - 1.5 * vowels
    return _weight(letter) - (0 if vowels else 2.5)


def _breaks_case(before: str, letter: str, after: str) -> bool:
    if letter.isupper():
        return before.islower() or (before.isalpha() and after.islower())
    return letter.islower() and before.isupper() and after.isupper()


@cache
def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0].casefold() in VOWELS


def _weight(letter: str) -> float:
    if letter in COMMON:
        return OFTEN
    if letter in RATHER:
        return NOW_AND_THEN
    return SOMETIMES if letter in KNOWN else RARELY


def _japanese(text: str) -> float:
    """Return how likely a text is Japanese: Western words would be its signs among our letters."""
    padded = f" {text} "
    places = [place for place, sign in enumerate(padded) if not sign.isascii()]
    if not places or not all(_is_japanese(padded[place]) for place in places):
        return IMPOSSIBLE
    near = [padded[place - 1] + padded[place + 1] for place in places]
    among_ours = sum(any(each.isascii() and each.isalpha() for each in pair) for pair in near)
    among_own = sum(not pair.isascii() for pair in near)
    fits = among_ours * 10 <= len(places) and among_own * 2 >= len(places)
    return OFTEN * len(places) if fits else IMPOSSIBLE


def _is_japanese(sign: str) -> bool:
    return "\u3000" <= sign < "\ua000" or "\uff00" <= sign < "\uff60"


_JUDGES: Mapping[str, Callable[[str], float]] = {
    "cp1252": _usual,
    "cp1250": _european,
    "mac_roman": _european,
    "cp850": _european,
    "cp437": _european,
    "cp932": _japanese,
}
"""How likely a text is in each encoding; of equals the first."""
