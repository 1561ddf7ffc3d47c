"""Divide a person's whole name into given and family name; nothing of it is lost."""

from __future__ import annotations

__all__ = ["divide"]

_PARTICLES = frozenset(
    (
        *("af", "al", "av", "bin", "ibn", "d'", "da", "das", "de", "del", "della", "den", "der"),
        *("di", "do", "dos", "du", "el", "la", "le", "san", "st", "st.", "ten", "ter", "van"),
        *("vom", "von", "zu", "zum", "zur"),
    )
)
_SUFFIXES = frozenset(("phd", "dr", "jr", "sr", "md", "msc", "ma", "mba", "ba", "bsc", "esq"))


def divide(name: str) -> tuple[str, str]:
    """Return given and family name of a clean `name`, either of which may be empty.

    ”Berg, Anna” is read from the back; else the last word is the family name, together with
    the particles before it (von, van der, af, de …).
    """
    last, comma, first = (part.strip() for part in name.partition(","))
    if comma and last and first and "," not in first and not _is_suffix(first):
        return first, last
    words = name.split(" ")
    place = _end_of_given(words)
    return " ".join(words[:place]), " ".join(words[place:])


def _is_suffix(text: str) -> bool:
    return text.casefold().replace(" ", "").rstrip(".") in _SUFFIXES


def _end_of_given(words: list[str]) -> int:
    place = len(words) - 1
    while place > 1 and (words[place - 1].endswith(",") or _is_suffix(words[place])):
        place -= 1
    while place > 1 and words[place - 1].casefold() in _PARTICLES:
        place -= 1
    return max(place, 0)
