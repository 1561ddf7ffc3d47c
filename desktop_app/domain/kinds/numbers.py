"""Numbers: whole numbers, years, and exact amounts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import ClassVar

from desktop_app.domain.kinds.base import Context, Given, Kind, Value
from desktop_app.domain.kinds.given import as_text, plain_digits, shown
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

MOST_DIGITS = 15
"""Digits that every spreadsheet keeps of a number."""

DECIMALS_OF_RATES = 3
"""From so many decimals on, three digits after a mark are decimals, not thousands."""

NO_NUMBER = Words(
    "”{text}” är inget tal; skriv det som 12 500,50.",
    "”{text}” is not a number; write it like 12,500.50.",
)
NO_WHOLE_NUMBER = Words(
    "”{text}” är inget heltal; skriv det med bara siffror, till exempel 12500.",
    "”{text}” is not a whole number; write it with digits only, for example 12500.",
)
AMBIGUOUS = Words(
    "”{text}” kan läsas på två sätt; skriv {large} om tusental menas, annars till exempel {small}.",
    "”{text}” can be read in two ways; write {large} if thousands are meant, "
    "else for example {small}.",
)
CURRENCY = Words(
    "Skriv bara talet här, utan ”{sign}”; valutan har ett eget fält.",
    "Write only the number here, without ”{sign}”; the currency has a field of its own.",
)
OTHER_CURRENCY = Words(
    "Beloppet ska stå i {currency}, utan ”{sign}”; räkna om det först.",
    "The amount should be in {currency}, without ”{sign}”; convert it first.",
)
UNIT = Words(
    "Skriv hela talet med bara siffror, utan ”{sign}”; 12 tkr skrivs 12 000.",
    "Write the whole number in digits only, without ”{sign}”; 12 thousand is written 12 000.",
)
DECIMALS = Words(
    "”{text}” har för många decimaler; avrunda till högst {most}.",
    "”{text}” has too many decimals; round it to at most {most}.",
)
NEGATIVE = Words(
    "”{text}” är negativt; här ska talet vara 0 eller större.",
    "”{text}” is negative; here the number should be 0 or more.",
)
TOO_MANY_DIGITS = Words(
    "”{text}” är för stort; högst {most} siffror får plats.",
    "”{text}” is too large; there is room for at most {most} digits.",
)
TOO_SMALL = Words(
    "{text} är för litet; det minsta här är {least}.",
    "{text} is too small; the least here is {least}.",
)
TOO_LARGE = Words(
    "{text} är för stort; det största här är {most}.",
    "{text} is too large; the most here is {most}.",
)
NO_YEAR = Words(
    "”{text}” är inget årtal; skriv fyra siffror, från {least} till {most}.",
    "”{text}” is not a year; write four digits, from {least} to {most}.",
)

_SIGNS = str.maketrans("−﹣－–‐‑＋，．٫٬’＇", "------+,..'''")
_PLAIN = r"[0-9]+"
_SHAPES = (
    r"(?P<ones>[0-9]*)(?:[.,](?P<rest>[0-9]+))?",
    r"(?P<ones>[0-9]{1,3}(?: [0-9]{3})+)(?:[.,](?P<rest>[0-9]+))?",
    r"(?P<ones>[0-9]{1,3}(?:'[0-9]{3})+)(?:[.,](?P<rest>[0-9]+))?",
    r"(?P<ones>[0-9]{1,3}(?:\.[0-9]{3})+),(?P<rest>[0-9]+)",
    r"(?P<ones>[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<rest>[0-9]+)",
    r"(?P<ones>[0-9]{1,3}(?:\.[0-9]{3}){2,})(?P<rest>)",
    r"(?P<ones>[0-9]{1,3}(?:,[0-9]{3}){2,})(?P<rest>)",
)
_EITHER = r"(?P<large>[1-9][0-9]{0,2})[.,](?P<small>[0-9]{3})"
_CURRENCY = (
    r"(?P<before>[^\W\d]{1,12}\.?|[$€£¥])? ?(?P<number>[-+]?[0-9][0-9 .,']*?)"
    r" ?(?P<after>:-|,-|[^\W\d][^\W\d ]{0,11}\.?|[$€£¥])?"
)
_MULTIPLES = frozenset(("tkr", "mkr", "mdr", "mio", "mln"))
_SPELLINGS = {"kr": "SEK", "kr.": "SEK", "kronor": "SEK", ":-": "SEK", ",-": "SEK", "€": "EUR"}


@dataclass(frozen=True, slots=True)
class Integer(Kind):
    """A whole number, from `minimum` to `maximum` where they are given."""

    sql: ClassVar[str] = "INTEGER"
    minimum: int | None = None
    maximum: int | None = None

    def parse(self, given: Given, context: Context) -> Value:
        """Return the number; raise `Invalid` when it is not whole or out of bounds."""
        text = _typed(given, context, NO_WHOLE_NUMBER)
        if not text:
            return None
        return self._bounded(int(exact(text, 0, NO_WHOLE_NUMBER, not isinstance(given, str))))

    def _bounded(self, number: int) -> int:
        if self.minimum is not None and number < self.minimum:
            raise Invalid(TOO_SMALL.fill(text=number, least=self.minimum), value=number)
        if self.maximum is not None and number > self.maximum:
            raise Invalid(TOO_LARGE.fill(text=number, most=self.maximum), value=number)
        return number

    def check(self, column: str) -> str:
        """Return the condition of the bounds."""
        bounds = ((">=", self.minimum), ("<=", self.maximum))
        return " AND ".join(
            f"{column} {sign} {bound}" for sign, bound in bounds if bound is not None
        )


@dataclass(frozen=True, slots=True)
class Year(Kind):
    """A year of four digits, 1900–2200."""

    sql: ClassVar[str] = "INTEGER"
    first: ClassVar[int] = 1900
    last: ClassVar[int] = 2200

    def parse(self, given: Given, context: Context) -> Value:
        """Return the year; raise `Invalid` for anything but four digits within the bounds."""
        fault = NO_YEAR.fill(least=self.first, most=self.last)
        text = _typed(given, context, fault)
        if not text:
            return None
        if re.fullmatch("[0-9]{4}", text) is None or not self.first <= int(text) <= self.last:
            raise Invalid(fault.fill(text=shown(text)), value=given)
        return int(text)

    def check(self, column: str) -> str:
        """Return the condition of the bounds."""
        return f"{column} BETWEEN {self.first} AND {self.last}"


@dataclass(frozen=True, slots=True)
class Amount(Kind):
    """An exact amount of at most `decimals` decimals and 15 digits, kept as text.

    The one canonical form is that of "-12500.50": a point, no exponent, no plus, no group marks,
    no needless zeros but for the first two decimals (1234 is "1234.00", a rate is "11.2345").

    Attributes:
        decimals: The most decimals; more are refused, never rounded.
        negative: Whether it may be below zero.
        currency: ISO code where the field has one fixed currency; its sign may then be typed
            (”12 500 kr”). Elsewhere any currency is refused, since it would vanish silently.
    """

    decimals: int = 2
    negative: bool = False
    currency: str = ""

    def parse(self, given: Given, context: Context) -> Value:
        """Return the amount in its canonical form; raise `Invalid` with the reason.

        Swedish and English spellings are read (12 500,50 · 12.500,50 · 12,500.50). One mark with
        three digits after it (1,234) can mean two things and is refused, except where `decimals`
        is 3 or more (rates): there it is the decimal mark. Number cells are read to the 15
        digits a spreadsheet keeps, so that 0.1 + 0.2 is 0.3.
        """
        text = _typed(given, context, NO_NUMBER)
        if not text:
            return None
        cell = not isinstance(given, str)
        number = exact(self._without_currency(text), self.decimals, NO_NUMBER, cell)
        if number < 0 and not self.negative:
            raise Invalid(NEGATIVE.fill(text=shown(text)), value=given)
        return canonical(number, self.decimals)

    def write(self, value: Value, context: Context) -> str:
        """Return ”12 500,50” with no-break spaces in Swedish, ”12,500.50” in English."""
        if not isinstance(value, str):
            return ""
        ones, point, rest = value.lstrip("-").partition(".")
        minus = "-" if value.startswith("-") else ""
        if context.language == "en":
            # Without decimals 1,234 could be read in two ways.
            return minus + (f"{int(ones):,}.{rest}" if point else ones)
        groups = f"{int(ones):,}".replace(",", "\xa0")
        return minus.replace("-", "−") + groups + point.replace(".", ",") + rest

    def check(self, column: str) -> str:
        """Return the condition of the canonical form."""
        signs = "[-0-9]" if self.negative else "[0-9]"
        digits = f"{column} GLOB '{signs}*' AND substr({column}, 2) NOT GLOB '*[^0-9.]*'"
        return f"{digits} AND length({column}) <= {MOST_DIGITS + 2}"

    def _without_currency(self, text: str) -> str:
        """Return the number alone; raise `Invalid` for a sign that is not the field's own."""
        found = re.fullmatch(_CURRENCY, text)
        if found is None:
            return text
        for sign in filter(None, (found["before"], found["after"])):
            code = _SPELLINGS.get(sign.lower(), sign.upper())
            if re.fullmatch("[A-Z]{3}|[$£¥]", code) is None or sign.lower() in _MULTIPLES:
                raise Invalid(UNIT.fill(sign=sign), value=text)
            if code != self.currency:
                fault = OTHER_CURRENCY if self.currency else CURRENCY
                raise Invalid(fault.fill(currency=self.currency, sign=sign), value=text)
        return found["number"].strip()


def exact(text: str, decimals: int, fault: Words = NO_NUMBER, cell: bool = False) -> Decimal:
    """Return the number that a clean `text` spells, with at most `decimals` decimals.

    A number `cell` is never ambiguous: its mark is the decimal point.

    Raises:
        Invalid: `fault` when it is no number, or why it cannot be taken.
    """
    unsigned = text[1:].lstrip() if text[:1] in ("+", "-") else text
    if decimals < DECIMALS_OF_RATES and not cell and (either := re.fullmatch(_EITHER, unsigned)):
        small = f"{either['large']},{either['small'][:decimals]}".rstrip(",")
        either_way = AMBIGUOUS.fill(large=either["large"] + either["small"], small=small)
        raise Invalid(either_way.fill(text=shown(text)), value=text)
    ones, rest = _parts(unsigned, text, fault)
    if len(rest) > decimals:
        too_many = DECIMALS.fill(most=decimals) if decimals else fault
        raise Invalid(too_many.fill(text=shown(text)), value=text)
    if len(ones) + max(len(rest), min(decimals, 2)) > MOST_DIGITS:
        raise Invalid(TOO_MANY_DIGITS.fill(text=shown(text), most=MOST_DIGITS), value=text)
    number = Decimal(f"{ones or 0}.{rest or 0}")
    return -number if text.startswith("-") and number else number


def _parts(unsigned: str, text: str, fault: Words) -> tuple[str, str]:
    """Return the digits before and after the decimal mark, without needless zeros."""
    matches = (re.fullmatch(shape, unsigned) for shape in _SHAPES)
    found = next((match for match in matches if match), None)
    if found is None or not unsigned:
        raise Invalid(fault.fill(text=shown(text)), value=text)
    ones = re.sub("[^0-9]", "", found["ones"]).lstrip("0")
    return ones, (found["rest"] or "").rstrip("0")


def canonical(number: Decimal, decimals: int) -> str:
    """Return the one way in which an amount is kept."""
    ones, _, rest = f"{number:f}".partition(".")
    kept = rest.rstrip("0").ljust(min(decimals, 2), "0")
    return f"{ones}.{kept}" if kept else ones


def _typed(given: Given, context: Context, fault: Words) -> str:
    """Return what was given with plain digits and signs; raise `fault` for dates and yes/no."""
    if isinstance(given, str) and re.fullmatch(_PLAIN, given):
        return given
    if isinstance(given, (bool, date, time, list)):
        raise Invalid(fault.fill(text=shown(given)), value=given)
    if isinstance(given, float) and math.isfinite(given) and not given.is_integer():
        given = Decimal(format(given, f".{MOST_DIGITS}g"))
    text = as_text(given, context)
    return text if text.isascii() else plain_digits(text).translate(_SIGNS)
