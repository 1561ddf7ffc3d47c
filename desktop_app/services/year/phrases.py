"""Numbers in sentences, in both languages: one or many, more or fewer than before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.kinds.dates import in_words, interval
from desktop_app.domain.words import Language, Words, same
from desktop_app.domain.year.model import Number, Span
from desktop_app.domain.year.spans import is_of_whole_years
from desktop_app.reports import formats

__all__ = [
    "Noun",
    "as_number",
    "capital",
    "change",
    "counted",
    "day",
    "earlier",
    "few",
    "joined",
    "lower",
    "percent_of",
    "sek",
    "share",
    "told",
    "when",
]

_LETTERS = (
    Words("noll", "no"),
    Words("en", "one"),
    Words("två", "two"),
    Words("tre", "three"),
    Words("fyra", "four"),
    Words("fem", "five"),
    Words("sex", "six"),
    Words("sju", "seven"),
    Words("åtta", "eight"),
    Words("nio", "nine"),
    Words("tio", "ten"),
    Words("elva", "eleven"),
    Words("tolv", "twelve"),
)
MOST_IN_WORDS = len(_LETTERS) - 1


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted: the words for one and for many, and the Swedish word for one of it."""

    one: Words
    many: Words
    article: str = "en"


def _both(make: Callable[[Language], str]) -> Words:
    return Words(make("sv"), make("en"))


def as_number(value: Number) -> Words:
    """Return a number as it stands in a sentence: ”12 500”, “12,500”."""
    return _both(lambda language: formats.decimal(Decimal(value), language))


def counted(value: int, noun: Noun) -> Words:
    """Return ”1 resa” or ”12 resor”."""
    words = noun.one if value == 1 else noun.many
    return Words("{n}\N{NO-BREAK SPACE}{what}", "{n}\N{NO-BREAK SPACE}{what}").fill(
        n=as_number(value), what=words
    )


def told(value: int, noun: Noun) -> Words:
    """Return ”ett nätverk”, ”tio nätverk” or ”95 nätverk”: small numbers in letters.

    None of it is ”ingen resa” in Swedish, but “no trips” in English.
    """
    none = Words(noun.one.sv, noun.many.en)
    words = {0: none, 1: noun.one}.get(value, noun.many)
    return same("{n}\N{NO-BREAK SPACE}{what}").fill(n=_letters(value, noun), what=words)


def _letters(value: int, noun: Noun) -> Words:
    if value > MOST_IN_WORDS:
        return as_number(value)
    if value == 0:
        return Words("inget" if noun.article == "ett" else "ingen", "no")
    return Words(noun.article, "one") if value == 1 else _LETTERS[value]


def few(value: int, noun: Noun) -> Words:
    """Return ”tio”, ”ett”, ”inget” or ”95”: a number alone, small ones in letters."""
    return _letters(value, noun) if value else Words(_letters(0, noun).sv, "none")


def capital(words: Words) -> Words:
    """Return words with a capital letter at the beginning."""
    return _both(lambda language: (text := words.into(language))[:1].upper() + text[1:])


def lower(words: Words) -> Words:
    """Return words with a small letter at the beginning, as in the middle of a sentence."""
    return _both(lambda language: (text := words.into(language))[:1].lower() + text[1:])


def change(now: int, then: int, noun: Noun, since: Words) -> Words:
    """Return ”tio fler än året före”, ”tre färre än …” or ”lika många som …”."""
    if now == then == 0:
        return Words("liksom {since}", "as in {since}").fill(since=since)
    if now == then:
        return Words("lika många som {since}", "as many as {since}").fill(since=since)
    more = Words("{n} fler än {since}", "{n} more than {since}")
    fewer = Words("{n} färre än {since}", "{n} fewer than {since}")
    words = more if now > then else fewer
    return words.fill(n=_letters(abs(now - then), noun), since=since)


def sek(value: Decimal) -> Words:
    """Return an amount in kronor: ”12 500 kr”, “SEK 12,500”; with öre where there are any."""
    places = 0 if value == value.to_integral_value() else 2
    return _both(lambda language: formats.money(value, formats.SEK, language, places))


def percent_of(part: int, whole: int) -> Decimal | None:
    """Return a share in percent with one decimal, None of nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def share(part: int, whole: int) -> Words:
    """Return a share in whole percent as it stands in a sentence: ”33 procent”."""
    value = (Decimal(part) * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP)
    return Words("{n}\N{NO-BREAK SPACE}procent", "{n} per cent").fill(n=as_number(value))


def day(value: date) -> Words:
    """Return a day in running text."""
    return _both(lambda language: in_words(value.isoformat(), language))


def when(span: Span) -> Words:
    """Return a time in running text: ”2026”, ”2024–2026”, ”1 januari–31 mars 2026”."""
    if not is_of_whole_years(span):
        first, last = span.first.isoformat(), span.last.isoformat()
        return _both(lambda language: interval(first, last, language))
    if span.first.year == span.last.year:
        return same(str(span.first.year))
    return same(f"{span.first.year}–{span.last.year}")


def earlier(span: Span) -> Words:
    """Return what the time before is called."""
    if is_of_whole_years(span) and span.first.year == span.last.year:
        return Words("året före", "the year before")
    return Words("perioden före", "the period before")


def joined(sentences: Sequence[Words]) -> Words:
    """Return sentences as one text."""
    return _both(lambda language: " ".join(each.into(language) for each in sentences))
