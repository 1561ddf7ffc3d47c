"""Numbers inside texts: phone numbers, and personal identity numbers that should not be there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_IDENTITY = r"(?<![0-9])[0-9]{6,8}[-+]?[0-9]{4}(?![0-9])"
_SHORT, _LONG = 10, 12  # digits without and with the century
_COORDINATION = 60  # is added to the day in the coordination numbers of people not registered


@lru_cache(maxsize=16_384)
def e164(text: str, region: str) -> str | None:
    """Return the first phone number in `text` as +46…, None when none can be dialled.

    Numbers without a country code are read as of `region` (ISO 3166). Extensions, a second
    number and words such as ”vx” beside the number are left out.
    """
    from phonenumbers import PhoneNumberFormat, format_number  # noqa: PLC0415

    number = _phone(text, region)
    return None if number is None else format_number(number, PhoneNumberFormat.E164)


@lru_cache(maxsize=4_096)
def from_abroad(text: str, region: str) -> str:
    """Return a number as it is dialled from abroad (+46 8 …), or the text as it stands.

    Only a text that is one number of `region` and nothing else is written anew.
    """
    from phonenumbers import PhoneNumberFormat, format_number, is_valid_number  # noqa: PLC0415

    number = _phone(text, region) if re.fullmatch(r"\(?0[1-9][0-9 \u00a0()-]*", text) else None
    if number is None or not is_valid_number(number):
        return text
    return format_number(number, PhoneNumberFormat.INTERNATIONAL)


@lru_cache(maxsize=16_384)
def is_valid_phone(text: str, region: str) -> bool:
    """Tell whether the first phone number in `text` is in a range its country has given out."""
    from phonenumbers import is_valid_number  # noqa: PLC0415

    number = _phone(text, region)
    return number is not None and is_valid_number(number)


def _phone(text: str, region: str) -> PhoneNumber | None:
    """Read the whole text as one number; where that fails, find the first number in it.

    Two numbers, or an extension in Swedish, make the whole text too long to be one number.
    """
    import phonenumbers  # noqa: PLC0415

    try:
        number = phonenumbers.parse(text, region)
        if phonenumbers.is_possible_number(number):
            return number
    except phonenumbers.NumberParseException:
        pass
    possible = phonenumbers.Leniency.POSSIBLE
    found = phonenumbers.PhoneNumberMatcher(text, region, leniency=possible)
    return next((match.number for match in found), None)


def holds_identity_number(text: str) -> bool:
    """Tell whether `text` holds a Swedish personal identity or coordination number.

    Date and check digit must be true, so that phone numbers are left alone. Ten digits in a row
    that begin with 0 are taken for a phone number.
    """
    return any(_is_identity(match[0]) for match in re.finditer(_IDENTITY, text))


def without_identity_numbers(text: str) -> str:
    """Return a text without its personal identity and coordination numbers.

    Nothing else is touched but the space before each.
    """
    return re.sub(
        rf"[ \t]?(?P<number>{_IDENTITY})",
        lambda match: "" if _is_identity(match["number"]) else match[0],
        text,
    ).strip()


def _is_identity(number: str) -> bool:
    from stdnum.se import personnummer  # noqa: PLC0415

    if len(number) == _SHORT and number[0] == "0":
        return False
    if len(number) >= _LONG and number[:2] not in ("18", "19", "20"):
        return False
    return bool(personnummer.is_valid(number)) or _is_coordination(number)


def _is_coordination(number: str) -> bool:
    """Tell whether the number is right once 60 is taken off the day of birth."""
    from stdnum import luhn  # noqa: PLC0415
    from stdnum.exceptions import ValidationError  # noqa: PLC0415
    from stdnum.se import personnummer  # noqa: PLC0415

    digits = re.sub("[^0-9]", "", number)
    day = int(digits[-6:-4]) - _COORDINATION
    if len(digits) not in (_SHORT, _LONG) or day < 1 or not luhn.is_valid(digits[-10:]):
        return False
    try:
        personnummer.get_birth_date(f"{digits[:-6]}{day:02}-{digits[-4:]}")
    except ValidationError:
        return False
    return True
