"""Which phone number of a signature is which, and what it tells of the country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop_app.domain.signature.pieces import Number

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

__all__ = ["Chosen", "choose", "country_of", "written_for"]

_ORDER = ("direct", "phone", "", "switch")
Chosen = dict[str, Number]


def choose(numbers: Sequence[Number], region: str) -> Chosen:
    """Return the numbers by field: one to reach somebody by, and one of a mobile.

    A number of a mobile is one by its label, or by its range where that is certain.
    """
    chosen: Chosen = {}
    mobiles = [each for each in numbers if each.role == "mobile"]
    mobiles += [each for each in numbers if each.role in _ORDER and _is_mobile(each.text, region)]
    others = [each for role in _ORDER for each in numbers if each.role == role]
    if mobiles:
        chosen["mobile"] = mobiles[0]
    left = [each for each in [*others, *mobiles[1:]] if each is not chosen.get("mobile")]
    if left:
        chosen["phone"] = left[0]
    return chosen


def country_of(numbers: Iterable[Number]) -> str:
    """Return the country that numbers with a country code agree on, '' if none or several."""
    found = {code for each in numbers if (code := _region(each.text))}
    return found.pop() if len(found) == 1 else ""


def written_for(text: str, country: str, region: str) -> str:
    """Return a number so that it can be dialled from `region`: one of another country with +."""
    if not country or country == region or text.lstrip("( ").startswith(("+", "00")):
        return text
    from phonenumbers import PhoneNumberFormat, format_number, is_possible_number  # noqa: PLC0415

    number = _read(text, country)
    if number is None or not is_possible_number(number):
        return text
    return str(format_number(number, PhoneNumberFormat.INTERNATIONAL))


def is_at_home(text: str, region: str) -> bool:
    """Tell whether a number without a country code is in a range of `region`."""
    from phonenumbers import is_valid_number  # noqa: PLC0415 — slow to load, as all of it

    number = None if text.lstrip("( ").startswith(("+", "00")) else _read(text, region)
    return number is not None and is_valid_number(number)


def _read(text: str, region: str) -> PhoneNumber | None:
    from phonenumbers import NumberParseException, parse  # noqa: PLC0415

    try:
        return parse(text, region)
    except NumberParseException:
        return None


def _is_mobile(text: str, region: str) -> bool:
    from phonenumbers import PhoneNumberType, number_type  # noqa: PLC0415

    number = _read(text, region)
    return number is not None and number_type(number) == PhoneNumberType.MOBILE


def _region(text: str) -> str:
    """Return the country of a number that tells its code, '' for others."""
    if not text.lstrip("( ").startswith(("+", "00")):
        return ""
    from phonenumbers import (  # noqa: PLC0415
        region_code_for_country_code,
        region_code_for_number,
    )

    number = _read(text, "SE")
    if number is None or number.country_code is None:
        return ""
    found = region_code_for_number(number)
    several = number.country_code in {1, 7, 44, 39, 47, 358, 61, 212, 262, 590, 599}
    code = found or ("" if several and number.country_code in {1, 7} else None)
    found = region_code_for_country_code(number.country_code) if code is None else code
    return found if len(found) == 2 else ""  # noqa: PLR2004 — 001 is no country
