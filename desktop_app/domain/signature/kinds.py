"""What a piece of a signature is about: an organisation, a part of one, or somebody's work."""

from __future__ import annotations

import re
from functools import cache

from desktop_app.domain.folding import fold
from desktop_app.domain.signature import vocabulary as known

__all__ = ["ABOUT", "kind_of"]

ABOUT = ("organisation", "department", "title")
_MUNICIPAL_DEPARTMENT = r"(?:MA|FB|KST|BA|ÖA) ?\d+\b.*"
_LONGEST_END = 5
_SHORT = 2
"""Words so short are the form of a firm (AB, AG) in capitals alone."""
_NONE = 99


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(" ".join(words) for words in known.folded(table))


def kind_of(text: str) -> tuple[str, int]:
    """Return what a text names, '' where no word tells, and how surely: 1 to 3."""
    if re.fullmatch(_MUNICIPAL_DEPARTMENT, text):
        return "department", 3
    words = fold(text).split()
    if not words:
        return "", 0
    formal = _without_false_forms(words, text)
    if len(words) > 1 and formal[-1] in _words(known.FIRMS):
        return "organisation", 3
    begun = _begins(words)
    title = _first(words, known.TITLE_WORDS, known.TITLE_ENDS)
    part = _first(words, known.DEPARTMENT_WORDS, known.DEPARTMENT_ENDS)
    whole = _first(formal, known.ORGANISATION_WORDS, known.ORGANISATION_ENDS)
    if title != _NONE and not (begun and title) and _is_title(words, title, min(part, whole)):
        return "title", 3 if title in {0, len(words) - 1} else 2
    return _body(formal, begun, part, whole)


def _without_false_forms(words: list[str], text: str) -> list[str]:
    """Return words, but '' for those that only look like the form of a firm: ”Så”, ”Åsa”."""
    loud = {fold(word) for word in text.split() if any(letter.isupper() for letter in word)}
    accented = {fold(word) for word in text.split() if not word.isascii()} & _words(known.FIRMS)
    short = {word for word in words if len(word) <= _SHORT and word not in loud}
    return ["" if word in short | accented else word for word in words]


def _is_title(words: list[str], title: int, body: int) -> bool:
    last = len(words) - 1
    if body == 0 and title > 1 and _is_word(words[0], known.DEPARTMENT_WORDS):
        return False  # the office of somebody
    if title == 0:
        return not (body == last and len(words) == 2 and _is_word(words[-1], known.STRONG))  # noqa: PLR2004
    return title < body or title == last


def _body(words: list[str], begun: bool, part: int, whole: int) -> tuple[str, int]:
    """Return whether words name an organisation or a part of one."""
    strong = _first(words, known.STRONG, "")
    if begun and part != 0:
        return "organisation", 3
    if part == len(words) - 1 and not (strong == 0 and len(words) == 2):  # noqa: PLR2004
        return "department", 2
    if strong != _NONE and strong < part:
        return "organisation", 3 if strong == len(words) - 1 or strong == 0 else 2
    if part != _NONE and part <= whole:
        return "department", 2
    if whole != _NONE:
        return "organisation", 2 if strong != _NONE else 1
    return ("department", 1) if part != _NONE else ("", 0)


def _begins(words: list[str]) -> bool:
    return any(
        tuple(words[: len(phrase)]) == phrase and len(words) > len(phrase) - (len(phrase) > 1)
        for phrase in known.folded(known.ORGANISATION_STARTS)
    )


def _is_word(word: str, table: str) -> bool:
    return word in _words(table)


def _first(words: list[str], table: str, ends: str) -> int:
    """Return the place of the first word of a table, or one that ends as it says."""
    single, tails = _words(table), tuple(end for end in _words(ends) if len(end) >= 3)  # noqa: PLR2004
    for place, word in enumerate(words):
        if word in single or (len(word) > _LONGEST_END and word.endswith(tails)):
            return place
    return _NONE
