"""What something is about, by the words it is told in: folded, without endings, common ones left.

Two texts are about one thing when they share words that few others have. The endings that Swedish
and English put on nouns are taken off, and what is left is sought as a beginning, so that
*bostäder* finds *bostadsbyggande* too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log

from desktop_app.domain.city_names import city_of
from desktop_app.domain.folding import fold

__all__ = ["Sought", "sought", "worth"]

MOST = 24
SHORTEST, SHORTEST_STEM = 4, 5
_ENDINGS = re.compile(
    "(?<=.{5})(?:arnas|ernas|ornas|heterna|arna|erna|orna|aren|ens|ets|ies|ar|er|or|en|et|an|na|"
    "s|a|e|n|t|y)$"
)
_COMMON = frozenset(
    fold(
        """alla allt andra andras annat arbeta arbetar arbete arbetet att bara behöver bättre
        besök besöka besöket blir bland både dels delta denna deras dess dessa detta där efter egna
        eller enligt erfarenheter ett finns flera förslag först från följa före för förvaltning
        förvaltningen förvaltningar genom gjort göra gått hade handlar hela hennes hittills honom
        hos hur hålla håller har inför ingår inom inte information konferens kommer kunna kring
        kunskap lära lärdomar länge man med medan mellan mer mest mot måste möte möten nya några
        något nätverk nätverksmöte när också officiellt olika oss plan planera projekt projektmöte
        påverkansresa redan resa resan resor resultat samma samt sedan ser sin sina sitt ska skapa
        skulle som staden stadens stad städer stockholm stockholms studera studiebesök studieresa så
        säga tar team till tillsammans underlag under upp utan utveckla utveckling vad var vara
        varit vara varje vem verksamhet verksamheten vid vidare vilka vilken vilket vill visa våra
        vårt våren hösten även över about able also among been being between both city cities
        conference could does each from have hand happens have here into just know learn learning
        like made make many meet meeting more most must network other others over project same
        should some study such than that their them then there these they this those through trip
        under using very visit visits well were what when where which while will with without
        work working would your"""
    ).split()
)
"""Words that are in any plan, and say nothing of what it is about."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A word to seek in what others wrote.

    Attributes:
        begin: What it is sought by.
        prefix: Whether a word may go on after that.
        shown: The word as it was written.
        weight: How much it says: what stands in a title says more.
    """

    begin: str
    prefix: bool
    shown: str
    weight: int


def sought(texts: Iterable[tuple[str, int]], without: Collection[str] = ()) -> tuple[Sought, ...]:
    """Return the words by which texts on one thing are found.

    Args:
        texts: Texts, each with how much its words say.
        without: Folded words that say where, not what.
    """
    found: dict[str, Sought] = {}
    for text, weight in texts:
        for written in re.findall(r"\w+", text):
            word = fold(written)
            if not _tells(written, word) or word in without:
                continue
            stem = _ENDINGS.sub("", word)
            if stem not in found or found[stem].weight < weight:
                prefix = len(stem) >= SHORTEST_STEM
                begin = stem if prefix else word
                found[stem] = Sought(begin, prefix, written.casefold(), weight)
    return tuple(sorted(found.values(), key=lambda each: -each.weight)[:MOST])


def _tells(written: str, word: str) -> bool:
    """Tell whether a word can say what something is about."""
    if len(word) < SHORTEST or word in _COMMON or not word.isalpha():
        return False
    return city_of(written) is None


def worth(word: Sought, count: int, rows: int) -> float:
    """Return how much it says that a row has a word, which so many rows have: rare ones say more.

    Args:
        word: The word.
        count: In how many rows it is.
        rows: How many rows there are.
    """
    return word.weight * log(1 + rows / max(1, count))
