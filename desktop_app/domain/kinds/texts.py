"""Texts: a line, a note, an e-mail address, a phone number, a website, a reference, tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar
from unicodedata import normalize

from desktop_app.domain.kinds.addresses import email_address, web_address
from desktop_app.domain.kinds.base import Context, Given, Kind, Value
from desktop_app.domain.kinds.given import as_text, clean, fitting, shown
from desktop_app.domain.kinds.numbers_in_text import e164, holds_identity_number, is_valid_phone
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

__all__ = [
    "Email",
    "Note",
    "Phone",
    "Reference",
    "Tags",
    "Text",
    "Website",
    "clean",
    "e164",
    "holds_identity_number",
]

LONGEST_TAG = 100
LONGEST_PHONE = 100
FEWEST_DIGITS = 3
LONGEST_ADDRESS = 2000

IDENTITY_NUMBER = Words(
    "Texten tycks innehålla ett personnummer; ta bort det om det inte måste stå här.",
    "The text seems to hold a personal identity number; remove it unless it has to be here.",
)
PHONE_DAMAGED = Words(
    "”{text}” är ett nummer som ett kalkylblad har gjort om; skriv det igen, "
    "till exempel 08-465 004 12 eller +46 8 465 004 12.",
    "”{text}” is a number that a spreadsheet has changed; write it again, "
    "for example 08-465 004 12 or +46 8 465 004 12.",
)
NO_PHONE = Words(
    "”{text}” är inget telefonnummer: det ska ha minst tre siffror.",
    "”{text}” is not a phone number: it should have at least three digits.",
)
PHONE_IMPOSSIBLE = Words(
    "Numret går inte att ringa som det står; kontrollera siffrorna och landsnumret.",
    "The number cannot be dialled as it stands; check the digits and the country code.",
)
PHONE_UNKNOWN = Words(
    "Numret ligger utanför landets kända nummerserier; kontrollera det.",
    "The number is outside the known number ranges of its country; check it.",
)
PHONE_CUT = Words(
    "Numret börjar varken med 0 eller +; ett kalkylblad kan ha tagit bort början.",
    "The number begins with neither 0 nor +; a spreadsheet may have removed the beginning.",
)
REFERENCE_UNUSUAL = Words(
    "Ser inte ut som ett diarienummer (till exempel 171-482/2016 eller KS 2021/1234).",
    "Does not look like a case number (for example 171-482/2016 or KS 2021/1234).",
)
TAG_TOO_LONG = Words(
    "”{text}” är för långt: ett ord får ha högst {most} tecken. Skilj orden åt med semikolon.",
    "”{text}” is too long: a word may have at most {most} characters. "
    "Put semicolons between the words.",
)

# Case numbers as cities write them: 171-482/2016, 2006-152-307, KS 2021/1234.
_REFERENCE = (
    r"[0-9]{3}-[0-9]{1,5}/[0-9]{4}"
    r"|[0-9]{4}-[0-9]{1,5}-[0-9]{2,4}"
    r"|[A-ZÅÄÖa-zåäö]{1,6}[ /-]?[0-9]{4}[/:-][0-9]{1,5}.*"
)
_ROUNDED = r"[+-]?[0-9]+(?:[.,][0-9]+)?[Ee]\+?[0-9]+"
_DAY = r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?: [0-9:]+)?"
_BARE_DIGITS = r"[1-9][0-9]{6,}"


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """A text of one line, at most `max_length` characters."""

    max_length: int = 500

    def parse(self, given: Given, context: Context) -> Value:
        """Return the text cleaned, on one line; raise `Invalid` when it is too long."""
        return fitting(as_text(given, context), self.max_length)

    def doubts(self, value: Value, context: Context) -> tuple[Words, ...]:
        """Doubt a text that holds a personal identity number."""
        return _identity_doubts(value)

    def check(self, column: str) -> str:
        """Return the condition of a text that is not empty and not too long."""
        return _length(column, self.max_length)


@dataclass(frozen=True, slots=True)
class Note(Kind):
    """A text of many lines, at most `max_length` characters and what an Excel cell holds."""

    max_length: int = 20_000

    def parse(self, given: Given, context: Context) -> Value:
        """Return the text cleaned, its line breaks kept; raise `Invalid` when it is too long."""
        return fitting(as_text(given, context, lines=True), self.max_length)

    def doubts(self, value: Value, context: Context) -> tuple[Words, ...]:
        """Doubt a note that holds a personal identity number."""
        return _identity_doubts(value)

    def check(self, column: str) -> str:
        """Return the condition of a text that is not empty and not too long."""
        return _length(column, self.max_length)


@dataclass(frozen=True, slots=True)
class Email(Kind):
    """One e-mail address."""

    def parse(self, given: Given, context: Context) -> Value:
        """Return the address with its domain in small letters; raise `Invalid` for none or many.

        ``mailto:`` and a name around the address (``Anna <a@example.org>``) are taken off. The
        part before @ keeps its capitals, since its server may tell them apart.
        """
        text = as_text(given, context)
        return email_address(text) if text else None

    def check(self, column: str) -> str:
        """Return the condition of an address."""
        return f"instr({column}, '@') > 1"


@dataclass(frozen=True, slots=True)
class Phone(Kind):
    """Phone numbers as they were typed; `e164` reads them for dialling and comparing."""

    def parse(self, given: Given, context: Context) -> Value:
        """Return what was typed, cleaned; raise `Invalid` for what can be no number.

        A number cell keeps its digits (46701740605.0 is "46701740605"): whether a + or a 0 was
        lost before them cannot be known here, so none is made up. `doubts` tells, and `e164`
        reads such digits by the region. What a spreadsheet has rounded (4.47E+11), calculated
        or turned into a date is refused.
        """
        if isinstance(given, (bool, date, time)) or _calculated(given):
            raise Invalid(PHONE_DAMAGED.fill(text=shown(given)), value=given)
        text = as_text(given, context)
        if not text:
            return None
        if re.fullmatch(_ROUNDED, text) or re.fullmatch(_DAY, text):
            raise Invalid(PHONE_DAMAGED.fill(text=shown(text)), value=given)
        if sum(map(str.isdecimal, text)) < FEWEST_DIGITS:
            raise Invalid(NO_PHONE.fill(text=shown(text)), value=given)
        return fitting(text, LONGEST_PHONE)

    def doubts(self, value: Value, context: Context) -> tuple[Words, ...]:
        """Doubt a number that cannot be dialled, is in no known range or lacks its beginning."""
        if not isinstance(value, str):
            return ()
        if e164(value, context.region) is None:
            return (PHONE_IMPOSSIBLE,)
        if not is_valid_phone(value, context.region):
            return (PHONE_UNKNOWN,)
        return (PHONE_CUT,) if re.fullmatch(_BARE_DIGITS, value) else ()

    def check(self, column: str) -> str:
        """Return the condition of a text that is not empty and not too long."""
        return _length(column, LONGEST_PHONE)


@dataclass(frozen=True, slots=True)
class Website(Kind):
    """The address of a website: http or https, nothing that could run or open a file."""

    def parse(self, given: Given, context: Context) -> Value:
        """Return the address with its scheme (https unless given); raise `Invalid` otherwise.

        Letters such as å in the name of the host stay readable.
        """
        text = fitting(as_text(given, context), LONGEST_ADDRESS)
        return fitting(web_address(text), LONGEST_ADDRESS) if text else None

    def check(self, column: str) -> str:
        """Return the condition of an address on the web."""
        return f"({column} GLOB 'http://?*' OR {column} GLOB 'https://?*')"


@dataclass(frozen=True, slots=True)
class Reference(Kind):
    """A case number (diarienummer): any text, since every authority writes its own."""

    max_length: int = 200

    def parse(self, given: Given, context: Context) -> Value:
        """Return the text cleaned, on one line; raise `Invalid` when it is too long."""
        return fitting(as_text(given, context), self.max_length)

    def doubts(self, value: Value, context: Context) -> tuple[Words, ...]:
        """Doubt what looks like no case number, and a personal identity number."""
        if not isinstance(value, str):
            return ()
        unusual = () if re.fullmatch(_REFERENCE, value) else (REFERENCE_UNUSUAL,)
        return unusual + _identity_doubts(value)

    def check(self, column: str) -> str:
        """Return the condition of a text that is not empty and not too long."""
        return _length(column, self.max_length)


@dataclass(frozen=True, slots=True)
class Tags(Kind):
    """A set of free words, such as topics."""

    many: ClassVar[bool] = True

    def parse(self, given: Given, context: Context) -> Value:
        """Return the words, each once, sorted; raise `Invalid` when one is too long.

        Words stand between semicolons, commas or line breaks. Of words that differ only in
        capitals the first is kept.
        """
        texts = given if isinstance(given, list) else [as_text(given, context, lines=True)]
        found: dict[str, str] = {}
        for text in texts:
            for word in re.split("[;,\n]", clean(text, lines=True)):
                tag = _tag(word)
                found.setdefault(normalize("NFC", tag.casefold()), tag)
        found.pop("", None)
        fitting("; ".join(found.values()), 20_000)
        return [found[key] for key in sorted(found)] or None

    def write(self, value: Value, context: Context) -> str:
        """Return the words with semicolons between them."""
        return "; ".join(value) if isinstance(value, list) else ""

    def check(self, column: str) -> str:
        """Return the condition of a set."""
        return f"{column} GLOB '[[]*]'"


def _tag(word: str) -> str:
    tag = clean(word)
    if len(tag) > LONGEST_TAG:
        raise Invalid(TAG_TOO_LONG.fill(text=shown(tag), most=LONGEST_TAG), value=word)
    return tag


def _identity_doubts(value: Value) -> tuple[Words, ...]:
    return (IDENTITY_NUMBER,) if isinstance(value, str) and holds_identity_number(value) else ()


def _calculated(given: Given) -> bool:
    """Tell whether a number cell holds what no one typed as a phone number."""
    return isinstance(given, float) and (given < 0 or given >= 2**53 or not given.is_integer())


def _length(column: str, most: int) -> str:
    return f"length({column}) BETWEEN 1 AND {most}"
