"""Folding of text for finding: the same reading for every spelling, case, accent and script.

Nothing folded is ever kept as a value or compared for identity: it only finds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_letters, digits
from unicodedata import category, normalize

from desktop_app.domain.collation import collation_key

__all__ = ["Query", "Term", "collation_key", "fold", "parse_query", "words"]

_ASCII = bytes(
    ord(chr(code).lower()) if chr(code) in ascii_letters + digits else 32 for code in range(256)
)
# Before reading sounds by letters: Greek ου is ou in the Greek standard, oy letter by letter.
_GREEK_OU = "ο[υύ]|Ο[υυύΥΎ]"
_MOST_REMEMBERED = 20_000


class _Readings(dict[int, str]):
    """The Latin reading of each character, found once and remembered."""

    def __missing__(self, code: int) -> str:
        reading = _reading(chr(code))
        if len(self) < _MOST_REMEMBERED:
            self[code] = reading
        return reading


def _reading(letter: str) -> str:
    """Return the reading of one character in a–z and 0–9, a space for what divides words.

    Marks and signs inside words (accents, the Slavonic soft sign, the Arabic ayn) have none.
    """
    if letter.isascii():
        return letter.lower() if letter.isalnum() else " "
    from anyascii import anyascii  # noqa: PLC0415

    latin = anyascii(letter).lower()
    inside = category(letter)[0] in "LM" or category(letter) == "Cf"
    return "".join(c if c.isalnum() else "" if inside else " " for c in latin) or (
        "" if inside else " "
    )


_READINGS = _Readings()


def fold(text: str) -> str:
    """Return `text` as it is searched for: words of a–z and 0–9 with single spaces between.

    Greek with ου is given in both its readings, one after the other.
    """
    reading = _fold_once(text)
    if text.isascii() or not ("ο" in text or "Ο" in text):
        return reading
    standard = _fold_once(re.sub(_GREEK_OU, "ou", normalize("NFC", text)))
    return reading if standard == reading else f"{standard} {reading}"


def _fold_once(text: str) -> str:
    if text.isascii():
        latin = text.encode().translate(_ASCII).decode()
    else:
        latin = text.translate(_READINGS)
    return " ".join(latin.split())


def words(text: str) -> list[str]:
    """Return the words of a query, folded: Greek letter by letter, a reading that rows have too."""
    return _fold_once(text).split()


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query; a row fits when it has all its `words`.

    Attributes:
        words: Folded words, at least one.
        phrase: Whether the words stand next to each other and are whole (they were quoted);
            otherwise each is the beginning of a word.
        field: The name before a colon, in small letters, where only that field is searched.
    """

    words: tuple[str, ...]
    phrase: bool = False
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: rows that fit all terms."""

    terms: tuple[Term, ...] = ()


_TERM = r"""(?x)(?:(?P<field>[^\W\d]\w*):(?!//)(?=\S))?
        (?:["”“„«»](?P<phrase>[^"”“„«»]*)["”“„«»]
        |["”“„«»]?(?P<word>[^\s"”“„«»]+))"""


def parse_query(text: str) -> Query:
    """Return the terms of a query such as ``malmo "study trip" city:lodz``.

    Quotes make a phrase. A quote that is not closed (yet) is passed over, so that what follows it
    is searched for as words while it is being typed.
    """
    terms = (_term(found) for found in re.finditer(_TERM, text))
    return Query(tuple(term for term in terms if term.words))


def _term(found: re.Match[str]) -> Term:
    quoted = found["phrase"] is not None
    field = found["field"].casefold() if found["field"] else None
    return Term(tuple(words(found["phrase"] or found["word"] or "")), quoted, field)
