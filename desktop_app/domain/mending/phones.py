"""Phone numbers that a spreadsheet took for numbers, and cells with several of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from desktop_app.domain import territories
from desktop_app.domain.kinds import Given, Value
from desktop_app.domain.kinds.given import clean, shown, whole
from desktop_app.domain.kinds.numbers_in_text import is_valid_phone
from desktop_app.domain.mending.found import About, Mended, Parse
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

__all__ = [
    "BETWEEN",
    "are_at_home",
    "is_bare",
    "may_be_several",
    "may_need_row",
    "read_bare",
    "read_phone",
    "shared_out",
    "without_words",
]

ZERO_LOST = Words(
    "Lästes som {number}: nollan i början hade fallit bort.",
    "Read as {number}: the zero at the beginning had been lost.",
)
PLUS_LOST = Words(
    "Lästes som {number}: ett + i början hade fallit bort.",
    "Read as {number}: a + at the beginning had been lost.",
)
ABROAD = Words(
    "Lästes som {number}: landsnumret saknades, och raden är från {country}.",
    "Read as {number}: the country code was missing, and the row is from {country}.",
)
ROUNDED = Words(
    "”{text}” är ett nummer som ett kalkylblad har avrundat: de sista siffrorna är borta. "
    "Skriv det igen.",
    "“{text}” is a number that a spreadsheet has rounded: its last digits are gone. "
    "Write it again.",
)
EITHER = Words(
    "”{text}” saknar sin början och kan vara {numbers}; skriv hela numret.",
    "“{text}” lacks its beginning and may be {numbers}; write the whole number.",
)
NEITHER = Words(
    "”{text}” saknar sin början; skriv hela numret, med 0 eller landsnummer först.",
    "“{text}” lacks its beginning; write the whole number, with 0 or the country code first.",
)

MOBILE = "mobile"
"""The field for numbers of mobile phones."""

BETWEEN = "\x1f"
"""What stands between texts that are looked through at once: no text has it."""

MOST = 10**15
MOST_LOOKED_AT = 200
SHARE = 0.8
_BARE = r"\s*([1-9][0-9]{6,14})\s*"
_BARE_ONE = rf"{BETWEEN} *[1-9][0-9]{{6}}"
_IN_NUMBERS = b"0123456789 +-()" + BETWEEN.encode()
_ROUNDED = r"[1-9][0-9]{0,5}0{6,}"
_EXPONENT = r"\s*([1-9])(?:[.,]([0-9]+))?[Ee]\+?([0-9]{1,2})\s*"
_OURS = r"0[1-9][0-9 ()/.–-]{5,30}"
_BETWEEN = r"[;,/|\n]|:::|\s(?:och|and|eller|or|und|oder|et|ou|ja|samt|alt\.?|&)\s"
_GOOGLES = ":::"
_FEWEST = 7
_IN_BRACKETS = r"\([^()]*\)"


def is_bare(cell: Given) -> bool:
    """Tell whether a cell is a number without its beginning: digits that 0 or + does not begin."""
    return bool(_digits(cell))


def read_bare(parse: Parse, cell: Given, about: About) -> Value | Mended:
    """Return the number that bare digits surely are; raise `Invalid` where they may be two."""
    digits = _digits(cell)
    if re.fullmatch(_ROUNDED, digits):
        raise Invalid(ROUNDED.fill(text=digits), value=cell)
    found = dict(_readings(digits, about))
    sure = _sure(found, about)
    if sure is not None:
        return sure
    if len(found) > 1:
        numbers = [each.value for each in found.values()]
        raise Invalid(EITHER.fill(text=digits, numbers=_either(numbers)), value=cell)
    if not isinstance(cell, str):
        raise Invalid(NEITHER.fill(text=digits), value=cell)
    return parse(cell)


def read_phone(parse: Parse, cell: Given, _about: About) -> Value | Mended:
    """Return a phone number as it stands; say it where the last digits were rounded off."""
    if isinstance(cell, str) and re.fullmatch(_EXPONENT, cell):
        raise Invalid(ROUNDED.fill(text=shown(cell)), value=cell)
    return parse(cell)


def may_need_row(texts: str) -> bool:
    """Tell, quickly, whether one of many texts may be a bare number or several numbers."""
    others = texts.encode("utf-8", "surrogatepass").translate(None, _IN_NUMBERS)
    return bool(others) or re.search(_BARE_ONE, texts) is not None


def may_be_several(text: str) -> bool:
    """Tell, quickly, whether a cell may hold several phone numbers."""
    return len(text) >= 2 * _FEWEST and re.search(_BETWEEN, text) is not None


def without_words(text: str) -> str:
    """Return a text without the words in brackets that tell what its numbers are."""
    # The (0) of a number is none.
    return re.sub(_IN_BRACKETS, lambda it: " " if any(map(str.isalpha, it[0])) else it[0], text)


def shared_out(text: str, names: Sequence[str], region: str) -> dict[str, str]:
    """Return the phone numbers of a cell by the fields that are free for them.

    Empty unless the cell holds nothing but several numbers and there is a field for each; what is
    surely a mobile phone's goes to the field for these.
    """
    numbers = [part for part in map(clean, re.split(_BETWEEN, text)) if part]
    if not 1 < len(numbers) <= len(names):
        return {}
    # What Google divides by colons it had as several.
    if _GOOGLES not in text and not all(_is_whole(number, region) for number in numbers):
        return {}
    mobiles = [number for number in numbers if _is_mobile(number, region)]
    found: dict[str, str] = {}
    if MOBILE in names and len(mobiles) == 1:
        found[MOBILE] = mobiles[0]
        numbers.remove(mobiles[0])
    free = [name for name in names if name not in found]
    return found | dict(zip(free, numbers, strict=False))


def _is_mobile(text: str, region: str) -> bool:
    import phonenumbers  # noqa: PLC0415 — slow to import

    number = _parsed(text, region)
    kind = phonenumbers.PhoneNumberType.MOBILE
    return number is not None and phonenumbers.number_type(number) == kind


def are_at_home(cells: Iterable[Given], region: str) -> bool:
    """Tell whether phone numbers without a country code are of `region`, by nearly all of them."""
    judged = filter(None, (_is_home(cell, region) for cell in cells))
    found = Counter(islice(judged, MOST_LOOKED_AT))
    return found["home"] > 0 and found["home"] >= SHARE * found.total()


def _is_home(cell: Given, region: str) -> str:
    """Return whether a number without country code is at ``home`` or not, '' for other cells."""
    digits = _digits(cell)
    text = f"0{digits}" if digits else str(cell or "").strip()
    if not digits and re.fullmatch(_OURS, text) is None:
        return ""
    if is_valid_phone(text, region):
        return "home"
    lost_plus = re.fullmatch(_ROUNDED, digits) or is_valid_phone(f"+{digits}", region)
    return "" if digits and lost_plus else "away"


def _digits(cell: Given) -> str:
    """Return the digits of a bare number, '' for anything else."""
    if isinstance(cell, float):
        cell = whole(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = str(cell) if abs(cell) < MOST else ""
    if not isinstance(cell, str):
        return ""
    if found := re.fullmatch(_BARE, cell):
        return found[1]
    return _unrounded(cell)


def _unrounded(text: str) -> str:
    """Return the digits of 4.47911123456E+11, '' where some are lost, or for anything else."""
    found = re.fullmatch(_EXPONENT, text)
    if found is None or len(found[2] or "") != int(found[3]) or int(found[3]) < _FEWEST - 1:
        return ""
    return found[1] + found[2]


def _readings(digits: str, about: About) -> Iterator[tuple[str, Mended]]:
    """Go through what the digits may be, by the number as it is dialled."""
    region = about.context.region
    if number := _valid(f"0{digits}", region):
        yield _read(number, ZERO_LOST, home=True)
    if number := _valid(f"+{digits}", region):
        yield _read(number, PLUS_LOST, home=False)
    if about.country in (None, region):
        return
    zero = "0" if _has_zero(str(about.country)) else ""
    if number := _valid(f"{zero}{digits}", str(about.country)):
        names = [territories.name(str(about.country), language) for language in ("sv", "en")]
        country = Words(names[0], names[1])
        yield _read(number, ABROAD.fill(country=country), home=False)


def _read(number: PhoneNumber, reason: Words, *, home: bool) -> tuple[str, Mended]:
    from phonenumbers import PhoneNumberFormat, format_number  # noqa: PLC0415

    shape = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    text = format_number(number, shape)
    dialled = format_number(number, PhoneNumberFormat.E164)
    return dialled, Mended(text, reason.fill(number=text))


def _sure(found: dict[str, Mended], about: About) -> Mended | None:
    """Return the one that is meant, None where none surely is."""
    home = next((each for each in found.values() if _lost_zero(each)), None)
    if home is not None and about.country == about.context.region:
        return home
    if len(found) != 1:
        return None
    if home is not None and about.country is None and not about.at_home():
        return None
    return next(iter(found.values()))


def _lost_zero(found: Mended) -> bool:
    return found.reason.sv == ZERO_LOST.sv


def _valid(text: str, region: str) -> PhoneNumber | None:
    import phonenumbers  # noqa: PLC0415 — slow to import

    number = _parsed(text, region)
    return number if number is not None and phonenumbers.is_valid_number(number) else None


def _parsed(text: str, region: str) -> PhoneNumber | None:
    import phonenumbers  # noqa: PLC0415 — slow to import

    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


@lru_cache(maxsize=256)
def _has_zero(region: str) -> bool:
    """Tell whether the numbers of a country begin with a zero that is dialled only within it."""
    from phonenumbers import PhoneMetadata  # noqa: PLC0415 — slow to import

    about = PhoneMetadata.metadata_for_region(region)
    return about is not None and about.national_prefix == "0"


def _is_whole(text: str, region: str) -> bool:
    return sum(map(str.isdecimal, text)) >= _FEWEST and _valid(text, region) is not None


def _either(numbers: list[Value]) -> Words:
    *first, last = numbers
    return Words("{first} eller {last}", "{first} or {last}").fill(first=first, last=last)
