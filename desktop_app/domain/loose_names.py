"""How names are read loosely, so that spellings of one name meet. It finds; it never identifies.

`fold` takes accents away; this also takes ``oe`` for ``ö``, ``ph`` for ``f``, doubled letters for
one, Bosse for Bo, and City of Vienna for Stadt Wien.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from desktop_app.domain.city_names import are_one_office, office_of
from desktop_app.domain.folding import fold

__all__ = ["CALLED", "Likener", "called", "loose", "loose_words", "written_out"]

_SOUNDS = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        ("ae|aa", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("ph", "f"),
        ("ch|ck|q", "k"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("z", "s"),
        ("th", "t"),
        (r"(.)\1+", r"\1"),
    )
)
_CALLED = (
    "bo bosse|lars lasse|karl kalle|per pelle|nils nisse|joakim jocke|mikael micke mike|"
    "fredrik fredde|robert bob robban rob|william bill will|katarina kattis|charlotta lotta|"
    "elisabet bettan lisbet|margareta maggan greta|birgitta gittan|gunnar gurra|hans hasse|"
    "jan janne|johan johnny|kristina kicki stina|kristoffer kricke chris|anders adde|"
    "sven svenne|tomas tompa tom|stefan steffe|alexander alex|benjamin ben|"
    "daniel danne dan|david dave|edvard edde ed|jakob jacke|magnus mange|mattias matte|"
    "patrik patte|susanne sussi|viktoria vicky|james jim|joseph joe|"
    "steven steve"
)
_EXPANDED = str.maketrans({"å": "aa", "ä": "ae", "ö": "oe", "ø": "oe", "æ": "ae", "ü": "ue"})


def _sound(word: str) -> str:
    for pattern, reading in _SOUNDS:
        word = pattern.sub(reading, word)
    return word


_NICKNAMES = {
    _sound(word): _sound(names.split()[0]) for names in _CALLED.split("|") for word in names.split()
}


@lru_cache(maxsize=65_536)
def loose_words(text: str) -> tuple[str, ...]:
    """Return the words of a name as they sound."""
    return tuple(_sound(word) for word in fold(text).split())


def loose(text: str) -> str:
    """Return a whole name as it sounds, its words in an order of their own."""
    return " ".join(sorted(loose_words(text)))


@lru_cache(maxsize=65_536)
def called(text: str) -> tuple[str, ...]:
    """Return the words of a given name as they sound, short forms written out."""
    return tuple(_NICKNAMES.get(word, word) for word in loose_words(text))


def written_out(text: str) -> Iterator[str]:
    """Go through the folded spellings of a word: Öberg as oberg, and as oeberg."""
    folded = fold(text)
    yield folded
    lower = text.lower()
    for spelled in (lower.translate(_EXPANDED), re.sub("(?<=[ao])e|(?<=a)a", "", lower)):
        if fold(spelled) != folded:
            yield fold(spelled)


_LEFT_OUT = (
    "ab publ aktiebolag aktiebolaget hb kb ek for forening ltd limited plc inc llc co company "
    "gmbh mbh ev ag kg oy oyj ry as asa aps sa sas sarl sl srl spa bv nv sp z o oo doo ood ou "
    "uab sia sverige sweden the of and och og und et a i in de der die das la le el "
    "huvudkontor headquarters"
)
_FILLING = frozenset(_sound(word) for word in _LEFT_OUT.split())
"""Words that some write and others leave out: legal forms, small words."""

SPELLED, ALIKE, CALLED, SHORTER, INITIAL = 0.99, 0.98, 0.96, 0.93, 0.92
"""How alike two parts of a name are that differ by accents alone; that sound the same; of which
one is a short form; of which one has words that the other lacks; of which one is an initial."""

NEARLY = 0.95
"""How alike two names are of which one only has a legal form or its city besides."""

TELLING = 10
"""A single word of so many letters is a name of its own; a shorter one is a city in many names."""

PART = 0.88
"""How alike two names are of which one has words more that tell: of an organisation, a part."""

ANOTHER_WORD, UNLIKE_WORD = 0.79, 0.85
"""Below the one a word is another word, not misspelled; then names are so much less alike:
Östermalm and Södermalm, Salzburg and Paris."""

OTHER_BEGINNING = 0.9
"""How much less alike words are that begin with another letter: compounds end in the same words."""

UNKNOWN_BOTH, UNKNOWN = 0.9, 0.5
"""How alike two parts of a name are that both people lack; that one of them lacks."""


class Likener:
    """Tells how alike names are, from 0 to 1."""

    def __init__(self) -> None:
        """Take what compares texts; it is loaded here, since few need it."""
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415 — see above

        self._ratio = ratio

    def parts(self, one: str, other: str) -> float:
        """Return how alike two given names, or two family names, are."""
        if not one or not other:
            return UNKNOWN_BOTH if one == other else UNKNOWN
        if one == other:
            return 1.0
        return self._words(one, other, loose_words(one), loose_words(other))

    def given(self, one: str, other: str) -> float:
        """Return how alike two given names are; a short form stands for the whole name."""
        found = self.parts(one, other)
        mine, theirs = called(one), called(other)
        if found >= CALLED or not mine or not theirs:
            return found
        if mine == theirs:
            return CALLED
        shorter = set(mine) <= set(theirs) or set(theirs) <= set(mine)
        return max(found, SHORTER) if shorter else found

    def _words(self, one: str, other: str, mine: Sequence[str], theirs: Sequence[str]) -> float:
        if not mine or not theirs:
            return 0.0
        if mine == theirs:
            return SPELLED if fold(one) == fold(other) else ALIKE
        if set(mine) <= set(theirs) or set(theirs) <= set(mine):
            return SHORTER
        shorter, longer = sorted((mine, theirs), key=lambda words: len("".join(words)))
        if len(shorter[0]) == 1 and len(shorter) == 1 and longer[0].startswith(shorter[0]):
            return INITIAL
        return float(self._ratio("".join(mine), "".join(theirs))) / 100

    def people(self, one: tuple[str, str], other: tuple[str, str]) -> tuple[float, bool]:
        """Return how alike two people's names are, and whether one is turned round."""
        straight = (self.given(one[0], other[0]) + self.parts(one[1], other[1])) / 2
        if straight >= ALIKE:
            return straight, False
        turned = (self.given(one[0], other[1]) + self.given(one[1], other[0])) / 2
        return (turned, True) if turned > straight else (straight, False)

    def things(self, one: str, other: str, city: str = "") -> float:
        """Return how alike two names of things are, the order of words and their city aside."""
        mine, theirs = loose(one), loose(other)
        if not mine or not theirs:
            return 0.0
        if mine == theirs:
            return 1.0 if one == other else SPELLED if fold(one) == fold(other) else ALIKE
        if are_one_office(office_of(one), office_of(other)):
            return ALIKE
        shorter, longer = sorted((mine.split(), theirs.split()), key=len)
        whole = float(self._ratio(mine, theirs)) / 100
        if set(shorter) <= set(longer):
            return self._with_more(whole, shorter, set(longer) - set(shorter), city)
        other_words = self._least_alike(shorter, longer) < ANOTHER_WORD
        return whole * UNLIKE_WORD if other_words else whole

    def _with_more(self, whole: float, words: Sequence[str], more: set[str], city: str) -> float:
        """Return how alike names are of which one has more words than the other."""
        if len(words) == 1 and len(words[0]) < TELLING:
            return whole
        told = more - _FILLING - set(loose_words(city))
        return min(whole, PART) if told else max(whole, NEARLY)

    def _least_alike(self, words: Sequence[str], others: Sequence[str]) -> float:
        """Return how alike the word is that has least of its like among the others."""
        return min(max(self._word(word, other) for other in others) for word in words)

    def _word(self, one: str, other: str) -> float:
        found = float(self._ratio(one, other)) / 100
        return found if one[0] == other[0] else found * OTHER_BEGINNING
