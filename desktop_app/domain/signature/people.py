"""Whose signature it is: the name is found by the e-mail address, else by how names look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.folding import fold

__all__ = ["Person", "likeness", "looks_like_name", "person_of", "without_titles"]

_BEFORE = frozenset(
    (
        *("dr", "drs", "prof", "professor", "mag", "mmag", "ddr", "di", "dipl", "ing", "dipling"),
        *("univ", "univprof", "mgr", "inz", "doc", "docent", "assoc", "assistant", "ir", "mr"),
        *("ms", "mrs", "miss", "m", "mme", "mlle", "herr", "frau", "pan", "pani", "fru", "sir"),
        *(
            "lic",
            "habil",
            "hab",
            "med",
            "jur",
            "phil",
            "bc",
            "judr",
            "phdr",
            "rndr",
            "mudr",
            "dott",
        ),
        *("dottssa", "dra", "arq", "eng", "hon", "adv", "rer", "nat", "pol", "techn", "fh"),
        *("prim", "arch", "akad", "maga"),
    )
)
_AFTER = frozenset(
    (
        *("phd", "mba", "ma", "msc", "bsc", "ba", "mpa", "mph", "llm", "jd", "csc", "drsc", "md"),
        *("jr", "esq", "emba", "meng", "mres", "msci", "mphil", "dphil", "dis", "bakk", "mas"),
        *("dipl", "mpp", "mag", "bed", "fmh", "cmc", "pmp", "fh", "mla"),
    )
)
_PARTICLES = frozenset(
    (
        *("af", "al", "av", "bin", "ibn", "da", "das", "de", "del", "della", "den", "der", "di"),
        *("do", "dos", "du", "el", "la", "le", "san", "st", "ten", "ter", "van", "vom", "von"),
        *("zu", "zum", "zur", "und", "y", "e", "la", "lo", "d", "t"),
    )
)
_FOR_ANOTHER = frozenset(("ia", "iv", "pp", "ppa"))
"""What Germans write before the name when they sign for another."""
_MOST_WORDS = 6
_FEWEST_OF_LONGER = 3
"""As many letters of a family name are enough where the given name agrees."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name.

    Attributes:
        given: The given names.
        family: The family name.
        degrees: Titles before and after the name, ”Prof. Dr.” or ”PhD”.
        sure: Whether an e-mail address or the order of the name confirms it.
    """

    given: str
    family: str
    degrees: str = ""
    sure: bool = False


def looks_like_name(text: str) -> bool:
    """Tell whether a text can be a name by its look: some words with capitals, nothing else."""
    words, _degrees = without_titles(text)
    if not 1 < len(words) <= _MOST_WORDS:
        return False
    named = [word for word in words if _plain(word) not in _PARTICLES]
    return len(named) > 1 and all(_is_name_word(word) for word in named)


def _is_name_word(word: str) -> bool:
    return (
        bool(re.fullmatch(r"[^\W\d_]+(?:[.'’ʼ-]+[^\W\d_]+)*[.'’ʼ-]?", word)) and word[:1].isupper()
    )


def likeness(text: str, addresses: Sequence[str]) -> int:
    """Return how much of an e-mail address is in a name, 0 for nothing."""
    words = [_spelled(word) for word in without_titles(text)[0]]
    words = [word for word in words if word]
    if not words or len(words) > _MOST_WORDS or any(letter.isdigit() for letter in text):
        return 0
    locals_ = [each.partition("@")[0] for each in addresses]
    divided = [re.split(signs, each) for each in locals_ for signs in (r"[._+\d-]+", r"[._+\d]+")]
    return max((_in_local(words, parts) for parts in divided), default=0)


def _in_local(words: Sequence[str], parts: Sequence[str]) -> int:
    tokens = [token for part in parts if (token := _spelled(part))]
    if len(tokens) > 1:
        whole = sum(token in words or token == "".join(words) for token in tokens)
        begun = sum(len(t) == 1 and any(w[0] == t for w in words) for t in tokens)
        joined = sum(t not in words and t in _joints(words) for t in tokens)
        found = 2 * (whole + joined) + begun
        if whole + begun + joined == len(tokens) and found > 1:
            return found
        return 2 * (whole > 1 or _is_longer(words, tokens))
    if len(words) < 2 or not tokens:  # noqa: PLR2004 — a name has two words
        return 0
    return _in_one(words, tokens[0])


def _is_longer(words: Sequence[str], tokens: Sequence[str]) -> bool:
    """Tell whether an address has one name and a part of the other: anna.berg of Anna Berg-Ek."""
    named = [token for token in tokens if token in words]
    others = [token for token in tokens if token not in words]
    longer = [word for word in words if word not in named]
    return bool(named and others) and all(
        len(token) >= _FEWEST_OF_LONGER and any(token in word for word in longer)
        for token in others
    )


def _joints(words: Sequence[str]) -> set[str]:
    """Return what two or more words make when they are written together."""
    size = len(words)
    return {"".join(words[i:j]) for i in range(size) for j in range(i + 2, size + 1)}


def _in_one(words: Sequence[str], token: str) -> int:
    """Return how much an address in one word (annap, aprov, anna) is in a name."""
    first, last = words[0], words[-1]
    joined = {first + last, last + first, "".join(words)}
    begun = {first[0] + last, last + first[0], first + last[0], first[0] + "".join(words[1:])}
    middle = {first[0] + word for word in words[1:]}
    short = {first[:3] + last[:3], first[:2] + last[:2], last[:3] + first[:3]}
    for made, worth in ((joined, 4), (begun, 4), (middle, 3), (short, 3), ({first, last}, 2)):
        if token in made and len(token) > 1:
            return worth
    return 0


def _spelled(word: str) -> str:
    """Return a word as addresses spell it: without accents, ö as o and ue as u."""
    plain = _plain(word)
    for long, short in (("oe", "o"), ("ue", "u"), ("ae", "a"), ("aa", "a"), ("ss", "s")):
        plain = plain.replace(long, short)
    return plain


def _plain(word: str) -> str:
    return fold(word).replace(" ", "")


def without_titles(text: str) -> tuple[list[str], str]:
    """Return the words of a name without titles before and after it, and those titles."""
    text = re.sub(r"\s*\([^()]*\)", "", text)
    name, comma, after = text.partition(",")
    words, before, behind = name.split(), [], list[str]()
    if len(words) > 1 and _plain(words[0]) in _FOR_ANOTHER and "." in words[0]:
        words.pop(0)
    while len(words) > 1 and _are_titles(words[0], _BEFORE):
        before.append(words.pop(0))
    while len(words) > 1 and _are_titles(words[-1], _AFTER) and _is_degree(words[-1]):
        behind.insert(0, words.pop())
    tail = after.replace(",", " ").split()
    if comma and tail and all(_are_titles(word, _AFTER | _BEFORE) for word in tail):
        behind += [part.strip() for part in after.split(",")]
    elif comma:
        words = [*words, *tail]
    return words, ", ".join(filter(None, (" ".join(before), *behind)))


def _is_degree(word: str) -> bool:
    return "." in word or (word.isupper() and len(word) > 1) or word in {"PhD", "MSc", "BSc"}


def _are_titles(word: str, titles: frozenset[str]) -> bool:
    """Tell whether a word is titles alone: ”Dr.”, ”Dipl.-Ing.”, ”Univ.-Prof.”."""
    parts = [_plain(part) for part in re.split(r"[-/.](?=\w)", word)]
    single = all(part in titles for part in parts if part) and any(parts)
    whole = _plain(word) in titles
    if not (single or whole):
        return False
    return len(_plain(word)) > 1 or word.endswith(".")


def person_of(text: str, addresses: Sequence[str], *, family_first: bool = False) -> Person:
    """Return the person a text names.

    ”Berg, Anna” is read from the back, and so is ”BERG Anna”; else an address that holds both
    (anna.berg) tells which is which, and particles go with the family name. `family_first` is how
    names are written in the language of the signature.
    """
    words, degrees = without_titles(text)
    name, comma, after = text.partition(",")
    turned = bool(comma) and len(without_titles(name)[0]) < len(words)
    if turned:
        family = " ".join(without_titles(name)[0])
        return Person(_cased(" ".join(after.split())), _cased(family), degrees, sure=True)
    if (split := _by_capitals(words)) is not None:
        given, family_words = split
        return Person(" ".join(given), _cased(" ".join(family_words)), degrees, sure=True)
    place, sure, swapped = _split(words, addresses)
    if family_first and len(words) == 2 and not swapped:  # noqa: PLR2004
        swapped, sure = True, False
    one, other = " ".join(words[:place]), " ".join(words[place:])
    given_name, family = (other, one) if swapped else (one, other)
    return Person(_cased(given_name), _cased(family), degrees, sure)


def _by_capitals(words: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """Return given and family name where only the family name is in capitals."""
    loud = [len(_plain(word)) > 1 and word.isupper() for word in words]
    if all(loud) or not any(loud):
        return None
    family = [word for word, is_loud in zip(words, loud, strict=True) if is_loud]
    given = [word for word, is_loud in zip(words, loud, strict=True) if not is_loud]
    together = loud == sorted(loud) or loud == sorted(loud, reverse=True)
    return (given, family) if together else None


def _split(words: Sequence[str], addresses: Sequence[str]) -> tuple[int, bool, bool]:
    """Return where the family name begins, whether that is sure, and whether it stands first."""
    for address in addresses:
        tokens = [_spelled(t) for t in re.split(r"[._+\d]+", address.partition("@")[0]) if t]
        told = _by_tokens([_spelled(word) for word in words], tokens)
        if told is not None:
            return told
    place = max(1, len(words) - 1) if len(words) > 1 else 1
    return _with_particles(words, place), len(words) == 2, False  # noqa: PLR2004


def _by_tokens(words: Sequence[str], tokens: Sequence[str]) -> tuple[int, bool, bool] | None:
    """Return how words divide by the parts of an address: anna.berg, a.berg, aberg."""
    if not tokens or len(words) < 2:  # noqa: PLR2004
        return None
    if len(tokens) == 1:
        return _by_one(words, tokens[0])
    first, last = tokens[0], tokens[-1]
    for place in range(1, len(words)):
        family = "".join(words[place:])
        if family == last or words[place] == last:
            return _with_particles(words, place), True, False
    hyphened = [word for word in words if last.endswith(word) and word != last]
    if hyphened and words[0].startswith(first):
        return _with_particles(words, len(words) - 1), True, False
    if words[0] == last and any(word == first for word in words[1:]):
        return 1, True, True
    return None


def _by_one(words: Sequence[str], token: str) -> tuple[int, bool, bool] | None:
    for place in range(1, len(words)):
        for family in ("".join(words[place:]), words[place]):
            if token in {words[0][0] + family, family + words[0][0]}:
                return _with_particles(words, place), True, False
    return None


def _with_particles(words: Sequence[str], place: int) -> int:
    """Return where a family name begins with the particles before it."""
    while place > 1 and _plain(words[place - 1]) in _PARTICLES:
        place -= 1
    return place


def _cased(name: str) -> str:
    """Return a name that is all in capitals as names are written."""
    if not name.isupper() or len(_plain(name)) < 3:  # noqa: PLR2004 — initials are written so
        return name
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), name)
