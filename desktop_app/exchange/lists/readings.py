"""How a heading may be read: without its number, marks, brackets, second language or question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

__all__ = ["JOINED", "plain", "readings"]

JOINED = " – "
"""Between the upper and the lower of two lines of headings."""

_NUMBER = re.compile(r"^\s*(?:[0-9]{1,3}|[A-Za-z])\s*[.)]\s+|\s+1\s*$")
_LANGUAGE = re.compile(
    r"^\s*[\[(]?(?:sv|se|swe|en|eng|svenska|english)[\])]?\s*[:–-]\s*|"
    r"\s*[\[(](?:sv|se|swe|en|eng|svenska|swedish|engelska|english)[\])]\s*$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]?")
_PARTS = re.compile(r"\s*[/|;]\s*|\s+(?:eller|or|oder|ou)\s+", re.IGNORECASE)
_WHOSE = re.compile(
    r"^\s*(?:din|ditt|dina|er|ert|era|min|mitt|your|my|the|kontaktens|kontaktpersonens|personens|"
    r"deltagarens|deltagares|attendee|participant|delegate)(?:['’]s)?\s+",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^\s*(?:vilken|vilket|vilka|vad\s+är|vad\s+heter|var\s+god\s+ange|ange|skriv|uppge|fyll\s+i|"
    r"which|what\s+is|what['’]s|what|please\s+(?:enter|state|give)|enter)\s+",
    re.IGNORECASE,
)
MOST_REMEMBERED = 4096
_LONGEST = 200
"""Longer texts are no headings; they are read as they stand."""


def plain(heading: str) -> str:
    """Return a heading as it is compared: its letters and digits, without accents and case."""
    return "".join(filter(str.isalnum, normalize("NFKD", heading.casefold())))


@lru_cache(MOST_REMEMBERED)
def readings(heading: str) -> tuple[str, ...]:
    """Return the plain texts that a heading may stand for, those nearest to it first."""
    texts = _texts(heading) if len(heading) <= _LONGEST else iter([heading])
    return tuple(dict.fromkeys(filter(None, map(plain, texts))))


def _texts(heading: str) -> Iterator[str]:
    yield heading
    bare = _LANGUAGE.sub("", _NUMBER.sub("", heading))
    yield bare
    yield from _BRACKETS.findall(bare)
    bare = _BRACKETS.sub(" ", bare)
    # Of two lines of headings the lower one says more.
    for text in (bare, *bare.split(JOINED)[:0:-1], *bare.split(" - ")[:0:-1], *bare.split("\n")):
        for part in (text, *_PARTS.split(text)):
            yield part
            yield _NUMBER.sub("", part)
            yield _WHOSE.sub("", part)
            yield from _answers(part)


def _answers(text: str) -> Iterator[str]:
    """Go through what a question may ask for: ”Vilken organisation representerar du?”."""
    asked = _WHOSE.sub("", _ASKED.sub("", text))
    if len(asked) < len(text) and _ASKED.match(text):
        words = asked.split()
        yield asked
        yield " ".join(words[:2])
        yield " ".join(words[:1])
