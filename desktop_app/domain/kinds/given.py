"""What was given, as clean text: what nobody sees is taken out, nothing visible is lost."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from unicodedata import decimal, is_normalized, normalize

from desktop_app.domain.kinds.base import Context, Given
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

MOST_UNITS = 32_767
"""UTF-16 units that a cell of a workbook holds; longer text would be cut off there."""

MOST_SHOWN = 60
"""Characters of a value that a sentence shows."""

NOT_FINITE = Words("Det här är inget tal; skriv ett tal.", "This is not a number; write a number.")
TOO_LONG = Words(
    "Texten har {length} tecken; här får den ha högst {most}.",
    "The text has {length} characters; here it may have at most {most}.",
)
TOO_WIDE = Words(
    "Texten får inte plats i en Excelcell (32 767 enheter, där en emoji tar två); korta den.",
    "The text does not fit in an Excel cell (32,767 units, of which an emoji takes two); "
    "shorten it.",
)

# Patterns are texts here and in the other kinds: `re` compiles each when it is first used and keeps
# it, while compiling them all would take 40 ms of every start.
_LINES = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_SPACES = "[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
# Zero-width spaces divide words in Thai, Lao, Burmese and Khmer; joiners shape emoji and the
# scripts from Hebrew on; tags spell a flag after a black flag. Elsewhere they are left-overs.
_JUNK = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
    "|(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b"
    "|(?<![\u0590-\u1dff\u2070-\U0010ffff])[\u200c\u200d]"
)
_TAGS = "(\U0001f3f4[\U000e0020-\U000e007f]+)|[\U000e0000-\U000e007f]"
_RIGHT_TO_LEFT = (
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff"
    "\U0001e800-\U0001efff]"
)
_MARKS = "[\u061c\u200e\u200f]"
_UNSEEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_HALF_A_SECOND = 500_000  # microseconds
_LAST_SECOND = datetime.max.replace(microsecond=0)
_ENDS = " \n\u061c\u200b\u200e\u200f"


def clean(text: str, lines: bool = False) -> str:
    """Return `text` composed (NFC), trimmed and without what nobody sees.

    Every kind of space becomes a space and every kind of line break a newline, or a space unless
    `lines`. Characters that shape visible text (joiners, direction marks between right-to-left
    letters) are kept; halves of surrogate pairs are joined, lone ones removed.
    """
    if (text.replace("\n", "") if lines else text).isprintable() and is_normalized("NFC", text):
        return text.strip(_ENDS)
    cleaned = _cleaned_once(text, lines)
    while cleaned != text:  # what is removed may bring together what then composes
        text, cleaned = cleaned, _cleaned_once(cleaned, lines)
    return cleaned


def _cleaned_once(text: str, lines: bool) -> str:
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = re.sub(_LINES, "\n", normalize("NFC", text))
    if not lines:
        text = " ".join(part.strip() for part in text.split("\n") if part.strip())
    text = re.sub(_TAGS, r"\1", re.sub(_JUNK, "", re.sub(_SPACES, " ", text)))
    if not re.search(_RIGHT_TO_LEFT, text):
        text = re.sub(_MARKS, "", text)
    return normalize("NFC", text).strip(_ENDS)


def may_hide(text: str) -> bool:
    """Tell, quickly, whether a long text may have such characters as `hides` finds."""
    return not text.isprintable() and re.search(_UNSEEN, text) is not None


def hides(text: str) -> bool:
    """Tell whether a text has characters nobody sees, other than spaces, that `clean` removes."""
    if text.isprintable():
        return False
    junk = re.search(_JUNK, text) or re.search(_TAGS, re.sub(_TAGS, r"\1", text))
    return junk is not None or (
        re.search(_MARKS, text) is not None and re.search(_RIGHT_TO_LEFT, text) is None
    )


def as_text(given: Given, context: Context, lines: bool = False) -> str:
    """Return what was given as clean text; raise `Invalid` for a number that is none.

    A typed cell reads as its text would: whole numbers without decimals, dates as YYYY-MM-DD,
    times as HH:MM, yes and no as words.
    """
    if isinstance(given, str):
        return clean(given, lines)
    if isinstance(given, list):
        return clean("; ".join(given), lines)
    for kind, write in _WRITERS:
        if isinstance(given, kind):
            return write(given, context)
    return ""


def _yes_or_no(given: bool, context: Context) -> str:
    return Words("Ja" if given else "Nej", "Yes" if given else "No").into(context.language)


def _number(given: float | Decimal, _context: Context) -> str:
    if isinstance(given, float):
        given = Decimal(repr(given))
    if not given.is_finite() or given.adjusted() > MOST_UNITS:
        raise Invalid(NOT_FINITE, value=str(given))
    text = f"{given:f}"
    ones, _, fraction = text.partition(".")
    return text if fraction.strip("0") else ones


def _moment(given: datetime, _context: Context) -> str:
    text = nearest_second(given).isoformat(" ", "seconds")
    return text.removesuffix(":00").removesuffix(" 00:00")


def nearest_second(moment: datetime) -> datetime:
    """Return a cell's moment without the millisecond that its float may be off, and no zone."""
    moment = moment.replace(tzinfo=None)
    if moment.microsecond >= _HALF_A_SECOND and moment.replace(microsecond=0) < _LAST_SECOND:
        moment += timedelta(seconds=1)
    return moment.replace(microsecond=0)


_WRITERS: tuple[tuple[type, Callable[..., str]], ...] = (
    (bool, _yes_or_no),
    (int, lambda given, context: _number(Decimal(given), context)),
    (float, _number),
    (Decimal, _number),
    (datetime, _moment),
    (date, lambda given, _context: str(given.isoformat())),
    (time, lambda given, _context: str(given.replace(tzinfo=None).isoformat("minutes"))),
)


def fitting(text: str, most: int) -> str | None:
    """Return `text`, None when it is empty; raise `Invalid` when it is longer than `most`."""
    if len(text) > most:
        raise Invalid(TOO_LONG.fill(length=len(text), most=most), value=text)
    if len(text) > MOST_UNITS // 2 and len(text.encode("utf-16-le")) // 2 > MOST_UNITS:
        raise Invalid(TOO_WIDE, value=text)
    return text or None


def shown(given: object) -> str:
    """Return what was given, short enough to stand in a sentence."""
    text = str(given) if not isinstance(given, int) or abs(given) < 10**40 else "…"
    text = " ".join(text.split())
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"


def plain_digits(text: str) -> str:
    """Return `text` with the digits of every script (full-width, Arabic …) as 0–9."""
    if text.isascii():
        return text
    return "".join(_digit(letter) for letter in text)


def _digit(letter: str) -> str:
    return str(decimal(letter)) if letter.isdecimal() else letter


def whole(given: float) -> int | None:
    """Return a cell's number as a whole number, None when it is not whole or not exact."""
    if not math.isfinite(given) or abs(given) >= 2**53 or not given.is_integer():
        return None
    return int(given)
